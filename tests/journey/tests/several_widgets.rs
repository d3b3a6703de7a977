//! Several widgets on a page, and the script more than once or by itself.

use journey::{ANSWERS, Engine, Session, Site, in_engines, words};
use serde_json::json;

in_engines!(two_widgets_and_two_scripts_get_along);
async fn two_widgets_and_two_scripts_get_along(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/two/")).await;
    let (first, second) = (session.widget(0), session.widget(1));
    first.ready().await;
    second.ready().await;

    first.begin().await;
    first.answer(0).await;
    first
        .arrives_at(".question", &words("signs.1.question"))
        .await;
    assert!(second.has(".welcome").await, "the second waits");

    second.check_in().await;
    assert!(first.has(".question").await, "the first waits");
    // The focus is in the second by now, so the first is answered without a look at it.
    first
        .choose(&words(&format!("answers.{}.label", ANSWERS[1])))
        .await;
    first.press(&words("labels.next")).await;
    for sign in 2..ANSWERS.len() {
        first.answer(sign).await;
    }
    first
        .arrives_at(".result", &words("overview.mixed.heading"))
        .await;

    let elements = "return document.querySelectorAll('right-track').length;";
    assert_eq!(session.run(elements, Vec::new()).await, json!(2));
    session.expect_silence().await;
}

in_engines!(the_script_alone_puts_a_widget_after_itself);
async fn the_script_alone_puts_a_widget_after_itself(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/script-only/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    let before = widget
        .see("host.previousElementSibling.localName", json!([]))
        .await;
    assert_eq!(before, json!("script"));
    widget.check_in().await;
    session.expect_silence().await;
}
