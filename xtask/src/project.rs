//! Where things are in the project, and the versions that it pins.

use std::{
    env, fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

/// The version of the widget and of everything else in the workspace.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The part of the version that the address of the evergreen loader carries.
pub const MAJOR: &str = env!("CARGO_PKG_VERSION_MAJOR");

/// Returns the project's folder.
pub fn root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        // Asked for when it runs: Cargo does not compile anew for a folder that was moved or copied.
        let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        [package, env::current_dir().ok()]
            .iter()
            .flatten()
            .find_map(|start| root_above(start))
            .unwrap_or(Path::new("."))
            .to_owned()
    })
}

fn root_above(start: &Path) -> Option<&Path> {
    start
        .ancestors()
        .find(|folder| folder.join("xtask/Cargo.toml").is_file())
}

/// Returns the folder that `cargo xtask dist` fills.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Reads the text of a file of the project.
pub fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| {
        format!(
            "Could not read {} ({error}): restore the file.",
            path.display()
        )
    })
}

/// Reads the version of `package` that Cargo.lock pins.
pub fn locked_version(package: &str) -> Result<String, String> {
    let lock = read(&root().join("Cargo.lock"))?;
    version_in(&lock, package).ok_or_else(|| {
        format!("Cargo.lock names no version of {package}: run `cargo generate-lockfile`.")
    })
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?;
    version.strip_suffix('"').map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
[[package]]
name = "wasm-bindgen-macro"
version = "0.1.0"

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
source = "registry"
"#;

    #[test]
    fn finds_the_project_from_any_of_its_packages() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for package in ["xtask", "tests/journey"] {
            fs::create_dir_all(root.join(package)).unwrap();
        }
        fs::write(root.join("xtask/Cargo.toml"), "").unwrap();
        for start in [root, &root.join("xtask"), &root.join("tests/journey")] {
            assert_eq!(root_above(start), Some(root));
        }
        assert_eq!(root_above(Path::new("/")), None);
    }

    #[test]
    fn reads_the_version_of_the_very_package() {
        assert_eq!(version_in(LOCK, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(LOCK, "wasm"), None);
    }

    #[test]
    fn finds_the_pinned_version_of_this_project() {
        assert!(locked_version("wasm-bindgen").is_ok());
        assert!(locked_version("no-such-package").is_err());
    }
}
