//! What Trunk leaves in its staging folder.

use std::{fs, path::Path};

use super::{Kind, Work, content::Packed, hashed, order, short_names, write};
use crate::project;

const GLUE: &str = "right-track.js";
const WASM: &str = "right-track_bg.wasm";
/// Where the end of the glue begins, which starts the program.
const END: &str = "let wasmModule, wasmInstance, wasm;";
/// Begins what the glue does to hand a text over: character by character, which keeps a slow phone busy for longer than a
/// frame when somebody has kept a lot.
const BY_CHARACTER: &str = "    if (realloc === undefined) {";
/// Stands in for that. To write a text to where it belongs takes a fifth of the time that making a copy of it takes, but
/// how much room it needs is known beforehand only if it is plain ASCII.
const AT_ONCE: &str = "    const room = arg.length;
    let ptr = malloc(room, 1) >>> 0;
    let { read, written } = cachedTextEncoder.encodeInto(arg, getUint8ArrayMemory0().subarray(ptr, ptr + room));
    if (read < room) {
        const bytes = cachedTextEncoder.encode(arg);
        written = bytes.length;
        ptr = realloc(ptr, room, written, 1) >>> 0;
        getUint8ArrayMemory0().set(bytes, ptr);
    }
    WASM_VECTOR_LEN = written;
    return ptr;
}
";
/// Begins what the glue has for browsers that are too old for the widget anyway.
const FOR_OLD: &str = "if (!('encodeInto' in cachedTextEncoder)) {";
/// Tells the program in which namespace an element is. Yew asks twice for each element that it makes, to see whether it
/// belongs to SVG or MathML: a text that is copied each time, in a tenth of all that a press of a button costs.
const NAMESPACE: &str = "            const ret = arg1.namespaceURI;\n";

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
    let text = at_once(&project::read(&old_glue)?)?;
    let text = with_end(&html_unsaid(&text)?, &end)?;
    let (bytes, text) = short_names::shortened(&order::ordered(&bytes)?, &text)?;
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
    let glue = with_instead(glue, FOR_OLD, "")?;
    with_instead(&glue, BY_CHARACTER, AT_ONCE)
}

/// Returns the glue with `instead` of all from `start` to the end of the block or function that it is in.
fn with_instead(glue: &str, start: &str, instead: &str) -> Result<String, String> {
    let parts = || {
        let (before, block) = glue.split_once(start)?;
        let (_, after) = block.split_once("\n}\n")?;
        Some(format!("{before}{instead}{after}"))
    };
    parts().ok_or_else(|| {
        format!("The glue has no `{start}` any more: correct xtask/src/lay_out/trunk.rs.")
    })
}

/// Returns the glue with no word on the namespace of what is HTML.
fn html_unsaid(glue: &str) -> Result<String, String> {
    let told = "            const uri = arg1.namespaceURI;
            const ret = /html/.test(uri) ? null : uri;\n";
    if glue.matches(NAMESPACE).count() != 1 {
        let line = NAMESPACE.trim();
        return Err(format!(
            "The glue should have `{line}` once: correct xtask/src/lay_out/trunk.rs."
        ));
    }
    Ok(glue.replace(NAMESPACE, told))
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
    fn says_no_namespace_for_html() {
        let glue = format!("function(arg0, arg1) {{\n{NAMESPACE}}}\n");
        let without = html_unsaid(&glue).unwrap();
        assert!(without.contains("? null : uri;\n}\n"), "{without}");
        let sentence = html_unsaid("function(arg0, arg1) {}").unwrap_err();
        assert!(sentence.contains("namespaceURI"), "{sentence}");
    }

    #[test]
    fn hands_texts_over_at_once() {
        let glue = format!(
            "function f() {{\n{BY_CHARACTER}\n        return 1;\n    }}\n    h();\n}}\nrest();\n{FOR_OLD}\n    old();\n}}\nmore();\n"
        );
        let whole = format!("function f() {{\n{AT_ONCE}rest();\nmore();\n");
        assert_eq!(at_once(&glue), Ok(whole));
        for lacking in [FOR_OLD, BY_CHARACTER] {
            let sentence = at_once(&glue.replace(lacking, "")).unwrap_err();
            assert!(sentence.contains(lacking), "{sentence}");
        }
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
