//! Crisis lines and complaint bodies as lists of links.

use yew::prelude::*;
use yew::virtual_dom::AttributeOrProperty::Static;

use crate::domain::regions::{Checked, Service, Way};
use crate::domain::text::Text;
use crate::view::element::{all, each, element, keyed, marked, when};
use crate::view::prose::{link, paragraph};

/// Returns the services that a source confirmed, which are described in English in every language. What is not confirmed is not shown.
pub fn services(services: &[Service]) -> Html {
    let confirmed = services.iter().filter(|service| service.verified);
    let attributes = &[
        ("class", Static("services")),
        ("lang", Static("en")),
        ("dir", Static("ltr")),
    ];
    marked("ul", attributes, each(confirmed, shown)).into()
}

fn shown(service: &Service) -> Html {
    let parts = [
        element("strong", "", service.name.into()),
        when(!service.place.is_empty(), || {
            let parts = [Text(&" · ").into(), service.place.into()];
            element("span", "quiet", all(parts))
        }),
        paragraph("", service.purpose),
        noted(service.note),
        element("p", "ways", each(&service.ways, reached)),
        noted(service.hours),
    ];
    keyed("li", "", &service.id, all(parts))
}

fn noted(text: Text) -> Html {
    when(!text.is_empty(), || paragraph("quiet", text))
}

fn reached(way: &Way) -> Html {
    all([
        link("", way.href().into(), "noreferrer", way.shown.into()),
        Text(&" ").into(),
    ])
}

/// Returns the day on which the oldest of these was last checked, if there are any.
pub fn checked(services: &[Service]) -> Option<Checked> {
    let confirmed = services.iter().filter(|service| service.verified);
    confirmed.map(|service| service.checked).min()
}
