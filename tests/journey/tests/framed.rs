//! The widget in a frame of its own, from another origin.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
    mpsc,
};

use journey::{
    Element, Engine, Reply, Session, Settings, Site, Widget, in_engines, until, witnessed, words,
};
use serde_json::{Value, json};

use crate::life_on_a_page::{left_behind, make};

in_engines!(a_frame_takes_the_options_and_a_whole_check_in);
async fn a_frame_takes_the_options_and_a_whole_check_in(engine: Engine) {
    let site = site();
    let session = tall(engine).await;
    session.visit(&site.other_page("/pages/framed/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    let title = widget
        .see("root.querySelector('iframe').title", json!([]))
        .await;
    assert_eq!(title, json!(words("labels.widget")));
    session.expect_silence().await;

    // Nobody presses what is still moving.
    fits(widget).await;
    enter(widget).await;
    widget.ready().await;
    has_theme(widget, "dark").await;
    // By script, because the drivers do not scroll the page around to what is below the window.
    let press = "named(...wanted).click()";
    widget
        .see(press, json!(["button", words("labels.crisis")]))
        .await;
    widget.text("a[href='tel:1800247247']").await;
    widget
        .see(press, json!(["button", words("labels.close")]))
        .await;
    widget.check_in().await;
    session.expect_silence().await;

    leave(&session).await;
    widget
        .see("host.setAttribute('theme', 'light')", json!([]))
        .await;
    enter(widget).await;
    has_theme(widget, "light").await;
    // The answers are still there.
    widget
        .arrives_at(".result", &words("overview.mixed.heading"))
        .await;
}

in_engines!(a_frame_grows_and_shrinks_with_its_page);
async fn a_frame_grows_and_shrinks_with_its_page(engine: Engine) {
    let site = site();
    let session = Session::open(engine).await;
    session.visit(&site.other_page("/pages/framed/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    let low = fits(widget).await;
    enter(widget).await;
    widget.ready().await;
    widget.press(&words("labels.green_flags")).await;
    widget
        .arrives_at(".green-flags", &words("flags.heading"))
        .await;
    leave(&session).await;
    let high = fits(widget).await;
    assert!(high > low, "{high} > {low}");
    enter(widget).await;
    widget.press(&words("labels.check_in")).await;
    leave(&session).await;
    assert_eq!(fits(widget).await, low);
}

in_engines!(the_page_around_a_frame_does_not_jump: Chromium);
async fn the_page_around_a_frame_does_not_jump(engine: Engine) {
    let site = site();
    let session = Session::open(engine).await;
    session.visit(&site.other_page("/pages/framed/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    fits(widget).await;
    let shift = session
        .run(
            "return new Promise((then) => {
               let sum = 0;
               const add = (list) => { for (const { value } of list) sum += value; };
               new PerformanceObserver((list) => add(list.getEntries())).observe({ type: 'layout-shift', buffered: true });
               // Buffered entries come before the next frame is drawn.
               requestAnimationFrame(() => requestAnimationFrame(() => then(sum)));
             });",
            Vec::new(),
        )
        .await;
    assert!(shift.as_f64() <= Some(0.02), "{shift}");
}

in_engines!(messages_of_others_are_ignored);
async fn messages_of_others_are_ignored(engine: Engine) {
    let site = site();
    let session = Session::open(engine).await;
    session.visit(&site.other_page("/pages/framed/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    let height = fits(widget).await;
    // From this page to itself, and from the frame to itself.
    session
        .run(
            "const done = new Promise((then) => addEventListener('message', (event) => event.data === 'done' && then()));
             postMessage({ 'right-track': { height: 5000 } }, '*');
             postMessage({ 'right-track': { href: `${location.origin}/page.css` } }, '*');
             postMessage('done', '*');
             return done;",
            Vec::new(),
        )
        .await;
    assert_eq!(fits(widget).await, height);
    enter(widget).await;
    widget.ready().await;
    session
        .run(
            "const done = new Promise((then) => addEventListener('message', (event) => event.data === 'done' && then()));
             postMessage({ 'right-track': 'region=US', theme: 'light' }, '*');
             postMessage('done', '*');
             return done;",
            Vec::new(),
        )
        .await;
    has_theme(widget, "dark").await;
    let region = widget.see("host.getAttribute('region')", json!([])).await;
    assert_eq!(region, json!("IE"));
}

in_engines!(a_policy_without_wasm_gets_a_frame);
async fn a_policy_without_wasm_gets_a_frame(engine: Engine) {
    let site = site();
    let session = Session::open(engine).await;
    session
        .visit(&site.other_page("/pages/framed-by-policy/"))
        .await;
    let widget = session.widget(0);
    widget.ready().await;
    enter(widget).await;
    widget.ready().await;
    widget.check_in().await;
}

in_engines!(a_policy_without_wasm_and_frames_says_what_to_add);
async fn a_policy_without_wasm_and_frames_says_what_to_add(engine: Engine) {
    let site = site();
    let session = Session::open(engine).await;
    session
        .visit(&site.other_page("/pages/no-frame-policy/"))
        .await;
    let widget = session.widget(0);
    widget.says(".notice", &words("failures.policy")).await;
    let said = session.run("return witness.said;", Vec::new()).await;
    let line = format!(
        "error: [right-track] policy: add to the Content-Security-Policy: script-src {0} \
         'wasm-unsafe-eval'; connect-src {0}; or else frame-src {0}",
        site.address()
    );
    let said = said.as_array().cloned().unwrap_or_default();
    let own = said
        .iter()
        .filter(|line| line.to_string().contains("[right-track]"));
    assert_eq!(own.collect::<Vec<_>>(), [&json!(line)]);
}

in_engines!(a_private_page_that_is_late_comes_after_a_sentence_that_says_so);
async fn a_private_page_that_is_late_comes_after_a_sentence_that_says_so(engine: Engine) {
    let (let_go, held) = mpsc::channel::<()>();
    let held = Arc::new(Mutex::new(held));
    let site = Site::start_changing(move |request, reply| match request.path {
        "/" => {
            // Until the other end is dropped, as nothing is ever sent.
            let _ = held.lock().map(|held| held.recv());
            witnessed(reply)
        }
        _ => reply,
    });
    let session = Session::open(engine).await;
    // Not in the first screen: drivers wait for the frames that are there when a page loads.
    session.visit(&site.page("/pages/far-below/")).await;
    let widget = session.widget(0);
    let near = "host.setAttribute('isolation', 'frame') ?? host.scrollIntoView()";
    widget.see(near, json!([])).await;
    widget.element("iframe").await;
    widget.says(".notice", &words("failures.offline")).await;
    let errors = session.run("return witness.errors;", Vec::new()).await;
    assert_eq!(errors, json!(["offline"]));
    let line = session.run("return witness.said;", Vec::new()).await;
    assert_eq!(line.as_array().map(Vec::len), Some(1), "{line}");
    let line = line.to_string();
    assert!(
        line.contains("[right-track] offline: ") && line.contains(&format!("{}/", site.address())),
        "{line}"
    );

    drop(let_go);
    widget.ready().await;
    widget.expect_none(".notice").await;
    enter(widget).await;
    widget.ready().await;
    widget.begin().await;
}

in_engines!(an_error_in_place_of_the_private_page_is_told_and_another_try_works);
async fn an_error_in_place_of_the_private_page_is_told_and_another_try_works(engine: Engine) {
    let broken = Arc::new(AtomicBool::new(true));
    let site = Site::start_changing({
        let broken = Arc::clone(&broken);
        move |request, reply| match request.path {
            "/" if broken.load(Ordering::SeqCst) => Reply::not_found(),
            "/" => witnessed(reply),
            _ => reply,
        }
    });
    let session = Session::open(engine).await;
    session.visit(&site.other_page("/pages/framed/")).await;
    let widget = session.widget(0);
    widget.element("iframe").await;
    widget.says(".notice", &words("failures.offline")).await;
    broken.store(false, Ordering::SeqCst);
    widget.press(&words("failures.again")).await;
    widget.ready().await;
    let frames = "root.querySelectorAll('iframe').length";
    assert_eq!(widget.see(frames, json!([])).await, json!(1));
    fits(widget).await;
    enter(widget).await;
    widget.ready().await;
    widget.begin().await;
}

in_engines!(a_frame_that_is_moved_comes_again);
async fn a_frame_that_is_moved_comes_again(engine: Engine) {
    let site = site();
    let session = Session::open(engine).await;
    session.visit(&site.other_page("/pages/framed/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    let moved = "witness.ready.delete(host) && document.body.append(host)";
    widget.see(moved, json!([])).await;
    widget.ready().await;
    fits(widget).await;
    enter(widget).await;
    widget.ready().await;
    widget.begin().await;
    session.expect_silence().await;
}

in_engines!(frames_that_go_leave_no_listeners_behind: Chromium);
async fn frames_that_go_leave_no_listeners_behind(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/host-alone/")).await;
    let load = "
        const loader = document.createElement('script');
        loader.src = '/embed/1/right-track.js';
        document.head.append(loader);";
    session.run(load, Vec::new()).await;
    session.devtools("Performance.enable", json!({})).await;
    make(&session, 3, "frame").await;
    let before = left_behind(&session).await;
    make(&session, 20, "frame").await;
    // The browser may need more than one look at its garbage.
    until("as few listeners to be left as before", async || {
        let after = left_behind(&session).await;
        match after.0 < before.0 + 10.0 {
            true => Ok(()),
            false => Err(format!("{after:?}, and {before:?} before")),
        }
    })
    .await;
}

/// Serves the site so that the page in the frame can be looked into.
fn site() -> Site {
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

/// Looks into the widget's frame from now on.
pub async fn enter(widget: Widget<'_>) {
    // A frame in a shadow root is none of the page's numbered ones.
    let frame: Element = widget.element("iframe").await;
    frame
        .enter_frame()
        .await
        .unwrap_or_else(|error| panic!("Could not enter the frame: {error}."));
}

/// Looks at the page around the frame from now on.
pub async fn leave(session: &Session) {
    session
        .client()
        .clone()
        .enter_parent_frame()
        .await
        .unwrap_or_else(|error| panic!("Could not leave the frame: {error}."));
}

async fn has_theme(widget: Widget<'_>, theme: &str) {
    until(&format!("the theme {theme}"), async || {
        let seen = widget
            .see("root.querySelector('.root').dataset.theme", json!([]))
            .await;
        if seen == theme { Ok(()) } else { Err(seen) }
    })
    .await;
}

/// Waits until the frame is exactly as high as the page in it, and returns the height.
pub async fn fits(widget: Widget<'_>) -> u64 {
    let session = widget.session();
    until("the frame to be as high as its page", async || {
        let outer = widget
            .see("root.querySelector('iframe').clientHeight", json!([]))
            .await;
        enter(widget).await;
        let script = "return Math.ceil(document.documentElement.getBoundingClientRect().height);";
        let inner = session.run(script, Vec::new()).await;
        leave(session).await;
        match (outer.as_u64(), outer == inner) {
            (Some(height), true) => Ok(height),
            _ => Err(Value::from(vec![outer, inner])),
        }
    })
    .await
}
