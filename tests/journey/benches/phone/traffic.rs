//! The site as a well-kept host serves it, with every byte counted.

use std::{
    collections::{BTreeMap, HashMap},
    mem,
    sync::{Arc, Mutex},
};

use journey::{Reply, Request, Site, words};
use serde_json::{Value, json};
use xtask::{
    project::{MAJOR, VERSION},
    size::brotli,
};

use crate::Variant;

/// Bytes on the wire, without the heads of replies, by what they are.
pub type Bytes = BTreeMap<&'static str, usize>;

/// A site that counts what it sends of a variant, and not what it sends of the page around it.
pub struct Traffic {
    /// The site.
    pub site: Site,
    sent: Arc<Mutex<Bytes>>,
}

impl Traffic {
    /// Serves `dist/` and the page of the bench.
    pub fn start() -> Self {
        let sent = Arc::new(Mutex::new(Bytes::new()));
        let compressed = Arc::new(Mutex::new(HashMap::new()));
        let yardstick = yardstick_words();
        let site = Site::start_changing({
            let sent = Arc::clone(&sent);
            move |request, mut reply| {
                fill(request, &mut reply, &yardstick);
                if let Ok(mut compressed) = compressed.lock() {
                    // Once, as at this quality it takes seconds.
                    let key = (request.path.to_owned(), request.query.to_owned());
                    let bytes: &Vec<u8> =
                        compressed.entry(key).or_insert_with(|| brotli(&reply.body));
                    reply.body.clone_from(bytes);
                }
                if let (Some(kind), Ok(mut sent)) = (kind(request.path), sent.lock()) {
                    *sent.entry(kind).or_default() += reply.body.len();
                }
                let reply = reply.with_header("Content-Encoding", "br");
                match lifetime(request.path) {
                    Some(lifetime) => reply.with_header("Cache-Control", lifetime),
                    None => reply,
                }
            }
        });
        Self { site, sent }
    }

    /// Returns what was sent since the last call.
    pub fn take(&self) -> Bytes {
        self.sent
            .lock()
            .map(|mut sent| mem::take(&mut *sent))
            .unwrap_or_default()
    }

    /// Returns the address of the page with `variant` in it.
    pub fn page(&self, variant: Variant, hurry: bool) -> String {
        let hurry = if hurry { "&hurry" } else { "" };
        format!(
            "{}/pages/bench/?{}{hurry}",
            self.site.address(),
            variant.name()
        )
    }
}

/// Puts the words and the variant where they belong.
fn fill(request: &Request, reply: &mut Reply, yardstick: &str) {
    let text = String::from_utf8_lossy(&reply.body);
    let text = match request.path {
        "/pages/bench/" => {
            let variant = request.query.split('&').next().and_then(Variant::named);
            text.replace("{embed}", variant.map_or("", Variant::snippet))
        }
        "/pages/bench/vanilla.js" => text.replace("__WORDS__", yardstick),
        _ => return,
    };
    reply.body = text.into_bytes();
}

fn kind(path: &str) -> Option<&'static str> {
    if path == "/pages/bench/vanilla.js" {
        return Some("yardstick");
    }
    let file = path.strip_prefix("/embed/")?;
    Some(match file {
        _ if file.starts_with(&format!("{MAJOR}/")) => "loader, styles, first screen",
        _ if file.contains("content/regions") => "crisis lines, complaint bodies",
        _ if file.contains("content/") => "words",
        _ if file.ends_with(".wasm") => "WebAssembly",
        _ => "start and glue",
    })
}

/// Returns how long the README tells hosts to let a file be cached.
fn lifetime(path: &str) -> Option<&'static str> {
    if path.starts_with(&format!("/embed/{VERSION}/")) {
        Some("max-age=31536000, immutable")
    } else if path.starts_with("/embed/") || path.ends_with(".js") || path.ends_with(".css") {
        Some("max-age=300")
    } else {
        None
    }
}

fn yardstick_words() -> String {
    let list = |count: usize, path: &dyn Fn(usize) -> Value| (0..count).map(path).collect();
    let signs: Vec<_> = list(5, &|at| {
        let part = |name: &str| words(&format!("signs.{at}.{name}"));
        json!({ "question": part("question"), "short": part("short") })
    });
    let answers: Vec<_> = list(5, &|at| json!(words(&format!("answers.{at}.label"))));
    let flags: Vec<_> = list(4, &|at| {
        let part = |name: &str| words(&format!("flags.list.{at}.{name}"));
        json!({ "name": part("name"), "summary": part("summary") })
    });
    let mut all = json!({
        "signs": signs,
        "answers": answers,
        "flags": flags,
        "tick": words("flags.tick"),
        "flags_heading": words("flags.heading"),
        "kept_heading": words("kept.heading"),
        "done": words("kept.done"),
        "deleted": words("kept.deleted"),
        "result": words("overview.mixed.heading"),
    });
    for label in [
        "next",
        "back",
        "see_result",
        "start_again",
        "keep",
        "kept",
        "delete",
        "check_in",
        "green_flags",
    ] {
        all[label] = json!(words(&format!("labels.{label}")));
    }
    all.to_string()
}
