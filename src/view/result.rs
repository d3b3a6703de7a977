//! How the answers read, sign by sign.

use yew::prelude::*;

use crate::PRIVATE_PAGE;
use crate::domain::check_in::CheckIn;
use crate::domain::content::Text;
use crate::domain::reading::Reading;
use crate::domain::session::{Event, Place};
use crate::domain::sign::Sign;
use crate::view::buttons::{Weight, actions, button, named_button};
use crate::view::element::{all, each, element, keyed, when};
use crate::view::heading::heading;
use crate::view::past;
use crate::view::private::{self, OwnDesk};
use crate::view::prose::{closed, items, paragraph, paragraphs};
use crate::view::reading::reading;
use crate::view::screen::{Do, Screen};

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
    /// It could not be kept.
    Failed,
}

/// Returns the result: what is going well first, each sign by itself, no total and no verdict.
///
/// `lasts` tells whether what is kept outlives this page, `opened` whether this is a kept check-in that the person looks
/// at again, `since` what is not as it was last time. `own` is there on the private page alone, which has notes.
pub fn result(
    screen: Screen<'_>,
    check_in: &CheckIn,
    keeping: Keeping,
    lasts: bool,
    opened: bool,
    since: Html,
    own: Option<&OwnDesk>,
) -> Html {
    let own = own.filter(|_| PRIVATE_PAGE);
    let content = screen.content();
    let labels = &content.labels;
    let read = Reading::of(check_in);
    let overview = content.overview.of(read.overview);
    // The same button in each case, so that the focus is not lost with it.
    let (keep, what) = match keeping {
        Keeping::NotKept | Keeping::Failed => (labels.keep, Do::Keep),
        Keeping::Changed => (labels.keep_change, Do::Keep),
        Keeping::Kept => (labels.see_kept, Event::Visited(Place::Kept).into()),
    };
    let press = |weight: Weight, label: Text, what: Do| button(weight, label, screen.on(what));
    let text = &content.result;
    let open = |sign: &Sign| open(screen, *sign, own);
    let next_steps = [
        element(
            "ol",
            "",
            each(&text.next_steps.list, |&step| {
                element("li", "", step.into())
            }),
        ),
        paragraphs("", &text.next_more.text),
    ];
    let kept = if lasts {
        text.keeping
    } else {
        content.kept.blocked
    };
    let note = |sign: Sign| own.map_or_else(Html::default, |own| private::noted(own, sign.id()));
    let parts = [
        paragraph("lead", overview.lead),
        items(
            "readings",
            each(&read.signs, |&(sign, feel)| {
                reading(screen, sign, feel, note(sign))
            }),
        ),
        when(!read.unanswered.is_empty(), || {
            all([
                heading(screen.around.level(1), text.unanswered.into()),
                items("open", each(&read.unanswered, open)),
            ])
        }),
        when(check_in.answer(Sign::Identity).is_none(), || {
            all([
                paragraph("", text.optional),
                items("open", open(&Sign::Identity)),
            ])
        }),
        since,
        own.map_or_else(|| past::no_notes(screen), private::note_of_all),
        closed(text.gut.heading.into(), paragraphs("", &text.gut.text)),
        closed(text.next_steps.heading.into(), all(next_steps)),
        paragraphs("quiet", &text.framing),
        when(
            matches!(keeping, Keeping::NotKept | Keeping::Failed),
            || paragraph("quiet", kept),
        ),
        when(lasts, || {
            let means = &content.kept.means;
            closed(means.heading.into(), paragraphs("", &means.text))
        }),
        actions([
            press(Weight::Main, keep, what),
            when(keeping == Keeping::Failed, || {
                press(Weight::Quiet, labels.save_file, Do::SaveWithThis)
            }),
            when(opened, || {
                press(Weight::Quiet, labels.back_to_kept, Do::Close)
            }),
            own.map_or_else(Html::default, private::print_button),
            press(Weight::Quiet, labels.back, Event::WentBack.into()),
            press(
                Weight::Slight,
                labels.start_again,
                Event::StartedAgain.into(),
            ),
        ]),
        own.map_or_else(Html::default, |own| private::on_paper(screen, own)),
    ];
    screen.shown("result", overview.heading, all(parts))
}

fn open(screen: Screen<'_>, sign: Sign, own: Option<&OwnDesk>) -> Html {
    let content = screen.content();
    content.sign(sign).map_or_else(Html::default, |text| {
        let answer = screen.on(Event::Reopened(sign));
        let parts = [
            text.name.into(),
            Text(&" ").into(),
            named_button(
                Weight::Slight,
                content.labels.answer_now,
                &text.name,
                answer,
            ),
            match own {
                Some(own) if PRIVATE_PAGE => private::noted(own, sign.id()),
                _ => Html::default(),
            },
        ];
        keyed("li", "", sign.id(), all(parts))
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
            false,
            Html::default(),
            None,
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
    fn who_could_see_what_is_kept_can_be_read_before_anything_is_kept() {
        let around = Around::default();
        let means = &around.screen().content().kept.means;
        let html = shown(&around, CheckIn::default(), Keeping::NotKept, true);
        assert!(html.contains(&*means.heading) && html.contains(&*means.text[0]));
        // Where nothing can be kept there is nothing to say.
        let html = shown(&around, CheckIn::default(), Keeping::NotKept, false);
        assert!(!html.contains(&*means.heading));
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
