//! What a person may say about their therapy before the questions. All of it can be left out.

/// About how many sessions there have been so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sessions {
    /// One to three: too early to read much into answers.
    Few,
    /// Four to ten.
    Some,
    /// More than ten.
    Many,
}

impl Sessions {
    /// Every choice, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Few, Self::Some, Self::Many];

    /// Returns the permanent id: it is what is stored and what content files use.
    pub fn id(self) -> &'static str {
        match self {
            Self::Few => "few",
            Self::Some => "some",
            Self::Many => "many",
        }
    }

    /// Returns the choice with this id, if there is one.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.id() == id)
    }
}

/// Where the sessions take place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// In a room.
    Room,
    /// Online.
    Online,
    /// On walks.
    Walking,
    /// In more than one of these.
    Mixed,
}

impl Setting {
    /// Every choice, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Room, Self::Online, Self::Walking, Self::Mixed];

    /// Returns the permanent id: it is what is stored and what content files use.
    pub fn id(self) -> &'static str {
        match self {
            Self::Room => "room",
            Self::Online => "online",
            Self::Walking => "walking",
            Self::Mixed => "mixed",
        }
    }

    /// Returns the choice with this id, if there is one.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.id() == id)
    }
}

/// The optional facts about a therapy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// How many sessions, if the person said so.
    pub sessions: Option<Sessions>,
    /// Where, if the person said so.
    pub setting: Option<Setting>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_id_leads_back_to_its_choice() {
        for choice in Sessions::ALL {
            assert_eq!(Sessions::from_id(choice.id()), Some(choice));
        }
        for choice in Setting::ALL {
            assert_eq!(Setting::from_id(choice.id()), Some(choice));
        }
    }
}
