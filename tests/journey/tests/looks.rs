//! How the screens look, from a small telephone to a desk, in light and in dark.

use std::fs;

use journey::{Engine, Scheme, Session, Settings, Site, Widget, in_engines};
use serde_json::json;

const WIDTHS: [u32; 3] = [320, 768, 1280];
const SCHEMES: [(Scheme, &str); 2] = [(Scheme::Light, "light"), (Scheme::Dark, "dark")];

in_engines!(nothing_is_wider_than_320_pixels: Chromium);
async fn nothing_is_wider_than_320_pixels(engine: Engine) {
    let site = Site::start();
    let settings = Settings {
        width: 320,
        height: 640,
        ..Settings::default()
    };
    let session = Session::open_with(engine, settings).await;
    for page in ["/sample/", "/"] {
        session.visit(&site.page(page)).await;
        let widget = session.widget(0);
        widget.ready().await;
        widget
            .every_screen(async |screen| fits(widget, &format!("{screen} on {page}")).await)
            .await;
    }
    let widget = session.widget(0);
    widget
        .every_private_screen(async |screen| fits(widget, screen).await)
        .await;
}

in_engines!(every_screen_has_its_picture_taken: Chromium);
async fn every_screen_has_its_picture_taken(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/sample/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    widget
        .every_screen(async |screen| take_pictures(widget, screen, true).await)
        .await;
    for (page, name) in [("/sample/", "practice-page"), ("/", "standalone-page")] {
        session.visit(&site.page(page)).await;
        widget.ready().await;
        take_pictures(widget, name, false).await;
    }
}

/// Takes pictures in each width and scheme: of the widget by itself, or of the page.
pub(crate) async fn take_pictures(widget: Widget<'_>, name: &str, by_itself: bool) {
    let session = widget.session();
    for width in WIDTHS {
        session.resize(width, 800).await;
        for (scheme, called) in SCHEMES {
            session.prefer(scheme).await;
            let name = format!("{name}-{width}-{called}");
            let path = match by_itself {
                true => widget.picture(&name).await,
                false => session.picture(&name).await,
            };
            let bytes = fs::read(&path).unwrap_or_default();
            assert!(bytes.starts_with(b"\x89PNG"), "{path:?} is no picture");
            fits(widget, &name).await;
        }
    }
}

/// Panics when the page scrolls sideways, or something sticks out of the widget.
pub(crate) async fn fits(widget: Widget<'_>, what: &str) {
    let widths = "[document.documentElement.scrollWidth, innerWidth]";
    let widths = widget.see(widths, json!([])).await;
    assert!(
        widths[0].as_u64() <= widths[1].as_u64(),
        "{what} scrolls sideways: {widths}"
    );
    let spills = widget.spills().await;
    assert!(spills.is_empty(), "{what} sticks out with {spills:?}");
}
