//! What a website may have to do for what was chosen.

use yew::prelude::*;

use crate::app::Around;
use crate::choice::{Choice, Setting};
use crate::notices::{adapted, place_of};
use crate::snippet::{MARKS, host, left_alone, policy, stylesheet};
use crate::view::copied::Copied;
use crate::view::snippet::spoken;

/// Returns what a website may have to do. `choice` has what fits alone.
pub fn needs(around: &'static Around, choice: &Choice) -> Html {
    let words = &around.words.needs;
    let said = spoken(around);
    let (base, speed) = (&around.base, &words.speed);
    let place = place_of(choice.get(Setting::Region));
    html! {
        <section class="sheet" aria-labelledby="needs">
            <h2 id="needs">{ words.heading }</h2>
            <p class="lead">{ words.lead }</p>
            <details>
                <summary>{ words.policy.heading }</summary>
                <p>{ words.policy.text }</p>
                <Copied label={words.policy.label} text={policy(choice, base)} button={words.policy.copy} {said} />
                <p>{ words.policy.style }</p>
                <Copied label={words.policy.style_label} text={stylesheet(choice)} button={words.policy.style_copy} {said} />
            </details>
            <details>
                <summary>{ speed.heading }</summary>
                <p>{ speed.text }</p>
                <Copied label={speed.label} text={left_alone(base)} button={speed.copy} {said} />
                <p>{ speed.marks }</p>
                <Copied label={speed.marks_label} text={MARKS} button={speed.marks_copy} {said} />
            </details>
            <details>
                <summary>{ words.consent.heading }</summary>
                <p>{ words.consent.text }</p>
            </details>
            <h3>{ words.notices.heading }</h3>
            <p class="lead">{ words.notices.lead }</p>
            { for around.built.notices.iter().map(|notices| html! {
                // Made anew for another place, so that its own is open.
                <details key={format!("{}{}", notices.place, place.unwrap_or_default())} open={Some(&*notices.place) == place}>
                    <summary>{ notices.place.clone() }</summary>
                    { for notices.texts.iter().map(|notice| html! {
                        <>
                            <p>{ notice.about.clone() }</p>
                            <Copied
                                label={notice.about.trim_end_matches(':').to_owned()}
                                text={adapted(&notice.text, host(base), choice.is_framed())}
                                button={words.notices.copy}
                                code=false
                                {said}
                            />
                        </>
                    }) }
                </details>
            }) }
        </section>
    }
}
