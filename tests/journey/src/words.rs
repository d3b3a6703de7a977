//! The words that the widget says, from the content file that it says them from.

use std::{cell::RefCell, collections::BTreeMap, fs, path::Path, sync::LazyLock};

use serde_json::Value;

/// The content files, by their names, which begin with two letters.
static CONTENT: LazyLock<BTreeMap<String, Value>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let entries =
        fs::read_dir(&folder).unwrap_or_else(|error| panic!("Could not read {folder:?}: {error}."));
    let named = entries.flatten().filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let name = name.strip_suffix(".json")?.to_owned();
        (name.split('-').next()?.len() == 2).then(|| (name, entry.path()))
    });
    let read = |path: &Path| {
        let text = fs::read_to_string(path)
            .unwrap_or_else(|error| panic!("Could not read {path:?}: {error}."));
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path:?} is not JSON: {error}."))
    };
    named.map(|(name, path)| (name, read(&path))).collect()
});

thread_local! {
    static SPOKEN: RefCell<String> = RefCell::new("en-GB".to_owned());
}

/// The language of [`words`] in this test, until it is dropped.
#[derive(Debug)]
pub struct Spoken(());

impl Drop for Spoken {
    fn drop(&mut self) {
        SPOKEN.set("en-GB".to_owned());
    }
}

/// Takes the words of this test from another content file than `en-GB`, for as long as the result is kept.
#[must_use]
pub fn speak(language: &str) -> Spoken {
    assert!(
        CONTENT.contains_key(language),
        "There is no content/{language}.json."
    );
    SPOKEN.set(language.to_owned());
    Spoken(())
}

/// Returns all language files, by their names.
pub fn languages() -> Vec<&'static str> {
    CONTENT.keys().map(|name| &**name).collect()
}

/// Returns the language files that are drafts, by their names.
pub fn drafts() -> Vec<&'static str> {
    let drafts = CONTENT.iter().filter(|(_, content)| content["draft"] != "");
    drafts.map(|(name, _)| &**name).collect()
}

/// What the content file says to the program alone.
const NO_TEXTS: [&str; 9] = [
    "covers",
    "direction",
    "doi",
    "host_covers",
    "id",
    "language",
    "region",
    "setting",
    "sign",
];

/// Returns the text at a dotted path, like `labels.next` or `signs.0.question`.
pub fn words(path: &str) -> String {
    at(path)
        .as_str()
        .unwrap_or_else(|| panic!("content/{}.json has no text at `{path}`.", spoken()))
        .to_owned()
}

/// Returns every text of the content file that a person may read, in no order.
pub fn every_text() -> Vec<String> {
    let mut texts = Vec::new();
    gather(content(), &mut texts);
    texts
}

/// Returns every text below a dotted path.
pub fn every_text_below(path: &str) -> Vec<String> {
    let mut texts = Vec::new();
    gather(at(path), &mut texts);
    texts
}

/// Returns the names of the forms of each sentence with a number, by its path.
pub fn forms() -> BTreeMap<String, Vec<String>> {
    let mut found = BTreeMap::new();
    gather_forms(content(), "", &mut found);
    found
}

fn gather_forms(value: &Value, path: &str, found: &mut BTreeMap<String, Vec<String>>) {
    let Some(entries) = value.as_object() else {
        return;
    };
    if entries.get("other").is_some_and(Value::is_string) {
        found.insert(path.to_owned(), entries.keys().cloned().collect());
    }
    for (name, value) in entries {
        gather_forms(value, &[path, name].join("."), found);
    }
}

fn gather(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|value| gather(value, texts)),
        Value::Object(entries) => entries
            .iter()
            .filter(|(key, value)| value.is_object() || !NO_TEXTS.contains(&key.as_str()))
            .for_each(|(_, value)| gather(value, texts)),
        _ => {}
    }
}

fn spoken() -> String {
    SPOKEN.with_borrow(String::clone)
}

fn content() -> &'static Value {
    CONTENT.get(&spoken()).unwrap_or(&Value::Null)
}

fn at(path: &str) -> &'static Value {
    path.split('.')
        .try_fold(content(), |value, name| match name.parse::<usize>() {
            Ok(index) => value.get(index),
            Err(_) => value.get(name),
        })
        .unwrap_or(&Value::Null)
}
