//! Our own words: no run of seven that also stands in one of the four articles whose ideas we share.
//!
//! `tests/fixtures/runs-of-seven.bin` holds none of their words: it is the sorted list of the upper five bytes of the
//! FNV-1a hash of each run of seven words, in lower case with a space between them. Facts and names may be shared;
//! sentences may not.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use super::files::project;
use super::none;

const RUN: usize = 7;
const KNOWN: &[u8] = include_bytes!("../fixtures/runs-of-seven.bin");

/// What may stand in both: the question that this project asks, and the titles of works.
const ALLOWED: [&str; 3] = [
    "are you and your therapist on the right track",
    "the strength of alliance in individual psychotherapy and patients wellbeing the relationships of the therapeutic alliance to psychological wellbeing satisfaction with life and flourishing in adult patients attending individual psychotherapy",
    "the interplay between therapeutic relationship and therapeutic technique the whole is more than the sum of its parts",
];

const TEXT: [&str; 14] = [
    "css", "html", "js", "json", "md", "mjs", "php", "po", "pot", "rs", "toml", "txt", "yaml",
    "yml",
];
const NOT_OURS: [&str; 4] = ["target", "dist", "node_modules", ".git"];

#[test]
fn shares_no_run_of_seven_words() {
    let known = known();
    let mut files = Vec::new();
    collect(&project(), &mut files);
    let mut problems = Vec::new();
    for path in &files {
        let text = fs::read_to_string(path).unwrap();
        let shared = runs(&text)
            .into_iter()
            .filter(|run| known.contains(&hash(run)));
        let name = path.strip_prefix(project()).unwrap().display();
        problems.extend(shared.map(|run| format!("{name}: “{run}”")));
    }
    println!("{} files hold none of {} runs", files.len(), known.len());
    assert!(
        files
            .iter()
            .any(|file| file.ends_with("content/en-GB.json"))
    );
    none(&problems);
}

#[test]
fn knows_the_runs_that_it_looks_for() {
    // Each title stands in the articles, so that a broken list, hash or way of splitting words shows here.
    let all: HashSet<_> = KNOWN.chunks(5).collect();
    for allowed in ALLOWED {
        let known = runs(allowed)
            .iter()
            .filter(|run| all.contains(&hash(run)[..]))
            .count();
        assert!(known > 0, "{allowed}");
    }
    assert!(KNOWN.len().is_multiple_of(5) && KNOWN.chunks(5).is_sorted());
    assert_eq!(
        words("It’s the Client’s 2 words, don't\n“they”?").join(" "),
        "its the clients 2 words don't they"
    );
}

fn known() -> HashSet<[u8; 5]> {
    let mut known: HashSet<[u8; 5]> = KNOWN
        .chunks(5)
        .map(|hash| hash.try_into().unwrap())
        .collect();
    for run in ALLOWED.iter().flat_map(|allowed| runs(allowed)) {
        known.remove(&hash(&run));
    }
    known
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let ending = path
            .extension()
            .and_then(|ending| ending.to_str())
            .unwrap_or_default();
        if path.is_symlink() || NOT_OURS.contains(&&*name) || name.ends_with("-lock.json") {
            continue;
        } else if path.is_dir() {
            collect(&path, files);
        } else if TEXT.contains(&ending) {
            files.push(path);
        }
    }
}

fn runs(text: &str) -> Vec<String> {
    words(text).windows(RUN).map(|run| run.join(" ")).collect()
}

/// Returns the runs of letters and digits, in lower case. *don't* is one word, and the apostrophe of *it's* is dropped.
fn words(text: &str) -> Vec<String> {
    let text: Vec<char> = text
        .to_lowercase()
        .replace(['’', '‘'], "'")
        .chars()
        .collect();
    let part = |at: usize| text.get(at).is_some_and(char::is_ascii_alphanumeric);
    let mut words = vec![String::new()];
    let mut joined = false;
    for (at, c) in text.iter().enumerate() {
        let word = words.last_mut().unwrap();
        let s = *c == '\'' && text.get(at + 1) == Some(&'s') && !part(at + 2);
        let inner = *c == '\''
            && !word.is_empty()
            && !joined
            && text.get(at + 1).is_some_and(char::is_ascii_lowercase);
        if c.is_ascii_alphanumeric() {
            word.push(*c);
        } else if s {
            // Dropped.
        } else if inner {
            word.push(*c);
            joined = true;
        } else {
            words.push(String::new());
            joined = false;
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn hash(run: &str) -> [u8; 5] {
    let hash = run.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let [a, b, c, d, e, ..] = hash.to_be_bytes();
    [a, b, c, d, e]
}
