//! How the answers read, sign by sign.

use yew::prelude::*;

use crate::domain::check_in::CheckIn;
use crate::domain::reading::Reading;
use crate::domain::session::{Event, Place};
use crate::domain::sign::Sign;
use crate::view::buttons::{Weight, actions, button, named_button};
use crate::view::heading::heading;
use crate::view::prose::{closed, items, paragraph, paragraphs};
use crate::view::reading::reading;
use crate::view::screen::Screen;

/// Where the check-in on the screen stands with the kept ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keeping {
    /// It was not kept.
    #[default]
    NotKept,
    /// It was kept and has changed since.
    Changed,
    /// It is kept as it is.
    Kept,
}

/// Returns the result: what is going well first, each sign by itself, no total and no verdict.
///
/// `lasts` tells whether what is kept outlives this page; `onkeep` is called when the person wants to keep it.
pub fn result(
    screen: Screen<'_>,
    check_in: &CheckIn,
    keeping: Keeping,
    lasts: bool,
    onkeep: Callback<MouseEvent>,
) -> Html {
    let content = screen.content();
    let labels = &content.labels;
    let read = Reading::of(check_in);
    let overview = content.overview.of(read.overview);
    // The same button in each case, so that the focus is not lost with it.
    let (keep, onkeep) = match keeping {
        Keeping::NotKept => (labels.keep, onkeep),
        Keeping::Changed => (labels.keep_change, onkeep),
        Keeping::Kept => (labels.see_kept, screen.on(Event::Visited(Place::Kept))),
    };
    screen.shown("result", overview.heading, html! {
        <>
            { paragraph("lead", overview.lead) }
            { items("readings", read.signs.iter().map(|&(sign, feel)| reading(screen, sign, feel)).collect()) }
            if !read.unanswered.is_empty() {
                { heading(screen.around.level(1), content.result.unanswered.into()) }
                { items("open", read.unanswered.iter().map(|&sign| open(screen, sign)).collect()) }
            }
            if check_in.answer(Sign::Identity).is_none() {
                { paragraph("", content.result.optional) }
                { items("open", open(screen, Sign::Identity)) }
            }
            { closed(content.result.gut.heading.into(), paragraphs("", &content.result.gut.text)) }
            { closed(content.result.next_steps.heading.into(), html! {
                <>
                    <ol>{ for content.result.next_steps.list.iter().map(|&step| html! { <li>{ step }</li> }) }</ol>
                    { paragraphs("", &content.result.next_more.text) }
                </>
            }) }
            { paragraphs("quiet", &content.result.framing) }
            { paragraph("quiet", if lasts { content.result.keeping } else { content.kept.blocked }) }
            { actions(html! { <>
                { button(Weight::Main, keep, onkeep) }
                { button(Weight::Quiet, labels.back, screen.on(Event::WentBack)) }
                { button(Weight::Slight, labels.start_again, screen.on(Event::StartedAgain)) }
            </> }) }
        </>
    })
}

fn open(screen: Screen<'_>, sign: Sign) -> Html {
    let content = screen.content();
    content.sign(sign).map_or_else(Html::default, |text| {
        let answer = screen.on(Event::Reopened(sign));
        html! {
            <li key={sign.id()}>
                { text.name }{ " " }
                { named_button(Weight::Slight, content.labels.answer_now, &text.name, answer) }
            </li>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::Answer;
    use crate::view::testing::{Around, rendered};

    fn shown(around: &Around, check_in: CheckIn, keeping: Keeping, lasts: bool) -> String {
        rendered(result(
            around.screen(),
            &check_in,
            keeping,
            lasts,
            Callback::noop(),
        ))
    }

    #[test]
    fn each_answered_sign_stands_there_with_words_for_its_reading() {
        let around = Around::default();
        let feels = &around.screen().content().feels;
        let check_in = CheckIn::default()
            .with(Sign::Safety, Some(Answer::No))
            .with(Sign::Goals, Some(Answer::Mostly));
        let html = shown(&around, check_in, Keeping::NotKept, true);
        assert_eq!(html.matches("class=\"reading\"").count(), 2);
        let settled = html.find(&*feels.settled).unwrap();
        let talk = html.find(&*feels.talk).unwrap();
        assert!(settled < talk, "what is going well comes first");
    }

    #[test]
    fn blocked_storage_is_said_before_the_person_keeps_anything() {
        let around = Around::default();
        let blocked = &around.screen().content().kept.blocked;
        assert!(shown(&around, CheckIn::default(), Keeping::NotKept, false).contains(&**blocked));
        assert!(!shown(&around, CheckIn::default(), Keeping::NotKept, true).contains(&**blocked));
    }

    #[test]
    fn a_kept_check_in_is_not_offered_for_keeping_again() {
        let around = Around::default();
        let labels = &around.screen().content().labels;
        assert!(!shown(&around, CheckIn::default(), Keeping::Kept, true).contains(&*labels.keep));
        assert!(
            shown(&around, CheckIn::default(), Keeping::Changed, true)
                .contains(&*labels.keep_change)
        );
    }
}
