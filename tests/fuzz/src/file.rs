//! The file form.

use std::{collections::BTreeMap, rc::Rc};

use right_track::domain::{
    file,
    journal::{Journal, Kept, Pairs, Person},
};

use crate::saved;

/// Checks that any bytes give a journal or a reason, and that a journal can be stored, taken away and brought back.
pub fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(journal) = file::read(&text) else {
        return;
    };
    assert_eq!(journal.draft, None);
    saved::survives(&journal);

    let back = brought_back(&journal, &text);
    assert_eq!(plain(&back), plain(&journal));
    assert_eq!(brought_back(&back, &text), back);
}

/// Returns what comes of taking `journal` away and bringing it back; `any` text must not do harm where words stand.
fn brought_back(journal: &Journal, any: &str) -> Journal {
    let text = file::written(journal, any, |_| any.to_owned());
    match file::read(&text) {
        Ok(back) => back,
        Err(refused) => panic!("{refused:?}: {text}"),
    }
}

/// Returns `journal` without what a file need not keep: the order of pairs, all but the last pair of a sign, and
/// control characters.
fn plain(journal: &Journal) -> Journal {
    let entries = journal.entries().iter().map(|kept| {
        Rc::new(Kept {
            answers: sorted(&kept.answers),
            notes: sorted(&kept.notes),
            ..Kept::clone(kept)
        })
    });
    let people = journal.people().iter().map(|person| Person {
        label: visible(&person.label),
        ..person.clone()
    });
    Journal::new(entries.collect(), people.collect(), None)
}

fn sorted(pairs: &Pairs) -> Pairs {
    let pairs = pairs
        .iter()
        .map(|(sign, value)| (sign.clone(), visible(value)));
    pairs.collect::<BTreeMap<_, _>>().into_iter().collect()
}

fn visible(text: &str) -> Rc<str> {
    let hidden = |char| matches!(char, '\0'..' ') && !matches!(char, '\n' | '\r' | '\t');
    text.replace(hidden, " ").into()
}
