//! Every idea of `content/ideas.json` has its place in the words of every language.

use std::collections::{BTreeMap, BTreeSet};

use right_track::domain::options::Options;
use serde_json::Value;

use super::american::in_english_of;
use super::files::{COVERS, english, json, languages, leaves, spaced};
use super::none;

/// How many ideas there are under each letter, so that none gets lost with its line.
const COUNTS: [(char, usize); 12] = [
    ('A', 29),
    ('B', 18),
    ('C', 56),
    ('D', 29),
    ('E', 31),
    ('F', 10),
    ('G', 14),
    ('K', 6),
    ('Q', 11),
    ('R', 10),
    ('S', 20),
    ('X', 3),
];

/// The ideas that must not be stated bare, with what has to stand in one and the same entry that covers them.
///
/// In British English; `american` has what the American file says instead. Another language is read by someone who
/// speaks it.
pub const CAUTIONS: [(&str, &[&str]); 15] = [
    ("A-07", &["is information", "not a verdict", "colour it"]),
    ("A-25", &["plenty of people do not"]),
    ("B-30", &["many people dread a session", "part of the work"]),
    ("C-06", &["gelso and carter"]),
    ("C-29", &["may help later"]),
    ("C-102", &["is said to"]),
    ("D-34", &["take longer"]),
    ("E-03", &["support each other"]),
    ("E-19", &["not well shown"]),
    ("E-24", &["the studies varied", "cannot show cause"]),
    ("E-26", &["it may help you keep coming"]),
    ("E-27", &["may be part of what heals"]),
    (
        "E-40",
        &["about 8%", "association", "does not show what caused what"],
    ),
    (
        "E-41",
        &["in 2002 03", "about one in five", "the figure is old"],
    ),
    ("E-42", &["nearly a third", "by bacp's 2024 survey"]),
];

struct Entry {
    covers: Vec<String>,
    words: String,
}

#[test]
fn covers_every_idea() {
    let ideas = kinds();
    let wanted: BTreeSet<_> = ideas
        .iter()
        .filter(|(_, kind)| *kind != "left-out")
        .map(|(id, _)| id.clone())
        .collect();
    for path in languages() {
        let content = json(&path);
        let covered: BTreeSet<_> = entries(&content)
            .into_iter()
            .flat_map(|entry| entry.covers)
            .collect();
        println!(
            "{path}: {} of {} ids covered",
            covered.intersection(&wanted).count(),
            wanted.len()
        );
        let missing = wanted
            .difference(&covered)
            .map(|id| format!("{path}: no entry covers {id}"));
        let unknown = covered.difference(&wanted).map(|id| {
            format!(
                "{path}: {id} is covered, but content/ideas.json does not list it, or leaves it out"
            )
        });
        none(&missing.chain(unknown).collect::<Vec<_>>());
    }
}

#[test]
fn leaves_to_the_host_only_what_an_option_of_the_host_covers() {
    let listed = json("content/ideas.json");
    for path in languages() {
        let content = json(&path);
        for id in ids(&content["host_covers"]) {
            let idea = listed["ideas"]
                .as_array()
                .unwrap()
                .iter()
                .find(|idea| idea["id"] == *id)
                .unwrap();
            assert_eq!(idea["kind"], "host", "{path}: {id} is not the host's");
            let option = idea["option"].as_str().unwrap();
            assert_ne!(
                Options::read(&format!("{option}=x")),
                Options::default(),
                "content/ideas.json: {id} names `{option}`, which is no option"
            );
        }
    }
}

#[test]
fn says_each_caution_where_the_idea_stands() {
    let marked: BTreeSet<_> = kinds()
        .into_iter()
        .filter(|(_, kind)| kind == "caution")
        .map(|(id, _)| id)
        .collect();
    assert_eq!(
        marked,
        CAUTIONS.map(|(id, _)| id.to_owned()).into(),
        "content/ideas.json and CAUTIONS differ"
    );
    for path in english() {
        let entries = entries(&json(&path));
        for (id, phrases) in CAUTIONS {
            let told = |entry: &&Entry| {
                phrases
                    .iter()
                    .all(|phrase| entry.words.contains(&in_english_of(&path, phrase)))
            };
            let mut here = entries
                .iter()
                .filter(|entry| entry.covers.iter().any(|cover| cover == id));
            assert!(
                here.any(|entry| told(&entry)),
                "{path}: no entry that covers {id} says all of {phrases:?}"
            );
        }
    }
}

/// Returns the id and the kind of every idea, after checking that the list is whole.
fn kinds() -> BTreeMap<String, String> {
    let listed = json("content/ideas.json");
    let listed = listed["ideas"].as_array().unwrap();
    let kinds: BTreeMap<_, _> = listed
        .iter()
        .map(|idea| {
            let [id, kind, words] =
                ["id", "kind", "idea"].map(|key| idea[key].as_str().unwrap_or_default().to_owned());
            assert!(
                ["plain", "caution", "host", "left-out"].contains(&&*kind),
                "{id}: kind `{kind}`"
            );
            assert!(
                (1..=6).contains(&words.split_whitespace().count()),
                "{id}: “{words}”"
            );
            (id, kind)
        })
        .collect();
    assert_eq!(
        kinds.len(),
        listed.len(),
        "content/ideas.json: an id stands there twice"
    );
    let counts = COUNTS.map(|(letter, _)| {
        (
            letter,
            kinds.keys().filter(|id| id.starts_with(letter)).count(),
        )
    });
    assert_eq!(
        counts, COUNTS,
        "content/ideas.json: an idea was lost or added"
    );
    kinds
}

/// Returns each object that has a list of ideas, with its words.
fn entries(value: &Value) -> Vec<Entry> {
    let inner = match value {
        Value::Object(map) => map.values().flat_map(entries).collect(),
        Value::Array(list) => list.iter().flat_map(entries).collect::<Vec<_>>(),
        _ => return Vec::new(),
    };
    let covers: Vec<_> = COVERS
        .iter()
        .flat_map(|key| ids(&value[key]))
        .map(str::to_owned)
        .collect();
    let own = (!covers.is_empty()).then(|| Entry {
        covers,
        words: leaves(value)
            .iter()
            .map(|leaf| spaced(&leaf.text))
            .collect(),
    });
    own.into_iter().chain(inner).collect()
}

fn ids(value: &Value) -> Vec<&str> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .map(|id| id.as_str().unwrap())
        .collect()
}
