//! The files below `content/`, and the texts in them.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

/// Keys whose texts are for the program, not for people.
const NOT_PROSE: [&str; 5] = ["id", "sign", "setting", "file_name", "doi"];
/// Keys that carry ideas; they are for the tests alone.
pub const COVERS: [&str; 2] = ["covers", "host_covers"];

/// What the page for practices says. It is for other people than the widget, so that not every rule is for it.
pub const FOR_PRACTICES: &str = "practices/content/en-GB.json";

/// A text with its path in the file.
#[derive(Clone, Debug)]
pub struct Leaf {
    pub path: String,
    pub text: String,
}

/// Returns the project's folder: of the project that the tests run for, wherever they were built.
pub fn project() -> PathBuf {
    env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from)
}

/// Returns the text of a file of the project.
pub fn text(path: &str) -> String {
    fs::read_to_string(project().join(path))
        .unwrap_or_else(|error| panic!("Could not read {path}: {error}."))
}

/// Returns a file of the project as JSON.
pub fn json(path: &str) -> Value {
    serde_json::from_str(&text(path)).unwrap_or_else(|error| panic!("{path} is not JSON: {error}."))
}

/// Returns the paths of the language files: their names are language tags.
pub fn languages() -> Vec<String> {
    let mut paths: Vec<_> = fs::read_dir(project().join("content"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| {
            name.split(['-', '.'])
                .next()
                .is_some_and(|tag| tag.len() == 2)
        })
        .map(|name| format!("content/{name}"))
        .collect();
    paths.sort();
    assert!(
        paths.contains(&"content/en-GB.json".to_owned()),
        "{paths:?}"
    );
    paths
}

/// Returns the paths of the language files that are in English, for what can only be checked there.
pub fn english() -> impl Iterator<Item = String> {
    languages().into_iter().filter(|path| path.contains("/en-"))
}

/// Returns every text that is prose, in the order of the file.
pub fn prose(value: &Value) -> Vec<Leaf> {
    leaves(value)
        .into_iter()
        .filter(|leaf| {
            let key = leaf.path.rsplit('.').next().unwrap_or_default();
            !(NOT_PROSE.contains(&key)
                || ["language", "direction", "region"].contains(&&*leaf.path))
        })
        .collect()
}

/// Returns every text, but for the ids of ideas.
pub fn leaves(value: &Value) -> Vec<Leaf> {
    let mut found = Vec::new();
    collect(value, Path::new(""), &mut found);
    found
}

fn collect(value: &Value, path: &Path, found: &mut Vec<Leaf>) {
    match value {
        Value::String(text) => found.push(Leaf {
            path: path.to_str().unwrap().replace('/', "."),
            text: text.clone(),
        }),
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                let id = value["id"].as_str().map(str::to_owned);
                collect(value, &path.join(id.unwrap_or(index.to_string())), found);
            }
        }
        Value::Object(map) => {
            for (key, value) in map {
                if !COVERS.contains(&&**key) {
                    collect(value, &path.join(key), found);
                }
            }
        }
        _ => {}
    }
}

/// Returns the runs of letters and digits of `text` in lower case, with a space at each end and between them.
pub fn spaced(text: &str) -> String {
    let plain: String = text
        .to_lowercase()
        .chars()
        .map(|c| match c {
            '’' => '\'',
            c if c.is_alphanumeric() || "'%&@".contains(c) => c,
            _ => ' ',
        })
        .collect();
    let words: Vec<_> = plain.split_whitespace().collect();
    format!(" {} ", words.join(" "))
}
