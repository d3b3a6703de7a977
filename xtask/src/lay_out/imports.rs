//! Short names for what the WebAssembly takes from its glue.
//!
//! wasm-bindgen names each import by what it does and a hash, and each name stands in both files: short ones save the
//! visitor 2 KB after compression. Nothing else refers to them.

use std::ops::Range;

const CUSTOM: u8 = 0;
const IMPORTS: u8 = 2;
const FUNCTION: u8 = 0;
const HEADER: usize = 8;

/// Returns the WebAssembly and the glue with short import names.
pub(super) fn shortened(wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String), String> {
    let strange = || {
        "The WebAssembly has a form that xtask/src/lay_out/imports.rs does not know: extend it."
            .to_owned()
    };
    let section = section(wasm, IMPORTS).ok_or_else(strange)?;
    let mut reader = Reader {
        bytes: wasm,
        at: section.content.start,
    };
    let count = reader.number().ok_or_else(strange)?;
    let mut imports = Vec::new();
    for _ in 0..count {
        imports.push(reader.import().ok_or_else(strange)?);
    }
    if reader.at != section.content.end {
        return Err(strange());
    }

    // Longest first: one name may begin with another.
    let mut names: Vec<_> = imports.iter().map(|import| import.name).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.dedup();
    let short = |name: &str| {
        let at = names.iter().position(|other| *other == name)?;
        Some(format!("_{at}"))
    };
    let mut content = number(count);
    let mut glue = glue.to_owned();
    for import in &imports {
        let name = short(import.name).ok_or_else(strange)?;
        for text in [import.module, &name] {
            content.extend(number(text.len()));
            content.extend(text.as_bytes());
        }
        content.push(FUNCTION);
        content.extend(number(import.kind));
    }
    for name in &names {
        if !glue.contains(name) {
            return Err(format!(
                "The glue does not have `{name}`, which the WebAssembly imports: build again."
            ));
        }
        glue = glue.replace(name, &short(name).ok_or_else(strange)?);
    }
    let mut shortened = wasm.get(..section.start).ok_or_else(strange)?.to_vec();
    shortened.push(IMPORTS);
    shortened.extend(number(content.len()));
    shortened.extend(content);
    shortened.extend(wasm.get(section.content.end..).ok_or_else(strange)?);
    let shortened = without_custom_sections(&shortened).ok_or_else(strange)?;
    Ok((shortened, glue))
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

    /// A module with two imports and a section after them.
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
        // How it was made, which is left out.
        wasm.extend([CUSTOM, 2, 1, b'p']);
        wasm
    }

    #[test]
    fn both_files_get_the_same_short_names() {
        let glue = "({ __wbg_focus_12: a, __wbg_focus_123: b, other: c })";
        let (wasm, glue) = shortened(&module(), glue).unwrap();
        assert_eq!(glue, "({ _1: a, _0: b, other: c })");
        let imports = b"\x02\x04./bg\x02_1\0\x05\x04./bg\x02_0\0\x05";
        let mut expected = b"\0asm\x01\0\0\0\x01\x02\x09\x09\x02".to_vec();
        expected.extend(number(imports.len()));
        expected.extend(imports);
        expected.extend([3, 1, 7]);
        assert_eq!(wasm, expected);
    }

    #[test]
    fn what_does_not_fit_together_is_refused() {
        let sentence = shortened(&module(), "({ __wbg_focus_123: b })").unwrap_err();
        assert!(sentence.contains("__wbg_focus_12"), "{sentence}");
        let mut strange = module();
        // A table in the place of a function.
        let kind = strange.len() - 9;
        strange[kind] = 1;
        assert!(shortened(&strange, "").unwrap_err().contains("extend it"));
        assert!(shortened(b"\0asm", "").is_err());
    }
}
