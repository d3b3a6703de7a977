//! Looking back in a few sentences.

use std::rc::Rc;

use yew::prelude::*;

use crate::PRIVATE_PAGE;
use crate::domain::content::{Content, Text, filled};
use crate::domain::journal::{Journal, Kept};
use crate::domain::looking_back::{
    Change, Pattern, is_early, said_of_known, since_last, since_last_of_known,
};
use crate::domain::sign::Sign;
use crate::view::element::{all, each, element, when, words};
use crate::view::heading::heading;
use crate::view::prose::{items, link, paragraph};
use crate::view::screen::Screen;

/// Returns what is not as it was `before`, in one check-in and the last one before it with the same therapist. Nothing
/// tells whether that is good.
pub fn since(screen: Screen<'_>, before: &Kept, now: &Kept) -> Html {
    if now.answers.is_empty() {
        return Html::default();
    }
    let content = screen.content();
    let text = &content.past.since;
    let changes = if PRIVATE_PAGE {
        since_last(before, now)
    } else {
        since_last_of_known(before, now)
    };
    let date = screen.around.date.emit(before.at);
    let told = |change: &Change| {
        let answer = |id: &Option<Rc<str>>| {
            let id = id.as_deref();
            id.map_or(String::new(), |id| worded(content, id).to_owned())
        };
        let sentence = match (&change.before, &change.now) {
            (None, _) => text.newly,
            (_, None) => text.no_longer,
            _ => text.changed,
        };
        let (before, now) = (answer(&change.before), answer(&change.now));
        let sign = short(content, &change.sign);
        let values = [("sign", sign), ("before", &*before), ("now", &*now)];
        element("li", "", words(filled(&sentence, &values)))
    };
    let parts = [
        heading(screen.around.level(1), text.heading.into()),
        element("p", "quiet", words(filled(&text.lead, &[("date", &date)]))),
        if changes.is_empty() {
            paragraph("", text.same)
        } else {
            items("", each(&changes, told))
        },
        when(is_early(before) || is_early(now), || {
            paragraph("quiet", text.early)
        }),
    ];
    element("section", "part", all(parts))
}

/// Returns why a widget inside somebody's page has no notes, and the way to the page that has.
pub fn no_notes(screen: Screen<'_>) -> Html {
    let text = &screen.content().past;
    let href = screen.around.options.page.clone();
    let page = when(!href.is_empty(), || {
        let link = link("", href.into(), "noreferrer", text.private_page.into());
        all([Text(&" ").into(), link])
    });
    element("p", "quiet", all([text.no_notes.into(), page]))
}

/// Returns what the last answers about each sign have in common, in the check-ins with the therapist of this id; nothing
/// while there are too few.
pub fn said(screen: Screen<'_>, journal: &Journal, with: Option<&str>) -> Html {
    let said = said_of_known(journal, with);
    when(!said.is_empty(), || {
        let sentence = |(sign, pattern): &(Sign, Pattern)| {
            let sentence = sentence(screen.content(), sign.id(), pattern);
            element("li", "", words(sentence))
        };
        items("", each(&said, sentence))
    })
}

/// Returns what the last answers about a sign have in common, as a person would say it.
pub fn sentence(content: &'static Content, sign: &str, pattern: &Pattern) -> String {
    let text = &content.past;
    let (sentence, answer) = match pattern {
        Pattern::Same(answer) => (text.same, &**answer),
        Pattern::Twice(answer) => (text.twice, &**answer),
        Pattern::Different => (text.different, ""),
    };
    let (sign, answer) = (full(content, sign), worded(content, answer));
    filled(&sentence, &[("sign", sign), ("answer", answer)])
}

/// Returns the name of a sign; one that this version does not know is shown by its id.
pub fn full<'a>(content: &'static Content, id: &'a str) -> &'a str {
    let known = Sign::from_id(id).and_then(|sign| content.sign(sign));
    known.map_or(id, |text| text.name.0)
}

/// Returns the short name of a sign; one that this version does not know is shown by its id.
pub fn short<'a>(content: &'static Content, id: &'a str) -> &'a str {
    let known = Sign::from_id(id).and_then(|sign| content.sign(sign));
    known.map_or(id, |text| text.short.0)
}

/// Returns the words of an answer; one that this version does not know is shown by its id.
pub fn worded<'a>(content: &'static Content, id: &'a str) -> &'a str {
    let known = content.answers.iter().find(|answer| *answer.id == *id);
    known.map_or(id, |answer| answer.label.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::saved;
    use crate::view::testing::{Around, inside, rendered};

    fn journal(lines: &str) -> Journal {
        saved::read(&format!("right-track 2\n{lines}")).unwrap()
    }

    fn since_of(before: &str, now: &str) -> String {
        let around = Around::default();
        let journal = journal(&format!("id=b at=2{now}\nid=a at=1{before}"));
        let [before, now] = ["a", "b"].map(|id| journal.find(id).unwrap());
        rendered(since(around.screen(), before, now))
    }

    #[test]
    fn a_change_reads_the_same_in_both_directions() {
        let html = since_of(
            " answers=safety:sometimes,goals:mostly",
            " answers=safety:mostly,goals:sometimes",
        );
        assert_eq!(
            inside(&html, "li"),
            [
                "Safety: last time “Sometimes”, this time “Yes, mostly”.",
                "Goals: last time “Yes, mostly”, this time “Sometimes”.",
            ]
        );
        assert!(html.contains("Last time was on day 1."));
        assert!(!html.contains("first few sessions"));
    }

    #[test]
    fn an_answer_that_is_new_or_gone_or_unknown_is_told() {
        let html = since_of(
            " answers=safety:often,goals:no",
            " answers=safety:no,pace:new",
        );
        let mut told = inside(&html, "li");
        if PRIVATE_PAGE {
            assert_eq!(
                told.pop(),
                Some("pace: last time no answer, this time “new”.")
            );
        }
        assert_eq!(
            told,
            [
                "Safety: last time “often”, this time “No”.",
                "Goals: last time “No”, this time no answer.",
            ]
        );
    }

    #[test]
    fn no_change_is_told_in_one_sentence_and_early_sessions_in_another() {
        let html = since_of(" sessions=few answers=goals:no", " answers=goals:no");
        assert!(html.contains("the same answers as last time"));
        assert!(html.contains("first few sessions"));
        assert_eq!(since_of("", " sessions=few"), "");
    }

    #[test]
    fn what_the_last_answers_have_in_common_is_said_in_a_sentence_for_each_sign() {
        let around = Around::default();
        let day = 86_400_000_u64;
        let answers = [
            "safety:no,goals:no",
            "safety:no,goals:mostly",
            "safety:mostly",
        ];
        let lines = answers
            .iter()
            .zip(0..)
            .map(|(answers, at)| format!("id=a{at} at={} answers={answers}\n", at * 7 * day));
        let journal = journal(&lines.collect::<String>());
        let html = rendered(said(around.screen(), &journal, None));
        assert_eq!(
            inside(&html, "li"),
            ["Feeling of safety: “No” in two of your last three answers."]
        );
        let nobody = said(around.screen(), &journal, Some("p"));
        assert_eq!(rendered(nobody), "");
    }

    #[test]
    fn there_are_no_notes_inside_somebodys_page_and_the_way_to_them_only_where_there_is_one() {
        let mut around = Around::default();
        let text = &around.screen().content().past;
        let html = rendered(no_notes(around.screen()));
        assert!(
            html.contains(&*text.no_notes) && !html.contains("<a"),
            "{html}"
        );
        around.options("page=https://host.example/");
        let html = rendered(no_notes(around.screen()));
        assert!(html.contains("href=\"https://host.example/\""), "{html}");
    }
}
