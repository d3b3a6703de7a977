//! The words and the regions, without what only their authors need.

use std::{fs, path::Path};

use serde_json::Value;

use super::{Work, hashed, write};
use crate::project;

/// The names of the files, in the versioned folder.
#[derive(Debug)]
pub(super) struct Words {
    /// Language tags and their files.
    pub(super) languages: Vec<(String, String)>,
    pub(super) regions: String,
}

/// Writes `content/` into the versioned folder, under names made from its bytes.
pub(super) fn lay_out(work: &Work) -> Result<Words, String> {
    let source = work.project.join("content");
    let mut names: Vec<_> = fs::read_dir(&source)
        .map_err(|error| format!("Could not read {} ({error}).", source.display()))?
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            name.strip_suffix(".json").map(str::to_owned)
        })
        .collect();
    names.sort();
    let mut languages = Vec::new();
    let mut regions = None;
    for name in names {
        let text = compact(&source.join(format!("{name}.json")))?;
        let file = format!("content/{}", hashed::name(&name, "json", text.as_bytes()));
        write(&work.versioned().join(&file), text.as_bytes())?;
        if name == "regions" {
            regions = Some(file);
        } else {
            languages.push((name, file));
        }
    }
    if !languages.iter().any(|(name, _)| name == "en-GB") {
        return Err(missing(&source, "en-GB.json"));
    }
    Ok(Words {
        languages,
        regions: regions.ok_or_else(|| missing(&source, "regions.json"))?,
    })
}

fn missing(source: &Path, file: &str) -> String {
    format!("{} is missing: restore it.", source.join(file).display())
}

fn compact(path: &Path) -> Result<String, String> {
    let text = project::read(path)?;
    let value = serde_json::from_str(&text)
        .map_err(|error| format!("{} is not JSON ({error}): correct it.", path.display()))?;
    Ok(without_covers(value).to_string())
}

/// Drops what tells which ideas a text covers: a check of the content, of no use to a reader.
fn without_covers(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(without_covers).collect(),
        Value::Object(entries) => entries
            .into_iter()
            .filter(|(key, _)| key != "covers")
            .map(|(key, value)| (key, without_covers(value)))
            .collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripped(text: &str) -> String {
        without_covers(serde_json::from_str(text).unwrap()).to_string()
    }

    #[test]
    fn drops_covers_at_any_depth_and_keeps_the_order() {
        assert_eq!(
            stripped(
                r#"{ "z": 1, "covers": ["a"], "list": [{ "covers": {}, "text": "covers" }, [{ "covers": 1 }]], "a": null }"#
            ),
            r#"{"z":1,"list":[{"text":"covers"},[{}]],"a":null}"#
        );
    }

    #[test]
    fn names_the_file_that_is_no_json() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("de.json");
        fs::write(&path, "{").unwrap();
        let sentence = compact(&path).unwrap_err();
        assert!(sentence.contains("de.json is not JSON"), "{sentence}");
    }
}
