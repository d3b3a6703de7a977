//! The first screen: what this is, and two questions that can be left out.

use yew::prelude::*;

use crate::domain::content::{ContextText, Text};
use crate::domain::context::{Context, Sessions, Setting};
use crate::domain::session::Event;
use crate::view::buttons::{Weight, actions, button};
use crate::view::choices::{Group, Shown, Stand, choices};
use crate::view::element::{all, element, when};
use crate::view::prose::{paragraph, paragraphs};
use crate::view::screen::{Do, Screen};

/// Returns the welcome, with what was said about the therapy so far.
///
/// `unfinished` tells that there is a check-in to go on with.
pub fn welcome(screen: Screen<'_>, context: Context, unfinished: bool) -> Html {
    let text = &screen.content().welcome;
    let content = screen.content();
    // The loader's first screen lacks it: see `controls` in embed/start.js.
    let resume = when(unfinished, || {
        let parts = [
            paragraph("", content.kept.unfinished),
            button(Weight::Quiet, content.labels.resume, screen.on(Do::Resume)),
        ];
        element("div", "resume", all(parts))
    });
    let start = button(Weight::Main, content.labels.start, screen.on(Event::Began));
    let parts = [
        paragraphs("lead", &text.lead),
        paragraph("quiet", text.optional),
        asked(
            screen,
            "a",
            &text.sessions,
            Sessions::ALL.map(|sessions| {
                (
                    context.sessions == Some(sessions),
                    Event::SessionsChosen(sessions),
                )
            }),
        ),
        asked(
            screen,
            "b",
            &text.setting,
            Setting::ALL.map(|setting| {
                (
                    context.setting == Some(setting),
                    Event::SettingChosen(setting),
                )
            }),
        ),
        actions([start]),
        resume,
    ];
    screen.shown("welcome", text.heading, all(parts))
}

/// Returns a question; `answers` says of each answer whether it is the chosen one, and what choosing it means.
fn asked<const N: usize>(
    screen: Screen<'_>,
    name: &str,
    text: &ContextText,
    answers: [(bool, Event); N],
) -> Html {
    let group = Group {
        name: screen.fresh(name),
        legend: text.question.into(),
        help: Text::default(),
        stand: Stand::Beside,
    };
    let answers = text.choices.iter().zip(answers);
    choices(group, answers, |(choice, (chosen, event))| Shown {
        label: choice.label,
        chosen,
        onchoose: screen.on(event),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{Around, rendered};

    #[test]
    fn it_says_what_it_is_not_and_asks_nothing_that_must_be_answered() {
        let around = Around::default();
        let html = rendered(welcome(around.screen(), Context::default(), false));
        for text in &around.screen().content().welcome.lead {
            assert!(html.contains(&**text), "{text:?}");
        }
        assert_eq!(html.matches("<fieldset").count(), 2);
        assert!(!html.contains("required"));
    }
}
