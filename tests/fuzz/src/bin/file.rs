//! Tries the file form with inputs that libFuzzer makes.

#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|bytes| fuzz::file::check(bytes));

#[cfg(not(fuzzing))]
fn main() {
    println!("Run `cargo xtask fuzz`.");
}
