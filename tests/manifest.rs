//! `custom-elements.json`, the types and the README say the same as the loader and the styles do.

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

use serde_json::Value;

/// The words that an option may be, the usual one first; none if it is a text.
type Options = BTreeMap<String, Option<Vec<String>>>;

fn file(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn declaration() -> Value {
    let manifest: Value =
        serde_json::from_str(&file("integrations/npm/custom-elements.json")).unwrap();
    assert_eq!(manifest["schemaVersion"], "2.1.0");
    let module = &manifest["modules"][0];
    let export = &module["exports"][0];
    let element = module["declarations"][0].clone();
    assert_eq!(element["customElement"], true);
    assert_eq!(element["tagName"], "right-track");
    assert_eq!(export["kind"], "custom-element-definition");
    assert_eq!(export["name"], element["tagName"]);
    assert_eq!(export["declaration"]["name"], element["name"]);
    assert_eq!(export["declaration"]["module"], module["path"]);
    element
}

/// Returns the entries of `list`, each described, by their names.
fn entries(list: &str) -> BTreeMap<String, Value> {
    let element = declaration();
    let entries = element[list].as_array().unwrap();
    let by_name: BTreeMap<_, _> = entries
        .iter()
        .map(|entry| (entry["name"].as_str().unwrap().to_owned(), entry.clone()))
        .collect();
    assert_eq!(by_name.len(), entries.len(), "a name twice in {list}");
    for (name, entry) in &by_name {
        let described = entry["description"]
            .as_str()
            .is_some_and(|text| text.ends_with('.'));
        assert!(described, "{name} has no description that is a sentence");
    }
    by_name
}

fn names(list: &str) -> BTreeSet<String> {
    entries(list).into_keys().collect()
}

/// Returns what stands between `before` and the next `after`.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text
        .split_once(before)
        .unwrap_or_else(|| panic!("no {before:?}"));
    let (found, _) = rest
        .split_once(after)
        .unwrap_or_else(|| panic!("no {after:?} after {before:?}"));
    found
}

/// Returns everything of letters and hyphens that follows `before`.
fn all_after(text: &str, before: &str) -> BTreeSet<String> {
    let words = text.split(before).skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        rest[..end.unwrap_or(rest.len())].to_owned()
    });
    words.filter(|word| !word.is_empty()).collect()
}

/// Returns the quoted or backticked words of `text`.
fn quoted(text: &str, quote: char) -> Vec<String> {
    text.split(quote)
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// Reads the `options` table of the loader, which is also what the element observes.
fn loader_options() -> Options {
    let loader = file("embed/right-track.js");
    assert!(loader.contains("observedAttributes = Object.keys(options);"));
    let table = between(&loader, "const options = {\n", "\n  };");
    let lines = table.lines().map(str::trim);
    lines
        .filter(|line| !line.starts_with("//"))
        .map(|line| {
            let (name, may_be) = line
                .split_once(": ")
                .unwrap_or_else(|| panic!("no option: {line}"));
            let words = may_be.starts_with('[').then(|| quoted(may_be, '"'));
            (name.trim_matches('"').to_owned(), words)
        })
        .collect()
}

/// Returns the cells of the README's table whose first heading is `heading`, by the code in the first.
fn readme_table(heading: &str) -> BTreeMap<String, Vec<String>> {
    let readme = file("README.md");
    let lines = readme
        .lines()
        .skip_while(|line| !line.starts_with(&format!("| {heading} |")));
    lines
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let mut cells = line
                .trim_matches('|')
                .split(" | ")
                .map(|cell| cell.trim().to_owned());
            let name = cells.next().unwrap().trim_matches('`').to_owned();
            (name, cells.collect())
        })
        .collect()
}

fn keys<T>(map: &BTreeMap<String, T>) -> BTreeSet<String> {
    map.keys().cloned().collect()
}

#[test]
fn the_attributes_are_those_of_the_loader() {
    let described = entries("attributes");
    let options = loader_options();
    assert_eq!(keys(&described), keys(&options));
    for (name, words) in options {
        let attribute = &described[&name];
        let (kind, usual) = match &words {
            None => ("string".to_owned(), None),
            Some(words) => {
                let may_be = words.iter().filter(|word| !word.is_empty());
                let kinds: Vec<_> = may_be.map(|word| format!("{word:?}")).collect();
                let usual = words.first().filter(|word| !word.is_empty());
                (kinds.join(" | "), usual.map(|word| format!("{word:?}")))
            }
        };
        assert_eq!(attribute["type"]["text"], *kind, "{name}");
        assert_eq!(attribute["default"].as_str(), usual.as_deref(), "{name}");
    }
}

#[test]
fn the_console_says_of_each_option_that_is_no_list_what_it_may_be() {
    let start = file("embed/start.js");
    let sentences = between(&start, "const sentences = {\n", "\n};");
    let told: BTreeSet<_> = sentences
        .lines()
        .filter_map(|line| line.split_once(": "))
        .map(|(name, _)| name.trim().trim_matches('"').to_owned())
        .collect();
    let mut texts = loader_options();
    texts.retain(|_, words| words.is_none());
    assert_eq!(told, keys(&texts));
}

#[test]
fn the_readme_has_every_attribute_and_what_it_may_be() {
    let table = readme_table("attribute");
    let options = loader_options();
    assert_eq!(keys(&table), keys(&options));
    for (name, words) in options {
        let Some(words) = words else { continue };
        let [may_be, otherwise] = &table[&name][..] else {
            panic!("{name} lacks a cell")
        };
        let shown = quoted(may_be, '`');
        let may_be: Vec<_> = words
            .iter()
            .filter(|word| !word.is_empty())
            .cloned()
            .collect();
        assert_eq!(shown, may_be, "{name}");
        if !words[0].is_empty() {
            assert!(
                otherwise.starts_with(&format!("`{}`", words[0])),
                "{name}: {otherwise}"
            );
        }
    }
}

#[test]
fn the_types_have_every_attribute_and_what_it_may_be() {
    let types = file("integrations/npm/index.d.ts");
    let fields = between(&types, "interface RightTrackAttributes {\n", "\n}");
    let fields: BTreeMap<_, _> = fields
        .lines()
        .filter_map(|line| line.split_once("?: "))
        .map(|(name, kind)| {
            (
                name.trim().trim_matches('"').to_owned(),
                kind.trim_end_matches(';'),
            )
        })
        .collect();
    let described = entries("attributes");
    assert_eq!(keys(&fields), keys(&described));
    for (name, kind) in fields {
        assert_eq!(described[&name]["type"]["text"], *kind, "{name}");
    }
}

#[test]
fn the_events_are_those_that_the_loader_sends() {
    let events = names("events");
    let typed = between(
        &file("integrations/npm/index.d.ts"),
        "interface RightTrackEventMap {\n",
        "\n}",
    )
    .to_owned();
    let typed: BTreeSet<_> = typed
        .lines()
        .filter_map(|line| line.trim().strip_prefix('"')?.split_once("\": "))
        .map(|(name, _)| name.to_owned())
        .collect();
    assert_eq!(typed, events, "the types");

    let scripts = file("embed/right-track.js") + &file("embed/start.js");
    let sent: BTreeSet<_> = all_after(&scripts, "tell(\"")
        .iter()
        .map(|name| format!("right-track:{name}"))
        .collect();
    assert_eq!(sent, events, "the loader");
    assert_eq!(keys(&readme_table("event")), events, "the README");
}

#[test]
fn the_types_have_the_code_of_every_failure() {
    let types = file("integrations/npm/index.d.ts");
    let codes = quoted(between(&types, "readonly code:", ";"), '"');
    let words: Value = serde_json::from_str(&file("content/en-GB.json")).unwrap();
    let said = words["failures"].as_object().unwrap().keys();
    let said: BTreeSet<_> = said.filter(|key| *key != "again").cloned().collect();
    assert_eq!(codes.into_iter().collect::<BTreeSet<_>>(), said);
}

#[test]
fn the_custom_properties_are_those_that_the_styles_read() {
    let styles = file("styles/tokens.css") + &file("styles/widget.css");
    let read: BTreeSet<_> = all_after(&styles, "var(--right-track-")
        .iter()
        .map(|name| format!("--right-track-{name}"))
        .collect();
    let described = entries("cssProperties");
    let table = readme_table("property");
    assert_eq!(keys(&described), read, "the manifest");
    assert_eq!(keys(&table), read, "the README");
    for (name, property) in described {
        if let Some(usual) = property["default"].as_str() {
            assert!(
                styles.contains(&format!("var({name}, {usual})")),
                "{name} is not {usual} in the styles"
            );
            assert!(
                table[&name][1].starts_with(&format!("`{usual}`")),
                "{name} is not {usual} in the README"
            );
        }
    }
}

#[test]
fn the_parts_are_told_in_the_readme() {
    // That they are those of the views is tested beside those: see src/view/whole.rs.
    let parts = names("cssParts");
    assert_eq!(
        keys(&readme_table("part | what it is")),
        parts,
        "the README"
    );
    // What the loader says when something failed has no other parts than the views.
    let in_place = all_after(&file("xtask/src/lay_out/shell.rs"), "\"part\": \"");
    assert!(
        !in_place.is_empty() && in_place.is_subset(&parts),
        "{in_place:?}"
    );
}
