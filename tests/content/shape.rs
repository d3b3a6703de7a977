//! Every language file has the shape that the widget reads, and says so in one sentence when it has not.

use std::collections::{BTreeMap, BTreeSet};

use right_track::domain::content::{Content, Failures, PageText, PlainText};
use serde_json::Value;

use super::files::{COVERS, Leaf, json, languages, leaves, text};
use super::none;

/// Keys for those who write and test the files, which visitors do not load.
const FOR_EDITORS: [&str; 2] = ["id", "sign"];

/// Placeholders, by what a text may say in their place.
const PLACEHOLDERS: [&str; 18] = [
    "{number}",
    "{total}",
    "{date}",
    "{practice}",
    "{all}",
    "{new}",
    "{changed}",
    "{seconds}",
    "{sign}",
    "{answer}",
    "{answers}",
    "{from}",
    "{to}",
    "{dates}",
    "{person}",
    "{before}",
    "{now}",
    "{note}",
];

/// What a sentence with a number may have forms for. `other` is the one that every language has.
const FORMS: [&str; 5] = ["zero", "one", "two", "few", "many"];

#[test]
fn every_language_reads_and_matches_british_english() {
    let british = json("content/en-GB.json");
    for path in languages() {
        none(&problems(&path, &text(&path), &british));
    }
}

#[test]
fn every_language_covers_the_same_ideas_in_the_same_places() {
    let british = covers(&json("content/en-GB.json"), String::new());
    assert!(british.len() > 50, "{}", british.len());
    for path in languages() {
        let ours = covers(&json(&path), String::new());
        let differing = british.symmetric_difference(&ours);
        let told = differing.map(|(key, ids)| {
            format!("{path}: `{key}` differs from content/en-GB.json in what it covers: {ids}")
        });
        none(&told.collect::<Vec<_>>());
    }
}

#[test]
fn every_language_is_called_as_its_file_is_and_names_a_region() {
    let regions = json("content/regions.json");
    let regions = regions["regions"].as_array().unwrap();
    for path in languages() {
        let content = json(&path);
        let [language, direction, region] =
            ["language", "direction", "region"].map(|key| content[key].as_str().unwrap());
        assert_eq!(path, format!("content/{language}.json"));
        assert!(["ltr", "rtl"].contains(&direction), "{path}: {direction}");
        assert!(
            regions.iter().any(|known| known["id"] == region),
            "{path}: {region}"
        );
    }
}

#[test]
fn every_id_is_there_once() {
    for path in languages() {
        let mut seen = BTreeMap::new();
        for Leaf { path: key, text } in leaves(&json(&path)) {
            // Ids need only differ within their list, and two in one list have the same path.
            let id = key.ends_with(".id");
            assert!(
                !id || seen.insert(key.clone(), text).is_none(),
                "{path}: `{key}` stands there twice"
            );
        }
    }
}

#[test]
fn every_sign_and_setting_that_a_text_names_exists() {
    for path in languages() {
        let content = json(&path);
        let ids = |list: &Value| -> Vec<String> {
            let list = list.as_array().unwrap().iter();
            list.map(|entry| entry["id"].as_str().unwrap().to_owned())
                .collect()
        };
        let signs = ids(&content["signs"]);
        let settings = ids(&content["welcome"]["setting"]["choices"]);
        let mut named = 0;
        for leaf in leaves(&content["more"]) {
            let known = match leaf.path.rsplit('.').next() {
                Some("sign") => &signs,
                Some("setting") => &settings,
                _ => continue,
            };
            named += 1;
            assert!(
                known.contains(&leaf.text),
                "{path}: `more.{}` names `{}`, which does not exist",
                leaf.path,
                leaf.text
            );
        }
        assert!(named >= signs.len() + settings.len() - 1, "{path}: {named}");
    }
}

#[test]
fn a_wrong_file_is_refused_by_name_key_and_reason() {
    let british = json("content/en-GB.json");
    let whole = text("content/en-GB.json");
    for (right, wrong, reason) in [
        ("\"skip\":", "\"skipp\":", "missing field `skip`"),
        ("\"few\"", "5", "invalid type: integer `5`"),
        (
            "\"id\": \"safety\"",
            "\"id\": \"saftey\"",
            "the ids in `signs`",
        ),
        (
            "{number} of {total}",
            "{number}",
            "the placeholders of `labels.progress` are",
        ),
        (
            "{date}",
            "{day}",
            "the placeholders of `past.since.lead` are",
        ),
        (
            "\"close\":",
            "\"clozed\": \"\", \"close\":",
            "`labels.clozed` is not in content/en-GB.json",
        ),
        (
            "\"hope\"",
            "\"hopes\"",
            "`more.say.situations.hope.name` is missing",
        ),
    ] {
        assert!(whole.contains(right), "{right}");
        let problems = problems(
            "content/xx.json",
            &whole.replacen(right, wrong, 1),
            &british,
        );
        assert!(
            problems
                .iter()
                .any(|told| told.starts_with("content/xx.json: ") && told.contains(reason)),
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
    let (ours, theirs) = (keys(&file, by_id), keys(british, by_id));
    let missing = theirs
        .keys()
        .filter(|key| !ours.contains_key(*key) && !is_form(key, &ours));
    let unknown = ours
        .keys()
        .filter(|key| !theirs.contains_key(*key) && !is_form(key, &theirs));
    let mut problems: Vec<_> = missing
        .map(|key| format!("{path}: `{key}` is missing"))
        .collect();
    problems.extend(unknown.map(|key| format!("{path}: `{key}` is not in content/en-GB.json")));
    // Not by id, as what visitors load need not have it.
    let mut read = serde_json::to_value(content).unwrap();
    match Failures::read(text) {
        Ok(failures) => read["failures"] = serde_json::to_value(failures).unwrap(),
        Err(reason) => problems.push(format!("{path}: {reason}")),
    }
    match PageText::read(text) {
        Ok(page) => read["page"] = serde_json::to_value(page).unwrap(),
        Err(reason) => problems.push(format!("{path}: {reason}")),
    }
    match PlainText::read(text) {
        Ok(plain) => read["page"]["plain"] = serde_json::to_value(plain).unwrap(),
        Err(reason) => problems.push(format!("{path}: {reason}")),
    }
    let read = keys(&read, by_place);
    let unread = keys(&file, by_place).into_keys().filter(|key| {
        let editors = FOR_EDITORS
            .iter()
            .any(|name| key.ends_with(&format!(".{name}")));
        !editors && !read.contains_key(key)
    });
    problems.extend(unread.map(|key| format!("{path}: `{key}` is read by nothing")));
    // The placeholders of forms are checked when they are read.
    for (key, text) in ours.iter().filter(|(key, _)| !is_form(key, &ours)) {
        problems.extend(
            theirs
                .get(key)
                .and_then(|their| misplaced(key, text, their))
                .map(|told| format!("{path}: {told}")),
        );
    }
    problems
}

/// Tells whether `key` is one of the forms of a sentence with a number that stands in `keys`, too.
fn is_form(key: &str, keys: &BTreeMap<String, String>) -> bool {
    key.rsplit_once('.').is_some_and(|(sentence, form)| {
        FORMS.contains(&form) && keys.contains_key(&format!("{sentence}.other"))
    })
}

/// Returns each list of ideas, by its place.
fn covers(value: &Value, path: String) -> BTreeSet<(String, String)> {
    let under = |key: &str| [&*path, key].join(if path.is_empty() { "" } else { "." });
    match value {
        Value::Object(map) => map
            .iter()
            .flat_map(|(key, value)| match COVERS.contains(&&**key) {
                true => [(under(key), value.to_string())].into(),
                false => covers(value, under(key)),
            })
            .collect(),
        Value::Array(list) => list
            .iter()
            .enumerate()
            .flat_map(|(place, value)| covers(value, under(&by_id(place, value))))
            .collect(),
        _ => BTreeSet::new(),
    }
}

fn misplaced(key: &str, ours: &str, theirs: &str) -> Option<String> {
    let (has, must) = (placeholders(ours), placeholders(theirs));
    let unknown = has.iter().find(|name| !PLACEHOLDERS.contains(&&***name));
    let listed = |names: &BTreeSet<String>| names.iter().map(String::as_str).collect::<String>();
    match unknown {
        Some(name) => Some(format!("`{key}` has an unknown {name}")),
        None => (has != must).then(|| {
            format!(
                "`{key}` must have {}, and has {}",
                listed(&must),
                listed(&has)
            )
        }),
    }
}

fn placeholders(text: &str) -> BTreeSet<String> {
    text.split('{')
        .skip(1)
        .map(|rest| format!("{{{}}}", rest.split('}').next().unwrap_or_default()))
        .collect()
}

/// Returns each key with its text. Paragraphs and items have no names of their own: their list stands for them, as
/// another language may need more or fewer. Entries are called what `name` makes of them.
fn keys(value: &Value, name: Name) -> BTreeMap<String, String> {
    let mut keys = BTreeMap::new();
    collect(value, String::new(), name, &mut keys);
    keys
}

type Name = fn(usize, &Value) -> String;

fn by_id(place: usize, entry: &Value) -> String {
    entry["id"]
        .as_str()
        .map_or(place.to_string(), str::to_owned)
}

fn by_place(place: usize, _: &Value) -> String {
    place.to_string()
}

fn collect(value: &Value, path: String, name: Name, keys: &mut BTreeMap<String, String>) {
    let under = |key: &str| [&*path, key].join(if path.is_empty() { "" } else { "." });
    match value {
        Value::Object(map) => {
            for (key, value) in map.iter().filter(|(key, _)| !COVERS.contains(&&***key)) {
                collect(value, under(key), name, keys);
            }
        }
        Value::Array(list) if list.iter().any(Value::is_object) => {
            for (place, value) in list.iter().enumerate() {
                collect(value, under(&name(place, value)), name, keys);
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
