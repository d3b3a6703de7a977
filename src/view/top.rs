//! The line above everything, and the way between the places.

use yew::prelude::*;
use yew::virtual_dom::AttributeOrProperty::Static;

use crate::domain::content::{Labels, Text};
use crate::domain::options::Switch;
use crate::domain::session::{Event, Place};
use crate::view::element::{On, all, described, each, element, listening, marked, when};
use crate::view::screen::Screen;

/// Returns the top of the widget; `place` is the one that is open, or none while a panel lies over it.
pub fn top(screen: Screen<'_>, place: Option<Place>) -> Html {
    let labels = &screen.content().labels;
    let options = &screen.around.options;
    let places = options.view.places();
    let leave = when(options.exit == Switch::On, || {
        // The loader makes it a quick way out, and says the three texts: see `speed` in embed/start.js.
        let names = &["class", "href", "rel", "data-said"];
        let values = [
            "leave".into(),
            options.exit_href.clone().into(),
            "nofollow noreferrer".into(),
            labels.leaving.into(),
        ];
        described("a", names, values, labels.leave.into()).into()
    });
    let line = [element("span", "", labels.private.into()), leave];
    let attributes = &[("class", Static("top")), ("part", Static("top"))];
    let ways = when(places.len() > 1, || {
        let buttons = each(places, |&other| {
            let current = if place == Some(other) { "page" } else { "" };
            let names = &["type", "class", "aria-current"];
            let values = ["button".into(), "place".into(), current.into()];
            let tag = described("button", names, values, named(labels, other).into());
            let visit = screen.on(Event::Visited(other));
            listening(tag, On::Click, visit)
        });
        let values = ["places".into(), labels.places.into()];
        described("nav", &["class", "aria-label"], values, buttons).into()
    });
    all([marked("div", attributes, all(line)).into(), ways])
}

fn named(labels: &Labels, place: Place) -> Text {
    *match place {
        Place::CheckIn => &labels.check_in,
        Place::GreenFlags => &labels.green_flags,
        Place::More => &labels.good_to_know,
        Place::Kept => &labels.kept,
    }
}
