//! What a person sees: functions from the state to HTML, one file a screen or part.
//!
//! The state lives in [`app`] alone; everything below it takes values and callbacks. Inputs are never bound to
//! `checked` or `value`: session recorders hook the setters of those properties, and Yew calls them on each render,
//! so [`choices`] sets what is chosen by attribute.

pub mod app;
pub mod buttons;
pub mod card;
pub mod choices;
pub mod element;
pub mod foot;
pub mod green_flags;
pub mod heading;
pub mod icon;
pub mod kept;
pub mod looking_back;
pub mod more;
pub mod offline;
pub mod panel;
pub mod past;
pub mod private;
pub mod prose;
pub mod question;
pub mod reading;
pub mod result;
pub mod screen;
pub mod search;
pub mod services;
pub mod surroundings;
pub mod text;
pub mod top;
pub mod visit;
pub mod welcome;
pub mod whole;

#[cfg(test)]
pub(crate) mod testing;
