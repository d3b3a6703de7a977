//! Several windows of one browser: they share what it stores.

use fantoccini::wd::WindowHandle;

use crate::Session;

impl Session {
    /// Opens `address` in another window, looks there from now on, and returns both windows, the old one first.
    pub async fn open_beside(&self, address: &str) -> [WindowHandle; 2] {
        let old = self
            .client()
            .window()
            .await
            .unwrap_or_else(|error| panic!("There is no window: {error}."));
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

    /// Looks at `window` from now on.
    pub async fn look_at(&self, window: &WindowHandle) {
        self.client()
            .switch_to_window(window.clone())
            .await
            .unwrap_or_else(|error| panic!("Could not look at another window: {error}."));
    }
}
