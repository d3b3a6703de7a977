//! What a practice may choose, by the rules of the element: see `options` in `embed/right-track.js`.

use std::collections::BTreeMap;

use crate::built::Built;
use crate::colour::Colour;
use crate::contact;

/// One thing to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Setting {
    /// Whose crisis lines and complaint bodies come first.
    Region,
    /// The language.
    Lang,
    /// Light or dark.
    Theme,
    /// Which parts are there.
    View,
    /// In the page or in a frame.
    Isolation,
    /// The colour of buttons. It is a custom property and no attribute.
    Accent,
    /// The name of the practice.
    Practice,
    /// The practice's own address.
    ContactHref,
    /// The newest loader or the one of this version. It is part of the script's address.
    Loader,
}

impl Setting {
    /// Everything, in the order in which it is offered.
    pub const ALL: [Self; 9] = [
        Self::Region,
        Self::Lang,
        Self::Theme,
        Self::View,
        Self::Isolation,
        Self::Accent,
        Self::Practice,
        Self::ContactHref,
        Self::Loader,
    ];

    /// Returns its name: that of the attribute, where there is one.
    pub fn name(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Lang => "lang",
            Self::Theme => "theme",
            Self::View => "view",
            Self::Isolation => "isolation",
            Self::Accent => "accent",
            Self::Practice => "practice",
            Self::ContactHref => "contact-href",
            Self::Loader => "loader",
        }
    }

    /// Returns the setting of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|setting| setting.name() == name)
    }

    /// Returns whether it is an attribute of the element.
    pub fn is_attribute(self) -> bool {
        !matches!(self, Self::Accent | Self::Loader)
    }

    /// Returns the words that it may be, the usual one first; none if it is a text.
    ///
    /// The element also knows the `isolation` `inline`, which is of no use to someone who does not know why.
    pub fn words(self) -> &'static [&'static str] {
        match self {
            Self::Region => &["GB", "IE", "US", "CA", "AU", "NZ", "INTL"],
            Self::Theme => &["auto", "light", "dark"],
            Self::View => &["all", "check-in", "green-flags"],
            Self::Isolation => &["auto", "frame"],
            Self::Loader => &["newest", "pinned"],
            Self::Lang | Self::Accent | Self::Practice | Self::ContactHref => &[],
        }
    }

    /// Returns what it is when nothing is chosen.
    pub fn usual(self) -> &'static str {
        self.words().first().copied().unwrap_or_default()
    }

    /// Returns whether it may be this text, which has no space around it.
    pub fn allows(self, text: &str, built: &Built) -> bool {
        match self {
            Self::Lang => text.is_empty() || built.has_language(text),
            Self::Accent => text.is_empty() || Colour::read(text).is_some(),
            Self::Practice => text.is_empty() || is_name(text),
            Self::ContactHref => text.is_empty() || contact::address(text).is_ok(),
            _ => self.words().contains(&text),
        }
    }

    /// Returns what the element is given for a text that it may be.
    pub fn meant(self, text: &str) -> String {
        match self {
            Self::ContactHref => contact::address(text).unwrap_or_default(),
            _ => text.to_owned(),
        }
    }
}

/// Returns whether the element takes this for a name. Beyond that, a straight quotation mark is refused: it would have
/// to be written otherwise in the code, which some editors of websites undo.
fn is_name(text: &str) -> bool {
    // Of JavaScript's counting.
    let length = text.encode_utf16().count();
    let strange = |c: char| matches!(c, '<' | '>' | '"') || c.is_control();
    (1..=80).contains(&length) && !text.contains(strange)
}

/// What is chosen, as it was written. What is usual takes no room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice(BTreeMap<Setting, String>);

impl Choice {
    /// Returns what is chosen for this.
    pub fn get(&self, setting: Setting) -> &str {
        self.0
            .get(&setting)
            .map_or(setting.usual(), |text| text.trim())
    }

    /// Returns it as it was written, with the space around it.
    pub fn written(&self, setting: Setting) -> &str {
        self.0.get(&setting).map_or(setting.usual(), |text| text)
    }

    /// Returns the choice with this changed.
    #[must_use]
    pub fn with(mut self, setting: Setting, text: &str) -> Self {
        if text.trim() == setting.usual() {
            self.0.remove(&setting);
        } else {
            self.0.insert(setting, text.to_owned());
        }
        self
    }

    /// Returns whether what is chosen for this fits.
    pub fn fits(&self, setting: Setting, built: &Built) -> bool {
        setting.allows(self.get(setting), built)
    }

    /// Returns the choice as the element is given it: without what does not fit and without space around anything.
    #[must_use]
    pub fn sound(&self, built: &Built) -> Self {
        let fitting = Setting::ALL
            .into_iter()
            .filter(|setting| self.fits(*setting, built));
        fitting.fold(Self::default(), |choice, setting| {
            choice.with(setting, &setting.meant(self.get(setting)))
        })
    }

    /// Returns all that is not usual, in the order in which it is offered.
    pub fn chosen(&self) -> impl Iterator<Item = (Setting, &str)> {
        self.0.keys().map(|&setting| (setting, self.get(setting)))
    }

    /// Returns whether it runs in a frame.
    pub fn is_framed(&self) -> bool {
        self.get(Setting::Isolation) == "frame"
    }

    /// Returns whether the loader stays at one version.
    pub fn is_pinned(&self) -> bool {
        self.get(Setting::Loader) == "pinned"
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::fs;

    use super::*;
    use crate::built::{Language, Region};

    /// Returns what a build might tell.
    pub(crate) fn built() -> Built {
        let language = |tag: &str, widget: &str, draft| Language {
            tag: tag.into(),
            draft,
            widget: widget.into(),
        };
        Built {
            version: "1.2.3".into(),
            integrity: "sha384-x".into(),
            languages: vec![
                language("en-GB", "Private check-in", false),
                language("es", "Un momento para ti", true),
            ],
            regions: vec![Region {
                id: "GB".into(),
                name: "United Kingdom".into(),
            }],
            notices: Vec::new(),
        }
    }

    /// Returns the line about `name` in the loader's table of options.
    fn rule(name: &str) -> String {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../embed/right-track.js");
        let loader = fs::read_to_string(path).unwrap();
        let (_, table) = loader.split_once("const options = {\n").unwrap();
        let (table, _) = table.split_once("\n  };").unwrap();
        let mut lines = table
            .lines()
            .filter_map(|line| line.trim().split_once(": "));
        let (_, rule) = lines
            .find(|(key, _)| key.trim_matches('"') == name)
            .unwrap_or_else(|| panic!("the loader has no option {name}"));
        rule.trim_end_matches(',').to_owned()
    }

    #[test]
    fn offers_the_words_that_the_loader_takes() {
        for setting in [Setting::Region, Setting::Theme, Setting::View] {
            let words = setting.words().iter().map(|word| format!("{word:?}"));
            let words = words.collect::<Vec<_>>().join(", ");
            let rule = rule(setting.name()).replace("\"\", ", "");
            assert_eq!(format!("[{words}]"), rule);
        }
        // One that is not offered.
        assert_eq!(rule("isolation"), r#"["auto", "inline", "frame"]"#);
        assert_eq!(Setting::Isolation.words(), ["auto", "frame"]);
    }

    #[test]
    fn holds_texts_to_the_patterns_of_the_loader() {
        // When one of these changes, `is_name`, `contact::address` and the samples below change with it.
        assert_eq!(rule("practice"), r"/^[^<>\n]{1,80}$/");
        assert_eq!(rule("contact-href"), r"/^(https?:\/\/|mailto:|tel:)\S+$/i");
        assert_eq!(rule("lang"), r"/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i");
        let built = built();
        let eighty = "é".repeat(80);
        for name in ["", "Harbour Lane", "St Mary’s", "O'Brien & Sons", &eighty] {
            assert!(Setting::Practice.allows(name, &built), "{name}");
        }
        let too_long = "😀".repeat(41);
        for name in ["<b>x</b>", "a > b", "\"Calm\"", "a\nb", "a\u{0}", &too_long] {
            assert!(!Setting::Practice.allows(name, &built), "{name}");
        }
        for address in [
            "https://example.org/contact?a=1&b=2",
            "HTTP://example.org",
            "mailto:hello@example.org",
            "tel:+442079460000",
        ] {
            assert!(Setting::ContactHref.allows(address, &built), "{address}");
        }
        for address in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//example.org",
            "https://",
            "https://example.org/\u{feff}",
        ] {
            assert!(!Setting::ContactHref.allows(address, &built), "{address}");
        }
        assert!(Setting::Lang.allows("es", &built));
        assert!(!Setting::Lang.allows("fr", &built));
    }

    #[test]
    fn leaves_out_what_does_not_fit_and_keeps_the_rest() {
        let choice = Choice::default()
            .with(Setting::Region, "FR")
            .with(Setting::Theme, "dark")
            .with(Setting::Practice, " Harbour Lane ")
            .with(Setting::Accent, "red")
            .with(Setting::ContactHref, "020 7946 0000")
            .with(Setting::View, "all");
        assert_eq!(choice.written(Setting::Practice), " Harbour Lane ");
        let sound = choice.sound(&built());
        let chosen: Vec<_> = sound.chosen().collect();
        assert_eq!(
            chosen,
            [
                (Setting::Theme, "dark"),
                (Setting::Practice, "Harbour Lane"),
                (Setting::ContactHref, "tel:02079460000"),
            ]
        );
    }

    #[test]
    fn every_setting_has_a_name_of_its_own() {
        for setting in Setting::ALL {
            assert_eq!(Setting::named(setting.name()), Some(setting));
        }
        assert_eq!(Setting::named("colour"), None);
    }
}
