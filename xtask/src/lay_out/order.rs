//! The order of the functions in the WebAssembly.
//!
//! Compression writes what it has seen before the shorter, the less lies between. So functions stand beside those that
//! resemble them: that saves the visitor some 900 bytes of brotli over the order of their names,
//! in which they come here.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap},
    convert::Infallible,
};

use wasm_encoder::{
    CodeSection, FunctionSection, Module,
    reencode::{Error, Reencode},
};
use wasmparser::{CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload};

/// How much of what made a function fit still counts for the one after the next. The figure gave the fewest bytes.
const FADING: f64 = 0.5;
/// Keeps short functions, of which everything is somewhere else too, from coming first. The figure gave the fewest bytes.
const SHORT: f64 = 40.0;

/// Returns the WebAssembly with functions that resemble each other side by side. It does what it did before.
pub(super) fn ordered(wasm: &[u8]) -> Result<Vec<u8>, String> {
    let strange = |error: &dyn std::fmt::Display| {
        format!(
            "The WebAssembly has a form that xtask/src/lay_out/order.rs does not know ({error}): extend it."
        )
    };
    let (imported, bodies) = functions(wasm).map_err(|error| strange(&error))?;
    let order = beside_alike(&bodies);
    let mut places = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        places[old] = new;
    }
    let mut module = Module::new();
    Reordered {
        imported,
        order,
        places,
    }
    .parse_core_module(&mut module, Parser::new(0), wasm)
    .map_err(|error| strange(&error))?;
    Ok(module.finish())
}

/// Returns how many functions `wasm` imports, and the code of its own.
fn functions(wasm: &[u8]) -> wasmparser::Result<(usize, Vec<&[u8]>)> {
    let mut imported = 0;
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            // All that wasm-bindgen imports are functions.
            Payload::ImportSection(section) => imported = section.into_imports().count(),
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    Ok((imported, bodies))
}

/// Returns the numbers of `bodies`, each after one with which it shares much: rows of three bytes, of which the rarer
/// count for more.
fn beside_alike(bodies: &[&[u8]]) -> Vec<usize> {
    let rows = |body: &&[u8]| -> BTreeSet<[u8; 3]> {
        let rows = body.windows(3);
        rows.map(|row| [row[0], row[1], row[2]]).collect()
    };
    let mut rows: Vec<_> = bodies.iter().map(rows).collect();
    let mut holders: HashMap<[u8; 3], Vec<usize>> = HashMap::new();
    for (body, rows) in rows.iter().enumerate() {
        for row in rows {
            holders.entry(*row).or_default().push(body);
        }
    }
    for rows in &mut rows {
        rows.retain(|row| holders[row].len() > 1);
    }

    let mut left: BTreeSet<usize> = (0..bodies.len()).collect();
    let mut shared = vec![0.0; bodies.len()];
    let mut order = Vec::new();
    // The longest begins, and goes on where nothing is shared.
    let longest = |left: &BTreeSet<usize>| {
        let longest = left
            .iter()
            .max_by_key(|&&body| (bodies[body].len(), Reverse(body)));
        longest.copied()
    };
    let mut next = longest(&left);
    while let Some(now) = next {
        left.remove(&now);
        order.push(now);
        for shared in &mut shared {
            *shared *= FADING;
        }
        for row in &rows[now] {
            let holders = &holders[row];
            let weight = 1.0 / (1.0 + holders.len() as f64).log2();
            for &holder in holders {
                shared[holder] += weight;
            }
        }
        let fits = |body: usize| shared[body] / (rows[body].len() as f64 + SHORT);
        let best = left.iter().copied().filter(|&body| shared[body] > 0.0);
        next = best
            .max_by(|&one, &other| fits(one).total_cmp(&fits(other)))
            .or_else(|| longest(&left));
    }
    order
}

/// Writes a module with its functions in another order.
struct Reordered {
    imported: usize,
    /// The number of each function before, without those that are imported.
    order: Vec<usize>,
    /// Where each of them has come.
    places: Vec<usize>,
}

impl Reencode for Reordered {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        let own = (function as usize).checked_sub(self.imported);
        Ok(own.map_or(function, |own| (self.imported + self.places[own]) as u32))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let kinds: Vec<u32> = section.into_iter().collect::<Result<_, _>>()?;
        for &old in &self.order {
            functions.function(kinds[old]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let bodies: Vec<FunctionBody<'_>> = section.into_iter().collect::<Result<_, _>>()?;
        for old in self.order.clone() {
            self.parse_function_body(code, bodies[old].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_stands_side_by_side_and_nothing_is_lost() {
        let bodies: [&[u8]; 5] = [
            b"one two three four",
            b"12345678901234567890",
            b"one two three five",
            b"2345678901",
            b"~",
        ];
        let order = beside_alike(&bodies);
        assert_eq!(order, [1, 3, 0, 2, 4]);
        assert_eq!(beside_alike(&[]), Vec::<usize>::new());
    }

    /// Two functions that an export, a start and a call name, in the form that the specification gives.
    const MODULE: [u8; 60] = [
        0, b'a', b's', b'm', 1, 0, 0, 0, // what it is
        1, 8, 2, 0x60, 0, 0, 0x60, 0, 1, 0x7f, // types: nothing, and a number
        2, 7, 1, 1, b'm', 1, b'f', 0, 0, // imports
        3, 3, 2, 0, 1, // the functions' types
        7, 5, 1, 1, b'e', 0, 2, // exports the second
        8, 1, 1, // starts with the first
        10, 16, 2, // code
        4, 0, 0x10, 0, 0x0b, // calls what is imported
        9, 0, 0x10, 1, 0x41, 7, 0x41, 7, 0x6a, 0x0b, // calls the first, adds 7 and 7
    ];

    #[test]
    fn whoever_names_a_function_names_it_by_its_new_number() {
        let module = ordered(&MODULE).unwrap();
        let (imported, bodies) = functions(&module).unwrap();
        assert_eq!((imported, bodies.len()), (1, 2));
        // The longer one comes first now.
        assert_eq!(bodies[0], [0, 0x10, 2, 0x41, 7, 0x41, 7, 0x6a, 0x0b]);
        assert_eq!(bodies[1], [0, 0x10, 0, 0x0b]);
        let has = |part: &[u8]| module.windows(part.len()).any(|it| it == part);
        assert!(has(&[3, 3, 2, 1, 0]), "types");
        assert!(has(&[7, 5, 1, 1, b'e', 0, 1]), "export");
        assert!(has(&[8, 1, 2]), "start");
    }

    #[test]
    fn what_is_no_webassembly_is_refused() {
        assert!(ordered(b"<!doctype html>").is_err());
    }
}
