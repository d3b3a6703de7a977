//! What is kept under a passphrase. Only the private page can lock: see `embed/private.js` for how.
//!
//! While it is unlocked, this page knows the journal, and each change is sealed and stored a moment later. What is stored
//! is always whole: the old text or the new one, each written in one go.

use std::rc::Rc;

use yew::Callback;

use super::{Done, Found, KEY, NotKept, Store, read, write};
use crate::domain::journal::Journal;
use crate::domain::saved::{self, Unusable};

/// What a page knows while it is unlocked.
#[derive(Debug, Default)]
pub(super) struct Unlocked {
    /// The stored text that this page has read or written last; none if it was erased.
    text: Option<Rc<str>>,
    /// The journal that it holds.
    base: Journal,
    /// Those who wait to be told whether their change was stored.
    waiting: Vec<Done>,
    /// Whether a text is being sealed or opened.
    busy: bool,
    /// Whether to lock as soon as it is not.
    leaving: bool,
}

impl Store {
    /// Tells whether what is kept is locked when the page is left.
    pub fn is_unlocked(&self) -> bool {
        self.unlocked.borrow().is_some()
    }

    /// Opens what is locked. `done` is told whether `passphrase` was the right one.
    pub fn unlock(self: &Rc<Self>, passphrase: &str, done: Callback<bool>) {
        let Some(text) = read(KEY) else {
            return done.emit(false);
        };
        let store = self.clone();
        self.page.unlock(passphrase, &text.clone(), move |plain| {
            let journal = plain.and_then(|plain| saved::read(&plain).ok());
            let Some(journal) = journal else {
                return done.emit(false);
            };
            store.known.replace(journal.clone());
            store.text.take();
            store.unlocked.replace(Some(Unlocked {
                text: Some(text),
                base: journal,
                ..Unlocked::default()
            }));
            done.emit(true);
            store.tell();
        });
    }

    /// Locks what is kept with `passphrase`, or with another one. `done` is told when it is stored.
    pub fn lock_with(self: &Rc<Self>, passphrase: &str, done: Done) {
        let Found::Journal(journal) = self.load() else {
            return done.emit(Err(NotKept::Changed));
        };
        let store = self.clone();
        self.page.renew_key(passphrase, move |made| {
            if made.is_none() {
                return done.emit(Err(NotKept::Failed));
            }
            store
                .unlocked
                .borrow_mut()
                .get_or_insert_with(|| Unlocked {
                    text: read(KEY),
                    base: journal,
                    ..Unlocked::default()
                })
                .waiting
                .push(done);
            store.seal();
        });
    }

    /// Takes the lock off: what is kept is stored as it is.
    ///
    /// # Errors
    ///
    /// [`NotKept`] says why it is still locked.
    pub fn take_lock_off(&self) -> Result<(), NotKept> {
        let text = saved::written(&self.known.borrow());
        write(KEY, &text, read(KEY).as_deref())?;
        self.unlocked.take();
        self.page.forget();
        self.tell();
        Ok(())
    }

    /// Locks: this page forgets what is kept. It waits for what is still being stored.
    pub fn lock(&self) {
        if let Some(unlocked) = &mut *self.unlocked.borrow_mut()
            && unlocked.busy
        {
            unlocked.leaving = true;
            return;
        }
        if self.unlocked.take().is_some() {
            self.forget();
            self.tab.take();
            self.page.forget();
            self.tell();
        }
    }

    /// Changes what is kept while it is unlocked.
    pub(super) fn change_unlocked(
        self: &Rc<Self>,
        change: &dyn Fn(&Journal) -> Journal,
        done: Done,
    ) {
        let before = self.known.borrow().clone();
        let after = change(&before);
        self.tab.borrow_mut().did(&before, &after);
        self.known.replace(after);
        self.text.take();
        if let Some(unlocked) = &mut *self.unlocked.borrow_mut() {
            unlocked.waiting.push(done);
        }
        self.tell();
        self.seal();
    }

    /// Stores once more what had gone while it was unlocked.
    pub(super) fn restore_unlocked(self: &Rc<Self>) {
        if let Some(unlocked) = &mut *self.unlocked.borrow_mut() {
            unlocked.text = None;
        }
        self.seal();
    }

    /// Seals and stores what this page knows, if it differs from what is stored.
    pub(super) fn seal(self: &Rc<Self>) {
        let stored = read(KEY);
        let current = {
            let mut unlocked = self.unlocked.borrow_mut();
            let Some(unlocked) = &mut *unlocked else {
                return;
            };
            if unlocked.busy {
                return; // whoever is at it comes back to this
            }
            unlocked.busy = true;
            stored == unlocked.text
        };
        if current {
            let store = self.clone();
            let journal = self.known.borrow().clone();
            let text = saved::written(&journal);
            return self
                .page
                .seal(&text, move |sealed| store.sealed(journal, sealed));
        }
        // Another tab has stored something since: first that must be known.
        let text = stored.clone().unwrap_or_default();
        match saved::read(&text) {
            Ok(theirs) => {
                let locking = self.unlocked.borrow().as_ref().is_some_and(|unlocked| {
                    unlocked
                        .text
                        .as_deref()
                        .is_none_or(|text| saved::read(text).is_ok())
                });
                self.met(stored, theirs);
                if locking {
                    return self.seal();
                }
                // The other tab has taken the lock off.
                let waiting = self.take_waiting();
                let done = self.take_lock_off();
                waiting.iter().for_each(|waiting| waiting.emit(done));
            }
            Err(Unusable::Locked) => {
                let store = self.clone();
                self.page.unseal(&text, move |plain| {
                    match plain.and_then(|plain| saved::read(&plain).ok()) {
                        Some(theirs) => {
                            store.met(stored, theirs);
                            store.seal();
                        }
                        // Another passphrase has locked it since.
                        None => store.give_up(),
                    }
                });
            }
            Err(_) => self.give_up(),
        }
    }

    /// Joins what this page knows with what another tab has stored.
    fn met(&self, text: Option<Rc<str>>, theirs: Journal) {
        if let Some(unlocked) = &mut *self.unlocked.borrow_mut() {
            let merged = self.tab.borrow_mut().heard(Some(&unlocked.base), &theirs);
            self.known.replace(merged);
            self.text.take();
            unlocked.text = text;
            unlocked.base = theirs;
            unlocked.busy = false;
        }
        self.tell();
    }

    fn sealed(self: &Rc<Self>, journal: Journal, sealed: Option<String>) {
        let before = match &*self.unlocked.borrow() {
            Some(unlocked) => unlocked.text.clone(),
            None => return,
        };
        let changed_meanwhile = read(KEY) != before;
        let stored = match sealed {
            None => Err(NotKept::Failed),
            Some(_) if changed_meanwhile => Ok(None),
            Some(sealed) => write(KEY, &sealed, before.as_deref()).map(|()| Some(Rc::from(sealed))),
        };
        let again = match stored {
            Err(why) => return self.finish(Err(why)),
            Ok(text) => {
                let mut unlocked = self.unlocked.borrow_mut();
                let Some(unlocked) = &mut *unlocked else {
                    return;
                };
                unlocked.busy = false;
                let again = text.is_none() || *self.known.borrow() != journal;
                if text.is_some() {
                    unlocked.text = text;
                    unlocked.base = journal;
                }
                again
            }
        };
        if again {
            self.seal();
        } else {
            self.finish(Ok(()));
        }
    }

    fn take_waiting(&self) -> Vec<Done> {
        let mut unlocked = self.unlocked.borrow_mut();
        unlocked
            .as_mut()
            .map_or_else(Vec::new, |unlocked| std::mem::take(&mut unlocked.waiting))
    }

    /// Tells those who wait. What could not be stored is known no more: the person is told that it was not kept.
    fn finish(&self, result: Result<(), NotKept>) {
        let leaving = {
            let mut unlocked = self.unlocked.borrow_mut();
            let Some(unlocked) = &mut *unlocked else {
                return;
            };
            unlocked.busy = false;
            if result.is_err() {
                self.known.replace(unlocked.base.clone());
                self.text.take();
            }
            unlocked.leaving
        };
        let waiting = self.take_waiting();
        // It was to be locked for the first time, and was not.
        if result.is_err() && read(KEY).is_none_or(|text| saved::read(&text).is_ok()) {
            self.unlocked.take();
            self.page.forget();
        }
        for done in waiting {
            done.emit(result);
        }
        self.tell();
        if leaving {
            self.lock();
        }
    }

    /// Locks because what is stored can be opened by this page no more.
    fn give_up(&self) {
        self.finish(Err(NotKept::Changed));
        self.lock();
    }
}
