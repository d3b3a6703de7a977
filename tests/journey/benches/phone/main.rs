//! How the widget does on a slow phone, beside the bare page and a hand-written equivalent: `cargo xtask bench`.
//!
//! Each variant of each round gets a browser with a fresh profile, by turns, so that whatever else the machine does
//! meets all of them. Takes the number of rounds and the file to write.

mod table;
mod traffic;
mod visitor;

use std::{env, fs};

use journey::words;
use serde_json::{Value, json};
use table::Table;
use traffic::Traffic;
use visitor::Visitor;
use xtask::project::VERSION;

/// What stands in the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Variant {
    /// Nothing.
    Bare,
    /// The yardstick.
    Vanilla,
    /// The widget, by the snippet that the README recommends.
    Us,
}

impl Variant {
    /// All variants, in the order of the table.
    pub const ALL: [Self; 3] = [Self::Bare, Self::Vanilla, Self::Us];

    /// Returns its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bare => "bare",
            Self::Vanilla => "vanilla",
            Self::Us => "us",
        }
    }

    /// Returns the variant of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|variant| variant.name() == name)
    }

    /// Returns what a site puts into its page.
    pub fn snippet(self) -> &'static str {
        match self {
            Self::Bare => "",
            Self::Vanilla => {
                "<div id=\"yardstick\"></div>\n<script src=\"/pages/bench/vanilla.js\" defer></script>"
            }
            Self::Us => {
                "<right-track region=\"GB\" style=\"display:block;min-height:45em\"><a href=\"/\">Open the private check-in</a></right-track>\n<script src=\"/embed/1/right-track.js\" defer></script>"
            }
        }
    }

    /// Returns what the page is to look for: see `probe.js`.
    fn plan(self) -> Value {
        match self {
            Self::Bare => json!({ "home": "#nothing" }),
            Self::Vanilla => json!({
                "home": "#yardstick",
                "choice": words("answers.0.label"),
                "onward": words("labels.next"),
                "then": words("signs.1.question"),
            }),
            Self::Us => json!({
                "home": "right-track",
                "choice": words("welcome.sessions.choices.2.label"),
                "onward": words("labels.start"),
                "then": words("signs.0.question"),
            }),
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut arguments = env::args().skip(1);
    let rounds = arguments
        .next()
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(1);
    let file = arguments.next().filter(|file| !file.starts_with("--"));
    let traffic = Traffic::start();
    let mut table = Table::default();
    for variant in [Variant::Vanilla, Variant::Us] {
        first_bytes(&traffic, variant, &mut table).await;
    }
    for round in 1..=rounds {
        let mut bare = None;
        for variant in Variant::ALL {
            println!("round {round} of {rounds}: {}", variant.name());
            let page = Visitor::open(variant)
                .await
                .go_through(&traffic, &mut table)
                .await;
            match &bare {
                None => bare = Some(page),
                Some(bare) => compare(bare, &page, variant, &mut table),
            }
        }
    }
    println!("\n{}", table.shown());
    if let Some(file) = file {
        fs::write(&file, format!("{:#}\n", table.as_json(rounds)))
            .unwrap_or_else(|error| panic!("Could not write {file}: {error}."));
        println!("All values are in {file}.");
    }
}

/// Counts what must be there before the first question can be answered, with everything else held back.
async fn first_bytes(traffic: &Traffic, variant: Variant, table: &mut Table) {
    let Traffic { site, .. } = traffic;
    site.hold(&[&format!("/embed/{VERSION}/")]);
    traffic.take();
    let visitor = Visitor::open(variant).await;
    visitor.visit(&traffic.page(variant, true)).await;
    visitor.took("accepted").await;
    let bytes: usize = traffic.take().values().sum();
    table.put(variant, &table::FIRST_BYTES, bytes as f64);
    site.let_go();
}

/// Counts what differs from the bare page.
fn compare(bare: &Value, page: &Value, variant: Variant, table: &mut Table) {
    let lists = |key: &str| {
        let list = |page: &Value| page[key].as_array().cloned().unwrap_or_default();
        (list(bare), list(page))
    };
    let (before, after) = lists("globals");
    let globals = after.iter().filter(|name| !before.contains(name)).count();
    let (before, after) = lists("styles");
    assert_eq!(before.len(), after.len(), "elements of the page");
    let restyled = before.iter().zip(&after).filter(|(old, new)| old != new);
    table.put(variant, &table::GLOBALS, globals as f64);
    table.put(variant, &table::RESTYLED, restyled.count() as f64);
}
