//! Files that the widget gives to the person, and files that they give to it.

use serde_json::{Value, json};

use crate::{Session, until};

/// Catches files instead of saving them.
const CATCH: &str = "
    window.caught = [];
    const blobs = new Map();
    const create = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      const address = create.call(URL, blob);
      blobs.set(address, blob);
      return address;
    };
    HTMLAnchorElement.prototype.click = function () {
      const { download, href } = this;
      // As it is: a byte order mark is not left out.
      const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
      blobs.get(href).arrayBuffer().then((bytes) => caught.push([download, decoder.decode(bytes)]));
    };";

/// Chooses a file as soon as a field for files is opened. Drivers know only fields that are on the page.
const CHOOSE: &str = "
    const [text, repeated] = arguments;
    HTMLInputElement.prototype.click = function () {
      const given = new DataTransfer();
      given.items.add(new File([text.repeat(repeated)], 'notes.json'));
      this.files = given.files;
      this.dispatchEvent(new Event('change'));
    };";

impl Session {
    /// Catches every file that the page saves from now on, for [`Session::saved_file`].
    pub async fn catch_files(&self) {
        self.run(CATCH, Vec::new()).await;
    }

    /// Waits for a file that was saved since the last look, and returns its name and its text.
    pub async fn saved_file(&self) -> (String, String) {
        until("a saved file", async || {
            let file = self
                .run("return window.caught.shift() ?? null;", Vec::new())
                .await;
            match (file[0].as_str(), file[1].as_str()) {
                (Some(name), Some(text)) => Ok((name.to_owned(), text.to_owned())),
                _ => Err(file),
            }
        })
        .await
    }

    /// Gives `text`, so many times over, as the file that the person chooses from now on.
    pub async fn offer_file(&self, text: &str, repeated: usize) {
        self.run(CHOOSE, vec![json!(text), json!(repeated)]).await;
    }

    /// Returns the text that is stored under `key`, without its mark of what it was made of.
    pub async fn stored(&self, key: &str) -> Option<String> {
        let text = self
            .run(
                "return localStorage.getItem(arguments[0]);",
                vec![json!(key)],
            )
            .await;
        let text = text.as_str()?;
        let marked = text.rsplit_once("\nread=");
        Some(marked.map_or(text, |(text, _)| text).to_owned())
    }

    /// Stores `text` under `key`, as another script of the page may.
    pub async fn store(&self, key: &str, text: &str) {
        let arguments: Vec<Value> = vec![json!(key), json!(text)];
        self.run("localStorage.setItem(...arguments);", arguments)
            .await;
    }
}
