//! Pages with strict policies, on which nothing of the widget is reported.

use journey::{Engine, Session, Site, in_engines};

in_engines!(the_recommended_policy_is_enough);
async fn the_recommended_policy_is_enough(engine: Engine) {
    let site = Site::start();
    works_unreported(engine, &site.page("/pages/recommended-policy/")).await;
}

in_engines!(trusted_types_are_kept);
async fn trusted_types_are_kept(engine: Engine) {
    let site = Site::start();
    works_unreported(engine, &site.page("/pages/trusted-types/")).await;
}

in_engines!(a_nonce_on_the_loader_is_enough);
async fn a_nonce_on_the_loader_is_enough(engine: Engine) {
    let site = Site::start();
    // Without `open-root`: the page brings the scripts of the tests itself, with its nonce.
    let page = format!("{}/pages/nonce/", site.address());
    works_unreported(engine, &page).await;
}

async fn works_unreported(engine: Engine, page: &str) {
    let session = Session::open(engine).await;
    session.visit(page).await;
    let widget = session.widget(0);
    widget.ready().await;
    widget
        .every_screen(async |screen| {
            let said = session.said().await;
            assert!(said.is_empty(), "on {screen}: {}", said.join("\n"));
        })
        .await;
}
