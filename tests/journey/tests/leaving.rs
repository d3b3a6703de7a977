//! The quick way out of the page.

use journey::{Engine, Key, Session, Site, Widget, in_engines, until, words};
use serde_json::json;

/// Opens the sample page, with a way out that leads to this site.
async fn opened<'a>(site: &Site, session: &'a Session) -> Widget<'a> {
    session.visit(&site.page("/pages/host-alone/")).await;
    session.visit(&site.page("/sample/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    lead_here(site, session).await;
    widget
}

async fn lead_here(site: &Site, session: &Session) {
    session
        .run(
            "document.querySelector('right-track').setAttribute('exit-href', arguments[0]);",
            vec![json!(site.page("/page.css"))],
        )
        .await;
    session
        .widget(0)
        .see("root.querySelector('.leave')?.href", json!([]))
        .await;
}

async fn is_out(site: &Site, session: &Session) {
    until("the page to be left", async || {
        let address = session.run("return location.href;", Vec::new()).await;
        if address == json!(site.page("/page.css")) {
            Ok(())
        } else {
            Err(address)
        }
    })
    .await;
}

async fn spoken(widget: Widget<'_>, text: &str) {
    widget.says(".spoken", text).await;
}

in_engines!(shift_pressed_three_times_leaves_the_page_and_says_how_far_it_is);
async fn shift_pressed_three_times_leaves_the_page_and_says_how_far_it_is(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    let widget = opened(&site, &session).await;
    let said = words("labels.leaving");
    let said: Vec<_> = said.split('|').collect();
    let before = session.run("return history.length;", Vec::new()).await;

    session.key(Key::Shift).await;
    spoken(widget, said[0]).await;
    // Another key between begins anew, and the way back by Tab is no such press.
    session.key(Key::Escape).await;
    spoken(widget, "").await;
    for _ in 0..3 {
        session.chord(&[Key::Shift, Key::Tab]).await;
    }
    spoken(widget, "").await;
    session.key(Key::Shift).await;
    spoken(widget, said[0]).await;
    session.key(Key::Shift).await;
    spoken(widget, said[1]).await;
    session.key(Key::Shift).await;
    is_out(&site, &session).await;
    let after = session.run("return history.length;", Vec::new()).await;
    assert_eq!(after, before, "it takes the place of the page");
    session.client().back().await.unwrap();
    until("the page before to come back", async || {
        let address = session.run("return location.pathname;", Vec::new()).await;
        if address == json!("/pages/host-alone/") {
            Ok(())
        } else {
            Err(address)
        }
    })
    .await;
}

in_engines!(the_link_leaves_no_way_back_to_the_page);
async fn the_link_leaves_no_way_back_to_the_page(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    let widget = opened(&site, &session).await;
    let before = session.run("return history.length;", Vec::new()).await;
    widget.press(&words("labels.leave")).await;
    is_out(&site, &session).await;
    let after = session.run("return history.length;", Vec::new()).await;
    assert_eq!(after, before);
}

in_engines!(everything_can_be_deleted_on_the_way_out);
async fn everything_can_be_deleted_on_the_way_out(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    let widget = opened(&site, &session).await;
    widget.check_in().await;
    widget.press(&words("labels.keep")).await;
    widget.announces(&words("kept.done")).await;
    widget.press(&words("labels.see_kept")).await;
    widget.press(&words("labels.delete_all")).await;
    widget.press(&words("labels.delete_all_leave")).await;
    is_out(&site, &session).await;
    assert!(session.storage().await.is_empty());
}

in_engines!(a_page_with_a_way_out_of_its_own_keeps_that_one_alone: Chromium);
async fn a_page_with_a_way_out_of_its_own_keeps_that_one_alone(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/own-exit/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    let hidden = widget
        .see("root.querySelector('.leave').checkVisibility()", json!([]))
        .await;
    assert_eq!(hidden, json!(false));
    for _ in 0..3 {
        session.key(Key::Shift).await;
    }
    // Another key and its effect come after all that.
    widget.press(&words("labels.crisis")).await;
    widget.arrives_at(".panel", &words("crisis.heading")).await;
    widget.says(".spoken", "").await;
}

in_engines!(without_the_option_there_is_no_way_out_at_all: Chromium);
async fn without_the_option_there_is_no_way_out_at_all(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    let widget = opened(&site, &session).await;
    session
        .run(
            "document.querySelector('right-track').setAttribute('exit', 'off');",
            Vec::new(),
        )
        .await;
    widget.expect_none(".leave").await;
    for _ in 0..3 {
        session.key(Key::Shift).await;
    }
    widget.press(&words("labels.crisis")).await;
    widget.arrives_at(".panel", &words("crisis.heading")).await;
}
