//! Packages of Debian.

use std::{fs, path::Path, process::Command};

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
    run::succeed(apt_get().args(["-qq", "update"]))
        .and_then(|()| run::succeed(apt_get().args(["-qq", "install", "-y"]).args(packages)))
        .map_err(|error| not_installed(packages, &error))
}

/// Unpacks `packages` into `folder` and tells the system nothing of it: a server that is installed is also started.
///
/// What they depend on must be there.
pub(super) fn unpack(packages: &[&str], folder: &Path) -> Result<(), String> {
    println!("Unpacking {} (this happens once) …", packages.join(", "));
    let inside = || {
        fs::create_dir_all(folder)
            .map_err(|error| format!("{} could not be made ({error})", folder.display()))?;
        run::succeed(apt_get().args(["-qq", "update"]))?;
        let mut download = apt_get();
        // Its own user may not write into the folder.
        download.args(["-qq", "-o", "APT::Sandbox::User=root", "download"]);
        run::succeed(download.args(packages).current_dir(folder))?;
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let package = entry.path();
            if package.extension().is_some_and(|end| end == "deb") {
                let mut extract = Command::new("dpkg-deb");
                run::succeed(extract.arg("--extract").arg(&package).arg(folder))?;
                fs::remove_file(&package)
                    .map_err(|error| format!("{} stays ({error})", package.display()))?;
            }
        }
        Ok(())
    };
    inside().map_err(|error: String| not_installed(packages, &error))
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn not_installed(packages: &[&str], error: &str) -> String {
    format!(
        "{} could not be installed: {error}. Check the network connection and the message above, then run the command again.",
        packages.join(", ")
    )
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
