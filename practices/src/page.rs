//! The door to the browser.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, Window, window};
use yew::NodeRef;

#[wasm_bindgen]
extern "C" {
    /// A frame. The type of web-sys would make the widget compile anew.
    type Frame;

    #[wasm_bindgen(method, getter, js_name = contentWindow)]
    fn content_window(this: &Frame) -> Option<Window>;

    /// Fails where the browser does not allow it, and where it has no clipboard at all.
    #[wasm_bindgen(js_namespace = ["navigator", "clipboard"], js_name = writeText, catch)]
    fn write_text(text: &str) -> Result<Promise, JsValue>;

    type DisplayNames;

    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locale: &str, options: &JsValue) -> Result<DisplayNames, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn of(this: &DisplayNames, code: &str) -> Result<Option<String>, JsValue>;

    #[wasm_bindgen(js_namespace = JSON, catch)]
    fn parse(text: &str) -> Result<JsValue, JsValue>;
}

/// Returns the element with this id.
pub fn element(id: &str) -> Option<Element> {
    window()?.document()?.get_element_by_id(id)
}

/// Returns the address of this page, with what follows the `#`.
pub fn address() -> String {
    let address = window().and_then(|window| window.location().href().ok());
    address.unwrap_or_default()
}

/// Returns what follows the `#` in the address.
pub fn fragment() -> String {
    let hash = window().and_then(|window| window.location().hash().ok());
    hash.unwrap_or_default().trim_start_matches('#').to_owned()
}

/// Puts `fragment` behind the address. It adds nothing to the history, so that “Back” leads away from here.
pub fn put_fragment(fragment: &str) {
    let address = address();
    let page = address.split('#').next().unwrap_or_default();
    let address = match fragment {
        "" => page.to_owned(),
        fragment => format!("{page}#{fragment}"),
    };
    let history = window().and_then(|window| window.history().ok());
    if let Some(history) = history {
        // A page from a file may not; then its address stays as it is.
        _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// Calls `heard`, for as long as the page lives, with what follows the `#` when the person has changed it.
pub fn on_fragment(heard: impl Fn(String) + 'static) {
    let heard = Closure::<dyn Fn()>::new(move || heard(fragment())).into_js_value();
    if let Some(window) = window() {
        _ = window.add_event_listener_with_callback("hashchange", heard.unchecked_ref());
    }
}

/// Leads the frame to `address`, which leaves no trace in the history.
pub fn lead(frame: &NodeRef, address: &str) {
    let Some(frame) = frame.cast::<Element>() else {
        return;
    };
    if let Some(inside) = frame.unchecked_ref::<Frame>().content_window() {
        _ = inside.location().replace(address);
    }
}

/// Copies `text`, and tells `then` whether the browser allowed it.
pub fn copy(text: &str, then: impl FnOnce(bool) + 'static) {
    match write_text(text) {
        Ok(copied) => spawn_local(async move { then(JsFuture::from(copied).await.is_ok()) }),
        Err(_) => then(false),
    }
}

/// Returns the name of the language with this tag, in British English, or the tag where the browser knows no names.
pub fn language_name(tag: &str) -> String {
    let options = parse(r#"{"type":"language"}"#);
    let names = options.and_then(|options| DisplayNames::new("en-GB", &options));
    let name = names.and_then(|names| names.of(tag));
    name.ok().flatten().unwrap_or_else(|| tag.to_owned())
}
