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
//!
//! service-worker.js                       keeps the private page for use without a connection
//! app.webmanifest, icon*                  what that page is called and looks like when it is installed
//! ```
//!
//! The npm package and the WordPress plugin are made of the same files: see [`npm`] and [`wordpress`]. Beside what is
//! served come the files for those who serve it: see [`hosting`] and [`siblings`].

mod content;
mod hashed;
pub(crate) mod hosting;
mod icons;
mod loader;
mod minify;
pub(crate) mod npm;
mod order;
mod page;
pub(crate) mod practices;
mod shell;
mod short_names;
mod siblings;
mod trunk;
pub(crate) mod wordpress;

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
    let work = Work {
        project: project::root(),
        inline,
        staging,
        minify,
    };
    do_work(&work)
}

/// Lays out what is made of all that is served in `dist`: the files for hosts, which name every other, and the siblings.
pub(crate) fn lay_out_for_hosts(dist: &Path) -> Result<(), String> {
    hosting::lay_out(project::root(), dist)?;
    siblings::lay_out(dist)
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
        words: &content::lay_out_page(work, &words)?,
        styles: &styles_of_all,
        start: &start,
    };
    trunk::remove_program(work.staging)?;
    write_loader(work, "private-page.js", &loader::fill(&loader, &page)?)?;
    page::lay_out(work)
}

/// Makes the service worker in `folder` anew for what is laid out there, as the build does: for tests that change it.
pub fn renew_service_worker(folder: &Path) -> Result<(), String> {
    page::lay_out_service_worker(&Work {
        project: project::root(),
        inline: folder,
        staging: folder,
        minify,
    })
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
    use std::collections::{BTreeMap, BTreeSet};

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
            ("embed/app.webmanifest", r#"{ "name": "Notes" }"#),
            (
                "embed/icon.svg",
                &project::read(&project::root().join("embed/icon.svg")).unwrap(),
            ),
            (
                "embed/service-worker.js",
                "const told = __RIGHT_TRACK_OFFLINE__;",
            ),
            ("integrations/npm/custom-elements.json", "{}"),
            ("integrations/npm/index.js", "export {};"),
            ("integrations/npm/package.json", r#"{ "version": "0.0.0" }"#),
            ("LICENSE-MIT", "MIT"),
            ("LICENSE-APACHE", "Apache"),
            (
                "stage/index.html",
                "<link href=\"data:,\"><p><!-- what can be read without scripts --></p>",
            ),
            ("stage/page.css", "p{}"),
        ] {
            write(&folder.path().join(path), text.as_bytes()).unwrap();
        }
        for stage in ["inline", "stage"] {
            let stage = folder.path().join(stage);
            let glue = "export class Mounted {}\nfunction n(arg0, arg1) {\n            const ret = arg1.namespaceURI;\n}\nfunction f() {\n    if (realloc === undefined) {\n    }\n    g();\n}\nif (!('encodeInto' in cachedTextEncoder)) {\n    old();\n}\nlet wasmModule, wasmInstance, wasm;\nfunction initSync() {}";
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
        let expected = [
            "app.webmanifest",
            "embed",
            "icon-192.png",
            "icon-512.png",
            "icon-maskable-512.png",
            "icon.svg",
            "index.html",
            "page.css",
            "service-worker.js",
        ];
        assert_eq!(files(&stage), expected.map(str::to_owned).into());

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
    fn completes_the_page_and_tells_its_service_worker_every_file_that_it_loads() {
        let folder = project("const built = __RIGHT_TRACK_BUILT__;\n");
        laid_out(folder.path()).unwrap();
        let stage = folder.path().join("stage");
        let page = fs::read_to_string(stage.join("index.html")).unwrap();
        assert!(
            page.starts_with("<link href=\"data:image/svg+xml;base64,"),
            "{page}"
        );
        assert!(page.contains("<p><div class=\"plain\">"), "{page}");

        let worker = fs::read_to_string(stage.join("service-worker.js")).unwrap();
        let told = worker
            .strip_prefix("consttold=")
            .unwrap()
            .trim_end_matches(';');
        let told: serde_json::Value = serde_json::from_str(told).unwrap();
        assert!(
            told["name"]
                .as_str()
                .unwrap()
                .starts_with("right-track:page-")
        );
        let kept = told["files"].as_object().unwrap();
        for (file, hash) in kept {
            let path = stage.join(if file == "./" { "index.html" } else { file });
            assert_eq!(*hash, integrity(&fs::read(path).unwrap()), "{file}");
        }
        let versioned = stage.join("embed").join(VERSION);
        let content = files(&versioned.join("content")).into_iter();
        let content = content.map(|name| format!("content/{name}"));
        // The page's own, and what both programs share.
        let loaded = files(&versioned).into_iter().chain(content);
        let loaded = loaded.filter(|name| {
            let own = ["page-", "private-", "start-", "regions-"];
            name != "private-page.js" && own.iter().any(|part| name.contains(part))
        });
        let loaded = loaded.map(|name| format!("embed/{VERSION}/{name}"));
        let fixed = [
            "./",
            "app.webmanifest",
            "embed/1/private-page.js",
            "page.css",
        ];
        let loaded: BTreeSet<_> = loaded.chain(fixed.map(str::to_owned)).collect();
        assert_eq!(kept.keys().cloned().collect::<BTreeSet<_>>(), loaded);
    }

    #[test]
    fn another_page_makes_another_cache() {
        let name = |page: &str| {
            let folder = project("const built = __RIGHT_TRACK_BUILT__;\n");
            let path = folder.path().join("stage/index.html");
            let text = fs::read_to_string(&path).unwrap() + page;
            fs::write(&path, text).unwrap();
            laid_out(folder.path()).unwrap();
            let worker = fs::read_to_string(folder.path().join("stage/service-worker.js"));
            worker.unwrap().split('"').nth(3).unwrap().to_owned()
        };
        assert_eq!(name(""), name(""));
        assert_ne!(name(""), name("<p>"));
    }

    #[test]
    fn wants_a_place_in_the_page_for_what_can_be_read_without_scripts() {
        let folder = project("__RIGHT_TRACK_BUILT__");
        write(&folder.path().join("stage/index.html"), b"data:,").unwrap();
        let sentence = laid_out(folder.path()).unwrap_err();
        assert!(sentence.contains("without scripts"), "{sentence}");
    }

    #[test]
    fn the_real_page_is_called_as_its_manifest_says() {
        let read = |file: &str| project::read(&project::root().join(file)).unwrap();
        let manifest: serde_json::Value =
            serde_json::from_str(&read("embed/app.webmanifest")).unwrap();
        let name = manifest["name"].as_str().unwrap();
        assert_eq!(manifest["short_name"], name);
        assert!(read("index.html").contains(&format!("<title>{name}</title>")));
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
        let namespace = "consturi=arg1.namespaceURI;constret=/html/.test(uri)?null:uri;";
        let texts = "constroom=arg.length;letptr=malloc(room,1)>>>0;let{read,written}=cachedTextEncoder.encodeInto(arg,getUint8ArrayMemory0().subarray(ptr,ptr+room));if(read<room){constbytes=cachedTextEncoder.encode(arg);written=bytes.length;ptr=realloc(ptr,room,written,1)>>>0;getUint8ArrayMemory0().set(bytes,ptr);}WASM_VECTOR_LEN=written;returnptr;";
        let wanted = format!(
            "exportclassMounted{{}}functionn(arg0,arg1){{{namespace}}}functionf(){{{texts}}}letwasm;"
        );
        assert_eq!(glue, wanted);
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
    fn puts_the_first_screen_of_a_draft_above_its_words_and_not_into_the_loader() {
        let folder = project("const built = __RIGHT_TRACK_BUILT__;\n");
        let british = folder.path().join("content/en-GB.json");
        let text = fs::read_to_string(&british).unwrap();
        let draft = text
            .replace(r#""draft": """#, r#""draft": "Ein Entwurf.""#)
            .replace(r#""language": "en-GB""#, r#""language": "de""#);
        write(&folder.path().join("content/de.json"), draft.as_bytes()).unwrap();
        laid_out(folder.path()).unwrap();

        let versioned = folder.path().join("stage/embed").join(VERSION);
        for loader in ["right-track.js", "private-page.js"] {
            let loader = fs::read_to_string(versioned.join(loader)).unwrap();
            assert!(loader.contains(r#""content":{"de":["#), "{loader}");
            assert!(loader.contains(r#""shells":{"en-GB":{"#), "{loader}");
            assert!(!loader.contains("Ein Entwurf."), "{loader}");
        }
        let mut first_lines = BTreeMap::new();
        let of_words = |name: &String| !name.starts_with("regions-");
        for name in files(&versioned.join("content"))
            .into_iter()
            .filter(of_words)
        {
            let bytes = fs::read(versioned.join("content").join(&name)).unwrap();
            let end = bytes.iter().position(|byte| *byte == b'\n').unwrap();
            let (stem, _) = name.rsplit_once('-').unwrap();
            first_lines.insert(stem.to_owned(), bytes[..end].to_vec());
        }
        for finished in ["en-GB", "en-GB-page"] {
            assert!(first_lines[finished].is_empty());
        }
        for draft in ["de", "de-page"] {
            let shell: serde_json::Value = serde_json::from_slice(&first_lines[draft]).unwrap();
            assert_eq!(shell["first"][1]["lang"], "de");
            assert_eq!(shell["draft"][0][2], "Ein Entwurf.");
            assert_eq!(shell["lines"]["lang"], "en");
            assert_eq!(shell["region"], "GB");
        }
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
