//! Small drawings. Each stands beside words that say the same, so all are hidden from assistive technology.

use yew::prelude::*;

use crate::domain::reading::Feel;

/// Returns the shape for a reading: shapes and words carry it, never colour.
pub fn feel(feel: Feel) -> Html {
    let shape = match feel {
        Feel::Settled => html! { <circle class="icon__fill" cx="11" cy="11" r="8" /> },
        Feel::Mixed => html! {
            <>
                <circle class="icon__line" cx="11" cy="11" r="8" />
                <path class="icon__fill" d="M11 3a8 8 0 0 1 0 16z" />
            </>
        },
        Feel::Talk => html! {
            <>
                <circle class="icon__line" cx="11" cy="11" r="8" />
                <path class="icon__line" d="M7 11h8M11 7v8" />
            </>
        },
        Feel::Forming => html! {
            <circle class="icon__line" cx="11" cy="11" r="8" stroke-dasharray="3 3.3" />
        },
    };
    html! { <svg class="icon" viewBox="0 0 22 22" aria-hidden="true">{ shape }</svg> }
}

/// Returns a flag.
pub fn flag() -> Html {
    html! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path class="icon__line" d="M5 22V3h12l-3 4.5L17 12H7" stroke-linejoin="round" />
        </svg>
    }
}
