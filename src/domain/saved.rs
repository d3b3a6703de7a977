//! The text that is stored: a line with the version, then a line for each kept check-in, the newest first.
//!
//! ```text
//! right-track 1
//! id=mi7k2q at=1763800000000 sessions=some setting=online answers=safety:mostly,goals:no ticks=heard
//! ```
//!
//! `id` and `at` are always there, the rest only where there is something to say. Ids are made of small letters,
//! digits and hyphens, so nothing needs escaping. A reader of JSON in its place would cost the visitor 8 KB of
//! WebAssembly after compression (serde_json 10 KB).
//!
//! A form that was released stays readable for ever: a new form gets a new version and a way up from the old one,
//! and a fixture in `tests/fixtures/saved/` holds each. The version is read first, by itself, so that a newer form
//! is recognised whatever it looks like.

use std::rc::Rc;

use super::journal::{Journal, Kept};

/// The version that this code writes.
pub const VERSION: u32 = 1;

/// Begins each stored text, before the version.
const NAME: &str = "right-track ";

/// Why a stored text cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// A newer version of the widget wrote it: it is left alone.
    Newer,
    /// It is not in any form that was ever released: it is set aside, not deleted.
    Broken,
}

/// Reads a stored text.
///
/// # Errors
///
/// [`Unusable`] says why the text cannot be used.
pub fn read(text: &str) -> Result<Journal, Unusable> {
    let mut lines = text.lines();
    let version = lines.next().and_then(|line| line.strip_prefix(NAME));
    match version.and_then(|version| version.parse().ok()) {
        None | Some(0) => Err(Unusable::Broken),
        Some(1) => lines
            .map(read_1)
            .collect::<Option<Vec<_>>>()
            .map(Journal::new)
            .ok_or(Unusable::Broken),
        Some(2_u32..) => Err(Unusable::Newer),
    }
}

/// Reads a line of version 1; `None` if it has no id, no time, or a part that is not of that version.
fn read_1(line: &str) -> Option<Kept> {
    let (mut id, mut at) = (None, None);
    let (mut sessions, mut setting) = (None, None);
    let (mut answers, mut ticks) = (Vec::new(), Vec::new());
    for part in line.split(' ') {
        let (name, value) = part.split_once('=')?;
        match name {
            "id" => id = Some(value.into()),
            "at" => at = Some(value.parse().ok()?),
            "sessions" => sessions = Some(value.into()),
            "setting" => setting = Some(value.into()),
            "answers" => {
                for pair in value.split(',') {
                    let (sign, answer) = pair.split_once(':')?;
                    answers.push((sign.into(), answer.into()));
                }
            }
            "ticks" => ticks.extend(value.split(',').map(Rc::from)),
            _ => return None,
        }
    }
    Some(Kept {
        id: id?,
        at: at?,
        sessions,
        setting,
        answers,
        ticks,
    })
}

/// Returns the text to store for `journal`.
pub fn written(journal: &Journal) -> String {
    let mut text = [NAME, &VERSION.to_string()].concat();
    for kept in journal.entries() {
        text += "\nid=";
        text += &kept.id;
        text += " at=";
        text += &kept.at.to_string();
        for (name, value) in [(" sessions=", &kept.sessions), (" setting=", &kept.setting)] {
            if let Some(value) = value {
                text += name;
                text += value;
            }
        }
        for (at, (sign, answer)) in kept.answers.iter().enumerate() {
            text += if at == 0 { " answers=" } else { "," };
            text += sign;
            text += ":";
            text += answer;
        }
        for (at, flag) in kept.ticks.iter().enumerate() {
            text += if at == 0 { " ticks=" } else { "," };
            text += flag;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_id() -> impl Strategy<Value = Rc<str>> {
        "[a-z0-9-]{1,12}".prop_map(Rc::from)
    }

    fn any_kept() -> impl Strategy<Value = Kept> {
        let lists = (
            proptest::collection::vec((any_id(), any_id()), 0..7),
            proptest::collection::vec(any_id(), 0..5),
        );
        let context = (
            proptest::option::of(any_id()),
            proptest::option::of(any_id()),
        );
        (any_id(), any::<u64>(), context, lists).prop_map(
            |(id, at, (sessions, setting), (answers, ticks))| Kept {
                id,
                at,
                sessions,
                setting,
                answers,
                ticks,
            },
        )
    }

    #[test]
    fn the_form_is_the_one_that_is_documented() {
        let text = "right-track 1\nid=mi7k2q at=1763800000000 sessions=some setting=online answers=safety:mostly,goals:no ticks=heard";
        let journal = read(text).unwrap();
        assert_eq!(journal.entries()[0].check_in().answered().count(), 2);
        assert_eq!(written(&journal), text);
        assert_eq!(written(&Journal::default()), "right-track 1");
    }

    #[test]
    fn a_newer_version_is_recognised_whatever_it_looks_like() {
        assert_eq!(read("right-track 2\n{\"pages\":{}}"), Err(Unusable::Newer));
        assert_eq!(read("right-track 4000000000"), Err(Unusable::Newer));
    }

    #[test]
    fn what_was_cut_or_changed_by_hand_is_broken() {
        for text in [
            "",
            "right-track",
            "right-track 0",
            "right-track -1",
            "{}",
            "right-track 1\n",
            "right-track 1\n\n",
            "right-track 1\nid=a",
            "right-track 1\nat=5",
            "right-track 1\nid=a at=soon",
            "right-track 1\nid=a at=5 mood=7",
            "right-track 1\nid=a at=5 answers=goals",
        ] {
            let journal = read(text);
            // A line break at the end is not a check-in.
            let harmless = text == "right-track 1\n";
            assert_eq!(journal.is_ok(), harmless, "{text:?}: {journal:?}");
        }
    }

    #[test]
    fn ids_of_another_version_survive() {
        let text = "right-track 1\nid=a at=5 setting=boat answers=pace:often,goals:no ticks=humour";
        let journal = read(text).unwrap();
        assert_eq!(journal.entries()[0].check_in().answered().count(), 1);
        assert_eq!(written(&journal), text);
    }

    proptest! {
        #[test]
        fn what_was_written_reads_back_the_same(entries in proptest::collection::vec(any_kept(), 0..8)) {
            let journal = entries.into_iter().fold(Journal::default(), |journal, kept| journal.with(kept));
            prop_assert_eq!(read(&written(&journal)), Ok(journal));
        }

        #[test]
        fn any_text_gives_a_journal_or_a_reason(text in ".{0,200}", version in 0..3_u32) {
            let _ = read(&text);
            let _ = read(&format!("right-track {version}\n{text}"));
        }
    }
}
