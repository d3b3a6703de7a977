//! The check-ins that were kept, with a way to delete one or all.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::content::Content;
use crate::domain::journal::{Journal, Kept};
use crate::view::buttons::{Weight, actions, button, named_button};
use crate::view::heading::heading;
use crate::view::prose::{items, paragraph, paragraphs};
use crate::view::screen::Screen;

/// What a person wants to delete.
#[derive(Clone, Debug, PartialEq)]
pub enum Delete {
    /// The check-in with this id.
    One(Rc<str>),
    /// Everything, if they say so once more.
    Ask,
    /// Nothing after all.
    Cancel,
    /// Everything.
    All,
}

/// How the kept check-ins stand.
#[derive(Clone, Copy)]
pub struct KeptState<'a> {
    /// What is kept.
    pub journal: &'a Journal,
    /// Whether there is anything to delete: also a text that could not be read.
    pub deletable: bool,
    /// Whether the person is being asked if everything is to go.
    pub asking: bool,
    /// Whether what is kept outlives this page.
    pub lasts: bool,
}

/// Returns the kept check-ins, the newest first.
pub fn kept(screen: Screen<'_>, state: KeptState<'_>, ondelete: &Callback<Delete>) -> Html {
    let text = &screen.content().kept;
    let labels = &screen.content().labels;
    let on = |delete: Delete| ondelete.reform(move |_| delete.clone());
    screen.shown("kept", text.heading, html! {
        <>
            if state.lasts {
                { paragraphs("lead", &text.lead) }
            } else {
                { paragraph("notice", text.blocked) }
            }
            if state.journal.entries().is_empty() {
                { paragraph("", text.empty) }
            }
            { items("entries", state.journal.entries().iter().map(|kept| entry(screen, kept, ondelete)).collect()) }
            if state.deletable {
                if state.asking {
                    <p class="notice" role="alert">{ text.delete_all_question }</p>
                }
                // Yew matches a list from its end: the button that asked becomes the one that takes it back, and
                // keeps the focus. Pressing Enter twice deletes nothing.
                { actions(html! { <>
                    if state.asking {
                        { button(Weight::Quiet, labels.delete_all_confirm, on(Delete::All)) }
                    }
                    if state.asking {
                        { button(Weight::Main, labels.delete_all_cancel, on(Delete::Cancel)) }
                    } else {
                        { button(Weight::Quiet, labels.delete_all, on(Delete::Ask)) }
                    }
                </> }) }
            }
        </>
    })
}

fn entry(screen: Screen<'_>, kept: &Kept, ondelete: &Callback<Delete>) -> Html {
    let content = screen.content();
    let date = screen.around.date.emit(kept.at);
    let id = kept.id.clone();
    let delete = ondelete.reform(move |_| Delete::One(id.clone()));
    html! {
        <li class="entry" key={kept.id.clone()}>
            { heading(screen.around.level(1), date.clone().into()) }
            <dl>
                { for kept.answers.iter().map(|(sign, answer)| html! {
                    <div><dt>{ named(content, sign) }</dt><dd>{ worded(content, answer) }</dd></div>
                }) }
            </dl>
            { named_button(Weight::Slight, content.labels.delete, &date, delete) }
        </li>
    }
}

/// Returns the sign's short name; a sign that this version does not know is shown by its id.
fn named(content: &Content, id: &Rc<str>) -> AttrValue {
    let known = content.signs.iter().find(|sign| *sign.id == **id);
    known.map_or_else(|| id.clone().into(), |sign| sign.short.into())
}

/// Returns the answer's words; an answer that this version does not know is shown by its id.
fn worded(content: &Content, id: &Rc<str>) -> AttrValue {
    let known = content.answers.iter().find(|answer| *answer.id == **id);
    known.map_or_else(|| id.clone().into(), |answer| answer.label.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::saved;
    use crate::view::testing::{Around, rendered};

    fn shown(around: &Around, journal: &Journal, lasts: bool) -> String {
        let state = KeptState {
            journal,
            deletable: true,
            asking: false,
            lasts,
        };
        rendered(kept(around.screen(), state, &Callback::noop()))
    }

    #[test]
    fn a_kept_check_in_shows_its_date_and_its_answers_also_unknown_ones() {
        let around = Around::default();
        let content = around.screen().content();
        let text = "right-track 1\nid=a at=7 answers=goals:no,pace:often";
        let html = shown(&around, &saved::read(text).unwrap(), true);
        for words in [
            "day 7",
            &content.signs[2].short,
            &content.answers[3].label,
            "pace",
            "often",
        ] {
            assert!(html.contains(words), "{words}");
        }
    }

    #[test]
    fn blocked_storage_is_said_instead_of_what_keeping_means() {
        let around = Around::default();
        let blocked = &around.screen().content().kept.blocked;
        assert!(shown(&around, &Journal::default(), false).contains(&**blocked));
        assert!(!shown(&around, &Journal::default(), true).contains(&**blocked));
    }
}
