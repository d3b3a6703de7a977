//! The WordPress plugin: what its files must be like, and `cargo xtask wordpress`, which tries it on real sites.

mod rules;

use std::process::Command;

use crate::{
    dist,
    lay_out::{
        self,
        wordpress::{FOLDER, ZIP},
    },
    npm, project, run,
    tools::{self, Browsers, wordpress::SUITES},
};

pub use rules::broken;

/// Installs and downloads what [`check`] and [`try_on_sites`] need.
pub fn fetch() -> Result<(), String> {
    tools::wordpress::server()?;
    for suite in &SUITES {
        tools::wordpress::wordpress(suite)?;
    }
    Ok(())
}

/// Checks the plugin that `cargo xtask dist` has laid out: PHP can read it, and it keeps the rules of the directory.
pub fn check() -> Result<(), String> {
    let folder = project::root().join(FOLDER);
    let names = npm::files(&folder)
        .map_err(|error| format!("{error}: run `cargo xtask dist`, which makes the plugin"))?;
    let php = tools::wordpress::php()?;
    for name in names.iter().filter(|name| name.ends_with(".php")) {
        let mut lint = Command::new(&php);
        let said = run::printed(lint.arg("-l").arg(folder.join(name)));
        if said.is_none() {
            return Err(format!(
                "PHP cannot read {name}: `{}` says why",
                run::describe(&lint)
            ));
        }
    }
    let files = names
        .into_iter()
        .map(|name| {
            let bytes = std::fs::read(folder.join(&name))
                .map_err(|error| format!("could not read {name} ({error})"))?;
            Ok((name, bytes))
        })
        .collect::<Result<_, String>>()?;
    let mut broken = broken(&files);
    broken.extend(lay_out::wordpress::stale(&files));
    if broken.is_empty() {
        return Ok(());
    }
    Err(format!(
        "the plugin breaks rules of WordPress's directory:\n- {}\n",
        broken.join("\n- ")
    ))
}

/// Tries the plugin on real sites, with the WordPress of each of `suites` (of all, when it names none); it is built
/// first unless it is `built` already.
pub fn wordpress(suites: &[String], built: bool) -> Result<(), String> {
    for name in suites {
        if !SUITES.iter().any(|suite| suite.name == name) {
            let known = SUITES.map(|suite| suite.name).join(", ");
            return Err(format!(
                "{name} is no suite that the plugin is tried with: choose among {known}."
            ));
        }
    }
    let browsers = tools::browsers()?;
    if !built {
        dist::build()?;
    }
    check()?;
    try_on_sites(&browsers, suites)
        .map_err(|error| format!("{error}. The step above that says FAILED is the reason."))
}

/// Tries what is built on real sites.
pub fn try_on_sites(browsers: &Browsers, suites: &[String]) -> Result<(), String> {
    let mut cargo = run::cargo();
    cargo
        .args([
            "run",
            "--quiet",
            "-p",
            "journey",
            "--bin",
            "wordpress",
            "--",
        ])
        .arg(project::root().join(ZIP))
        .args(suites)
        .env("CHROMIUM", &browsers.chromium)
        .env("CHROMEDRIVER", &browsers.chromedriver);
    run::succeed(&mut cargo)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_suites_when_it_is_asked_for_another() {
        let sentence = wordpress(&["woody".to_owned()], true).unwrap_err();
        assert_eq!(
            sentence,
            "woody is no suite that the plugin is tried with: choose among bookworm, trixie, sid."
        );
    }
}
