//! What the app asks of the page: the time, the focus, the clipboard, the printer and files.

use std::rc::Rc;

use js_sys::{Array, Date, Math, Object, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, Element, HtmlAnchorElement, HtmlElement, Url};
use yew::{AttrValue, Callback, NodeRef};

use crate::domain::content::Text;

/// The page around the widget.
#[derive(Clone)]
pub struct Page {
    root: Element,
    language: Text,
}

impl Page {
    /// Returns the page around `root`, for readers of `language`.
    pub fn of(root: &Element, language: Text) -> Self {
        Self {
            root: root.clone(),
            language,
        }
    }

    /// Returns the time in milliseconds since 1970.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a date after 1970 in whole milliseconds"
    )]
    pub fn now(&self) -> u64 {
        Date::now() as u64
    }

    /// Returns an id that no other check-in has.
    pub fn new_id(&self) -> Rc<str> {
        let [time, chance] = [Date::now(), Math::random() * 1e9].map(|number| {
            js_sys::Number::from(number.floor())
                .to_string_with_radix(36)
                .map(String::from)
                .unwrap_or_default()
        });
        [time, chance].concat().into()
    }

    /// Returns what turns milliseconds since 1970 into a date as the reader's language writes it.
    pub fn date(&self) -> Callback<u64, AttrValue> {
        let style = Object::new();
        // Setting a property of a plain object of ours cannot fail.
        _ = Reflect::set(&style, &"dateStyle".into(), &"long".into());
        let language = self.language;
        #[expect(
            clippy::cast_precision_loss,
            reason = "dates are far below 2^53 milliseconds"
        )]
        Callback::from(move |at: u64| {
            let date = Date::new(&JsValue::from_f64(at as f64));
            String::from(date.to_locale_date_string(&language, &style)).into()
        })
    }

    /// Moves the focus to `node`, if it is there.
    pub fn focus(&self, node: &NodeRef) {
        if let Some(element) = node.cast::<HtmlElement>() {
            // An element that cannot take the focus leaves it where it is.
            _ = element.focus();
        }
    }

    /// Copies `text` and tells `then` whether the browser allowed it.
    pub fn copy(&self, text: &str, then: impl Fn(bool) + 'static) {
        let clipboard = web_sys::window()
            .map(|window| window.navigator())
            .and_then(|navigator| Reflect::get(&navigator, &"clipboard".into()).ok())
            // Undefined where the page was not served securely.
            .and_then(|clipboard| clipboard.dyn_into::<web_sys::Clipboard>().ok());
        let Some(clipboard) = clipboard else {
            return then(false);
        };
        let copied = clipboard.write_text(text);
        wasm_bindgen_futures::spawn_local(async move {
            then(wasm_bindgen_futures::JsFuture::from(copied).await.is_ok());
        });
    }

    /// Opens the browser's print dialogue with nothing on the paper but what the widget prints.
    pub fn print(&self) {
        // The loader hides the rest of the page while it prints.
        let event = web_sys::CustomEvent::new("right-track-print");
        if let Ok(event) = event {
            _ = self.root.dispatch_event(&event);
        }
    }

    /// Offers `text` as a file called `name`.
    pub fn save(&self, name: &str, text: &str) {
        // Fails only where the browser has no files at all; then there is nothing to offer.
        _ = self.try_save(name, text);
    }

    fn try_save(&self, name: &str, text: &str) -> Result<(), JsValue> {
        let kind = BlobPropertyBag::new();
        kind.set_type("text/plain;charset=utf-8");
        let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &kind)?;
        let address = Url::create_object_url_with_blob(&blob)?;
        let document = self.root.owner_document().ok_or(JsValue::NULL)?;
        // It is never put into the page, so that nothing there sees the click.
        let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
        link.set_href(&address);
        link.set_download(name);
        link.click();
        Url::revoke_object_url(&address)
    }
}

/// Keeps panics quiet: after one the module traps, which the loader sees, and it tells the person and the site's owner.
pub fn quiet_panics() {
    yew::set_custom_panic_hook(Box::new(|_| {}));
}
