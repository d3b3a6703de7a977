//! Makes `embed/` out of what Trunk has built, in Trunk's staging folder.
//!
//! ```text
//! embed/<major>/right-track.js            the loader that is always up to date within the major version
//! embed/<version>/right-track.js          the same, never to be changed
//! embed/<version>/start-<hash>.js         what the loader takes when the widget is wanted
//! embed/<version>/right-track-<hash>.js   the glue between JavaScript and WebAssembly
//! embed/<version>/right-track-<hash>.wasm
//! embed/<version>/content/<name>-<hash>.bin
//! embed/<version>/custom-elements.json    describes the element to editors
//!
//! embed/<major>/private-page.js           the same for the private page, whose program can do more; likewise
//! embed/<version>/private-page.js         beside the pinned loader, with files of its own:
//! embed/<version>/private-<hash>.js       what the app asks of that page alone
//! embed/<version>/page-<hash>.js          the glue
//! embed/<version>/page-<hash>.wasm
//! embed/<version>/content/<language>-page-<hash>.bin
//! ```
//!
//! The npm package is made of the same files: see [`npm`].

mod content;
mod hashed;
mod loader;
mod minify;
pub(crate) mod npm;
pub(crate) mod practices;
mod shell;
mod short_names;
mod trunk;

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::project::{self, MAJOR, VERSION};

pub use hashed::integrity;
use loader::Built;
use minify::{Kind, minify};

/// The variable that tells where Trunk has left the program of the widget inside somebody's page.
pub const INLINE: &str = "RIGHT_TRACK_INLINE";

/// Where the files come from and go to, and how they are made small.
struct Work<'a> {
    project: &'a Path,
    /// Where Trunk has left the program of the widget inside somebody's page.
    inline: &'a Path,
    /// Where Trunk has left the private page and its program, and where everything goes.
    staging: &'a Path,
    minify: fn(Kind, &str) -> Result<String, String>,
}

impl Work<'_> {
    /// Returns the folder of files that never change.
    fn versioned(&self) -> PathBuf {
        self.staging.join("embed").join(VERSION)
    }
}

/// Lays out the files in Trunk's folder `staging`; `inline` is the folder with the program of the widget inside
/// somebody's page.
pub fn lay_out(staging: &Path, inline: &Path) -> Result<(), String> {
    do_work(&Work {
        project: project::root(),
        inline,
        staging,
        minify,
    })
}

fn do_work(work: &Work) -> Result<(), String> {
    let words = content::lay_out(work)?;
    let styles_of_all = styles(work, &["tokens.css", "widget.css"])?;
    let loader = project::read(&work.project.join("embed/right-track.js"))?;
    let start = module(work, "start", "")?;
    let inline = Built {
        program: trunk::take_program(work, work.inline, "right-track", None)?,
        words: &words,
        styles: &styles_of_all,
        start: &start,
    };
    let filled = loader::fill(&loader, &inline)?;
    write_loader(work, "right-track.js", &filled)?;
    npm::lay_out_manifest(work)?;
    npm::lay_out(work, &filled)?;

    // The package is for other people's pages, so what follows is not in it.
    let styles = styles(work, &["private.css"])?;
    let own = module(work, "private", &styles)?;
    let page = Built {
        program: trunk::take_program(work, work.staging, "page", Some(&own))?,
        words: &content::lay_out_page(work, words.clone())?,
        styles: &styles_of_all,
        start: &start,
    };
    trunk::remove_program(work.staging)?;
    write_loader(work, "private-page.js", &loader::fill(&loader, &page)?)
}

/// Writes the loader where it is always up to date, and where it never changes.
fn write_loader(work: &Work, file: &str, filled: &str) -> Result<(), String> {
    let loader = (work.minify)(Kind::Script, filled)?;
    for version in [MAJOR, VERSION] {
        let place = work.staging.join("embed").join(version);
        write(&place.join(file), loader.as_bytes())?;
    }
    Ok(())
}

/// Stands in a module for the styles that it brings.
const STYLES: &str = "__RIGHT_TRACK_STYLES__";

/// Writes a module of `embed/`, with its styles in the place kept for them, and returns its name.
fn module(work: &Work, name: &str, styles: &str) -> Result<String, String> {
    let text = project::read(&work.project.join(format!("embed/{name}.js")))?;
    let text = text.replace(STYLES, &serde_json::Value::from(styles).to_string());
    let text = (work.minify)(Kind::Module, &text)?;
    let file = hashed::name(name, "js", text.as_bytes());
    write(&work.versioned().join(&file), text.as_bytes())?;
    Ok(file)
}

/// Returns the loader's own code as it is served, without what the build tells it.
pub fn loader_code() -> Result<String, String> {
    let loader = project::read(&project::root().join("embed/right-track.js"))?;
    minify(Kind::Script, &loader.replace(loader::PLACEHOLDER, "{}"))
}

/// Returns what the shadow root adopts.
fn styles(work: &Work, names: &[&str]) -> Result<String, String> {
    let mut styles = String::new();
    for name in names {
        styles += &project::read(&work.project.join("styles").join(name))?;
    }
    (work.minify)(Kind::Styles, &styles)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    path.parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(path, bytes))
        .map_err(|error| {
            format!(
                "Could not write {} ({error}): check the free space and the folder's rights.",
                path.display()
            )
        })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn project(loader: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let loader = format!(
            "{loader}{}\n",
            npm::REPLACED.map(|(text, ..)| text).join(" ")
        );
        for (path, text) in [
            ("embed/right-track.js", &*loader),
            ("embed/start.js", "export const takeOver = 1;"),
            ("embed/program.js", "let wasm;"),
            (
                "embed/private.js",
                "export const styles = __RIGHT_TRACK_STYLES__;",
            ),
            ("styles/private.css", "p {\n  margin: 0;\n}\n"),
            ("styles/tokens.css", ":host {\n  color: red;\n}\n"),
            ("styles/widget.css", ".question {\n  margin: 0px;\n}\n"),
            (
                "content/en-GB.json",
                &project::read(&project::root().join("content/en-GB.json")).unwrap(),
            ),
            ("content/regions.json", r#"{ "regions": [] }"#),
            ("integrations/npm/custom-elements.json", "{}"),
            ("integrations/npm/index.js", "export {};"),
            ("integrations/npm/package.json", r#"{ "version": "0.0.0" }"#),
            ("LICENSE-MIT", "MIT"),
            ("LICENSE-APACHE", "Apache"),
            ("stage/index.html", "<p>Page</p>"),
            ("stage/page.css", "p{}"),
        ] {
            write(&folder.path().join(path), text.as_bytes()).unwrap();
        }
        for stage in ["inline", "stage"] {
            let stage = folder.path().join(stage);
            let glue = "export class Mounted {}\nfunction f() {\n    if (realloc === undefined) {\n    }\n    g();\n}\nlet wasmModule, wasmInstance, wasm;\nfunction initSync() {}";
            write(&stage.join("right-track.js"), glue.as_bytes()).unwrap();
            let wasm = b"\0asm\x01\0\0\0\x02\x01\0\x07\x01\0";
            write(&stage.join("right-track_bg.wasm"), wasm).unwrap();
        }
        folder
    }

    fn laid_out(folder: &Path) -> Result<(), String> {
        do_work(&Work {
            project: folder,
            inline: &folder.join("inline"),
            staging: &folder.join("stage"),
            minify: |_, text| Ok(text.replace([' ', '\n'], "")),
        })
    }

    fn files(folder: &Path) -> BTreeSet<String> {
        let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
        entries
            .map(|entry| entry.file_name().into_string().unwrap())
            .collect()
    }

    #[test]
    fn leaves_the_page_and_fills_the_embed_folder() {
        let folder = project("const built = __RIGHT_TRACK_BUILT__;\n");
        laid_out(folder.path()).unwrap();
        let stage = folder.path().join("stage");
        let expected = ["embed", "index.html", "page.css"].map(str::to_owned);
        assert_eq!(files(&stage), BTreeSet::from(expected));

        let versioned = stage.join("embed").join(VERSION);
        let evergreen = stage.join("embed").join(MAJOR).join("right-track.js");
        let loader = fs::read_to_string(evergreen).unwrap();
        let pinned = fs::read_to_string(versioned.join("right-track.js")).unwrap();
        assert_eq!(loader, pinned);
        assert!(
            loader.contains(r#""styles":":host{color:red;}.question{margin:0px;}""#),
            "{loader}"
        );
        let page = fs::read_to_string(versioned.join("private-page.js")).unwrap();
        let content = files(&versioned.join("content"));
        let content = content.iter().map(|name| format!("content/{name}"));
        let hashed: Vec<_> = files(&versioned)
            .into_iter()
            .filter(|name| !name.ends_with(".json"))
            .chain(content)
            .filter(|name| name.contains('-') && !name.ends_with("right-track.js"))
            // The glue of the private page imports its module.
            .filter(|name| !name.starts_with("private-"))
            .collect();
        let (mut shared, mut of_one) = (0, [0, 0]);
        for name in &hashed {
            let address = format!("\"../{VERSION}/{name}\"");
            match [&loader, &page].map(|loader| loader.contains(&address)) {
                [true, true] => shared += 1,
                [false, false] => panic!("{address} in {loader} or {page}"),
                known => known
                    .iter()
                    .zip(&mut of_one)
                    .for_each(|(&known, count)| *count += usize::from(known)),
            }
        }
        // Both have the same start and regions. Each has a program of two files and words of its own.
        assert_eq!((shared, of_one), (2, [3, 3]), "{hashed:?}");
    }

    #[test]
    fn ends_the_glue_as_the_loader_takes_it() {
        let folder = project("__RIGHT_TRACK_BUILT__");
        laid_out(folder.path()).unwrap();
        let versioned = folder.path().join("stage/embed").join(VERSION);
        let names = files(&versioned);
        let mut glue = names
            .iter()
            .filter(|name| name.starts_with("right-track-") && name.ends_with(".js"));
        let glue = fs::read_to_string(versioned.join(glue.next().unwrap())).unwrap();
        assert_eq!(glue, "exportclassMounted{}functionf(){{}}letwasm;");
    }

    #[test]
    fn fills_the_npm_package() {
        let folder = project("const built = __RIGHT_TRACK_BUILT__;\n");
        let package = folder.path().join(npm::FOLDER);
        write(&package.join("old.js"), b"").unwrap();
        laid_out(folder.path()).unwrap();
        let expected = [
            "LICENSE-APACHE",
            "LICENSE-MIT",
            "custom-elements.json",
            "element.js",
            "embed",
            "index.js",
            "package.json",
        ];
        assert_eq!(files(&package), expected.map(str::to_owned).into());
        let served = folder.path().join("stage/embed").join(VERSION);
        let versioned = package.join("embed").join(VERSION);
        let of_page = |name: &String| name.starts_with("page-") || name.starts_with("private-");
        let served = files(&served).into_iter().filter(|name| !of_page(name));
        assert_eq!(files(&versioned), served.collect());
        assert!(files(&versioned).contains("custom-elements.json"));

        let element = fs::read_to_string(package.join("element.js")).unwrap();
        for name in files(&versioned).iter().filter(|name| name.contains("k-")) {
            let address = format!("new URL(\"./embed/{VERSION}/{name}\", import.meta.url)");
            assert!(element.contains(&address), "{address} in {element}");
        }
    }

    #[test]
    fn makes_the_same_files_out_of_the_same_sources() {
        let names = || {
            let folder = project("__RIGHT_TRACK_BUILT__");
            laid_out(folder.path()).unwrap();
            files(&folder.path().join("stage/embed").join(VERSION))
        };
        assert_eq!(names(), names());
    }

    #[test]
    fn stops_when_the_words_are_missing() {
        let folder = project("__RIGHT_TRACK_BUILT__");
        let content = folder.path().join("content");
        fs::rename(content.join("en-GB.json"), content.join("de.json")).unwrap();
        let sentence = laid_out(folder.path()).unwrap_err();
        assert!(sentence.contains("en-GB.json is missing"), "{sentence}");
    }
}
