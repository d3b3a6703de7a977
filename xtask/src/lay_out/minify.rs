//! Minifying by esbuild.

use std::process::Command;

use crate::{run, tools};

/// What every browser knows that can run the widget: adoptable stylesheets came with Firefox 101
/// and Safari 16.4, the WebAssembly that Rust writes with Chrome 96.
const TARGET: &str = "--target=es2022";

/// What is minified.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// A classic script. It shares its global names with the page, so they are all wrapped: the
    /// minifier adds some of its own.
    Script,
    /// A module.
    Module,
    /// CSS.
    Styles,
}

/// Returns `text` without what only people need.
///
/// The result is ASCII, so that a server that names a wrong character set does no harm.
pub(super) fn minify(kind: Kind, text: &str) -> Result<String, String> {
    let (arguments, name): (&[_], _) = match kind {
        Kind::Script => (&["--loader=js", TARGET, "--format=iife"], "the loader"),
        Kind::Module => (&["--loader=js", TARGET, "--format=esm"], "the glue"),
        Kind::Styles => (&["--loader=css"], "the styles"),
    };
    let mut esbuild = Command::new(tools::esbuild()?);
    esbuild
        .args(["--minify", "--log-level=warning"])
        .args(arguments);
    let failed = |reason: &dyn std::fmt::Display| {
        format!(
            "Minifying {name} failed: {reason}. Correct what the message above names, then build again."
        )
    };
    let bytes = run::filter(&mut esbuild, text.as_bytes()).map_err(|error| failed(&error))?;
    let text = String::from_utf8(bytes).map_err(|error| failed(&error))?;
    let text = text.trim_end();
    Ok(match kind {
        // It leaves the values of custom properties as they are. No text of ours in the styles has these.
        Kind::Styles => text.replace(": ", ":").replace(", ", ","),
        Kind::Script | Kind::Module => text.to_owned(),
    })
}
