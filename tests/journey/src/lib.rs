//! Drives real browsers through the pages, as a person would.
//!
//! A journey starts a [`Site`], opens a [`Session`] in an [`Engine`] and uses a [`Widget`]:
//! ```ignore
//! let site = Site::start();
//! let session = Session::open(engine).await;
//! session.visit(&site.page("/sample/")).await;
//! let widget = session.widget(0);
//! widget.ready().await;
//! widget.press(&words("labels.start")).await;
//! ```
//! A method that finds a condition unmet after ten seconds panics with a sentence that names it.

mod axe;
mod check_in;
mod console;
mod devtools;
mod disk;
mod display;
mod engine;
mod fields;
mod files;
mod focus;
mod folder;
mod group;
mod host;
mod keys;
mod mode;
mod mouse;
mod pictures;
mod program;
mod room;
mod screens;
mod session;
mod site;
mod speech;
mod tree;
mod wait;
mod walk;
mod widget;
mod windows;
mod words;

pub use axe::Finding;
pub use check_in::{ANSWERS, card_for};
pub use disk::Disk;
pub use engine::Engine;
pub use fantoccini::{elements::Element, key::Key};
pub use folder::Folder;
pub use group::Group;
pub use host::{Answer, Host, Software};
pub use mode::{Colours, Mode};
pub use screens::TYPED;
pub use session::{KEY, Scheme, Session, Settings};
pub use site::{Asked, Site, repository, witnessed};
pub use speech::Said;
pub use tree::Thing;
pub use wait::until;
pub use widget::Widget;
pub use words::{Spoken, drafts, every_text, every_text_below, forms, languages, speak, words};
pub use xtask::server::{Reply, Request};

/// Makes a test for each named engine out of an `async fn` that takes an [`Engine`].
#[macro_export]
macro_rules! in_engines {
    ($journey:ident: $($engine:ident)+) => {
        #[allow(non_snake_case)]
        mod $journey {
            $(
                #[tokio::test]
                async fn $engine() {
                    super::$journey($crate::Engine::$engine).await;
                }
            )+
        }
    };
    ($journey:ident) => {
        $crate::in_engines!($journey: Chromium Firefox WebKit);
    };
}
