//! Where the browsers and their drivers are.

use std::{
    env,
    path::{Path, PathBuf},
};

/// A program that a journey needs.
#[derive(Debug)]
pub(crate) struct Program {
    /// The environment variable that says where it is.
    pub(crate) variable: &'static str,
    /// Names to look for on the path, or full paths.
    pub(crate) names: &'static [&'static str],
    /// How to get it.
    pub(crate) remedy: &'static str,
}

impl Program {
    /// Returns the program's path, or panics with what to install.
    pub(crate) fn path(&self) -> PathBuf {
        let Self {
            variable,
            names,
            remedy,
        } = self;
        let named = env::var_os(variable).filter(|path| !path.is_empty());
        if let Some(path) = named.map(PathBuf::from) {
            assert!(
                path.is_file(),
                "{variable} says {path:?}, and there is no such file: correct it, or {remedy}."
            );
            return path;
        }
        names
            .iter()
            .find_map(|name| on_path(name))
            .unwrap_or_else(|| {
                panic!(
                    "There is no {} here: {remedy}, or say in {variable} where it is.",
                    names.join(", nor ")
                )
            })
    }
}

fn on_path(name: &str) -> Option<PathBuf> {
    if name.starts_with('/') {
        return Some(PathBuf::from(name)).filter(|path| path.is_file());
    }
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders)
        .map(|folder| folder.join(Path::new(name)))
        .find(|path| path.is_file())
}
