//! A folder for one session's profile and logs.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicUsize, Ordering},
};

/// A fresh folder, removed when it is dropped.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// Makes a folder below that for temporary files.
    #[expect(
        clippy::new_without_default,
        reason = "nobody would think that a default makes folders"
    )]
    pub fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        // Short, because browsers put sockets in it, and a socket's path has at most 107 bytes.
        let path = env::temp_dir().join(format!("journey-{}-{number}", process::id()));
        fs::create_dir_all(&path)
            .unwrap_or_else(|error| panic!("Could not make the folder {path:?}: {error}."));
        Self(path)
    }

    /// Returns where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // The system's own cleaning takes what a dying browser wrote meanwhile.
        let _ = fs::remove_dir_all(&self.0);
    }
}
