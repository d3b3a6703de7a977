//! What is chosen, in the address after the `#`: `region=IE&practice=Harbour%20Lane`.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::built::Built;
use crate::choice::{Choice, Setting};

/// All that has a meaning in an address, or that somebody might cut off at the end of one.
const WRITTEN_OTHERWISE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_');

/// The most of what was refused that is shown, in characters.
const SHOWN: usize = 60;

/// Returns what stands after the `#`; nothing if all is as usual.
pub fn write(choice: &Choice) -> String {
    let parts = choice.chosen().map(|(setting, text)| {
        let text = utf8_percent_encode(text, WRITTEN_OTHERWISE);
        format!("{}={text}", setting.name())
    });
    parts.collect::<Vec<_>>().join("&")
}

/// Reads what stands after the `#`. What does not fit is left out, and returned beside the choice as it was written.
pub fn read(fragment: &str, built: &Built) -> (Choice, Vec<String>) {
    let mut choice = Choice::default();
    let (mut seen, mut left_out) = (Vec::new(), Vec::new());
    for part in fragment.split('&').filter(|part| !part.is_empty()) {
        match setting(part, built) {
            Some((setting, text)) if !seen.contains(&setting) => {
                seen.push(setting);
                choice = choice.with(setting, &text);
            }
            _ => left_out.push(part.chars().take(SHOWN).collect()),
        }
    }
    (choice, left_out)
}

fn setting(part: &str, built: &Built) -> Option<(Setting, String)> {
    let (name, text) = part.split_once('=')?;
    let setting = Setting::named(name)?;
    let text = percent_decode_str(text).decode_utf8().ok()?;
    let text = text.trim();
    setting
        .allows(text, built)
        .then(|| (setting, setting.meant(text)))
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::choice::tests::built;

    #[test]
    fn says_what_is_not_usual_alone() {
        let choice = Choice::default()
            .with(Setting::Region, "GB")
            .with(Setting::Lang, "es")
            .with(Setting::Practice, "A & B=C+D #1 “é”");
        let fragment = write(&choice);
        assert_eq!(
            fragment,
            "lang=es&practice=A%20%26%20B%3DC%2BD%20%231%20%E2%80%9C%C3%A9%E2%80%9D"
        );
        assert_eq!(read(&fragment, &built()), (choice, Vec::new()));
        assert_eq!(write(&Choice::default()), "");
    }

    #[test]
    fn leaves_out_what_does_not_fit_and_says_so() {
        let fragment =
            "region=FR&theme=dark&theme=light&colour=red&practice=%3Cb%3E&accent=%ff&view&&lang=es";
        let (choice, left_out) = read(fragment, &built());
        assert_eq!(write(&choice), "lang=es&theme=dark");
        assert_eq!(
            left_out,
            [
                "region=FR",
                "theme=light",
                "colour=red",
                "practice=%3Cb%3E",
                "accent=%ff",
                "view"
            ]
        );
    }

    #[test]
    fn shows_no_more_than_the_beginning_of_something_long() {
        let (_, left_out) = read(&"é".repeat(1_000), &built());
        assert_eq!(left_out, ["é".repeat(SHOWN)]);
    }

    proptest! {
        #[test]
        fn whatever_is_written_a_link_brings_back_what_fits(
            texts in proptest::collection::vec((0..Setting::ALL.len(), any_text()), 0..12)
        ) {
            let choice = texts.iter().fold(Choice::default(), |choice, (at, text)| {
                choice.with(Setting::ALL[*at], text)
            });
            let sound = choice.sound(&built());
            let fragment = write(&sound);
            prop_assert!(fragment.is_ascii());
            prop_assert_eq!(read(&fragment, &built()), (sound, Vec::new()));
        }

        #[test]
        fn whatever_a_link_says_only_what_fits_is_taken(fragment in "\\PC*|([a-z-]{4,12}=[^&]{0,9}&?){0,9}") {
            let (choice, _) = read(&fragment, &built());
            prop_assert_eq!(choice.sound(&built()), choice);
        }
    }

    /// Any text, and often one that fits somewhere.
    pub(crate) fn any_text() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[ -~]{0,90}",
            "(https://|mailto:|tel:)[!-~é]{0,30}",
            "#[0-9a-f]{6}",
            proptest::sample::select(vec![
                "GB",
                "INTL",
                "es",
                "dark",
                "green-flags",
                "frame",
                "pinned",
                "FR",
            ])
            .prop_map(str::to_owned),
        ]
    }
}
