//! The page where a practice chooses how the check-in is to be, sees it, and copies what to paste.
//!
//! What is chosen is a [`choice::Choice`]. It lives in the address after the `#` ([`fragment`]), and becomes what is
//! pasted ([`snippet`]). All of that is pure; [`app`] shows it, and [`page`] is the door to the browser.

pub mod app;
pub mod built;
pub mod choice;
pub mod colour;
pub mod contact;
pub mod content;
pub mod fragment;
pub mod notices;
pub mod page;
pub mod snippet;
pub mod view;
