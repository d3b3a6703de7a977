//! The card to take to the session.

use yew::prelude::*;
use yew::virtual_dom::AttributeOrProperty::Static;

use crate::PRIVATE_PAGE;
use crate::domain::content::{Content, Text};
use crate::domain::reading::Feel;
use crate::domain::session::Event;
use crate::domain::sign::Sign;
use crate::view::buttons::{Weight, actions, button};
use crate::view::element::{all, element, marked, when, words};
use crate::view::private::{self, OwnDesk};
use crate::view::prose::paragraph;
use crate::view::screen::{Do, Screen};

/// What stands on a card besides the name of the sign.
#[derive(Clone, Debug, PartialEq)]
pub struct Wording {
    /// What was noticed; empty if the sign was not answered.
    pub noticed: AttrValue,
    /// A sentence to say.
    pub say: AttrValue,
}

impl Wording {
    /// Returns our words for `sign`. `feel` is how it reads, if it was answered.
    pub fn of(content: &Content, sign: Sign, feel: Option<Feel>) -> Self {
        let text = content.sign(sign);
        let noticed = text.zip(feel).map(|(text, feel)| text.readings.of(feel));
        Self {
            noticed: noticed.unwrap_or_default().into(),
            say: text.map(|text| text.say).unwrap_or_default().into(),
        }
    }
}

/// What a person wants to do with the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// Print it.
    Print,
    /// Copy it.
    Copy,
    /// Save it as a text file.
    Save,
    /// Hand it to another app.
    Share,
}

/// Returns a card with the sign, what was noticed, and a sentence to say. Nothing else stands on it: no name and no
/// date. `own` is there on the private page alone, where the person can use words of their own.
pub fn card(screen: Screen<'_>, sign: Sign, wording: &Wording, own: Option<&OwnDesk>) -> Html {
    let content = screen.content();
    let labels = &content.labels;
    let Some(text) = content.sign(sign) else {
        return Html::default();
    };
    let take =
        |weight: Weight, label: Text, take: Take| button(weight, label, screen.on(Do::Take(take)));
    let own = own.filter(|_| PRIVATE_PAGE);
    let noticed = when(!wording.noticed.is_empty(), || {
        all([
            paragraph("card__label", content.card.noticed),
            element("p", "", words(wording.noticed.clone())),
        ])
    });
    let paper = [
        paragraph("sign", text.name),
        noticed,
        paragraph("card__label", content.card.say),
        element("p", "", element("q", "", words(wording.say.clone()))),
    ];
    let parts = [
        paragraph("lead", content.card.lead),
        marked(
            "div",
            &[("class", Static("card__paper")), ("part", Static("card"))],
            all(paper),
        )
        .into(),
        own.map_or_else(Html::default, |own| {
            private::own_words(screen, own, sign, wording)
        }),
        actions([
            take(Weight::Main, labels.print, Take::Print),
            take(Weight::Quiet, labels.copy, Take::Copy),
            take(Weight::Quiet, labels.save_text, Take::Save),
            own.filter(|own| own.page.can_share())
                .map_or_else(Html::default, |own| {
                    take(Weight::Quiet, own.text.card.share, Take::Share)
                }),
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
pub fn as_text(content: &Content, sign: Sign, wording: &Wording) -> String {
    let name = content.sign(sign).map(|text| text.name).unwrap_or_default();
    let noticed = match &*wording.noticed {
        "" => String::new(),
        noticed => [&content.card.noticed, "\n", noticed, "\n\n"].concat(),
    };
    [
        &name,
        "\n\n",
        &noticed,
        &content.card.say,
        "\n",
        &wording.say,
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
        let wording = Wording::of(content, Sign::Feedback, Some(Feel::Talk));
        let html = rendered(card(around.screen(), Sign::Feedback, &wording, None));
        let text = as_text(content, Sign::Feedback, &wording);
        let sign = content.sign(Sign::Feedback).unwrap();
        for words in [&sign.name, &sign.readings.talk, &sign.say] {
            assert!(
                html.contains(&**words) && text.contains(&**words),
                "{words:?}"
            );
        }
        let nothing = Wording::of(content, Sign::Feedback, None);
        assert!(!as_text(content, Sign::Feedback, &nothing).contains(&*content.card.noticed));
    }
}
