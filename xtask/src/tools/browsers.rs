//! The browsers that the tests drive, and their drivers.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{cargo_tool, debian};
use crate::run;

/// Where the browsers and their drivers are.
#[derive(Clone, Debug)]
pub struct Browsers {
    /// Chromium itself.
    pub chromium: PathBuf,
    /// The driver of Chromium.
    pub chromedriver: PathBuf,
    /// Firefox itself.
    pub firefox: PathBuf,
    /// The driver of Firefox.
    pub geckodriver: PathBuf,
    /// The driver of WebKitGTK.
    pub webkit_driver: PathBuf,
    /// The small browser of WebKitGTK, which needs a display.
    pub mini_browser: PathBuf,
    /// The display without a screen that the small browser draws on.
    pub xvfb: PathBuf,
}

/// Returns the browsers, after installing what is missing: on Debian as root; elsewhere it says
/// what to install.
pub fn browsers() -> Result<Browsers, String> {
    let needs: Vec<_> = NEEDS
        .iter()
        .filter(|need| (need.find)().is_none())
        .collect();
    let mut packages: Vec<_> = needs.iter().map(|need| need.package).collect();
    packages.dedup();
    if !packages.is_empty() {
        if !debian::can_install() {
            let names: Vec<_> = needs.iter().map(|need| need.name).collect();
            return Err(missing(&names, &packages));
        }
        debian::install(&packages)?;
    }
    let [
        chromium,
        chromedriver,
        firefox,
        webkit_driver,
        mini_browser,
        xvfb,
    ] = NEEDS.map(|need| (need.find)().ok_or_else(|| missing(&[need.name], &[need.package])));
    Ok(Browsers {
        chromium: chromium?,
        chromedriver: chromedriver?,
        firefox: firefox?,
        geckodriver: cargo_tool::geckodriver().program()?,
        webkit_driver: webkit_driver?,
        mini_browser: mini_browser?,
        xvfb: xvfb?,
    })
}

struct Need {
    name: &'static str,
    package: &'static str,
    find: fn() -> Option<PathBuf>,
}

const NEEDS: [Need; 6] = [
    Need {
        name: "Chromium",
        package: "chromium",
        find: || run::find("chromium").or_else(|| run::find("chromium-browser")),
    },
    Need {
        name: "chromedriver",
        package: "chromium-driver",
        find: || run::find("chromedriver"),
    },
    Need {
        name: "Firefox",
        package: "firefox-esr",
        find: || run::find("firefox-esr").or_else(|| run::find("firefox")),
    },
    Need {
        name: "WebKitWebDriver",
        package: "webkit2gtk-driver",
        find: || run::find("WebKitWebDriver"),
    },
    Need {
        name: "WebKitGTK's MiniBrowser",
        package: "webkit2gtk-driver",
        find: || mini_browser(Path::new("/usr/lib")),
    },
    Need {
        name: "Xvfb",
        package: "xvfb",
        find: || run::find("Xvfb"),
    },
];

/// Finds the newest MiniBrowser below `lib`: `<lib>/<machine>/webkit2gtk-4.1/MiniBrowser`.
fn mini_browser(lib: &Path) -> Option<PathBuf> {
    let folders = |folder: PathBuf| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path())
    };
    folders(lib.to_owned())
        .chain([lib.to_owned()])
        .flat_map(folders)
        .filter(|folder| {
            let name = folder.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("webkit2gtk-") || name.starts_with("webkitgtk-")
        })
        .map(|folder| folder.join("MiniBrowser"))
        .filter(|program| program.is_file())
        .max()
}

fn missing(names: &[&str], packages: &[&str]) -> String {
    format!(
        "The tests need programs that are not installed: {}. Install them (on Debian: `apt-get install -y {}`), then run `cargo xtask test` again.",
        names.join(", "),
        packages.join(" ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_newest_small_browser() {
        let lib = tempfile::tempdir().unwrap();
        for version in ["webkit2gtk-4.0", "webkit2gtk-4.1", "other"] {
            let folder = lib.path().join("x86_64-linux-gnu").join(version);
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("MiniBrowser"), "").unwrap();
        }
        let found = mini_browser(lib.path()).unwrap();
        assert!(found.ends_with("x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser"));
        assert_eq!(mini_browser(&lib.path().join("none")), None);
    }

    #[test]
    fn says_exactly_what_to_install() {
        let sentence = missing(&["Chromium", "Firefox"], &["chromium", "firefox-esr"]);
        assert!(sentence.contains("Chromium, Firefox"), "{sentence}");
        assert!(
            sentence.contains("`apt-get install -y chromium firefox-esr`"),
            "{sentence}"
        );
    }
}
