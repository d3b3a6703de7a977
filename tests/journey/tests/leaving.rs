//! The quick way out of the page.

use journey::{Engine, Key, Session, Settings, Site, Widget, in_engines, until, witnessed, words};
use serde_json::{Value, json};

use crate::framed::{enter, fits, leave};

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
    goes_back_to_the_page_before(&session).await;
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

in_engines!(the_link_in_a_frame_takes_the_whole_page_away);
async fn the_link_in_a_frame_takes_the_whole_page_away(engine: Engine) {
    let site = site_with_frames();
    let session = tall(engine).await;
    let widget = framed(&site, &session).await;
    let before = session.run("return history.length;", Vec::new()).await;
    enter(widget).await;
    leads_here(&site, widget).await;
    widget.press(&words("labels.leave")).await;
    is_out_of_the_whole_page(&site, &session).await;
    let after = session.run("return history.length;", Vec::new()).await;
    assert_eq!(after, before, "it takes the place of the page");
    goes_back_to_the_page_before(&session).await;
}

in_engines!(shift_pressed_three_times_in_a_frame_takes_the_whole_page_away);
async fn shift_pressed_three_times_in_a_frame_takes_the_whole_page_away(engine: Engine) {
    let site = site_with_frames();
    let session = tall(engine).await;
    let widget = framed(&site, &session).await;
    enter(widget).await;
    leads_here(&site, widget).await;
    // The keyboard is in the frame.
    widget.begin().await;
    // Longer ago than a browser trusts a press: this must not hang on it.
    let trusted = "return navigator.userActivation?.isActive ?? false;";
    until("the press to be forgotten", async || {
        match session.run(trusted, Vec::new()).await {
            Value::Bool(true) => Err("trusted"),
            _ => Ok(()),
        }
    })
    .await;
    let said = words("labels.leaving");
    let said: Vec<_> = said.split('|').collect();
    session.key(Key::Shift).await;
    spoken(widget, said[0]).await;
    session.key(Key::Shift).await;
    spoken(widget, said[1]).await;
    session.key(Key::Shift).await;
    is_out_of_the_whole_page(&site, &session).await;
    goes_back_to_the_page_before(&session).await;
}

in_engines!(shift_pressed_on_the_page_around_a_frame_counts_once_and_leaves);
async fn shift_pressed_on_the_page_around_a_frame_counts_once_and_leaves(engine: Engine) {
    let site = site_with_frames();
    let session = tall(engine).await;
    let widget = framed(&site, &session).await;
    // The page around has no second link.
    assert!(!widget.has(".leave").await);
    let said = words("labels.leaving");
    let said: Vec<_> = said.split('|').collect();
    session.key(Key::Shift).await;
    spoken(widget, said[0]).await;
    enter(widget).await;
    spoken(widget, "").await;
    leave(&session).await;
    session.key(Key::Shift).await;
    spoken(widget, said[1]).await;
    session.key(Key::Shift).await;
    is_out(&site, &session).await;
    goes_back_to_the_page_before(&session).await;
}

in_engines!(a_frame_has_no_way_out_beside_the_one_of_its_page: Chromium Firefox);
async fn a_frame_has_no_way_out_beside_the_one_of_its_page(engine: Engine) {
    let site = Site::start_changing(|request, mut reply| match request.path {
        "/" => witnessed(reply),
        "/pages/framed/" => {
            let page = String::from_utf8_lossy(&reply.body);
            let own = "<body><div class=govuk-exit-this-page><a href=/page.css>Exit</a></div>";
            reply.body = page.replace("<body>", own).into_bytes();
            reply
        }
        _ => reply,
    });
    let session = tall(engine).await;
    let widget = framed(&site, &session).await;
    for _ in 0..3 {
        session.key(Key::Shift).await;
    }
    enter(widget).await;
    widget.ready().await;
    widget.expect_none(".leave").await;
    for _ in 0..3 {
        session.key(Key::Shift).await;
    }
    // Another key and its effect come after all that.
    widget.press(&words("labels.crisis")).await;
    widget.arrives_at(".panel", &words("crisis.heading")).await;
}

/// Serves the site so that the page in a frame can be looked into.
fn site_with_frames() -> Site {
    Site::start_changing(|request, reply| match request.path {
        "/" => witnessed(reply),
        _ => reply,
    })
}

/// Opens a window that the whole frame fits into: some drivers miss what they would have to scroll to.
async fn tall(engine: Engine) -> Session {
    let settings = Settings {
        height: 1100,
        ..Settings::default()
    };
    Session::open_with(engine, settings).await
}

/// Opens a page with a frame from elsewhere, after another page, with a way out that leads to this site.
async fn framed<'a>(site: &Site, session: &'a Session) -> Widget<'a> {
    session.visit(&site.page("/pages/host-alone/")).await;
    session.visit(&site.other_page("/pages/framed/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    lead_here(site, session).await;
    fits(widget).await;
    widget
}

/// Waits until the link in the frame leads to this site.
async fn leads_here(site: &Site, widget: Widget<'_>) {
    widget.ready().await;
    let here = json!(site.page("/page.css"));
    until("the link to lead here", async || {
        let link = "root.querySelector('.leave')?.href";
        match widget.see(link, json!([])).await {
            href if href == here => Ok(()),
            href => Err(href),
        }
    })
    .await;
}

/// Waits until the page around the frame is left, too.
async fn is_out_of_the_whole_page(site: &Site, session: &Session) {
    let windows = session.client().windows().await.unwrap();
    // The frame that was looked into is gone.
    session.look_at(&windows[0]).await;
    is_out(site, session).await;
}

async fn goes_back_to_the_page_before(session: &Session) {
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

in_engines!(the_first_screen_leads_where_the_page_says_before_the_program_is_there: Chromium Firefox);
async fn the_first_screen_leads_where_the_page_says_before_the_program_is_there(engine: Engine) {
    let site = Site::start_changing(|request, mut reply| {
        if request.path == "/" {
            let page = String::from_utf8_lossy(&reply.body);
            let with = "<right-track exit-href=\"https://example.org/\"";
            reply.body = page.replace("<right-track", with).into_bytes();
        }
        reply
    });
    let session = Session::open(engine).await;
    site.hold(&[".wasm"]);
    session.visit(&site.page("/")).await;
    let widget = session.widget(0);
    widget.element(".leave").await;
    let leads = widget.see("root.querySelector('.leave').href", json!([]));
    assert_eq!(leads.await, json!("https://example.org/"));
    site.let_go();
    widget.ready().await;
}
