//! The widget: one state, and what is done on the page when it changes.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use crate::PRIVATE_PAGE;
use crate::domain::content::{Content, OfflineText, PageText, Text};
use crate::domain::file;
use crate::domain::journal::{Draft, Journal, Kept};
use crate::domain::looking_back::last_before;
use crate::domain::reading::feel;
use crate::domain::session::{Event, Panel, Place, Session, Step};
use crate::domain::sign::Sign;
use crate::embed::page::{Offline, Page};
use crate::store::{Done, Found, NotKept, Store};
use crate::view::card::{self, Wording, as_text, card};
use crate::view::element::{keyed, number, when};
use crate::view::green_flags::green_flags;
use crate::view::kept::{KeptState, kept};
use crate::view::more::more;
use crate::view::panel::{crisis, wrong};
use crate::view::past::since;
use crate::view::private::{self, OwnDesk};
use crate::view::question::question;
use crate::view::result::result;
use crate::view::screen::{Do, Screen};
use crate::view::surroundings::Surroundings;
use crate::view::visit::{Action, Current, Visit};
use crate::view::welcome::welcome;
use crate::view::whole::whole;

/// After how many minutes without a sign of the person the private page covers or locks what is on it.
const AWAY: u32 = 5;

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

/// Opens what is kept, for a visit that begins.
fn begun(around: &Surroundings, store: &Store) -> Visit {
    let places = around.options.view.places();
    Visit::new(
        places.first().copied().unwrap_or_default(),
        store.load(),
        store.unreadable().is_some(),
    )
}

/// Returns the places with the numbers that stand for them in an address of the private page, which are permanent.
fn numbered() -> impl Iterator<Item = (u32, Place)> {
    (1..).zip(Place::ALL)
}

/// The widget: a component with methods, because each hook costs the visitor several hundred bytes.
pub struct App {
    desk: Desk,
    openers: [NodeRef; 2],
    watching: u32,
    /// Where the person was at the last render.
    before: Where,
}

/// Where a person is, and whether something stands in the place of that screen, or looking back does.
type Where = (Place, Step, Option<Panel>, [bool; 2]);

impl Component for App {
    type Message = ();
    type Properties = AppProps;

    fn create(ctx: &Context<Self>) -> Self {
        let AppProps {
            around,
            store,
            page,
            ..
        } = ctx.props();
        let visit = Current::new(begun(around, store), ctx.link().callback(|()| ()));
        let unfinished = Rc::new(RefCell::new(visit.now().unfinished()));
        let desk = Desk {
            unfinished,
            content: around.content,
            store: store.clone(),
            page: page.clone(),
            visit,
            focus: NodeRef::default(),
            own: around.own.filter(|_| PRIVATE_PAGE),
        };
        Self {
            openers: Default::default(),
            watching: desk.watch(),
            before: desk.place(),
            desk,
        }
    }

    fn update(&mut self, _: &Context<Self>, (): ()) -> bool {
        true
    }

    fn changed(&mut self, ctx: &Context<Self>, before: &AppProps) -> bool {
        let now = ctx.props();
        self.desk.content = now.around.content;
        self.desk.page = now.page.clone();
        self.desk.own = now.around.own.filter(|_| PRIVATE_PAGE);
        // Another visit starts anew: see `Mounted::renew`.
        if now.visit != before.visit {
            let begun = begun(&now.around, &now.store);
            self.desk
                .visit
                .dispatch(Action::VisitBegan(Box::new(begun)));
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let AppProps { around, store, .. } = ctx.props();
        let Desk { content, focus, .. } = &self.desk;
        let visit = self.desk.visit.now();
        let Session {
            place, step, panel, ..
        } = visit.session;
        let desk = self.desk.clone();
        let ondo = Callback::from(move |what| desk.see_to(what));
        let screen = Screen {
            around,
            focus,
            turn: visit.turn,
            ondo: &ondo,
        };
        let region = visit.region.as_deref().unwrap_or_else(|| around.region());
        let Session {
            check_in, ticks, ..
        } = visit.session;
        let own = around.own.filter(|_| PRIVATE_PAGE).map(|text| OwnDesk {
            text,
            content,
            store: store.clone(),
            page: self.desk.page.clone(),
            visit: self.desk.visit.clone(),
            focus: focus.clone(),
        });
        let shut = own
            .as_ref()
            .filter(|_| panel.is_none())
            .and_then(|own| private::instead(screen, own));
        let body = match (panel, place, step) {
            (Some(Panel::Crisis), ..) => crisis(screen, region),
            (Some(Panel::Wrong), ..) => wrong(screen, region),
            _ if shut.is_some() => shut.unwrap_or_default(),
            (None, Place::GreenFlags, _) => {
                let before = match &own {
                    Some(own) if PRIVATE_PAGE => private::flags_before(screen, own),
                    _ => Html::default(),
                };
                green_flags(screen, ticks, before)
            }
            (None, Place::More, _) => more(screen, check_in.context.setting),
            (None, Place::Kept, _) => {
                let state = KeptState {
                    found: &visit.found,
                    aside: visit.aside,
                    undoable: visit.deleted.is_some(),
                    unsaved: visit.is_unsaved(),
                    asking: visit.asking,
                    lasts: store.lasts(),
                    shown: visit.shown,
                };
                let past = own.as_ref().filter(|_| PRIVATE_PAGE);
                let past = past.and_then(|own| private::past(screen, own));
                past.unwrap_or_else(|| kept(screen, state, own.as_ref()))
            }
            (None, Place::CheckIn, Step::Welcome) => {
                let unfinished = visit.found.journal().draft.is_some();
                let welcome = welcome(screen, check_in.context, unfinished);
                match &own {
                    Some(own) if PRIVATE_PAGE => private::with_newer(own, welcome),
                    _ => welcome,
                }
            }
            (None, Place::CheckIn, Step::Question(sign)) => question(
                screen,
                sign,
                check_in.answer(sign),
                visit.session.leads_to_result(),
                match &own {
                    Some(own) if PRIVATE_PAGE => private::note_about(own, sign),
                    _ => Html::default(),
                },
            ),
            (None, Place::CheckIn, Step::Result) => {
                let now = visit.to_keep(&|| "".into(), self.desk.page.now());
                let since = match last_before(&visit.found.journal(), &now) {
                    Some(before) => since(screen, before, &now),
                    None => Html::default(),
                };
                result(
                    screen,
                    &check_in,
                    visit.keeping(),
                    store.lasts(),
                    visit.before.is_some(),
                    since,
                    own.as_ref(),
                )
            }
            (None, Place::CheckIn, Step::Card(sign)) => {
                card(screen, sign, &self.desk.wording(sign), own.as_ref())
            }
        };
        whole(
            screen,
            panel.is_none().then_some(place),
            body,
            // Another element each time, or the same words would not be read out again.
            when(!visit.said.is_empty(), || {
                keyed("span", "", &number(visit.times as usize), visit.said.into())
            }),
            &self.openers,
        )
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        self.desk.keep_draft();
        self.move_focus();
    }

    fn destroy(&mut self, _: &Context<Self>) {
        self.desk.store.unwatch(self.watching);
    }
}

impl App {
    /// Moves the focus to the heading of a new screen, and back to the button of a panel that was closed. Never on
    /// load: the host page has the focus until the person acts.
    fn move_focus(&mut self) {
        let now = self.desk.place();
        let before = std::mem::replace(&mut self.before, now);
        if before == now {
            return;
        }
        if PRIVATE_PAGE && self.desk.alone() {
            let number = numbered().find_map(|(number, place)| (place == now.0).then_some(number));
            self.desk.page.show_section(number.unwrap_or_default());
        }
        let same_screen = (before.0, before.1, before.3) == (now.0, now.1, now.3);
        let [crisis, wrong] = &self.openers;
        let node = match (before.2, now.2) {
            (Some(Panel::Crisis), None) if same_screen => crisis,
            (Some(Panel::Wrong), None) if same_screen => wrong,
            _ => &self.desk.focus,
        };
        self.desk.page.focus(node);
    }
}

/// Where what a person asks for is done: keeping, deleting, taking away.
#[derive(Clone)]
struct Desk {
    content: &'static Content,
    store: Rc<Store>,
    page: Page,
    visit: Current,
    focus: NodeRef,
    /// What the private page alone says; nothing elsewhere.
    own: Option<&'static PageText>,
    /// What was not finished when that was kept last.
    unfinished: Rc<RefCell<Option<Rc<Draft>>>>,
}

impl Desk {
    /// Tells whether this is the private page.
    fn alone(&self) -> bool {
        PRIVATE_PAGE && self.own.is_some()
    }

    /// Hears of what other widgets and tabs keep. The private page is covered or locked when the person leaves it.
    fn watch(&self) -> u32 {
        if self.alone() {
            let desk = self.clone();
            self.page.on_leave(AWAY, move || {
                desk.visit.dispatch(Action::Wrote);
                desk.keep_draft();
                desk.store.lock();
                desk.visit.dispatch(Action::Left);
            });
            let visit = self.visit.clone();
            self.page.on_section(move |number, at_first| {
                // Who has gone on meanwhile is not taken away from there.
                if let Some(place) =
                    numbered().find_map(|(other, place)| (other == number).then_some(place))
                    && !(at_first && visit.now().turn > 0)
                {
                    visit.dispatch(Action::Did(Event::Visited(place)));
                }
            });
            let visit = self.visit.clone();
            self.page
                .on_offline(move || visit.dispatch(Action::Own(visit.now().own.clone())));
        }
        let visit = self.visit.clone();
        let watcher = Callback::from(move |found| visit.dispatch(Action::Found(found)));
        self.store.watch(watcher)
    }

    fn place(&self) -> Where {
        let visit = self.visit.now();
        let instead = self.alone() && (visit.own.covered || visit.found == Found::Locked);
        let Session {
            place, step, panel, ..
        } = visit.session;
        let looking_back = PRIVATE_PAGE && visit.own.looking_back;
        (place, step, panel, [instead, looking_back])
    }

    fn say(&self, said: Text) {
        self.visit.dispatch(Action::Said(said));
    }

    /// Keeps what is not finished, but no note at each of its letters.
    fn keep_draft(&self) {
        let visit = self.visit.now();
        if PRIVATE_PAGE && visit.own.writing {
            return;
        }
        let unfinished = visit.unfinished();
        if *self.unfinished.borrow() == unfinished {
            return;
        }
        let before = self.unfinished.replace(unfinished.clone());
        // If it cannot be kept, nothing was promised: it is on the screen.
        let change = |journal: &Journal| {
            // The draft of another tab is none of ours, and looking at a kept check-in ends no other one.
            let elsewhere = |draft: &Rc<Draft>| {
                let shown = visit.kept.as_ref().filter(|_| visit.before.is_some());
                shown.is_some_and(|kept| kept.id != draft.kept.id)
            };
            let other = journal.draft != before || before.as_ref().is_some_and(elsewhere);
            if unfinished.is_none() && other {
                journal.clone()
            } else {
                journal.with_draft(unfinished.clone())
            }
        };
        self.store.change(&change, Callback::noop());
    }

    fn keep(&self) {
        let kept = Rc::new(self.to_keep());
        let text = &self.content.kept;
        let said = if self.store.lasts() {
            text.done
        } else {
            text.blocked
        };
        let done = self.done(Action::Kept(kept.clone()), said, false);
        self.store
            .change(&|journal| journal.with(kept.clone()), done);
    }

    fn to_keep(&self) -> Kept {
        self.visit
            .now()
            .to_keep(&|| self.page.new_id(), self.page.now())
    }

    /// Saves what is kept, and the check-in on the screen, which could not be kept.
    fn save_with_this(&self) {
        self.save(
            &self
                .visit
                .now()
                .found
                .journal()
                .with(Rc::new(self.to_keep())),
        );
    }

    fn save(&self, journal: &Journal) {
        let text = &self.content.kept;
        let file = if self.alone() {
            let date = self.page.date();
            file::written(journal, &text.file_about, |at| date.emit(at).to_string())
        } else {
            file::lines(journal, &text.file_about)
        };
        self.page.save(&text.file_name, &file);
        self.say(text.saved);
    }

    fn see_to(&self, what: Do) {
        let text = &self.content.kept;
        let back = Action::Did(Event::Visited(Place::Kept));
        let action = match what {
            Do::Go(event) => {
                self.visit.dispatch(Action::Did(event));
                // Another script of the page may have erased it, of which nobody is told.
                return self.store.look();
            }
            Do::ChooseRegion(region) => Action::RegionChosen(region),
            Do::Resume => match self.visit.now().found.journal().draft {
                Some(draft) => Action::Resumed(draft),
                None => return,
            },
            Do::Keep => return self.keep(),
            Do::SaveWithThis => return self.save_with_this(),
            Do::Close => Action::Closed,
            Do::Take(take) => return self.take_card(take),
            Do::Open(kept) => Action::Opened(kept),
            Do::Ask => Action::AskedToDeleteAll(true),
            Do::Cancel => Action::AskedToDeleteAll(false),
            Do::More { last } => {
                self.visit.dispatch(Action::AskedForMore);
                if last {
                    // The button that was pressed is gone.
                    self.page.focus(&self.focus);
                }
                return;
            }
            Do::StartAfresh => Action::StartedAfresh(self.page.new_id()),
            Do::Save => {
                let journal = self.visit.now().found.journal();
                // What is kept may be out of reach, and this check-in with it.
                return if journal.is_empty() {
                    self.save_with_this()
                } else {
                    self.save(&journal)
                };
            }
            Do::SaveUnreadable => {
                let unreadable = self.store.unreadable().unwrap_or_default();
                self.page.save(&text.unreadable_name, &unreadable);
                return self.say(text.saved);
            }
            Do::LetGo => {
                self.store.let_go();
                return self.done(back, text.empty, true).emit(Ok(()));
            }
            Do::Delete(kept) => {
                let done = self.done(Action::Deleted(kept.clone()), text.deleted, true);
                return self
                    .store
                    .change(&|journal| journal.without(&kept.id), done);
            }
            Do::Undo => {
                let Some(kept) = self.visit.now().deleted.clone() else {
                    return;
                };
                let done = self.done(back, text.undone, true);
                return self
                    .store
                    .change(&|journal| journal.with(kept.clone()), done);
            }
            Do::KeepAgain => {
                return self
                    .done(back, text.kept_again, true)
                    .emit(self.store.restore());
            }
            Do::DeleteAll | Do::DeleteAllAndLeave => {
                let deleted = self.store.delete_all();
                if PRIVATE_PAGE
                    && let Some(own) = self.own
                    && deleted.is_ok()
                {
                    return self.delete_page(&own.offline, what == Do::DeleteAllAndLeave);
                }
                // If something is left, the person must know before they go.
                if what == Do::DeleteAllAndLeave && deleted.is_ok() {
                    self.page.leave();
                }
                let said = text.all_deleted;
                return self
                    .done(Action::AllDeleted(said), said, true)
                    .emit(deleted);
            }
        };
        self.visit.dispatch(action);
    }

    /// Deletes the page as well, where the browser keeps it for use without a connection, and says what is deleted.
    fn delete_page(&self, text: &'static OfflineText, leave: bool) {
        let desk = self.clone();
        let before = self.page.offline();
        self.page.drop_page(move |gone| {
            if gone && leave {
                desk.page.leave();
            }
            let said = match before {
                _ if !gone => text.not_removed,
                Offline::Kept | Offline::Newer => text.deleted,
                _ => desk.content.kept.all_deleted,
            };
            desk.done(Action::AllDeleted(said), said, true).emit(Ok(()));
        });
    }

    /// Returns what says what was done, or why it was not. The button that was pressed may be gone: then `refocus` keeps
    /// the focus from falling back to the page.
    fn done(&self, action: Action, said: Text, refocus: bool) -> Done {
        let desk = self.clone();
        let action = RefCell::new(Some(action));
        Callback::from(move |done| match (done, action.take()) {
            (Ok(()), Some(action)) => {
                if desk.alone() && matches!(action, Action::Kept(_)) {
                    desk.page.persist();
                }
                desk.visit.dispatch(action);
                desk.visit.dispatch(Action::Said(said));
                if refocus {
                    desk.page.focus(&desk.focus);
                }
            }
            (Err(NotKept::Failed), _) => desk
                .visit
                .dispatch(Action::Failed(desk.content.kept.failed)),
            // What has changed meanwhile is said by the list.
            (Err(NotKept::Changed), _) => desk
                .visit
                .dispatch(Action::Did(Event::Visited(Place::Kept))),
            (Ok(()), None) => {}
        })
    }

    /// Returns what stands on the card about `sign`.
    fn wording(&self, sign: Sign) -> Wording {
        let visit = self.visit.now();
        if PRIVATE_PAGE
            && let Some((of, wording)) = &visit.own.wording
            && *of == sign
        {
            return wording.clone();
        }
        let check_in = &visit.session.check_in;
        let felt = check_in
            .answer(sign)
            .map(|answer| feel(answer, check_in.is_early()));
        Wording::of(self.content, sign, felt)
    }

    fn take_card(&self, take: card::Take) {
        let Step::Card(sign) = self.visit.now().session.step else {
            return;
        };
        let content = self.content;
        let text = as_text(content, sign, &self.wording(sign));
        match take {
            card::Take::Print => self.page.print(),
            card::Take::Share if PRIVATE_PAGE => self.page.share(&text),
            card::Take::Share => {}
            card::Take::Save => {
                self.page.save(&content.card.file_name, &text);
                self.say(content.kept.saved);
            }
            card::Take::Copy => {
                let visit = self.visit.clone();
                self.page.copy(&text, move |copied| {
                    let said = if copied {
                        content.card.copied
                    } else {
                        content.card.not_copied
                    };
                    visit.dispatch(Action::Said(said));
                });
            }
        }
    }
}
