//! The first screen: what this is, and two questions that can be left out.

use yew::prelude::*;

use crate::domain::content::{ContextText, Text};
use crate::domain::context::{Context, Sessions, Setting};
use crate::domain::session::Event;
use crate::view::buttons::{Weight, actions, button};
use crate::view::choices::{Shown, Stand, choices, meaning};
use crate::view::prose::{paragraph, paragraphs};
use crate::view::screen::Screen;

/// Returns the welcome, with what was said about the therapy so far.
pub fn welcome(screen: Screen<'_>, context: Context) -> Html {
    let text = &screen.content().welcome;
    let onsessions = meaning(screen.onevent, |at: usize| {
        Sessions::ALL.get(at).copied().map(Event::SessionsChosen)
    });
    let onsetting = meaning(screen.onevent, |at: usize| {
        Setting::ALL.get(at).copied().map(Event::SettingChosen)
    });
    screen.shown(
        "welcome",
        text.heading,
        html! {
            <>
                { paragraphs("lead", &text.lead) }
                { paragraph("quiet", text.optional) }
                { asked("a", &text.sessions, context.sessions.map(Sessions::id), onsessions) }
                { asked("b", &text.setting, context.setting.map(Setting::id), onsetting) }
                { actions(html! { <>
                    { button(Weight::Main, screen.content().labels.start, screen.on(Event::Began)) }
                </> }) }
            </>
        },
    )
}

fn asked(
    name: &'static str,
    text: &ContextText,
    chosen: Option<&str>,
    onchoose: Callback<usize>,
) -> Html {
    let shown = text
        .choices
        .iter()
        .map(|choice| Shown {
            label: choice.label,
            chosen: chosen == Some(&choice.id),
        })
        .collect();
    choices(
        name,
        text.question.into(),
        Text::default(),
        Stand::Beside,
        shown,
        onchoose,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{Around, rendered};

    #[test]
    fn it_says_what_it_is_not_and_asks_nothing_that_must_be_answered() {
        let around = Around::default();
        let html = rendered(welcome(around.screen(), Context::default()));
        for text in &around.screen().content().welcome.lead {
            assert!(html.contains(&**text), "{text:?}");
        }
        assert_eq!(html.matches("<fieldset").count(), 2);
        assert!(!html.contains("required"));
    }
}
