//! A way past every screen, for what must hold on each of them.

use serde_json::json;

use crate::{ANSWERS, Session, Widget, card_for, words};

/// What is typed on the way past the private page's own screens: a name, a passphrase, one that is wrong, a note, and
/// what is to stand in a calendar.
pub const TYPED: [&str; 5] = [
    "Sam from work",
    "four quiet words here",
    "four wrong words here",
    "Slower in the evenings",
    "Water the lemon tree",
];

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
            let regions = self.texts(".panel label").await;
            self.choose(&regions[1]).await;
            look(&format!("{name}-elsewhere")).await;
            self.choose(&regions[0]).await;
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
        self.press_one(&words("labels.open"), 0).await;
        self.arrives_at(".result", &result).await;
        look("kept-opened").await;
        self.press(&words("labels.back_to_kept")).await;
        self.arrives_at(".kept", &words("kept.heading")).await;
        self.press_one(&words("labels.delete"), 0).await;
        self.announces(&words("kept.deleted")).await;
        look("kept-deleted").await;
        self.press(&words("labels.undo")).await;
        self.announces(&words("kept.undone")).await;
        look("kept-again").await;
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

    /// Goes on past every screen that the private page alone has, also in a frame, and calls `look` on each.
    pub async fn every_private_screen(&self, mut look: impl AsyncFnMut(&str)) {
        let [name, passphrase, wrong, note, title] = TYPED;
        self.press(&words("labels.check_in")).await;
        self.keep().await;
        self.go_to_kept().await;
        self.press(&words("page.label.heading")).await;
        look("kept-naming").await;
        self.fill(&words("page.label.question"), name).await;
        self.press(&words("page.label.keep")).await;
        self.announces(&words("page.label.kept")).await;
        look("kept-named").await;
        self.press(&words("page.reminder.heading")).await;
        look("kept-reminder").await;
        self.press(&words("page.table.heading")).await;
        look("kept-table").await;
        self.press(&words("page.offline.heading")).await;
        // A frame's page is somebody else's, and keeps nothing of ours.
        let framed = self.session().run("return self !== top;", vec![]).await;
        if framed == json!(true) {
            let none = words("page.offline.unavailable");
            self.says("details[open]", &none).await;
        } else {
            self.button(&words("page.offline.keep")).await;
        }
        look("kept-page").await;
        self.press(&words("page.offline.heading")).await;

        self.press(&words("page.bring.heading")).await;
        self.session().offer_file("Dear diary,", 1).await;
        self.press(&words("page.bring.choose")).await;
        self.says("[role=alert]", &words("page.bring.not_ours"))
            .await;
        look("kept-refused").await;
        let file = "right-track 2\n\
            id=c at=1763500000000 with=p answers=safety:no,goals:no note=Soon%20enough\n\
            id=a at=1763400000000 with=p answers=safety:sometimes ticks=heard";
        self.session().offer_file(file, 1).await;
        self.press(&words("page.bring.choose")).await;
        self.button(&words("page.bring.add")).await;
        look("kept-found").await;
        self.press(&words("page.bring.add")).await;
        self.announces(&words("page.bring.added")).await;
        look("kept-added").await;

        self.look_back(&mut look).await;
        self.take_away(&mut look, title).await;
        self.press_one(&words("labels.open"), 1).await;
        self.says(".result", &words("past.since.heading")).await;
        look("kept-since").await;
        self.fill(&words("page.notes.about_all"), note).await;
        look("kept-noting").await;
        self.press(&words("labels.keep_change")).await;
        self.announces(&words("kept.done")).await;
        look("kept-noted").await;
        self.press(&words("labels.green_flags")).await;
        let question = words("page.earlier_flags.question");
        self.says(".green-flags", &question).await;
        look("kept-flags-of-before").await;
        self.go_to_kept().await;

        self.session().appears("hidden").await;
        self.element(".cover").await;
        look("kept-covered").await;
        self.session().appears("visible").await;
        self.press(&words("page.cover.show")).await;
        self.shows_entries(3).await;

        self.press(&words("page.lock.heading")).await;
        look("kept-locking").await;
        self.fill(&words("page.lock.passphrase"), passphrase).await;
        self.fill(&words("page.lock.again"), passphrase).await;
        self.press(&words("page.lock.lock")).await;
        self.announces(&words("page.lock.locked")).await;
        look("kept-locked").await;
        self.press(&words("page.lock.now")).await;
        self.arrives_at(".shut", &words("page.lock.shut")).await;
        look("kept-shut").await;
        self.fill(&words("page.lock.passphrase"), wrong).await;
        self.press(&words("page.lock.open")).await;
        self.announces(&words("page.lock.try_again")).await;
        look("kept-still-shut").await;
        self.fill(&words("page.lock.passphrase"), passphrase).await;
        self.press(&words("page.lock.open")).await;
        self.shows_entries(3).await;
        look("kept-opened-by-passphrase").await;

        self.press(&words("labels.start_afresh")).await;
        self.arrives_at(".welcome", &words("welcome.heading")).await;
        look("kept-with-someone-else").await;
        self.go_to_kept().await;
        self.press(&words("labels.delete_all")).await;
        self.press(&words("labels.delete_all_confirm")).await;
        self.announces(&words("kept.all_deleted")).await;
        look("all-deleted").await;
    }

    /// Looks back on what is kept, and leads back to it.
    async fn look_back(&self, look: &mut impl AsyncFnMut(&str)) {
        let heading = words("page.looking_back.heading");
        self.press(&heading).await;
        self.arrives_at(".looking-back", &heading).await;
        look("kept-looking-back").await;
        let tables = self.texts(".past summary").await;
        self.press(&tables[0]).await;
        self.element("table").await;
        look("kept-looking-back-table").await;
        self.press(&words("labels.back_to_kept")).await;
        self.arrives_at(".kept", &words("kept.heading")).await;
    }

    /// Saves a table, and a note for the calendar that says `title`.
    async fn take_away(&self, look: &mut impl AsyncFnMut(&str), title: &str) {
        self.session().catch_files().await;
        self.press(&words("page.table.heading")).await;
        look("kept-table").await;
        self.press(&words("page.table.save")).await;
        self.session().saved_file().await;
        look("kept-table-saved").await;
        self.press(&words("page.reminder.heading")).await;
        self.choose(&words("page.reminder.choices.2.label")).await;
        self.choose(&words("page.reminder.again")).await;
        self.fill(&words("page.reminder.title"), title).await;
        look("kept-reminder").await;
        self.press(&words("page.reminder.save")).await;
        self.session().saved_file().await;
        look("kept-reminder-saved").await;
    }

    /// Opens all that is folded on the screen.
    async fn open_everything(&self) {
        for name in self.texts("details:not([open]) > summary").await {
            self.press(&name).await;
        }
        self.expect_none("details:not([open])").await;
    }
}

impl Session {
    /// Does what a browser does when the person goes to another tab, and the page is `hidden`, or comes back, and it is
    /// `visible`.
    pub async fn appears(&self, state: &str) {
        let change = "
            Object.defineProperty(document, 'visibilityState', { value: arguments[0], configurable: true });
            document.dispatchEvent(new Event('visibilitychange'));";
        self.run(change, vec![json!(state)]).await;
    }
}
