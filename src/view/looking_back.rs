//! Looking back on the kept check-ins: a picture of words and shapes, the same as a table, and what is not as it was last
//! time. It is for the private page alone, and shows nothing where its words are missing.

use std::collections::HashMap;
use std::rc::Rc;

use yew::prelude::*;
use yew::virtual_dom::AttributeOrProperty::Static;

use crate::domain::answer::Answer;
use crate::domain::content::{Content, LookingBackText, Text, filled};
use crate::domain::flag::Flag;
use crate::domain::journal::{Journal, Kept};
use crate::domain::looking_back::{Column, LookingBack, Row, names};
use crate::domain::sign::Sign;
use crate::view::buttons::{Weight, actions, button, named};
use crate::view::element::{all, described, each, element, keyed, marked, when, words};
use crate::view::heading::heading;
use crate::view::past::{full, sentence, short, worded};
use crate::view::prose::{closed, items, paragraph};
use crate::view::screen::{Do, Screen};
use crate::view::visit::PAGE;

/// The most check-ins in a row of the picture: they fit a narrow phone side by side.
const LATEST: usize = 12;

/// Returns the screen on which a person looks back, with each therapist by themselves. The tables have the newest `shown`
/// check-ins. `ways` lead on from there.
pub fn looking_back(screen: Screen<'_>, journal: &Journal, shown: usize, ways: Html) -> Html {
    let Some(own) = screen.around.own else {
        return Html::default();
    };
    let text = &own.looking_back;
    let backs = LookingBack::each(journal);
    let names = names(journal, &screen.content().kept.person);
    let one_by_one = each(backs.iter().zip(&names), |((_, back), name)| {
        // One table needs no name to be told from others.
        let about = if backs.len() > 1 { &**name } else { "" };
        with_one(screen, text, back, [name, about], shown)
    });
    let parts = [
        paragraph("lead", text.lead),
        when(!backs.is_empty(), || {
            legend(screen, text, backs.iter().map(|(_, back)| back))
        }),
        one_by_one,
        ways,
    ];
    screen.shown("looking-back", text.heading, all(parts))
}

/// Returns what there is to look back on with the therapist of this `name`, or without one; `about` tells the table from
/// others.
fn with_one(
    screen: Screen<'_>,
    text: &LookingBackText,
    back: &LookingBack,
    [name, about]: [&str; 2],
    shown: usize,
) -> Html {
    let said = back.said();
    let parts = [
        when(!name.is_empty(), || {
            heading(screen.around.level(1), words(name.to_owned()))
        }),
        picture(screen, text, back),
        if said.is_empty() {
            paragraph("", text.not_yet)
        } else {
            let sentences = each(&said, |(sign, pattern)| {
                let sentence = sentence(screen.content(), sign, pattern);
                element("li", "", words(sentence))
            });
            all([items("", sentences), paragraph("quiet", text.meaning)])
        },
        closed(
            named(text.table, about),
            table(screen, text, back, name, shown),
        ),
    ];
    element("section", "past", all(parts))
}

/// Returns a row of shapes for each sign that has an answer in one of the latest check-ins.
fn picture(screen: Screen<'_>, text: &LookingBackText, back: &LookingBack) -> Html {
    let first = back.columns.len().saturating_sub(LATEST);
    let columns = back.columns.get(first..).unwrap_or_default();
    let dates = dates(screen, text, columns);
    let rows = back.rows.iter();
    let rows = rows.filter(|row| {
        row.answers
            .last()
            .is_some_and(|(column, _)| *column >= first)
    });
    let number = LATEST.to_string();
    let parts = [
        element("p", "past__dates", words(dates.clone())),
        items(
            "past__signs",
            each(rows, |row| {
                let cells = columns.iter().zip(first..);
                let cells: Vec<_> = cells.map(|(column, at)| (column, row.answer(at))).collect();
                drawn(screen.content(), text, row, &cells, &dates)
            }),
        ),
        when(first > 0, || {
            let latest = filled(&text.latest, &[("number", &number)]);
            element("p", "quiet", words(latest))
        }),
    ];
    all(parts)
}

/// Returns from when to when the check-ins are.
fn dates(screen: Screen<'_>, text: &LookingBackText, columns: &[Column]) -> String {
    let date = |column: &Column| screen.around.date.emit(column.at);
    match columns {
        [] => String::new(),
        [one] => filled(&text.one_day, &[("date", &date(one))]),
        [first, .., last] => {
            let (from, to) = (date(first), date(last));
            filled(&text.dates, &[("from", &from), ("to", &to)])
        }
    }
}

fn drawn(
    content: &'static Content,
    text: &LookingBackText,
    row: &Row,
    cells: &[(&Column, Option<&Rc<str>>)],
    dates: &str,
) -> Html {
    let sign = full(content, &row.sign);
    let answers = cells.iter().map(|(column, answer)| match answer {
        Some(answer) if column.early => {
            let answer = worded(content, answer);
            filled(&text.early_answer, &[("answer", answer)])
        }
        Some(answer) => worded(content, answer).to_owned(),
        None => text.unanswered.to_string(),
    });
    let answers = answers.collect::<Vec<_>>().join(&text.between);
    let values = [("sign", sign), ("dates", dates), ("answers", &answers)];
    let label = filled(&text.row, &values);
    let shapes = each(cells, |(column, answer)| {
        shape(answer.map(|id| Answer::from_id(id)), column.early)
    });
    let names = &["class", "role", "aria-label"];
    let values = ["past__answers".into(), "img".into(), label.into()];
    // The name is said by the picture, which is listed with other pictures and must make sense there.
    let hidden = &[
        ("class", Static("past__sign")),
        ("aria-hidden", Static("true")),
    ];
    let parts = [
        marked("span", hidden, words(sign.to_owned())).into(),
        described("span", names, values, shapes).into(),
    ];
    keyed("li", "", &row.sign, all(parts))
}

/// Returns what the shapes mean. What no check-in has is left out.
fn legend<'a>(
    screen: Screen<'_>,
    text: &LookingBackText,
    backs: impl Iterator<Item = &'a LookingBack> + Clone,
) -> Html {
    let rows = || backs.clone().flat_map(|back| &back.rows);
    let mut answers = rows().flat_map(|row| &row.answers);
    let unknown = answers.any(|(_, answer)| Answer::from_id(answer).is_none());
    let mut columns = backs.clone().flat_map(|back| &back.columns);
    let early = columns.any(|column| column.early);
    let entry = |shape: Html, words: Text| element("li", "", all([shape, words.into()]));
    let known = each(Answer::ALL, |answer| {
        entry(
            shape(Some(Some(answer)), false),
            screen.content().answer(answer),
        )
    });
    let entries = [
        known,
        entry(shape(None, false), text.shape_gap),
        when(early, || entry(shape(None, true), text.shape_early)),
        when(unknown, || {
            entry(shape(Some(None), false), text.shape_unknown)
        }),
    ];
    let parts = [
        heading(screen.around.level(1), text.shapes.into()),
        items("shapes", all(entries)),
    ];
    element("section", "part", all(parts))
}

/// Returns the shape for an answer: a shape of its own for each, no colour and no height. `None` is no answer,
/// `Some(None)` one that this version does not know.
fn shape(answer: Option<Option<Answer>>, early: bool) -> Html {
    const FILL: &str = "shape__fill";
    const LINE: &str = "shape__line";
    let drawing = match answer {
        None => Html::default(),
        Some(Some(Answer::Mostly)) => circle(FILL, ""),
        Some(Some(Answer::Sometimes)) => {
            all([circle(LINE, ""), path(FILL, "M11 3a8 8 0 0 1 0 16z")])
        }
        Some(Some(Answer::NotYet)) => circle(LINE, ""),
        Some(Some(Answer::No)) => path(LINE, "M3 11h16"),
        Some(Some(Answer::TooEarly)) => circle(LINE, "2.2 2.8"),
        Some(None) => path(
            LINE,
            "M3 3h16v16H3zM8.5 8.5a2.5 2.5 0 1 1 3.5 2.3q-1 .5-1 1.7M11 14.5v2",
        ),
    };
    // Dots, as a line could be taken for an answer where there is none.
    let early = when(early, || {
        path(FILL, "M3 24h3v3H3zM9.5 24h3v3h-3zM16 24h3v3h-3z")
    });
    let values = ["shape".into(), "0 0 22 28".into(), "true".into()];
    let names = &["class", "viewBox", "aria-hidden"];
    described("svg", names, values, all([drawing, early])).into()
}

fn circle(class: &'static str, dashes: &'static str) -> Html {
    let names = &["class", "cx", "cy", "r", "stroke-dasharray"];
    let values = [class, "11", "11", "8", dashes].map(AttrValue::from);
    described("circle", names, values, Html::default()).into()
}

fn path(class: &'static str, line: &'static str) -> Html {
    let values = [class, line].map(AttrValue::from);
    described("path", &["class", "d"], values, Html::default()).into()
}

/// Returns the newest check-ins as a table.
///
/// Each has rows of its own, under its date: two columns fit a narrow phone, where one for each sign would not.
fn table(
    screen: Screen<'_>,
    text: &LookingBackText,
    back: &LookingBack,
    name: &str,
    shown: usize,
) -> Html {
    let content = screen.content();
    let first = back.columns.len().saturating_sub(shown);
    let known = |row: &&Row| Sign::from_id(&row.sign).is_some();
    let mut others: HashMap<usize, Vec<(&str, &str)>> = HashMap::new();
    for row in back.rows.iter().filter(|row| !known(row)) {
        let answers = row.answers.iter().rev();
        for (column, answer) in answers.take_while(|(column, _)| *column >= first) {
            let others = others.entry(*column).or_default();
            others.push((&row.sign, worded(content, answer)));
        }
    }
    let columns = back.columns.iter().enumerate().skip(first).rev();
    let check_ins = each(columns, |(at, column)| {
        let date = screen.around.date.emit(column.at);
        let date = if column.early {
            filled(&text.early_date, &[("date", &date)])
        } else {
            date.to_string()
        };
        let given = back.rows.iter().take_while(known).map(|row| {
            let answer = row.answer(at);
            let answer = answer.map_or(&*text.unanswered, |answer| worded(content, answer));
            (short(content, &row.sign), answer)
        });
        let others = others.remove(&at).unwrap_or_default();
        let rows = each(given.chain(others), |(sign, answer)| {
            line([
                head("row", words(sign.to_owned())),
                element("td", "", words(answer.to_owned())),
            ])
        });
        let names = &["class", "scope", "colspan"];
        let values = ["table__date", "rowgroup", "2"].map(AttrValue::from);
        let date = described("th", names, values, words(date)).into();
        keyed("tbody", "", &column.id, all([line([date]), rows]))
    });
    let caption = if name.is_empty() {
        text.caption.into()
    } else {
        words(filled(&text.caption_with, &[("person", name)]))
    };
    let heads = [
        head("col", text.sign.into()),
        head("col", text.answer.into()),
    ];
    let parts = [
        element("caption", "", caption),
        element("thead", "", line(heads)),
        check_ins,
    ];
    all([
        element("table", "table", all(parts)),
        when(first > 0, || {
            let more = screen.content().labels.show_more;
            let last = first <= PAGE;
            let more = button(Weight::Quiet, more, screen.on(Do::More { last }));
            actions([more])
        }),
    ])
}

fn line<const N: usize>(cells: [Html; N]) -> Html {
    element("tr", "", all(cells))
}

fn head(scope: &'static str, words: Html) -> Html {
    described("th", &["scope"], [scope.into()], words).into()
}

/// Returns a question about flags that were ticked in an earlier check-in and are not now.
pub fn earlier_flags(screen: Screen<'_>, flags: &[Flag]) -> Html {
    let Some(own) = screen.around.own.filter(|_| !flags.is_empty()) else {
        return Html::default();
    };
    let text = &own.earlier_flags;
    let list = each(flags, |flag| {
        element(
            "li",
            "",
            words(flag_name(screen.content(), flag.id()).to_owned()),
        )
    });
    let parts = [
        heading(screen.around.level(1), text.heading.into()),
        paragraph("", text.lead),
        items("", list),
        paragraph("", text.question),
    ];
    element("section", "part", all(parts))
}

/// Returns one check-in as it may stand on paper, with everything that was said; `name` is what the therapist is called,
/// or nothing.
pub fn summary(screen: Screen<'_>, kept: &Kept, name: &str) -> Html {
    let Some(own) = screen.around.own else {
        return Html::default();
    };
    let text = &own.summary;
    let content = screen.content();
    let date = screen.around.date.emit(kept.at);
    let title = |title: Html| heading(screen.around.level(2), title);
    let answers = each(&kept.answers, |(sign, answer)| {
        let parts = [
            element("dt", "", words(full(content, sign).to_owned())),
            element("dd", "", words(worded(content, answer).to_owned())),
        ];
        element("div", "", all(parts))
    });
    let ticks = each(&kept.ticks, |tick| {
        element("li", "", words(flag_name(content, tick).to_owned()))
    });
    let notes = each(&kept.notes, |(sign, note)| {
        let about = when(!sign.is_empty(), || {
            element("strong", "", words(full(content, sign).to_owned()))
        });
        all([about, element("p", "note", words(note.clone()))])
    });
    let parts = [
        heading(
            screen.around.level(1),
            words(filled(&text.heading, &[("date", &date)])),
        ),
        when(!name.is_empty(), || {
            element("p", "quiet", words(name.to_owned()))
        }),
        element("dl", "", answers),
        when(!kept.ticks.is_empty(), || {
            all([title(text.ticks.into()), items("", ticks)])
        }),
        when(!kept.notes.is_empty(), || {
            all([title(text.notes.into()), notes])
        }),
    ];
    element("section", "summary", all(parts))
}

/// Returns the name of a flag; one that this version does not know is shown by its id.
fn flag_name<'a>(content: &'static Content, id: &'a str) -> &'a str {
    let known = content.flags.list.iter().find(|flag| *flag.id == *id);
    known.map_or(id, |flag| flag.name.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::journal::Person;
    use crate::domain::saved;
    use crate::view::testing::{Around, inside, rendered};

    const DAY: u64 = 86_400_000;

    fn journal(lines: &str) -> Journal {
        saved::read(&format!("right-track 2\n{lines}")).unwrap()
    }

    /// Returns check-ins of every tenth day, the oldest first, with these answers.
    fn every_ten_days(answers: &[&str]) -> Journal {
        let lines = answers.iter().enumerate().map(|(at, answers)| {
            let (at, days) = (at + 1, at as u64 * 10 * DAY);
            format!("id=a{at} at={days} answers={answers}\n")
        });
        journal(&lines.collect::<String>())
    }

    fn up_to(around: &Around, journal: &Journal, shown: usize) -> String {
        rendered(looking_back(
            around.screen(),
            journal,
            shown,
            Html::default(),
        ))
    }

    fn shown(journal: &Journal) -> String {
        let around = Around::default();
        up_to(&around, journal, 20)
    }

    /// Returns what is read out in the place of each picture.
    fn labels(html: &str) -> Vec<&str> {
        let pieces = html.split("aria-label=\"").skip(1);
        pieces
            .map(|piece| piece.split('"').next().unwrap())
            .collect()
    }

    fn plain(html: &str) -> String {
        let pieces = html
            .split('<')
            .map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
        pieces
            .collect::<Vec<_>>()
            .join(" ")
            .replace("&#x27;", "'")
            .replace("&quot;", "\"")
    }

    #[test]
    fn each_picture_says_what_a_person_would_say() {
        let html = shown(&every_ten_days(&[
            "safety:mostly,goals:no",
            "goals:perhaps",
        ]));
        assert_eq!(
            labels(&html),
            [
                "Feeling of safety. From day 0 to day 864000000, the oldest first: Yes, mostly; no answer.",
                "Shared goals. From day 0 to day 864000000, the oldest first: No; perhaps.",
            ]
        );
        assert_eq!(html.matches("role=\"img\"").count(), 2);
    }

    #[test]
    fn each_answer_has_a_shape_of_its_own_and_the_legend_has_them_all() {
        let mut shapes: Vec<_> = Answer::ALL.map(|answer| Some(Some(answer))).into();
        shapes.extend([None, Some(None)]);
        let drawn: Vec<_> = shapes
            .iter()
            .map(|&answer| rendered(shape(answer, false)))
            .collect();
        for (at, one) in drawn.iter().enumerate() {
            assert!(!drawn[..at].contains(one), "{one}");
            assert_ne!(*one, rendered(shape(shapes[at], true)));
        }
        let html = shown(&every_ten_days(&["safety:often"]));
        let legend = html.split("class=\"shapes\"").nth(1).unwrap();
        for one in &drawn {
            assert!(legend.contains(&**one), "{one}");
        }
        let around = Around::default();
        for answer in &around.screen().content().answers {
            assert!(legend.contains(&*answer.label));
        }
    }

    #[test]
    fn the_first_sessions_are_marked_in_the_picture_the_label_and_the_table() {
        let early = journal("id=a at=1 sessions=few answers=safety:no");
        let html = shown(&early);
        assert_eq!(
            labels(&html),
            ["Feeling of safety. On day 1: No (still forming)."]
        );
        assert!(
            inside(&html, "th").contains(&"day 1 (still forming)"),
            "{html}"
        );
        assert!(html.contains(&rendered(shape(Some(Some(Answer::No)), true))));
        assert!(
            html.contains(&rendered(shape(None, true))),
            "no legend for it"
        );
        let other = shown(&journal("id=a at=1 sessions=some answers=safety:no"));
        assert!(!other.contains(&rendered(shape(None, true))) && !other.contains("forming"));
    }

    #[test]
    fn the_sentences_come_only_when_there_is_enough_to_look_back_on() {
        let around = Around::default();
        let text = &around.screen().around.own.unwrap().looking_back;
        let few = shown(&every_ten_days(&["feedback:no", "feedback:no"]));
        assert!(few.contains(&*text.not_yet));
        assert!(!plain(&few).contains("last three"));
        let answers = [
            "feedback:sometimes,safety:no,pace:often",
            "feedback:no,safety:no,pace:seldom",
            "feedback:sometimes,safety:no,pace:never",
        ];
        let html = shown(&every_ten_days(&answers));
        assert!(!html.contains(&*text.not_yet));
        let said = inside(&html, "li");
        for sentence in [
            "Feeling of safety: “No” in each of your last three answers.",
            "Room for feedback: “Sometimes” in two of your last three answers.",
            "pace: your last three answers were all different.",
        ] {
            assert!(said.contains(&sentence), "{sentence}: {said:#?}");
        }
    }

    #[test]
    fn the_picture_shows_the_latest_and_says_so_and_the_table_has_all() {
        let mut answers = vec!["openness:no"; 3];
        answers.extend(["safety:mostly"; LATEST]);
        let html = shown(&every_ten_days(&answers));
        let [label] = labels(&html)[..] else {
            panic!("a row without an answer: {html}");
        };
        assert!(
            label.starts_with("Feeling of safety. From day 2592000000 to"),
            "{label}"
        );
        assert_eq!(label.matches("Yes, mostly").count(), LATEST);
        assert!(html.contains("the latest 12 check-ins"));
        assert_eq!(html.matches("rowgroup").count(), 15);
        assert_eq!(inside(&html, "td").len(), 30);
        let fewer = shown(&every_ten_days(&answers[3..]));
        assert!(!fewer.contains("the latest"));
    }

    #[test]
    fn the_table_has_a_caption_and_heads_and_every_answer_under_its_date() {
        let html = shown(&every_ten_days(&[
            "pace:often,goals:no",
            "safety:perhaps,mood:new",
        ]));
        assert_eq!(
            inside(&html, "caption"),
            ["Your check-ins, the newest first"]
        );
        assert_eq!(html.matches("scope=\"col\"").count(), 2);
        assert_eq!(html.matches("scope=\"row\"").count(), 6);
        let bodies: Vec<_> = inside(&html, "tbody").into_iter().map(plain).collect();
        let words = bodies
            .iter()
            .map(|body| body.split_whitespace().collect::<Vec<_>>().join(" "));
        assert_eq!(
            words.collect::<Vec<_>>(),
            [
                "day 864000000 Safety perhaps Goals no answer mood new",
                "day 0 Safety no answer Goals No pace often",
            ]
        );
    }

    #[test]
    fn a_long_table_begins_with_the_newest_and_can_be_continued() {
        let around = Around::default();
        let more = &*around.screen().content().labels.show_more;
        let journal = every_ten_days(&["goals:no", "goals:mostly", "goals:sometimes"]);
        let html = up_to(&around, &journal, 2);
        assert_eq!(inside(&html, "td"), ["Sometimes", "Yes, mostly"]);
        assert!(html.contains(more));
        assert!(!up_to(&around, &journal, 3).contains(more));
    }

    #[test]
    fn each_therapist_has_a_part_with_their_name() {
        let journal =
            journal("id=b at=2 with=p answers=goals:no\nid=a at=1 with=q answers=goals:mostly");
        let person = Person {
            id: "p".into(),
            label: "Sam <b>".into(),
        };
        let html = shown(&journal.with_person(person));
        assert_eq!(inside(&html, "h3")[1..], ["Sam &lt;b&gt;", "Therapist 1"]);
        assert_eq!(html.matches("class=\"past\"").count(), 2);
        assert_eq!(
            inside(&html, "caption")[1],
            "Your check-ins with Therapist 1, the newest first"
        );
        assert_eq!(labels(&html)[0], "Shared goals. On day 2: No.");
    }

    #[test]
    fn nothing_kept_is_an_ordinary_case() {
        let html = shown(&Journal::default());
        assert!(html.contains("looking-back") && !html.contains("<table"));
        let html = shown(&journal("id=a at=1"));
        assert!(labels(&html).is_empty() && html.contains("On day 1"));
    }

    #[test]
    fn nothing_in_it_needs_a_style_or_a_script_of_its_own() {
        let html = shown(&every_ten_days(&["safety:mostly,pace:often"]));
        for word in [
            "style=",
            "<style",
            "<script",
            " onclick",
            "fill=",
            "stroke=\"",
        ] {
            assert!(!html.contains(word), "{word}");
        }
    }

    /// Each is what a line of the stored form has after the time.
    #[test]
    fn an_earlier_flag_is_a_question() {
        let around = Around::default();
        let html = rendered(earlier_flags(
            around.screen(),
            &[Flag::Heard, Flag::Disagree],
        ));
        assert_eq!(inside(&html, "li").len(), 2);
        assert!(plain(&html).contains("You are heard, not just listened to"));
        assert!(html.contains("?</p>"));
        assert_eq!(rendered(earlier_flags(around.screen(), &[])), "");
    }

    #[test]
    fn one_check_in_on_paper_has_all_that_was_said() {
        let around = Around::default();
        let notes = [("", "Ask about <June>."), ("goals", "Slower.\nMuch.")];
        let kept = Kept {
            at: 7,
            answers: vec![
                ("goals".into(), "no".into()),
                ("pace".into(), "often".into()),
            ],
            ticks: vec!["heard".into(), "humour".into()],
            notes: notes.map(|(sign, note)| (sign.into(), note.into())).into(),
            ..Kept::default()
        };
        let html = rendered(summary(around.screen(), &kept, "Sam"));
        for said in [
            "What I said on day 7",
            "Sam",
            "Shared goals",
            "often",
            "humour",
            "Ask about &lt;June&gt;.",
            "Slower.\nMuch.",
        ] {
            assert!(html.contains(said), "{said}: {html}");
        }
        let bare = rendered(summary(around.screen(), &Kept::default(), ""));
        assert_eq!(bare.matches("<h").count(), 1, "{bare}");
    }
}
