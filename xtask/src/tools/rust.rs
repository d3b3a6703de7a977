//! Parts of the Rust toolchain that a plain installation may lack.

use std::{path::Path, process::Command};

use crate::{project, run};

const TARGET: &str = "wasm32-unknown-unknown";

/// Adds the WebAssembly target when the toolchain of this project lacks it.
pub(super) fn wasm_target() -> Result<(), String> {
    let mut rustc = Command::new("rustc");
    rustc
        .args(["--print", "target-libdir", "--target", TARGET])
        .current_dir(project::root());
    let present = run::printed(&mut rustc).is_some_and(|folder| Path::new(folder.trim()).is_dir());
    if present {
        return Ok(());
    }
    add("target", TARGET)
}

/// Adds the sources of the standard library, which the widget's build compiles anew, when they are not there.
pub(super) fn sources() -> Result<(), String> {
    let mut rustc = Command::new("rustc");
    rustc
        .args(["--print", "sysroot"])
        .current_dir(project::root());
    let library = "lib/rustlib/src/rust/library/std";
    let present = run::printed(&mut rustc)
        .is_some_and(|folder| Path::new(folder.trim()).join(library).is_dir());
    if present {
        return Ok(());
    }
    add("component", "rust-src")
}

/// Adds rustfmt and Clippy when the toolchain of this project lacks them.
pub(super) fn components() -> Result<(), String> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if run::printed(run::cargo().args([subcommand, "--version"])).is_none() {
            add("component", component)?;
        }
    }
    Ok(())
}

fn add(kind: &str, name: &str) -> Result<(), String> {
    println!("Installing Rust's {kind} {name} (seconds, this happens once) …");
    let mut rustup = Command::new("rustup");
    rustup
        .args([kind, "add", name])
        .current_dir(project::root());
    run::succeed(&mut rustup).map_err(|error| {
        format!(
            "Rust's {kind} {name} is missing and could not be installed: {error}. Install Rust by rustup (https://rustup.rs), check the network connection, and run the command again."
        )
    })
}
