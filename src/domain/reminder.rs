//! A note for the person's own calendar, as a file of iCalendar (RFC 5545). Nothing in it tells what it is about.

use super::day::{Day, moment};

/// The most octets of a line, without what ends it.
const LINE: usize = 75;

/// After how many weeks the note comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weeks {
    /// Two.
    Two,
    /// Four.
    #[default]
    Four,
    /// Six.
    Six,
}

impl Weeks {
    /// Every choice, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Two, Self::Four, Self::Six];

    /// Returns the id that content files use.
    pub fn id(self) -> &'static str {
        match self {
            Self::Two => "two",
            Self::Four => "four",
            Self::Six => "six",
        }
    }

    /// Returns the choice with this id, if there is one.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.id() == id)
    }

    fn count(self) -> u32 {
        match self {
            Self::Two => 2,
            Self::Four => 4,
            Self::Six => 6,
        }
    }
}

/// A note for a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reminder<'a> {
    /// What it says: one line, see [`title`].
    pub title: &'a str,
    /// An id that no other note has.
    pub id: &'a str,
    /// The moment at which it is made, in milliseconds since 1970.
    pub made: u64,
    /// The day of that moment where the person is.
    pub today: Day,
    /// After how many weeks it comes.
    pub weeks: Weeks,
    /// Whether it comes again each time that so many weeks have passed.
    pub again: bool,
}

/// Returns what the note says: what was `given` as one line, or the `usual` words if that is nothing.
pub fn title(given: &str, usual: &str) -> String {
    let plain = |char: char| char.is_whitespace() || char.is_control();
    let words: Vec<_> = given.split(plain).filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        usual.to_owned()
    } else {
        words.join(" ")
    }
}

impl Reminder<'_> {
    /// Returns the text of the file.
    ///
    /// It takes a whole day and none of the person's time, and rings no bell of its own. What calendars do with a private
    /// event is up to them, so the words are what must tell nothing.
    pub fn written(&self) -> String {
        let weeks = self.weeks.count();
        let mut lines = vec![
            "BEGIN:VCALENDAR".to_owned(),
            "VERSION:2.0".to_owned(),
            // It must be there, and must not name this program.
            "PRODID:-//Note//EN".to_owned(),
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}", escaped(self.id)),
            format!("DTSTAMP:{}", moment(self.made)),
            format!("DTSTART;VALUE=DATE:{}", self.today.after(weeks * 7).plain()),
        ];
        if self.again {
            lines.push(format!("RRULE:FREQ=WEEKLY;INTERVAL={weeks}"));
        }
        lines.push(format!("SUMMARY:{}", escaped(self.title)));
        let rest = [
            "CLASS:PRIVATE",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
            "END:VCALENDAR",
        ];
        lines.extend(rest.map(str::to_owned));
        lines.iter().map(|line| folded(line)).collect()
    }
}

/// Returns `text` as a value: control characters have no place in one, and some signs mean something else there.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for char in text.chars() {
        match char {
            '\\' | ';' | ',' => escaped.extend(['\\', char]),
            '\n' => escaped += "\\n",
            _ if char.is_control() => {}
            _ => escaped.push(char),
        }
    }
    escaped
}

/// Returns `line` with its end, broken into lines that are short enough. None breaks within a letter.
fn folded(line: &str) -> String {
    let mut folded = String::new();
    let mut length = 0;
    for char in line.chars() {
        if length + char.len_utf8() > LINE {
            // The space is not part of what the line says.
            folded += "\r\n ";
            length = 1;
        }
        folded.push(char);
        length += char.len_utf8();
    }
    folded + "\r\n"
}

#[cfg(test)]
mod tests {
    use icalendar::{Calendar, Component, Event};
    use proptest::prelude::*;

    use super::*;
    use crate::domain::content::PageText;

    const MADE: u64 = 1_763_794_455_000;

    fn reminder(title: &str) -> Reminder<'_> {
        Reminder {
            title,
            id: "k3x9",
            made: MADE,
            today: Day::of(MADE, 0),
            weeks: Weeks::Six,
            again: true,
        }
    }

    /// Reads the only event of a file as a calendar would.
    fn event(text: &str) -> Event {
        let calendar: Calendar = text.parse().unwrap();
        let [component] = &calendar.components[..] else {
            panic!("not one event: {text}");
        };
        component.as_event().unwrap().clone()
    }

    fn value<'a>(event: &'a Event, key: &str) -> Option<&'a str> {
        event.property_value(key)
    }

    #[test]
    fn a_calendar_finds_a_private_whole_day_that_takes_no_time() {
        let event = event(&reminder("A note to myself").written());
        assert_eq!(event.get_summary(), Some("A note to myself"));
        assert_eq!(event.get_uid(), Some("k3x9"));
        for (key, expected) in [
            ("DTSTAMP", "20251122T065415Z"),
            ("DTSTART", "20260103"),
            ("RRULE", "FREQ=WEEKLY;INTERVAL=6"),
            ("CLASS", "PRIVATE"),
            ("TRANSP", "TRANSPARENT"),
        ] {
            assert_eq!(value(&event, key), Some(expected), "{key}");
        }
        let whole = icalendar::DatePerhapsTime::from(event.get_start().unwrap().date_naive());
        assert_eq!(event.get_start(), Some(whole));
    }

    #[test]
    fn it_comes_after_as_many_weeks_as_were_chosen_and_again_only_if_that_was() {
        for (weeks, day) in Weeks::ALL
            .into_iter()
            .zip(["20251206", "20251220", "20260103"])
        {
            let again = false;
            let once = Reminder {
                weeks,
                again,
                ..reminder("x")
            };
            let event = event(&once.written());
            assert_eq!(value(&event, "DTSTART"), Some(day));
            assert_eq!(value(&event, "RRULE"), None);
        }
    }

    #[test]
    fn it_begins_on_the_day_where_the_person_is() {
        let today = Day::of(MADE, 20 * 60);
        let event = event(
            &Reminder {
                today,
                ..reminder("x")
            }
            .written(),
        );
        assert_eq!(value(&event, "DTSTART"), Some("20260104"));
        assert_eq!(value(&event, "DTSTAMP"), Some("20251122T065415Z"));
    }

    #[test]
    fn nothing_in_it_tells_what_it_is_about() {
        for content in [
            include_str!("../../content/en-GB.json"),
            include_str!("../../content/en-US.json"),
        ] {
            let text = PageText::read(content).unwrap().reminder;
            let file = reminder(&text.usual_title).written() + &text.file_name;
            for word in ["therap", "track", "check", "session", "mental", "http"] {
                assert!(!file.to_lowercase().contains(word), "{word}: {file}");
            }
            let ids = text.choices.iter().map(|choice| *choice.id.0);
            assert!(ids.eq(Weeks::ALL.map(Weeks::id)));
        }
        for weeks in Weeks::ALL {
            assert_eq!(Weeks::from_id(weeks.id()), Some(weeks));
        }
    }

    #[test]
    fn what_it_says_is_one_line_and_never_nothing() {
        assert_eq!(title(" Buy\r\n\t\u{2028}milk\0 ", "usual"), "Buy milk");
        for nothing in ["", " \n", "\u{7}\u{85}"] {
            assert_eq!(title(nothing, "usual"), "usual");
        }
    }

    #[test]
    fn signs_that_mean_something_in_a_calendar_stay_signs() {
        let hostile = "a;b,c\\n:\"d\"=END:VEVENT";
        let file = reminder(hostile).written();
        assert!(
            file.contains("SUMMARY:a\\;b\\,c\\\\n:\"d\"=END:VEVENT\r\n"),
            "{file}"
        );
        assert_eq!(event(&file).get_summary(), Some(hostile));
    }

    fn check(file: &str, title: &str) {
        assert!(file.ends_with("\r\n"));
        for line in file.strip_suffix("\r\n").unwrap().split("\r\n") {
            assert!((1..=LINE).contains(&line.len()), "{line}");
            assert!(!line.contains(char::is_control), "{line:?}");
        }
        // RFC 5545, 3.1 and 3.3.11.
        let whole = file.replace("\r\n ", "");
        let said = whole.split("SUMMARY:").nth(1).unwrap().split("\r\n").next();
        let mut plain = String::new();
        let mut chars = said.unwrap().chars();
        while let Some(char) = chars.next() {
            plain.push(if char == '\\' {
                chars.next().unwrap()
            } else {
                char
            });
        }
        assert_eq!(plain, title);
        let event = event(file);
        assert_eq!(value(&event, "CLASS"), Some("PRIVATE"));
        assert_eq!(value(&event, "DTSTART"), Some("20260103"));
    }

    #[test]
    fn a_title_of_ten_thousand_letters_is_folded_and_not_cut() {
        for letter in ["x", "é", "👩‍👧", "; ", "\\"] {
            let title = title(&letter.repeat(10_000), "usual");
            check(&reminder(&title).written(), &title);
        }
    }

    proptest! {
        #[test]
        fn any_title_comes_back_from_a_calendar(given in ".{0,200}|(?s:[\\\\;,:\n\r\t\"a é👋]{0,300})") {
            let title = title(&given, "usual");
            check(&reminder(&title).written(), &title);
        }

        #[test]
        fn a_title_that_is_not_one_line_breaks_nothing(title in "(?s:.{0,200})", id in "(?s:.{0,60})") {
            let given = reminder(&title);
            let event = event(&Reminder { id: &id, ..given }.written());
            prop_assert_eq!(value(&event, "TRANSP"), Some("TRANSPARENT"));
        }
    }
}
