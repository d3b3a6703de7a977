//! Buttons.

use yew::prelude::*;

use crate::domain::content::Text;

/// How much a button stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// The one to press, as a rule.
    Main,
    /// Another one.
    Quiet,
    /// No more than a link.
    Slight,
}

/// Returns a button.
pub fn button(weight: Weight, label: Text, onclick: Callback<MouseEvent>) -> Html {
    named_button(weight, label, "", onclick)
}

/// Returns a button that says `label`, and also `about` to those who do not see what it stands beside.
pub fn named_button(
    weight: Weight,
    label: Text,
    about: &str,
    onclick: Callback<MouseEvent>,
) -> Html {
    let class = match weight {
        Weight::Main => "button",
        Weight::Quiet => "button button--quiet",
        Weight::Slight => "button button--text",
    };
    html! { <button type="button" {class} part="button" {onclick}>{ named(label, about) }</button> }
}

/// Returns buttons in a row.
pub fn actions(buttons: Html) -> Html {
    html! { <div class="actions">{ buttons }</div> }
}

/// Returns `label`, followed by `about` for those who do not see what it stands beside.
pub fn named(label: Text, about: &str) -> Html {
    html! {
        <>
            { label }
            if !about.is_empty() {
                <span class="unseen">{ ": " }{ about.to_owned() }</span>
            }
        </>
    }
}
