//! What stays the same while a person goes through the screens.

use std::ptr;
use std::rc::Rc;

use yew::prelude::*;

use crate::domain::content::{Content, PageText};
use crate::domain::options::Options;
use crate::domain::regions::Regions;

/// The words, the regions and the options of the page.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// The words.
    pub content: &'static Content,
    /// What the private page alone says; nothing elsewhere.
    pub own: Option<&'static PageText>,
    /// Crisis lines and complaint bodies.
    pub regions: &'static Regions,
    /// What the practice chose.
    pub options: Rc<Options>,
    /// Turns milliseconds since 1970 into a date as the reader's language writes it.
    pub date: Callback<u64, AttrValue>,
}

impl PartialEq for Surroundings {
    fn eq(&self, other: &Self) -> bool {
        ptr::eq(self.content, other.content)
            && ptr::eq(self.regions, other.regions)
            && Rc::ptr_eq(&self.options, &other.options)
    }
}

impl Surroundings {
    /// Returns the level of headings `below` the widget's first one.
    pub fn level(&self, below: u8) -> u8 {
        self.options
            .heading_level
            .clamp(1, 6)
            .saturating_add(below)
            .min(6)
    }

    /// Returns the id of the region to begin with.
    pub fn region(&self) -> &str {
        let option = &*self.options.region;
        if option.is_empty() {
            &self.content.region
        } else {
            option
        }
    }
}
