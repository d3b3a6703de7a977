//! The spelling of each English, by a Hunspell dictionary of its own.

use std::{collections::BTreeSet, fs};

use serde_json::Value;
use spellbook::Dictionary;

use super::files::{FOR_PRACTICES, Leaf, english, json, project, prose};
use super::none;

/// Each English, with the npm package of its dictionary.
const DICTIONARIES: [(&str, &str); 2] = [("en-GB", "dictionary-en-gb"), ("en-US", "dictionary-en")];

/// Words that a dictionary does not have: names, and words of the trade; one a line, and after it the language that
/// alone may use it, if there is one.
const MORE_WORDS: &str = include_str!("more-words.txt");

#[test]
fn each_english_is_spelt_right() {
    let mut needed = BTreeSet::new();
    let mut problems = Vec::new();
    for (language, package) in DICTIONARIES {
        for (file, leaf, word) in unknown(language, &dictionary(package)) {
            if let Some(line) = more_word(&word, language) {
                needed.insert(line);
            } else {
                problems.push(format!(
                    "{file}: `{}` has “{word}”, which is not {language}: {}",
                    leaf.path, leaf.text
                ));
            }
        }
    }
    let spare = MORE_WORDS.lines().filter(|line| !needed.contains(line));
    problems
        .extend(spare.map(|line| format!("tests/content/more-words.txt: “{line}” is not needed")));
    none(&problems);
}

#[test]
fn every_english_has_a_dictionary() {
    let with = DICTIONARIES.map(|(language, _)| format!("content/{language}.json"));
    assert_eq!(english().collect::<Vec<_>>(), with);
}

#[test]
fn each_dictionary_knows_its_own_spelling_from_the_other() {
    let [british, american] = DICTIONARIES.map(|(_, package)| dictionary(package));
    for (one, other) in [
        ("colour", "color"),
        ("behaviour", "behavior"),
        ("counsellor", "counselor"),
        ("counselling", "counseling"),
        ("centre", "center"),
        ("favour", "favor"),
        ("practising", "practicing"),
        ("analysed", "analyzed"),
    ] {
        let known = [one, other].map(|word| [british.check(word), american.check(word)]);
        assert_eq!(known, [[true, false], [false, true]], "{one}, {other}");
    }
    assert!(!british.check("tehrapist") && !american.check("tehrapist"));
}

#[test]
fn neither_file_passes_for_the_other() {
    let [(british, in_british), (american, in_american)] = DICTIONARIES;
    for (language, package, slip) in [
        (british, in_american, "colour"),
        (american, in_british, "color"),
    ] {
        let found = unknown(language, &dictionary(package));
        assert!(
            found.iter().any(|(_, _, word)| word == slip),
            "{package} takes “{slip}” of {language} for its own"
        );
    }
}

/// Returns the words in what `language` has to say that `dictionary` does not have, each with its file and text.
fn unknown(language: &str, dictionary: &Dictionary) -> Vec<(String, Leaf, String)> {
    let mut unknown = Vec::new();
    for (file, value) in written_in(language) {
        for leaf in prose(&value).into_iter().filter(is_ours) {
            let words = words(&leaf.text).into_iter();
            let strange = words.filter(|word| !dictionary.check(word));
            unknown.extend(strange.map(|word| (file.clone(), leaf.clone(), word)));
        }
    }
    unknown
}

/// Returns the file of a language, and what its readers meet besides. The services are in British English; those of
/// the United States, and for everywhere else, are right in both.
fn written_in(language: &str) -> Vec<(String, Value)> {
    let named = |path: &str| (path.to_owned(), json(path));
    let mut written = vec![named(&format!("content/{language}.json"))];
    let (path, mut services) = named("content/regions.json");
    if language == "en-GB" {
        written.push(named("content/ideas.json"));
        written.push(named(FOR_PRACTICES));
    } else {
        let regions = services["regions"].as_array_mut().unwrap();
        regions.retain(|region| ["US", "INTL"].iter().any(|id| region["id"] == **id));
        assert_eq!(regions.len(), 2);
    }
    written.push((path, services));
    written
}

/// Tells whether a text is prose of ours.
fn is_ours(leaf: &Leaf) -> bool {
    let others = [
        "citation", "source", "to", "kind", "body", "checked", "option",
    ];
    !others
        .iter()
        .any(|key| leaf.path.ends_with(&format!(".{key}")))
}

/// Returns the line of the list that allows `word` in `language`.
fn more_word(word: &str, language: &str) -> Option<&'static str> {
    MORE_WORDS.lines().find(|line| {
        let mut parts = line.split_whitespace();
        parts.next() == Some(word) && parts.next().is_none_or(|only| only == language)
    })
}

fn dictionary(package: &str) -> Dictionary {
    let [aff, dic] = ["aff", "dic"].map(|end| {
        let path = project().join(format!("xtask/node_modules/{package}/index.{end}"));
        fs::read_to_string(&path).unwrap_or_else(|error| {
            panic!(
                "Could not read {} ({error}). Run `cargo xtask test`, which installs it.",
                path.display()
            )
        })
    });
    Dictionary::new(&aff, &dic).unwrap()
}

/// Returns the words of `text`, without addresses, and without an ending `’s` or apostrophe.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || "–—-/·“”(),:;?!…{}[]".contains(c))
        .map(|word| word.trim_matches('.'))
        // An address, a number or an hour.
        .filter(|word| {
            !word.contains(['.', '@']) && !word.starts_with(|c: char| c.is_ascii_digit())
        })
        .filter(|word| word.contains(char::is_alphabetic))
        .map(|word| word.replace('’', "'"))
        .map(|word| {
            word.strip_suffix("'s")
                .unwrap_or(&word)
                .trim_matches('\'')
                .to_owned()
        })
        .collect()
}
