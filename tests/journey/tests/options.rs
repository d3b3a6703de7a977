//! The options of the element and of the script.

use journey::{Engine, Session, Site, Widget, in_engines, until, words};
use serde_json::{Value, json};

in_engines!(refused_options_fall_back_with_a_line_each);
async fn refused_options_fall_back_with_a_line_each(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/refused-options/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    widget.check_in().await;
    assert_eq!(theme(widget).await, json!("light"));
    assert_eq!(
        widget
            .see("root.querySelectorAll('.place').length", json!([]))
            .await,
        json!(4)
    );
    let said = session.run("return witness.said;", Vec::new()).await;
    let said = said.as_array().cloned().unwrap_or_default();
    for (name, value, allowed) in [
        ("region", "FR", "GB, IE, US, CA, AU, NZ, INTL."),
        ("theme", "sepia", "auto, light, dark."),
        ("view", "some", "all, check-in, green-flags."),
        ("isolation", "box", "auto, inline, frame."),
        ("loading", "soon", "lazy, eager."),
        ("heading-level", "7", "2, 3, 4."),
        ("exit", "maybe", "on, off."),
        ("lang", "English!", "a tag like en-GB."),
        (
            "practice",
            "<b>Harbour</b>",
            "a text of at most 80 characters.",
        ),
        ("contact-label", "a < b", "a text of at most 80 characters."),
        (
            "contact-href",
            "javascript:alert(1)",
            "an address with http, mailto or tel.",
        ),
        ("exit-href", "weather", "an address with http."),
    ] {
        let line =
            format!("warn: [right-track] {name}=\"{value}\" was left out: it may be {allowed}");
        let count = said.iter().filter(|said| **said == json!(line)).count();
        assert_eq!(count, 1, "of “{line}” in {said:#?}");
    }
    assert_eq!(said.len(), 12, "{said:#?}");
}

in_engines!(space_around_options_does_no_harm);
async fn space_around_options_does_no_harm(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/spaced-options/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    assert_eq!(theme(widget).await, json!("dark"));
    widget.text("h3.heading").await;
    is_irish(widget).await;
    session.expect_silence().await;
}

in_engines!(options_may_stand_on_the_script);
async fn options_may_stand_on_the_script(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session
        .visit(&site.page("/pages/options-on-the-script/"))
        .await;
    let widget = session.widget(0);
    widget.ready().await;
    assert_eq!(theme(widget).await, json!("dark"));
    widget.text("h4.heading").await;
    is_irish(widget).await;
    // The element has the last word.
    widget
        .see("host.setAttribute('theme', 'light')", json!([]))
        .await;
    assert_eq!(theme(widget).await, json!("light"));
    session.expect_silence().await;
}

in_engines!(options_change_while_answers_stay);
async fn options_change_while_answers_stay(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/failing/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    widget.begin().await;
    let answer = words("answers.1.label");
    widget.choose(&answer).await;
    for (name, value) in [
        ("theme", "dark"),
        ("region", "IE"),
        ("heading-level", "4"),
        ("practice", "Harbour Lane"),
        ("exit", "off"),
    ] {
        let change = format!("host.setAttribute('{name}', '{value}')");
        widget.see(&change, json!([])).await;
    }
    assert_eq!(theme(widget).await, json!("dark"));
    until("the heading to be on level 4", async || {
        match widget.has(".question h4").await {
            true => Ok(()),
            false => Err("another level"),
        }
    })
    .await;
    assert_eq!(widget.chosen().await, [answer]);
    is_irish(widget).await;
    session.expect_silence().await;
}

in_engines!(an_option_refused_later_keeps_the_widget_going);
async fn an_option_refused_later_keeps_the_widget_going(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/failing/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    for value in ["sepia", "light", "sepia"] {
        widget
            .see(&format!("host.setAttribute('theme', '{value}')"), json!([]))
            .await;
    }
    widget.check_in().await;
    let said = session.run("return witness.said;", Vec::new()).await;
    let line = "warn: [right-track] theme=\"sepia\" was left out: it may be auto, light, dark.";
    assert_eq!(said, json!([line]));
}

async fn theme(widget: Widget<'_>) -> Value {
    widget
        .see("root.querySelector('.root').dataset.theme", json!([]))
        .await
}

/// Panics unless the crisis panel names the lines of Ireland.
async fn is_irish(widget: Widget<'_>) {
    widget.press(&words("labels.crisis")).await;
    widget.arrives_at(".panel", &words("crisis.heading")).await;
    widget.text("a[href='tel:1800247247']").await;
    widget.press(&words("labels.close")).await;
}
