//! Other people's session recorders and pixels on the page: what they learn of a check-in.

mod search;

use std::io::{self, Write};

use fantoccini::Locator;
use journey::{
    Element, Engine, Reply, Session, Settings, Site, Widget, in_engines, until, witnessed, words,
};
use serde_json::{Value, json};

use crate::framed::{enter, fits, leave};
use search::Search;

/// What recorders are known to leave out.
const MARKS: &str = concat!(
    ".rr-block.rr-mask.rr-ignore.ph-no-capture.fs-exclude.sentry-block.dd-privacy-hidden",
    ".no-mouseflow.heap-ignore[data-hj-suppress][data-clarity-mask=True]",
    "[data-dd-privacy=hidden][data-private][data-sentry-block][data-matomo-mask]",
    "[data-openreplay-obscured][data-recording-disable]",
);

const RECORDERS: [&str; 3] = ["rrweb", "PostHog", "pixel"];

/// What keeps recorders out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Guard {
    /// A closed root, and marks for recorders to heed: the widget as it is.
    Both,
    /// Marks on a widget in an open root. Pixels heed none.
    Marks,
    /// A closed root, against a recorder that does not know the marks.
    Root,
    /// A frame from another origin.
    Frame,
    /// An open root without marks.
    Nothing,
}

impl Guard {
    fn name(self) -> &'static str {
        match self {
            Self::Both => "inline",
            Self::Marks => "inline, by its marks alone",
            Self::Root => "inline, by its closed root alone",
            Self::Frame => "framed",
            Self::Nothing => "made to leak",
        }
    }
}

/// When recorders begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    /// Before the loader runs.
    First,
    /// Once the widget is ready.
    Later,
}

in_engines!(recorders_that_came_first_learn_nothing: Chromium Firefox);
async fn recorders_that_came_first_learn_nothing(engine: Engine) {
    learn_nothing(engine, Guard::Both, Start::First).await;
}

in_engines!(recorders_that_came_later_learn_nothing: Chromium);
async fn recorders_that_came_later_learn_nothing(engine: Engine) {
    learn_nothing(engine, Guard::Both, Start::Later).await;
}

in_engines!(the_marks_alone_keep_recorders_out: Chromium);
async fn the_marks_alone_keep_recorders_out(engine: Engine) {
    for start in [Start::First, Start::Later] {
        learn_nothing(engine, Guard::Marks, start).await;
    }
}

in_engines!(the_closed_root_alone_keeps_recorders_out: Chromium);
async fn the_closed_root_alone_keeps_recorders_out(engine: Engine) {
    for start in [Start::First, Start::Later] {
        learn_nothing(engine, Guard::Root, start).await;
    }
}

in_engines!(recorders_see_no_hand_in_a_frame_from_elsewhere: Chromium Firefox);
async fn recorders_see_no_hand_in_a_frame_from_elsewhere(engine: Engine) {
    learn_nothing(engine, Guard::Frame, Start::First).await;
}

in_engines!(recorders_learn_much_of_a_widget_that_was_made_to_leak: Chromium);
async fn recorders_learn_much_of_a_widget_that_was_made_to_leak(engine: Engine) {
    let page = Page::open(engine, Guard::Nothing, Start::First).await;
    page.widget().every_screen(async |_| {}).await;
    for (recorder, findings) in page.search("by mouse").await {
        assert!(!findings.is_empty(), "{recorder} is blind");
    }
}

in_engines!(recorders_see_a_write_to_a_property_even_in_a_closed_root: Chromium);
async fn recorders_see_a_write_to_a_property_even_in_a_closed_root(engine: Engine) {
    let page = Page::open(engine, Guard::Root, Start::First).await;
    let write = "root.querySelector('input').checked = true";
    page.widget().see(write, json!([])).await;
    let found = page.search("by a bound input").await;
    for (recorder, findings) in found {
        assert_eq!(findings.is_empty(), recorder == "pixel", "{recorder}");
    }
}

in_engines!(the_element_and_all_that_is_in_it_is_marked_whatever_it_shows: Chromium Firefox);
async fn the_element_and_all_that_is_in_it_is_marked_whatever_it_shows(engine: Engine) {
    let site = Site::start();
    site.hold(&[".wasm"]);
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/recorded/")).await;
    load(&session, &site, "inline").await;
    let widget = session.widget(0);
    widget.button(&words("labels.start")).await;
    is_marked(widget, "on the first screen").await;
    site.let_go();
    widget.ready().await;
    is_marked(widget, "when it is ready").await;

    let site = Site::start_changing(|request, reply| match request.path.ends_with(".wasm") {
        true => Reply::not_found(),
        false => reply,
    });
    session.visit(&site.page("/pages/recorded/")).await;
    load(&session, &site, "inline").await;
    widget.says(".notice", &words("failures.missing")).await;
    is_marked(widget, "when it has failed").await;
}

async fn is_marked(widget: Widget<'_>, when: &str) {
    // A mark counts for all that it holds, but not across the edge of a shadow root.
    let unmarked = "[host, ...root.querySelectorAll('*')]
        .filter((node) => !node.closest(wanted[0])).map((node) => node.outerHTML)";
    assert_eq!(
        widget.see(unmarked, json!([MARKS])).await,
        json!([]),
        "{when}"
    );
}

/// Walks past every screen by mouse and then by keyboard, and searches what was recorded.
async fn learn_nothing(engine: Engine, guard: Guard, start: Start) {
    for hand in ["by mouse", "by keyboard"] {
        let page = Page::open(engine, guard, start).await;
        let mut widget = page.widget();
        if guard == Guard::Frame {
            fits(widget).await;
            enter(widget).await;
            widget.ready().await;
        }
        if hand == "by keyboard" {
            widget = widget.by_keyboard();
        }
        widget
            .every_screen(async |screen| {
                // A page sees every key that is pressed on it.
                let free = "textarea, [contenteditable], input:not([type=radio], [type=checkbox])";
                let typed = guard != Guard::Frame && widget.has(free).await;
                assert!(!typed, "there is something to write on {screen}");
            })
            .await;
        if guard == Guard::Frame {
            widget.every_private_screen(async |_| {}).await;
            leave(&page.session).await;
        }
        for (recorder, findings) in page.search(hand).await {
            let first = findings.iter().take(20).cloned().collect::<Vec<_>>();
            assert!(
                findings.is_empty(),
                "{recorder} learns {hand}:\n{}",
                first.join("\n")
            );
        }
    }
}

/// A page that is recorded, with a widget that is ready.
struct Page {
    guard: Guard,
    start: Start,
    session: Session,
    _site: Site,
}

impl Page {
    async fn open(engine: Engine, guard: Guard, start: Start) -> Self {
        let site = Site::start_changing(move |request, reply| match (guard, request.path) {
            (Guard::Root | Guard::Nothing, path) if path.ends_with("/right-track.js") => {
                without_marks(reply)
            }
            // The page in the frame.
            (Guard::Frame, "/") => witnessed(reply),
            _ => reply,
        });
        let settings = Settings {
            // Drivers do not scroll the page around a frame.
            height: if guard == Guard::Frame { 9000 } else { 768 },
            ..Settings::default()
        };
        let session = Session::open_with(engine, settings).await;
        let address = match guard {
            Guard::Frame => site.other_address(),
            _ => site.address(),
        };
        let root = match guard {
            Guard::Marks | Guard::Nothing => "open-root",
            _ => "closed-root",
        };
        session
            .visit(&format!("{address}/pages/recorded/?{root}"))
            .await;
        if start == Start::First {
            record(&session).await;
        }
        let isolation = match guard {
            Guard::Frame => "frame",
            _ => "inline",
        };
        load(&session, &site, isolation).await;
        session.widget(0).ready().await;
        if start == Start::Later {
            record(&session).await;
        }
        Self {
            guard,
            start,
            session,
            _site: site,
        }
    }

    fn widget(&self) -> Widget<'_> {
        self.session.widget(0)
    }

    /// Returns the findings in what each recorder has, and prints how many there are.
    async fn search(&self, hand: &str) -> Vec<(&'static str, Vec<String>)> {
        end(&self.session).await;
        let recorded = self.session.run("return recorded;", Vec::new()).await;
        RECORDERS
            .into_iter()
            .filter(|&recorder| self.guard != Guard::Marks || recorder != "pixel")
            .map(|recorder| {
                let events = recorded[recorder].as_array().cloned().unwrap_or_default();
                let mut search = Search::new(self.guard);
                events.iter().for_each(|event| search.look_at(event));
                let line = format!(
                    "{recorder} · {}, recorded {}, {hand}, {:?} · {} events searched · {} findings",
                    self.guard.name(),
                    if self.start == Start::First {
                        "from before"
                    } else {
                        "from then on"
                    },
                    self.session.engine(),
                    events.len(),
                    search.findings.len()
                );
                // Not `println!`, which is shown for failed tests alone.
                let _ = writeln!(io::stdout(), "\n{line}");
                (recorder, search.findings)
            })
            .collect()
    }
}

async fn load(session: &Session, site: &Site, isolation: &str) {
    let script = "
        const [site, isolation] = arguments;
        document.querySelector('right-track').setAttribute('isolation', isolation);
        const loader = document.createElement('script');
        loader.src = `${site}/embed/1/right-track.js`;
        document.head.append(loader);";
    let arguments = vec![json!(site.address()), json!(isolation)];
    session.run(script, arguments).await;
}

/// Lets all recorders record the page.
async fn record(session: &Session) {
    session.run("return record();", Vec::new()).await;
    let begun = "return [recorded.rrweb, recorded.PostHog]
        .every((events) => events.some(({ type }) => type === 2));";
    holds(session, "all recorders to have the page", begun).await;
}

/// Does to the page itself what recorders look for, and waits until each has seen it: so none of them
/// slept, and nothing of before is still on its way.
async fn end(session: &Session) {
    let (town, send) = (own(session, "#town").await, own(session, "#send").await);
    let done = town.send_keys("Ambleside").await.and(send.click().await);
    done.unwrap_or_else(|error| panic!("The page itself takes nothing: {error}."));
    let seen = "
        const change = (source, is) => ({ type, data }) => type === 3 && data.source === source && is(data);
        const changes = [
          change(1, () => true),
          change(2, ({ type }) => type === 2),
          change(5, ({ text }) => text === 'Ambleside'),
        ];
        return changes.every((one) => recorded.rrweb.some(one) && recorded.PostHog.some(one))
          && recorded.PostHog.some(({ event }) => event === '$autocapture')
          && recorded.pixel.some(({ type }) => type === 'click');";
    holds(session, "all recorders to have the end", seen).await;
}

async fn own(session: &Session, selector: &str) -> Element {
    let found = session.client().find(Locator::Css(selector)).await;
    found.unwrap_or_else(|error| panic!("The page has no {selector}: {error}."))
}

async fn holds(session: &Session, what: &str, script: &str) {
    until(what, async || match session.run(script, Vec::new()).await {
        Value::Bool(true) => Ok(()),
        seen => Err(seen),
    })
    .await;
}

/// Takes from the loader the marks that it puts on the element and on the wrapper inside.
fn without_marks(mut loader: Reply) -> Reply {
    let mut text = String::from_utf8_lossy(&loader.body).into_owned();
    for (first, instead) in [
        ("\"rr-block\"", "\"unmarked\"]"),
        ("[\"data-hj-suppress\"", "[\"data-unmarked\",\"\"]]"),
    ] {
        let end = if first.starts_with('[') { "]]" } else { "]" };
        let marks = text.find(first).and_then(|start| {
            let length = text.get(start..)?.find(end)? + end.len();
            Some(start..start + length)
        });
        let marks = marks.unwrap_or_else(|| panic!("The loader has no marks from {first}on."));
        text.replace_range(marks, instead);
    }
    loader.body = text.into_bytes();
    loader
}
