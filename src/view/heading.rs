//! Headings at the level that suits the host page.

use yew::prelude::*;
use yew::virtual_dom::AttributeOrProperty::Static;

use crate::view::element::{element, marked};

/// Returns a heading of `level` (1 to 6) with `children`.
pub fn heading(level: u8, children: Html) -> Html {
    element(name(level), "", children)
}

/// Returns the heading of a screen: it takes the focus when the screen comes.
pub fn screen_heading(level: u8, focus: &NodeRef, children: Html) -> Html {
    let attributes = &[("class", Static("heading")), ("tabindex", Static("-1"))];
    let mut tag = marked(name(level), attributes, children);
    tag.node_ref = focus.clone();
    tag.into()
}

fn name(level: u8) -> &'static str {
    match level {
        1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}
