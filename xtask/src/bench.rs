//! `cargo xtask bench`: how the widget does on a slow phone, beside a hand-written equivalent, and how much a small
//! server gives.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{dist, project, run, tools};

/// Builds, unless it is `built` already, and measures in so many rounds. All values go into `file`.
pub fn bench(rounds: usize, built: bool, file: Option<PathBuf>) -> Result<(), String> {
    let browsers = tools::browsers()?;
    let servers = tools::servers()?;
    if !built {
        dist::build()?;
    }
    let file = file_for(file)?;
    run::succeed(
        cargo_bench("phone")
            .arg(rounds.to_string())
            .arg(&file)
            .env("CHROMIUM", &browsers.chromium)
            .env("CHROMEDRIVER", &browsers.chromedriver),
    )?;
    // After it, as it adds its values to the file.
    run::succeed(
        cargo_bench("host")
            .arg(&file)
            .env("NGINX_PROGRAM", &servers.nginx)
            .env("WRK_PROGRAM", &servers.wrk),
    )
}

/// Returns the Cargo that runs a bench.
fn cargo_bench(name: &str) -> Command {
    let mut cargo = run::cargo();
    cargo
        .args(["bench", "--quiet", "-p", "journey", "--bench", name])
        // Only the time of other programs counts, and the release profile takes minutes to compile.
        .args(["--profile", "dev", "--"]);
    cargo
}

/// Returns where the values go. Cargo starts a bench in the folder of its package, so the path must be a whole one.
fn file_for(file: Option<PathBuf>) -> Result<PathBuf, String> {
    let file = match file {
        Some(file) => env::current_dir().unwrap_or_default().join(file),
        None => project::root().join("target/bench.json"),
    };
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .map_err(|error| format!("{} could not be made ({error}).", folder.display()))?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_into_target_unless_told_otherwise() {
        assert_eq!(
            file_for(None),
            Ok(project::root().join("target/bench.json"))
        );
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("deep/values.json");
        assert_eq!(file_for(Some(file.clone())), Ok(file.clone()));
        assert!(file.parent().unwrap().is_dir());
    }
}
