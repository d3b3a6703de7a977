//! What the check-in is and does: pure values without a browser, a clock or randomness.
//!
//! Everything here depends on `serde` alone and is tested natively. A [`Session`](session::Session) takes
//! [`Event`](session::Event)s; a [`Reading`](reading::Reading) says how the answers read.

pub mod answer;
pub mod check_in;
pub mod content;
pub mod context;
pub mod day;
pub mod file;
pub mod flag;
pub mod journal;
pub mod looking_back;
pub mod options;
pub mod packed;
pub mod reading;
pub mod regions;
pub mod reminder;
pub mod saved;
pub mod search;
pub mod session;
pub mod sign;
pub mod tab;
pub mod table;
pub mod text;
