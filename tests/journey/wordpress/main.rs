//! The WordPress plugin on real sites: `cargo xtask wordpress`.
//!
//! Takes the plugin's zip, and the suites of Debian whose WordPress to try it with, or none for all. Each step is
//! printed with its result; the first that fails ends the run.

mod desk;
mod host;
mod steps;

use std::{
    env,
    path::PathBuf,
    thread,
    time::{Duration, Instant},
};

use desk::Desk;
use host::{Database, Site};
use journey::Folder;
use xtask::tools::wordpress::{self, CLASSIC_THEME, SUITES, Suite};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut arguments = env::args();
    let zip = arguments.nth(1).map(PathBuf::from);
    let zip = zip.unwrap_or_else(|| panic!("Say which zip to try: run `cargo xtask wordpress`."));
    let wanted: Vec<_> = arguments.collect();
    let server = wordpress::server().unwrap_or_else(|error| panic!("{error}"));
    let folder = Folder::new();
    let database = Database::start(&server, folder.path()).await;
    let mut report = Report::default();
    for suite in &SUITES {
        if wanted.is_empty() || wanted.iter().any(|name| name == suite.name) {
            let pages = wordpress::wordpress(suite).unwrap_or_else(|error| panic!("{error}"));
            let version = wordpress::version(&pages).unwrap_or_else(|error| panic!("{error}"));
            report.site = format!("WordPress {version}");
            let site = report
                .step("a new site", Site::start(&server, &database, &pages))
                .await;
            try_on(&site, suite, &zip, &mut report).await;
        }
    }
    println!("All {} steps passed.", report.passed);
}

async fn try_on(site: &Site, suite: &Suite, zip: &std::path::Path, report: &mut Report) {
    let before = site.inventory();
    let desk = Desk::open(site, suite.name).await;
    let step = report.step(
        "an administrator installs the plugin from its zip, and activates it",
        steps::install(&desk, zip),
    );
    step.await;
    let edited = report
        .step(
            "an editor puts the block into a post, and changes options in the sidebar",
            steps::edit(&desk),
        )
        .await;
    let posts = report
        .step(
            "an editor posts blocks, an author shortcodes, and both the snippet",
            steps::write(&desk),
        )
        .await;
    for theme in [suite.block_theme, CLASSIC_THEME] {
        let kind = if theme == CLASSIC_THEME {
            "classic"
        } else {
            "blocks"
        };
        assert_eq!(site.manage("theme", theme), format!("{theme} {kind}"));
        let named = |what: &str| format!("{what} ({theme})");
        let name = named("the front page has the widget: a check-in is finished and kept");
        report
            .step(&name, steps::check_in(&desk, &posts, theme))
            .await;
        let name = named("the edited block shows what was chosen");
        report.step(&name, steps::chosen(&desk, edited)).await;
        let name = named("the author's shortcode shows what it says");
        report.step(&name, steps::shortcode(&desk, &posts)).await;
        let name = named("what does not fit is left out");
        report.step(&name, steps::misfits(&desk, &posts)).await;
        let name = named("the snippet works for an editor, and is a link for an author");
        report.step(&name, steps::snippet(&desk, &posts)).await;
        let name = named("other pages have nothing of it");
        report.step(&name, steps::elsewhere(&desk)).await;
    }
    report
        .step("feeds have the link alone", steps::feed(&desk))
        .await;
    report
        .step(
            "the private page opens by the address of its folder and by its own",
            steps::private_page(&desk),
        )
        .await;
    report
        .step(
            "deactivated, it shows nothing",
            steps::deactivate(&desk, &posts),
        )
        .await;
    report
        .step("deleted, it leaves nothing", steps::delete(&desk, &before))
        .await;
    report
        .step("neither PHP nor WordPress complained of it", async {
            let complaints = site.complaints();
            let ours: Vec<_> = complaints
                .iter()
                .filter(|line| line.contains("right-track") || line.contains("right_track"))
                .collect();
            assert!(ours.is_empty(), "{ours:#?}");
        })
        .await;
}

/// Prints each step with its result.
#[derive(Default)]
struct Report {
    site: String,
    passed: usize,
}

impl Report {
    async fn step<T>(&mut self, name: &str, step: impl Future<Output = T>) -> T {
        let start = Instant::now();
        let taken = Taken {
            name: format!("{}: {name}", self.site),
        };
        let value = step.await;
        self.passed += 1;
        println!("passed  {} ({})", taken.name, seconds(start.elapsed()));
        value
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

/// A step that says so when it fails.
struct Taken {
    name: String,
}

impl Drop for Taken {
    fn drop(&mut self) {
        if thread::panicking() {
            println!("FAILED  {}", self.name);
        }
    }
}
