//! What Trunk leaves in its staging folder.

use std::{fs, path::Path};

use super::{Kind, Work, content::Packed, hashed, imports, write};
use crate::project;

const GLUE: &str = "right-track.js";
const WASM: &str = "right-track_bg.wasm";

/// The program's two files.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) glue: String,
    pub(super) wasm: Packed,
}

/// Moves the program into the versioned folder, under names made from its bytes.
pub(super) fn take_program(work: &Work) -> Result<Program, String> {
    only_one_program(work.staging)?;
    let (old_glue, old_wasm) = (work.staging.join(GLUE), work.staging.join(WASM));
    let bytes = fs::read(&old_wasm).map_err(|error| {
        format!(
            "Could not read {} ({error}): build again.",
            old_wasm.display()
        )
    })?;
    let (bytes, text) = imports::shortened(&bytes, &project::read(&old_glue)?)?;
    let wasm = hashed::name("right-track", "wasm", &bytes);
    write(&work.versioned().join(&wasm), &bytes)?;

    // The loader says where the WebAssembly is; the glue also knows, for those who import it.
    let text = text.replace(WASM, &wasm);
    let text = (work.minify)(Kind::Module, &text)?;
    let glue = hashed::name("right-track", "js", text.as_bytes());
    write(&work.versioned().join(&glue), text.as_bytes())?;

    for old in [old_glue, old_wasm] {
        fs::remove_file(&old)
            .map_err(|error| format!("Could not remove {} ({error}).", old.display()))?;
    }
    Ok(Program {
        glue,
        wasm: Packed {
            file: wasm,
            integrity: hashed::integrity(&bytes),
        },
    })
}

fn only_one_program(staging: &Path) -> Result<(), String> {
    let mut names: Vec<_> = fs::read_dir(staging)
        .map_err(|error| format!("Could not read {} ({error}).", staging.display()))?
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    if names.iter().any(|name| name == "snippets") {
        return Err(format!(
            "Trunk left JavaScript snippets of a crate in {}, which the embed folder does not carry: drop that crate, or lay them out too.",
            staging.display()
        ));
    }
    let mut programs: Vec<_> = names
        .iter()
        .filter(|name| name.ends_with(".wasm"))
        .collect();
    if programs.pop().is_some_and(|name| name == WASM) && programs.is_empty() {
        return Ok(());
    }
    Err(format!(
        "Trunk's folder {} should hold {WASM} and no other WebAssembly, but holds: {}. Check the `data-bin` in index.html.",
        staging.display(),
        names.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(files: &[&str]) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            fs::write(folder.path().join(file), "").unwrap();
        }
        only_one_program(folder.path()).err()
    }

    #[test]
    fn wants_the_one_program() {
        assert_eq!(refused(&["index.html", WASM]), None);
        for files in [
            &[][..],
            &["other_bg.wasm"],
            &[WASM, "a.wasm"],
            &[WASM, "z.wasm"],
        ] {
            assert!(refused(files).unwrap().contains(WASM), "{files:?}");
        }
        assert!(refused(&[WASM, "snippets"]).unwrap().contains("snippets"));
    }
}
