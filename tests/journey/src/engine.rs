//! The three browser engines: what to start, and what to ask of it.

use std::env::consts::ARCH;

use serde_json::{Map, Value, json};

use crate::{
    program::Program,
    session::{Scheme, Settings},
};

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium by chromedriver.
    Chromium,
    /// Firefox by geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser by WebKitWebDriver.
    WebKit,
}

impl Engine {
    pub(crate) fn driver(self) -> Program {
        match self {
            Self::Chromium => Program {
                variable: "CHROMEDRIVER",
                names: &["chromedriver"],
                remedy: "install the Debian package `chromium-driver`",
            },
            Self::Firefox => Program {
                variable: "GECKODRIVER",
                names: &["geckodriver"],
                remedy: "run `cargo install --locked geckodriver`",
            },
            Self::WebKit => Program {
                variable: "WEBKITDRIVER",
                names: &["WebKitWebDriver"],
                remedy: "install the Debian package `webkit2gtk-driver`",
            },
        }
    }

    fn browser(self) -> Program {
        match self {
            Self::Chromium => Program {
                variable: "CHROMIUM",
                names: &["chromium", "chromium-browser", "google-chrome"],
                remedy: "install the Debian package `chromium`",
            },
            Self::Firefox => Program {
                variable: "FIREFOX",
                names: &["firefox-esr", "firefox"],
                remedy: "install the Debian package `firefox-esr`",
            },
            Self::WebKit => Program {
                variable: "MINIBROWSER",
                names: match ARCH {
                    "aarch64" => &["/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser"],
                    _ => &["/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser"],
                },
                remedy: "install the Debian package `webkit2gtk-driver`",
            },
        }
    }

    pub(crate) fn driver_arguments(self, port: u16) -> Vec<String> {
        let port = format!("--port={port}");
        match self {
            Self::Chromium | Self::WebKit => vec![port],
            // Its default is one fixed port, which a second browser would miss.
            Self::Firefox => vec![port, "--websocket-port=0".to_owned()],
        }
    }

    pub(crate) fn environment(self, settings: Settings) -> Vec<(&'static str, String)> {
        match self {
            Self::Chromium | Self::Firefox => Vec::new(),
            Self::WebKit => vec![
                ("GDK_BACKEND", "x11".to_owned()),
                (
                    "GTK_THEME",
                    match settings.scheme {
                        Scheme::Light => "Adwaita".to_owned(),
                        Scheme::Dark => "Adwaita:dark".to_owned(),
                    },
                ),
                // There is no bus for it to find.
                ("NO_AT_BRIDGE", "1".to_owned()),
            ],
        }
    }

    pub(crate) fn capabilities(self, settings: Settings) -> Map<String, Value> {
        let binary = self.browser().path();
        let capabilities = match self {
            Self::Chromium => json!({
                "browserName": "chrome",
                "goog:loggingPrefs": { "browser": "ALL" },
                "goog:chromeOptions": {
                    "binary": binary,
                    "args": [
                        "--headless=new",
                        // As root Chromium starts only without its sandbox, and the pages are ours.
                        "--no-sandbox",
                        // A telephone's scrollbars take no room.
                        "--hide-scrollbars",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        // Over a port Chromium installs no page.
                        "--remote-debugging-pipe",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-dev-shm-usage",
                    ],
                },
            }),
            Self::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": {
                    "binary": binary,
                    "args": ["-headless"],
                    "prefs": {
                        "layout.css.prefers-color-scheme.content-override": match settings.scheme {
                            Scheme::Dark => 0,
                            Scheme::Light => 1,
                        },
                    },
                },
            }),
            Self::WebKit => json!({
                "browserName": "MiniBrowser",
                "webkitgtk:browserOptions": { "binary": binary, "args": ["--automation"] },
            }),
        };
        match capabilities {
            Value::Object(map) => map,
            _ => Map::new(),
        }
    }
}
