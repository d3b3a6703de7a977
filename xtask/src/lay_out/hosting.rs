//! The files for those who serve `dist/`, made from `hosting/`.
//!
//! ```text
//! dist/.htaccess                        for Apache
//! dist/_headers, dist/404.html          for static hosts
//! target/hosting/nginx.conf, Caddyfile  for servers that are told outside of what they serve
//! ```
//!
//! What a page may load stands in the page alone. So its policy as a header, which holds before the page is read and can
//! say who may frame it, is made from there.

use std::{fmt::Write, path::Path};

use html5gum::{Token, Tokenizer};

use super::write;
use crate::{
    npm,
    project::{self, MAJOR, VERSION},
    server::content_type,
};

/// Where the files are that are not served, below the project's folder.
pub(crate) const FOLDER: &str = "target/hosting";

/// What a browser may keep for ever, in its own cache and in those on the way.
const NEVER_CHANGES: &str = "public, max-age=31536000, immutable";
/// Five minutes, and for an hour after that once more while a newer one is fetched.
const NEWEST: &str = "public, max-age=300, stale-while-revalidate=3600";
/// What no page of ours needs.
const PERMISSIONS: &str =
    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";
/// The page that practices frame. Others are framed by their own site at most.
const FRAMED: &str = "index.html";
/// What works for a page without one. It loads nothing of others either, but no page holds its policy.
const WORKER: (&str, &str) = (
    "service-worker.js",
    "default-src 'none'; script-src 'self'; connect-src 'self'",
);
/// What some static hosts read at most.
const MOST_RULES: usize = 100;
const LONGEST_LINE: usize = 2_000;

/// A file whose reply has a policy.
#[derive(Debug, PartialEq, Eq)]
struct Page {
    /// Its path below what is served.
    path: String,
    policy: String,
}

/// Lays out the files of `project` for servers and static hosts, once everything else is in the folder that is `served`.
pub(super) fn lay_out(project: &Path, served: &Path) -> Result<(), String> {
    let source = |name: &str| project::read(&project.join("hosting").join(name));
    write(&served.join("404.html"), source("404.html")?.as_bytes())?;
    let files: Vec<_> = npm::files(served)?.into_iter().collect();
    let pages = pages(served, &files)?;
    let outside = project.join(FOLDER);
    for (name, place, form) in [
        ("nginx.conf", outside.join("nginx.conf"), nginx as Form),
        ("Caddyfile", outside.join("Caddyfile"), caddy),
        ("htaccess", served.join(".htaccess"), apache),
    ] {
        let text = fill(&source(name)?, "{policies}", &form(&pages))?;
        write(&place, common(&text).as_bytes())?;
    }
    let headers = fill(&source("_headers")?, "{files}", &rules(&files, &pages))?;
    let headers = common(&headers);
    within_limits(&headers)?;
    write(&served.join("_headers"), headers.as_bytes())
}

/// Writes what the pages may load in the way of one server. The pages come from the top down.
type Form = fn(&[Page]) -> String;

fn common(text: &str) -> String {
    [
        ("{never_changes}", NEVER_CHANGES),
        ("{newest}", NEWEST),
        ("{permissions}", PERMISSIONS),
        ("{major}", MAJOR),
        ("{version}", VERSION),
    ]
    .iter()
    .fold(text.to_owned(), |text, (place, value)| {
        text.replace(place, value)
    })
}

fn fill(text: &str, place: &str, lines: &str) -> Result<String, String> {
    let line = format!("{place}\n");
    if text.contains(&line) {
        Ok(text.replace(&line, lines))
    } else {
        Err(format!(
            "A file of hosting/ has no line `{place}` any more, which the build fills: put it back."
        ))
    }
}

/// Returns every page with its policy, and the worker, if there is one.
fn pages(served: &Path, files: &[String]) -> Result<Vec<Page>, String> {
    let mut pages = Vec::new();
    for path in files {
        let policy = if path == WORKER.0 {
            WORKER.1.to_owned()
        } else if path.ends_with(".html") {
            let by = if path == FRAMED { "*" } else { "'self'" };
            let policy = policy(&project::read(&served.join(path))?)
                .map_err(|problem| format!("{path} {problem}: correct the page."))?;
            format!("{policy}; frame-ancestors {by}")
        } else {
            continue;
        };
        pages.push(Page {
            path: path.clone(),
            policy,
        });
    }
    pages.sort_by_key(|page| page.path.matches('/').count());
    Ok(pages)
}

/// Returns the policy that a page holds.
fn policy(page: &str) -> Result<String, String> {
    let policy = Tokenizer::new(page).flatten().find_map(|token| {
        let Token::StartTag(tag) = token else {
            return None;
        };
        let said = |name: &[u8]| {
            let value = tag.attributes.get(name)?;
            Some(String::from_utf8_lossy(value).into_owned())
        };
        let kind = said(b"http-equiv")?;
        kind.eq_ignore_ascii_case("Content-Security-Policy")
            .then(|| said(b"content"))?
    });
    let policy = policy.ok_or("has no Content-Security-Policy, and every page needs one")?;
    let words: Vec<_> = policy.split_whitespace().collect();
    let policy = words.join(" ");
    let policy = policy.trim_end_matches(';');
    let fits = |sign: char| sign.is_ascii() && !sign.is_control() && !"\"\\${}".contains(sign);
    match policy.chars().find(|&sign| !fits(sign)) {
        None => Ok(policy.to_owned()),
        Some(sign) => Err(format!(
            "has a policy with “{sign}”, which not every server's file can hold"
        )),
    }
}

/// Returns a regular expression for the ways in which a page is asked for, wherever the root of the site is.
fn asked(page: &Page) -> String {
    match page.path.strip_suffix("index.html") {
        Some(folder) => format!("/{}(index\\.html)?", folder.replace('.', "\\.")),
        None => format!("/{}", page.path.replace('.', "\\.")),
    }
}

fn nginx(pages: &[Page]) -> String {
    let mut lines = String::new();
    // The first that fits holds there, so what lies deeper comes first.
    for page in pages.iter().rev() {
        let path = page.path.replace('.', "\\.");
        let _ = writeln!(lines, "    ~/{path}$ \"{}\";", page.policy);
    }
    lines
}

fn caddy(pages: &[Page]) -> String {
    let mut lines = String::new();
    for (index, page) in pages.iter().enumerate() {
        let (number, asked) = (index + 1, asked(page));
        let _ = writeln!(lines, "\t\t@page{number} path_regexp {asked}$");
        let _ = writeln!(
            lines,
            "\t\theader @page{number} Content-Security-Policy \"{}\"",
            page.policy
        );
    }
    lines
}

fn apache(pages: &[Page]) -> String {
    let mut lines = String::new();
    for page in pages {
        let asked = asked(page);
        // The rules above have made one of these out of what was asked for.
        let _ = writeln!(
            lines,
            "Header always set Content-Security-Policy \"{}\" \"expr=%{{REQUEST_URI}} =~ m#{asked}(\\.br|\\.gz)?$#\"",
            page.policy
        );
    }
    lines
}

/// Returns a rule for each file in the form of static hosts.
fn rules(files: &[String], pages: &[Page]) -> String {
    let mut lines = String::new();
    for path in files {
        let mut addresses = vec![format!("/{path}")];
        if let Some(folder) = path.strip_suffix("index.html") {
            addresses.insert(0, format!("/{folder}"));
        }
        for address in addresses {
            let _ = writeln!(lines, "{address}");
            let _ = writeln!(lines, "  Content-Type: {}", content_type(Path::new(path)));
            if !path.starts_with("embed/") {
                let _ = writeln!(lines, "  Cache-Control: no-cache");
            }
            if let Some(page) = pages.iter().find(|page| page.path == *path) {
                let _ = writeln!(lines, "  Content-Security-Policy: {}", page.policy);
                if path.ends_with(".html") {
                    let _ = writeln!(lines, "  Permissions-Policy: {PERMISSIONS}");
                }
            }
        }
    }
    lines
}

fn within_limits(headers: &str) -> Result<(), String> {
    let rules = headers.lines().filter(|line| line.starts_with('/')).count();
    let longest = headers.lines().map(str::len).max().unwrap_or_default();
    if rules <= MOST_RULES && longest <= LONGEST_LINE {
        return Ok(());
    }
    Err(format!(
        "dist/_headers has {rules} rules and a line of {longest} characters, and some static hosts read at most {MOST_RULES} and {LONGEST_LINE}: serve fewer files, or give a folder one rule in xtask/src/lay_out/hosting.rs."
    ))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const PAGE: &str = r#"<meta name="robots" content="noindex"><meta http-equiv="content-security-policy" content="default-src 'none';
        img-src data:;"><p>Page</p>"#;
    const OTHER: &str =
        r#"<meta http-equiv="Content-Security-Policy" content="default-src 'self'">"#;

    /// Returns a project with the real files of `hosting/`, and what was served made of `files`.
    fn project(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "nginx.conf",
            "Caddyfile",
            "htaccess",
            "_headers",
            "404.html",
        ] {
            let text = project::read(&project::root().join("hosting").join(name)).unwrap();
            write(&folder.path().join("hosting").join(name), text.as_bytes()).unwrap();
        }
        for (path, text) in files {
            write(&folder.path().join("stage").join(path), text.as_bytes()).unwrap();
        }
        folder
    }

    fn laid_out(folder: &Path) -> Result<(), String> {
        lay_out(folder, &folder.join("stage"))
    }

    #[test]
    fn takes_the_policy_from_the_page_itself() {
        assert_eq!(policy(PAGE).unwrap(), "default-src 'none'; img-src data:");
        assert!(policy("<p>Page</p>").unwrap_err().contains("has no"));
        let odd = PAGE.replace("data:", "$host");
        assert!(policy(&odd).unwrap_err().contains("“$”"));
    }

    #[test]
    fn every_file_for_hosts_says_what_each_page_may_load_and_what_a_zip_is() {
        let folder = project(&[
            ("index.html", PAGE),
            ("practices/index.html", OTHER),
            ("service-worker.js", ""),
            ("embed/1/right-track.js", ""),
            ("practices/right-track.zip", ""),
        ]);
        laid_out(folder.path()).unwrap();
        for place in [
            "stage/.htaccess",
            "stage/_headers",
            "target/hosting/nginx.conf",
            "target/hosting/Caddyfile",
        ] {
            let text = project::read(&folder.path().join(place)).unwrap();
            for said in [
                "default-src 'none'; img-src data:; frame-ancestors *",
                "default-src 'self'; frame-ancestors 'self'",
                WORKER.1,
                NEVER_CHANGES,
                NEWEST,
                PERMISSIONS,
                "application/zip",
            ] {
                assert!(text.contains(said), "{place} has no “{said}”");
            }
            let left = ["{policies}", "{files}", "{newest}", "{version}"];
            let left = left.into_iter().find(|place| text.contains(place));
            assert_eq!(left, None, "{place}");
        }
    }

    #[test]
    fn what_lies_deeper_holds_over_what_lies_above() {
        let page = |path: &str| Page {
            path: path.to_owned(),
            policy: path.to_owned(),
        };
        let pages = [page("index.html"), page("practices/index.html")];
        let place = |text: &str, policy: &str| text.find(&format!("\"{policy}\"")).unwrap();
        for (text, first) in [(nginx(&pages), 1), (caddy(&pages), 0), (apache(&pages), 0)] {
            let second = &pages[1 - first].path;
            let first = &pages[first].path;
            assert!(place(&text, first) < place(&text, second), "{text}");
        }
    }

    #[test]
    fn a_page_without_a_policy_stops_the_build() {
        let folder = project(&[("index.html", PAGE), ("new/index.html", "<p>Page</p>")]);
        let sentence = laid_out(folder.path()).unwrap_err();
        assert!(sentence.starts_with("new/index.html has no"), "{sentence}");
    }

    #[test]
    fn a_file_that_lost_its_place_stops_the_build() {
        let folder = project(&[("index.html", PAGE)]);
        let path = folder.path().join("hosting/Caddyfile");
        let text = project::read(&path).unwrap();
        fs::write(&path, text.replace("{policies}", "")).unwrap();
        let sentence = laid_out(folder.path()).unwrap_err();
        assert!(sentence.contains("no line `{policies}`"), "{sentence}");
    }

    #[test]
    fn more_rules_than_hosts_read_stop_the_build() {
        let rule = "/a\n  Content-Type: text/plain\n";
        assert_eq!(within_limits(&rule.repeat(MOST_RULES)), Ok(()));
        assert!(within_limits(&rule.repeat(MOST_RULES + 1)).is_err());
        assert!(within_limits(&"a".repeat(LONGEST_LINE + 1)).is_err());
    }
}
