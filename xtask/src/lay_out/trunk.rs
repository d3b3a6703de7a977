//! What Trunk leaves in its staging folder.

use std::{fs, path::Path};

use super::{Kind, Work, content::Packed, hashed, short_names, write};
use crate::project;

const GLUE: &str = "right-track.js";
const WASM: &str = "right-track_bg.wasm";
/// Where the end of the glue begins, which starts the program.
const END: &str = "let wasmModule, wasmInstance, wasm;";
/// Begins the way in which the glue could hand a text over at once. It takes another one, character by character, which
/// keeps a slow phone busy for longer than a frame when somebody has kept a lot.
const AT_ONCE: &str = "    if (realloc === undefined) {";

/// The program's two files.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) glue: String,
    pub(super) wasm: Packed,
}

/// Puts the program that Trunk has left in `from` into the versioned folder, under names that begin with `name` and go
/// on with what is made from its bytes. The glue exports the module `own` besides, if there is one.
pub(super) fn take_program(
    work: &Work,
    from: &Path,
    name: &str,
    own: Option<&str>,
) -> Result<Program, String> {
    only_one_program(from)?;
    let (old_glue, old_wasm) = (from.join(GLUE), from.join(WASM));
    let bytes = fs::read(&old_wasm).map_err(|error| {
        format!(
            "Could not read {} ({error}): build again.",
            old_wasm.display()
        )
    })?;
    let mut end = project::read(&work.project.join("embed/program.js"))?;
    if let Some(own) = own {
        end += &format!("export * as own from \"./{own}\";\n");
    }
    let text = with_end(&at_once(&project::read(&old_glue)?)?, &end)?;
    let (bytes, text) = short_names::shortened(&bytes, &text)?;
    let wasm = hashed::name(name, "wasm", &bytes);
    write(&work.versioned().join(&wasm), &bytes)?;
    let text = (work.minify)(Kind::Module, &text)?;
    let glue = hashed::name(name, "js", text.as_bytes());
    write(&work.versioned().join(&glue), text.as_bytes())?;
    Ok(Program {
        glue,
        wasm: Packed {
            file: wasm,
            integrity: hashed::short_integrity(&bytes),
        },
    })
}

/// Removes the program from what is served, once it has been taken.
pub(super) fn remove_program(from: &Path) -> Result<(), String> {
    for old in [from.join(GLUE), from.join(WASM)] {
        fs::remove_file(&old)
            .map_err(|error| format!("Could not remove {} ({error}).", old.display()))?;
    }
    Ok(())
}

/// Returns the glue with an `end` of our own.
fn with_end(glue: &str, end: &str) -> Result<String, String> {
    let (start, _) = glue.split_once(END).ok_or_else(|| {
        format!("The glue has no `{END}` any more: correct xtask/src/lay_out/trunk.rs and embed/program.js.")
    })?;
    Ok(format!("{start}{end}"))
}

/// Returns the glue with texts handed over at once.
fn at_once(glue: &str) -> Result<String, String> {
    let parts = || {
        let (before, function) = glue.split_once(AT_ONCE)?;
        let (wanted, other) = function.split_once("\n    }\n")?;
        let (_, after) = other.split_once("\n}\n")?;
        Some(format!("{before}    {{{wanted}\n    }}\n}}\n{after}"))
    };
    parts().ok_or_else(|| {
        format!("The glue has no function with `{AT_ONCE}` any more: correct xtask/src/lay_out/trunk.rs.")
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
    fn replaces_the_end_of_the_glue() {
        let glue = format!("export class Mounted {{}}\n{END}\nfunction initSync() {{}}\n");
        let own = "let wasm;\n";
        let whole = with_end(&glue, own).unwrap();
        assert_eq!(whole, "export class Mounted {}\nlet wasm;\n");
        let sentence = with_end("let wasm;", own).unwrap_err();
        assert!(sentence.contains("embed/program.js"), "{sentence}");
    }

    #[test]
    fn hands_texts_over_at_once() {
        let glue = format!(
            "function f() {{\n{AT_ONCE}\n        return 1;\n    }}\n    h();\n}}\nrest();\n"
        );
        let whole = "function f() {\n    {\n        return 1;\n    }\n}\nrest();\n";
        assert_eq!(at_once(&glue).as_deref(), Ok(whole));
        assert!(at_once(whole).unwrap_err().contains("trunk.rs"));
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
