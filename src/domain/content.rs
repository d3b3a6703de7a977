//! The words of one language, from `content/<language>.json`: every word that a person reads is there.
//!
//! Each entry of the file also has a list `covers`, which names the ideas it carries. It is for the tests alone and
//! is left out of what visitors load.

use std::collections::BTreeSet;

use serde_json::Value;

use super::answer::Answer;
use super::flag::Flag;
use super::packed::packed_structs;
use super::reading::{Feel, Overview};
use super::sign::Sign;
pub use super::text::Text;

packed_structs! {
    /// Everything that is said in one language.
    pub struct Content {
        /// The language as a BCP 47 tag.
        pub language: Text,
        /// `ltr` or `rtl`.
        pub direction: Text,
        /// The id of the region shown when the page names none.
        pub region: Text,
        /// Says that no clinician who grew up with the language has reviewed these words yet; empty once one has.
        pub draft: Text,
        /// Short texts on controls and around the screens.
        pub labels: Labels,
        /// The first screen.
        pub welcome: Welcome,
        /// The answers, in the order of [`Answer::ALL`].
        pub answers: Vec<Choice>,
        /// The signs, in the order of [`Sign::ALL`].
        pub signs: Vec<SignText>,
        /// How one sign reads.
        pub feels: Feels,
        /// How the whole reads.
        pub overview: Overviews,
        /// The result, around the signs.
        pub result: ResultText,
        /// The card to take to the session.
        pub card: CardText,
        /// The green flags.
        pub flags: Flags,
        /// What is good to know.
        pub more: More,
        /// The check-ins that were kept.
        pub kept: KeptText,
        /// Looking back on them in a few sentences.
        pub past: PastText,
        /// The panel for a crisis.
        pub crisis: Crisis,
        /// The panel for misconduct.
        pub wrong: Wrong,
    }

    /// What the private page alone says.
    pub struct PageText {
        /// Bringing back a file.
        pub bring: BringText,
        /// The lock.
        pub lock: LockText,
        /// The names of therapists.
        pub label: LabelText,
        /// Finding a check-in.
        pub search: SearchText,
        /// What is said while the answers are covered.
        pub cover: CoverText,
        /// Notes.
        pub notes: NotesText,
        /// The card in the person's own words.
        pub card: OwnCardText,
        /// Looking back.
        pub looking_back: LookingBackText,
        /// The green flags that were ticked before.
        pub earlier_flags: EarlierFlagsText,
        /// The table to take away.
        pub table: TableText,
        /// The note for a calendar.
        pub reminder: ReminderText,
        /// One check-in on paper.
        pub summary: SummaryText,
        /// Keeping the page itself.
        pub offline: OfflineText,
    }

    /// What is said about keeping the page itself, for use without a connection.
    pub struct OfflineText {
        /// The heading.
        pub heading: Text,
        /// What it means.
        pub lead: Vec<Text>,
        /// Keeps the page.
        pub keep: Text,
        /// Said while that is being done.
        pub working: Text,
        /// Said while the page is kept.
        pub kept: Text,
        /// Keeps it no longer.
        pub remove: Text,
        /// Said when that is done.
        pub removed: Text,
        /// Said when it could not be kept.
        pub failed: Text,
        /// Said where it cannot be kept.
        pub unavailable: Text,
        /// Said when the browser still keeps it.
        pub not_removed: Text,
        /// Asks whether everything is to go, while the page is kept.
        pub delete_question: Text,
        /// Said when everything is deleted.
        pub deleted: Text,
        /// Says that there is a new version.
        pub new: Text,
        /// Goes on with the new version.
        pub renew: Text,
        /// Said instead while something on the screen would be lost.
        pub unfinished: Text,
    }

    /// What is said about finding a check-in.
    pub struct SearchText {
        /// What it is for.
        pub heading: Text,
        /// Asks what to find.
        pub question: Text,
        /// Finds it.
        pub find: Text,
        /// Says that `{number}` of `{total}` were found.
        pub found: Text,
        /// Shows all again.
        pub all: Text,
    }

    /// What is said about notes.
    pub struct NotesText {
        /// Asks for a note about a sign.
        pub about_sign: Text,
        /// Asks for a note about the whole check-in.
        pub about_all: Text,
        /// Stands before a note.
        pub yours: Text,
    }

    /// What is said about the card in the person's own words.
    pub struct OwnCardText {
        /// The heading.
        pub heading: Text,
        /// Asks what was noticed.
        pub noticed: Text,
        /// Asks for the sentence.
        pub say: Text,
        /// Hands it to another app.
        pub share: Text,
        /// Opens other sentences.
        pub others: Text,
        /// Asks for the situation.
        pub situation: Text,
        /// Asks in which tone.
        pub tone: Text,
        /// Puts the sentences on the card.
        pub take: Text,
        /// Said when they are there.
        pub taken: Text,
    }

    /// What is said about bringing back a file.
    pub struct BringText {
        /// The heading.
        pub heading: Text,
        /// Under the heading.
        pub lead: Text,
        /// Lets the person choose a file.
        pub choose: Text,
        /// With `{all}`, `{new}` and `{changed}`: what is in the file.
        pub found: Text,
        /// Said when there is nothing new in it.
        pub nothing: Text,
        /// Adds what is in it.
        pub add: Text,
        /// Adds nothing.
        pub leave: Text,
        /// Said when it was added.
        pub added: Text,
        /// For [`Refused::TooLarge`](super::file::Refused::TooLarge).
        pub too_large: Text,
        /// For [`Refused::NotOurs`](super::file::Refused::NotOurs).
        pub not_ours: Text,
        /// For [`Refused::Newer`](super::file::Refused::Newer).
        pub newer: Text,
        /// For [`Refused::Broken`](super::file::Refused::Broken).
        pub broken: Text,
    }

    /// What is said about the lock.
    pub struct LockText {
        /// The heading.
        pub heading: Text,
        /// Under the heading: what it does, and that there is no way back.
        pub lead: Vec<Text>,
        /// Why there is none here.
        pub unavailable: Text,
        /// The name of the field.
        pub passphrase: Text,
        /// The name of the second field.
        pub again: Text,
        /// Locks.
        pub lock: Text,
        /// Locks with another passphrase.
        pub change: Text,
        /// Said of a passphrase that is too short.
        pub short: Text,
        /// Said when the two fields differ.
        pub differ: Text,
        /// Said when it was locked.
        pub locked: Text,
        /// Locks at once.
        pub now: Text,
        /// Takes the lock off.
        pub remove: Text,
        /// Said when the lock was taken off.
        pub removed: Text,
        /// The heading while it is locked.
        pub shut: Text,
        /// Under that heading.
        pub shut_lead: Text,
        /// Opens it.
        pub open: Text,
        /// Said while it is being opened.
        pub opening: Text,
        /// With `{seconds}`: said of a wrong passphrase.
        pub wrong: Plural,
        /// Said after that time.
        pub try_again: Text,
        /// What can be done without the passphrase.
        pub forgotten: Text,
    }

    /// A sentence with a number, in each form that the language has for numbers, by the names of `Intl.PluralRules`. Those
    /// that it lacks are empty.
    #[derive(Default)]
    #[serde(default)]
    pub struct Plural {
        /// For no such thing, in Arabic.
        pub zero: Text,
        /// For one, in most languages.
        pub one: Text,
        /// For two, in Arabic.
        pub two: Text,
        /// For a few.
        pub few: Text,
        /// For many.
        pub many: Text,
        /// For all other numbers. Every language has it.
        pub other: Text,
    }

    /// What is said about the name of a therapist.
    pub struct LabelText {
        /// Opens the field.
        pub heading: Text,
        /// The name of the field.
        pub question: Text,
        /// Keeps the name.
        pub keep: Text,
        /// Said when it is kept.
        pub kept: Text,
    }

    /// What is said while the answers are covered.
    pub struct CoverText {
        /// The heading.
        pub heading: Text,
        /// Why.
        pub lead: Text,
        /// Shows them.
        pub show: Text,
    }

    /// What is said about looking back.
    pub struct LookingBackText {
        /// The heading.
        pub heading: Text,
        /// Under the heading.
        pub lead: Text,
        /// Said while there is too little to look back on.
        pub not_yet: Text,
        /// Below these sentences.
        pub meaning: Text,
        /// With `{number}`: that the picture shows only so many.
        pub latest: Text,
        /// With `{from}` and `{to}`: from when to when. No full stop, as it also stands within `row`.
        pub dates: Text,
        /// With `{date}`: the same for one check-in.
        pub one_day: Text,
        /// With `{sign}`, `{dates}` and `{answers}`: a row of the picture for those who do not see it.
        pub row: Text,
        /// Stands between those answers.
        pub between: Text,
        /// With `{answer}`: an answer of one of the first sessions.
        pub early_answer: Text,
        /// Stands in the place of an answer that was not given.
        pub unanswered: Text,
        /// Above what the shapes mean.
        pub shapes: Text,
        /// Says what an empty place means.
        pub shape_gap: Text,
        /// Says what the shape for an unknown answer means.
        pub shape_unknown: Text,
        /// Says what the mark of the first sessions means.
        pub shape_early: Text,
        /// Opens the table.
        pub table: Text,
        /// Says what is in the table.
        pub caption: Text,
        /// With `{person}`: the same for a therapist with a name.
        pub caption_with: Text,
        /// Above the signs.
        pub sign: Text,
        /// Above the answers.
        pub answer: Text,
        /// With `{date}`: the date of one of the first sessions.
        pub early_date: Text,
    }

    /// What is said about green flags that were ticked before.
    pub struct EarlierFlagsText {
        /// The heading.
        pub heading: Text,
        /// Above the flags, of which there may be one or several.
        pub lead: Text,
        /// Below them: a question and not a loss.
        pub question: Text,
    }

    /// What is said about the table to take away, and in it.
    pub struct TableText {
        /// The heading.
        pub heading: Text,
        /// Under the heading.
        pub lead: Vec<Text>,
        /// Saves the table.
        pub save: Text,
        /// The name of the file, which must tell a stranger nothing.
        pub file_name: Text,
        /// Above the dates.
        pub date: Text,
        /// Above the therapists.
        pub therapist: Text,
        /// Above how many sessions there were.
        pub sessions: Text,
        /// Above where the sessions took place.
        pub setting: Text,
        /// Above the answers about signs that this version does not know.
        pub others: Text,
        /// Above the ticked flags.
        pub ticks: Text,
        /// Above the notes.
        pub notes: Text,
        /// With `{sign}` and `{note}`: what was said about one sign.
        pub about_sign: Text,
        /// Stands between several things in one place.
        pub between: Text,
    }

    /// What is said about the note for a calendar.
    pub struct ReminderText {
        /// The heading.
        pub heading: Text,
        /// Under the heading.
        pub lead: Vec<Text>,
        /// The name of the field for what the note says.
        pub title: Text,
        /// What it says unless the person changes it; it must tell a stranger nothing.
        pub usual_title: Text,
        /// Asks when.
        pub weeks: Text,
        /// The answers, in the order of [`Weeks::ALL`](super::reminder::Weeks::ALL).
        pub choices: Vec<Choice>,
        /// Asks how often.
        pub often: Text,
        /// Once.
        pub once: Text,
        /// Again after as many weeks each time.
        pub again: Text,
        /// Saves the note.
        pub save: Text,
        /// Said when it was saved.
        pub saved: Text,
        /// The name of the file, which must tell a stranger nothing.
        pub file_name: Text,
    }

    /// What stands on paper with one check-in.
    pub struct SummaryText {
        /// With `{date}`: the heading.
        pub heading: Text,
        /// Above the ticked flags.
        pub ticks: Text,
        /// Above the notes.
        pub notes: Text,
        /// Prints it.
        pub print: Text,
    }

    /// Short texts on controls and around the screens.
    pub struct Labels {
        /// The name of the widget, for those who do not see it.
        pub widget: Text,
        /// The line above everything.
        pub private: Text,
        /// The name of the list of places.
        pub places: Text,
        /// The place of the check-in.
        pub check_in: Text,
        /// The place of the green flags.
        pub green_flags: Text,
        /// The place of what is good to know.
        pub good_to_know: Text,
        /// The place of the kept check-ins.
        pub kept: Text,
        /// The link away from this page.
        pub leave: Text,
        /// What is said, one after the other, while the Shift key is pressed three times to leave: three texts with `|`
        /// between them.
        pub leaving: Text,
        /// The name of the foot.
        pub help: Text,
        /// Opens the crisis panel.
        pub crisis: Text,
        /// Opens the panel about misconduct.
        pub wrong: Text,
        /// Closes a panel.
        pub close: Text,
        /// From the welcome to the first question.
        pub start: Text,
        /// From one question to the next.
        pub next: Text,
        /// One step back.
        pub back: Text,
        /// Leaves a question open.
        pub skip: Text,
        /// From the last question to the result.
        pub see_result: Text,
        /// Where a question stands: `{number}` of `{total}`.
        pub progress: Text,
        /// Where the optional question stands.
        pub progress_optional: Text,
        /// Opens a question again from the result.
        pub change: Text,
        /// Opens a question that has no answer yet.
        pub answer_now: Text,
        /// Makes a card of one sign.
        pub make_card: Text,
        /// Clears the answers.
        pub start_again: Text,
        /// Keeps the check-in.
        pub keep: Text,
        /// Keeps a check-in that changed since it was kept.
        pub keep_change: Text,
        /// Opens what is kept, once the check-in is.
        pub see_kept: Text,
        /// Prints the card.
        pub print: Text,
        /// Copies the card.
        pub copy: Text,
        /// Saves the card as a text file.
        pub save_text: Text,
        /// Back to the result, to choose another sign.
        pub choose_another: Text,
        /// Deletes one kept check-in.
        pub delete: Text,
        /// Deletes everything that is kept.
        pub delete_all: Text,
        /// Confirms deleting everything.
        pub delete_all_confirm: Text,
        /// Confirms it, and leaves the page.
        pub delete_all_leave: Text,
        /// Takes back the wish to delete everything.
        pub delete_all_cancel: Text,
        /// Opens a kept check-in.
        pub open: Text,
        /// Brings back what was deleted.
        pub undo: Text,
        /// Keeps once more what had gone.
        pub keep_again: Text,
        /// Lets go of what had gone.
        pub let_go: Text,
        /// Saves what is kept as a file.
        pub save_file: Text,
        /// Saves what could not be read as a file.
        pub save_unreadable: Text,
        /// Shows more of a list.
        pub show_more: Text,
        /// Starts with another therapist.
        pub start_afresh: Text,
        /// Goes on with a check-in that is not finished.
        pub resume: Text,
        /// From a kept check-in to the list.
        pub back_to_kept: Text,
        /// With `{practice}`: the link to the practice, when the page gives no text for it.
        pub contact: Text,
        /// The same, when the page does not name the practice either.
        pub contact_unnamed: Text,
    }

    /// The first screen.
    pub struct Welcome {
        /// The question that the product asks.
        pub heading: Text,
        /// What this is and is not.
        pub lead: Vec<Text>,
        /// Says that the two questions can be left out.
        pub optional: Text,
        /// About how many sessions.
        pub sessions: ContextText,
        /// Where the sessions take place.
        pub setting: ContextText,
    }

    /// A question about the therapy, before the check-in.
    pub struct ContextText {
        /// The question.
        pub question: Text,
        /// Its answers.
        pub choices: Vec<Choice>,
    }

    /// One of several answers.
    pub struct Choice {
        /// The permanent id.
        pub id: Text,
        /// What it says.
        pub label: Text,
    }

    /// What is said about one sign.
    pub struct SignText {
        /// The id of the [`Sign`].
        pub id: Text,
        /// The name.
        pub name: Text,
        /// A shorter name, for lists.
        pub short: Text,
        /// The question.
        pub question: Text,
        /// A word of help under the question.
        pub help: Text,
        /// A sentence for each reading.
        pub readings: Feels,
        /// What it might look like when it is there.
        pub looks_like: Vec<Text>,
        /// What a low answer might also mean.
        pub low_might_mean: Vec<Text>,
        /// A question to sit with.
        pub sit_with: Text,
        /// A sentence to say in the room.
        pub say: Text,
        /// The smallest thing that would make it a little better.
        pub smallest: Text,
        /// Where to look when it is more than a feeling of being off.
        pub aside: Text,
    }

    /// A text for each [`Feel`].
    pub struct Feels {
        /// For [`Feel::Settled`].
        pub settled: Text,
        /// For [`Feel::Mixed`].
        pub mixed: Text,
        /// For [`Feel::Talk`].
        pub talk: Text,
        /// For [`Feel::Forming`].
        pub forming: Text,
    }

    /// A heading with a sentence under it.
    pub struct Headed {
        /// The heading.
        pub heading: Text,
        /// The sentence.
        pub lead: Text,
    }

    /// A text for each [`Overview`].
    pub struct Overviews {
        /// For [`Overview::Nothing`].
        pub nothing: Headed,
        /// For [`Overview::Early`].
        pub early: Headed,
        /// For [`Overview::AllSettled`].
        pub all_settled: Headed,
        /// For [`Overview::AllTalk`].
        pub all_talk: Headed,
        /// For [`Overview::Forming`].
        pub forming: Headed,
        /// For [`Overview::Mixed`].
        pub mixed: Headed,
    }

    /// The result, around the signs.
    pub struct ResultText {
        /// What this is and is not, once more.
        pub framing: Vec<Text>,
        /// What a gut sense is worth.
        pub gut: Part,
        /// What can be done when something feels off.
        pub next_steps: Part,
        /// What can be done without a choice, or when it gets worse.
        pub next_more: Part,
        /// Above the list of what it might look like.
        pub looks_like: Text,
        /// Above the list of what a low answer might also mean.
        pub low_might_mean: Text,
        /// Above the question to sit with.
        pub sit_with: Text,
        /// Above the sentence to say.
        pub say: Text,
        /// Above the smallest thing.
        pub smallest: Text,
        /// Opens the details of one sign.
        pub more: Text,
        /// Above the questions without an answer.
        pub unanswered: Text,
        /// Offers the optional question.
        pub optional: Text,
        /// Says what keeping means.
        pub keeping: Text,
    }

    /// The card to take to the session.
    pub struct CardText {
        /// The heading.
        pub heading: Text,
        /// How to use it.
        pub lead: Text,
        /// Above what was noticed.
        pub noticed: Text,
        /// Above the sentence to say.
        pub say: Text,
        /// Said when the card was copied.
        pub copied: Text,
        /// Said when the browser did not allow copying.
        pub not_copied: Text,
        /// The name of the text file, which must tell a stranger nothing.
        pub file_name: Text,
    }

    /// The green flags.
    pub struct Flags {
        /// The heading.
        pub heading: Text,
        /// Under the heading.
        pub lead: Text,
        /// The label of a tick.
        pub tick: Text,
        /// Above what it looks like.
        pub looks_like: Text,
        /// Above what it can sound like.
        pub sounds_like: Text,
        /// Above what to do if it is missing.
        pub if_missing: Text,
        /// The flags, in the order of [`Flag::ALL`].
        pub list: Vec<FlagText>,
        /// Why dread can be ordinary.
        pub dread: Part,
        /// Other small signs.
        pub more: Part,
    }

    /// What is said about one green flag.
    pub struct FlagText {
        /// The id of the [`Flag`].
        pub id: Text,
        /// The name.
        pub name: Text,
        /// One sentence.
        pub summary: Text,
        /// What it looks like.
        pub looks_like: Text,
        /// What it can sound like.
        pub sounds_like: Text,
        /// What to do if it is missing.
        pub if_missing: Text,
    }

    /// A heading with paragraphs and a list under it; any of them may be missing.
    #[derive(Default)]
    #[serde(default)]
    pub struct Part {
        /// The heading.
        pub heading: Text,
        /// The paragraphs.
        pub text: Vec<Text>,
        /// The list.
        pub list: Vec<Text>,
        /// The id of the only setting that it is about, or nothing.
        pub setting: Text,
    }

    /// What is good to know: the explainer, what to say, and where it all comes from.
    pub struct More {
        /// The heading.
        pub heading: Text,
        /// Under the heading.
        pub lead: Text,
        /// The explainer.
        pub sections: Vec<Section>,
        /// What to say.
        pub say: Say,
        /// Where it comes from.
        pub sources: Sources,
    }

    /// A section of the explainer.
    pub struct Section {
        /// The heading.
        pub heading: Text,
        /// Under the heading.
        pub lead: Text,
        /// What it says.
        pub parts: Vec<Part>,
    }

    /// Sentences to start a conversation with.
    pub struct Say {
        /// The heading.
        pub heading: Text,
        /// Under the heading.
        pub lead: Text,
        /// Above plain sentences.
        pub plain: Text,
        /// Above softer ones.
        pub softer: Text,
        /// Above those to write down.
        pub note: Text,
        /// The situations.
        pub situations: Vec<Situation>,
    }

    /// Sentences for one situation.
    pub struct Situation {
        /// What has happened.
        pub name: Text,
        /// The id of the [`Sign`] that it belongs to.
        pub sign: Text,
        /// Plain sentences.
        pub plain: Vec<Text>,
        /// Softer ones.
        pub softer: Vec<Text>,
        /// Those to write down.
        pub note: Vec<Text>,
    }

    /// Where the texts come from.
    pub struct Sources {
        /// The heading.
        pub heading: Text,
        /// Under the heading.
        pub lead: Vec<Text>,
        /// The sources.
        pub list: Vec<Source>,
        /// What the evidence does not show.
        pub limits: Part,
    }

    /// One source.
    pub struct Source {
        /// The sentence that it supports.
        pub says: Text,
        /// The citation in full.
        pub citation: Text,
        /// The digital object identifier, or nothing.
        pub doi: Text,
    }

    /// What is said when a person looks back.
    pub struct PastText {
        /// What is not as it was last time.
        pub since: SinceText,
        /// With `{sign}` and `{answer}`: for [`Pattern::Same`](super::looking_back::Pattern::Same).
        pub same: Text,
        /// With `{sign}` and `{answer}`: for [`Pattern::Twice`](super::looking_back::Pattern::Twice).
        pub twice: Text,
        /// With `{sign}`: for [`Pattern::Different`](super::looking_back::Pattern::Different).
        pub different: Text,
        /// Says inside somebody's page why there are no notes.
        pub no_notes: Text,
        /// Leads from there to the private page, after [`no_notes`](Self::no_notes).
        pub private_page: Text,
    }

    /// What is said about a check-in and the one before.
    pub struct SinceText {
        /// The heading.
        pub heading: Text,
        /// With `{date}`: when the one before was.
        pub lead: Text,
        /// With `{sign}`, `{before}` and `{now}`: an answer that is another one now.
        pub changed: Text,
        /// With `{sign}` and `{now}`: an answer where there was none.
        pub newly: Text,
        /// With `{sign}` and `{before}`: no answer where there was one.
        pub no_longer: Text,
        /// Said when no answer differs.
        pub same: Text,
        /// Said when one of the two was in the first sessions.
        pub early: Text,
    }

    /// The check-ins that were kept, and what is said about keeping.
    pub struct KeptText {
        /// The heading.
        pub heading: Text,
        /// Under the heading: what keeping means.
        pub lead: Vec<Text>,
        /// What keeping means, in full.
        pub means: Part,
        /// Said when nothing is kept.
        pub empty: Text,
        /// With `{number}`: a therapist without a label.
        pub person: Text,
        /// Asked before everything is deleted.
        pub delete_all_question: Text,
        /// Said when a check-in was kept.
        pub done: Text,
        /// Said when one was deleted.
        pub deleted: Text,
        /// Said when all were deleted.
        pub all_deleted: Text,
        /// Said when the browser does not let this page keep anything.
        pub blocked: Text,
        /// Said when keeping failed; what was kept before is untouched.
        pub failed: Text,
        /// Said when a newer version wrote what is kept.
        pub newer: Text,
        /// Said when what is kept is locked by a passphrase.
        pub locked: Text,
        /// Said when what was kept cannot be read.
        pub broken: Text,
        /// Said when a text that could not be read was set aside.
        pub aside: Text,
        /// Said when what was kept is no longer there.
        pub gone: Text,
        /// Said when a deleted check-in was brought back.
        pub undone: Text,
        /// Said when what had gone was kept again.
        pub kept_again: Text,
        /// Said when a file was saved.
        pub saved: Text,
        /// Above the button that goes on with a check-in.
        pub unfinished: Text,
        /// The name of the file with what is kept, which must tell a stranger nothing.
        pub file_name: Text,
        /// The name of the file with what could not be read, likewise.
        pub unreadable_name: Text,
        /// Says in the file what it is.
        pub file_about: Text,
    }

    /// The panel for a crisis.
    pub struct Crisis {
        /// The heading.
        pub heading: Text,
        /// Under the heading.
        pub lead: Vec<Text>,
        /// With `{number}`: whom to call when life is in danger.
        pub emergency: Text,
        /// The same where there is no one number.
        pub emergency_elsewhere: Text,
        /// That this is not an emergency service.
        pub not_emergency: Text,
        /// For someone who fears a person near them.
        pub safety: Text,
        /// With `{date}`: that numbers change.
        pub checked: Text,
        /// Above the choice of a region.
        pub region: Text,
    }

    /// The panel for misconduct.
    pub struct Wrong {
        /// The heading.
        pub heading: Text,
        /// Under the heading.
        pub lead: Vec<Text>,
        /// What is wrong and what can be done.
        pub parts: Vec<Part>,
        /// Above the bodies that take complaints.
        pub bodies: Part,
    }
}

/// What the loader says in place of the widget, by the code of what went wrong. It is in the loader, not in what the
/// widget loads.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Failures {
    /// The files are opened from the disk.
    pub file: Text,
    /// WebAssembly is switched off.
    pub off: Text,
    /// The page's policy forbids it.
    pub policy: Text,
    /// A file cannot be reached.
    pub offline: Text,
    /// A file is not there.
    pub missing: Text,
    /// A file is not the one that was built.
    pub altered: Text,
    /// The widget did not start.
    pub start: Text,
    /// The widget broke after it had started.
    pub stopped: Text,
    /// The button for another try.
    pub again: Text,
}

/// What the private page says without its program. It is in the page and in its service worker, not in what the widget
/// loads.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct PlainText {
    /// Says what is missing, and that the rest can be read.
    pub lead: Text,
    /// The heading of the questions.
    pub questions: Text,
    /// How to use them without the program.
    pub questions_lead: Text,
    /// Said where what was kept of the page is not whole, and there is no connection.
    pub broken: Text,
}

impl PlainText {
    /// Reads it from a language file.
    ///
    /// # Errors
    ///
    /// Says at which line which key is missing or of the wrong kind.
    pub fn read(text: &str) -> Result<Self, String> {
        #[derive(serde::Deserialize)]
        struct File {
            page: Page,
        }
        #[derive(serde::Deserialize)]
        struct Page {
            plain: PlainText,
        }

        let file: File = serde_json::from_str(text).map_err(|error| error.to_string())?;
        Ok(file.page.plain)
    }
}

impl PageText {
    /// Reads it from a language file.
    ///
    /// # Errors
    ///
    /// Says at which line which key is missing or of the wrong kind.
    pub fn read(text: &str) -> Result<Self, String> {
        #[derive(serde::Deserialize)]
        struct File {
            page: PageText,
        }

        let file: File = serde_json::from_str(text).map_err(|error| error.to_string())?;
        Ok(file.page)
    }
}

impl Plural {
    /// Returns the form of this name, or the one for all other numbers.
    pub fn form(&self, name: &str) -> Text {
        let form = match name {
            "zero" => self.zero,
            "one" => self.one,
            "two" => self.two,
            "few" => self.few,
            "many" => self.many,
            _ => self.other,
        };
        if form.is_empty() { self.other } else { form }
    }
}

impl Failures {
    /// Reads them from a language file.
    ///
    /// # Errors
    ///
    /// Says at which line which key is missing or of the wrong kind.
    pub fn read(text: &str) -> Result<Self, String> {
        #[derive(serde::Deserialize)]
        struct File {
            failures: Failures,
        }

        let file: File = serde_json::from_str(text).map_err(|error| error.to_string())?;
        Ok(file.failures)
    }
}

impl Content {
    /// Reads a language file.
    ///
    /// # Errors
    ///
    /// Says at which line which key is missing or of the wrong kind, or which list has the wrong ids.
    pub fn read(text: &str) -> Result<Self, String> {
        let content: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if let Some(list) = content.misnumbered() {
            return Err(format!(
                "the ids in `{list}` are not those of this version in their order"
            ));
        }
        let value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        check_placeholders("", &value)?;
        Ok(content)
    }

    /// Returns the name of a list whose ids are not those of this version in their order.
    fn misnumbered(&self) -> Option<&'static str> {
        let signs = self.signs.iter().map(|sign| *sign.id.0);
        let answers = self.answers.iter().map(|answer| *answer.id.0);
        let flags = self.flags.list.iter().map(|flag| *flag.id.0);
        if !signs.eq(Sign::ALL.map(Sign::id)) {
            Some("signs")
        } else if !answers.eq(Answer::ALL.map(Answer::id)) {
            Some("answers")
        } else if !flags.eq(Flag::ALL.map(Flag::id)) {
            Some("flags.list")
        } else {
            None
        }
    }

    /// Returns what is said about `sign`; `None` only for content that did not come from [`Content::read`].
    pub fn sign(&self, sign: Sign) -> Option<&SignText> {
        self.signs.get(sign.index())
    }

    /// Returns the words of `answer`.
    pub fn answer(&self, answer: Answer) -> Text {
        self.answers
            .get(answer.index())
            .map(|choice| choice.label)
            .unwrap_or_default()
    }
}

/// The texts with placeholders, and those placeholders.
const PLACEHOLDERS: &[(&str, &[&str])] = &[
    (".page.bring.found", &["all", "new", "changed"]),
    (".page.lock.wrong", &["seconds"]),
    (".page.search.found", &["number", "total"]),
    (".past.same", &["sign", "answer"]),
    (".past.twice", &["sign", "answer"]),
    (".past.different", &["sign"]),
    (".page.looking_back.latest", &["number"]),
    (".page.looking_back.dates", &["from", "to"]),
    (".page.looking_back.one_day", &["date"]),
    (".page.looking_back.row", &["sign", "dates", "answers"]),
    (".page.looking_back.early_answer", &["answer"]),
    (".page.looking_back.caption_with", &["person"]),
    (".page.looking_back.early_date", &["date"]),
    (".past.since.lead", &["date"]),
    (".past.since.changed", &["sign", "before", "now"]),
    (".past.since.newly", &["sign", "now"]),
    (".past.since.no_longer", &["sign", "before"]),
    (".page.table.about_sign", &["sign", "note"]),
    (".page.summary.heading", &["date"]),
    (".kept.person", &["number"]),
    (".labels.progress", &["number", "total"]),
    (".labels.contact", &["practice"]),
    (".crisis.emergency", &["number"]),
    (".crisis.checked", &["date"]),
];

/// Says which text below `key` lacks a placeholder, or has one that nothing fills.
fn check_placeholders(key: &str, value: &Value) -> Result<(), String> {
    match value {
        Value::Object(entries) => entries
            .iter()
            .try_for_each(|(name, value)| check_placeholders(&format!("{key}.{name}"), value)),
        Value::Array(items) => items
            .iter()
            .try_for_each(|item| check_placeholders(key, item)),
        Value::String(text) => {
            // A sentence with a number has the same placeholders in all its forms, but may say by a word what is none, one
            // or two.
            let (whole, form) = key.rsplit_once('.').unwrap_or_default();
            let known = PLACEHOLDERS
                .iter()
                .find(|(other, _)| *other == key || *other == whole);
            let by_word = known.is_some_and(|(other, _)| *other == whole)
                && ["zero", "one", "two"].contains(&form);
            let wanted: BTreeSet<_> = known
                .into_iter()
                .flat_map(|(_, names)| names.iter().copied())
                .collect();
            let found: BTreeSet<_> = text
                .split_inclusive('}')
                .filter_map(|piece| Some(piece.strip_suffix('}')?.split_once('{')?.1))
                .collect();
            if found == wanted || by_word && found.is_empty() {
                Ok(())
            } else {
                Err(format!(
                    "the placeholders of `{}` are {found:?} and must be {wanted:?}",
                    key.trim_start_matches('.')
                ))
            }
        }
        _ => Ok(()),
    }
}

impl Feels {
    /// Returns the text for `feel`.
    pub fn of(&self, feel: Feel) -> Text {
        match feel {
            Feel::Settled => self.settled,
            Feel::Mixed => self.mixed,
            Feel::Talk => self.talk,
            Feel::Forming => self.forming,
        }
    }
}

impl Overviews {
    /// Returns the text for `overview`.
    pub fn of(&self, overview: Overview) -> &Headed {
        match overview {
            Overview::Nothing => &self.nothing,
            Overview::Early => &self.early,
            Overview::AllSettled => &self.all_settled,
            Overview::AllTalk => &self.all_talk,
            Overview::Forming => &self.forming,
            Overview::Mixed => &self.mixed,
        }
    }
}

/// Returns `text` with each `{name}` replaced by its value.
///
/// It looks for the braces one by one: searching for longer pieces of text would cost the visitor 1 KB.
pub fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    for piece in text.split_inclusive('}') {
        let placeholder = piece
            .strip_suffix('}')
            .and_then(|piece| piece.split_once('{'));
        let value = |name| values.iter().find(|value| value.0 == name);
        match placeholder.and_then(|(before, name)| Some((before, value(name)?.1))) {
            Some((before, value)) => {
                filled.push_str(before);
                filled.push_str(value);
            }
            None => filled.push_str(piece),
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_placeholder_is_refused_with_its_key() {
        let text = include_str!("../../content/en-GB.json");
        let misspelt = Content::read(&text.replace("{total}", "{totl}")).unwrap_err();
        assert!(
            misspelt.contains("labels.progress") && misspelt.contains("totl"),
            "{misspelt}"
        );
        let extra = Content::read(&text.replace("\"Start\"", "\"Start {now}\"")).unwrap_err();
        assert!(extra.contains("labels.start"), "{extra}");
    }

    #[test]
    fn a_sentence_with_a_number_may_say_small_ones_by_a_word_and_no_others() {
        let text = include_str!("../../content/en-GB.json");
        let with = |form: &str, sentence: &str| {
            let mut file: Value = serde_json::from_str(text).unwrap();
            file["page"]["lock"]["wrong"][form] = sentence.into();
            Content::read(&file.to_string()).map(|_| ())
        };
        assert_eq!(with("one", "Wait one second."), Ok(()));
        assert_eq!(with("few", "Wait {seconds} seconds."), Ok(()));
        for (form, sentence) in [
            ("few", "Wait."),
            ("other", "Wait."),
            ("one", "Wait {minutes}."),
        ] {
            let refused = with(form, sentence).unwrap_err();
            assert!(
                refused.contains(&format!("page.lock.wrong.{form}")),
                "{refused}"
            );
        }
    }

    #[test]
    fn a_form_that_a_language_lacks_is_that_for_all_other_numbers() {
        let forms = Plural {
            one: Text(&"one"),
            other: Text(&"other"),
            ..Plural::default()
        };
        assert_eq!(
            ["one", "two", "other", "dual"].map(|name| *forms.form(name).0),
            ["one", "other", "other", "other"]
        );
    }

    #[test]
    fn placeholders_are_filled_and_other_braces_left_alone() {
        let text = filled(
            "{number} of {total}, {other}",
            &[("number", "2"), ("total", "5")],
        );
        assert_eq!(text, "2 of 5, {other}");
    }
}
