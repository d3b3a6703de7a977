//! What the app asks of the page. The loader does most of it: the same in WebAssembly costs the visitor several times
//! the bytes.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;
use yew::{AttrValue, Callback, NodeRef};

#[wasm_bindgen]
extern "C" {
    /// The loader's side of the door: `host` in `embed/start.js`, and on the private page `host` in `embed/private.js`.
    #[derive(Clone, Debug)]
    pub type Host;

    #[wasm_bindgen(method)]
    fn now(this: &Host) -> f64;

    #[wasm_bindgen(method)]
    fn id(this: &Host) -> String;

    #[wasm_bindgen(method)]
    fn date(this: &Host, at: f64) -> String;

    #[wasm_bindgen(method)]
    fn plural(this: &Host, number: f64) -> String;

    #[wasm_bindgen(method)]
    fn number(this: &Host, number: f64) -> String;

    #[wasm_bindgen(method)]
    fn copy(this: &Host, text: &str, then: JsValue);

    #[wasm_bindgen(method)]
    fn save(this: &Host, name: &str, text: &str);

    #[wasm_bindgen(method, js_name = save)]
    fn save_as(this: &Host, name: &str, text: &str, kind: &str);

    #[wasm_bindgen(method)]
    fn ahead(this: &Host, at: f64) -> i32;

    #[wasm_bindgen(method)]
    fn print(this: &Host);

    #[wasm_bindgen(method)]
    fn leave(this: &Host);

    #[wasm_bindgen(method)]
    fn listen(this: &Host, key: &str, then: &JsValue);

    #[wasm_bindgen(method)]
    fn can_lock(this: &Host) -> bool;

    #[wasm_bindgen(method)]
    fn unlock(this: &Host, passphrase: &str, envelope: &str, then: JsValue);

    #[wasm_bindgen(method)]
    fn renew_key(this: &Host, passphrase: &str, then: JsValue);

    #[wasm_bindgen(method)]
    fn seal(this: &Host, text: &str, then: JsValue);

    #[wasm_bindgen(method)]
    fn unseal(this: &Host, envelope: &str, then: JsValue);

    #[wasm_bindgen(method)]
    fn forget(this: &Host);

    #[wasm_bindgen(method)]
    fn pick(this: &Host, longest: usize, then: JsValue);

    #[wasm_bindgen(method)]
    fn persist(this: &Host);

    #[wasm_bindgen(method)]
    fn can_share(this: &Host) -> bool;

    #[wasm_bindgen(method)]
    fn share(this: &Host, text: &str);

    #[wasm_bindgen(method)]
    fn later(this: &Host, milliseconds: u32, then: JsValue);

    #[wasm_bindgen(method)]
    fn on_leave(this: &Host, minutes: u32, then: &JsValue);

    #[wasm_bindgen(method)]
    fn on_section(this: &Host, then: &JsValue);

    #[wasm_bindgen(method)]
    fn show_section(this: &Host, number: u32);

    #[wasm_bindgen(method)]
    fn offline(this: &Host) -> String;

    #[wasm_bindgen(method)]
    fn on_offline(this: &Host, then: &JsValue);

    #[wasm_bindgen(method)]
    fn keep_page(this: &Host);

    #[wasm_bindgen(method)]
    fn drop_page(this: &Host, then: JsValue);

    #[wasm_bindgen(method)]
    fn renew_page(this: &Host);
}

/// Where the private page stands with a browser that may keep it for use without a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offline {
    /// The browser cannot keep it here.
    Unavailable,
    /// It is not kept.
    Off,
    /// It is being loaded.
    Working,
    /// It could not be kept.
    Failed,
    /// It is kept.
    Kept,
    /// It is kept, and there is a newer version.
    Newer,
}

impl Offline {
    /// Reads what `embed/private.js` says.
    fn of(said: &str) -> Self {
        match said {
            "off" => Self::Off,
            "working" => Self::Working,
            "failed" => Self::Failed,
            "on" => Self::Kept,
            "new" => Self::Newer,
            _ => Self::Unavailable,
        }
    }
}

/// The page around the widget.
#[derive(Clone, Debug)]
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

    /// Returns the name of the form that the reader's language has for this many things: see
    /// [`Plural`](crate::domain::content::Plural).
    pub fn plural(&self, number: u32) -> String {
        self.0.plural(number.into())
    }

    /// Returns a number as the reader's language writes it.
    #[expect(
        clippy::cast_precision_loss,
        reason = "what is counted is far below 2^53"
    )]
    pub fn number(&self, number: usize) -> String {
        self.0.number(number as f64)
    }

    /// Tells whether this browser can lock anything: only on a page that was served securely.
    pub fn can_lock(&self) -> bool {
        self.0.can_lock()
    }

    /// Opens a locked text with `passphrase`, and tells `then` what it says, or nothing if it cannot be opened. The key
    /// made of the passphrase is remembered until [`Page::forget`].
    pub fn unlock(
        &self,
        passphrase: &str,
        envelope: &str,
        then: impl FnOnce(Option<String>) + 'static,
    ) {
        self.0
            .unlock(passphrase, envelope, Closure::once_into_js(then));
    }

    /// Makes a new key of `passphrase` for [`Page::seal`], and tells `then` when it is there, or nothing if it cannot be
    /// made.
    pub fn renew_key(&self, passphrase: &str, then: impl FnOnce(Option<String>) + 'static) {
        self.0.renew_key(passphrase, Closure::once_into_js(then));
    }

    /// Locks `text` with the newest key, and tells `then` what to store, or nothing if it cannot be locked.
    pub fn seal(&self, text: &str, then: impl FnOnce(Option<String>) + 'static) {
        self.0.seal(text, Closure::once_into_js(then));
    }

    /// Opens a locked text with a key of this visit, and tells `then` what it says, or nothing if it cannot be opened.
    pub fn unseal(&self, envelope: &str, then: impl FnOnce(Option<String>) + 'static) {
        self.0.unseal(envelope, Closure::once_into_js(then));
    }

    /// Forgets all keys.
    pub fn forget(&self) {
        self.0.forget();
    }

    /// Lets the person pick a file of at most `longest` bytes, and tells `then` its text; blanks for a longer one.
    pub fn pick(&self, longest: usize, then: impl FnOnce(String) + 'static) {
        self.0.pick(longest, Closure::once_into_js(then));
    }

    /// Asks the browser to spare what this page keeps when it makes room.
    pub fn persist(&self) {
        self.0.persist();
    }

    /// Tells whether this browser can hand a text to another app.
    pub fn can_share(&self) -> bool {
        self.0.can_share()
    }

    /// Lets the person hand `text` to another app of their choice.
    pub fn share(&self, text: &str) {
        self.0.share(text);
    }

    /// Calls `then` once, after so many milliseconds.
    pub fn later(&self, milliseconds: u32, then: impl FnOnce() + 'static) {
        self.0.later(milliseconds, Closure::once_into_js(then));
    }

    /// Calls `then`, for as long as this page lives, whenever the person has been away for so many minutes and whenever the
    /// page goes out of sight.
    pub fn on_leave(&self, minutes: u32, then: impl Fn() + 'static) {
        let then = Closure::<dyn Fn()>::new(then);
        self.0.on_leave(minutes, &then.into_js_value());
    }

    /// Calls `then`, for as long as this page lives, with the number of the section that the address names whenever that
    /// changes; also at the beginning, which it is told.
    pub fn on_section(&self, then: impl Fn(u32, bool) + 'static) {
        let then = Closure::<dyn Fn(u32, bool)>::new(then);
        self.0.on_section(&then.into_js_value());
    }

    /// Puts the number of the section that is open into the address, if there is one in it.
    pub fn show_section(&self, number: u32) {
        self.0.show_section(number);
    }

    /// Returns where this page stands with the browser.
    pub fn offline(&self) -> Offline {
        Offline::of(&self.0.offline())
    }

    /// Calls `then`, for as long as this page lives, whenever [`Page::offline`] has changed.
    pub fn on_offline(&self, then: impl Fn() + 'static) {
        let then = Closure::<dyn Fn()>::new(then);
        self.0.on_offline(&then.into_js_value());
    }

    /// Lets the browser keep this page.
    pub fn keep_page(&self) {
        self.0.keep_page();
    }

    /// Lets the browser keep this page no longer, and tells `then` whether nothing of it is left.
    pub fn drop_page(&self, then: impl FnOnce(bool) + 'static) {
        self.0.drop_page(Closure::once_into_js(then));
    }

    /// Loads the newer version of this page.
    pub fn renew_page(&self) {
        self.0.renew_page();
    }

    /// Moves the focus to `node`, if it is there.
    pub fn focus(&self, node: &NodeRef) {
        if let Some(element) = node.cast::<HtmlElement>() {
            // An element that cannot take the focus leaves it where it is.
            _ = element.focus();
        }
    }

    /// Calls `heard` for as long as this page lives: with what another tab has read and written under the storage's `key`,
    /// or with nothing and true when it may have been erased.
    pub fn listen(
        &self,
        key: &str,
        heard: impl Fn(Option<String>, Option<String>, bool) + 'static,
    ) {
        let heard = Closure::<dyn Fn(Option<String>, Option<String>, bool)>::new(heard);
        self.0.listen(key, &heard.into_js_value());
    }

    /// Copies `text` and tells `then` whether the browser allowed it.
    pub fn copy(&self, text: &str, then: impl FnOnce(bool) + 'static) {
        self.0.copy(text, Closure::once_into_js(then));
    }

    /// Opens the browser's print dialogue with nothing on the paper but what the widget prints.
    pub fn print(&self) {
        self.0.print();
    }

    /// Leaves the page at once, as the link away from it does.
    pub fn leave(&self) {
        self.0.leave();
    }

    /// Offers `text` as a file called `name`.
    pub fn save(&self, name: &str, text: &str) {
        self.0.save(name, text);
    }

    /// Offers `text` as a file called `name` of the media type `kind`, by which phones choose the app that opens it.
    pub fn save_as(&self, name: &str, text: &str, kind: &str) {
        self.0.save_as(name, text, kind);
    }

    /// Returns by how many minutes the person's clock is ahead of UTC at a moment in milliseconds since 1970.
    #[expect(
        clippy::cast_precision_loss,
        reason = "dates are far below 2^53 milliseconds"
    )]
    pub fn ahead(&self, at: u64) -> i32 {
        self.0.ahead(at as f64)
    }
}

/// Keeps panics quiet: after one the module traps, which the loader sees, and it tells the person and the site's owner.
pub fn quiet_panics() {
    if cfg!(debug_assertions) {
        return; // tests want to know
    }
    yew::set_custom_panic_hook(Box::new(|_| {}));
}
