//! The check-ins that a person chose to keep.

use std::rc::Rc;

use super::answer::Answer;
use super::check_in::CheckIn;
use super::context::{Sessions, Setting};
use super::flag::{Flag, Ticks};
use super::sign::Sign;

/// One kept check-in. It holds ids as text, so that one which this version does not know survives.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// An id of its own, by which it is changed and deleted.
    pub id: Rc<str>,
    /// When it was kept, in milliseconds since 1970.
    pub at: u64,
    /// The id of [`Sessions`], if given.
    pub sessions: Option<Rc<str>>,
    /// The id of [`Setting`], if given.
    pub setting: Option<Rc<str>>,
    /// Pairs of the id of a [`Sign`] and the id of the [`Answer`] about it.
    pub answers: Vec<(Rc<str>, Rc<str>)>,
    /// The ids of the ticked [`Flag`]s.
    pub ticks: Vec<Rc<str>>,
}

impl Kept {
    /// Makes a kept check-in out of what is on the screen.
    ///
    /// `id` must be new, or that of the kept check-in that this one replaces; `at` is the time in milliseconds
    /// since 1970.
    pub fn new(id: Rc<str>, at: u64, check_in: &CheckIn, ticks: Ticks) -> Self {
        Self {
            id,
            at,
            sessions: check_in.context.sessions.map(|choice| choice.id().into()),
            setting: check_in.context.setting.map(|choice| choice.id().into()),
            answers: check_in
                .answered()
                .map(|(sign, answer)| (sign.id().into(), answer.id().into()))
                .collect(),
            ticks: ticks.ticked().map(|flag| flag.id().into()).collect(),
        }
    }

    /// Returns what this version understands of the answers and the context.
    pub fn check_in(&self) -> CheckIn {
        let mut check_in = CheckIn::default();
        check_in.context.sessions = self.sessions.as_deref().and_then(Sessions::from_id);
        check_in.context.setting = self.setting.as_deref().and_then(Setting::from_id);
        for (sign, answer) in &self.answers {
            if let (Some(sign), Some(answer)) = (Sign::from_id(sign), Answer::from_id(answer)) {
                check_in = check_in.with(sign, Some(answer));
            }
        }
        check_in
    }

    /// Returns what this version understands of the ticks.
    pub fn ticks(&self) -> Ticks {
        self.ticks
            .iter()
            .filter_map(|id| Flag::from_id(id))
            .fold(Ticks::default(), |ticks, flag| ticks.with(flag, true))
    }
}

/// Everything that is kept, the newest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Journal {
    entries: Rc<[Kept]>,
}

impl Journal {
    /// Makes a journal of these entries, in any order. It is quick when they are nearly in order, as stored ones are.
    pub fn new(entries: impl IntoIterator<Item = Kept>) -> Self {
        let mut sorted: Vec<Kept> = Vec::new();
        for kept in entries {
            // The newer ones stand before it. (The sorting of the standard library would cost the visitor 2 KB.)
            let older = sorted
                .iter()
                .rev()
                .take_while(|other| other.at < kept.at)
                .count();
            sorted.insert(sorted.len() - older, kept);
        }
        Self {
            entries: sorted.into(),
        }
    }

    /// Returns the kept check-ins, the newest first.
    pub fn entries(&self) -> &[Kept] {
        &self.entries
    }

    /// Returns the journal with `kept` added, or in the place of the one with the same id.
    #[must_use]
    pub fn with(&self, kept: Kept) -> Self {
        let mut entries = self.without(&kept.id).entries.to_vec();
        entries.push(kept);
        Self::new(entries)
    }

    /// Returns the journal without the check-in of this id.
    #[must_use]
    pub fn without(&self, id: &str) -> Self {
        Self {
            entries: self
                .entries
                .iter()
                .filter(|kept| &*kept.id != id)
                .cloned()
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(id: &str, at: u64) -> Kept {
        Kept::new(id.into(), at, &CheckIn::default(), Ticks::default())
    }

    #[test]
    fn a_kept_check_in_gives_back_what_went_in() {
        let mut check_in = CheckIn::default()
            .with(Sign::Safety, Some(Answer::NotYet))
            .with(Sign::Identity, Some(Answer::TooEarly));
        check_in.context.sessions = Some(Sessions::Many);
        check_in.context.setting = Some(Setting::Walking);
        let ticks = Ticks::default().with(Flag::LookForward, true);
        let kept = Kept::new("a".into(), 1, &check_in, ticks);
        assert_eq!(kept.check_in(), check_in);
        assert_eq!(kept.ticks(), ticks);
    }

    #[test]
    fn the_newest_comes_first_and_the_same_id_replaces() {
        let journal = Journal::default()
            .with(kept("a", 1))
            .with(kept("b", 3))
            .with(kept("c", 2))
            .with(kept("a", 4));
        let ids: Vec<_> = journal.entries().iter().map(|kept| &*kept.id).collect();
        assert_eq!(ids, ["a", "b", "c"]);
        assert_eq!(journal.without("b").entries().len(), 2);
        assert_eq!(journal.without("z"), journal);
    }
}
