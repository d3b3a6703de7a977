//! The words that the widget says, from the content file that it says them from.

use std::{fs, path::Path, sync::LazyLock};

use serde_json::Value;

static CONTENT: LazyLock<Value> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/en-GB.json");
    let text = fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("Could not read {path:?}: {error}."));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path:?} is not JSON: {error}."))
});

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
        .unwrap_or_else(|| panic!("content/en-GB.json has no text at `{path}`."))
        .to_owned()
}

/// Returns every text of the content file that a person may read, in no order.
pub fn every_text() -> Vec<String> {
    let mut texts = Vec::new();
    gather(&CONTENT, &mut texts);
    texts
}

/// Returns every text below a dotted path.
pub fn every_text_below(path: &str) -> Vec<String> {
    let mut texts = Vec::new();
    gather(at(path), &mut texts);
    texts
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

fn at(path: &str) -> &'static Value {
    path.split('.')
        .try_fold(&*CONTENT, |value, name| match name.parse::<usize>() {
            Ok(index) => value.get(index),
            Err(_) => value.get(name),
        })
        .unwrap_or(&Value::Null)
}
