//! How one sign reads, with what may help to think about it.

use yew::prelude::*;

use crate::domain::content::{SignText, Text};
use crate::domain::reading::Feel;
use crate::domain::session::Event;
use crate::domain::sign::Sign;
use crate::view::buttons::{Weight, actions, named, named_button};
use crate::view::element::{all, each, element, keyed};
use crate::view::heading::heading;
use crate::view::icon;
use crate::view::prose::{closed, list, paragraph, quote, titled};
use crate::view::screen::Screen;

/// Returns one sign of the result, with the note about it if there is one.
pub fn reading(screen: Screen<'_>, sign: Sign, feel: Feel, note: Html) -> Html {
    let content = screen.content();
    let labels = &content.labels;
    let Some(text) = content.sign(sign) else {
        return Html::default();
    };
    let title = [
        text.name.into(),
        Text(&" ").into(),
        element("em", "", content.feels.of(feel).into()),
    ];
    let press = |label: Text, event: Event| {
        named_button(Weight::Slight, label, &text.name, screen.on(event))
    };
    let parts = [
        icon::feel(feel),
        heading(screen.around.level(1), all(title)),
        paragraph("", text.readings.of(feel)),
        note,
        closed(
            named(content.result.more, &text.name),
            details(screen, text),
        ),
        actions([
            press(labels.make_card, Event::CardChosen(sign)),
            press(labels.change, Event::Reopened(sign)),
        ]),
    ];
    keyed("li", "reading", sign.id(), all(parts))
}

fn details(screen: Screen<'_>, text: &SignText) -> Html {
    let result = &screen.content().result;
    let situations = screen.content().more.say.situations.iter();
    let smallest = [paragraph("", text.smallest), paragraph("quiet", text.aside)];
    let parts = [
        titled(result.looks_like, list(&text.looks_like)),
        titled(result.low_might_mean, list(&text.low_might_mean)),
        titled(result.sit_with, paragraph("", text.sit_with)),
        titled(result.say, quote(text.say)),
        each(
            situations.filter(|situation| situation.sign == text.id),
            |situation| titled(situation.name, list(&situation.plain)),
        ),
        titled(result.smallest, all(smallest)),
    ];
    element("dl", "more", all(parts))
}
