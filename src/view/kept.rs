//! The check-ins that were kept: to look at again, to change, to take away and to delete.

use std::rc::Rc;

use yew::prelude::*;

use crate::PRIVATE_PAGE;
use crate::domain::content::{Text, filled};
use crate::domain::journal::{Journal, Kept};
use crate::domain::options::Switch;
use crate::store::Found;
use crate::view::buttons::{Weight, actions, button, named_button};
use crate::view::element::{all, each, element, keyed, number, when, words};
use crate::view::heading::heading;
use crate::view::offline;
use crate::view::past::{said, short, worded};
use crate::view::private::{self, OwnDesk};
use crate::view::prose::{alert, closed, items, paragraph, paragraphs};
use crate::view::screen::{Do, Screen};
use crate::view::search;
use crate::view::visit::PAGE;

/// How the kept check-ins stand.
#[derive(Clone, Copy)]
pub struct KeptState<'a> {
    /// What is kept.
    pub found: &'a Found,
    /// Whether there is a text that could not be read.
    pub aside: bool,
    /// Whether a check-in was deleted that can be brought back.
    pub undoable: bool,
    /// Whether there is a check-in that can only be saved as a file.
    pub unsaved: bool,
    /// Whether the person is being asked if everything is to go.
    pub asking: bool,
    /// Whether what is kept outlives this page.
    pub lasts: bool,
    /// How many check-ins to show.
    pub shown: usize,
}

/// Returns the kept check-ins, the newest first. `own` is there on the private page alone.
pub fn kept(screen: Screen<'_>, state: KeptState<'_>, own: Option<&OwnDesk>) -> Html {
    let text = &screen.content().kept;
    let labels = &screen.content().labels;
    let press = |weight: Weight, label: Text, what: Do| button(weight, label, screen.on(what));
    let journal = &state.found.journal();
    let there = !journal.entries().is_empty();
    let notice = match state.found {
        _ if !state.lasts => text.blocked,
        Found::Journal(_) if state.aside => text.aside,
        Found::Journal(_) => Text::default(),
        Found::Newer => text.newer,
        Found::Locked => text.locked,
        Found::Broken => text.broken,
        Found::Gone(_) => text.gone,
    };
    let gone = matches!(state.found, Found::Gone(_));
    let list = if there {
        let found = match own {
            Some(desk) if PRIVATE_PAGE => search::found(desk, journal),
            _ => None,
        };
        let listed = found.as_deref().unwrap_or(journal.entries());
        let count = listed.len();
        let more = count > state.shown;
        let last = count <= state.shown + PAGE;
        all([
            match own {
                Some(desk) if PRIVATE_PAGE => {
                    search::search(screen, desk, journal, found.as_ref().map(Vec::len))
                }
                _ => Html::default(),
            },
            entries(
                screen,
                journal,
                listed.get(..state.shown).unwrap_or(listed),
                own,
            ),
            when(more, || {
                actions([press(Weight::Quiet, labels.show_more, Do::More { last })])
            }),
        ])
    } else {
        paragraph("", text.empty)
    };
    let (page_is_kept, question) = match own {
        Some(own) if PRIVATE_PAGE => {
            let question = offline::question(own, text.delete_all_question);
            (offline::is_kept(own), question)
        }
        _ => (false, text.delete_all_question),
    };
    // Yew matches a list from its end: the button that asked becomes the one that takes it back, and keeps the focus.
    // Pressing Enter twice deletes nothing.
    let last = if state.asking {
        really(screen)
    } else {
        [
            when(there || state.unsaved, || {
                press(Weight::Quiet, labels.save_file, Do::Save)
            }),
            when(there, || {
                press(Weight::Quiet, labels.start_afresh, Do::StartAfresh)
            }),
            when(there || state.aside || page_is_kept, || {
                press(Weight::Quiet, labels.delete_all, Do::Ask)
            }),
        ]
    };
    let below = match own {
        Some(desk) if PRIVATE_PAGE => private::below(screen, desk),
        _ => Html::default(),
    };
    let parts = [
        when(state.undoable, || {
            // The status says it, too, but far from here.
            let parts = [
                text.deleted.into(),
                press(Weight::Main, labels.undo, Do::Undo),
            ];
            element("div", "actions undo", all(parts))
        }),
        when(!notice.is_empty(), || paragraph("notice", notice)),
        when(gone, || {
            actions([
                press(Weight::Main, labels.keep_again, Do::KeepAgain),
                press(Weight::Quiet, labels.let_go, Do::LetGo),
            ])
        }),
        when(state.aside, || {
            let save = press(Weight::Quiet, labels.save_unreadable, Do::SaveUnreadable);
            actions([save])
        }),
        when(state.lasts, || {
            all([
                paragraphs("lead", &text.lead),
                closed(text.means.heading.into(), paragraphs("", &text.means.text)),
            ])
        }),
        match own {
            Some(own) if PRIVATE_PAGE && there => private::way_back(own),
            _ => Html::default(),
        },
        list,
        when(state.asking, || alert(question)),
        actions(last),
        below,
    ];
    screen.shown("kept", text.heading, all(parts))
}

/// Returns the answers to the question whether everything is to go; the last one, which takes it back, stands where the
/// button stood that asked.
pub fn really(screen: Screen<'_>) -> [Html; 3] {
    let labels = &screen.content().labels;
    let press = |weight: Weight, label: Text, what: Do| button(weight, label, screen.on(what));
    [
        when(screen.around.options.exit == Switch::On, || {
            press(
                Weight::Quiet,
                labels.delete_all_leave,
                Do::DeleteAllAndLeave,
            )
        }),
        press(Weight::Quiet, labels.delete_all_confirm, Do::DeleteAll),
        press(Weight::Closing, labels.delete_all_cancel, Do::Cancel),
    ]
}

/// Returns the check-ins to show, those with each therapist under a heading of their own if there are several.
fn entries(
    screen: Screen<'_>,
    journal: &Journal,
    shown: &[Rc<Kept>],
    own: Option<&OwnDesk>,
) -> Html {
    let mut people: Vec<&Option<Rc<str>>> = Vec::new();
    for kept in journal.entries() {
        if !people.contains(&&kept.with) {
            people.push(&kept.with);
        }
    }
    let several = people.len() > 1;
    each(people.iter().enumerate(), |(at, &with)| {
        // The first one whom the person saw is number 1.
        let place = number(people.len() - at);
        let person = journal
            .people()
            .iter()
            .find(|person| Some(&person.id) == with.as_ref());
        let named = person
            .map(|person| String::from(&*person.label))
            .unwrap_or_default();
        let label = if named.is_empty() {
            filled(&screen.content().kept.person, &[("number", &place)])
        } else {
            named.clone()
        };
        let under = several || !named.is_empty();
        let theirs = each(shown.iter().filter(|kept| kept.with == *with), |kept| {
            entry(screen, kept, under, own)
        });
        let name = match (own, with) {
            (Some(desk), Some(id)) if PRIVATE_PAGE => private::name(desk, id, &named),
            (Some(_), _) => Html::default(),
            (None, _) => said(screen, journal, with.as_deref()),
        };
        all([
            when(under, || heading(screen.around.level(1), words(label))),
            name,
            items("entries", theirs),
        ])
    })
}

fn entry(screen: Screen<'_>, kept: &Rc<Kept>, under: bool, own: Option<&OwnDesk>) -> Html {
    let content = screen.content();
    let date = screen.around.date.emit(kept.at);
    let answers = each(&kept.answers, |(sign, answer)| {
        let parts = [
            element("dt", "", words(short(content, sign).to_owned())),
            element("dd", "", words(worded(content, answer).to_owned())),
        ];
        element("div", "", all(parts))
    });
    let press = |label: Text, what: Do| named_button(Weight::Slight, label, &date, screen.on(what));
    let level = screen.around.level(if under { 2 } else { 1 });
    let parts = [
        heading(level, words(date.clone())),
        element("dl", "", answers),
        match own {
            Some(own) if PRIVATE_PAGE => private::notes_of(own, kept),
            _ => Html::default(),
        },
        actions([
            press(content.labels.open, Do::Open(kept.clone())),
            press(content.labels.delete, Do::Delete(kept.clone())),
        ]),
    ];
    keyed("li", "entry", &kept.id, all(parts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::saved;
    use crate::view::testing::{Around, rendered};

    fn shown(around: &Around, found: &Found, lasts: bool) -> String {
        let state = KeptState {
            found,
            aside: false,
            undoable: false,
            unsaved: false,
            asking: false,
            lasts,
            shown: 20,
        };
        rendered(kept(around.screen(), state, None))
    }

    fn journal(text: &str) -> Found {
        Found::Journal(saved::read(text).unwrap())
    }

    #[test]
    fn a_kept_check_in_shows_its_date_and_its_answers_also_unknown_ones() {
        let around = Around::default();
        let content = around.screen().content();
        let text = "right-track 1\nid=a at=7 answers=goals:no,pace:often";
        let html = shown(&around, &journal(text), true);
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
    fn each_trouble_with_what_is_kept_is_said() {
        let around = Around::default();
        let text = &around.screen().content().kept;
        for (found, words) in [
            (Found::Newer, text.newer),
            (Found::Locked, text.locked),
            (Found::Broken, text.broken),
            (
                Found::Gone(saved::read("right-track 1\nid=a at=7").unwrap()),
                text.gone,
            ),
        ] {
            assert!(shown(&around, &found, true).contains(&*words), "{found:?}");
        }
        let none = journal("right-track 2");
        assert!(shown(&around, &none, false).contains(&*text.blocked));
        assert!(!shown(&around, &none, true).contains("notice"));
    }

    #[test]
    fn therapists_are_kept_apart_and_go_by_the_labels_that_the_person_gave() {
        let around = Around::default();
        let text =
            "right-track 2\nperson=p label=Sam\nid=a at=9 with=q\nid=b at=8 with=p\nid=c at=7";
        let html = shown(&around, &journal(text), true);
        let person = |number: &str| {
            html.find(&filled(
                &around.screen().content().kept.person,
                &[("number", number)],
            ))
        };
        let at = |words: &str| html.find(words);
        assert!(person("3").unwrap() < at("day 9").unwrap());
        assert!(at("day 9") < at("Sam") && at("Sam") < at("day 8"));
        assert!(at("day 8") < person("1") && person("1") < at("day 7"));
    }

    #[test]
    fn a_long_list_shows_its_newest_part() {
        let around = Around::default();
        let lines: String = (1..=30).map(|at| format!("\nid=a{at} at={at}")).collect();
        let html = shown(&around, &journal(&format!("right-track 2{lines}")), true);
        assert_eq!(html.matches("class=\"entry\"").count(), 20);
        assert!(html.contains("day 30") && !html.contains("day 10<"));
        assert!(html.contains(&*around.screen().content().labels.show_more));
    }
}
