//! Releases side by side: on a server, and on a page.

use std::fs;

use journey::{Disk, Engine, Reply, Session, Site, Widget, in_engines, repository, words};
use xtask::{dist::PLAIN, lay_out::integrity, project::VERSION};

/// A release that has yet to come.
const NEXT: &str = "1.999.0";

in_engines!(an_old_loader_finds_its_files_after_a_new_release);
async fn an_old_loader_finds_its_files_after_a_new_release(engine: Engine) {
    let disk = Disk::with_site();
    let site = Site::start_with(disk.path().to_owned());
    let session = Session::open(engine).await;
    // The loader runs, but the widget waits below for its reader.
    session.visit(&site.page("/pages/far-below/")).await;
    disk.add_release(NEXT);
    disk.publish(NEXT);

    let widget = session.widget(0);
    starts(widget).await;
    assert_eq!(releases(&site), [VERSION], "the open page");
    session.expect_silence().await;

    session.reload().await;
    starts(widget).await;
    assert_eq!(releases(&site), [VERSION, NEXT], "the page loaded again");
    session.expect_silence().await;
}

in_engines!(a_pinned_version_with_its_integrity_works_from_another_origin);
async fn a_pinned_version_with_its_integrity_works_from_another_origin(engine: Engine) {
    let disk = Disk::with_site();
    disk.add_release(NEXT);
    disk.publish(NEXT);
    let path = format!("embed/{VERSION}/right-track.js");
    let loader = fs::read(disk.path().join(&path)).unwrap();
    let site = Site::start_changing(pinned(VERSION, integrity(&loader)));
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/pinned/")).await;
    starts(session.widget(0)).await;
    assert_eq!(releases(&site), [VERSION]);
    let loader = format!("/{path}");
    let from = site.asked().into_iter().find(|asked| asked.path == loader);
    let page = site.asked().into_iter().next();
    assert_ne!(
        from.map(|asked| asked.port),
        page.map(|asked| asked.port),
        "the loader comes from the other origin"
    );
    session.expect_silence().await;
}

in_engines!(a_pinned_loader_that_was_altered_leaves_the_link);
async fn a_pinned_loader_that_was_altered_leaves_the_link(engine: Engine) {
    let site = Site::start_changing(pinned(VERSION, integrity(b"another loader")));
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/pinned/")).await;
    let state = "const link = document.querySelector('right-track a');
        return [link.checkVisibility(), !!customElements.get('right-track')];";
    let state = session.run(state, Vec::new()).await;
    assert_eq!(state, serde_json::json!([true, false]));
}

in_engines!(the_first_of_two_versions_wins_and_one_line_says_so);
async fn the_first_of_two_versions_wins_and_one_line_says_so(engine: Engine) {
    let disk = Disk::with_site();
    disk.add_release("9.9.9");
    let site = Site::start_with(disk.path().to_owned());
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/two-versions/")).await;
    starts(session.widget(0)).await;
    assert_eq!(releases(&site), [VERSION]);
    let said = session.run("return witness.said;", Vec::new()).await;
    let line = format!(
        "warn: [right-track] version 9.9.9 was left out: version {VERSION} is already on this page."
    );
    assert_eq!(said, serde_json::json!([line]));
}

in_engines!(a_build_without_unstable_options_works_as_well: Chromium);
async fn a_build_without_unstable_options_works_as_well(engine: Engine) {
    let plain = repository().join(PLAIN);
    assert!(
        plain.is_dir(),
        "There is no {PLAIN}/ to look at: `cargo xtask test --only journey` builds it."
    );
    let site = Site::start_with(plain);
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/once-broken/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    widget.check_in().await;
    widget.press(&words("labels.keep")).await;
    widget.announces(&words("kept.done")).await;
    session.expect_silence().await;
    // Its panics make sentences before they stop the program.
    session.run("window.broken = true;", Vec::new()).await;
    widget.press(&words("labels.kept")).await;
    widget.says(".notice", &words("failures.stopped")).await;
}

/// Fills in the page `pinned`.
fn pinned(
    version: &str,
    integrity: String,
) -> impl Fn(&journey::Request, Reply) -> Reply + Clone + Send + Sync + 'static {
    let version = version.to_owned();
    move |request, mut reply| {
        if request.path == "/pages/pinned/" {
            let page = String::from_utf8_lossy(&reply.body);
            let page = page.replace("{version}", &version);
            reply.body = page.replace("{integrity}", &integrity).into_bytes();
        }
        reply
    }
}

/// Waits until the widget is there and goes to its first question.
async fn starts(widget: Widget<'_>) {
    widget.ready().await;
    widget.press(&words("labels.start")).await;
    widget
        .arrives_at(".question", &words("signs.0.question"))
        .await;
}

/// Returns the releases whose program was asked for, in order.
fn releases(site: &Site) -> Vec<String> {
    let asked = site.asked().into_iter();
    asked
        .filter(|asked| asked.path.ends_with(".wasm"))
        .filter_map(|asked| asked.path.split('/').nth(2).map(str::to_owned))
        .collect()
}
