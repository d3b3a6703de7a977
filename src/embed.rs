//! The one door between the page and the app.
//!
//! `embed/right-track.js` makes the element and its closed root, fetches the words, and calls [`mount`]. The root is
//! closed because in an open one a host page that is itself a Yew app takes our clicks for its own: Yew numbers its
//! listeners from 0 in each module. There is no hydration: it costs 12 KB and a mismatch panics.

pub mod page;

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use yew::{AppHandle, Renderer};

use crate::PRIVATE_PAGE;
use crate::domain::content::{Content, PageText};
use crate::domain::options::Options;
use crate::domain::packed::unpacked;
use crate::domain::regions::Regions;
use crate::embed::page::{Host, Page};
use crate::store::Store;
use crate::view::app::{App, AppProps};
use crate::view::surroundings::Surroundings;

/// The allocator: 2 KB smaller after compression than the standard library's.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A widget on a page.
#[wasm_bindgen]
pub struct Mounted {
    app: AppHandle<App>,
    props: AppProps,
}

/// The words of one language and the regions. They are read once and stay for as long as the page does.
#[wasm_bindgen]
pub struct Words {
    content: &'static Content,
    own: Option<&'static PageText>,
    regions: &'static Regions,
}

/// Reads the packed files of `content/`. On the private page, what that page alone says follows the words.
#[wasm_bindgen]
pub fn read(content: &[u8], regions: &[u8]) -> Words {
    let (content, own) = if PRIVATE_PAGE {
        let (content, own) = unpacked(content);
        (content, Some(&*Box::leak(Box::new(own))))
    } else {
        (unpacked(content), None)
    };
    Words {
        content: Box::leak(Box::new(content)),
        own,
        regions: Box::leak(Box::new(unpacked(regions))),
    }
}

/// Renders the widget into `root`, an element inside the shadow root, whose children it replaces.
///
/// `options` holds a line `name=value` for each option; `host` does what the app asks of the page.
#[wasm_bindgen]
pub fn mount(root: web_sys::Element, words: &Words, options: &str, host: Host) -> Mounted {
    page::quiet_panics();
    let page = Page(host);
    let props = AppProps {
        around: Surroundings {
            content: words.content,
            own: words.own,
            regions: words.regions,
            options: Rc::new(Options::read(options)),
            date: page.date(),
        },
        store: Store::of_page(&page),
        page,
        visit: 0,
    };
    let app = Renderer::<App>::with_root_and_props(root, props.clone()).render();
    Mounted { app, props }
}

#[wasm_bindgen]
impl Mounted {
    /// Takes over changed options, in the form that [`mount`] takes.
    pub fn update(&mut self, options: &str) {
        self.props.around.options = Rc::new(Options::read(options));
        self.app.update(self.props.clone());
    }

    /// Serves another visit, by another element: starts anew with these words, options and this `host`.
    ///
    /// Yew never gives back the listeners of an app, so the loader hands apps that are no longer on the page to new
    /// elements instead of mounting again and again.
    pub fn renew(&mut self, words: &Words, options: &str, host: Host) {
        let page = Page(host);
        self.props.around = Surroundings {
            content: words.content,
            own: words.own,
            regions: words.regions,
            options: Rc::new(Options::read(options)),
            date: page.date(),
        };
        self.props.page = page;
        self.props.visit += 1;
        self.app.update(self.props.clone());
    }

    /// Takes the widget off the page.
    pub fn unmount(self) {
        self.app.destroy();
    }
}
