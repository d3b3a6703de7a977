//! The way through a check-in, for journeys that are about something else.

use crate::{Widget, words};

/// The answer to each question, as its place in the list of answers: no two alike.
pub const ANSWERS: [usize; 5] = [0, 1, 2, 3, 4];

/// Returns the name of the button that makes the card for a sign.
pub fn card_for(sign: usize) -> String {
    let name = words(&format!("signs.{sign}.name"));
    format!("{}: {name}", words("labels.make_card"))
}

impl Widget<'_> {
    /// Goes from the welcome to the result, and answers everything on the way.
    pub async fn check_in(&self) {
        self.begin().await;
        for sign in 0..ANSWERS.len() {
            self.answer(sign).await;
        }
        self.arrives_at(".result", &words("overview.mixed.heading"))
            .await;
    }

    /// Goes from the welcome to the first question.
    pub async fn begin(&self) {
        // Not one of the first sessions, which read as still forming.
        self.choose(&words("welcome.sessions.choices.2.label"))
            .await;
        self.choose(&words("welcome.setting.choices.0.label")).await;
        self.press(&words("labels.start")).await;
    }

    /// Answers the question about a sign, once it is there, and goes on.
    pub async fn answer(&self, sign: usize) {
        let question = words(&format!("signs.{sign}.question"));
        self.arrives_at(".question", &question).await;
        let answer = words(&format!("answers.{}.label", ANSWERS[sign]));
        self.choose(&answer).await;
        assert_eq!(self.chosen().await, [answer], "of “{question}”");
        let last = sign + 1 == ANSWERS.len();
        let onward = if last {
            "labels.see_result"
        } else {
            "labels.next"
        };
        self.press(&words(onward)).await;
    }
}
