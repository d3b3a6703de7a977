//! What a page is to those who do not see it: the browser's accessibility tree, also of closed shadow roots.

use std::{collections::HashMap, fmt};

use serde_json::{Value, json};

use crate::Session;

/// What says nothing by itself. What is in it is in the tree all the same.
const SILENT: [&str; 18] = [
    "cell",
    "DescriptionList",
    "DescriptionListDetail",
    "DescriptionListTerm",
    "emphasis",
    "generic",
    "gridcell",
    "InlineTextBox",
    "LabelText",
    "Legend",
    "LineBreak",
    "listitem",
    "ListMarker",
    "none",
    "paragraph",
    "row",
    "rowgroup",
    "strong",
];

/// What is said when its words change, wherever the person is.
const SAID: [&str; 2] = ["status", "alert"];

/// What is told of a node besides its role and name.
const STATES: [&str; 10] = [
    "level", "checked", "expanded", "pressed", "selected", "disabled", "required", "invalid",
    "focused", "live",
];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// One thing in the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// How many others hold it.
    pub depth: usize,
    /// What it is.
    pub role: String,
    /// What it is called.
    pub name: String,
    /// How it stands, like `checked=true`.
    pub states: Vec<(String, String)>,
}

impl Thing {
    /// Returns the level of a heading.
    pub fn level(&self) -> Option<usize> {
        let level = self.states.iter().find(|(state, _)| state == "level")?;
        level.1.parse().ok()
    }
}

impl fmt::Display for Thing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match &*self.name {
            "" => String::new(),
            name => format!(" “{name}”"),
        };
        write!(formatter, "{}{}{name}", "  ".repeat(self.depth), self.role)?;
        for (state, value) in &self.states {
            write!(formatter, ", {state} {value}")?;
        }
        Ok(())
    }
}

impl Session {
    /// Returns all that is in the region of this name, in Chromium. Days are left out, as they go on.
    pub async fn tree(&self, region: &str) -> Vec<Thing> {
        let tree = self
            .devtools("Accessibility.getFullAXTree", json!({}))
            .await;
        let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
        let top: Vec<_> = nodes
            .iter()
            .filter(|node| node["role"]["value"] == "region" && node["name"]["value"] == region)
            .collect();
        assert_eq!(
            top.len(),
            1,
            "not one region “{region}” among the landmarks"
        );
        let by_id: HashMap<_, _> = nodes
            .iter()
            .filter_map(|node| Some((node["nodeId"].as_str()?, node)))
            .collect();
        let mut things = Vec::new();
        gather(&by_id, top[0], 0, &mut things);
        things
    }
}

fn gather(by_id: &HashMap<&str, &Value>, node: &Value, depth: usize, things: &mut Vec<Thing>) {
    let role = node["role"]["value"].as_str().unwrap_or_default();
    let name = node["name"]["value"].as_str().unwrap_or_default();
    let silent = node["ignored"] == true
        || role == "StaticText"
        || (SILENT.contains(&role) && (role != "generic" || name.is_empty()));
    if !silent {
        let mut states: Vec<_> = STATES
            .iter()
            .filter_map(|state| Some((state.to_string(), state_of(node, state)?)))
            .collect();
        if let Some(description) = node["description"]["value"].as_str()
            && !description.is_empty()
        {
            states.push(("described as".to_owned(), format!("“{description}”")));
        }
        let name = match SAID.contains(&role) {
            true => said(by_id, node),
            false => name.to_owned(),
        };
        things.push(Thing {
            depth,
            role: role.to_owned(),
            name: undated(&name),
            states,
        });
    }
    for child in children(by_id, node) {
        gather(by_id, child, depth + usize::from(!silent), things);
    }
}

/// Returns how a node stands, unless that goes without saying.
fn state_of(node: &Value, state: &str) -> Option<String> {
    let properties = node["properties"].as_array()?;
    let property = properties.iter().find(|one| one["name"] == state)?;
    let value = match &property["value"]["value"] {
        Value::String(value) => value.clone(),
        value => value.to_string(),
    };
    let usual = match state {
        "expanded" | "checked" | "pressed" | "selected" => false,
        _ => value == "false" || value == "off",
    };
    (!usual).then_some(value)
}

/// Returns the words in a node.
fn said(by_id: &HashMap<&str, &Value>, node: &Value) -> String {
    if node["role"]["value"] == "StaticText" {
        return node["name"]["value"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
    }
    let parts = children(by_id, node).map(|child| said(by_id, child));
    let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

fn children<'a>(
    by_id: &'a HashMap<&str, &'a Value>,
    node: &'a Value,
) -> impl Iterator<Item = &'a Value> {
    let ids = node["childIds"].as_array().into_iter().flatten();
    ids.filter_map(|id| by_id.get(id.as_str()?).copied())
}

/// Returns the text with `…` for each day in it.
fn undated(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    let mut left = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match words[at..] {
            [day, month, year, ..]
                if day.parse::<u8>().is_ok()
                    && MONTHS.contains(&month)
                    && year.len() >= 4
                    && year.bytes().take(4).all(|byte| byte.is_ascii_digit()) =>
            {
                left.push(format!("…{}", &year[4..]));
                at += 3;
            }
            _ => {
                left.push(words[at].to_owned());
                at += 1;
            }
        }
    }
    left.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_left_out() {
        let text = "From 17 November 2025 to 2 May 2026, the oldest first";
        assert_eq!(undated(text), "From … to …, the oldest first");
        assert_eq!(undated("May 12 be enough?"), "May 12 be enough?");
    }
}
