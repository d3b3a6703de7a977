//! What pages do to scripts and elements: in any order, moved, swapped, put aside and made by the hundred.

use journey::{ANSWERS, Engine, Session, Site, Widget, in_engines, until, words};
use serde_json::{Value, json};

in_engines!(the_script_works_wherever_and_however_it_is_loaded);
async fn the_script_works_wherever_and_however_it_is_loaded(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    for form in [
        "element-after",
        "element-before",
        "element-later",
        "in-head",
        "deferred",
        "async",
        "module",
        "injected",
        "re-created",
    ] {
        session
            .visit(&site.page(&format!("/pages/loading/{form}.html")))
            .await;
        starts(session.widget(0)).await;
        let count = "return document.querySelectorAll('right-track').length;";
        assert_eq!(session.run(count, Vec::new()).await, 1, "widgets: {form}");
        session.expect_silence().await;
    }
}

in_engines!(moving_an_element_keeps_its_answers);
async fn moving_an_element_keeps_its_answers(engine: Engine) {
    let (_site, session) = on_the_second_question(engine).await;
    let widget = session.widget(0);
    session
        .run(
            "document.body.prepend(document.querySelector('right-track'));",
            Vec::new(),
        )
        .await;
    still_on_the_second_question(widget).await;
    session.expect_silence().await;
}

in_engines!(an_element_that_is_put_back_keeps_its_answers);
async fn an_element_that_is_put_back_keeps_its_answers(engine: Engine) {
    let (_site, session) = on_the_second_question(engine).await;
    let widget = session.widget(0);
    let away = "window.kept = document.querySelector('right-track'); window.kept.remove();";
    session.run(away, Vec::new()).await;
    session
        .run(
            "document.querySelector('main').append(window.kept);",
            Vec::new(),
        )
        .await;
    still_on_the_second_question(widget).await;
    session.expect_silence().await;
}

in_engines!(an_element_taken_off_while_it_loads_starts_when_it_is_put_back);
async fn an_element_taken_off_while_it_loads_starts_when_it_is_put_back(engine: Engine) {
    let site = Site::start();
    site.hold(&[".wasm"]);
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/far-below/")).await;
    let widget = session.widget(0);
    widget.see("host.scrollIntoView()", json!([])).await;
    let chosen = words("welcome.sessions.choices.0.label");
    widget.choose(&chosen).await;
    // Another widget tells when the program has come.
    let away = "window.kept = document.querySelector('right-track');
        const other = document.createElement('right-track');
        other.setAttribute('loading', 'eager');
        window.kept.replaceWith(other);";
    session.run(away, Vec::new()).await;
    site.let_go();
    widget.ready().await;
    session
        .run("document.body.prepend(window.kept);", Vec::new())
        .await;
    widget.ready().await;
    assert_eq!(widget.chosen().await, [chosen]);
    assert!(session.widget(1).chosen().await.is_empty());
    widget.check_in().await;
    session.expect_silence().await;
}

in_engines!(a_new_body_brings_a_new_widget_without_the_answers);
async fn a_new_body_brings_a_new_widget_without_the_answers(engine: Engine) {
    let (site, session) = on_the_second_question(engine).await;
    // As Turbo does: the body is replaced, and its scripts run again.
    let swap = "
        window.old = document.body;
        const next = document.createElement('body');
        const loader = document.createElement('script');
        loader.src = '/embed/1/right-track.js';
        next.append(document.createElement('right-track'), loader);
        window.old.replaceWith(next);";
    session.run(swap, Vec::new()).await;
    let widget = session.widget(0);
    widget.ready().await;
    assert!(widget.has(".welcome").await);
    assert!(widget.chosen().await.is_empty());
    widget.check_in().await;
    // Its app serves the other one by now, so it gets a new one.
    let back = "witness.ready.delete(window.old.querySelector('right-track'));
        document.body.replaceWith(window.old);";
    session.run(back, Vec::new()).await;
    widget.ready().await;
    widget.press(&words("labels.start")).await;
    widget
        .arrives_at(".question", &words("signs.0.question"))
        .await;
    assert_eq!(programs(&site), 1, "the program is fetched once");
    session.expect_silence().await;
}

in_engines!(pages_within_a_page_come_and_go);
async fn pages_within_a_page_come_and_go(engine: Engine) {
    let (site, session) = on_the_second_question(engine).await;
    // As routers do: the address changes, the content is made anew, and Back makes it anew once more.
    let routes = "
        const main = document.querySelector('main');
        const show = () => main.replaceChildren(
          location.hash ? 'Another page' : document.createElement('right-track'));
        addEventListener('popstate', show);
        history.pushState({}, '', '#other');
        show();";
    session.run(routes, Vec::new()).await;
    session.run("history.back();", Vec::new()).await;
    let widget = session.widget(0);
    widget.ready().await;
    widget.check_in().await;
    assert_eq!(programs(&site), 1, "the program is fetched once");
    session.expect_silence().await;
}

in_engines!(the_back_button_brings_back_the_answers);
async fn the_back_button_brings_back_the_answers(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/first-screen/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    let chosen = words("welcome.setting.choices.1.label");
    // Not by the driver: after a click of its own Firefox keeps no page for Back, not even an empty one.
    let click = "named(...wanted).click()";
    widget.see(click, json!(["label", &chosen])).await;
    widget
        .see(click, json!(["button", words("labels.start")]))
        .await;
    widget
        .arrives_at(".question", &words("signs.0.question"))
        .await;
    let note =
        "addEventListener('pageshow', ({ persisted }) => { window.persisted = persisted; });";
    session.run(note, Vec::new()).await;
    session.visit(&site.page("/pages/host-alone/")).await;
    session
        .client()
        .back()
        .await
        .unwrap_or_else(|error| panic!("There is no way back: {error}."));
    until("the page to come back as it was", async || {
        match session.run("return window.persisted;", Vec::new()).await {
            Value::Bool(true) => Ok(()),
            other => Err(other),
        }
    })
    .await;
    widget.says(".question", &words("signs.0.question")).await;
    widget.press(&words("labels.back")).await;
    widget
        .arrives_at(".welcome", &words("welcome.heading"))
        .await;
    assert_eq!(widget.chosen().await, [chosen]);
    session.expect_silence().await;
}

in_engines!(two_hundred_widgets_one_after_the_other_leave_nothing_behind: Chromium);
async fn two_hundred_widgets_one_after_the_other_leave_nothing_behind(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/two/")).await;
    session.devtools("Performance.enable", json!({})).await;
    // The first ones fill caches.
    make(&session, 10, "inline").await;
    let before = left_behind(&session).await;
    make(&session, 200, "inline").await;
    // The browser may need more than one look at its garbage. A hundred nodes are less than one widget.
    until("as little to be left as before", async || {
        let after = left_behind(&session).await;
        match after.0 <= before.0 + 10.0 && after.1 <= before.1 + 100.0 {
            true => Ok(()),
            false => Err(format!("{after:?}, and {before:?} before")),
        }
    })
    .await;
    starts(session.widget(0)).await;
    session.expect_silence().await;
}

in_engines!(widgets_that_go_before_they_are_ready_break_nothing);
async fn widgets_that_go_before_they_are_ready_break_nothing(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/two/")).await;
    let hasty = "
        for (let made = 0; made < 50; made++) {
          const element = document.createElement('right-track');
          element.setAttribute('loading', 'eager');
          document.body.append(element);
          if (made % 5) element.remove();
        }";
    session.run(hasty, Vec::new()).await;
    for index in [2, 11, 0] {
        starts(session.widget(index)).await;
    }
    session.expect_silence().await;
}

in_engines!(a_host_that_is_a_yew_app_does_not_take_our_clicks);
async fn a_host_that_is_a_yew_app_does_not_take_our_clicks(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    // Without open roots: in those it would.
    let page = format!("{}/pages/yew-host/", site.address());
    session.visit(&page).await;
    let widget = session.widget(0);
    widget.ready().await;
    let theirs = "return [document.querySelector('main .widget .body').innerText.slice(0, 200),
        document.querySelectorAll('main input:checked').length];";
    let before = session.run(theirs, Vec::new()).await;
    widget.check_in().await;
    assert_eq!(session.run(theirs, Vec::new()).await, before);
    let own = "const start = [...document.querySelectorAll('main button')]
        .find((button) => button.textContent === arguments[0]);
        start.click();";
    session.run(own, vec![json!(words("labels.start"))]).await;
    until("the host to go on, too", async || {
        let body = session.run(
            "return document.querySelector('main .body').innerText;",
            Vec::new(),
        );
        let body = body.await;
        match body
            .as_str()
            .is_some_and(|body| body.contains(&words("signs.0.question")))
        {
            true => Ok(()),
            false => Err(body),
        }
    })
    .await;
    session.expect_silence().await;
}

in_engines!(nothing_of_the_page_changes_but_the_element);
async fn nothing_of_the_page_changes_but_the_element(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/host-alone/")).await;
    // Chromium's driver leaves names of its own.
    let globals = "return Object.getOwnPropertyNames(window)
        .filter((name) => !/^(cdc_|se_|ret_nodes$)/.test(name));";
    // Sizes follow the widget's height, as they should.
    let styles = "
        const follows = /height|block-size|origin|^inset|^top$|^bottom$/;
        return [...document.querySelectorAll('html, head, head *, body, body *')]
          .filter((node) => node.localName !== 'right-track' && !node.closest('right-track'))
          .filter((node) => node.id !== 'loader')
          .map((node) => {
            const style = getComputedStyle(node);
            const all = [...style].filter((key) => !follows.test(key));
            return [node.outerHTML.slice(0, node.outerHTML.indexOf('>') + 1),
              ...all.map((key) => `${key}: ${style.getPropertyValue(key)}`)].join('; ');
          });";
    let before = (
        session.run(globals, Vec::new()).await,
        session.run(styles, Vec::new()).await,
    );
    let load = "
        const loader = document.createElement('script');
        loader.id = 'loader';
        loader.src = '/embed/1/right-track.js';
        document.head.append(loader);";
    session.run(load, Vec::new()).await;
    let widget = session.widget(0);
    widget.ready().await;
    widget.check_in().await;
    let after = (
        session.run(globals, Vec::new()).await,
        session.run(styles, Vec::new()).await,
    );
    assert_eq!(new(&before.0, &after.0), Vec::<Value>::new(), "globals");
    assert_eq!(new(&before.1, &after.1), Vec::<Value>::new(), "styles");
    session.expect_silence().await;
}

/// Returns what is in the list `after` and was not in the list `before`.
fn new(before: &Value, after: &Value) -> Vec<Value> {
    let old = before.as_array().cloned().unwrap_or_default();
    let all = after.as_array().cloned().unwrap_or_default();
    assert!(old.len() > 10, "there was something to compare with");
    all.into_iter().filter(|one| !old.contains(one)).collect()
}

/// Opens a page and answers the first question.
async fn on_the_second_question(engine: Engine) -> (Site, Session) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/first-screen/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    widget.begin().await;
    widget.answer(0).await;
    widget
        .arrives_at(".question", &words("signs.1.question"))
        .await;
    widget.choose(&second_answer()).await;
    (site, session)
}

fn second_answer() -> String {
    words(&format!("answers.{}.label", ANSWERS[1]))
}

/// Looks for the given answers, and goes on from there.
async fn still_on_the_second_question(widget: Widget<'_>) {
    widget.says(".question", &words("signs.1.question")).await;
    assert_eq!(widget.chosen().await, [second_answer()]);
    widget.press(&words("labels.next")).await;
    for sign in 2..ANSWERS.len() {
        widget.answer(sign).await;
    }
    widget
        .arrives_at(".result", &words("overview.mixed.heading"))
        .await;
}

/// Waits until the widget is there and goes to its first question.
async fn starts(widget: Widget<'_>) {
    widget.ready().await;
    widget.press(&words("labels.start")).await;
    widget
        .arrives_at(".question", &words("signs.0.question"))
        .await;
}

/// Returns how often the WebAssembly was asked for.
fn programs(site: &Site) -> usize {
    let asked = site.asked().into_iter();
    asked.filter(|asked| asked.path.ends_with(".wasm")).count()
}

/// Makes `count` widgets, one after the other, and takes each off once it is ready.
pub async fn make(session: &Session, count: u32, isolation: &str) {
    let script = "
        const [count, isolation, done] = arguments;
        (async () => {
          for (let made = 0; made < count; made++) {
            const element = document.createElement('right-track');
            element.setAttribute('loading', 'eager');
            element.setAttribute('isolation', isolation);
            const ready = new Promise((then) => element.addEventListener('right-track:ready', then));
            document.body.append(element);
            await ready;
            element.remove();
          }
        })().then(done);";
    session
        .client()
        .execute_async(script, vec![json!(count), json!(isolation)])
        .await
        .unwrap_or_else(|error| panic!("The widgets could not be made: {error}."));
}

/// Returns how many listeners and nodes are in memory once the garbage is gone.
pub async fn left_behind(session: &Session) -> (f64, f64) {
    session
        .devtools("HeapProfiler.collectGarbage", json!({}))
        .await;
    let answer = session.devtools("Performance.getMetrics", json!({})).await;
    let of = |name: &str| {
        let metrics = answer["metrics"].as_array().into_iter().flatten();
        metrics
            .into_iter()
            .find(|metric| metric["name"] == name)
            .and_then(|metric| metric["value"].as_f64())
            .unwrap_or_else(|| panic!("Chromium does not count {name}: {answer}"))
    };
    (of("JSEventListeners"), of("Nodes"))
}
