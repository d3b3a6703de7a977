//! The browser's storage, or memory when the browser does not let this page keep anything.
//!
//! The origin belongs to the host page: only the keys below are ever touched, and never `clear`, `length` or
//! `get_all`. gloo-storage 0.4 panics when storage is blocked, when a getter throws and when something that is not
//! an `Error` is thrown, so it is asked for its handle alone, after a probe that passed.
//!
//! Other tabs write, too, and a browser lets two of them read the same text before either writes. So each change starts
//! from what is stored at that moment, and when a tab hears of another's change it puts back what that one had not
//! seen: see [`Store::heard`].

mod vault;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_storage::{LocalStorage, Storage};
use yew::Callback;

use crate::PRIVATE_PAGE;
use crate::domain::journal::Journal;
use crate::domain::saved::{self, Unusable};
use crate::domain::tab::Tab;
use crate::embed::page::Page;
use vault::Unlocked;

/// Holds what is kept.
pub const KEY: &str = "right-track:journal";
/// Holds a text that could not be read, until the person deletes everything.
pub const SET_ASIDE: &str = "right-track:set-aside";

/// Where kept check-ins are: one for all widgets of a page.
#[derive(Debug)]
pub struct Store {
    page: Page,
    /// Whether it is the browser's storage, and not memory.
    lasts: bool,
    /// What this page knows to be kept.
    known: RefCell<Journal>,
    /// The stored text that says just that, if it is not locked: it need not be read again.
    text: RefCell<Option<Rc<str>>>,
    /// What this page has done to it.
    tab: RefCell<Tab>,
    /// What is known while it is unlocked.
    unlocked: RefCell<Option<Unlocked>>,
    /// Those who are told of changes, with a number by which they leave.
    watchers: RefCell<Vec<(u32, Callback<Found>)>>,
    number: Cell<u32>,
}

/// Takes whether something was stored.
pub type Done = Callback<Result<(), NotKept>>;

/// Why something could not be kept. What was kept before is untouched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// The browser refused, or did not keep what it was given: most often because the storage is full.
    Failed,
    /// A newer version of the widget wrote what is kept, or it is locked, or it has gone: see [`Store::load`].
    Changed,
}

/// What was found when the kept check-ins were opened.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// The kept check-ins.
    Journal(Journal),
    /// A newer version wrote them; they are left alone.
    Newer,
    /// They are locked by a passphrase.
    Locked,
    /// They could not be read.
    Broken,
    /// They were there before, and this page or the browser has erased them. This page still knows them.
    Gone(Journal),
}

impl Found {
    /// Returns the check-ins that can be shown.
    pub fn journal(&self) -> Journal {
        match self {
            Self::Journal(journal) | Self::Gone(journal) => journal.clone(),
            Self::Newer | Self::Locked | Self::Broken => Journal::default(),
        }
    }
}

thread_local! {
    static PAGE: RefCell<Option<Rc<Store>>> = const { RefCell::new(None) };
}

impl Store {
    /// Returns the store of this page, which hears of other tabs from then on.
    pub fn of_page(page: &Page) -> Rc<Self> {
        PAGE.with_borrow_mut(|opened| {
            let open = || {
                let store = Rc::new(Self::open(page.clone()));
                let hearing = store.clone();
                page.listen(KEY, move |old, new, cleared| {
                    hearing.heard(old.as_deref(), new.as_deref(), cleared);
                });
                store
            };
            opened.get_or_insert_with(open).clone()
        })
    }

    /// Opens the browser's storage, by reading alone: a trial write would store something that nobody asked for.
    pub fn open(page: Page) -> Self {
        Self {
            page,
            lasts: browser().is_some_and(|storage| storage.get_item(KEY).is_ok()),
            known: RefCell::default(),
            text: RefCell::default(),
            tab: RefCell::default(),
            unlocked: RefCell::default(),
            watchers: RefCell::default(),
            number: Cell::default(),
        }
    }

    /// Tells whether what is kept outlives this page.
    pub fn lasts(&self) -> bool {
        self.lasts
    }

    /// Returns what is kept.
    pub fn load(&self) -> Found {
        if !self.lasts {
            return Found::Journal(self.known.borrow().clone());
        }
        let text = read(KEY);
        if text.is_some() && text == *self.text.borrow() {
            return Found::Journal(self.known.borrow().clone());
        }
        let found = match text.as_deref().map(saved::read) {
            // Nobody has said that it was deleted.
            None if !self.known.borrow().is_empty() => {
                return Found::Gone(self.known.borrow().clone());
            }
            None => Found::Journal(Journal::default()),
            Some(Ok(journal)) => Found::Journal(journal),
            Some(Err(Unusable::Newer)) => Found::Newer,
            Some(Err(Unusable::Locked)) if PRIVATE_PAGE && self.is_unlocked() => {
                return Found::Journal(self.known.borrow().clone());
            }
            Some(Err(Unusable::Locked)) => Found::Locked,
            Some(Err(Unusable::Broken)) => Found::Broken,
        };
        self.known.replace(found.journal());
        self.text
            .replace(text.filter(|_| matches!(found, Found::Journal(_))));
        found
    }

    /// Returns the text that could not be read, whether it is set aside already or not.
    pub fn unreadable(&self) -> Option<Rc<str>> {
        if !self.lasts {
            return None;
        }
        match self.load() {
            Found::Broken => read(KEY),
            _ => read(SET_ASIDE),
        }
    }

    /// Changes what is kept, starting from what is stored at this moment, and tells the watchers. `done` is told whether it
    /// is stored, at once unless it is kept under a passphrase.
    pub fn change(self: &Rc<Self>, change: &dyn Fn(&Journal) -> Journal, done: Done) {
        if PRIVATE_PAGE && self.is_unlocked() && !matches!(self.load(), Found::Gone(_)) {
            return self.change_unlocked(change, done);
        }
        done.emit(self.change_stored(change));
    }

    fn change_stored(&self, change: &dyn Fn(&Journal) -> Journal) -> Result<(), NotKept> {
        let (before, stored) = match self.load() {
            Found::Journal(journal) => (journal, self.text.borrow().clone()),
            Found::Newer | Found::Locked | Found::Gone(_) => {
                // Nobody may have been told.
                self.tell();
                return Err(NotKept::Changed);
            }
            Found::Broken => {
                let broken = read(KEY);
                let text = broken.as_deref().unwrap_or_default();
                write(SET_ASIDE, text, read(SET_ASIDE).as_deref())?;
                (Journal::default(), broken)
            }
        };
        let after = change(&before);
        if after != before {
            self.put(after.clone(), stored.as_deref())?;
            self.tab.borrow_mut().did(&before, &after);
            self.tell_of(&Found::Journal(after));
        }
        Ok(())
    }

    /// Stores what had gone once more.
    ///
    /// # Errors
    ///
    /// [`NotKept`] says why it could not be stored.
    pub fn restore(self: &Rc<Self>) -> Result<(), NotKept> {
        if let Found::Gone(journal) = self.load() {
            if PRIVATE_PAGE && self.is_unlocked() {
                self.restore_unlocked();
                return Ok(());
            }
            self.put(journal, None)?;
            self.tell();
        }
        Ok(())
    }

    /// Forgets what had gone: this page no longer shows it.
    pub fn let_go(&self) {
        self.forget();
        self.tell();
    }

    fn forget(&self) {
        self.known.take();
        self.text.take();
    }

    /// Deletes everything of ours, and makes sure that it is gone.
    ///
    /// # Errors
    ///
    /// [`NotKept::Failed`] if the browser still has something of ours.
    pub fn delete_all(&self) -> Result<(), NotKept> {
        if self.lasts {
            for key in [KEY, SET_ASIDE] {
                let storage = browser().ok_or(NotKept::Failed)?;
                storage.remove_item(key).map_err(|_| NotKept::Failed)?;
                if storage.get_item(key) != Ok(None) {
                    return Err(NotKept::Failed);
                }
            }
        }
        let before = self.known.borrow().clone();
        self.tab.borrow_mut().did(&before, &Journal::default());
        if PRIVATE_PAGE && self.unlocked.take().is_some() {
            self.page.forget();
        }
        self.let_go();
        Ok(())
    }

    /// Takes over what another tab has stored: it had read `old` and has written `new`, or removed it if that is none.
    ///
    /// What it had not seen, because both wrote at the same time, is stored once more. `cleared` tells that the site
    /// has cleared all of its storage: then nobody has asked for the check-ins to go.
    pub fn heard(self: &Rc<Self>, old: Option<&str>, new: Option<&str>, cleared: bool) {
        if PRIVATE_PAGE && self.is_unlocked() && new.is_some() {
            return self.seal();
        }
        if let Some(new) = new {
            if let Ok(theirs) = saved::read(new) {
                let base = old
                    .and_then(|old| saved::read(old).ok())
                    .unwrap_or_default();
                let base = saved::was_made_of(new, old).then_some(&base);
                let merged = self.tab.borrow_mut().heard(base, &theirs);
                // Something newer may be stored already: its writer is heard of next.
                if merged != theirs && read(KEY).as_deref() == Some(new) {
                    // If the browser refuses, there is no one to be told: the person did this a while ago.
                    _ = self.put(merged, Some(new));
                }
            }
            if saved::read(new) == Err(Unusable::Locked) {
                self.forget();
                self.tab.take();
            }
        } else if !cleared {
            self.forget();
            self.tab.take();
        }
        self.tell();
    }

    /// Calls `watcher` with what is kept whenever that changes. Returns a number for [`Store::unwatch`].
    pub fn watch(&self, watcher: Callback<Found>) -> u32 {
        let number = self.number.get() + 1;
        self.number.set(number);
        self.watchers.borrow_mut().push((number, watcher));
        number
    }

    /// Calls the watcher of this number no more.
    pub fn unwatch(&self, number: u32) {
        self.watchers
            .borrow_mut()
            .retain(|(other, _)| *other != number);
    }

    /// Looks whether what is kept is still there, and tells the watchers if it is not.
    pub fn look(&self) {
        if self.lasts && !self.known.borrow().is_empty() && read(KEY).is_none() {
            self.tell();
        }
    }

    /// Stores `after`, which was made of the text `stored`. (It is not read again: that is what takes time when there is
    /// much of it.)
    fn put(&self, after: Journal, stored: Option<&str>) -> Result<(), NotKept> {
        if self.lasts {
            let text = saved::made_of(&after, stored);
            write(KEY, &text, stored)?;
            self.text.replace(Some(text.into()));
        }
        self.known.replace(after);
        Ok(())
    }

    fn tell(&self) {
        self.tell_of(&self.load());
    }

    fn tell_of(&self, found: &Found) {
        let watchers = self.watchers.borrow().clone();
        for (_, watcher) in watchers {
            watcher.emit(found.clone());
        }
    }
}

/// Returns the browser's storage if it can be reached at this moment.
fn browser() -> Option<web_sys::Storage> {
    let reachable = matches!(web_sys::window()?.local_storage(), Ok(Some(_)));
    reachable.then(LocalStorage::raw)
}

fn read(key: &str) -> Option<Rc<str>> {
    Some(browser()?.get_item(key).ok()??.into())
}

/// Writes and reads back: a browser, or a script of the page, may drop or change what it took. Then what was there
/// `before` is put back.
fn write(key: &str, text: &str, before: Option<&str>) -> Result<(), NotKept> {
    let storage = browser().ok_or(NotKept::Failed)?;
    if storage.set_item(key, text).is_ok() && read(key).as_deref() == Some(text) {
        return Ok(());
    }
    if let Some(before) = before
        && read(key).as_deref() != Some(before)
    {
        // If that fails as well, nothing more can be done from here.
        _ = storage.set_item(key, before);
    }
    Err(NotKept::Failed)
}
