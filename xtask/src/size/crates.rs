//! What the WebAssembly of a check-in is made of, by crate.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
};

use wasmparser::{KnownCustom, Name, Parser, Payload};

use crate::{dist, project, run, tools::Tools};

/// Builds the program of the widget inside somebody's page with the names of its functions, and returns a table of
/// what each crate takes up in it.
pub fn table(tools: &Tools) -> Result<String, String> {
    let folder = project::root().join("target/size");
    let program = dist::compile(tools)?;
    let mut bindgen = tools.command("wasm-bindgen");
    bindgen
        .args(["--keep-debug", "--no-typescript", "--target", "web"])
        .arg("--out-dir")
        .arg(&folder)
        .arg(program);
    run::succeed(&mut bindgen)?;
    let named = folder.join("named.wasm");
    let mut optimise = tools.command("wasm-opt");
    // As embed/inline.html says, but for the order.
    optimise
        .args(["-g", "-Os", "-ocimfs=0", "-aimfs=4", "--low-memory-unused"])
        .arg(folder.join("right-track_bg.wasm"))
        .arg("-o")
        .arg(&named);
    run::succeed(&mut optimise)?;
    let bytes = fs::read(&named)
        .map_err(|error| format!("Could not read {} ({error}).", named.display()))?;
    let crates = crates(&bytes)
        .map_err(|error| format!("{} could not be understood: {error}.", named.display()))?;
    Ok(shown(&crates))
}

/// Returns the bytes of code of each crate in `wasm`.
fn crates(wasm: &[u8]) -> wasmparser::Result<BTreeMap<String, usize>> {
    let mut sizes = Vec::new();
    let mut names = HashMap::new();
    let mut imports = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            // All that wasm-bindgen imports are functions.
            Payload::ImportSection(section) => imports = section.into_imports().count(),
            Payload::CodeSectionEntry(body) => sizes.push(body.as_bytes().len()),
            Payload::CustomSection(section) => {
                let KnownCustom::Name(section) = section.as_known() else {
                    continue;
                };
                for subsection in section {
                    if let Name::Function(functions) = subsection? {
                        for function in functions {
                            let function = function?;
                            names.insert(function.index as usize, function.name.to_owned());
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let mut crates = BTreeMap::new();
    for (at, size) in sizes.into_iter().enumerate() {
        let name = names.get(&(imports + at)).map_or("", String::as_str);
        *crates.entry(owner(name).to_owned()).or_default() += size;
    }
    Ok(crates)
}

/// Returns the crate that a function is there for.
///
/// A name like `<yew[2f]::Scope<right_track[1a]::App>>::new` has several: ours asked for it, if it is among them; or
/// else what is not the standard library, for whose sake it was made.
fn owner(name: &str) -> &str {
    let named: Vec<&str> = name
        .match_indices('[')
        .filter(|(at, _)| {
            let hash = name[at + 1..].split(']').next().unwrap_or_default();
            hash.len() > 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
        .map(|(at, _)| {
            let start = name[..at].rfind(|letter: char| !letter.is_alphanumeric() && letter != '_');
            &name[start.map_or(0, |start| start + 1)..at]
        })
        .collect();
    let standard = ["core", "alloc", "std"];
    let ours = named.iter().find(|name| **name == "right_track");
    let others = || named.iter().find(|name| !standard.contains(name));
    match ours.or_else(others).or(named.first()) {
        Some(name) => name,
        // Only what the loader calls has a name of its own.
        None => "without a crate's name",
    }
}

fn shown(crates: &BTreeMap<String, usize>) -> String {
    let code: usize = crates.values().sum();
    let mut rows: Vec<_> = crates.iter().collect();
    rows.sort_by_key(|(name, size)| (std::cmp::Reverse(**size), *name));
    let rows = rows.into_iter().map(|(name, size)| {
        let share = *size as f64 * 100.0 / code as f64;
        format!("{name:<24}{size:>10}{share:>8.1} %")
    });
    let head = format!(
        "{:<24}{:>10}{:>10}",
        "code of the WebAssembly", "raw", "share"
    );
    let rest = format!("{:<24}{:>10}", "all code", code);
    [head]
        .into_iter()
        .chain(rows)
        .chain([rest])
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_the_crate_that_asked_for_it() {
        for (name, owning) in [
            (
                "right_track[6494596ad37b6c2f]::domain::saved::read",
                "right_track",
            ),
            (
                "<yew[cca4ea0a38d5468c]::html::scope::Scope<right_track[6494596ad37b6c2f]::view::app::App>>::new",
                "right_track",
            ),
            (
                "<alloc[9aa45c5a3dfb7d8f]::rc::Rc<yew[cca4ea0a38d5468c]::virtual_dom::vtag::VTag>>::drop_slow",
                "yew",
            ),
            (
                "<[&str] as alloc[9aa45c5a3dfb7d8f]::slice::Concat<str>>::concat",
                "alloc",
            ),
            ("core[da67677e05e7ca4e]::slice::memchr::memchr.259", "core"),
            ("mount", "without a crate's name"),
        ] {
            assert_eq!(owner(name), owning, "{name}");
        }
    }

    #[test]
    fn adds_up_the_functions_of_a_module() {
        // One function of two bytes, and another of three with an instruction that does nothing, as the
        // specification's binary format has them.
        let name = |index: u8, name: &str| [&[index, name.len() as u8], name.as_bytes()].concat();
        let one = "core[da67677e05e7ca4e]::one";
        let other = "yew[cca4ea0a38d5468c]::other";
        let names = [vec![2], name(0, one), name(1, other)].concat();
        let names = [vec![4], b"name".to_vec(), vec![1, names.len() as u8], names].concat();
        let module = [
            b"\0asm\x01\0\0\0".to_vec(),
            vec![1, 4, 1, 0x60, 0, 0],
            vec![3, 3, 2, 0, 0],
            vec![10, 8, 2, 2, 0, 0x0b, 3, 0, 0x01, 0x0b],
            vec![0, names.len() as u8],
            names,
        ]
        .concat();
        let found = crates(&module).unwrap();
        let expected = [("core".to_owned(), 2), ("yew".to_owned(), 3)];
        assert_eq!(found, BTreeMap::from(expected));
        let table = shown(&found);
        assert!(
            table.contains("yew                              3    60.0 %"),
            "{table}"
        );
    }
}
