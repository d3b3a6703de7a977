//! What the widget says by itself to those who do not see it.

use serde_json::json;

use crate::{Widget, until};

const SPEECH: &str = include_str!("speech.js");

/// One thing that a live region has said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Whether it breaks into what is being read, as an alert does.
    pub at_once: bool,
    /// The words.
    pub words: String,
    /// Whether the region came together with its words: then most screen readers say them only if it is an alert.
    pub unheard: bool,
    /// The words of what had the focus.
    pub focused: String,
}

impl Widget<'_> {
    /// Listens from now on.
    pub async fn listen(&self) {
        self.see_with(SPEECH, "listen()", json!([])).await;
    }

    /// Returns what was said since the last time.
    pub async fn heard(&self) -> Vec<Said> {
        let heard = self.see_with(SPEECH, "heard()", json!([])).await;
        let heard: Vec<[String; 4]> = serde_json::from_value(heard)
            .unwrap_or_else(|error| panic!("Nothing like that can be heard: {error}."));
        let said = |[role, words, came, focused]: [String; 4]| Said {
            at_once: role == "alert",
            words,
            unheard: role != "alert" && !came.is_empty(),
            focused,
        };
        heard.into_iter().map(said).collect()
    }

    /// Waits until `words` were said and returns all that was said since the last time, of which they are the last.
    pub async fn hears(&self, words: &str) -> Vec<Said> {
        let mut all = Vec::new();
        until(&format!("“{words}” to be said"), async || {
            all.extend(self.heard().await);
            match all.last() {
                Some(last) if last.words.contains(words) => Ok(()),
                _ => Err(format!("{all:?}")),
            }
        })
        .await;
        all
    }
}
