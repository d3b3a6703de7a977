//! `cargo xtask dist`: builds what is served.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::{
    lay_out::{self, integrity},
    project::{self, VERSION},
    run,
    tools::{self, Tools},
};

/// Where the tests look for what a compiler builds that takes no unstable options, below the project's folder.
pub const PLAIN: &str = "target/plain/dist";

/// Installs what is missing and builds `dist/`.
pub fn build() -> Result<(), String> {
    build_with(&tools::for_build()?)
}

/// Builds `dist/` with `tools`.
pub fn build_with(tools: &Tools) -> Result<(), String> {
    let plain = env::var_os("RIGHT_TRACK_PLAIN").is_some();
    build_into(tools, &project::dist(), plain)
}

/// Builds [`PLAIN`] with `tools`, as `RIGHT_TRACK_PLAIN=1` would build `dist/`.
///
/// It replaces the npm package and the WordPress plugin, too, so the usual build must follow.
pub fn build_plain(tools: &Tools) -> Result<(), String> {
    build_into(tools, &project::root().join(PLAIN), true)
}

fn build_into(tools: &Tools, dist: &Path, plain: bool) -> Result<(), String> {
    let options = if plain { &[][..] } else { &SMALLER };
    // Trunk builds offline, so that it downloads no tools of its own.
    fetch(&[], &[])?;
    // The standard library has crates of its own, and more of them for WebAssembly than for this machine.
    fetch(&["--target", TARGET], options)?;
    copy_for_the_hook()?;
    // The program of the widget inside somebody's page, and then the private page, whose program can do more.
    let [inline, practices] = ["inline", "practices"].map(|name| {
        let target = if plain { "target/plain" } else { "target" };
        project::root().join(target).join(name)
    });
    for (page, dist) in [
        ("embed/inline.html", &*inline),
        ("index.html", dist),
        ("practices/index.html", &*practices),
    ] {
        build_page(tools, page, dist, &inline, plain)?;
    }
    // Trunk has made `dist` anew, so this comes after it. The plugin holds what is served up to here; the page for
    // practices hands it out; and the last is made of all that is served.
    let plugin = lay_out::wordpress::lay_out(dist)?;
    lay_out::practices::lay_out(&practices, &plugin, dist)?;
    lay_out::lay_out_for_hosts(dist)
}

/// Downloads the crates that a build needs with `options`.
fn fetch(args: &[&str], options: &[(&str, &str)]) -> Result<(), String> {
    let mut fetch = run::cargo();
    fetch.args(["fetch", "--quiet", "--locked"]).args(args);
    fetch.envs(options.iter().copied());
    run::succeed(&mut fetch).map_err(|error| {
        format!(
            "The crates could not be downloaded: {error}. Check the network connection and the message above, then run the command again."
        )
    })
}

fn build_page(
    tools: &Tools,
    page: &str,
    dist: &Path,
    inline: &Path,
    plain: bool,
) -> Result<(), String> {
    let options = if plain { &[][..] } else { &SMALLER };
    let mut trunk = tools.command("trunk");
    if plain {
        // With other options in the same folder, Cargo would compile every crate anew, each time.
        trunk.env("CARGO_TARGET_DIR", project::root().join("target/plain"));
    }
    trunk
        .args(["build", "--release", "--offline", "--locked", "--quiet"])
        .arg("--dist")
        .arg(dist)
        .arg(project::root().join(page))
        .env(lay_out::INLINE, inline)
        .envs(options.iter().copied())
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

/// Compiles the program of the widget inside somebody's page, as [`build`] does, and returns where it is.
pub(crate) fn compile(tools: &Tools) -> Result<PathBuf, String> {
    let mut cargo = run::cargo();
    tools.apply_to(&mut cargo);
    cargo
        .args(["build", "--quiet", "--release", "--locked"])
        .args(["--bin", "right-track", "--target", TARGET])
        .envs(SMALLER);
    run::succeed(&mut cargo)?;
    let folder = project::root().join("target").join(TARGET).join("release");
    Ok(folder.join("right-track.wasm"))
}

const TARGET: &str = "wasm32-unknown-unknown";

/// Returns the snippet of this very version, whose loader the browser checks before it runs it.
pub fn pinned_snippet() -> Result<String, String> {
    let path = project::dist()
        .join("embed")
        .join(VERSION)
        .join("right-track.js");
    let loader = fs::read(&path).map_err(|error| {
        format!(
            "Could not read {} ({error}): run `cargo xtask dist`.",
            path.display()
        )
    })?;
    Ok(format!(
        "{ELEMENT}\n<script src=\"https://HOST/embed/{VERSION}/right-track.js\" integrity=\"{}\" crossorigin=\"anonymous\" defer></script>",
        integrity(&loader)
    ))
}

/// The element as the README recommends it.
const ELEMENT: &str = r#"<right-track region="GB" style="display:block;min-height:45em"><a href="https://HOST/">Open the private check-in</a></right-track>"#;

/// Lets the compiler build the standard library, too, without what a widget never shows.
///
/// It saves the visitor about 12 KB of 87 after compression: panics trap at once instead of making sentences, and
/// their places and debug texts are left out. Building the standard library is not stable yet, so the pinned
/// toolchain is told to allow it. `RIGHT_TRACK_PLAIN=1` builds without it: the same behaviour in more bytes.
const SMALLER: [(&str, &str); 3] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    (
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none",
    ),
];

/// Puts this program where Trunk.toml looks for it. Cargo cannot start it from there: it would see the settings of the
/// widget's build and build everything anew.
fn copy_for_the_hook() -> Result<(), String> {
    let folder = project::root().join("target/xtask");
    let copy = folder.join(format!("xtask{}", env::consts::EXE_SUFFIX));
    fs::create_dir_all(&folder)
        .and_then(|()| fs::copy(env::current_exe()?, &copy))
        .map(|_| ())
        .map_err(|error| {
            format!(
                "Could not write {} ({error}): check the free space and the folder's rights.",
                copy.display()
            )
        })
}
