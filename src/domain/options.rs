//! What a practice may choose for the embed. No option hides the crisis, safeguarding or disclaimer texts.

use std::rc::Rc;

use super::session::Place;

/// The options, as the loader passes them on after checking them.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The level of the widget's first heading, 2 to 4.
    pub heading_level: u8,
    /// Which parts are there.
    pub view: View,
    /// The id of the region; empty for the language's own.
    pub region: Rc<str>,
    /// The name of the practice, or nothing.
    pub practice: Rc<str>,
    /// The practice's `http`, `mailto` or `tel` address, or nothing.
    pub contact_href: Rc<str>,
    /// The text of the link to the practice, or nothing.
    pub contact_label: Rc<str>,
    /// Whether there is a link away from this page.
    pub exit: Switch,
    /// Where that link leads.
    pub exit_href: Rc<str>,
    /// The address of the private page, or nothing. The loader knows it; nobody chooses it.
    pub page: Rc<str>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            heading_level: 2,
            view: View::All,
            region: "".into(),
            practice: "".into(),
            contact_href: "".into(),
            contact_label: "".into(),
            exit: Switch::On,
            // GOV.UK's choice for the same purpose: common, harmless, and the same for everybody.
            exit_href: "https://www.bbc.co.uk/weather".into(),
            page: "".into(),
        }
    }
}

impl Options {
    /// Reads options from lines of the form `name=value`, with the names of the attributes.
    ///
    /// The loader has checked them and told the site's owner about what does not fit; anything that is still not
    /// understood is left at what is usual.
    pub fn read(lines: &str) -> Self {
        let mut options = Self::default();
        let given = lines.lines().filter_map(|line| line.split_once('='));
        // The loader also names the options that nobody has set.
        for (name, value) in given.filter(|(_, value)| !value.is_empty()) {
            match (name, value) {
                ("heading-level", "2") => options.heading_level = 2,
                ("heading-level", "3") => options.heading_level = 3,
                ("heading-level", "4") => options.heading_level = 4,
                ("view", "check-in") => options.view = View::CheckIn,
                ("view", "green-flags") => options.view = View::GreenFlags,
                ("exit", "off") => options.exit = Switch::Off,
                ("region", _) => options.region = value.into(),
                ("practice", _) => options.practice = value.into(),
                ("contact-href", _) => options.contact_href = value.into(),
                ("contact-label", _) => options.contact_label = value.into(),
                ("exit-href", _) => options.exit_href = value.into(),
                ("page", _) => options.page = value.into(),
                _ => {}
            }
        }
        options
    }
}

/// Which parts of the widget are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Everything.
    All,
    /// The check-in and what was kept of it.
    CheckIn,
    /// The green flags and what is good to know.
    GreenFlags,
}

impl View {
    /// Returns the places that there are; the first is the one to open with.
    pub fn places(self) -> &'static [Place] {
        match self {
            Self::All => &Place::ALL,
            Self::CheckIn => &[Place::CheckIn, Place::Kept],
            Self::GreenFlags => &[Place::GreenFlags, Place::More],
        }
    }
}

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// On.
    On,
    /// Off.
    Off,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_by_their_attribute_names_and_the_rest_is_usual() {
        let options = Options::read(
            "heading-level=3\nview=green-flags\nexit=off\npractice=A = B\ncolour=red\nview",
        );
        assert_eq!(options.heading_level, 3);
        assert_eq!(options.view.places(), [Place::GreenFlags, Place::More]);
        assert_eq!(options.exit, Switch::Off);
        assert_eq!(&*options.practice, "A = B");
        assert_eq!(options.exit_href, Options::default().exit_href);
        assert_eq!(Options::read("view=everything"), Options::default());
    }

    #[test]
    fn what_is_named_but_not_set_stays_usual() {
        let unset =
            "region=\nview=all\nexit=on\npractice=\ncontact-href=\ncontact-label=\nexit-href=";
        assert_eq!(Options::read(unset), Options::default());
    }
}
