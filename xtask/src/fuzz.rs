//! `cargo xtask fuzz`: looks for what the stored form, the file form or merging cannot bear, by libFuzzer.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use crate::{project, run, steps::Steps, tools};

/// How long [`test`](crate::test) looks, in seconds: long enough to notice what has just been broken.
pub const BRIEFLY: u64 = 20;

const REPEAT: &str = "cargo xtask fuzz";

/// What is tried: the binary in `tests/fuzz/src/bin/`, and the name of the step.
const TARGETS: [(&str, &str); 3] = [
    ("saved", "Fuzz, stored form"),
    ("file", "Fuzz, file form"),
    ("merging", "Fuzz, merging"),
];

/// Lets libFuzzer see which ways an input takes. `cargo fuzz` sets the same, and a sanitizer, for which it needs a
/// nightly toolchain; there is no unsafe code of ours for a sanitizer to watch.
const FLAGS: [&str; 7] = [
    "--cfg",
    "fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

/// Tries inputs for so many seconds in all, after the build.
pub fn fuzz(seconds: u64) -> Result<(), String> {
    let mut steps = Steps::default();
    take_steps(&mut steps, seconds)?;
    println!("\n{steps}");
    Ok(())
}

/// Takes the steps of [`fuzz`].
pub fn take_steps(steps: &mut Steps, seconds: u64) -> Result<(), String> {
    tools::for_fuzz()?;
    let host = host()?;
    let place = project::root().join("target/fuzz");
    steps.take("Fuzz, build", REPEAT, || build(&place, &host))?;
    let programs = place.join(host).join("fuzz");
    for (target, name) in TARGETS {
        steps.take(name, REPEAT, || {
            // 0 would be for ever.
            let seconds = (seconds / TARGETS.len() as u64).max(1);
            try_inputs(target, &programs, &place, seconds)
        })?;
    }
    Ok(())
}

/// Returns the name of this machine's kind.
fn host() -> Result<String, String> {
    let mut rustc = Command::new("rustc");
    rustc.arg("-vV").current_dir(project::root());
    run::printed(&mut rustc)
        .and_then(|text| {
            let host = text.lines().find_map(|line| line.strip_prefix("host: "));
            host.map(str::to_owned)
        })
        .ok_or_else(|| "`rustc -vV` names no host: install Rust by rustup.".to_owned())
}

fn build(place: &Path, host: &str) -> Result<(), String> {
    run::succeed(
        run::cargo()
            .args(["build", "--quiet", "--locked"])
            .args(["--package", "fuzz", "--profile", "fuzz"])
            // Named, so that the flags are not for macros and build scripts, which could not be loaded with them.
            .args(["--target", host])
            // Apart, as other flags would make the other commands build anew.
            .arg("--target-dir")
            .arg(place)
            .env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\u{1f}")),
    )
}

fn try_inputs(target: &str, programs: &Path, place: &Path, seconds: u64) -> Result<(), String> {
    let program = programs.join(format!("{target}{}", env::consts::EXE_SUFFIX));
    // What was found out in one run is where the next one begins.
    let found = place.join("inputs").join(target);
    let failures = place.join("failures");
    for folder in [&found, &failures] {
        fs::create_dir_all(folder)
            .map_err(|error| format!("{} could not be made ({error})", folder.display()))?;
    }
    let tests = project::root().join("tests");
    let mut command = Command::new(&program);
    command
        .arg(format!("-max_total_time={seconds}"))
        .args(["-max_len=4096", "-timeout=10", "-print_final_stats=1"])
        .arg(format!(
            "-artifact_prefix={}",
            failures.join(format!("{target}-")).display()
        ))
        .arg(found)
        .arg(tests.join("fuzz/seeds").join(target))
        // The traces of libFuzzer's own functions would hide the message.
        .env("RUST_BACKTRACE", "0");
    if target != "merging" {
        command
            .arg(tests.join("fixtures/saved"))
            .arg(format!("-dict={}", tests.join("fuzz/words.dict").display()));
    }
    let output = command
        .output()
        .map_err(|error| format!("`{target}` could not be run ({error})"))?;
    let tried = judge(&output).map_err(|input| {
        eprintln!("{}", told(&output));
        match input {
            Some(input) => format!(
                "the input in {} does harm, as the messages above say. `{} {0}` tries it alone; once that is mended, put the input into tests/fuzz/seeds/{target}/",
                shown(&input),
                shown(&program),
            ),
            None => format!("libFuzzer ended with {}", output.status),
        }
    })?;
    println!("{tried} inputs tried");
    Ok(())
}

/// Returns how many inputs were tried, or the file with the one that failed, if there is one.
fn judge(output: &Output) -> Result<u64, Option<PathBuf>> {
    let text = String::from_utf8_lossy(&output.stderr);
    let after = |start: &str| {
        let mut lines = text.lines().rev();
        lines.find_map(|line| line.split_once(start).map(|(_, rest)| rest.trim()))
    };
    let tried = after("stat::number_of_executed_units:").and_then(|number| number.parse().ok());
    match tried {
        Some(tried) if output.status.success() => Ok(tried),
        _ => Err(after("Test unit written to ").map(PathBuf::from)),
    }
}

/// Returns what libFuzzer and the target said, without the lines about progress.
fn told(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns a path as it is typed in the project's folder.
fn shown(path: &Path) -> String {
    let path = path.strip_prefix(project::root()).unwrap_or(path);
    path.display().to_string()
}

#[cfg(test)]
mod tests {
    use std::process::ExitStatus;

    use super::*;

    const COUNT: &str = "stat::number_of_executed_units: 40\nstat::average_exec_per_sec:     0\n";

    fn output(status: &str, complained: &str) -> Output {
        Output {
            status: Command::new(status).status().unwrap(),
            stdout: Vec::new(),
            stderr: complained.into(),
        }
    }

    #[test]
    #[cfg(unix)]
    fn only_a_run_that_ended_well_and_tried_something_counts() {
        assert_eq!(judge(&output("true", COUNT)), Ok(40));
        assert_eq!(judge(&output("true", "")), Err(None));
        assert_eq!(judge(&output("false", COUNT)), Err(None));
        let found =
            "artifact_prefix='failures/file-'; Test unit written to failures/file-crash-7\n";
        let input = PathBuf::from("failures/file-crash-7");
        let failed = output("false", &[found, COUNT].concat());
        assert_eq!(judge(&failed), Err(Some(input)));
    }

    #[test]
    fn shows_what_was_said_and_not_the_progress() {
        let said = "INFO: Seed: 7\n#2\tINITED cov: 9\nthread panicked\n#8\tNEW    cov: 12\n";
        let output = Output {
            status: ExitStatus::default(),
            stdout: Vec::new(),
            stderr: said.into(),
        };
        assert_eq!(told(&output), "INFO: Seed: 7\nthread panicked");
    }

    #[test]
    fn every_target_has_its_program_and_its_seeds() {
        let folder = project::root().join("tests/fuzz");
        for (target, _) in TARGETS {
            assert!(folder.join(format!("src/bin/{target}.rs")).is_file());
            assert!(folder.join("seeds").join(target).is_dir());
        }
        let programs = fs::read_dir(folder.join("src/bin")).unwrap();
        assert_eq!(programs.count(), TARGETS.len());
    }
}
