//! A check-in without a mouse.

use journey::{ANSWERS, Engine, Key, Session, Site, Widget, card_for, in_engines, words};

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
        enter(widget, link).await;
        widget.arrives_at(".panel", &words(heading)).await;
        session.key(Key::Escape).await;
        widget.expect_none(".panel").await;
        let opener = format!("button {}", words(link));
        assert_eq!(widget.active().await, Some(opener));
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

async fn has_the_focus(widget: Widget<'_>, when: &str) {
    let active = widget.active().await;
    assert!(active.is_some(), "the focus left the widget {when}");
}
