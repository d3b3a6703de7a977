//! Every word of the page that its program says, from `practices/content/en-GB.json`. There is British English alone.

use std::collections::BTreeMap;

use right_track::domain::text::Text;
use serde::Deserialize;

use crate::choice::Setting;

/// The words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The tag of their language.
    pub language: Text,
    /// Above the choices.
    pub choose: Choose,
    /// About each setting, by its name.
    pub settings: BTreeMap<Text, SettingText>,
    /// What each `isolation` protects.
    pub protects: BTreeMap<Text, Text>,
    /// What each loader is good for.
    pub loaders: BTreeMap<Text, Text>,
    /// Says that a name alone is not shown.
    pub name_needs_link: Text,
    /// Whether a colour can be read.
    pub contrast: Contrast,
    /// Above what a link said and was left out.
    pub left_out: Text,
    /// About what is pasted.
    pub snippet: Snippet,
    /// About the link for a colleague.
    pub share: Share,
    /// About the private page.
    pub private_page: PrivatePage,
    /// Is said when something was copied.
    pub copied: Text,
    /// Is said when the browser did not allow that.
    pub not_copied: Text,
    /// About the widget as it will be.
    pub preview: Preview,
    /// About what a website may have to do.
    pub needs: Needs,
}

/// Above the choices.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choose {
    /// The heading.
    pub heading: Text,
    /// What follows it.
    pub lead: Text,
    /// The button that undoes all choices.
    pub usual: Text,
}

/// About one setting.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettingText {
    /// What it is called.
    pub label: Text,
    /// A word of help, or nothing.
    #[serde(default)]
    pub help: Text,
    /// What is said of something that does not fit.
    pub problem: Text,
    /// What is said instead of what looks like something: of an address, by [`Refusal`](crate::contact::Refusal).
    #[serde(default)]
    pub problems: BTreeMap<Text, Text>,
    /// Says what was made of what was written.
    #[serde(default)]
    pub made: Text,
    /// What the choices are called, by their values.
    #[serde(default)]
    pub choices: BTreeMap<Text, Text>,
    /// A `{language}` that is a draft.
    #[serde(default)]
    pub draft: Text,
    /// The other way to choose a colour.
    #[serde(default)]
    pub picker: Text,
}

/// Whether a colour can be read.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contrast {
    /// Before the answer about a light ground.
    pub light: Text,
    /// Before the answer about a dark ground.
    pub dark: Text,
    /// Both contrasts are enough.
    pub enough: Text,
    /// One of them is not.
    pub weak: Text,
    /// The contrasts, `{in}` the colour and `{on}` it, for those who want to know them.
    pub ratios: Text,
}

/// About what is pasted.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snippet {
    /// The heading.
    pub heading: Text,
    /// What follows it.
    pub lead: Text,
    /// What the field is called.
    pub label: Text,
    /// What a reader without JavaScript sees.
    pub link: Text,
    /// The button.
    pub copy: Text,
    /// Says that something chosen is missing.
    pub problems: Text,
    /// Says that nobody else finds `{host}`.
    pub local: Text,
}

/// About the link for a colleague.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// The button.
    pub copy: Text,
    /// What it does.
    pub help: Text,
    /// Is said when the browser did not allow copying.
    pub not_copied: Text,
}

/// About the private page.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrivatePage {
    /// The heading.
    pub heading: Text,
    /// What follows it.
    pub text: Text,
    /// What the field is called.
    pub label: Text,
    /// The button.
    pub copy: Text,
}

/// About the widget as it will be.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preview {
    /// The heading.
    pub heading: Text,
    /// What follows it.
    pub lead: Text,
    /// What the part of the page is called in which the frame can be moved.
    pub title: Text,
    /// What the frame is called.
    pub frame: Text,
    /// How wide the page is.
    pub width: Width,
    /// How light the page is.
    pub ground: GroundText,
}

/// How wide the page is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Width {
    /// What this is called.
    pub label: Text,
    /// As on a phone.
    pub phone: Text,
    /// As on a computer.
    pub wide: Text,
}

/// How light the page is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroundText {
    /// What this is called.
    pub label: Text,
    /// Light.
    pub light: Text,
    /// Dark.
    pub dark: Text,
}

/// About what a website may have to do.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Needs {
    /// The heading.
    pub heading: Text,
    /// What follows it.
    pub lead: Text,
    /// About a Content Security Policy.
    pub policy: Policy,
    /// About plugins that change scripts.
    pub speed: Speed,
    /// About tools that ask for consent.
    pub consent: Consent,
    /// About the notices.
    pub notices: NoticesText,
}

/// About a Content Security Policy.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// The heading.
    pub heading: Text,
    /// What follows it.
    pub text: Text,
    /// What the field is called.
    pub label: Text,
    /// The button.
    pub copy: Text,
    /// Above the styles.
    pub style: Text,
    /// What their field is called.
    pub style_label: Text,
    /// Their button.
    pub style_copy: Text,
}

/// About plugins that change scripts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Speed {
    /// The heading.
    pub heading: Text,
    /// What follows it.
    pub text: Text,
    /// What the field is called.
    pub label: Text,
    /// The button.
    pub copy: Text,
    /// Above the marks.
    pub marks: Text,
    /// What their field is called.
    pub marks_label: Text,
    /// Their button.
    pub marks_copy: Text,
}

/// About tools that ask for consent.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// The heading.
    pub heading: Text,
    /// What follows it.
    pub text: Text,
}

/// About the notices.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticesText {
    /// The heading.
    pub heading: Text,
    /// What follows it.
    pub lead: Text,
    /// The button.
    pub copy: Text,
}

impl Words {
    /// Reads the words.
    ///
    /// # Errors
    ///
    /// Says at which line which key is missing or of the wrong kind.
    pub fn read() -> Result<Self, String> {
        serde_json::from_str(include_str!("../content/en-GB.json"))
            .map_err(|error| error.to_string())
    }

    /// Returns the words about a setting.
    pub fn of(&self, setting: Setting) -> Option<&SettingText> {
        found(&self.settings, setting.name())
    }
}

/// Returns what stands under `key`.
pub fn found<'a, T>(map: &'a BTreeMap<Text, T>, key: &str) -> Option<&'a T> {
    map.iter()
        .find(|(name, _)| ***name == *key)
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::Refusal;

    #[test]
    fn there_are_words_for_every_setting_and_every_choice() {
        let words = Words::read().unwrap();
        assert_eq!(words.settings.len(), Setting::ALL.len());
        for setting in Setting::ALL {
            let text = words.of(setting).unwrap();
            // Regions have their names from the regions' own file.
            if setting != Setting::Region {
                for word in setting.words() {
                    assert!(found(&text.choices, word).is_some(), "{word}");
                }
            }
        }
        let contact = words.of(Setting::ContactHref).unwrap();
        assert!(contact.made.contains("{address}"));
        for refusal in Refusal::ALL {
            let found = found(&contact.problems, refusal.name());
            assert_eq!(found.is_none(), refusal == Refusal::Other, "{refusal:?}");
        }
        for word in Setting::Isolation.words() {
            assert!(found(&words.protects, word).is_some(), "{word}");
        }
        for word in Setting::Loader.words() {
            assert!(found(&words.loaders, word).is_some(), "{word}");
        }
    }
}
