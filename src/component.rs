//! The widget as a component of another Yew app.
//!
//! It brings its closed shadow root and its styles, as the element `<right-track>` does, and is themed by the same
//! custom properties. There is no loader: no first screen before the app is there, and no word of what failed. Those
//! who have no Yew app want the element.

mod host;

use std::ptr;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::js_sys::Array;
use web_sys::{CssStyleSheet, Element, HtmlElement, ShadowRootInit, ShadowRootMode};
use yew::{AppHandle, Renderer, prelude::*};

use crate::domain::content::Content;
use crate::domain::options::Options;
use crate::domain::regions::Regions;
use crate::embed::page::Page;
use crate::store::Store;
use crate::view::app::{App, AppProps};
use crate::view::surroundings::Surroundings;

const STYLES: &str = concat!(
    include_str!("../styles/tokens.css"),
    include_str!("../styles/widget.css")
);

/// Classes with which session recorders and pixels leave an element out. `closest()` does not cross a shadow boundary, so the
/// element and the wrapper inside both carry them.
pub const CLASSES: &str = "rr-block rr-mask rr-ignore ph-no-capture fs-exclude sentry-block dd-privacy-hidden no-mouseflow heap-ignore";

/// Attributes for the same, each with its value if it has one. The build tells the loader of both.
pub const MARKS: &str = "data-hj-suppress data-clarity-mask=True data-dd-privacy=hidden data-private data-sentry-block data-matomo-mask data-openreplay-obscured data-recording-disable";

/// Properties of [`RightTrack`].
#[derive(Clone, Debug, Properties)]
pub struct RightTrackProps {
    /// The words of one language.
    pub content: &'static Content,
    /// Crisis lines and complaint bodies.
    pub regions: &'static Regions,
    /// What the practice chose.
    #[prop_or_default]
    pub options: Options,
    /// The colours.
    #[prop_or_default]
    pub theme: Theme,
}

impl PartialEq for RightTrackProps {
    fn eq(&self, other: &Self) -> bool {
        ptr::eq(self.content, other.content)
            && ptr::eq(self.regions, other.regions)
            && self.options == other.options
            && self.theme == other.theme
    }
}

/// Dark on light, or light on dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The widget, in a closed shadow root of its own.
///
/// Rendered on a server it is an empty element.
#[component]
pub fn RightTrack(props: &RightTrackProps) -> Html {
    let element = use_node_ref();
    let widget = use_mut_ref(|| None::<Widget>);
    {
        let (element, widget) = (element.clone(), Rc::clone(&widget));
        use_effect_with(props.clone(), move |props| {
            let mut widget = widget.borrow_mut();
            match &mut *widget {
                Some(widget) => widget.update(props),
                None => *widget = element.cast().and_then(|it| Widget::open(&it, props)),
            }
        });
    }
    use_effect_with((), move |()| {
        move || {
            if let Some(widget) = widget.take() {
                widget.app.destroy();
            }
        }
    });
    html! { <div ref={element} class={CLASSES} /> }
}

/// The widget inside its root: an app of its own. As a portal it would be closer to Yew's ways, but from a closed root
/// Yew 0.23 brings each event to the host app twice.
struct Widget {
    wrapper: Element,
    app: AppHandle<App>,
    inner: AppProps,
}

impl Widget {
    /// Gives `element` its closed root, its styles, and the app.
    fn open(element: &HtmlElement, props: &RightTrackProps) -> Option<Self> {
        let root = element
            .attach_shadow(&ShadowRootInit::new(ShadowRootMode::Closed))
            .ok()?;
        let sheet = CssStyleSheet::new().ok()?;
        sheet.replace_sync(STYLES).ok()?;
        root.set_adopted_style_sheets(&Array::of1(&sheet));
        let wrapper = element.owner_document()?.create_element("div").ok()?;
        set(&wrapper, "class", &format!("root {CLASSES}"));
        set(&wrapper, "data-theme", props.theme.name());
        for mark in MARKS.split(' ') {
            let (name, value) = mark.split_once('=').unwrap_or((mark, ""));
            set(&wrapper, name, value);
            set(element, name, value);
        }
        root.append_child(&wrapper).ok()?;
        let escape = host::escape(&wrapper);
        wrapper
            .add_event_listener_with_callback("keydown", escape.unchecked_ref())
            .ok()?;
        let page = Page(host::of(element, &props.content.language).unchecked_into());
        let inner = AppProps {
            around: Surroundings {
                content: props.content,
                own: None,
                regions: props.regions,
                options: Rc::new(props.options.clone()),
                date: page.date(),
            },
            store: Store::of_page(&page),
            page,
            visit: 0,
        };
        let app = Renderer::<App>::with_root_and_props(wrapper.clone(), inner.clone()).render();
        Some(Self {
            wrapper,
            app,
            inner,
        })
    }

    fn update(&mut self, props: &RightTrackProps) {
        set(&self.wrapper, "data-theme", props.theme.name());
        let around = &mut self.inner.around;
        around.content = props.content;
        around.regions = props.regions;
        if *around.options != props.options {
            around.options = Rc::new(props.options.clone());
        }
        self.app.update(self.inner.clone());
    }
}

fn set(element: &Element, name: &str, value: &str) {
    // The names are ours and right, which is all that could fail.
    _ = element.set_attribute(name, value);
}
