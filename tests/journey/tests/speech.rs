//! What is said to those who do not see it: once, politely, and by a region that was there before its words.

use journey::{Engine, KEY, Key, Said, Session, Site, Widget, card_for, in_engines, words};
use serde_json::json;

/// What may break into what is being read: errors, and the question before everything is deleted.
const AT_ONCE: [&str; 2] = ["kept.delete_all_question", "page.bring.not_ours"];

in_engines!(a_whole_way_past_is_said_once_and_politely);
async fn a_whole_way_past_is_said_once_and_politely(engine: Engine) {
    let (site, session) = (Site::start(), Session::open(engine).await);
    let widget = session.widget(0).by_keyboard();
    for page in ["/sample/", "/"] {
        session.visit(&site.page(page)).await;
        widget.ready().await;
        widget.listen().await;
        let mut said = Vec::new();
        let hear = async |screen: &str| {
            let heard = widget.heard().await;
            said.extend(heard.into_iter().map(|one| (screen.to_owned(), one)));
        };
        widget.every_screen(hear).await;
        let expected = [
            "kept.done",
            "kept.deleted",
            "kept.undone",
            "kept.delete_all_question",
            "kept.all_deleted",
        ];
        is_polite(&said, &expected);
    }
    let mut said = Vec::new();
    let hear = async |screen: &str| {
        let heard = widget.heard().await;
        said.extend(heard.into_iter().map(|one| (screen.to_owned(), one)));
    };
    widget.every_private_screen(hear).await;
    let found = words("page.bring.found");
    let wrong = words("page.lock.wrong.one");
    let pieces = [
        "kept.done",
        "page.label.kept",
        "page.bring.not_ours",
        &found[..20],
        "page.bring.added",
        "kept.saved",
        "page.reminder.saved",
        "kept.done",
        "page.lock.locked",
        "page.lock.opening",
        &wrong[..20],
        "page.lock.try_again",
        "page.lock.opening",
        "kept.delete_all_question",
        "kept.all_deleted",
    ];
    is_polite(&said, &pieces);
}

in_engines!(what_is_done_twice_is_said_twice);
async fn what_is_done_twice_is_said_twice(engine: Engine) {
    let (site, session) = (Site::start(), Session::open(engine).await);
    session.visit(&site.page("/pages/host-alone/")).await;
    let kept = "right-track 2\nid=a at=1763600000000 answers=safety:no\nid=b at=1763500000000 answers=goals:no\n\
        id=c at=1763400000000 answers=goals:no";
    session.store(KEY, kept).await;
    session.visit(&site.page("/sample/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    session.catch_files().await;
    widget.listen().await;
    widget.go_to_kept().await;
    for left in [2, 1] {
        widget.press_one(&words("labels.delete"), 0).await;
        widget.shows_entries(left).await;
        assert_eq!(only(&widget.hears(&words("kept.deleted")).await), 1);
    }
    for _ in 0..2 {
        widget.press(&words("labels.save_file")).await;
        assert_eq!(only(&widget.hears(&words("kept.saved")).await), 1);
    }
    widget.press(&words("labels.check_in")).await;
    widget.check_in().await;
    assert_eq!(widget.heard().await, [], "where the focus says enough");
    widget.press(&card_for(1)).await;
    widget.arrives_at(".card", &words("card.heading")).await;
    for _ in 0..2 {
        widget.press(&words("labels.save_text")).await;
        assert_eq!(only(&widget.hears(&words("kept.saved")).await), 1);
    }
}

in_engines!(an_error_is_said_at_once_and_the_focus_stays_in_the_widget);
async fn an_error_is_said_at_once_and_the_focus_stays_in_the_widget(engine: Engine) {
    let (site, session) = (Site::start(), Session::open(engine).await);
    session.visit(&site.page("/pages/once-broken/")).await;
    let widget = session.widget(0).by_keyboard();
    widget.ready().await;
    widget.listen().await;
    session.run("window.broken = true;", Vec::new()).await;
    widget.press(&words("labels.start")).await;
    let said = widget.hears(&words("failures.stopped")).await;
    assert!(only(&said) == 1 && said[0].at_once, "{said:?}");
    has_the_focus(widget, "button", &words("failures.again")).await;
    widget
        .tries_again(async || session.key(Key::Enter).await)
        .await;
    widget.expect_none(".notice").await;
    has_the_focus(widget, "heading", &words("welcome.heading")).await;
    widget.press(&words("labels.start")).await;
    widget
        .arrives_at(".question", &words("signs.0.question"))
        .await;
}

in_engines!(what_cannot_load_takes_no_focus_away);
async fn what_cannot_load_takes_no_focus_away(engine: Engine) {
    let (site, session) = (Site::start(), Session::open(engine).await);
    site.hold(&[".wasm"]);
    session.visit(&site.page("/pages/no-memory/")).await;
    let widget = session.widget(0).by_keyboard();
    let start = words("labels.start");
    let start = widget.button(&start).await;
    widget.see("wanted[0].focus()", json!([start])).await;
    widget.listen().await;
    site.let_go();
    let said = widget.hears(&words("failures.start")).await;
    assert!(only(&said) == 1 && said[0].at_once, "{said:?}");
    has_the_focus(widget, "button", &words("failures.again")).await;
}

async fn has_the_focus(widget: Widget<'_>, role: &str, name: &str) {
    let wanted = Some(format!("{role} {name}"));
    journey::until(&format!("the focus on {wanted:?}"), async || {
        let active = widget.active().await;
        if active == wanted {
            return Ok(());
        }
        Err(format!("{active:?}"))
    })
    .await;
}

/// Panics when something could not be heard, and returns how much was said.
fn only(said: &[Said]) -> usize {
    let unheard: Vec<_> = said.iter().filter(|one| one.unheard).collect();
    assert!(unheard.is_empty(), "{unheard:?}");
    said.len()
}

/// Panics unless what was said has these words in this order, each once and heard, and nothing else.
///
/// Each of `wanted` is where the words are, or how they begin.
fn is_polite(said: &[(String, Said)], wanted: &[&str]) {
    let all = json!(said.iter().map(|(_, one)| &one.words).collect::<Vec<_>>());
    let paths = AT_ONCE.map(words);
    for (screen, one) in said {
        assert!(!one.unheard, "on {screen} nobody hears “{}”", one.words);
        assert_eq!(
            one.at_once,
            paths.contains(&one.words),
            "on {screen}: “{}”",
            one.words
        );
        assert!(
            one.words != one.focused,
            "on {screen}, “{}” is said twice: it has the focus, too",
            one.words
        );
    }
    assert_eq!(said.len(), wanted.len(), "{all:#}");
    for ((screen, one), wanted) in said.iter().zip(wanted) {
        let wanted = match wanted.split_once('.') {
            Some((first, rest)) if !first.contains(' ') && !rest.contains(' ') => words(wanted),
            _ => (*wanted).to_owned(),
        };
        assert!(
            one.words.starts_with(&wanted),
            "on {screen}, “{}” in the place of “{wanted}”: {all:#}",
            one.words
        );
    }
}
