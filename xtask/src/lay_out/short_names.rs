//! Short names for what the WebAssembly and its glue take from each other.
//!
//! wasm-bindgen names each function by what it does and a hash, and each name stands in both files: short ones save the
//! visitor more than 2 KB after compression. Nothing else refers to them.

use std::ops::Range;

const CUSTOM: u8 = 0;
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;
const FUNCTION: u8 = 0;
const HEADER: usize = 8;

/// Returns the WebAssembly and the glue with short names.
pub(super) fn shortened(wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String), String> {
    let strange = || {
        "The WebAssembly has a form that xtask/src/lay_out/short_names.rs does not know: extend it."
            .to_owned()
    };
    let imports = read(wasm, IMPORTS, Reader::import).ok_or_else(strange)?;
    let exports = read(wasm, EXPORTS, Reader::export).ok_or_else(strange)?;
    let import_names: Vec<_> = imports.iter().map(|import| import.name).collect();
    // The others are what the loader and this project's own code call.
    let export_names = exports.iter().map(|export| export.name);
    let export_names =
        export_names.filter(|name| name.starts_with("_") || name.starts_with("wasm_bindgen_"));

    // Longest first: one name may begin with another.
    let mut names: Vec<_> = import_names.iter().copied().chain(export_names).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.dedup();
    let short = |name: &str| {
        let at = names.iter().position(|other| *other == name);
        at.map_or_else(|| name.to_owned(), |at| format!("_{at}"))
    };

    let mut content = number(imports.len());
    for import in &imports {
        text(&mut content, import.module);
        text(&mut content, &short(import.name));
        content.push(FUNCTION);
        content.extend(number(import.kind));
    }
    let shortened = with_section(wasm, IMPORTS, &content).ok_or_else(strange)?;
    let mut content = number(exports.len());
    for export in &exports {
        text(&mut content, &short(export.name));
        content.push(export.kind);
        content.extend(number(export.index));
    }
    let shortened = with_section(&shortened, EXPORTS, &content).ok_or_else(strange)?;
    let shortened = without_custom_sections(&shortened).ok_or_else(strange)?;
    let mut glue = glue.to_owned();
    for name in &names {
        if import_names.contains(name) && !glue.contains(name) {
            return Err(format!(
                "The glue does not have `{name}`, which the WebAssembly imports: build again."
            ));
        }
        glue = glue.replace(name, &short(name));
    }
    Ok((shortened, glue))
}

/// Returns everything that the section with this id lists.
fn read<'a, T>(
    wasm: &'a [u8],
    id: u8,
    item: impl Fn(&mut Reader<'a>) -> Option<T>,
) -> Option<Vec<T>> {
    let section = section(wasm, id)?;
    let mut reader = Reader {
        bytes: wasm,
        at: section.content.start,
    };
    let count = reader.number()?;
    let items = (0..count)
        .map(|_| item(&mut reader))
        .collect::<Option<_>>()?;
    (reader.at == section.content.end).then_some(items)
}

/// Returns the WebAssembly with `content` in the section with this id.
fn with_section(wasm: &[u8], id: u8, content: &[u8]) -> Option<Vec<u8>> {
    let section = section(wasm, id)?;
    let mut with = wasm.get(..section.start)?.to_vec();
    with.push(id);
    with.extend(number(content.len()));
    with.extend(content);
    with.extend(wasm.get(section.content.end..)?);
    Some(with)
}

fn text(bytes: &mut Vec<u8>, text: &str) {
    bytes.extend(number(text.len()));
    bytes.extend(text.as_bytes());
}

struct Section {
    /// Where its id stands.
    start: usize,
    content: Range<usize>,
}

fn section(wasm: &[u8], id: u8) -> Option<Section> {
    let mut reader = Reader {
        bytes: wasm,
        at: HEADER,
    };
    loop {
        let start = reader.at;
        let found = reader.byte()?;
        let length = reader.number()?;
        let content = reader.at..reader.at.checked_add(length)?;
        if found == id {
            return Some(Section { start, content });
        }
        reader.at = content.end;
    }
}

/// Returns the WebAssembly without its custom sections: they tell tools how it was made, and browsers nothing.
fn without_custom_sections(wasm: &[u8]) -> Option<Vec<u8>> {
    let mut kept = wasm.get(..HEADER)?.to_vec();
    let mut reader = Reader {
        bytes: wasm,
        at: HEADER,
    };
    while reader.at < wasm.len() {
        let start = reader.at;
        let id = reader.byte()?;
        let length = reader.number()?;
        reader.at = reader.at.checked_add(length)?;
        let section = wasm.get(start..reader.at)?;
        if id != CUSTOM {
            kept.extend(section);
        }
    }
    Some(kept)
}

/// A function that the WebAssembly takes.
struct Import<'a> {
    module: &'a str,
    name: &'a str,
    /// The index of the function's type.
    kind: usize,
}

/// What the WebAssembly gives.
struct Export<'a> {
    name: &'a str,
    /// A function, a table, a memory or a global.
    kind: u8,
    index: usize,
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    /// Reads a number of seven bits a byte, the lowest first.
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = self.number()?;
        let text = self.bytes.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        std::str::from_utf8(text).ok()
    }

    fn import(&mut self) -> Option<Import<'a>> {
        let (module, name) = (self.text()?, self.text()?);
        (self.byte()? == FUNCTION).then_some(())?;
        let kind = self.number()?;
        Some(Import { module, name, kind })
    }

    fn export(&mut self) -> Option<Export<'a>> {
        let name = self.text()?;
        let (kind, index) = (self.byte()?, self.number()?);
        Some(Export { name, kind, index })
    }
}

fn number(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = u8::try_from(number & 0x7f).unwrap_or_default();
        number >>= 7;
        if number == 0 {
            bytes.push(low);
            return bytes;
        }
        bytes.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with two imports and three exports, and a section between them.
    fn module() -> Vec<u8> {
        let mut imports = vec![2];
        for name in ["__wbg_focus_12", "__wbg_focus_123"] {
            imports.extend([4]);
            imports.extend(b"./bg");
            imports.extend(number(name.len()));
            imports.extend(name.as_bytes());
            imports.extend([FUNCTION, 5]);
        }
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.extend([1, 2, 9, 9, IMPORTS]);
        wasm.extend(number(imports.len()));
        wasm.extend(imports);
        wasm.extend([3, 1, 7]);
        let mut exports = vec![3];
        for name in ["memory", "__wbindgen_start", "wasm_bindgen_b3___invoke"] {
            text(&mut exports, name);
            exports.extend([FUNCTION, 4]);
        }
        wasm.push(EXPORTS);
        wasm.extend(number(exports.len()));
        wasm.extend(exports);
        // How it was made, which is left out.
        wasm.extend([CUSTOM, 2, 1, b'p']);
        wasm
    }

    #[test]
    fn both_files_get_the_same_short_names() {
        let glue =
            "({ __wbg_focus_12: a, __wbg_focus_123: b, other: c }); it.__wbindgen_start(it.memory)";
        let (wasm, glue) = shortened(&module(), glue).unwrap();
        assert_eq!(glue, "({ _3: a, _2: b, other: c }); it._1(it.memory)");
        let imports = b"\x02\x04./bg\x02_3\0\x05\x04./bg\x02_2\0\x05";
        let mut expected = b"\0asm\x01\0\0\0\x01\x02\x09\x09\x02".to_vec();
        expected.extend(number(imports.len()));
        expected.extend(imports);
        expected.extend([3, 1, 7, EXPORTS]);
        let exports = b"\x03\x06memory\0\x04\x02_1\0\x04\x02_0\0\x04";
        expected.extend(number(exports.len()));
        expected.extend(exports);
        assert_eq!(wasm, expected);
    }

    #[test]
    fn what_does_not_fit_together_is_refused() {
        let sentence = shortened(&module(), "({ __wbg_focus_123: b })").unwrap_err();
        assert!(sentence.contains("__wbg_focus_12"), "{sentence}");
        let mut strange = module();
        // A table in the place of a function.
        let name = b"__wbg_focus_123";
        let at = strange.windows(name.len()).position(|bytes| bytes == name);
        strange[at.unwrap() + name.len()] = 1;
        assert!(shortened(&strange, "").unwrap_err().contains("extend it"));
        assert!(shortened(b"\0asm", "").is_err());
    }
}
