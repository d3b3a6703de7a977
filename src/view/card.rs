//! The card to take to the session.

use yew::prelude::*;
use yew::virtual_dom::AttributeOrProperty::Static;

use crate::domain::content::{Content, Text};
use crate::domain::reading::Feel;
use crate::domain::session::Event;
use crate::domain::sign::Sign;
use crate::view::buttons::{Weight, actions, button};
use crate::view::element::{all, marked};
use crate::view::prose::{paragraph, quote};
use crate::view::screen::{Do, Screen};

/// What a person wants to do with the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// Print it.
    Print,
    /// Copy it.
    Copy,
    /// Save it as a text file.
    Save,
}

/// Returns a card with the sign, what was noticed, and a sentence to say. Nothing else stands on it: no name and no
/// date. `feel` is how the sign reads, if it was answered.
pub fn card(screen: Screen<'_>, sign: Sign, feel: Option<Feel>) -> Html {
    let content = screen.content();
    let labels = &content.labels;
    let Some(text) = content.sign(sign) else {
        return Html::default();
    };
    let take =
        |weight: Weight, label: Text, take: Take| button(weight, label, screen.on(Do::Take(take)));
    let noticed = feel.map_or_else(Html::default, |feel| {
        all([
            paragraph("card__label", content.card.noticed),
            paragraph("", text.readings.of(feel)),
        ])
    });
    let paper = [
        paragraph("sign", text.name),
        noticed,
        paragraph("card__label", content.card.say),
        quote(text.say),
    ];
    let parts = [
        paragraph("lead", content.card.lead),
        marked(
            "div",
            &[("class", Static("card__paper")), ("part", Static("card"))],
            all(paper),
        )
        .into(),
        actions([
            take(Weight::Main, labels.print, Take::Print),
            take(Weight::Quiet, labels.copy, Take::Copy),
            take(Weight::Quiet, labels.save_text, Take::Save),
            button(
                Weight::Slight,
                labels.choose_another,
                screen.on(Event::WentBack),
            ),
        ]),
    ];
    screen.shown("card", content.card.heading, all(parts))
}

/// Returns the card as plain text, with the same words as on the screen.
pub fn as_text(content: &Content, sign: Sign, feel: Option<Feel>) -> String {
    let Some(text) = content.sign(sign) else {
        return String::new();
    };
    let noticed =
        feel.map(|feel| [&content.card.noticed, "\n", &text.readings.of(feel), "\n\n"].concat());
    [
        &*text.name,
        "\n\n",
        noticed.as_deref().unwrap_or_default(),
        &content.card.say,
        "\n",
        &text.say,
        "\n",
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{Around, rendered};

    #[test]
    fn the_text_says_what_the_card_says() {
        let around = Around::default();
        let content = around.screen().content();
        let html = rendered(card(around.screen(), Sign::Feedback, Some(Feel::Talk)));
        let text = as_text(content, Sign::Feedback, Some(Feel::Talk));
        let sign = content.sign(Sign::Feedback).unwrap();
        for words in [&sign.name, &sign.readings.talk, &sign.say] {
            assert!(
                html.contains(&**words) && text.contains(&**words),
                "{words:?}"
            );
        }
        assert!(!as_text(content, Sign::Feedback, None).contains(&*content.card.noticed));
    }
}
