//! The two links to help, which are always there, the way to the practice, and what is said of a draft.

use yew::prelude::*;
use yew::virtual_dom::AttributeOrProperty::Static;

use crate::domain::content::{Text, filled};
use crate::domain::session::{Event, Panel};
use crate::view::element::{On, all, described, listening, marked, when, words};
use crate::view::prose::{link, paragraph};
use crate::view::screen::Screen;

/// Returns the foot of the widget; `openers` are the buttons of the two panels, which get the focus back.
///
/// The way to the practice is the same on each screen: it must not be the answer to a low sign.
pub fn foot(screen: Screen<'_>, openers: &[NodeRef; 2]) -> Html {
    let labels = &screen.content().labels;
    let draft = screen.content().draft;
    let options = &screen.around.options;
    let [crisis, wrong] = openers;
    let open = |label: Text, node: &NodeRef, panel: Panel| {
        let attributes = &[("type", Static("button")), ("class", Static("link"))];
        let mut tag = marked("button", attributes, label.into());
        tag.node_ref = node.clone();
        let open = screen.on(Event::PanelOpened(panel));
        listening(tag, On::Click, open)
    };
    let contact: AttrValue = if !options.contact_label.is_empty() {
        options.contact_label.clone().into()
    } else if !options.practice.is_empty() {
        filled(&labels.contact, &[("practice", &options.practice)]).into()
    } else {
        labels.contact_unnamed.into()
    };
    let parts = [
        open(labels.crisis, crisis, Panel::Crisis),
        open(labels.wrong, wrong, Panel::Wrong),
        when(!options.contact_href.is_empty(), || {
            let href = options.contact_href.clone().into();
            link("link", href, "noreferrer", words(contact))
        }),
        when(!draft.is_empty(), || paragraph("quiet", draft)),
    ];
    let names = &["class", "part", "role", "aria-label"];
    let values = [
        "foot".into(),
        "foot".into(),
        "group".into(),
        labels.help.into(),
    ];
    described("div", names, values, all(parts)).into()
}
