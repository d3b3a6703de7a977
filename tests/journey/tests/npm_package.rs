//! A site that Vite built from the npm package. `cargo xtask test --only npm` builds it.

use journey::{Engine, Session, Site, in_engines, words};
use serde_json::json;

in_engines!(the_widget_works_in_a_site_that_was_bundled: Chromium);
async fn the_widget_works_in_a_site_that_was_bundled(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/npm/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    widget.check_in().await;
    let asked = site.asked();
    let outside: Vec<_> = asked
        .iter()
        .filter(|asked| !asked.path.starts_with("/npm/") && !asked.path.starts_with("/pages/"))
        .collect();
    assert!(outside.is_empty(), "asked beside the bundle: {outside:?}");
    session.expect_silence().await;
}

in_engines!(a_frame_shows_the_private_page_that_the_site_names: Chromium);
async fn a_frame_shows_the_private_page_that_the_site_names(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    let page = site.page("/npm/framed.html");
    session.visit(&format!("{page}&page=/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    let shown = widget
        .see("root.querySelector('iframe').src", json!([]))
        .await;
    assert_eq!(shown, json!(format!("{}/", site.address())));
}

in_engines!(a_frame_without_a_private_page_says_what_is_missing: Chromium);
async fn a_frame_without_a_private_page_says_what_is_missing(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/npm/framed.html")).await;
    let widget = session.widget(0);
    widget.says(".notice", &words("failures.start")).await;
    let said = session.said().await.join("\n");
    assert!(said.contains("needs define({ page:"), "{said}");
}

in_engines!(a_policy_that_refuses_webassembly_is_named_with_its_remedy: Chromium);
async fn a_policy_that_refuses_webassembly_is_named_with_its_remedy(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/npm/refused.html")).await;
    let widget = session.widget(0);
    widget.says(".notice", &words("failures.policy")).await;
    let said = session.said().await.join("\n");
    assert!(said.contains("'wasm-unsafe-eval'"), "{said}");
    assert!(!widget.has("iframe").await, "a frame of who knows what");
    assert!(!widget.has("slot a").await, "a link to who knows what");
}
