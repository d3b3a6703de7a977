//! The page for practices, made of what Trunk has left of its program.
//!
//! ```text
//! practices/index.html                  with the guides, and with what the program has to know of the build
//! practices/practices-<hash>.css
//! practices/practices-<hash>.js         the glue, which starts the program
//! practices/practices-<hash>.wasm
//! practices/preview/…                   the page in which the widget is shown
//! practices/right-track.zip             the WordPress plugin
//! ```

use std::{fs, path::Path};

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd, html};
use right_track::domain::regions::Regions;
use right_track_practices::{
    built::{Built, Language, Region},
    choice::Choice,
    content::Words,
    notices,
    snippet::snippet,
};
use serde_json::Value;

use super::{Kind, content::language_files, hashed, integrity, minify, write};
use crate::{
    npm,
    project::{self, VERSION},
};

const GLUE: &str = "right-track-practices.js";
const WASM: &str = "right-track-practices_bg.wasm";
/// What starts the program, by the name that wasm-bindgen gives it.
const START: &str = "__wbg_init";

/// What the zip of the WordPress plugin is called beside the page.
const PLUGIN: &str = "right-track.zip";
/// Where the guides send those who want it.
const ABOUT_PLUGIN: &str = "wordpress.md#the-plugin";

/// Lays out the page in `dist`, where the widget is already. `built` is the folder that Trunk has filled, and `plugin`
/// the zip of the WordPress plugin.
pub fn lay_out(built: &Path, plugin: &Path, dist: &Path) -> Result<(), String> {
    let project = project::root();
    let folder = dist.join("practices");
    let styles = minify(Kind::Styles, &styles(project)?)?;
    let styles = put(&folder, "css", styles.as_bytes())?;
    let wasm = put(&folder, "wasm", &read(&built.join(WASM))?)?;
    let glue = started(&project::read(&built.join(GLUE))?, &wasm)?;
    let program = put(&folder, "js", minify(Kind::Module, &glue)?.as_bytes())?;
    let plugin = read(plugin)?;
    write(&folder.join(PLUGIN), &plugin)?;
    let data = data(project, dist)?;
    let page = filled(
        &project::read(&built.join("index.html"))?,
        &[
            ("__STYLES__", &styles),
            ("__PROGRAM__", &program),
            ("__BUILT__", &in_script(&data)?),
            ("__SNIPPET__", &plain_snippet(&data)?),
            (
                "__GUIDES__",
                &guides(
                    &project::read(&project.join("docs/platforms.md"))?,
                    plugin.len(),
                )?,
            ),
        ],
    )?;
    write(&folder.join("index.html"), page.as_bytes())?;
    let preview = project.join("practices/preview");
    for name in npm::files(&preview)? {
        write(
            &folder.join("preview").join(&name),
            &read(&preview.join(&name))?,
        )?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path)
        .map_err(|error| format!("Could not read {} ({error}): build again.", path.display()))
}

fn put(folder: &Path, extension: &str, bytes: &[u8]) -> Result<String, String> {
    let name = hashed::name("practices", extension, bytes);
    write(&folder.join(&name), bytes)?;
    Ok(name)
}

/// Returns all styles. Those of the widget follow its element; here they follow the person's system.
fn styles(project: &Path) -> Result<String, String> {
    let tokens = project::read(&project.join("styles/tokens.css"))?;
    let (light, dark) = tokens.split_once(".root[data-theme=\"dark\"] {").ok_or(
        "styles/tokens.css has no `.root[data-theme=\"dark\"] {` any more: correct xtask/src/lay_out/practices.rs.",
    )?;
    let mut styles = format!("{light}@media (prefers-color-scheme: dark) {{ .root {{{dark}}}\n");
    for name in [
        "styles/widget.css",
        "styles/private.css",
        "practices/practices.css",
    ] {
        styles += &project::read(&project.join(name))?;
    }
    Ok(styles)
}

/// Returns the glue with `wasm` as the program's name, and with a last line that starts it. If that fails, the page
/// stays as it is without the program.
fn started(glue: &str, wasm: &str) -> Result<String, String> {
    if !glue.contains(WASM) || !glue.contains(&format!("async function {START}(")) {
        return Err(format!(
            "The glue names no {WASM} or has no {START} any more: correct xtask/src/lay_out/practices.rs."
        ));
    }
    Ok(format!("{}\n{START}();\n", glue.replace(WASM, wasm)))
}

/// Returns what the program has to know of the build.
fn data(project: &Path, dist: &Path) -> Result<Built, String> {
    let loader = dist.join("embed").join(VERSION).join("right-track.js");
    let loader = read(&loader)?;
    let content = project.join("content");
    let language = |tag: String| {
        let path = content.join(format!("{tag}.json"));
        let words: Value = serde_json::from_str(&project::read(&path)?)
            .map_err(|error| format!("{} cannot be used: {error}. Correct it.", path.display()))?;
        Ok(Language {
            draft: words["draft"].as_str().is_some_and(|said| !said.is_empty()),
            widget: words["labels"]["widget"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
            tag,
        })
    };
    let regions = Regions::read(&project::read(&content.join("regions.json"))?)
        .map_err(|error| format!("content/regions.json cannot be used: {error}. Correct it."))?;
    let privacy = project::read(&project.join("docs/privacy.md"))?;
    Ok(Built {
        version: VERSION.to_owned(),
        integrity: integrity(&loader),
        languages: language_files(&content)?
            .into_iter()
            .map(language)
            .collect::<Result<_, String>>()?,
        regions: regions
            .regions
            .iter()
            .map(|region| Region {
                id: region.id.to_string(),
                name: region.name.to_string(),
            })
            .collect(),
        notices: notices::read(&privacy)
            .map_err(|reason| format!("docs/privacy.md cannot be used: {reason}. Correct it."))?,
    })
}

/// Returns the data as it can stand in a script element, which nothing in it may end.
fn in_script(built: &Built) -> Result<String, String> {
    serde_json::to_string(built)
        .map(|json| json.replace('<', "\\u003c"))
        .map_err(|error| format!("The data of the build cannot be written: {error}."))
}

/// Returns what is pasted when the program is not there, as HTML shows it.
fn plain_snippet(built: &Built) -> Result<String, String> {
    let words = Words::read()
        .map_err(|reason| format!("practices/content/en-GB.json cannot be used: {reason}."))?;
    let snippet = snippet(
        &Choice::default(),
        built,
        "https://HOST/",
        &words.snippet.link,
    );
    Ok(snippet.replace('&', "&amp;").replace('<', "&lt;"))
}

/// Returns the guides as HTML: what stands below a heading of the second level can be unfolded. What is before the first
/// one is about this very page. Links lead to other documents, so their words alone are taken; but the one about the
/// WordPress plugin leads to its zip, of so many `bytes`.
fn guides(markdown: &str, bytes: usize) -> Result<String, String> {
    let mut events = Vec::new();
    let (mut to_plugin, mut found) = (false, false);
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::Heading {
                level: HeadingLevel::H2,
                ..
            }) => {
                let end = if events.is_empty() { "" } else { "</details>" };
                events.push(Event::Html(format!("{end}<details><summary>").into()));
            }
            _ if events.is_empty() => {}
            Event::End(TagEnd::Heading(HeadingLevel::H2)) => {
                events.push(Event::Html("</summary>".into()));
            }
            Event::Start(Tag::Link { dest_url, .. }) if *dest_url == *ABOUT_PLUGIN => {
                (to_plugin, found) = (true, true);
                events.push(Event::Html(
                    format!("<a href=\"{PLUGIN}\" download>").into(),
                ));
            }
            Event::End(TagEnd::Link) if to_plugin => {
                to_plugin = false;
                let size = bytes.div_ceil(1000);
                events.push(Event::Html(format!(" (zip, {size} KB)</a>").into()));
            }
            Event::Start(Tag::Link { .. }) | Event::End(TagEnd::Link) => {}
            event => events.push(event),
        }
    }
    if !found {
        return Err(format!(
            "docs/platforms.md has no link to `{ABOUT_PLUGIN}` any more, by which the page for practices hands out the WordPress plugin: put it back."
        ));
    }
    events.push(Event::Html("</details>".into()));
    let mut page = String::new();
    html::push_html(&mut page, events.into_iter());
    Ok(page)
}

/// Returns `page` with each placeholder replaced, which must be there once.
fn filled(page: &str, parts: &[(&str, &str)]) -> Result<String, String> {
    parts.iter().try_fold(page.to_owned(), |page, (name, text)| {
        match page.matches(name).count() {
            1 => Ok(page.replace(name, text)),
            found => Err(format!(
                "practices/index.html must contain {name} exactly once, but contains it {found} times: correct the file."
            )),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guides_unfold_below_their_headings_and_lead_to_the_plugin_alone() {
        let markdown = "# Title\n\nFirst.\n\n## One\n\n1. `<body>` [a link](a.md)\n\n## Two\n\n[B](wordpress.md#the-plugin) [C](c.md)\n";
        assert_eq!(
            guides(markdown, 1_001).unwrap().replace('\n', ""),
            "<details><summary>One</summary><ol><li><code>&lt;body&gt;</code> a link</li></ol></details><details><summary>Two</summary><p><a href=\"right-track.zip\" download>B (zip, 2 KB)</a> C</p></details>"
        );
        let lost = guides("## WordPress\n\nNo plugin.\n", 1).unwrap_err();
        assert!(lost.contains(ABOUT_PLUGIN), "{lost}");
    }

    #[test]
    fn nothing_in_the_data_ends_the_script_element() {
        let built = Built {
            version: "</script><b>".to_owned(),
            ..Built::default()
        };
        let text = in_script(&built).unwrap();
        assert!(!text.contains('<'), "{text}");
        assert_eq!(serde_json::from_str::<Built>(&text).unwrap(), built);
    }

    #[test]
    fn knows_the_languages_and_regions_of_the_project_and_the_hash_of_its_loader() {
        let dist = tempfile::tempdir().unwrap();
        let loader = dist
            .path()
            .join("embed")
            .join(VERSION)
            .join("right-track.js");
        write(&loader, b"abc").unwrap();
        let built = data(project::root(), dist.path()).unwrap();
        assert!(built.has_language("en-GB") && !built.has_language("regions"));
        assert_eq!(built.regions.last().unwrap().id, "INTL");
        assert!(built.integrity.starts_with("sha384-ywB1P0WjXou1oD1pmsZQ"));
        assert!(
            built
                .languages
                .iter()
                .all(|language| !language.widget.is_empty())
        );
    }

    #[test]
    fn the_styles_follow_the_system_where_those_of_the_widget_follow_the_element() {
        let styles = styles(project::root()).unwrap();
        assert!(styles.contains("@media (prefers-color-scheme: dark) { .root {"));
        assert!(!styles.contains("data-theme"));
        assert_eq!(styles.matches('{').count(), styles.matches('}').count());
    }

    #[test]
    fn says_what_a_glue_or_a_page_lacks() {
        let glue = format!("async function {START}(x) {{ new URL('{WASM}', import.meta.url) }}");
        let text = started(&glue, "a.wasm").unwrap();
        assert!(
            text.contains("'a.wasm'") && text.ends_with("__wbg_init();\n"),
            "{text}"
        );
        assert!(
            started("async function init() {}", "a")
                .unwrap_err()
                .contains("practices.rs")
        );
        assert_eq!(filled("<A>", &[("A", "1")]).unwrap(), "<1>");
        assert!(filled("AA", &[("A", "1")]).unwrap_err().contains("2 times"));
    }
}
