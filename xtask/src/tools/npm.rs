//! Programs that come by npm, at the versions of xtask/package-lock.json.

use std::{env, fs, path::PathBuf, process::Command};

use crate::{project, run};

/// What Vite needs.
const OLDEST_NODE: (u32, u32) = (20, 19);

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

/// Fails with what to do unless Node.js is there and new enough.
pub(crate) fn node() -> Result<(), String> {
    let node = format!("node{}", env::consts::EXE_SUFFIX);
    let version = run::printed(Command::new(node).arg("--version"));
    let number = version.as_deref().and_then(number_of);
    let oldest = format!("{}.{}", OLDEST_NODE.0, OLDEST_NODE.1);
    match (version.as_deref(), number) {
        (_, Some(number)) if number >= OLDEST_NODE => Ok(()),
        (Some(version), _) => Err(format!(
            "Node.js {} is too old: install version {oldest} or later from https://nodejs.org, and run the command again.",
            version.trim()
        )),
        (None, _) => Err(format!(
            "Node.js is missing: install version {oldest} or later, with npm, from https://nodejs.org, and run the command again."
        )),
    }
}

/// Returns the first two numbers of a version like `v20.19.2`.
fn number_of(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.trim().strip_prefix('v')?.split('.');
    let mut next = || numbers.next()?.parse().ok();
    Some((next()?, next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_version_of_node() {
        assert_eq!(number_of("v20.20.2\n"), Some((20, 20)));
        assert_eq!(number_of("v22.1.0"), Some((22, 1)));
        assert_eq!(number_of("unknown"), None);
    }

    #[test]
    fn pins_every_package_without_an_address() {
        let lock = project::read(&project::root().join("xtask/package-lock.json")).unwrap();
        assert!(!lock.contains("\"resolved\""));
        assert!(!lock.contains("https://registry"));
        assert!(lock.contains("\"integrity\""));
    }
}
