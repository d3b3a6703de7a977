//! What every screen is made from.

use yew::prelude::*;

use crate::domain::content::Content;
use crate::domain::session::Event;
use crate::domain::text::Text;
use crate::view::heading::screen_heading;
use crate::view::surroundings::Surroundings;

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
    /// Takes what the person does.
    pub onevent: &'a Callback<Event>,
}

impl Screen<'_> {
    /// Returns the words.
    pub fn content(&self) -> &'static Content {
        self.around.content
    }

    /// Returns what is called when the person does `event` by a click.
    pub fn on(&self, event: Event) -> Callback<MouseEvent> {
        self.onevent.reform(move |_| event)
    }

    /// Returns the screen of this name, which is also its class: its heading, and what stands under it.
    ///
    /// It is keyed by its name, so that another screen gets elements of its own.
    pub fn shown(&self, name: &'static str, title: Text, children: Html) -> Html {
        html! {
            <div class={name} key={name}>
                { screen_heading(self.around.level(0), self.focus, title.into()) }
                { children }
            </div>
        }
    }
}
