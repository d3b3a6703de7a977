//! What Chromium alone can do, by its own commands.

use std::{fs, path::PathBuf};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::{Engine, Scheme, Session};

/// A command of chromedriver's own.
#[derive(Debug)]
struct Command {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

impl Session {
    /// Sends a command of the Chrome DevTools Protocol, and returns its result.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        self.ask_chromedriver("goog/cdp/execute", body).await
    }

    /// Tells pages, from now on, that the person prefers `scheme`.
    pub async fn prefer(&self, scheme: Scheme) {
        let value = match scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        self.emulate_media(&[("prefers-color-scheme", value)]).await;
    }

    /// Lets pages, from now on, have this time zone and this language: `Europe/Dublin` and `en-IE`.
    pub async fn be_in(&self, zone: &str, language: &str) {
        self.devtools(
            "Emulation.setTimezoneOverride",
            json!({ "timezoneId": zone }),
        )
        .await;
        self.devtools(
            "Emulation.setUserAgentOverride",
            json!({ "userAgent": "", "acceptLanguage": language }),
        )
        .await;
    }

    /// Tells pages, from now on, that these media features have these values, and all others their own.
    pub(crate) async fn emulate_media(&self, features: &[(&str, &str)]) {
        let features: Vec<_> = features
            .iter()
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect();
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
        .await;
    }

    /// Saves files, from now on, in a folder of the session's own, and returns the folder, which is empty.
    pub async fn save_files(&self) -> PathBuf {
        let folder = self.folder().join("saved");
        // There is none the first time.
        let _ = fs::remove_dir_all(&folder);
        let behaviour = json!({ "behavior": "allow", "downloadPath": folder });
        self.devtools("Browser.setDownloadBehavior", behaviour)
            .await;
        folder
    }

    /// Shows the page, from now on, as it is `printed`, or as it is on a screen.
    pub async fn show_printed(&self, printed: bool) {
        let media = json!({ "media": if printed { "print" } else { "" } });
        self.devtools("Emulation.setEmulatedMedia", media).await;
    }

    /// Returns how many pages of A4 the page takes when it is printed.
    pub async fn pages_of_a4(&self) -> usize {
        // Inches.
        let paper = json!({ "paperWidth": 8.27, "paperHeight": 11.69 });
        let printed = self.devtools("Page.printToPDF", paper).await;
        let pdf = BASE64_STANDARD
            .decode(printed["data"].as_str().unwrap_or_default())
            .unwrap_or_else(|error| panic!("Chromium's print is not base64: {error}."));
        let text = String::from_utf8_lossy(&pdf);
        assert!(text.starts_with("%PDF-"), "Chromium's print is no PDF.");
        // Not `/Type /Pages`, which lists them.
        text.matches("/Type /Page\n").count()
    }

    pub(crate) async fn emulate_screen(&self, width: u32, height: u32) {
        let size = json!({
            "width": width,
            "height": height,
            "deviceScaleFactor": 1,
            "mobile": false,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", size)
            .await;
    }

    /// Returns what Chromium has logged since the last look.
    pub(crate) async fn log(&self) -> Value {
        self.ask_chromedriver("se/log", json!({ "type": "browser" }))
            .await
    }

    async fn ask_chromedriver(&self, path: &'static str, body: Value) -> Value {
        assert_eq!(
            self.engine(),
            Engine::Chromium,
            "only Chromium knows this command: {body}"
        );
        let asked = body.to_string();
        self.client()
            .issue_cmd(Command { path, body })
            .await
            .unwrap_or_else(|error| panic!("Chromium refused {asked}: {error}."))
    }
}
