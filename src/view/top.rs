//! The line above everything, and the way between the places.

use yew::prelude::*;

use crate::domain::content::{Labels, Text};
use crate::domain::options::Switch;
use crate::domain::session::{Event, Place};
use crate::view::screen::Screen;

/// Returns the top of the widget; `place` is the one that is open, or none while a panel lies over it.
pub fn top(screen: Screen<'_>, place: Option<Place>) -> Html {
    let labels = &screen.content().labels;
    let options = &screen.around.options;
    let places = options.view.places();
    html! {
        <>
            <div class="top" part="top">
                <span>{ labels.private }</span>
                if options.exit == Switch::On {
                    <a href={options.exit_href.clone()} rel="nofollow noreferrer">{ labels.leave }</a>
                }
            </div>
            if places.len() > 1 {
                <nav class="places" aria-label={labels.places}>
                    { for places.iter().map(|&other| html! {
                        <button
                            type="button"
                            class="place"
                            aria-current={(place == Some(other)).then_some("page")}
                            onclick={screen.on(Event::Visited(other))}
                        >
                            { named(labels, other) }
                        </button>
                    }) }
                </nav>
            }
        </>
    }
}

fn named(labels: &Labels, place: Place) -> Text {
    *match place {
        Place::CheckIn => &labels.check_in,
        Place::GreenFlags => &labels.green_flags,
        Place::More => &labels.good_to_know,
        Place::Kept => &labels.kept,
    }
}
