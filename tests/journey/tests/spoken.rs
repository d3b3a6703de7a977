//! What the widget is to those who do not see it: the accessibility tree of the closed root.

use std::{env, fmt::Write as _, fs, path::PathBuf};

use journey::{Engine, Session, Site, Thing, in_engines, repository, words};
use serde_json::json;

/// Asks for the snapshots to be written anew.
const WRITE: &str = "RIGHT_TRACK_SNAPSHOTS";

/// What a person does something with.
const CONTROLS: [&str; 8] = [
    "button",
    "checkbox",
    "combobox",
    "DisclosureTriangle",
    "link",
    "radio",
    "slider",
    "textbox",
];

/// What may be there once, or with another name each time.
const LANDMARKS: [&str; 8] = [
    "banner",
    "complementary",
    "contentinfo",
    "form",
    "main",
    "navigation",
    "region",
    "search",
];

in_engines!(every_screen_is_told_as_it_was_reviewed: Chromium);
async fn every_screen_is_told_as_it_was_reviewed(engine: Engine) {
    let (site, session) = (Site::start(), Session::open(engine).await);
    let widget = session.widget(0);
    let mut snapshot = Snapshot::default();
    for (page, name) in [("/sample/", "inside a page"), ("/", "the private page")] {
        session
            .visit(&format!("{}{page}?closed-root", site.address()))
            .await;
        widget.ready().await;
        snapshot.page = name;
        widget
            .every_screen(async |screen| snapshot.add(screen, &tree(&session).await))
            .await;
    }
    widget
        .every_private_screen(async |screen| snapshot.add(screen, &tree(&session).await))
        .await;
    snapshot.is_as_reviewed("screens.txt");
}

in_engines!(headings_begin_at_the_level_that_the_page_asks_for: Chromium);
async fn headings_begin_at_the_level_that_the_page_asks_for(engine: Engine) {
    let (site, session) = (Site::start(), Session::open(engine).await);
    session
        .visit(&format!("{}/sample/?closed-root", site.address()))
        .await;
    let widget = session.widget(0);
    widget.ready().await;
    widget.press(&words("labels.green_flags")).await;
    widget
        .arrives_at(".green-flags", &words("flags.heading"))
        .await;
    for first in 2..=4 {
        let level = format!("host.setAttribute('heading-level', {first})");
        widget.see(&level, json!([])).await;
        widget.element(&format!("h{first}.heading")).await;
        let things = tree(&session).await;
        is_sound("green-flags", &things, first);
        let deepest = things.iter().filter_map(Thing::level).max();
        assert!(deepest > Some(first), "{deepest:?} below {first}");
    }
}

async fn tree(session: &Session) -> Vec<Thing> {
    session.tree(&words("labels.widget")).await
}

/// Panics unless everything has what it needs to be understood.
fn is_sound(screen: &str, things: &[Thing], first: usize) {
    let mut above: Vec<&Thing> = Vec::new();
    let mut level = first - 1;
    let mut landmarks = Vec::new();
    for thing in things {
        above.truncate(thing.depth);
        let (role, name) = (&*thing.role, &*thing.name);
        if CONTROLS.contains(&role) {
            assert!(!name.is_empty(), "a {role} on {screen} has no name");
        }
        if role == "radio" {
            let named = above
                .iter()
                .any(|one| one.role == "group" && !one.name.is_empty());
            assert!(named, "“{name}” on {screen} is in no group with a name");
        }
        if let Some(next) = thing.level() {
            assert!(
                next >= first && next <= level + 1,
                "“{name}” on {screen} is of level {next}, after one of level {level}"
            );
            level = next;
        }
        // Without a name a form is no landmark.
        if LANDMARKS.contains(&role) && (role != "form" || !name.is_empty()) {
            let landmark = (role, name);
            assert!(
                !landmarks.contains(&landmark),
                "{landmark:?} twice on {screen}"
            );
            landmarks.push(landmark);
        }
        above.push(thing);
    }
    assert!(level >= first, "{screen} has no heading");
}

/// What was told of the screens so far.
#[derive(Default)]
struct Snapshot {
    page: &'static str,
    screens: Vec<(String, String)>,
}

impl Snapshot {
    fn add(&mut self, screen: &str, things: &[Thing]) {
        let screen = format!("{} · {screen}", self.page);
        is_sound(&screen, things, 2);
        let lines = things.iter().fold(String::new(), |mut lines, thing| {
            let _ = writeln!(lines, "{thing}");
            lines
        });
        self.screens.push((screen, lines));
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for (at, (screen, lines)) in self.screens.iter().enumerate() {
            let mut before = self.screens[..at].iter();
            let _ = match before.find(|(_, others)| others == lines) {
                Some((other, _)) => writeln!(text, "# {screen}\nas {other}\n"),
                None => writeln!(text, "# {screen}\n{lines}"),
            };
        }
        text
    }

    /// Panics unless the file of this name says the same.
    fn is_as_reviewed(&self, name: &str) {
        let path: PathBuf = repository().join("tests/journey/snapshots").join(name);
        let text = self.text();
        if env::var_os(WRITE).is_some() {
            fs::write(&path, text)
                .unwrap_or_else(|error| panic!("Could not write {path:?}: {error}."));
            return;
        }
        let reviewed = fs::read_to_string(&path).unwrap_or_default();
        let mut screen = "";
        for (at, (now, before)) in text.lines().zip(reviewed.lines()).enumerate() {
            if now == before {
                screen = now.strip_prefix("# ").unwrap_or(screen);
                continue;
            }
            panic!(
                "On {screen} there is “{}” where tests/journey/snapshots/{name} has “{}” in line {}. \
                 If that is right, run this test with {WRITE}=1 and review what changes in that file.",
                now.trim(),
                before.trim(),
                at + 1
            );
        }
        assert_eq!(
            text.lines().count(),
            reviewed.lines().count(),
            "tests/journey/snapshots/{name} is not as long as what there is"
        );
    }
}
