//! Programs that come by npm, at the versions of xtask/package-lock.json.

use std::{env, fs, path::PathBuf, process::Command};

use crate::{project, run};

const OLDEST_NODE: u32 = 20;

/// Installs the programs when they are missing or outdated, and returns their folder.
pub(super) fn programs() -> Result<PathBuf, String> {
    node()?;
    let xtask = project::root().join("xtask");
    let lock = project::read(&xtask.join("package-lock.json"))?;
    // Written last, so that an installation that was broken off is made again.
    let installed = xtask.join("node_modules/.installed-package-lock.json");
    if fs::read_to_string(&installed).is_ok_and(|installed| installed == lock) {
        return Ok(folder());
    }
    println!(
        "Installing wasm-opt, esbuild and others by npm (about a minute, this happens once) …"
    );
    run::succeed(command().args(["ci", "--no-progress"]).current_dir(&xtask)).map_err(|error| {
        format!(
            "wasm-opt, esbuild and others could not be installed: {error}. Check that npm is installed and the network connection works, then run the command again."
        )
    })?;
    fs::write(&installed, lock)
        .map_err(|error| format!("Could not write {} ({error}).", installed.display()))?;
    Ok(folder())
}

/// Returns npm itself.
pub(crate) fn command() -> Command {
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// Returns the folder of the programs.
pub(super) fn folder() -> PathBuf {
    project::root().join("xtask/node_modules/.bin")
}

fn node() -> Result<(), String> {
    let node = format!("node{}", env::consts::EXE_SUFFIX);
    let version = run::printed(Command::new(node).arg("--version"));
    let major = version.as_deref().and_then(major_of);
    match (version.as_deref(), major) {
        (_, Some(major)) if major >= OLDEST_NODE => Ok(()),
        (Some(version), _) => Err(format!(
            "Node.js {} is too old: install version {OLDEST_NODE} or later from https://nodejs.org, and run the command again.",
            version.trim()
        )),
        (None, _) => Err(format!(
            "Node.js is missing: install version {OLDEST_NODE} or later, with npm, from https://nodejs.org, and run the command again."
        )),
    }
}

fn major_of(version: &str) -> Option<u32> {
    version
        .trim()
        .strip_prefix('v')?
        .split('.')
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_major_version_of_node() {
        assert_eq!(major_of("v20.20.2\n"), Some(20));
        assert_eq!(major_of("unknown"), None);
    }

    #[test]
    fn pins_every_package_without_an_address() {
        let lock = project::read(&project::root().join("xtask/package-lock.json")).unwrap();
        assert!(!lock.contains("\"resolved\""));
        assert!(!lock.contains("https://registry"));
        assert!(lock.contains("\"integrity\""));
    }
}
