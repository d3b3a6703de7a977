//! The search for what comes from inside the widget.

use std::collections::BTreeSet;

use journey::{TYPED, every_text};
use serde_json::Value;

use super::{Guard, MARKS};

/// A look through the events of one recorder, in order, for what comes from inside the widget.
pub struct Search {
    guard: Guard,
    /// Texts that stand nowhere but in the widget.
    sentences: Vec<String>,
    /// The same, too short to be looked for in other texts.
    words: BTreeSet<String>,
    /// What the recorder calls the nodes of the page around.
    own: BTreeSet<i64>,
    /// What it calls the element.
    host: Option<i64>,
    /// What it has of the widget.
    pub findings: Vec<String>,
}

/// Sources of events in rrweb and what was made from it.
mod source {
    pub const MUTATION: i64 = 0;
    pub const MOVES: [i64; 3] = [1, 6, 12];
    pub const PRESS: i64 = 2;
    pub const INPUT: i64 = 5;
    pub const SELECTION: i64 = 14;
}

impl Search {
    /// Begins a search in the events of a recorder that `guard` stood against.
    pub fn new(guard: Guard) -> Self {
        let texts = every_text();
        // What stands in the place of `{number}` is not known.
        let typed = TYPED.map(str::to_owned);
        let texts = texts.iter().chain(&typed);
        let pieces = texts.flat_map(|text| text.split(['{', '}']));
        let pieces = pieces.map(|text| text.trim().to_owned());
        let (sentences, words) = pieces
            .filter(|text| !text.is_empty())
            .partition::<Vec<_>, _>(|text| text.len() >= 12);
        Self {
            guard,
            sentences,
            words: words.into_iter().collect(),
            own: BTreeSet::new(),
            host: None,
            findings: Vec::new(),
        }
    }

    /// Looks at the next event.
    pub fn look_at(&mut self, event: &Value) {
        let data = &event["data"];
        match event["type"].as_i64() {
            Some(2) => self.take_in(&data["node"], false),
            Some(3) => self.look_at_change(data),
            _ => {}
        }
        self.look_for_state(event);
        self.look_for_texts(event);
    }

    /// Learns which nodes are the page's, and looks at the others.
    fn take_in(&mut self, node: &Value, inside: bool) {
        let id = node["id"].as_i64();
        let inside = inside || node["isShadow"] == true;
        if inside {
            // A wrapper that is left out has a place and a size.
            let left_out = !node["attributes"]["rr_width"].is_null();
            if !left_out {
                self.find("a node", node);
            }
        } else if node["tagName"] == "right-track" {
            self.host = id;
        } else {
            self.own.extend(id);
        }
        for child in node["childNodes"].as_array().into_iter().flatten() {
            self.take_in(child, inside);
        }
    }

    fn look_at_change(&mut self, data: &Value) {
        let source = data["source"].as_i64().unwrap_or_default();
        match source {
            source::MUTATION => {
                for add in data["adds"].as_array().into_iter().flatten() {
                    let parent = add["parentId"].as_i64();
                    let inside = parent.is_none_or(|id| !self.own.contains(&id));
                    self.take_in(&add["node"], inside && parent != self.host);
                }
                for kind in ["texts", "attributes"] {
                    for change in data[kind].as_array().into_iter().flatten() {
                        let host = change["id"].as_i64() == self.host && is_mark(change);
                        if !(host || self.owns(change)) {
                            self.find("a change", change);
                        }
                    }
                }
            }
            source::PRESS | source::INPUT => {
                // Where on the page it was pressed is all that a recorder has who heeds no marks.
                let allowed = self.guard == Guard::Root
                    && source == source::PRESS
                    && data["id"].as_i64() == self.host;
                if !(allowed || self.owns(data)) {
                    self.find("a hand", data);
                }
            }
            source::SELECTION => {
                for range in data["ranges"].as_array().into_iter().flatten() {
                    for end in ["start", "end"] {
                        if range[end].as_i64().is_none_or(|id| !self.own.contains(&id)) {
                            self.find("a selection", range);
                        }
                    }
                }
            }
            _ if source::MOVES.contains(&source) && self.guard == Guard::Frame => {
                for position in data["positions"].as_array().into_iter().flatten() {
                    if !self.owns(position) {
                        self.find("a move", position);
                    }
                }
            }
            _ => {}
        }
    }

    fn owns(&self, part: &Value) -> bool {
        part["id"].as_i64().is_some_and(|id| self.own.contains(&id))
    }

    /// Looks at what pixels and automatic events have of the widget.
    fn look_for_state(&mut self, event: &Value) {
        let path = event["path"].as_array().cloned().unwrap_or_default();
        let inside = path.iter().position(|node| node["name"] == "RIGHT-TRACK");
        for node in path.iter().take(inside.unwrap_or_default()) {
            self.find("a node on the way", node);
        }
        if inside.is_some() && !event["data"].is_null() {
            self.find("what was typed", event);
        }
        let elements = &event["properties"]["$elements_chain"];
        let marked = self.guard != Guard::Root;
        let pressed = elements
            .as_str()
            .is_some_and(|chain| chain.contains("right-track"));
        if marked && pressed {
            self.find("an automatic event", elements);
        }
    }

    fn look_for_texts(&mut self, part: &Value) {
        match part {
            Value::String(text) => {
                let told = self.words.contains(text.trim())
                    || self
                        .sentences
                        .iter()
                        .any(|sentence| text.contains(sentence));
                if told {
                    self.find("a text", part);
                }
            }
            Value::Array(list) => list.iter().for_each(|part| self.look_for_texts(part)),
            Value::Object(entries) => entries.values().for_each(|part| self.look_for_texts(part)),
            _ => {}
        }
    }

    fn find(&mut self, what: &str, part: &Value) {
        let part: String = part.to_string().chars().take(300).collect();
        self.findings.push(format!("{what}: {part}"));
    }
}

/// Returns whether a change of the element is what the loader and the journey put on it.
fn is_mark(change: &Value) -> bool {
    let mut attributes = change["attributes"].as_object().into_iter().flatten();
    attributes.all(|(name, _)| {
        ["class", "isolation", "data-unmarked"].contains(&&**name) || MARKS.contains(&**name)
    })
}
