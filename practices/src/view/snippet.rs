//! What is pasted.

use right_track::domain::text::Text;
use right_track::view::buttons::{Weight, actions, button};
use yew::prelude::*;

use crate::app::{Around, State};
use crate::choice::{Choice, Setting};
use crate::page;
use crate::snippet::{host, is_local, snippet};
use crate::view::copied::Copied;

/// Returns what is pasted, the link for a colleague, and the address of the private page.
pub fn pasted(around: &'static Around, state: &State, sound: &Choice) -> Html {
    let words = &around.words.snippet;
    let page = &around.words.private_page;
    let text = snippet(sound, &around.built, &around.base, around.link(sound));
    let wrong = Setting::ALL.into_iter().any(|setting| state.wrong(setting));
    html! {
        <section class="sheet" aria-labelledby="paste">
            <h2 id="paste">{ words.heading }</h2>
            <p class="lead">{ words.lead }</p>
            <Copied label={words.label} {text} button={words.copy} main=true said={spoken(around)} />
            if wrong {
                <p class="problem">{ words.problems }</p>
            }
            if is_local(&around.base) {
                <p class="notice">{ words.local.replace("{host}", host(&around.base)) }</p>
            }
            <Share {around} />
            <h3>{ page.heading }</h3>
            <p>{ page.text }</p>
            <Copied label={page.label} text={around.base.clone()} button={page.copy} said={spoken(around)} />
        </section>
    }
}

/// Returns what is said when something was copied, and when that is not allowed.
pub fn spoken(around: &'static Around) -> [Text; 2] {
    [around.words.copied, around.words.not_copied]
}

#[derive(Clone, PartialEq, Properties)]
struct ShareProps {
    around: &'static Around,
}

/// A link to this page as it is.
#[component]
fn Share(props: &ShareProps) -> Html {
    let words = &props.around.words;
    // Where the browser does not allow copying, the link stands there to be copied by hand.
    let shown = use_state(|| None::<String>);
    let said = use_state(Text::default);
    let onclick = {
        let (shown, said) = (shown.clone(), said.clone());
        let [done, refused] = [props.around.words.copied, words.share.not_copied];
        Callback::from(move |_: Event| {
            let (shown, said) = (shown.clone(), said.clone());
            let address = page::address();
            page::copy(&address.clone(), move |allowed| {
                shown.set((!allowed).then_some(address));
                said.set(if allowed { done } else { refused });
            });
        })
    };
    html! {
        <div class="share">
            { actions([
                button(Weight::Slight, words.share.copy, onclick),
                html! { <span role="status">{ *said }</span> },
            ]) }
            if let Some(address) = &*shown {
                <p><a href={address.clone()}>{ address.clone() }</a></p>
            }
            <p class="quiet">{ words.share.help }</p>
        </div>
    }
}
