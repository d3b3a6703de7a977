//! `cargo xtask test`: every test.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::ValueEnum;
use serde_json::{Value, json};

use crate::{
    check, dist, fuzz, npm, project, run, size,
    steps::Steps,
    supply,
    tools::{self, Browsers, Servers, Tools},
    wordpress,
};

/// A kind of tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Format, lints and the tests that need no browser
    Native,
    /// The tests of single parts in Chromium and Firefox
    Browser,
    /// The npm package: installed, imported, typed, and bundled into a page in Chromium
    Npm,
    /// Whole ways through the pages, in Chromium, Firefox and WebKitGTK
    Journey,
    /// The WordPress plugin: its files, and real sites in Chromium
    Wordpress,
}

/// Installs what is missing and runs every test, or `only` one kind of them.
pub fn test(only: Option<Kind>) -> Result<(), String> {
    let wanted = |kind| only.is_none_or(|only| only == kind);
    let mut steps = Steps::default();
    if only == Some(Kind::Native) {
        check::take_steps(&mut steps)?;
    } else {
        // Before the quick steps, as an hour later is too late to learn what is missing.
        let tools = tools::for_build()?;
        let browsers = tools::browsers()?;
        let servers = tools::servers()?;
        if only.is_none() {
            tools::for_fuzz()?;
        }
        if wanted(Kind::Wordpress) {
            wordpress::fetch()?;
        }
        if wanted(Kind::Native) {
            check::take_steps(&mut steps)?;
        }
        if only.is_none() {
            supply::take_steps(&mut steps)?;
            fuzz::take_steps(&mut steps, fuzz::BRIEFLY)?;
        }
        if wanted(Kind::Journey) {
            // One of the journeys goes through it. First, as both builds make the npm package.
            let repeat = "RIGHT_TRACK_PLAIN=1 cargo xtask dist";
            steps.take("Build, plain", repeat, || dist::build_plain(&tools))?;
        }
        if wanted(Kind::Npm) || wanted(Kind::Journey) || wanted(Kind::Wordpress) {
            steps.take("Build", "cargo xtask dist", || dist::build_with(&tools))?;
        }
        if only.is_none() {
            steps.take("Size", "cargo xtask size", || size::check(&project::dist()))?;
        }
        if wanted(Kind::Browser) {
            take_browser_steps(&mut steps, &tools, &browsers)?;
        }
        if wanted(Kind::Npm) || wanted(Kind::Journey) {
            // One of the journeys goes through the page that this builds.
            let repeat = "cargo xtask test --only npm";
            steps.take("npm package", repeat, || npm::check(&tools))?;
        }
        if wanted(Kind::Wordpress) {
            let repeat = "cargo xtask test --only wordpress";
            steps.take("WordPress plugin", repeat, wordpress::check)?;
            let repeat = "cargo xtask wordpress";
            steps.take("WordPress sites", repeat, || {
                wordpress::try_on_sites(&browsers, &[])
            })?;
        }
        if wanted(Kind::Journey) {
            let repeat = "cargo xtask test --only journey";
            steps.take("Journeys", repeat, || journeys(&browsers, &servers, ""))?;
        } else if only == Some(Kind::Npm) {
            let repeat = "cargo xtask test --only npm";
            steps.take("Journey, npm package", repeat, || {
                journeys(&browsers, &servers, "npm_package::")
            })?;
        }
    }
    println!("\n{steps}");
    Ok(())
}

fn take_browser_steps(steps: &mut Steps, tools: &Tools, browsers: &Browsers) -> Result<(), String> {
    let Browsers {
        chromium, firefox, ..
    } = browsers;
    for (name, variable, driver, capabilities) in [
        (
            "Browser tests, Chromium",
            "CHROMEDRIVER",
            &browsers.chromedriver,
            // The runner adds what it takes to run headless and as root.
            json!({ "goog:chromeOptions": { "binary": chromium, "args": [
                "disable-background-networking",
                "disable-component-update",
                "disable-gpu",
                "disable-quic",
                "disable-sync",
                "no-first-run",
            ] } }),
        ),
        (
            "Browser tests, Firefox",
            "GECKODRIVER",
            &browsers.geckodriver,
            json!({ "moz:firefoxOptions": { "binary": firefox } }),
        ),
    ] {
        steps.take(name, "cargo xtask test --only browser", || {
            let mut cargo = run::cargo();
            tools.apply_to(&mut cargo);
            cargo
                // Not quiet: Cargo would pass that on to the runner, which does not know it.
                .args(["test", "-p", "right-track"])
                .args(["--target", "wasm32-unknown-unknown"])
                .args([
                    "--test",
                    "browser",
                    "--test",
                    "component",
                    "--test",
                    "keeping",
                ])
                .args(["--features", "private-page"])
                // The first one set wins, whichever browser it is for.
                .env_remove("CHROMEDRIVER")
                .env_remove("GECKODRIVER")
                .env(variable, driver)
                // In seconds; the defaults are short for a machine that is busy with others.
                .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60")
                .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
                .env(
                    "WASM_BINDGEN_TEST_WEBDRIVER_JSON",
                    settings(variable, &capabilities)?,
                );
            run::succeed(&mut cargo)
        })?;
    }
    Ok(())
}

/// Writes the settings of a browser session to where the runner of tests reads them.
fn settings(driver: &str, capabilities: &Value) -> Result<PathBuf, String> {
    let file = project::root()
        .join("target/xtask")
        .join(format!("{}.json", driver.to_lowercase()));
    file.parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(&file, capabilities.to_string()))
        .map_err(|error| format!("Could not write {} ({error}).", file.display()))?;
    Ok(file)
}

/// Runs the journeys whose names contain `filter`.
fn journeys(browsers: &Browsers, servers: &Servers, filter: &str) -> Result<(), String> {
    let programs: [(&str, &Path); 10] = [
        ("CHROMIUM", &browsers.chromium),
        ("CHROMEDRIVER", &browsers.chromedriver),
        ("FIREFOX", &browsers.firefox),
        ("GECKODRIVER", &browsers.geckodriver),
        ("MINIBROWSER", &browsers.mini_browser),
        ("WEBKITDRIVER", &browsers.webkit_driver),
        ("XVFB", &browsers.xvfb),
        ("NGINX_PROGRAM", &servers.nginx),
        ("APACHE_PROGRAM", &servers.apache),
        ("CADDY_PROGRAM", &servers.caddy),
    ];
    run::succeed(
        run::cargo()
            .args(["test", "--quiet", "-p", "journey", "--", filter])
            .envs(programs),
    )
}
