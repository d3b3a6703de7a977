//! One question a screen.

use std::cmp::Ordering;

use yew::prelude::*;
use yew::virtual_dom::AttributeOrProperty::Static;

use crate::domain::answer::Answer;
use crate::domain::content::{Text, filled};
use crate::domain::session::Event;
use crate::domain::sign::Sign;
use crate::view::buttons::{Weight, actions, button};
use crate::view::choices::{Group, Shown, Stand, choices};
use crate::view::element::{all, each, element, keyed, marked, number, words};
use crate::view::heading::screen_heading;
use crate::view::screen::Screen;

/// Returns the question about `sign`, with the answer so far. It never goes on by itself: the person presses "Next".
///
/// `note` is where the private page has room for a note; it is empty elsewhere.
pub fn question(
    screen: Screen<'_>,
    sign: Sign,
    answer: Option<Answer>,
    leads_to_result: bool,
    note: Html,
) -> Html {
    let content = screen.content();
    let labels = &content.labels;
    let Some(text) = content.sign(sign) else {
        return Html::default();
    };
    let group = Group {
        name: screen.fresh("q"),
        legend: screen_heading(screen.around.level(0), screen.focus, text.question.into()),
        help: text.help,
        stand: Stand::Below,
    };
    let choices = choices(group, Answer::ALL, |choice| Shown {
        label: content.answer(choice),
        chosen: answer == Some(choice),
        onchoose: screen.on(Event::Answered(sign, choice)),
    });
    let onward = if leads_to_result {
        labels.see_result
    } else {
        labels.next
    };
    let place = [
        text.name.into(),
        Text(&" · ").into(),
        words(progress(screen, sign)),
    ];
    let press = |weight: Weight, label: Text, event: Event| button(weight, label, screen.on(event));
    let parts = [
        dots(sign),
        element("p", "sign", all(place)),
        choices,
        note,
        actions([
            press(Weight::Main, onward, Event::WentNext),
            press(Weight::Quiet, labels.back, Event::WentBack),
            press(Weight::Slight, labels.skip, Event::Skipped),
        ]),
    ];
    // What is around the answers stays from one question to the next, which is there sooner then.
    keyed("div", "question", "question", all(parts))
}

fn progress(screen: Screen<'_>, sign: Sign) -> AttrValue {
    let labels = &screen.content().labels;
    if sign == Sign::Identity {
        return labels.progress_optional.into();
    }
    let (now, total) = (number(sign.index() + 1), number(Sign::ASKED.len()));
    filled(&labels.progress, &[("number", &now), ("total", &total)]).into()
}

fn dots(now: Sign) -> Html {
    let dots = each(Sign::ASKED, |sign| {
        let class = match sign.cmp(&now) {
            Ordering::Less => "dot dot--past",
            Ordering::Equal => "dot dot--now",
            Ordering::Greater => "dot",
        };
        element("span", class, Html::default())
    });
    let attributes = &[("class", Static("dots")), ("aria-hidden", Static("true"))];
    marked("div", attributes, dots).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{Around, rendered};

    #[test]
    fn the_question_is_the_heading_that_names_the_group() {
        let around = Around::default();
        let html = rendered(question(
            around.screen(),
            Sign::Respect,
            None,
            false,
            Html::default(),
        ));
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
        let shown = |sign, leads| {
            rendered(question(
                around.screen(),
                sign,
                None,
                leads,
                Html::default(),
            ))
        };
        assert!(shown(Sign::Feedback, true).contains(&*labels.see_result));
        assert!(shown(Sign::Safety, false).contains(&*labels.next));
    }
}
