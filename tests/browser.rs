//! What needs a real browser, but not a whole journey: the closed root, events in it, storage, and mounting again.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what is wrong by panicking"
)]

use right_track::domain::check_in::CheckIn;
use right_track::domain::content::Content;
use right_track::domain::flag::Ticks;
use right_track::domain::journal::{Journal, Kept};
use right_track::domain::packed::packed;
use right_track::domain::regions::Regions;
use right_track::embed::page::Host;
use right_track::embed::{Mounted, Words, mount, read};
use right_track::store::{Found, KEY, NotKept, SET_ASIDE, Store};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::*;
use web_sys::{
    Document, Element, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode, Storage,
};

wasm_bindgen_test_configure!(run_in_browser);

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

fn storage() -> Storage {
    web_sys::window().unwrap().local_storage().unwrap().unwrap()
}

fn words() -> Words {
    let content = Content::read(include_str!("../content/en-GB.json")).unwrap();
    let regions = Regions::read(include_str!("../content/regions.json")).unwrap();
    read(&packed(&content), &packed(&regions))
}

/// A widget in a closed root on a page of its own.
struct Fixture {
    host: HtmlElement,
    root: ShadowRoot,
    mounted: Option<Mounted>,
}

impl Fixture {
    async fn new() -> Self {
        let host: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&host).unwrap();
        let root = host
            .attach_shadow(&ShadowRootInit::new(ShadowRootMode::Closed))
            .unwrap();
        let mut fixture = Self {
            host,
            root,
            mounted: None,
        };
        fixture.mount("").await;
        fixture
    }

    async fn mount(&mut self, options: &str) {
        let wrapper = document().create_element("div").unwrap();
        self.root.append_child(&wrapper).unwrap();
        let page: Host = js_sys::eval(
            "({ now: () => 5000, id: () => 'a1', date: (at) => 'day ' + at, copy: (_, then) => then(true), save() {}, print() {} })",
        )
        .unwrap()
        .unchecked_into();
        self.mounted = Some(mount(wrapper, &words(), options, page));
        yew::scheduler::flush().await;
    }

    fn find(&self, selector: &str) -> Element {
        self.root
            .query_selector(selector)
            .unwrap()
            .unwrap_or_else(|| panic!("no {selector}"))
    }

    fn count(&self, selector: &str) -> u32 {
        self.root.query_selector_all(selector).unwrap().length()
    }

    async fn click(&self, selector: &str) {
        self.find(selector).unchecked_into::<HtmlElement>().click();
        yew::scheduler::flush().await;
    }

    /// Leaves every question open and arrives at the result.
    async fn skip_to_result(&self) {
        self.click(".welcome .button").await;
        for _ in 0..5 {
            self.click(".question .button--text").await;
        }
        self.find(".result");
    }
}

impl Drop for Fixture {
    fn drop(&mut self) {
        if let Some(mounted) = self.mounted.take() {
            mounted.unmount();
        }
        self.host.remove();
        storage().clear().unwrap();
    }
}

#[wasm_bindgen_test]
async fn a_closed_root_hides_the_widget_and_its_buttons_work() {
    let widget = Fixture::new().await;
    assert!(widget.host.shadow_root().is_none());
    widget.click(".welcome .button").await;
    widget.find(".question");
}

#[wasm_bindgen_test]
async fn the_focus_stays_with_the_page_on_load_and_moves_to_the_heading_on_a_step() {
    let widget = Fixture::new().await;
    assert!(widget.root.active_element().is_none());
    widget.click(".welcome .button").await;
    let focused = widget.root.active_element().unwrap();
    assert_eq!(focused.class_name(), "heading");
    assert!(focused.closest("legend").unwrap().is_some());
}

#[wasm_bindgen_test]
async fn an_answer_is_chosen_without_writing_to_the_property() {
    let widget = Fixture::new().await;
    // A session recorder hooks the setters like this.
    js_sys::eval(
        "window.writes = 0;
         for (const name of ['checked', 'value']) {
           const { get, set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, name);
           Object.defineProperty(HTMLInputElement.prototype, name, {
             configurable: true, get, set(value) { window.writes++; set.call(this, value); },
           });
         }",
    )
    .unwrap();
    widget.click(".welcome .choice:nth-of-type(2) input").await;
    widget.click(".welcome .button").await;
    widget.click(".choice:nth-of-type(3) input").await;
    widget.click(".question .button").await;
    assert_eq!(widget.count(":checked"), 0, "the next question is open");
    widget.click(".choice:nth-of-type(1) input").await;
    widget.click(".question .button--quiet").await;
    let chosen = widget.find(".choice:nth-of-type(3) input");
    assert!(chosen.matches(":checked").unwrap());
    assert_eq!(widget.count(":checked"), 1);
    let writes = js_sys::eval("window.writes").unwrap();
    assert_eq!(writes.as_f64(), Some(0.0));
}

#[wasm_bindgen_test]
async fn nothing_is_stored_before_it_is_kept_and_nothing_is_left_after_deleting_all() {
    storage().clear().unwrap();
    storage().set_item("host", "theirs").unwrap();
    let widget = Fixture::new().await;
    widget.skip_to_result().await;
    assert_eq!(storage().length().unwrap(), 1);
    widget.click(".result > .actions .button").await;
    assert_eq!(storage().length().unwrap(), 2);
    widget.click(".result > .actions .button").await;
    assert_eq!(widget.count(".entry"), 1);
    widget.click(".kept > .actions .button").await;
    // Pressed twice, it takes the wish back.
    widget.click(".kept > .actions .button:last-child").await;
    assert_eq!(widget.count(".entry"), 1);
    widget.click(".kept > .actions .button").await;
    widget.click(".kept > .actions .button--quiet").await;
    assert_eq!(widget.count(".entry"), 0);
    assert_eq!(storage().length().unwrap(), 1);
    assert_eq!(
        storage().get_item("host").unwrap().as_deref(),
        Some("theirs")
    );
}

#[wasm_bindgen_test]
async fn a_widget_can_be_mounted_again_in_the_same_root() {
    let mut widget = Fixture::new().await;
    widget.mounted.take().unwrap().unmount();
    yew::scheduler::flush().await;
    widget.mount("heading-level=3\nview=green-flags").await;
    assert_eq!(widget.count("h3.heading"), 1);
    assert_eq!(widget.count(".flag"), 4);
}

#[wasm_bindgen_test]
async fn changed_options_keep_the_answers() {
    let mut widget = Fixture::new().await;
    widget.click(".welcome .button").await;
    widget.click(".choice:nth-of-type(2) input").await;
    widget.mounted.as_mut().unwrap().update("heading-level=4");
    yew::scheduler::flush().await;
    assert_eq!(widget.count("h4.heading"), 1);
    assert_eq!(widget.count(":checked"), 1);
}

fn kept(id: &str) -> Kept {
    Kept::new(id.into(), 7, &CheckIn::default(), Ticks::default())
}

#[wasm_bindgen_test]
fn opening_the_store_writes_nothing() {
    storage().clear().unwrap();
    assert!(Store::open().lasts());
    assert_eq!(storage().length().unwrap(), 0);
}

#[wasm_bindgen_test]
fn a_failed_write_keeps_the_old_value() {
    storage().clear().unwrap();
    let store = Store::open();
    store.change(|journal| journal.with(kept("a"))).unwrap();
    // Fills the storage of the origin, as a host page may.
    let mut text = "x".repeat(1 << 20);
    while !text.is_empty() {
        let key = format!("filling-{}", storage().length().unwrap());
        if storage().set_item(&key, &text).is_err() {
            text.truncate(text.len() / 2);
        }
    }
    let before = storage().get_item(KEY).unwrap();
    let many = |journal: &Journal| {
        (0..50).fold(journal.clone(), |all, at| all.with(kept(&format!("b{at}"))))
    };
    assert_eq!(store.change(many), Err(NotKept::Failed));
    assert_eq!(storage().get_item(KEY).unwrap(), before);
    storage().clear().unwrap();
}

#[wasm_bindgen_test]
fn what_a_newer_version_kept_is_left_alone() {
    storage().clear().unwrap();
    storage().set_item(KEY, "right-track 9\nsomething").unwrap();
    let store = Store::open();
    assert_eq!(store.load(), Found::Newer);
    assert_eq!(
        store.change(|journal| journal.with(kept("a"))),
        Err(NotKept::Newer)
    );
    let stored = storage().get_item(KEY).unwrap();
    assert_eq!(stored.as_deref(), Some("right-track 9\nsomething"));
    storage().clear().unwrap();
}

#[wasm_bindgen_test]
fn what_cannot_be_read_is_set_aside_and_goes_when_all_is_deleted() {
    storage().clear().unwrap();
    storage().set_item(KEY, "torn").unwrap();
    let store = Store::open();
    assert_eq!(store.load(), Found::Broken);
    store.change(|journal| journal.with(kept("a"))).unwrap();
    assert_eq!(
        storage().get_item(SET_ASIDE).unwrap().as_deref(),
        Some("torn")
    );
    assert!(store.has_set_aside());
    store.delete_all().unwrap();
    assert_eq!(storage().length().unwrap(), 0);
}
