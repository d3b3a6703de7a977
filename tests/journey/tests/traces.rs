//! What a walk past every screen leaves outside the widget: nothing, until the person keeps something.

use journey::{Engine, Session, Settings, Site, card_for, in_engines, until, witnessed, words};
use serde_json::{Value, json};

use crate::framed::{enter, fits, leave};

/// What others could read later of a page, and how often it has asked for something.
const TRACES: &str = "
    return (async () => ({
      address: location.href,
      title: document.title,
      window: window.name,
      visits: [history.length, history.state],
      cookie: document.cookie,
      session: { ...sessionStorage },
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
      requests: performance.getEntriesByType('resource').map(({ name }) => name),
    }))();";

in_engines!(a_walk_on_a_page_asks_for_nothing_and_leaves_no_trace: Chromium Firefox);
async fn a_walk_on_a_page_asks_for_nothing_and_leaves_no_trace(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    for page in ["/sample/", "/"] {
        session.visit(&site.page(page)).await;
        let widget = session.widget(0);
        widget.ready().await;
        let before = (traces(&session).await, site.asked());
        widget
            .every_screen(async |screen| {
                let after = (traces(&session).await, site.asked());
                assert_eq!(after, before, "{page} on {screen}");
                stored_when_asked(&session, screen).await;
            })
            .await;
        if page == "/" {
            widget
                .every_private_screen(async |screen| {
                    let after = (traces(&session).await, site.asked());
                    assert_eq!(after, before, "{page} on {screen}");
                    stored_when_asked(&session, screen).await;
                })
                .await;
        }
        session.expect_silence().await;
    }
}

in_engines!(a_walk_in_a_frame_asks_for_nothing_and_leaves_no_trace: Chromium Firefox);
async fn a_walk_in_a_frame_asks_for_nothing_and_leaves_no_trace(engine: Engine) {
    let site = Site::start_changing(|request, reply| match request.path {
        "/" => witnessed(reply),
        _ => reply,
    });
    let settings = Settings {
        // Drivers do not scroll the page around a frame.
        height: 9000,
        ..Settings::default()
    };
    let session = Session::open_with(engine, settings).await;
    session.visit(&site.other_page("/pages/framed/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    fits(widget).await;
    let listen = "
        window.told = [];
        addEventListener('message', ({ data }) => told.push(data));";
    session.run(listen, Vec::new()).await;
    let around = traces(&session).await;
    enter(widget).await;
    widget.ready().await;
    let before = (traces(&session).await, site.asked());
    let look = async |screen: &str| {
        let after = (traces(&session).await, site.asked());
        assert_eq!(after, before, "in the frame on {screen}");
        stored_when_asked(&session, screen).await;
        leave(&session).await;
        assert_eq!(traces(&session).await, around, "around, on {screen}");
        assert!(session.storage().await.is_empty(), "around, on {screen}");
        enter(widget).await;
    };
    widget.every_screen(look).await;
    widget.every_private_screen(look).await;
    session.expect_silence().await;
    leave(&session).await;
    session.expect_silence().await;
    let told = session.run("return window.told;", Vec::new()).await;
    let told = told.as_array().cloned().unwrap_or_default();
    assert!(!told.is_empty(), "the frame tells its height");
    for message in told {
        let height = &message["right-track"]["height"];
        assert_eq!(message, json!({ "right-track": { "height": height } }));
        assert!(height.is_number(), "{message}");
    }
}

in_engines!(events_say_that_it_is_there_and_how_high_and_no_more: Chromium Firefox);
async fn events_say_that_it_is_there_and_how_high_and_no_more(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/host-alone/")).await;
    let load = "
        window.told = [];
        const dispatch = EventTarget.prototype.dispatchEvent;
        EventTarget.prototype.dispatchEvent = function (event) {
          told.push([this.localName, event.type, event.detail]);
          return dispatch.call(this, event);
        };
        const loader = document.createElement('script');
        loader.src = '/embed/1/right-track.js';
        document.head.append(loader);";
    session.run(load, Vec::new()).await;
    let widget = session.widget(0);
    widget.ready().await;
    widget.every_screen(async |_| {}).await;
    let told = session.run("return window.told;", Vec::new()).await;
    let told = told.as_array().cloned().unwrap_or_default();
    let [ready, resize] =
        ["ready", "resize"].map(|what| json!(["right-track", format!("right-track:{what}"), null]));
    assert_eq!(told.iter().filter(|&event| *event == ready).count(), 1);
    assert!(told.contains(&resize), "{told:?}");
    let others: Vec<_> = told
        .iter()
        .filter(|&event| *event != ready && *event != resize)
        .collect();
    assert!(others.is_empty(), "{others:?}");
}

in_engines!(a_saved_card_is_a_file_whose_name_says_nothing: Chromium Firefox);
async fn a_saved_card_is_a_file_whose_name_says_nothing(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/sample/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    let watch = "
        window.saved = null;
        HTMLAnchorElement.prototype.click = function () {
          window.saved = [this.download, this.isConnected];
        };";
    session.run(watch, Vec::new()).await;
    widget.check_in().await;
    widget.press(&card_for(2)).await;
    widget.arrives_at(".card", &words("card.heading")).await;
    widget.press(&words("labels.save_text")).await;
    let name = until("a file", async || {
        let saved = session.run("return window.saved;", Vec::new()).await;
        match saved[0].as_str() {
            // Who watches the page for clicks on links sees no link.
            Some(name) if saved[1] == false => Ok(name.to_lowercase()),
            _ => Err(saved),
        }
    })
    .await;
    for word in [
        words("signs.2.short"),
        words("signs.2.name"),
        words("answers.2.label"),
        words("labels.check_in"),
        words("labels.widget"),
        "therap".to_owned(),
        "counsel".to_owned(),
        "track".to_owned(),
    ] {
        assert!(!name.contains(&word.to_lowercase()), "{word} in {name}");
    }
}

async fn traces(session: &Session) -> Value {
    session.run(TRACES, Vec::new()).await
}

/// Looks into the storage of the page: it holds what was kept, while that is, and under our prefix alone.
async fn stored_when_asked(session: &Session, screen: &str) {
    let keys = session.storage().await;
    let kept = screen.starts_with("kept") && screen != "kept-empty";
    assert_eq!(!keys.is_empty(), kept, "on {screen}: {keys:?}");
    if screen == "kept-deleted" {
        let left = session.stored("right-track:journal").await;
        let left = left.unwrap_or_default();
        assert!(!left.contains("id="), "what was deleted is left: {left}");
    }
    for key in keys {
        assert!(key.starts_with("right-track:"), "{key} on {screen}");
    }
}
