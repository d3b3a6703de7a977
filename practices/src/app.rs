//! The page as a whole, and what changes on it.

use std::collections::BTreeSet;
use std::rc::Rc;

use right_track::domain::text::Text;
use yew::prelude::*;

use crate::built::Built;
use crate::choice::{Choice, Setting};
use crate::content::{Words, found};
use crate::view::choosing::choosing;
use crate::view::needs::needs;
use crate::view::preview::{Preview, Sight};
use crate::view::snippet::pasted;
use crate::{fragment, page, snippet};

/// What stays as it is for as long as the page is open.
#[derive(Debug)]
pub struct Around {
    /// The words.
    pub words: Words,
    /// What the build tells.
    pub built: Built,
    /// The tags of the languages, and what they are called here.
    pub languages: Vec<(Text, Text)>,
    /// The ids of the regions, and what they are called.
    pub regions: Vec<(Text, Text)>,
    /// The address of the site, with a slash at the end.
    pub base: String,
    /// The address of the page in the preview.
    pub preview: String,
}

impl PartialEq for Around {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Around {
    fn read() -> Option<Self> {
        let words = Words::read().ok()?;
        let built: Built = serde_json::from_str(&page::element("built")?.text_content()?).ok()?;
        let draft = words.of(Setting::Lang)?.draft;
        let named = |language: &crate::built::Language| {
            let name = page::language_name(&language.tag);
            let name = match language.draft {
                true => draft.replace("{language}", &name),
                false => name,
            };
            (Text::kept(&language.tag), Text::kept(&name))
        };
        let languages = built.languages.iter().map(named).collect();
        let kept =
            |region: &crate::built::Region| (Text::kept(&region.id), Text::kept(&region.name));
        let regions = built.regions.iter().map(kept).collect();
        let address = page::address();
        let own = address.split(['?', '#']).next().unwrap_or_default();
        let folder = own.rsplit_once('/').map_or("", |(folder, _)| folder);
        Some(Self {
            languages,
            regions,
            base: snippet::base(&address),
            preview: format!("{folder}/preview/"),
            words,
            built,
        })
    }

    /// Returns what a reader without JavaScript sees: in the language of the widget, if that is another than ours.
    pub fn link(&self, choice: &Choice) -> &str {
        let tag = choice.get(Setting::Lang);
        let mut languages = self.built.languages.iter();
        match languages.find(|language| language.tag == tag && !tag.starts_with("en")) {
            Some(language) => &language.widget,
            None => &self.words.snippet.link,
        }
    }
}

/// What can change.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    around: &'static Around,
    /// What is chosen, as it was written.
    pub choice: Choice,
    /// The fields that the person has been in: only then it is time to say that something does not fit.
    pub met: BTreeSet<Setting>,
    /// What a link said and does not fit.
    pub left_out: Vec<String>,
    /// Counts what chose for the person, so that all radio buttons are made anew.
    pub turn: u32,
    /// How the preview is looked at.
    pub sight: Sight,
}

/// What happens.
#[derive(Clone, Debug)]
pub enum Action {
    /// Something was chosen or written.
    Chose(Setting, String),
    /// A field was left.
    Met(Setting),
    /// A link was opened, with this after its `#`.
    Opened(String),
    /// All choices were undone.
    Undone,
    /// The preview is looked at in another way.
    Looked(Sight),
}

impl State {
    fn opened(around: &'static Around, fragment: &str, turn: u32, sight: Sight) -> Self {
        let (choice, left_out) = fragment::read(fragment, &around.built);
        Self {
            around,
            choice,
            met: BTreeSet::new(),
            left_out,
            turn,
            sight,
        }
    }

    /// Returns the choice without what does not fit.
    pub fn sound(&self) -> Choice {
        self.choice.sound(&self.around.built)
    }

    /// Returns the settings of which it is time to say that they do not fit.
    pub fn wrong(&self, setting: Setting) -> bool {
        self.met.contains(&setting) && !self.choice.fits(setting, &self.around.built)
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            Action::Chose(setting, text) => next.choice = next.choice.with(setting, &text),
            Action::Met(setting) => _ = next.met.insert(setting),
            Action::Opened(fragment) => {
                next = Self::opened(self.around, &fragment, self.turn + 1, self.sight);
            }
            Action::Undone => next = Self::opened(self.around, "", self.turn + 1, self.sight),
            Action::Looked(sight) => next.sight = sight,
        }
        next.into()
    }
}

/// What the page is made from.
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// What stays as it is.
    pub around: &'static Around,
}

/// The page.
#[component]
pub fn App(props: &AppProps) -> Html {
    let around = props.around;
    let state = use_reducer(|| State::opened(around, &page::fragment(), 0, Sight::default()));
    let act = {
        let dispatcher = state.dispatcher();
        Callback::from(move |action| dispatcher.dispatch(action))
    };
    {
        let act = act.clone();
        use_effect_with((), move |()| {
            page::on_fragment(move |fragment| act.emit(Action::Opened(fragment)));
        });
    }
    let sound = state.sound();
    let fragment = fragment::write(&sound);
    use_effect_with(fragment.clone(), |fragment| page::put_fragment(fragment));
    let left_out = (!state.left_out.is_empty()).then(|| {
        html! {
            <div class="notice" role="alert">
                <p>{ around.words.left_out }</p>
                <ul>{ for state.left_out.iter().map(|part| html! { <li><code>{ part.clone() }</code></li> }) }</ul>
            </div>
        }
    });
    html! {
        <>
            { left_out }
            <div class="desk">
                { choosing(around, &state, &act) }
                <div class="desk__result">
                    { pasted(around, &state, &sound) }
                    <Preview {around} fragment={fragment} sight={state.sight} {act} />
                </div>
            </div>
            { needs(around, &sound) }
        </>
    }
}

/// Puts the page in the place of what stands there without it. If something it needs is missing, that stays.
pub fn start() {
    let (Some(root), Some(around)) = (page::element("program"), Around::read()) else {
        return;
    };
    let around = Box::leak(Box::new(around));
    yew::Renderer::<App>::with_root_and_props(root, AppProps { around }).render();
}

/// Returns the words under `key`, or nothing.
pub(crate) fn said(map: &std::collections::BTreeMap<Text, Text>, key: &str) -> Text {
    found(map, key).copied().unwrap_or_default()
}
