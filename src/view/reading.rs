//! How one sign reads, with what may help to think about it.

use yew::prelude::*;

use crate::domain::content::SignText;
use crate::domain::reading::Feel;
use crate::domain::session::Event;
use crate::domain::sign::Sign;
use crate::view::buttons::{Weight, actions, named, named_button};
use crate::view::heading::heading;
use crate::view::icon;
use crate::view::prose::{closed, list, paragraph, quote, titled};
use crate::view::screen::Screen;

/// Returns one sign of the result.
pub fn reading(screen: Screen<'_>, sign: Sign, feel: Feel) -> Html {
    let content = screen.content();
    let labels = &content.labels;
    let Some(text) = content.sign(sign) else {
        return Html::default();
    };
    let title = html! { <>{ text.name }{ " " }<em>{ content.feels.of(feel) }</em></> };
    html! {
        <li class="reading" key={sign.id()}>
            { icon::feel(feel) }
            { heading(screen.around.level(1), title) }
            { paragraph("", text.readings.of(feel)) }
            { closed(named(content.result.more, &text.name), details(screen, text)) }
            { actions(html! { <>
                { named_button(Weight::Slight, labels.make_card, &text.name, screen.on(Event::CardChosen(sign))) }
                { named_button(Weight::Slight, labels.change, &text.name, screen.on(Event::Reopened(sign))) }
            </> }) }
        </li>
    }
}

fn details(screen: Screen<'_>, text: &SignText) -> Html {
    let result = &screen.content().result;
    html! {
        <dl class="more">
            { titled(result.looks_like, list(&text.looks_like)) }
            { titled(result.low_might_mean, list(&text.low_might_mean)) }
            { titled(result.sit_with, paragraph("", text.sit_with)) }
            { titled(result.say, quote(text.say)) }
            { for screen.content().more.say.situations.iter().filter(|situation| situation.sign == text.id).map(|situation| {
                titled(situation.name, list(&situation.plain))
            }) }
            { titled(result.smallest, html! { <>{ paragraph("", text.smallest) }{ paragraph("quiet", text.aside) }</> }) }
        </dl>
    }
}
