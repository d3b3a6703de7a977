//! Crisis lines and complaint bodies as lists of links.

use yew::prelude::*;

use crate::domain::regions::{Service, Way};
use crate::domain::text::Text;
use crate::view::prose::{items, paragraph};

/// Returns the services that a source confirmed. What is not confirmed is not shown.
pub fn services(services: &[Service]) -> Html {
    items(
        "services",
        services
            .iter()
            .filter(|service| service.verified)
            .map(shown)
            .collect(),
    )
}

fn shown(service: &Service) -> Html {
    html! {
        <li key={service.id.0}>
            <strong>{ service.name }</strong>
            if !service.place.is_empty() {
                <span class="quiet">{ " · " }{ service.place }</span>
            }
            { paragraph("", service.purpose) }
            { noted(service.note) }
            <p class="ways">{ for service.ways.iter().map(link) }</p>
            { noted(service.hours) }
        </li>
    }
}

fn noted(text: Text) -> Html {
    if text.is_empty() {
        Html::default()
    } else {
        paragraph("quiet", text)
    }
}

fn link(way: &Way) -> Html {
    html! { <><a href={way.href()} rel="noreferrer">{ way.shown }</a>{ " " }</> }
}

/// Returns the day on which the oldest of these was last checked, as `YYYY-MM-DD`; empty if there are none.
pub fn checked(services: &[Service]) -> &str {
    services
        .iter()
        .filter(|service| service.verified)
        .map(|service| &*service.checked)
        .min()
        .unwrap_or_default()
}
