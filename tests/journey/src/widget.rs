//! One widget on the page, seen from inside its shadow root.

use std::fmt::Display;

use fantoccini::elements::{Element, ElementRef};
use serde_json::{Value, json};

use crate::{Session, until};

const LOOK: &str = include_str!("look.js");
const TEXTS: &str = "every(...wanted).map(words)";

/// What a person can press.
const PRESSABLE: &str = "button, a[href], summary, [role=button]";

/// What a person can choose: the labels of controls, and controls that are their own label.
const CHOOSABLE: &str = "label, [role=radio], [role=checkbox]";

/// A widget on the page of a session.
#[derive(Clone, Copy, Debug)]
pub struct Widget<'a> {
    session: &'a Session,
    index: usize,
    keyboard: bool,
}

impl<'a> Widget<'a> {
    pub(crate) fn new(session: &'a Session, index: usize) -> Self {
        Self {
            session,
            index,
            keyboard: false,
        }
    }

    /// Returns the widget as it is used without a mouse.
    pub fn by_keyboard(self) -> Self {
        Self {
            keyboard: true,
            ..self
        }
    }

    /// Returns the session that shows the widget.
    pub fn session(&self) -> &'a Session {
        self.session
    }

    /// Scrolls to the widget, as its reader does, and waits until it has said that it is ready.
    pub async fn ready(&self) {
        self.expect("the widget to be ready", async || {
            let seen = self.look("[ready(), everything()]", json!([])).await?;
            match seen[0] {
                Value::Bool(true) => Ok(()),
                _ => Err(seen[1].to_string()),
            }
        })
        .await;
    }

    /// Presses “Try again” by `press`, and waits until an app has come in the place of the one that failed.
    pub async fn tries_again(&self, press: impl AsyncFnOnce()) {
        self.see("witness.ready.delete(host)", json!([])).await;
        press().await;
        self.ready().await;
    }

    /// Presses the button or link `name`, once it is there.
    pub async fn press(&self, name: &str) {
        let button = self.button(name).await;
        self.click(&button, name).await;
    }

    /// Chooses the answer or box with the label `name`, once it is there.
    pub async fn choose(&self, name: &str) {
        let label = self.named("label", CHOOSABLE, name).await;
        self.click(&label, name).await;
    }

    /// Returns the button or link `name`, once it is there.
    pub async fn button(&self, name: &str) -> Element {
        self.named("button", PRESSABLE, name).await
    }

    /// Returns the first visible element that matches the selector, once it is there.
    pub async fn element(&self, selector: &str) -> Element {
        let found = "[every(wanted[0])[0] ?? null, everything()]";
        self.found(&format!("`{selector}`"), found, json!([selector]))
            .await
    }

    /// Returns the labels of what is chosen right now.
    pub async fn chosen(&self) -> Vec<String> {
        strings(self.see("chosen()", json!([])).await)
    }

    /// Returns whether something visible matches the selector right now.
    pub async fn has(&self, selector: &str) -> bool {
        !self.texts(selector).await.is_empty()
    }

    /// Returns the text of everything visible that matches the selector.
    pub async fn texts(&self, selector: &str) -> Vec<String> {
        strings(self.see(TEXTS, json!([selector])).await)
    }

    /// Waits until nothing visible matches the selector.
    pub async fn expect_none(&self, selector: &str) {
        self.expect(&format!("no `{selector}`"), async || {
            let texts = self.look(TEXTS, json!([selector])).await.map(strings)?;
            if texts.is_empty() {
                Ok(())
            } else {
                Err(texts.join("\n"))
            }
        })
        .await;
    }

    /// Waits for something visible that matches the selector, and returns its text.
    pub async fn text(&self, selector: &str) -> String {
        self.expect(&format!("`{selector}`"), async || {
            let seen = "[every(...wanted).map(words), everything()]";
            let seen = self.look(seen, json!([selector])).await?;
            match &seen[0][0] {
                Value::String(text) => Ok(text.clone()),
                _ => Err(seen[1].to_string()),
            }
        })
        .await
    }

    /// Waits until the text of something visible that matches the selector contains `words`.
    pub async fn says(&self, selector: &str, words: &str) {
        self.expect(&format!("`{selector}` to say “{words}”"), async || {
            let texts = self.look(TEXTS, json!([selector])).await.map(strings)?;
            match texts.iter().any(|text| text.contains(words)) {
                true => Ok(()),
                false => Err(texts.join("\n")),
            }
        })
        .await;
    }

    /// Waits until `heading`, on `screen`, has the focus.
    pub async fn arrives_at(&self, screen: &str, heading: &str) {
        let what = format!("the focus on the heading “{heading}” of `{screen}`");
        self.expect(&what, async || {
            let seen = "[focusedHeading(...wanted), describe(active()), everything()]";
            let seen = self.look(seen, json!([screen])).await?;
            if seen[0] == heading {
                return Ok(());
            }
            Err(format!("the focus on {}, and {}", seen[1], seen[2]))
        })
        .await;
    }

    /// Waits until the status region says `words`.
    pub async fn announces(&self, words: &str) {
        self.says("[role=status]", words).await;
    }

    /// Describes what has the focus inside the widget, like `button Next` or `radio Sometimes`.
    pub async fn active(&self) -> Option<String> {
        let active = self.see("describe(active())", json!([])).await;
        active.as_str().map(str::to_owned)
    }

    /// Returns what sticks out of the widget to the right or left.
    pub async fn spills(&self) -> Vec<String> {
        strings(self.see("spills()", json!([])).await)
    }

    /// Returns the value of an expression that sees `host`, `root`, the list `wanted` and the
    /// functions of `look.js`.
    pub async fn see(&self, expression: &str, wanted: Value) -> Value {
        self.look(expression, wanted)
            .await
            .unwrap_or_else(|error| panic!("{error}"))
    }

    /// Returns the value of an expression that also sees what `script` defines.
    pub(crate) async fn see_with(&self, script: &str, expression: &str, wanted: Value) -> Value {
        self.look_with(script, expression, wanted)
            .await
            .unwrap_or_else(|error| panic!("{error}"))
    }

    async fn look(&self, expression: &str, wanted: Value) -> Result<Value, String> {
        self.look_with("", expression, wanted).await
    }

    async fn look_with(
        &self,
        script: &str,
        expression: &str,
        wanted: Value,
    ) -> Result<Value, String> {
        let mut arguments = vec![json!(self.index)];
        arguments.extend(wanted.as_array().cloned().unwrap_or_default());
        self.session
            .client()
            .execute(
                &format!("{LOOK}\n{script}\nreturn {expression};"),
                arguments,
            )
            .await
            .map_err(|error| format!("`{expression}` failed: {error}"))
    }

    pub(crate) async fn named(&self, kind: &str, selector: &str, name: &str) -> Element {
        let found = "[named(...wanted), every(wanted[0]).map(words)]";
        self.found(
            &format!("the {kind} “{name}”"),
            found,
            json!([selector, name]),
        )
        .await
    }

    /// Returns the element that comes first in what `expression` gives, once it is there.
    async fn found(&self, what: &str, expression: &str, wanted: Value) -> Element {
        self.expect(what, async || {
            let seen = self.look(expression, wanted.clone()).await?;
            // WebDriver gives an element as an object with one fixed key and its reference.
            let reference = seen[0].as_object().and_then(|found| found.values().next());
            match reference.and_then(Value::as_str) {
                Some(reference) => Ok(Element::from_element_id(
                    self.session.client().clone(),
                    ElementRef::from(reference.to_owned()),
                )),
                None => Err(seen[1].to_string()),
            }
        })
        .await
    }

    async fn click(&self, element: &Element, name: &str) {
        if self.keyboard {
            return self.walk_to_and_press(element, name).await;
        }
        self.bring_into_sight(element).await;
        element
            .click()
            .await
            .unwrap_or_else(|error| panic!("Could not click “{name}”: {error:?}."));
    }

    /// Brings the whole of `element` into sight. Drivers take what is half in sight for seen, and then miss its middle.
    pub(crate) async fn bring_into_sight(&self, element: &Element) {
        self.session.painted().await;
        let whole = "arguments[0].scrollIntoView({ block: 'nearest' });";
        self.session.run(whole, vec![json!(element)]).await;
    }

    async fn expect<T, Seen: Display>(
        &self,
        what: &str,
        condition: impl AsyncFnMut() -> Result<T, Seen>,
    ) -> T {
        let what = match self.index {
            0 => format!("{what} in {:?}", self.session.engine()),
            index => format!("{what} in widget {index} in {:?}", self.session.engine()),
        };
        until(&what, condition).await
    }
}

fn strings(list: Value) -> Vec<String> {
    serde_json::from_value(list)
        .unwrap_or_else(|error| panic!("This is no list of texts: {error}."))
}
