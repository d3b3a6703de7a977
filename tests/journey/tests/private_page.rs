//! The private page: taking away and bringing back, the lock, the cover, and therapists apart.

use std::fs;

use journey::{
    ANSWERS, Engine, Key, Reply, Session, Settings, Site, Widget, card_for, every_text,
    every_text_below, in_engines, until, witnessed, words,
};
use serde_json::{Value, json};

use crate::framed::{enter, fits};

const KEY: &str = "right-track:journal";

/// Two kept check-ins of two days with one therapist.
const TWO: &str = "right-track 2\n\
    id=b at=1763600000000 with=p answers=safety:no\n\
    id=a at=1763400000000 with=p answers=safety:sometimes";

pub(crate) const PASSPHRASE: &str = "four quiet words here";

/// Lets the journey say when the minutes pass that something waits for.
pub(crate) const CLOCK: &str = "{
    const now = Date.now;
    const every = window.setInterval;
    const looks = [];
    let ahead = 0;
    Date.now = () => now() + ahead;
    window.setInterval = (then, ...more) => (looks.push(then), (window.ticking = every(then, ...more)));
    window.sleep = (minutes) => void (ahead += minutes * 60000);
    window.pass = (minutes) => {
      sleep(minutes);
      for (const look of looks) look();
    };
  }";

// Taking away and bringing back.

in_engines!(what_was_taken_away_comes_back_in_a_fresh_browser);
async fn what_was_taken_away_comes_back_in_a_fresh_browser(engine: Engine) {
    let site = Site::start();
    let (name, file) = {
        let session = Session::open_private_page(engine, &site, None).await;
        let widget = session.widget(0);
        widget.check_in().await;
        widget.keep().await;
        widget.go_to_kept().await;
        session.catch_files().await;
        widget.press(&words("labels.save_file")).await;
        widget.announces(&words("kept.saved")).await;
        session.saved_file().await
    };
    for telling in ["therap", "counsel", "track", "check", "kept"] {
        assert!(
            !name.to_lowercase().contains(telling),
            "{telling} in {name}"
        );
    }
    let parsed: Value = serde_json::from_str(&file)
        .unwrap_or_else(|error| panic!("This is not JSON: {error}.\n{file}"));
    assert_eq!(parsed["form"], "right-track");
    assert_eq!(parsed["checkIns"].as_array().map(Vec::len), Some(1));
    assert_eq!(parsed["about"], words("kept.file_about"));

    let session = Session::open_private_page(engine, &site, None).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    widget.says(".kept", &words("kept.empty")).await;
    choose(widget, &file, 1).await;
    widget.says("[role=status]", &found(1, 1, 0)).await;
    assert!(
        session.storage().await.is_empty(),
        "nothing is added unasked"
    );
    widget.press(&words("page.bring.leave")).await;
    widget.keeps_focus("after leaving it").await;
    choose(widget, &file, 1).await;
    widget.press(&words("page.bring.add")).await;
    widget.announces(&words("page.bring.added")).await;
    widget.shows_entries(1).await;
    let answered = format!("{}{}", words("signs.4.short"), words("answers.4.label"));
    widget.says(".entry", &answered).await;

    session.reload().await;
    widget.ready().await;
    widget.go_to_kept().await;
    widget.shows_entries(1).await;
    choose(widget, &file, 1).await;
    widget.says("[role=status]", &found(1, 0, 0)).await;
    widget
        .says("[role=status]", &words("page.bring.nothing"))
        .await;
    session.expect_silence().await;
}

in_engines!(a_file_adds_what_is_missing_and_what_was_changed_later);
async fn a_file_adds_what_is_missing_and_what_was_changed_later(engine: Engine) {
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, Some(TWO)).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    // As a widget inside a practice's page saves it.
    let file = "right-track 2\n\
        id=c at=1763700000000 with=q answers=goals:no\n\
        id=b at=1763600000000 changed=1763600000001 with=p answers=safety:mostly\n\
        id=a at=1763400000000 with=p answers=safety:sometimes";
    choose(widget, file, 1).await;
    widget.says("[role=status]", &found(3, 1, 1)).await;
    widget.press(&words("page.bring.add")).await;
    widget.announces(&words("page.bring.added")).await;
    widget.keeps_focus("after adding").await;
    widget.shows_entries(3).await;
    assert_eq!(session.stored(KEY).await.as_deref(), Some(file));
    session.expect_silence().await;
}

in_engines!(a_file_that_cannot_be_brought_back_says_why_and_changes_nothing);
async fn a_file_that_cannot_be_brought_back_says_why_and_changes_nothing(engine: Engine) {
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, Some(TWO)).await;
    let widget = session.widget(0).by_keyboard();
    widget.go_to_kept().await;
    for (why, file, repeated) in [
        ("not_ours", "Dear diary,", 1),
        ("not_ours", "{\"form\": \"other\", \"version\": 2}", 1),
        ("too_large", "sixteen letters.", 1_000_001),
        ("newer", "{\"form\": \"right-track\", \"version\": 9}", 1),
        ("newer", "right-track 9\nsomething", 1),
        (
            "broken",
            "{\"form\": \"right-track\", \"version\": 2, \"checkI",
            1,
        ),
        ("broken", "right-track 2\nid=a at=", 1),
    ] {
        choose(widget, file, repeated).await;
        widget
            .says("[role=alert]", &words(&format!("page.bring.{why}")))
            .await;
        widget
            .keeps_focus(&format!("after a file is refused: {why}"))
            .await;
        assert_eq!(session.stored(KEY).await.as_deref(), Some(TWO), "{why}");
    }
    session.expect_silence().await;
}

in_engines!(bringing_back_works_for_a_visit_where_nothing_can_be_kept);
async fn bringing_back_works_for_a_visit_where_nothing_can_be_kept(engine: Engine) {
    let site = changed(
        "Object.defineProperty(window, 'localStorage', {
          get() { throw new DOMException('The operation is insecure.', 'SecurityError'); },
        });",
    );
    let session = Session::open(engine).await;
    session.visit(&site.page("/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    session.catch_files().await;
    widget.go_to_kept().await;
    widget.says(".kept", &words("kept.blocked")).await;
    choose(widget, TWO, 1).await;
    widget.says("[role=status]", &found(2, 2, 0)).await;
    widget.press(&words("page.bring.add")).await;
    widget.announces(&words("page.bring.added")).await;
    widget.shows_entries(2).await;
    widget.press(&words("labels.save_file")).await;
    let (_, file) = session.saved_file().await;
    let parsed: Value = serde_json::from_str(&file).unwrap_or_default();
    assert_eq!(parsed["checkIns"].as_array().map(Vec::len), Some(2));
    session.expect_silence().await;
}

// The lock.

in_engines!(a_lock_is_refused_for_a_short_passphrase_and_for_two_that_differ);
async fn a_lock_is_refused_for_a_short_passphrase_and_for_two_that_differ(engine: Engine) {
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, Some(TWO)).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    widget.press(&words("page.lock.heading")).await;
    // Said before anything is locked.
    widget
        .says("details[open]", &words("page.lock.lead.1"))
        .await;
    give(widget, "seven 7", "seven 7").await;
    widget.announces(&words("page.lock.short")).await;
    give(widget, PASSPHRASE, "four other words here").await;
    widget.announces(&words("page.lock.differ")).await;
    assert_eq!(session.stored(KEY).await.as_deref(), Some(TWO));
    session.expect_silence().await;
}

in_engines!(a_lock_shuts_at_a_reload_and_opens_with_its_passphrase_alone);
async fn a_lock_shuts_at_a_reload_and_opens_with_its_passphrase_alone(engine: Engine) {
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, Some(TWO)).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    lock(widget).await;
    widget.keeps_focus("after locking").await;
    // It is open until the person goes away.
    widget.shows_entries(2).await;
    is_sealed(&session).await;

    session.reload().await;
    widget.ready().await;
    is_shut(widget).await;
    // A pause ends when the journey says so.
    let pause = "
        const set = window.setTimeout;
        window.setTimeout = (then, time, ...more) =>
          time === 1000 || time === 2000 ? (window.pause = then) : set(then, time, ...more);";
    session.run(pause, Vec::new()).await;
    widget
        .fill(&words("page.lock.passphrase"), "four wrong words here")
        .await;
    widget.press(&words("page.lock.open")).await;
    widget.says("[role=status]", &wrong(1)).await;
    widget.keeps_focus("after a wrong passphrase").await;
    // Within the pause nothing is tried, not even the right one.
    widget
        .fill(&words("page.lock.passphrase"), PASSPHRASE)
        .await;
    widget.press(&words("page.lock.open")).await;
    widget.says("[role=status]", &wrong(1)).await;
    is_shut(widget).await;
    session.run("window.pause();", Vec::new()).await;
    widget
        .says("[role=status]", &words("page.lock.try_again"))
        .await;
    widget
        .fill(&words("page.lock.passphrase"), "four wrong words more")
        .await;
    widget.press(&words("page.lock.open")).await;
    widget.says("[role=status]", &wrong(2)).await;
    session.run("window.pause();", Vec::new()).await;
    widget
        .says("[role=status]", &words("page.lock.try_again"))
        .await;
    is_shut(widget).await;
    open(widget, PASSPHRASE).await;
    widget.go_to_kept().await;
    widget.shows_entries(2).await;
    session.expect_silence().await;
}

in_engines!(what_is_kept_while_it_is_open_is_sealed_as_well);
async fn what_is_kept_while_it_is_open_is_sealed_as_well(engine: Engine) {
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, Some(TWO)).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    lock(widget).await;
    widget.press(&words("labels.check_in")).await;
    widget.check_in().await;
    widget.keep().await;
    is_sealed(&session).await;
    widget.go_to_kept().await;
    widget.shows_entries(3).await;
    widget.press_one(&words("labels.delete"), 2).await;
    widget.announces(&words("kept.deleted")).await;
    is_sealed(&session).await;
    widget.press(&words("page.lock.heading")).await;
    widget.press(&words("page.lock.now")).await;
    widget.arrives_at(".shut", &words("page.lock.shut")).await;
    open(widget, PASSPHRASE).await;
    widget.shows_entries(2).await;
    session.expect_silence().await;
}

in_engines!(a_lock_can_be_changed_and_taken_off_and_nothing_is_lost);
async fn a_lock_can_be_changed_and_taken_off_and_nothing_is_lost(engine: Engine) {
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, Some(TWO)).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    lock(widget).await;
    let before = session.stored(KEY).await;
    let other = "four other words here";
    fill_both(widget, other, other).await;
    widget.press(&words("page.lock.change")).await;
    until("another seal", async || {
        let now = session.stored(KEY).await;
        if now == before {
            Err("the old one")
        } else {
            Ok(())
        }
    })
    .await;
    is_sealed(&session).await;
    widget.announces(&words("page.lock.locked")).await;

    session.reload().await;
    widget.ready().await;
    widget
        .fill(&words("page.lock.passphrase"), PASSPHRASE)
        .await;
    widget.press(&words("page.lock.open")).await;
    widget.says("[role=status]", &wrong(1)).await;
    widget
        .says("[role=status]", &words("page.lock.try_again"))
        .await;
    open(widget, other).await;
    widget.go_to_kept().await;
    widget.press(&words("page.lock.heading")).await;
    widget.press(&words("page.lock.remove")).await;
    widget.announces(&words("page.lock.removed")).await;
    widget.keeps_focus("after taking the lock off").await;
    assert_eq!(session.stored(KEY).await.as_deref(), Some(TWO));
    session.reload().await;
    widget.ready().await;
    widget.go_to_kept().await;
    widget.shows_entries(2).await;
    session.expect_silence().await;
}

in_engines!(hiding_the_page_locks_and_leaves_no_answer_on_it);
async fn hiding_the_page_locks_and_leaves_no_answer_on_it(engine: Engine) {
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, Some(TWO)).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    lock(widget).await;
    widget.press_one(&words("labels.open"), 0).await;
    widget.element(".result").await;
    hide(&session).await;
    widget.text(".shut").await;
    is_shut(widget).await;
    // The other parts show nothing of it either, and help is never shut.
    for place in ["labels.check_in", "labels.kept"] {
        widget.press(&words(place)).await;
        is_shut(widget).await;
    }
    widget.press(&words("labels.crisis")).await;
    widget.arrives_at(".panel", &words("crisis.heading")).await;
    widget.press(&words("labels.close")).await;
    is_shut(widget).await;
    open(widget, PASSPHRASE).await;
    widget.shows_entries(2).await;
    session.expect_silence().await;
}

in_engines!(a_lock_is_used_without_a_mouse);
async fn a_lock_is_used_without_a_mouse(engine: Engine) {
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, Some(TWO)).await;
    let widget = session.widget(0).by_keyboard();
    widget.go_to_kept().await;
    widget.press(&words("page.lock.heading")).await;
    session.key(Key::Tab).await;
    is_in(widget, &words("page.lock.passphrase")).await;
    session.write(PASSPHRASE).await;
    session.key(Key::Tab).await;
    is_in(widget, &words("page.lock.again")).await;
    session.write(PASSPHRASE).await;
    session.key(Key::Enter).await;
    widget.announces(&words("page.lock.locked")).await;
    widget.press(&words("page.lock.now")).await;
    widget.arrives_at(".shut", &words("page.lock.shut")).await;
    session.key(Key::Tab).await;
    is_in(widget, &words("page.lock.passphrase")).await;
    session.write("four wrong words here").await;
    session.key(Key::Enter).await;
    widget
        .says("[role=status]", &words("page.lock.try_again"))
        .await;
    // Where the person was: they write it once more.
    is_in(widget, &words("page.lock.passphrase")).await;
    session.write(PASSPHRASE).await;
    session.key(Key::Enter).await;
    widget.expect_none(".shut").await;
    widget.arrives_at(".kept", &words("kept.heading")).await;
    session.expect_silence().await;
}

in_engines!(a_forgotten_passphrase_leaves_deleting_alone);
async fn a_forgotten_passphrase_leaves_deleting_alone(engine: Engine) {
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, Some(TWO)).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    lock(widget).await;
    session.reload().await;
    widget.ready().await;
    widget.says(".shut", &words("page.lock.forgotten")).await;
    widget.press(&words("labels.delete_all")).await;
    widget
        .says("[role=alert]", &words("kept.delete_all_question"))
        .await;
    widget.press(&words("labels.delete_all_confirm")).await;
    widget.announces(&words("kept.all_deleted")).await;
    widget.keeps_focus("after deleting everything").await;
    assert!(session.storage().await.is_empty());
    widget.check_in().await;
    widget.keep().await;
    assert_eq!(
        lines(&session.stored(KEY).await.unwrap_or_default()),
        1,
        "in the open"
    );
    session.expect_silence().await;
}

in_engines!(a_page_without_a_secure_address_says_why_it_has_no_lock);
async fn a_page_without_a_secure_address_says_why_it_has_no_lock(engine: Engine) {
    let site = changed(
        "Object.defineProperty(window, 'isSecureContext', { value: false });
        Object.defineProperty(crypto, 'subtle', { value: undefined });",
    );
    let session = Session::open_private_page(engine, &site, Some(TWO)).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    widget.press(&words("page.lock.heading")).await;
    widget
        .says("details[open]", &words("page.lock.unavailable"))
        .await;
    assert!(!widget.has("input[type=password]").await);
    // All else goes on.
    widget.press_one(&words("labels.delete"), 0).await;
    widget.announces(&words("kept.deleted")).await;
    session.expect_silence().await;
}

// The cover.

in_engines!(hiding_the_page_covers_the_answers_until_they_are_asked_for);
async fn hiding_the_page_covers_the_answers_until_they_are_asked_for(engine: Engine) {
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, None).await;
    let widget = session.widget(0);
    hide(&session).await;
    show(&session).await;
    assert!(widget.has(".welcome").await, "there is nothing to cover");
    widget.begin().await;
    widget.answer(0).await;
    widget
        .arrives_at(".question", &words("signs.1.question"))
        .await;
    widget.press(&words("labels.back")).await;
    widget
        .arrives_at(".question", &words("signs.0.question"))
        .await;
    hide(&session).await;
    widget.text(".cover").await;
    assert!(!widget.has(".question").await && widget.chosen().await.is_empty());
    show(&session).await;
    widget.says(".cover", &words("page.cover.heading")).await;
    widget.press(&words("page.cover.show")).await;
    widget
        .arrives_at(".question", &words("signs.0.question"))
        .await;
    assert_eq!(widget.chosen().await, [words("answers.0.label")]);
    session.expect_silence().await;
}

in_engines!(five_minutes_without_a_sign_of_the_person_cover_the_answers);
async fn five_minutes_without_a_sign_of_the_person_cover_the_answers(engine: Engine) {
    let site = changed(CLOCK);
    let session = Session::open_private_page(engine, &site, None).await;
    let widget = session.widget(0);
    pass(&session, 5).await;
    assert!(widget.has(".welcome").await, "there is nothing to cover");
    widget.begin().await;
    widget.answer(0).await;
    widget.press(&words("labels.back")).await;
    let question = words("signs.0.question");
    widget.arrives_at(".question", &question).await;
    // Each sign of the person begins the five minutes anew.
    pass(&session, 4).await;
    session.key(Key::Tab).await;
    pass(&session, 4).await;
    widget.choose(&words("answers.1.label")).await;
    pass(&session, 4).await;
    assert_eq!(widget.chosen().await, [words("answers.1.label")]);
    pass(&session, 1).await;
    is_covered(widget, "after five minutes").await;
    widget.press(&words("page.cover.show")).await;
    widget.arrives_at(".question", &question).await;
    assert_eq!(widget.chosen().await, [words("answers.1.label")]);
    // And not only once.
    pass(&session, 5).await;
    is_covered(widget, "after five minutes more").await;
    session.expect_silence().await;
}

in_engines!(a_device_that_was_asleep_covers_at_the_first_sign: Chromium Firefox);
async fn a_device_that_was_asleep_covers_at_the_first_sign(engine: Engine) {
    let site = changed(CLOCK);
    let session = Session::open_private_page(engine, &site, Some(TWO)).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    // Timers stand still while it sleeps, the clock does not.
    let wakes = "
        window.clearInterval(window.ticking);
        sleep(arguments[0]);
        dispatchEvent(new Event(arguments[1]));";
    for sign in ["focus", "pageshow", "keydown", "pointerdown"] {
        session.run(wakes, vec![json!(4), json!(sign)]).await;
        assert!(widget.has(".kept").await, "after four minutes, by {sign}");
        session.run(wakes, vec![json!(5), json!(sign)]).await;
        is_covered(widget, sign).await;
        widget.press(&words("page.cover.show")).await;
        widget.element(".kept").await;
    }
    // A clock that was put back says nothing.
    session.run(wakes, vec![json!(-60), json!("focus")]).await;
    is_covered(widget, "after a clock was put back").await;
}

in_engines!(whatever_is_on_the_screen_nothing_of_it_is_there_while_it_is_covered: Chromium Firefox);
async fn whatever_is_on_the_screen_nothing_of_it_is_there_while_it_is_covered(engine: Engine) {
    let site = changed(CLOCK);
    let session = Session::open_private_page(engine, &site, Some(TWO)).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    name(widget, NAME).await;
    widget.says(".kept h3", NAME).await;
    covers(widget, ".kept").await;
    widget.press_one(&words("labels.open"), 0).await;
    covers(widget, ".result").await;
    widget.press(&words("labels.back_to_kept")).await;
    widget.press(&words("labels.delete_all")).await;
    covers(widget, ".kept").await;
    widget.press(&words("labels.delete_all_cancel")).await;
    widget.press(&words("labels.check_in")).await;
    widget.begin().await;
    for sign in 0..ANSWERS.len() {
        covers(widget, ".question").await;
        widget.answer(sign).await;
    }
    widget.press(&words("result.gut.heading")).await;
    covers(widget, ".result").await;
    widget.press(&card_for(1)).await;
    covers(widget, ".card").await;
    widget.press(&words("labels.green_flags")).await;
    covers(widget, ".green-flags").await;
    // Which tips there are depends on where the person meets their therapist.
    widget.press(&words("labels.good_to_know")).await;
    covers(widget, ".more").await;
    session.expect_silence().await;
}

in_engines!(what_was_said_before_the_questions_is_covered_as_well: Chromium);
async fn what_was_said_before_the_questions_is_covered_as_well(engine: Engine) {
    let site = changed(CLOCK);
    let session = Session::open_private_page(engine, &site, None).await;
    let widget = session.widget(0);
    let said = words("welcome.sessions.choices.1.label");
    widget.choose(&said).await;
    pass(&session, 5).await;
    is_covered(widget, "on the welcome").await;
    widget.press(&words("page.cover.show")).await;
    widget.element(".welcome").await;
    assert_eq!(widget.chosen().await, [said]);
}

in_engines!(what_feels_wrong_is_not_left_open_for_others_to_find: Chromium Firefox);
async fn what_feels_wrong_is_not_left_open_for_others_to_find(engine: Engine) {
    let site = changed(CLOCK);
    let session = Session::open_private_page(engine, &site, None).await;
    let widget = session.widget(0);
    widget.press(&words("labels.wrong")).await;
    widget.arrives_at(".panel", &words("wrong.heading")).await;
    pass(&session, 5).await;
    is_covered(widget, "over a panel").await;
    // Help is never covered.
    widget.press(&words("labels.crisis")).await;
    widget.arrives_at(".panel", &words("crisis.heading")).await;
    session.expect_silence().await;
}

in_engines!(five_minutes_without_a_sign_of_the_person_lock_what_is_kept);
async fn five_minutes_without_a_sign_of_the_person_lock_what_is_kept(engine: Engine) {
    let site = changed(CLOCK);
    let session = Session::open_private_page(engine, &site, Some(TWO)).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    lock(widget).await;
    widget.press_one(&words("labels.open"), 0).await;
    widget.element(".result").await;
    pass(&session, 4).await;
    assert!(widget.has(".result").await, "there is still a minute");
    pass(&session, 1).await;
    is_shut(widget).await;
    shows_no_answer(widget, "after five minutes").await;
    open(widget, PASSPHRASE).await;
    widget.go_to_kept().await;
    widget.shows_entries(2).await;
    // What was not finished lies there locked, too.
    widget.press(&words("labels.check_in")).await;
    widget.begin().await;
    widget.answer(0).await;
    widget.answer(1).await;
    pass(&session, 5).await;
    is_shut(widget).await;
    shows_no_answer(widget, "in the middle of a check-in").await;
    is_sealed(&session).await;
    open(widget, PASSPHRASE).await;
    widget.press(&words("labels.resume")).await;
    widget
        .arrives_at(".question", &words("signs.2.question"))
        .await;
    session.expect_silence().await;
}

in_engines!(a_frame_is_covered_and_locks_like_the_private_page: Chromium Firefox);
async fn a_frame_is_covered_and_locks_like_the_private_page(engine: Engine) {
    let site = Site::start_changing(|request, reply| match request.path {
        "/" => witnessed(with_script(reply, CLOCK)),
        _ => reply,
    });
    let settings = Settings {
        // Drivers do not scroll the page around a frame.
        height: 9000,
        ..Settings::default()
    };
    let session = Session::open_with(engine, settings).await;
    session.visit(&site.other_page("/pages/framed/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    fits(widget).await;
    enter(widget).await;
    widget.ready().await;
    widget.check_in().await;
    pass(&session, 5).await;
    is_covered(widget, "in a frame").await;
    hide(&session).await;
    show(&session).await;
    is_covered(widget, "in a frame, when it is back").await;
    widget.press(&words("page.cover.show")).await;
    widget.element(".result").await;
    widget.keep().await;
    widget.go_to_kept().await;
    lock(widget).await;
    widget.shows_entries(1).await;
    is_sealed(&session).await;
    pass(&session, 5).await;
    is_shut(widget).await;
    shows_no_answer(widget, "in a frame that is locked").await;
    open(widget, PASSPHRASE).await;
    widget.shows_entries(1).await;
    hide(&session).await;
    is_shut(widget).await;
    show(&session).await;
    is_shut(widget).await;
    open(widget, PASSPHRASE).await;
    widget.shows_entries(1).await;
    session.expect_silence().await;
}

// The policy.

in_engines!(files_are_saved_under_the_policy_of_the_private_page: Chromium);
async fn files_are_saved_under_the_policy_of_the_private_page(engine: Engine) {
    let site = Site::start_changing(|request, reply| match request.path {
        "/" => witnessed(reply),
        _ => reply,
    });
    let settings = Settings {
        height: 9000,
        ..Settings::default()
    };
    let session = Session::open_with(engine, settings).await;
    for framed in [false, true] {
        let widget = session.widget(0);
        if framed {
            session.visit(&site.other_page("/pages/framed/")).await;
            widget.ready().await;
            fits(widget).await;
            enter(widget).await;
        } else {
            session.visit(&site.page("/")).await;
        }
        widget.ready().await;
        if !framed {
            widget.check_in().await;
            widget.keep().await;
        }
        widget.go_to_kept().await;
        let before = site.asked();
        let folder = session.save_files().await;
        widget.press(&words("labels.save_file")).await;
        let file = until("a file on the disk", async || {
            let files = fs::read_dir(&folder).map_err(|error| error.to_string())?;
            let texts = files.flatten().map(|file| fs::read_to_string(file.path()));
            let mut texts = texts
                .flatten()
                .filter(|text| text.trim_end().ends_with('}'));
            texts.next().ok_or_else(|| "none that is whole".to_owned())
        })
        .await;
        let file: Value = serde_json::from_str(&file).unwrap_or_default();
        assert_eq!(file["form"], "right-track", "framed: {framed}");
        assert_eq!(site.asked(), before, "it comes from no server");
        session.expect_silence().await;
    }
}

in_engines!(the_private_page_lets_nothing_out_and_nobody_in: Chromium Firefox);
async fn the_private_page_lets_nothing_out_and_nobody_in(engine: Engine) {
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, None).await;
    let before = site.asked();
    let attempts = "
        const [other] = arguments;
        const put = (name, given) => document.body.append(Object.assign(document.createElement(name), given));
        fetch(`${other}/sent`).catch(() => 0);
        navigator.sendBeacon(`${other}/sent`);
        put('img', { src: `${other}/sent.png` });
        put('iframe', { src: `${other}/` });
        put('link', { rel: 'stylesheet', href: `${other}/sent.css` });
        const form = document.createElement('form');
        Object.assign(form, { action: '/sent', method: 'post' });
        document.body.append(form);
        const tried = [
          () => form.submit(),
          () => put('script', { src: `${other}/sent.js` }),
          () => put('script', { textContent: 'window.ran = true' }),
        ];
        // Later, as what a driver runs by itself may do more than a page.
        return new Promise((then) => setTimeout(() => {
          for (const attempt of tried) {
            try {
              attempt();
            } catch {
              // Some are refused at once.
            }
          }
          then();
        }));";
    session
        .run(attempts, vec![json!(site.other_address())])
        .await;
    let wanted = [
        "connect-src",
        "img-src",
        "frame-src",
        "style-src",
        "form-action",
    ];
    until("everything to be refused", async || {
        let said = session
            .run("return witness.said;", Vec::new())
            .await
            .to_string();
        match wanted
            .iter()
            .all(|part| said.contains(&format!("violation: {part}")))
        {
            true => Ok(()),
            false => Err(said),
        }
    })
    .await;
    let ran = session.run("return window.ran ?? null;", Vec::new()).await;
    assert_eq!(ran, Value::Null, "a script in the page");
    assert_eq!(site.asked(), before);
}

// Therapists.

in_engines!(a_therapist_goes_by_the_name_that_the_person_gave);
async fn a_therapist_goes_by_the_name_that_the_person_gave(engine: Engine) {
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, Some(TWO)).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    name(widget, "  Sam from work ").await;
    widget.announces(&words("page.label.kept")).await;
    widget.keeps_focus("after naming").await;
    widget.says(".kept h3", "Sam from work").await;
    session.reload().await;
    widget.ready().await;
    widget.go_to_kept().await;
    widget.says(".kept h3", "Sam from work").await;
    let stored = session.stored(KEY).await.unwrap_or_default();
    assert!(
        stored.contains("\nperson=p label=Sam%20from%20work\n"),
        "{stored}"
    );
    session.expect_silence().await;
}

in_engines!(to_start_afresh_with_someone_new_keeps_the_earlier_ones_apart);
async fn to_start_afresh_with_someone_new_keeps_the_earlier_ones_apart(engine: Engine) {
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, Some(TWO)).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    widget.press(&words("labels.start_afresh")).await;
    widget
        .arrives_at(".welcome", &words("welcome.heading"))
        .await;
    widget.check_in().await;
    widget.keep().await;
    widget.go_to_kept().await;
    widget.shows_entries(3).await;
    let [first, second] = ["1", "2"].map(|number| words("kept.person").replace("{number}", number));
    let headings = widget.texts(".kept h3").await;
    assert_eq!(headings, [second.clone(), first], "the newest first");
    // The next one is about the same person as the one before.
    widget.press(&words("labels.check_in")).await;
    widget.press(&words("labels.start_again")).await;
    widget.check_in().await;
    widget.keep().await;
    session.reload().await;
    widget.ready().await;
    widget.go_to_kept().await;
    widget.shows_entries(4).await;
    assert_eq!(widget.texts(".kept h3").await, headings);
    let under = widget.see(
        "every('.entries').map((list) => list.children.length)",
        json!([]),
    );
    assert_eq!(under.await, json!([2, 2]));
    session.expect_silence().await;
}

in_engines!(a_check_in_of_long_ago_is_found_by_what_is_remembered_of_it);
async fn a_check_in_of_long_ago_is_found_by_what_is_remembered_of_it(engine: Engine) {
    let site = Site::start();
    let lines = (0..45).map(|at| {
        let note = if at == 40 { "About%20June" } else { "Sleep" };
        let day = 1_763_600_000_000_u64 - at * 600_000_000;
        format!("id=a{at} at={day} answers=safety:mostly note.safety={note}")
    });
    let lines: Vec<_> = lines.collect();
    let text = format!("right-track 2\n{}", lines.join("\n"));
    let session = Session::open_private_page(engine, &site, Some(&text)).await;
    let widget = session.widget(0);
    let asked = site.asked();
    widget.go_to_kept().await;
    widget.shows_entries(20).await;
    let found = |number: &str| {
        words("page.search.found")
            .replace("{number}", number)
            .replace("{total}", "45")
    };
    for (wanted, number, shown) in [
        ("about JUNE", "1", 1),
        ("June 2025 sleep", "4", 4),
        ("sleep", "44", 20),
        ("nowhere", "0", 0),
    ] {
        widget.fill(&words("page.search.question"), wanted).await;
        widget.press(&words("page.search.find")).await;
        widget.says(".kept", &found(number)).await;
        widget.shows_entries(shown).await;
    }
    widget.press(&words("page.search.all")).await;
    widget.shows_entries(20).await;
    widget.keeps_focus("all are shown again").await;
    assert_eq!(
        site.asked(),
        asked,
        "nothing that is looked for leaves the page"
    );
    session.expect_silence().await;
}

/// The site, with `script` before everything else on its private page.
pub(crate) fn changed(script: &'static str) -> Site {
    Site::start_changing(move |request, reply| match request.path {
        "/" => with_script(reply, script),
        _ => reply,
    })
}

fn with_script(mut page: Reply, script: &str) -> Reply {
    let text = String::from_utf8_lossy(&page.body);
    let script = format!("<head><script>{script}</script>");
    page.body = text.replace("<head>", &script).into_bytes();
    page
}

/// Lets so many minutes pass, in a page with [`CLOCK`].
pub(crate) async fn pass(session: &Session, minutes: u32) {
    session
        .run("window.pass(...arguments);", vec![json!(minutes)])
        .await;
}

/// Leaves `screen` alone until it is covered, and asks for it again.
async fn covers(widget: Widget<'_>, screen: &str) {
    widget.element(screen).await;
    pass(widget.session(), 5).await;
    is_covered(widget, screen).await;
    widget.press(&words("page.cover.show")).await;
    widget.element(screen).await;
}

/// Looks that the cover is there, and nothing of what it covers.
pub(crate) async fn is_covered(widget: Widget<'_>, when: &str) {
    widget.says(".cover", &words("page.cover.heading")).await;
    shows_no_answer(widget, when).await;
}

/// Looks that nothing in the widget, seen or unseen, says what the person did.
pub(crate) async fn shows_no_answer(widget: Widget<'_>, when: &str) {
    let inside = "[...root.querySelectorAll('.body, .body *')].flatMap((node) =>
        [...node.childNodes].filter((child) => child.data).map((child) => child.data.trim())
          .concat([...node.attributes].map(({ value }) => value)))";
    let inside = widget.see(inside, json!([])).await;
    let inside: Vec<String> = serde_json::from_value(inside).unwrap_or_default();
    let covers = ["page.cover.heading", "page.lock.shut"].map(words);
    assert!(
        inside.iter().any(|text| covers.contains(text)),
        "neither covered nor locked {when}: {inside:?}"
    );
    let own = [words("page.cover.lead"), words("page.cover.show")];
    let own = [&own[..], &covers].concat();
    let shut = every_text_below("page.lock");
    for text in every_text() {
        let there = text.len() > 1 && inside.contains(&text);
        let fine =
            own.contains(&text) || shut.contains(&text) || text == words("labels.delete_all");
        assert!(!there || fine, "“{text}” is there {when}");
    }
    let inside = inside.join("\n");
    for told in [NAME, "safety", "2025"] {
        assert!(!inside.contains(told), "“{told}” is there {when}: {inside}");
    }
    let controls =
        "root.querySelectorAll('input:not([type=password]), textarea, select, dl').length";
    assert_eq!(widget.see(controls, json!([])).await, json!(0), "{when}");
}

/// Chooses a file of this text, so many times over.
async fn choose(widget: Widget<'_>, text: &str, repeated: usize) {
    widget.session().offer_file(text, repeated).await;
    if !widget
        .texts("details[open] > summary")
        .await
        .contains(&words("page.bring.heading"))
    {
        widget.press(&words("page.bring.heading")).await;
    }
    widget.press(&words("page.bring.choose")).await;
}

/// Returns what is said of a file with so many check-ins, of which so many are new, and changed later.
fn found(all: usize, new: usize, changed: usize) -> String {
    [("{all}", all), ("{new}", new), ("{changed}", changed)]
        .iter()
        .fold(words("page.bring.found"), |text, (place, number)| {
            text.replace(place, &number.to_string())
        })
}

/// Gives two passphrases for a lock.
async fn give(widget: Widget<'_>, passphrase: &str, again: &str) {
    fill_both(widget, passphrase, again).await;
    widget.press(&words("page.lock.lock")).await;
}

async fn fill_both(widget: Widget<'_>, passphrase: &str, again: &str) {
    widget
        .fill(&words("page.lock.passphrase"), passphrase)
        .await;
    widget.fill(&words("page.lock.again"), again).await;
}

/// Locks what is kept.
pub(crate) async fn lock(widget: Widget<'_>) {
    widget.press(&words("page.lock.heading")).await;
    give(widget, PASSPHRASE, PASSPHRASE).await;
    widget.announces(&words("page.lock.locked")).await;
}

/// Opens what is locked.
pub(crate) async fn open(widget: Widget<'_>, passphrase: &str) {
    widget
        .fill(&words("page.lock.passphrase"), passphrase)
        .await;
    widget.press(&words("page.lock.open")).await;
    widget.expect_none(".shut").await;
}

fn wrong(seconds: u32) -> String {
    let form = if seconds == 1 { "one" } else { "other" };
    words(&format!("page.lock.wrong.{form}")).replace("{seconds}", &seconds.to_string())
}

/// Looks that nothing of what is kept is on the page.
pub(crate) async fn is_shut(widget: Widget<'_>) {
    widget.says(".shut", &words("page.lock.shut_lead")).await;
    for screen in [".entry", ".result", ".question", ".welcome"] {
        assert!(!widget.has(screen).await, "`{screen}` while it is locked");
    }
    let inside = widget.see("root.textContent", json!([])).await;
    let inside = inside.as_str().unwrap_or_default();
    for answer in ["answers.0.label", "answers.1.label", "answers.3.label"] {
        let answer = words(answer);
        assert!(
            answer.len() < 4 || !inside.contains(&answer),
            "“{answer}” is still there"
        );
    }
}

/// Looks that what is stored says nothing.
async fn is_sealed(session: &Session) {
    let stored = session.stored(KEY).await.unwrap_or_default();
    assert!(
        stored.starts_with("right-track 3\nrounds=600000 "),
        "{stored}"
    );
    assert!(!stored.contains("safety"), "{stored}");
}

async fn hide(session: &Session) {
    session.appears("hidden").await;
}

async fn show(session: &Session) {
    session.appears("visible").await;
}

/// What a person calls a therapist.
const NAME: &str = "Sam from work";

/// Names the therapist of the first list.
async fn name(widget: Widget<'_>, label: &str) {
    widget.press(&words("page.label.heading")).await;
    widget.fill(&words("page.label.question"), label).await;
    widget.press(&words("page.label.keep")).await;
}

/// Waits until the field with this label has the focus.
async fn is_in(widget: Widget<'_>, label: &str) {
    until(
        &format!("the focus in the field “{label}”"),
        async || match widget.active().await {
            Some(active) if active == format!("password {label}") => Ok(()),
            other => Err(format!("{other:?}")),
        },
    )
    .await;
}

fn lines(text: &str) -> usize {
    text.lines().filter(|line| line.starts_with("id=")).count()
}
