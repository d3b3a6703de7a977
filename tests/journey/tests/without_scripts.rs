//! The private page where no script runs.

use journey::{Engine, Scheme, Session, Settings, Site, in_engines, until, witnessed, words};
use serde_json::{Value, json};

/// Opens the private page in a browser that runs no scripts.
async fn opened(site: &Site, settings: Settings) -> Session {
    let session = Session::open_with(Engine::Chromium, settings).await;
    session
        .devtools(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": true }),
        )
        .await;
    session.visit(&site.page("/")).await;
    let ran = session.run("return !!window.witness;", Vec::new()).await;
    assert_eq!(ran, json!(false), "a script has run");
    session
}

fn without_loader() -> Site {
    Site::start_changing(|request, mut reply| {
        if request.path == "/embed/1/private-page.js" {
            reply.status = 404;
        }
        reply
    })
}

/// Returns what can be read on the page.
async fn text(session: &Session) -> String {
    let text = session.run("return document.body.innerText;", Vec::new());
    let text = text.await;
    text.as_str().unwrap_or_default().to_owned()
}

in_engines!(the_questions_the_flags_and_the_help_can_be_read: Chromium);
async fn the_questions_the_flags_and_the_help_can_be_read(_: Engine) {
    let site = Site::start();
    for scheme in [Scheme::Light, Scheme::Dark] {
        let settings = Settings {
            width: 320,
            scheme,
            ..Settings::default()
        };
        let session = opened(&site, settings).await;
        let text = text(&session).await;
        for part in [
            "welcome.heading",
            "page.plain.lead",
            "signs.0.question",
            "signs.5.question",
            "answers.4.label",
            "flags.list.3.name",
            "wrong.heading",
        ] {
            assert!(text.contains(&words(part)), "no {part} in {text}");
        }
        let lines = "return ['tel:116123', 'tel:112', 'tel:988', 'https://findahelpline.com/'].map((to) =>
            [...document.links].some((link) => link.getAttribute('href') === to && link.checkVisibility()));";
        let lines = session.run(lines, Vec::new()).await;
        assert_eq!(lines, json!([true, true, true, true]));
        let wide = "return document.documentElement.scrollWidth;";
        assert_eq!(session.run(wide, Vec::new()).await, json!(320));
    }
}

in_engines!(it_prints_on_a_few_pages_with_everything_open: Chromium);
async fn it_prints_on_a_few_pages_with_everything_open(_: Engine) {
    let site = Site::start();
    let session = opened(&site, Settings::default()).await;
    let seen = "return [...document.querySelectorAll('details > *')].filter((part) =>
        !part.checkVisibility({ contentVisibilityAuto: true })).length;";
    let closed = session.run(seen, Vec::new()).await;
    assert!(closed.as_u64() > Some(0), "there is nothing to open");
    session.show_printed(true).await;
    assert_eq!(session.run(seen, Vec::new()).await, json!(0));
    session.show_printed(false).await;
    let pages = session.pages_of_a4().await;
    assert!((4..=12).contains(&pages), "{pages}");
}

in_engines!(a_loader_that_never_comes_leaves_the_same);
async fn a_loader_that_never_comes_leaves_the_same(engine: Engine) {
    let site = without_loader();
    let session = Session::open(engine).await;
    session.visit(&site.page("/")).await;
    let text = text(&session).await;
    for part in ["page.plain.lead", "signs.0.question", "crisis.heading"] {
        assert!(text.contains(&words(part)), "no {part} in {text}");
    }
}

in_engines!(it_keeps_nobody_out: Chromium);
async fn it_keeps_nobody_out(engine: Engine) {
    // axe is a script itself, so this is the page whose loader never comes.
    let site = without_loader();
    for scheme in [Scheme::Light, Scheme::Dark] {
        let settings = Settings {
            width: 320,
            scheme,
            ..Settings::default()
        };
        let session = Session::open_with(engine, settings).await;
        session.visit(&site.page("/")).await;
        session.bring_axe().await;
        assert_eq!(session.axe().await, [], "{scheme:?}");
        // What is closed is looked at, too.
        let open = "document.querySelectorAll('details').forEach((part) => (part.open = true));";
        session.run(open, Vec::new()).await;
        assert_eq!(session.axe().await, [], "{scheme:?}, all open");
    }
}

in_engines!(where_only_the_program_fails_nothing_is_said_twice);
async fn where_only_the_program_fails_nothing_is_said_twice(engine: Engine) {
    let site = Site::start_changing(|request, mut reply| {
        if request.path.ends_with(".wasm") {
            reply.status = 404;
        }
        reply
    });
    let session = Session::open(engine).await;
    session.visit(&site.page("/")).await;
    let widget = session.widget(0);
    widget.says(".notice", &words("failures.missing")).await;
    // What stands inside the element, and what the widget shows around it.
    let seen = widget.see(
        "host.innerText + '\\n' + root.querySelector('.widget').innerText",
        json!([]),
    );
    let seen = seen.await;
    let seen = seen.as_str().unwrap_or_default();
    for part in [
        "welcome.heading",
        "signs.0.question",
        "flags.heading",
        "flags.list.3.if_missing",
        "crisis.heading",
        "wrong.bodies.heading",
    ] {
        let lines = seen.lines().filter(|line| *line == words(part)).count();
        assert!(lines <= 1, "{part} is there {lines} times: {seen}");
    }
    for part in ["signs.0.question", "crisis.heading", "wrong.bodies.heading"] {
        assert!(seen.contains(&words(part)), "no {part} in {seen}");
    }
    assert!(!seen.contains(&words("page.plain.lead")), "{seen}");
}

in_engines!(with_scripts_nothing_of_it_is_ever_seen: Chromium);
async fn with_scripts_nothing_of_it_is_ever_seen(engine: Engine) {
    // Looks at each frame that is painted, and after a while asks for a page, by which the test knows.
    const LOOK: &str = "<head><script>{
        window.seen = 0;
        const look = () => {
          if (document.querySelector('.plain')?.checkVisibility()) window.seen++;
          requestAnimationFrame(look);
        };
        look();
        let times = 0;
        const wait = () => (++times < 20 ? setTimeout(wait, 16) : fetch('/pages/host-alone/'));
        wait();
      }</script>";
    let site = Site::start_changing(|request, reply| match request.path {
        "/" => {
            let mut page = witnessed(reply);
            let text = String::from_utf8_lossy(&page.body);
            page.body = text.replace("<head>", LOOK).into_bytes();
            page
        }
        _ => reply,
    });
    let session = Session::open(engine).await;
    // The loader is late, so that the rest could be painted before it.
    site.hold(&["/embed/1/private-page.js"]);
    let address = format!("{}/", site.address());
    let let_go = async {
        until("twenty looks", async || {
            let asked = site.asked();
            let waited = asked.iter().any(|one| one.path == "/pages/host-alone/");
            if waited {
                Ok(())
            } else {
                Err(format!("{asked:?}"))
            }
        })
        .await;
        site.let_go();
    };
    tokio::join!(session.visit(&address), let_go);
    session.widget(0).ready().await;
    let seen = session.run("return window.seen;", Vec::new()).await;
    assert_eq!(seen, Value::from(0), "frames with the plain text");
}
