//! `cargo xtask dist`: builds what is served.

use std::env;

use crate::{
    run,
    tools::{self, Tools},
};

/// Installs what is missing and builds `dist/`.
pub fn build() -> Result<(), String> {
    build_with(&tools::for_build()?)
}

/// Builds `dist/` with `tools`.
pub fn build_with(tools: &Tools) -> Result<(), String> {
    // Trunk builds offline, so that it downloads no tools of its own.
    let mut fetch = run::cargo();
    fetch.args([
        "fetch",
        "--quiet",
        "--locked",
        "--target",
        "wasm32-unknown-unknown",
    ]);
    run::succeed(&mut fetch).map_err(|error| {
        format!(
            "The crates could not be downloaded: {error}. Check the network connection and the message above, then run the command again."
        )
    })?;
    let mut trunk = tools.command("trunk");
    trunk
        .args(["build", "--release", "--offline", "--locked", "--quiet"])
        // A trace through Trunk itself would bury what the compiler says.
        .env("RUST_BACKTRACE", "0");
    // Trunk refuses every value but these two, and NO_COLOR=1 is the usual one.
    if let Some(value) = env::var_os("NO_COLOR") {
        trunk.env("NO_COLOR", if value.is_empty() { "false" } else { "true" });
    }
    run::succeed(&mut trunk).map_err(|error| {
        format!(
            "The build failed: {error}. Correct what the messages above name, then run the command again."
        )
    })
}
