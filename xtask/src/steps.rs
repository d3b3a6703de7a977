//! Steps with a name, in order, until one fails.

use std::{
    fmt,
    time::{Duration, Instant},
};

/// The steps that have been taken.
#[derive(Debug, Default)]
pub struct Steps {
    taken: Vec<(&'static str, Duration)>,
    missed: Vec<(&'static str, String)>,
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

    /// Notes a step that cannot be taken here, which is never counted as passed.
    pub fn miss(&mut self, name: &'static str, reason: String) {
        println!("── {name}: NOT CHECKED: {reason}");
        self.missed.push((name, reason));
    }

    /// Returns the names of the steps that could not be taken.
    pub fn missed(&self) -> impl Iterator<Item = &'static str> {
        self.missed.iter().map(|(name, _)| *name)
    }
}

impl fmt::Display for Steps {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        for (name, duration) in &self.taken {
            writeln!(formatter, "{name:<32} {:>9}", seconds(*duration))?;
        }
        for (name, reason) in &self.missed {
            writeln!(formatter, "{name:<32} NOT CHECKED: {reason}")?;
        }
        let total = self.taken.iter().map(|(_, duration)| *duration).sum();
        let all = match self.missed.len() {
            0 => "All passed".to_owned(),
            missed => format!("Passed, but {missed} NOT CHECKED"),
        };
        write!(formatter, "{all:<32} {:>9}", seconds(total))
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

    #[test]
    fn never_says_that_all_passed_when_a_step_could_not_be_taken() {
        let mut steps = Steps::default();
        steps.take("Format", "cargo fmt", || Ok(())).unwrap();
        steps.miss("Known holes", "no network".to_owned());
        let text = steps.to_string();
        assert!(!text.contains("All passed"), "{text}");
        assert!(text.contains("but 1 NOT CHECKED"), "{text}");
        assert!(text.contains("NOT CHECKED: no network"), "{text}");
        assert!(steps.missed().eq(["Known holes"]));
    }
}
