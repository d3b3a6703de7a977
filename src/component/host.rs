//! What `host` in `embed/start.js` does for the element, for a widget that has no loader.

use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::js_sys::{self, Array, Date, Function, Math, Number, Object, Promise, Reflect};
use web_sys::{
    Blob, BlobPropertyBag, CssStyleSheet, Element, HtmlAnchorElement, HtmlElement, KeyboardEvent,
    StorageEvent, Url,
};

/// Stands on the element while it is printed.
const PRINTED: &str = "data-right-track-print";

/// Returns the object that [`crate::embed::page::Host`] describes.
pub(super) fn of(element: &HtmlElement, language: &str) -> JsValue {
    let host = Object::new();
    let put = |name: &str, function: JsValue| {
        // A fresh object takes every property.
        _ = Reflect::set(&host, &name.into(), &function);
    };
    put("now", closure(Closure::<dyn Fn() -> f64>::new(Date::now)));
    put("id", closure(Closure::<dyn Fn() -> String>::new(id)));
    let language = language.to_owned();
    let date = move |at: f64| date(at, &language);
    put("date", closure(Closure::<dyn Fn(f64) -> String>::new(date)));
    let copy = |text: String, then: Function| copy(&text, then);
    put(
        "copy",
        closure(Closure::<dyn Fn(String, Function)>::new(copy)),
    );
    let save = |name: String, text: String| _ = save(&name, &text);
    put(
        "save",
        closure(Closure::<dyn Fn(String, String)>::new(save)),
    );
    let element = element.clone();
    let print = move || _ = print(&element);
    put("print", closure(Closure::<dyn Fn()>::new(print)));
    put("leave", closure(Closure::<dyn Fn()>::new(leave)));
    let listen = |key: String, then: Function| _ = listen(key, &then);
    put(
        "listen",
        closure(Closure::<dyn Fn(String, Function)>::new(listen)),
    );
    host.into()
}

/// Returns what presses the button that leads back from what was opened when it hears of Escape.
pub(super) fn escape(wrapper: &Element) -> JsValue {
    let wrapper = wrapper.clone();
    closure(Closure::<dyn Fn(KeyboardEvent)>::new(
        move |event: KeyboardEvent| {
            let button = wrapper.query_selector(".closing").ok().flatten();
            let button = button.filter(|_| event.key() == "Escape");
            if let Some(button) = button.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                _ = button.focus();
                button.click();
            }
        },
    ))
}

/// Hands a closure over to JavaScript, which frees it with the last object that holds it.
fn closure<T: wasm_bindgen::closure::WasmClosure + ?Sized>(closure: Closure<T>) -> JsValue {
    closure.into_js_value()
}

fn id() -> String {
    let text = |number: f64| {
        Number::from(number)
            .to_string_with_radix(36)
            .map(String::from)
            .unwrap_or_default()
    };
    text(Date::now()) + &text((Math::random() * 2e9).floor())
}

fn date(at: f64, language: &str) -> String {
    let options = Object::new();
    _ = Reflect::set(&options, &"dateStyle".into(), &"long".into());
    Date::new(&at.into())
        .to_locale_date_string(&[language, "-u-nu-latn"].concat(), &options)
        .into()
}

fn copy(text: &str, then: Function) {
    let no = then.clone();
    let tell = |then: Function, done: bool| {
        Closure::once(move |_: JsValue| _ = then.call1(&JsValue::NULL, &done.into()))
    };
    // Undefined where the page was not served securely.
    let written = web_sys::window()
        .map(|window| window.navigator())
        .and_then(|navigator| Reflect::get(&navigator, &"clipboard".into()).ok())
        .filter(JsValue::is_object)
        .map(|clipboard| {
            clipboard
                .unchecked_into::<web_sys::Clipboard>()
                .write_text(text)
        })
        .unwrap_or_else(|| Promise::reject(&JsValue::NULL).unchecked_into());
    let (yes, no) = (tell(then, true), tell(no, false));
    _ = written.then2(&yes, &no);
    // One of them is called, later; the other is a few bytes.
    yes.forget();
    no.forget();
}

/// Leaves for a page that tells nothing; the link away from this one is the browser's.
fn leave() {
    if let Some(window) = web_sys::window() {
        _ = window.location().replace("about:blank");
    }
}

/// Tells `then` what another tab has read and written under the storage's `key`, or that it may have been erased.
fn listen(key: String, then: &Function) -> Option<()> {
    let window = web_sys::window()?;
    let look = {
        let then = then.clone();
        let none = JsValue::UNDEFINED;
        Closure::<dyn Fn()>::new(move || {
            _ = then.call3(&JsValue::NULL, &none, &none, &true.into());
        })
        .into_js_value()
    };
    let then = then.clone();
    let heard = Closure::<dyn Fn(StorageEvent)>::new(move |event: StorageEvent| {
        let value = |value: Option<String>| value.map_or(JsValue::UNDEFINED, JsValue::from);
        let cleared = event.key().is_none();
        if cleared || event.key().as_ref() == Some(&key) {
            let (old, new) = (value(event.old_value()), value(event.new_value()));
            _ = then.call3(&JsValue::NULL, &old, &new, &cleared.into());
        }
    })
    .into_js_value();
    window
        .add_event_listener_with_callback("storage", heard.unchecked_ref())
        .ok()?;
    // Out of sight, a page is told of nothing.
    window
        .add_event_listener_with_callback("pageshow", look.unchecked_ref())
        .ok()?;
    window
        .document()?
        .add_event_listener_with_callback("visibilitychange", look.unchecked_ref())
        .ok()
}

/// The link is never put into the page, so that nothing there sees the click.
fn save(name: &str, text: &str) -> Option<()> {
    let window = web_sys::window()?;
    let kind = BlobPropertyBag::new();
    kind.set_type("text/plain;charset=utf-8");
    let parts = Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &kind).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let link = window.document()?.create_element("a").ok()?;
    let link = link.unchecked_into::<HtmlAnchorElement>();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    let revoke = Closure::once_into_js(move || _ = Url::revoke_object_url(&address));
    window
        .set_timeout_with_callback_and_timeout_and_arguments_0(revoke.unchecked_ref(), 10_000)
        .ok()?;
    Some(())
}

/// Prints the widget alone: the rest of the page is hidden on paper while the dialogue is open.
fn print(element: &HtmlElement) -> Option<()> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let only = CssStyleSheet::new().ok()?;
    let rule = format!(
        "@media print{{body *:not([{PRINTED}],:has([{PRINTED}])){{display:none!important}}}}"
    );
    only.replace_sync(&rule).ok()?;
    let before = Array::from(&document.adopted_style_sheets());
    document.set_adopted_style_sheets(&before.concat(&Array::of1(&only)));
    element.set_attribute(PRINTED, "").ok()?;
    let after = {
        let element = element.clone();
        Closure::once_into_js(move || {
            _ = element.remove_attribute(PRINTED);
            let sheets = Array::from(&document.adopted_style_sheets());
            let others = sheets.filter(&mut |sheet, _, _| !js_sys::Object::is(&sheet, &only));
            document.set_adopted_style_sheets(&others);
        })
    };
    let once = web_sys::AddEventListenerOptions::new();
    once.set_once(true);
    window
        .add_event_listener_with_callback_and_add_event_listener_options(
            "afterprint",
            after.unchecked_ref(),
            &once,
        )
        .ok()?;
    window.print().ok()
}
