//! The compiler of C++, which libFuzzer is written in.

use std::env;

use super::debian;
use crate::run;

/// Installs a compiler when there is none: on Debian as root; elsewhere it says what to install.
pub(super) fn for_cpp() -> Result<(), String> {
    // The crate that calls it looks for it in the same places; on Windows there are others.
    if cfg!(windows) || env::var_os("CXX").is_some() || run::find("c++").is_some() {
        Ok(())
    } else if debian::can_install() {
        debian::install(&["g++"])
    } else {
        Err("Fuzzing needs a compiler of C++, and there is none: install one (on Debian: `apt-get install -y g++`), then run the command again.".to_owned())
    }
}
