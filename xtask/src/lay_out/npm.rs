//! The npm package, in `target/npm/right-track/`: `dist/` is served as it is, and a package is nothing to serve.
//!
//! It carries the loader as a module, `element.js`, which names every file that the loader fetches in the one form
//! that bundlers follow: `new URL("./embed/…", import.meta.url)`. So they take those files into their builds, wherever
//! they put them and however they call them.

use std::{fs, path::Path};

use serde_json::Value;

use super::{Work, write};
use crate::project::{self, MAJOR, VERSION};

/// Where the package is, below the project's folder.
pub(crate) const FOLDER: &str = "target/npm/right-track";
/// Describes the element to editors.
const MANIFEST: &str = "custom-elements.json";
/// What stands in the loader, what in the package, and why.
pub(super) const REPLACED: [(&str, &str, &str); 4] = [
    // What the loader takes its own address and its `data-*` from.
    (
        "document.currentScript",
        "tag",
        "a module must put something else there",
    ),
    // How the loader fetches a module.
    (
        "import(",
        "import(/* webpackIgnore: true */ /* @vite-ignore */ ",
        "bundlers must be told to leave it alone",
    ),
    // How the loader finds the private page, which is not in the package, and says why it must be framed, if it must.
    (
        ".frame(me, error)",
        ".frame(privatePage(error) && me, error)",
        "`define()` must be asked for it",
    ),
    // What the loader and the app link to.
    (
        r#"base && address("../../")"#,
        "page && privatePage()",
        "a link must not lead to a page that is not there",
    ),
];

/// Puts the element's description beside the pinned loader.
pub(super) fn lay_out_manifest(work: &Work) -> Result<(), String> {
    let manifest = project::read(&source(work).join(MANIFEST))?;
    write(&work.versioned().join(MANIFEST), manifest.as_bytes())
}

/// Lays out the package, once everything else is in the staging folder; `loader` knows what was built, and is not
/// minified: the bundler does that.
pub(super) fn lay_out(work: &Work, loader: &str) -> Result<(), String> {
    let package = work.project.join(FOLDER);
    if package.exists() {
        fs::remove_dir_all(&package).map_err(|error| {
            format!(
                "Could not empty {} ({error}): check the folder's rights.",
                package.display()
            )
        })?;
    }
    copy(&source(work), &package)?;
    for version in [MAJOR, VERSION] {
        let embed = Path::new("embed").join(version);
        copy(&work.staging.join(&embed), &package.join(&embed))?;
    }
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        let text = project::read(&work.project.join(licence))?;
        write(&package.join(licence), text.as_bytes())?;
    }
    write(&package.join("element.js"), element(loader)?.as_bytes())?;
    let description = package.join("package.json");
    let text = with_version(&project::read(&description)?)?;
    write(&description, text.as_bytes())
}

fn source(work: &Work) -> std::path::PathBuf {
    work.project.join("integrations/npm")
}

/// Returns the loader as a module that does nothing until `load()` is called.
fn element(loader: &str) -> Result<String, String> {
    let mut loader = with_addresses(loader);
    for (text, instead, why) in REPLACED {
        if !loader.contains(text) {
            return Err(format!(
                "embed/right-track.js has no `{text}`, and in the npm package {why}: correct xtask/src/lay_out/npm.rs."
            ));
        }
        loader = loader.replace(text, instead);
    }
    Ok(format!(
        r#"// Made from embed/right-track.js by `cargo xtask dist`.
export const version = "{VERSION}";

export const load = ({{ page }} = {{}}) => {{
  // Stands in for the script's tag, which a module has not: with an address, no options, and no place in the page.
  const tag = Object.defineProperty(document.createElement("script"), "src", {{ value: document.baseURI }});
  const privatePage = (cause) => {{
    if (page) return new URL(page, document.baseURI).href;
    throw cause ?? new Error('isolation="frame" needs define({{ page: "the address of the private page" }}).');
  }};

{loader}}};
"#
    ))
}

/// Returns `loader` with an expression that bundlers follow in place of each address of a versioned file.
fn with_addresses(loader: &str) -> String {
    let start = format!("\"../{VERSION}/");
    let mut parts = loader.split(&start);
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (file, rest) = part.split_once('"').unwrap_or((part, ""));
        filled += &format!("new URL(\"./embed/{VERSION}/{file}\", import.meta.url).href{rest}");
    }
    filled
}

fn with_version(package: &str) -> Result<String, String> {
    let failed = |reason: &dyn std::fmt::Display| {
        format!("integrations/npm/package.json cannot be used: {reason}. Correct it.")
    };
    let mut package: Value = serde_json::from_str(package).map_err(|error| failed(&error))?;
    match package.get_mut("version") {
        Some(version) => *version = VERSION.into(),
        None => return Err(failed(&"it has no `version`")),
    }
    Ok(format!("{package:#}\n"))
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let failed = |error| format!("Could not read {} ({error}): restore it.", from.display());
    for entry in fs::read_dir(from).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to)?;
        } else {
            write(&to, &fs::read(&from).map_err(failed)?)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_every_file_in_the_form_that_bundlers_follow() {
        let loader = format!(
            r#"const built = {{"glue":"../{VERSION}/a.js","wasm":["../{VERSION}/b.wasm","sha"]}};
const script = document.currentScript; import(built.glue); f.frame(me, error);
me = {{ page: base && address("../../") }};
"#
        );
        let module = element(&loader).unwrap();
        for piece in [
            &*format!(r#""glue":new URL("./embed/{VERSION}/a.js", import.meta.url).href,"#),
            &format!(r#"[new URL("./embed/{VERSION}/b.wasm", import.meta.url).href,"sha"]"#),
            "const script = tag;",
            "import(/* webpackIgnore: true */ /* @vite-ignore */ built.glue);",
            "f.frame(privatePage(error) && me, error);",
            "me = { page: page && privatePage() };",
            &format!("export const version = \"{VERSION}\";"),
        ] {
            assert!(module.contains(piece), "{piece} in {module}");
        }
    }

    #[test]
    fn says_when_the_loader_has_changed_too_much() {
        let whole = REPLACED.map(|(text, ..)| text);
        assert!(element(&whole.concat()).is_ok());
        for missing in whole {
            let loader = whole.concat().replace(missing, "");
            let sentence = element(&loader).unwrap_err();
            assert!(sentence.contains(missing), "{sentence}");
        }
    }

    #[test]
    fn puts_the_version_in_its_place() {
        let package = with_version(r#"{"name":"a","version":"0.0.0","type":"module"}"#).unwrap();
        let expected = format!(
            "{{\n  \"name\": \"a\",\n  \"version\": \"{VERSION}\",\n  \"type\": \"module\"\n}}\n"
        );
        assert_eq!(package, expected);
        assert!(with_version("{}").unwrap_err().contains("`version`"));
    }
}
