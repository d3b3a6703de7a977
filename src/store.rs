//! The browser's storage, or memory when the browser does not let this page keep anything.
//!
//! The origin belongs to the host page: only the keys below are ever touched, and never `clear`, `length` or
//! `get_all`. gloo-storage 0.4 panics when storage is blocked, when a getter throws and when something that is not
//! an `Error` is thrown, so it is asked for its handle alone, after a probe that passed.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_storage::{LocalStorage, Storage};

use crate::domain::journal::Journal;
use crate::domain::saved::{self, Unusable};

/// Holds what is kept.
pub const KEY: &str = "right-track:journal";
/// Holds a text that could not be read, until the person deletes everything.
pub const SET_ASIDE: &str = "right-track:set-aside";

/// Where kept check-ins are.
#[derive(Debug)]
pub enum Store {
    /// In the browser's storage.
    Browser,
    /// In memory, until the page is closed.
    Memory(RefCell<Journal>),
}

/// Why something could not be kept. What was kept before is untouched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// The browser refused, or did not keep what it was given: most often because the storage is full.
    Failed,
    /// A newer version of the widget wrote what is kept.
    Newer,
}

/// What was found when the kept check-ins were opened.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// The kept check-ins.
    Journal(Journal),
    /// A newer version wrote them; they are left alone.
    Newer,
    /// They could not be read.
    Broken,
}

impl Store {
    /// Opens the browser's storage, by reading alone: a trial write would store something that nobody asked for.
    pub fn open() -> Self {
        let readable = browser().is_some_and(|storage| storage.get_item(KEY).is_ok());
        if readable {
            Self::Browser
        } else {
            Self::Memory(RefCell::default())
        }
    }

    /// Tells whether what is kept outlives this page.
    pub fn lasts(&self) -> bool {
        matches!(self, Self::Browser)
    }

    /// Returns what is kept.
    pub fn load(&self) -> Found {
        match self {
            Self::Memory(journal) => Found::Journal(journal.borrow().clone()),
            Self::Browser => match read(KEY).as_deref().map(saved::read) {
                None => Found::Journal(Journal::default()),
                Some(Ok(journal)) => Found::Journal(journal),
                Some(Err(Unusable::Newer)) => Found::Newer,
                Some(Err(Unusable::Broken)) => Found::Broken,
            },
        }
    }

    /// Tells whether a text that could not be read is set aside.
    pub fn has_set_aside(&self) -> bool {
        self.lasts() && read(SET_ASIDE).is_some()
    }

    /// Changes what is kept, starting from what is stored at this moment, and returns what is kept now.
    ///
    /// # Errors
    ///
    /// [`NotKept`] says why nothing was changed.
    pub fn change(&self, change: impl FnOnce(&Journal) -> Journal) -> Result<Journal, NotKept> {
        let before = match self.load() {
            Found::Journal(journal) => journal,
            Found::Newer => return Err(NotKept::Newer),
            Found::Broken => {
                let text = read(KEY).unwrap_or_default();
                write(SET_ASIDE, &text)?;
                Journal::default()
            }
        };
        let after = change(&before);
        match self {
            Self::Memory(journal) => *journal.borrow_mut() = after.clone(),
            Self::Browser => write(KEY, &saved::written(&after))?,
        }
        Ok(after)
    }

    /// Deletes everything of ours, and makes sure that it is gone.
    ///
    /// # Errors
    ///
    /// [`NotKept::Failed`] if the browser still has something of ours.
    pub fn delete_all(&self) -> Result<(), NotKept> {
        match self {
            Self::Memory(journal) => *journal.borrow_mut() = Journal::default(),
            Self::Browser => {
                for key in [KEY, SET_ASIDE] {
                    let storage = browser().ok_or(NotKept::Failed)?;
                    storage.remove_item(key).map_err(|_| NotKept::Failed)?;
                    if storage.get_item(key) != Ok(None) {
                        return Err(NotKept::Failed);
                    }
                }
            }
        }
        Ok(())
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

/// Writes and reads back: a browser may drop what it took.
fn write(key: &str, text: &str) -> Result<(), NotKept> {
    let storage = browser().ok_or(NotKept::Failed)?;
    storage.set_item(key, text).map_err(|_| NotKept::Failed)?;
    match storage.get_item(key) {
        Ok(Some(stored)) if stored == text => Ok(()),
        _ => Err(NotKept::Failed),
    }
}
