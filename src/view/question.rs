//! One question a screen.

use std::cmp::Ordering;

use yew::prelude::*;

use crate::domain::answer::Answer;
use crate::domain::content::filled;
use crate::domain::session::Event;
use crate::domain::sign::Sign;
use crate::view::buttons::{Weight, actions, button};
use crate::view::choices::{Shown, Stand, choices, meaning};
use crate::view::heading::screen_heading;
use crate::view::screen::Screen;

/// Returns the question about `sign`, with the answer so far. It never goes on by itself: the person presses "Next".
pub fn question(
    screen: Screen<'_>,
    sign: Sign,
    answer: Option<Answer>,
    leads_to_result: bool,
) -> Html {
    let content = screen.content();
    let labels = &content.labels;
    let Some(text) = content.sign(sign) else {
        return Html::default();
    };
    let shown = Answer::ALL
        .map(|choice| Shown {
            label: content.answer(choice),
            chosen: answer == Some(choice),
        })
        .to_vec();
    let onchoose = meaning(screen.onevent, move |at: usize| {
        Answer::ALL
            .get(at)
            .map(|&answer| Event::Answered(sign, answer))
    });
    let legend = screen_heading(screen.around.level(0), screen.focus, text.question.into());
    let onward = if leads_to_result {
        labels.see_result
    } else {
        labels.next
    };
    html! {
        <div class="question" key={sign.id()}>
            { dots(sign) }
            <p class="sign">{ text.name }{ " · " }{ progress(screen, sign) }</p>
            { choices("q", legend, text.help, Stand::Below, shown, onchoose) }
            { actions(html! { <>
                { button(Weight::Main, onward, screen.on(Event::WentNext)) }
                { button(Weight::Quiet, labels.back, screen.on(Event::WentBack)) }
                { button(Weight::Slight, labels.skip, screen.on(Event::Skipped)) }
            </> }) }
        </div>
    }
}

fn progress(screen: Screen<'_>, sign: Sign) -> AttrValue {
    let labels = &screen.content().labels;
    if sign == Sign::Identity {
        return labels.progress_optional.into();
    }
    let number = (sign.index() + 1).to_string();
    let total = Sign::ASKED.len().to_string();
    filled(&labels.progress, &[("number", &number), ("total", &total)]).into()
}

fn dots(now: Sign) -> Html {
    html! {
        <div class="dots" aria-hidden="true">
            { for Sign::ASKED.into_iter().map(|sign| {
                let class = match sign.cmp(&now) {
                    Ordering::Less => "dot dot--past",
                    Ordering::Equal => "dot dot--now",
                    Ordering::Greater => "dot",
                };
                html! { <span {class} /> }
            }) }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{Around, rendered};

    #[test]
    fn the_question_is_the_heading_that_names_the_group() {
        let around = Around::default();
        let html = rendered(question(around.screen(), Sign::Respect, None, false));
        let text = &around
            .screen()
            .content()
            .sign(Sign::Respect)
            .unwrap()
            .question;
        let legend = &html[html.find("<legend>").unwrap()..html.find("</legend>").unwrap()];
        assert!(legend.contains(&**text), "{legend}");
        assert!(legend.contains("tabindex=\"-1\""), "{legend}");
        assert_eq!(html.matches("type=\"radio\"").count(), 5);
    }

    #[test]
    fn the_last_question_leads_to_the_result() {
        let around = Around::default();
        let labels = &around.screen().content().labels;
        let shown = |sign, leads| rendered(question(around.screen(), sign, None, leads));
        assert!(shown(Sign::Feedback, true).contains(&*labels.see_result));
        assert!(shown(Sign::Safety, false).contains(&*labels.next));
    }
}
