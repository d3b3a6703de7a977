//! The widget as it will be.

use right_track::domain::text::Text;
use right_track::view::choices::{Group, Shown, Stand, choices};
use yew::prelude::*;

use crate::app::{Action, Around};
use crate::page;

/// How the preview is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sight {
    /// As wide as on a computer; otherwise as on a phone.
    pub wide: bool,
    /// On a dark page.
    pub dark: bool,
}

/// What the preview shows.
#[derive(Clone, PartialEq, Properties)]
pub struct PreviewProps {
    /// What stays as it is.
    pub around: &'static Around,
    /// What is chosen, as a link has it.
    pub fragment: String,
    /// How it is looked at.
    pub sight: Sight,
    /// Is told what to look at.
    pub act: Callback<Action>,
}

/// The real widget, on a page of its own in a frame.
#[component]
pub fn Preview(props: &PreviewProps) -> Html {
    let PreviewProps {
        around,
        fragment,
        sight,
        act,
    } = props;
    let (around, sight) = (*around, *sight);
    let words = &around.words.preview;
    let frame = use_node_ref();
    let address = {
        let ground = if sight.dark { "dark" } else { "light" };
        format!("{}#ground={ground}&{fragment}", around.preview)
    };
    // Later addresses are led to: a changed `src` would add to the history.
    let first = use_memo((), |()| address.clone());
    {
        let (frame, first) = (frame.clone(), first.clone());
        let before = use_mut_ref(|| (*first).clone());
        use_effect_with(address, move |address| {
            if before.replace(address.clone()) != *address {
                page::lead(&frame, address);
            }
        });
    }
    let look = |name: &'static str, legend: Text, all: [(bool, Text, Sight); 2]| {
        let group = Group {
            name: name.into(),
            legend: legend.into(),
            help: Text::default(),
            stand: Stand::Beside,
        };
        choices(group, all, |(chosen, label, sight)| {
            let act = act.clone();
            Shown {
                label,
                chosen,
                onchoose: Callback::from(move |_| act.emit(Action::Looked(sight))),
            }
        })
    };
    let widths = [(false, words.width.phone), (true, words.width.wide)]
        .map(|(wide, label)| (sight.wide == wide, label, Sight { wide, ..sight }));
    let grounds = [(false, words.ground.light), (true, words.ground.dark)]
        .map(|(dark, label)| (sight.dark == dark, label, Sight { dark, ..sight }));
    html! {
        <section class="sheet" aria-labelledby="preview">
            <h2 id="preview">{ words.heading }</h2>
            <p class="lead">{ words.lead }</p>
            <div class="sights">
                { look("width", words.width.label, widths) }
                { look("ground", words.ground.label, grounds) }
            </div>
            // It can be scrolled where it is wider than the screen, also by keys.
            <div class="preview" role="region" aria-label={words.title} tabindex="0">
                <iframe
                    ref={frame}
                    class={if sight.wide { "preview__page preview__page--wide" } else { "preview__page" }}
                    title={words.frame}
                    src={(*first).clone()}
                />
            </div>
        </section>
    }
}
