//! The programs that the commands need, installed when they are missing.
//!
//! A program of the right version on PATH is used as it is. Others go into a cache folder of this
//! user, so that installing never replaces what the user has chosen for other projects.

mod browsers;
mod cargo_tool;
mod compiler;
mod debian;
pub(crate) mod npm;
mod rust;
mod servers;
pub mod wordpress;

use std::{env, path::PathBuf, process::Command};

pub use browsers::{Browsers, browsers};
use cargo_tool::CargoTool;
pub use servers::{Servers, servers};

use crate::{project, run};

/// Programs that are installed, at their right versions.
#[derive(Debug, Default)]
pub struct Tools {
    folders: Vec<PathBuf>,
}

impl Tools {
    /// Returns a command, run in the project's folder, that finds these programs first.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        self.apply_to(&mut command);
        command.current_dir(project::root());
        command
    }

    /// Lets `command` and what it starts find these programs first.
    pub fn apply_to(&self, command: &mut Command) {
        let folders = self.folders.iter().cloned().chain(run::path_folders());
        // Only a folder with the separator in its name cannot be joined; then PATH stays.
        if let Ok(path) = env::join_paths(folders) {
            command.env("PATH", path);
        }
    }

    fn add(&mut self, program: PathBuf) {
        let folder = program.parent().map(PathBuf::from).unwrap_or_default();
        // What is on PATH keeps its place there: its folder may hold more than this program.
        if !run::path_folders().contains(&folder) {
            self.folders.push(folder);
        }
    }
}

/// Installs what the checks need that run without a browser.
pub fn for_check() -> Result<(), String> {
    rust::components()?;
    // The spelling test reads its dictionary from there.
    npm::programs()?;
    rust::wasm_target()
}

/// Installs what building the widget needs.
pub fn for_build() -> Result<Tools, String> {
    rust::wasm_target()?;
    rust::sources()?;
    let mut tools = Tools {
        folders: vec![npm::programs()?],
    };
    tools.add(cargo_tool::trunk().program()?);
    tools.add(wasm_bindgen()?.program()?);
    Ok(tools)
}

/// Returns the path of cargo-deny, after installing it when it is missing.
pub fn cargo_deny() -> Result<PathBuf, String> {
    cargo_tool::cargo_deny().program()
}

/// Installs what building the fuzz targets needs.
pub fn for_fuzz() -> Result<(), String> {
    compiler::for_cpp()
}

fn wasm_bindgen() -> Result<CargoTool, String> {
    // Both sides of the glue must be of the very same version.
    Ok(cargo_tool::wasm_bindgen(project::locked_version(
        "wasm-bindgen",
    )?))
}

/// Returns the path of esbuild, which [`for_build`] installs.
pub fn esbuild() -> Result<PathBuf, String> {
    let esbuild = npm::folder().join("esbuild");
    if esbuild.exists() {
        Ok(esbuild)
    } else {
        Err("esbuild is not installed: run `cargo xtask dist`, which installs it.".to_owned())
    }
}
