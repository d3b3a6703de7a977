//! A text to copy.

use right_track::domain::text::Text;
use right_track::view::buttons::{Weight, actions, button};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::page;

/// About how many letters stand in a line of the field, on a computer.
const LINE: usize = 70;

/// What is copied.
#[derive(Clone, PartialEq, Properties)]
pub struct CopiedProps {
    /// What the field is called.
    pub label: AttrValue,
    /// The text.
    pub text: AttrValue,
    /// The button's words.
    pub button: Text,
    /// Whether it is the one to press on this page.
    #[prop_or_default]
    pub main: bool,
    /// Whether it is code, whose lines are shown as they are.
    #[prop_or(true)]
    pub code: bool,
    /// Is said when it was copied, and when the browser did not allow that.
    pub said: [Text; 2],
}

/// A text in a field, and a button that copies it. Where the browser does not allow that, the text is selected.
#[component]
pub fn Copied(props: &CopiedProps) -> Html {
    let field = use_node_ref();
    let said = use_state(Text::default);
    {
        // Another text has not been copied yet.
        let said = said.clone();
        use_effect_with(props.text.clone(), move |_| said.set(Text::default()));
    }
    let onclick = {
        let (field, said, [done, refused]) = (field.clone(), said.clone(), props.said);
        let text = props.text.to_string();
        Callback::from(move |_: Event| {
            let (field, said) = (field.clone(), said.clone());
            page::copy(&text, move |allowed| {
                if let (false, Some(field)) = (allowed, field.cast::<HtmlTextAreaElement>()) {
                    // An element that cannot take the focus leaves it where it is.
                    _ = field.focus();
                    field.select();
                }
                said.set(if allowed { done } else { refused });
            });
        })
    };
    // For browsers that cannot make a field as high as its text.
    let rows: usize = props
        .text
        .lines()
        .map(|line| 1 + line.chars().count() / LINE)
        .sum();
    let weight = if props.main {
        Weight::Main
    } else {
        Weight::Quiet
    };
    html! {
        <div class="copied">
            <textarea
                ref={field}
                class={if props.code { "code" } else { "code code--words" }}
                readonly=true
                rows={rows.clamp(2, 12).to_string()}
                spellcheck="false"
                aria-label={props.label.clone()}
                value={props.text.clone()}
            />
            { actions([button(weight, props.button, onclick), html! { <span role="status">{ *said }</span> }]) }
        </div>
    }
}
