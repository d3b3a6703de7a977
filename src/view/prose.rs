//! Paragraphs, lists and what stands under a heading.

use yew::prelude::*;
use yew::virtual_dom::AttributeOrProperty::Static;

use crate::domain::content::{Part, Text};
use crate::view::element::{all, described, each, element, marked, when};
use crate::view::heading::heading;
use crate::view::surroundings::Surroundings;

/// Returns a paragraph of a class of `widget.css`; the empty class is the usual one.
pub fn paragraph(class: &'static str, text: Text) -> Html {
    element("p", class, text.into())
}

/// Returns a notice that is read out at once.
pub fn alert(text: Text) -> Html {
    let attributes = &[("class", Static("notice")), ("role", Static("alert"))];
    marked("p", attributes, text.into()).into()
}

/// Returns a paragraph for each text.
pub fn paragraphs(class: &'static str, texts: &[Text]) -> Html {
    each(texts, |&text| paragraph(class, text))
}

/// Returns a list, or nothing for no items.
pub fn list(items: &[Text]) -> Html {
    when(!items.is_empty(), || {
        self::items("", each(items, |&item| element("li", "", item.into())))
    })
}

/// Returns a list of a class of `widget.css` with `items` as its items.
pub fn items(class: &'static str, items: Html) -> Html {
    element("ul", class, items)
}

/// Returns what opens under its title.
pub fn closed(title: Html, what: Html) -> Html {
    let parts = [element("summary", "", title), what];
    element("details", "", all(parts))
}

/// Returns words that somebody might say.
pub fn quote(text: Text) -> Html {
    element("p", "", element("q", "", text.into()))
}

/// Returns a link away from here, of a class of `widget.css` or of none.
pub fn link(class: &'static str, href: AttrValue, rel: &'static str, text: Html) -> Html {
    let values = [class.into(), href, rel.into()];
    described("a", &["class", "href", "rel"], values, text).into()
}

/// Returns a title with what belongs to it, for a list of such pairs.
pub fn titled(title: Text, what: Html) -> Html {
    all([element("dt", "", title.into()), element("dd", "", what)])
}

/// Returns a heading with its paragraphs and its list.
pub fn part(around: &Surroundings, part: &Part) -> Html {
    let parts = [
        when(!part.heading.is_empty(), || {
            heading(around.level(1), part.heading.into())
        }),
        paragraphs("", &part.text),
        list(&part.list),
    ];
    element("section", "part", all(parts))
}
