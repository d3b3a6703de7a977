//! Programs that never outlive the test.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

/// Starts the program, then kills its whole process group once the input ends, which happens
/// however the test ends: by a return, a panic or a kill.
const UNTIL_THE_PIPE_CLOSES: &str = r#""$@" & read -r _; kill -KILL 0"#;

/// A running program and all that it starts; they end when this is dropped.
#[derive(Debug)]
pub struct Group {
    shell: Child,
    log: PathBuf,
}

impl Group {
    /// Starts `program`, with everything it says in a log below `folder`.
    pub fn start(
        program: &Path,
        arguments: &[String],
        environment: &[(&str, String)],
        folder: &Path,
    ) -> Self {
        let name = program.file_name().unwrap_or_default().to_string_lossy();
        let log = folder.join(format!("{name}.log"));
        let file = File::create(&log)
            .unwrap_or_else(|error| panic!("Could not write the log {log:?}: {error}."));
        let errors = file
            .try_clone()
            .unwrap_or_else(|error| panic!("Could not write the log {log:?}: {error}."));
        let mut command = Command::new("sh");
        command
            .args(["-c", UNTIL_THE_PIPE_CLOSES, "sh"])
            .arg(program)
            .args(arguments)
            .env("HOME", folder)
            .env("TMPDIR", folder)
            .env("XDG_RUNTIME_DIR", folder)
            .env_remove("XDG_CACHE_HOME")
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("XDG_DATA_HOME")
            .env_remove("WAYLAND_DISPLAY")
            .envs(environment.iter().cloned())
            .stdin(Stdio::piped())
            .stdout(file)
            .stderr(errors)
            .process_group(0);
        let shell = command
            .spawn()
            .unwrap_or_else(|error| panic!("Could not start {program:?}: {error}."));
        Self { shell, log }
    }

    /// Returns the ids of the program and of all that it has started.
    pub(crate) fn members(&self) -> Vec<u32> {
        let of_group = |id: &u32| {
            // After the name, which may hold anything: the state, the parent, the group.
            let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
            let (_, rest) = stat.rsplit_once(')').unwrap_or_default();
            let group = rest.split_whitespace().nth(2).unwrap_or_default();
            *id != self.shell.id() && group == self.shell.id().to_string()
        };
        let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
        entries
            .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
            .filter(of_group)
            .collect()
    }

    /// Returns the last lines that the program has said.
    pub fn last_words(&self) -> String {
        let Ok(file) = File::open(&self.log) else {
            return String::new();
        };
        let lines: Vec<_> = BufReader::new(file).lines().map_while(Result::ok).collect();
        lines[lines.len().saturating_sub(15)..].join("\n")
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        // The shell is one of those killed, so that this returns at once.
        let _ = self.shell.wait();
    }
}
