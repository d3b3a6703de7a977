//! A person with a slow phone, who goes through one variant.

use std::fmt::Write;

use journey::{ANSWERS, Engine, Session, Settings, until, words};
use serde_json::{Value, json};

use crate::{
    Variant,
    table::{self, Table},
    traffic::Traffic,
};

/// As many as somebody keeps who does it every day for more than thirteen years.
const MANY: u64 = 5_000;

/// A browser that is as slow as a cheap phone on a bad line.
pub struct Visitor {
    variant: Variant,
    session: Session,
}

impl Visitor {
    /// Opens the browser.
    pub async fn open(variant: Variant) -> Self {
        let settings = Settings {
            width: 412,
            height: 915,
            ..Settings::default()
        };
        let session = Session::open_with(Engine::Chromium, settings).await;
        let probe = include_str!("probe.js").replace("__PLAN__", &variant.plan().to_string());
        for (command, parameters) in [
            ("Network.enable", json!({})),
            (
                "Network.emulateNetworkConditions",
                json!({
                    "offline": false,
                    "latency": 150,
                    // 1.6 and 0.75 Mbit/s, in bytes.
                    "downloadThroughput": 200_000,
                    "uploadThroughput": 93_750,
                }),
            ),
            ("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })),
            (
                "Page.addScriptToEvaluateOnNewDocument",
                json!({ "source": probe }),
            ),
        ] {
            session.devtools(command, parameters).await;
        }
        Self { variant, session }
    }

    /// Takes all measures of the variant, and returns what else the page says.
    pub async fn go_through(&self, traffic: &Traffic, table: &mut Table) -> Value {
        let variant = self.variant;
        let mut put = |measure, value| table.put(variant, measure, value);
        traffic.take();
        self.visit(&traffic.page(variant, false)).await;
        if variant == Variant::Us {
            self.wait_for("probe.seen.ready").await;
        }
        self.wait_for("probe.quiet()").await;
        let page = self.look("probe.page()").await;
        let (together, longest) = self.tasks().await;
        put(&table::PAGE_PAINTED, number(&page["painted"]));
        put(&table::SHIFT, number(&self.look("probe.seen.shift").await));
        put(&table::BUSY, together);
        put(&table::LONGEST, longest);
        if variant == Variant::Bare {
            return page;
        }
        for took in self.check_in().await {
            put(&table::INTERACTION, took);
            put(&table::SLOWEST, took);
        }
        let after = self.look("probe.page()").await;
        put(&table::WASM, number(&after["wasm"]) / 1024.0);
        put(&table::HEAP, self.heap().await / 1024.0);
        let bytes = traffic.take();
        put(&table::ALL_BYTES, bytes.values().sum::<usize>() as f64);

        for command in ["Network.clearBrowserCache", "Page.stopLoading"] {
            self.session.devtools(command, json!({})).await;
        }
        self.look("localStorage.clear()").await;
        self.visit(&traffic.page(variant, true)).await;
        put(&table::NEXT, self.took("next").await);
        put(&table::PAINTED, self.took("painted").await);
        put(&table::ACCEPTED, self.took("accepted").await);
        self.wait_for("probe.quiet()").await;
        self.visit(&traffic.page(variant, true)).await;
        put(&table::NEXT_AGAIN, self.took("next").await);

        let (key, text) = self.many();
        self.session
            .run(
                "localStorage.setItem(...arguments);",
                vec![json!(key), json!(text)],
            )
            .await;
        self.visit(&traffic.page(variant, true)).await;
        put(&table::MANY_NEXT, self.took("next").await);
        self.wait_for("probe.quiet()").await;
        put(&table::MANY_LONGEST, self.tasks().await.1);
        let answer = words("answers.1.label");
        let answered = self.step("label", &answer, &checked(&answer)).await;
        put(&table::MANY_ANSWER, answered);
        let shown = self.step("button", &words("labels.kept"), ENTRY).await;
        put(&table::MANY_SHOWN, shown);
        self.look(&format!("void (probe.first = {ENTRY})")).await;
        let delete = words("labels.delete");
        let deleted = self
            .step("button", &delete, "!probe.first.isConnected")
            .await;
        put(&table::MANY_DELETED, deleted);
        table.kinds.insert(variant, bytes);
        page
    }

    /// Goes to an address.
    pub async fn visit(&self, address: &str) {
        self.session.visit(address).await;
    }

    /// Waits until the page has noted when this was, and returns it in milliseconds since the visit began.
    pub async fn took(&self, what: &str) -> f64 {
        number(&self.wait_for(&format!("probe.seen.took.{what}")).await)
    }

    /// Goes through a whole check-in by the mouse, keeps it and ticks the green flags. Returns how long each press took.
    async fn check_in(&self) -> Vec<f64> {
        let mut took = Vec::new();
        let mut press = async |selector: &str, name: &str, sight: &str| {
            took.push(self.step(selector, name, sight).await);
        };
        let question = |sign: usize| shown("legend", &words(&format!("signs.{sign}.question")));
        if self.variant == Variant::Us {
            for name in ["sessions.choices.2", "setting.choices.0"] {
                let name = words(&format!("welcome.{name}.label"));
                press("label", &name, &checked(&name)).await;
            }
            press("button", &words("labels.start"), &question(0)).await;
        }
        for (sign, answer) in ANSWERS.into_iter().enumerate() {
            let answer = words(&format!("answers.{answer}.label"));
            press("label", &answer, &checked(&answer)).await;
            let (onward, sight) = if sign + 1 == ANSWERS.len() {
                let result = words("overview.mixed.heading");
                ("labels.see_result", shown("h2", &result))
            } else {
                ("labels.next", question(sign + 1))
            };
            press("button", &words(onward), &sight).await;
        }
        let done = shown("[role=status]", &words("kept.done"));
        press("button", &words("labels.keep"), &done).await;
        press("button", &words("labels.kept"), ENTRY).await;
        let flags = shown("h2", &words("flags.heading"));
        press("button", &words("labels.green_flags"), &flags).await;
        for flag in 0..4 {
            let name = words(&format!("flags.list.{flag}.name"));
            let tick = format!("{}: {name}", words("flags.tick"));
            press("label", &tick, &checked(&tick)).await;
        }
        took
    }

    /// Presses what has this name, and returns the milliseconds until `sight` was painted.
    async fn step(&self, selector: &str, name: &str, sight: &str) -> f64 {
        let before = format!("probe.before(...{})", json!([selector, name, sight]));
        let point = self.wait_for(&before).await;
        for kind in ["mousePressed", "mouseReleased"] {
            let mouse = json!({
                "type": kind, "x": point[0], "y": point[1], "button": "left", "clickCount": 1,
            });
            self.session
                .devtools("Input.dispatchMouseEvent", mouse)
                .await;
        }
        self.took("step").await - number(&self.look("probe.seen.pressed").await)
    }

    /// Returns how long all long tasks took together, and the longest of them.
    async fn tasks(&self) -> (f64, f64) {
        let tasks = self.look("probe.seen.tasks").await;
        let tasks = tasks.as_array().into_iter().flatten();
        tasks.fold((0.0, 0.0), |(together, longest), task| {
            let length = number(&task[1]);
            (together + length, f64::max(longest, length))
        })
    }

    /// Returns how many bytes are in use, once what is not has been collected.
    async fn heap(&self) -> f64 {
        let ask = async |command| self.session.devtools(command, json!({})).await;
        ask("HeapProfiler.collectGarbage").await;
        number(&ask("Runtime.getHeapUsage").await["usedSize"])
    }

    /// Returns many kept check-ins as the variant stores them: the key and the text.
    fn many(&self) -> (&'static str, String) {
        let day = 86_400_000;
        let days = (0..MANY).map(|ago| (MANY - ago, 1_763_800_000_000 - ago * day));
        if self.variant == Variant::Vanilla {
            let entries: Vec<_> = days
                .map(|(_, at)| json!({ "at": at, "answers": ANSWERS, "ticks": [0] }))
                .collect();
            return ("yardstick", json!(entries).to_string());
        }
        let mut text = "right-track 2".to_owned();
        for (id, at) in days {
            // Writing into memory does not fail.
            let _ = write!(
                text,
                "\nid=m{id:x} at={at} with=p4x sessions=many setting=room answers=safety:mostly,respect:sometimes,goals:not-yet,openness:no,feedback:too-early ticks=heard"
            );
        }
        ("right-track:journal", text)
    }

    async fn look(&self, expression: &str) -> Value {
        self.session
            .run(&format!("return {expression};"), Vec::new())
            .await
    }

    /// Waits until the expression gives something, and returns that.
    async fn wait_for(&self, expression: &str) -> Value {
        until(expression, async || {
            let value = self.look(expression).await;
            match &value {
                Value::Null | Value::Bool(false) => Err("nothing".to_owned()),
                Value::Number(number) if number.as_f64() == Some(0.0) => Err("0".to_owned()),
                _ => Ok(value),
            }
        })
        .await
    }
}

/// A kept check-in.
const ENTRY: &str = "probe.find('.entry')";

fn shown(selector: &str, words: &str) -> String {
    format!("probe.find(...{})", json!([selector, words]))
}

fn checked(label: &str) -> String {
    format!("{}?.control.checked", shown("label", label))
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_default()
}
