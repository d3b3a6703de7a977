//! What is pasted, and what a website may have to allow for it.

use crate::built::Built;
use crate::choice::{Choice, Setting};

/// How the element stands before the widget is there, so that the text below does not move.
const ROOM: [(&str, &str); 2] = [("display", "block"), ("min-height", "45em")];

/// By these, plugins and services that change scripts leave one alone: WP Rocket, Cloudflare, LiteSpeed Cache,
/// Autoptimize and Cookiebot.
pub const MARKS: &str = r#"nowprocket data-cfasync="false" data-no-optimize="1" data-noptimize="1" data-cookieconsent="ignore""#;

/// Returns what is pasted. `choice` has what fits alone, `base` is the address of the site with a slash at the end, and
/// `link` is what a reader sees who has no JavaScript.
pub fn snippet(choice: &Choice, built: &Built, base: &str, link: &str) -> String {
    let region = choice.get(Setting::Region);
    let mut attributes = format!(" region=\"{region}\"");
    for (setting, text) in choice.chosen() {
        if setting.is_attribute() && setting != Setting::Region {
            attributes += &format!(" {}=\"{}\"", setting.name(), escaped(text));
        }
    }
    let styles: Vec<_> = styles(choice)
        .into_iter()
        .map(|(name, value)| format!("{name}:{value}"))
        .collect();
    let (base, link) = (escaped(base), escaped(link));
    let script = if choice.is_pinned() {
        format!(
            "embed/{}/right-track.js\" integrity=\"{}\" crossorigin=\"anonymous\"",
            built.version, built.integrity
        )
    } else {
        let major = built.version.split('.').next().unwrap_or_default();
        format!("embed/{major}/right-track.js\"")
    };
    format!(
        "<right-track{attributes} style=\"{}\"><a href=\"{base}\">{link}</a></right-track>\n<script src=\"{base}{script} defer></script>\n",
        styles.join(";")
    )
}

/// Returns what stands in a stylesheet where a page may not have styles in its tags.
pub fn stylesheet(choice: &Choice) -> String {
    let styles = styles(choice).into_iter();
    let styles: String = styles
        .map(|(name, value)| format!("  {name}: {value};\n"))
        .collect();
    format!("right-track {{\n{styles}}}\n")
}

fn styles(choice: &Choice) -> Vec<(&'static str, &str)> {
    let accent = choice.get(Setting::Accent);
    let accent = (!accent.is_empty()).then_some(("--right-track-accent", accent));
    ROOM.into_iter().chain(accent).collect()
}

/// Returns what a Content Security Policy has to let in.
pub fn policy(choice: &Choice, base: &str) -> String {
    let origin = origin(base);
    if choice.is_framed() {
        format!("script-src {origin}; frame-src {origin}")
    } else {
        format!("script-src {origin} 'wasm-unsafe-eval'; connect-src {origin}")
    }
}

/// Returns the part of an address that plugins are told to leave alone.
pub fn left_alone(base: &str) -> String {
    let (_, rest) = base.split_once("//").unwrap_or(("", base));
    format!("{rest}embed/")
}

/// Returns the name of the website.
pub fn host(base: &str) -> &str {
    let (_, rest) = base.split_once("//").unwrap_or(("", base));
    rest.split('/').next().unwrap_or_default()
}

fn origin(base: &str) -> String {
    let scheme = base.split("//").next().unwrap_or_default();
    format!("{scheme}//{}", host(base))
}

/// Returns the address of the site that this page belongs to, with a slash at the end.
pub fn base(page: &str) -> String {
    let page = page.split(['?', '#']).next().unwrap_or_default();
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let site = folder.strip_suffix("/practices").unwrap_or(folder);
    format!("{site}/")
}

/// Returns whether only this computer finds the address.
pub fn is_local(base: &str) -> bool {
    let host = host(base);
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, fs};

    use html5gum::{Token, Tokenizer};
    use proptest::prelude::*;

    use super::*;
    use crate::choice::tests::built;

    const BASE: &str = "https://check.example/";
    const LINK: &str = "Open the private check-in";

    #[test]
    fn the_usual_one_is_that_of_the_readme() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");
        let readme = fs::read_to_string(path).unwrap();
        let snippet = snippet(&Choice::default(), &built(), "https://HOST/", LINK);
        assert!(
            readme.contains(&format!("```html\n{snippet}```")),
            "{snippet}"
        );
        let policy = policy(&Choice::default(), "https://HOST/").replace("https://", "");
        assert!(readme.contains(&format!("`{policy}`")), "{policy}");
    }

    #[test]
    fn the_version_that_stays_is_checked_by_the_browser() {
        let choice = Choice::default()
            .with(Setting::Loader, "pinned")
            .with(Setting::Accent, "#7a3b69")
            .with(Setting::Isolation, "frame");
        assert_eq!(
            snippet(&choice, &built(), "https://h.example/rt/", "A & B"),
            concat!(
                r#"<right-track region="GB" isolation="frame" style="display:block;min-height:45em;--right-track-accent:#7a3b69">"#,
                r#"<a href="https://h.example/rt/">A &amp; B</a></right-track>"#,
                "\n",
                r#"<script src="https://h.example/rt/embed/1.2.3/right-track.js" integrity="sha384-x" crossorigin="anonymous" defer></script>"#,
                "\n",
            )
        );
        assert_eq!(
            policy(&choice, "https://h.example/rt/"),
            "script-src https://h.example; frame-src https://h.example"
        );
        assert_eq!(
            stylesheet(&choice),
            "right-track {\n  display: block;\n  min-height: 45em;\n  --right-track-accent: #7a3b69;\n}\n"
        );
    }

    #[test]
    fn finds_the_site_above_the_page() {
        for (page, site) in [
            (
                "https://a.example/practices/#region=IE",
                "https://a.example/",
            ),
            (
                "https://a.example/practices/index.html?x#y/z",
                "https://a.example/",
            ),
            (
                "http://127.0.0.1:8080/rt/practices/",
                "http://127.0.0.1:8080/rt/",
            ),
        ] {
            assert_eq!(base(page), site);
        }
        assert!(is_local("http://127.0.0.1:8080/rt/") && is_local("http://localhost/"));
        assert!(!is_local("https://localhost.example/"));
        assert_eq!(left_alone("https://a.example/rt/"), "a.example/rt/embed/");
        assert_eq!(host("http://127.0.0.1:8080/rt/"), "127.0.0.1:8080");
    }

    proptest! {
        #[test]
        fn whatever_is_written_it_is_one_element_and_one_script(
            texts in proptest::collection::vec((0..Setting::ALL.len(), crate::fragment::tests::any_text()), 0..12),
            link in any::<String>(),
        ) {
            let choice = texts.iter().fold(Choice::default(), |choice, (at, text)| {
                choice.with(Setting::ALL[*at], text)
            });
            let choice = choice.sound(&built());
            // What HTML has no way to say is none of a content file's words.
            let link = link.replace(['\0', '\r'], "");
            let html = snippet(&choice, &built(), BASE, &link);
            let tags = tags(&html);
            let names: Vec<_> = tags.iter().map(|(name, _)| &**name).collect();
            prop_assert_eq!(names, ["right-track", "a", "/a", "/right-track", "script", "/script"]);
            let element = &tags[0].1;
            for setting in Setting::ALL.into_iter().filter(|setting| setting.is_attribute()) {
                let text = choice.get(setting);
                let there = element.get(setting.name()).map(String::as_str);
                let usual = text == setting.usual() && setting != Setting::Region;
                prop_assert_eq!(there, (!usual).then_some(text));
            }
            let accent = choice.get(Setting::Accent);
            let styles = &element["style"];
            prop_assert!(styles.starts_with("display:block;min-height:45em") && styles.ends_with(accent));
            prop_assert_eq!(tags[1].1["href"].as_str(), BASE);
            prop_assert!(tags[4].1["src"].starts_with(BASE));
            prop_assert_eq!(text(&html), format!("{link}\n\n"));
        }
    }

    /// Returns the tags of `html` with their attributes.
    fn tags(html: &str) -> Vec<(String, BTreeMap<String, String>)> {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Tokenizer::new(html)
            .filter_map(|token| match token.unwrap() {
                Token::StartTag(tag) => {
                    let pairs = tag.attributes.iter();
                    let pairs = pairs.map(|(name, value)| (text(name), text(value)));
                    Some((text(&tag.name), pairs.collect()))
                }
                Token::EndTag(tag) => Some((format!("/{}", text(&tag.name)), BTreeMap::new())),
                Token::Error(error) => panic!("{error:?} in {html}"),
                _ => None,
            })
            .collect()
    }

    fn text(html: &str) -> String {
        Tokenizer::new(html)
            .filter_map(|token| match token.unwrap() {
                Token::String(text) => Some(String::from_utf8_lossy(&text).into_owned()),
                _ => None,
            })
            .collect()
    }
}
