//! Keeping the private page itself, for use without a connection, and the way to its next version.
//!
//! What is kept of the page tells nothing of a check-in. It stays apart from them: see the reasons in `docs/privacy.md`.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::domain::content::Text;
use crate::embed::page::Offline;
use crate::view::buttons::{Weight, actions, button};
use crate::view::element::{all, element};
use crate::view::private::OwnDesk;
use crate::view::prose::{paragraph, paragraphs};
use crate::view::visit::Action;

/// Returns the choice to keep the page, or to keep it no longer.
pub fn keeping(desk: &OwnDesk) -> Html {
    let text = &desk.text.offline;
    let keep = || {
        let page = desk.page.clone();
        let keep = Callback::from(move |event: web_sys::Event| {
            // The button is about to go; what it stands under stays.
            let button = event.target_dyn_into::<Element>();
            let around = button.and_then(|button| button.closest("details").ok().flatten());
            let summary = around.and_then(|it| it.query_selector("summary").ok().flatten());
            if let Some(summary) = summary.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                _ = summary.focus();
            }
            page.keep_page();
        });
        actions([button(Weight::Main, text.keep, keep)])
    };
    let (said, way) = match desk.page.offline() {
        Offline::Unavailable => (text.unavailable, Html::default()),
        Offline::Off => (Text::default(), keep()),
        Offline::Working => (text.working, Html::default()),
        Offline::Failed => (text.failed, keep()),
        Offline::Kept | Offline::Newer => {
            let desk = desk.clone();
            let remove = Callback::from(move |_: web_sys::Event| drop_page(&desk));
            let remove = button(Weight::Quiet, text.remove, remove);
            (text.kept, actions([remove]))
        }
    };
    let said = html! { <p role="status">{ said }</p> };
    all([paragraphs("", &text.lead), said, way])
}

/// Tells whether the page itself is kept.
pub fn is_kept(desk: &OwnDesk) -> bool {
    matches!(desk.page.offline(), Offline::Kept | Offline::Newer)
}

/// Returns what asks whether everything is to go: `usual`, unless the page itself goes as well.
pub fn question(desk: &OwnDesk, usual: Text) -> Text {
    if is_kept(desk) {
        desk.text.offline.delete_question
    } else {
        usual
    }
}

fn drop_page(desk: &OwnDesk) {
    let after = desk.clone();
    desk.page.drop_page(move |gone| {
        let text = &after.text.offline;
        let said = if gone { text.removed } else { text.not_removed };
        after.visit.dispatch(Action::Said(said));
        // The button that was pressed is gone.
        after.page.focus(&after.focus);
    });
}

/// Returns the way to a newer version of the page, if there is one. Nothing that is on the screen must be lost by it.
pub fn newer(desk: &OwnDesk) -> Html {
    if desk.page.offline() != Offline::Newer {
        return Html::default();
    }
    let text = &desk.text.offline;
    let parts = if desk.visit.now().would_lose() {
        [paragraph("notice", text.unfinished), Html::default()]
    } else {
        let page = desk.page.clone();
        let renew = Callback::from(move |_: web_sys::Event| page.renew_page());
        let renew = button(Weight::Quiet, text.renew, renew);
        [paragraph("notice", text.new), actions([renew])]
    };
    // Not among the controls of the loader's first screen: see `controls` in embed/start.js.
    element("div", "resume", all(parts))
}
