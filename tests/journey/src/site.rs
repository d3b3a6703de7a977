//! The pages under test, as a web server gives them.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock},
};

use xtask::server::{Reply, Request, Server, file};

/// Scripts that a test page runs before everything else when its query says `open-root`.
const WITNESSES: &str = concat!(
    r#"<script src="/pages/open-root.js"></script>"#,
    r#"<script src="/pages/witness.js"></script>"#,
);

/// One request that the site has answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The port, which tells the two origins apart.
    pub port: u16,
    /// The path, without the query.
    pub path: String,
}

/// The built site on two origins, with the test pages beside it.
///
/// `dist/` is at `/`, `tests/pages/<name>/` at `/pages/<name>/`, and `tests/pages/sample/` also at
/// `/sample/`. A test page may say `{site}` and `{other}` for the two addresses, and have a
/// `headers.txt` beside it with one `Name: value` a line, for its replies.
#[derive(Debug)]
pub struct Site {
    site: Running,
    other: Running,
    asked: Arc<Mutex<Vec<Asked>>>,
}

struct Running(Server);

impl std::fmt::Debug for Running {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0.address())
    }
}

impl Site {
    /// Serves the site on two free ports.
    pub fn start() -> Self {
        let dist = repository().join("dist");
        assert!(
            dist.join("index.html").is_file(),
            "There is no dist/ to look at: run `cargo xtask dist` first."
        );
        let asked = Arc::new(Mutex::new(Vec::new()));
        let addresses = Arc::new(OnceLock::new());
        let serve = || {
            let (asked, addresses) = (Arc::clone(&asked), Arc::clone(&addresses));
            let port = Arc::new(OnceLock::new());
            let server = Server::start(0, {
                let port = Arc::clone(&port);
                move |request| {
                    let asked_for = Asked {
                        port: *port.wait(),
                        path: request.path.to_owned(),
                    };
                    if let Ok(mut asked) = asked.lock() {
                        asked.push(asked_for);
                    }
                    reply(request, addresses.wait())
                }
            })
            .unwrap_or_else(|error| panic!("{error}"));
            let _ = port.set(server.port());
            Running(server)
        };
        let (site, other) = (serve(), serve());
        let _ = addresses.set([site.0.address(), other.0.address()]);
        Self { site, other, asked }
    }

    /// Returns the address of `path` on the first origin, to be opened with open roots.
    pub fn page(&self, path: &str) -> String {
        format!("{}{path}?open-root", self.site.0.address())
    }

    /// Returns the address of `path` on the second origin, to be opened with open roots.
    pub fn other_page(&self, path: &str) -> String {
        format!("{}{path}?open-root", self.other.0.address())
    }

    /// Returns the address of the first origin, as it is, with no slash at the end.
    pub fn address(&self) -> String {
        self.site.0.address()
    }

    /// Returns all requests so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked
            .lock()
            .map(|asked| asked.clone())
            .unwrap_or_default()
    }
}

fn reply(request: &Request, addresses: &[String; 2]) -> Reply {
    let pages = repository().join("tests/pages");
    let (mut reply, headers) = match own_page(request.path) {
        Some(path) => {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let headers = pages.join(folder).join("headers.txt");
            (file(&pages, &path), fs::read_to_string(headers).ok())
        }
        None => (file(&repository().join("dist"), request.path), None),
    };
    let with_addresses = |text: &str| {
        text.replace("{site}", &addresses[0])
            .replace("{other}", &addresses[1])
    };
    let headers = headers.as_deref().map(with_addresses).unwrap_or_default();
    for line in headers.lines().filter(|line| !line.is_empty()) {
        match line.split_once(": ") {
            Some((name, value)) => reply = reply.with_header(name, value),
            None => panic!("“{line}” in headers.txt is not a name, a colon and a value."),
        }
    }
    let is_page = reply
        .content_type()
        .is_some_and(|kind| kind.starts_with("text/html"));
    if is_page {
        let mut text = String::from_utf8_lossy(&reply.body).into_owned();
        if own_page(request.path).is_some() {
            text = with_addresses(&text);
        }
        if request.query.split('&').any(|option| option == "open-root") {
            text = with_witnesses(&text);
        }
        reply.body = text.into_bytes();
    }
    reply
}

/// Returns the path below `tests/pages/`, when it is one of those.
fn own_page(path: &str) -> Option<String> {
    if path == "/sample" || path.starts_with("/sample/") {
        return Some(path.trim_start_matches('/').to_owned());
    }
    path.strip_prefix("/pages/").map(str::to_owned)
}

fn with_witnesses(page: &str) -> String {
    let head = page
        .find("<head")
        .and_then(|start| Some(start + page.get(start..)?.find('>')? + 1))
        .unwrap_or_else(|| panic!("The page has no <head> for the scripts of the tests:\n{page}"));
    let (before, after) = page.split_at(head);
    format!("{before}{WITNESSES}{after}")
}

/// Returns the root of the repository.
pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
