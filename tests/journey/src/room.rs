//! Room for fingers and for words.

use serde_json::{Value, json};

use crate::Widget;

const ROOM: &str = include_str!("room.js");

impl Widget<'_> {
    /// Returns in how many ways the screen was looked at, and each target that is too small, each text that is cut off
    /// and whatever scrolls sideways, in all of them.
    ///
    /// These ways are the text as it is, of twice its size, and in wide spacing, each in both directions of writing.
    pub async fn room(&self) -> (usize, Vec<String>) {
        let seen = self.see_with(ROOM, "room()", json!([])).await;
        let mut seen = seen.as_array().cloned().unwrap_or_default().into_iter();
        let ways = seen.next().and_then(|ways| ways.as_u64()).unwrap_or(0);
        let texts = seen.filter_map(|text| match text {
            Value::String(text) => Some(text),
            _ => None,
        });
        (ways as usize, texts.collect())
    }
}
