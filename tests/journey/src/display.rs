//! A screen that nobody sees, for an engine without a headless mode.

use std::fs;

use crate::{folder::Folder, group::Group, program::Program, until};

const XVFB: Program = Program {
    variable: "XVFB",
    names: &["Xvfb"],
    remedy: "install the Debian package `xvfb`",
};

/// A running Xvfb.
#[derive(Debug)]
pub(crate) struct Display {
    _server: Group,
    name: String,
}

impl Display {
    /// Starts a display; the server itself looks for a free number.
    pub(crate) async fn start(folder: &Folder) -> Self {
        let arguments = [
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1600x1200x24",
            "-nolisten",
            "tcp",
        ];
        let server = Group::start(
            &XVFB.path(),
            &arguments.map(str::to_owned),
            &[],
            folder.path(),
        );
        let log = folder.path().join("Xvfb.log");
        let number: u32 = until("Xvfb to name its display", async || {
            let said = fs::read_to_string(&log).unwrap_or_default();
            // It also complains of numbers that others took while it looked.
            let mut lines = said
                .split_inclusive('\n')
                .filter(|line| line.ends_with('\n'));
            lines.find_map(|line| line.trim().parse().ok()).ok_or(said)
        })
        .await;
        Self {
            _server: server,
            name: format!(":{number}"),
        }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}
