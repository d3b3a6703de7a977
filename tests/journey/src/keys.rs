//! Presses on the keyboard, wherever the focus is.

use fantoccini::{
    actions::{InputSource, KeyAction, KeyActions},
    key::Key,
};

use crate::Session;

impl Session {
    /// Presses and releases `key`.
    pub async fn key(&self, key: Key) {
        self.chord(&[key]).await;
    }

    /// Writes `text` where the focus is, key by key.
    pub async fn write(&self, text: &str) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in text.chars() {
            actions = actions
                .then(KeyAction::Down { value })
                .then(KeyAction::Up { value });
        }
        self.client()
            .perform_actions(actions)
            .await
            .unwrap_or_else(|error| panic!("Could not write “{text}”: {error}."));
    }

    /// Presses `keys` one after the other, and then releases them: Shift and Tab.
    pub async fn chord(&self, keys: &[Key]) {
        self.chords(keys, 1).await;
    }

    /// Does so several times.
    pub async fn chords(&self, keys: &[Key], times: usize) {
        let values: Vec<char> = keys.iter().map(|key| value(*key)).collect();
        let mut actions = KeyActions::new("keyboard".to_owned());
        for _ in 0..times {
            for &value in &values {
                actions = actions.then(KeyAction::Down { value });
            }
            for &value in values.iter().rev() {
                actions = actions.then(KeyAction::Up { value });
            }
        }
        self.client()
            .perform_actions(actions)
            .await
            .unwrap_or_else(|error| panic!("Could not press {keys:?}: {error}."));
    }
}

fn value(key: Key) -> char {
    match key {
        // A space as a keyboard gives it: engines disagree about the one of the number pad.
        Key::Space => ' ',
        key => char::from(key),
    }
}
