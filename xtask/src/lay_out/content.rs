//! The words and the regions, packed for visitors.

use std::{fs, path::Path};

use right_track::domain::{
    content::{Content, Failures, PageText},
    packed::packed,
    regions::Regions,
};

use serde_json::{Map, Value};

use super::{Work, hashed, shell, write};
use crate::project;

/// A file in the versioned folder, and what the loader needs to check it.
#[derive(Clone, Debug)]
pub(super) struct Packed {
    pub(super) file: String,
    pub(super) integrity: String,
}

/// The files with words, in the versioned folder.
#[derive(Clone, Debug)]
pub(super) struct Words {
    /// Language tags and their files.
    pub(super) languages: Vec<(String, Packed)>,
    pub(super) regions: Packed,
    /// What the loader says in each finished language, by its tag.
    pub(super) shells: Map<String, Value>,
    /// The same of each draft. It stands above the words, so that no other reader loads it.
    pub(super) drafts: Map<String, Value>,
    /// Whom to call when life is in danger and the crisis lines, of each region, by its id.
    pub(super) lines: Value,
}

/// Packs `content/` into the versioned folder, under names made from its bytes.
pub(super) fn lay_out(work: &Work) -> Result<Words, String> {
    let source = work.project.join("content");
    let regions: &'static Regions =
        checked(&source, "regions", |text| Ok(stays(Regions::read(text)?)))?;
    let mut languages = Vec::new();
    let mut english = None;
    let (mut shells, mut drafts) = (Map::new(), Map::new());
    for name in language_files(&source)? {
        let (content, shell) = checked(&source, &name, |text| {
            let content: &'static Content = stays(Content::read(text)?);
            let failures = Failures::read(text)?;
            Ok((content, shell::of(content, regions, &failures)?))
        })?;
        let finished = content.draft.is_empty();
        if finished && name == "en-GB" {
            english = Some(content);
        }
        let shown = if finished { &mut shells } else { &mut drafts };
        shown.insert(name.clone(), shell);
        let bytes = below(drafts.get(&name), packed(content));
        languages.push((name.clone(), put(work, &name, &bytes)?));
    }
    let english = english.ok_or_else(|| {
        let file = source.join("en-GB.json");
        format!("{} is missing or a draft: restore it.", file.display())
    })?;
    Ok(Words {
        languages,
        regions: put(work, "regions", &packed(regions))?,
        shells,
        drafts,
        lines: shell::lines(regions, english),
    })
}

/// Returns the packed words below one line, which is empty or the first screen of a draft.
fn below(shell: Option<&Value>, words: Vec<u8>) -> Vec<u8> {
    let first = shell.map(Value::to_string).unwrap_or_default();
    [first.into_bytes(), b"\n".to_vec(), words].concat()
}

/// Packs the words of each language once more, together with what the private page alone says.
pub(super) fn lay_out_page(work: &Work, words: &Words) -> Result<Words, String> {
    let source = work.project.join("content");
    let page = |(name, _): (String, Packed)| {
        let bytes = checked(&source, &name, |text| {
            Ok(packed(&(Content::read(text)?, PageText::read(text)?)))
        })?;
        let bytes = below(words.drafts.get(&name), bytes);
        let file = put(work, &format!("{name}-page"), &bytes)?;
        Ok((name, file))
    };
    let mut shells = words.shells.clone();
    for shell in shells.values_mut() {
        // Its app may open with something else than the first question: a lock, or a section.
        shell
            .as_object_mut()
            .and_then(|shell| shell.remove("steps"));
    }
    Ok(Words {
        languages: words
            .languages
            .clone()
            .into_iter()
            .map(page)
            .collect::<Result<_, String>>()?,
        shells,
        ..words.clone()
    })
}

/// Content is read once and stays for as long as this program runs.
fn stays<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// Returns the names of the language files without their ending: they are tags with a region, like `en-GB`.
pub(super) fn language_files(source: &Path) -> Result<Vec<String>, String> {
    let mut names: Vec<_> = fs::read_dir(source)
        .map_err(|error| format!("Could not read {} ({error}).", source.display()))?
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let name = name.strip_suffix(".json")?;
            let language = name.split('-').next()?;
            (language.len() == 2).then(|| name.to_owned())
        })
        .collect();
    names.sort();
    Ok(names)
}

fn checked<T>(
    source: &Path,
    name: &str,
    read: impl FnOnce(&str) -> Result<T, String>,
) -> Result<T, String> {
    let path = source.join(format!("{name}.json"));
    read(&project::read(&path)?)
        .map_err(|reason| format!("{} cannot be used: {reason}. Correct it.", path.display()))
}

fn put(work: &Work, name: &str, bytes: &[u8]) -> Result<Packed, String> {
    let file = format!("content/{}", hashed::name(name, "bin", bytes));
    write(&work.versioned().join(&file), bytes)?;
    Ok(Packed {
        file,
        integrity: hashed::short_integrity(bytes),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_file_the_key_and_the_reason() {
        let folder = tempfile::tempdir().unwrap();
        let text = project::read(&project::root().join("content/en-GB.json")).unwrap();
        fs::write(
            folder.path().join("de.json"),
            text.replacen("\"skip\"", "\"skipp\"", 1),
        )
        .unwrap();
        let sentence = checked(folder.path(), "de", |text| {
            Ok(packed(&Content::read(text)?))
        })
        .unwrap_err();
        for word in ["de.json", "missing field `skip`", "line"] {
            assert!(sentence.contains(word), "{sentence}");
        }
    }

    #[test]
    fn takes_language_files_alone() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "en-GB.json",
            "es.json",
            "regions.json",
            "ideas.json",
            "en-US.txt",
        ] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        assert_eq!(language_files(folder.path()).unwrap(), ["en-GB", "es"]);
    }
}
