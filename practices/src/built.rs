//! What the build tells the page. It stands in the page itself, so that nothing has to be fetched.

use serde::{Deserialize, Serialize};

use crate::notices::Notices;

/// All that the build knows and this program does not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Built {
    /// The version of the widget.
    pub version: String,
    /// The value by which a browser checks the loader of this version.
    pub integrity: String,
    /// The languages that there are.
    pub languages: Vec<Language>,
    /// The regions that there are, the one for everywhere else last.
    pub regions: Vec<Region>,
    /// Words for the notices of a website, from `docs/privacy.md`.
    pub notices: Vec<Notices>,
}

/// A language of the widget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Language {
    /// Its tag, like `en-GB`.
    pub tag: String,
    /// Whether nobody who knows it well has read it yet.
    pub draft: bool,
    /// What the widget is called in it.
    pub widget: String,
}

/// A region of the widget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// Its id, like `GB`.
    pub id: String,
    /// Its name.
    pub name: String,
}

impl Built {
    /// Returns whether the widget has the language with this tag.
    pub fn has_language(&self, tag: &str) -> bool {
        self.languages.iter().any(|language| language.tag == tag)
    }
}
