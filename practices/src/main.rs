//! Starts the page.

fn main() {
    right_track_practices::app::start();
}
