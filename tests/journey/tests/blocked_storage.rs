//! Browsers that keep nothing: everything works, and the person is told.

use journey::{Engine, Session, Site, Widget, in_engines, words};

in_engines!(a_getter_that_throws_blocks_nothing_but_keeping);
async fn a_getter_that_throws_blocks_nothing_but_keeping(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/storage-throws/")).await;
    keeps_for_this_visit_alone(session.widget(0)).await;
}

in_engines!(a_storage_that_is_null_blocks_nothing_but_keeping);
async fn a_storage_that_is_null_blocks_nothing_but_keeping(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/storage-null/")).await;
    keeps_for_this_visit_alone(session.widget(0)).await;
}

in_engines!(a_sandbox_blocks_nothing_but_keeping);
async fn a_sandbox_blocks_nothing_but_keeping(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/sandboxed/")).await;
    session.enter_frame(0).await;
    keeps_for_this_visit_alone(session.widget(0)).await;
}

async fn keeps_for_this_visit_alone(widget: Widget<'_>) {
    let blocked = words("kept.blocked");
    widget.ready().await;
    widget.check_in().await;
    widget.says(".result", &blocked).await;
    widget.press(&words("labels.keep")).await;
    widget.announces(&blocked).await;
    widget.press(&words("labels.kept")).await;
    widget.arrives_at(".kept", &words("kept.heading")).await;
    widget.says(".kept", &blocked).await;
    assert_eq!(widget.texts(".entry").await.len(), 1);
    widget.session().expect_silence().await;
}
