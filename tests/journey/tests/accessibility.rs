//! What keeps people out: every screen, in every way that people have it shown.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use journey::{
    Colours, Engine, Finding, KEY, Mode, Scheme, Session, Settings, Site, Widget, in_engines,
    speak, words,
};
use serde_json::{Value, json};

/// Pages on which the widget fails, each in another way.
const FAILING: [&str; 4] = [
    "no-memory",
    "wasm-off",
    "no-wasm-policy",
    "no-connect-policy",
];

/// Where axe is unsure and a person has looked, by the rule and the beginning of the element.
const REVIEWED: [[&str; 2]; 1] = [
    // The dates are heads of row groups, which HTML has and axe does not look for. They have no cells beside them.
    ["unsure: th-has-data-cells", "<table class=\"table\">"],
];

/// Opens all that is folded.
const OPEN: &str = "root.querySelectorAll('details').forEach((it) => it.open = true)";

in_engines!(axe_finds_nothing_on_any_screen_inside_a_page: Chromium);
async fn axe_finds_nothing_on_any_screen_inside_a_page(engine: Engine) {
    let (site, session) = (Site::start(), Session::open(engine).await);
    let widget = visit(&session, &site.page("/sample/")).await;
    let mut matrix = Matrix::default();
    widget
        .every_screen(async |screen| matrix.look(widget, screen).await)
        .await;
    matrix.is_clean("inside a page");
}

in_engines!(axe_finds_nothing_on_any_screen_of_the_private_page: Chromium);
async fn axe_finds_nothing_on_any_screen_of_the_private_page(engine: Engine) {
    let (site, session) = (Site::start(), Session::open(engine).await);
    let widget = visit(&session, &site.page("/")).await;
    let mut matrix = Matrix::default();
    widget
        .every_screen(async |screen| matrix.look(widget, screen).await)
        .await;
    widget
        .every_private_screen(async |screen| matrix.look(widget, screen).await)
        .await;
    matrix.is_clean("the private page");
}

in_engines!(axe_finds_nothing_on_any_screen_in_the_other_engines: Firefox WebKit);
async fn axe_finds_nothing_on_any_screen_in_the_other_engines(engine: Engine) {
    let (site, session) = (Site::start(), Session::open(engine).await);
    let mut matrix = Matrix::default();
    for (page, theme) in [("/sample/", "light"), ("/", "dark")] {
        let widget = visit(&session, &site.page(page)).await;
        // Their drivers cannot say which colours the person prefers.
        let set = "document.querySelector('right-track').setAttribute('theme', arguments[0])";
        session.run(set, vec![json!(theme)]).await;
        let mut look = async |screen: &str| {
            let screen = format!("{screen} in {theme}");
            matrix.look_as_it_is(widget, &screen).await;
        };
        widget.every_screen(&mut look).await;
        if page == "/" {
            widget.every_private_screen(look).await;
        }
    }
    matrix.is_clean(&format!("{engine:?}"));
}

in_engines!(axe_finds_nothing_on_any_screen_in_arabic: Chromium);
async fn axe_finds_nothing_on_any_screen_in_arabic(engine: Engine) {
    let (site, session) = (Site::start(), Session::open(engine).await);
    let _spoken = speak("ar");
    let widget = visit(&session, &site.page("/pages/in-arabic/")).await;
    let plain = |mode: &Mode| matches!(mode.colours, Colours::Light | Colours::Dark);
    let modes = || Mode::all().filter(|mode| mode.direction == "rtl" && plain(mode));
    let mut matrix = Matrix::default();
    widget
        .every_screen(async |screen| matrix.look_in(modes(), widget, screen).await)
        .await;
    matrix.is_clean("in Arabic");
}

in_engines!(axe_finds_nothing_where_something_is_wrong_with_what_is_kept: Chromium);
async fn axe_finds_nothing_where_something_is_wrong_with_what_is_kept(engine: Engine) {
    let (site, session) = (Site::start(), Session::open(engine).await);
    let mut matrix = Matrix::default();
    for (name, kept) in [
        ("many, with notes", &*many()),
        ("newer", "right-track 99\n"),
        ("broken", "right-track 2\nid"),
    ] {
        session.visit(&site.page("/pages/host-alone/")).await;
        session.store(KEY, kept).await;
        let widget = visit(&session, &site.page("/")).await;
        widget.go_to_kept().await;
        matrix.look(widget, name).await;
        let looking_back = words("page.looking_back.heading");
        if widget.texts("button").await.contains(&looking_back) {
            widget.press(&looking_back).await;
            widget.arrives_at(".looking-back", &looking_back).await;
            widget.see(OPEN, json!([])).await;
            matrix.look(widget, &format!("{name}, looking back")).await;
        }
    }
    let widget = visit(&session, &site.page("/pages/storage-throws/")).await;
    widget.check_in().await;
    matrix.look(widget, "result, nothing can be kept").await;
    widget.go_to_kept().await;
    matrix.look(widget, "nothing can be kept").await;
    matrix.is_clean("trouble with what is kept");
}

/// Returns more check-ins than a list shows at first, with notes, and answers that this version does not know.
fn many() -> String {
    let lines = (0..24).map(|at| {
        let day = 1_763_600_000_000_u64 - at * 600_000_000;
        let answers = ["mostly", "sometimes", "often"][at as usize % 3];
        format!("id=a{at} at={day} with=p answers=safety:{answers},pace:no note.safety=Ask%20about%20June")
    });
    let lines: Vec<_> = lines.collect();
    format!("right-track 2\n{}", lines.join("\n"))
}

in_engines!(axe_finds_nothing_where_the_widget_fails: Chromium);
async fn axe_finds_nothing_where_the_widget_fails(engine: Engine) {
    let (site, session) = (Site::start(), Session::open(engine).await);
    let widget = session.widget(0);
    let mut matrix = Matrix::default();
    for page in FAILING {
        for (scheme, dark) in [(Scheme::Light, false), (Scheme::Dark, true)] {
            // What has failed follows the person no more: it is as it was when that happened.
            session.prefer(scheme).await;
            session.visit(&site.page(&format!("/pages/{page}/"))).await;
            widget.says(".notice", "").await;
            session.bring_axe().await;
            let modes = || Mode::all().filter(|mode| mode.is_dark() == dark);
            matrix.look_in(modes(), widget, page).await;
            widget.see(OPEN, json!([])).await;
            matrix
                .look_in(modes(), widget, &format!("{page}, open"))
                .await;
        }
    }
    matrix.is_clean("failing");
}

in_engines!(axe_sees_into_the_widget_and_names_the_control_that_lost_its_label: Chromium);
async fn axe_sees_into_the_widget_and_names_the_control_that_lost_its_label(engine: Engine) {
    let (site, session) = (Site::start(), Session::open(engine).await);
    let widget = visit(&session, &site.page("/sample/")).await;
    widget.begin().await;
    widget
        .arrives_at(".question", &words("signs.0.question"))
        .await;
    let mut matrix = Matrix::default();
    matrix.look(widget, "question-1").await;
    assert_eq!(matrix.findings.len(), 0, "{}", matrix.report());
    let take_off = "((label) => label.replaceWith(label.control))(every('.choice')[1])";
    widget.see(take_off, json!([])).await;
    matrix.look(widget, "question-1").await;
    let report = matrix.report();
    for part in [
        "label: ",
        "<input",
        "type=\"radio\"",
        "question-1 in light, ltr, 320 px",
    ] {
        assert!(report.contains(part), "{part} is missing: {report}");
    }
}

in_engines!(every_screen_has_room_for_fingers_and_for_words_at_320_pixels: Chromium);
async fn every_screen_has_room_for_fingers_and_for_words_at_320_pixels(engine: Engine) {
    let site = Site::start();
    let settings = Settings {
        width: 320,
        height: 640,
        ..Settings::default()
    };
    let session = Session::open_with(engine, settings).await;
    let mut room = Room::default();
    for page in ["/sample/", "/"] {
        let widget = visit(&session, &site.page(page)).await;
        widget
            .every_screen(async |screen| room.look(widget, screen).await)
            .await;
    }
    let widget = session.widget(0);
    widget
        .every_private_screen(async |screen| room.look(widget, screen).await)
        .await;
    for page in FAILING {
        session.visit(&site.page(&format!("/pages/{page}/"))).await;
        widget.says(".notice", "").await;
        widget.see(OPEN, json!([])).await;
        room.look(widget, page).await;
    }
    room.is_enough();
}

in_engines!(what_is_chosen_can_be_told_in_all_colours: Chromium);
async fn what_is_chosen_can_be_told_in_all_colours(engine: Engine) {
    let (site, session) = (Site::start(), Session::open(engine).await);
    for mode in Mode::all().filter(|mode| mode.width == 320 && mode.direction == "ltr") {
        let widget = visit(&session, &site.page("/sample/")).await;
        widget.show_in(mode).await;
        let place = ".place:nth-child(1)";
        let open = seen(widget, place).await;
        let empty = seen(widget, ".choice input").await;
        widget
            .choose(&words("welcome.sessions.choices.0.label"))
            .await;
        assert_eq!(widget.chosen().await.len(), 1);
        let chosen = seen(widget, ".choice input").await;
        assert!(
            chosen != empty,
            "an answer looks as if it were not chosen in {mode}"
        );
        widget.press(&words("labels.green_flags")).await;
        widget
            .arrives_at(".green-flags", &words("flags.heading"))
            .await;
        assert!(
            seen(widget, place).await != open,
            "a place looks as if it were not open in {mode}"
        );
        let empty = seen(widget, ".tick input").await;
        let first = "root.querySelector('.tick input')";
        widget.see(&format!("{first}.click()"), json!([])).await;
        let ticked = seen(widget, ".tick input").await;
        assert!(
            ticked != empty,
            "a tick looks as if there were none in {mode}"
        );
    }
}

/// Returns a picture of the first element that matches, with nothing else on it.
async fn seen(widget: Widget<'_>, selector: &str) -> Value {
    // The ring around what has the focus and the letters, which may be bold, are no marks by themselves.
    let part = "((box) => (active()?.blur(), {
            x: box.left + scrollX, y: box.bottom - Math.min(box.height, box.width) + scrollY,
            width: box.width, height: Math.min(box.height, box.width), scale: 1 }))
        (every(wanted[0])[0].getBoundingClientRect())";
    let mut clip = widget.see(part, json!([selector])).await;
    if selector.starts_with(".place") {
        let height = clip["height"].as_f64().unwrap_or(0.0);
        clip["y"] = json!(clip["y"].as_f64().unwrap_or(0.0) + height - 3.0);
        clip["height"] = json!(3);
    }
    let what = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
    let picture = widget
        .session()
        .devtools("Page.captureScreenshot", what)
        .await;
    picture["data"].clone()
}

/// Opens `page` and waits for its widget, with axe at hand.
async fn visit<'a>(session: &'a Session, page: &str) -> Widget<'a> {
    session.visit(page).await;
    let widget = session.widget(0);
    widget.ready().await;
    session.bring_axe().await;
    widget
}

fn is_reviewed(finding: &Finding) -> bool {
    REVIEWED
        .iter()
        .any(|[rule, element]| finding.rule == *rule && finding.element.starts_with(element))
}

/// What axe found in all combinations of a screen and a mode.
#[derive(Default)]
struct Matrix {
    combinations: usize,
    findings: BTreeMap<Finding, Vec<String>>,
}

impl Matrix {
    async fn look(&mut self, widget: Widget<'_>, screen: &str) {
        self.look_in(Mode::all(), widget, screen).await;
    }

    async fn look_in(
        &mut self,
        modes: impl Iterator<Item = Mode>,
        widget: Widget<'_>,
        screen: &str,
    ) {
        for mode in modes {
            widget.show_in(mode).await;
            let screen = format!("{screen} in {mode}");
            self.look_as_it_is(widget, &screen).await;
        }
    }

    async fn look_as_it_is(&mut self, widget: Widget<'_>, screen: &str) {
        self.combinations += 1;
        let found = widget.session().axe().await.into_iter();
        for finding in found.filter(|finding| !is_reviewed(finding)) {
            let all = self.findings.entry(finding).or_default();
            all.push(screen.to_owned());
        }
    }

    fn report(&self) -> String {
        let lines = self.findings.iter().map(|(finding, all)| {
            let Finding {
                rule,
                reasons,
                place,
                element,
            } = finding;
            let [first, last] = [all.first(), all.last()].map(|one| one.map_or("", |one| &**one));
            format!(
                "{rule}: {reasons}. {place}: {element} on {first} … {last}: {} times",
                all.len()
            )
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Prints how much was looked at, and panics when there were findings.
    fn is_clean(&self, what: &str) {
        let line = format!(
            "axe-core · {what} · {} combinations of a screen and a mode · {} findings",
            self.combinations,
            self.findings.len()
        );
        // Not `println!`, which is shown for failed tests alone.
        let _ = writeln!(io::stdout(), "\n{line}");
        assert!(self.combinations > 0, "{line}");
        assert!(self.findings.is_empty(), "{line}\n{}", self.report());
    }
}

/// What has too little room on all screens.
#[derive(Default)]
struct Room {
    combinations: usize,
    findings: BTreeMap<String, Vec<String>>,
}

impl Room {
    async fn look(&mut self, widget: Widget<'_>, screen: &str) {
        let (ways, found) = widget.room().await;
        self.combinations += ways;
        for finding in found {
            let all = self.findings.entry(finding).or_default();
            all.push(screen.to_owned());
        }
    }

    fn is_enough(&self) {
        let line = format!(
            "Room at 320 px · {} combinations of a screen, a size of text and a direction · {} findings",
            self.combinations,
            self.findings.len()
        );
        let _ = writeln!(io::stdout(), "\n{line}");
        let findings = self.findings.iter();
        let findings: Vec<_> = findings
            .map(|(finding, all)| format!("{finding} on {}", all.join(", ")))
            .collect();
        assert!(findings.is_empty(), "{line}\n{}", findings.join("\n"));
    }
}
