//! `cargo xtask supply`: what the project is made of.
//!
//! Licences, bans and sources are checked with what is on this machine. Known holes are looked up in lists that others
//! keep; where such a list cannot be reached, nothing counts as checked.

use std::{
    path::Path,
    process::{Command, Output, Stdio},
};

use serde_json::Value;

use crate::{
    project, run,
    steps::Steps,
    tools::{self, npm},
};

const REPEAT: &str = "cargo xtask supply";

/// Holes in npm packages that we live with: the end of the address of each, and why it does no harm here.
///
/// Those in crates stand in `deny.toml`; npm has no such list.
const ACCEPTED: &[(&str, &str)] = &[];

/// Checks licences, bans, sources and known holes, and fails also when something could not be checked.
pub fn check() -> Result<(), String> {
    let mut steps = Steps::default();
    take_steps(&mut steps)?;
    println!("\n{steps}");
    let missed: Vec<_> = steps.missed().collect();
    if missed.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "Not everything was checked: {}. Run `{REPEAT}` again where the lists can be reached.",
            missed.join("; ")
        ))
    }
}

/// Takes the steps of [`check`].
pub fn take_steps(steps: &mut Steps) -> Result<(), String> {
    let deny = tools::cargo_deny()?;
    steps.take("Crates: licences, bans, sources", REPEAT, || {
        // What deny.toml allows and nothing needs any more is denied as well, so that the lists stay true.
        let stale = ["license-exception-not-encountered", "unused-wrapper"];
        run::succeed(
            cargo_deny(&deny)
                .args(["check", "licenses", "bans", "sources"])
                .args(stale.iter().flat_map(|lint| ["--deny", lint])),
        )
    })?;

    let name = "Crates: known holes";
    let fetched = output(cargo_deny(&deny).args(["fetch", "db"]))?;
    if fetched.status.success() {
        steps.take(name, REPEAT, || {
            // Offline, as the list was fetched a moment ago: what fails now is a hole, not the network.
            run::succeed(cargo_deny(&deny).args(["--offline", "check", "advisories"]))
        })?;
    } else {
        steps.miss(name, last_line(&fetched.stderr));
    }

    let name = "npm packages: known holes";
    npm::node()?;
    let mut audit = npm::command();
    audit
        // All are for development, and a machine set up for production would leave out just these.
        .args(["audit", "--json", "--include=dev"])
        .current_dir(project::root().join("xtask"));
    let audit = output(&mut audit)?;
    match Audit::read(&audit) {
        Audit::NotReached(reason) => steps.miss(name, reason),
        Audit::Holes(holes) => steps.take(name, REPEAT, || match &*holes {
            [] => Ok(()),
            holes => Err(format!(
                "{}. Take a version without it in xtask/package.json, or say in xtask/src/supply.rs why it does no harm here",
                holes.join("; ")
            )),
        })?,
    }
    Ok(())
}

fn cargo_deny(program: &Path) -> Command {
    let mut command = Command::new(program);
    command
        // Without it, only what the widget itself needs is looked at.
        .args(["--workspace", "--locked"])
        .current_dir(project::root());
    command
}

fn output(command: &mut Command) -> Result<Output, String> {
    // Nobody is asked for a password.
    command.stdin(Stdio::null()).env("GIT_TERMINAL_PROMPT", "0");
    command
        .output()
        .map_err(|error| format!("`{}` could not be run ({error}).", run::describe(command)))
}

/// Returns the last line with something on it, which is where programs say what was in the way.
fn last_line(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    let line = text.lines().rev().find(|line| !line.trim().is_empty());
    line.unwrap_or("it did not say why").trim().to_owned()
}

/// What came of asking npm.
#[derive(Debug, PartialEq, Eq)]
enum Audit {
    /// The list could not be asked, with what was in the way.
    NotReached(String),
    /// The known holes, but those that are accepted.
    Holes(Vec<String>),
}

impl Audit {
    /// Reads what `npm audit --json` printed; its status is the same for a hole and for a lost connection.
    fn read(output: &Output) -> Self {
        let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        match report["vulnerabilities"].as_object() {
            Some(packages) if report["auditReportVersion"] == 2 => {
                let mut holes: Vec<_> = packages
                    .values()
                    .flat_map(|package| package["via"].as_array().into_iter().flatten())
                    // A bare name is a package that is affected through another one of these.
                    .filter(|via| via.is_object())
                    .filter(|via| !accepted(via["url"].as_str().unwrap_or_default()))
                    .map(hole)
                    .collect();
                holes.dedup();
                Self::Holes(holes)
            }
            _ => Self::NotReached(
                report["message"]
                    .as_str()
                    .map_or_else(|| last_line(&output.stderr), str::to_owned),
            ),
        }
    }
}

fn hole(via: &Value) -> String {
    let text = |key: &str| via[key].as_str().unwrap_or("?").to_owned();
    format!(
        "{} {}: {} ({}, {})",
        text("name"),
        text("range"),
        text("title"),
        text("severity"),
        text("url")
    )
}

fn accepted(address: &str) -> bool {
    ACCEPTED.iter().any(|(id, _)| address.ends_with(id))
}

#[cfg(test)]
mod tests {
    use std::process::ExitStatus;

    use super::*;

    fn audit(printed: &str, complained: &str) -> Audit {
        Audit::read(&Output {
            status: ExitStatus::default(),
            stdout: printed.into(),
            stderr: complained.into(),
        })
    }

    #[test]
    fn takes_an_empty_report_for_no_holes() {
        let report = r#"{ "auditReportVersion": 2, "vulnerabilities": {}, "metadata": {} }"#;
        assert_eq!(audit(report, ""), Audit::Holes(vec![]));
    }

    #[test]
    fn names_the_package_and_the_hole() {
        let report = r#"{ "auditReportVersion": 2, "vulnerabilities": {
            "a-plugin": { "via": ["vite"] },
            "vite": { "via": [{
                "name": "vite", "title": "Reads any file", "severity": "high", "range": "<9.0.0",
                "url": "https://github.com/advisories/GHSA-aaaa-bbbb-cccc"
            }] }
        } }"#;
        let said =
            "vite <9.0.0: Reads any file (high, https://github.com/advisories/GHSA-aaaa-bbbb-cccc)";
        assert_eq!(audit(report, ""), Audit::Holes(vec![said.to_owned()]));
    }

    #[test]
    fn never_takes_a_lost_connection_for_no_holes() {
        let refused = r#"{ "message": "405 Method Not Allowed", "statusCode": 405, "error": {} }"#;
        for (printed, complained, reason) in [
            (refused, "npm error", "405 Method Not Allowed"),
            ("", "npm error network\n\n", "npm error network"),
            ("{}", "", "it did not say why"),
            (
                r#"{ "auditReportVersion": 3, "vulnerabilities": {} }"#,
                "",
                "it did not say why",
            ),
            (r#"{ "auditReportVersion": 2 }"#, "", "it did not say why"),
        ] {
            let told = Audit::NotReached(reason.to_owned());
            assert_eq!(audit(printed, complained), told, "{printed}");
        }
    }
}
