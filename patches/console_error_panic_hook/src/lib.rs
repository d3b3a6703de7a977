//! Stands in for the crate of this name, which Yew brings and calls unless another panic hook is set.
//!
//! The widget sets a hook of its own, but the compiler cannot know that. The original would stay in the program, and with
//! it all that makes sentences of numbers and places: 1 KB of what a visitor loads, for lines that nobody sees.

use std::panic::PanicHookInfo;

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn error(message: &str);
}

/// Says in the console what has gone wrong, for tests; nothing in a release build.
pub fn hook(info: &PanicHookInfo<'_>) {
    if cfg!(all(debug_assertions, target_arch = "wasm32")) {
        error(&info.to_string());
    }
}
