//! What every screen is made from.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::content::Content;
use crate::domain::journal::Kept;
use crate::domain::session::Event;
use crate::domain::text::Text;
use crate::view::card::Take;
use crate::view::element::{all, keyed};
use crate::view::heading::screen_heading;
use crate::view::surroundings::Surroundings;

/// What a person wants, by a click or a choice.
#[derive(Clone, Debug, PartialEq)]
pub enum Do {
    /// Goes through the screens.
    Go(Event),
    /// Sees the help of the region of this id.
    ChooseRegion(Text),
    /// Goes on with the check-in that is not finished.
    Resume,
    /// Keeps the check-in on the screen.
    Keep,
    /// Saves what is kept with the check-in on the screen, which could not be kept.
    SaveWithThis,
    /// Goes back from a kept check-in to the list.
    Close,
    /// Takes the card away.
    Take(Take),
    /// Looks at this check-in again.
    Open(Rc<Kept>),
    /// Deletes this check-in.
    Delete(Rc<Kept>),
    /// Brings back the check-in that was deleted last.
    Undo,
    /// Deletes everything, if they say so once more.
    Ask,
    /// Deletes nothing after all.
    Cancel,
    /// Deletes everything.
    DeleteAll,
    /// Deletes everything and leaves the page.
    DeleteAllAndLeave,
    /// Saves everything as a file.
    Save,
    /// Saves the text that could not be read as a file.
    SaveUnreadable,
    /// Keeps once more what had gone.
    KeepAgain,
    /// Lets go of what had gone.
    LetGo,
    /// Wants to see more. With the last of them the button goes.
    More {
        /// Whether these are the last.
        last: bool,
    },
    /// Starts afresh with someone new.
    StartAfresh,
}

impl From<Event> for Do {
    fn from(event: Event) -> Self {
        Self::Go(event)
    }
}

/// The words and options, the place for the focus, and where to say what the person does.
///
/// Screens are functions rather than components: they have no state of their own, and a component costs the visitor
/// about 1 KB after compression.
#[derive(Clone, Copy)]
pub struct Screen<'a> {
    /// The words and options.
    pub around: &'a Surroundings,
    /// Goes to the heading, which takes the focus when the screen comes.
    pub focus: &'a NodeRef,
    /// Counts the screens that were shown.
    pub turn: u32,
    /// Takes what the person wants.
    pub ondo: &'a Callback<Do>,
}

impl Screen<'_> {
    /// Returns the words.
    pub fn content(&self) -> &'static Content {
        self.around.content
    }

    /// Returns a name for a group of radio buttons that no earlier group had: in a shadow root Chromium's Tab key passes by
    /// a group if an unchosen radio button of that name once had the focus and was taken off the page.
    pub fn fresh(&self, name: &str) -> AttrValue {
        [name, &u64::from(self.turn).to_string()].concat().into()
    }

    /// Returns what is called when the person does `what`.
    pub fn on(&self, what: impl Into<Do>) -> Callback<web_sys::Event> {
        let what = what.into();
        self.ondo.reform(move |_| what.clone())
    }

    /// Returns the screen of this name, which is also its class: its heading, and what stands under it.
    ///
    /// It is keyed by its name, so that another screen gets elements of its own.
    pub fn shown(&self, name: &'static str, title: Text, body: Html) -> Html {
        let heading = screen_heading(self.around.level(0), self.focus, title.into());
        keyed("div", name, name, all([heading, body]))
    }
}
