//! Renders views to text, natively.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::content::{Content, PageText};
use crate::domain::options::Options;
use crate::domain::regions::Regions;
pub(crate) use crate::prerender::rendered;
use crate::view::screen::{Do, Screen};
use crate::view::surroundings::Surroundings;

/// The real words with usual options, and nobody listening.
pub struct Around {
    surroundings: Surroundings,
    focus: NodeRef,
    ondo: Callback<Do>,
}

impl Default for Around {
    fn default() -> Self {
        let content = include_str!("../../content/en-GB.json");
        let regions = include_str!("../../content/regions.json");
        Self {
            surroundings: Surroundings {
                content: Box::leak(Box::new(Content::read(content).unwrap())),
                own: Some(Box::leak(Box::new(PageText::read(content).unwrap()))),
                regions: Box::leak(Box::new(Regions::read(regions).unwrap())),
                options: Rc::new(Options::default()),
                date: Callback::from(|at: u64| format!("day {at}").into()),
            },
            focus: NodeRef::default(),
            ondo: Callback::noop(),
        }
    }
}

impl Around {
    /// Returns what a screen is made from.
    pub fn screen(&self) -> Screen<'_> {
        Screen {
            around: &self.surroundings,
            focus: &self.focus,
            turn: 0,
            ondo: &self.ondo,
        }
    }

    /// Takes other options, as the loader passes them on.
    pub fn options(&mut self, lines: &str) {
        self.surroundings.options = Rc::new(Options::read(lines));
    }
}

/// Returns the content of each element of this name.
pub fn inside<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let (start, end) = (format!("<{name}"), format!("</{name}>"));
    let pieces = html.split(&start).skip(1);
    pieces
        .filter(|piece| piece.starts_with([' ', '>']))
        .map(|piece| {
            let piece = piece.split(&end).next().unwrap();
            piece.split_once('>').unwrap().1
        })
        .collect()
}
