//! What a person sees.

pub mod choosing;
pub mod copied;
pub mod needs;
pub mod preview;
pub mod snippet;
