//! What one tab has done to what is kept, so that no other tab undoes it unseen.
//!
//! A browser lets two tabs read the same stored text before either writes, and then the later one takes away what the
//! earlier one wrote. But each tab hears of the other's writing, with the text before and after it. So a tab that
//! remembers what it did itself can do it once more.

use std::rc::Rc;

use super::journal::Journal;

/// What this tab has added, changed and deleted since it was opened.
#[derive(Clone, Debug, Default)]
pub struct Tab {
    written: Journal,
    deleted: Vec<Rc<str>>,
}

impl Tab {
    /// Notes that this tab has made `after` out of `before`.
    pub fn did(&mut self, before: &Journal, after: &Journal) {
        for (near, kept) in before.entries().iter().enumerate() {
            if after.find_near(&kept.id, near).is_none() {
                self.deleted.push(kept.id.clone());
            }
        }
        self.deleted.retain(|id| after.find(id).is_none());
        let mut entries = Vec::new();
        for (near, kept) in after.entries().iter().enumerate() {
            if before.find_near(&kept.id, near) != Some(kept) {
                entries.push(kept.clone());
            }
        }
        let mut people = after.people().to_vec();
        people.retain(|person| !before.people().contains(person));
        let new = Journal::new(entries, people, None);
        // What was written later stands for what was written before.
        self.forget(before, after);
        self.written = self.written.merged(&new, &new);
    }

    /// Returns what must be stored after another tab has made `theirs` out of `base`: `theirs` itself, unless it had not
    /// seen something that this tab did.
    ///
    /// Without `base` nobody knows what it was made of: then nothing counts as deleted there, or as brought back.
    pub fn heard(&mut self, base: Option<&Journal>, theirs: &Journal) -> Journal {
        let nothing = Journal::default();
        let known = base.unwrap_or(&nothing);
        let unseen = |id: &Rc<str>| {
            theirs.find(id).is_some() && (base.is_none() || known.find(id).is_some())
        };
        // Whoever had seen that it was deleted has brought it back on purpose.
        self.deleted
            .retain(|id| unseen(id) || theirs.find(id).is_none());
        let mut merged = self.written.merged(known, theirs);
        for id in &self.deleted {
            merged = merged.without(id);
        }
        self.forget(known, &merged);
        merged
    }

    /// Forgets what was written here and has gone from `before` to `after`. What is in neither may have been overwritten by
    /// a tab that had not seen it, of which this one is still to hear.
    fn forget(&mut self, before: &Journal, after: &Journal) {
        let mut entries = self.written.entries().to_vec();
        entries.retain(|kept| after.find(&kept.id).is_some() || before.find(&kept.id).is_none());
        let mut people = self.written.people().to_vec();
        people.retain(|person| {
            let mut others = before.people().iter().chain(after.people());
            after.people().contains(person) || others.all(|other| other.id != person.id)
        });
        self.written = Journal::new(entries, people, None);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::journal::{Kept, Person};

    fn kept(id: u64, changed: u64) -> Kept {
        Kept {
            id: id.to_string().into(),
            at: id,
            changed,
            ..Kept::default()
        }
    }

    /// A tab with what it believes to be stored: a browser tells it of others' writing only after a while.
    #[derive(Default)]
    struct Opened {
        tab: Tab,
        sees: Journal,
        to_hear: VecDeque<(Journal, Journal)>,
    }

    /// A browser with two tabs, each in a process of its own.
    #[derive(Default)]
    struct Browser {
        tabs: [Opened; 2],
    }

    impl Browser {
        fn write(&mut self, at: usize, after: Journal) {
            let before = std::mem::replace(&mut self.tabs[at].sees, after.clone());
            self.tabs[1 - at].to_hear.push_back((before, after));
        }

        fn change(&mut self, at: usize, change: impl Fn(&Journal) -> Journal) {
            let before = self.tabs[at].sees.clone();
            let after = change(&before);
            self.tabs[at].tab.did(&before, &after);
            self.write(at, after);
        }

        fn hear(&mut self, at: usize) -> bool {
            let Some((base, theirs)) = self.tabs[at].to_hear.pop_front() else {
                return false;
            };
            self.tabs[at].sees = theirs.clone();
            let merged = self.tabs[at].tab.heard(Some(&base), &theirs);
            if merged != theirs {
                self.write(at, merged);
            }
            true
        }
    }

    fn ids(journal: &Journal) -> Vec<u64> {
        journal.entries().iter().map(|kept| kept.at).collect()
    }

    #[test]
    fn what_two_tabs_keep_at_the_same_moment_is_kept() {
        let mut browser = Browser::default();
        browser.change(0, |journal| journal.with(kept(1, 0)));
        browser.change(1, |journal| journal.with(kept(2, 0)));
        while browser.hear(0) || browser.hear(1) {}
        assert_eq!(ids(&browser.tabs[0].sees), [2, 1]);
        assert_eq!(ids(&browser.tabs[1].sees), [2, 1]);
    }

    #[test]
    fn what_one_deletes_while_the_other_writes_does_not_come_back() {
        let mut browser = Browser::default();
        browser.change(0, |journal| journal.with(kept(1, 0)));
        while browser.hear(1) {}
        browser.change(0, |journal| journal.without("1"));
        browser.change(1, |journal| journal.with(kept(2, 0)));
        while browser.hear(0) || browser.hear(1) {}
        assert_eq!(ids(&browser.tabs[0].sees), [2]);
        assert_eq!(ids(&browser.tabs[1].sees), [2]);
    }

    #[test]
    fn what_is_brought_back_on_purpose_stays() {
        let mut browser = Browser::default();
        browser.change(0, |journal| journal.with(kept(1, 0)));
        browser.change(0, |journal| journal.without("1"));
        while browser.hear(1) {}
        browser.change(1, |journal| journal.with(kept(1, 0)));
        while browser.hear(0) || browser.hear(1) {}
        assert_eq!(ids(&browser.tabs[0].sees), [1]);
    }

    fn labelled(journal: &Journal, label: &str) -> Journal {
        journal.with_person(Person {
            id: "p".into(),
            label: label.into(),
        })
    }

    #[test]
    fn a_label_does_not_go_back_to_an_earlier_one_when_another_tab_writes() {
        // Who gives the label the second time: this tab, or the other one.
        for second in [0, 1] {
            let mut browser = Browser::default();
            browser.change(0, |journal| labelled(journal, "Sam"));
            while browser.hear(0) || browser.hear(1) {}
            browser.change(second, |journal| labelled(journal, "Dr Sam"));
            while browser.hear(0) || browser.hear(1) {}
            browser.change(1, |journal| journal.with(kept(1, 0)));
            while browser.hear(0) || browser.hear(1) {}
            for tab in &browser.tabs {
                assert_eq!(&*tab.sees.people()[0].label, "Dr Sam", "{second}");
            }
        }
    }

    #[test]
    fn a_label_that_was_deleted_does_not_come_back_when_another_tab_writes() {
        let mut browser = Browser::default();
        browser.change(0, |journal| labelled(journal, "Sam"));
        // As “Delete everything” does.
        browser.change(0, |_| Journal::default());
        while browser.hear(0) || browser.hear(1) {}
        browser.change(1, |journal| journal.with(kept(1, 0)));
        while browser.hear(0) || browser.hear(1) {}
        for tab in &browser.tabs {
            assert_eq!(ids(&tab.sees), [1]);
            assert_eq!(tab.sees.people(), []);
        }
    }

    #[test]
    fn what_was_overwritten_unseen_is_not_forgotten_by_a_change_before_that_is_heard() {
        let mut tab = Tab::default();
        let none = Journal::default();
        let ours = none.with(kept(1, 0));
        tab.did(&none, &ours);
        // Another tab has written, from nothing, and this one reads that before it hears of it.
        let theirs = none.with(kept(2, 0));
        let both = theirs.with(kept(3, 0));
        tab.did(&theirs, &both);
        assert_eq!(ids(&tab.heard(Some(&none), &theirs)), [3, 2, 1]);
    }

    #[test]
    fn without_knowing_what_it_was_made_of_nothing_counts_as_deleted() {
        let mut tab = Tab::default();
        let none = Journal::default();
        let ours = none.with(kept(1, 0));
        tab.did(&none, &ours);
        let theirs = none.with(kept(2, 0));
        assert_eq!(ids(&tab.heard(None, &theirs)), [2, 1]);
        tab.did(&ours, &none);
        assert_eq!(ids(&tab.heard(None, &ours)), Vec::<u64>::new());
    }

    #[derive(Clone, Debug)]
    enum Did {
        Keep(usize),
        Change(usize, u64),
        Delete(usize, u64),
        Hear(usize),
    }

    fn any_did() -> impl Strategy<Value = Did> {
        prop_oneof![
            (0..2_usize).prop_map(Did::Keep),
            (0..2_usize, 0..20_u64).prop_map(|(tab, id)| Did::Change(tab, id)),
            (0..2_usize, 0..20_u64).prop_map(|(tab, id)| Did::Delete(tab, id)),
            (0..2_usize).prop_map(Did::Hear),
            (0..2_usize).prop_map(Did::Hear),
        ]
    }

    proptest! {
        #[test]
        fn whatever_two_tabs_do_nothing_that_was_kept_is_lost(done in proptest::collection::vec(any_did(), 0..40)) {
            let mut browser = Browser::default();
            let (mut expected, mut deleted) = (Vec::new(), Vec::new());
            for (time, did) in (1..).zip(done) {
                match did {
                    Did::Keep(tab) => {
                        browser.change(tab, |journal| journal.with(kept(time, 0)));
                        expected.push(time);
                    }
                    Did::Change(tab, id) => {
                        browser.change(tab, |journal| match journal.find(&id.to_string()) {
                            Some(_) => journal.with(kept(id, time)),
                            None => journal.clone(),
                        });
                    }
                    Did::Delete(tab, id) => {
                        if browser.tabs[tab].sees.find(&id.to_string()).is_some() {
                            browser.change(tab, |journal| journal.without(&id.to_string()));
                            deleted.push(id);
                        }
                    }
                    Did::Hear(tab) => _ = browser.hear(tab),
                }
            }
            let mut turns = 0;
            while browser.hear(0) | browser.hear(1) {
                turns += 1;
                prop_assert!(turns < 1_000, "the tabs never come to rest");
            }
            for id in expected {
                let there = browser.tabs[0].sees.find(&id.to_string()).is_some();
                prop_assert!(there || deleted.contains(&id), "{} is lost", id);
            }
        }
    }
}
