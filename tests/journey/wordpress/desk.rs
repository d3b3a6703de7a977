//! Somebody's desk at a site: one browser, and whoever is logged in.

use std::{fs, ops::Deref};

use fantoccini::Locator;
use journey::{Element, Engine, Session, repository, until};
use serde_json::{Value, json};
use xtask::tools::wordpress::SUITES;

use crate::host::Site;

/// A browser at a site.
pub struct Desk<'a> {
    pub site: &'a Site,
    /// What its pictures are called after.
    name: &'static str,
    session: Session,
}

impl Deref for Desk<'_> {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

impl<'a> Desk<'a> {
    /// Opens a browser that sees into the widget; its pictures are called after `name`.
    pub async fn open(site: &'a Site, name: &'static str) -> Self {
        let session = Session::open(Engine::Chromium).await;
        for script in ["open-root.js", "witness.js"] {
            let path = repository().join("tests/pages").join(script);
            let text = fs::read_to_string(&path)
                .unwrap_or_else(|error| panic!("Could not read {path:?}: {error}."));
            session
                .devtools(
                    "Page.addScriptToEvaluateOnNewDocument",
                    json!({ "source": text }),
                )
                .await;
        }
        Self {
            site,
            name,
            session,
        }
    }

    /// Leaves a picture of the page to look at.
    pub async fn show(&self, what: &str) {
        self.picture(&format!("wordpress-{}-{what}", self.name))
            .await;
    }

    /// Leaves a picture of what is in the window for `docs/wordpress.md`, on the newest WordPress.
    pub async fn show_in_documents(&self, what: &str) {
        if SUITES.last().is_some_and(|newest| newest.name == self.name) {
            self.resize(1280, 900).await;
            self.run("scrollTo(0, 0);", Vec::new()).await;
            let name = format!("wordpress-{what}");
            self.picture_for_documents(&name, 0.75).await;
        }
    }

    /// Goes to `path` of the site.
    pub async fn go(&self, path: &str) {
        self.visit(&self.site.at(path)).await;
    }

    /// Leaves, and comes back as nobody known.
    pub async fn log_out(&self) {
        self.go("/wp-login.php").await;
        self.client()
            .delete_all_cookies()
            .await
            .unwrap_or_else(|error| panic!("The cookies are still there: {error}."));
    }

    /// Comes back as `name`.
    pub async fn log_in(&self, name: &str) {
        self.log_out().await;
        self.go("/wp-login.php").await;
        let script = "document.querySelector('#user_login').value = arguments[0];
            document.querySelector('#user_pass').value = 'password';
            document.querySelector('#wp-submit').click();";
        self.run(script, vec![json!(name)]).await;
        self.element("#wpadminbar").await;
    }

    /// Returns the first element that matches the selector, once it is there.
    pub async fn element(&self, selector: &str) -> Element {
        self.find(Locator::Css(selector)).await
    }

    /// Returns the field with this label, once it is there.
    pub async fn field(&self, label: &str) -> Element {
        let path = format!("//*[@id=//label[normalize-space()='{label}']/@for]");
        self.find(Locator::XPath(&path)).await
    }

    async fn find(&self, what: Locator<'_>) -> Element {
        until(&format!("{what:?}"), async || {
            let found = self.client().find(what).await;
            found.map_err(|error| error.to_string())
        })
        .await
    }

    /// Presses what matches the selector, once it can be pressed.
    pub async fn press(&self, selector: &str) {
        until(&format!("`{selector}` to be pressed"), async || {
            let element = self.element(selector).await;
            element.click().await.map_err(|error| error.to_string())
        })
        .await;
    }

    /// Waits until the expression is true in the page, and returns its value.
    pub async fn when(&self, what: &str, expression: &str) -> Value {
        until(what, async || {
            let script = format!("try {{ return {expression}; }} catch (error) {{ return null; }}");
            let value = self.run(&script, Vec::new()).await;
            match value {
                Value::Null | Value::Bool(false) => Err(expression.to_owned()),
                value => Ok(value),
            }
        })
        .await
    }

    /// Posts through WordPress's interface for programs, as whoever is logged in, and returns what became of it.
    pub async fn post(&self, kind: &str, title: &str, content: &str) -> Post {
        let script = "const [kind, title, content, done] = arguments;
            (async () => {
                const nonce = await (await fetch('/wp-admin/admin-ajax.php?action=rest-nonce')).text();
                const answer = await fetch(`/?rest_route=/wp/v2/${kind}`, {
                    method: 'POST',
                    headers: { 'Content-Type': 'application/json', 'X-WP-Nonce': nonce },
                    body: JSON.stringify({ title, content, status: 'publish' }),
                });
                return answer.json();
            })().then(done, (error) => done({ message: String(error) }));";
        let arguments = vec![json!(kind), json!(title), json!(content)];
        let answer = self
            .client()
            .execute_async(script, arguments)
            .await
            .unwrap_or_else(|error| panic!("“{title}” could not be posted: {error}."));
        let id = answer["id"].as_u64();
        let id = id.unwrap_or_else(|| panic!("“{title}” was not taken: {answer}"));
        assert_eq!(answer["status"], "publish", "{answer}");
        Post(id)
    }

    /// Returns the answer to a request for `path`, as this browser gets it: what it is, and its text.
    pub async fn text_of(&self, path: &str) -> String {
        let script = "const [path, done] = arguments;
            fetch(path, { cache: 'no-store' }).then((answer) => answer.text()).then(done, (error) => done(String(error)));";
        let text = self
            .client()
            .execute_async(script, vec![json!(path)])
            .await
            .unwrap_or_else(|error| panic!("{path} could not be read: {error}."));
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Returns the attributes of the first widget on the page, but for the marks that the loader gives it.
    pub async fn attributes(&self) -> Value {
        let script = "const { attributes } = document.querySelector('right-track');
            return Object.fromEntries([...attributes]
                .filter(({ name }) => !/^(class|data-)/.test(name))
                .map(({ name, value }) => [name, value]));";
        self.run(script, Vec::new()).await
    }
}

/// A post or page, by its number.
#[derive(Clone, Copy, Debug)]
pub struct Post(pub u64);

impl Post {
    /// Returns where it is.
    pub fn path(self) -> String {
        format!("/?p={}", self.0)
    }
}
