//! How easy each screen reads.
//!
//! The Flesch–Kincaid grade is 0.39 × words per sentence + 11.8 × syllables per word − 15.59: about the number of
//! years at school that a text asks for. What has no full stop and fewer than five words is left out, as headings and
//! buttons would only flatter it. A number counts as one word with a syllable for each of its digits.

use std::collections::BTreeMap;

use right_track::domain::regions::Regions;

use super::files::{FOR_PRACTICES, Leaf, english, json, prose, text};
use super::none;

/// For what a visitor meets before the sources.
const GRADE: f64 = 7.0;
/// For what a frightened person reads.
const SAFETY_GRADE: f64 = 6.0;
/// For one paragraph.
const HARD_PARAGRAPH: f64 = 8.0;
/// In words.
const LONGEST_SENTENCE: usize = 20;

#[test]
fn every_screen_reads_easily() {
    let mut problems = Vec::new();
    for path in english() {
        println!("{path}\n  grade  words  screen");
        for (screen, texts) in screens(&path) {
            let safety = ["crisis", "wrong", "services"]
                .iter()
                .any(|start| screen.starts_with(start));
            let most = if safety { SAFETY_GRADE } else { GRADE };
            let (grade, words) = grade(&texts);
            println!("  {grade:5.1}  {words:5}  {screen}");
            if grade > most {
                problems.push(format!(
                    "{path}: {screen} reads at grade {grade:.1}, at most {most:.1} is allowed"
                ));
            }
        }
    }
    none(&problems);
}

#[test]
fn no_sentence_is_long() {
    let regions = prose(&json("content/regions.json"));
    let mut problems = Vec::new();
    for path in english().chain([FOR_PRACTICES.to_owned()]) {
        for Leaf { path: key, text } in prose(&json(&path)).iter().chain(&regions) {
            let long = sentences(text)
                .into_iter()
                .filter(|words| words.len() > LONGEST_SENTENCE);
            if !key.starts_with("more.sources") {
                problems.extend(long.map(|words| {
                    format!(
                        "{path}: `{key}` has {} words: {}",
                        words.len(),
                        words.join(" ")
                    )
                }));
            }
        }
    }
    none(&problems);
}

#[test]
fn no_paragraph_is_hard() {
    // A screen of short sentences would hide it. A few words more or less weigh much here, so the bound is wider.
    let regions = prose(&json("content/regions.json"));
    let mut problems = Vec::new();
    for path in english().chain([FOR_PRACTICES.to_owned()]) {
        for Leaf { path: key, text } in prose(&json(&path)).iter().chain(&regions) {
            let (grade, words) = grade(std::slice::from_ref(text));
            if words >= 10 && grade > HARD_PARAGRAPH && !key.starts_with("more.sources") {
                problems.push(format!("{path}: `{key}` reads at grade {grade:.1}: {text}"));
            }
        }
    }
    none(&problems);
}

#[test]
fn counts_syllables_as_people_speak() {
    for (count, words) in [
        (
            1,
            "the you safe free makes missed please though voice whole 9",
        ),
        (2, "quiet being doing people little needed table notice 12"),
        (3, "therapy therapist together area notices therapists’"),
        (4, "society situation community"),
        (5, "association"),
    ] {
        for word in words.split(' ') {
            assert_eq!(syllables(word), count, "{word}");
        }
    }
}

#[test]
fn grades_hard_prose_higher_than_plain_prose() {
    let plain = grade(&["You can skip this one. You can come back to it.".to_owned()]).0;
    let hard = grade(&["Psychotherapeutic collaboration necessitates considerable reciprocal emotional availability.".to_owned()]).0;
    assert!(plain < 3.0 && hard > 15.0, "{plain} {hard}");
}

/// Returns the texts of each screen, with its name. The panels stand there once for each region.
fn screens(path: &str) -> Vec<(String, Vec<String>)> {
    let mut screens = BTreeMap::<_, Vec<_>>::new();
    for Leaf { path, text } in prose(&json(path)) {
        if let Some(screen) = screen(&path) {
            screens.entry(screen).or_default().push(text);
        }
    }
    let regions = Regions::read(&text("content/regions.json"))
        .unwrap()
        .regions;
    for (panel, take) in [("crisis", true), ("wrong", false)] {
        for region in &regions {
            let own = screens.get(panel).cloned().unwrap_or_default();
            let shown = if take { &region.lines } else { &region.bodies };
            let shown = shown.iter().filter(|service| service.verified);
            let shown: Vec<_> = shown
                .flat_map(|one| [&*one.purpose, &*one.hours, &*one.note])
                .map(str::to_owned)
                .collect();
            screens
                .entry("services".to_owned())
                .or_default()
                .extend_from_slice(&shown);
            screens.insert(
                format!("{panel}, with {}", &*region.id),
                [own, shown].concat(),
            );
        }
    }
    // Nothing is left of a screen of single words.
    screens
        .into_iter()
        .filter(|(_, texts)| grade(texts).1 > 0)
        .collect()
}

fn screen(path: &str) -> Option<String> {
    let names: Vec<_> = path.split('.').collect();
    match names[..] {
        ["more", "sources", ..] => None,
        ["more", "sections", id, ..] => Some(format!("section {id}")),
        ["more", "say", ..] => Some("what to say".to_owned()),
        ["signs", id, ..] => Some(format!("sign {id}")),
        ["flags", "list", id, ..] => Some(format!("flag {id}")),
        ["overview", ..] | ["feels", ..] => Some("overview".to_owned()),
        [name, ..] => Some(name.to_owned()),
        [] => None,
    }
}

/// Returns the Flesch–Kincaid grade of `texts`, and the number of words that it rests on.
fn grade(texts: &[String]) -> (f64, usize) {
    let sentences: Vec<_> = texts.iter().flat_map(|text| sentences(text)).collect();
    let words: Vec<_> = sentences.iter().flatten().collect();
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let ratio = |a: usize, b: usize| a as f64 / b.max(1) as f64;
    let grade =
        0.39 * ratio(words.len(), sentences.len()) + 11.8 * ratio(syllables, words.len()) - 15.59;
    (grade, words.len())
}

/// Returns the words of each sentence of `text`.
fn sentences(text: &str) -> Vec<Vec<String>> {
    let ended = text.contains(['.', '?', '!']);
    // A full stop inside of an address or a number ends nothing; that after a quotation may stand before the mark.
    let text = text.replace(['”', '“', '"', '(', ')'], "") + " ";
    let split = ["? ", "! "]
        .iter()
        .fold(text, |text, end| text.replace(end, ". "));
    split
        .split(". ")
        .map(|sentence| {
            let words = sentence.split(|c: char| c.is_whitespace() || "–—/·".contains(c));
            words
                .filter(|word| word.contains(char::is_alphanumeric))
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .filter(|words| !words.is_empty() && (ended || words.len() >= 5))
        .collect()
}

/// Counts the groups of vowels, without the silent endings of *safe*, *makes* and *missed*; the vowels of *being*,
/// *quiet* and *area* are two groups.
fn syllables(word: &str) -> usize {
    const APART: [&str; 6] = ["eing", "iat", "iet", "oing", "uat", "ying"];
    const APART_AT_THE_END: [&str; 2] = ["dea", "rea"];
    const SPOKEN_ES: [&str; 7] = ["ces", "ches", "ges", "ses", "shes", "xes", "zes"];
    const SPOKEN_ED: [&str; 2] = ["ded", "ted"];
    let word = word.to_lowercase().replace('’', "'");
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let digits = word.chars().filter(char::is_ascii_digit).count();
    if digits > 0 {
        return digits;
    }
    let word: String = word
        .trim_end_matches("'s")
        .chars()
        .filter(|c| c.is_alphabetic())
        .collect();
    let vowels: Vec<bool> = word.chars().map(|c| "aeiouyé".contains(c)).collect();
    let groups = vowels
        .split(|vowel| !vowel)
        .filter(|group| !group.is_empty())
        .count();
    let apart = APART.iter().filter(|part| word.contains(**part)).count()
        + APART_AT_THE_END
            .iter()
            .filter(|end| word.ends_with(**end))
            .count();
    let is = |ends: &[&str]| ends.iter().any(|end| word.ends_with(end));
    // What stands before the ending: *safe* has a consonant there, *free* has not, and *little* is spoken as two.
    let after = |from_end: usize| vowels.iter().nth_back(from_end).is_some_and(|vowel| !vowel);
    let silent = (is(&["e"]) && after(1) && !(is(&["le"]) && after(2)))
        || (is(&["es"]) && after(2) && !is(&SPOKEN_ES))
        || (is(&["ed"]) && after(2) && !is(&SPOKEN_ED));
    (groups + apart).saturating_sub(usize::from(silent)).max(1)
}
