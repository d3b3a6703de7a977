//! For the person who returns: notes, the card in their own words, and what is different.

use journey::{Engine, KEY, Session, Site, Widget, card_for, in_engines, until, words};
use serde_json::{Value, json};

/// Two kept check-ins of two days with one therapist.
pub(crate) const TWO: &str = "right-track 2\n\
    id=b at=1763600000000 with=p answers=safety:no note.safety=Ask%20about%20June\n\
    id=a at=1763400000000 with=p answers=safety:sometimes";

// Notes.

in_engines!(notes_are_kept_shown_and_changed);
async fn notes_are_kept_shown_and_changed(engine: Engine) {
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, None).await;
    let widget = session.widget(0);
    widget.begin().await;
    let about_sign = words("page.notes.about_sign");
    widget.fill(&about_sign, "Slower, please.").await;
    assert!(
        session.storage().await.is_empty(),
        "nobody has asked for it"
    );
    widget.choose(&words("answers.0.label")).await;
    widget.press(&words("labels.next")).await;
    widget
        .arrives_at(".question", &words("signs.1.question"))
        .await;
    assert_eq!(written(widget).await, json!([""]), "each sign has its own");
    for sign in 1..5 {
        widget.answer(sign).await;
    }
    let yours = words("page.notes.yours");
    widget
        .says(".reading .note", &format!("{yours} Slower, please."))
        .await;
    widget
        .fill(&words("page.notes.about_all"), "A long week & “more”")
        .await;
    widget.keep().await;
    widget.go_to_kept().await;
    let shown = [
        format!("{yours} A long week & “more”"),
        format!("{} Slower, please.", words("signs.0.short")),
    ];
    let mut notes = widget.texts(".entry .note").await;
    notes.sort();
    let mut wanted = shown.to_vec();
    wanted.sort();
    assert_eq!(notes, wanted);

    session.reload().await;
    widget.ready().await;
    widget.go_to_kept().await;
    widget.press_one(&words("labels.open"), 0).await;
    widget.element(".result").await;
    assert_eq!(written(widget).await, json!(["A long week & “more”"]));
    widget
        .fill(&words("page.notes.about_all"), "A short week")
        .await;
    widget.press(&words("labels.keep_change")).await;
    widget.announces(&words("kept.done")).await;
    let stored = session.stored(KEY).await.unwrap_or_default();
    assert!(stored.contains("note=A%20short%20week"), "{stored}");
    assert!(stored.contains("note.safety=Slower,%20please."), "{stored}");
    session.expect_silence().await;
}

in_engines!(a_note_of_an_unfinished_check_in_is_there_after_a_reload);
async fn a_note_of_an_unfinished_check_in_is_there_after_a_reload(engine: Engine) {
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, Some(TWO)).await;
    let widget = session.widget(0);
    widget.begin().await;
    let about_sign = words("page.notes.about_sign");
    widget.fill(&about_sign, "Half a thou").await;
    // As a browser does when a tab is closed: the field still has the focus.
    session
        .run(
            "
        Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));",
            Vec::new(),
        )
        .await;
    widget.text(".cover").await;
    assert_eq!(written(widget).await, json!([]), "the cover hides it");
    session.reload().await;
    widget.ready().await;
    widget.press(&words("labels.resume")).await;
    widget
        .arrives_at(".question", &words("signs.0.question"))
        .await;
    assert_eq!(written(widget).await, json!(["Half a thou"]));
    session.expect_silence().await;
}

in_engines!(a_widget_inside_a_page_has_no_room_for_notes_and_loses_none);
async fn a_widget_inside_a_page_has_no_room_for_notes_and_loses_none(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    session.visit(&site.page("/pages/host-alone/")).await;
    session.store(KEY, TWO).await;
    session.visit(&site.page("/sample/")).await;
    let widget = session.widget(0);
    widget.ready().await;
    widget.go_to_kept().await;
    widget.press_one(&words("labels.open"), 0).await;
    widget.press_one(&words("labels.change"), 0).await;
    widget
        .arrives_at(".question", &words("signs.0.question"))
        .await;
    assert_eq!(written(widget).await, json!([]));
    widget.choose(&words("answers.0.label")).await;
    widget.press(&words("labels.see_result")).await;
    widget.press(&words("labels.keep_change")).await;
    widget.announces(&words("kept.done")).await;
    let stored = session.stored(KEY).await.unwrap_or_default();
    assert!(stored.contains("answers=safety:mostly"), "{stored}");
    assert!(
        stored.contains("note.safety=Ask%20about%20June"),
        "{stored}"
    );
    session.expect_silence().await;
}

// The card.

in_engines!(a_card_can_say_it_in_the_persons_own_words);
async fn a_card_can_say_it_in_the_persons_own_words(engine: Engine) {
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, None).await;
    let widget = session.widget(0);
    session.catch_files().await;
    widget.check_in().await;
    widget.press_one(&words("labels.make_card"), 0).await;
    widget.arrives_at(".card", &words("card.heading")).await;
    widget.press(&words("page.card.heading")).await;
    widget
        .fill(&words("page.card.say"), "Could we go slower?")
        .await;
    widget.says(".card__paper", "Could we go slower?").await;
    widget
        .fill(&words("page.card.noticed"), "I go quiet.")
        .await;
    widget.says(".card__paper", "I go quiet.").await;
    widget.press(&words("labels.save_text")).await;
    let (_, text) = session.saved_file().await;
    assert!(
        text.contains("I go quiet.\n") && text.contains("Could we go slower?\n"),
        "{text}"
    );
    // Another card has words of its own.
    widget.press(&words("labels.choose_another")).await;
    widget.press_one(&words("labels.make_card"), 1).await;
    widget.arrives_at(".card", &words("card.heading")).await;
    assert!(!widget.text(".card__paper").await.contains("slower"));
    session.expect_silence().await;
}

// What is different.

in_engines!(what_is_different_since_last_time_reads_the_same_in_both_directions);
async fn what_is_different_since_last_time_reads_the_same_in_both_directions(engine: Engine) {
    let site = Site::start();
    let before = "right-track 2\n\
        id=b at=1763600000000 with=p sessions=some \
        answers=safety:no,respect:sometimes,goals:mostly,feedback:too-early,identity:no\n\
        id=a at=1763400000000 with=q answers=openness:mostly";
    let session = Session::open_private_page(engine, &site, Some(before)).await;
    let widget = session.widget(0);
    widget.check_in().await;
    let told = |kind: &str, sign: usize, before: usize, now: usize| {
        let answer = |at: usize| words(&format!("answers.{at}.label"));
        words(&format!("past.since.{kind}"))
            .replace("{sign}", &words(&format!("signs.{sign}.short")))
            .replace("{before}", &answer(before))
            .replace("{now}", &answer(now))
    };
    let different = [
        told("changed", 0, 3, 0),
        told("changed", 2, 0, 2),
        told("newly", 3, 0, 3),
        told("no_longer", 5, 3, 0),
    ];
    assert_eq!(since(widget).await, json!([different]));

    // The same answers once more.
    widget.keep().await;
    widget.press(&words("labels.start_again")).await;
    widget.check_in().await;
    assert_eq!(since(widget).await, json!([[]]));
    widget.says(".part", &words("past.since.same")).await;

    // With someone else there is no last time.
    widget.go_to_kept().await;
    widget.press(&words("labels.start_afresh")).await;
    widget
        .arrives_at(".welcome", &words("welcome.heading"))
        .await;
    widget.check_in().await;
    assert_eq!(since(widget).await, json!([]));
    session.expect_silence().await;
}

/// Returns what stands in each list below the heading of what is different.
async fn since(widget: Widget<'_>) -> Value {
    let lists = "every('.part')
      .filter(({ firstElementChild }) => words(firstElementChild) === wanted[0])
      .map((part) => [...part.querySelectorAll('li')].map(words))";
    let heading = json!([words("past.since.heading")]);
    widget.see(lists, heading).await
}

in_engines!(a_green_flag_of_before_is_asked_about_until_it_is_ticked);
async fn a_green_flag_of_before_is_asked_about_until_it_is_ticked(engine: Engine) {
    let site = Site::start();
    let before = "right-track 2\n\
        id=c at=1763600000000 with=p answers=safety:no ticks=disagree\n\
        id=b at=1763500000000 with=p answers=safety:no ticks=heard,humour\n\
        id=a at=1763400000000 with=q answers=safety:no ticks=look-forward";
    let session = Session::open_private_page(engine, &site, Some(before)).await;
    let widget = session.widget(0);
    let question = words("page.earlier_flags.question");
    widget.press(&words("labels.green_flags")).await;
    widget.says(".green-flags .part", &question).await;
    let asked = "every('.part').filter((part) => words(part).endsWith(wanted[0]))
      .map((part) => [...part.querySelectorAll('li')].map(words))";
    let asked = async || widget.see(asked, json!([question])).await;
    let [heard, disagree] = [0, 3].map(|flag| words(&format!("flags.list.{flag}.name")));
    assert_eq!(asked().await, json!([[heard, disagree]]));
    let tick = |name: &str| format!("{}: {name}", words("flags.tick"));
    widget.choose(&tick(&heard)).await;
    until("one question less", async || match asked().await {
        now if now == json!([[disagree]]) => Ok(()),
        now => Err(now),
    })
    .await;
    widget.choose(&tick(&disagree)).await;
    until("no question", async || match asked().await {
        now if now == json!([]) => Ok(()),
        now => Err(now),
    })
    .await;
    assert_eq!(session.stored(KEY).await.as_deref(), Some(before));
    session.expect_silence().await;
}

in_engines!(sentences_for_a_situation_and_a_tone_go_onto_the_card);
async fn sentences_for_a_situation_and_a_tone_go_onto_the_card(engine: Engine) {
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, None).await;
    let widget = session.widget(0);
    widget.check_in().await;
    widget.press(&card_for(0)).await;
    widget.arrives_at(".card", &words("card.heading")).await;
    widget.press(&words("page.card.others")).await;
    // Of the two situations of this sign the second one, and softer.
    widget.choose(&words("more.say.situations.8.name")).await;
    widget.choose(&words("more.say.softer")).await;
    let sentences = [0, 1, 2].map(|at| words(&format!("more.say.situations.8.softer.{at}")));
    widget.says(".card details", &sentences[2]).await;
    widget.press(&words("page.card.take")).await;
    widget.announces(&words("page.card.taken")).await;
    widget.says(".card__paper", &sentences.join(" ")).await;
    let noticed = words("signs.0.readings.settled");
    widget.says(".card__paper", &noticed).await;
    // They can be changed further.
    widget.press(&words("page.card.heading")).await;
    assert_eq!(written(widget).await, json!([noticed, sentences.join(" ")]));
    widget
        .fill(&words("page.card.say"), "Slower, please.")
        .await;
    widget.says(".card__paper", "Slower, please.").await;
    session.expect_silence().await;
}

/// Returns what stands in the larger fields.
async fn written(widget: Widget<'_>) -> Value {
    widget
        .see("every('textarea').map((field) => field.value)", json!([]))
        .await
}
