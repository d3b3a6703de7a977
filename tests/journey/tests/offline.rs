//! The private page, installed and kept by the browser for use without a connection.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicUsize, Ordering},
};

use journey::{
    Engine, Host, Session, Settings, Site, Software, Widget, in_engines, repository, until, words,
};
use serde_json::{Value, json};

use crate::framed::{enter, fits};

/// A release of the site, in a folder that goes when it is dropped.
struct Release(PathBuf);

impl Release {
    /// Lays out what was built, as the first release.
    fn first() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("release-{}-{number}", process::id()));
        Self::first_in(folder)
    }

    /// Lays out what was built in `folder`, as the first release.
    fn first_in(folder: PathBuf) -> Self {
        let release = Self(folder);
        release.deploy("1.0.0");
        release
    }

    /// Puts the release `version` in the place of the one before, of which nothing is left.
    ///
    /// Its page, its loader and the addresses of its files say which one it is, and its service worker is made as the
    /// build makes it. The loader brings the scripts of the tests, as there is nothing else that a page which comes from
    /// the browser's cache could bring them.
    fn deploy(&self, version: &str) {
        let next = self.0.with_extension("next");
        copy(&repository().join("dist"), &next);
        let embed = next.join("embed");
        if version != "1.0.0" {
            fs::rename(embed.join("1.0.0"), embed.join(version)).unwrap();
        }
        let scripts = ["open-root.js", "witness.js"].map(|script| {
            let path = repository().join("tests/pages").join(script);
            fs::read_to_string(path).unwrap()
        });
        change(&embed.join("1/private-page.js"), |loader| {
            let loader = loader
                .replace("../1.0.0/", &format!("../{version}/"))
                .replace("\"1.0.0\"", &format!("\"{version}\""));
            assert!(loader.contains(&format!("\"{version}\"")), "{loader}");
            format!("{}{loader}", scripts.concat())
        });
        change(&next.join("index.html"), |page| {
            page.replace("<main>", &format!("<main data-release=\"{version}\">"))
        });
        change(&next.join("page.css"), |styles| {
            format!("{styles}\nmain {{ --release: {version}; }}\n")
        });
        xtask::lay_out::renew_service_worker(&next).unwrap();
        without_siblings(&next.join("service-worker.js"));
        // There is none before the first release.
        let _ = fs::remove_dir_all(&self.0);
        fs::rename(&next, &self.0).unwrap();
    }

    fn serve(&self) -> Site {
        Site::start_with(self.0.clone())
    }
}

impl Drop for Release {
    fn drop(&mut self) {
        // The system's own cleaning takes what is left.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(from, to).unwrap();
        }
    }
}

/// Removes what a server would send in the place of a file that has changed.
fn without_siblings(file: &Path) {
    for end in ["br", "gz"] {
        // A file that compressing does not make smaller has none.
        let _ = fs::remove_file(file.with_added_extension(end));
    }
}

fn change(file: &Path, change: impl Fn(&str) -> String) {
    let text = fs::read_to_string(file).unwrap();
    let changed = change(&text);
    assert_ne!(text, changed, "{}", file.display());
    fs::write(file, changed).unwrap();
    without_siblings(file);
}

/// Opens the private page, which says what it is by its address alone.
async fn visit(session: &Session, address: &str) {
    session.visit(&format!("{address}/")).await;
    session.widget(0).ready().await;
}

/// Lets the browser keep the page.
async fn keep(widget: Widget<'_>) {
    widget.go_to_kept().await;
    widget.press(&words("page.offline.heading")).await;
    widget.press(&words("page.offline.keep")).await;
    widget
        .says("details[open]", &words("page.offline.kept"))
        .await;
    let active = widget.active().await.unwrap_or_default();
    assert!(active.starts_with("summary "), "the focus is on {active}");
}

/// Returns the names of all caches, and whether there is a service worker.
async fn left(session: &Session) -> Value {
    let look = "return (async () => [
        await caches.keys(), (await navigator.serviceWorker.getRegistrations()).length])();";
    session.run(look, Vec::new()).await
}

/// Returns which release the page, its styles, its loader and its files are of.
async fn releases(session: &Session) -> Value {
    let look = "
        const main = document.querySelector('main');
        const files = performance.getEntriesByType('resource').map(({ name }) => name);
        return [
          main.dataset.release,
          getComputedStyle(main).getPropertyValue('--release').trim(),
          customElements.get('right-track').version,
          ...new Set(files.filter((name) => /\\.wasm$|\\.bin$|start-/.test(name)).map((name) => name.split('/')[4])),
        ];";
    session.run(look, Vec::new()).await
}

/// Opens the page, which is of the first release and offers the next.
async fn offers_the_next(session: &Session, address: &str) {
    visit(session, address).await;
    are_all(session, "1.0.0").await;
    let new = words("page.offline.new");
    session.widget(0).says(".resume", &new).await;
}

async fn are_all(session: &Session, version: &str) {
    assert_eq!(
        releases(session).await,
        json!([version, version, version, version])
    );
}

in_engines!(a_page_that_was_kept_opens_without_a_connection: Chromium Firefox);
async fn a_page_that_was_kept_opens_without_a_connection(engine: Engine) {
    let release = Release::first();
    let site = release.serve();
    let address = site.address();
    let session = Session::open(engine).await;
    visit(&session, &address).await;
    let widget = session.widget(0);
    widget.check_in().await;
    let before = site.asked();
    widget.keep().await;
    // The server would see by that when something was kept.
    assert_eq!(site.asked(), before, "keeping a check-in asks for nothing");
    assert_eq!(left(&session).await, json!([[], 0]), "nothing unasked");
    keep(widget).await;
    holds_our_files_alone(&session, &address).await;
    assert_eq!(session.storage().await, ["right-track:journal"]);
    session.expect_silence().await;

    drop(site);
    for link in ["/#4", "/?from=a-letter#4", "/index.html#4"] {
        // Another page in between, as a change of the fragment alone loads nothing.
        session.visit("about:blank").await;
        session.visit(&format!("{address}{link}")).await;
        widget.ready().await;
        widget.element(".kept").await;
    }
    visit(&session, &address).await;
    are_all(&session, "1.0.0").await;
    widget.check_in().await;
    widget.keep().await;
    visit(&session, &address).await;
    widget.go_to_kept().await;
    widget.shows_entries(2).await;
    widget.press(&words("page.offline.heading")).await;
    widget
        .says("details[open]", &words("page.offline.kept"))
        .await;
}

/// Looks that the one cache has nothing but files of ours, and no other address was kept.
async fn holds_our_files_alone(session: &Session, address: &str) {
    let names = left(session).await;
    let names = names[0].as_array().cloned().unwrap_or_default();
    assert_eq!(names.len(), 1, "{names:?}");
    let name = names[0].as_str().unwrap_or_default();
    assert!(name.starts_with("right-track:page-"), "{name}");
    let look = "return (async () => {
        const cache = await caches.open(arguments[0]);
        return (await cache.keys()).map(({ url }) => url).sort();
      })();";
    let files = session.run(look, vec![names[0].clone()]).await;
    let files: Vec<String> = serde_json::from_value(files).unwrap_or_default();
    assert!(files.len() > 8, "{files:?}");
    for file in files {
        let file = file.strip_prefix(address).unwrap_or(&file);
        let ours = ["/", "/page.css", "/app.webmanifest"].contains(&file)
            || file.starts_with("/embed/1.0.0/")
            || file == "/embed/1/private-page.js";
        assert!(ours, "{file}");
    }
}

in_engines!(a_new_version_is_offered_and_two_tabs_live_through_it: Chromium Firefox);
async fn a_new_version_is_offered_and_two_tabs_live_through_it(engine: Engine) {
    let release = Release::first();
    let site = release.serve();
    let address = site.address();
    let session = Session::open(engine).await;
    visit(&session, &address).await;
    let widget = session.widget(0);
    keep(widget).await;
    visit(&session, &address).await;
    let [first, second] = session.open_beside(&format!("{address}/")).await;
    widget.ready().await;
    widget.begin().await;
    widget.answer(0).await;

    // Nothing of the first release is left on the server.
    release.deploy("1.0.1");
    session.look_at(&first).await;
    offers_the_next(&session, &address).await;
    // What has been said would be lost.
    widget
        .choose(&words("welcome.sessions.choices.1.label"))
        .await;
    widget
        .says(".resume", &words("page.offline.unfinished"))
        .await;
    widget.expect_none(".resume button").await;
    visit(&session, &address).await;
    widget.press(&words("page.offline.renew")).await;
    until("the new release", async || {
        let release = session
            .run(
                "return document.querySelector('main')?.dataset.release;",
                Vec::new(),
            )
            .await;
        match release == json!("1.0.1") {
            true => Ok(()),
            false => Err(release),
        }
    })
    .await;
    widget.ready().await;
    are_all(&session, "1.0.1").await;
    let caches = left(&session).await;
    assert_eq!(caches[0].as_array().map(Vec::len), Some(1), "{caches}");

    // The other tab goes on where it was.
    session.look_at(&second).await;
    widget
        .arrives_at(".question", &words("signs.1.question"))
        .await;
    are_all(&session, "1.0.0").await;
    for sign in 1..journey::ANSWERS.len() {
        widget.answer(sign).await;
    }
    widget.keep().await;
    session.expect_silence().await;
    drop(site);
    visit(&session, &address).await;
    are_all(&session, "1.0.1").await;
    widget.go_to_kept().await;
    widget.shows_entries(1).await;
}

in_engines!(a_new_version_comes_by_itself_once_the_page_was_closed: Chromium Firefox);
async fn a_new_version_comes_by_itself_once_the_page_was_closed(engine: Engine) {
    let release = Release::first();
    let site = release.serve();
    let address = site.address();
    let session = Session::open(engine).await;
    visit(&session, &address).await;
    let widget = session.widget(0);
    keep(widget).await;
    release.deploy("1.0.1");
    offers_the_next(&session, &address).await;
    let other = format!("{}/pages/host-alone/", site.other_address());
    let [first, second] = session.open_beside(&other).await;
    session.look_at(&first).await;
    session.client().close_window().await.unwrap();
    session.look_at(&second).await;
    until("the new release", async || {
        visit(&session, &address).await;
        let seen = releases(&session).await;
        if seen[0] == json!("1.0.1") {
            return Ok(());
        }
        session.visit(&other).await;
        Err(seen)
    })
    .await;
    are_all(&session, "1.0.1").await;
}

/// Does something to what is kept of the page.
async fn spoil(session: &Session, what: &str) {
    let spoil = format!(
        "return (async () => {{
            const [name] = await caches.keys();
            const cache = await caches.open(name);
            const all = await cache.keys();
            const url = (end) => all.find((request) => request.url.endsWith(end)).url;
            {what}
          }})();"
    );
    session.run(&spoil, Vec::new()).await;
}

in_engines!(a_cache_that_lacks_something_gives_way_to_the_server: Chromium Firefox);
async fn a_cache_that_lacks_something_gives_way_to_the_server(engine: Engine) {
    let release = Release::first();
    let site = release.serve();
    let address = site.address();
    let session = Session::open(engine).await;
    visit(&session, &address).await;
    let widget = session.widget(0);
    keep(widget).await;
    spoil(&session, "await cache.delete(url('.wasm'));").await;
    release.deploy("1.0.1");
    // All of it comes from the server, and none from the half that is left.
    visit(&session, &address).await;
    are_all(&session, "1.0.1").await;
    drop(site);
    session.visit(&format!("{address}/")).await;
    let text = session.run("return document.body.innerText;", Vec::new());
    let text = text.await;
    let text = text.as_str().unwrap_or_default();
    assert!(text.contains(&words("page.plain.broken")), "{text}");
    let call = "return !!document.querySelector('a[href=\"tel:116123\"]');";
    assert_eq!(session.run(call, Vec::new()).await, json!(true));
}

in_engines!(a_kept_file_that_was_altered_is_not_used: Chromium Firefox);
async fn a_kept_file_that_was_altered_is_not_used(engine: Engine) {
    let release = Release::first();
    let site = release.serve();
    let address = site.address();
    let session = Session::open(engine).await;
    visit(&session, &address).await;
    let widget = session.widget(0);
    keep(widget).await;
    // A script that no hash of the loader checks, and the page itself.
    let script = "
        const start = all.find(({ url }) => url.includes('/start-')).url;
        await cache.put(start, new Response('window.altered = 1', { headers: { 'content-type': 'text/javascript' } }));";
    spoil(&session, script).await;
    visit(&session, &address).await;
    are_all(&session, "1.0.0").await;
    let altered = "return window.altered ?? null;";
    assert_eq!(session.run(altered, Vec::new()).await, Value::Null);
    let page = "await cache.put(url('/'), new Response('<p>Altered</p>', { headers: { 'content-type': 'text/html' } }));";
    spoil(&session, page).await;
    visit(&session, &address).await;
    are_all(&session, "1.0.0").await;
    drop(site);
    session.visit(&format!("{address}/")).await;
    let text = session.run("return document.body.innerText;", Vec::new());
    let text = text.await;
    let text = text.as_str().unwrap_or_default();
    assert!(text.contains(&words("page.plain.broken")), "{text}");
}

in_engines!(what_does_not_arrive_whole_is_not_kept_at_all: Chromium Firefox);
async fn what_does_not_arrive_whole_is_not_kept_at_all(engine: Engine) {
    let release = Release::first();
    let site = release.serve();
    let session = Session::open(engine).await;
    visit(&session, &site.address()).await;
    let widget = session.widget(0);
    change(&release.0.join("page.css"), |styles| {
        styles.replace("margin", "padding")
    });
    widget.go_to_kept().await;
    widget.press(&words("page.offline.heading")).await;
    widget.press(&words("page.offline.keep")).await;
    widget
        .says("details[open]", &words("page.offline.failed"))
        .await;
    assert_eq!(left(&session).await, json!([[], 0]));
    // And it can be tried again.
    release.deploy("1.0.0");
    widget.press(&words("page.offline.keep")).await;
    widget
        .says("details[open]", &words("page.offline.kept"))
        .await;
}

in_engines!(the_page_goes_when_asked_and_with_everything_else: Chromium Firefox);
async fn the_page_goes_when_asked_and_with_everything_else(engine: Engine) {
    let release = Release::first();
    let site = release.serve();
    let session = Session::open(engine).await;
    visit(&session, &site.address()).await;
    let widget = session.widget(0);
    widget.check_in().await;
    widget.keep().await;
    keep(widget).await;
    visit(&session, &site.address()).await;
    widget.go_to_kept().await;
    widget.press(&words("page.offline.heading")).await;
    widget.press(&words("page.offline.remove")).await;
    widget.announces(&words("page.offline.removed")).await;
    widget.keeps_focus("after the page was let go").await;
    assert_eq!(left(&session).await, json!([[], 0]));
    widget.press(&words("page.offline.keep")).await;
    widget
        .says("details[open]", &words("page.offline.kept"))
        .await;
    delete_everything(widget).await;
    assert_eq!(left(&session).await, json!([[], 0]));
    assert!(session.storage().await.is_empty());
    // Also when nothing but the page is kept.
    widget.press(&words("page.offline.keep")).await;
    widget
        .says("details[open]", &words("page.offline.kept"))
        .await;
    delete_everything(widget).await;
    assert_eq!(left(&session).await, json!([[], 0]));
    session.expect_silence().await;
}

/// Deletes all that is kept and the page, which the question says beforehand.
async fn delete_everything(widget: Widget<'_>) {
    widget.press(&words("labels.delete_all")).await;
    widget
        .says("[role=alert]", &words("page.offline.delete_question"))
        .await;
    widget.press(&words("labels.delete_all_confirm")).await;
    widget.announces(&words("page.offline.deleted")).await;
}

in_engines!(a_host_can_switch_it_off_for_everyone: Chromium Firefox);
async fn a_host_can_switch_it_off_for_everyone(engine: Engine) {
    let release = Release::first();
    let site = release.serve();
    let session = Session::open(engine).await;
    visit(&session, &site.address()).await;
    keep(session.widget(0)).await;
    let page = fs::read_to_string(repository().join("docs/privacy.md")).unwrap();
    let script = page.split("```js\n").nth(1).unwrap();
    let script = script.split("```").next().unwrap();
    fs::write(release.0.join("service-worker.js"), script).unwrap();
    visit(&session, &site.address()).await;
    until("nothing to be left", async || {
        let left = left(&session).await;
        if left == json!([[], 0]) {
            Ok(())
        } else {
            Err(left)
        }
    })
    .await;
    visit(&session, &site.address()).await;
    session.expect_silence().await;
}

in_engines!(a_section_opens_by_its_number_and_back_closes_it: Chromium Firefox);
async fn a_section_opens_by_its_number_and_back_closes_it(engine: Engine) {
    let release = Release::first();
    let site = release.serve();
    let address = site.address();
    let session = Session::open(engine).await;
    let widget = session.widget(0);
    visit(&session, &address).await;
    widget.begin().await;
    widget.answer(0).await;
    let question = words("signs.1.question");
    widget.arrives_at(".question", &question).await;
    assert_eq!(shown(&session).await, format!("{address}/"));
    for (number, screen, heading) in [
        (2, ".green-flags", "flags.heading"),
        (4, ".kept", "kept.heading"),
    ] {
        let go = format!("location.hash = '{number}';");
        session.run(&go, Vec::new()).await;
        widget.arrives_at(screen, &words(heading)).await;
        session.client().back().await.unwrap();
        widget.arrives_at(".question", &question).await;
    }
    widget.press(&words("labels.back")).await;
    let first = words("signs.0.question");
    widget.arrives_at(".question", &first).await;
    assert!(!widget.chosen().await.is_empty(), "the answer is there");

    session.run("location.hash = '3';", Vec::new()).await;
    let good_to_know = words("labels.good_to_know");
    widget.element(".more").await;
    session.reload().await;
    widget.ready().await;
    widget.element(".more").await;
    // Whoever came by a number sees it change, with no entry more.
    let entries = "return history.length;";
    let before = session.run(entries, Vec::new()).await;
    widget.press(&words("labels.green_flags")).await;
    widget.element(".green-flags").await;
    assert_eq!(shown(&session).await, format!("{address}/#2"));
    widget.press(&words("labels.check_in")).await;
    widget.element(".welcome").await;
    assert_eq!(shown(&session).await, format!("{address}/"));
    assert_eq!(session.run(entries, Vec::new()).await, before);
    widget.press(&good_to_know).await;
    widget.element(".more").await;
    assert_eq!(shown(&session).await, format!("{address}/"));

    for strange in ["#9", "#kept", "#2x"] {
        session.visit("about:blank").await;
        session.visit(&format!("{address}/{strange}")).await;
        widget.ready().await;
        widget.element(".welcome").await;
    }
    session.expect_silence().await;
}

async fn shown(session: &Session) -> String {
    let address = session.run("return location.href;", Vec::new()).await;
    address.as_str().unwrap_or_default().to_owned()
}

in_engines!(a_widget_in_a_page_or_in_a_frame_keeps_no_page: Chromium Firefox);
async fn a_widget_in_a_page_or_in_a_frame_keeps_no_page(engine: Engine) {
    let release = Release::first();
    let site = release.serve();
    let settings = Settings {
        // Drivers do not scroll the page around a frame.
        height: 9000,
        ..Settings::default()
    };
    let session = Session::open_with(engine, settings).await;
    let widget = session.widget(0);
    for (page, framed) in [("/sample/", false), ("/pages/framed/", true)] {
        session.visit(&site.other_page(page)).await;
        widget.ready().await;
        if framed {
            fits(widget).await;
            enter(widget).await;
            widget.ready().await;
        }
        widget.check_in().await;
        widget.keep().await;
        widget.go_to_kept().await;
        let heading = words("page.offline.heading");
        if framed {
            widget.press(&heading).await;
            widget
                .says("details[open]", &words("page.offline.unavailable"))
                .await;
        } else {
            assert!(!widget.texts("summary").await.contains(&heading));
        }
        assert_eq!(left(&session).await, json!([[], 0]), "{page}");
    }
    let asked = site.asked();
    let worker = asked.iter().find(|one| one.path.contains("service-worker"));
    assert_eq!(worker, None);
}

in_engines!(the_page_can_be_installed_and_its_name_tells_nothing: Chromium);
async fn the_page_can_be_installed_and_its_name_tells_nothing(engine: Engine) {
    let release = Release::first();
    let site = release.serve();
    let session = Session::open(engine).await;
    visit(&session, &site.address()).await;
    let manifest = session.devtools("Page.getAppManifest", json!({})).await;
    assert_eq!(manifest["errors"], json!([]));
    let text = manifest["data"].as_str().unwrap_or_default();
    let parsed: Value = serde_json::from_str(text).unwrap_or_default();
    assert_eq!(parsed["name"], "Notes");
    let title = session.run("return document.title;", Vec::new()).await;
    assert_eq!(title, parsed["name"]);
    for told in ["therap", "counsel", "check", "track"] {
        assert!(!text.to_lowercase().contains(told), "{told} in {text}");
    }
    let refused = session
        .devtools("Page.getInstallabilityErrors", json!({}))
        .await;
    assert_eq!(refused["installabilityErrors"], json!([]));
    session.expect_silence().await;
}

in_engines!(installed_from_nginx_it_outlives_the_connection_and_the_next_release: Chromium);
async fn installed_from_nginx_it_outlives_the_connection_and_the_next_release(engine: Engine) {
    let host = Host::start(Software::Nginx).await;
    let release = Release::first_in(host.site());
    let address = host.address();
    let session = Session::open(engine).await;
    visit(&session, &address).await;
    let widget = session.widget(0);
    keep(widget).await;
    let [first, second] = session.install(&format!("{address}/")).await;
    let alone = "return matchMedia('(display-mode: standalone)').matches;";
    assert_eq!(session.run(alone, Vec::new()).await, json!(true));
    widget.ready().await;
    widget.begin().await;
    widget.answer(0).await;

    // Nothing of the first release is left on the server.
    release.deploy("1.0.1");
    session.look_at(&first).await;
    offers_the_next(&session, &address).await;
    session.look_at(&second).await;
    for sign in 1..journey::ANSWERS.len() {
        widget.answer(sign).await;
    }
    widget.keep().await;

    drop(host);
    for _ in 0..2 {
        session.reload().await;
        widget.ready().await;
        are_all(&session, "1.0.0").await;
        widget.check_in().await;
        widget.keep().await;
    }
    session.look_at(&first).await;
    visit(&session, &address).await;
    widget.go_to_kept().await;
    widget.shows_entries(3).await;
}
