//! Runs other programs.

use std::{
    env,
    ffi::OsString,
    io::{self, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

use crate::project;

/// Returns the Cargo that runs this program, to be started in the project's folder.
pub fn cargo() -> Command {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(cargo);
    command.current_dir(project::root());
    command
}

/// Runs `command` with its output shown, and fails unless it succeeds.
pub fn succeed(command: &mut Command) -> Result<(), String> {
    let name = describe(command);
    let status = command
        .stdin(Stdio::null())
        .status()
        .map_err(|error| not_started(&name, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{name}` failed with {status}"))
    }
}

/// Runs `command` and returns what it printed, or nothing when it cannot run or fails.
pub fn printed(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then_some(text)
}

/// Runs `command` on `input` and returns its output; its messages are shown.
pub fn filter(command: &mut Command, input: &[u8]) -> Result<Vec<u8>, String> {
    let name = describe(command);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| not_started(&name, &error))?;
    let pipe = child.stdin.take();
    let output = thread::scope(|scope| {
        // Beside the reading, as both pipes may be full at the same time. When the program
        // stops reading, its status tells.
        scope.spawn(move || pipe.map(|mut pipe| pipe.write_all(input)));
        child.wait_with_output()
    })
    .map_err(|error| not_started(&name, &error))?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(format!("`{name}` failed with {}", output.status))
    }
}

/// Finds `program` in the folders of PATH.
pub fn find(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    path_folders()
        .into_iter()
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
}

/// Returns the folders of PATH.
pub fn path_folders() -> Vec<PathBuf> {
    env::var_os("PATH")
        .map(|path| env::split_paths(&path).collect())
        .unwrap_or_default()
}

fn not_started(name: &str, error: &io::Error) -> String {
    format!("`{name}` could not be run ({error})")
}

/// Returns the command as a person would type it.
pub fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_name().unwrap_or(program.as_os_str());
    std::iter::once(program)
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn names_the_command_that_failed() {
        let mut command = Command::new("/bin/sh");
        let sentence = succeed(command.args(["-c", "exit 3"])).unwrap_err();
        assert_eq!(sentence, "`sh -c exit 3` failed with exit status: 3");
    }

    #[test]
    fn names_the_command_that_is_not_there() {
        let sentence = succeed(&mut Command::new("/nowhere/no-such-program")).unwrap_err();
        assert!(
            sentence.starts_with("`no-such-program` could not be run"),
            "{sentence}"
        );
    }

    #[test]
    #[cfg(unix)]
    fn passes_more_text_than_a_pipe_holds() {
        let text = "right track\n".repeat(100_000);
        let copy = filter(&mut Command::new("cat"), text.as_bytes()).unwrap();
        assert!(copy == text.as_bytes());
    }
}
