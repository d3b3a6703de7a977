//! Journeys through the pages, in Chromium, Firefox and WebKitGTK.

mod accessibility;
mod coming_back;
mod failures;
mod framed;
mod hostile_hosts;
mod keeping;
mod keyboard;
mod leaving;
mod life_on_a_page;
mod looking_back;
mod looks;
mod npm_package;
mod options;
mod policies;
mod practice_page;
mod practices;
mod private_page;
mod recorders;
mod several_widgets;
mod shown_at_once;
mod spoken;
mod taking_away;
mod traces;
mod versions;
