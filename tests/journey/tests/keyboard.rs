//! A check-in without a mouse.

use std::io::{self, Write};

use journey::{ANSWERS, Engine, Key, Session, Settings, Site, Widget, card_for, in_engines, words};
use serde_json::json;

const FORWARDS: &[Key] = &[Key::Tab];
const BACKWARDS: &[Key] = &[Key::Shift, Key::Tab];

in_engines!(a_question_that_was_left_open_does_not_hide_the_next_from_the_keyboard);
async fn a_question_that_was_left_open_does_not_hide_the_next_from_the_keyboard(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/sample/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    enter(widget, "labels.start").await;
    let first = format!("radio {}", words("answers.0.label"));
    for sign in 0..3 {
        let question = words(&format!("signs.{sign}.question"));
        widget.arrives_at(".question", &question).await;
        walk_to(widget, &first, FORWARDS).await;
        enter(widget, "labels.skip").await;
    }
}

in_engines!(the_whole_check_in_works_by_keyboard_alone);
async fn the_whole_check_in_works_by_keyboard_alone(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/sample/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    assert_eq!(widget.active().await, None, "loading moves no focus");

    enter(widget, "labels.start").await;
    for (sign, &answer) in ANSWERS.iter().enumerate() {
        let question = words(&format!("signs.{sign}.question"));
        widget.arrives_at(".question", &question).await;
        let first = format!("radio {}", words("answers.0.label"));
        walk_to(widget, &first, FORWARDS).await;
        session.key(Key::Space).await;
        for _ in 0..answer {
            session.key(Key::Down).await;
        }
        let answer = words(&format!("answers.{answer}.label"));
        assert_eq!(widget.active().await, Some(format!("radio {answer}")));
        assert_eq!(widget.chosen().await, [answer]);
        let last = sign + 1 == ANSWERS.len();
        enter(
            widget,
            if last {
                "labels.see_result"
            } else {
                "labels.next"
            },
        )
        .await;
    }
    let result = words("overview.mixed.heading");
    widget.arrives_at(".result", &result).await;

    walk_to(widget, &format!("button {}", card_for(1)), FORWARDS).await;
    session.key(Key::Enter).await;
    widget.arrives_at(".card", &words("card.heading")).await;
    enter(widget, "labels.choose_another").await;
    widget.arrives_at(".result", &result).await;
    enter(widget, "labels.keep").await;
    widget.announces(&words("kept.done")).await;
    has_the_focus(widget, "after keeping").await;

    let kept = format!("button {}", words("labels.kept"));
    walk_to(widget, &kept, BACKWARDS).await;
    session.key(Key::Enter).await;
    widget.arrives_at(".kept", &words("kept.heading")).await;
    enter(widget, "labels.delete_all").await;
    widget.button(&words("labels.delete_all_confirm")).await;
    has_the_focus(widget, "when asked whether to delete").await;
    // The focus is on the way back; to delete everything takes a step to the other button.
    let [confirm, cancel] = ["labels.delete_all_confirm", "labels.delete_all_cancel"]
        .map(|path| format!("button {}", words(path)));
    widget.button(&words("labels.delete_all_confirm")).await;
    assert_eq!(widget.active().await, Some(cancel));
    walk_to(widget, &confirm, BACKWARDS).await;
    session.key(Key::Enter).await;
    widget.announces(&words("kept.all_deleted")).await;
    has_the_focus(widget, "after deleting").await;
}

in_engines!(escape_closes_a_panel_onto_the_button_that_opened_it);
async fn escape_closes_a_panel_onto_the_button_that_opened_it(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/sample/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    for (link, heading) in [
        ("labels.crisis", "crisis.heading"),
        ("labels.wrong", "wrong.heading"),
    ] {
        for chosen in [false, true] {
            enter(widget, link).await;
            widget.arrives_at(".panel", &words(heading)).await;
            if chosen {
                walk_to_a_radio(widget).await;
                session.key(Key::Down).await;
            }
            session.key(Key::Escape).await;
            widget.expect_none(".panel").await;
            has_the_focus_on(widget, link).await;
        }
    }
}

in_engines!(escape_takes_the_question_back_before_everything_is_deleted);
async fn escape_takes_the_question_back_before_everything_is_deleted(engine: Engine) {
    let site = Site::start();
    let kept = "right-track 2\nid=a at=1763600000000 answers=safety:no";
    let session = Session::open_private_page(engine, &site, Some(kept)).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    for steps in 0..3 {
        widget
            .by_keyboard()
            .press(&words("labels.delete_all"))
            .await;
        widget.button(&words("labels.delete_all_confirm")).await;
        session.chords(BACKWARDS, steps).await;
        session.key(Key::Escape).await;
        widget.expect_none("[role=alert]").await;
        has_the_focus_on(widget, "labels.delete_all").await;
        widget.shows_entries(1).await;
    }
    session.key(Key::Escape).await;
    has_the_focus_on(widget, "labels.delete_all").await;
}

in_engines!(the_focus_never_falls_to_the_page);
async fn the_focus_never_falls_to_the_page(engine: Engine) {
    let (site, session) = (Site::start(), Session::open(engine).await);
    let widget = session.widget(0).by_keyboard();
    for page in ["/sample/", "/"] {
        session.visit(&site.page(page)).await;
        widget.ready().await;
        widget.guard_focus().await;
        widget
            .every_screen(async |screen| {
                if screen != "welcome" {
                    has_the_focus(widget, &format!("on {screen} of {page}")).await;
                }
            })
            .await;
        assert_eq!(widget.fallen().await, json!([]), "on {page}");
    }
    widget
        .every_private_screen(async |screen| has_the_focus(widget, screen).await)
        .await;
    assert_eq!(widget.fallen().await, json!([]), "on the private page");
}

in_engines!(after_a_wrong_passphrase_the_focus_waits_in_the_field_for_another);
async fn after_a_wrong_passphrase_the_focus_waits_in_the_field_for_another(engine: Engine) {
    let site = Site::start();
    let kept = "right-track 2\nid=a at=1763600000000 answers=safety:no";
    let session = Session::open_private_page(engine, &site, Some(kept)).await;
    let widget = session.widget(0).by_keyboard();
    let [passphrase, again] = ["passphrase", "again"].map(|one| words(&format!("page.lock.{one}")));
    let field = Some(format!("password {passphrase}"));
    widget.go_to_kept().await;
    widget.press(&words("page.lock.heading")).await;
    widget.fill(&passphrase, "four quiet words here").await;
    widget.fill(&again, "four other words here").await;
    widget.press(&words("page.lock.lock")).await;
    widget.announces(&words("page.lock.differ")).await;
    assert_eq!(widget.active().await, field, "two that differ");
    session.write("four quiet words here").await;
    widget.fill(&again, "four quiet words here").await;
    widget.press(&words("page.lock.lock")).await;
    widget.announces(&words("page.lock.locked")).await;
    widget.press(&words("page.lock.now")).await;
    widget.arrives_at(".shut", &words("page.lock.shut")).await;
    widget.fill(&passphrase, "four wrong words here").await;
    widget.press(&words("page.lock.open")).await;
    widget.announces(&words("page.lock.try_again")).await;
    assert_eq!(widget.active().await, field, "a wrong one");
    session.write("four quiet words here").await;
    session.key(Key::Enter).await;
    widget.arrives_at(".kept", &words("kept.heading")).await;
}

in_engines!(arrows_go_through_every_group_of_radio_buttons);
async fn arrows_go_through_every_group_of_radio_buttons(engine: Engine) {
    let site = Site::start();
    let kept = "right-track 2\nid=a at=1763600000000 answers=safety:no";
    let session = Session::open_private_page(engine, &site, Some(kept)).await;
    let widget = session.widget(0);
    let mut groups = round_all(widget).await;
    widget.press(&words("labels.wrong")).await;
    widget.arrives_at(".panel", &words("wrong.heading")).await;
    groups += round_all(widget).await;
    session.key(Key::Escape).await;
    widget.press(&words("labels.start")).await;
    widget
        .arrives_at(".question", &words("signs.0.question"))
        .await;
    groups += round_all(widget).await;
    widget.go_to_kept().await;
    widget.press(&words("page.reminder.heading")).await;
    groups += round_all(widget).await;
    assert_eq!(groups, 2 + 1 + 1 + 2);
}

in_engines!(no_key_but_the_documented_one_is_a_shortcut);
async fn no_key_but_the_documented_one_is_a_shortcut(engine: Engine) {
    let (site, session) = (Site::start(), Session::open(engine).await);
    session.visit(&site.page("/sample/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    // What the page or the widget keeps a key from.
    let watch = "window.taken = [], addEventListener('keydown', (event) => event.defaultPrevented && window.taken.push(event.key))";
    widget.see(watch, json!([])).await;
    let state = "[root.querySelector('.widget').outerHTML, chosen(), describe(active()), location.href, window.taken]";
    for (link, screen, heading) in [
        ("labels.crisis", ".panel", "crisis.heading"),
        ("labels.start", ".question", "signs.0.question"),
        ("labels.green_flags", ".green-flags", "flags.heading"),
        ("labels.kept", ".kept", "kept.heading"),
    ] {
        widget.press(&words(link)).await;
        widget.arrives_at(screen, &words(heading)).await;
        for stop in 0..2 {
            session.chords(FORWARDS, stop).await;
            let before = widget.see(state, json!([])).await;
            session
                .write("abcdefghijklmnopqrstuvwxyz0123456789?.-+*#")
                .await;
            assert_eq!(widget.see(state, json!([])).await, before, "{heading}");
        }
        let keys = "every('[accesskey], [aria-keyshortcuts]').length";
        assert_eq!(widget.see(keys, json!([])).await, json!(0), "{heading}");
        session.key(Key::Escape).await;
    }
}

in_engines!(the_keyboard_leaves_the_widget_at_both_ends);
async fn the_keyboard_leaves_the_widget_at_both_ends(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/sample/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    let last = format!("button {}", words("labels.wrong"));
    walk_to(widget, &last, FORWARDS).await;
    session.key(Key::Tab).await;
    assert_eq!(widget.active().await, None, "after {last}");
    session.chord(BACKWARDS).await;
    assert_eq!(widget.active().await, Some(last), "back again");
    let mut way = Vec::new();
    while let Some(active) = widget.active().await {
        assert!(way.len() < 40, "Shift and Tab never leave: {way:?}");
        way.push(active);
        session.chord(BACKWARDS).await;
    }
}

in_engines!(tab_alone_passes_every_control_of_every_screen_in_sight_and_in_order);
async fn tab_alone_passes_every_control_of_every_screen_in_sight_and_in_order(engine: Engine) {
    let (site, session) = (Site::start(), Session::open(engine).await);
    let widget = session.widget(0).by_keyboard();
    let mut walk = Walk::default();
    for page in ["/sample/", "/"] {
        session.visit(&site.page(page)).await;
        widget.ready().await;
        widget
            .every_screen(async |screen| walk.look(widget, &format!("{page} {screen}")).await)
            .await;
    }
    widget
        .every_private_screen(async |screen| walk.look(widget, screen).await)
        .await;
    walk.is_clean("all screens");
}

in_engines!(what_a_page_has_fixed_at_its_edges_covers_no_stop);
async fn what_a_page_has_fixed_at_its_edges_covers_no_stop(engine: Engine) {
    let (site, session) = (Site::start(), Session::open(engine).await);
    session.visit(&site.page("/pages/fixed-bars/")).await;
    let widget = session.widget(0).by_keyboard();
    widget.ready().await;
    let mut walk = Walk::default();
    widget
        .every_screen(async |screen| walk.look(widget, screen).await)
        .await;
    walk.is_clean("between bars");
}

in_engines!(no_style_of_the_page_takes_away_the_ring_around_what_has_the_focus);
async fn no_style_of_the_page_takes_away_the_ring_around_what_has_the_focus(engine: Engine) {
    let (site, session) = (Site::start(), Session::open(engine).await);
    let widget = session.widget(0).by_keyboard();
    let mut walk = Walk::default();
    for name in ["unset", "important", "small-root", "bootstrap", "tailwind"] {
        // Another page in between, as a change of the fragment alone loads nothing.
        session.visit("about:blank").await;
        session
            .visit(&format!("{}#{name}", site.page("/pages/hostile/")))
            .await;
        widget.ready().await;
        walk.look(widget, &format!("the welcome with {name}")).await;
        for (link, heading) in [
            ("labels.wrong", "wrong.heading"),
            ("labels.start", "signs.0.question"),
        ] {
            widget.press(&words(link)).await;
            widget.arrives_at(".body", &words(heading)).await;
            walk.look(widget, &format!("{link} with {name}")).await;
            widget.session().key(Key::Escape).await;
        }
    }
    walk.is_clean("hostile styles");
}

in_engines!(at_400_percent_nothing_covers_a_stop_in_either_direction: Chromium);
async fn at_400_percent_nothing_covers_a_stop_in_either_direction(engine: Engine) {
    let site = Site::start();
    // A window of 1280 × 1024.
    let settings = Settings {
        width: 320,
        height: 256,
        ..Settings::default()
    };
    let session = Session::open_with(engine, settings).await;
    let widget = session.widget(0).by_keyboard();
    let mut walk = Walk::default();
    for page in ["/sample/", "/"] {
        session.visit(&site.page(page)).await;
        widget.ready().await;
        widget
            .every_screen(async |screen| walk.look_both_ways(widget, screen).await)
            .await;
    }
    widget
        .every_private_screen(async |screen| walk.look_both_ways(widget, screen).await)
        .await;
    walk.is_clean("320 × 256 px");
}

/// What was wrong on the walks through the screens.
#[derive(Default)]
struct Walk {
    screens: usize,
    stops: usize,
    wrong: Vec<String>,
}

impl Walk {
    async fn look(&mut self, widget: Widget<'_>, screen: &str) {
        let (stops, wrong) = widget.walk_through().await;
        assert!(stops > 2, "{stops} stops on {screen}");
        self.screens += 1;
        self.stops += stops;
        let wrong = wrong.into_iter().map(|one| format!("{screen}: {one}"));
        self.wrong.extend(wrong);
    }

    async fn look_both_ways(&mut self, widget: Widget<'_>, screen: &str) {
        for direction in ["ltr", "rtl"] {
            let turn = "[document.documentElement, root.querySelector('.widget')]
                .forEach((node) => node.setAttribute('dir', wanted[0]))";
            widget.see(turn, json!([direction])).await;
            self.look(widget, &format!("{screen}, {direction}")).await;
        }
    }

    /// Prints how far the walks went, and panics when something was wrong.
    fn is_clean(&self, what: &str) {
        let line = format!(
            "By Tab there and back · {what} · {} screens · {} stops · {} findings",
            self.screens,
            self.stops,
            self.wrong.len()
        );
        // Not `println!`, which is shown for failed tests alone.
        let _ = writeln!(io::stdout(), "\n{line}");
        assert!(self.wrong.is_empty(), "{line}\n{}", self.wrong.join("\n"));
    }
}

/// Presses Enter on the button with the words at `path`, which lies further on.
async fn enter(widget: Widget<'_>, path: &str) {
    let name = words(path);
    widget.button(&name).await;
    walk_to(widget, &format!("button {name}"), FORWARDS).await;
    widget.session().key(Key::Enter).await;
}

/// Walks with `step` until the focus is on `what`.
///
/// Never past the end of the page: there Firefox gives the focus to its own buttons, but the
/// driver's keys still to the page, which no person could do.
async fn walk_to(widget: Widget<'_>, what: &str, step: &[Key]) {
    let mut way = Vec::new();
    loop {
        let active = widget.active().await;
        if active.as_deref() == Some(what) {
            return;
        }
        let left = active.is_none() && way.iter().any(Option::is_some);
        way.push(active);
        assert!(
            !left && way.len() < 60,
            "{step:?} does not lead to “{what}”, but along {way:?}"
        );
        widget.session().chord(step).await;
    }
}

/// Walks until the focus is on a radio button.
async fn walk_to_a_radio(widget: Widget<'_>) {
    let mut way = Vec::new();
    loop {
        let active = widget.active().await.unwrap_or_default();
        if active.starts_with("radio ") {
            return;
        }
        way.push(active);
        assert!(way.len() < 60, "no radio button in {way:?}");
        widget.session().key(Key::Tab).await;
    }
}

/// Goes with each pair of arrows once round in all groups on the screen, and returns how many there are. In WebKitGTK the
/// ways end at the last and the first answer.
async fn round_all(widget: Widget<'_>) -> usize {
    let groups = "Object.values(Object.groupBy(every('input[type=radio]'), (it) => it.name)).map((all) => all.map(label))";
    let groups = widget.see(groups, json!([])).await;
    let groups: Vec<Vec<String>> = serde_json::from_value(groups).unwrap();
    for group in &groups {
        for (onwards, back) in [(Key::Down, Key::Up), (Key::Right, Key::Left)] {
            widget.choose(&group[0]).await;
            let last = group.len() - 1;
            let round = widget.session().engine() != Engine::WebKit;
            let there = (1..=last).chain([if round { 0 } else { last }]);
            let back_from = if round { last } else { last - 1 };
            let and_back = (0..=back_from).rev().map(|at| (back, at));
            let there = there.map(|at| (onwards, at));
            for (key, at) in there.chain(and_back) {
                widget.session().key(key).await;
                assert_eq!(
                    widget.active().await,
                    Some(format!("radio {}", group[at])),
                    "after {key:?} among {group:?}"
                );
                let chosen = widget.chosen().await;
                assert!(chosen.contains(&group[at]), "{chosen:?} after {key:?}");
            }
        }
    }
    groups.len()
}

async fn has_the_focus_on(widget: Widget<'_>, path: &str) {
    let opener = Some(format!("button {}", words(path)));
    assert_eq!(widget.active().await, opener);
}

async fn has_the_focus(widget: Widget<'_>, when: &str) {
    let active = widget.active().await;
    assert!(active.is_some(), "the focus left the widget {when}");
}
