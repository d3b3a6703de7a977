//! The first screen before the app: read, answered, and taken over with all that was done to it.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use journey::{ANSWERS, Engine, Session, Settings, Site, Widget, in_engines, until, words};
use serde_json::{Value, json};
use xtask::server::Reply;

/// What the loader takes besides itself.
const WEIGHT: &str = concat!("/embed/", env!("CARGO_PKG_VERSION"), "/");

/// What the app cannot be without, while `start.js` and the words are there.
const WASM: &str = ".wasm";

/// Parts of the addresses of all that must be on its way at the same time.
const ALL: [&str; 5] = [
    "/start-",
    "/right-track-",
    ".wasm",
    "/content/en-GB-",
    "/content/regions-",
];

in_engines!(everything_is_asked_for_before_anything_is_answered);
async fn everything_is_asked_for_before_anything_is_answered(engine: Engine) {
    let (site, session) = open(engine, "/pages/far-below/").await;
    let missing = |site: &Site| {
        let asked = site.asked();
        let asked_for = |part: &str| {
            let program = asked.iter().filter(|asked| asked.path.contains(WEIGHT));
            program.filter(|asked| asked.path.contains(part)).count()
        };
        // The glue and the WebAssembly have the same beginning.
        ALL.into_iter()
            .filter(|part| asked_for(part) < 1 + usize::from(*part == "/right-track-"))
            .collect::<Vec<_>>()
    };
    until("all files to be asked for", async || {
        let missing = missing(&site);
        match missing.is_empty() {
            true => Ok(()),
            false => Err(missing.join(", ")),
        }
    })
    .await;
    let widget = session.widget(0);
    assert!(!is_ready(widget).await, "nothing was answered");
    site.let_go();
    widget.ready().await;
    session.expect_silence().await;
}

in_engines!(what_was_chosen_before_the_app_is_chosen_in_it);
async fn what_was_chosen_before_the_app_is_chosen_in_it(engine: Engine) {
    let (site, session) = open(engine, "/pages/far-below/").await;
    let widget = session.widget(0);
    widget.says(".welcome", &words("welcome.heading")).await;
    let chosen = [
        words("welcome.sessions.choices.0.label"),
        words("welcome.setting.choices.3.label"),
    ];
    for label in &chosen {
        widget.choose(label).await;
    }
    assert_eq!(widget.chosen().await, chosen, "in the first screen");
    assert!(!is_ready(widget).await, "the app cannot be there");

    site.let_go();
    widget.ready().await;
    assert_eq!(widget.chosen().await, chosen, "when the app took over");
    // The app shows this screen anew from what it knows, which is more than what stands in the page.
    widget.press(&words("labels.start")).await;
    arrives_at_question(widget, 0).await;
    widget.press(&words("labels.back")).await;
    widget
        .arrives_at(".welcome", &words("welcome.heading"))
        .await;
    assert_eq!(widget.chosen().await, chosen, "to the app's knowledge");
    session.expect_silence().await;
}

in_engines!(a_start_before_the_app_is_carried_out_once);
async fn a_start_before_the_app_is_carried_out_once(engine: Engine) {
    let (site, session) = open(engine, "/pages/far-below/").await;
    let widget = session.widget(0);
    widget
        .choose(&words("welcome.sessions.choices.2.label"))
        .await;
    widget.press(&words("labels.start")).await;
    widget.press(&words("labels.start")).await;
    assert!(widget.has(".welcome").await, "there is no app yet");

    site.let_go();
    becomes_ready(widget).await;
    arrives_at_question(widget, 0).await;
    widget.choose(&words("answers.0.label")).await;
    widget.press(&words("labels.back")).await;
    widget
        .arrives_at(".welcome", &words("welcome.heading"))
        .await;
    assert_eq!(
        widget.chosen().await,
        [words("welcome.sessions.choices.2.label")]
    );
    widget.press(&words("labels.start")).await;
    arrives_at_question(widget, 0).await;
    session.expect_silence().await;
}

in_engines!(a_press_that_lasts_while_the_app_comes_is_not_lost);
async fn a_press_that_lasts_while_the_app_comes_is_not_lost(engine: Engine) {
    let (site, session) = open_but(engine, "/pages/far-below/", WASM).await;
    let widget = session.widget(0);
    // Another widget tells when the app has come.
    let other = "const other = document.createElement('right-track');
        other.setAttribute('loading', 'eager');
        document.body.append(other);";
    session.run(other, Vec::new()).await;
    widget
        .press_during(&words("labels.start"), async || {
            site.let_go();
            becomes_ready(session.widget(1)).await;
            assert!(!is_ready(widget).await, "it waits for the press");
        })
        .await;
    becomes_ready(widget).await;
    arrives_at_question(widget, 0).await;
    session.expect_silence().await;
}

in_engines!(a_double_click_passes_over_no_question: Chromium Firefox);
async fn a_double_click_passes_over_no_question(engine: Engine) {
    let (site, session) = open_but(engine, "/pages/far-below/", WASM).await;
    let widget = session.widget(0);
    widget.begin().await;
    for sign in 0..ANSWERS.len() - 1 {
        if sign == 2 {
            site.let_go();
            becomes_ready(widget).await;
        }
        widget.double_click(&words("labels.skip")).await;
        let next = words(&format!("signs.{}.question", sign + 1));
        widget.says(".question", &next).await;
    }
    session.expect_silence().await;
}

in_engines!(questions_answered_before_the_app_are_answered_in_it);
async fn questions_answered_before_the_app_are_answered_in_it(engine: Engine) {
    let (site, session) = open_but(engine, "/pages/far-below/", WASM).await;
    let widget = session.widget(0);
    widget.begin().await;
    for sign in 0..2 {
        widget.answer(sign).await;
    }
    arrives_at_question(widget, 2).await;
    widget.press(&words("labels.back")).await;
    // Taken back to what it was, with its answer.
    widget.answer(1).await;
    widget.press(&words("labels.skip")).await;
    arrives_at_question(widget, 3).await;
    let answer = words("answers.1.label");
    widget.choose(&answer).await;
    assert!(!is_ready(widget).await, "the app cannot be there");

    site.let_go();
    becomes_ready(widget).await;
    widget.says(".question", &words("signs.3.question")).await;
    assert_eq!(widget.chosen().await, [answer]);
    for sign in (0..3).rev() {
        widget.press(&words("labels.back")).await;
        arrives_at_question(widget, sign).await;
        let answer = words(&format!("answers.{}.label", ANSWERS[sign]));
        let known: &[String] = if sign == 2 { &[] } else { &[answer] };
        assert_eq!(widget.chosen().await, known, "of question {sign}");
    }
    widget.press(&words("labels.back")).await;
    widget
        .arrives_at(".welcome", &words("welcome.heading"))
        .await;
    assert_eq!(widget.chosen().await.len(), 2, "in the welcome");
    session.expect_silence().await;
}

in_engines!(the_last_question_comes_with_the_app);
async fn the_last_question_comes_with_the_app(engine: Engine) {
    let (site, session) = open_but(engine, "/pages/far-below/", WASM).await;
    let widget = session.widget(0);
    widget.begin().await;
    for sign in 0..4 {
        widget.answer(sign).await;
    }
    widget.says(".question", &words("signs.3.question")).await;
    site.let_go();
    widget.answer(4).await;
    widget
        .arrives_at(".result", &words("overview.mixed.heading"))
        .await;
    session.expect_silence().await;
}

in_engines!(what_was_answered_before_a_failure_is_there_after_it);
async fn what_was_answered_before_a_failure_is_there_after_it(engine: Engine) {
    let fails = Arc::new(AtomicBool::new(true));
    let site = Site::start_changing({
        let fails = Arc::clone(&fails);
        move |request, reply| match request.path.contains(WASM) && fails.load(Ordering::Relaxed) {
            true => Reply::not_found(),
            false => reply,
        }
    });
    let session = Session::open_with(engine, telephone()).await;
    visit(&session, &site, "/pages/far-below/", WASM).await;
    let widget = session.widget(0);
    widget.begin().await;
    widget.answer(0).await;
    let second = words("signs.1.question");
    widget.arrives_at(".question", &second).await;
    let answer = words("answers.2.label");
    widget.choose(&answer).await;
    goes_on_below(widget).await;
    reads_down_to(widget, &words("labels.next")).await;
    site.let_go();
    widget.element(".notice").await;
    is_in_the_upper_half(widget, ".notice").await;
    fails.store(false, Ordering::Relaxed);
    widget.press(&words("failures.again")).await;
    becomes_ready(widget).await;
    widget.says(".question", &second).await;
    assert_eq!(widget.chosen().await, [answer]);
    widget.press(&words("labels.back")).await;
    arrives_at_question(widget, 0).await;
    let first = words(&format!("answers.{}.label", ANSWERS[0]));
    assert_eq!(widget.chosen().await, [first]);
}

in_engines!(what_was_not_finished_is_offered_before_a_new_check_in_begins);
async fn what_was_not_finished_is_offered_before_a_new_check_in_begins(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    let widget = session.widget(0);
    session.visit(&site.page("/pages/far-below/")).await;
    widget.ready().await;
    widget.check_in().await;
    widget.keep().await;
    widget.press(&words("labels.start_again")).await;
    widget.begin().await;
    widget.answer(0).await;
    arrives_at_question(widget, 1).await;

    session.visit("about:blank").await;
    visit(&session, &site, "/pages/far-below/", WASM).await;
    widget.press(&words("labels.start")).await;
    site.let_go();
    becomes_ready(widget).await;
    widget.element(".welcome .resume").await;
    widget.press(&words("labels.resume")).await;
    arrives_at_question(widget, 1).await;
    session.expect_silence().await;
}

in_engines!(the_crisis_lines_do_not_wait_for_the_app);
async fn the_crisis_lines_do_not_wait_for_the_app(engine: Engine) {
    let (site, session) = open_but(engine, "/pages/far-below/", WASM).await;
    let widget = session.widget(0);
    widget.begin().await;
    arrives_at_question(widget, 0).await;
    widget.press(&words("labels.crisis")).await;
    for number in ["999", "116 123"] {
        widget.says(".widget > ul", number).await;
    }
    let active = widget.active().await.unwrap_or_default();
    assert!(active.starts_with("link "), "{active}");
    widget.press(&words("labels.crisis")).await;
    // The person may go on; the app still opens the rest of the help.
    widget.press(&words("labels.skip")).await;
    arrives_at_question(widget, 1).await;
    let lists = "root.querySelectorAll('.widget > ul').length";
    assert_eq!(widget.see(lists, json!([])).await, json!(1));
    site.let_go();
    widget.arrives_at(".panel", &words("crisis.heading")).await;
    widget.press(&words("labels.close")).await;
    widget.says(".question", &words("signs.1.question")).await;
    session.expect_silence().await;
}

in_engines!(whoever_looks_for_a_number_is_not_disturbed_by_the_app);
async fn whoever_looks_for_a_number_is_not_disturbed_by_the_app(engine: Engine) {
    let (site, session) = open_but(engine, "/pages/far-below/", WASM).await;
    let widget = session.widget(0);
    widget.press(&words("labels.crisis")).await;
    widget.says(".widget > ul", "116 123").await;
    let find = "root.querySelectorAll('.widget > ul a')[2].focus()";
    widget.see(find, json!([])).await;
    let state = "[describe(active()), active().getBoundingClientRect().top]";
    let before = widget.see(state, json!([])).await;
    site.let_go();
    let quick = "Boolean(root.querySelector('.leave').onclick)";
    until(
        "the app to be there, and the way out quick",
        async || match widget.see(quick, json!([])).await == json!(true) {
            true => Ok(()),
            false => Err(false),
        },
    )
    .await;
    assert_eq!(widget.see(state, json!([])).await, before);
    assert!(!is_ready(widget).await, "the app waits");

    widget.press(&words("labels.crisis")).await;
    widget.arrives_at(".panel", &words("crisis.heading")).await;
    widget.press(&words("labels.close")).await;
    widget.says(".welcome", &words("welcome.heading")).await;
    session.expect_silence().await;
}

in_engines!(another_place_asked_for_before_the_app_is_shown);
async fn another_place_asked_for_before_the_app_is_shown(engine: Engine) {
    let (site, session) = open(engine, "/pages/far-below/").await;
    let widget = session.widget(0);
    widget.press(&words("labels.green_flags")).await;
    site.let_go();
    widget
        .arrives_at(".green-flags", &words("flags.heading"))
        .await;
    session.expect_silence().await;
}

in_engines!(open_details_the_focus_and_the_place_on_the_page_stay);
async fn open_details_the_focus_and_the_place_on_the_page_stay(engine: Engine) {
    let (site, session) = open(engine, "/pages/green-flags/").await;
    let widget = session.widget(0);
    let opened = [1, 3];
    for sign in opened {
        let summary = widget.texts("summary").await.swap_remove(sign);
        widget.press(&summary).await;
    }
    let tick = widget.texts(".tick").await.swap_remove(2);
    widget.choose(&tick).await;
    widget
        .see("root.querySelectorAll('summary')[3].focus()", json!([]))
        .await;
    let state = "[
        [...root.querySelectorAll('details')].map((details) => details.open),
        chosen(),
        describe(active()),
        scrollY,
        active()?.getBoundingClientRect().top,
    ]";
    let before = widget.see(state, json!([])).await;
    let open: Vec<bool> = serde_json::from_value(before[0].clone()).unwrap();
    assert!(opened.into_iter().all(|at| open[at]), "{before}");
    assert_eq!(before[1], json!([tick]));
    assert!(before[3].as_f64() > Some(100.0), "it must scroll: {before}");
    assert!(!is_ready(widget).await, "the app cannot be there");

    site.let_go();
    becomes_ready(widget).await;
    assert_eq!(widget.see(state, json!([])).await, before);
    // The app, too, knows of the tick: another place and back shows what it knows.
    widget.press(&words("labels.good_to_know")).await;
    widget.arrives_at(".more", &words("more.heading")).await;
    widget.press(&words("labels.green_flags")).await;
    widget
        .arrives_at(".green-flags", &words("flags.heading"))
        .await;
    assert_eq!(widget.chosen().await, [tick]);
    session.expect_silence().await;
}

in_engines!(the_page_around_keeps_still_on_a_slow_line: Chromium);
async fn the_page_around_keeps_still_on_a_slow_line(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    slow_down(&session).await;
    watch_shifts(&session).await;
    // Telephones, a tablet and desks, with the widget in the first screen and further down.
    for (width, height) in [
        (320, 640),
        (430, 932),
        (768, 1024),
        (1280, 800),
        (1280, 1200),
    ] {
        session.resize(width, height).await;
        for page in ["/pages/first-screen/", "/sample/"] {
            session.visit(&site.page(page)).await;
            becomes_ready_when_near(session.widget(0)).await;
            let shifts = shifts(&session).await;
            let sum: f64 = shifts.iter().filter_map(|shift| shift[0].as_f64()).sum();
            assert!(
                sum <= 0.02,
                "{page} at {width} × {height} moves by {sum}: {shifts:?}"
            );
        }
    }
}

in_engines!(the_next_question_stands_where_it_can_be_read);
async fn the_next_question_stands_where_it_can_be_read(engine: Engine) {
    let site = Site::start();
    let session = Session::open_with(engine, telephone()).await;
    session.visit(&site.page("/pages/far-below/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    goes_on_below(widget).await;
    widget.begin().await;
    for (sign, way) in [(0, "next"), (1, "next"), (2, "back"), (1, "skip")] {
        arrives_at_question(widget, sign).await;
        let way = words(&format!("labels.{way}"));
        reads_down_to(widget, &way).await;
        widget.press(&way).await;
        let next = if way == words("labels.back") {
            sign - 1
        } else {
            sign + 1
        };
        arrives_at_question(widget, next).await;
        is_in_the_upper_half(widget, ".question .heading").await;
    }
}

/// Opens `page` and goes to its widget, while nothing but the loader is answered.
///
/// The widget must be far below: what is asked for before a page has loaded keeps some browsers from calling it loaded.
async fn open(engine: Engine, page: &str) -> (Site, Session) {
    open_but(engine, page, WEIGHT).await
}

/// The same with all answered but paths that contain `held`.
async fn open_but(engine: Engine, page: &str, held: &str) -> (Site, Session) {
    let site = Site::start();
    let session = open_at(&site, engine, page, held).await;
    (site, session)
}

async fn open_at(site: &Site, engine: Engine, page: &str, held: &str) -> Session {
    let session = Session::open(engine).await;
    visit(&session, site, page, held).await;
    session
}

async fn visit(session: &Session, site: &Site, page: &str, held: &str) {
    site.hold(&[held]);
    session.visit(&site.page(page)).await;
    session
        .widget(0)
        .see("host.scrollIntoView({ behavior: 'instant' })", json!([]))
        .await;
}

async fn is_ready(widget: Widget<'_>) -> bool {
    widget.see("witness.ready.has(host)", json!([])).await == json!(true)
}

/// Waits for the app without scrolling to it.
async fn becomes_ready(widget: Widget<'_>) {
    until(
        "the widget to be ready where it is",
        async || match is_ready(widget).await {
            true => Ok(()),
            false => Err("no event"),
        },
    )
    .await;
}

/// Waits for the app if it is near enough to be loaded.
async fn becomes_ready_when_near(widget: Widget<'_>) {
    let near = "host.getBoundingClientRect().top < innerHeight + 300";
    if widget.see(near, json!([])).await == json!(true) {
        becomes_ready(widget).await;
    }
}

/// Makes the page go on below the widget, as most do.
async fn goes_on_below(widget: Widget<'_>) {
    let below = "host.after(document.querySelector('.tall').cloneNode())";
    widget.see(below, json!([])).await;
}

/// Scrolls until the button `name` stands somewhat below the middle of the window.
async fn reads_down_to(widget: Widget<'_>, name: &str) {
    let scroll = "((button) => scrollBy(0, button.getBoundingClientRect().bottom - 500))
        (every('.question button').find((button) => words(button) === wanted[0]))";
    widget.see(scroll, json!([name])).await;
}

async fn is_in_the_upper_half(widget: Widget<'_>, selector: &str) {
    let top = "root.querySelector(wanted[0]).getBoundingClientRect().top / innerHeight";
    let top = widget.see(top, json!([selector])).await;
    let in_sight = top.as_f64().is_some_and(|top| (0.0..0.5).contains(&top));
    assert!(
        in_sight,
        "`{selector}` begins at {top} of the window's height"
    );
}

/// As narrow as every engine's windows can be.
fn telephone() -> Settings {
    Settings {
        width: 500,
        height: 844,
        ..Settings::default()
    }
}

async fn arrives_at_question(widget: Widget<'_>, sign: usize) {
    let question = words(&format!("signs.{sign}.question"));
    widget.arrives_at(".question", &question).await;
}

/// Makes the line as slow as a poor mobile one: 1.6 Mbit/s, 150 ms.
async fn slow_down(session: &Session) {
    session.devtools("Network.enable", json!({})).await;
    let line = json!({
        "offline": false,
        "latency": 150,
        "downloadThroughput": 1_600_000 / 8,
        "uploadThroughput": 750_000 / 8,
    });
    session
        .devtools("Network.emulateNetworkConditions", line)
        .await;
}

/// Lets the pages to come note each shift of their layout, with what moved.
async fn watch_shifts(session: &Session) {
    let source = "
        globalThis.shifts = [];
        const note = (list) => {
          for (const { value, hadRecentInput, sources } of list.getEntries()) {
            if (!hadRecentInput) shifts.push([value, ...sources.map(({ node }) => node?.nodeName)]);
          }
        };
        new PerformanceObserver(note).observe({ type: 'layout-shift', buffered: true });";
    session
        .devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": source }),
        )
        .await;
}

/// Returns the shifts so far, each as its score and what moved.
async fn shifts(session: &Session) -> Vec<Value> {
    // What moved in a frame is reported before the frame after the next one.
    let script = "
        const [done] = arguments;
        const frame = (then) => requestAnimationFrame(() => setTimeout(then));
        frame(() => frame(() => done(shifts)));";
    let shifts = session
        .client()
        .execute_async(script, Vec::new())
        .await
        .unwrap_or_else(|error| panic!("The shifts could not be read: {error}."));
    shifts.as_array().cloned().unwrap_or_default()
}
