//! The ways in which people have a page shown: colours, direction of writing, and width.

use std::fmt;

use serde_json::json;

use crate::{Session, Widget, until};

/// The colours of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Black on white, in the place of all colours of the page.
    ForcedLight,
    /// White on black, likewise.
    ForcedDark,
}

impl Colours {
    const ALL: [Self; 4] = [Self::Light, Self::Dark, Self::ForcedLight, Self::ForcedDark];

    /// Returns what a page is told of them: which ground the person prefers, and whether theirs is forced on it.
    fn features(self) -> [(&'static str, &'static str); 2] {
        let (scheme, forced) = match self {
            Self::Light => ("light", "none"),
            Self::Dark => ("dark", "none"),
            Self::ForcedLight => ("light", "active"),
            Self::ForcedDark => ("dark", "active"),
        };
        [("prefers-color-scheme", scheme), ("forced-colors", forced)]
    }
}

/// One way of showing a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mode {
    /// The colours.
    pub colours: Colours,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// The page's width in CSS pixels.
    pub width: u32,
}

impl Mode {
    /// Returns whether the person prefers a dark ground.
    pub fn is_dark(self) -> bool {
        matches!(self.colours, Colours::Dark | Colours::ForcedDark)
    }

    /// Returns every mode.
    pub fn all() -> impl Iterator<Item = Self> {
        [320, 1280].into_iter().flat_map(|width| {
            Colours::ALL.into_iter().flat_map(move |colours| {
                ["ltr", "rtl"].map(|direction| Self {
                    colours,
                    direction,
                    width,
                })
            })
        })
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let colours = match self.colours {
            Colours::Light => "light",
            Colours::Dark => "dark",
            Colours::ForcedLight => "forced colours on white",
            Colours::ForcedDark => "forced colours on black",
        };
        write!(
            formatter,
            "{colours}, {}, {} px",
            self.direction, self.width
        )
    }
}

impl Session {
    /// Shows the page in the colours and the width of `mode`, in Chromium.
    pub async fn show_in(&self, mode: Mode) {
        self.resize(mode.width, 800).await;
        self.emulate_media(&mode.colours.features()).await;
    }
}

impl Widget<'_> {
    /// Shows the page in `mode`, in Chromium.
    pub async fn show_in(&self, mode: Mode) {
        let session = self.session();
        session.show_in(mode).await;
        let features = mode.colours.features();
        // What a content file gives by its `direction`, and the page around it by its own language.
        let turn = "[document.documentElement, root.querySelector('.widget')]
            .forEach((node) => node.setAttribute('dir', wanted[0]))";
        self.see(turn, json!([mode.direction])).await;
        // The widget follows the person by an event.
        let [(_, scheme), _] = features;
        until(&format!("the widget to be {scheme}"), async || {
            let theme = self
                .see("root.querySelector('.root').dataset.theme", json!([]))
                .await;
            if theme == scheme { Ok(()) } else { Err(theme) }
        })
        .await;
    }
}
