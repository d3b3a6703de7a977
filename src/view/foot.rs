//! The two links to help, which are always there, and the way to the practice.

use yew::prelude::*;

use crate::domain::content::{Text, filled};
use crate::domain::session::{Event, Panel};
use crate::view::screen::Screen;

/// Returns the foot of the widget; `openers` are the buttons of the two panels, which get the focus back.
///
/// The way to the practice is the same on each screen: it must not be the answer to a low sign.
pub fn foot(screen: Screen<'_>, openers: [&NodeRef; 2]) -> Html {
    let labels = &screen.content().labels;
    let options = &screen.around.options;
    let [crisis, wrong] = openers;
    let open = |label: Text, node: &NodeRef, panel: Panel| {
        html! {
            <button type="button" class="link" ref={node} onclick={screen.on(Event::PanelOpened(panel))}>
                { label }
            </button>
        }
    };
    let contact: AttrValue = if !options.contact_label.is_empty() {
        options.contact_label.clone().into()
    } else if !options.practice.is_empty() {
        filled(&labels.contact, &[("practice", &options.practice)]).into()
    } else {
        labels.contact_unnamed.into()
    };
    html! {
        <div class="foot" part="foot" role="group" aria-label={labels.help}>
            { open(labels.crisis, crisis, Panel::Crisis) }
            { open(labels.wrong, wrong, Panel::Wrong) }
            if !options.contact_href.is_empty() {
                <a class="link" href={options.contact_href.clone()} rel="noreferrer">{ contact }</a>
            }
        </div>
    }
}
