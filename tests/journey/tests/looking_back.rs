//! Looking back on a year of check-ins: on a screen, on paper, by keyboard, and under the cover.

use std::time::{SystemTime, UNIX_EPOCH};

use journey::{Engine, KEY, Session, Site, Widget, in_engines, words};
use serde_json::{Value, json};

use crate::looks::fits;
use crate::private_page::{is_covered, is_shut, lock, shows_no_answer};

const DAY: u64 = 86_400_000;

/// Noon of the first day of 2025.
const START: u64 = 1_735_732_800_000;

/// What a person calls the first of the three therapists.
const NAME: &str = "Sam from work";

/// What they wrote down: about a whole check-in, and about a sign.
const NOTES: [&str; 2] = ["A long week", "Ask about June"];

/// The most check-ins in a picture.
const LATEST: usize = 12;

/// A kept check-in, by the places of signs and answers in the lists of the content.
struct Kept {
    at: u64,
    with: &'static str,
    early: bool,
    answers: Vec<(usize, usize)>,
}

/// Returns a year of forty check-ins with three therapists, the oldest first.
fn year() -> Vec<Kept> {
    let kept = |day: usize, with, early, answers| Kept {
        at: START + day as u64 * DAY,
        with,
        early,
        answers,
    };
    let sam = (0..24).map(|at| {
        let mut answers = vec![(0, 0)];
        // Only twice, and long ago.
        if at == 5 || at == 10 {
            answers.push((1, 1));
        }
        answers.push((2, [0, 1, 3][at % 3]));
        answers.push((3, if at % 2 == 0 { 1 } else { 2 }));
        if at % 3 != 0 {
            answers.push((4, 1));
        }
        // The last two times.
        if at >= 22 {
            answers.push((5, 4));
        }
        kept(at * 9, "p", at < 3, answers)
    });
    let second = (0..13).map(|at| {
        let answers = vec![(0, if at < 10 { 3 } else { at - 10 }), (4, 2)];
        kept(215 + at * 10, "q", at < 2, answers)
    });
    // Not two weeks.
    let third = [340, 347, 353].map(|day| kept(day, "r", false, vec![(0, 0), (2, 0)]));
    sam.chain(second).chain(third).collect()
}

/// Returns the text that is stored for a year.
fn stored() -> String {
    let mut text = format!("right-track 2\nperson=p label={}", written(NAME));
    for (at, kept) in year().iter().enumerate().rev() {
        let answers = kept.answers.iter().map(|&(sign, answer)| {
            let [sign, answer] = [format!("signs.{sign}.id"), format!("answers.{answer}.id")];
            format!("{}:{}", words(&sign), words(&answer))
        });
        let answers = answers.collect::<Vec<_>>().join(",");
        let sessions = if kept.early { "few" } else { "some" };
        let Kept { at: when, with, .. } = kept;
        text += &format!(
            "\nid=a{at} at={when} with={with} sessions={sessions} setting=online answers={answers}"
        );
        if at % 5 == 2 {
            let [whole, sign] = NOTES.map(written);
            text += &format!(" ticks=heard,disagree note={whole} note.safety={sign}");
        }
    }
    text
}

fn written(text: &str) -> String {
    text.replace(' ', "%20")
}

/// The picture, the sentences and the table of each therapist, the oldest first. A shape stands there as what the legend
/// says about it.
const SHOWN: &str = "(([early]) => {
    const legend = new Map(every('.shapes > li').map((entry) => [entry.querySelector('svg').innerHTML, words(entry)]));
    const [dots] = [...legend].find(([, says]) => says === early);
    const shape = ({ innerHTML }) => [legend.get(innerHTML.replace(dots, '')), innerHTML.includes(dots)];
    return every('.past').map((past) => ({
      name: words(past.firstElementChild),
      picture: [...past.querySelectorAll('.past__answers')].map((row) => ({
        sign: row.previousElementSibling.textContent,
        label: row.getAttribute('aria-label'),
        role: row.getAttribute('role'),
        shapes: [...row.children].map(shape),
      })),
      said: [...past.querySelectorAll('ul:not(.past__signs) > li')].map(words),
      notYet: past.textContent.includes(wanted[1]),
      table: [...past.querySelectorAll('tbody')].reverse().map((body) => [
        words(body.querySelector('.table__date')),
        [...body.rows].slice(1).map(({ cells }) => [...cells].map(words)),
      ]),
    }));
  })(wanted)";

in_engines!(a_year_is_looked_back_on_and_the_table_says_what_the_picture_says);
async fn a_year_is_looked_back_on_and_the_table_says_what_the_picture_says(engine: Engine) {
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, Some(&stored())).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    look_back(widget).await;
    open_tables(widget).await;
    widget.press(&words("labels.show_more")).await;
    widget.expect_none("details[open] button").await;
    widget.keeps_focus("after the last part").await;
    let shown = widget.see(SHOWN, json!([of("shape_early"), of("not_yet")]));
    let shown = shown.await;
    let shown = shown.as_array().cloned().unwrap_or_default();
    let third = words("kept.person").replace("{number}", "3");
    let second = words("kept.person").replace("{number}", "2");
    let names: Vec<_> = shown.iter().map(|one| &one["name"]).collect();
    assert_eq!(names, [&*third, &second, NAME], "the newest first");
    for (one, with) in shown.iter().zip(["r", "q", "p"]) {
        let theirs: Vec<_> = year()
            .into_iter()
            .filter(|kept| kept.with == with)
            .collect();
        has_all(&session, &one["table"], &theirs).await;
        says_the_same(&one["picture"], &one["table"]);
    }
    let said: Vec<_> = shown.iter().map(|one| one["said"].clone()).collect();
    let sentence = |kind: &str, sign: usize, answer: usize| {
        let answer = words(&format!("answers.{answer}.label"));
        words(&format!("past.{kind}"))
            .replace("{sign}", &words(&format!("signs.{sign}.name")))
            .replace("{answer}", &answer)
    };
    let second = [sentence("different", 0, 0), sentence("same", 4, 2)];
    let sam = [
        sentence("same", 0, 0),
        sentence("different", 2, 0),
        sentence("twice", 3, 2),
        sentence("same", 4, 1),
    ];
    assert_eq!(said, [json!([]), json!(second), json!(sam)]);
    let not_yet: Vec<_> = shown.iter().map(|one| &one["notYet"]).collect();
    assert_eq!(not_yet, [true, false, false]);

    widget.press(&words("labels.back_to_kept")).await;
    widget.arrives_at(".kept", &words("kept.heading")).await;
    assert_eq!(session.stored(KEY).await, Some(stored()));
    session.expect_silence().await;
}

/// Looks that a table has these check-ins, each with its date and its answers.
async fn has_all(session: &Session, table: &Value, theirs: &[Kept]) {
    let times: Vec<_> = theirs.iter().map(|kept| kept.at).collect();
    let dates = dates(session, &times).await;
    let signs: Vec<_> = (0..6)
        .filter(|sign| {
            let said = |kept: &Kept| kept.answers.iter().any(|(about, _)| about == sign);
            theirs.iter().any(said)
        })
        .collect();
    let rows = theirs.iter().zip(dates).map(|(kept, date)| {
        let date = match kept.early {
            true => of("early_date").replace("{date}", &date),
            false => date,
        };
        let cells = signs.iter().map(|sign| {
            let said = kept.answers.iter().find(|(about, _)| about == sign);
            let said = said.map(|(_, answer)| words(&format!("answers.{answer}.label")));
            let short = words(&format!("signs.{sign}.short"));
            [short, said.unwrap_or_else(|| of("unanswered"))]
        });
        json!([date, cells.collect::<Vec<_>>()])
    });
    assert_eq!(*table, Value::Array(rows.collect()));
}

/// Looks that the label of each row of a picture, and its shapes, say what the table says.
fn says_the_same(picture: &Value, table: &Value) {
    let table = table.as_array().cloned().unwrap_or_default();
    let latest = &table[table.len().saturating_sub(LATEST)..];
    let suffix = of("early_date").replace("{date}", "");
    let columns: Vec<_> = latest
        .iter()
        .map(|column| {
            let date = column[0].as_str().unwrap_or_default();
            let cells = column[1].as_array().cloned().unwrap_or_default();
            match date.strip_suffix(&suffix) {
                Some(date) => (date.to_owned(), true, cells),
                None => (date.to_owned(), false, cells),
            }
        })
        .collect();
    let dates = of("dates")
        .replace("{from}", &columns[0].0)
        .replace("{to}", &columns[columns.len() - 1].0);
    let mut expected = Vec::new();
    for (row, cell) in columns[0].2.iter().enumerate() {
        let said = columns.iter().map(|(_, early, cells)| {
            let answer = cells[row][1].as_str().unwrap_or_default();
            (answer, *early, answer == of("unanswered"))
        });
        if said.clone().all(|(_, _, gap)| gap) {
            continue;
        }
        let short = cell[0].as_str().unwrap_or_default();
        let mut signs = (0..6).filter(|sign| words(&format!("signs.{sign}.short")) == short);
        let sign = signs
            .next()
            .map(|sign| words(&format!("signs.{sign}.name")));
        let sign = sign.unwrap_or_else(|| short.to_owned());
        let answers = said
            .clone()
            .map(|(answer, early, gap)| match early && !gap {
                true => of("early_answer").replace("{answer}", answer),
                false => answer.to_owned(),
            });
        let answers = answers.collect::<Vec<_>>().join(&of("between"));
        let label = of("row")
            .replace("{sign}", &sign)
            .replace("{dates}", &dates)
            .replace("{answers}", &answers);
        let known: Vec<_> = (0..5)
            .map(|at| words(&format!("answers.{at}.label")))
            .collect();
        let shapes = said.map(|(answer, early, gap)| match gap {
            true => (of("shape_gap"), early),
            false if known.iter().any(|one| one == answer) => (answer.to_owned(), early),
            false => (of("shape_unknown"), early),
        });
        let shapes: Vec<_> = shapes.collect();
        expected.push(json!({ "sign": sign, "label": label, "role": "img", "shapes": shapes }));
    }
    assert_eq!(*picture, Value::Array(expected));
}

in_engines!(a_year_fits_a_narrow_phone: Chromium);
async fn a_year_fits_a_narrow_phone(engine: Engine) {
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, Some(&stored())).await;
    session.resize(320, 640).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    fits(widget, "what is kept").await;
    look_back(widget).await;
    fits(widget, "looking back").await;
    // Twelve shapes in one line.
    let lines = "every('.past__answers').map((row) => new Set([...row.children].map((one) => one.getBoundingClientRect().top)).size)";
    let lines = widget.see(lines, json!([])).await;
    let lines = lines.as_array().cloned().unwrap_or_default();
    assert!(
        !lines.is_empty() && lines.iter().all(|count| *count == 1),
        "{lines:?}"
    );
    open_tables(widget).await;
    fits(widget, "the tables").await;
    widget.picture("looking-back-320").await;
}

// Paper.

in_engines!(a_year_prints_on_one_page: Chromium);
async fn a_year_prints_on_one_page(engine: Engine) {
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, Some(&stored())).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    look_back(widget).await;
    counts_prints(&session).await;
    widget.press(&words("labels.print")).await;
    assert_eq!(prints(&session).await, 1);
    assert_eq!(session.pages_of_a4().await, 1);
    session.show_printed(true).await;
    assert_eq!(widget.texts(".past__answers").await.len(), 4 + 2 + 2 + 1);
    for left_out in ["button", "summary", "a[href]", "table", "input"] {
        assert!(!widget.has(left_out).await, "`{left_out}` on paper");
    }
    // Who has opened a table wants it.
    session.show_printed(false).await;
    open_tables(widget).await;
    session.show_printed(true).await;
    assert_eq!(widget.texts("table").await.len(), 3);
    session.expect_silence().await;
}

in_engines!(one_check_in_prints_on_one_page_with_all_that_was_said: Chromium);
async fn one_check_in_prints_on_one_page_with_all_that_was_said(engine: Engine) {
    let text = format!(
        "right-track 2\nperson=p label={}\n\
        id=a at={START} with=p answers=safety:no,pace:often ticks=heard,humour note={} note.safety={}",
        written(NAME),
        written(NOTES[0]),
        written(NOTES[1])
    );
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, Some(&text)).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    widget.press_one(&words("labels.open"), 0).await;
    widget.element(".result").await;
    assert!(!widget.has(".summary").await, "it is for paper alone");
    counts_prints(&session).await;
    widget.press(&words("page.summary.print")).await;
    assert_eq!(prints(&session).await, 1);
    assert_eq!(session.pages_of_a4().await, 1);
    session.show_printed(true).await;
    let [date] = &dates(&session, &[START]).await[..] else {
        panic!("not one date");
    };
    let summary = widget.text(".summary").await;
    for said in [
        &*words("page.summary.heading").replace("{date}", date),
        NAME,
        &format!("{}{}", words("signs.0.name"), words("answers.3.label")),
        "paceoften",
        &words("flags.list.0.name"),
        "humour",
        NOTES[0],
        &format!("{}{}", words("signs.0.name"), NOTES[1]),
    ] {
        assert!(summary.contains(said), "“{said}” is not in {summary}");
    }
    // And nothing but that.
    let others = "every('.widget *').filter((node) => !node.closest('.summary') && !node.querySelector('.summary')).map(words)";
    assert_eq!(widget.see(others, json!([])).await, json!([]));
    session.expect_silence().await;
}

/// Counts from now on how often the page is printed, and prints nothing.
async fn counts_prints(session: &Session) {
    let count = "window.prints = 0; window.print = () => void window.prints++;";
    session.run(count, Vec::new()).await;
}

async fn prints(session: &Session) -> Value {
    session.run("return window.prints;", Vec::new()).await
}

// What is unusual.

in_engines!(what_is_from_tomorrow_or_from_a_newer_version_is_shown_as_it_is);
async fn what_is_from_tomorrow_or_from_a_newer_version_is_shown_as_it_is(engine: Engine) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let tomorrow = now.map_or(START, |now| now.as_millis() as u64) + DAY;
    let newer = format!(
        "id=b at={tomorrow} with=p sessions=lots setting=boat \
        answers=safety:no,goals:perhaps,pace:often ticks=humour note.pace=Quick"
    );
    let text = format!("right-track 2\n{newer}\nid=a at={START} with=p answers=safety:sometimes");
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, Some(&text)).await;
    let widget = session.widget(0);
    let dates = dates(&session, &[START, tomorrow]).await;
    widget.go_to_kept().await;
    widget.shows_entries(2).await;
    let first = &widget.texts(".entry").await[0];
    for said in [&*dates[1], "perhaps", "paceoften", "pace Quick"] {
        assert!(first.contains(said), "“{said}” is not in {first}");
    }
    look_back(widget).await;
    open_tables(widget).await;
    let shown = "every('.past__answers').map((row) => row.getAttribute('aria-label'))";
    let labels = widget.see(shown, json!([])).await;
    let label = |sign: &str, answers: [&str; 2]| {
        let between = of("between");
        let dates = of("dates")
            .replace("{from}", &dates[0])
            .replace("{to}", &dates[1]);
        of("row")
            .replace("{sign}", sign)
            .replace("{dates}", &dates)
            .replace("{answers}", &answers.join(&between))
    };
    let none = of("unanswered");
    let [sometimes, no] = ["answers.1.label", "answers.3.label"].map(words);
    let expected = [
        label(&words("signs.0.name"), [&sometimes, &no]),
        label(&words("signs.2.name"), [&none, "perhaps"]),
        label("pace", [&none, "often"]),
    ];
    assert_eq!(labels, json!(expected));
    widget.says(".shapes", &of("shape_unknown")).await;
    let rows = widget.texts("tbody tr").await;
    let [safety, goals] = ["signs.0.short", "signs.2.short"].map(words);
    let expected = [
        dates[1].clone(),
        format!("{safety}{no}"),
        format!("{goals}perhaps"),
        "paceoften".to_owned(),
        dates[0].clone(),
        format!("{safety}{sometimes}"),
        format!("{goals}{none}"),
    ];
    assert_eq!(rows, expected);

    // What is new is from today: before tomorrow, and after what was before.
    widget.press(&words("labels.check_in")).await;
    widget.check_in().await;
    let last = words("past.since.lead").replace("{date}", &dates[0]);
    widget.says(".result", &last).await;
    widget.keep().await;
    let stored = session.stored(KEY).await.unwrap_or_default();
    let lines: Vec<_> = stored.lines().collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[1], newer, "nothing of it is lost");
    session.expect_silence().await;
}

in_engines!(thousands_of_check_ins_can_be_looked_back_on);
async fn thousands_of_check_ins_can_be_looked_back_on(engine: Engine) {
    let mut text = "right-track 2".to_owned();
    for at in (1..=2_000_u64).rev() {
        let with = if at > 1_970 { "q" } else { "p" };
        text += &format!(
            "\nid=a{at} at={} with={with} answers=safety:no,goals:mostly",
            at * DAY / 2
        );
    }
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, Some(&text)).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    look_back(widget).await;
    assert_eq!(widget.texts(".past").await.len(), 2);
    let shapes = "every('.past__answers').map((row) => row.children.length)";
    let each = json!([LATEST, LATEST, LATEST, LATEST]);
    assert_eq!(widget.see(shapes, json!([])).await, each);
    open_tables(widget).await;
    let rows = "every('table').map((table) => table.tBodies.length)";
    assert_eq!(widget.see(rows, json!([])).await, json!([20, 20]));
    // The button of the first table goes with the last of its check-ins, the other one stays.
    widget.press(&words("labels.show_more")).await;
    widget.expect_none(".past:has(+ .past) button").await;
    assert_eq!(widget.see(rows, json!([])).await, json!([30, 40]));
    widget
        .keeps_focus("after the last part of the first table")
        .await;
    widget.press(&words("labels.show_more")).await;
    widget.says("tbody", "").await;
    assert_eq!(widget.see(rows, json!([])).await, json!([30, 60]));
    assert_eq!(
        widget.active().await,
        Some(format!("button {}", words("labels.show_more")))
    );
    session.expect_silence().await;
}

// The cover and the lock.

in_engines!(nothing_of_looking_back_is_there_while_the_page_is_out_of_sight);
async fn nothing_of_looking_back_is_there_while_the_page_is_out_of_sight(engine: Engine) {
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, Some(&stored())).await;
    let widget = session.widget(0);
    widget.go_to_kept().await;
    covers(widget, ".kept").await;
    look_back(widget).await;
    open_tables(widget).await;
    covers(widget, ".looking-back").await;
    widget.press(&words("labels.back_to_kept")).await;
    // One with notes, and with others before it.
    widget.press_one(&words("labels.open"), 7).await;
    widget.says(".result", &words("past.since.heading")).await;
    widget.says(".result .note", NOTES[1]).await;
    covers(widget, ".result").await;
    widget.press_one(&words("labels.change"), 0).await;
    covers(widget, ".question").await;
    widget.press(&words("labels.green_flags")).await;
    covers(widget, ".green-flags").await;

    widget.go_to_kept().await;
    lock(widget).await;
    look_back(widget).await;
    session.appears("hidden").await;
    is_shut(widget).await;
    tells_nothing(widget, "looking back, locked").await;
    session.expect_silence().await;
}

/// Goes away from `screen` and comes back.
async fn covers(widget: Widget<'_>, screen: &str) {
    widget.element(screen).await;
    widget.session().appears("hidden").await;
    is_covered(widget, screen).await;
    tells_nothing(widget, screen).await;
    widget.session().appears("visible").await;
    is_covered(widget, screen).await;
    widget.press(&words("page.cover.show")).await;
    widget.element(screen).await;
}

/// Looks that nothing in the widget, seen or unseen, is the person's own.
async fn tells_nothing(widget: Widget<'_>, when: &str) {
    shows_no_answer(widget, when).await;
    let inside = widget.see("root.innerHTML", json!([])).await;
    let inside = inside.as_str().unwrap_or_default();
    let classes = [
        "past",
        "shape",
        "summary",
        "note",
        "<table",
        "<svg class=\"shape",
    ];
    for told in [NAME, NOTES[0], NOTES[1]].iter().chain(&classes) {
        assert!(!inside.contains(told), "“{told}” is there on {when}");
    }
}

// Ways.

in_engines!(looking_back_needs_no_mouse);
async fn looking_back_needs_no_mouse(engine: Engine) {
    let text = format!("right-track 2\nid=a at={START} with=p answers=safety:sometimes");
    let site = Site::start();
    let session = Session::open_private_page(engine, &site, Some(&text)).await;
    let widget = session.widget(0).by_keyboard();
    widget.go_to_kept().await;
    look_back(widget).await;
    widget.press(&of("table")).await;
    widget.element("table").await;
    assert_eq!(
        widget.active().await,
        Some(format!("summary {}", of("table")))
    );
    widget.press(&words("labels.back_to_kept")).await;
    widget.arrives_at(".kept", &words("kept.heading")).await;
    // To leave the screen by the bar leads back as well.
    look_back(widget).await;
    widget.go_to_kept().await;
    widget.shows_entries(1).await;
    session.expect_silence().await;
}

/// Goes from what is kept to looking back.
async fn look_back(widget: Widget<'_>) {
    let heading = of("heading");
    widget.press(&heading).await;
    widget.arrives_at(".looking-back", &heading).await;
}

/// Opens every table. All have the same name.
async fn open_tables(widget: Widget<'_>) {
    while widget.has(".past > details:not([open])").await {
        let summary = widget
            .element(".past > details:not([open]) > summary")
            .await;
        summary
            .click()
            .await
            .unwrap_or_else(|error| panic!("Could not open a table: {error}."));
    }
}

/// Returns these times as the browser writes dates.
async fn dates(session: &Session, times: &[u64]) -> Vec<String> {
    let write = "
        const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' });
        return arguments[0].map((at) => dates.format(at));";
    let dates = session.run(write, vec![json!(times)]).await;
    serde_json::from_value(dates).unwrap_or_else(|error| panic!("These are no dates: {error}."))
}

/// Returns a text about looking back.
fn of(name: &str) -> String {
    words(&format!("page.looking_back.{name}"))
}
