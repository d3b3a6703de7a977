//! The check-ins that a person chose to keep.

use std::rc::Rc;

use super::answer::Answer;
use super::check_in::CheckIn;
use super::context::{Sessions, Setting};
use super::flag::{Flag, Ticks};
use super::sign::Sign;

/// One kept check-in. It holds ids as text, so that one which this version does not know survives.
///
/// `Eq` here and below is not only a word: it lets the standard library take shared ones for equal without a look inside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// An id of its own, by which it is changed and deleted.
    pub id: Rc<str>,
    /// When it was kept, in milliseconds since 1970.
    pub at: u64,
    /// When it was changed last, in milliseconds since 1970; 0 if it never was.
    pub changed: u64,
    /// The id of the [`Person`] whom it is about; none in check-ins that were kept by version 1.
    pub with: Option<Rc<str>>,
    /// The id of [`Sessions`], if given.
    pub sessions: Option<Rc<str>>,
    /// The id of [`Setting`], if given.
    pub setting: Option<Rc<str>>,
    /// Pairs of the id of a [`Sign`] and the id of the [`Answer`] about it.
    pub answers: Pairs,
    /// The ids of the ticked [`Flag`]s.
    pub ticks: Vec<Rc<str>>,
    /// Pairs of the id of a [`Sign`], or nothing for the whole check-in, and the note about it.
    pub notes: Pairs,
}

/// Pairs of an id and what belongs to it.
pub type Pairs = Vec<(Rc<str>, Rc<str>)>;

/// The most characters of a note: a page of writing.
pub const LONGEST_NOTE: usize = 2_000;

/// Returns `notes` with `text` as the one about the sign of this id, or about the whole check-in if that is empty; with
/// none if it is blank.
pub fn noted(notes: &Pairs, sign: &str, text: &str) -> Pairs {
    let mut notes = notes.clone();
    notes.retain(|(other, _)| **other != *sign);
    if !text.trim().is_empty() {
        let text: String = text.chars().take(LONGEST_NOTE).collect();
        notes.push((sign.into(), text.into()));
    }
    notes
}

/// Returns the note about the sign of this id, or about the whole check-in if that is empty; nothing if there is none.
pub fn note<'a>(notes: &'a Pairs, sign: &str) -> &'a str {
    let mut notes = notes.iter();
    notes
        .find(|(other, _)| **other == *sign)
        .map_or("", |(_, text)| text)
}

impl Kept {
    /// Returns it with the context, answers, ticks and notes that are on the screen; what this version does not know
    /// stays.
    #[must_use]
    pub fn saying(&self, check_in: &CheckIn, ticks: Ticks, notes: &Pairs) -> Self {
        let (mut answers, mut ticked) = (Pairs::new(), Vec::new());
        for (sign, answer) in check_in.answered() {
            answers.push((sign.id().into(), answer.id().into()));
        }
        for flag in ticks.ticked() {
            ticked.push(flag.id().into());
        }
        for (sign, answer) in &self.answers {
            let strange = Sign::from_id(sign).is_none_or(|sign| {
                Answer::from_id(answer).is_none() && check_in.answer(sign).is_none()
            });
            if strange {
                answers.push((sign.clone(), answer.clone()));
            }
        }
        for flag in &self.ticks {
            if Flag::from_id(flag).is_none() {
                ticked.push(flag.clone());
            }
        }
        Self {
            sessions: said(
                check_in.context.sessions.map(Sessions::id),
                &self.sessions,
                |id| Sessions::from_id(id).is_some(),
            ),
            setting: said(
                check_in.context.setting.map(Setting::id),
                &self.setting,
                |id| Setting::from_id(id).is_some(),
            ),
            answers,
            ticks: ticked,
            notes: notes.clone(),
            ..self.clone()
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

    /// Tells whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.sessions.is_none()
            && self.setting.is_none()
            && self.answers.is_empty()
            && self.ticks.is_empty()
            && self.notes.is_empty()
    }
}

/// Returns `now`, or what was said `before` in words that this version does not know.
fn said(now: Option<&str>, before: &Option<Rc<str>>, known: fn(&str) -> bool) -> Option<Rc<str>> {
    now.map(Rc::from)
        .or_else(|| before.clone().filter(|id| !known(id)))
}

/// A therapist, by the label that the person has given them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// An id of its own.
    pub id: Rc<str>,
    /// What the person calls them.
    pub label: Rc<str>,
}

/// A check-in that is not finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The step on which it was left: the id of a sign, or nothing for the result.
    pub step: Rc<str>,
    /// What was said so far. It has the id of a kept check-in if that is being changed.
    pub kept: Kept,
}

/// Everything that is kept: the check-ins with the newest first, the labels of therapists, and what is not finished.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journal {
    entries: Rc<Vec<Rc<Kept>>>,
    people: Rc<Vec<Person>>,
    /// The check-in that is not finished.
    pub draft: Option<Rc<Draft>>,
}

impl Journal {
    /// Makes a journal of these check-ins and labels, in any order.
    pub fn new(mut entries: Vec<Rc<Kept>>, people: Vec<Person>, draft: Option<Rc<Draft>>) -> Self {
        sort(&mut entries);
        Self {
            entries: Rc::new(entries),
            people: Rc::new(people),
            draft,
        }
    }

    /// Returns the kept check-ins, the newest first.
    pub fn entries(&self) -> &[Rc<Kept>] {
        &self.entries
    }

    /// Returns the therapists who have a label.
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// Tells whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Returns the kept check-in of this id.
    pub fn find(&self, id: &str) -> Option<&Rc<Kept>> {
        self.entries.get(place(&self.entries, id, 0)?)
    }

    /// Returns the kept check-in of this id, quickly if it stands at about the place `near`.
    pub fn find_near(&self, id: &str, near: usize) -> Option<&Rc<Kept>> {
        let near = near.saturating_sub(1).min(self.entries.len());
        self.entries.get(place(&self.entries, id, near)?)
    }

    /// Returns the journal with `kept` added, or in the place of the one with the same id, and with nothing unfinished.
    #[must_use]
    pub fn with(&self, kept: impl Into<Rc<Kept>>) -> Self {
        let kept = kept.into();
        let mut entries = self.entries.to_vec();
        entries.retain(|other| other.id != kept.id);
        entries.push(kept);
        Self::new(entries, self.people.to_vec(), None)
    }

    /// Returns the journal without the check-in of this id.
    #[must_use]
    pub fn without(&self, id: &str) -> Self {
        let mut entries = self.entries.to_vec();
        entries.retain(|kept| &*kept.id != id);
        Self {
            entries: Rc::new(entries),
            ..self.clone()
        }
    }

    /// Returns the journal with this name for a therapist, or without one if it is empty.
    #[must_use]
    pub fn with_person(&self, person: Person) -> Self {
        let mut people = self.people.to_vec();
        people.retain(|other| other.id != person.id);
        if !person.label.is_empty() {
            people.push(person);
        }
        Self {
            people: Rc::new(people),
            ..self.clone()
        }
    }

    /// Returns the journal with another check-in that is not finished, or with none.
    #[must_use]
    pub fn with_draft(&self, draft: Option<Rc<Draft>>) -> Self {
        Self {
            draft,
            ..self.clone()
        }
    }

    /// Returns `theirs` with all that this journal has and `theirs` lacks, unless it was in `base`, what `theirs` was made
    /// from: then it was deleted there. Of two that differ the one that was changed later counts.
    #[must_use]
    pub fn merged(&self, base: &Self, theirs: &Self) -> Self {
        let mut entries: Vec<_> = theirs.entries.to_vec();
        let (mut near_known, mut near) = (0, 0);
        for ours in self.entries() {
            let known = place(&base.entries, &ours.id, near_known);
            near_known = known.map_or(near_known, |at| at + 1);
            let newer =
                |other: Option<&Rc<Kept>>| other.is_none_or(|other| ours.changed > other.changed);
            match place(&entries, &ours.id, near) {
                Some(at) => {
                    near = at + 1;
                    if let Some(other) = entries.get_mut(at)
                        && newer(Some(&*other))
                    {
                        *other = ours.clone();
                    }
                }
                None if newer(known.and_then(|at| base.entries.get(at))) => {
                    entries.push(ours.clone());
                }
                None => {}
            }
        }
        let mut people = theirs.people.to_vec();
        for ours in self
            .people
            .iter()
            .filter(|ours| !base.people.contains(ours))
        {
            people.retain(|other| {
                other.id != ours.id || base.people.iter().all(|known| known != other)
            });
            if people.iter().all(|other| other.id != ours.id) {
                people.push(ours.clone());
            }
        }
        Self::new(entries, people, theirs.draft.clone())
    }
}

/// Puts the newest first, by Shell's method: any order takes about as long as any other, and nearly no code. (The sorting
/// of the standard library would cost the visitor 2 KB.)
fn sort(entries: &mut [Rc<Kept>]) {
    let mut gap = entries.len();
    while gap > 1 {
        gap = (gap * 4 / 9).max(1);
        for mut at in gap..entries.len() {
            while let Some([kept, .., other]) = at
                .checked_sub(gap)
                .and_then(|from| entries.get_mut(from..=at))
                && kept.at < other.at
            {
                std::mem::swap(kept, other);
                at -= gap;
            }
        }
    }
}

/// Returns where the check-in of this id stands. It is quick if that is at or soon after `near`.
fn place(entries: &[Rc<Kept>], id: &str, near: usize) -> Option<usize> {
    let (before, after) = entries.split_at_checked(near)?;
    let wanted = |kept: &Rc<Kept>| &*kept.id == id;
    let at = after.iter().position(wanted).map(|at| near + at);
    at.or_else(|| before.iter().position(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(id: &str, at: u64) -> Kept {
        Kept {
            id: id.into(),
            at,
            ..Kept::default()
        }
    }

    fn journal(ids: &[&str]) -> Journal {
        let entries = ids.iter().map(|id| Rc::new(kept(id, 1)));
        Journal::new(entries.collect(), vec![], None)
    }

    fn changed(id: &str, changed: u64) -> Kept {
        Kept {
            changed,
            ..kept(id, 1)
        }
    }

    fn ids(journal: &Journal) -> Vec<&str> {
        journal.entries().iter().map(|kept| &*kept.id).collect()
    }

    #[test]
    fn a_kept_check_in_gives_back_what_went_in() {
        let mut check_in = CheckIn::default()
            .with(Sign::Safety, Some(Answer::NotYet))
            .with(Sign::Identity, Some(Answer::TooEarly));
        check_in.context.sessions = Some(Sessions::Many);
        check_in.context.setting = Some(Setting::Walking);
        let ticks = Ticks::default().with(Flag::LookForward, true);
        let notes = noted(&Pairs::new(), "goals", "Ask.");
        let kept = kept("a", 1).saying(&check_in, ticks, &notes);
        assert_eq!(kept.check_in(), check_in);
        assert_eq!(kept.ticks(), ticks);
        assert_eq!(kept.saying(&check_in, ticks, &notes), kept);
    }

    #[test]
    fn a_note_takes_the_place_of_the_one_before_and_goes_when_it_is_blank() {
        let notes = noted(&Pairs::new(), "goals", "Ask.");
        let notes = noted(&noted(&notes, "", "A long week."), "goals", "Ask again.");
        assert_eq!(note(&notes, "goals"), "Ask again.");
        assert_eq!(note(&notes, ""), "A long week.");
        assert_eq!(note(&noted(&notes, "goals", " \n"), "goals"), "");
        let long = noted(&notes, "goals", &"ä".repeat(LONGEST_NOTE + 1));
        assert_eq!(note(&long, "goals").chars().count(), LONGEST_NOTE);
    }

    #[test]
    fn what_another_version_said_stays_when_an_answer_is_changed() {
        let before = Kept {
            setting: Some("boat".into()),
            answers: [("pace", "often"), ("goals", "perhaps"), ("respect", "no")]
                .map(|(sign, answer)| (sign.into(), answer.into()))
                .into(),
            ticks: vec!["humour".into(), "heard".into()],
            notes: vec![("goals".into(), "Ask.".into())],
            ..kept("a", 1)
        };
        let check_in = before.check_in().with(Sign::Respect, None);
        let after = before.saying(&check_in, Ticks::default(), &before.notes);
        assert_eq!(after.setting, before.setting);
        assert_eq!(after.answers, before.answers[..2]);
        assert_eq!(after.ticks, before.ticks[..1]);
        assert_eq!(after.notes, before.notes);
        // An answer that the person gives now takes the place of one that this version does not know.
        let check_in = check_in.with(Sign::Goals, Some(Answer::Mostly));
        assert_eq!(
            after
                .saying(&check_in, Ticks::default(), &vec![])
                .answers
                .len(),
            2
        );
    }

    #[test]
    fn the_newest_comes_first_and_the_same_id_replaces() {
        let journal = Journal::default()
            .with(kept("a", 1))
            .with(kept("b", 3))
            .with(kept("c", 2))
            .with(kept("a", 4));
        assert_eq!(ids(&journal), ["a", "b", "c"]);
        assert_eq!(journal.without("b").entries().len(), 2);
        assert_eq!(journal.without("z"), journal);
    }

    #[test]
    fn any_order_becomes_the_newest_first() {
        for count in [0, 1, 2, 3, 10, 101] {
            // Every step that shares no factor with the count meets all of them: backwards, forwards and in between.
            for step in [1, 97, count.max(2) - 1] {
                let entries = (0..count).map(|at| Rc::new(kept("a", at * step % count)));
                let journal = Journal::new(entries.collect(), vec![], None);
                let times: Vec<_> = journal.entries().iter().map(|kept| kept.at).collect();
                assert!(times.iter().rev().copied().eq(0..count), "{times:?}");
            }
        }
    }

    #[test]
    fn a_check_in_is_found_wherever_it_is_thought_to_stand() {
        let journal = journal(&["a", "b", "c"]);
        for near in [0, 1, 2, 3, 4, 9] {
            for kept in journal.entries() {
                assert_eq!(journal.find_near(&kept.id, near), Some(kept));
            }
            assert_eq!(journal.find_near("d", near), None);
        }
    }

    #[test]
    fn what_two_tabs_kept_at_once_is_kept_by_both() {
        let base = journal(&["a"]);
        let (ours, theirs) = (journal(&["a", "b"]), journal(&["a", "c"]));
        let merged = ours.merged(&base, &theirs);
        assert_eq!(ids(&merged).len(), 3);
        let other = theirs.merged(&base, &ours);
        assert!(
            other
                .entries()
                .iter()
                .all(|kept| merged.find(&kept.id) == Some(kept))
        );
    }

    #[test]
    fn what_was_deleted_stays_deleted_unless_it_was_changed_since() {
        let base = journal(&["a", "b"]);
        let ours = journal(&["a"]).with(changed("b", 9));
        assert_eq!(ids(&ours.merged(&base, &journal(&["a"]))), ["a", "b"]);
        assert_eq!(ids(&base.merged(&base, &journal(&["b"]))), ["b"]);
        assert_eq!(ids(&journal(&[]).merged(&base, &base)), ["a", "b"]);
    }

    #[test]
    fn the_later_change_of_a_check_in_counts() {
        let base = journal(&["a"]);
        let (early, late) = (changed("a", 5), changed("a", 6));
        let (ours, theirs) = (base.with(early), base.with(late));
        assert_eq!(ours.merged(&base, &theirs), theirs);
        assert_eq!(theirs.merged(&base, &ours), theirs);
    }

    #[test]
    fn a_label_that_only_one_changed_is_kept() {
        let person = |label: &str| Person {
            id: "p".into(),
            label: label.into(),
        };
        let with = |label: &str| Journal::new(vec![], vec![person(label)], None);
        let (base, ours) = (with("Sam"), with("Dr Sam"));
        assert_eq!(ours.merged(&base, &base), ours);
        assert_eq!(ours.merged(&base, &with("S")).people(), [person("S")]);
        assert_eq!(ours.merged(&Journal::default(), &Journal::default()), ours);
    }
}
