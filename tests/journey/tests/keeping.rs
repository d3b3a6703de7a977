//! What was kept is never lost: every way in which a browser, the page or another tab may interfere, with what the
//! person is told. Each case of the catalogue has a journey of its own.

use std::fs;

use journey::{Engine, Session, Site, Widget, in_engines, repository, until, words};
use serde_json::{Value, json};

const KEY: &str = "right-track:journal";
const ASIDE: &str = "right-track:set-aside";

/// Three kept check-ins of three days; the second is about somebody else.
const THREE: &str = "right-track 2\n\
    id=c at=1763800000000 with=p answers=safety:mostly,goals:no\n\
    id=b at=1763600000000 with=p answers=safety:no\n\
    id=a at=1763400000000 with=p answers=safety:sometimes";

// The catalogue: browsers that let a page keep nothing.

in_engines!(cookies_or_site_data_blocked_and_the_getter_throws);
async fn cookies_or_site_data_blocked_and_the_getter_throws(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/storage-throws/")).await;
    keeps_for_this_visit_alone(session.widget(0)).await;
}

in_engines!(a_storage_that_is_switched_off_and_null);
async fn a_storage_that_is_switched_off_and_null(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/storage-null/")).await;
    keeps_for_this_visit_alone(session.widget(0)).await;
}

// The editors of some website builders are such sandboxes, too.
in_engines!(a_sandboxed_frame_without_an_origin_of_its_own);
async fn a_sandboxed_frame_without_an_origin_of_its_own(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/sandboxed/")).await;
    session.enter_frame(0).await;
    keeps_for_this_visit_alone(session.widget(0)).await;
}

/// Keeps a check-in where nothing lasts: that is said before and after, and the check-in can be saved as a file.
async fn keeps_for_this_visit_alone(widget: Widget<'_>) {
    let session = widget.session();
    let blocked = words("kept.blocked");
    widget.ready().await;
    session.catch_files().await;
    widget.check_in().await;
    widget.says(".result", &blocked).await;
    widget.press(&words("labels.keep")).await;
    widget.announces(&blocked).await;
    widget.go_to_kept().await;
    widget.says(".kept", &blocked).await;
    widget.shows_entries(1).await;
    widget.press(&words("labels.save_file")).await;
    widget.announces(&words("kept.saved")).await;
    assert_eq!(in_file(&session.saved_file().await.1), 1);
    session.expect_silence().await;
}

// The catalogue: quota.

in_engines!(a_quota_filled_by_the_host_leaves_the_old_value_and_offers_a_file);
async fn a_quota_filled_by_the_host_leaves_the_old_value_and_offers_a_file(engine: Engine) {
    let (_site, session) = with_kept(engine, THREE).await;
    let widget = session.widget(0);
    session.catch_files().await;
    fill_the_storage(&session).await;
    fails_to_keep(widget).await;

    widget.press(&words("labels.save_file")).await;
    widget.announces(&words("kept.saved")).await;
    let (name, text) = session.saved_file().await;
    assert_eq!(name, words("kept.file_name"));
    assert_eq!(in_file(&text), 4, "the new one as well:\n{text}");

    let free = "for (const key of Object.keys(localStorage)) if (/^host-/.test(key)) localStorage.removeItem(key);";
    session.run(free, Vec::new()).await;
    widget.keep().await;
    widget.go_to_kept().await;
    widget.shows_entries(4).await;
    session.expect_silence().await;
}

in_engines!(a_storage_that_is_full_while_a_kept_check_in_is_deleted_or_changed_loses_nothing);
async fn a_storage_that_is_full_while_a_kept_check_in_is_deleted_or_changed_loses_nothing(
    engine: Engine,
) {
    let (_site, session) = with_kept(engine, THREE).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    session.run("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };", Vec::new()).await;
    widget.press_one(&words("labels.delete"), 1).await;
    widget.announces(&words("kept.failed")).await;
    widget.shows_entries(3).await;
    assert_eq!(session.stored(KEY).await.as_deref(), Some(THREE));
    widget.press_one(&words("labels.open"), 0).await;
    change_the_first_answer(widget).await;
    widget.press(&words("labels.keep_change")).await;
    widget.announces(&words("kept.failed")).await;
    assert_eq!(session.stored(KEY).await.as_deref(), Some(THREE));
    session.expect_silence().await;
}

in_engines!(a_change_that_was_not_kept_yet_is_there_when_the_check_in_is_looked_at_again);
async fn a_change_that_was_not_kept_yet_is_there_when_the_check_in_is_looked_at_again(
    engine: Engine,
) {
    let (_site, session) = with_kept(engine, THREE).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    widget.press_one(&words("labels.open"), 0).await;
    change_the_first_answer(widget).await;
    widget.button(&words("labels.keep_change")).await;
    widget.go_to_kept().await;
    widget.press_one(&words("labels.open"), 0).await;
    widget.press(&words("labels.keep_change")).await;
    widget.announces(&words("kept.done")).await;
    let stored = session.stored(KEY).await.unwrap_or_default();
    assert!(stored.contains("safety:too-early"), "{stored}");
    session.expect_silence().await;
}

in_engines!(a_change_that_was_not_kept_yet_outlives_a_look_at_another_check_in);
async fn a_change_that_was_not_kept_yet_outlives_a_look_at_another_check_in(engine: Engine) {
    let (_site, session) = with_kept(engine, THREE).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    widget.press_one(&words("labels.open"), 0).await;
    change_the_first_answer(widget).await;
    widget.go_to_kept().await;
    widget.press_one(&words("labels.open"), 1).await;
    widget
        .arrives_at(".result", &words("overview.all_talk.heading"))
        .await;
    session.reload().await;
    widget.ready().await;
    widget.go_to_kept().await;
    widget.press_one(&words("labels.open"), 0).await;
    widget.press(&words("labels.keep_change")).await;
    widget.announces(&words("kept.done")).await;
    let stored = session.stored(KEY).await.unwrap_or_default();
    assert!(stored.contains("safety:too-early"), "{stored}");
    session.expect_silence().await;
}

// The catalogue: the host patches or wipes.

in_engines!(a_host_whose_setter_throws_or_drops_what_it_is_given_is_found_out);
async fn a_host_whose_setter_throws_or_drops_what_it_is_given_is_found_out(engine: Engine) {
    let (_site, session) = with_kept(engine, THREE).await;
    let widget = session.widget(0);
    // All but what was there before.
    let changes = "function (key, value) { set.call(this, key, value === before ? value : value.slice(0, -9)); }";
    for setter in ["() => { throw 'not an error'; }", "() => {}", changes] {
        session.reload().await;
        widget.ready().await;
        let patch = format!(
            "const set = Storage.prototype.setItem, before = localStorage.getItem('{KEY}');
            Storage.prototype.setItem = {setter};"
        );
        session.run(&patch, Vec::new()).await;
        fails_to_keep(widget).await;
        session.expect_silence().await;
    }
}

in_engines!(a_host_that_wipes_the_storage_while_the_page_is_open_is_told_of_and_can_be_undone);
async fn a_host_that_wipes_the_storage_while_the_page_is_open_is_told_of_and_can_be_undone(
    engine: Engine,
) {
    let (_site, session) = with_kept(engine, THREE).await;
    let widget = session.widget(0);
    session.catch_files().await;
    session.run("localStorage.clear();", Vec::new()).await;
    widget.go_to_kept().await;
    widget.says(".kept", &words("kept.gone")).await;
    widget.shows_entries(3).await;
    assert!(
        session.storage().await.is_empty(),
        "nothing comes back by itself"
    );
    widget.press(&words("labels.save_file")).await;
    assert_eq!(in_file(&session.saved_file().await.1), 3);

    widget.press(&words("labels.keep_again")).await;
    widget.announces(&words("kept.kept_again")).await;
    widget.keeps_focus("after keeping again").await;
    widget.shows_entries(3).await;
    assert_eq!(session.stored(KEY).await.as_deref(), Some(THREE));

    session.run("localStorage.clear();", Vec::new()).await;
    widget.press(&words("labels.green_flags")).await;
    widget.go_to_kept().await;
    widget.press(&words("labels.let_go")).await;
    widget.says(".kept", &words("kept.empty")).await;
    widget.keeps_focus("after letting go").await;
    assert!(session.storage().await.is_empty());
    // It goes on as if nothing had ever been kept.
    widget.press(&words("labels.check_in")).await;
    widget.check_in().await;
    widget.keep().await;
    session.expect_silence().await;
}

in_engines!(what_is_kept_while_the_storage_has_been_wiped_is_not_lost_either);
async fn what_is_kept_while_the_storage_has_been_wiped_is_not_lost_either(engine: Engine) {
    let (_site, session) = with_kept(engine, THREE).await;
    let widget = session.widget(0);
    widget.check_in().await;
    session.run("localStorage.clear();", Vec::new()).await;
    widget.press(&words("labels.keep")).await;
    widget.arrives_at(".kept", &words("kept.heading")).await;
    widget.says(".kept", &words("kept.gone")).await;
    widget.press(&words("labels.keep_again")).await;
    widget.announces(&words("kept.kept_again")).await;
    // The answers are still on the screen that was left.
    widget.press(&words("labels.check_in")).await;
    widget.keep().await;
    widget.go_to_kept().await;
    widget.shows_entries(4).await;
    session.expect_silence().await;
}

// The catalogue: what no page can change, and so what must be said.

in_engines!(safari_may_erase_after_seven_days_and_the_home_screen_does_not: Chromium);
async fn safari_may_erase_after_seven_days_and_the_home_screen_does_not(engine: Engine) {
    is_said(engine, 2, &["Safari", "seven days", "home screen"]).await;
}

in_engines!(browsers_make_room_and_erase: Chromium);
async fn browsers_make_room_and_erase(engine: Engine) {
    is_said(engine, 2, &["Your browser or this website can erase it"]).await;
}

in_engines!(partitioning_keeps_each_website_apart_and_nothing_travels: Chromium);
async fn partitioning_keeps_each_website_apart_and_nothing_travels(engine: Engine) {
    is_said(engine, 3, &["On another website", "is not there"]).await;
}

in_engines!(private_windows_end_with_what_was_kept: Chromium);
async fn private_windows_end_with_what_was_kept(engine: Engine) {
    is_said(engine, 3, &["private window", "gone"]).await;
}

in_engines!(shared_devices_show_it_to_others: Chromium);
async fn shared_devices_show_it_to_others(engine: Engine) {
    is_said(
        engine,
        1,
        &["Others who use this device", "someone you fear"],
    )
    .await;
}

/// Looks for a paragraph of what “kept on this device” means, and for what it must tell.
async fn is_said(engine: Engine, paragraph: usize, telling: &[&str]) {
    let text = words(&format!("kept.means.text.{paragraph}"));
    for words in telling {
        assert!(text.contains(words), "“{words}” is not in “{text}”");
    }
    let (_site, session) = with_kept(engine, THREE).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    widget.press(&words("kept.means.heading")).await;
    widget.says(".kept details[open]", &text).await;
}

in_engines!(what_was_erased_between_two_visits_leaves_an_empty_list_that_works);
async fn what_was_erased_between_two_visits_leaves_an_empty_list_that_works(engine: Engine) {
    let (_site, session) = with_kept(engine, THREE).await;
    let widget = session.widget(0);
    session.run("localStorage.clear();", Vec::new()).await;
    session.reload().await;
    widget.ready().await;
    widget.go_to_kept().await;
    widget.says(".kept", &words("kept.empty")).await;
    widget.press(&words("labels.check_in")).await;
    widget.check_in().await;
    widget.keep().await;
    session.expect_silence().await;
}

// The catalogue: the request to spare what is kept.

in_engines!(persist_is_asked_only_after_keeping_and_only_on_the_private_page);
async fn persist_is_asked_only_after_keeping_and_only_on_the_private_page(engine: Engine) {
    let counting = "<script>
        window.asked = 0;
        const persist = () => Promise.resolve(++asked < 0);
        Object.defineProperty(navigator, 'storage', { value: { persist } });
        </script>";
    let site = Site::start_changing(move |request, mut reply| {
        if matches!(request.path, "/" | "/sample/") {
            let page = String::from_utf8_lossy(&reply.body);
            reply.body = page
                .replace("<head>", &format!("<head>{counting}"))
                .into_bytes();
        }
        reply
    });
    let session = Session::open(engine).await;
    for (page, asked_after) in [("/sample/", 0), ("/", 1)] {
        session.visit(&site.page(page)).await;
        let widget = session.widget(0);
        widget.ready().await;
        widget.check_in().await;
        widget.go_to_kept().await;
        widget.press(&words("labels.check_in")).await;
        let asked = "return window.asked;";
        assert_eq!(session.run(asked, Vec::new()).await, 0, "{page} before");
        widget.keep().await;
        let after = session.run(asked, Vec::new()).await;
        assert_eq!(after, asked_after, "{page} after keeping");
        session.expect_silence().await;
        session.run("localStorage.clear();", Vec::new()).await;
    }
}

// The catalogue: two tabs.

in_engines!(two_tabs_that_write_in_turn_100_times_lose_nothing);
async fn two_tabs_that_write_in_turn_100_times_lose_nothing(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    let address = site.page("/pages/first-screen/");
    session.visit(&address).await;
    session.widget(0).ready().await;
    let tabs = session.open_beside(&address).await;
    session.widget(0).ready().await;
    for turn in 0..100 {
        session.look_at(&tabs[turn % 2]).await;
        keep_by_script(&session, 1).await;
        // The other one cannot have missed the one before: it starts from what is stored.
        let stored = session.stored(KEY).await.unwrap_or_default();
        assert_eq!(lines(&stored, "id="), turn + 1, "after turn {turn}");
    }
    for tab in &tabs {
        session.look_at(tab).await;
        let widget = session.widget(0);
        widget.go_to_kept().await;
        for shown in [20, 40, 60, 80] {
            widget.shows_entries(shown).await;
            widget.press(&words("labels.show_more")).await;
        }
        widget.shows_entries(100).await;
        session.expect_silence().await;
    }
}

in_engines!(what_one_tab_keeps_changes_and_deletes_shows_in_the_other_at_once);
async fn what_one_tab_keeps_changes_and_deletes_shows_in_the_other_at_once(engine: Engine) {
    let (site, session) = with_kept(engine, THREE).await;
    session.widget(0).go_to_kept().await;
    let tabs = session.open_beside(&site.page("/sample/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    widget.check_in().await;
    widget.keep().await;
    session.look_at(&tabs[0]).await;
    widget.shows_entries(4).await;

    // Deleted here, gone there.
    widget.press_one(&words("labels.delete"), 1).await;
    widget.announces(&words("kept.deleted")).await;
    session.look_at(&tabs[1]).await;
    widget.go_to_kept().await;
    widget.shows_entries(3).await;

    // Changed there, changed here.
    widget.press_one(&words("labels.open"), 1).await;
    change_the_first_answer(widget).await;
    widget.press(&words("labels.keep_change")).await;
    widget.announces(&words("kept.done")).await;
    session.look_at(&tabs[0]).await;
    let changed = format!("{}{}", words("signs.0.short"), words("answers.4.label"));
    widget.says(".entry", &changed).await;

    // And all of it deleted.
    widget.press(&words("labels.delete_all")).await;
    widget.press(&words("labels.delete_all_confirm")).await;
    widget.announces(&words("kept.all_deleted")).await;
    session.look_at(&tabs[1]).await;
    widget.go_to_kept().await;
    widget.says(".kept", &words("kept.empty")).await;
    assert!(session.storage().await.is_empty());
    session.expect_silence().await;
}

in_engines!(what_one_widget_deletes_is_gone_in_the_other_widget_of_the_page);
async fn what_one_widget_deletes_is_gone_in_the_other_widget_of_the_page(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/two/")).await;
    let (first, second) = (session.widget(0), session.widget(1));
    first.ready().await;
    second.ready().await;
    first.check_in().await;
    first.keep().await;
    second.go_to_kept().await;
    second.shows_entries(1).await;
    second.press_one(&words("labels.open"), 0).await;
    second
        .arrives_at(".result", &words("overview.mixed.heading"))
        .await;
    first.go_to_kept().await;
    first.press(&words("labels.delete_all")).await;
    first.press(&words("labels.delete_all_confirm")).await;
    first.announces(&words("kept.all_deleted")).await;
    assert!(session.storage().await.is_empty());
    // What is open there is still there to be read, and is kept no more.
    second.button(&words("labels.keep")).await;
    second.press(&words("labels.back_to_kept")).await;
    second.says(".kept", &words("kept.empty")).await;
    session.expect_silence().await;
}

in_engines!(a_newer_version_in_another_tab_turns_this_one_read_only);
async fn a_newer_version_in_another_tab_turns_this_one_read_only(engine: Engine) {
    let (site, session) = with_kept(engine, THREE).await;
    let widget = session.widget(0);
    widget.check_in().await;
    let tabs = session.open_beside(&site.page("/pages/host-alone/")).await;
    session.store(KEY, "right-track 9\nsomething").await;
    session.look_at(&tabs[0]).await;
    widget.press(&words("labels.keep")).await;
    widget.arrives_at(".kept", &words("kept.heading")).await;
    widget.says(".kept", &words("kept.newer")).await;
    let stored = session.stored(KEY).await;
    assert_eq!(stored.as_deref(), Some("right-track 9\nsomething"));
    session.expect_silence().await;
}

// The catalogue: a shared origin.

in_engines!(a_shared_origin_keeps_the_keys_of_others);
async fn a_shared_origin_keeps_the_keys_of_others(engine: Engine) {
    let (_site, session) = with_kept(engine, THREE).await;
    let theirs = [
        ("journal", "theirs"),
        ("right-track", "of another tool"),
        ("right-track:journal2", "too"),
        ("", "empty"),
    ];
    for (key, text) in theirs {
        session.store(key, text).await;
    }
    let widget = session.widget(0);
    widget.check_in().await;
    widget.keep().await;
    widget.go_to_kept().await;
    widget.press_one(&words("labels.delete"), 1).await;
    widget.announces(&words("kept.deleted")).await;
    let mut keys: Vec<_> = theirs.iter().map(|(key, _)| *key).chain([KEY]).collect();
    keys.sort_unstable();
    assert_eq!(session.storage().await, keys);
    widget.press(&words("labels.delete_all")).await;
    widget.press(&words("labels.delete_all_confirm")).await;
    widget.announces(&words("kept.all_deleted")).await;
    for (key, text) in theirs {
        assert_eq!(session.stored(key).await.as_deref(), Some(text), "“{key}”");
    }
    assert_eq!(session.storage().await.len(), theirs.len());
    session.expect_silence().await;
}

// What is stored is not what this version writes.

in_engines!(a_value_broken_by_hand_is_said_set_aside_and_can_be_saved);
async fn a_value_broken_by_hand_is_said_set_aside_and_can_be_saved(engine: Engine) {
    let torn = "right-track 2\nid=a at=17638000000";
    let torn = format!("{torn}x00 answers=safety:mo…\n");
    let (_site, session) = with_kept(engine, &torn).await;
    let widget = session.widget(0);
    session.catch_files().await;
    widget.go_to_kept().await;
    widget.says(".kept", &words("kept.broken")).await;
    let save = words("labels.save_unreadable");
    let saved = (words("kept.unreadable_name"), torn.clone());
    widget.press(&save).await;
    widget.announces(&words("kept.saved")).await;
    assert_eq!(session.saved_file().await, saved);
    assert_eq!(session.storage().await, [KEY], "nothing is written unasked");

    widget.press(&words("labels.check_in")).await;
    widget.check_in().await;
    widget.keep().await;
    assert_eq!(session.storage().await, [KEY, ASIDE]);
    session.reload().await;
    widget.ready().await;
    session.catch_files().await;
    widget.go_to_kept().await;
    widget.says(".kept", &words("kept.aside")).await;
    widget.shows_entries(1).await;
    widget.press(&save).await;
    assert_eq!(session.saved_file().await, saved);
    widget.press(&words("labels.delete_all")).await;
    widget.press(&words("labels.delete_all_confirm")).await;
    widget.announces(&words("kept.all_deleted")).await;
    assert!(
        session.storage().await.is_empty(),
        "what was set aside goes, too"
    );
    assert!(!widget.has(".notice").await);
    session.expect_silence().await;
}

in_engines!(a_value_of_a_newer_version_is_said_and_never_overwritten);
async fn a_value_of_a_newer_version_is_said_and_never_overwritten(engine: Engine) {
    is_left_alone(engine, "right-track 9\nsomething else", "kept.newer").await;
}

in_engines!(a_locked_value_is_said_and_never_overwritten_by_a_widget_in_a_page);
async fn a_locked_value_is_said_and_never_overwritten_by_a_widget_in_a_page(engine: Engine) {
    let locked = "right-track 3\nrounds=600000 salt=AAAA iv=AAAA\nAAAA";
    is_left_alone(engine, locked, "kept.locked").await;
}

async fn is_left_alone(engine: Engine, text: &str, sentence: &str) {
    let (_site, session) = with_kept(engine, text).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    widget.says(".kept", &words(sentence)).await;
    widget.press(&words("labels.check_in")).await;
    widget.check_in().await;
    widget.press(&words("labels.keep")).await;
    widget.arrives_at(".kept", &words("kept.heading")).await;
    widget.says(".kept", &words(sentence)).await;
    assert!(!widget.has(".entry").await);
    session.catch_files().await;
    widget.press(&words("labels.save_file")).await;
    widget.announces(&words("kept.saved")).await;
    assert_eq!(in_file(&session.saved_file().await.1), 1);
    assert_eq!(session.stored(KEY).await.as_deref(), Some(text));
    assert_eq!(session.storage().await, [KEY]);
    // What could not be kept is still there.
    widget.press(&words("labels.check_in")).await;
    widget
        .arrives_at(".result", &words("overview.mixed.heading"))
        .await;
    session.expect_silence().await;
}

in_engines!(what_version_1_kept_is_shown_and_comes_up_at_the_next_change);
async fn what_version_1_kept_is_shown_and_comes_up_at_the_next_change(engine: Engine) {
    let fixture = repository().join("tests/fixtures/saved/1.txt");
    let text = fs::read_to_string(&fixture)
        .unwrap_or_else(|error| panic!("Could not read {fixture:?}: {error}."));
    let (_site, session) = with_kept(engine, &text).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    widget.shows_entries(3).await;
    let answered = format!("{}{}", words("signs.2.short"), words("answers.3.label"));
    assert!(widget.texts(".entry").await[1].contains(&answered));
    assert_eq!(
        session.stored(KEY).await.as_deref(),
        Some(&*text),
        "looking changes nothing"
    );

    widget.press_one(&words("labels.delete"), 2).await;
    widget.announces(&words("kept.deleted")).await;
    let stored = session.stored(KEY).await.unwrap_or_default();
    let (version, rest) = stored.split_once('\n').unwrap_or_default();
    assert_eq!(version, "right-track 2");
    let before: Vec<_> = text.lines().skip(1).take(2).collect();
    assert_eq!(rest.lines().collect::<Vec<_>>(), before);
    session.expect_silence().await;
}

// What is not finished.

in_engines!(an_unfinished_check_in_survives_a_reload_only_if_something_is_kept);
async fn an_unfinished_check_in_survives_a_reload_only_if_something_is_kept(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/sample/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    begin_and_leave(widget).await;
    assert!(session.storage().await.is_empty());
    session.reload().await;
    widget.ready().await;
    assert!(widget.has(".welcome").await && !widget.has(".resume").await);

    session.store(KEY, THREE).await;
    session.reload().await;
    widget.ready().await;
    begin_and_leave(widget).await;
    session.reload().await;
    widget.ready().await;
    widget.says(".resume", &words("kept.unfinished")).await;
    widget.press(&words("labels.resume")).await;
    widget
        .arrives_at(".question", &words("signs.2.question"))
        .await;
    widget.press(&words("labels.back")).await;
    widget
        .arrives_at(".question", &words("signs.1.question"))
        .await;
    assert_eq!(widget.chosen().await, [words("answers.1.label")]);
    widget.press(&words("labels.next")).await;
    for sign in 2..5 {
        widget.answer(sign).await;
    }
    widget
        .arrives_at(".result", &words("overview.mixed.heading"))
        .await;
    widget.keep().await;
    let stored = session.stored(KEY).await.unwrap_or_default();
    assert_eq!(
        [lines(&stored, "id="), lines(&stored, "step=")],
        [4, 0],
        "{stored}"
    );
    session.reload().await;
    widget.ready().await;
    assert!(!widget.has(".resume").await);
    session.expect_silence().await;
}

in_engines!(an_unfinished_check_in_goes_with_everything_else);
async fn an_unfinished_check_in_goes_with_everything_else(engine: Engine) {
    let (_site, session) = with_kept(engine, THREE).await;
    let widget = session.widget(0);
    begin_and_leave(widget).await;
    until("the unfinished one to be stored", async || {
        let stored = session.stored(KEY).await.unwrap_or_default();
        if lines(&stored, "step=") == 1 {
            Ok(())
        } else {
            Err(stored)
        }
    })
    .await;
    widget.go_to_kept().await;
    widget.press(&words("labels.delete_all")).await;
    widget.press(&words("labels.delete_all_confirm")).await;
    widget.announces(&words("kept.all_deleted")).await;
    // Going on with it keeps nothing that nobody asked for.
    widget.press(&words("labels.check_in")).await;
    widget.answer(2).await;
    widget
        .arrives_at(".question", &words("signs.3.question"))
        .await;
    assert!(session.storage().await.is_empty());
    session.reload().await;
    widget.ready().await;
    assert!(!widget.has(".resume").await);
    session.expect_silence().await;
}

/// Answers two questions, and stops at the third.
async fn begin_and_leave(widget: Widget<'_>) {
    widget.begin().await;
    widget.answer(0).await;
    widget.answer(1).await;
    widget
        .arrives_at(".question", &words("signs.2.question"))
        .await;
}

// Changing and deleting.

in_engines!(an_answer_of_a_kept_check_in_can_be_changed);
async fn an_answer_of_a_kept_check_in_can_be_changed(engine: Engine) {
    let (_site, session) = with_kept(engine, THREE).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    widget.press_one(&words("labels.open"), 1).await;
    change_the_first_answer(widget).await;
    let stored = session.stored(KEY).await.unwrap_or_default();
    assert!(
        stored.contains("id=b at=1763600000000 with=p answers=safety:no"),
        "{stored}"
    );
    widget.press(&words("labels.keep_change")).await;
    widget.announces(&words("kept.done")).await;
    session.reload().await;
    widget.ready().await;
    widget.go_to_kept().await;
    widget.shows_entries(3).await;
    let changed = format!("{}{}", words("signs.0.short"), words("answers.4.label"));
    assert!(widget.texts(".entry").await[1].contains(&changed));
    let stored = session.stored(KEY).await.unwrap_or_default();
    let mut now = stored.lines();
    assert_eq!(now.next(), THREE.lines().next());
    assert_eq!(now.next(), THREE.lines().nth(1));
    let line = now.next().unwrap_or_default();
    assert!(
        line.starts_with("id=b at=1763600000000 changed=")
            && line.ends_with(" with=p answers=safety:too-early"),
        "{line}"
    );
    assert_eq!(now.next(), THREE.lines().nth(3));
    session.expect_silence().await;
}

in_engines!(a_deleted_check_in_can_be_brought_back_and_the_focus_stays);
async fn a_deleted_check_in_can_be_brought_back_and_the_focus_stays(engine: Engine) {
    let (_site, session) = with_kept(engine, THREE).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    let before = widget.texts(".entry").await;
    widget.press_one(&words("labels.delete"), 1).await;
    widget.announces(&words("kept.deleted")).await;
    widget.keeps_focus("after deleting").await;
    widget.shows_entries(2).await;
    let stored = session.stored(KEY).await.unwrap_or_default();
    assert!(!stored.contains("id=b"), "{stored}");
    widget.press(&words("labels.undo")).await;
    widget.announces(&words("kept.undone")).await;
    widget.keeps_focus("after undoing").await;
    assert_eq!(widget.texts(".entry").await, before);
    assert_eq!(session.stored(KEY).await.as_deref(), Some(THREE));
    session.expect_silence().await;
}

in_engines!(a_delete_of_everything_is_asked_for_twice_and_the_focus_stays);
async fn a_delete_of_everything_is_asked_for_twice_and_the_focus_stays(engine: Engine) {
    let (_site, session) = with_kept(engine, THREE).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    widget.press(&words("labels.delete_all")).await;
    widget
        .says("[role=alert]", &words("kept.delete_all_question"))
        .await;
    widget.keeps_focus("while asking").await;
    widget.press(&words("labels.delete_all_cancel")).await;
    widget.button(&words("labels.delete_all")).await;
    widget.keeps_focus("after going back").await;
    assert_eq!(session.stored(KEY).await.as_deref(), Some(THREE));
    widget.press(&words("labels.delete_all")).await;
    widget.press(&words("labels.delete_all_confirm")).await;
    widget.announces(&words("kept.all_deleted")).await;
    widget.keeps_focus("after deleting everything").await;
    widget.says(".kept", &words("kept.empty")).await;
    assert!(session.storage().await.is_empty());
    session.expect_silence().await;
}

in_engines!(a_long_list_comes_in_parts_and_the_focus_stays);
async fn a_long_list_comes_in_parts_and_the_focus_stays(engine: Engine) {
    let lines: String = (1..=30)
        .map(|day| format!("\nid=a{day} at={} answers=safety:no", day * 86_400_000_u64))
        .collect();
    let (_site, session) = with_kept(engine, &format!("right-track 2{lines}")).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    widget.shows_entries(20).await;
    widget.press(&words("labels.show_more")).await;
    widget.shows_entries(30).await;
    widget.keeps_focus("after the last part").await;
    session.expect_silence().await;
}

/// Opens the practice's page with `text` as what is kept.
async fn with_kept(engine: Engine, text: &str) -> (Site, Session) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/host-alone/")).await;
    session.store(KEY, text).await;
    session.visit(&site.page("/sample/")).await;
    session.widget(0).ready().await;
    (site, session)
}

/// Goes through a check-in that cannot be kept, and looks that this is said and that nothing has changed.
async fn fails_to_keep(widget: Widget<'_>) {
    widget.check_in().await;
    widget.press(&words("labels.keep")).await;
    widget.announces(&words("kept.failed")).await;
    widget.button(&words("labels.save_file")).await;
    widget.keeps_focus("after a failure").await;
    let stored = widget.session().stored(KEY).await;
    let stored = stored.unwrap_or_default();
    let kept: Vec<_> = stored
        .lines()
        .filter(|line| !line.starts_with("step="))
        .collect();
    assert_eq!(kept.join("\n"), THREE);
}

/// On the result of an opened check-in: answers the first question anew.
async fn change_the_first_answer(widget: Widget<'_>) {
    widget.element(".result").await;
    widget.press_one(&words("labels.change"), 0).await;
    widget
        .arrives_at(".question", &words("signs.0.question"))
        .await;
    widget.choose(&words("answers.4.label")).await;
    widget.press(&words("labels.see_result")).await;
    widget.element(".result").await;
}

/// Fills the storage of the origin to the last character, as a host page may.
async fn fill_the_storage(session: &Session) {
    let fill = "
        let text = 'x'.repeat(1 << 20);
        for (let made = 0; text; made++) {
          try {
            localStorage.setItem(`host-${made}`, text);
          } catch {
            text = text.slice(text.length / 2 + 0.5);
          }
        }";
    session.run(fill, Vec::new()).await;
}

/// Keeps check-ins as quickly as the widget goes along. A page in the background has no quick clock, so it goes by what
/// changes.
const KEEP: &str = "async (times, labels, label) => {
    const root = document.querySelector('right-track').shadowRoot;
    const find = (name) => [...root.querySelectorAll('button, label')]
      .find((node) => node.textContent.trim() === name);
    const press = (name) => new Promise((then) => {
      const look = () => {
        const found = find(name);
        if (!found) return false;
        found.click();
        then();
        return true;
      };
      if (look()) return;
      const observer = new MutationObserver(() => look() && observer.disconnect());
      observer.observe(root, { childList: true, subtree: true, characterData: true });
    });
    // As between two clicks of a person: what others have stored is heard of meanwhile.
    const breath = () => new Promise((then) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = then;
      port2.postMessage(0);
    });
    for (let time = 0; time < times; time++) {
      if (find(labels.see_kept)) await press(labels.start_again);
      await breath();
      await press(labels.start);
      await press(label);
      for (let question = 0; question < 4; question++) await press(labels.next);
      await breath();
      await press(labels.see_result);
      await breath();
      await press(labels.keep);
      const kept = () => find(labels.see_kept);
      if (!kept()) await new Promise((then) => {
        const observer = new MutationObserver(() => kept() && (observer.disconnect(), then()));
        observer.observe(root, { childList: true, subtree: true, characterData: true });
      });
    }
  }";

fn keep_arguments(times: u32) -> Vec<Value> {
    let names = [
        "start_again",
        "start",
        "next",
        "see_result",
        "keep",
        "see_kept",
    ];
    let labels: serde_json::Map<_, _> = names
        .iter()
        .map(|name| ((*name).to_owned(), json!(words(&format!("labels.{name}")))))
        .collect();
    vec![json!(times), json!(labels), json!(words("answers.1.label"))]
}

async fn keep_by_script(session: &Session, times: u32) {
    let script = format!(
        "const done = arguments[3]; ({KEEP})(...arguments).then(() => done(1), (error) => done(`${{error}}`));"
    );
    let done = session
        .client()
        .execute_async(&script, keep_arguments(times))
        .await
        .unwrap_or_else(|error| panic!("Keeping did not end: {error}."));
    assert_eq!(done, 1);
}

/// Returns how many lines of `text` begin with `start`.
/// Counts the check-ins in a file that a widget inside a page has saved.
fn in_file(text: &str) -> usize {
    let file: Value = serde_json::from_str(text)
        .unwrap_or_else(|error| panic!("The file is no JSON: {error}.\n{text}"));
    assert_eq!(file["about"], words("kept.file_about"));
    let kept = file["kept"].as_array().into_iter().flatten();
    kept.filter_map(Value::as_str)
        .filter(|line| line.starts_with("id="))
        .count()
}

fn lines(text: &str, start: &str) -> usize {
    text.lines().filter(|line| line.starts_with(start)).count()
}
