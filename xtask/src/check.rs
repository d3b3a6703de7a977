//! `cargo xtask check`: what is quick.

use crate::{run, steps::Steps, tools};

/// Checks the format and the lints, and runs the native tests.
pub fn check() -> Result<(), String> {
    let mut steps = Steps::default();
    take_steps(&mut steps)?;
    println!("\n{steps}");
    Ok(())
}

/// Takes the steps of [`check`].
pub fn take_steps(steps: &mut Steps) -> Result<(), String> {
    tools::for_check()?;
    for (name, arguments) in STEPS {
        let repeat = format!("cargo {arguments}");
        steps.take(name, &repeat, || {
            run::succeed(run::cargo().args(arguments.split(' ')))
                .map_err(|_| "the messages above say why".to_owned())
        })?;
    }
    Ok(())
}

const STEPS: [(&str, &str); 5] = [
    ("Format", "fmt --all --check"),
    (
        "Lints, native",
        "clippy --quiet --workspace --all-targets -- -D warnings",
    ),
    (
        "Lints, WebAssembly",
        // Not all targets: the other tests are native, and so are the crates that they use.
        "clippy --quiet -p right-track --target wasm32-unknown-unknown --lib --bins --examples --test browser --test component -- -D warnings",
    ),
    (
        "Lints, page for practices",
        "clippy --quiet -p right-track-practices --target wasm32-unknown-unknown -- -D warnings",
    ),
    ("Native tests", "test --quiet --workspace --exclude journey"),
];
