//! British spelling, by a Hunspell dictionary.

use std::{collections::BTreeSet, fs};

use spellbook::Dictionary;

use super::files::{json, project, prose};
use super::none;

/// Words that the dictionary does not have: names, and words of the trade.
const MORE_WORDS: &str = include_str!("more-words.txt");

#[test]
fn british_english_is_spelt_right() {
    let dictionary = dictionary("dictionary-en-gb");
    let more: BTreeSet<_> = MORE_WORDS.split_whitespace().collect();
    let mut used = BTreeSet::new();
    let mut problems = Vec::new();
    for file in [
        "content/en-GB.json",
        "content/regions.json",
        "content/ideas.json",
    ] {
        for leaf in prose(&json(file)) {
            let skipped = [
                "citation", "source", "to", "kind", "body", "checked", "option",
            ];
            if skipped
                .iter()
                .any(|key| leaf.path.ends_with(&format!(".{key}")))
            {
                continue;
            }
            for word in words(&leaf.text) {
                if let Some(known) = more.get(&*word) {
                    used.insert(*known);
                } else if !dictionary.check(&word) {
                    problems.push(format!(
                        "{file}: `{}` has “{word}”: {}",
                        leaf.path, leaf.text
                    ));
                }
            }
        }
    }
    let spare = more
        .iter()
        .filter(|word| !used.contains(*word) || dictionary.check(word));
    problems
        .extend(spare.map(|word| format!("tests/content/more-words.txt: “{word}” is not needed")));
    none(&problems);
}

#[test]
fn the_dictionary_knows_british_from_american() {
    let dictionary = dictionary("dictionary-en-gb");
    for (british, other) in [
        ("colour", "color"),
        ("behaviour", "behavior"),
        ("centre", "tehrapist"),
    ] {
        assert!(
            dictionary.check(british) && !dictionary.check(other),
            "{british}, {other}"
        );
    }
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
    text.split(|c: char| c.is_whitespace() || "–—-/·“”(),:;?!…{}".contains(c))
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
