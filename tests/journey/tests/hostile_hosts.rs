//! Pages whose styles and scripts would break the widget if they reached into it.

use journey::{Engine, Scheme, Session, Site, Widget, in_engines, until, words};
use serde_json::{Value, json};

/// Everything that is computed for every visible element, besides what follows from the room that the page gives.
const STYLES: &str = r#"every(".widget, .widget *").map((node) => {
  const style = getComputedStyle(node);
  const of = (name) => `${name}: ${style.getPropertyValue(name)}`;
  const roomy = /width|height|^(inline|block)-size|origin|^(top|left|right|bottom|inset)|^grid-template|^margin|^-webkit-locale/;
  return [describe(node), ...[...style].filter((name) => !roomy.test(name)).map(of)].join("\n");
})"#;

/// Elements with text of their own, controls and marks, with too little contrast to what is behind them.
const WEAK: &str = r##"(() => {
  const weak = [];
  const look = (node, colour, on, least) => {
    const has = contrast(seen(colour, on), on);
    if (has < least) weak.push(`${describe(node)} has ${has.toFixed(2)} of ${least}: ${colour} on ${on}`);
  };
  for (const node of every(".widget, .widget *")) {
    const style = getComputedStyle(node);
    const says = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    if (says && !node.closest(".unseen")) look(node, style.color, behind(node), 4.5);
    if (node.matches("input")) look(node, style.borderTopColor, behind(node.parentElement), 3);
    if (node.matches(".button:not(.button--text)")) look(node, style.borderTopColor, behind(node.parentElement), 3);
    if (node.matches(".place[aria-current]")) look(node, style.borderBottomColor, behind(node), 3);
    if (node.matches(".icon__fill")) look(node, style.fill, behind(node.parentElement), 3);
    if (node.matches(".icon__line")) look(node, style.stroke, behind(node.parentElement), 3);
  }
  return weak;
})()"##;

in_engines!(no_style_of_the_page_reaches_in);
async fn no_style_of_the_page_reaches_in(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    let mut plain = Vec::new();
    for name in [
        "none",
        "unset",
        "important",
        "small-root",
        "bootstrap",
        "tailwind",
    ] {
        // Another page in between, as a change of the fragment alone loads nothing.
        session.visit("about:blank").await;
        session
            .visit(&format!("{}#{name}", site.page("/pages/hostile/")))
            .await;
        let widget = session.widget(0);
        widget.ready().await;
        let styles = widget.see(STYLES, json!([])).await;
        let styles = styles.as_array().cloned().unwrap_or_default();
        assert!(styles.len() > 20, "{styles:?}");
        if plain.is_empty() {
            plain = styles;
            continue;
        }
        assert_eq!(styles.len(), plain.len(), "with {name}.css");
        for (style, plain) in styles.iter().zip(&plain) {
            let (style, plain) = (lines(style), lines(plain));
            let differences = style.iter().zip(&plain).filter(|(one, other)| one != other);
            let differences: Vec<_> = differences.collect();
            assert!(
                differences.is_empty(),
                "with {name}.css, {}: {differences:#?}",
                style[0]
            );
        }
        let box_of =
            "[root.querySelector('.widget')].map((it) => it.getBoundingClientRect().width)[0]";
        assert!(
            widget.see(box_of, json!([])).await.as_f64() > Some(300.0),
            "with {name}.css"
        );
    }
}

// The driver of WebKit is harmed: what it finds travels by the page's own JSON.
in_engines!(additions_to_prototypes_do_no_harm: Chromium Firefox);
async fn additions_to_prototypes_do_no_harm(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    let mut page = site.page("/pages/prototypes/");
    if engine != Engine::Chromium {
        page += "&spare-drivers";
    }
    // The first screen is the loader's work alone.
    site.hold(&[".wasm"]);
    session.visit(&page).await;
    let widget = session.widget(0);
    widget.button(&words("labels.start")).await;
    let taken = "[host, ...root.querySelectorAll('*')].some((it) => it.hasAttribute('each'))";
    assert_eq!(widget.see(taken, json!([])).await, json!(false));
    site.let_go();
    widget.ready().await;
    widget.every_screen(async |_| ()).await;
    assert_eq!(widget.see(taken, json!([])).await, json!(false));
    session.expect_silence().await;
}

in_engines!(a_base_elsewhere_does_no_harm);
async fn a_base_elsewhere_does_no_harm(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/base/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    widget.check_in().await;
    session.expect_silence().await;
}

in_engines!(what_the_page_hides_stays_hidden);
async fn what_the_page_hides_stays_hidden(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/hidden/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    assert!(!widget.has(".widget, .widget *").await);
    let pressable = "getComputedStyle(root.querySelector('.button')).pointerEvents";
    assert_eq!(widget.see(pressable, json!([])).await, json!("none"));
    widget
        .see("host.parentElement.classList.remove('closed')", json!([]))
        .await;
    widget.check_in().await;
}

in_engines!(a_layout_that_shrinks_leaves_the_widget_its_room);
async fn a_layout_that_shrinks_leaves_the_widget_its_room(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/shrinking/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    let width = "host.getBoundingClientRect().width";
    let column = widget.see(width, json!([])).await;
    assert!(column.as_f64() > Some(500.0), "{column}");
    widget
        .see("host.parentElement.classList.add('row')", json!([]))
        .await;
    let row = widget.see(width, json!([])).await;
    assert!(
        row.as_f64() > Some(250.0) && row.as_f64() <= Some(300.0),
        "{row}"
    );
}

in_engines!(every_screen_fits_from_260_to_900_pixels: Chromium);
async fn every_screen_fits_from_260_to_900_pixels(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/failing/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    widget
        .every_screen(async |screen| {
            for width in [260, 300, 340, 390, 480, 600, 740, 900] {
                widget.see(&format!("host.style.width = '{width}px'"), json!([])).await;
                let spills = widget.spills().await;
                assert!(spills.is_empty(), "{screen} at {width}: {spills:?}");
                let cut = "every('.widget, .widget *:not(.unseen, .unseen *)').filter((it) => getComputedStyle(it).display !== 'inline' && it.scrollWidth > it.clientWidth + 1 && it.clientWidth > 1).map(describe)";
                let cut = widget.see(cut, json!([])).await;
                assert_eq!(cut, json!([]), "{screen} at {width}");
            }
        })
        .await;
}

in_engines!(colours_too_weak_to_read_are_corrected);
async fn colours_too_weak_to_read_are_corrected(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    for (text, background, accent) in [
        ("#bbb", "#fff", "#ffe9a8"),
        ("#333", "#222", "#444"),
        ("#777", "#888", "#999"),
        ("#fff", "", ""),
        ("", "#1f6b4f", ""),
        ("", "", "yellow"),
        ("#000", "#fff", "hsl(0 0% 60%)"),
    ] {
        session.visit(&site.page("/pages/failing/")).await;
        let widget = session.widget(0);
        widget.ready().await;
        for (name, value) in [
            ("text", text),
            ("background", background),
            ("accent", accent),
        ] {
            let set = "host.style.setProperty(...wanted)";
            widget
                .see(set, json!([format!("--right-track-{name}"), value]))
                .await;
        }
        let given = format!("text {text}, background {background}, accent {accent}");
        // The widget looks again when an option changes.
        widget
            .see("host.setAttribute('theme', 'light')", json!([]))
            .await;
        is_readable(widget, &given).await;
        widget
            .every_screen(async |screen| is_readable(widget, &format!("{screen}, {given}")).await)
            .await;
        let said = session.run("return witness.said;", Vec::new()).await;
        let said = said.as_array().cloned().unwrap_or_default();
        assert_eq!(said.len(), 1, "{given}: {said:?}");
        let line = said[0].as_str().unwrap_or_default();
        assert!(
            line.starts_with("warn: [right-track] colours too weak"),
            "{line}"
        );
    }
}

in_engines!(readable_colours_are_left_alone);
async fn readable_colours_are_left_alone(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/failing/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    for (name, value) in [
        ("text", "#102030"),
        ("background", "#fafafa"),
        ("accent", "#703090"),
    ] {
        let set = "host.style.setProperty(...wanted)";
        widget
            .see(set, json!([format!("--right-track-{name}"), value]))
            .await;
    }
    widget
        .see("host.setAttribute('theme', 'light')", json!([]))
        .await;
    is_readable(widget, "good colours").await;
    let colour = "getComputedStyle(root.querySelector('.button')).backgroundColor";
    assert_eq!(
        widget.see(colour, json!([])).await,
        json!("rgb(112, 48, 144)")
    );
    session.expect_silence().await;
}

in_engines!(the_colours_follow_the_page_at_once);
async fn the_colours_follow_the_page_at_once(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/failing/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    has_theme(widget, "light").await;
    for (change, theme) in [
        (
            "document.documentElement.style.colorScheme = 'dark'",
            "dark",
        ),
        (
            "document.documentElement.style.colorScheme = 'light'",
            "light",
        ),
        ("document.body.style.colorScheme = 'dark'", "dark"),
        ("host.setAttribute('theme', 'light')", "light"),
        ("host.setAttribute('theme', 'auto')", "dark"),
    ] {
        widget.see(change, json!([])).await;
        has_theme(widget, theme).await;
        is_readable(widget, change).await;
    }
    session.expect_silence().await;
}

in_engines!(the_colours_follow_a_new_body_too);
async fn the_colours_follow_a_new_body_too(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/failing/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    // As Turbo does with what is to stay.
    let swap = "
        const next = document.createElement('body');
        next.append(document.querySelector('right-track'));
        document.body.replaceWith(next);";
    session.run(swap, Vec::new()).await;
    has_theme(widget, "light").await;
    widget
        .see("document.body.style.colorScheme = 'dark'", json!([]))
        .await;
    has_theme(widget, "dark").await;
    session.expect_silence().await;
}

in_engines!(colours_too_weak_to_read_are_corrected_when_the_app_has_stopped);
async fn colours_too_weak_to_read_are_corrected_when_the_app_has_stopped(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/once-broken/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    let weak = "host.setAttribute('style', '--right-track-text: #ccc; --right-track-background: white; --right-track-accent: #eee')";
    widget.see(weak, json!([])).await;
    session.run("window.broken = true;", Vec::new()).await;
    widget.press(&words("labels.start")).await;
    widget.says(".notice", &words("failures.stopped")).await;
    is_readable(widget, "what is said in place of the app").await;
}

in_engines!(the_colours_follow_the_system_at_once: Chromium);
async fn the_colours_follow_the_system_at_once(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/failing/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    session.prefer(Scheme::Dark).await;
    has_theme(widget, "dark").await;
    session.prefer(Scheme::Light).await;
    has_theme(widget, "light").await;
}

async fn has_theme(widget: Widget<'_>, theme: &str) {
    until(&format!("the theme {theme}"), async || {
        let seen = widget
            .see("root.querySelector('.root').dataset.theme", json!([]))
            .await;
        if seen == theme { Ok(()) } else { Err(seen) }
    })
    .await;
}

async fn is_readable(widget: Widget<'_>, what: &str) {
    let weak = widget.see(WEAK, json!([])).await;
    assert_eq!(weak, json!([]), "{what}");
}

fn lines(value: &Value) -> Vec<&str> {
    value.as_str().unwrap_or_default().lines().collect()
}
