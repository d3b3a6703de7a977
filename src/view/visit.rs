//! What changes while a person goes through the screens.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use crate::PRIVATE_PAGE;
use crate::domain::context::Context;
use crate::domain::journal::{Draft, Kept, Pairs, noted};
use crate::domain::session::{Event, Panel, Place, Session, Step};
use crate::domain::sign::Sign;
use crate::domain::text::Text;
use crate::store::Found;
use crate::view::private::{Own, Shut};
use crate::view::result::Keeping;

/// How many kept check-ins a list shows before the person asks for more.
pub const PAGE: usize = 20;

/// Everything that changes while a person goes through the screens.
#[derive(Clone)]
pub struct Visit {
    /// Where the person is, and what they said.
    pub session: Session,
    /// Counts the screens that were shown.
    pub turn: u32,
    /// What is kept.
    pub found: Found,
    /// Whether there is a text that could not be read.
    pub aside: bool,
    /// The check-in on the screen as it was kept, if it was.
    pub kept: Option<Rc<Kept>>,
    /// The therapist whom the check-in on the screen is about, if it is someone new.
    pub with: Option<Rc<str>>,
    /// The notes of the check-in on the screen.
    pub notes: Rc<Pairs>,
    /// What was on the screen before a kept check-in was opened.
    pub before: Option<Box<Before>>,
    /// The check-in that was deleted last, as long as it can be brought back.
    pub deleted: Option<Rc<Kept>>,
    /// Whether keeping has just failed.
    pub failed: bool,
    /// What was said last about keeping, deleting or copying.
    pub said: Text,
    /// Counts what was said, so that the same is said anew.
    pub times: u32,
    /// The region chosen by the person.
    pub region: Option<Text>,
    /// Whether the person is being asked if everything kept is to go.
    pub asking: bool,
    /// How many kept check-ins are shown.
    pub shown: usize,
    /// What changes on the private page alone.
    pub own: Rc<Own>,
}

/// A session, the check-in in it as it was kept, and its notes.
type Before = (Session, Option<Rc<Kept>>, Rc<Pairs>);

/// What has happened.
pub enum Action {
    /// The person did something.
    Did(Event),
    /// What is kept has changed.
    Found(Found),
    /// The check-in on the screen was kept.
    Kept(Rc<Kept>),
    /// A kept check-in was deleted.
    Deleted(Rc<Kept>),
    /// Everything was deleted.
    AllDeleted(Text),
    /// The person opened a kept check-in.
    Opened(Rc<Kept>),
    /// The person went back from a kept check-in to the list.
    Closed,
    /// The person goes on with the check-in that is not finished.
    Resumed(Rc<Draft>),
    /// The person starts afresh with someone new, who has this id.
    StartedAfresh(Rc<str>),
    /// There is something to say.
    Said(Text),
    /// Something could not be kept.
    Failed(Text),
    /// The person chose a region.
    RegionChosen(Text),
    /// The person wants to delete everything, or does not after all.
    AskedToDeleteAll(bool),
    /// The person wants to see more of the list.
    AskedForMore,
    /// Something has changed on the private page.
    Own(Rc<Own>),
    /// The person is writing a note about the sign of this id, or about the whole check-in if that is empty.
    Noted(&'static str, String),
    /// The person has written a note.
    Wrote,
    /// After a wrong passphrase another one can be tried.
    PauseEnded,
    /// The person has left the private page alone.
    Left,
    /// The app serves another visit.
    VisitBegan(Box<Visit>),
}

/// The visit as it goes on.
#[derive(Clone)]
pub struct Current {
    visit: Rc<RefCell<Rc<Visit>>>,
    changed: Callback<()>,
}

impl Current {
    /// Begins with `visit`; `changed` is called at each change.
    pub fn new(visit: Visit, changed: Callback<()>) -> Self {
        Self {
            visit: Rc::new(RefCell::new(Rc::new(visit))),
            changed,
        }
    }

    /// Returns the visit at this moment.
    pub fn now(&self) -> Rc<Visit> {
        self.visit.borrow().clone()
    }

    /// Makes of the visit what it is after `action`.
    pub fn dispatch(&self, action: Action) {
        let after = self.now().after(action);
        self.visit.replace(Rc::new(after));
        self.changed.emit(());
    }
}

impl Visit {
    fn after(&self, action: Action) -> Self {
        let mut visit = self.clone();
        if PRIVATE_PAGE && visit.own.writing {
            Rc::make_mut(&mut visit.own).writing = false;
        }
        match action {
            Action::Did(event) => {
                if event == Event::StartedAgain {
                    visit.kept = None;
                    visit.before = None;
                    visit.notes = Rc::default();
                }
                if PRIVATE_PAGE && matches!(event, Event::Visited(_)) {
                    Rc::make_mut(&mut visit.own).looking_back = false;
                }
                visit.session = visit.session.after(event);
                visit.moved_on();
            }
            Action::Found(Found::Locked) if PRIVATE_PAGE && visit.found != Found::Locked => {
                // Nothing of it stays on the screen or in memory.
                let region = visit.region;
                visit = Self::new(visit.session.place, Found::Locked, visit.aside);
                visit.region = region;
            }
            Action::Found(found) => {
                let journal = found.journal();
                visit.kept = visit.kept.filter(|kept| journal.find(&kept.id).is_some());
                visit.found = found;
            }
            Action::Kept(kept) => {
                visit.kept = Some(kept);
                visit.with = None;
                visit.failed = false;
            }
            Action::Deleted(kept) => visit.deleted = Some(kept),
            Action::AllDeleted(said) => {
                visit.moved_on();
                visit.aside = false;
                visit.kept = None;
                visit.before = None;
                visit.say(said);
            }
            Action::Opened(kept) => {
                if visit.before.is_none() {
                    let notes = std::mem::take(&mut visit.notes);
                    let before = (visit.session.clone(), visit.kept.take(), notes);
                    visit.before = Some(Box::new(before));
                }
                // What was changed in it and not kept yet is still there.
                let draft = visit.found.journal().draft;
                match draft.filter(|draft| draft.kept.id == kept.id) {
                    Some(draft) => {
                        visit.open(Rc::new(draft.kept.clone()), Step::Result);
                        visit.kept = Some(kept);
                    }
                    None => visit.open(kept, Step::Result),
                }
            }
            Action::Closed => {
                if let Some(before) = visit.before.take() {
                    (visit.session, visit.kept, visit.notes) = *before;
                }
                visit.session = visit.session.after(Event::Visited(Place::Kept));
                visit.moved_on();
            }
            Action::Resumed(draft) => {
                let step = Sign::from_id(&draft.step).map_or(Step::Result, Step::Question);
                let kept = visit.found.journal().find(&draft.kept.id).cloned();
                visit.with = draft.kept.with.clone();
                visit.open(Rc::new(draft.kept.clone()), step);
                visit.kept = kept;
            }
            Action::StartedAfresh(with) => {
                visit.session = visit.session.after(Event::StartedAgain);
                visit.kept = None;
                visit.before = None;
                visit.notes = Rc::default();
                visit.with = Some(with);
                visit.moved_on();
            }
            Action::Said(said) => visit.say(said),
            Action::Failed(said) => {
                visit.say(said);
                visit.failed = true;
            }
            Action::RegionChosen(region) => visit.region = Some(region),
            Action::AskedToDeleteAll(asking) => visit.asking = asking,
            Action::AskedForMore => visit.shown += PAGE,
            Action::Own(_)
            | Action::Noted(..)
            | Action::Wrote
            | Action::PauseEnded
            | Action::Left
                if !PRIVATE_PAGE => {}
            Action::Noted(sign, text) => {
                visit.notes = noted(&visit.notes, sign, &text).into();
                Rc::make_mut(&mut visit.own).writing = true;
            }
            Action::Wrote => {}
            Action::Own(own) => visit.own = own,
            Action::PauseEnded => Rc::make_mut(&mut visit.own).shut = Shut::Paused,
            Action::Left => {
                // That somebody looked into it is as much their own as an answer.
                let wrong = visit.session.panel == Some(Panel::Wrong);
                if wrong {
                    visit.session.panel = None;
                }
                let covered = wrong || visit.has_answers();
                Rc::make_mut(&mut visit.own).covered |= covered;
            }
            Action::VisitBegan(begun) => visit = *begun,
        }
        let screen = |session: &Session| (session.place, session.step, session.panel);
        if screen(&visit.session) != screen(&self.session) {
            visit.turn = self.turn + 1;
        }
        visit
    }

    /// Begins a visit that opens with `place`.
    pub fn new(place: Place, found: Found, aside: bool) -> Self {
        Self {
            session: Session::opening(place),
            turn: 0,
            found,
            aside,
            kept: None,
            with: None,
            notes: Rc::default(),
            before: None,
            deleted: None,
            failed: false,
            said: Text::default(),
            times: 0,
            region: None,
            asking: false,
            shown: PAGE,
            own: Rc::default(),
        }
    }

    /// Returns where the check-in on the screen stands with the kept ones.
    pub fn keeping(&self) -> Keeping {
        let Session {
            check_in, ticks, ..
        } = &self.session;
        match &self.kept {
            _ if self.failed => Keeping::Failed,
            None => Keeping::NotKept,
            Some(kept) if kept.saying(check_in, *ticks, &self.notes) == **kept => Keeping::Kept,
            Some(_) => Keeping::Changed,
        }
    }

    /// Returns what to keep of the check-in on the screen. `id` and `now` are for one that is new.
    pub fn to_keep(&self, id: &dyn Fn() -> Rc<str>, now: u64) -> Kept {
        let Session {
            check_in, ticks, ..
        } = &self.session;
        match &self.kept {
            Some(kept) => Kept {
                changed: now,
                ..kept.saying(check_in, *ticks, &self.notes)
            },
            None => Kept {
                id: id(),
                at: now,
                with: self.with(id),
                ..Kept::default()
            }
            .saying(check_in, *ticks, &self.notes),
        }
    }

    /// Returns whom a new check-in is about: someone new, or else whom the newest one is about. `id` makes an id for the
    /// very first one.
    fn with(&self, id: &dyn Fn() -> Rc<str>) -> Option<Rc<str>> {
        let journal = self.found.journal();
        match (&self.with, journal.entries().first()) {
            (Some(with), _) => Some(with.clone()),
            (None, Some(newest)) => newest.with.clone(),
            (None, None) => Some(id()),
        }
    }

    /// Returns the check-in on the screen if it is to be there after a reload: a person who has kept something wants
    /// that.
    pub fn unfinished(&self) -> Option<Rc<Draft>> {
        let Session { step, .. } = &self.session;
        if self.found.journal().entries().is_empty()
            || self.keeping() == Keeping::Kept
            || !self.has_said()
        {
            return None;
        }
        let step = match step {
            Step::Welcome => Sign::Safety.id(),
            Step::Question(sign) => sign.id(),
            Step::Result | Step::Card(_) => "",
        };
        // It gets an id and a time when it is kept, so that the same answers make the same draft.
        Some(Rc::new(Draft {
            step: step.into(),
            kept: self.to_keep(&|| "draft".into(), 0),
        }))
    }

    /// Tells whether there is a check-in that cannot be kept, because what is kept is out of reach.
    pub fn is_unsaved(&self) -> bool {
        matches!(self.found, Found::Newer | Found::Locked) && self.has_said()
    }

    /// Tells whether anything was answered or written down.
    fn has_said(&self) -> bool {
        self.session.check_in.answered().next().is_some() || !self.notes.is_empty()
    }

    /// Tells whether something on the screen would not be there after a reload.
    pub fn would_lose(&self) -> bool {
        let Session {
            check_in, ticks, ..
        } = &self.session;
        let said = self.has_said()
            || check_in.context != Context::default()
            || ticks.ticked().next().is_some();
        said && self.keeping() != Keeping::Kept && self.unfinished().is_none()
    }

    /// Tells whether there is anything on the screen that somebody else should not read.
    fn has_answers(&self) -> bool {
        self.has_said()
            || self.session.check_in.context != Context::default()
            || self.session.ticks.ticked().next().is_some()
            || !self.found.journal().entries().is_empty()
    }

    fn open(&mut self, kept: Rc<Kept>, step: Step) {
        self.session = Session::resuming(step, kept.check_in(), kept.ticks());
        self.notes = kept.notes.clone().into();
        self.kept = Some(kept);
        self.moved_on();
    }

    fn say(&mut self, said: Text) {
        self.said = said;
        self.times += 1;
    }

    /// Takes away what belonged to the moment before.
    fn moved_on(&mut self) {
        self.said = Text::default();
        self.asking = false;
        self.failed = false;
        self.deleted = None;
    }
}
