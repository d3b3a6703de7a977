//! Words that the widget does not say, screen by screen.

use super::files::{Leaf, english, json, languages, project, prose, spaced, text};
use super::none;

/// What no screen says: marks and verdicts, orders, promises that nobody can keep, and advice to stay or leave.
const NOWHERE: &str = "
    score|scores|scored|scoring|grade|grades|rating|ratings|rate|rates|rank|points|level|levels|percent|per cent|%
    pass|passed|passes|fail|fails|failed|failing|failure|correct|incorrect|test|quiz|exam|assess|assessment|measure
    questionnaire|survey|diagnose|diagnosis|symptom|symptoms|disorder|patient|patients|compliance|client|clients
    should|shouldn't|must|ought
    quit|stay|leave|walk away|dump|break up|switch|find another therapist|change therapist|change therapists
    good therapist|good therapists|bad therapist|bad therapists|best therapist|right therapist|wrong therapist
    good therapy|bad therapy|toxic|healthy|unhealthy|normal|abnormal|red flag|red flags|warning sign|warning signs
    congratulations|well done|good job|great job|great news|badge|streak|level up|keep it up
    anonymous|anonymously|hipaa|gdpr|encrypted|confidential|guarantee|guaranteed|always safe|totally private
    completely private|no one sees|nobody sees|no one can see|nobody can see|only you see|only you can see|promise
    proven|cure|cures|clinically|scientifically|your fault|too sensitive|overreacting|blame yourself
    simply|obviously|of course";

/// What a reading of the answers does not say either: nothing that sounds like a verdict.
const NOT_IN_RESULTS: &str = "
    good|bad|better|worse|best|worst|right|wrong|poor|strong|weak|high|low|healthy|risk|risky|unsafe|concern|concerns
    concerning|worrying|warning|problem|problems|alarm|danger|ending|end it|fit|match|success|your therapist is
    your therapist is not|your therapist does not|they are not|not enough|great|excellent|perfect|average|most people
    other people|everyone|sign of|signs of|means that|this shows|you are not|you are too";

/// Where a word may stand: the start of the path, and the words around it.
const EXCEPTIONS: &[(&str, &str)] = &[
    // What this is not.
    (
        "welcome.lead",
        "this is not a test or a diagnosis it does not rate you or your therapist",
    ),
    ("result.framing", "a mirror not a measure"),
    (
        "result.framing",
        "it is not a test or a diagnosis and it does not rate anyone",
    ),
    // Places, not advice.
    ("labels.leave", "leave this page"),
    ("labels.leaving", "leave this page"),
    ("labels.delete_all_leave", "leave this page"),
    ("kept.lead", "these stay in this browser"),
    ("more.lead", "you can leave the rest"),
    // Never the visitor's fault.
    ("wrong.parts", "never your fault"),
    ("wrong.parts", "not your fault"),
    ("wrong.parts", "none of that makes it your fault"),
    ("more.sections.your-part", "does not make it your fault"),
    ("more.sections.your-part", "not your fault"),
    ("more.sections.repair", "never your fault"),
    // Common, and allowed.
    ("flags.dread", "normal too"),
    // Figures with their caution.
    ("more.sections.why", "about 8% of the differences"),
    ("more.sections.why", "by bacp's 2024 survey"),
    ("more.sections.why", "the clients' view"),
    // A way out, and gentle words about moods, in the readings.
    ("overview", "something feels wrong not just off"),
    ("overview.all_talk", "if something seems wrong"),
    ("overview.all_talk", "a low spell"),
];

/// Scales whose items are others' property, and the marks of a scale.
const SCALES: &str = "
    wai|wai sr|wai s|working alliance inventory|srs|ors|session rating scale|outcome rating scale|pcoms|haq|haq ii
    helping alliance questionnaire|calpas|arm 5|agnew relationship measure|session alliance inventory|phq|phq 9|gad 7
    core 10|core om|oq 45|36 of 40|36 out of 40|cut off|out of 10|out of ten|out of 5|out of five|0 to 10|1 to 5|1 to 7
    1 to 10|on a scale|likert|strongly agree|strongly disagree|somewhat agree|neither agree|visual analogue|subscale
    subscales|total score|agree or disagree";

#[test]
fn no_screen_says_a_forbidden_word() {
    let mut problems = Vec::new();
    let mut used = vec![false; EXCEPTIONS.len()];
    for file in english() {
        for leaf in prose(&json(&file)) {
            if !leaf.path.starts_with("more.sources") {
                let rest = without_exceptions(&leaf, &mut used);
                problems.extend(found(NOWHERE, &rest).map(|word| told(&file, &leaf, word)));
                if is_result(&leaf.path) {
                    problems
                        .extend(found(NOT_IN_RESULTS, &rest).map(|word| told(&file, &leaf, word)));
                }
            }
        }
    }
    for (used, (path, words)) in used.iter().zip(EXCEPTIONS) {
        if !used {
            problems.push(format!(
                "`{path}` no longer says “{words}”; take it off EXCEPTIONS"
            ));
        }
    }
    none(&problems);
}

#[test]
fn regions_say_no_forbidden_word() {
    let regions = prose(&json("content/regions.json"));
    let told = regions.iter().flat_map(|leaf| {
        let plain = spaced(&leaf.text);
        found(NOWHERE, &plain)
            .map(|word| told("content/regions.json", leaf, word))
            .collect::<Vec<_>>()
    });
    none(&told.collect::<Vec<_>>());
}

#[test]
fn no_scale_is_named_or_built() {
    let mut problems = Vec::new();
    for file in languages() {
        for leaf in prose(&json(&file)) {
            if !leaf.path.starts_with("more.sources") {
                problems.extend(
                    found(SCALES, &spaced(&leaf.text)).map(|word| told(&file, &leaf, word)),
                );
            }
        }
    }
    for file in [
        "README.md",
        "index.html",
        "content/regions.json",
        "content/ideas.json",
    ] {
        if project().join(file).exists() {
            let plain = spaced(&text(file));
            problems.extend(found(SCALES, &plain).map(|word| format!("{file}: “{word}”")));
        }
    }
    none(&problems);
}

#[test]
fn answers_and_readings_are_words_without_numbers() {
    for file in languages() {
        let numbered = prose(&json(&file)).into_iter().filter(|leaf| {
            let scored = leaf.path.starts_with("answers")
                || leaf.path.starts_with("feels")
                || is_result(&leaf.path);
            scored && leaf.text.contains(|c: char| c.is_numeric() || c == '%')
        });
        none(
            &numbered
                .map(|leaf| told(&file, &leaf, "a number"))
                .collect::<Vec<_>>(),
        );
    }
}

#[test]
fn finds_words_and_not_parts_of_words() {
    let words = |text| found(NOWHERE, &spaced(text)).collect::<Vec<_>>();
    assert_eq!(
        words("You failed the Test: 80% (a red\nflag)."),
        ["%", "failed", "test", "red flag"]
    );
    assert!(words("Skip past it. It stays. A contest of wills.").is_empty());
}

/// Tells whether a text says how answers read.
fn is_result(path: &str) -> bool {
    path.starts_with("overview") || path.starts_with("feels") || path.contains(".readings.")
}

fn without_exceptions(leaf: &Leaf, used: &mut [bool]) -> String {
    let mut rest = spaced(&leaf.text);
    for ((path, words), used) in EXCEPTIONS.iter().zip(used) {
        let words = spaced(words);
        if leaf.path.starts_with(path) && rest.contains(&words) {
            *used = true;
            // Not nothing, so that its neighbours do not come to stand side by side.
            rest = rest.replace(&words, " … ");
        }
    }
    rest
}

fn found<'a>(words: &'a str, plain: &str) -> impl Iterator<Item = &'a str> {
    // A sign of its own even in `8%`.
    let plain = plain.replace('%', " % ");
    let plain = format!(
        " {} ",
        plain.split_whitespace().collect::<Vec<_>>().join(" ")
    );
    let words = words
        .split(['|', '\n'])
        .map(str::trim)
        .filter(|word| !word.is_empty());
    words.filter(move |word| plain.contains(&format!(" {word} ")))
}

fn told(file: &str, leaf: &Leaf, word: &str) -> String {
    format!("{file}: `{}` says “{word}”: {}", leaf.path, leaf.text)
}
