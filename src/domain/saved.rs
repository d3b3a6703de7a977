//! The text that is stored: one JSON object with a `version` and the kept check-ins.
//!
//! ```json
//! {"version":1,"check_ins":[{"id":"k1","at":1763800000000,"sessions":"some","setting":"online",
//!  "answers":[["safety","mostly"]],"ticks":["heard"]}]}
//! ```
//!
//! A form that was released stays readable for ever: a new form gets a new version and a way up from the old one,
//! and a fixture in `tests/fixtures/saved/` holds each. The version is read first, by itself, so that a newer form
//! is recognised whatever it looks like.

//!
//! Reading and writing is miniserde's: with `serde_json` the visitor would load 8 KB more.

use miniserde::{Deserialize, Serialize, json};

use super::journal::{Journal, Kept};

/// The version that this code writes.
pub const VERSION: u32 = 1;

/// Why a stored text cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// A newer version of the widget wrote it: it is left alone.
    Newer,
    /// It is not in any form that was ever released: it is set aside, not deleted.
    Broken,
}

#[derive(Deserialize)]
struct Header {
    version: u32,
}

#[derive(Serialize, Deserialize)]
struct V1 {
    version: u32,
    check_ins: Vec<V1CheckIn>,
}

#[derive(Serialize, Deserialize)]
struct V1CheckIn {
    id: String,
    at: u64,
    sessions: Option<String>,
    setting: Option<String>,
    answers: Vec<(String, String)>,
    ticks: Vec<String>,
}

impl From<V1CheckIn> for Kept {
    fn from(form: V1CheckIn) -> Self {
        Self {
            id: form.id.into(),
            at: form.at,
            sessions: form.sessions.map(Into::into),
            setting: form.setting.map(Into::into),
            answers: form
                .answers
                .into_iter()
                .map(|(sign, answer)| (sign.into(), answer.into()))
                .collect(),
            ticks: form.ticks.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<&Kept> for V1CheckIn {
    fn from(kept: &Kept) -> Self {
        Self {
            id: kept.id.to_string(),
            at: kept.at,
            sessions: kept.sessions.as_ref().map(ToString::to_string),
            setting: kept.setting.as_ref().map(ToString::to_string),
            answers: kept
                .answers
                .iter()
                .map(|(sign, answer)| (sign.to_string(), answer.to_string()))
                .collect(),
            ticks: kept.ticks.iter().map(ToString::to_string).collect(),
        }
    }
}

/// Reads a stored text.
///
/// # Errors
///
/// [`Unusable`] says why the text cannot be used.
pub fn read(text: &str) -> Result<Journal, Unusable> {
    let header: Header = json::from_str(text).map_err(|_| Unusable::Broken)?;
    match header.version {
        0 => Err(Unusable::Broken),
        1 => {
            let form: V1 = json::from_str(text).map_err(|_| Unusable::Broken)?;
            Ok(Journal::new(form.check_ins.into_iter().map(Kept::from)))
        }
        _ => Err(Unusable::Newer),
    }
}

/// Returns the text to store for `journal`.
pub fn written(journal: &Journal) -> String {
    json::to_string(&V1 {
        version: VERSION,
        check_ins: journal.entries().iter().map(V1CheckIn::from).collect(),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::check_in::CheckIn;
    use crate::domain::flag::Ticks;

    #[test]
    fn a_newer_version_is_recognised_whatever_it_looks_like() {
        assert_eq!(read(r#"{"version":2,"pages":{}}"#), Err(Unusable::Newer));
        assert_eq!(
            read(r#"{"version":4000000000,"check_ins":7}"#),
            Err(Unusable::Newer)
        );
    }

    #[test]
    fn ids_of_another_version_survive() {
        let text = r#"{"version":1,"check_ins":[{"id":"a","at":5,"sessions":null,"setting":"on a boat","answers":[["pace","often"],["goals","no"]],"ticks":["humour"]}]}"#;
        let journal = read(text).unwrap();
        let kept = &journal.entries()[0];
        assert_eq!(kept.check_in().answered().count(), 1);
        assert_eq!(written(&journal), text);
    }

    proptest! {
        #[test]
        fn what_was_written_reads_back_the_same(entries in proptest::collection::vec((".{0,8}", 0..4_000_000_000_000_u64), 0..8)) {
            let journal = entries.iter().fold(Journal::default(), |journal, (id, at)| {
                journal.with(Kept::new(id.as_str().into(), *at, &CheckIn::default(), Ticks::default()))
            });
            prop_assert_eq!(read(&written(&journal)), Ok(journal));
        }

        #[test]
        fn any_text_gives_a_journal_or_a_reason(text in ".{0,200}") {
            if let Err(reason) = read(&text) {
                prop_assert!(matches!(reason, Unusable::Broken | Unusable::Newer));
            }
        }
    }
}
