//! The pages under test, as a web server gives them.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Condvar, Mutex, OnceLock},
};

use xtask::{
    npm,
    server::{Reply, Request, Server, file},
};

/// Scripts that a test page runs before everything else when its query says `open-root`.
const WITNESSES: &str = concat!(
    r#"<script src="/pages/open-root.js"></script>"#,
    r#"<script src="/pages/witness.js"></script>"#,
);

/// The same when its query says `closed-root`: the journeys alone see into the roots.
const WITNESSES_OUTSIDE: &str = concat!(
    r#"<script src="/pages/closed-root.js"></script>"#,
    r#"<script src="/pages/witness.js"></script>"#,
);

/// One request that has reached the site.
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
/// `/sample/`. At `/npm/` is the site that Vite built from the npm package, and at `/recorders/` are
/// the packages that came by npm. A test page may say `{site}` and `{other}` for the two addresses,
/// and have a `headers.txt` beside it with one `Name: value` a line, for its replies.
#[derive(Debug)]
pub struct Site {
    site: Running,
    other: Running,
    asked: Arc<Mutex<Vec<Asked>>>,
    gate: Arc<Gate>,
}

/// Holds back replies until the test lets them go.
#[derive(Debug, Default)]
struct Gate {
    held: Mutex<Vec<String>>,
    opened: Condvar,
}

impl Gate {
    fn pass(&self, path: &str) {
        let closed = |held: &mut Vec<String>| held.iter().any(|part| path.contains(&**part));
        if let Ok(held) = self.held.lock() {
            // The lock is poisoned only when a test has failed already.
            drop(self.opened.wait_while(held, closed));
        }
    }

    fn set(&self, parts: &[&str]) {
        if let Ok(mut held) = self.held.lock() {
            *held = parts.iter().map(|&part| part.to_owned()).collect();
        }
        self.opened.notify_all();
    }
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
        Self::start_with(repository().join("dist"))
    }

    /// Serves the site on two free ports, with the folder `dist` in the place of what was built.
    pub fn start_with(dist: PathBuf) -> Self {
        Self::serve(dist, |_, reply| reply)
    }

    /// Serves the site on two free ports, with each reply as `change` makes it.
    pub fn start_changing(
        change: impl Fn(&Request, Reply) -> Reply + Clone + Send + Sync + 'static,
    ) -> Self {
        Self::serve(repository().join("dist"), change)
    }

    fn serve(
        dist: PathBuf,
        change: impl Fn(&Request, Reply) -> Reply + Clone + Send + Sync + 'static,
    ) -> Self {
        assert!(
            dist.join("index.html").is_file(),
            "There is no dist/ to look at: run `cargo xtask dist` first."
        );
        let asked = Arc::new(Mutex::new(Vec::new()));
        let gate = Arc::new(Gate::default());
        let addresses = Arc::new(OnceLock::new());
        let serve = || {
            let (asked, addresses) = (Arc::clone(&asked), Arc::clone(&addresses));
            let (gate, dist, change) = (Arc::clone(&gate), dist.clone(), change.clone());
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
                    gate.pass(request.path);
                    change(request, reply(request, &dist, addresses.wait()))
                }
            })
            .unwrap_or_else(|error| panic!("{error}"));
            let _ = port.set(server.port());
            Running(server)
        };
        let (site, other) = (serve(), serve());
        let _ = addresses.set([site.0.address(), other.0.address()]);
        Self {
            site,
            other,
            asked,
            gate,
        }
    }

    /// Returns the address of `path` on the first origin, to be opened with open roots.
    pub fn page(&self, path: &str) -> String {
        format!("{}{path}?open-root", self.site.0.address())
    }

    /// Returns the address of `path` on the second origin, to be opened with open roots.
    pub fn other_page(&self, path: &str) -> String {
        format!("{}{path}?open-root", self.other.0.address())
    }

    /// Returns the address of the second origin, as it is, with no slash at the end.
    pub fn other_address(&self) -> String {
        self.other.0.address()
    }

    /// Returns the address of the first origin, as it is, with no slash at the end.
    pub fn address(&self) -> String {
        self.site.0.address()
    }

    /// Answers no request whose path contains one of `parts`, until [`Self::let_go`].
    pub fn hold(&self, parts: &[&str]) {
        self.gate.set(parts);
    }

    /// Answers what was held back.
    pub fn let_go(&self) {
        self.gate.set(&[]);
    }

    /// Returns all requests so far, but for what a browser wants for a home screen: it asks for that when it likes, some
    /// time after a page has loaded.
    pub fn asked(&self) -> Vec<Asked> {
        let asked = self.asked.lock();
        let asked = asked.map(|asked| asked.clone()).unwrap_or_default();
        let install =
            |asked: &Asked| asked.path == "/app.webmanifest" || asked.path.starts_with("/icon");
        asked.into_iter().filter(|one| !install(one)).collect()
    }
}

fn reply(request: &Request, dist: &Path, addresses: &[String; 2]) -> Reply {
    let pages = repository().join("tests/pages");
    let (mut reply, headers) = match own_page(request.path) {
        Some(path) => {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let headers = pages.join(folder).join("headers.txt");
            (file(&pages, &path), fs::read_to_string(headers).ok())
        }
        None => {
            let beside = [("/npm", npm::PAGE), ("/recorders", "xtask/node_modules")];
            let found = beside.iter().find_map(|(at, folder)| {
                let path = request.path.strip_prefix(at)?;
                Some(file(&repository().join(folder), path))
            });
            (found.unwrap_or_else(|| file(dist, request.path)), None)
        }
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
        reply.body = text.into_bytes();
        for option in request.query.split('&') {
            reply = match option {
                "open-root" => witnessed(reply),
                "closed-root" => with_scripts(reply, WITNESSES_OUTSIDE),
                _ => reply,
            };
        }
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

/// Returns a page as it is opened with open roots.
pub fn witnessed(page: Reply) -> Reply {
    with_scripts(page, WITNESSES)
}

fn with_scripts(mut page: Reply, scripts: &str) -> Reply {
    let text = String::from_utf8_lossy(&page.body);
    page.body = with_witnesses(&text, scripts).into_bytes();
    page
}

/// Returns the `page` with `scripts` before everything else.
pub(crate) fn with_witnesses(page: &str, scripts: &str) -> String {
    let head = page
        .find("<head")
        .and_then(|start| Some(start + page.get(start..)?.find('>')? + 1))
        .unwrap_or_else(|| panic!("The page has no <head> for the scripts of the tests:\n{page}"));
    let (before, after) = page.split_at(head);
    format!("{before}{scripts}{after}")
}

/// Returns the root of the repository.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
