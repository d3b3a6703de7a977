//! A private check-in about how therapy is going, and an explainer of green flags, as a Yew component for other
//! people's pages.
//!
//! Arrows go one way: [`embed`] → [`view`] → { [`domain`], [`store`] } and `store` → `domain`. `embed` is the one
//! door between the page and the app; `domain` is pure and tests natively. [`component`] is for other Yew apps.

pub mod component;
pub mod domain;
pub mod embed;
#[cfg(any(feature = "prerender", all(test, not(target_arch = "wasm32"))))]
pub mod prerender;
pub mod store;
pub mod view;

/// Whether this is the program of the private page, which can do more than a widget inside somebody's page.
pub const PRIVATE_PAGE: bool = cfg!(feature = "private-page");
