//! The text that is stored: a line with the version, then a line for each therapist with a label, each kept check-in,
//! the newest first, and the one that is not finished.
//!
//! ```text
//! right-track 2
//! person=p4x label=Sam%20from%20work
//! id=mi7k2q at=1763800000000 with=p4x sessions=some setting=online answers=safety:mostly,goals:no ticks=heard
//! step=goals id=mi9z1c at=1763900000000 answers=safety:no
//! ```
//!
//! | part | what it holds | since |
//! | --- | --- | --- |
//! | `id` | of the check-in; always there | 1 |
//! | `at` | when it was kept, in milliseconds since 1970; always there | 1 |
//! | `changed` | when it was changed last, likewise | 2 |
//! | `with` | the id of the therapist | 2 |
//! | `sessions`, `setting` | ids of what was said about the therapy | 1 |
//! | `answers` | ids of signs, each with the id of its answer | 1 |
//! | `ticks` | ids of green flags | 1 |
//! | `note` | a note about the whole; `note.<id of the sign>` about one sign | 2 |
//! | `step` | the sign on which an unfinished check-in was left, or nothing for the result | 2 |
//! | `read` | by itself in the last line: a mark of the text that this one was made of, for other tabs | 2 |
//! | `person`, `label` | the id of a therapist and what the person calls them, on a line of their own | 2 |
//!
//! Ids are made of small letters, digits and hyphens. In labels and notes `%`, spaces and line breaks are written as in
//! addresses (`%25`, `%20`, `%0A`, `%0D`). A reader of JSON in its place would cost the visitor 8 KB of WebAssembly after
//! compression (serde_json 10 KB).
//!
//! Version 3 stands for what is locked by a passphrase: see `embed/private.js`.
//!
//! A form that was released stays readable for ever: a new form gets a new version and a way up from the old one,
//! and a fixture in `tests/fixtures/saved/` holds each. The version is read first, by itself, so that a newer form
//! is recognised whatever it looks like.

use std::rc::Rc;

use super::journal::{Draft, Journal, Kept, Person};

/// The version that this code writes.
pub const VERSION: u32 = 2;

/// Begins each stored text, before the version.
const NAME: &str = "right-track ";

/// Why a stored text cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// A newer version of the widget wrote it: it is left alone.
    Newer,
    /// It is locked by a passphrase.
    Locked,
    /// It is not in any form that was ever released: it is set aside, not deleted.
    Broken,
}

/// Reads a stored text.
///
/// # Errors
///
/// [`Unusable`] says why the text cannot be used.
pub fn read(text: &str) -> Result<Journal, Unusable> {
    let mut lines = Some(text.strip_suffix('\n').unwrap_or(text));
    let version = piece(&mut lines, b'\n').and_then(|line| line.strip_prefix(NAME));
    match version.and_then(|version| version.parse().ok()) {
        None | Some(0) => Err(Unusable::Broken),
        // The parts of version 1 mean the same in version 2.
        Some(1..=VERSION) => read_lines(lines).ok_or(Unusable::Broken),
        Some(3) => Err(Unusable::Locked),
        Some(4_u32..) => Err(Unusable::Newer),
    }
}

/// Takes the piece before the next `end` off `rest`, or what is left. It is what `split` does, in one place: each kind of
/// `split` costs the visitor some hundred bytes.
#[inline(never)]
fn piece<'a>(rest: &mut Option<&'a str>, end: u8) -> Option<&'a str> {
    let text = (*rest)?;
    let at = text.bytes().position(|byte| byte == end);
    let (piece, after) = match at {
        Some(at) => (text.get(..at)?, text.get(at + 1..)),
        None => (text, None),
    };
    *rest = after;
    Some(piece)
}

/// Returns what stands before and after the first `middle`.
fn pair(text: &str, middle: u8) -> Option<(&str, &str)> {
    let mut rest = Some(text);
    let first = piece(&mut rest, middle)?;
    Some((first, rest?))
}

fn read_lines(mut lines: Option<&str>) -> Option<Journal> {
    let (mut entries, mut people, mut draft) = (Vec::new(), Vec::new(), None);
    while let Some(line) = piece(&mut lines, b'\n') {
        if line.starts_with(READ) {
            continue;
        }
        match read_line(line)? {
            Line::Person(person) => people.push(person),
            Line::Kept(kept) => entries.push(Rc::new(kept)),
            Line::Draft(unfinished) => draft = Some(Rc::new(unfinished)),
        }
    }
    Some(Journal::new(entries, people, draft))
}

/// Begins the line with the mark of what a text was made of.
const READ: &str = "read=";

/// Returns the text to store for `journal`, which was made of the text that was `read`, if there was one.
///
/// The browser tells other tabs of a text and of the one before it; but that need not be the one that was read.
pub fn made_of(journal: &Journal, read: Option<&str>) -> String {
    [&*written(journal), "\n", READ, &mark(read)].concat()
}

/// Tells whether `text` was made of the text `read`.
pub fn was_made_of(text: &str, read: Option<&str>) -> bool {
    text.ends_with(&["\n", READ, &mark(read)].concat())
}

/// Returns a mark by which texts are told apart, for which FNV-1a is good enough.
fn mark(text: Option<&str>) -> String {
    let mut hash = 0x811c_9dc5_u32;
    for byte in text.unwrap_or_default().bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    u64::from(hash).to_string()
}

enum Line {
    Person(Person),
    Kept(Kept),
    Draft(Draft),
}

/// Reads a line; `None` if it lacks a part that must be there, or has one that is of no version.
fn read_line(line: &str) -> Option<Line> {
    // At the end of a line it would be lost when that is stored again.
    if line.contains('\r') {
        return None;
    }
    let mut kept = Kept::default();
    let (mut id, mut at, mut step) = (None, None, None);
    let (mut person, mut label) = (None, None);
    let mut parts = Some(line);
    while let Some(part) = piece(&mut parts, b' ') {
        let (name, value) = pair(part, b'=')?;
        let mut values = Some(value);
        match name {
            "id" => id = Some(value.into()),
            "at" => at = Some(value.parse().ok()?),
            "changed" => kept.changed = value.parse().ok()?,
            "with" => kept.with = Some(value.into()),
            "sessions" => kept.sessions = Some(value.into()),
            "setting" => kept.setting = Some(value.into()),
            "answers" => {
                while let Some(value) = piece(&mut values, b',') {
                    let (sign, answer) = pair(value, b':')?;
                    kept.answers.push((sign.into(), answer.into()));
                }
            }
            "ticks" => {
                while let Some(tick) = piece(&mut values, b',') {
                    kept.ticks.push(tick.into());
                }
            }
            "step" => step = Some(value.into()),
            "person" => person = Some(value.into()),
            "label" => label = Some(plain(value)?),
            _ => {
                let sign = name.strip_prefix(NOTE)?;
                let sign = if sign.is_empty() {
                    sign
                } else {
                    sign.strip_prefix('.')?
                };
                kept.notes.push((sign.into(), plain(value)?));
            }
        }
    }
    Some(match (person, step) {
        (Some(id), _) => Line::Person(Person { id, label: label? }),
        (None, step) => {
            kept.id = id?;
            kept.at = at?;
            match step {
                Some(step) => Line::Draft(Draft { step, kept }),
                None => Line::Kept(kept),
            }
        }
    })
}

/// Begins the names of the parts with notes.
const NOTE: &str = "note";

/// What separates parts and lines, and how it is written in labels and notes.
const ESCAPED: [(char, &str); 4] = [('%', "25"), (' ', "20"), ('\n', "0A"), ('\r', "0D")];

/// Returns what was written as `text`; `None` if it was cut or changed.
fn plain(text: &str) -> Option<Rc<str>> {
    let mut pieces = Some(text);
    let mut plain = piece(&mut pieces, b'%')?.to_owned();
    while let Some(piece) = piece(&mut pieces, b'%') {
        let (code, rest) = piece.split_at_checked(2)?;
        plain.push(ESCAPED.iter().find(|(_, other)| *other == code)?.0);
        plain += rest;
    }
    Some(plain.into())
}

fn write_text(text: &mut String, plain: &str) {
    for char in plain.chars() {
        match ESCAPED.iter().find(|(other, _)| *other == char) {
            Some((_, code)) => {
                text.push('%');
                *text += code;
            }
            None => text.push(char),
        }
    }
}

/// Returns the text to store for `journal`.
pub fn written(journal: &Journal) -> String {
    let mut text = [NAME, &u64::from(VERSION).to_string()].concat();
    for person in journal.people() {
        text += "\nperson=";
        text += &person.id;
        text += " label=";
        write_text(&mut text, &person.label);
    }
    for kept in journal.entries() {
        text += "\n";
        write(&mut text, kept);
    }
    if let Some(draft) = &journal.draft {
        text += "\nstep=";
        text += &draft.step;
        text += " ";
        write(&mut text, &draft.kept);
    }
    text
}

fn write(text: &mut String, kept: &Kept) {
    *text += "id=";
    *text += &kept.id;
    *text += " at=";
    *text += &kept.at.to_string();
    if kept.changed > 0 {
        *text += " changed=";
        *text += &kept.changed.to_string();
    }
    for (name, value) in [
        (" with=", &kept.with),
        (" sessions=", &kept.sessions),
        (" setting=", &kept.setting),
    ] {
        if let Some(value) = value {
            *text += name;
            *text += value;
        }
    }
    for (at, (sign, answer)) in kept.answers.iter().enumerate() {
        *text += if at == 0 { " answers=" } else { "," };
        *text += sign;
        *text += ":";
        *text += answer;
    }
    for (at, flag) in kept.ticks.iter().enumerate() {
        *text += if at == 0 { " ticks=" } else { "," };
        *text += flag;
    }
    for (sign, note) in &kept.notes {
        *text += " ";
        *text += NOTE;
        if !sign.is_empty() {
            *text += ".";
            *text += sign;
        }
        *text += "=";
        write_text(text, note);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_id() -> impl Strategy<Value = Rc<str>> {
        "[a-z0-9-]{1,12}".prop_map(Rc::from)
    }

    fn any_text() -> impl Strategy<Value = Rc<str>> {
        "[a-z% =,.:\n\r\u{e9}\u{1f600}0-9]{0,12}".prop_map(Rc::from)
    }

    fn any_kept() -> impl Strategy<Value = Kept> {
        let lists = (
            proptest::collection::vec((any_id(), any_id()), 0..7),
            proptest::collection::vec(any_id(), 0..5),
            proptest::collection::vec((prop_oneof![any_id(), Just("".into())], any_text()), 0..3),
        );
        let context = (
            proptest::option::of(any_id()),
            proptest::option::of(any_id()),
            proptest::option::of(any_id()),
        );
        (any_id(), any::<u64>(), any::<u64>(), context, lists).prop_map(
            |(id, at, changed, (with, sessions, setting), (answers, ticks, notes))| Kept {
                id,
                at,
                changed,
                with,
                sessions,
                setting,
                answers,
                ticks,
                notes,
            },
        )
    }

    fn any_journal() -> impl Strategy<Value = Journal> {
        let person = (any_id(), any_text()).prop_map(|(id, label)| Person { id, label });
        let step = prop_oneof![any_id(), Just("".into())];
        let draft = (step, any_kept()).prop_map(|(step, kept)| Rc::new(Draft { step, kept }));
        (
            proptest::collection::vec(any_kept().prop_map(Rc::new), 0..8),
            proptest::collection::vec(person, 0..3),
            proptest::option::of(draft),
        )
            .prop_map(|(entries, people, draft)| Journal::new(entries, people, draft))
    }

    const DOCUMENTED: &str = "right-track 2\nperson=p4x label=Sam%20from%20work\nid=mi7k2q at=1763800000000 with=p4x sessions=some setting=online answers=safety:mostly,goals:no ticks=heard\nstep=goals id=mi9z1c at=1763900000000 answers=safety:no";

    #[test]
    fn the_form_is_the_one_that_is_documented() {
        let journal = read(DOCUMENTED).unwrap();
        assert_eq!(journal.entries()[0].check_in().answered().count(), 2);
        assert_eq!(&*journal.people()[0].label, "Sam from work");
        assert_eq!(&*journal.draft.as_ref().unwrap().step, "goals");
        assert_eq!(written(&journal), DOCUMENTED);
        assert_eq!(written(&Journal::default()), "right-track 2");
        for line in DOCUMENTED.lines() {
            assert!(
                include_str!("saved.rs").contains(&format!("//! {line}\n")),
                "{line}"
            );
        }
    }

    #[test]
    fn every_form_that_was_released_comes_up_to_the_newest() {
        let fixtures = [
            include_str!("../../tests/fixtures/saved/1.txt"),
            include_str!("../../tests/fixtures/saved/2.txt"),
        ];
        for (version, text) in (1..).zip(fixtures) {
            assert!(text.starts_with(&format!("right-track {version}\n")));
            let journal = read(text).unwrap();
            assert_eq!(journal.entries().len(), 3, "version {version}");
            let up = read(&written(&journal)).unwrap();
            assert_eq!(up, journal, "version {version}");
            let newest = &journal.entries()[0];
            assert_eq!(&*newest.id, "mi7k2q");
            assert_eq!(newest.check_in().answered().count(), 5);
            assert_eq!(newest.ticks().ticked().count(), 2);
        }
        assert_eq!(fixtures.len(), VERSION as usize);
    }

    #[test]
    fn a_text_tells_what_it_was_made_of_and_reads_the_same() {
        let journal = read(DOCUMENTED).unwrap();
        let text = made_of(&journal, Some("right-track 2"));
        assert_eq!(read(&text), Ok(journal.clone()));
        assert!(was_made_of(&text, Some("right-track 2")));
        assert!(!was_made_of(&text, Some(DOCUMENTED)));
        assert!(!was_made_of(DOCUMENTED, None));
        assert!(was_made_of(&made_of(&journal, None), None));
    }

    #[test]
    fn a_newer_version_is_recognised_whatever_it_looks_like() {
        assert_eq!(read("right-track 4\n{\"pages\":{}}"), Err(Unusable::Newer));
        assert_eq!(read("right-track 4000000000"), Err(Unusable::Newer));
        assert_eq!(read("right-track 3\nAAAA"), Err(Unusable::Locked));
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
            "right-track 2\nperson=a",
            "right-track 2\nstep=goals",
            "right-track 2\nid=a at=5 note=%2",
            "right-track 2\nid=a at=5 note=%41",
            "right-track 2\nid=a at=5 notes=a",
            "right-track 2\nid=a at=5 with=b\r",
            "right-track 2\nid=a\r at=5",
        ] {
            let journal = read(text);
            // A line break at the end is not a check-in.
            let harmless = text == "right-track 1\n";
            assert_eq!(journal.is_ok(), harmless, "{text:?}: {journal:?}");
        }
    }

    #[test]
    fn ids_of_another_version_survive() {
        let text = "right-track 2\nid=a at=5 setting=boat answers=pace:often,goals:no ticks=humour note.pace=Slow";
        let journal = read(text).unwrap();
        assert_eq!(journal.entries()[0].check_in().answered().count(), 1);
        assert_eq!(written(&journal), text);
    }

    proptest! {
        #[test]
        fn what_was_written_reads_back_the_same(journal in any_journal()) {
            prop_assert_eq!(read(&written(&journal)), Ok(journal));
        }

        #[test]
        fn any_text_gives_a_journal_or_a_reason(text in ".{0,200}", version in 0..4_u32) {
            let _ = read(&text);
            let _ = read(&format!("right-track {version}\n{text}"));
        }

        #[test]
        fn a_text_cut_anywhere_or_changed_in_one_place_gives_a_journal_or_a_reason(
            journal in any_journal(), at in 0..400_usize, piece in ".{0,3}",
        ) {
            let mut text: Vec<char> = written(&journal).chars().collect();
            let at = at.min(text.len());
            let rest = text.split_off(at);
            let _ = read(&text.iter().collect::<String>());
            let changed: String = text.into_iter().chain(piece.chars()).chain(rest.into_iter().skip(1)).collect();
            let _ = read(&changed);
        }
    }
}
