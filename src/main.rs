//! Links the library into a binary: Cargo drops LTO for `cdylib` + `rlib` (rust-lang/cargo#9672).
use right_track as _;

fn main() {}
