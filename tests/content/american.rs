//! What `content/en-US.json` says otherwise, where a test looks for words.

use super::files::{english, json, prose, spaced};
use super::framing::SAID;
use super::ideas::CAUTIONS;
use super::none;

/// Phrases that `framing` and `ideas` look for, in British English and in American.
const SAID_OTHERWISE: [(&str, &str); 7] = [
    (
        "for adults who see a therapist one to one",
        "for adults who see a therapist one on one",
    ),
    ("colour it", "color it"),
    ("goods or favours", "goods or favors"),
    ("out of hours", "after hours"),
    ("a gp", "primary care doctor"),
    (
        "the body your therapist belongs to",
        "the board that licenses your therapist",
    ),
    ("safeguarding", "child protective services"),
];

/// Words that a dictionary lets pass and that an American reader stumbles over, or that mean something else there.
const BRITISH: &str = "
    afterwards|aloud|amongst|cross|early days|fortnight|get on|gp|in hospital|learnt|mum|nhs|one to one|out of hours
    put off|queue|shops|tick|ticks|towards|turn up|turning up|whilst|work out|working out";

/// The same the other way round.
const AMERICAN: &str = "
    afterward|figure out|figuring out|gotten|insurance|mom|ok|one on one|primary care|toward|vacation";

/// Where a British word may stand: the sources are quoted as they are.
const QUOTED: &str = "more.sources";

/// Returns `phrase` as the English of the file at `path` says it, with a space at each end.
pub fn in_english_of(path: &str, phrase: &str) -> String {
    let mut said = spaced(phrase);
    if path.ends_with("/en-US.json") {
        for (british, american) in SAID_OTHERWISE {
            said = said.replace(&spaced(british), &spaced(american));
        }
    }
    said
}

#[test]
fn each_english_keeps_to_its_own_words() {
    let mut problems = Vec::new();
    for file in english() {
        let foreign = match &*file {
            "content/en-GB.json" => AMERICAN,
            "content/en-US.json" => BRITISH,
            _ => continue,
        };
        let words = || {
            let words = foreign.split(['|', '\n']).map(str::trim);
            words.filter(|word| !word.is_empty())
        };
        for leaf in prose(&json(&file)) {
            if !leaf.path.starts_with(QUOTED) {
                let plain = spaced(&leaf.text);
                let found = words().filter(|word| plain.contains(&spaced(word)));
                problems.extend(
                    found.map(|word| {
                        format!("{file}: `{}` says “{word}”: {}", leaf.path, leaf.text)
                    }),
                );
            }
        }
    }
    none(&problems);
}

#[test]
fn looks_for_each_phrase_that_is_said_otherwise() {
    let looked_for: Vec<_> = SAID
        .iter()
        .map(|(_, phrases)| phrases)
        .chain(CAUTIONS.iter().map(|(_, phrases)| phrases))
        .flat_map(|phrases| phrases.iter().map(|phrase| spaced(phrase)))
        .collect();
    for (british, _) in SAID_OTHERWISE {
        assert!(
            looked_for
                .iter()
                .any(|phrase| phrase.contains(&spaced(british))),
            "nothing looks for “{british}” any more; take it off SAID_OTHERWISE"
        );
    }
}
