//! A question with answers to choose one from, and single ticks.
//!
//! What is chosen is set by the attribute (`defaultChecked` reflects it), never by the property `checked`. For that
//! to hold, a group must be keyed by its question, so that another question gets inputs of its own.

use yew::prelude::*;

use crate::domain::content::Text;
use crate::view::buttons::named;

/// One answer as it stands on the screen.
#[derive(Clone, PartialEq)]
pub struct Shown {
    /// The words.
    pub label: Text,
    /// Whether it is the chosen one.
    pub chosen: bool,
}

/// How answers stand on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// One below the other, the last one a little apart.
    Below,
    /// In a row.
    Beside,
}

/// Returns a group of radio buttons named by its question, `legend`.
///
/// `name` ties the answers together within the widget; it must tell a stranger nothing. `help` is a word of help
/// under the question, or nothing. `onchoose` takes the place of the answer that was chosen, counted from 0.
pub fn choices(
    name: &'static str,
    legend: Html,
    help: Text,
    stand: Stand,
    shown: Vec<Shown>,
    onchoose: Callback<usize>,
) -> Html {
    let help_id = (!help.is_empty()).then(|| AttrValue::from([name, "-help"].concat()));
    let class = match stand {
        Stand::Below => "choices",
        Stand::Beside => "choices choices--row",
    };
    html! {
        <fieldset {class} aria-describedby={help_id.clone()}>
            <legend>{ legend }</legend>
            if help_id.is_some() {
                <p class="lead" id={help_id}>{ help }</p>
            }
            { for shown.iter().enumerate().map(|(at, shown)| {
                let onchange = onchoose.reform(move |_: web_sys::Event| at);
                html! {
                    <label class="choice">
                        <input type="radio" {name} ~defaultChecked={shown.chosen} {onchange} />
                        <span>{ shown.label }</span>
                    </label>
                }
            }) }
        </fieldset>
    }
}

/// Returns a box to tick. `about` says what it is about to those who do not see what it stands beside.
pub fn tick(label: Text, about: Text, ticked: bool, ontick: &Callback<bool>) -> Html {
    let onchange = ontick.reform(move |_: web_sys::Event| !ticked);
    html! {
        <label class="tick">
            <input type="checkbox" ~defaultChecked={ticked} {onchange} />
            <span>{ named(label, &about) }</span>
        </label>
    }
}

/// Returns a callback that passes on to `on` what `meaning` makes of its input, if anything.
pub fn meaning<I: 'static, O: 'static>(
    on: &Callback<O>,
    meaning: impl Fn(I) -> Option<O> + 'static,
) -> Callback<I> {
    let on = on.clone();
    Callback::from(move |input| {
        if let Some(output) = meaning(input) {
            on.emit(output);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::rendered;

    #[test]
    fn a_group_is_named_by_its_question_and_tells_nothing_by_its_values() {
        let shown = vec![Shown {
            label: Text("Sometimes"),
            chosen: true,
        }];
        let html = rendered(choices(
            "q",
            "Is it so?".into(),
            Text(""),
            Stand::Below,
            shown,
            Callback::noop(),
        ));
        assert!(html.contains("<legend>Is it so?</legend>"), "{html}");
        assert!(html.contains("<span>Sometimes</span></label>"), "{html}");
        assert!(!html.contains("value="), "{html}");
    }
}
