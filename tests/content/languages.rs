//! What is not in English: marked for as long as it is a draft, and with no English left in it.

use std::collections::BTreeMap;

use super::files::{Leaf, english, json, languages, prose, spaced};
use super::none;

/// The languages whose files a clinician who grew up with them has reviewed.
const REVIEWED: [&str; 2] = ["content/en-GB.json", "content/en-US.json"];

/// English words that other languages do not have, nor names in them.
const ENGLISH: [&str; 10] = [
    "the", "and", "you", "your", "with", "what", "they", "this", "that", "from",
];

#[test]
fn every_language_that_no_clinician_has_reviewed_is_a_draft_and_no_other() {
    for path in languages() {
        let draft = json(&path)["draft"].as_str().unwrap().to_owned();
        assert_eq!(
            draft.is_empty(),
            REVIEWED.contains(&&*path),
            "{path}: {draft}"
        );
    }
}

#[test]
fn no_english_is_left_in_other_languages() {
    let british: BTreeMap<_, _> = prose(&json("content/en-GB.json"))
        .into_iter()
        .map(|leaf| (leaf.path, leaf.text))
        .collect();
    let english: Vec<_> = english().collect();
    let mut problems = Vec::new();
    let mut seen = 0;
    for path in languages().iter().filter(|path| !english.contains(path)) {
        for leaf in prose(&json(path)).iter().filter(|leaf| is_translated(leaf)) {
            seen += 1;
            let same = british
                .get(&leaf.path)
                .is_some_and(|text| *text == leaf.text);
            let words = spaced(&without_placeholders(&leaf.text));
            // One word may be the same in both.
            let same = same && words.split_whitespace().count() > 1;
            let english = ENGLISH.iter().find(|word| words.contains(&spaced(word)));
            if same || english.is_some() {
                problems.push(format!(
                    "{path}: `{}` is in English: {}",
                    leaf.path, leaf.text
                ));
            }
        }
    }
    assert!(seen > 500, "{seen}");
    none(&problems);
}

fn without_placeholders(text: &str) -> String {
    let kept = text
        .split('}')
        .map(|piece| piece.split('{').next().unwrap_or_default());
    kept.collect::<Vec<_>>().join(" ")
}

/// Citations are in the language of what they cite.
fn is_translated(leaf: &Leaf) -> bool {
    !leaf.path.ends_with(".citation") && !leaf.path.ends_with("_name")
}
