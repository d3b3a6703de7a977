//! Whose crisis lines stand first.

use journey::{Engine, Session, Site, in_engines, words};

in_engines!(the_private_page_begins_with_the_help_of_the_readers_country: Chromium);
async fn the_private_page_begins_with_the_help_of_the_readers_country(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    let widget = session.widget(0);
    for (clock, language, expected) in [
        ("Europe/Dublin", "en-GB", "Ireland"),
        ("Europe/London", "en-US", "United Kingdom"),
        ("Australia/Perth", "en-US", "Australia"),
        ("Pacific/Auckland", "en", "New Zealand"),
        ("America/Toronto", "en-CA", "Canada"),
        ("America/Chicago", "en-US", "United States"),
        ("Europe/Berlin", "en-IE", "Ireland"),
        // It says nothing of where somebody is, so all is as it was.
        ("Europe/Berlin", "en-US", "United Kingdom"),
        ("Asia/Tokyo", "fr-FR", "United Kingdom"),
    ] {
        session.be_in(clock, language).await;
        session.visit("about:blank").await;
        session.visit(&site.page("/")).await;
        widget.ready().await;
        widget.press(&words("labels.crisis")).await;
        widget.arrives_at(".panel", &words("crisis.heading")).await;
        assert_eq!(widget.chosen().await, [expected], "{clock}, {language}");
    }
    // What a practice says goes before, and a widget in its page does not guess.
    session.be_in("Europe/Dublin", "en-IE").await;
    session.visit(&site.page("/sample/")).await;
    widget.ready().await;
    widget.press(&words("labels.crisis")).await;
    widget.arrives_at(".panel", &words("crisis.heading")).await;
    assert_eq!(widget.chosen().await, ["United Kingdom"]);
    session.expect_silence().await;
}
