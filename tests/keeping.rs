//! The store in a real browser: what happens to what is kept when the browser, the page or another tab interferes.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by panicking"
)]

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use right_track::domain::journal::{Journal, Kept};
use right_track::domain::saved;
use right_track::embed::page::Page;
use right_track::store::{Done, Found, KEY, NotKept, SET_ASIDE, Store};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::*;
use web_sys::Storage;
use web_sys::js_sys::{self, Function, Promise, Reflect};
use yew::Callback;

wasm_bindgen_test_configure!(run_in_browser);

fn storage() -> Storage {
    web_sys::window().unwrap().local_storage().unwrap().unwrap()
}

fn stored() -> Option<String> {
    storage().get_item(KEY).unwrap()
}

/// The page with the real locks of `embed/private.js`.
async fn page() -> Page {
    let source = include_str!("../embed/private.js");
    Reflect::set(&js_sys::global(), &"source".into(), &source.into()).unwrap();
    let module = js_sys::eval(
        "import(URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))).then((module) => module.host())",
    );
    let module = wasm_bindgen_futures::JsFuture::from(module.unwrap().unchecked_into::<Promise>());
    Page(module.await.unwrap().unchecked_into())
}

async fn opened() -> Rc<Store> {
    Rc::new(Store::open(page().await))
}

async fn fresh() -> Rc<Store> {
    storage().clear().unwrap();
    opened().await
}

fn kept(id: &str) -> Kept {
    Kept {
        id: id.into(),
        at: 7,
        ..Kept::default()
    }
}

fn ids(journal: &Journal) -> Vec<String> {
    journal
        .entries()
        .iter()
        .map(|kept| kept.id.to_string())
        .collect()
}

/// Takes what is told once, and waits for it.
struct Told<T>(Rc<RefCell<Option<T>>>, Promise);

impl<T: 'static> Told<T> {
    fn new() -> (Self, Callback<T>) {
        let value = Rc::new(RefCell::new(None));
        let resolve = Rc::new(Cell::new(None));
        let promise = Promise::new(&mut |then: Function, _| resolve.set(Some(then)));
        let told = Self(value.clone(), promise);
        let callback = Callback::from(move |given| {
            value.replace(Some(given));
            if let Some(then) = resolve.take() {
                then.call0(&JsValue::NULL).unwrap();
            }
        });
        (told, callback)
    }

    async fn wait(self) -> T {
        wasm_bindgen_futures::JsFuture::from(self.1).await.unwrap();
        self.0.take().unwrap()
    }
}

async fn changed(store: &Rc<Store>, change: impl Fn(&Journal) -> Journal) -> Result<(), NotKept> {
    let (told, done): (_, Done) = Told::new();
    store.change(&change, done);
    told.wait().await
}

async fn keep(store: &Rc<Store>, id: &str) -> Result<(), NotKept> {
    changed(store, |journal| journal.with(kept(id))).await
}

async fn lock(store: &Rc<Store>, passphrase: &str) -> Result<(), NotKept> {
    let (told, done) = Told::new();
    store.lock_with(passphrase, done);
    told.wait().await
}

async fn unlock(store: &Rc<Store>, passphrase: &str) -> bool {
    let (told, done) = Told::new();
    store.unlock(passphrase, done);
    told.wait().await
}

#[wasm_bindgen_test]
async fn opening_the_store_writes_nothing() {
    assert!(fresh().await.lasts());
    assert_eq!(storage().length().unwrap(), 0);
}

#[wasm_bindgen_test]
async fn a_full_storage_keeps_the_old_value() {
    let store = fresh().await;
    keep(&store, "a").await.unwrap();
    // Fills the storage of the origin, as a host page may.
    let mut text = "x".repeat(1 << 20);
    while !text.is_empty() {
        let key = format!("filling-{}", storage().length().unwrap());
        if storage().set_item(&key, &text).is_err() {
            text.truncate(text.len() / 2);
        }
    }
    let before = stored();
    let many = |journal: &Journal| {
        (0..50).fold(journal.clone(), |all, at| all.with(kept(&format!("b{at}"))))
    };
    assert_eq!(changed(&store, many).await, Err(NotKept::Failed));
    assert_eq!(stored(), before);
    assert_eq!(ids(&store.load().journal()), ["a"]);
    storage().clear().unwrap();
}

#[wasm_bindgen_test]
async fn what_a_newer_version_kept_is_left_alone() {
    let store = fresh().await;
    storage().set_item(KEY, "right-track 9\nsomething").unwrap();
    assert_eq!(store.load(), Found::Newer);
    assert_eq!(keep(&store, "a").await, Err(NotKept::Changed));
    assert_eq!(stored().as_deref(), Some("right-track 9\nsomething"));
    storage().clear().unwrap();
}

#[wasm_bindgen_test]
async fn an_older_tab_no_longer_writes_when_a_newer_version_has() {
    let store = fresh().await;
    keep(&store, "a").await.unwrap();
    storage().set_item(KEY, "right-track 9\nsomething").unwrap();
    store.heard(
        Some("right-track 2\nid=a at=7"),
        Some("right-track 9\nsomething"),
        false,
    );
    assert_eq!(store.load(), Found::Newer);
    assert_eq!(keep(&store, "b").await, Err(NotKept::Changed));
    assert_eq!(stored().as_deref(), Some("right-track 9\nsomething"));
    storage().clear().unwrap();
}

#[wasm_bindgen_test]
async fn what_cannot_be_read_is_set_aside_and_goes_when_all_is_deleted() {
    let store = fresh().await;
    storage().set_item(KEY, "torn").unwrap();
    assert_eq!(store.load(), Found::Broken);
    assert_eq!(store.unreadable().as_deref(), Some("torn"));
    keep(&store, "a").await.unwrap();
    assert_eq!(
        storage().get_item(SET_ASIDE).unwrap().as_deref(),
        Some("torn")
    );
    assert_eq!(store.unreadable().as_deref(), Some("torn"));
    store.delete_all().unwrap();
    assert_eq!(storage().length().unwrap(), 0);
}

#[wasm_bindgen_test]
async fn what_the_page_has_cleared_is_known_until_it_is_kept_again_or_let_go() {
    let store = fresh().await;
    keep(&store, "a").await.unwrap();
    storage().clear().unwrap();
    assert!(matches!(store.load(), Found::Gone(_)));
    assert_eq!(keep(&store, "b").await, Err(NotKept::Changed));
    assert_eq!(
        storage().length().unwrap(),
        0,
        "nothing comes back by itself"
    );
    store.restore().unwrap();
    assert_eq!(ids(&saved::read(&stored().unwrap()).unwrap()), ["a"]);
    storage().clear().unwrap();
    store.let_go();
    assert_eq!(store.load(), Found::Journal(Journal::default()));
}

#[wasm_bindgen_test]
async fn what_another_tab_wrote_without_seeing_ours_is_joined_with_ours() {
    let store = fresh().await;
    keep(&store, "a").await.unwrap();
    let theirs = "right-track 2\nid=b at=7";
    storage().set_item(KEY, theirs).unwrap();
    store.heard(None, Some(theirs), false);
    let mut both = ids(&saved::read(&stored().unwrap()).unwrap());
    both.sort();
    assert_eq!(both, ["a", "b"]);
}

#[wasm_bindgen_test]
async fn what_another_tab_deleted_is_gone_here_as_well() {
    let store = fresh().await;
    keep(&store, "a").await.unwrap();
    let before = stored();
    storage().remove_item(KEY).unwrap();
    store.heard(before.as_deref(), None, false);
    assert_eq!(store.load(), Found::Journal(Journal::default()));
    assert_eq!(storage().length().unwrap(), 0);
}

#[wasm_bindgen_test]
async fn what_is_locked_cannot_be_read_and_opens_with_the_passphrase_alone() {
    let store = fresh().await;
    keep(&store, "secret-id").await.unwrap();
    assert_eq!(lock(&store, "correct horse").await, Ok(()));
    let text = stored().unwrap();
    assert!(text.starts_with("right-track 3\nrounds=600000 "), "{text}");
    assert!(!text.contains("secret-id"));
    // While it is unlocked, it can be changed, and nothing is stored in the open.
    assert_eq!(keep(&store, "b").await, Ok(()));
    assert_ne!(stored().unwrap(), text);
    assert!(stored().unwrap().starts_with("right-track 3\n"));

    let other = opened().await;
    assert_eq!(other.load(), Found::Locked);
    assert_eq!(keep(&other, "c").await, Err(NotKept::Changed));
    assert!(!unlock(&other, "wrong horse").await);
    assert!(unlock(&other, "correct horse").await);
    assert_eq!(ids(&other.load().journal()), ["secret-id", "b"]);
    other.lock();
    assert_eq!(other.load(), Found::Locked);
    store.delete_all().unwrap();
    assert_eq!(storage().length().unwrap(), 0);
}

#[wasm_bindgen_test]
async fn the_lock_can_be_changed_and_taken_off_without_losing_anything() {
    let store = fresh().await;
    keep(&store, "a").await.unwrap();
    lock(&store, "correct horse").await.unwrap();
    lock(&store, "battery staple").await.unwrap();
    keep(&store, "b").await.unwrap();
    let other = opened().await;
    assert!(!unlock(&other, "correct horse").await);
    assert!(unlock(&other, "battery staple").await);
    assert_eq!(ids(&other.load().journal()), ["a", "b"]);
    store.take_lock_off().unwrap();
    assert_eq!(ids(&saved::read(&stored().unwrap()).unwrap()), ["a", "b"]);
    storage().clear().unwrap();
}

#[wasm_bindgen_test]
async fn two_unlocked_tabs_lose_nothing_of_each_other() {
    let store = fresh().await;
    keep(&store, "a").await.unwrap();
    lock(&store, "correct horse").await.unwrap();
    let other = opened().await;
    assert!(unlock(&other, "correct horse").await);
    let (first, second) = (Told::new(), Told::new());
    store.change(&|journal| journal.with(kept("b")), first.1);
    other.change(&|journal| journal.with(kept("c")), second.1);
    first.0.wait().await.unwrap();
    second.0.wait().await.unwrap();
    store.heard(None, stored().as_deref(), false);
    keep(&store, "d").await.unwrap();
    let third = opened().await;
    assert!(unlock(&third, "correct horse").await);
    let mut all = ids(&third.load().journal());
    all.sort();
    assert_eq!(all, ["a", "b", "c", "d"]);
    storage().clear().unwrap();
}

#[wasm_bindgen_test]
async fn a_lock_that_is_interrupted_at_any_step_leaves_the_old_text_whole() {
    for step in ["renew_key", "seal"] {
        for fails in ["(...all) => all.at(-1)(undefined)", "() => {}"] {
            let page = page().await;
            Reflect::set(
                &page.0,
                &step.into(),
                &js_sys::eval(&format!("({fails})")).unwrap(),
            )
            .unwrap();
            storage().clear().unwrap();
            let store = Rc::new(Store::open(page));
            keep(&store, "a").await.unwrap();
            let before = stored();
            let (told, done) = Told::new();
            store.lock_with("correct horse", done);
            if fails.contains("undefined") {
                assert_eq!(told.wait().await, Err(NotKept::Failed), "{step}");
                assert!(!store.is_unlocked());
                assert_eq!(keep(&store, "b").await, Ok(()), "it goes on without a lock");
                assert_eq!(ids(&saved::read(&stored().unwrap()).unwrap()), ["a", "b"]);
            } else {
                // The page is closed while it waits.
                assert_eq!(stored(), before, "{step}");
            }
        }
    }
    storage().clear().unwrap();
}

#[wasm_bindgen_test]
async fn a_full_storage_leaves_the_old_lock_whole() {
    let store = fresh().await;
    keep(&store, "a").await.unwrap();
    lock(&store, "correct horse").await.unwrap();
    let mut text = "x".repeat(1 << 20);
    while !text.is_empty() {
        let key = format!("filling-{}", storage().length().unwrap());
        if storage().set_item(&key, &text).is_err() {
            text.truncate(text.len() / 2);
        }
    }
    let before = stored();
    let many = |journal: &Journal| {
        (0..50).fold(journal.clone(), |all, at| all.with(kept(&format!("b{at}"))))
    };
    assert_eq!(changed(&store, many).await, Err(NotKept::Failed));
    assert_eq!(stored(), before);
    assert_eq!(ids(&store.load().journal()), ["a"]);
    storage().clear().unwrap();
}
