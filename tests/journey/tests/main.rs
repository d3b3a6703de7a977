//! Journeys through the pages, in Chromium, Firefox and WebKitGTK.

mod blocked_storage;
mod failures;
mod framed;
mod hostile_hosts;
mod keyboard;
mod life_on_a_page;
mod looks;
mod npm_package;
mod options;
mod policies;
mod practice_page;
mod recorders;
mod several_widgets;
mod shown_at_once;
mod traces;
mod versions;
