//! All kept check-ins as a table for a spreadsheet: comma-separated values (RFC 4180).
//!
//! It is for looking at and cannot be brought back; [`file`](super::file) is for that. A sign that this version does not
//! know gets no column of its own but stands with the others of its kind: a file with thousands of such signs would
//! otherwise make a table of millions of cells.

use std::collections::HashMap;
use std::rc::Rc;

use super::content::{Choice, Content, TableText, filled};
use super::journal::{Journal, Kept};
use super::looking_back::{names, people};
use super::sign::Sign;

/// Returns the text of the file, with the oldest check-in first. `date` turns milliseconds since 1970 into a date, as
/// spreadsheets know it: [`Day::dashed`](super::day::Day::dashed).
///
/// It begins with a byte order mark, without which Excel takes UTF-8 for the old encoding of the system.
pub fn written(
    journal: &Journal,
    content: &Content,
    text: &TableText,
    date: impl Fn(u64) -> String,
) -> String {
    let mut table = String::from("\u{feff}");
    let before = [text.date, text.therapist, text.sessions, text.setting];
    let signs = content.signs.iter().map(|sign| sign.name);
    let after = [text.others, text.ticks, text.notes];
    let heads = before.into_iter().chain(signs).chain(after);
    line(&mut table, heads.map(|head| head.to_string()));
    let names = names(journal, &content.kept.person);
    let names: HashMap<_, _> = people(journal).into_iter().zip(names).collect();
    let words = Words { content, text };
    for kept in journal.entries().iter().rev() {
        let name = names.get(&kept.with).cloned().unwrap_or_default();
        line(&mut table, words.cells(kept, date(kept.at), name));
    }
    table
}

struct Words<'a> {
    content: &'a Content,
    text: &'a TableText,
}

impl Words<'_> {
    fn cells(&self, kept: &Kept, date: String, name: String) -> impl Iterator<Item = String> {
        let welcome = &self.content.welcome;
        let chosen = |id: &Option<Rc<str>>, choices: &[Choice]| {
            let id = id.as_deref().unwrap_or_default();
            label(id, choices)
        };
        let before = [
            date,
            name,
            chosen(&kept.sessions, &welcome.sessions.choices),
            chosen(&kept.setting, &welcome.setting.choices),
        ];
        let mut signs = Sign::ALL.map(|_| String::new());
        let mut others = Vec::new();
        for (sign, answer) in &kept.answers {
            let answer = label(answer, &self.content.answers);
            let known = Sign::from_id(sign).and_then(|sign| signs.get_mut(sign.index()));
            match known {
                Some(cell) => *cell = answer,
                None => others.push(self.about(sign, &answer)),
            }
        }
        let flags = &self.content.flags.list;
        let ticks = kept.ticks.iter().map(|tick| {
            let known = flags.iter().find(|flag| *flag.id == **tick);
            known.map_or(&**tick, |flag| &flag.name)
        });
        let notes = kept.notes.iter().map(|(sign, note)| match &**sign {
            "" => note.to_string(),
            sign => {
                let known = self.content.signs.iter().find(|text| *text.id == *sign);
                self.about(known.map_or(sign, |text| &text.name), note)
            }
        });
        let after = [
            others.join(&self.text.between),
            ticks.collect::<Vec<_>>().join(&self.text.between),
            notes.collect::<Vec<_>>().join("\n"),
        ];
        before.into_iter().chain(signs).chain(after)
    }

    fn about(&self, sign: &str, note: &str) -> String {
        let values = [("sign", sign), ("note", note)];
        filled(&self.text.about_sign, &values)
    }
}

/// Returns what the choice of this id says; one that this version does not know is shown by its id.
fn label(id: &str, choices: &[Choice]) -> String {
    let known = choices.iter().find(|choice| *choice.id == *id);
    known.map_or(id, |choice| &choice.label).to_owned()
}

fn line(table: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            table.push(',');
        }
        table.push('"');
        *table += &harmless(&cell).replace('"', "\"\"");
        table.push('"');
    }
    *table += "\r\n";
}

/// Returns `cell` with an apostrophe before everything that a spreadsheet could take for a formula.
///
/// Where the decimal mark is a comma, spreadsheets look for cells between semicolons and take our quotation marks for
/// letters: a cell may begin in the middle of a note. So what follows a semicolon, a tab or the end of a line counts as
/// a beginning, too.
fn harmless(cell: &str) -> String {
    let mut harmless = String::new();
    let mut begins = true;
    for char in cell.chars() {
        let formula = matches!(char, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
        // Some programs drop white space first.
        let space = char.is_whitespace() || char.is_control();
        if begins && (formula || matches!(char, '\t' | '\r') && harmless.is_empty()) {
            harmless.push('\'');
        }
        harmless.push(char);
        begins = matches!(char, ';' | '\t' | '\r' | '\n') || begins && (space || char == '"');
    }
    harmless
}

#[cfg(test)]
mod tests {
    use csv::ReaderBuilder;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::content::PageText;
    use crate::domain::journal::Person;
    use crate::domain::saved;

    const WORDS: &str = include_str!("../../content/en-GB.json");

    fn text_of(journal: &Journal) -> String {
        let content = Content::read(WORDS).unwrap();
        let text = PageText::read(WORDS).unwrap().table;
        written(journal, &content, &text, |at| format!("day {at}"))
    }

    /// Reads a table as a spreadsheet would whose cells are separated by `delimiter`.
    fn cells(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        let rows = reader.into_records().map(Result::unwrap);
        rows.map(|row| row.iter().map(str::to_owned).collect())
            .collect()
    }

    fn noted(label: &str, note: &str) -> Journal {
        let kept = Kept {
            id: "a".into(),
            with: Some("p".into()),
            notes: vec![("".into(), note.into())],
            ..Kept::default()
        };
        let person = Person {
            id: "p".into(),
            label: label.into(),
        };
        Journal::new(vec![Rc::new(kept)], vec![person], None)
    }

    #[test]
    fn each_check_in_is_a_row_of_words_with_the_oldest_first() {
        let lines = "right-track 2\nid=b at=2 sessions=some setting=online answers=goals:no,safety:mostly ticks=heard,disagree\nid=a at=1";
        let text = text_of(&saved::read(lines).unwrap());
        let content = Content::read(WORDS).unwrap();
        let rows = cells(&text, b',');
        let [heads, first, second] = &rows[..] else {
            panic!("{rows:?}");
        };
        assert_eq!(
            &heads[..4],
            ["Date", "Therapist", "Sessions so far", "Where you met"]
        );
        let signs: Vec<_> = content.signs.iter().map(|sign| &*sign.name).collect();
        assert_eq!(heads[4..10], signs);
        assert_eq!(first[0], "day 1");
        assert!(first[1..].iter().all(String::is_empty), "{first:?}");
        assert_eq!(
            second[..10],
            [
                "day 2",
                "",
                "4 to 10",
                "Online",
                "Yes, mostly",
                "",
                "No",
                "",
                "",
                ""
            ]
        );
        let [heard, .., disagree] = &content.flags.list[..] else {
            panic!("no flags");
        };
        assert_eq!(second[11], [&*heard.name, &disagree.name].join("; "));
    }

    #[test]
    fn what_this_version_does_not_know_is_there_as_it_is() {
        let lines = "right-track 2\nid=a at=1 sessions=lots setting=boat answers=pace:often,goals:perhaps,mood:new ticks=humour";
        let rows = cells(&text_of(&saved::read(lines).unwrap()), b',');
        let row = &rows[1];
        assert_eq!(row[2..4], ["lots", "boat"]);
        assert_eq!(row[6], "perhaps");
        assert_eq!(row[10..12], ["pace: often; mood: new", "humour"]);
    }

    #[test]
    fn therapists_have_their_names_or_numbers() {
        let lines = "right-track 2\nid=c at=3 with=p\nid=b at=2 with=q\nid=a at=1";
        let journal = saved::read(lines).unwrap();
        let person = Person {
            id: "q".into(),
            label: "Sam".into(),
        };
        let rows = cells(&text_of(&journal.with_person(person)), b',');
        let names: Vec<_> = rows[1..].iter().map(|row| &*row[1]).collect();
        assert_eq!(names, ["Therapist 1", "Sam", "Therapist 3"]);
    }

    #[test]
    fn notes_keep_their_lines_and_say_what_they_are_about() {
        let mut kept = (*noted("Sam", "Ask, \"soon\".").entries()[0]).clone();
        kept.notes.push(("goals".into(), "50%\nSlower".into()));
        kept.notes.push(("pace".into(), "Fast".into()));
        let text = text_of(&Journal::new(vec![Rc::new(kept)], vec![], None));
        let rows = cells(&text, b',');
        let notes = rows[1].last().unwrap();
        assert_eq!(
            notes,
            "Ask, \"soon\".\nShared goals: 50%\nSlower\npace: Fast"
        );
    }

    #[test]
    fn lines_end_as_the_standard_says_and_a_spreadsheet_knows_the_encoding() {
        let text = text_of(&noted("Zoë", "x"));
        assert!(
            text.starts_with('\u{feff}') && text.ends_with("\"x\"\r\n"),
            "{text:?}"
        );
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        assert_eq!(cells(&text, b',')[1][1], "Zoë");
    }

    #[test]
    fn what_looks_like_a_formula_gets_an_apostrophe() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("+44 20", "'+44 20"),
            ("- first\n- second", "'- first\n'- second"),
            ("@sam", "'@sam"),
            ("\t=1", "'\t'=1"),
            ("\rx", "'\rx"),
            (" \u{a0}=1", " \u{a0}'=1"),
            ("＝1", "'＝1"),
            ("a;=1\tb\t-1", "a;'=1\tb\t'-1"),
            ("\"=1\"", "\"'=1\""),
            ("well-being, 1 + 1 = 2 :-)", "well-being, 1 + 1 = 2 :-)"),
            ("2025-11-22", "2025-11-22"),
        ] {
            assert_eq!(harmless(cell), expected);
        }
    }

    proptest! {
        #[test]
        fn any_label_and_note_come_back_and_nothing_is_a_formula(
            label in "\\PC{0,20}|[=+@;,\"\t -]{0,9}",
            note in "(?s:.{0,40})|(?s:[=+@;,'\"\t\r\n a1|-]{0,30})",
        ) {
            let text = text_of(&noted(&label, &note));
            let rows = cells(&text, b',');
            prop_assert_eq!(rows.len(), 2);
            prop_assert_eq!(&rows[1][1], &harmless(&label));
            prop_assert_eq!(rows[1].last().unwrap(), &harmless(&note));
            prop_assert_eq!(rows[1].len(), rows[0].len());
            // Also where a spreadsheet reads it wrong.
            for delimiter in [b',', b';', b'\t'] {
                for cell in cells(&text, delimiter).iter().flatten() {
                    let start = cell.trim_start_matches(|char: char| char == '"' || char.is_whitespace() || char.is_control());
                    prop_assert!(!start.starts_with(['=', '+', '-', '@']), "{:?}", cell);
                }
            }
        }
    }
}
