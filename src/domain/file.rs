//! The file by which a person takes what they kept away, and brings it back: JSON that explains itself.
//!
//! ```text
//! { "about": "...", "form": "right-track", "version": 2,
//!   "people": [{ "id": "p4x", "label": "Sam" }],
//!   "checkIns": [{ "id": "mi7k2q", "at": 1763800000000, "date": "22 November 2025", "with": "p4x",
//!                  "sessions": "some", "setting": "online", "answers": { "safety": "mostly" },
//!                  "ticks": ["heard"], "notes": { "": "Ask about June.", "goals": "Slower." } }] }
//! ```
//!
//! A widget inside somebody's page saves the lines of the stored form, because all of the above would cost the visitor
//! 2 KB; that can be brought back as well.
//!
//! ```text
//! { "about": "...", "kept": ["right-track 2", "id=mi7k2q at=1763800000000 answers=safety:mostly"] }
//! ```
//!
//! Ids and parts are those of [`saved`](super::saved); `date` is for people and is not read. An unfinished check-in
//! stays behind.

use std::collections::HashSet;
use std::rc::Rc;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::journal::{Journal, Kept, Pairs, Person};
use super::saved::{self, Unusable, VERSION};

/// The most characters that a file may have: about 20 times 5,000 check-ins without notes.
pub const LONGEST: usize = 16_000_000;

/// Returns the text of the file. `about` says to people what it is; `date` turns milliseconds since 1970 into a date.
pub fn written(journal: &Journal, about: &str, date: impl Fn(u64) -> String) -> String {
    let mut text = String::from("{\n\"about\": ");
    quote(&mut text, about);
    text += ",\n\"form\": \"right-track\",\n\"version\": ";
    text += &VERSION.to_string();
    text += ",\n\"people\": [";
    for (at, person) in journal.people().iter().enumerate() {
        text += if at == 0 { "\n{" } else { ",\n{" };
        member(&mut text, "id", &person.id);
        text.push(',');
        member(&mut text, "label", &person.label);
        text.push('}');
    }
    text += "],\n\"checkIns\": [";
    for (at, kept) in journal.entries().iter().enumerate() {
        text += if at == 0 { "\n{" } else { ",\n{" };
        write(&mut text, kept, &date(kept.at));
        text.push('}');
    }
    text += "]\n}\n";
    text
}

/// Returns the text of the file that a widget inside somebody's page saves.
pub fn lines(journal: &Journal, about: &str) -> String {
    let mut text = String::from("{\n\"about\": ");
    quote(&mut text, about);
    text += ",\n\"kept\": ";
    let mut before = "[\n";
    for line in saved::written(journal).split('\n') {
        text += before;
        quote(&mut text, line);
        before = ",\n";
    }
    text += "]\n}\n";
    text
}

fn write(text: &mut String, kept: &Kept, date: &str) {
    member(text, "id", &kept.id);
    for (name, number) in [(",\"at\":", kept.at), (",\"changed\":", kept.changed)] {
        *text += name;
        *text += &number.to_string();
    }
    text.push(',');
    member(text, "date", date);
    for (name, value) in [
        ("with", &kept.with),
        ("sessions", &kept.sessions),
        ("setting", &kept.setting),
    ] {
        if let Some(value) = value {
            text.push(',');
            member(text, name, value);
        }
    }
    for (name, pairs) in [
        (",\"answers\":{", &kept.answers),
        ("},\"notes\":{", &kept.notes),
    ] {
        *text += name;
        for (at, (sign, value)) in pairs.iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            member(text, sign, value);
        }
    }
    *text += "},\"ticks\":[";
    for (at, tick) in kept.ticks.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        quote(text, tick);
    }
    text.push(']');
}

fn member(text: &mut String, name: &str, value: &str) {
    quote(text, name);
    text.push(':');
    quote(text, value);
}

fn quote(text: &mut String, plain: &str) {
    text.push('"');
    for char in plain.chars() {
        match char {
            '"' | '\\' => text.extend(['\\', char]),
            '\n' => *text += "\\n",
            '\r' => *text += "\\r",
            '\t' => *text += "\\t",
            // Other control characters mean nothing to a reader, and JSON forbids them as they are.
            '\0'..'\u{20}' => text.push(' '),
            _ => text.push(char),
        }
    }
    text.push('"');
}

/// Why a file cannot be brought back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is longer than [`LONGEST`].
    TooLarge,
    /// It is something else.
    NotOurs,
    /// A newer version of the widget wrote it.
    Newer,
    /// It is ours, but was cut or changed.
    Broken,
}

/// Reads the text of a file.
///
/// # Errors
///
/// [`Refused`] says why it cannot be brought back.
pub fn read(text: &str) -> Result<Journal, Refused> {
    if text.len() > LONGEST {
        return Err(Refused::TooLarge);
    }
    // An editor may have ended the lines otherwise.
    let text = &text.replace("\r\n", "\n");
    let journal = match saved::read(text) {
        // Somebody may have taken it out of the browser by hand.
        Ok(journal) => journal.with_draft(None),
        Err(Unusable::Newer) => return Err(Refused::Newer),
        Err(Unusable::Locked | Unusable::Broken) => read_json(text)?,
    };
    if fits(&journal) {
        Ok(journal)
    } else {
        Err(Refused::Broken)
    }
}

fn read_json(text: &str) -> Result<Journal, Refused> {
    let ours = text.contains("right-track");
    let broken = if ours {
        Refused::Broken
    } else {
        Refused::NotOurs
    };
    let file: Value =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|_| broken)?;
    if let Some(kept) = file.get("kept").and_then(Value::as_array) {
        let lines: Vec<_> = kept.iter().filter_map(Value::as_str).collect();
        return match saved::read(&lines.join("\n")) {
            Ok(journal) => Ok(journal.with_draft(None)),
            Err(Unusable::Newer) => Err(Refused::Newer),
            Err(Unusable::Locked | Unusable::Broken) => Err(broken),
        };
    }
    if file.get("form").and_then(Value::as_str) != Some("right-track") {
        return Err(Refused::NotOurs);
    }
    match file.get("version").and_then(Value::as_u64) {
        Some(2) => {}
        Some(3..) => return Err(Refused::Newer),
        _ => return Err(Refused::Broken),
    }
    let file: File = serde_json::from_value(file).map_err(|_| Refused::Broken)?;
    let entries = file.entries.into_iter().map(Entry::kept);
    let entries: Vec<_> = entries.collect::<Option<_>>().ok_or(Refused::Broken)?;
    let people = file
        .people
        .into_iter()
        .map(|Label { id, label }| Person { id, label });
    Ok(Journal::new(entries, people.collect(), None))
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    people: Vec<Label>,
    #[serde(rename = "checkIns")]
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
struct Label {
    id: Rc<str>,
    label: Rc<str>,
}

#[derive(Deserialize)]
struct Entry {
    id: Rc<str>,
    at: u64,
    #[serde(default)]
    changed: u64,
    with: Option<Rc<str>>,
    sessions: Option<Rc<str>>,
    setting: Option<Rc<str>>,
    #[serde(default)]
    answers: Map<String, Value>,
    #[serde(default)]
    ticks: Vec<Rc<str>>,
    #[serde(default)]
    notes: Map<String, Value>,
}

impl Entry {
    /// Returns the check-in; `None` if an answer or a note is not a text.
    fn kept(self) -> Option<Rc<Kept>> {
        Some(Rc::new(Kept {
            id: self.id,
            at: self.at,
            changed: self.changed,
            with: self.with,
            sessions: self.sessions,
            setting: self.setting,
            answers: pairs(self.answers)?,
            ticks: self.ticks,
            notes: pairs(self.notes)?,
        }))
    }
}

fn pairs(map: Map<String, Value>) -> Option<Pairs> {
    map.into_iter()
        .map(|(sign, value)| Some((sign.into(), value.as_str()?.into())))
        .collect()
}

/// Tells whether `journal` can be stored, changed and taken away again.
fn fits(journal: &Journal) -> bool {
    let (mut entries, mut people) = (HashSet::new(), HashSet::new());
    journal
        .entries()
        .iter()
        .all(|kept| entries.insert(&kept.id) && has_ids(kept))
        && journal
            .people()
            .iter()
            .all(|person| people.insert(&person.id) && is_id(&person.id))
}

fn has_ids(kept: &Kept) -> bool {
    let context = [&kept.with, &kept.sessions, &kept.setting];
    let ids = context.into_iter().flatten().chain(&kept.ticks);
    let answers = kept
        .answers
        .iter()
        .flat_map(|(sign, answer)| [sign, answer]);
    let notes = kept.notes.iter().map(|(sign, _)| sign);
    ids.chain(answers)
        .chain(notes.filter(|sign| !sign.is_empty()))
        .chain([&kept.id])
        .all(|id| is_id(id))
}

/// Ids stand in the stored text as they are, so they must be of its letters.
fn is_id(id: &str) -> bool {
    (1..=40).contains(&id.len())
        && id
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::saved;

    fn text_of(journal: &Journal) -> String {
        written(journal, "What you kept", |at| format!("day {at}"))
    }

    #[test]
    fn what_was_taken_away_can_be_brought_back() {
        let journal = saved::read(include_str!("../../tests/fixtures/saved/2.txt")).unwrap();
        let text = text_of(&journal);
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["about"], "What you kept");
        assert_eq!(value["checkIns"][0]["answers"]["safety"], "mostly");
        assert_eq!(value["checkIns"][0]["notes"]["goals"], "50% of it\nSlower");
        let back = read(&text).unwrap();
        assert_eq!(back.people(), journal.people());
        assert!(back.draft.is_none());
        for (back, kept) in back.entries().iter().zip(journal.entries()) {
            // The order of answers says nothing.
            assert_eq!(back.check_in(), kept.check_in());
            assert_eq!(
                (&back.id, back.at, back.changed),
                (&kept.id, kept.at, kept.changed)
            );
            assert_eq!(
                (&back.with, &back.ticks, back.answers.len()),
                (&kept.with, &kept.ticks, kept.answers.len())
            );
        }
    }

    #[test]
    fn what_a_widget_inside_a_page_saved_can_be_brought_back() {
        let journal = saved::read(include_str!("../../tests/fixtures/saved/2.txt")).unwrap();
        let text = lines(&journal, "What you “kept”");
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["about"], "What you “kept”");
        assert_eq!(value["kept"][0], "right-track 2");
        assert_eq!(read(&text), Ok(journal.with_draft(None)));
    }

    #[test]
    fn bringing_back_twice_adds_nothing() {
        let journal = saved::read(include_str!("../../tests/fixtures/saved/2.txt")).unwrap();
        let back = read(&text_of(&journal)).unwrap();
        let once = back.merged(&Journal::default(), &Journal::default());
        assert_eq!(back.merged(&Journal::default(), &once), once);
        assert_eq!(back.merged(&Journal::default(), &journal), journal);
    }

    #[test]
    fn what_is_not_such_a_file_is_refused_with_the_reason() {
        let one =
            |entry: &str| format!(r#"{{"form":"right-track","version":2,"checkIns":[{entry}]}}"#);
        for (text, reason) in [
            (String::new(), Refused::NotOurs),
            ("{}".into(), Refused::NotOurs),
            ("[1]".into(), Refused::NotOurs),
            ("PK\u{3}\u{4}".into(), Refused::NotOurs),
            (
                r#"{"form":"other","about":"right-track"}"#.into(),
                Refused::NotOurs,
            ),
            (r#"{"form":"right-track"}"#.into(), Refused::Broken),
            (
                r#"{"form":"right-track","version":2}"#.into(),
                Refused::Broken,
            ),
            (
                r#"{"form":"right-track","version":2,"checkIns":["#.into(),
                Refused::Broken,
            ),
            (
                r#"{"form":"right-track","version":3,"pages":7}"#.into(),
                Refused::Newer,
            ),
            (one(r#"{"id":"a"}"#), Refused::Broken),
            (one(r#"{"id":"a b","at":1}"#), Refused::Broken),
            (one(r#"{"id":"","at":1}"#), Refused::Broken),
            (one(r#"{"id":"a","at":-1}"#), Refused::Broken),
            (
                one(r#"{"id":"a","at":1,"with":"a\nid=b"}"#),
                Refused::Broken,
            ),
            (
                one(r#"{"id":"a","at":1,"answers":{"x=1":"y"}}"#),
                Refused::Broken,
            ),
            (
                one(r#"{"id":"a","at":1,"answers":{"x":7}}"#),
                Refused::Broken,
            ),
            (
                one(r#"{"id":"a","at":1,"notes":{"a b":"y"}}"#),
                Refused::Broken,
            ),
            (
                one(r#"{"id":"a","at":1},{"id":"a","at":2}"#),
                Refused::Broken,
            ),
            (
                r#"{"form":"right-track","version":2,"checkIns":[],"people":[{"id":"p","label":"A"},{"id":"p","label":"B"}]}"#.into(),
                Refused::Broken,
            ),
            (r#"{"kept":["right-track 2","id=a"]}"#.into(), Refused::Broken),
            (r#"{"kept":["right-track 9"]}"#.into(), Refused::Newer),
            (r#"{"kept":["bread"]}"#.into(), Refused::NotOurs),
            // The stored form holds what no id has, and a file could not.
            ("right-track 2\nid=A at=1".into(), Refused::Broken),
            ("right-track 2\nid=a at=1 with=b=c".into(), Refused::Broken),
            (
                "right-track 2\nid=a at=1\nid=a at=2".into(),
                Refused::Broken,
            ),
            (" ".repeat(LONGEST + 1), Refused::TooLarge),
        ] {
            let start: String = text.chars().take(90).collect();
            assert_eq!(read(&text), Err(reason), "{start:?}");
        }
        assert!(read("right-track 2\r\nid=a at=1\r\n").is_ok());
        assert!(read(&one(r#"{"id":"a","at":1,"mood":"new"}"#)).is_ok());
        assert!(read(&format!("\u{feff}{}", one(""))).is_ok());
    }

    proptest! {
        #[test]
        fn any_text_gives_a_journal_or_a_reason(text in ".{0,200}") {
            let _ = read(&text);
            let _ = read(&format!(r#"{{"form":"right-track","version":2,"checkIns":{text}}}"#));
        }

        #[test]
        fn any_note_comes_back(note in "\\PC{0,40}", label in "\\PC{0,20}") {
            let kept = Kept { id: "a".into(), notes: vec![("".into(), note.clone().into())], ..Kept::default() };
            let person = Person { id: "p".into(), label: label.clone().into() };
            let journal = Journal::new(vec![Rc::new(kept)], vec![person], None);
            prop_assert_eq!(read(&lines(&journal, "")), Ok(journal.clone()));
            let back = read(&text_of(&journal)).unwrap();
            prop_assert_eq!(back, journal);
        }
    }
}
