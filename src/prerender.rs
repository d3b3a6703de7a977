//! What stands on the screen before the WebAssembly is there: plain HTML from the same views, made at build time.
//!
//! It is not hydrated (that costs 12 KB and a mismatch panics): the loader shows it, and the app replaces it.

use std::rc::Rc;

use futures::executor::block_on;
use yew::{LocalServerRenderer, prelude::*};

use crate::domain::content::Content;
use crate::domain::context::Context;
use crate::domain::flag::Ticks;
use crate::domain::options::Options;
use crate::domain::regions::Regions;
use crate::domain::session::Place;
use crate::view::green_flags::green_flags;
use crate::view::screen::Screen;
use crate::view::surroundings::Surroundings;
use crate::view::welcome::welcome;
use crate::view::whole::whole;

/// The HTML that the loader brings in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shell {
    /// The first screen, with everything around it.
    pub first: String,
    /// The green flags, without anything around them.
    pub flags: String,
}

/// Renders the shell with the usual options.
pub fn shell(content: &'static Content, regions: &'static Regions) -> Shell {
    let around = Surroundings {
        content,
        own: None,
        regions,
        options: Rc::new(Options::default()),
        date: Callback::from(|_| AttrValue::default()),
    };
    let (focus, ondo) = (NodeRef::default(), Callback::noop());
    let screen = Screen {
        around: &around,
        focus: &focus,
        turn: 0,
        ondo: &ondo,
    };
    let place = Some(Place::CheckIn);
    let first = welcome(screen, Context::default(), false);
    Shell {
        first: rendered(whole(
            screen,
            place,
            first,
            Html::default(),
            &[focus.clone(), focus.clone()],
        )),
        flags: rendered(green_flags(screen, Ticks::default(), Html::default())),
    }
}

#[derive(Properties, PartialEq)]
struct WholeProps {
    html: Html,
}

#[component]
fn Whole(props: &WholeProps) -> Html {
    props.html.clone()
}

/// Returns `html` as text. The order of attributes is not that of the source.
pub(crate) fn rendered(html: Html) -> String {
    block_on(
        LocalServerRenderer::<Whole>::with_props(WholeProps { html })
            .hydratable(false)
            .render(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shell_asks_the_first_question_and_explains_the_flags() {
        let content = Content::read(include_str!("../content/en-GB.json")).unwrap();
        let content: &'static Content = Box::leak(Box::new(content));
        let shell = shell(
            content,
            Box::leak(Box::new(Regions {
                regions: Vec::new(),
            })),
        );
        assert!(shell.first.contains(&*content.welcome.sessions.question));
        assert!(shell.first.contains(&*content.labels.crisis));
        assert!(shell.flags.contains(&*content.flags.list[3].if_missing));
    }
}
