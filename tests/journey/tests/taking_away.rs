//! What the person who returns takes away: a table, and a note for their calendar.

use std::{fs, path::Path};

use csv::ReaderBuilder;
use journey::{Engine, KEY, Key, Session, Site, Widget, in_engines, until, words};
use serde_json::{Value, json};

use crate::coming_back::TWO;

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
