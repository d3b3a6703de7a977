//! The stored form.

use right_track::domain::{journal::Journal, saved};

/// Checks that any bytes give a journal or a reason, and that a journal survives.
pub fn check(bytes: &[u8]) {
    if let Ok(journal) = saved::read(&String::from_utf8_lossy(bytes)) {
        survives(&journal);
    }
}

/// Checks that `journal` is the same after it was stored: nothing in it can become a part or a line of its own.
pub fn survives(journal: &Journal) {
    let text = saved::written(journal);
    assert_eq!(saved::read(&text).as_ref(), Ok(journal), "{text:?}");
}
