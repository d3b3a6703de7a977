//! Journeys through the pages, in Chromium, Firefox and WebKitGTK.

mod blocked_storage;
mod keyboard;
mod looks;
mod practice_page;
mod several_widgets;
