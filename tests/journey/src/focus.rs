//! The way of the focus through a screen, by the Tab key alone.

use serde_json::{Value, json};

use crate::{Engine, Key, Widget};

const FOCUS: &str = include_str!("focus.js");

impl Widget<'_> {
    /// Walks by Tab from before the widget to behind it, and back by Shift and Tab. Returns how many stops there are, and
    /// all that is wrong with them.
    ///
    /// Each must come in the order of the page, be wholly in sight and under nothing, and have a ring of 2 px or more with
    /// a contrast of 3 that is not cut off.
    pub async fn walk_through(&self) -> (usize, Vec<String>) {
        // What was pressed last may have yet to move the page, and the way to the beginning too.
        self.session().painted().await;
        let stops = self.see_with(FOCUS, "begin()", json!([])).await;
        self.session().painted().await;
        let stops = stops.as_u64().unwrap_or(0) as usize;
        let at_once = match self.session().engine() {
            // It scrolls some time after the press, and faster presses than a person's are ahead of it.
            Engine::Firefox => 1,
            _ => stops + 1,
        };
        for keys in [&[Key::Tab][..], &[Key::Shift, Key::Tab]] {
            let mut left = stops + 1;
            while left > 0 {
                let now = left.min(at_once);
                self.session().chords(keys, now).await;
                if at_once == 1 {
                    self.session().painted().await;
                }
                left -= now;
            }
        }
        let wrong = self.see_with(FOCUS, "finish()", json!([])).await;
        let wrong = wrong.as_array().cloned().unwrap_or_default().into_iter();
        let wrong = wrong.filter_map(|text| match text {
            Value::String(text) => Some(text),
            _ => None,
        });
        (stops, wrong.collect())
    }

    /// From now on notes when the focus falls from the widget to the page: see [`Self::fallen`].
    pub async fn guard_focus(&self) {
        self.see_with(FOCUS, "guard()", json!([])).await;
    }

    /// Returns from where the focus has fallen to the page, since it is guarded.
    pub async fn fallen(&self) -> Value {
        self.see("window.fallen", json!([])).await
    }
}
