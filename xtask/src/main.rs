//! The project's commands: `cargo xtask --help` lists them.

use std::{env, path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};
use xtask::{check, dist, lay_out, project, reproduce, serve, size, supply, test};

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
    Size,
    /// Checks licences, bans, sources and known holes of what the project is made of
    Supply,
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
        Command::Size => size::print(&project::dist()),
        Command::Supply => supply::check(),
        Command::Reproduce => reproduce::reproduce(),
        Command::LayOut => staging().and_then(|staging| lay_out::lay_out(&staging)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn staging() -> Result<PathBuf, String> {
    env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or_else(|| {
            "TRUNK_STAGING_DIR is not set: run `cargo xtask dist`, which builds by Trunk."
                .to_owned()
        })
}
