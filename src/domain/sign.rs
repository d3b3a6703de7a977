//! The signs that the check-in asks about.

/// One aspect of the relationship, asked with one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// Feeling of safety.
    Safety,
    /// Mutual respect.
    Respect,
    /// Shared goals.
    Goals,
    /// Trust and openness.
    Openness,
    /// Room for feedback.
    Feedback,
    /// Feeling understood as who one is; optional, asked only when the person opens it.
    Identity,
}

impl Sign {
    /// Every sign, in the order in which they are asked and shown.
    pub const ALL: [Self; 6] = [
        Self::Safety,
        Self::Respect,
        Self::Goals,
        Self::Openness,
        Self::Feedback,
        Self::Identity,
    ];

    /// The five signs that every check-in asks about.
    pub const ASKED: [Self; 5] = [
        Self::Safety,
        Self::Respect,
        Self::Goals,
        Self::Openness,
        Self::Feedback,
    ];

    /// Returns the permanent id: it is what is stored and what content files use.
    pub fn id(self) -> &'static str {
        match self {
            Self::Safety => "safety",
            Self::Respect => "respect",
            Self::Goals => "goals",
            Self::Openness => "openness",
            Self::Feedback => "feedback",
            Self::Identity => "identity",
        }
    }

    /// Returns the sign with this id, if there is one.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sign| sign.id() == id)
    }

    /// Returns the sign's place in [`Sign::ALL`], counted from 0.
    pub fn index(self) -> usize {
        self as usize
    }

    /// Returns the sign asked after this one, or `None` after the last; the optional sign stands alone.
    pub fn next(self) -> Option<Self> {
        Self::ASKED.get(self.index() + 1).copied()
    }

    /// Returns the sign asked before this one, or `None` before the first; the optional sign stands alone.
    pub fn previous(self) -> Option<Self> {
        match self {
            Self::Identity => None,
            asked => Self::ASKED.get(asked.index().checked_sub(1)?).copied(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_id_leads_back_to_its_sign() {
        for sign in Sign::ALL {
            assert_eq!(Sign::from_id(sign.id()), Some(sign));
            assert_eq!(Sign::ALL[sign.index()], sign);
        }
        assert_eq!(Sign::from_id("score"), None);
    }

    #[test]
    fn the_five_signs_follow_one_another_and_the_optional_one_stands_alone() {
        assert_eq!(Sign::Safety.previous(), None);
        assert_eq!(Sign::Safety.next(), Some(Sign::Respect));
        assert_eq!(Sign::Feedback.next(), None);
        assert_eq!(Sign::Identity.next(), None);
        assert_eq!(Sign::Identity.previous(), None);
    }
}
