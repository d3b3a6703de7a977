//! A way past every screen, for what must hold on each of them.

use crate::{ANSWERS, Widget, card_for, words};

impl Widget<'_> {
    /// Goes from the welcome past every screen, and calls `look` on each with its name.
    pub async fn every_screen(&self, mut look: impl AsyncFnMut(&str)) {
        look("welcome").await;
        for (name, link, heading) in [
            ("crisis", "labels.crisis", "crisis.heading"),
            ("wrong", "labels.wrong", "wrong.heading"),
        ] {
            self.press(&words(link)).await;
            self.arrives_at(".panel", &words(heading)).await;
            look(name).await;
            self.press(&words("labels.close")).await;
        }
        self.begin().await;
        for sign in 0..ANSWERS.len() {
            let question = words(&format!("signs.{sign}.question"));
            self.arrives_at(".question", &question).await;
            look(&format!("question-{}", sign + 1)).await;
            self.answer(sign).await;
        }
        let result = words("overview.mixed.heading");
        self.arrives_at(".result", &result).await;
        look("result").await;
        self.open_everything().await;
        look("result-open").await;
        self.press(&card_for(1)).await;
        self.arrives_at(".card", &words("card.heading")).await;
        look("card").await;
        self.press(&words("labels.choose_another")).await;
        self.arrives_at(".result", &result).await;
        self.press(&words("labels.keep")).await;
        self.announces(&words("kept.done")).await;
        self.press(&words("labels.kept")).await;
        self.arrives_at(".kept", &words("kept.heading")).await;
        look("kept").await;
        self.press(&words("labels.delete_all")).await;
        self.button(&words("labels.delete_all_confirm")).await;
        look("kept-asking").await;
        self.press(&words("labels.delete_all_confirm")).await;
        self.announces(&words("kept.all_deleted")).await;
        look("kept-empty").await;
        self.press(&words("labels.green_flags")).await;
        self.arrives_at(".green-flags", &words("flags.heading"))
            .await;
        look("green-flags").await;
        self.open_everything().await;
        look("green-flags-open").await;
        self.press(&words("labels.good_to_know")).await;
        self.arrives_at(".more", &words("more.heading")).await;
        look("good-to-know").await;
        for (at, section) in self.texts("details > summary").await.iter().enumerate() {
            self.press(section).await;
            look(&format!("good-to-know-{}", at + 1)).await;
            self.press(section).await;
            self.expect_none("details[open]").await;
        }
    }

    /// Opens all that is folded on the screen.
    async fn open_everything(&self) {
        for name in self.texts("details:not([open]) > summary").await {
            self.press(&name).await;
        }
        self.expect_none("details:not([open])").await;
    }
}
