//! What is served, by real web servers with the files that are made for them.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use journey::{
    Answer, Engine, Host, Session, Site, Software, card_for, in_engines, repository, words,
};
use xtask::project::{MAJOR, VERSION};

/// Makes a test for each web server.
macro_rules! by_servers {
    ($test:ident) => {
        #[allow(non_snake_case)]
        mod $test {
            use journey::Software;

            #[tokio::test]
            async fn Nginx() {
                super::$test(Software::Nginx).await;
            }

            #[tokio::test]
            async fn Apache() {
                super::$test(Software::Apache).await;
            }

            #[tokio::test]
            async fn Caddy() {
                super::$test(Software::Caddy).await;
            }
        }
    };
}

// What is expected, of every server alike.

const NEVER_CHANGES: &str = "public, max-age=31536000, immutable";
const NEWEST: &str = "public, max-age=300, stale-while-revalidate=3600";
const PERMISSIONS: &str =
    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

/// What the names end with, and the type that goes with it.
const TYPES: [(&str, &str); 11] = [
    (".bin", "application/octet-stream"),
    (".css", "text/css; charset=utf-8"),
    (".html", "text/html; charset=utf-8"),
    (".js", "text/javascript; charset=utf-8"),
    (".json", "application/json"),
    (".png", "image/png"),
    (".svg", "image/svg+xml"),
    (".txt", "text/plain; charset=utf-8"),
    (".wasm", "application/wasm"),
    (".webmanifest", "application/manifest+json"),
    (".zip", "application/zip"),
];

/// Files that others add one day, to see what would be made of them.
const OTHERS: [(&str, &str); 4] = [
    ("app.webmanifest", "{}"),
    ("icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ("icon-192.png", "picture"),
    ("words.txt", "words"),
];

/// Returns the headers that must be there, and with `None` those that must not, for the file at `path` of `site`.
fn expected(site: &Path, path: &str) -> Vec<(&'static str, Option<String>)> {
    let kind = TYPES.iter().find(|(end, _)| path.ends_with(end));
    let kind = kind.unwrap_or_else(|| {
        panic!("{path} is of an unknown type: say in TYPES and in the files of hosting/ what it is")
    });
    let embedded = path.starts_with("embed/");
    let page = path.ends_with(".html");
    let cache = if path.starts_with(&format!("embed/{VERSION}/")) {
        NEVER_CHANGES
    } else if path.starts_with(&format!("embed/{MAJOR}/")) {
        NEWEST
    } else {
        "no-cache"
    };
    let policy = if page {
        let framed = if path == "index.html" { "*" } else { "'self'" };
        Some(format!(
            "{}; frame-ancestors {framed}",
            policy_of(site, path)
        ))
    } else if path == "service-worker.js" {
        Some("default-src 'none'; script-src 'self'; connect-src 'self'".to_owned())
    } else {
        None
    };
    let when = |condition: bool, value: &str| condition.then(|| value.to_owned());
    vec![
        ("content-type", Some(kind.1.to_owned())),
        ("cache-control", Some(cache.to_owned())),
        ("x-content-type-options", Some("nosniff".to_owned())),
        ("referrer-policy", Some("no-referrer".to_owned())),
        ("content-security-policy", policy),
        ("permissions-policy", when(page, PERMISSIONS)),
        ("access-control-allow-origin", when(embedded, "*")),
        (
            "cross-origin-resource-policy",
            when(embedded, "cross-origin"),
        ),
        // It would let a page measure what its reader has seen before.
        ("timing-allow-origin", None),
        // It is the owner's to promise.
        ("strict-transport-security", None),
        ("set-cookie", None),
    ]
}

/// Returns the policy that a page holds.
fn policy_of(site: &Path, path: &str) -> String {
    let page = fs::read_to_string(site.join(path)).unwrap();
    let (_, policy) = page.split_once("\"Content-Security-Policy\"").unwrap();
    let policy = policy.split('"').nth(1).unwrap();
    policy.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn has(answer: &Answer, expected: &[(&str, Option<String>)], what: &str) {
    for (name, value) in expected {
        assert_eq!(answer.header(name), *value, "{name} of {what}");
    }
}

/// Returns the paths of what readers may ask for, without siblings and what is for servers.
fn served(site: &Path) -> BTreeSet<String> {
    fn look(folder: &Path, above: &str, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let name = format!("{above}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                look(&entry.path(), &format!("{name}/"), found);
            } else {
                found.insert(name);
            }
        }
    }
    let mut found = BTreeSet::new();
    look(site, "", &mut found);
    found.retain(|path| {
        let sibling = path.ends_with(".br") || path.ends_with(".gz");
        !sibling && !path.starts_with(['.', '_'])
    });
    assert!(found.len() > 15, "{found:?}");
    found
}

/// Returns the ways in which a file is asked for.
fn addresses(path: &str) -> Vec<String> {
    let folder = path.strip_suffix("index.html");
    let folder = folder.map(|folder| format!("/{folder}"));
    folder.into_iter().chain([format!("/{path}")]).collect()
}

async fn with_others(software: Software) -> Host {
    Host::start_with(software, |site| {
        for (path, text) in OTHERS {
            fs::write(site.join(path), text).unwrap();
        }
    })
    .await
}

by_servers!(every_file_is_sent_as_what_it_is_and_as_small_as_it_is_wanted);
async fn every_file_is_sent_as_what_it_is_and_as_small_as_it_is_wanted(software: Software) {
    let host = with_others(software).await;
    let site = host.site();
    let mut encodings = BTreeMap::new();
    for path in served(&site) {
        let expected = expected(&site, &path);
        for address in addresses(&path) {
            for (wanted, sibling) in [
                ("gzip, deflate, br, zstd", Some("br")),
                ("br", Some("br")),
                ("gzip", Some("gz")),
                ("identity", None),
            ] {
                let sibling = sibling.map(|end| (end, site.join(format!("{path}.{end}"))));
                let sibling = sibling.filter(|(_, sibling)| sibling.is_file());
                let (encoding, file) = match sibling {
                    Some(("br", file)) => (Some("br"), file),
                    Some((_, file)) => (Some("gzip"), file),
                    None => (None, site.join(&path)),
                };
                *encodings.entry(encoding).or_insert(0) += 1;
                let what = format!("{address}, wanted in {wanted}");
                let headers = [("Accept-Encoding", wanted)];
                let answer = host.ask("GET", &address, &headers).unwrap();
                assert_eq!(answer.status, 200, "{what}");
                assert_eq!(
                    answer.header("content-encoding").as_deref(),
                    encoding,
                    "{what}"
                );
                assert!(answer.body == fs::read(file).unwrap(), "body of {what}");
                has(&answer, &expected, &what);
                // Caches must keep them apart, also when the first one was not compressed.
                if site.join(format!("{path}.br")).is_file() {
                    let vary = answer.header("vary").unwrap_or_default().to_lowercase();
                    assert!(vary.contains("accept-encoding"), "{what}: {vary}");
                }

                let head = host.ask("HEAD", &address, &headers).unwrap();
                assert_eq!((head.status, head.body.len()), (200, 0), "HEAD {what}");
                has(&head, &expected, &format!("HEAD {what}"));
            }
        }
    }
    for encoding in [Some("br"), Some("gzip"), None] {
        assert!(encodings[&encoding] > 15, "{encodings:?}");
    }
}

by_servers!(what_a_browser_has_already_is_not_sent_again);
async fn what_a_browser_has_already_is_not_sent_again(software: Software) {
    let host = Host::start(software).await;
    let site = host.site();
    for path in served(&site) {
        let address = format!("/{path}");
        for wanted in ["br", "gzip", "identity"] {
            let what = format!("{address} in {wanted}");
            let ask = |name, value: &str| {
                let headers = [("Accept-Encoding", wanted), (name, value)];
                host.ask("GET", &address, &headers).unwrap()
            };
            let first = ask("X-Nothing", "");
            for (said, asked) in [
                ("etag", "If-None-Match"),
                ("last-modified", "If-Modified-Since"),
            ] {
                let value = first
                    .header(said)
                    .unwrap_or_else(|| panic!("no {said}: {what}"));
                let again = ask(asked, &value);
                assert_eq!(
                    (again.status, again.body.len()),
                    (304, 0),
                    "{asked}: {what}"
                );
                let cache = again.header("cache-control");
                assert_eq!(cache, first.header("cache-control"), "{asked}: {what}");
            }
            assert_eq!(ask("If-None-Match", "\"other\"").status, 200, "{what}");
        }
    }
}

by_servers!(a_part_of_a_file_can_be_asked_for);
async fn a_part_of_a_file_can_be_asked_for(software: Software) {
    let host = Host::start(software).await;
    let site = host.site();
    for path in served(&site)
        .iter()
        .filter(|path| path.starts_with("embed/"))
    {
        let whole = fs::read(site.join(path)).unwrap();
        let address = format!("/{path}");
        let part = host
            .ask("GET", &address, &[("Range", "bytes=10-29")])
            .unwrap();
        assert_eq!(part.status, 206, "{path}");
        assert!(part.body == whole[10..30], "{path}");
        let range = format!("bytes 10-29/{}", whole.len());
        assert_eq!(part.header("content-range"), Some(range), "{path}");
        has(&part, &expected(&site, path), path);
        let beyond = format!("bytes={}-", whole.len());
        let beyond = host.ask("GET", &address, &[("Range", &beyond)]).unwrap();
        assert_eq!(beyond.status, 416, "{path}");
    }
}

by_servers!(what_is_missing_or_hidden_is_plain_text_and_kept_by_no_cache);
async fn what_is_missing_or_hidden_is_plain_text_and_kept_by_no_cache(software: Software) {
    let host = Host::start(software).await;
    for name in [".htaccess", "_headers", "index.html.br", "index.html.gz"] {
        assert!(
            host.site().join(name).is_file(),
            "{name} is not there to hide"
        );
    }
    let version = format!("/embed/{VERSION}");
    for path in [
        &*format!("{version}/none-00000000.wasm"),
        &format!("{version}/none-00000000.js"),
        &format!("{version}/content/none.bin"),
        "/embed/0.0.1/right-track.js",
        "/none.html",
        "/none",
        "/none/",
        // Nobody guesses an ending.
        "/index",
        // No folder shows what is in it.
        "/embed/",
        &format!("/embed/{MAJOR}/"),
        &format!("{version}/content/"),
        // What is for servers alone.
        "/.htaccess",
        "/%2ehtaccess",
        "/_headers",
        "/index.html.br",
        "/index.html.gz",
        &format!("/embed/{MAJOR}/right-track.js.br"),
    ] {
        for wanted in ["br, gzip", "identity"] {
            let headers = [("Accept-Encoding", wanted)];
            let answer = host.ask("GET", path, &headers).unwrap();
            let text = String::from_utf8_lossy(&answer.body);
            assert_eq!(answer.status, 404, "{path}: {text}");
            assert_eq!(text.trim_end(), "There is nothing here.", "{path}");
            let embedded = path.starts_with("/embed/");
            has(
                &answer,
                &[
                    ("content-type", Some("text/plain; charset=utf-8".to_owned())),
                    ("content-encoding", None),
                    ("cache-control", Some("no-cache".to_owned())),
                    ("x-content-type-options", Some("nosniff".to_owned())),
                    // Without it, the loader cannot tell what is missing from what cannot be reached.
                    (
                        "access-control-allow-origin",
                        embedded.then(|| "*".to_owned()),
                    ),
                ],
                path,
            );
        }
    }
    for path in [
        "/../nginx.conf",
        "/embed/../../nginx.conf",
        "/%2e%2e/Caddyfile",
    ] {
        let answer = host.ask("GET", path, &[]).unwrap();
        assert!(matches!(answer.status, 400 | 404), "{path}: {answer:?}");
    }
}

by_servers!(nothing_is_written_down_about_who_reads);
async fn nothing_is_written_down_about_who_reads(software: Software) {
    let host = Host::start(software).await;
    let index = host.ask("GET", "/", &[]).unwrap();
    assert_eq!(index.status, 200);
    for path in [
        "/",
        "/embed/1/right-track.js",
        "/none.html",
        "/embed/",
        "/_headers",
    ] {
        let headers = [("Referer", "https://practice.example/telling-page")];
        host.ask("GET", path, &headers).unwrap();
    }
    let log = host.site().join("../access.log");
    let written = fs::read_to_string(log).unwrap_or_default();
    assert_eq!(written, "");
    let said = host.last_words();
    assert!(!said.contains("telling-page"), "{said}");
}

// Static hosts.

/// Reads `_headers` as static hosts do: each rule that fits an address adds its headers.
fn by_rules(rules: &str, address: &str) -> Answer {
    let mut headers: Vec<(String, String)> = Vec::new();
    let mut fits = false;
    for line in rules.lines() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        if line.starts_with('/') {
            fits = match line.strip_suffix('*') {
                Some(start) => address.starts_with(start),
                None => address == line,
            };
            // Anywhere else, hosts differ in what they take it for.
            let plain = line.strip_suffix('*').unwrap_or(line);
            assert!(!plain.contains(['*', ':', ' ']), "{line}");
            continue;
        }
        let header = line
            .strip_prefix("  ")
            .and_then(|line| line.split_once(": "));
        let (name, value) = header.unwrap_or_else(|| panic!("not a rule: {line:?}"));
        if fits {
            headers.push((name.to_lowercase(), value.to_owned()));
        }
    }
    for (index, (name, _)) in headers.iter().enumerate() {
        // Some hosts join the two, others take one of them.
        let twice = headers[..index].iter().any(|(other, _)| other == name);
        assert!(!twice, "{address} has {name} twice");
    }
    Answer {
        status: 200,
        headers,
        body: Vec::new(),
    }
}

#[test]
fn the_rules_for_static_hosts_say_the_same() {
    let site = repository().join("dist");
    let rules = fs::read_to_string(site.join("_headers")).unwrap();
    for path in served(&site) {
        for address in addresses(&path) {
            has(
                &by_rules(&rules, &address),
                &expected(&site, &path),
                &address,
            );
        }
    }
    assert!(rules.lines().all(|line| line.len() <= 2_000));
    let count = rules.lines().filter(|line| line.starts_with('/')).count();
    assert!((10..=100).contains(&count), "{count}");
    // Without it, some hosts send the private page in place of what is missing.
    assert!(site.join("404.html").is_file());
}

// In a browser.

in_engines!(a_check_in_goes_through_behind_nginx: Chromium);
async fn a_check_in_goes_through_behind_nginx(engine: Engine) {
    let host = Host::start_with(Software::Nginx, with_open_roots).await;
    let address = host.address();
    // A practice's page from another origin, with the widget from there.
    let site = Site::start_changing({
        let address = address.clone();
        move |request, mut reply| {
            if request.path == "/sample/" {
                let page = String::from_utf8_lossy(&reply.body);
                let page = page.replace("\"/embed/", &format!("\"{address}/embed/"));
                reply.body = page.into_bytes();
            }
            reply
        }
    });
    let session = Session::open(engine).await;
    session.visit(&site.page("/sample/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    widget.check_in().await;
    widget.press(&card_for(2)).await;
    widget.arrives_at(".card", &words("card.heading")).await;
    session.expect_silence().await;
    let embed = |path: &str| path.starts_with("/embed/");
    let asked = site.asked();
    assert!(!asked.iter().any(|asked| embed(&asked.path)), "{asked:?}");

    session.visit(&format!("{address}/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    widget
        .every_screen(async |screen| {
            let said = session.said().await;
            assert!(said.is_empty(), "on {screen}: {}", said.join("\n"));
        })
        .await;
}

in_engines!(the_private_page_can_be_framed_behind_nginx: Chromium);
async fn the_private_page_can_be_framed_behind_nginx(engine: Engine) {
    let host = Host::start_with(Software::Nginx, with_open_roots).await;
    let address = host.address();
    let site = Site::start_changing(move |request, mut reply| {
        if request.path == "/pages/framed/" {
            let page = String::from_utf8_lossy(&reply.body);
            let (before, after) = page.split_once("src=\"http").unwrap();
            let (_, after) = after.split_once("/embed/").unwrap();
            reply.body = format!("{before}src=\"{address}/embed/{after}").into_bytes();
            // Its policy is for another address, and it is not what this is about.
            reply
                .headers
                .retain(|(name, _)| name != "Content-Security-Policy");
        }
        reply
    });
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/framed/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    crate::framed::enter(widget).await;
    widget.ready().await;
    session.expect_silence().await;
}

/// Puts the scripts of the tests into the private page, as files of the same site, which its policy lets in.
fn with_open_roots(site: &Path) {
    let mut scripts = String::new();
    for name in ["open-root.js", "witness.js"] {
        let from: PathBuf = repository().join("tests/pages").join(name);
        fs::copy(from, site.join(name)).unwrap();
        scripts += &format!("<script src=\"/{name}\"></script>");
    }
    let page = fs::read_to_string(site.join("index.html")).unwrap();
    let (head, rest) = page.split_once("<meta charset").unwrap();
    fs::write(
        site.join("index.html"),
        format!("{head}{scripts}<meta charset{rest}"),
    )
    .unwrap();
    for end in ["br", "gz"] {
        fs::remove_file(site.join(format!("index.html.{end}"))).unwrap();
    }
}
