//! The component inside another Yew app, in a real browser.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what is wrong by panicking"
)]

use std::cell::Cell;
use std::rc::Rc;

use right_track::component::{RightTrack, Theme};
use right_track::domain::content::Content;
use right_track::domain::options::{Options, Switch};
use right_track::domain::regions::Regions;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::*;
use web_sys::{Document, Element, HtmlElement, ShadowRoot, Storage};
use yew::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

fn storage() -> Storage {
    web_sys::window().unwrap().local_storage().unwrap().unwrap()
}

fn content() -> &'static Content {
    let content = Content::read(include_str!("../content/en-GB.json")).unwrap();
    Box::leak(Box::new(content))
}

fn regions() -> &'static Regions {
    let regions = Regions::read(include_str!("../content/regions.json")).unwrap();
    Box::leak(Box::new(regions))
}

#[derive(Clone, Properties)]
struct HostProps {
    content: &'static Content,
    regions: &'static Regions,
    theme: Theme,
    exit: Switch,
    /// Counts the clicks that the host app sees.
    clicks: Rc<Cell<u32>>,
}

impl PartialEq for HostProps {
    fn eq(&self, other: &Self) -> bool {
        self.theme == other.theme && self.exit == other.exit
    }
}

#[component]
fn Host(props: &HostProps) -> Html {
    let clicks = Rc::clone(&props.clicks);
    let onclick = move |_: MouseEvent| clicks.set(clicks.get() + 1);
    let options = Options {
        exit: props.exit,
        ..Options::default()
    };
    html! {
        <main {onclick}>
            <RightTrack content={props.content} regions={props.regions} theme={props.theme} {options} />
        </main>
    }
}

struct Fixture {
    body: HtmlElement,
    root: ShadowRoot,
    app: Option<AppHandle<Host>>,
    props: HostProps,
}

impl Fixture {
    async fn new() -> Self {
        storage().clear().unwrap();
        // A closed root is seen by nobody but those who were there when it was attached.
        run("window.attach ??= Element.prototype.attachShadow;
             Element.prototype.attachShadow = function (options) {
               return (window.root = window.attach.call(this, options));
             };");
        let body: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&body).unwrap();
        let props = HostProps {
            content: content(),
            regions: regions(),
            theme: Theme::Light,
            exit: Switch::On,
            clicks: Rc::default(),
        };
        let mount = body.clone().unchecked_into();
        let app = yew::Renderer::<Host>::with_root_and_props(mount, props.clone()).render();
        yew::scheduler::flush().await;
        Self {
            body,
            root: run("window.root").unchecked_into(),
            app: Some(app),
            props,
        }
    }

    async fn update(&mut self) {
        self.app.as_mut().unwrap().update(self.props.clone());
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

    /// Answers every question with the first answer and arrives at the result.
    async fn go_to_result(&self) {
        self.click(".welcome .button").await;
        for _ in 0..5 {
            self.click(".choice:nth-of-type(1) input").await;
            self.click(".question .button").await;
        }
        self.find(".result");
    }
}

impl Drop for Fixture {
    fn drop(&mut self) {
        if let Some(app) = self.app.take() {
            app.destroy();
        }
        self.body.remove();
        storage().clear().unwrap();
    }
}

fn run(script: &str) -> JsValue {
    js_sys::eval(script).unwrap()
}

#[wasm_bindgen_test]
async fn it_lies_in_a_closed_root_with_its_styles_and_its_marks() {
    let widget = Fixture::new().await;
    let host = widget.root.host();
    assert!(host.shadow_root().is_none());
    let wrapper = widget.find(".root.rr-block");
    for element in [&host, &wrapper] {
        assert!(element.matches(".ph-no-capture[data-private]").unwrap());
    }
    let style = web_sys::window().unwrap().get_computed_style(&wrapper);
    let style = style.unwrap().unwrap();
    assert_eq!(style.get_property_value("--radius").unwrap(), "14px");
}

#[wasm_bindgen_test]
async fn a_click_is_seen_once_inside_and_once_by_the_host_app() {
    let widget = Fixture::new().await;
    widget.click(".welcome .button").await;
    assert_eq!(widget.props.clicks.get(), 1);
    let first = widget.find(".question .heading").text_content();
    widget.click(".question .button--text").await;
    assert_ne!(widget.find(".question .heading").text_content(), first);
    widget.click(".question .button--quiet").await;
    assert_eq!(widget.find(".question .heading").text_content(), first);
    assert_eq!(widget.props.clicks.get(), 3);
}

#[wasm_bindgen_test]
async fn what_is_kept_has_an_id_and_the_date_of_today() {
    let widget = Fixture::new().await;
    widget.go_to_result().await;
    assert_eq!(storage().length().unwrap(), 0);
    widget.click(".result > .actions .button").await;
    assert_eq!(storage().length().unwrap(), 1);
    widget.click(".result > .actions .button").await;
    let today = run("new Date().toLocaleDateString('en-GB', { dateStyle: 'long' })");
    let heading = widget.find(".entry h3").text_content();
    assert_eq!(heading, today.as_string());
    assert_eq!(widget.count(".entry"), 1);
}

#[wasm_bindgen_test]
async fn the_card_is_printed_copied_and_saved() {
    run(
        "window.seen = [];
         window.print = () => {
           seen.push(document.adoptedStyleSheets.length, document.querySelectorAll('[data-right-track-print]').length);
           dispatchEvent(new Event('afterprint'));
           seen.push(document.adoptedStyleSheets.length, document.querySelectorAll('[data-right-track-print]').length);
         };
         HTMLAnchorElement.prototype.click = function () { window.saved = this; };",
    );
    let widget = Fixture::new().await;
    widget.go_to_result().await;
    widget.click(".result button.button--text").await;
    widget.find(".card");
    widget.click(".card .button").await;
    assert_eq!(run("seen.join()").as_string().unwrap(), "1,1,0,0");

    let card = &widget.props.content.card;
    for (clipboard, said) in [
        (
            "({ writeText: (text) => ((window.copied = text), Promise.resolve()) })",
            card.copied,
        ),
        ("undefined", card.not_copied),
        ("({ writeText: () => Promise.resolve() })", card.copied),
        (
            "({ writeText: () => Promise.reject(new Error()) })",
            card.not_copied,
        ),
    ] {
        run(&format!(
            "Object.defineProperty(navigator, 'clipboard', {{ configurable: true, value: {clipboard} }})"
        ));
        widget.click(".card .button:nth-of-type(2)").await;
        settled().await;
        let status = widget.find("[role=status]").text_content();
        assert_eq!(status.as_deref(), Some(&*said), "{clipboard}");
    }
    assert!(run("copied").as_string().unwrap().contains(&*card.say));

    widget.click(".card .button:nth-of-type(3)").await;
    let name = run("saved.download").as_string().unwrap();
    assert!(name.contains(&*card.file_name), "{name}");
    assert!(run("saved.href").as_string().unwrap().starts_with("blob:"));
    assert_eq!(run("saved.isConnected"), JsValue::FALSE);
}

/// Lets promises settle, and what follows from them be rendered.
async fn settled() {
    let promise = run("new Promise((then) => setTimeout(then))");
    let promise: js_sys::Promise = promise.unchecked_into();
    wasm_bindgen_futures::JsFuture::from(promise).await.unwrap();
    yew::scheduler::flush().await;
}

#[wasm_bindgen_test]
async fn theme_and_options_change_and_the_answers_stay() {
    let mut widget = Fixture::new().await;
    widget.click(".welcome .button").await;
    widget.click(".choice:nth-of-type(2) input").await;
    let theme = |widget: &Fixture| widget.find(".root").get_attribute("data-theme").unwrap();
    assert_eq!(theme(&widget), "light");
    let links = widget.count(".top a");
    widget.props.theme = Theme::Dark;
    widget.props.exit = Switch::Off;
    widget.update().await;
    assert_eq!(theme(&widget), "dark");
    assert_eq!(widget.count(".top a"), links - 1);
    assert_eq!(widget.count(":checked"), 1);
}

#[wasm_bindgen_test]
async fn it_goes_with_the_host_app() {
    let mut widget = Fixture::new().await;
    widget.app.take().unwrap().destroy();
    yew::scheduler::flush().await;
    assert_eq!(widget.body.child_element_count(), 0);
    assert_eq!(widget.count(".widget"), 0);
}
