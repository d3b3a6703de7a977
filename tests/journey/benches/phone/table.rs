//! What was measured, as a table and as JSON.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::{Variant, traffic::Bytes};

/// Something that is measured of each variant.
#[derive(Debug)]
pub struct Measure {
    name: &'static str,
    unit: &'static str,
    /// Whether it is the same in every round and on every machine.
    exact: bool,
    /// Which of all values stands for them: the one that so many hundredths do not exceed.
    percentile: usize,
}

const fn exact(name: &'static str, unit: &'static str) -> Measure {
    Measure {
        name,
        unit,
        exact: true,
        percentile: 50,
    }
}

const fn noisy(name: &'static str, unit: &'static str, percentile: usize) -> Measure {
    Measure {
        name,
        unit,
        exact: false,
        percentile,
    }
}

/// Declares the measures, in the order of the table.
macro_rules! measures {
    ($($key:ident = $measure:expr;)+) => {
        $(pub static $key: Measure = $measure;)+
        static ALL: &[&Measure] = &[$(&$key),+];
    };
}

measures! {
    FIRST_BYTES = exact("bytes until the first question can be answered", "B");
    ALL_BYTES = exact("bytes of a whole check-in", "B");
    PAGE_PAINTED = noisy("the page itself painted", "ms", 50);
    PAINTED = noisy("first question painted", "ms", 50);
    ACCEPTED = noisy("first answer accepted", "ms", 50);
    NEXT = noisy("“Next”, pressed at once, carried out", "ms", 50);
    NEXT_AGAIN = noisy("the same on the second visit", "ms", 50);
    SHIFT = noisy("layout shift of the page", "", 50);
    INTERACTION = noisy("from a press to the next paint, p50", "ms", 50);
    SLOWEST = noisy("from a press to the next paint, p98", "ms", 98);
    BUSY = noisy("long tasks while loading, together", "ms", 50);
    LONGEST = noisy("the longest of them", "ms", 50);
    HEAP = noisy("JavaScript heap after a check-in", "KB", 50);
    WASM = exact("WebAssembly memory after a check-in", "KB");
    RESTYLED = exact("elements of the page restyled", "");
    GLOBALS = exact("new globals", "");
    MANY_NEXT = noisy("with 5,000 kept: “Next”, second visit", "ms", 50);
    MANY_LONGEST = noisy("with 5,000 kept: longest task while loading", "ms", 50);
    MANY_ANSWER = noisy("with 5,000 kept: an answer", "ms", 50);
    MANY_SHOWN = noisy("with 5,000 kept: the list shown", "ms", 50);
    MANY_DELETED = noisy("with 5,000 kept: one deleted", "ms", 50);
}

/// All values of all rounds.
#[derive(Debug, Default)]
pub struct Table {
    values: BTreeMap<(&'static str, Variant), Vec<f64>>,
    /// What the bytes of a whole check-in are made of.
    pub kinds: BTreeMap<Variant, Bytes>,
}

impl Table {
    /// Adds a value.
    pub fn put(&mut self, variant: Variant, measure: &'static Measure, value: f64) {
        let values = self.values.entry((measure.name, variant)).or_default();
        values.push(value);
    }

    fn value(&self, variant: Variant, measure: &Measure) -> Option<f64> {
        let mut values = self.values.get(&(measure.name, variant))?.clone();
        values.sort_by(f64::total_cmp);
        let rank = (values.len() * measure.percentile).div_ceil(100).max(1);
        values.get(rank - 1).copied()
    }

    fn ratio(&self, measure: &Measure) -> Option<f64> {
        let [vanilla, us] =
            [Variant::Vanilla, Variant::Us].map(|variant| self.value(variant, measure));
        vanilla
            .filter(|&vanilla| vanilla > 0.0)
            .and_then(|vanilla| Some(us? / vanilla))
    }

    /// Returns the table for people.
    pub fn shown(&self) -> String {
        let mut lines = vec![format!(
            "{:<48}{:>4}{:>10}{:>10}{:>10}{:>8}  ",
            "", "", "bare page", "vanilla", "us", "ratio"
        )];
        for measure in ALL {
            let Measure { name, unit, .. } = measure;
            let kind = if measure.exact { "exact" } else { "noisy" };
            let [bare, vanilla, us] = Variant::ALL.map(|variant| {
                self.value(variant, measure)
                    .map_or_else(String::new, |value| {
                        // A shift is a small number; all others are whole ones.
                        let digits = if unit.is_empty() && !measure.exact {
                            3
                        } else {
                            0
                        };
                        format!("{value:.digits$}")
                    })
            });
            let ratio = self
                .ratio(measure)
                .map_or_else(String::new, |ratio| format!("{ratio:.2}"));
            lines.push(format!(
                "{name:<48}{unit:>4}{bare:>10}{vanilla:>10}{us:>10}{ratio:>8}  {kind}"
            ));
        }
        for (variant, kinds) in &self.kinds {
            let parts: Vec<_> = kinds
                .iter()
                .map(|(kind, bytes)| format!("{kind} {bytes}"))
                .collect();
            lines.push(format!("bytes of {}: {}", variant.name(), parts.join(", ")));
        }
        lines.join("\n")
    }

    /// Returns everything for programs.
    pub fn as_json(&self, rounds: usize) -> Value {
        let measures: Vec<_> = ALL
            .iter()
            .map(|measure| {
                let of = |variant: Variant| {
                    json!({
                        "value": self.value(variant, measure),
                        "all": self.values.get(&(measure.name, variant)),
                    })
                };
                json!({
                    "name": measure.name,
                    "unit": measure.unit,
                    "exact": measure.exact,
                    "percentile": measure.percentile,
                    "bare": of(Variant::Bare),
                    "vanilla": of(Variant::Vanilla),
                    "us": of(Variant::Us),
                    "ratio": self.ratio(measure),
                })
            })
            .collect();
        let kinds: serde_json::Map<_, _> = self
            .kinds
            .iter()
            .map(|(variant, kinds)| (variant.name().to_owned(), json!(kinds)))
            .collect();
        json!({ "rounds": rounds, "measures": measures, "bytes": kinds })
    }
}
