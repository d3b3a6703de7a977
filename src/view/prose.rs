//! Paragraphs, lists and what stands under a heading.

use yew::prelude::*;

use crate::domain::content::{Part, Text};
use crate::view::heading::heading;
use crate::view::surroundings::Surroundings;

/// Returns a paragraph of a class of `widget.css`; the empty class is the usual one.
pub fn paragraph(class: &'static str, text: Text) -> Html {
    html! { <p class={(!class.is_empty()).then_some(class)}>{ text }</p> }
}

/// Returns a paragraph for each text.
pub fn paragraphs(class: &'static str, texts: &[Text]) -> Html {
    texts.iter().map(|&text| paragraph(class, text)).collect()
}

/// Returns a list, or nothing for no items.
pub fn list(items: &[Text]) -> Html {
    if items.is_empty() {
        return Html::default();
    }
    html! { <ul>{ for items.iter().map(|&item| html! { <li>{ item }</li> }) }</ul> }
}

/// Returns a list of a class of `widget.css` with `items` as its items.
pub fn items(class: &'static str, items: Html) -> Html {
    html! { <ul {class}>{ items }</ul> }
}

/// Returns what opens under its title.
pub fn closed(title: Html, what: Html) -> Html {
    html! { <details><summary>{ title }</summary>{ what }</details> }
}

/// Returns words that somebody might say.
pub fn quote(text: Text) -> Html {
    html! { <p><q>{ text }</q></p> }
}

/// Returns a title with what belongs to it, for a list of such pairs.
pub fn titled(title: Text, what: Html) -> Html {
    html! { <><dt>{ title }</dt><dd>{ what }</dd></> }
}

/// Returns a heading with its paragraphs and its list.
pub fn part(around: &Surroundings, part: &Part) -> Html {
    html! {
        <section class="part">
            if !part.heading.is_empty() {
                { heading(around.level(1), part.heading.into()) }
            }
            { paragraphs("", &part.text) }
            { list(&part.list) }
        </section>
    }
}
