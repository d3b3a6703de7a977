//! The words of every language: complete, safe, plain, spelt right and our own.
//!
//! A text is named by its path in the file, like `signs.safety.say`: entries with an id by the id, others by number.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic, also outside of a test function"
)]

mod american;
mod ease;
mod files;
mod forbidden;
mod framing;
mod ideas;
mod languages;
mod numbers;
mod own_words;
mod regions;
mod shape;
mod spelling;

/// Fails with all of `problems`, one a line.
#[track_caller]
fn none(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}
