//! How the screens look, from a small telephone to a desk, in light and in dark.

use std::fs;

use journey::{Engine, Scheme, Session, Settings, Site, Widget, in_engines, words};
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

in_engines!(what_opens_stays_where_it_was_pressed);
async fn what_opens_stays_where_it_was_pressed(engine: Engine) {
    let site = Site::start();
    let kept = "right-track 2\nid=a at=1763600000000 answers=safety:no";
    let session = Session::open_private_page(engine, &site, Some(kept)).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    everything_opens_in_its_place(widget).await;
    for (place, screen, heading) in [
        ("labels.green_flags", ".green-flags", "flags.heading"),
        ("labels.good_to_know", ".more", "more.heading"),
    ] {
        widget.press(&words(place)).await;
        widget.arrives_at(screen, &words(heading)).await;
        everything_opens_in_its_place(widget).await;
    }
}

/// Presses whatever opens, each time with as much as possible of what follows in sight: that is what an engine would keep
/// in its place instead.
async fn everything_opens_in_its_place(widget: Widget<'_>) {
    let names = widget.texts("summary").await;
    assert!(names.len() > 2, "there is little to open: {names:?}");
    for (at, name) in names.iter().enumerate() {
        let bring =
            "scrollTo(0, 1e6), every('summary')[wanted[0]].scrollIntoView({ block: 'nearest' })";
        widget.see(bring, json!([at])).await;
        let before = place(widget, at).await;
        widget.press(name).await;
        let after = place(widget, at).await;
        assert_eq!(
            (before.1, after.1),
            (false, true),
            "whether it is open: {name}"
        );
        let moved = after.0 - before.0;
        assert!(
            moved.abs() < 1.0,
            "“{name}” moves by {moved} px when it opens"
        );
    }
}

/// Returns how far the `at`th of what opens is below the window's top, in CSS pixels, and whether it is open.
async fn place(widget: Widget<'_>, at: usize) -> (f64, bool) {
    // Some engines scroll when they paint.
    let paint = "requestAnimationFrame(() => requestAnimationFrame(arguments[0]));";
    let painted = widget.session().client().execute_async(paint, vec![]).await;
    painted.unwrap_or_else(|error| panic!("The page was not painted: {error}."));
    let place = "((one) => [one.getBoundingClientRect().top, one.parentNode.open])(every('summary')[wanted[0]])";
    let place = widget.see(place, json!([at])).await;
    serde_json::from_value(place).unwrap_or_else(|error| panic!("This is no place: {error}."))
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
