//! Several windows of one browser: they share what it stores.

use fantoccini::wd::WindowHandle;
use serde_json::json;

use crate::Session;

impl Session {
    /// Installs the page that is looked at as the app `id`, opens it as the system would, looks there from now on, and
    /// returns both windows, that of the page first.
    pub async fn install(&self, id: &str) -> [WindowHandle; 2] {
        let page = self.window().await;
        let app = json!({ "manifestId": id });
        self.devtools("PWA.install", app.clone()).await;
        // People who install a page by hand get a window; the command alone gives a tab.
        let own_window = json!({ "manifestId": id, "displayMode": "standalone" });
        self.devtools("PWA.changeAppUserSettings", own_window).await;
        self.devtools("PWA.launch", app).await;
        let windows = self.client().windows().await.unwrap_or_default();
        let app = windows.into_iter().find(|window| *window != page);
        let app = app.unwrap_or_else(|| panic!("The app {id} has no window."));
        self.look_at(&app).await;
        [page, app]
    }

    /// Opens `address` in another window, looks there from now on, and returns both windows, the old one first.
    pub async fn open_beside(&self, address: &str) -> [WindowHandle; 2] {
        let old = self.window().await;
        let new = self
            .client()
            .new_window(false)
            .await
            .unwrap_or_else(|error| panic!("There is no other window: {error}."))
            .handle;
        self.look_at(&new).await;
        self.visit(address).await;
        [old, new]
    }

    async fn window(&self) -> WindowHandle {
        let window = self.client().window().await;
        window.unwrap_or_else(|error| panic!("There is no window: {error}."))
    }

    /// Looks at `window` from now on.
    pub async fn look_at(&self, window: &WindowHandle) {
        self.client()
            .switch_to_window(window.clone())
            .await
            .unwrap_or_else(|error| panic!("Could not look at another window: {error}."));
    }
}
