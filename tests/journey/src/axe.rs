//! axe-core, which looks at a page for what keeps people out.

use std::{fs, sync::LazyLock};

use serde_json::json;

use crate::{Session, repository};

/// WCAG 2.0 to 2.2 at A and AA, and what axe calls best practices.
const RULES: [&str; 7] = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22a",
    "wcag22aa",
    "best-practice",
];

const LOOK: &str = include_str!("axe.js");

static AXE: LazyLock<String> = LazyLock::new(|| {
    let path = repository().join("xtask/node_modules/axe-core/axe.min.js");
    fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("Could not read {path:?}: {error}. Run `npm ci` in xtask/."))
});

/// What axe has found on a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The rule that does not hold, after `unsure: ` where a person must look.
    pub rule: String,
    /// Why, which may be another in each mode.
    pub reasons: String,
    /// Where the element is.
    pub place: String,
    /// The element, as it begins.
    pub element: String,
}

impl Session {
    /// Brings axe onto the page. It sees into open shadow roots alone.
    pub async fn bring_axe(&self) {
        // Not by a script element, which the policy of some pages forbids.
        self.run(&AXE, Vec::new()).await;
    }

    /// Returns what axe finds on the page as it is now.
    pub async fn axe(&self) -> Vec<Finding> {
        let found = self.run(LOOK, vec![json!(RULES)]).await;
        let found: Vec<[String; 4]> = serde_json::from_value(found)
            .unwrap_or_else(|error| panic!("These are no findings: {error}."));
        let mut findings: Vec<_> = found
            .into_iter()
            .map(|[rule, reasons, place, element]| Finding {
                rule,
                reasons,
                place,
                element,
            })
            .collect();
        findings.sort();
        findings
    }
}
