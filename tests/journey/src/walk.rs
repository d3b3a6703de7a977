//! The use of a control without a mouse: a walk to it by Tab and arrows, and a press.

use serde_json::json;

use crate::{Element, Key, Widget};

impl Widget<'_> {
    /// Walks from where the focus is to `control`, or to what it labels, and presses Enter or Space there.
    pub(crate) async fn walk_to_and_press(&self, control: &Element, name: &str) {
        let mut way = Vec::new();
        loop {
            let step = self.see("step(...wanted)", json!([control])).await;
            let keys: &[Key] = match step.as_str() {
                Some("here") => break,
                Some("forwards") => &[Key::Tab],
                Some("backwards") => &[Key::Shift, Key::Tab],
                Some("down") => &[Key::Down],
                _ => &[Key::Up],
            };
            way.push((step.clone(), self.active().await));
            assert!(
                way.len() < 80,
                "No key leads to “{name}”, but along {way:?}"
            );
            self.session().chord(keys).await;
        }
        let seen = self
            .see("[active().type, active().checked]", json!([]))
            .await;
        match (seen[0].as_str(), seen[1].as_bool()) {
            // The arrow that led here has chosen it.
            (Some("radio"), Some(true)) => {}
            (Some("radio" | "checkbox"), _) => self.session().key(Key::Space).await,
            _ => self.session().key(Key::Enter).await,
        }
    }
}
