//! The private page: what it holds for those who have no scripts, and what it needs to be installed and to work without
//! a connection.

use std::{collections::BTreeMap, fs, path::Path};

use base64::{Engine, engine::general_purpose::STANDARD};
use right_track::{
    domain::{
        content::{Content, PlainText},
        regions::Regions,
    },
    prerender,
};
use serde_json::json;

use super::{Kind, Work, hashed, icons, integrity, write};
use crate::project::{self, MAJOR};

/// Stands in the page for what can be read without scripts.
const PLAIN: &str = "<!-- what can be read without scripts -->";
/// Stands in the page for its icon, which so needs no request of its own.
const ICON: &str = "data:,";
/// Stands in the service worker for what the build tells it.
const OFFLINE: &str = "__RIGHT_TRACK_OFFLINE__";
const PAGE: &str = "index.html";
const WORKER: &str = "service-worker.js";
const MANIFEST: &str = "app.webmanifest";
/// Begins the name of every cache of ours: see `embed/service-worker.js` and `embed/private.js`.
const CACHE: &str = "right-track:page-";

/// Completes the page that Trunk has left, and lays out what belongs to it.
pub(super) fn lay_out(work: &Work) -> Result<(), String> {
    icons::lay_out(work)?;
    let picture = project::read(&work.staging.join(icons::PICTURE))?;
    let icon = format!("data:image/svg+xml;base64,{}", STANDARD.encode(picture));
    let path = work.staging.join(PAGE);
    let page = project::read(&path)?;
    let page = filled(&page, PLAIN, &words(work)?.plain)?;
    write(&path, filled(&page, ICON, &icon)?.as_bytes())?;
    let manifest = fs::read(work.project.join("embed").join(MANIFEST));
    let manifest =
        manifest.map_err(|error| format!("Could not read embed/{MANIFEST} ({error})."))?;
    write(&work.staging.join(MANIFEST), &manifest)?;
    lay_out_service_worker(work)
}

/// What the page says without its program.
struct Words {
    plain: String,
    /// A whole page.
    broken: String,
}

fn words(work: &Work) -> Result<Words, String> {
    let folder = work.project.join("content");
    let text = project::read(&folder.join("en-GB.json"))?;
    let read = || -> Result<Words, String> {
        let content: &'static Content = Box::leak(Box::new(Content::read(&text)?));
        let regions = project::read(&folder.join("regions.json"))?;
        let regions: &'static Regions = Box::leak(Box::new(Regions::read(&regions)?));
        let text = PlainText::read(&text)?;
        let broken = prerender::broken(content, regions, text);
        Ok(Words {
            plain: prerender::plain(content, regions, text),
            broken: format!(
                "<!doctype html><html lang=\"{}\" dir=\"{}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\"><title>Notes</title>{broken}</html>",
                &*content.language, &*content.direction,
            ),
        })
    };
    read().map_err(|reason| format!("{} cannot be used: {reason}. Correct it.", folder.display()))
}

/// Returns `text` with `what` in the one place that is kept for it.
fn filled(text: &str, place: &str, what: &str) -> Result<String, String> {
    match text.matches(place).count() {
        1 => Ok(text.replace(place, what)),
        found => Err(format!(
            "The private page must contain `{place}` exactly once, but contains it {found} times: correct index.html or embed/{WORKER}."
        )),
    }
}

/// Lays out the service worker for the page that is laid out already.
pub(super) fn lay_out_service_worker(work: &Work) -> Result<(), String> {
    let files = files_of_page(work.staging)?;
    let source = project::read(&work.project.join("embed").join(WORKER))?;
    let broken = words(work)?.broken;
    let told = |name: &str| {
        let told = json!({ "name": name, "files": files, "broken": broken });
        filled(&source, OFFLINE, &told.to_string())
    };
    // Whatever of it changes, the cache is another one.
    let name = format!("{CACHE}{}", hashed::short(told("")?.as_bytes()));
    let worker = (work.minify)(Kind::Script, &told(&name)?)?;
    write(&work.staging.join(WORKER), worker.as_bytes())
}

/// Returns the addresses of everything that the page loads, with their integrity values.
///
/// The page is known by the address of its folder. Of the versioned files it has those that its loader names, and those
/// that these name in turn.
fn files_of_page(folder: &Path) -> Result<BTreeMap<String, String>, String> {
    let read = |file: &str| {
        let path = folder.join(file);
        fs::read(&path).map_err(|error| format!("Could not read {} ({error}).", path.display()))
    };
    let loader = format!("embed/{MAJOR}/private-page.js");
    let text = String::from_utf8_lossy(&read(&loader)?).into_owned();
    let mut versioned: Vec<_> = text
        .split('"')
        .filter_map(|address| Some(format!("embed/{}", address.strip_prefix("../")?)))
        .filter(|file| folder.join(file).is_file())
        .collect();
    for script in versioned.clone() {
        if script.ends_with(".js") {
            let text = String::from_utf8_lossy(&read(&script)?).into_owned();
            let (own, _) = script.rsplit_once('/').unwrap_or_default();
            let imported = text.split('"').filter_map(|name| name.strip_prefix("./"));
            let imported = imported.map(|name| format!("{own}/{name}"));
            versioned.extend(imported.filter(|file| folder.join(file).is_file()));
        }
    }
    let fixed = ["page.css".to_owned(), MANIFEST.to_owned(), loader];
    let mut files = BTreeMap::from([("./".to_owned(), integrity(&read(PAGE)?))]);
    for file in fixed.into_iter().chain(versioned) {
        files.insert(file.clone(), integrity(&read(&file)?));
    }
    Ok(files)
}
