//! What has to be said: what this is not, where help is, and what is never part of therapy.

use super::american::in_english_of;
use super::files::{english, json, languages, leaves, spaced};
use super::none;

/// What the screens have to say, in British English (`american` has what is said there instead); the start of the path, and words that stand below it.
pub const SAID: &[(&str, &[&str])] = &[
    (
        "welcome.lead",
        &[
            "for adults who see a therapist one to one",
            "couples groups and children is different",
            "not a test or a diagnosis",
            "does not rate you or your therapist",
            "will not tell you what to do",
            "the practice cannot see your answers",
        ],
    ),
    (
        "result.framing",
        &[
            "not a test or a diagnosis",
            "does not rate anyone",
            "the practice cannot see it",
        ],
    ),
    ("result.gut", &["is information", "not a verdict"]),
    (
        "result.next_steps",
        &[
            "notice it",
            "say one sentence",
            "you do not have to start here",
            "see how it is received",
            "ask for a change",
            "a second opinion",
            "supervisor",
            "nobody's fault",
        ],
    ),
    (
        "result.next_more",
        &[
            "have no choice",
            "ask for a review",
            "two weeks",
            "need someone now",
        ],
    ),
    (
        "result.keeping",
        &[
            "none of this is stored unless you keep it",
            "other people who use this device may find it",
        ],
    ),
    (
        "overview.all_settled",
        &["what is the smallest thing i would change"],
    ),
    (
        "overview.all_talk",
        &["do not have to talk to your therapist first"],
    ),
    ("overview.early", &["still forming", "what you hope for"]),
    ("kept", &["owner of this website", "safari", "seven days"]),
    (
        "crisis",
        &[
            "not an emergency service",
            "call the emergency number where you are",
            "numbers change",
            "does not clear your browser history",
        ],
    ),
    (
        "wrong",
        &[
            "read this without answering",
            "this is called a rupture",
            "misconduct is not the same",
            "always theirs to answer for",
            "never your fault",
            "do not have to raise it with them",
            "to ask is not to make a complaint",
            "write down what happened",
            "someone you trust",
            "a gp",
            "the body your therapist belongs to",
            "the police",
            "therapyabuse org",
            "under 18",
            "safeguarding",
        ],
    ),
    (
        "wrong.parts.1",
        &[
            "sexual touch talk messages or flirting",
            "two years after",
            "special",
            "love you",
            "dates meals",
            "secret",
            "leaning on you",
            "doing business",
            "goods or favours",
            "loans big gifts",
            "alcohol or drugs",
            "no one else is around",
            "out of hours",
            "cutting you off",
            "threats",
            "scorn",
            "because of who you are",
            "sharing what you told them",
            "not fit to",
            "trained to do",
            "using you for money",
        ],
    ),
    (
        "signs.safety.low_might_mean",
        &["anxious", "old hurt", "how your mind works"],
    ),
    (
        "signs.feedback.looks_like",
        &["captions", "interpreter", "no stairs"],
    ),
    (
        "signs.identity",
        &[
            "faith",
            "age",
            "language",
            "culture",
            "gender",
            "sexuality",
            "disability",
            "a note",
            "the card",
        ],
    ),
    (
        "flags.dread",
        &["if it is the person you fear", "two weeks"],
    ),
    (
        "more.sections.why",
        &[
            "it is an association",
            "no one has shown that this page helps",
            "it found no gain",
        ],
    ),
    (
        "more.sources",
        &[
            "11 e63234",
            "no difference to distress",
            "not been tested in a trial",
            "it is not settled",
        ],
    ),
];

#[test]
fn says_what_has_to_be_said() {
    let mut problems = Vec::new();
    for file in english() {
        let content = leaves(&json(&file));
        for (path, phrases) in SAID {
            let said: String = content
                .iter()
                .filter(|leaf| leaf.path == *path || leaf.path.starts_with(&format!("{path}.")))
                .map(|leaf| spaced(&leaf.text))
                .collect();
            problems.extend(
                phrases
                    .iter()
                    .map(|phrase| in_english_of(&file, phrase))
                    .filter(|phrase| !said.contains(&**phrase))
                    .map(|phrase| format!("{file}: `{path}` does not say “{}”", phrase.trim())),
            );
        }
    }
    none(&problems);
}

#[test]
fn each_sign_leads_to_the_panel_in_the_same_words() {
    for file in languages() {
        let content = json(&file);
        let signs = content["signs"].as_array().unwrap();
        let panel = content["labels"]["wrong"].as_str().unwrap();
        for sign in signs {
            assert_eq!(
                sign["aside"], signs[0]["aside"],
                "{file}: opening the panel must not tell which sign was low"
            );
            assert!(
                sign["aside"].as_str().unwrap().contains(panel),
                "{file}: {}: the aside does not name the panel",
                sign["id"]
            );
        }
    }
}

#[test]
fn panels_are_named_as_their_buttons_are() {
    for file in languages() {
        let content = json(&file);
        for panel in ["crisis", "wrong"] {
            assert_eq!(
                content["labels"][panel], content[panel]["heading"],
                "{file}: {panel}"
            );
        }
    }
    for file in english() {
        let content = json(&file);
        let known = ["crisis", "wrong", "kept"].map(|key| content["labels"][key].as_str().unwrap());
        let mut named = 0;
        for leaf in leaves(&content) {
            // “Need someone now?” and the like, wherever a text points to them.
            for quoted in leaf
                .text
                .split('“')
                .skip(1)
                .filter_map(|rest| rest.split('”').next())
                // American quotation marks take in what ends the sentence.
                .map(|quoted| quoted.trim_end_matches(['.', ',']))
            {
                let near = ["Need someone", "Something feels"]
                    .iter()
                    .any(|start| quoted.starts_with(start));
                named += usize::from(near);
                assert!(
                    !near || known.contains(&quoted),
                    "{file}: `{}` names “{quoted}”, which is no button",
                    leaf.path
                );
            }
        }
        assert!(named > 10, "{file}: no text points to a panel any more");
    }
}
