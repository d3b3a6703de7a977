//! The widget: one state, one reducer, and the effects.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::content::Text;
use crate::domain::journal::{Journal, Kept};
use crate::domain::reading::feel;
use crate::domain::session::{Event, Panel, Place, Session, Step};
use crate::embed::page::Page;
use crate::store::{Found, NotKept, Store};
use crate::view::card::{Take, as_text, card};
use crate::view::green_flags::green_flags;
use crate::view::kept::{Delete, KeptState, kept};
use crate::view::more::more;
use crate::view::panel::{RegionState, crisis, wrong};
use crate::view::question::question;
use crate::view::result::{Keeping, result};
use crate::view::screen::Screen;
use crate::view::surroundings::Surroundings;
use crate::view::welcome::welcome;
use crate::view::whole::whole;

/// Properties of [`App`].
#[derive(Clone, Properties)]
pub struct AppProps {
    /// The words and options.
    pub around: Surroundings,
    /// Where check-ins are kept.
    pub store: Rc<Store>,
    /// What the page can do.
    pub page: Page,
    /// Counts the visits that this app has served: another one starts anew.
    pub visit: u32,
}

impl PartialEq for AppProps {
    fn eq(&self, other: &Self) -> bool {
        self.around == other.around
            && Rc::ptr_eq(&self.store, &other.store)
            && self.visit == other.visit
    }
}

/// Everything that changes while a person goes through the screens.
#[derive(Clone, PartialEq)]
struct State {
    session: Session,
    journal: Journal,
    /// Whether there is a text that could not be read.
    aside: bool,
    /// The check-in on the screen as it was kept, if it was.
    kept: Option<Kept>,
    /// What was said last about keeping, deleting or copying.
    said: Text,
    /// The region chosen by the person.
    region: Option<Text>,
    /// Whether the person is being asked if everything kept is to go.
    asking: bool,
}

enum Action {
    Did(Event),
    Kept(Kept, Journal),
    Deleted(Journal, Text),
    Said(Text),
    RegionChosen(Text),
    AskedToDeleteAll(bool),
    VisitBegan(Box<State>),
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut state = (*self).clone();
        match action {
            Action::Did(event) => {
                if event == Event::StartedAgain {
                    state.kept = None;
                }
                state.session = state.session.after(event);
                state.said = Text::default();
                state.asking = false;
            }
            Action::Kept(kept, journal) => {
                state.kept = Some(kept);
                state.journal = journal;
            }
            Action::Deleted(journal, said) => {
                state.kept = state.kept.filter(|kept| journal.entries().contains(kept));
                // Everything was deleted if that was asked before, what was set aside, too.
                state.aside &= !state.asking;
                state.journal = journal;
                state.said = said;
                state.asking = false;
            }
            Action::Said(said) => state.said = said,
            Action::RegionChosen(region) => state.region = Some(region),
            Action::AskedToDeleteAll(asking) => state.asking = asking,
            Action::VisitBegan(begun) => state = *begun,
        }
        if state == *self { self } else { Rc::new(state) }
    }
}

impl State {
    fn found(around: &Surroundings, store: &Store) -> Self {
        let found = store.load();
        let places = around.options.view.places();
        let text = &around.content.kept;
        let (journal, said) = match &found {
            Found::Journal(journal) => (journal.clone(), Text::default()),
            Found::Newer => (Journal::default(), text.newer),
            Found::Broken => (Journal::default(), text.broken),
        };
        Self {
            session: Session::opening(places.first().copied().unwrap_or_default()),
            journal,
            aside: found == Found::Broken || store.has_set_aside(),
            kept: None,
            said,
            region: None,
            asking: false,
        }
    }

    fn keeping(&self) -> Keeping {
        let Session {
            check_in, ticks, ..
        } = &self.session;
        match &self.kept {
            None => Keeping::NotKept,
            Some(kept) if Kept::new(kept.id.clone(), kept.at, check_in, *ticks) == *kept => {
                Keeping::Kept
            }
            Some(_) => Keeping::Changed,
        }
    }
}

/// The widget.
#[component]
pub fn App(props: &AppProps) -> Html {
    let AppProps {
        around,
        store,
        page,
        ..
    } = props;
    let content = around.content;
    let state = use_reducer(|| State::found(around, store));
    use_new_visit(props, &state);
    let focus = use_node_ref();
    let (crisis_opener, wrong_opener) = (use_node_ref(), use_node_ref());
    let Session {
        place, step, panel, ..
    } = state.session;
    use_focus(
        (place, step, panel),
        page,
        &focus,
        [&crisis_opener, &wrong_opener],
    );

    let onevent = {
        let state = state.dispatcher();
        Callback::from(move |event| state.dispatch(Action::Did(event)))
    };
    let onkeep = {
        let (state, store, page) = (state.clone(), store.clone(), page.clone());
        Callback::from(move |_: MouseEvent| {
            let (id, at) = state.kept.as_ref().map_or_else(
                || (page.new_id(), page.now()),
                |kept| (kept.id.clone(), kept.at),
            );
            let kept = Kept::new(id, at, &state.session.check_in, state.session.ticks);
            match store.change(|journal| journal.with(kept.clone())) {
                Ok(journal) => {
                    state.dispatch(Action::Kept(kept, journal));
                    let text = &content.kept;
                    state.dispatch(Action::Said(if store.lasts() {
                        text.done
                    } else {
                        text.blocked
                    }));
                }
                Err(NotKept::Failed) => state.dispatch(Action::Said(content.kept.failed)),
                Err(NotKept::Newer) => state.dispatch(Action::Said(content.kept.newer)),
            }
        })
    };
    let ondelete = {
        let (state, store) = (state.dispatcher(), store.clone());
        let (page, focus) = (page.clone(), focus.clone());
        Callback::from(move |delete| {
            let done = match delete {
                Delete::One(id) => store
                    .change(|journal| journal.without(&id))
                    .map(|journal| (journal, content.kept.deleted)),
                Delete::Ask | Delete::Cancel => {
                    return state.dispatch(Action::AskedToDeleteAll(delete == Delete::Ask));
                }
                Delete::All => store
                    .delete_all()
                    .map(|()| (Journal::default(), content.kept.all_deleted)),
            };
            match done {
                Ok((journal, said)) => {
                    state.dispatch(Action::Deleted(journal, said));
                    // The button that was pressed is gone: the focus must not fall back to the page.
                    page.focus(&focus);
                }
                Err(NotKept::Newer) => state.dispatch(Action::Said(content.kept.newer)),
                Err(NotKept::Failed) => state.dispatch(Action::Said(content.kept.failed)),
            }
        })
    };
    let ontake = {
        let (state, page) = (state.clone(), page.clone());
        Callback::from(move |take| {
            let Step::Card(sign) = state.session.step else {
                return;
            };
            let check_in = state.session.check_in;
            let text = as_text(
                content,
                sign,
                check_in
                    .answer(sign)
                    .map(|answer| feel(answer, check_in.is_early())),
            );
            match take {
                Take::Print => page.print(),
                Take::Save => page.save(&content.card.file_name, &text),
                Take::Copy => {
                    let state = state.dispatcher();
                    page.copy(&text, move |copied| {
                        let said = if copied {
                            content.card.copied
                        } else {
                            content.card.not_copied
                        };
                        state.dispatch(Action::Said(said));
                    });
                }
            }
        })
    };
    let onregion = {
        let state = state.dispatcher();
        Callback::from(move |region| state.dispatch(Action::RegionChosen(region)))
    };

    let screen = Screen {
        around,
        focus: &focus,
        onevent: &onevent,
    };
    let here = RegionState {
        region: state.region.as_deref().unwrap_or_else(|| around.region()),
        onregion: &onregion,
    };
    let Session {
        check_in, ticks, ..
    } = state.session;
    let felt = |sign| {
        check_in
            .answer(sign)
            .map(|answer| feel(answer, check_in.is_early()))
    };
    let body = match (panel, place, step) {
        (Some(Panel::Crisis), ..) => crisis(screen, here),
        (Some(Panel::Wrong), ..) => wrong(screen, here),
        (None, Place::GreenFlags, _) => green_flags(screen, ticks),
        (None, Place::More, _) => more(screen, check_in.context.setting),
        (None, Place::Kept, _) => {
            let state = KeptState {
                journal: &state.journal,
                deletable: !state.journal.entries().is_empty() || state.aside,
                asking: state.asking,
                lasts: store.lasts(),
            };
            kept(screen, state, &ondelete)
        }
        (None, Place::CheckIn, Step::Welcome) => welcome(screen, check_in.context),
        (None, Place::CheckIn, Step::Question(sign)) => question(
            screen,
            sign,
            check_in.answer(sign),
            state.session.leads_to_result(),
        ),
        (None, Place::CheckIn, Step::Result) => {
            result(screen, &check_in, state.keeping(), store.lasts(), onkeep)
        }
        (None, Place::CheckIn, Step::Card(sign)) => card(screen, sign, felt(sign), &ontake),
    };
    let openers = [&crisis_opener, &wrong_opener];
    whole(
        screen,
        panel.is_none().then_some(place),
        body,
        state.said,
        openers,
    )
}

/// Moves the focus to the heading of a new screen, and back to the button of a panel that was closed. Never on
/// load: the host page has the focus until the person acts.
#[hook]
fn use_focus(
    now: (Place, Step, Option<Panel>),
    page: &Page,
    heading: &NodeRef,
    openers: [&NodeRef; 2],
) {
    let before = use_mut_ref(|| now);
    let [crisis, wrong] = openers.map(NodeRef::clone);
    let (page, heading) = (page.clone(), heading.clone());
    use_effect_with(now, move |&now| {
        let before = before.replace(now);
        let same_screen = (before.0, before.1) == (now.0, now.1);
        match (before.2, now.2) {
            _ if before == now => {}
            (Some(Panel::Crisis), None) if same_screen => page.focus(&crisis),
            (Some(Panel::Wrong), None) if same_screen => page.focus(&wrong),
            _ => page.focus(&heading),
        }
    });
}

/// Starts anew when the app serves another visit: see [`Mounted::renew`](crate::embed::Mounted::renew).
#[hook]
fn use_new_visit(props: &AppProps, state: &UseReducerHandle<State>) {
    let before = use_mut_ref(|| props.visit);
    let (props, state) = (props.clone(), state.dispatcher());
    use_effect_with(props.visit, move |&visit| {
        if before.replace(visit) != visit {
            let begun = State::found(&props.around, &props.store);
            state.dispatch(Action::VisitBegan(Box::new(begun)));
        }
    });
}
