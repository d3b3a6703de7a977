//! Steps with a name, in order, until one fails.

use std::{
    fmt,
    time::{Duration, Instant},
};

/// The steps that have been taken.
#[derive(Debug, Default)]
pub struct Steps {
    taken: Vec<(&'static str, Duration)>,
}

impl Steps {
    /// Takes a step; a failure says how to `repeat` it alone.
    pub fn take(
        &mut self,
        name: &'static str,
        repeat: &str,
        step: impl FnOnce() -> Result<(), String>,
    ) -> Result<(), String> {
        println!("── {name}");
        let start = Instant::now();
        step().map_err(|reason| {
            format!(
                "{name} failed: {reason}{} Repeat it with `{repeat}`.",
                stop(&reason)
            )
        })?;
        let duration = start.elapsed();
        println!("── {name}: done in {}", seconds(duration));
        self.taken.push((name, duration));
        Ok(())
    }
}

impl fmt::Display for Steps {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        for (name, duration) in &self.taken {
            writeln!(formatter, "{name:<32} {:>9}", seconds(*duration))?;
        }
        let total = self.taken.iter().map(|(_, duration)| *duration).sum();
        write!(formatter, "{:<32} {:>9}", "All passed", seconds(total))
    }
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}

/// Returns the full stop that `reason` may lack.
fn stop(reason: &str) -> &'static str {
    if reason.ends_with('.') { "" } else { "." }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_failed_and_how_to_repeat_it() {
        let mut steps = Steps::default();
        let done = steps.take("Format", "cargo fmt", || Err("it is odd".to_owned()));
        assert_eq!(
            done,
            Err("Format failed: it is odd. Repeat it with `cargo fmt`.".to_owned())
        );
        let done = steps.take("Lints", "cargo clippy", || Err("They are odd.".to_owned()));
        assert_eq!(
            done,
            Err("Lints failed: They are odd. Repeat it with `cargo clippy`.".to_owned())
        );
        assert!(!steps.to_string().contains("Format"));
    }

    #[test]
    fn sums_up_what_was_done() {
        let mut steps = Steps::default();
        steps.take("Format", "cargo fmt", || Ok(())).unwrap();
        let text = steps.to_string();
        assert!(
            text.contains("Format") && text.contains("All passed"),
            "{text}"
        );
    }
}
