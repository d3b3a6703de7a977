//! Pictures to look at, in `target/journey/`, and those of the documents.

use std::{env, fs, path::PathBuf};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

use crate::{Engine, Session, Widget, site::repository};

impl Session {
    /// Writes a picture of the page and returns its path.
    ///
    /// Chromium shows the whole page, the others what is in the window.
    pub async fn picture(&self, name: &str) -> PathBuf {
        let bytes = match self.engine() {
            Engine::Chromium => {
                let metrics = self.devtools("Page.getLayoutMetrics", json!({})).await;
                let size = &metrics["cssContentSize"];
                self.clip(json!([0, 0, size["width"], size["height"]]))
                    .await
            }
            Engine::Firefox | Engine::WebKit => self
                .client()
                .screenshot()
                .await
                .unwrap_or_else(|error| panic!("Could not take the picture {name}: {error}.")),
        };
        written(name, &bytes)
    }

    /// Writes a picture of what is in the window, in Chromium, for the documents: with `RIGHT_TRACK_PICTURES` in the
    /// environment into `docs/pictures/`, otherwise to where all others are. It fails if nobody would want to load it.
    pub async fn picture_for_documents(&self, name: &str, scale: f64) {
        let folder = match env::var_os("RIGHT_TRACK_PICTURES") {
            Some(_) => "docs/pictures",
            None => "target/journey",
        };
        let look = "return [scrollX, scrollY, innerWidth, innerHeight];";
        let window = self.run(look, Vec::new()).await;
        let how = json!({
            "format": "webp",
            "quality": 80,
            "clip": {
                "x": window[0],
                "y": window[1],
                "width": window[2],
                "height": window[3],
                "scale": scale,
            },
        });
        let picture = self.captured(how).await;
        assert!(
            picture.len() < 100_000,
            "{name} has {} bytes, which is too much for a page of text: take less of the page.",
            picture.len()
        );
        put(folder, &format!("{name}.webp"), &picture);
    }

    /// Returns a picture of a part of the page, given by left, top, width and height.
    async fn clip(&self, part: Value) -> Vec<u8> {
        let parameters = json!({
            "format": "png",
            "captureBeyondViewport": true,
            "clip": {
                "x": part[0],
                "y": part[1],
                "width": part[2],
                "height": part[3],
                "scale": 1,
            },
        });
        self.captured(parameters).await
    }

    async fn captured(&self, parameters: Value) -> Vec<u8> {
        let picture = self.devtools("Page.captureScreenshot", parameters).await;
        BASE64_STANDARD
            .decode(picture["data"].as_str().unwrap_or_default())
            .unwrap_or_else(|error| panic!("Chromium's picture is not base64: {error}."))
    }
}

impl Widget<'_> {
    /// Writes a picture of the widget with a little of the page around it, in Chromium.
    pub async fn picture(&self, name: &str) -> PathBuf {
        let part = self.see("surroundings()", json!([])).await;
        written(name, &self.session().clip(part).await)
    }
}

fn written(name: &str, picture: &[u8]) -> PathBuf {
    put("target/journey", &format!("{name}.png"), picture)
}

fn put(folder: &str, file: &str, picture: &[u8]) -> PathBuf {
    let folder = repository().join(folder);
    let path = folder.join(file);
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&path, picture))
        .unwrap_or_else(|error| panic!("Could not write {path:?}: {error}."));
    path
}
