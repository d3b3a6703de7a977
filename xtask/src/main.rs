//! The project's commands: `cargo xtask --help` lists them.

use std::{env, path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};
use xtask::{
    bench, check, dist, fuzz, lay_out, project, reproduce, serve, size, supply, test, wordpress,
};

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    about = "The commands of Right Track."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Builds the widget and shows it in the pages of this machine
    Serve {
        /// The port of 127.0.0.1 to listen on; 0 takes any free one
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Runs every test, after installing what they need
    Test {
        /// Runs one kind of tests alone
        #[arg(long)]
        only: Option<test::Kind>,
    },
    /// Runs what is quick: format, lints, native tests
    Check,
    /// Builds what is served, into dist/
    Dist,
    /// Shows how many bytes a whole check-in loads
    Size {
        /// Also shows which crates the WebAssembly is made of; builds it for that
        #[arg(long)]
        crates: bool,
    },
    /// Measures the widget on a slow phone, beside a hand-written equivalent
    Bench {
        /// How often each variant is measured
        #[arg(long, default_value_t = 5)]
        rounds: usize,
        /// Measures what is in dist/, without building it
        #[arg(long)]
        built: bool,
        /// The file for all values; target/bench.json unless told otherwise
        #[arg(long, value_name = "FILE")]
        json: Option<PathBuf>,
    },
    /// Checks licences, bans, sources and known holes of what the project is made of
    Supply,
    /// Looks for inputs that the stored form, the file form or merging cannot bear
    Fuzz {
        /// How long to look in all, after the build
        #[arg(default_value_t = 60)]
        seconds: u64,
    },
    /// Tries the WordPress plugin on real sites, and prints each step
    Wordpress {
        /// A suite of Debian whose WordPress to take; may be given several times
        #[arg(long = "suite", value_name = "SUITE")]
        suites: Vec<String>,
        /// Tries what is in target/wordpress/, without building it
        #[arg(long)]
        built: bool,
    },
    /// Builds the last commit twice, in two places, and compares every byte
    Reproduce,
    /// Makes embed/ in the folder that Trunk is building; Trunk calls it
    #[command(hide = true)]
    LayOut,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Serve { port } => serve::serve(port),
        Command::Test { only } => test::test(only),
        Command::Check => check::check(),
        Command::Dist => dist::build().and_then(|()| {
            println!(
                "dist/ is built. To pin this very version:\n{}",
                dist::pinned_snippet()?
            );
            Ok(())
        }),
        Command::Size { crates } => size::print(&project::dist(), crates),
        Command::Bench {
            rounds,
            built,
            json,
        } => bench::bench(rounds, built, json),
        Command::Supply => supply::check(),
        Command::Fuzz { seconds } => fuzz::fuzz(seconds),
        Command::Wordpress { suites, built } => wordpress::wordpress(&suites, built),
        Command::Reproduce => reproduce::reproduce(),
        Command::LayOut => told("TRUNK_HTML_FILE").and_then(|page| {
            // Those programs are taken once the private page is there.
            if page.ends_with("inline.html") || page.ends_with("practices/index.html") {
                return Ok(());
            }
            lay_out::lay_out(&told("TRUNK_STAGING_DIR")?, &told(lay_out::INLINE)?)
        }),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

/// Returns the path that Trunk, or the command that calls it, has told by this variable.
fn told(variable: &str) -> Result<PathBuf, String> {
    env::var_os(variable).map(PathBuf::from).ok_or_else(|| {
        format!("{variable} is not set: run `cargo xtask dist`, which builds by Trunk.")
    })
}
