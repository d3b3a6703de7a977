//! What people do with the plugin, step by step.

use std::path::Path;

use journey::{KEY, Site, words};
use serde_json::{Value, json};
use xtask::tools::wordpress::CLASSIC_THEME;

use crate::desk::{Desk, Post};

/// Where the plugin's files are on a site.
const PLUGIN: &str = "/wp-content/plugins/right-track/";
/// What every widget has that the plugin renders.
const STYLE: &str = "display:block;min-height:45em";

/// What WordPress notes of itself while people are at work, whichever plugins there are.
const ITS_OWN: &[&str] = &[
    "cron delete_expired_transients",
    "cron do_pings",
    "cron upgrader_scheduled_cleanup",
    "cron wp_delete_temp_updater_backups",
    "cron wp_scheduled_auto_draft_delete",
    "cron wp_scheduled_delete",
    "cron wp_update_comment_type_batch",
    "cron wp_update_user_counts",
    "file /upgrade/index.php",
    "option can_compress_scripts",
    "option current_theme",
    "option recently_activated",
    "option theme_mods_twentytwentyone",
    "option theme_switched",
    "option wp_calendar_block_has_published_posts",
    "post revision",
    "post wp_global_styles",
    "postmeta _edit_lock",
    "postmeta _encloseme",
    "postmeta _pingme",
    "usermeta session_tokens",
    "usermeta wp_dashboard_quick_press_last_post_id",
    "usermeta wp_persisted_preferences",
];

/// What people have posted.
pub struct Posts {
    front: Post,
    shortcode: Post,
    misfit_block: Post,
    misfit_shortcode: Post,
    snippet: Post,
    author_snippet: Post,
    /// Where the snippet's files come from.
    elsewhere: Site,
}

/// An administrator installs the plugin as its file is given to them.
pub async fn install(desk: &Desk<'_>, zip: &Path) {
    desk.log_in("administrator").await;
    desk.go("/wp-admin/plugin-install.php?tab=upload").await;
    let file = desk.element("#pluginzip").await;
    file.send_keys(&zip.display().to_string())
        .await
        .unwrap_or_else(|error| panic!("The zip could not be chosen: {error}."));
    desk.press("#install-plugin-submit").await;
    desk.press("a[href*='action=activate']").await;
    desk.element("tr.active[data-plugin='right-track/right-track.php']")
        .await;
}

/// An editor finds the block, changes it, publishes, and comes back to it.
pub async fn edit(desk: &Desk<'_>) -> Post {
    desk.log_in("editor").await;
    desk.go("/wp-admin/post-new.php").await;
    desk.when(
        "the editor",
        "wp.data.select('core/editor').getCurrentPostId()
            && document.querySelector('.editor-document-tools__inserter-toggle, .edit-post-header-toolbar__inserter-toggle')
            && true",
    )
    .await;
    // It greets new people, over everything else.
    desk.when(
        "the greeting to go",
        "(wp.data.dispatch('core/preferences').set('core/edit-post', 'welcomeGuide', false),
            !document.querySelector('.components-modal__screen-overlay'))",
    )
    .await;
    let script = "wp.data.dispatch('core/editor').editPost({ title: 'About our sessions' });";
    desk.run(script, Vec::new()).await;
    desk.press(
        ".editor-document-tools__inserter-toggle, .edit-post-header-toolbar__inserter-toggle",
    )
    .await;
    let search = desk.element(".block-editor-inserter__search input").await;
    search
        .send_keys("Right Track")
        .await
        .unwrap_or_else(|error| panic!("The search takes no text: {error}."));
    desk.press(".editor-block-list-item-right-track-check-in")
        .await;
    // In the page, or in the frame that shows the post.
    let preview =
        "[document, document.querySelector('iframe[name=editor-canvas]')?.contentDocument]
        .map((page) => page?.querySelector('[data-type=\"right-track/check-in\"]')?.textContent)
        .find((text) => text?.includes('Visitors see the check-in here'))";
    desk.when("the picture of the block in words", preview)
        .await;

    let script = "wp.data.dispatch('core/edit-post').openGeneralSidebar('edit-post/block');";
    desk.run(script, Vec::new()).await;
    let region = desk.field("Region").await;
    region
        .select_by_value("IE")
        .await
        .unwrap_or_else(|error| panic!("The region could not be chosen: {error}."));
    type_into(desk, "Language", "en-GB").await;
    type_into(desk, "Name of your practice", "Harbour & “Lane”").await;
    // In the way of what is to be seen, where it stays open.
    let close = "wp.data.dispatch('core/editor').setIsInserterOpened?.(false);";
    desk.run(close, Vec::new()).await;
    desk.show_in_documents("block").await;
    type_into(desk, "Contact address", "javascript:alert(1)").await;
    desk.when(
        "a word about what does not fit",
        "document.querySelector('.block-editor-block-inspector').textContent.includes('This does not fit')",
    )
    .await;

    desk.show("editor").await;
    desk.press(".editor-post-publish-panel__toggle").await;
    desk.press(".editor-post-publish-panel .editor-post-publish-button")
        .await;
    let id = desk
        .when(
            "the post to be published",
            "wp.data.select('core/editor').isCurrentPostPublished()
                && !wp.data.select('core/editor').isSavingPost()
                && wp.data.select('core/editor').getCurrentPostId()",
        )
        .await;
    let post = Post(id.as_u64().unwrap_or_default());

    desk.go(&format!("/wp-admin/post.php?post={}&action=edit", post.0))
        .await;
    let block = desk
        .when(
            "the block to be there again",
            "wp.data.select('core/block-editor').getBlocks()
                .map(({ name, isValid, attributes }) => ({ name, isValid, region: attributes.region }))[0]",
        )
        .await;
    let whole = json!({ "name": "right-track/check-in", "isValid": true, "region": "IE" });
    assert_eq!(block, whole);
    desk.when("the picture of the block in words", preview)
        .await;
    let warned = "[document, document.querySelector('iframe[name=editor-canvas]')?.contentDocument]
        .some((page) => page?.querySelector('.block-editor-warning'))";
    assert_eq!(
        desk.run(&format!("return {warned};"), Vec::new()).await,
        json!(false)
    );
    let loaded = "return performance.getEntriesByType('resource').map(({ name }) => name)
        .filter((name) => name.includes('/widget/'));";
    assert_eq!(
        desk.run(loaded, Vec::new()).await,
        json!([]),
        "in the editor"
    );
    let said = desk.said().await;
    let ours: Vec<_> = said
        .iter()
        .filter(|line| line.contains("right-track"))
        .collect();
    assert!(ours.is_empty(), "The console says:\n{ours:#?}");
    post
}

async fn type_into(desk: &Desk<'_>, label: &str, text: &str) {
    let field = desk.field(label).await;
    field
        .send_keys(text)
        .await
        .unwrap_or_else(|error| panic!("“{label}” takes no text: {error}."));
}

/// An editor and an author post what they may.
pub async fn write(desk: &Desk<'_>) -> Posts {
    let elsewhere = Site::start();
    let host = elsewhere.address();
    let snippet = |region: &str| {
        format!(
            "<!-- wp:html -->\n<right-track region=\"{region}\" lang=\"en-GB\" style=\"display:block;min-height:45em;--right-track-accent:banana\"><a href=\"{host}/\">Open the private check-in</a></right-track>\n<script src=\"{host}/embed/1/right-track.js\" defer></script>\n<!-- /wp:html -->"
        )
    };
    let block = |options: Value| format!("<!-- wp:right-track/check-in {options} /-->");
    let shortcode = |options: &str| {
        format!("<!-- wp:shortcode -->\n[right_track {options}]\n<!-- /wp:shortcode -->")
    };

    desk.log_in("editor").await;
    let front = block(json!({ "lang": "en-GB", "region": "GB", "align": "wide" }));
    let front = desk.post("pages", "Welcome", &front).await;
    let misfit_block = block(json!({
        "lang": "en-GB",
        "region": "FR",
        "theme": "sepia",
        "headingLevel": "7",
        "practice": "\"><script>alert(1)</script>",
        "contactHref": "javascript:alert(1)",
        "contactLabel": ["no text"],
        "exitHref": "weather",
        "colorAccent": "red;position:fixed",
        "colorText": "banana",
        "unheardOf": "1",
    }));
    let misfit_block = desk.post("posts", "Misfits", &misfit_block).await;
    let editors = desk.post("posts", "A snippet", &snippet("GB")).await;
    desk.site.manage("front-page", &front.0.to_string());

    desk.log_in("author").await;
    let fitting = shortcode(
        "lang=\"en-GB\" region=\"IE\" theme=\"dark\" heading-level=\"3\" practice='Tom \"T\" & Co' contact_href=\"mailto:desk@example.org\" color-accent=\"#e8b4d4\"",
    );
    let shortcode_post = desk.post("posts", "Our practice", &fitting).await;
    let misfits = shortcode(
        "lang=\"en-GB\" region=\"FR\" practice='\" onclick=\"alert(1)' contact-label='a &lt; <b>b</b>' contact-href=\"javascript:alert(1)\" exit-href=\"data:text/html,x\" color-accent=\"red;position:fixed\" color-line=\"#12\" onclick=\"alert(1)\" loose",
    );
    let misfit_shortcode = desk.post("posts", "Other misfits", &misfits).await;
    let authors = desk
        .post("posts", "An author's snippet", &snippet("IE"))
        .await;
    desk.log_out().await;
    Posts {
        front,
        shortcode: shortcode_post,
        misfit_block,
        misfit_shortcode,
        snippet: editors,
        author_snippet: authors,
        elsewhere,
    }
}

/// A visitor checks in on the front page, keeps it, and finds it again.
pub async fn check_in(desk: &Desk<'_>, posts: &Posts, theme: &str) {
    desk.go("/").await;
    // What the console has been told at the desk is WordPress's own.
    desk.said().await;
    desk.reload().await;
    let page = desk.text_of("/").await;
    let [script] = scripts(&page)[..] else {
        panic!("not one script in {page}");
    };
    for mark in [
        " defer",
        "data-cfasync=\"false\"",
        "data-no-optimize=\"1\"",
        "data-noptimize=\"1\"",
        " nowprocket ",
    ] {
        assert!(script.contains(mark), "no {mark} in {script}");
    }
    assert_eq!(script.matches(" defer").count(), 1, "{script}");
    let whole = json!({ "lang": "en-GB", "region": "GB", "style": STYLE });
    assert_eq!(desk.attributes().await, whole, "of page {}", posts.front.0);
    let widget = desk.widget(0);
    widget.ready().await;
    desk.show(theme).await;
    if theme != CLASSIC_THEME {
        desk.show_in_documents("front-page").await;
    }
    widget.check_in().await;
    widget.keep().await;
    assert!(desk.storage().await.contains(&KEY.to_owned()));

    let address = desk.site.at("/");
    let loaded = desk
        .run(
            "return performance.getEntriesByType('resource').map(({ name }) => name);",
            Vec::new(),
        )
        .await;
    let loaded: Vec<String> = serde_json::from_value(loaded).unwrap_or_default();
    let outside: Vec<_> = loaded
        .iter()
        .filter(|name| !name.starts_with(&address))
        .collect();
    assert!(outside.is_empty(), "from elsewhere: {outside:?}");
    let program = loaded.iter().find(|name| name.ends_with(".wasm"));
    let program = program.unwrap_or_else(|| panic!("no WebAssembly in {loaded:?}"));
    let kind = "const [address, done] = arguments;
        fetch(address).then((answer) => done(answer.headers.get('Content-Type')));";
    let kind = desk
        .client()
        .execute_async(kind, vec![json!(program)])
        .await;
    assert_eq!(kind.ok(), Some(json!("application/octet-stream")));

    desk.reload().await;
    widget.ready().await;
    widget.go_to_kept().await;
    widget.shows_entries(1).await;
    let said = desk.said().await;
    assert!(said.is_empty(), "The console says:\n{}", said.join("\n"));
    desk.run("localStorage.clear();", Vec::new()).await;
}

/// A visitor sees what the editor has chosen, and not what did not fit.
pub async fn chosen(desk: &Desk<'_>, post: Post) {
    desk.go(&post.path()).await;
    let whole = json!({
        "region": "IE",
        "lang": "en-GB",
        "practice": "Harbour & “Lane”",
        "style": STYLE,
    });
    assert_eq!(desk.attributes().await, whole);
    let widget = desk.widget(0);
    widget.ready().await;
    widget.press(&words("labels.crisis")).await;
    widget.text("a[href='tel:1800247247']").await;
}

/// A visitor sees what an author's shortcode says.
pub async fn shortcode(desk: &Desk<'_>, posts: &Posts) {
    desk.go(&posts.shortcode.path()).await;
    let whole = json!({
        "region": "IE",
        "lang": "en-GB",
        "theme": "dark",
        "heading-level": "3",
        "practice": "Tom \"T\" & Co",
        "contact-href": "mailto:desk@example.org",
        "style": format!("{STYLE};--right-track-accent:#e8b4d4"),
    });
    assert_eq!(desk.attributes().await, whole);
    let widget = desk.widget(0);
    widget.ready().await;
    widget.text("h3.heading").await;
    widget.press(&words("labels.crisis")).await;
    widget.text("a[href='tel:1800247247']").await;
    widget.press(&words("labels.close")).await;
    widget.text("a[href='mailto:desk@example.org']").await;
}

/// What does not fit is not in the page, and the widget works.
pub async fn misfits(desk: &Desk<'_>, posts: &Posts) {
    for (post, practice) in [
        (posts.misfit_block, None),
        // A name may have any quotes.
        (posts.misfit_shortcode, Some("\" onclick=\"alert(1)")),
    ] {
        desk.go(&post.path()).await;
        let mut whole = json!({ "lang": "en-GB", "style": STYLE });
        if let Some(practice) = practice {
            whole["practice"] = json!(practice);
        }
        assert_eq!(desk.attributes().await, whole);
        let widget = desk.widget(0);
        widget.ready().await;
        widget.begin().await;
        widget.answer(0).await;
        let said = desk.said().await;
        assert!(said.is_empty(), "The console says:\n{}", said.join("\n"));
    }
}

/// Who may post scripts has the widget by the snippet; who may not has a link that can be read and followed.
pub async fn snippet(desk: &Desk<'_>, posts: &Posts) {
    desk.go(&posts.snippet.path()).await;
    let widget = desk.widget(0);
    widget.ready().await;
    widget.begin().await;
    widget.answer(0).await;

    desk.go(&posts.author_snippet.path()).await;
    let page = desk.text_of(&posts.author_snippet.path()).await;
    assert!(
        !page.contains("<right-track") && scripts(&page).is_empty(),
        "{page}"
    );
    let link = format!("a[href='{}/']", posts.elsewhere.address());
    let link = desk.element(&link).await;
    let (shown, text) = (link.is_displayed().await, link.text().await);
    assert_eq!(
        (shown.ok(), text.ok().as_deref()),
        (Some(true), Some("Open the private check-in"))
    );
    desk.press(&format!("a[href='{}/']", posts.elsewhere.address()))
        .await;
    desk.widget(0).ready().await;
}

/// No other page knows of the plugin.
pub async fn elsewhere(desk: &Desk<'_>) {
    desk.go("/?p=1").await;
    for path in [
        "/?p=1",
        "/?page_id=2",
        "/?p=99999",
        "/?s=nothing-like-it",
        "/wp-login.php",
    ] {
        let page = desk.text_of(path).await;
        assert!(page.contains("</html>"), "{path}: {page}");
        for sign in ["right-track", "right_track", "RightTrack"] {
            assert!(!page.contains(sign), "{sign} in {path}: {page}");
        }
    }
}

/// A reader of the feed gets links.
pub async fn feed(desk: &Desk<'_>) {
    desk.go("/?p=1").await;
    let feed = desk.text_of("/?feed=rss2").await;
    assert!(
        feed.contains(&format!(
            "{PLUGIN}widget/index.html\">Open the private check-in</a>"
        )),
        "{feed}"
    );
    // The editor's snippet is the editor's own affair.
    let ours = feed.matches("<right-track").count() - feed.matches("<right-track region=\"GB\" lang=\"en-GB\" style=\"display:block;min-height:45em;--right-track-accent:banana\"").count();
    assert_eq!(ours, 0, "{feed}");
}

/// The private page comes with the plugin.
pub async fn private_page(desk: &Desk<'_>) {
    for path in ["widget/", "widget/index.html"] {
        desk.go(&format!("{PLUGIN}{path}")).await;
        let widget = desk.widget(0);
        widget.ready().await;
        let program = desk
            .run(
                "return performance.getEntriesByType('resource').some(({ name }) => /page-\\w+\\.wasm$/.test(name));",
                Vec::new(),
            )
            .await;
        assert_eq!(program, json!(true), "{path} is not the private page");
    }
}

/// An administrator switches the plugin off: blocks are empty then, and no script is left.
pub async fn deactivate(desk: &Desk<'_>, posts: &Posts) {
    desk.log_in("administrator").await;
    desk.go("/wp-admin/plugins.php").await;
    desk.press("#deactivate-right-track").await;
    desk.element("tr.inactive[data-plugin='right-track/right-track.php']")
        .await;
    desk.log_out().await;
    for path in ["/", &posts.shortcode.path(), "/?feed=rss2"] {
        let page = desk.text_of(path).await;
        assert!(page.contains("Harbour Lane Counselling"), "{path}: {page}");
        assert!(!page.contains(PLUGIN), "{path}: {page}");
    }
}

/// An administrator deletes the plugin, and nothing is there that was not there before.
pub async fn delete(desk: &Desk<'_>, before: &[String]) {
    desk.log_in("administrator").await;
    desk.go("/wp-admin/plugins.php").await;
    desk.press("#delete-right-track").await;
    desk.client()
        .accept_alert()
        .await
        .unwrap_or_else(|error| panic!("It did not ask whether to delete: {error}."));
    desk.element("tr.deleted[data-plugin='right-track/right-track.php']")
        .await;
    let after = desk.site.inventory();
    let new: Vec<_> = after
        .iter()
        .filter(|name| !before.contains(name) && !ITS_OWN.contains(&name.as_str()))
        .collect();
    assert!(new.is_empty(), "left behind: {new:#?}");
}

/// Returns the tags in `page` that load the widget's script.
fn scripts(page: &str) -> Vec<&str> {
    let tags = page
        .split("<script")
        .skip(1)
        .filter_map(|rest| rest.split('>').next());
    tags.filter(|tag| tag.contains("/right-track.js")).collect()
}
