//! Buttons.

use yew::prelude::*;

use crate::domain::content::Text;
use crate::view::element::{On, all, described, element, listening, when, words};

/// How much a button stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// The one to press, as a rule.
    Main,
    /// Another one.
    Quiet,
    /// No more than a link.
    Slight,
    /// The one to press that leads back to where the person was. Escape presses it, too: see `escape` in
    /// `embed/start.js`.
    Closing,
}

/// Returns a button.
pub fn button(weight: Weight, label: Text, onclick: Callback<Event>) -> Html {
    named_button(weight, label, "", onclick)
}

/// Returns a button that says `label`, and also `about` to those who do not see what it stands beside.
pub fn named_button(weight: Weight, label: Text, about: &str, onclick: Callback<Event>) -> Html {
    let class = match weight {
        Weight::Main => "button",
        Weight::Quiet => "button button--quiet",
        Weight::Slight => "button button--text",
        Weight::Closing => "button closing",
    };
    let names = &["type", "class", "part"];
    let values = ["button".into(), class.into(), "button".into()];
    let tag = described("button", names, values, named(label, about));
    listening(tag, On::Click, onclick)
}

/// Returns buttons in a row.
pub fn actions<const N: usize>(buttons: [Html; N]) -> Html {
    element("div", "actions", all(buttons))
}

/// Returns `label`, followed by `about` for those who do not see what it stands beside.
pub fn named(label: Text, about: &str) -> Html {
    let about = when(!about.is_empty(), || {
        let about = words(about.to_owned());
        element("span", "unseen", all([Text(&": ").into(), about]))
    });
    all([label.into(), about])
}
