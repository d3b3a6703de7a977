//! What the console has been told.

use serde_json::Value;

use crate::{Engine, Session};

impl Session {
    /// Returns what scripts have told the console, and errors, since the page was loaded.
    ///
    /// In Chromium also what the browser itself complains of, since the last look.
    pub async fn said(&self) -> Vec<String> {
        let mut said = self.witnessed().await;
        if self.engine() == Engine::Chromium {
            let log = self.log().await;
            let entries = log.as_array().into_iter().flatten();
            said.extend(entries.map(|entry| {
                let part = |name: &str| entry[name].as_str().unwrap_or_default().to_owned();
                format!("{}: {}", part("level"), part("message"))
            }));
        }
        said
    }

    /// Panics when the console has been told anything.
    pub async fn expect_silence(&self) {
        let said = self.said().await;
        assert!(said.is_empty(), "The console says:\n{}", said.join("\n"));
    }

    async fn witnessed(&self) -> Vec<String> {
        let said: Value = self.run("return witness.said;", Vec::new()).await;
        serde_json::from_value(said)
            .unwrap_or_else(|_| panic!("The page has no witness: visit it by `Site::page`."))
    }
}
