//! The five answers, which are words and not numbers.

/// What a person answers about one sign. It has no number and no order: nothing adds answers up or ranks them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// "Yes, mostly".
    Mostly,
    /// "Sometimes".
    Sometimes,
    /// "Not really yet".
    NotYet,
    /// "No".
    No,
    /// "Too early to say".
    TooEarly,
}

impl Answer {
    /// Every answer, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::Mostly,
        Self::Sometimes,
        Self::NotYet,
        Self::No,
        Self::TooEarly,
    ];

    /// Returns the permanent id: it is what is stored and what content files use.
    pub fn id(self) -> &'static str {
        match self {
            Self::Mostly => "mostly",
            Self::Sometimes => "sometimes",
            Self::NotYet => "not-yet",
            Self::No => "no",
            Self::TooEarly => "too-early",
        }
    }

    /// Returns the answer with this id, if there is one.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.id() == id)
    }

    /// Returns the answer's place in [`Answer::ALL`], counted from 0.
    pub fn index(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_id_leads_back_to_its_answer() {
        for answer in Answer::ALL {
            assert_eq!(Answer::from_id(answer.id()), Some(answer));
            assert_eq!(Answer::ALL[answer.index()], answer);
        }
        assert_eq!(Answer::from_id("3"), None);
    }
}
