//! The widget around the screen that is open.

use yew::prelude::*;
use yew::virtual_dom::AttributeOrProperty::Static;

use crate::domain::session::Place;
use crate::view::element::{all, described, element, marked};
use crate::view::foot::foot;
use crate::view::screen::Screen;
use crate::view::top::top;

/// Returns the whole widget with `body` in it.
///
/// `place` is the one that is open, or none while a panel lies over it; `said` is what was said last about keeping,
/// deleting or copying; `openers` are the buttons of the two panels.
pub fn whole(
    screen: Screen<'_>,
    place: Option<Place>,
    body: Html,
    said: Html,
    openers: &[NodeRef; 2],
) -> Html {
    let content = screen.content();
    let status = &[("class", Static("status")), ("role", Static("status"))];
    let parts = [
        top(screen, place),
        element("div", "body", body),
        marked("p", status, said).into(),
        foot(screen, openers),
    ];
    let names = &["class", "part", "role", "aria-label", "lang", "dir"];
    let values = [
        "widget".into(),
        "widget".into(),
        "region".into(),
        content.labels.widget.into(),
        content.language.into(),
        content.direction.into(),
    ];
    described("div", names, values, all(parts)).into()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::sign::Sign;
    use crate::view::card::{Wording, card};
    use crate::view::testing::{Around, rendered};

    #[test]
    fn the_parts_are_those_that_the_manifest_promises() {
        let around = Around::default();
        let screen = around.screen();
        let wording = Wording::of(screen.content(), Sign::Goals, None);
        let body = card(screen, Sign::Goals, &wording, None);
        let openers = Default::default();
        let html = rendered(whole(screen, None, body, Html::default(), &openers));
        let parts = html.split(" part=\"").skip(1);
        let parts: BTreeSet<_> = parts.filter_map(|rest| rest.split('"').next()).collect();
        let manifest = include_str!("../../integrations/npm/custom-elements.json");
        let manifest: serde_json::Value = serde_json::from_str(manifest).unwrap();
        let promised = &manifest["modules"][0]["declarations"][0]["cssParts"];
        let promised = promised.as_array().unwrap().iter();
        let promised: BTreeSet<_> = promised
            .map(|part| part["name"].as_str().unwrap())
            .collect();
        assert_eq!(parts, promised);
    }
}
