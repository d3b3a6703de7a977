//! Packages of Debian.

use std::{fs, process::Command};

use crate::run;

/// Tells whether packages can be installed without asking: on Debian, as root.
pub(super) fn can_install() -> bool {
    let debian = fs::read_to_string("/etc/os-release").is_ok_and(|text| is_debian(&text));
    let root = run::printed(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    debian && root
}

/// Installs `packages`.
pub(super) fn install(packages: &[&str]) -> Result<(), String> {
    println!(
        "Installing {} by apt-get (a few minutes, this happens once) …",
        packages.join(", ")
    );
    let apt_get = || {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    run::succeed(apt_get().args(["-qq", "update"]))
        .and_then(|()| {
            run::succeed(apt_get().args(["-qq", "install", "-y"]).args(packages))
        })
        .map_err(|error| {
            format!(
                "{} could not be installed: {error}. Check the network connection and the message above, then run the command again.",
                packages.join(", ")
            )
        })
}

fn is_debian(os_release: &str) -> bool {
    os_release
        .lines()
        .any(|line| matches!(line, "ID=debian" | "ID=\"debian\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_debian_from_its_relatives() {
        assert!(is_debian("NAME=\"Debian GNU/Linux\"\nID=debian\n"));
        assert!(!is_debian("ID=ubuntu\nID_LIKE=debian\n"));
    }
}
