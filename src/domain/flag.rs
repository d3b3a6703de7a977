//! The four green flags: signs that the work is going well.

/// One green flag, which a person may tick for themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// Genuinely heard.
    Heard,
    /// Safe enough to be vulnerable.
    Vulnerable,
    /// Looking forward to sessions.
    LookForward,
    /// Free to disagree.
    Disagree,
}

impl Flag {
    /// Every flag, in the order in which they are shown.
    pub const ALL: [Self; 4] = [
        Self::Heard,
        Self::Vulnerable,
        Self::LookForward,
        Self::Disagree,
    ];

    /// Returns the permanent id: it is what is stored and what content files use.
    pub fn id(self) -> &'static str {
        match self {
            Self::Heard => "heard",
            Self::Vulnerable => "vulnerable",
            Self::LookForward => "look-forward",
            Self::Disagree => "disagree",
        }
    }

    /// Returns the flag with this id, if there is one.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|flag| flag.id() == id)
    }
}

/// The flags that are ticked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ticks([bool; Flag::ALL.len()]);

impl Ticks {
    /// Tells whether `flag` is ticked.
    pub fn has(self, flag: Flag) -> bool {
        self.ticked().any(|ticked| ticked == flag)
    }

    /// Returns the ticks with `flag` ticked or not.
    #[must_use]
    pub fn with(mut self, flag: Flag, ticked: bool) -> Self {
        for (at, place) in Flag::ALL.into_iter().zip(&mut self.0) {
            if at == flag {
                *place = ticked;
            }
        }
        self
    }

    /// Returns the ticked flags in the order in which they are shown.
    pub fn ticked(self) -> impl Iterator<Item = Flag> {
        Flag::ALL
            .into_iter()
            .zip(self.0)
            .filter_map(|(flag, ticked)| ticked.then_some(flag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_id_leads_back_to_its_flag() {
        for flag in Flag::ALL {
            assert_eq!(Flag::from_id(flag.id()), Some(flag));
        }
    }

    #[test]
    fn a_tick_can_be_taken_back() {
        let ticks = Ticks::default()
            .with(Flag::Disagree, true)
            .with(Flag::Heard, true);
        assert!(ticks.has(Flag::Heard) && ticks.has(Flag::Disagree));
        assert_eq!(
            ticks.with(Flag::Heard, false).ticked().collect::<Vec<_>>(),
            [Flag::Disagree]
        );
    }
}
