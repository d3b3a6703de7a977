//! Finding a kept check-in by what a person remembers of it.

use crate::domain::journal::{Journal, Kept};

/// Tells whether each word of `wanted` stands in the notes of `kept`, in its `date`, or in its therapist's name. Large
/// and small letters are the same.
///
/// The answers are left out: the words that are the same in every check-in find nothing.
pub fn finds(journal: &Journal, kept: &Kept, date: &str, wanted: &str) -> bool {
    let name = journal
        .people()
        .iter()
        .find(|person| Some(&person.id) == kept.with.as_ref())
        .map_or("", |person| &*person.label);
    let notes = kept.notes.iter().map(|(_, note)| &**note);
    let said: Vec<_> = [date, name].into_iter().chain(notes).collect();
    let said = said.join("\n").to_lowercase();
    wanted
        .to_lowercase()
        .split_whitespace()
        .all(|word| said.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::saved;

    #[test]
    fn every_word_must_stand_in_the_date_the_name_or_the_notes() {
        let text = "right-track 2\nperson=p label=Sam\nid=a at=7 with=p answers=goals:no note.goals=We%20spoke%20of%20Pace";
        let journal = saved::read(text).unwrap();
        let kept = &journal.entries()[0];
        for (wanted, found) in [
            ("pace", true),
            ("SAM  spoke", true),
            ("march sam", true),
            ("4 March 2026", true),
            ("", true),
            ("march pace other", false),
            ("goals", false),
            ("spokeof", false),
        ] {
            let date = "4 March 2026";
            assert_eq!(finds(&journal, kept, date, wanted), found, "{wanted}");
        }
    }
}
