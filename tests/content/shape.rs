//! Every language file has the shape that the widget reads, and says so in one sentence when it has not.

use std::collections::{BTreeMap, BTreeSet};

use right_track::domain::content::Content;
use serde_json::Value;

use super::files::{COVERS, Leaf, json, languages, leaves, text};
use super::none;

/// Keys that stand in the files and that no type reads yet. Empty this list, never fill it.
const NOT_READ: [&str; 1] = ["crisis.abroad"];

/// Placeholders, by what a text may say in their place.
const PLACEHOLDERS: [&str; 4] = ["{number}", "{total}", "{date}", "{practice}"];

#[test]
fn every_language_reads_and_matches_british_english() {
    let british = json("content/en-GB.json");
    for path in languages() {
        none(&problems(&path, &text(&path), &british));
    }
}

#[test]
fn every_id_is_there_once() {
    for path in languages() {
        let mut seen = BTreeMap::new();
        for Leaf { path: key, text } in leaves(&json(&path)) {
            // Ids need only differ within their list, and two in one list have the same path.
            let id = key.ends_with(".id");
            assert!(!id || seen.insert(key.clone(), text).is_none(), "{path}: `{key}` stands there twice");
        }
    }
}

#[test]
fn every_sign_that_a_situation_names_exists() {
    for path in languages() {
        let content = Content::read(&text(&path)).unwrap();
        for situation in content.more.say.situations.iter() {
            let named = content.signs.iter().any(|sign| sign.id == situation.sign);
            assert!(named, "{path}: `more.say.situations.{}` names no sign", situation.id);
        }
        for part in content.more.sections.iter().flat_map(|section| &section.parts) {
            let known = ["", "room", "online", "walking", "mixed"].contains(&&*part.setting);
            assert!(known, "{path}: “{}” names the setting `{}`", part.heading, part.setting);
        }
    }
}

#[test]
fn a_wrong_file_is_refused_by_name_key_and_reason() {
    let british = json("content/en-GB.json");
    let whole = text("content/en-GB.json");
    for (right, wrong, reason) in [
        ("\"skip\":", "\"skipp\":", "missing field `skip`"),
        ("\"few\"", "5", "invalid type: integer `5`, expected a string"),
        ("\"id\": \"safety\"", "\"id\": \"saftey\"", "the ids in `signs`"),
        ("{number} of {total}", "{number}", "`labels.progress` must have {number}{total}, and has {number}"),
        ("{date}", "{day}", "`crisis.checked` has an unknown {day}"),
        ("\"close\":", "\"clozed\": \"\", \"close\":", "`labels.clozed` is not in content/en-GB.json"),
        ("\"hope\"", "\"hopes\"", "`more.say.situations.hope.name` is missing"),
    ] {
        assert!(whole.contains(right), "{right}");
        let problems = problems("content/xx.json", &whole.replacen(right, wrong, 1), &british);
        assert!(
            problems.iter().any(|told| told.starts_with("content/xx.json: ") && told.contains(reason)),
            "{wrong}: {problems:#?}"
        );
    }
}

/// Returns a sentence for each thing that is wrong with a language file.
fn problems(path: &str, text: &str, british: &Value) -> Vec<String> {
    let content = match Content::read(text) {
        Ok(content) => content,
        Err(reason) => return vec![format!("{path}: {reason}")],
    };
    let file = serde_json::from_str(text).unwrap();
    let (ours, theirs) = (keys(&file), keys(british));
    let read = keys(&serde_json::to_value(content).unwrap());
    let missing = theirs.keys().filter(|key| !ours.contains_key(*key));
    let unknown = ours.keys().filter(|key| !theirs.contains_key(*key));
    let unread = ours.keys().filter(|key| !read.contains_key(*key) && !NOT_READ.contains(&&***key));
    let stale = NOT_READ.iter().filter(|key| read.contains_key(**key));
    let mut problems: Vec<_> = missing.map(|key| format!("{path}: `{key}` is missing")).collect();
    problems.extend(unknown.map(|key| format!("{path}: `{key}` is not in content/en-GB.json")));
    problems.extend(unread.map(|key| format!("{path}: `{key}` is read by nothing")));
    problems.extend(stale.map(|key| format!("{path}: `{key}` is read now; take it off NOT_READ")));
    for (key, text) in &ours {
        problems.extend(theirs.get(key).and_then(|their| misplaced(key, text, their)).map(|told| format!("{path}: {told}")));
    }
    problems
}

fn misplaced(key: &str, ours: &str, theirs: &str) -> Option<String> {
    let (has, must) = (placeholders(ours), placeholders(theirs));
    let unknown = has.iter().find(|name| !PLACEHOLDERS.contains(&&***name));
    let listed = |names: &BTreeSet<String>| names.iter().map(String::as_str).collect::<String>();
    match unknown {
        Some(name) => Some(format!("`{key}` has an unknown {name}")),
        None => (has != must).then(|| format!("`{key}` must have {}, and has {}", listed(&must), listed(&has))),
    }
}

fn placeholders(text: &str) -> BTreeSet<String> {
    text.split('{')
        .skip(1)
        .map(|rest| format!("{{{}}}", rest.split('}').next().unwrap_or_default()))
        .collect()
}

/// Returns each key with its text. Paragraphs and items have no names of their own: their list stands for them, as
/// another language may need more or fewer.
fn keys(value: &Value) -> BTreeMap<String, String> {
    let mut keys = BTreeMap::new();
    collect(value, String::new(), &mut keys);
    keys
}

fn collect(value: &Value, path: String, keys: &mut BTreeMap<String, String>) {
    let under = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match value {
        Value::Object(map) => {
            for (key, value) in map.iter().filter(|(key, _)| !COVERS.contains(&&***key)) {
                collect(value, under(key), keys);
            }
        }
        Value::Array(list) if list.iter().any(Value::is_object) => {
            for (index, value) in list.iter().enumerate() {
                let name = value["id"].as_str().map_or(index.to_string(), str::to_owned);
                collect(value, under(&name), keys);
            }
        }
        Value::Array(list) => {
            let texts: Vec<_> = list.iter().filter_map(Value::as_str).collect();
            keys.insert(path, texts.join("\n"));
        }
        text => {
            keys.insert(path, text.as_str().unwrap_or_default().to_owned());
        }
    }
}
