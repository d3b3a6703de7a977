//! What the private page has and a widget inside somebody's page lacks: bringing back a file, the lock, names for
//! therapists, and a cover over the answers when the person goes away.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlFormElement, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::domain::content::{Content, LockText, PageText, Situation, Text, filled};
use crate::domain::day::Day;
use crate::domain::file::{self, LONGEST, Refused};
use crate::domain::journal::{Journal, Kept, LONGEST_NOTE, Person, note};
use crate::domain::looking_back;
use crate::domain::reminder::{self, Reminder, Weeks};
use crate::domain::session::Place;
use crate::domain::sign::Sign;
use crate::domain::table;
use crate::embed::page::Page;
use crate::store::{Done, Found, NotKept, Store};
use crate::view::buttons::{Weight, actions, button};
use crate::view::card::Wording;
use crate::view::choices::{Group, Shown, Stand, choices};
use crate::view::element::{all, each, when, words};
use crate::view::kept::really;
use crate::view::looking_back::{self as view, looking_back};
use crate::view::offline::{keeping, newer, question};
use crate::view::past::short;
use crate::view::prose::{alert, closed, list, paragraph, paragraphs};
use crate::view::screen::{Do, Screen};
use crate::view::search::Search;
use crate::view::visit::{Action, Current};

/// The fewest characters of a passphrase.
const SHORTEST: usize = 8;

/// What changes on the private page alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Own {
    /// What is in the file that was chosen, or why it cannot be brought back.
    pub file: Option<Result<Journal, Refused>>,
    /// How often a wrong passphrase was given.
    pub wrong: u32,
    /// Whether a passphrase can be given at the moment.
    pub shut: Shut,
    /// Whether the answers are covered.
    pub covered: bool,
    /// Whether a note is being written.
    pub writing: bool,
    /// The person's own words for the card about a sign.
    pub wording: Option<(Sign, Wording)>,
    /// Which of the situations of a sign the person wants sentences for.
    pub situation: usize,
    /// In which tone.
    pub tone: Tone,
    /// Counts how often sentences were put on a card.
    pub taken: u32,
    /// Whether the person looks back on what they kept.
    pub looking_back: bool,
    /// After how many weeks they want the note in their calendar.
    pub weeks: Weeks,
    /// Whether it is to come again and again.
    pub again: bool,
    /// What the person looks for among what they kept.
    pub search: Option<Search>,
}

/// How a sentence sounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Plain.
    #[default]
    Plain,
    /// Softer.
    Softer,
    /// To be written down.
    Note,
}

impl Tone {
    /// Returns the sentences of this tone.
    fn of(self, situation: &Situation) -> &[Text] {
        match self {
            Self::Plain => &situation.plain,
            Self::Softer => &situation.softer,
            Self::Note => &situation.note,
        }
    }
}

/// How the field for the passphrase stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shut {
    /// A passphrase can be given.
    #[default]
    Waiting,
    /// One is being tried.
    Trying,
    /// One was wrong, and another can be given after a while.
    Pausing,
    /// That while is over.
    Paused,
}

/// Where what a person asks of the private page is done.
#[derive(Clone)]
pub struct OwnDesk {
    /// What the private page says.
    pub text: &'static PageText,
    /// All other words.
    pub content: &'static Content,
    /// Where check-ins are kept.
    pub store: Rc<Store>,
    /// What the page can do.
    pub page: Page,
    /// The state.
    pub visit: Current,
    /// The heading, for the focus when a button goes that had it.
    pub focus: NodeRef,
}

impl OwnDesk {
    /// Changes what the private page alone has.
    pub fn set(&self, change: impl FnOnce(&mut Own)) {
        let mut own = self.visit.now().own.clone();
        change(Rc::make_mut(&mut own));
        self.visit.dispatch(Action::Own(own));
    }

    fn say(&self, said: Text) {
        self.visit.dispatch(Action::Said(said));
    }

    /// Returns what says that it was done, or why it was not.
    fn done(&self, said: Text) -> Done {
        let desk = self.clone();
        Callback::from(move |done| match done {
            Ok(()) => {
                desk.say(said);
                desk.page.focus(&desk.focus);
            }
            Err(NotKept::Failed) => desk
                .visit
                .dispatch(Action::Failed(desk.content.kept.failed)),
            // What has changed meanwhile is said by the list.
            Err(NotKept::Changed) => {}
        })
    }

    fn choose(&self) {
        let desk = self.clone();
        self.page.pick(LONGEST, move |text| {
            desk.set(|own| own.file = Some(file::read(&text)));
        });
    }

    fn bring_back(&self, journal: Journal) {
        self.set(|own| own.file = None);
        let done = self.done(self.text.bring.added);
        let none = Journal::default();
        self.store.change(&|ours| journal.merged(&none, ours), done);
    }

    fn name(&self, id: Rc<str>, label: &str) {
        let done = self.done(self.text.label.kept);
        let label = label.trim().chars().take(80).collect::<String>();
        let person = Person {
            id,
            label: label.into(),
        };
        self.store
            .change(&|ours| ours.with_person(person.clone()), done);
    }

    fn look_back(&self, looking_back: bool) {
        self.set(|own| own.looking_back = looking_back);
    }

    fn save_table(&self) {
        let text = &self.text.table;
        let day = |at| Day::of(at, self.page.ahead(at)).dashed();
        let journal = self.visit.now().found.journal();
        let table = table::written(&journal, self.content, text, day);
        self.page.save_as(&text.file_name, &table, "text/csv");
        self.say(self.content.kept.saved);
    }

    fn save_reminder(&self, title: &str) {
        let text = &self.text.reminder;
        let own = self.visit.now().own.clone();
        let now = self.page.now();
        let note = Reminder {
            title: &reminder::title(title, &text.usual_title),
            id: &self.page.new_id(),
            made: now,
            today: Day::of(now, self.page.ahead(now)),
            weeks: own.weeks,
            again: own.again,
        };
        self.page
            .save_as(&text.file_name, &note.written(), "text/calendar");
        self.say(text.saved);
    }

    fn lock(&self, passphrase: &str, again: &str) {
        let text = &self.text.lock;
        if passphrase.chars().count() < SHORTEST {
            return self.say(text.short);
        }
        if passphrase != again {
            return self.say(text.differ);
        }
        self.store.lock_with(passphrase, self.done(text.locked));
    }

    fn unlock(&self, passphrase: &str) {
        if matches!(self.visit.now().own.shut, Shut::Trying | Shut::Pausing) {
            return;
        }
        self.set(|own| own.shut = Shut::Trying);
        let desk = self.clone();
        let opened = Callback::from(move |right| {
            if right {
                return desk.set(|own| *own = Own::default());
            }
            let wrong = desk.visit.now().own.wrong + 1;
            desk.set(|own| {
                own.wrong = wrong;
                own.shut = Shut::Pausing;
            });
            let visit = desk.visit.clone();
            desk.page.later(pause(wrong) * 1_000, move || {
                visit.dispatch(Action::PauseEnded)
            });
        });
        self.store.unlock(passphrase, opened);
    }

    fn take_lock_off(&self) {
        self.done(self.text.lock.removed)
            .emit(self.store.take_lock_off());
    }
}

/// Returns how many seconds to wait after so many wrong passphrases: each time twice as long, but at most a minute.
fn pause(wrong: u32) -> u32 {
    2_u32.saturating_pow(wrong.saturating_sub(1)).min(60)
}

/// Returns the screen that stands in the place of those with answers while these are covered or locked.
pub fn instead(screen: Screen<'_>, desk: &OwnDesk) -> Option<Html> {
    let visit = desk.visit.now();
    // What is locked is none of this. What is covered may be: ticks, and tips for where the person meets somebody.
    if matches!(visit.session.place, Place::GreenFlags | Place::More) && !visit.own.covered {
        return None;
    }
    if visit.found == Found::Locked {
        return Some(shut(screen, desk));
    }
    let text = &desk.text.cover;
    visit.own.covered.then(|| {
        let desk = desk.clone();
        let show = Callback::from(move |_| desk.set(|own| own.covered = false));
        let parts = [
            paragraph("lead", text.lead),
            actions([button(Weight::Main, text.show, show)]),
        ];
        screen.shown("cover", text.heading, all(parts))
    })
}

fn shut(screen: Screen<'_>, desk: &OwnDesk) -> Html {
    let text = &desk.text.lock;
    let visit = desk.visit.now();
    let own = &visit.own;
    let seconds = pause(own.wrong);
    let said = match own.shut {
        Shut::Waiting => String::new(),
        Shut::Trying => text.opening.to_string(),
        Shut::Pausing => {
            let number = desk.page.number(seconds as usize);
            let sentence = text.wrong.form(&desk.page.plural(seconds));
            filled(&sentence, &[("seconds", &number)])
        }
        Shut::Paused => text.try_again.to_string(),
    };
    let send = {
        let desk = desk.clone();
        move |[passphrase]: [String; 1]| desk.unlock(&passphrase)
    };
    let asking = visit.asking;
    let last = if asking {
        really(screen)
    } else {
        let ask = screen.on(Do::Ask);
        let label = screen.content().labels.delete_all;
        [
            Html::default(),
            Html::default(),
            button(Weight::Slight, label, ask),
        ]
    };
    let parts = [
        paragraph("lead", text.shut_lead),
        form([password(text.passphrase)], text.open, send),
        html! { <p role="status">{ said }</p> },
        paragraph("quiet", text.forgotten),
        when(asking, || {
            alert(question(desk, screen.content().kept.delete_all_question))
        }),
        actions(last),
    ];
    screen.shown("shut", text.shut, all(parts))
}

/// A field of a form: its name, its type and what is in it at first.
pub struct Field(pub Text, pub &'static str, pub String);

/// Returns fields with a button below them; `send` takes what is in them. Passphrases do not stay there.
pub fn form<const N: usize>(
    fields: [Field; N],
    label: Text,
    send: impl Fn([String; N]) + 'static,
) -> Html {
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        let given = event.target_dyn_into::<HtmlFormElement>();
        let inputs = given.map(|form| form.elements());
        send(std::array::from_fn(|at| {
            let input = inputs.as_ref().and_then(|inputs| inputs.item(at as u32));
            let input = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
            input
                .map(|input| {
                    let value = input.value();
                    if input.type_() == "password" {
                        if at == 0 {
                            // For another try. When none is needed, the focus goes to the heading.
                            _ = input.focus();
                        }
                        // Of no concern to recorders: there are none on a page of its own.
                        input.set_value("");
                    }
                    value
                })
                .unwrap_or_default()
        }));
    });
    html! {
        <form class="form" {onsubmit} autocomplete="off">
            { for fields.into_iter().map(|Field(name, kind, value)| html! {
                <label class="field">
                    <span>{ name }</span>
                    <input type={kind} ~defaultValue={value} autocomplete="off" />
                </label>
            }) }
            { actions([html! { <button type="submit" class="button button--quiet" part="button">{ label }</button> }]) }
        </form>
    }
}

/// Returns a way to look back on what is kept.
pub fn way_back(desk: &OwnDesk) -> Html {
    let look = on(desk, |desk| desk.look_back(true));
    actions([button(Weight::Main, desk.text.looking_back.heading, look)])
}

/// Returns the first screen with the way to a newer version of the page.
pub fn with_newer(desk: &OwnDesk, welcome: Html) -> Html {
    all([welcome, newer(desk)])
}

/// Returns what stands below the kept check-ins.
pub fn below(screen: Screen<'_>, desk: &OwnDesk) -> Html {
    let there = !desk.visit.now().found.journal().entries().is_empty();
    html! {
        <>
            { newer(desk) }
            { closed(desk.text.reminder.heading.into(), reminder(screen, desk)) }
            if there {
                { closed(desk.text.table.heading.into(), take_table(desk)) }
            }
            { closed(desk.text.bring.heading.into(), bring_back(desk)) }
            { closed(desk.text.lock.heading.into(), lock(desk)) }
            { closed(desk.text.offline.heading.into(), keeping(desk)) }
        </>
    }
}

/// Returns the screen on which a person looks back, in the place of the list, if they want to.
pub fn past(screen: Screen<'_>, desk: &OwnDesk) -> Option<Html> {
    let visit = desk.visit.now();
    visit.own.looking_back.then(|| {
        let print = on(desk, |desk| desk.page.print());
        let back = on(desk, |desk| desk.look_back(false));
        let labels = &desk.content.labels;
        let ways = actions([
            button(Weight::Main, labels.print, print),
            button(Weight::Quiet, labels.back_to_kept, back),
        ]);
        looking_back(screen, &visit.found.journal(), visit.shown, ways)
    })
}

/// Returns a question about flags that were ticked before and are not now.
pub fn flags_before(screen: Screen<'_>, desk: &OwnDesk) -> Html {
    let visit = desk.visit.now();
    let now = visit.to_keep(&|| "".into(), desk.page.now());
    let flags = looking_back::earlier_flags(&visit.found.journal(), &now);
    view::earlier_flags(screen, &flags)
}

/// Returns the check-in on the screen as it stands on paper.
pub fn on_paper(screen: Screen<'_>, desk: &OwnDesk) -> Html {
    let visit = desk.visit.now();
    let now = visit.to_keep(&|| "".into(), desk.page.now());
    let journal = visit.found.journal();
    let mut people = journal.people().iter();
    let person = people.find(|person| Some(&person.id) == now.with.as_ref());
    view::summary(screen, &now, person.map_or("", |person| &person.label))
}

/// Returns a button that prints the check-in on the screen.
pub fn print_button(desk: &OwnDesk) -> Html {
    let print = on(desk, |desk| desk.page.print());
    button(Weight::Quiet, desk.text.summary.print, print)
}

fn on(desk: &OwnDesk, what: fn(&OwnDesk)) -> Callback<Event> {
    let desk = desk.clone();
    Callback::from(move |_: Event| what(&desk))
}

fn take_table(desk: &OwnDesk) -> Html {
    let text = &desk.text.table;
    let save = on(desk, OwnDesk::save_table);
    let parts = [
        paragraphs("", &text.lead),
        actions([button(Weight::Quiet, text.save, save)]),
    ];
    all(parts)
}

fn reminder(screen: Screen<'_>, desk: &OwnDesk) -> Html {
    let text = &desk.text.reminder;
    let own = desk.visit.now().own.clone();
    let group = |name: &str, legend: Text| Group {
        name: screen.fresh(name),
        legend: legend.into(),
        help: Text::default(),
        stand: Stand::Beside,
    };
    let chosen = |change: fn(&mut Own, Weeks, bool), weeks: Weeks, again: bool| {
        let desk = desk.clone();
        Callback::from(move |_: Event| desk.set(|own| change(own, weeks, again)))
    };
    let weeks = Weeks::ALL.into_iter().zip(&text.choices);
    let weeks = choices(group("w", text.weeks), weeks, |(weeks, choice)| Shown {
        label: choice.label,
        chosen: own.weeks == weeks,
        onchoose: chosen(|own, weeks, _| own.weeks = weeks, weeks, false),
    });
    let often = [(text.once, false), (text.again, true)];
    let often = choices(group("o", text.often), often, |(label, again)| Shown {
        label,
        chosen: own.again == again,
        onchoose: chosen(|own, _, again| own.again = again, Weeks::default(), again),
    });
    let send = {
        let desk = desk.clone();
        move |[title]: [String; 1]| desk.save_reminder(&title)
    };
    let field = Field(text.title, "text", text.usual_title.to_string());
    let parts = [
        paragraphs("", &text.lead),
        weeks,
        often,
        form([field], text.save, send),
    ];
    all(parts)
}

fn bring_back(desk: &OwnDesk) -> Html {
    let text = &desk.text.bring;
    let choose = on(desk, OwnDesk::choose);
    let leave = on(desk, |desk| {
        desk.set(|own| own.file = None);
        desk.page.focus(&desk.focus);
    });
    let leave = button(Weight::Quiet, text.leave, leave);
    let file = &desk.visit.now().own.file;
    let found = file.as_ref().and_then(|file| file.as_ref().ok());
    let counts = found.map(|found| counts(found, &desk.visit.now().found.journal()));
    let useful = counts.is_some_and(|[_, new, changed]| new + changed > 0);
    let told = counts.map(|counts| {
        let [all, new, changed] = counts.map(|count| desk.page.number(count));
        filled(
            &text.found,
            &[("all", &all), ("new", &new), ("changed", &changed)],
        )
    });
    let add = found.cloned().map(|journal| {
        let desk = desk.clone();
        let add = Callback::from(move |_| desk.bring_back(journal.clone()));
        button(Weight::Main, text.add, add)
    });
    html! {
        <>
            { paragraph("", text.lead) }
            <div role="status">
                if let Some(told) = told {
                    <div class="notice">
                        <p>{ told }</p>
                        if !useful {
                            { paragraph("", text.nothing) }
                        }
                    </div>
                }
            </div>
            if let Some(Err(refused)) = file {
                { alert(why(desk.text, *refused)) }
            }
            { actions([
                when(useful, || add.unwrap_or_default()),
                when(found.is_some(), || leave),
                // The last one, so that it stays the same and keeps the focus.
                button(Weight::Quiet, text.choose, choose),
            ]) }
        </>
    }
}

fn why(text: &PageText, refused: Refused) -> Text {
    match refused {
        Refused::TooLarge => text.bring.too_large,
        Refused::NotOurs => text.bring.not_ours,
        Refused::Newer => text.bring.newer,
        Refused::Broken => text.bring.broken,
    }
}

/// Returns how many check-ins are in `file`, how many of them are not in `here`, and how many were changed later.
fn counts(file: &Journal, here: &Journal) -> [usize; 3] {
    let (mut new, mut changed) = (0, 0);
    for kept in file.entries() {
        match here.find(&kept.id) {
            None => new += 1,
            Some(ours) if kept.changed > ours.changed => changed += 1,
            Some(_) => {}
        }
    }
    [file.entries().len(), new, changed]
}

fn lock(desk: &OwnDesk) -> Html {
    let text: &LockText = &desk.text.lock;
    if !desk.page.can_lock() {
        return paragraph("notice", text.unavailable);
    }
    let unlocked = desk.store.is_unlocked();
    let send = {
        let desk = desk.clone();
        move |[passphrase, again]: [String; 2]| desk.lock(&passphrase, &again)
    };
    html! {
        <>
            { paragraphs("", &text.lead) }
            if unlocked {
                { actions([
                    button(Weight::Main, text.now, on(desk, |desk| desk.store.lock())),
                    button(Weight::Quiet, text.remove, on(desk, OwnDesk::take_lock_off)),
                ]) }
            }
            { form(
                [password(text.passphrase), password(text.again)],
                if unlocked { text.change } else { text.lock },
                send,
            ) }
        </>
    }
}

fn password(name: Text) -> Field {
    Field(name, "password", String::new())
}

/// Returns a field for the name of the therapist with this id, who is called `label` so far.
pub fn name(desk: &OwnDesk, id: &Rc<str>, label: &str) -> Html {
    let text = &desk.text.label;
    let send = {
        let (desk, id) = (desk.clone(), id.clone());
        move |[label]: [String; 1]| desk.name(id.clone(), &label)
    };
    let field = Field(text.question, "text", label.to_owned());
    closed(text.heading.into(), form([field], text.keep, send))
}

/// Returns a field for a note about `sign`.
pub fn note_about(desk: &OwnDesk, sign: Sign) -> Html {
    note_field(desk, sign.id(), desk.text.notes.about_sign)
}

/// Returns a field for a note about the whole check-in.
pub fn note_of_all(desk: &OwnDesk) -> Html {
    note_field(desk, "", desk.text.notes.about_all)
}

fn note_field(desk: &OwnDesk, sign: &'static str, label: Text) -> Html {
    let visit = desk.visit.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(field) = event.target_dyn_into::<HtmlTextAreaElement>() {
            visit.dispatch(Action::Noted(sign, field.value()));
        }
    });
    let visit = desk.visit.clone();
    let onchange = Callback::from(move |_: Event| visit.dispatch(Action::Wrote));
    let text = note(&desk.visit.now().notes, sign).to_owned();
    html! {
        <label class="field" key={["note-", sign].concat()}>
            <span>{ label }</span>
            <textarea
                rows="3"
                maxlength={LONGEST_NOTE.to_string()}
                defaultvalue={text}
                dir="auto"
                autocomplete="off"
                {oninput}
                {onchange}
            />
        </label>
    }
}

/// Returns what lets the person put the card about `sign`, which says `wording` so far, into words of their own.
pub fn own_words(screen: Screen<'_>, desk: &OwnDesk, sign: Sign, wording: &Wording) -> Html {
    all([
        phrases(screen, desk, sign, wording),
        fields(desk, sign, wording),
    ])
}

/// Returns sentences for a situation and a tone that the person chooses.
fn phrases(screen: Screen<'_>, desk: &OwnDesk, sign: Sign, wording: &Wording) -> Html {
    let text = &desk.text.card;
    let say = &desk.content.more.say;
    let situations = say.situations.iter();
    let situations: Vec<_> = situations.filter(|one| *one.sign == *sign.id()).collect();
    let own = desk.visit.now().own.clone();
    let place = own.situation.min(situations.len().saturating_sub(1));
    let Some(situation) = situations.get(place) else {
        return Html::default();
    };
    let group = |name: &str, legend: Text, stand: Stand| Group {
        name: screen.fresh(name),
        legend: legend.into(),
        help: Text::default(),
        stand,
    };
    let about = group("a", text.situation, Stand::Beside);
    let about = choices(about, situations.iter().enumerate(), |(at, one)| {
        let desk = desk.clone();
        Shown {
            label: one.name,
            chosen: at == place,
            onchoose: Callback::from(move |_| desk.set(|own| own.situation = at)),
        }
    });
    let tones = [
        (say.plain, Tone::Plain),
        (say.softer, Tone::Softer),
        (say.note, Tone::Note),
    ];
    let tones = choices(
        group("t", text.tone, Stand::Beside),
        tones,
        |(label, tone)| {
            let desk = desk.clone();
            Shown {
                label,
                chosen: own.tone == tone,
                onchoose: Callback::from(move |_| desk.set(|own| own.tone = tone)),
            }
        },
    );
    let sentences = own.tone.of(situation);
    let take = {
        let (desk, noticed) = (desk.clone(), wording.noticed.clone());
        let sentences: Vec<&str> = sentences.iter().map(|sentence| &**sentence).collect();
        let say: AttrValue = sentences.join(" ").into();
        Callback::from(move |_: Event| {
            let (noticed, say) = (noticed.clone(), say.clone());
            desk.set(|own| {
                own.wording = Some((sign, Wording { noticed, say }));
                own.taken += 1;
            });
            desk.say(desk.text.card.taken);
        })
    };
    let parts = [
        about,
        tones,
        list(sentences),
        actions([button(Weight::Quiet, text.take, take)]),
    ];
    closed(text.others.into(), all(parts))
}

fn fields(desk: &OwnDesk, sign: Sign, wording: &Wording) -> Html {
    // What was put on the card from elsewhere needs a field of its own: a field keeps what was written in it.
    let taken = desk.visit.now().own.taken;
    let text = &desk.text.card;
    let field = |label: Text, value: &AttrValue, change: fn(&mut Wording, AttrValue)| {
        let (desk, wording) = (desk.clone(), wording.clone());
        let oninput = Callback::from(move |event: InputEvent| {
            if let Some(field) = event.target_dyn_into::<HtmlTextAreaElement>() {
                let mut wording = match &desk.visit.now().own.wording {
                    Some((of, now)) if *of == sign => now.clone(),
                    _ => wording.clone(),
                };
                change(&mut wording, field.value().into());
                desk.set(|own| own.wording = Some((sign, wording)));
            }
        });
        html! {
            <label class="field" key={[&*label, &taken.to_string()].concat()}>
                <span>{ label }</span>
                <textarea
                    rows="3"
                    maxlength={LONGEST_NOTE.to_string()}
                    defaultvalue={value.clone()}
                    dir="auto"
                    autocomplete="off"
                    {oninput}
                />
            </label>
        }
    };
    let fields = [
        field(text.noticed, &wording.noticed, |wording, words| {
            wording.noticed = words;
        }),
        field(text.say, &wording.say, |wording, words| wording.say = words),
    ];
    closed(text.heading.into(), all(fields))
}

/// Returns the notes of a kept check-in.
pub fn notes_of(desk: &OwnDesk, kept: &Kept) -> Html {
    each(&kept.notes, |(sign, note)| {
        let about = match &**sign {
            "" => desk.text.notes.yours.into(),
            sign => words(short(desk.content, sign).to_owned()),
        };
        html! {
            <p class="note"><span class="note__label">{ about }</span>{ " " }{ note.to_string() }</p>
        }
    })
}

/// Returns the note about the sign of this id, if there is one.
pub fn noted(desk: &OwnDesk, sign: &str) -> Html {
    shown_note(desk.text, note(&desk.visit.now().notes, sign))
}

fn shown_note(text: &PageText, note: &str) -> Html {
    when(!note.is_empty(), || {
        html! {
            <p class="note"><span class="note__label">{ text.notes.yours }</span>{ " " }{ note.to_owned() }</p>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::saved;

    #[test]
    fn each_wrong_passphrase_takes_longer_but_never_more_than_a_minute() {
        let pauses = [1, 2, 3, 7, 40].map(pause);
        assert_eq!(pauses, [1, 2, 4, 60, 60]);
    }

    #[test]
    fn a_file_is_counted_against_what_is_here() {
        let here = saved::read("right-track 2\nid=a at=1\nid=b at=2 changed=5").unwrap();
        let file =
            saved::read("right-track 2\nid=a at=1 changed=3\nid=b at=2 changed=4\nid=c at=3")
                .unwrap();
        assert_eq!(counts(&file, &here), [3, 1, 1]);
    }
}
