//! The first screen before the app: read, answered, and taken over with all that was done to it.

use journey::{Engine, Session, Site, Widget, in_engines, until, words};
use serde_json::{Value, json};

/// What the loader takes besides itself.
const WEIGHT: &str = concat!("/embed/", env!("CARGO_PKG_VERSION"), "/");

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
    arrives_at_the_first_question(widget).await;
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
    arrives_at_the_first_question(widget).await;
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
    arrives_at_the_first_question(widget).await;
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

/// Opens `page` and goes to its widget, while nothing but the loader is answered.
///
/// The widget must be far below: what is asked for before a page has loaded keeps some browsers from calling it loaded.
async fn open(engine: Engine, page: &str) -> (Site, Session) {
    let site = Site::start();
    site.hold(&[WEIGHT]);
    let session = Session::open(engine).await;
    session.visit(&site.page(page)).await;
    session
        .widget(0)
        .see("host.scrollIntoView({ behavior: 'instant' })", json!([]))
        .await;
    (site, session)
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

async fn arrives_at_the_first_question(widget: Widget<'_>) {
    widget
        .arrives_at(".question", &words("signs.0.question"))
        .await;
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
