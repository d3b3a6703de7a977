//! Small drawings. Each stands beside words that say the same, so all are hidden from assistive technology.

use yew::prelude::*;
use yew::virtual_dom::AttributeOrProperty::Static;

use crate::domain::reading::Feel;
use crate::view::element::{all, described, marked};

/// Returns the shape for a reading: shapes and words carry it, never colour.
pub fn feel(feel: Feel) -> Html {
    let shape = match feel {
        Feel::Settled => circle("icon__fill", ""),
        Feel::Mixed => all([
            circle("icon__line", ""),
            path("icon__fill", "M11 3a8 8 0 0 1 0 16z"),
        ]),
        Feel::Talk => all([
            circle("icon__line", ""),
            path("icon__line", "M7 11h8M11 7v8"),
        ]),
        Feel::Forming => circle("icon__line", "3 3.3"),
    };
    drawing("0 0 22 22", shape)
}

/// Returns a flag.
pub fn flag() -> Html {
    let attributes = &[
        ("class", Static("icon__line")),
        ("d", Static("M5 22V3h12l-3 4.5L17 12H7")),
        ("stroke-linejoin", Static("round")),
    ];
    drawing(
        "0 0 24 24",
        marked("path", attributes, Html::default()).into(),
    )
}

fn drawing(view_box: &'static str, shapes: Html) -> Html {
    let values = ["icon".into(), view_box.into(), "true".into()];
    described("svg", &["class", "viewBox", "aria-hidden"], values, shapes).into()
}

fn circle(class: &'static str, dashes: &'static str) -> Html {
    let names = &["class", "cx", "cy", "r", "stroke-dasharray"];
    let values = [class, "11", "11", "8", dashes].map(AttrValue::from);
    described("circle", names, values, Html::default()).into()
}

fn path(class: &'static str, line: &'static str) -> Html {
    described(
        "path",
        &["class", "d"],
        [class.into(), line.into()],
        Html::default(),
    )
    .into()
}
