//! The built site as files on a disk.

use std::{fs, path::Path};

use xtask::project::{MAJOR, VERSION};

use crate::{
    folder::Folder,
    site::{repository, with_witnesses},
};

/// The site in a folder, with a page beside it, to be opened without a server.
#[derive(Debug)]
pub struct Disk(Folder);

impl Disk {
    /// Copies the site, and the test page `name`.
    pub fn with_page(name: &str) -> Self {
        let disk = Self(Folder::new());
        let pages = repository().join("tests/pages");
        copy(&repository().join("dist"), disk.0.path());
        for script in ["open-root.js", "witness.js"] {
            copy(&pages.join(script), &disk.0.path().join(script));
        }
        let page = pages.join(name).join("index.html");
        let text = fs::read_to_string(&page)
            .unwrap_or_else(|error| panic!("Could not read {page:?}: {error}."));
        let scripts = r#"<script src="open-root.js"></script><script src="witness.js"></script>"#;
        // A path from the root of a site leads nowhere in a folder.
        let text = with_witnesses(&text, scripts).replace("=\"/", "=\"./");
        let page = disk.0.path().join("page.html");
        fs::write(&page, text).unwrap_or_else(|error| panic!("Could not write {page:?}: {error}."));
        disk
    }

    /// Copies the site alone, for a server.
    pub fn with_site() -> Self {
        let disk = Self(Folder::new());
        copy(&repository().join("dist"), disk.path());
        disk
    }

    /// Puts another release beside the ones that are there: the same program under the name `version`.
    pub fn add_release(&self, version: &str) {
        let embed = self.path().join("embed");
        copy(&embed.join(VERSION), &embed.join(version));
        let loader = embed.join(version).join("right-track.js");
        let text = fs::read_to_string(&loader)
            .unwrap_or_else(|error| panic!("Could not read {loader:?}: {error}."));
        fs::write(&loader, text.replace(VERSION, version))
            .unwrap_or_else(|error| panic!("Could not write {loader:?}: {error}."));
    }

    /// Makes a release the newest one.
    pub fn publish(&self, version: &str) {
        let embed = self.path().join("embed");
        let loader = embed.join(version).join("right-track.js");
        copy(&loader, &embed.join(MAJOR).join("right-track.js"));
    }

    /// Returns the folder.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Returns the address of the page.
    pub fn page(&self) -> String {
        format!("file://{}/page.html", self.0.path().display())
    }
}

fn copy(from: &Path, to: &Path) {
    let done = if from.is_dir() {
        fs::create_dir_all(to)
            .and_then(|()| fs::read_dir(from))
            .map(|entries| {
                for entry in entries.flatten() {
                    copy(&entry.path(), &to.join(entry.file_name()));
                }
            })
    } else {
        fs::copy(from, to).map(|_| ())
    };
    done.unwrap_or_else(|error| panic!("Could not copy {from:?}: {error}."));
}
