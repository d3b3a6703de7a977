//! `cargo xtask size`: how many bytes a whole check-in loads.

mod crates;

use std::{
    fs,
    path::{Path, PathBuf},
};

use brotli::enc::BrotliEncoderParams;

use crate::{
    lay_out,
    project::{self, MAJOR, VERSION},
    tools,
};

/// What the loader's own code may weigh in brotli.
pub const LOADER_BUDGET: usize = 3_000;

/// What the program, its scripts and styles and the English words may weigh in brotli. The crisis lines and complaint
/// bodies are counted and printed, but a region more must never be a question of bytes.
pub const TOTAL_BUDGET: usize = 90_000;

/// What must be there before the first screen can be read and answered, with the green flags: the loader's file.
pub const FIRST_BUDGET: usize = 10_000;

const REGIONS: &str = "Regions";
const LOADER: &str = "Loader's own code";
const FIRST: &str = "Styles and first screen";
const START: &str = "Start";
const GLUE: &str = "Glue";
const WASM: &str = "WebAssembly";
const WORDS: &str = "Words, en-GB";

/// What each other part may weigh in brotli, so that none grows unseen on what another one has saved.
const PART_BUDGETS: [(&str, usize); 4] = [
    (START, 4_170),
    (GLUE, 2_500),
    (WASM, 58_500),
    (WORDS, 16_100),
];

/// A part of what a check-in loads, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub name: String,
    /// As it lies on the disk.
    pub raw: usize,
    /// As a server sends it, at the highest quality of brotli.
    pub brotli: usize,
}

/// Measures what a whole English check-in loads from `dist`.
///
/// The loader's file carries its own code, the styles and the first screen: what the last weighs is the rest.
pub fn measure(dist: &Path) -> Result<Vec<Part>, String> {
    let versioned = dist.join("embed").join(VERSION);
    let content = versioned.join("content");
    let loader = project::read(&dist.join("embed").join(MAJOR).join("right-track.js"))
        .map_err(|_| not_built(dist))?;
    let whole = part(FIRST, loader.as_bytes());
    let code = part(LOADER, lay_out::loader_code()?.as_bytes());
    let mut parts = vec![
        Part {
            raw: whole.raw.saturating_sub(code.raw),
            brotli: whole.brotli.saturating_sub(code.brotli),
            ..whole
        },
        code,
    ];
    for (name, folder, start, end) in [
        (START, &versioned, "start-", ".js"),
        (GLUE, &versioned, "right-track-", ".js"),
        (WASM, &versioned, "right-track-", ".wasm"),
        (WORDS, &content, "en-GB-", ".bin"),
        (REGIONS, &content, "regions-", ".bin"),
    ] {
        let bytes = the_file(folder, start, end)
            .and_then(|path| fs::read(path).ok())
            .ok_or_else(|| not_built(dist))?;
        parts.push(part(name, &bytes));
    }
    Ok(parts)
}

/// Prints what a whole English check-in loads from `dist`, and which `crates` its program is made of.
pub fn print(dist: &Path, crates: bool) -> Result<(), String> {
    println!("{}", table(&measure(dist)?));
    if crates {
        println!("\n{}", crates::table(&tools::for_build()?)?);
    }
    Ok(())
}

/// Prints the sizes, and fails when a budget is exceeded.
pub fn check(dist: &Path) -> Result<(), String> {
    let parts = measure(dist)?;
    println!("{}", table(&parts));
    within_budgets(&parts)
}

fn within_budgets(parts: &[Part]) -> Result<(), String> {
    for (name, brotli, budget) in budgets(parts) {
        if brotli > budget {
            return Err(format!(
                "{name} weighs {brotli} bytes in brotli, {} more than its budget of {budget}: take something out of it.",
                brotli - budget
            ));
        }
    }
    Ok(())
}

/// Returns what has a budget, what it weighs, and the budget.
fn budgets(parts: &[Part]) -> Vec<(&'static str, usize, usize)> {
    let sum = |names: &[&str]| {
        let wanted = |part: &&Part| names.is_empty() || names.contains(&part.name.as_str());
        parts.iter().filter(wanted).map(|part| part.brotli).sum()
    };
    let whole = [
        ("The loader's own code", sum(&[LOADER]), LOADER_BUDGET),
        (
            "What the first screen needs",
            sum(&[LOADER, FIRST]),
            FIRST_BUDGET,
        ),
        (
            "A whole check-in without the regions",
            sum(&[]) - sum(&[REGIONS]),
            TOTAL_BUDGET,
        ),
    ];
    let each = PART_BUDGETS.map(|(name, budget)| (name, sum(&[name]), budget));
    whole.into_iter().chain(each).collect()
}

fn table(parts: &[Part]) -> String {
    let mut lines = vec![format!("{:<24}{:>10}{:>10}", "bytes", "raw", "brotli")];
    let total = Part {
        name: "Total".to_owned(),
        raw: parts.iter().map(|part| part.raw).sum(),
        brotli: parts.iter().map(|part| part.brotli).sum(),
    };
    lines.extend(parts.iter().chain([&total]).map(|part| {
        let Part { name, raw, brotli } = part;
        format!("{name:<24}{raw:>10}{brotli:>10}")
    }));
    lines.extend(budgets(parts).into_iter().map(|(name, brotli, budget)| {
        format!("{name}: {brotli} of at most {budget} bytes in brotli")
    }));
    lines.join("\n")
}

fn part(name: &str, bytes: &[u8]) -> Part {
    Part {
        name: name.to_owned(),
        raw: bytes.len(),
        brotli: brotli(bytes).len(),
    }
}

/// Returns the bytes as a server sends them that has compressed them ahead, as short as brotli makes them.
pub fn brotli(bytes: &[u8]) -> Vec<u8> {
    // A window over the whole file and blocks of the length that brotli chooses, or a window of 128 KiB and blocks of
    // 64: the WebAssembly is 76 bytes shorter with these.
    let [whole, small] = [(22, 0), (17, 16)].map(|(lgwin, lgblock)| {
        let how = BrotliEncoderParams {
            quality: 11,
            lgwin,
            lgblock,
            ..BrotliEncoderParams::default()
        };
        let mut written = Vec::new();
        // Reading from memory and writing into it does not fail.
        let _ = brotli::BrotliCompress(&mut &*bytes, &mut written, &how);
        written
    });
    if small.len() < whole.len() {
        small
    } else {
        whole
    }
}

fn the_file(folder: &Path, start: &str, end: &str) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).ok()?.flatten();
    entries.map(|entry| entry.path()).find(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let hash = name
            .strip_prefix(start)
            .and_then(|rest| rest.strip_suffix(end));
        hash.is_some_and(|hash| hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
    })
}

fn not_built(dist: &Path) -> String {
    format!(
        "{} does not hold a whole build of version {VERSION}: run `cargo xtask dist` first.",
        dist.display()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weighing(parts: impl IntoIterator<Item = (&'static str, usize)>) -> Vec<Part> {
        let part = |(name, brotli): (&str, usize)| Part {
            name: name.to_owned(),
            raw: brotli * 3,
            brotli,
        };
        parts.into_iter().map(part).collect()
    }

    #[test]
    fn allows_what_is_within_the_budgets() {
        let all = [(LOADER, LOADER_BUDGET)].into_iter().chain(PART_BUDGETS);
        assert_eq!(within_budgets(&weighing(all)), Ok(()));
    }

    #[test]
    fn names_the_budget_that_is_exceeded() {
        for (name, bytes, expected) in [
            (
                LOADER,
                LOADER_BUDGET + 7,
                "loader's own code weighs 3007 bytes in brotli, 7 more",
            ),
            (
                "others",
                TOTAL_BUDGET + 1,
                "whole check-in without the regions weighs",
            ),
            (
                WORDS,
                16_103,
                "Words, en-GB weighs 16103 bytes in brotli, 3 more",
            ),
        ] {
            let sentence = within_budgets(&weighing([(name, bytes)])).unwrap_err();
            assert!(sentence.contains(expected), "{sentence}");
        }
    }

    #[test]
    fn says_that_nothing_was_built() {
        let sentence = measure(Path::new("/nowhere")).unwrap_err();
        assert!(sentence.contains("cargo xtask dist"), "{sentence}");
    }

    #[test]
    fn compresses_as_a_server_does() {
        assert!(brotli(&[b'a'; 10_000]).len() < 30);
    }
}
