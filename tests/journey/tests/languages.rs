//! Drafts: shown when a practice asks for them, and to nobody else.

use std::path::Path;

use journey::{
    Engine, Reply, Session, Settings, Site, Widget, drafts, forms, in_engines, languages, speak,
    until, witnessed, words,
};
use serde_json::{Value, json};

use crate::framed::{enter, leave};
use crate::looks::{fits, take_pictures};

/// The pages that ask for a draft, and its content file.
const PAGES: [(&str, &str); 2] = [("in-spanish", "es"), ("in-arabic", "ar")];

in_engines!(a_page_in_spanish_that_asks_for_nothing_gets_english);
async fn a_page_in_spanish_that_asks_for_nothing_gets_english(engine: Engine) {
    let (site, session) = (Site::start(), Session::open(engine).await);
    session.visit(&site.page("/pages/spanish-page/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    assert_eq!(language(widget).await, json!(["en-GB", "ltr"]));
    widget.check_in().await;
    let asked = site.asked();
    for draft in drafts() {
        let part = format!("/content/{draft}-");
        assert!(
            !asked.iter().any(|asked| asked.path.contains(&part)),
            "{asked:?}"
        );
    }
    // One that was shown on the same page must not become the language of the next.
    let more = "
        const [other, next] = ['es', ''].map((lang) => {
            const element = document.createElement('right-track');
            element.setAttribute('loading', 'eager');
            if (lang) element.setAttribute('lang', lang);
            return element;
        });
        document.body.append(other);
        await new Promise((then) => other.addEventListener('right-track:ready', then));
        document.body.append(next);
        await new Promise((then) => next.addEventListener('right-track:ready', then));";
    session
        .run(&format!("return (async () => {{{more}}})();"), Vec::new())
        .await;
    assert_eq!(language(session.widget(1)).await, json!(["es", "ltr"]));
    assert_eq!(language(session.widget(2)).await, json!(["en-GB", "ltr"]));
    session.expect_silence().await;
}

in_engines!(a_check_in_can_be_done_and_kept_in_each_draft);
async fn a_check_in_can_be_done_and_kept_in_each_draft(engine: Engine) {
    assert_eq!(drafts().len(), PAGES.len(), "{:?}", drafts());
    let (site, session) = (Site::start(), Session::open(engine).await);
    for (page, tag) in PAGES {
        let _spoken = speak(tag);
        session.visit(&site.page(&format!("/pages/{page}/"))).await;
        let widget = session.widget(0);
        widget.ready().await;
        let asked = site.asked();
        assert_eq!(language(widget).await, json!([tag, words("direction")]));
        is_marked(widget, "the welcome").await;
        widget.check_in().await;
        is_marked(widget, "the result").await;
        widget.press(&words("labels.keep")).await;
        widget.announces(&words("kept.done")).await;
        widget.press(&words("labels.kept")).await;
        widget.arrives_at(".kept", &words("kept.heading")).await;
        let date =
            "[new Intl.DateTimeFormat(wanted[0] + '-u-nu-latn', { dateStyle: 'long' }).format()]";
        let date = widget.see(date, json!([tag])).await;
        assert_eq!(json!(widget.texts(".entry h3").await[..1]), date, "{tag}");
        for (link, heading) in [
            ("labels.crisis", "crisis.heading"),
            ("labels.wrong", "wrong.heading"),
        ] {
            widget.press(&words(link)).await;
            widget.arrives_at(".panel", &words(heading)).await;
            is_marked(widget, link).await;
            let services =
                "every('.services').map((it) => [it.lang, getComputedStyle(it).direction])";
            let dated = widget.texts(".panel .quiet").await.concat();
            assert!(
                !dated.contains("-01") && dated.contains("202"),
                "{tag}: {dated}"
            );
            for english in widget.see(services, json!([])).await.as_array().unwrap() {
                assert_eq!(*english, json!(["en", "ltr"]), "{tag}");
            }
            widget.press(&words("labels.close")).await;
        }
        assert_eq!(site.asked(), asked, "{tag}: no request after ready");
        session.expect_silence().await;
    }
}

in_engines!(until_its_words_have_come_a_draft_is_what_stands_in_the_element);
async fn until_its_words_have_come_a_draft_is_what_stands_in_the_element(engine: Engine) {
    let (site, session) = (Site::start(), Session::open(engine).await);
    let _spoken = speak("ar");
    site.hold(&["/content/ar-", ".wasm"]);
    session.visit(&site.page("/pages/in-arabic/")).await;
    let widget = session.widget(0);
    let link = "[host.querySelector('a')].map((it) => !!it.assignedSlot && it.offsetHeight > 0)[0]";
    assert_eq!(widget.see(link, json!([])).await, json!(true));
    widget.expect_none(".widget").await;
    // Its first screen needs no program.
    site.hold(&[".wasm"]);
    widget.says(".welcome", &words("welcome.heading")).await;
    is_marked(widget, "the first screen").await;
    let chosen = words("welcome.setting.choices.3.label");
    widget.choose(&chosen).await;
    site.let_go();
    widget.ready().await;
    assert_eq!(widget.chosen().await, [chosen]);
    session.expect_silence().await;
}

in_engines!(broken_words_of_a_draft_give_way_to_british_ones);
async fn broken_words_of_a_draft_give_way_to_british_ones(engine: Engine) {
    let session = Session::open(engine).await;
    let missing: fn(Reply) -> Reply = |_| Reply::not_found();
    let altered: fn(Reply) -> Reply = |mut reply| {
        reply.body[9] ^= 1;
        reply
    };
    for fault in [missing, altered] {
        let site = site_with("/content/ar-", fault);
        session.visit(&site.page("/pages/in-arabic/")).await;
        let widget = session.widget(0);
        widget.ready().await;
        assert_eq!(language(widget).await, json!(["en-GB", "ltr"]));
        widget.check_in().await;
        let lines = own_lines(&session).await;
        let [line] = &lines[..] else {
            panic!("{lines:?}")
        };
        assert!(
            line.contains("the words of ar could not be read, en-GB is shown"),
            "{line}"
        );
    }
}

in_engines!(a_draft_that_cannot_start_says_so_in_its_language);
async fn a_draft_that_cannot_start_says_so_in_its_language(engine: Engine) {
    let session = Session::open(engine).await;
    let site = site_with(".wasm", |_| Reply::not_found());
    for (page, tag) in PAGES {
        let _spoken = speak(tag);
        session.visit(&site.page(&format!("/pages/{page}/"))).await;
        let widget = session.widget(0);
        widget.says(".notice", &words("failures.missing")).await;
        widget.says(".quiet", &words("draft")).await;
        let help = [
            ("in-spanish", "tel:988"),
            ("in-arabic", "https://findahelpline.com/"),
        ];
        let (_, help) = help.into_iter().find(|(name, _)| *name == page).unwrap();
        widget
            .text(&format!("[lang=en][dir=ltr] a[href='{help}']"))
            .await;
        assert_eq!(language(widget).await, json!([tag, words("direction")]));
    }
    // With nothing of its own at hand it says so in British English.
    let site = site_with(".", |_| Reply::not_found());
    session.visit(&site.page("/pages/in-arabic/")).await;
    let widget = session.widget(0);
    widget.says(".notice", &words("failures.missing")).await;
    assert_eq!(own_lines(&session).await.len(), 1);
}

in_engines!(a_frame_takes_the_language_that_the_page_around_asks_for);
async fn a_frame_takes_the_language_that_the_page_around_asks_for(engine: Engine) {
    let site = Site::start_changing(|request, reply| match request.path {
        "/" => witnessed(reply),
        _ => reply,
    });
    let settings = Settings {
        height: 1300,
        ..Settings::default()
    };
    let session = Session::open_with(engine, settings).await;
    let _spoken = speak("ar");
    session
        .visit(&site.other_page("/pages/framed-in-arabic/"))
        .await;
    let widget = session.widget(0);
    widget.ready().await;
    let title = widget
        .see("root.querySelector('iframe').title", json!([]))
        .await;
    assert_eq!(title, json!(words("labels.widget")));
    session.expect_silence().await;
    enter(widget).await;
    is_arabic(widget).await;
    is_marked(widget, "the frame").await;
    let press = "named(...wanted).click()";
    widget
        .see(press, json!(["button", words("labels.crisis")]))
        .await;
    widget.text("a[href='tel:1800247247']").await;
    session.expect_silence().await;
    leave(&session).await;

    // A policy that refuses the words outside the frame does not keep it away.
    session.visit(&site.other_page("/pages/framed/")).await;
    widget.ready().await;
    let again = "
        const old = document.querySelector('right-track');
        const element = old.cloneNode(true);
        element.lang = 'ar';
        old.replaceWith(element);
        witness.ready.delete(old);";
    session.run(again, Vec::new()).await;
    widget.ready().await;
    enter(widget).await;
    is_arabic(widget).await;
    leave(&session).await;
}

/// Waits until the private page in the frame has taken the language.
async fn is_arabic(widget: Widget<'_>) {
    until("Arabic in the frame", async || {
        match language(widget).await {
            found if found == json!(["ar", "rtl"]) => Ok(()),
            other => Err(other.to_string()),
        }
    })
    .await;
    widget.ready().await;
}

in_engines!(every_screen_of_a_draft_has_room_and_has_its_picture_taken: Chromium);
async fn every_screen_of_a_draft_has_room_and_has_its_picture_taken(engine: Engine) {
    let (site, session) = (Site::start(), Session::open(engine).await);
    for (page, tag) in PAGES {
        let _spoken = speak(tag);
        session.visit(&site.page(&format!("/pages/{page}/"))).await;
        let widget = session.widget(0);
        widget.ready().await;
        widget
            .every_screen(async |screen| {
                is_marked(widget, screen).await;
                take_pictures(widget, &format!("{tag}-{screen}"), true).await;
            })
            .await;
    }
}

in_engines!(every_screen_of_the_private_page_has_room_in_a_draft: Chromium);
async fn every_screen_of_the_private_page_has_room_in_a_draft(engine: Engine) {
    for (_, tag) in PAGES {
        let _spoken = speak(tag);
        // As a practice would ask for it in its own copy of the page.
        let site = Site::start_changing(move |request, mut reply| {
            if request.path == "/" {
                let page = String::from_utf8_lossy(&reply.body);
                let asking = format!("<right-track lang=\"{tag}\" ");
                reply.body = page.replace("<right-track ", &asking).into_bytes();
            }
            reply
        });
        let session = Session::open(engine).await;
        session.resize(320, 800).await;
        session.visit(&site.page("/")).await;
        let widget = session.widget(0);
        widget.ready().await;
        widget.check_in().await;
        widget
            .every_private_screen(async |screen| {
                is_marked(widget, screen).await;
                fits(widget, &format!("{screen} in {tag}")).await;
                widget.picture(&format!("{tag}-private-{screen}-320")).await;
            })
            .await;
        session.expect_silence().await;
    }
}

in_engines!(each_sentence_with_a_number_has_the_forms_that_its_language_has);
async fn each_sentence_with_a_number_has_the_forms_that_its_language_has(engine: Engine) {
    let (site, session) = (Site::start(), Session::open(engine).await);
    session.visit(&site.page("/pages/host-alone/")).await;
    for tag in languages() {
        let _spoken = speak(tag);
        let known =
            "return new Intl.PluralRules(arguments[0]).resolvedOptions().pluralCategories.sort();";
        let known = session.run(known, vec![json!(tag)]).await;
        let forms = forms();
        assert!(!forms.is_empty(), "{tag}");
        for (path, mut names) in forms {
            names.sort();
            assert_eq!(json!(names), known, "{tag}: `{path}`");
        }
    }
}

/// Panics unless the foot says that this is a draft.
async fn is_marked(widget: Widget<'_>, screen: &str) {
    let foot = widget.text(".foot").await;
    assert!(foot.contains(&words("draft")), "{screen}: {foot}");
}

/// Returns the language of the widget and its direction.
async fn language(widget: Widget<'_>) -> Value {
    let language = "[root.querySelector('.widget')].map((it) => it && [it.lang, it.dir])[0]";
    widget.see(language, json!([])).await
}

/// Serves the site with a fault in the fetched files whose address contains `part`.
fn site_with(
    part: &'static str,
    fault: impl Fn(Reply) -> Reply + Clone + Send + Sync + 'static,
) -> Site {
    Site::start_changing(move |request, reply| {
        let loader = Path::new(request.path).file_name() == Some("right-track.js".as_ref());
        match request.path.contains("/embed/") && request.path.contains(part) && !loader {
            true => fault(reply),
            false => reply,
        }
    })
}

/// Returns what the loader has said.
async fn own_lines(session: &Session) -> Vec<String> {
    let said = session.run("return witness.said;", Vec::new()).await;
    let said: Vec<String> = serde_json::from_value(said).unwrap_or_default();
    said.into_iter()
        .filter(|line| line.contains("[right-track]"))
        .collect()
}
