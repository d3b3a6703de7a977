//! Looking back: the kept check-ins with one therapist side by side, and what is not as it was last time.
//!
//! It says what the person said, and when. It never adds up, averages, or tells whether anything went up or down.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::content::filled;
use super::context::Sessions;
use super::flag::{Flag, Ticks};
use super::journal::{Journal, Kept};
use super::sign::Sign;

/// The shortest time between the first and the last of the check-ins about which there is anything to say: two weeks,
/// in milliseconds.
const SHORTEST: u64 = 14 * 86_400_000;

/// The check-ins with one therapist, side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LookingBack {
    /// The check-ins, the oldest first.
    pub columns: Vec<Column>,
    /// The signs that were answered, the known ones in their order and then the others as they came up.
    pub rows: Vec<Row>,
}

/// One check-in.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The id of the check-in.
    pub id: Rc<str>,
    /// When it was kept, in milliseconds since 1970.
    pub at: u64,
    /// Whether it was one of the first sessions, so that all of it reads as still forming.
    pub early: bool,
}

/// What was said about one sign.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The id of the sign, which this version may not know.
    pub sign: Rc<str>,
    /// The places of columns, the oldest first, and the ids of the answers in them; without those that have none. (A cell
    /// for each column would be too much for a file with thousands of signs.)
    pub answers: Vec<(usize, Rc<str>)>,
}

impl Row {
    /// Returns the id of the answer in the column of this place, if there is one.
    pub fn answer(&self, column: usize) -> Option<&Rc<str>> {
        let at = self.answers.binary_search_by_key(&column, |pair| pair.0);
        self.answers.get(at.ok()?).map(|(_, answer)| answer)
    }
}

/// What the last three answers about a sign have in common.
#[derive(Clone, Debug, PartialEq)]
pub enum Pattern {
    /// All three are this one.
    Same(Rc<str>),
    /// Two of them are this one.
    Twice(Rc<str>),
    /// Each is another one.
    Different,
}

impl LookingBack {
    /// Returns the check-ins with the therapist of this id, or those that are about none.
    pub fn of(journal: &Journal, with: Option<&str>) -> Self {
        let entries = journal.entries().iter().rev();
        let theirs = entries.filter(|kept| kept.with.as_deref() == with);
        Self::made(theirs.map(|kept| &**kept))
    }

    /// Returns those with each therapist by themselves, in the order of [`people`].
    pub fn each(journal: &Journal) -> Vec<(Option<Rc<str>>, Self)> {
        let people = people(journal);
        let mut entries = vec![Vec::new(); people.len()];
        let places: HashMap<_, usize> = people.iter().zip(0..).collect();
        for kept in journal.entries().iter().rev() {
            let place = places.get(&kept.with).copied();
            if let Some(theirs) = place.and_then(|place| entries.get_mut(place)) {
                theirs.push(&**kept);
            }
        }
        let all = people.iter().cloned().zip(entries);
        all.map(|(with, theirs)| (with, Self::made(theirs.into_iter())))
            .collect()
    }

    fn made<'a>(entries: impl Iterator<Item = &'a Kept>) -> Self {
        let mut columns = Vec::new();
        let mut rows: Vec<Row> = Vec::new();
        let mut places = HashMap::new();
        for (column, kept) in entries.enumerate() {
            columns.push(Column {
                id: kept.id.clone(),
                at: kept.at,
                early: is_early(kept),
            });
            for (sign, answer) in &kept.answers {
                let place = *places.entry(sign.clone()).or_insert(rows.len());
                if place == rows.len() {
                    rows.push(Row {
                        sign: sign.clone(),
                        answers: Vec::new(),
                    });
                }
                let Some(row) = rows.get_mut(place) else {
                    continue;
                };
                match row.answers.last_mut() {
                    // Said twice in one check-in: as elsewhere, the last one counts.
                    Some((last, said)) if *last == column => *said = answer.clone(),
                    _ => row.answers.push((column, answer.clone())),
                }
            }
        }
        rows.sort_by_key(|row| place(&row.sign));
        Self { columns, rows }
    }

    /// Returns what can be said about each sign that has three answers. It is nothing before there are two weeks between
    /// the first and the last check-in; those of early sessions do not count.
    pub fn said(&self) -> Vec<(Rc<str>, Pattern)> {
        let counted = self.columns.iter().filter(|column| !column.early);
        let times: Vec<_> = counted.map(|column| column.at).collect();
        match times[..] {
            [first, .., last] if last.saturating_sub(first) >= SHORTEST => {}
            _ => return Vec::new(),
        }
        let said = self.rows.iter().filter_map(|row| {
            let answers = row.answers.iter().rev();
            let counted = answers.filter(|(column, _)| {
                let column = self.columns.get(*column);
                column.is_some_and(|column| !column.early)
            });
            let mut last = counted.map(|(_, answer)| answer);
            let [a, b, c] = [last.next()?, last.next()?, last.next()?];
            Some((row.sign.clone(), pattern(a, b, c)))
        });
        said.collect()
    }
}

fn pattern(a: &Rc<str>, b: &Rc<str>, c: &Rc<str>) -> Pattern {
    if a == b && b == c {
        Pattern::Same(a.clone())
    } else if a == b || a == c {
        Pattern::Twice(a.clone())
    } else if b == c {
        Pattern::Twice(b.clone())
    } else {
        Pattern::Different
    }
}

/// Returns what [`LookingBack::said`] does, of the signs that this version knows, for a widget inside somebody's page:
/// the rest would cost the visitor 2 KB.
pub fn said_of_known(journal: &Journal, with: Option<&str>) -> Vec<(Sign, Pattern)> {
    let counted = || {
        let entries = journal.entries().iter();
        entries.filter(|kept| kept.with.as_deref() == with && !is_early(kept))
    };
    let mut said = Vec::new();
    let (Some(last), Some(first)) = (counted().next(), counted().next_back()) else {
        return said;
    };
    if last.at.saturating_sub(first.at) < SHORTEST {
        return said;
    }
    for sign in Sign::ALL {
        let mut answers = counted().filter_map(|kept| answer(kept, sign));
        if let (Some(a), Some(b), Some(c)) = (answers.next(), answers.next(), answers.next()) {
            said.push((sign, pattern(a, b, c)));
        }
    }
    said
}

/// Returns what [`since_last`] does, of the signs that this version knows.
pub fn since_last_of_known(before: &Kept, now: &Kept) -> Vec<Change> {
    let mut changes = Vec::new();
    for sign in Sign::ALL {
        let [before, now] = [before, now].map(|kept| answer(kept, sign).cloned());
        if before != now {
            let sign = sign.id().into();
            changes.push(Change { sign, before, now });
        }
    }
    changes
}

/// Returns the id of the answer about this sign. Said twice, the last one counts, as elsewhere.
fn answer(kept: &Kept, sign: Sign) -> Option<&Rc<str>> {
    let mut answers = kept.answers.iter().rev();
    let (_, answer) = answers.find(|(other, _)| **other == *sign.id())?;
    Some(answer)
}

/// Returns the ids of the therapists whom the check-ins are about, the one with the newest first.
pub fn people(journal: &Journal) -> Vec<Option<Rc<str>>> {
    let mut seen = HashSet::new();
    let entries = journal.entries().iter();
    let first = entries.filter(|kept| seen.insert(&kept.with));
    first.map(|kept| kept.with.clone()).collect()
}

/// Returns what each therapist is called, in the order of [`people`]: by the label, or, if there are others, by a number.
/// `unnamed` is for that, with `{number}`.
pub fn names(journal: &Journal, unnamed: &str) -> Vec<String> {
    let labels = journal.people().iter();
    let labels: HashMap<_, _> = labels.map(|person| (&person.id, &person.label)).collect();
    let people = people(journal);
    let count = people.len();
    let named = people.iter().enumerate().map(|(at, with)| {
        let label = with.as_ref().and_then(|id| labels.get(id));
        match label.filter(|label| !label.is_empty()) {
            Some(label) => label.to_string(),
            // The first one whom the person saw is number 1, as in the list of what is kept.
            None if count > 1 => {
                let number = (count - at).to_string();
                filled(unnamed, &[("number", &number)])
            }
            None => String::new(),
        }
    });
    named.collect()
}

/// A sign whose answer is not as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The id of the sign.
    pub sign: Rc<str>,
    /// The id of the answer last time, if there was one.
    pub before: Option<Rc<str>>,
    /// The id of the answer this time, if there is one.
    pub now: Option<Rc<str>>,
}

/// Returns the signs whose answers differ, the known ones in their order and then the others as they come up.
pub fn since_last(before: &Kept, now: &Kept) -> Vec<Change> {
    let both = LookingBack::made([before, now].into_iter());
    let changes = both.rows.iter().map(|row| Change {
        sign: row.sign.clone(),
        before: row.answer(0).cloned(),
        now: row.answer(1).cloned(),
    });
    changes
        .filter(|change| change.before != change.now)
        .collect()
}

/// Returns the newest check-in before this one with the same therapist. One that is not kept counts by its time.
pub fn last_before<'a>(journal: &'a Journal, now: &'a Kept) -> Option<&'a Rc<Kept>> {
    earlier(journal, now).next()
}

/// Returns the flags that were ticked in some check-in before this one with the same therapist, and are not ticked in
/// this one.
pub fn earlier_flags(journal: &Journal, now: &Kept) -> Vec<Flag> {
    let mut before = Ticks::default();
    for kept in earlier(journal, now) {
        before = kept
            .ticks()
            .ticked()
            .fold(before, |ticks, flag| ticks.with(flag, true));
    }
    let now = now.ticks();
    before.ticked().filter(|&flag| !now.has(flag)).collect()
}

/// Tells whether all of a check-in reads as still forming.
pub fn is_early(kept: &Kept) -> bool {
    kept.sessions.as_deref() == Some(Sessions::Few.id())
}

/// Returns the check-ins before this one with the same therapist, the newest first.
fn earlier<'a>(journal: &'a Journal, now: &'a Kept) -> impl Iterator<Item = &'a Rc<Kept>> {
    let entries = journal.entries();
    let place = entries.iter().position(|kept| kept.id == now.id);
    let later = || entries.iter().take_while(|kept| kept.at > now.at).count();
    let older = place.map_or_else(later, |place| place + 1);
    let older = entries.iter().skip(older);
    older.filter(move |kept| kept.with == now.with)
}

/// Returns where a sign stands among the others: those that this version does not know come last.
fn place(sign: &str) -> usize {
    Sign::from_id(sign).map_or(Sign::ALL.len(), Sign::index)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::answer::Answer;
    use crate::domain::check_in::CheckIn;
    use crate::domain::saved;

    const DAY: u64 = 86_400_000;

    /// Reads a journal of lines of the stored form.
    fn journal(lines: &str) -> Journal {
        saved::read(&format!("right-track 2\n{lines}")).unwrap()
    }

    fn kept(id: &str, day: u64, answers: &[(&str, &str)]) -> Kept {
        Kept {
            id: id.into(),
            at: day * DAY,
            answers: answers
                .iter()
                .map(|&(sign, answer)| (sign.into(), answer.into()))
                .collect(),
            ..Kept::default()
        }
    }

    /// Returns the check-ins of one therapist, each with a day and an answer about safety, side by side.
    fn safety(said: &[(u64, &str)]) -> LookingBack {
        let entries = said.iter().enumerate().map(|(at, &(day, answer))| {
            let answers: &[_] = &[("safety", answer)];
            let answers = if answer.is_empty() { &[] } else { answers };
            Rc::new(kept(&at.to_string(), day, answers))
        });
        LookingBack::of(&Journal::new(entries.collect(), vec![], None), None)
    }

    fn pattern(said: &[(u64, &str)]) -> Option<Pattern> {
        safety(said).said().pop().map(|(_, pattern)| pattern)
    }

    #[test]
    fn the_oldest_comes_first_and_the_signs_are_in_their_order() {
        let journal = journal(
            "id=b at=2 answers=goals:no,safety:mostly\nid=a at=1 sessions=few answers=feedback:sometimes,goals:mostly",
        );
        let back = LookingBack::of(&journal, None);
        let columns = back
            .columns
            .iter()
            .map(|column| (&*column.id, column.early));
        assert_eq!(columns.collect::<Vec<_>>(), [("a", true), ("b", false)]);
        let signs: Vec<_> = back.rows.iter().map(|row| &*row.sign).collect();
        assert_eq!(signs, ["safety", "goals", "feedback"]);
        let answers = [0, 1].map(|column| back.rows[0].answer(column).map(|answer| &**answer));
        assert_eq!(answers, [None, Some("mostly")]);
    }

    #[test]
    fn what_this_version_does_not_know_is_there_after_what_it_knows() {
        let back = LookingBack::of(&journal("id=a at=1 answers=pace:often,goals:perhaps"), None);
        let rows = back.rows.iter().map(|row| (&*row.sign, &*row.answers[0].1));
        let rows: Vec<_> = rows.collect();
        assert_eq!(rows, [("goals", "perhaps"), ("pace", "often")]);
    }

    #[test]
    fn the_later_of_two_answers_to_one_question_counts() {
        let twice = kept("a", 1, &[("goals", "no"), ("goals", "mostly")]);
        let journal = Journal::new(vec![Rc::new(twice)], vec![], None);
        let back = LookingBack::of(&journal, None);
        assert_eq!(back.rows[0].answers, [(0, "mostly".into())]);
    }

    #[test]
    fn each_therapist_is_looked_back_on_alone() {
        let journal = journal(
            "id=d at=4 with=p answers=safety:no\nid=c at=3 answers=goals:no\nid=b at=2 with=q answers=safety:mostly\nid=a at=1 with=p answers=safety:sometimes",
        );
        let each = LookingBack::each(&journal);
        let people = each.iter().map(|(with, _)| with.as_deref());
        assert_eq!(people.collect::<Vec<_>>(), [Some("p"), None, Some("q")]);
        for (with, back) in &each {
            assert_eq!(*back, LookingBack::of(&journal, with.as_deref()));
        }
        let ids = each[0].1.columns.iter().map(|column| &*column.id);
        assert_eq!(ids.collect::<Vec<_>>(), ["a", "d"]);
    }

    #[test]
    fn nothing_is_said_before_three_check_ins_and_two_weeks() {
        let same = |days: &[u64]| {
            let said: Vec<_> = days.iter().map(|&day| (day, "no")).collect();
            pattern(&said)
        };
        assert_eq!(same(&[]), None);
        assert_eq!(same(&[0, 400]), None);
        assert_eq!(same(&[0, 7, 13]), None);
        assert_eq!(same(&[0, 7, 14]), Some(Pattern::Same("no".into())));
        let entries = [0, 7 * DAY, 14 * DAY - 1].map(|at| {
            let kept = kept(&at.to_string(), 0, &[("goals", "no")]);
            Rc::new(Kept { at, ..kept })
        });
        let almost = Journal::new(entries.into(), vec![], None);
        assert_eq!(LookingBack::of(&almost, None).said(), []);
    }

    #[test]
    fn what_two_of_the_last_three_answers_share_is_said_whatever_their_order() {
        let twice = |answer: &str| Some(Pattern::Twice(answer.into()));
        for (said, expected) in [
            (["no", "no", "mostly"], twice("no")),
            (["no", "mostly", "no"], twice("no")),
            (["mostly", "no", "no"], twice("no")),
            (["often", "often", "no"], twice("often")),
            (["mostly", "sometimes", "no"], Some(Pattern::Different)),
        ] {
            let days = [10, 20, 30];
            let all: Vec<_> = days.into_iter().zip(said).collect();
            assert_eq!(pattern(&all), expected, "{said:?}");
            let older = [&[(0, "too-early"), (1, "too-early")], &*all].concat();
            assert_eq!(pattern(&older), expected, "only the last three count");
            let skipped = [&all[..2], &[(25, "")], &all[2..]].concat();
            assert_eq!(pattern(&skipped), expected, "no answer is no answer");
        }
        assert_eq!(pattern(&[(0, "no"), (20, "no"), (30, "")]), None);
    }

    #[test]
    fn early_sessions_are_shown_and_do_not_count() {
        let line = |id: u64, sessions: &str, answer: &str| {
            let at = id * 20 * DAY;
            format!("id=a{id} at={at} sessions={sessions} answers=safety:{answer}\n")
        };
        let early = line(1, "few", "no") + &line(2, "some", "mostly") + &line(3, "some", "mostly");
        let back = LookingBack::of(&journal(&early), None);
        assert_eq!(back.rows[0].answers.len(), 3);
        assert_eq!(back.said(), []);
        let back = LookingBack::of(&journal(&(early + &line(4, "many", "sometimes"))), None);
        let expected = Pattern::Twice("mostly".into());
        assert_eq!(back.said(), [("safety".into(), expected)]);
    }

    #[test]
    fn nor_does_the_date_of_an_early_session() {
        let said = |sessions: &str| {
            let first = format!("id=a at=1 sessions={sessions} answers=goals:no\n");
            let later = [28, 29, 30].map(|day| {
                let at = day * DAY;
                format!("id=a{day} at={at} answers=goals:no\n")
            });
            let all = journal(&(first + &later.concat()));
            LookingBack::of(&all, None).said().len()
        };
        assert_eq!([said("few"), said("some")], [0, 1]);
    }

    #[test]
    fn a_check_in_of_tomorrow_is_the_last_one() {
        let said = [(50, "no"), (30, "mostly"), (10, "mostly")];
        let back = safety(&said);
        let ids: Vec<_> = back.columns.iter().map(|column| &*column.id).collect();
        assert_eq!(ids, ["2", "1", "0"]);
        assert_eq!(pattern(&said), Some(Pattern::Twice("mostly".into())));
    }

    #[test]
    fn what_differs_from_last_time_is_told_in_order_also_what_is_open() {
        let before = kept(
            "a",
            1,
            &[
                ("pace", "often"),
                ("goals", "no"),
                ("respect", "no"),
                ("safety", "mostly"),
            ],
        );
        let now = kept(
            "b",
            2,
            &[
                ("openness", "no"),
                ("goals", "perhaps"),
                ("respect", "no"),
                ("mood", "new"),
            ],
        );
        let changes = since_last(&before, &now);
        let told = changes.iter().map(|change| {
            let said = [&change.before, &change.now];
            (
                &*change.sign,
                said.map(|answer| answer.as_deref().unwrap_or("-")),
            )
        });
        assert_eq!(
            told.collect::<Vec<_>>(),
            [
                ("safety", ["mostly", "-"]),
                ("goals", ["no", "perhaps"]),
                ("openness", ["-", "no"]),
                ("pace", ["often", "-"]),
                ("mood", ["-", "new"]),
            ]
        );
        assert_eq!(since_last(&now, &now), []);
    }

    #[test]
    fn last_time_is_the_newest_check_in_before_with_the_same_therapist() {
        let journal = journal(
            "id=e at=5 with=p\nid=d at=4 with=q\nid=c at=4 with=p\nid=b at=4 with=p\nid=a at=1 with=p",
        );
        let last = |id: &str| {
            let now = journal.find(id).unwrap();
            last_before(&journal, now).map(|kept| &*kept.id)
        };
        assert_eq!(
            [last("e"), last("c"), last("b")],
            [Some("c"), Some("b"), Some("a")]
        );
        assert_eq!([last("d"), last("a")], [None, None]);
        let new = |at: u64, with: &str| {
            let with = Some(with.into());
            let now = Kept {
                at,
                with,
                ..kept("new", 0, &[])
            };
            last_before(&journal, &now).map(|kept| kept.id.to_string())
        };
        assert_eq!(new(9, "p").as_deref(), Some("e"));
        assert_eq!(new(4, "p").as_deref(), Some("c"));
        assert_eq!(new(9, "r"), None);
    }

    #[test]
    fn a_flag_of_an_earlier_check_in_with_the_same_therapist_is_asked_about() {
        let journal = journal(
            "id=d at=4 with=p ticks=vulnerable\nid=c at=3 with=p ticks=heard,humour\nid=b at=2 with=q ticks=look-forward\nid=a at=1 with=p ticks=disagree,heard",
        );
        let flags = |id: &str| earlier_flags(&journal, journal.find(id).unwrap());
        assert_eq!(flags("d"), [Flag::Heard, Flag::Disagree]);
        assert_eq!(flags("c"), [Flag::Disagree]);
        assert_eq!([flags("b"), flags("a")], [[], []]);
    }

    #[test]
    fn thousands_of_check_ins_with_a_sign_and_a_therapist_of_their_own_are_all_there() {
        let entries = (0..20_000).map(|at: u64| {
            let [id, sign] = ["a", "s"].map(|letter| format!("{letter}{at}"));
            Rc::new(Kept {
                with: Some(id.clone().into()),
                ..kept(&id, at, &[(&sign, "no")])
            })
        });
        // The newest first, as they are stored.
        let theirs: Vec<_> = entries.rev().collect();
        let one = theirs.iter().map(|kept| {
            let with = None;
            Rc::new(Kept {
                with,
                ..(**kept).clone()
            })
        });
        let one = Journal::new(one.collect(), vec![], None);
        let theirs = Journal::new(theirs, vec![], None);
        assert_eq!(LookingBack::each(&theirs).len(), 20_000);
        let back = LookingBack::of(&one, None);
        assert_eq!((back.rows.len(), back.said()), (20_000, vec![]));
    }

    proptest! {
        /// Nothing is dropped, and nothing is made up.
        #[test]
        fn every_answer_has_its_place(given in proptest::collection::vec((0..60_u64, 0..6_usize, 0..5_usize), 0..40)) {
            let entries = given.iter().enumerate().map(|(at, &(day, sign, answer))| {
                let check_in = CheckIn::default().with(Sign::ALL[sign], Some(Answer::ALL[answer]));
                Rc::new(kept(&at.to_string(), day, &[]).saying(&check_in, Ticks::default(), &Vec::new()))
            });
            let journal = Journal::new(entries.collect(), vec![], None);
            let back = LookingBack::of(&journal, None);
            prop_assert_eq!(back.columns.len(), given.len());
            prop_assert_eq!(back.rows.iter().map(|row| row.answers.len()).sum::<usize>(), given.len());
            let known = back.said().into_iter().map(|(sign, pattern)| (Sign::from_id(&sign).unwrap(), pattern));
            prop_assert_eq!(said_of_known(&journal, None), known.collect::<Vec<_>>());
            for pair in journal.entries().windows(2) {
                prop_assert_eq!(since_last_of_known(&pair[1], &pair[0]), since_last(&pair[1], &pair[0]));
            }
            prop_assert!(back.columns.is_sorted_by_key(|column| column.at));
            for (place, column) in back.columns.iter().enumerate() {
                let kept = journal.find(&column.id).unwrap();
                for (sign, answer) in &kept.answers {
                    let row = back.rows.iter().find(|row| row.sign == *sign).unwrap();
                    prop_assert_eq!(row.answer(place), Some(answer));
                }
            }
        }
    }
}
