//! Merging, and what a tab does with what others did.

use std::{collections::BTreeSet, rc::Rc};

use right_track::domain::{
    journal::{Draft, Journal, Kept, Person},
    tab::Tab,
};

/// Checks what comes of three journals, and of what two tabs do one after the other, which are made of `bytes`.
pub fn check(bytes: &[u8]) {
    let (journals, steps) = made_of(bytes);
    let [base, ours, theirs] = &journals;
    check_merged(ours, base, theirs);
    check_tab(ours, base, theirs, &steps);
}

/// Checks that nothing that is new in `ours` is lost, that nothing else is added, and that once is enough.
fn check_merged(ours: &Journal, base: &Journal, theirs: &Journal) {
    let merged = ours.merged(base, theirs);
    for id in ids(&[ours, theirs]) {
        let known = base.find(&id);
        let newer = |kept: &&Rc<Kept>| known.is_none_or(|known| kept.changed > known.changed);
        let expected = match (ours.find(&id), theirs.find(&id)) {
            (Some(ours), Some(theirs)) if ours.changed > theirs.changed => Some(ours),
            (_, Some(theirs)) => Some(theirs),
            (ours, None) => ours.filter(newer),
        };
        assert_eq!(merged.find(&id), expected);

        let (ours, theirs) = (label(ours, &id), label(theirs, &id));
        let known = label(base, &id);
        let untouched = theirs.is_none() || theirs == known;
        let expected = match ours {
            Some(_) if ours != known && untouched => ours,
            _ => theirs,
        };
        assert_eq!(label(&merged, &id), expected);
    }
    assert!(ids(&[&merged]).is_subset(&ids(&[ours, theirs])));
    assert_eq!(merged.draft, theirs.draft);
    let newest_first = |pair: &[Rc<Kept>]| pair[0].at >= pair[1].at;
    assert!(merged.entries().windows(2).all(newest_first));

    assert_eq!(ours.merged(base, &merged), merged);
    assert_eq!(merged.merged(base, &merged), merged);
}

/// Checks that a tab keeps what another one had not seen, and leaves alone what was done by one that had.
fn check_tab(ours: &Journal, base: &Journal, theirs: &Journal, steps: &[Step]) {
    let mut tab = Tab::default();
    tab.did(base, ours);
    let mut now = tab.heard(Some(base), theirs);
    for id in ids(&[ours, base, theirs]) {
        let (known, ours) = (base.find(&id), ours.find(&id));
        let newer = |kept: &Rc<Kept>| known.is_none_or(|known| kept.changed > known.changed);
        match ours {
            None if known.is_some() => assert_eq!(now.find(&id), None),
            Some(ours) if newer(ours) => {
                assert!(
                    now.find(&id)
                        .is_some_and(|kept| kept.changed >= ours.changed)
                );
            }
            _ => {}
        }
    }

    for (time, step) in (100..).zip(steps) {
        let next = step.taken(&now, time);
        if step.here {
            tab.did(&now, &next);
        } else {
            assert_eq!(tab.heard(Some(&now), &next), next, "{step:?} was undone");
        }
        now = next;
    }
}

fn ids(journals: &[&Journal]) -> BTreeSet<Rc<str>> {
    let of_one = |journal: &&Journal| {
        let entries = journal.entries().iter().map(|kept| kept.id.clone());
        let people = journal.people().iter().map(|person| person.id.clone());
        entries.chain(people).collect::<Vec<_>>()
    };
    journals.iter().flat_map(of_one).collect()
}

fn label<'a>(journal: &'a Journal, id: &str) -> Option<&'a Rc<str>> {
    let person = journal.people().iter().find(|person| &*person.id == id);
    person.map(|person| &person.label)
}

/// What a tab does after it has seen everything.
#[derive(Debug)]
struct Step {
    /// Whether it is the tab that is checked.
    here: bool,
    what: What,
    id: Rc<str>,
}

#[derive(Debug)]
enum What {
    Keep,
    Delete,
    Name(Rc<str>),
}

impl Step {
    fn taken(&self, journal: &Journal, time: u64) -> Journal {
        let id = self.id.clone();
        match &self.what {
            What::Keep => journal.with(Kept {
                id,
                at: time,
                changed: time,
                ..Kept::default()
            }),
            What::Delete => journal.without(&id),
            What::Name(label) => journal.with_person(Person {
                id,
                label: label.clone(),
            }),
        }
    }
}

/// Makes three journals and the steps after them, of two bytes for each check-in, label or step. There are so few ids,
/// times and labels that they meet often.
fn made_of(bytes: &[u8]) -> ([Journal; 3], Vec<Step>) {
    let (mut journals, mut steps) = ([(); 3].map(|()| Journal::default()), Vec::new());
    for pair in bytes.chunks_exact(2) {
        let [what, how] = [pair[0], pair[1]];
        let id: Rc<str> = (what >> 5).to_string().into();
        let label: Rc<str> = ["", "Sam", "Dr Sam", "S"][usize::from(how & 3)].into();
        let kept = Kept {
            id: id.clone(),
            at: u64::from(how >> 2 & 3),
            changed: u64::from(how & 3),
            setting: Some((how >> 4).to_string().into()),
            ..Kept::default()
        };
        let change = |journal: &Journal| match what >> 3 & 3 {
            0 => journal.with(kept.clone()).with_draft(journal.draft.clone()),
            1 => journal.with_person(Person {
                id: id.clone(),
                label: label.clone(),
            }),
            _ => journal.with_draft(Some(Rc::new(Draft {
                step: id.clone(),
                kept: kept.clone(),
            }))),
        };
        if what >> 3 & 3 == 3 {
            steps.push(Step {
                here: what & 1 == 0,
                what: match what >> 1 & 3 {
                    0 => What::Delete,
                    1 => What::Keep,
                    _ => What::Name(label),
                },
                id,
            });
            continue;
        }
        // One bit for each journal, so that two or all three can have the same.
        for (at, journal) in journals.iter_mut().enumerate() {
            if what >> at & 1 == 1 {
                *journal = change(journal);
            }
        }
    }
    (journals, steps)
}
