//! Fields to write in, buttons that name what they are about, and what is kept.

use serde_json::json;

use crate::{Widget, until, words};

/// Goes into a field as a person does by the Tab key: what is in it is selected.
const INTO: &str = "((field) => (field?.focus(), field?.select(), describe(active())))
    (named('label', wanted[0])?.control)";

impl Widget<'_> {
    /// Writes `text` into the field with the label `name`, in the place of what is there.
    pub async fn fill(&self, name: &str, text: &str) {
        let field = json!([name]);
        self.named("field", "label", name).await;
        self.session().painted().await;
        until(&format!("the field “{name}”"), async || {
            let active = self.see(INTO, field.clone()).await;
            match active.as_str().and_then(|active| active.split_once(' ')) {
                Some((_, label)) if label == name => Ok(()),
                _ => Err(active),
            }
        })
        .await;
        self.session().write(text).await;
    }

    /// Presses the `index`th button whose name is `name` and what it is about: `Delete: 22 November 2025`.
    pub async fn press_one(&self, name: &str, index: usize) {
        let beginning = format!("{name}: ");
        let all = until(
            &format!("button {index} that begins with “{beginning}”"),
            async || {
                let mut all = self.texts("button").await;
                all.retain(|button| button.starts_with(&beginning));
                if all.len() > index {
                    Ok(all)
                } else {
                    Err(all.join("\n"))
                }
            },
        )
        .await;
        self.press(&all[index]).await;
    }

    /// Keeps the check-in on the screen.
    pub async fn keep(&self) {
        self.press(&words("labels.keep")).await;
        self.announces(&words("kept.done")).await;
    }

    /// Goes to what is kept.
    pub async fn go_to_kept(&self) {
        self.press(&words("labels.kept")).await;
        self.arrives_at(".kept", &words("kept.heading")).await;
    }

    /// Waits until so many kept check-ins are shown.
    pub async fn shows_entries(&self, count: usize) {
        until(&format!("{count} kept check-ins"), async || {
            let entries = self.texts(".entry").await;
            if entries.len() == count {
                Ok(())
            } else {
                Err(entries.join("\n"))
            }
        })
        .await;
    }

    /// Waits until something in the widget has the focus: that has not fallen back to the page with what was pressed.
    pub async fn keeps_focus(&self, when: &str) {
        until(
            &format!("the focus to be in the widget {when}"),
            async || match self.active().await {
                Some(_) => Ok(()),
                None => Err("the focus on the page"),
            },
        )
        .await;
    }
}
