//! Crisis lines and complaint bodies, by region. They are data with a source and a date, never words in code.

use serde::{Deserialize, Serialize};

use super::packed::{Packed, Reader, packed_structs};
use super::text::Text;

packed_structs! {
    /// All regions, from `content/regions.json`.
    pub struct Regions {
        /// In the order in which they are offered; the last one is for everywhere else.
        pub regions: Vec<Region>,
    }

    /// One region.
    pub struct Region {
        /// GB, IE, US, CA, AU, NZ or INTL.
        pub id: Text,
        /// The name to show.
        pub name: Text,
        /// The number for danger to life, where there is one for the whole region.
        pub emergency: Option<Number>,
        /// Crisis lines.
        pub lines: Vec<Service>,
        /// Bodies that take complaints.
        pub bodies: Vec<Service>,
    }

    /// A number to call.
    pub struct Number {
        /// As people write it.
        pub shown: Text,
        /// Its digits.
        pub to: Text,
    }

    /// A crisis line or a complaint body.
    pub struct Service {
        /// A permanent id.
        pub id: Text,
        /// Its own name.
        pub name: Text,
        /// The part of the region it serves, or nothing.
        #[serde(default, rename = "where")]
        pub place: Text,
        /// Whom or what it is for.
        #[serde(rename = "for")]
        pub purpose: Text,
        /// When it can be reached, or nothing.
        #[serde(default)]
        pub hours: Text,
        /// Something to know beforehand, or nothing.
        #[serde(default)]
        pub note: Text,
        /// How to reach it.
        pub ways: Vec<Way>,
        /// The day on which it was last checked, as `YYYY-MM-DD`.
        pub checked: Text,
        /// Whether a source confirmed it. What is not confirmed is not shown.
        pub verified: bool,
    }

    /// One way to reach a service.
    pub struct Way {
        /// What kind of way.
        pub kind: WayKind,
        /// As people write it.
        pub shown: Text,
        /// Digits, an e-mail address or an `https` address.
        pub to: Text,
        /// What to write in a text message, or nothing.
        #[serde(default)]
        pub body: Text,
    }
}

impl Regions {
    /// Reads `content/regions.json`.
    ///
    /// # Errors
    ///
    /// Says at which line which key is missing or of the wrong kind.
    pub fn read(text: &str) -> Result<Self, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    /// Returns the region with this id, or else the one for everywhere else; `None` only if there are no regions.
    pub fn find(&self, id: &str) -> Option<&Region> {
        self.regions
            .iter()
            .find(|region| &*region.id == id)
            .or(self.regions.last())
    }
}

/// A kind of way to reach a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WayKind {
    /// A telephone call.
    Call,
    /// A text message.
    Text,
    /// An e-mail.
    Email,
    /// A web page.
    Web,
}

impl Packed for WayKind {
    fn pack(&self, bytes: &mut Vec<u8>) {
        let letter = match self {
            Self::Call => "c",
            Self::Text => "t",
            Self::Email => "e",
            Self::Web => "w",
        };
        Text::kept(letter).pack(bytes);
    }

    fn unpack(reader: &mut Reader<'_>) -> Self {
        match &*Text::unpack(reader) {
            "c" => Self::Call,
            "t" => Self::Text,
            "e" => Self::Email,
            _ => Self::Web,
        }
    }
}

impl Way {
    /// Returns the address for a link.
    pub fn href(&self) -> String {
        let before = match self.kind {
            WayKind::Call => "tel:",
            WayKind::Text => "sms:",
            WayKind::Email => "mailto:",
            WayKind::Web => "",
        };
        let body = if self.body.is_empty() { "" } else { "?&body=" };
        [before, &self.to, body, &self.body].concat()
    }
}
