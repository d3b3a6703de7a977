//! What needs a real browser, but not a whole journey: the closed root, events in it, storage, and mounting again.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what is wrong by panicking"
)]

use right_track::domain::content::Content;
use right_track::domain::packed::packed;
use right_track::domain::regions::Regions;
use right_track::embed::page::{Host, Page};
use right_track::embed::{Mounted, Words, mount, read};
use right_track::store::Store;
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

fn host() -> Host {
    js_sys::eval(
        "globalThis.ids ??= 0;
         ({ now: () => 5000, id: () => 'a' + ++ids, date: (at) => 'day ' + at, copy: (_, then) => then(true), save() {}, print() {}, listen() {}, leave() {}, on_leave() {}, on_section() {}, show_section() {}, offline: () => 'none', on_offline() {}, drop_page: (then) => then(true), persist() {}, can_lock: () => false })",
    )
    .unwrap()
    .unchecked_into()
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
        self.mounted = Some(mount(wrapper, &words(), options, host()));
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
        Store::of_page(&Page(host())).let_go();
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
    let last = ".kept > .actions:last-of-type .button:last-child";
    widget.click(last).await;
    // Pressed twice, it takes the wish back.
    widget.click(last).await;
    assert_eq!(widget.count(".entry"), 1);
    widget.click(last).await;
    widget
        .click(".kept > .actions:last-of-type .button--quiet")
        .await;
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

#[wasm_bindgen_test]
async fn a_kept_check_in_can_be_opened_changed_deleted_and_brought_back() {
    let widget = Fixture::new().await;
    widget.skip_to_result().await;
    widget.click(".result > .actions .button").await;
    widget.click(".result > .actions .button").await;
    widget.click(".entry .button").await;
    widget.click(".open .button").await;
    widget.click(".choice:nth-of-type(2) input").await;
    widget.click(".question .button").await;
    widget.click(".result > .actions .button").await;
    // Back to the list.
    widget
        .click(".result > .actions .button:nth-of-type(2)")
        .await;
    assert_eq!(widget.count(".entry dd"), 1);
    widget.click(".entry .button:last-child").await;
    assert_eq!(widget.count(".entry"), 0);
    let focused = widget.root.active_element().unwrap();
    assert_eq!(focused.class_name(), "heading");
    widget.click(".kept > .actions .button").await;
    assert_eq!(widget.count(".entry dd"), 1);
}

#[wasm_bindgen_test]
async fn a_check_in_under_way_stays_when_a_kept_one_is_opened() {
    let widget = Fixture::new().await;
    widget.skip_to_result().await;
    widget.click(".result > .actions .button").await;
    // Start again, and answer one question.
    widget.click(".result > .actions .button--text").await;
    widget.click(".welcome .button").await;
    widget.click(".choice:nth-of-type(2) input").await;
    widget.click(".place:nth-of-type(4)").await;
    widget.click(".entry .button").await;
    widget
        .click(".result > .actions .button:nth-of-type(2)")
        .await;
    widget.click(".place").await;
    assert_eq!(widget.count(".question :checked"), 1);
}

#[wasm_bindgen_test]
async fn an_unfinished_check_in_survives_a_reload_only_if_something_is_kept() {
    let mut widget = Fixture::new().await;
    widget.click(".welcome .button").await;
    widget.click(".choice:nth-of-type(2) input").await;
    assert_eq!(storage().length().unwrap(), 0);
    for _ in 0..5 {
        widget.click(".question .button").await;
    }
    widget.click(".result > .actions .button").await;
    widget.click(".result > .actions .button--text").await;
    widget.click(".welcome .button").await;
    widget.click(".choice:nth-of-type(3) input").await;
    // As after a reload, another app begins.
    widget.mounted.take().unwrap().unmount();
    widget.mount("").await;
    assert_eq!(widget.count(".welcome"), 1);
    widget.click(".resume .button").await;
    let chosen = widget.find(".question .choice:nth-of-type(3) input");
    assert!(chosen.matches(":checked").unwrap());
    for _ in 0..5 {
        widget.click(".question .button").await;
    }
    widget.click(".result > .actions .button").await;
    widget.click(".place:nth-of-type(4)").await;
    assert_eq!(widget.count(".entry"), 2);
}

#[wasm_bindgen_test]
async fn two_widgets_of_a_page_show_the_same() {
    let (first, second) = (Fixture::new().await, Fixture::new().await);
    second.click(".place:nth-of-type(4)").await;
    first.skip_to_result().await;
    first.click(".result > .actions .button").await;
    yew::scheduler::flush().await;
    assert_eq!(second.count(".entry"), 1);
    second.click(".entry .button:last-child").await;
    first.click(".place:nth-of-type(4)").await;
    assert_eq!(first.count(".entry"), 0);
}
