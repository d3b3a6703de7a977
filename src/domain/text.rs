//! Text that stays for as long as the page does.

use std::fmt::{self, Formatter};
use std::ops::Deref;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// A piece of content.
///
/// Content is read once a language and page and never given back, so a text is a plain reference: counting the users
/// of each text, and giving texts back, would cost the visitor several KB of WebAssembly. It refers to a reference
/// because that is one number to pass on, where a text has two: 1 KB less again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Text(pub &'static &'static str);

impl Text {
    /// Keeps `text` for as long as the page stays.
    pub fn kept(text: &str) -> Self {
        let text: &str = Box::leak(Box::from(text));
        Self(Box::leak(Box::new(text)))
    }
}

impl Default for Text {
    fn default() -> Self {
        Self(&"")
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.0
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Stays)
    }
}

struct Stays;

impl Visitor<'_> for Stays {
    type Value = Text;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("a text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Text, E> {
        Ok(Text::kept(text))
    }
}
