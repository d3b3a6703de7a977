//! Programs that Cargo builds and installs.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use super::Tools;
use crate::run;

/// A program at one version.
pub(super) struct CargoTool {
    name: &'static str,
    package: &'static str,
    /// The first is the program itself; all must be of the version.
    programs: &'static [&'static str],
    version: String,
    locked: bool,
    duration: &'static str,
}

/// Returns the builder of web applications in Rust.
pub(super) fn trunk() -> CargoTool {
    CargoTool {
        name: "Trunk",
        package: "trunk",
        programs: &["trunk"],
        version: "0.21.14".to_owned(),
        locked: true,
        duration: "about ten minutes",
    }
}

/// Returns the maker of the JavaScript glue, and its runner of tests.
pub(super) fn wasm_bindgen(version: String) -> CargoTool {
    CargoTool {
        name: "wasm-bindgen",
        package: "wasm-bindgen-cli",
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        version,
        // The lock file of 0.2.130 asks for a package that was never published.
        locked: false,
        duration: "about three minutes",
    }
}

/// Returns the driver of Firefox.
pub(super) fn geckodriver() -> CargoTool {
    CargoTool {
        name: "geckodriver",
        package: "geckodriver",
        programs: &["geckodriver"],
        version: "0.37.1".to_owned(),
        locked: true,
        duration: "about two minutes",
    }
}

/// Returns the checker of licences, bans, sources and known holes.
pub(super) fn cargo_deny() -> CargoTool {
    CargoTool {
        name: "cargo-deny",
        package: "cargo-deny",
        programs: &["cargo-deny"],
        // Half the crates of 0.18, as it fetches by git and not by a library of its own.
        version: "0.20.2".to_owned(),
        locked: true,
        duration: "two to five minutes",
    }
}

impl CargoTool {
    /// Returns the path of the program, after installing it when it is missing.
    pub(super) fn program(&self) -> Result<PathBuf, String> {
        if let Some(program) = run::find(self.programs[0])
            && self.is_in(program.parent().unwrap_or(&program))
        {
            return Ok(program);
        }
        let place = cache()?.join(format!("{}-{}", self.package, self.version));
        let folder = place.join("bin");
        if !self.is_in(&folder) {
            self.install(&place)?;
        }
        Ok(folder.join(file_name(self.programs[0])))
    }

    fn is_in(&self, folder: &Path) -> bool {
        self.programs.iter().all(|program| {
            let program = folder.join(file_name(program));
            run::printed(Command::new(program).arg("--version"))
                .and_then(|text| version_in(&text).map(|version| version == self.version))
                .unwrap_or(false)
        })
    }

    fn install(&self, place: &Path) -> Result<(), String> {
        println!(
            "Installing {} {} ({}, this happens once) …",
            self.name, self.version, self.duration
        );
        let mut cargo = run::cargo();
        cargo.args(["install", self.package, "--version", &self.version]);
        if self.locked {
            cargo.arg("--locked");
        }
        // The folder is ours: what is there and was not taken is broken.
        cargo.args(["--force", "--root"]).arg(place);
        // Cargo would advise to put the folder on PATH, which nobody needs to do.
        let folders = vec![place.join("bin")];
        Tools { folders }.apply_to(&mut cargo);
        run::succeed(&mut cargo).map_err(|error| {
            format!(
                "{} {} could not be installed: {error}. Check the network connection and the message above, then run the command again.",
                self.name, self.version
            )
        })
    }
}

fn file_name(program: &str) -> String {
    format!("{program}{}", env::consts::EXE_SUFFIX)
}

/// Returns the second word of the first line, which is the version for all of these programs.
fn version_in(text: &str) -> Option<&str> {
    text.lines().next()?.split_whitespace().nth(1)
}

/// Returns the folder that programs are installed in.
pub(super) fn cache() -> Result<PathBuf, String> {
    env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        // The XDG specification asks to pass over relative ones.
        .filter(|folder| folder.is_absolute())
        .or_else(|| env::home_dir().map(|home| home.join(".cache")))
        .map(|folder| folder.join("right-track-tools"))
        .ok_or_else(|| {
            "There is no place to install tools in: set XDG_CACHE_HOME to a folder.".to_owned()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_version_that_a_program_prints() {
        for (text, version) in [
            ("trunk 0.21.14\n", Some("0.21.14")),
            ("wasm-bindgen 0.2.130 (7ab1c2d)\n", Some("0.2.130")),
            ("geckodriver 0.37.1 ( )\n\nThe source code", Some("0.37.1")),
            ("cargo-deny 0.20.2\n", Some("0.20.2")),
            ("", None),
            ("trunk", None),
        ] {
            assert_eq!(version_in(text), version, "{text:?}");
        }
    }

    #[test]
    fn takes_no_program_of_another_version() {
        let cargo = run::cargo();
        let program = Path::new(cargo.get_program());
        let mut tool = trunk();
        tool.programs = &["cargo"];
        let folder = program.parent().unwrap();
        assert!(!tool.is_in(folder));
        let text = run::printed(Command::new(program).arg("--version")).unwrap();
        tool.version = version_in(&text).unwrap().to_owned();
        assert!(tool.is_in(folder));
    }
}
