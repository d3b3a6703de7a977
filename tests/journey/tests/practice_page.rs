//! The main journey: a practice's page, a check-in, and what was kept.

use journey::{ANSWERS, Engine, Session, Site, Widget, card_for, in_engines, words};
use serde_json::json;

in_engines!(what_was_kept_survives_a_reload_and_goes_when_asked);
async fn what_was_kept_survives_a_reload_and_goes_when_asked(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/sample/")).await;
    session
        .run("localStorage.setItem('host-key', 'theirs');", Vec::new())
        .await;
    let widget = session.widget(0);
    widget.ready().await;
    let asked = site.asked();

    widget.check_in().await;
    widget.press(&card_for(2)).await;
    widget.arrives_at(".card", &words("card.heading")).await;
    widget.says(".card", &words("signs.2.say")).await;
    widget.press(&words("labels.choose_another")).await;
    widget
        .arrives_at(".result", &words("overview.mixed.heading"))
        .await;
    assert_eq!(session.storage().await, ["host-key"], "before keeping");

    widget.press(&words("labels.keep")).await;
    widget.announces(&words("kept.done")).await;
    assert_eq!(session.storage().await, ["host-key", "right-track:journal"]);
    assert_eq!(site.asked(), asked, "no request after ready");
    session.expect_silence().await;

    session.reload().await;
    widget.ready().await;
    let asked = site.asked();
    show_kept(widget).await;

    widget.press(&words("labels.delete_all")).await;
    widget.press(&words("labels.delete_all_confirm")).await;
    widget.announces(&words("kept.all_deleted")).await;
    assert_eq!(session.storage().await, ["host-key"], "after deleting");
    let theirs = session
        .run("return localStorage.getItem('host-key');", Vec::new())
        .await;
    assert_eq!(theirs, json!("theirs"));
    assert_eq!(site.asked(), asked, "no request after ready");
    session.expect_silence().await;
}

async fn show_kept(widget: Widget<'_>) {
    widget.press(&words("labels.kept")).await;
    widget.arrives_at(".kept", &words("kept.heading")).await;
    assert_eq!(widget.texts(".entry").await.len(), 1);
    let shown = widget.text(".entry").await;
    for (sign, answer) in ANSWERS.into_iter().enumerate() {
        let sign = words(&format!("signs.{sign}.short"));
        let answer = words(&format!("answers.{answer}.label"));
        let both = format!("{sign}{answer}");
        assert!(shown.contains(&both), "“{both}” is not in “{shown}”");
    }
}
