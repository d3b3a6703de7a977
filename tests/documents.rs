//! What the documents promise and list is what is there.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic, also outside of a test function"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

/// Promises that nobody can keep, and claims that only a lawyer could make.
const FORBIDDEN: &[&str] = &[
    "anonymous",
    "anonymously",
    "hipaa",
    "gdpr compliant",
    "gdpr-compliant",
    "fully compliant",
    "100 %",
    "100%",
    "100 per cent",
    "hundred percent",
    "completely private",
    "completely safe",
    "totally private",
    "perfectly private",
    "fully private",
    "completely secure",
    "guarantee",
    "nobody can see",
    "no one can see",
    "no-one can see",
    "only you can see",
    "untraceable",
    "unhackable",
    "military-grade",
    "never be seen",
];

fn file(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Returns the part of `text` from `heading` to the next heading of the same level.
fn section<'a>(text: &'a str, heading: &str) -> &'a str {
    let (_, rest) = text
        .split_once(&format!("\n{heading}\n"))
        .unwrap_or_else(|| panic!("no {heading:?}"));
    let level = heading.split(' ').next().unwrap();
    rest.split(&format!("\n{level} ")).next().unwrap()
}

fn forbidden(text: &str) -> Vec<&'static str> {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = words
        .to_lowercase()
        .replace("crossorigin=\"anonymous\"", "");
    let said = FORBIDDEN.iter().filter(|promise| plain.contains(**promise));
    said.copied().collect()
}

#[test]
fn everything_that_the_documents_show_is_there() {
    let mut shown = 0;
    for path in ["docs/platforms.md", "docs/wordpress.md"] {
        let text = file(path);
        let pictures = text.split(['(', '"', ')']);
        for picture in pictures.filter(|part| part.starts_with("pictures/")) {
            let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
            assert!(place.join(picture).is_file(), "{path} shows {picture}");
            shown += 1;
        }
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures");
    assert_eq!(fs::read_dir(folder).unwrap().count(), shown, "pictures");
}

#[test]
fn no_document_promises_what_nobody_can_keep() {
    for path in [
        "README.md",
        "SECURITY.md",
        "docs/hosting.md",
        "docs/platforms.md",
        "docs/privacy.md",
        "docs/wordpress.md",
        "practices/content/en-GB.json",
        "practices/index.html",
        "integrations/npm/README.md",
        "integrations/wordpress/readme.txt",
    ] {
        let said = forbidden(&file(path));
        assert!(said.is_empty(), "{path} says {said:?}");
    }
}

#[test]
fn finds_a_promise_whatever_its_case_and_wherever_the_line_ends() {
    assert_eq!(
        forbidden("It is Completely\nprivate, 100 % <script crossorigin=\"anonymous\">"),
        ["100 %", "completely private"]
    );
}

#[test]
fn the_privacy_page_and_the_readme_name_every_key_that_may_be_stored() {
    let store = file("src/store.rs");
    let keys: Vec<_> = store
        .split('"')
        .filter(|text| text.starts_with("right-track:"))
        .collect();
    assert!(keys.len() >= 2, "{keys:?}");
    let worker = file("embed/service-worker.js");
    let caches = worker
        .split('"')
        .find(|text| text.starts_with("right-track:"));
    assert!(file("docs/privacy.md").contains(&format!("`{}", caches.unwrap())));
    for path in ["README.md", "docs/privacy.md"] {
        let text = file(path);
        for key in &keys {
            assert!(text.contains(&format!("`{key}`")), "{path} has no `{key}`");
        }
    }
}

#[test]
fn every_notice_of_the_privacy_page_names_the_keys_and_when_they_are_set() {
    let page = file("docs/privacy.md");
    let notices = section(&page, "## Words for your notices");
    for place in [
        "### United Kingdom and European Union",
        "### United States",
        "### Australia",
    ] {
        let notice: String = section(notices, place)
            .lines()
            .filter(|line| line.starts_with("> "))
            .collect();
        for words in [
            "`right-track:journal`",
            "`right-track:set-aside`",
            "only if you press “Keep this on this device”",
            "in your browser",
            "Other people who use",
        ] {
            let said = notice.to_lowercase().contains(&words.to_lowercase());
            assert!(said, "{place}: no “{words}”");
        }
    }
    let words: Value = serde_json::from_str(&file("content/en-GB.json")).unwrap();
    for label in [
        "keep",
        "kept",
        "delete",
        "delete_all",
        "leave",
        "crisis",
        "wrong",
    ] {
        let label = words["labels"][label].as_str().unwrap();
        assert!(page.contains(&format!("“{label}”")), "no “{label}”");
    }
}

#[test]
fn each_page_of_ours_lets_in_nothing_but_its_own_files() {
    for page in [
        "index.html",
        "practices/index.html",
        "practices/preview/index.html",
    ] {
        let text = file(page);
        let (_, policy) = text.split_once("\"Content-Security-Policy\"").unwrap();
        let policy = policy.split('"').nth(1).unwrap();
        let mut names = BTreeSet::new();
        for directive in policy.split(';') {
            let (name, values) = directive.trim().split_once(' ').unwrap();
            names.insert(name);
            for value in values.split(' ') {
                let fine = match value {
                    // A picture of this site tells its server no more than `connect-src` lets a page tell it already.
                    "'none'" | "'self'" => true,
                    "'wasm-unsafe-eval'" => name == "script-src",
                    "'script'" => name == "require-trusted-types-for",
                    // For the address of the service worker, and nothing else: see `keepPage`.
                    "offline" => name == "trusted-types" && page == "index.html",
                    "data:" => name == "img-src",
                    _ => false,
                };
                assert!(fine, "{page}: {name} lets in {value}");
            }
        }
        for directive in [
            "default-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        ] {
            assert!(policy.contains(directive), "{page}: no {directive}");
        }
        assert!(
            names.contains("require-trusted-types-for"),
            "{page}: {names:?}"
        );
    }
    let script = file("embed/private.js");
    assert_eq!(script.matches("createPolicy(").count(), 1);
    assert!(script.contains("createPolicy(\"offline\", { createScriptURL: () => address })"));
}

#[test]
fn the_security_page_names_every_script_that_no_hash_checks() {
    let loader = file("embed/right-track.js");
    let modules = loader.split("module(built.").skip(1);
    let modules: Vec<_> = modules.filter_map(|rest| rest.split(')').next()).collect();
    assert_eq!(modules, ["start", "glue"]);
    let page = file("SECURITY.md");
    let said = section(&page, "## What is checked by its hash");
    for script in ["`start-….js`", "`right-track-….js`", "`import()`"] {
        assert!(said.contains(script), "no {script}");
    }
}

#[test]
fn every_direct_dependency_has_its_reason() {
    let contributing = file("CONTRIBUTING.md");
    let list = section(&contributing, "## Dependencies");
    for (heading, direct) in [
        ("### The widget", crates("Cargo.toml")),
        ("### The page for practices", crates("practices/Cargo.toml")),
        ("### The commands", crates("xtask/Cargo.toml")),
        ("### The journeys", crates("tests/journey/Cargo.toml")),
        ("### The fuzz targets", crates("tests/fuzz/Cargo.toml")),
        ("### By npm", packages("xtask/package.json")),
    ] {
        let rows = section(list, heading).lines();
        let rows = rows.filter_map(|row| row.strip_prefix("| "));
        let rows = rows.filter(|row| !row.starts_with("---"));
        let mut listed = BTreeSet::new();
        // The first row has the headings.
        for row in rows.skip(1) {
            let (names, reason) = row.split_once(" | ").unwrap();
            let reason = reason.trim_end_matches(['|', ' ']);
            assert!(reason.len() > 2, "{heading}: no reason for {names}");
            listed.extend(names.split(", ").map(|name| name.trim().to_owned()));
        }
        let missing: Vec<_> = direct.difference(&listed).collect();
        assert!(
            missing.is_empty(),
            "{heading} gives no reason for {missing:?}"
        );
        let gone: Vec<_> = listed.difference(&direct).collect();
        assert!(
            gone.is_empty(),
            "{heading} lists {gone:?}, which nothing uses"
        );
    }
}

/// Returns the direct dependencies of a crate, also those of tests and of one target.
fn crates(manifest: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut inside = false;
    for line in file(manifest).lines() {
        if let Some(heading) = line.strip_prefix('[') {
            inside = heading.ends_with("dependencies]");
            assert!(!heading.contains("dependencies."), "{manifest}: {line}");
        } else if inside
            && let Some((name, _)) = line.split_once(" = ")
            && !line.starts_with(' ')
        {
            names.insert(name.trim_matches('"').to_owned());
        }
    }
    assert!(names.len() > 1, "{manifest}: {names:?}");
    names
}

fn packages(manifest: &str) -> BTreeSet<String> {
    let manifest: Value = serde_json::from_str(&file(manifest)).unwrap();
    let kinds = ["dependencies", "devDependencies", "optionalDependencies"];
    let lists = kinds.iter().filter_map(|kind| manifest[*kind].as_object());
    lists.flat_map(|list| list.keys().cloned()).collect()
}

#[test]
fn every_place_in_the_table_of_folders_is_there() {
    let contributing = file("CONTRIBUTING.md");
    let table = section(&contributing, "## Where things are");
    let rows = table.lines().filter_map(|row| row.strip_prefix("| `"));
    let places = rows.flat_map(|row| {
        let (names, _) = row.split_once(" | ").unwrap();
        names.split(", ").map(|name| name.trim_matches('`'))
    });
    let mut count = 0;
    for place in places {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(place);
        assert!(path.exists(), "there is no {place}");
        count += 1;
    }
    assert!(count > 10, "{count}");
}
