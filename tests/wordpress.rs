//! The WordPress plugin's options are those of the element, and what it says of itself is true.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic, also outside of a test function"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

fn file(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn block() -> Map<String, Value> {
    let block: Value =
        serde_json::from_str(&file("integrations/wordpress/block/block.json")).unwrap();
    block["attributes"].as_object().unwrap().clone()
}

/// Returns the name of the element's attribute for the one of the block: `heading-level` for `headingLevel`.
fn kebab(name: &str) -> String {
    name.chars()
        .flat_map(|c| {
            c.is_uppercase()
                .then_some('-')
                .into_iter()
                .chain(c.to_lowercase())
        })
        .collect()
}

/// Returns each line of the loader's table of options.
fn loader_options() -> BTreeMap<String, String> {
    let loader = file("embed/right-track.js");
    let (_, table) = loader.split_once("const options = {\n").unwrap();
    let (table, _) = table.split_once("\n  };").unwrap();
    table
        .lines()
        .filter_map(|line| line.trim().trim_end_matches(',').split_once(": "))
        .map(|(name, may_be)| (name.trim_matches('"').to_owned(), may_be.to_owned()))
        .collect()
}

#[test]
fn the_block_has_every_option_of_the_element_with_the_same_rule() {
    let mut block = block();
    block.retain(|name, _| !name.starts_with("color"));
    let names: BTreeSet<_> = block.keys().map(|name| kebab(name)).collect();
    let options = loader_options();
    assert_eq!(names, options.keys().cloned().collect());
    for (name, schema) in &block {
        let may_be = &options[&kebab(name)];
        let rule = match may_be
            .strip_prefix('/')
            .and_then(|rule| rule.rsplit_once('/'))
        {
            // PHP is told in the pattern itself that case does not matter.
            Some((pattern, "i")) => {
                json!({ "type": "string", "pattern": format!("(?i){pattern}") })
            }
            Some((pattern, _)) => json!({ "type": "string", "pattern": pattern }),
            None => {
                let words: Value = serde_json::from_str(may_be).unwrap();
                json!({ "type": "string", "enum": words, "default": words[0] })
            }
        };
        assert_eq!(*schema, rule, "{name}");
    }
}

#[test]
fn the_block_has_every_colour_that_the_styles_read() {
    let manifest: Value =
        serde_json::from_str(&file("integrations/npm/custom-elements.json")).unwrap();
    let properties = manifest["modules"][0]["declarations"][0]["cssProperties"]
        .as_array()
        .unwrap();
    let colours: BTreeSet<_> = properties
        .iter()
        .filter(|property| property["syntax"] == "<color>")
        .map(|property| {
            property["name"]
                .as_str()
                .unwrap()
                .replace("--right-track-", "color-")
        })
        .collect();
    let mut block = block();
    block.retain(|name, _| name.starts_with("color"));
    assert_eq!(
        block
            .keys()
            .map(|name| kebab(name))
            .collect::<BTreeSet<_>>(),
        colours
    );
    let rules: BTreeSet<_> = block.values().map(Value::to_string).collect();
    assert_eq!(rules.len(), 1, "{rules:#?}");
}

#[test]
fn the_sidebar_has_a_label_for_every_option_and_value_and_a_place_for_each() {
    let editor = file("integrations/wordpress/block/editor.js");
    for (name, schema) in block() {
        assert!(
            editor.contains(&format!("\t\t{name}: __( '")),
            "no label for {name}"
        );
        assert!(
            editor.contains(&format!("'{name}'")),
            "{name} is in no panel"
        );
        let Some(values) = schema["enum"].as_array() else {
            continue;
        };
        let (_, said) = editor
            .split_once(&format!("\t\t{name}: {{"))
            .unwrap_or_else(|| panic!("no values of {name}"));
        let (said, _) = said.split_once('}').unwrap();
        for value in values.iter().map(|value| value.as_str().unwrap()) {
            let keys = [format!("{value}: "), format!("'{value}': ")];
            assert!(
                keys.iter().any(|key| said.contains(key)),
                "no label for {value:?} of {name}"
            );
        }
    }
}

#[test]
fn the_documents_name_every_option_of_the_shortcode() {
    for path in ["integrations/wordpress/readme.txt", "docs/wordpress.md"] {
        let text = file(path);
        for name in block().keys().map(|name| kebab(name)) {
            assert!(
                text.contains(&format!("`{name}`")),
                "{path} has no `{name}`"
            );
        }
    }
}

#[test]
fn every_widget_has_the_room_that_the_readme_reserves() {
    let (_, snippet) = file("README.md")
        .split_once("style=\"")
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .unwrap();
    let style = snippet.split('"').next().unwrap().to_owned();
    let plugin = file("integrations/wordpress/right-track.php");
    assert!(
        plugin.contains(&format!("$style = '{style}';")),
        "not {style}"
    );
}
