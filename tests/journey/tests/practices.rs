//! The page for practices: from choosing to a page on which it works.

use std::{
    fs,
    sync::{Arc, LazyLock, Mutex},
};

use journey::{
    Engine, Finding, Folder, Key, Mode, Session, Site, in_engines, repository, until, witnessed,
    words,
};
use serde_json::{Value, json};
use xtask::server::Reply;

/// Where the site serves what a practice has made of the code.
const PASTED: &str = "/pasted/";

static WORDS: LazyLock<Value> = LazyLock::new(|| {
    let path = repository().join("practices/content/en-GB.json");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path:?}: {error}."));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path:?} is not JSON: {error}."))
});

/// Returns the words of the page at a dotted path.
fn said(path: &str) -> String {
    let value = path.split('.').fold(&*WORDS, |value, key| &value[key]);
    value
        .as_str()
        .unwrap_or_else(|| panic!("no text at `{path}`"))
        .to_owned()
}

/// A page as a practice makes it: what it says, and its policy if it has one.
type Made = Arc<Mutex<(String, Option<String>)>>;

/// Serves the site, and what is made at [`PASTED`].
fn site_with(made: &Made) -> Site {
    let made = Arc::clone(made);
    Site::start_changing(move |request, reply| {
        if request.path != PASTED {
            return reply;
        }
        let (page, policy) = made.lock().unwrap().clone();
        let reply = witnessed(Reply::new(200, "text/html; charset=utf-8", page));
        match policy {
            Some(policy) => reply.with_header("Content-Security-Policy", &policy),
            None => reply,
        }
    })
}

in_engines!(what_a_practice_chooses_works_when_it_is_pasted);
async fn what_a_practice_chooses_works_when_it_is_pasted(engine: Engine) {
    let made = Made::default();
    let site = site_with(&made);
    let session = Session::open(engine).await;
    let desk = Desk::open(&session, &site, "").await;
    desk.choose("settings.theme.choices.dark").await;
    desk.choose_named("Ireland").await;
    desk.fill("accent", "#ffb3d1").await;
    desk.fill("practice", "O’Brien & Sons").await;
    desk.fill("contact-href", "hello@example.org").await;
    let leads = said("settings.contact-href.made").replace("{address}", "mailto:hello@example.org");
    desk.says(&leads).await;
    let code = desk
        .shows(&["region=\"IE\"", "O’Brien &amp; Sons", "\"mailto:hello@"])
        .await;
    let policy = desk.policy().await;
    assert!(policy.contains("'wasm-unsafe-eval'"), "{policy}");
    *made.lock().unwrap() = (page_of(&code), Some(whole(&policy)));

    session.visit(&site.page(PASTED)).await;
    let widget = session.widget(0);
    widget.ready().await;
    widget.button(&words("labels.start")).await;
    let looks = "[root.querySelector('.root').dataset.theme, getComputedStyle(root.querySelector('.button')).backgroundColor]";
    assert_eq!(
        widget.see(looks, json!([])).await,
        json!(["dark", "rgb(255, 179, 209)"])
    );
    let contact = words("labels.contact").replace("{practice}", "O’Brien & Sons");
    widget.button(&contact).await;
    widget.press(&words("labels.crisis")).await;
    widget.text("a[href='tel:1800247247']").await;
    session.expect_silence().await;
}

in_engines!(the_code_works_in_an_empty_file_of_ones_own);
async fn the_code_works_in_an_empty_file_of_ones_own(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    let desk = Desk::open(&session, &site, "region=IE").await;
    let code = desk.code().await;
    let folder = Folder::new();
    let page = folder.path().join("empty.html");
    let mut file = String::new();
    for script in ["open-root.js", "witness.js"] {
        let script = repository().join("tests/pages").join(script);
        let script = fs::read_to_string(script).unwrap();
        file += &format!("<script>{script}</script>");
    }
    fs::write(&page, file + &code).unwrap();
    session.visit(&format!("file://{}", page.display())).await;
    let widget = session.widget(0);
    widget.ready().await;
    widget.begin().await;
    widget.answer(0).await;
}

in_engines!(a_pinned_frame_works_under_the_policy_that_the_page_shows);
async fn a_pinned_frame_works_under_the_policy_that_the_page_shows(engine: Engine) {
    let made = Made::default();
    let site = site_with(&made);
    let session = Session::open(engine).await;
    let desk = Desk::open(&session, &site, "").await;
    desk.choose("settings.isolation.choices.frame").await;
    desk.says(&said("protects.frame")).await;
    desk.choose("settings.loader.choices.pinned").await;
    let code = desk
        .shows(&["isolation=\"frame\"", "integrity=\"sha384-"])
        .await;
    let policy = desk.policy().await;
    assert!(
        policy.contains("frame-src") && !policy.contains("wasm"),
        "{policy}"
    );
    *made.lock().unwrap() = (page_of(&code), Some(whole(&policy)));

    session.visit(&site.page(PASTED)).await;
    session.widget(0).ready().await;
    until("the private page in the frame", async || {
        let asked = site.asked();
        match asked
            .iter()
            .any(|one| one.path.ends_with("private-page.js"))
        {
            true => Ok(()),
            false => Err(format!("{asked:?}")),
        }
    })
    .await;
    let silence = session.said().await;
    assert!(
        !silence.iter().any(|line| line.contains("Content")),
        "{silence:?}"
    );
}

/// Returns an empty page with nothing but the code.
fn page_of(code: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en-GB\"><head><title>A page</title><link rel=\"icon\" href=\"data:,\"></head><body>{code}</body></html>"
    )
}

/// Returns a policy that lets in what the page asks for, and otherwise only what the code's own style needs.
fn whole(policy: &str) -> String {
    format!("default-src 'none'; style-src 'unsafe-inline'; img-src data:; {policy}")
}

in_engines!(what_does_not_fit_is_told_in_a_sentence_and_left_out);
async fn what_does_not_fit_is_told_in_a_sentence_and_left_out(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    let desk = Desk::open(&session, &site, "").await;
    for (setting, bad, good) in [
        ("accent", "reddish", "#7a3b69"),
        ("practice", "<b>\"Calm\"</b>", "Calm"),
        ("contact-href", "javascript:alert(1)", "tel:116123"),
    ] {
        let problem = said(&format!("settings.{setting}.problem"));
        desk.fill(setting, bad).await;
        desk.says(&problem).await;
        desk.says(&said("snippet.problems")).await;
        let code = desk.code().await;
        assert!(
            !code.contains(bad) && !code.contains("javascript"),
            "{code}"
        );
        assert_eq!(desk.fragment().await, "", "{setting} in the link");
        desk.fill(setting, good).await;
        desk.expect_none(&problem).await;
        desk.shows(&[good]).await;
        desk.press("choose.usual").await;
        until("the field to be empty", async || {
            match desk.written(setting).await {
                text if text.is_empty() => Ok(()),
                text => Err(text),
            }
        })
        .await;
    }
    for (bad, kind) in [
        ("mailto:foo", "mail"),
        ("tel:abc", "telephone"),
        ("https://", "web"),
    ] {
        desk.fill("contact-href", bad).await;
        let problem = said(&format!("settings.contact-href.problems.{kind}"));
        desk.says(&problem).await;
        let code = desk.code().await;
        assert!(!code.contains("contact-href"), "{code}");
    }
    // A link that somebody has made by hand.
    let link = "region=FR&contact-href=javascript%3Aalert(1)&theme=dark&accent=%22%3Ex";
    let desk = Desk::open(&session, &site, link).await;
    desk.says(&said("left_out")).await;
    for part in [
        "region=FR",
        "contact-href=javascript%3Aalert(1)",
        "accent=%22%3Ex",
    ] {
        desk.says(part).await;
    }
    let code = desk.shows(&["theme=\"dark\"", "region=\"GB\""]).await;
    assert!(
        !code.contains("alert") && !code.contains("accent"),
        "{code}"
    );
    until("the address to have what fits alone", async || {
        match desk.fragment().await {
            fragment if fragment == "theme=dark" => Ok(()),
            fragment => Err(fragment),
        }
    })
    .await;
}

in_engines!(a_link_brings_back_what_was_chosen);
async fn a_link_brings_back_what_was_chosen(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    let desk = Desk::open(&session, &site, "").await;
    desk.choose_named("New Zealand").await;
    desk.choose("settings.view.choices.green-flags").await;
    desk.fill("practice", "A & B = C").await;
    let code = desk.shows(&["NZ", "green-flags", "A &amp; B = C"]).await;
    let link = desk.copied("share.copy").await;
    assert!(
        link.ends_with("#region=NZ&view=green-flags&practice=A%20%26%20B%20%3D%20C"),
        "{link}"
    );

    let fragment = desk.fragment().await;
    session.visit("about:blank").await;
    let desk = Desk::open(&session, &site, &fragment).await;
    assert_eq!(desk.code().await, code);
    assert_eq!(desk.written("practice").await, "A & B = C");
    // Another link, opened on the same page.
    session
        .run("location.hash = 'region=AU&lang=en-US';", Vec::new())
        .await;
    desk.shows(&["region=\"AU\"", "lang=\"en-US\""]).await;
    let chosen = desk.chosen().await;
    assert!(chosen.contains(&"Australia".to_owned()), "{chosen:?}");
    assert_eq!(desk.written("practice").await, "");
}

in_engines!(the_code_is_copied_or_else_selected_and_both_are_said);
async fn the_code_is_copied_or_else_selected_and_both_are_said(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    let desk = Desk::open(&session, &site, "").await;
    let code = desk.code().await;
    assert_eq!(desk.copied("snippet.copy").await, code);
    desk.says(&said("copied")).await;
    // What is no longer what was copied is not called so.
    desk.choose("settings.theme.choices.dark").await;
    desk.expect_none(&said("copied")).await;
    let refused =
        "Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });";
    session.run(refused, Vec::new()).await;
    desk.press("snippet.copy").await;
    desk.says(&said("not_copied")).await;
    let selected = session
        .run("return ((it) => it.value.slice(it.selectionStart, it.selectionEnd))(document.activeElement);", Vec::new())
        .await;
    assert_eq!(selected, json!(desk.code().await));
    session.run("window.copied = null;", Vec::new()).await;
    let address = desk.copied("private_page.copy").await;
    assert_eq!(address, format!("{}/", site.address()));
    desk.says(&said("copied")).await;
}

in_engines!(the_preview_is_the_widget_itself_and_follows_each_choice);
async fn the_preview_is_the_widget_itself_and_follows_each_choice(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    let desk = Desk::open(&session, &site, "view=green-flags").await;
    // By its way out the page around would be gone.
    let looks = "[it.getAttribute('view'), it.getAttribute('exit')]";
    desk.preview_has(looks, json!(["green-flags", "off"])).await;
    until("the widget in the preview to have loaded", async || {
        let asked = site.asked();
        match asked.iter().any(|one| one.path.ends_with(".bin")) {
            true => Ok(()),
            false => Err(format!("{asked:?}")),
        }
    })
    .await;
    // Written down, so that the same element can be told from another.
    desk.preview_has("(it.mine = 1)", json!(1)).await;
    let asked = site.asked().len();
    desk.choose_named("Canada").await;
    desk.preview_has("[it.getAttribute('region'), it.mine]", json!(["CA", 1]))
        .await;
    desk.fill("accent", "#7a3b69").await;
    let accent = "it.style.getPropertyValue('--right-track-accent')";
    desk.preview_has(accent, json!("#7a3b69")).await;
    desk.choose("preview.ground.dark").await;
    desk.preview_has("getComputedStyle(it).colorScheme", json!("dark"))
        .await;
    desk.choose("preview.width.wide").await;
    desk.preview_has("innerWidth > 500", json!(true)).await;
    desk.choose("preview.width.phone").await;
    desk.preview_has("innerWidth", json!(375)).await;
    assert_eq!(site.asked().len(), asked, "{:?}", site.asked());
    // Read once by the element, so another takes its place.
    desk.choose_language("en-US").await;
    desk.preview_has("[it.lang, it.mine ?? 0]", json!(["en-US", 0]))
        .await;
}

in_engines!(the_preview_fits_on_a_small_screen);
async fn the_preview_fits_on_a_small_screen(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    let desk = Desk::open(&session, &site, "").await;
    // What the frame takes of the page, the room that there is for it, and how much of it is out of sight.
    let look = "const around = document.querySelector('.preview'), frame = around.querySelector('iframe');
        const { width, height } = frame.getBoundingClientRect();
        return [around.clientWidth, Math.round(width), Math.round(height), around.scrollWidth - around.clientWidth,
            around.scrollHeight - around.clientHeight, around.role ?? around.getAttribute('role'), around.tabIndex];";
    // The windows of other engines do not get as narrow.
    let narrow = if engine == Engine::Chromium { 320 } else { 500 };
    for width in [narrow, 768, 1280] {
        session.resize(width, 900).await;
        for (name, wide) in [("phone", false), ("wide", true)] {
            desk.choose(&format!("preview.width.{name}")).await;
            until(
                &format!("the preview as on a {name} at {width}"),
                async || {
                    let seen = session.run(look, Vec::new()).await;
                    let number = |at: usize| seen[at].as_i64().unwrap_or_default();
                    // Below half its size, it is moved instead.
                    let right = match wide {
                        false => number(1) == number(0).min(375) && number(3) == 0,
                        true if number(0) < 416 => number(1) == 416,
                        true => number(1) == number(0) && number(3) == 0,
                    };
                    let high = number(2) == 704 && number(4) <= 1;
                    let moves = seen[5] == "region" && seen[6] == 0;
                    if right && high && moves {
                        Ok(())
                    } else {
                        Err(seen)
                    }
                },
            )
            .await;
        }
    }
}

in_engines!(the_keyboard_is_enough);
async fn the_keyboard_is_enough(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    let desk = Desk::open(&session, &site, "").await;
    session.run(CLIPBOARD, Vec::new()).await;
    desk.walk_to("United Kingdom").await;
    session.key(Key::Down).await;
    desk.shows(&["region=\"IE\""]).await;
    desk.walk_to(&said("settings.practice.label")).await;
    session.write("Calm").await;
    desk.walk_to(&said("settings.contact-href.label")).await;
    session.write("nowhere").await;
    desk.walk_to(&said("snippet.copy")).await;
    desk.says(&said("settings.contact-href.problem")).await;
    session.key(Key::Enter).await;
    desk.says(&said("copied")).await;
    let copied = session.run("return copied;", Vec::new()).await;
    assert_eq!(copied, json!(desk.shows(&["IE", "Calm"]).await));
    // Beyond the preview.
    desk.walk_to(&said("needs.policy.heading")).await;
    session.key(Key::Enter).await;
    desk.says(&said("needs.policy.text")).await;
}

in_engines!(the_plugin_can_be_had_among_the_guides);
async fn the_plugin_can_be_had_among_the_guides(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    let desk = Desk::open(&session, &site, "").await;
    desk.click("summary", "WordPress").await;
    let link = "return document.querySelector('details[open] a[download]').href;";
    let link = text(session.run(link, Vec::new()).await);
    let path = link.strip_prefix(&site.address()).unwrap();
    let reply = xtask::server::file(&repository().join("dist"), path);
    assert_eq!(reply.content_type(), Some("application/zip"), "{link}");
    let plugin = fs::read(repository().join("target/wordpress/right-track.zip")).unwrap();
    assert!(
        reply.body == plugin,
        "{link} is not what WordPress is tried with"
    );
    desk.says(&format!("(zip, {} KB)", plugin.len().div_ceil(1000)))
        .await;
}

in_engines!(without_its_program_the_page_says_what_to_paste);
async fn without_its_program_the_page_says_what_to_paste(engine: Engine) {
    let site = Site::start_changing(|request, reply| {
        match request.path.starts_with("/practices/") && request.path.ends_with(".wasm") {
            true => Reply::not_found(),
            false => reply,
        }
    });
    let session = Session::open(engine).await;
    session.visit(&site.page("/practices/")).await;
    until("the program to be asked for", async || {
        let asked = site.asked();
        match asked.iter().any(|one| one.path.ends_with(".wasm")) {
            true => Ok(()),
            false => Err(format!("{asked:?}")),
        }
    })
    .await;
    let desk = Desk(&session);
    desk.says("need JavaScript and WebAssembly").await;
    desk.says("<right-track region=\"GB\"").await;
    desk.says("Squarespace").await;
}

in_engines!(axe_finds_nothing_on_the_page_for_practices: Chromium);
async fn axe_finds_nothing_on_the_page_for_practices(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    let desk = Desk::open(&session, &site, "region=FR&lang=en-US").await;
    session.bring_axe().await;
    let mut looks = 0;
    let mut found: Vec<(String, Finding)> = Vec::new();
    for state in ["at first", "with problems", "unfolded"] {
        match state {
            "with problems" => {
                desk.fill("accent", "#fe0").await;
                desk.fill("practice", "<").await;
                desk.fill("contact-href", "nowhere").await;
                desk.says(&said("settings.contact-href.problem")).await;
                desk.says(&said("contrast.weak")).await;
            }
            "unfolded" => {
                let open = "document.querySelectorAll('details').forEach((it) => it.open = true)";
                session.run(open, Vec::new()).await;
            }
            _ => {}
        }
        for mode in Mode::all().filter(|mode| mode.direction == "ltr") {
            session.show_in(mode).await;
            let wide = "return document.documentElement.scrollWidth - innerWidth;";
            let beyond = session.run(wide, Vec::new()).await;
            assert_eq!(beyond, json!(0), "{state} in {mode} scrolls sideways");
            let findings = session.axe().await.into_iter();
            // axe cannot look into the frame; what is in it is looked at below and in `accessibility`.
            let findings = findings.filter(|finding| finding.rule != "unsure: frame-tested");
            found.extend(findings.map(|finding| (format!("{state} in {mode}"), finding)));
            looks += 1;
        }
    }
    // And it does look.
    let take_off = "document.querySelectorAll('.field span')[1].remove();";
    session.run(take_off, Vec::new()).await;
    let rules: Vec<_> = session
        .axe()
        .await
        .into_iter()
        .map(|finding| finding.rule)
        .collect();
    assert!(rules.contains(&"label".to_owned()), "{rules:?}");
    let preview = site.page("/practices/preview/");
    for (ground, dark) in [("light", false), ("dark", true)] {
        session.visit("about:blank").await;
        session.visit(&format!("{preview}#ground={ground}")).await;
        session.bring_axe().await;
        session.widget(0).ready().await;
        let modes = Mode::all().filter(|mode| mode.direction == "ltr" && mode.is_dark() == dark);
        for mode in modes {
            session.show_in(mode).await;
            let findings = session.axe().await.into_iter();
            found.extend(findings.map(|finding| (format!("the preview in {mode}"), finding)));
            looks += 1;
        }
    }
    assert_eq!(looks, 32);
    assert!(found.is_empty(), "{found:#?}");
}

in_engines!(pictures_of_the_documents: Chromium);
async fn pictures_of_the_documents(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    let choice = "region=IE&accent=%237a3b69&practice=Harbour%20Lane&contact-href=https%3A%2F%2Fexample.org%2Fcontact";
    let desk = Desk::open(&session, &site, choice).await;
    session.resize(1280, 1000).await;
    desk.preview_has("it.getAttribute('region')", json!("IE"))
        .await;
    // A reader's files do not come from a test, and the link of one run is not that of the next.
    let address = "for (const it of document.querySelectorAll('textarea')) it.value = it.value.replaceAll(arguments[0], 'https://check.example');
        document.querySelector('.desk__result .notice').remove();";
    desk.run(address, &site.address()).await;
    session.picture_for_documents("choosing", 0.75).await;
    session.resize(390, 800).await;
    let code = "document.querySelector('#paste').closest('section').scrollIntoView();";
    session.run(code, Vec::new()).await;
    session
        .picture_for_documents("copying-on-a-phone", 1.0)
        .await;
    session.visit(&site.page("/sample/")).await;
    session.resize(1280, 1000).await;
    session.widget(0).ready().await;
    session.picture_for_documents("on-a-page", 0.75).await;
}

/// Lets the page copy, whatever the browser's settings say.
const CLIPBOARD: &str = "Object.defineProperty(navigator, 'clipboard', {
    value: { writeText: async (text) => { window.copied = text; } }, configurable: true });";

/// The page for practices, as a person uses it.
struct Desk<'a>(&'a Session);

impl<'a> Desk<'a> {
    /// Opens the page with `fragment` after its `#`, and waits until something can be chosen.
    async fn open(session: &'a Session, site: &Site, fragment: &str) -> Self {
        session.visit("about:blank").await;
        let page = site.page("/practices/");
        let hash = if fragment.is_empty() { "" } else { "#" };
        session.visit(&format!("{page}{hash}{fragment}")).await;
        let desk = Self(session);
        desk.says(&said("choose.heading")).await;
        desk
    }

    async fn run(&self, script: &str, argument: &str) -> Value {
        self.0.run(script, vec![json!(argument)]).await
    }

    /// Presses the button with the words at `path`.
    async fn press(&self, path: &str) {
        self.click("button, summary", &said(path)).await;
    }

    /// Chooses the answer with the words at `path`.
    async fn choose(&self, path: &str) {
        self.choose_named(&said(path)).await;
    }

    async fn choose_named(&self, name: &str) {
        self.click("label.choice", name).await;
    }

    /// Chooses a language as the browser calls it.
    async fn choose_language(&self, tag: &str) {
        let name = "return new Intl.DisplayNames('en-GB', { type: 'language' }).of(arguments[0]);";
        let name = self.run(name, tag).await;
        self.choose_named(name.as_str().unwrap()).await;
    }

    async fn click(&self, selector: &str, name: &str) {
        let script = format!(
            "const found = [...document.querySelectorAll({selector:?})].filter((it) => it.textContent.trim() === arguments[0]);
             if (found.length === 1) found[0].click();
             return found.length;"
        );
        until(&format!("one “{name}”"), async || {
            let found = self.run(&script, name).await;
            if found == 1 { Ok(()) } else { Err(found) }
        })
        .await;
    }

    /// Writes `text` into the field of `setting`, in the place of what is there, and leaves the field.
    async fn fill(&self, setting: &str, text: &str) {
        let into = format!(
            "const field = document.querySelector('[aria-describedby~=\"{setting}-help\"]'); field.focus(); field.select();"
        );
        self.0.run(&into, Vec::new()).await;
        self.0.write(text).await;
        self.0.key(Key::Tab).await;
        until(&format!("“{text}” in {setting}"), async || {
            match self.written(setting).await {
                written if written == text => Ok(()),
                written => Err(written),
            }
        })
        .await;
    }

    /// Returns what stands in the field of `setting`.
    async fn written(&self, setting: &str) -> String {
        let script = format!(
            "return document.querySelector('[aria-describedby~=\"{setting}-help\"]').value;"
        );
        text(self.0.run(&script, Vec::new()).await)
    }

    /// Returns the names of all that is chosen.
    async fn chosen(&self) -> Vec<String> {
        let script = "return [...document.querySelectorAll('.choice :checked')].map((it) => it.parentElement.textContent);";
        let chosen = self.0.run(script, Vec::new()).await;
        let chosen = chosen.as_array().into_iter().flatten().cloned();
        chosen.map(text).collect()
    }

    /// Returns the code to paste.
    async fn code(&self) -> String {
        self.field("snippet.label").await
    }

    /// Returns what the policy has to let in.
    async fn policy(&self) -> String {
        self.field("needs.policy.label").await
    }

    async fn field(&self, label: &str) -> String {
        let script = "return [...document.querySelectorAll('textarea')].find((it) => it.ariaLabel === arguments[0] || it.getAttribute('aria-label') === arguments[0]).value;";
        text(self.run(script, &said(label)).await)
    }

    /// Waits until all `parts` are in the code to paste, and returns it.
    async fn shows(&self, parts: &[&str]) -> String {
        until(&format!("{parts:?} in the code"), async || {
            let code = self.code().await;
            match parts.iter().all(|part| code.contains(part)) {
                true => Ok(code),
                false => Err(code),
            }
        })
        .await
    }

    /// Presses the button with the words at `path`, and returns what it has copied.
    async fn copied(&self, path: &str) -> String {
        self.0.run(CLIPBOARD, Vec::new()).await;
        self.press(path).await;
        until("something copied", async || {
            let copied = self
                .0
                .run("return window.copied ?? null;", Vec::new())
                .await;
            copied.as_str().map(str::to_owned).ok_or(copied.clone())
        })
        .await
    }

    /// Returns what stands after the `#`.
    async fn fragment(&self) -> String {
        text(
            self.0
                .run("return location.hash.slice(1);", Vec::new())
                .await,
        )
    }

    /// Waits until these words can be read on the page.
    async fn says(&self, words: &str) {
        self.reads(words, true).await;
    }

    /// Waits until these words can no longer be read on the page.
    async fn expect_none(&self, words: &str) {
        self.reads(words, false).await;
    }

    async fn reads(&self, words: &str, wanted: bool) {
        let not = if wanted { "" } else { "not " };
        until(&format!("the page {not}to say “{words}”"), async || {
            let script = "return document.body?.innerText ?? '';";
            let all = text(self.0.run(script, Vec::new()).await);
            let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            match plain(&all).contains(&plain(words)) == wanted {
                true => Ok(()),
                false => Err(all),
            }
        })
        .await;
    }

    /// Waits until `look` at the element in the preview, called `it`, gives `wanted`.
    async fn preview_has(&self, look: &str, wanted: Value) {
        self.0.enter_frame(0).await;
        let script =
            format!("const it = document.querySelector('right-track'); return it && ({look});");
        until(
            &format!("{look} to be {wanted} in the preview"),
            async || {
                let seen = self.0.run(&script, Vec::new()).await;
                if seen == wanted { Ok(()) } else { Err(seen) }
            },
        )
        .await;
        self.0
            .client()
            .enter_parent_frame()
            .await
            .unwrap_or_else(|error| panic!("Could not come back from the preview: {error}."));
    }

    /// Presses Tab until the focus is on what has this name.
    async fn walk_to(&self, name: &str) {
        let script = "return ((it) => (it.closest('label') ?? it).innerText.trim() || it.title)(document.activeElement);";
        let mut way = Vec::new();
        loop {
            let active = text(self.0.run(script, Vec::new()).await);
            if active == name {
                return;
            }
            way.push(active);
            assert!(way.len() < 80, "Tab never comes to “{name}”: {way:?}");
            self.0.key(Key::Tab).await;
        }
    }
}

fn text(value: Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
