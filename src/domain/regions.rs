//! Crisis lines and complaint bodies, by region. They are data with a source and a date, never words in code.

use serde::{Deserialize, Serialize};

use super::day::Day;
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
        /// The day on which it was last checked.
        pub checked: Checked,
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

/// The day of a check, counted from the first of 1970. Content files have it as `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Checked(u16);

impl Checked {
    /// Returns a moment in milliseconds since 1970 that is on this day nearly everywhere: ten o'clock in UTC.
    pub fn at(self) -> u64 {
        u64::from(self.0) * 86_400_000 + 36_000_000
    }
}

impl TryFrom<String> for Checked {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let is_it = |days: &u16| Day::of(Self(*days).at(), 0).dashed() == text;
        // No year has more days than that since the same day of 1970, nor so many fewer.
        let year: Option<u16> = text.get(..4).and_then(|year| year.parse().ok());
        let first = year.and_then(|year| year.checked_sub(1970)?.checked_mul(365));
        first
            .and_then(|first| (first..first.saturating_add(420)).find(is_it))
            .map(Self)
            .ok_or_else(|| format!("`{text}` is no day between 1970 and 2149"))
    }
}

impl Packed for Checked {
    fn pack(&self, bytes: &mut Vec<u8>) {
        self.0.pack(bytes);
    }

    fn unpack(reader: &mut Reader<'_>) -> Self {
        Self(u16::unpack(reader))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_a_check_is_the_same_nearly_everywhere() {
        for text in ["1970-01-01", "2024-02-29", "2026-11-01", "2100-12-31"] {
            let at = Checked::try_from(text.to_owned()).unwrap().at();
            for hours in -10..14 {
                assert_eq!(Day::of(at, hours * 60).dashed(), text, "{hours}");
            }
        }
        for text in [
            "",
            "1969-12-31",
            "2026-02-29",
            "2026-13-01",
            "2026-1-1",
            "26-01-01",
            "soon",
        ] {
            assert!(Checked::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
