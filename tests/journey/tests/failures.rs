//! What the reader and the site's owner are told when something fails.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use journey::{Disk, Engine, Reply, Request, Session, Site, Widget, in_engines, until, words};
use serde_json::json;

/// Parts of the addresses of all that a check-in takes, besides the loader.
const PARTS: [&str; 5] = [
    "/start-",
    "/right-track-*.js",
    "/right-track-*.wasm",
    "/content/en-GB-",
    "/content/regions-",
];

const WASM: &str = "/right-track-*.wasm";

in_engines!(a_page_from_a_file_says_so);
async fn a_page_from_a_file_says_so(engine: Engine) {
    let disk = Disk::with_page("failing");
    let session = Session::open(engine).await;
    session.visit(&disk.page()).await;
    says_why(session.widget(0), "file", "on a web server").await;
}

in_engines!(a_browser_without_wasm_says_so);
async fn a_browser_without_wasm_says_so(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/wasm-off/")).await;
    says_why(session.widget(0), "off", "allow WebAssembly").await;
}

in_engines!(a_policy_without_wasm_says_what_to_add);
async fn a_policy_without_wasm_says_what_to_add(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/no-wasm-policy/")).await;
    let remedy = format!("script-src {} 'wasm-unsafe-eval'", site.other_address());
    says_why(session.widget(0), "policy", &remedy).await;
}

in_engines!(a_policy_without_connections_says_what_to_add);
async fn a_policy_without_connections_says_what_to_add(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/no-connect-policy/")).await;
    let remedy = format!("connect-src {}", site.other_address());
    says_why(session.widget(0), "policy", &remedy).await;
}

in_engines!(a_server_that_is_gone_is_named);
async fn a_server_that_is_gone_is_named(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/far-below/")).await;
    let address = site.address();
    drop(site);
    session
        .run(
            "document.querySelector('right-track').scrollIntoView();",
            Vec::new(),
        )
        .await;
    says_why(
        session.widget(0),
        "offline",
        &format!("{address}/embed/1.0.0/"),
    )
    .await;
}

in_engines!(a_missing_part_is_named);
async fn a_missing_part_is_named(engine: Engine) {
    let session = Session::open(engine).await;
    for part in PARTS {
        let site = site_with(part, |_| Reply::not_found());
        session.visit(&site.page("/pages/failing/")).await;
        says_why(session.widget(0), "missing", "404: copy all of embed/").await;
    }
}

in_engines!(a_page_in_place_of_a_part_is_taken_for_a_missing_one);
async fn a_page_in_place_of_a_part_is_taken_for_a_missing_one(engine: Engine) {
    let session = Session::open(engine).await;
    for part in PARTS {
        let site = site_with(part, |_| {
            Reply::new(
                200,
                "text/html; charset=utf-8",
                "<!doctype html><p>Oh no</p>",
            )
        });
        session.visit(&site.page("/pages/failing/")).await;
        says_why(session.widget(0), "missing", "copy all of embed/").await;
    }
}

in_engines!(an_altered_part_is_named);
async fn an_altered_part_is_named(engine: Engine) {
    let session = Session::open(engine).await;
    for part in [WASM, "/content/en-GB-", "/content/regions-"] {
        let site = site_with(part, |mut reply| {
            let middle = reply.body.len() / 2;
            reply.body[middle] ^= 1;
            reply
        });
        session.visit(&site.page("/pages/failing/")).await;
        says_why(session.widget(0), "altered", "copy it again").await;
    }
}

in_engines!(a_truncated_part_is_named);
async fn a_truncated_part_is_named(engine: Engine) {
    let session = Session::open(engine).await;
    for part in [WASM, "/content/en-GB-", "/start-", "/right-track-*.js"] {
        let site = site_with(part, |mut reply| {
            // Not in the middle: half a script may be a whole one.
            reply.body.truncate(reply.body.len() - 20);
            reply
        });
        session.visit(&site.page("/pages/failing/")).await;
        says_why(session.widget(0), "altered", "copy it again").await;
    }
}

in_engines!(a_wrong_media_type_does_no_harm);
async fn a_wrong_media_type_does_no_harm(engine: Engine) {
    let site = site_with(WASM, as_bytes);
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/failing/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    widget.check_in().await;
    session.expect_silence().await;
}

in_engines!(broken_american_words_give_way_to_british_ones);
async fn broken_american_words_give_way_to_british_ones(engine: Engine) {
    let session = Session::open(engine).await;
    let missing: fn(Reply) -> Reply = |_| Reply::not_found();
    let altered: fn(Reply) -> Reply = |mut reply| {
        reply.body[9] ^= 1;
        reply
    };
    for fault in [missing, altered] {
        let site = site_with("/content/en-US-", fault);
        session.visit(&site.page("/pages/american/")).await;
        let widget = session.widget(0);
        widget.ready().await;
        widget.begin().await;
        let language = widget
            .see("root.querySelector('.widget').lang", json!([]))
            .await;
        assert_eq!(language, json!("en-GB"));
        let lines = own_lines(&session).await;
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(
            lines[0].contains("en-US") && lines[0].contains("en-GB is shown"),
            "{lines:?}"
        );
    }
}

in_engines!(a_missing_part_says_one_line_on_an_american_page_too);
async fn a_missing_part_says_one_line_on_an_american_page_too(engine: Engine) {
    let site = site_with(WASM, |_| Reply::not_found());
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/american/")).await;
    says_why(session.widget(0), "missing", "404: copy all of embed/").await;
}

in_engines!(an_error_while_starting_says_so);
async fn an_error_while_starting_says_so(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/no-memory/")).await;
    let widget = session.widget(0);
    says_why(widget, "start", "could not allocate memory").await;
    let line = own_lines(&session).await.concat();
    assert!(line.contains("isolation=\"frame\""), "{line}");
}

in_engines!(a_second_try_works_once_the_cause_is_gone);
async fn a_second_try_works_once_the_cause_is_gone(engine: Engine) {
    let session = Session::open(engine).await;
    for part in PARTS {
        let broken = Arc::new(AtomicBool::new(true));
        let site = site_with(part, {
            let broken = Arc::clone(&broken);
            move |reply| match broken.load(Ordering::SeqCst) {
                true => Reply::not_found(),
                false => reply,
            }
        });
        session.visit(&site.page("/pages/failing/")).await;
        let widget = session.widget(0);
        says_why(widget, "missing", "404").await;
        broken.store(false, Ordering::SeqCst);
        widget.press(&words("failures.again")).await;
        widget.ready().await;
        widget.check_in().await;
    }
}

in_engines!(what_comes_after_a_failure_leaves_the_second_try_alone);
async fn what_comes_after_a_failure_leaves_the_second_try_alone(engine: Engine) {
    let session = Session::open(engine).await;
    let broken = Arc::new(AtomicBool::new(true));
    let site = site_with("/content/en-GB-", {
        let broken = Arc::clone(&broken);
        move |reply| match broken.load(Ordering::SeqCst) {
            true => Reply::not_found(),
            false => reply,
        }
    });
    site.hold(&["/start-"]);
    session.visit(&site.page("/pages/far-below/")).await;
    let widget = session.widget(0);
    let scroll = "host.scrollIntoView({ behavior: 'instant' })";
    widget.see(scroll, json!([])).await;
    widget.says(".notice", &words("failures.missing")).await;
    site.let_go();
    let came = "performance.getEntriesByType('resource')
        .some(({ name, responseEnd }) => name.includes('/start-') && responseEnd)";
    until("the rest to come", async || {
        match widget.see(came, json!([])).await == json!(true) {
            true => Ok(()),
            false => Err("nothing"),
        }
    })
    .await;
    broken.store(false, Ordering::SeqCst);
    widget.press(&words("failures.again")).await;
    widget.ready().await;
    widget.check_in().await;
}

in_engines!(a_panic_leaves_what_was_kept_and_another_try_works);
async fn a_panic_leaves_what_was_kept_and_another_try_works(engine: Engine) {
    let panics = async |session: &Session, page: &str| {
        session.visit(page).await;
        let widget = session.widget(0);
        widget.ready().await;
        widget.check_in().await;
        widget.press(&words("labels.keep")).await;
        widget.announces(&words("kept.done")).await;
        let kept = session.storage().await;
        session.run("window.broken = true;", Vec::new()).await;
        widget.press(&words("labels.kept")).await;
        says_why(widget, "stopped", "try again").await;
        assert_eq!(session.storage().await, kept);

        let again = words("failures.again");
        widget
            .tries_again(async || widget.press(&again).await)
            .await;
        widget.begin().await;
        widget.press(&words("labels.kept")).await;
        widget.arrives_at(".kept", &words("kept.heading")).await;
        assert!(!widget.texts(".entry").await.is_empty());
        widget.expect_none("slot").await;
    };
    let session = Session::open(engine).await;
    let page = "/pages/once-broken/";
    let site = Site::start();
    panics(&session, &site.page(page)).await;
    // Pages are told little about the errors of another origin's scripts.
    panics(&session, &site.other_page(page)).await;
    // Chromium names no file in the stack of what came with a wrong media type.
    let site = site_with(WASM, as_bytes);
    panics(&session, &site.page(page)).await;
}

in_engines!(without_a_text_of_the_page_a_link_leads_to_the_private_one);
async fn without_a_text_of_the_page_a_link_leads_to_the_private_one(engine: Engine) {
    let site = site_with(WASM, |_| Reply::not_found());
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/script-only/")).await;
    let widget = session.widget(0);
    widget.says(".notice", &words("failures.missing")).await;
    widget.press(&words("labels.widget")).await;
    let private = format!("{}/", site.address());
    until("the private page", async || {
        let page = session.client().current_url().await;
        match page.is_ok_and(|page| page.as_str() == private) {
            true => Ok(()),
            false => Err("another"),
        }
    })
    .await;
}

in_engines!(a_trap_of_another_module_is_none_of_ours);
async fn a_trap_of_another_module_is_none_of_ours(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/other-module/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    session.run("return window.trap();", Vec::new()).await;
    widget.check_in().await;
    assert!(own_lines(&session).await.is_empty());
}

/// Takes from a reply what its bytes are.
fn as_bytes(reply: Reply) -> Reply {
    reply.with_header("Content-Type", "application/octet-stream")
}

/// Serves the site with a fault in the files whose address contains `part`; a star is anything.
fn site_with(part: &str, fault: impl Fn(Reply) -> Reply + Clone + Send + Sync + 'static) -> Site {
    let part = part.to_owned();
    Site::start_changing(move |request: &Request, reply| {
        match request.path.rsplit_once("/embed/") {
            Some((_, path)) if is_part(path, &part) => fault(reply),
            _ => reply,
        }
    })
}

fn is_part(path: &str, part: &str) -> bool {
    match part.split_once('*') {
        Some((start, extension)) => {
            path.contains(start)
                && Path::new(path).extension()
                    == Path::new(extension.trim_start_matches('.')).file_name()
        }
        None => path.contains(part),
    }
}

/// Panics unless the reader, the site's owner and its scripts are told what went wrong.
async fn says_why(widget: Widget<'_>, code: &str, remedy: &str) {
    let session = widget.session();
    widget
        .says(".notice", &words(&format!("failures.{code}")))
        .await;
    assert!(widget.texts(".quiet").await.contains(&code.to_owned()));

    // What can be read without the app.
    let link = "[host.querySelector('a')].map((it) => it.assignedSlot && shown(it) && it.offsetHeight > 0)[0]";
    assert_eq!(
        widget.see(link, json!([])).await,
        json!(true),
        "the link inside the element"
    );
    assert!(!widget.has("slot a").await, "a link beside that");
    assert!(widget.has("a[href='tel:116123']").await);
    let flag = words("flags.list.0.name");
    assert!(widget.texts("h3").await.contains(&flag));
    let more = "root.querySelector('details')";
    widget
        .see(&format!("{more}.firstElementChild.click()"), json!([]))
        .await;
    widget.says("details[open] > p", "").await;

    let lines = until("the line in the console", async || {
        let lines = own_lines(session).await;
        if lines.is_empty() {
            Err("nothing")
        } else {
            Ok(lines)
        }
    })
    .await;
    assert_eq!(lines.len(), 1, "{lines:?}");
    let start = format!("error: [right-track] {code}: ");
    assert!(
        lines[0].starts_with(&start) && lines[0].contains(remedy),
        "{start}… {remedy}: {lines:?}"
    );
    let told = session.run("return witness.errors;", Vec::new()).await;
    assert_eq!(told, json!([code]));
}

/// Returns what the widget has told the console.
async fn own_lines(session: &Session) -> Vec<String> {
    let said = session.run("return witness.said;", Vec::new()).await;
    let said = said.as_array().cloned().unwrap_or_default();
    let lines = said.iter().filter_map(|line| line.as_str());
    lines
        .filter(|line| line.contains("[right-track]"))
        .map(str::to_owned)
        .collect()
}
