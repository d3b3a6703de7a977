//! The WordPress plugin, in `target/wordpress/right-track/`, and zipped beside it as WordPress takes it.
//!
//! It is what stands in `integrations/wordpress/` with what is served in `widget/`, so that a site fetches nothing from
//! anywhere else. The widget's `embed/1/` finds the private page two folders up, as everywhere.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use serde_json::Value;
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::{integrity, write};
use crate::{
    npm,
    project::{self, VERSION},
};

/// Where the plugin and its zip are, below the project's folder.
pub(crate) const PLACE: &str = "target/wordpress";
/// Where the plugin is, below the project's folder.
pub(crate) const FOLDER: &str = "target/wordpress/right-track";
/// The plugin as WordPress takes it, below the project's folder.
pub(crate) const ZIP: &str = "target/wordpress/right-track.zip";
/// Keeps the private page for use without a connection.
const WORKER: &str = "widget/service-worker.js";
/// Stands for the version in the files that name it.
const NO_VERSION: &str = "0.0.0";
/// The plugin's main file.
pub(crate) const MAIN: &str = "right-track.php";

/// Lays out the plugin with the files of `dist`, zips it, and returns where the zip is.
pub(crate) fn lay_out(dist: &Path) -> Result<PathBuf, String> {
    do_work(project::root(), dist)
}

fn do_work(project: &Path, dist: &Path) -> Result<PathBuf, String> {
    let plugin = project.join(FOLDER);
    if plugin.exists() {
        fs::remove_dir_all(&plugin).map_err(|error| {
            format!(
                "Could not empty {} ({error}): check the folder's rights.",
                plugin.display()
            )
        })?;
    }
    let mut files = read_all(&project.join("integrations/wordpress"))?;
    for name in [MAIN, "readme.txt", "block/block.json"] {
        put_version(&mut files, name)?;
    }
    let template = template(&files)?;
    files.insert("languages/right-track.pot".to_owned(), template);
    for (name, bytes) in widget(read_all(dist)?)? {
        files.insert(format!("widget/{name}"), bytes);
    }
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        let text = project::read(&project.join(licence))?;
        files.insert(licence.to_owned(), text.into_bytes());
    }
    for (name, bytes) in &files {
        write(&plugin.join(name), bytes)?;
    }
    // It checks by their hash the loaders, which were altered.
    if let Some(worker) = files.get_mut(WORKER) {
        super::renew_service_worker(&plugin.join("widget"))?;
        *worker = project::read(&plugin.join(WORKER))?.into_bytes();
    }
    let zip = project.join(ZIP);
    zipped(&zip, &files).map_err(|error| {
        format!(
            "Could not write {} ({error}): check the free space and the folder's rights.",
            zip.display()
        )
    })?;
    Ok(zip)
}

/// The files of a folder, by their paths.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

fn read_all(folder: &Path) -> Result<Files, String> {
    let read = |name: String| {
        let path = folder.join(&name);
        let bytes = fs::read(&path)
            .map_err(|error| format!("Could not read {} ({error}).", path.display()))?;
        Ok((name, bytes))
    };
    npm::files(folder)?.into_iter().map(read).collect()
}

fn put_version(files: &mut Files, name: &str) -> Result<(), String> {
    let lacks = || {
        format!(
            "integrations/wordpress/{name} has no `{NO_VERSION}` to put the version in its place: correct it."
        )
    };
    let bytes = files.get_mut(name).ok_or_else(lacks)?;
    let text = String::from_utf8_lossy(bytes);
    if !text.contains(NO_VERSION) {
        return Err(lacks());
    }
    *bytes = text.replace(NO_VERSION, VERSION).into_bytes();
    Ok(())
}

/// Returns what is served, as it stands in the plugin.
///
/// WordPress's directory takes no file that ends in `.bin`, so the words get another name there, and the loaders tell
/// that one.
fn widget(served: Files) -> Result<Files, String> {
    let mut widget: Files = served
        .into_iter()
        // For editors, for those who choose a snippet or this very plugin, for servers that compress ahead, and for
        // their settings.
        .filter(|(name, _)| {
            let last = name.rsplit('/').next().unwrap_or(name);
            !(last == "custom-elements.json"
                || name == "404.html"
                || name.starts_with("practices/")
                || last.starts_with(['.', '_'])
                || last.ends_with(".br")
                || last.ends_with(".gz"))
        })
        .collect();
    let names: Vec<_> = widget.keys().cloned().collect();
    for name in names.iter().filter(|name| name.ends_with(".bin")) {
        let last = name.rsplit('/').next().unwrap_or(name);
        let new = last.replace(".bin", ".dat");
        let mut told = false;
        for (_, script) in widget.iter_mut().filter(|(name, _)| name.ends_with(".js")) {
            let text = String::from_utf8_lossy(script);
            if text.contains(last) {
                *script = text.replace(last, &new).into_bytes();
                told = true;
            }
        }
        if !told {
            return Err(format!(
                "No script names {name}, which has another name in the WordPress plugin: correct xtask/src/lay_out/wordpress.rs."
            ));
        }
        if let Some(bytes) = widget.remove(name) {
            widget.insert(name.replace(last, &new), bytes);
        }
    }
    Ok(widget)
}

/// Says which files of the plugin are not those that its service worker keeps.
pub(crate) fn stale(files: &Files) -> Vec<String> {
    let text = |name: &str| String::from_utf8_lossy(files.get(name).map_or(&[], |bytes| bytes));
    let worker = text(WORKER);
    let kept = worker.match_indices("\":\"sha384-").filter_map(|(at, _)| {
        let name = worker[..at].rsplit('"').next()?;
        let hash = worker[at..].split('"').nth(2)?;
        Some((name, hash))
    });
    let kept: Vec<_> = kept.collect();
    if kept.is_empty() {
        return vec![format!("{WORKER} keeps no file")];
    }
    let stale = kept.iter().filter(|(name, hash)| {
        let name = if *name == "./" { "index.html" } else { name };
        let bytes = files.get(&format!("widget/{name}"));
        bytes.is_none_or(|bytes| integrity(bytes) != **hash)
    });
    stale
        .map(|(name, _)| format!("{WORKER} keeps another {name} than the plugin has"))
        .collect()
}

/// Returns the file that translators begin with: every text of the plugin, with where it stands.
fn template(files: &Files) -> Result<Vec<u8>, String> {
    let text = |name: &str| {
        String::from_utf8_lossy(files.get(name).map_or(&[], |bytes| bytes)).into_owned()
    };
    let mut entries: Vec<(String, Vec<String>)> = Vec::new();
    let mut add = |entry: String, place: String| match entries
        .iter_mut()
        .find(|(known, _)| *known == entry)
    {
        Some((_, places)) => places.push(place),
        None => entries.push((entry, vec![place])),
    };
    let header = text(MAIN);
    let description = header
        .lines()
        .find_map(|line| line.trim_start_matches(" * ").strip_prefix("Description:"))
        .ok_or("integrations/wordpress/right-track.php has no `Description:`: restore it.")?;
    add(
        format!("msgid {}", quoted(description.trim())),
        MAIN.to_owned(),
    );
    let block: Value = serde_json::from_str(&text("block/block.json"))
        .map_err(|error| format!("block/block.json cannot be read ({error}): correct it."))?;
    let words = block["keywords"].as_array().into_iter().flatten();
    let kinds = [
        ("title", &block["title"]),
        ("description", &block["description"]),
    ];
    for (kind, said) in kinds.into_iter().chain(words.map(|word| ("keyword", word))) {
        let said = quoted(said.as_str().unwrap_or_default());
        add(
            format!("msgctxt \"block {kind}\"\nmsgid {said}"),
            "block/block.json".to_owned(),
        );
    }
    for name in [MAIN, "block/editor.js"] {
        for Said { line, text, .. } in said(&text(name)) {
            add(format!("msgid {}", quoted(&text)), format!("{name}:{line}"));
        }
    }
    let mut file = format!(
        "# Copyright The Right Track authors\n# This file is distributed under the MIT licence.\nmsgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: Right Track {VERSION}\\n\"\n\"MIME-Version: 1.0\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Content-Transfer-Encoding: 8bit\\n\"\n\"X-Domain: right-track\\n\"\n"
    );
    for (entry, places) in entries {
        file += &format!("\n#: {}\n{entry}\nmsgstr \"\"\n", places.join(" "));
    }
    Ok(file.into_bytes())
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A text that is translated.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) line: usize,
    pub(crate) text: String,
    pub(crate) domain: String,
}

/// Returns each text between single quotes that a translating function, whose name ends in `__`, is given first.
pub(crate) fn said(source: &str) -> Vec<Said> {
    let said = |(at, call): (usize, &str)| {
        let (text, rest) = literal(&source[at + call.len()..])?;
        let domain = rest.trim_start().strip_prefix(',').and_then(literal);
        Some(Said {
            line: source[..at].lines().count().max(1),
            text: text.to_owned(),
            domain: domain.map_or("", |(domain, _)| domain).to_owned(),
        })
    };
    source.match_indices("__(").filter_map(said).collect()
}

/// Returns the text between the single quotes that `source` begins with, and what follows.
fn literal(source: &str) -> Option<(&str, &str)> {
    source.trim_start().strip_prefix('\'')?.split_once('\'')
}

/// Writes the zip: the same bytes for the same files, whenever and wherever it is made.
fn zipped(path: &Path, files: &Files) -> Result<(), io::Error> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(File::create(path)?);
    for (name, bytes) in files {
        zip.start_file(format!("right-track/{name}"), options)?;
        zip.write_all(bytes)?;
    }
    zip.finish()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(pairs: &[(&str, &str)]) -> Files {
        let owned = |(name, text): &(&str, &str)| (name.to_string(), text.as_bytes().to_vec());
        pairs.iter().map(owned).collect()
    }

    fn text(files: &Files, name: &str) -> String {
        String::from_utf8(files[name].clone()).unwrap()
    }

    /// A project with the plugin's own files as they are.
    fn project() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let own = read_all(&project::root().join("integrations/wordpress")).unwrap();
        for (name, bytes) in own {
            write(
                &folder.path().join("integrations/wordpress").join(name),
                &bytes,
            )
            .unwrap();
        }
        for (name, text) in [
            ("LICENSE-MIT", "MIT"),
            ("LICENSE-APACHE", "Apache"),
            ("dist/index.html", "<p>Page</p>"),
            (
                "dist/embed/1/right-track.js",
                r#"["../1/content/en-1.bin"]"#,
            ),
            ("dist/embed/1/content/en-1.bin", "words"),
            ("dist/embed/1/custom-elements.json", "{}"),
            ("dist/embed/1/right-track.js.br", "small"),
            ("dist/practices/index.html", "<p>Choose</p>"),
            ("dist/practices/right-track.zip", "the one before"),
        ] {
            write(&folder.path().join(name), text.as_bytes()).unwrap();
        }
        folder
    }

    #[test]
    fn lays_out_the_plugin_with_its_version_and_what_is_served() {
        let folder = project();
        let plugin = folder.path().join(FOLDER);
        write(&plugin.join("old.php"), b"").unwrap();
        do_work(folder.path(), &folder.path().join("dist")).unwrap();
        let files = read_all(&plugin).unwrap();
        let names: Vec<_> = files.keys().map(String::as_str).collect();
        assert_eq!(
            names,
            [
                "LICENSE-APACHE",
                "LICENSE-MIT",
                "block/block.json",
                "block/editor.asset.php",
                "block/editor.js",
                "languages/right-track.pot",
                "readme.txt",
                "right-track.php",
                "uninstall.php",
                "widget/embed/1/content/en-1.dat",
                "widget/embed/1/right-track.js",
                "widget/index.html",
                "widget/index.php",
            ]
        );
        for name in ["right-track.php", "readme.txt", "block/block.json"] {
            let text = text(&files, name);
            assert!(
                text.contains(VERSION) && !text.contains(NO_VERSION),
                "{name}"
            );
        }
        assert_eq!(
            text(&files, "widget/embed/1/right-track.js"),
            r#"["../1/content/en-1.dat"]"#
        );
        let template = text(&files, "languages/right-track.pot");
        for piece in [
            "msgctxt \"block title\"\nmsgid \"Right Track check-in\"\n",
            "#: right-track.php:",
            "msgid \"Open the private check-in\"\nmsgstr \"\"\n",
            "msgid \"Contact address\"\n",
        ] {
            assert!(template.contains(piece), "{piece} in {template}");
        }
    }

    #[test]
    fn zips_the_same_files_into_the_same_bytes() {
        let folder = project();
        let made = || {
            do_work(folder.path(), &folder.path().join("dist")).unwrap();
            fs::read(folder.path().join(ZIP)).unwrap()
        };
        let one = made();
        assert_eq!(one, made());
        let mut zip = zip::ZipArchive::new(io::Cursor::new(&one)).unwrap();
        let mut file = zip
            .by_name("right-track/widget/embed/1/content/en-1.dat")
            .unwrap();
        let mut text = String::new();
        io::Read::read_to_string(&mut file, &mut text).unwrap();
        assert_eq!(text, "words");
        // The year in which the time of zips begins.
        assert_eq!(file.last_modified().map(|time| time.year()), Some(1980));
    }

    #[test]
    fn says_when_nobody_names_a_file_that_gets_another_name() {
        let served = files(&[("embed/1/content/en-1.bin", ""), ("embed/1/a.js", "other")]);
        let sentence = widget(served).unwrap_err();
        assert!(
            sentence.starts_with("No script names embed/1/content/en-1.bin"),
            "{sentence}"
        );
    }

    #[test]
    fn says_when_a_file_has_no_place_for_the_version() {
        let mut given = files(&[("readme.txt", "Stable tag: 1")]);
        for name in ["readme.txt", "other.txt"] {
            let sentence = put_version(&mut given, name).unwrap_err();
            assert!(sentence.contains(name), "{sentence}");
        }
    }

    #[test]
    fn finds_every_text_to_translate() {
        let source = "a( esc_html__( 'One', 'd' ) );\nb = __(\n\t'Two “a”',\n\t'e'\n);\n__( name, 'd' ); __( 'Three' )";
        let found = [(1, "One", "d"), (2, "Two “a”", "e"), (6, "Three", "")];
        let found = found.map(|(line, text, domain)| Said {
            line,
            text: text.to_owned(),
            domain: domain.to_owned(),
        });
        assert_eq!(said(source), found);
        assert_eq!(quoted("a \"b\" \\"), "\"a \\\"b\\\" \\\\\"");
    }
}
