//! For the person who returns: notes, the card in their own words, what is different, and what they take away.

use std::{fs, path::Path};

use csv::ReaderBuilder;
use journey::{Engine, KEY, Key, Session, Site, Widget, in_engines, until, words};
use serde_json::{Value, json};

/// Two kept check-ins of two days with one therapist.
const TWO: &str = "right-track 2\n\
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
        words(&format!("page.since.{kind}"))
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
    widget.says(".part", &words("page.since.same")).await;

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
    let heading = json!([words("page.since.heading")]);
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

// What is taken away.

in_engines!(a_table_has_every_check_in_and_nothing_that_a_spreadsheet_would_run);
async fn a_table_has_every_check_in_and_nothing_that_a_spreadsheet_would_run(engine: Engine) {
    let site = Site::start();
    let before = "right-track 2\nperson=q label=Sam\n\
        id=b at=1763600000000 with=p sessions=few answers=goals:no,pace:often ticks=heard,humour\n\
        id=a at=1763400000000 with=q answers=safety:sometimes note.safety=Slow,%0A\"please\"";
    let session = Session::open_private_page(engine, &site, Some(before)).await;
    let widget = session.widget(0);
    session.catch_files().await;
    widget.check_in().await;
    let formula = "=1+1, \"soon\"";
    widget.fill(&words("page.notes.about_all"), formula).await;
    widget.keep().await;
    widget.go_to_kept().await;
    let stored = session.stored(KEY).await;
    widget.press(&words("page.table.heading")).await;
    widget.press(&words("page.table.save")).await;
    widget.announces(&words("kept.saved")).await;
    let (name, table) = session.saved_file().await;
    tells_nothing(&name);
    assert!(name.ends_with(".csv"), "{name}");
    let table = table
        .strip_prefix('\u{feff}')
        .unwrap_or_else(|| panic!("no mark at the beginning: {table}"));
    let rows = ReaderBuilder::new()
        .has_headers(false)
        .from_reader(table.as_bytes())
        .into_records()
        .map(|row| row.map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>()))
        .collect::<Result<Vec<_>, _>>()
        .unwrap_or_else(|error| panic!("no table: {error}\n{table}"));
    let [heads, first, second, third] = &rows[..] else {
        panic!("{rows:?}");
    };
    let of = |names: &[&str]| -> Vec<_> {
        let names = names
            .iter()
            .map(|name| words(&format!("page.table.{name}")));
        names.collect()
    };
    let signs: Vec<_> = (0..6)
        .map(|sign| words(&format!("signs.{sign}.name")))
        .collect();
    let before = of(&["date", "therapist", "sessions", "setting"]);
    let after = of(&["others", "ticks", "notes"]);
    assert_eq!(*heads, [before, signs.clone(), after].concat());
    let days =
        "return [...arguments, Date.now()].map((at) => new Date(at).toLocaleDateString('sv'));";
    let times = [1_763_400_000_000_u64, 1_763_600_000_000].map(Value::from);
    let days = session.run(days, times.into()).await;
    let answer = |at: usize| words(&format!("answers.{at}.label"));
    let person = words("kept.person").replace("{number}", "2");
    let dates = [first, second, third].map(|row| &*row[0]);
    assert_eq!(json!(dates), days);
    assert_eq!([&*first[1], &first[4]], ["Sam", &answer(1)]);
    assert_eq!(first[12], format!("{}: Slow,\n\"please\"", signs[0]));
    let few = words("welcome.sessions.choices.0.label");
    assert_eq!(
        [&second[1], &second[2], &second[6]],
        [&person, &few, &answer(3)]
    );
    assert_eq!(second[10], "pace: often");
    let heard = words("flags.list.0.name");
    assert_eq!(second[11], format!("{heard}; humour"));
    assert_eq!(third[1], person);
    let all: Vec<_> = (0..5).map(answer).collect();
    assert_eq!(third[4..9], all);
    assert_eq!(third[12], format!("'{formula}"), "it is no formula");
    assert_eq!(session.stored(KEY).await, stored);
    session.expect_silence().await;
}

in_engines!(a_note_for_the_calendar_says_what_the_person_wants_and_is_kept_nowhere);
async fn a_note_for_the_calendar_says_what_the_person_wants_and_is_kept_nowhere(engine: Engine) {
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, None).await;
    let widget = session.widget(0);
    session.catch_files().await;
    widget.go_to_kept().await;
    widget.press(&words("page.reminder.heading")).await;
    let before = day_after(&session, 28).await;
    let usual = saved_note(widget).await;
    let days = [before, day_after(&session, 28).await];
    assert_eq!(
        value(&usual, "SUMMARY"),
        Some(words("page.reminder.usual_title"))
    );
    tells_nothing(&usual);
    assert_eq!(value(&usual, "RRULE"), None);
    is_on(&usual, &days);

    let title =
        "Water; plants, \\ and so on, each of them as much as it likes, and the lemon tree twice";
    widget.fill(&words("page.reminder.title"), title).await;
    widget.choose(&words("page.reminder.choices.2.label")).await;
    widget.choose(&words("page.reminder.again")).await;
    let before = day_after(&session, 42).await;
    let own = saved_note(widget).await;
    let days = [before, day_after(&session, 42).await];
    let escaped = title
        .replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,");
    assert_eq!(value(&own, "SUMMARY"), Some(escaped));
    assert_eq!(
        value(&own, "RRULE"),
        Some("FREQ=WEEKLY;INTERVAL=6".to_owned())
    );
    is_on(&own, &days);
    assert_ne!(value(&own, "UID"), value(&usual, "UID"));
    assert!(session.storage().await.is_empty());
    session.expect_silence().await;
}

in_engines!(a_note_for_the_calendar_counts_from_the_day_where_the_person_is: Chromium);
async fn a_note_for_the_calendar_counts_from_the_day_where_the_person_is(engine: Engine) {
    let site = Site::start();
    let session = Session::open(engine).await;
    // At every moment one of them has another day than Greenwich.
    for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago"] {
        let zone = json!({ "timezoneId": zone });
        session
            .devtools("Emulation.setTimezoneOverride", zone)
            .await;
        session.visit(&site.page("/")).await;
        let widget = session.widget(0);
        widget.ready().await;
        session.catch_files().await;
        widget.go_to_kept().await;
        widget.press(&words("page.reminder.heading")).await;
        let before = day_after(&session, 28).await;
        let note = saved_note(widget).await;
        is_on(&note, &[before, day_after(&session, 28).await]);
    }
    session.expect_silence().await;
}

in_engines!(a_note_for_the_calendar_needs_no_mouse);
async fn a_note_for_the_calendar_needs_no_mouse(engine: Engine) {
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, None).await;
    let widget = session.widget(0).by_keyboard();
    session.catch_files().await;
    widget.go_to_kept().await;
    widget.press(&words("page.reminder.heading")).await;
    widget.choose(&words("page.reminder.choices.0.label")).await;
    widget.choose(&words("page.reminder.again")).await;
    session.key(Key::Tab).await;
    let field = format!("text {}", words("page.reminder.title"));
    assert_eq!(widget.active().await, Some(field));
    // What stands there is selected.
    session.write("Call home").await;
    let note = saved_note(widget).await;
    assert_eq!(value(&note, "SUMMARY").as_deref(), Some("Call home"));
    let rule = Some("FREQ=WEEKLY;INTERVAL=2".to_owned());
    assert_eq!(value(&note, "RRULE"), rule);
    widget.keeps_focus("after saving").await;
    session.expect_silence().await;
}

in_engines!(what_is_taken_away_lies_on_the_disk_under_a_name_that_says_nothing: Chromium);
async fn what_is_taken_away_lies_on_the_disk_under_a_name_that_says_nothing(engine: Engine) {
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, Some(TWO)).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    let before = site.asked();
    for (part, begins, ends) in [
        ("table", "\u{feff}\"", "\"\r\n"),
        ("reminder", "BEGIN:VCALENDAR\r\n", "END:VCALENDAR\r\n"),
    ] {
        let folder = session.save_files().await;
        let of = |name: &str| words(&format!("page.{part}.{name}"));
        widget.press(&of("heading")).await;
        widget.press(&of("save")).await;
        let name = of("file_name");
        tells_nothing(&name);
        whole(&folder.join(name), begins, ends).await;
    }
    assert_eq!(site.asked(), before, "they come from no server");
    session.expect_silence().await;
}

/// Waits until there is a file of which this is the beginning and that the end.
async fn whole(path: &Path, begins: &str, ends: &str) {
    until(&format!("{path:?}"), async || {
        let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
        match text.starts_with(begins) && text.ends_with(ends) {
            true => Ok(()),
            false => Err(text),
        }
    })
    .await;
}

/// Saves the note, and returns what is in it, with each line in one piece.
async fn saved_note(widget: Widget<'_>) -> String {
    widget.press(&words("page.reminder.save")).await;
    widget.announces(&words("page.reminder.saved")).await;
    let (name, note) = widget.session().saved_file().await;
    tells_nothing(&name);
    assert!(name.ends_with(".ics"), "{name}");
    assert!(note.split("\r\n").all(|line| line.len() <= 75), "{note}");
    note.replace("\r\n ", "")
}

/// Returns what a note has under `key`.
fn value(note: &str, key: &str) -> Option<String> {
    let mut lines = note.lines().filter_map(|line| line.split_once(':'));
    let line = lines.find(|(name, _)| name.split(';').next() == Some(key))?;
    Some(line.1.to_owned())
}

/// Looks that a note is on one of these days, and takes all of it. (It may be midnight.)
fn is_on(note: &str, days: &[String]) {
    let day = value(note, "DTSTART").unwrap_or_default();
    assert!(days.contains(&day), "{day} is none of {days:?}");
    assert!(note.contains("DTSTART;VALUE=DATE:"), "{note}");
}

/// Returns the day that comes so many days after today where the browser is, like `20251122`.
async fn day_after(session: &Session, days: u32) -> String {
    let day = "
        const day = new Date();
        day.setDate(day.getDate() + arguments[0]);
        return day.toLocaleDateString('sv').replaceAll('-', '');";
    let day = session.run(day, vec![json!(days)]).await;
    day.as_str().unwrap_or_default().to_owned()
}

/// Looks that nothing in `text` tells a stranger where it is from.
fn tells_nothing(text: &str) {
    for telling in [
        "therap", "counsel", "track", "check", "kept", "session", "http",
    ] {
        assert!(
            !text.to_lowercase().contains(telling),
            "{telling} in {text}"
        );
    }
}

/// Returns what stands in the larger fields.
async fn written(widget: Widget<'_>) -> Value {
    widget
        .see("every('textarea').map((field) => field.value)", json!([]))
        .await
}
