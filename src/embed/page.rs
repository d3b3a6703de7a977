//! What the app asks of the page. The loader does most of it: the same in WebAssembly costs the visitor several times
//! the bytes.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;
use yew::{AttrValue, Callback, NodeRef};

#[wasm_bindgen]
extern "C" {
    /// The loader's side of the door: `host` in `embed/right-track.js`.
    #[derive(Clone)]
    pub type Host;

    #[wasm_bindgen(method)]
    fn now(this: &Host) -> f64;

    #[wasm_bindgen(method)]
    fn id(this: &Host) -> String;

    #[wasm_bindgen(method)]
    fn date(this: &Host, at: f64) -> String;

    #[wasm_bindgen(method)]
    fn copy(this: &Host, text: &str, then: JsValue);

    #[wasm_bindgen(method)]
    fn save(this: &Host, name: &str, text: &str);

    #[wasm_bindgen(method)]
    fn print(this: &Host);
}

/// The page around the widget.
#[derive(Clone)]
pub struct Page(pub Host);

impl Page {
    /// Returns the time in milliseconds since 1970.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a date after 1970 in whole milliseconds"
    )]
    pub fn now(&self) -> u64 {
        self.0.now() as u64
    }

    /// Returns an id that no other check-in has, of small letters and digits.
    pub fn new_id(&self) -> Rc<str> {
        self.0.id().into()
    }

    /// Returns what turns milliseconds since 1970 into a date as the reader's language writes it.
    pub fn date(&self) -> Callback<u64, AttrValue> {
        let host = self.0.clone();
        #[expect(
            clippy::cast_precision_loss,
            reason = "dates are far below 2^53 milliseconds"
        )]
        Callback::from(move |at: u64| host.date(at as f64).into())
    }

    /// Moves the focus to `node`, if it is there.
    pub fn focus(&self, node: &NodeRef) {
        if let Some(element) = node.cast::<HtmlElement>() {
            // An element that cannot take the focus leaves it where it is.
            _ = element.focus();
        }
    }

    /// Copies `text` and tells `then` whether the browser allowed it.
    pub fn copy(&self, text: &str, then: impl FnOnce(bool) + 'static) {
        self.0.copy(text, Closure::once_into_js(then));
    }

    /// Opens the browser's print dialogue with nothing on the paper but what the widget prints.
    pub fn print(&self) {
        self.0.print();
    }

    /// Offers `text` as a file called `name`.
    pub fn save(&self, name: &str, text: &str) {
        self.0.save(name, text);
    }
}

/// Keeps panics quiet: after one the module traps, which the loader sees, and it tells the person and the site's owner.
pub fn quiet_panics() {
    yew::set_custom_panic_hook(Box::new(|_| {}));
}
