//! What can be chosen.

use right_track::domain::text::Text;
use right_track::view::buttons::{Weight, actions, button};
use right_track::view::choices::{Group, Shown, Stand, choices};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::{Action, Around, State, said};
use crate::choice::Setting;
use crate::colour::{Colour, DARK, ENOUGH, Ground, LIGHT, contrast, in_words};
use crate::contact;
use crate::content::{Contrast, SettingText, found};

/// Returns all choices.
pub fn choosing(around: &'static Around, state: &State, act: &Callback<Action>) -> Html {
    let words = &around.words;
    let undo = {
        let act = act.clone();
        Callback::from(move |_| act.emit(Action::Undone))
    };
    html! {
        // Made anew when something chose for the person: the browser heeds what a radio button is at first, no more.
        <section key={state.turn} class="sheet" aria-labelledby="choose">
            <h2 id="choose">{ words.choose.heading }</h2>
            <p class="lead">{ words.choose.lead }</p>
            { for Setting::ALL.into_iter().filter_map(|setting| {
                let text = words.of(setting)?;
                Some(one(around, state, act, setting, text))
            }) }
            { actions([button(Weight::Quiet, words.choose.usual, undo)]) }
        </section>
    }
}

fn one(
    around: &'static Around,
    state: &State,
    act: &Callback<Action>,
    setting: Setting,
    text: &SettingText,
) -> Html {
    let offered: Vec<(Text, Text)> = match setting {
        Setting::Region => around.regions.clone(),
        Setting::Lang => {
            let page = (Text::default(), said(&text.choices, ""));
            [page]
                .into_iter()
                .chain(around.languages.iter().copied())
                .collect()
        }
        _ => {
            let words = setting.words().iter();
            words
                .map(|word| (Text(word), said(&text.choices, word)))
                .collect()
        }
    };
    if offered.is_empty() {
        return field(around, state, act, setting, text);
    }
    let drafts = around.built.languages.iter().any(|language| language.draft);
    let group = Group {
        name: setting.name().into(),
        legend: text.label.into(),
        help: match setting {
            Setting::Lang if !drafts => Text::default(),
            _ => text.help,
        },
        stand: Stand::Beside,
    };
    let chosen = state.choice.get(setting);
    let choices = choices(group, offered, |(value, label)| Shown {
        label,
        chosen: *value == *chosen,
        onchoose: {
            let act = act.clone();
            Callback::from(move |_| act.emit(Action::Chose(setting, value.to_string())))
        },
    });
    let more = match setting {
        Setting::Isolation => said(&around.words.protects, chosen),
        Setting::Loader => said(&around.words.loaders, chosen),
        _ => Text::default(),
    };
    let more = (!more.is_empty()).then(|| html! { <p class="more" role="status">{ more }</p> });
    html! { <>{ choices }{ more }</> }
}

/// Returns a field to write in.
fn field(
    around: &'static Around,
    state: &State,
    act: &Callback<Action>,
    setting: Setting,
    text: &SettingText,
) -> Html {
    let name = setting.name();
    let wrong = state.wrong(setting);
    let [help, problem, made] = ["help", "problem", "made"].map(|part| format!("{name}-{part}"));
    let said_of_it = made_of(state, setting, text);
    let described = if wrong {
        format!("{problem} {help}")
    } else if said_of_it.is_some() {
        format!("{made} {help}")
    } else {
        help.clone()
    };
    let oninput = {
        let act = act.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                act.emit(Action::Chose(setting, field.value()));
            }
        })
    };
    let onchange = {
        let act = act.clone();
        Callback::from(move |_| act.emit(Action::Met(setting)))
    };
    let more = match setting {
        Setting::Accent => colours(around, state, text.picker, &oninput),
        Setting::Practice
            if !state.choice.get(setting).is_empty()
                && state.choice.get(Setting::ContactHref).is_empty() =>
        {
            html! { <p class="more">{ around.words.name_needs_link }</p> }
        }
        _ => Html::default(),
    };
    html! {
        <div class="field-group">
            <label class="field">
                <span>{ text.label }</span>
                <input
                    type="text"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    placeholder={(setting == Setting::Accent).then(|| LIGHT.accent.written())}
                    aria-describedby={described}
                    aria-invalid={wrong.then_some("true")}
                    value={state.choice.written(setting).to_owned()}
                    oninput={oninput.clone()}
                    {onchange}
                />
            </label>
            if wrong {
                <p id={problem} class="problem" role="alert">{ problem_of(state, setting, text) }</p>
            }
            <p id={help} class="lead">{ text.help }</p>
            if let Some(said) = said_of_it {
                <p id={made} class="quiet">{ said }</p>
            }
            { more }
        </div>
    }
}

/// Returns what is said of something that does not fit.
fn problem_of(state: &State, setting: Setting, text: &SettingText) -> Text {
    let looks_like = match setting {
        Setting::ContactHref => contact::address(state.choice.get(setting)).err(),
        _ => None,
    };
    let own = looks_like.and_then(|refusal| found(&text.problems, refusal.name()));
    own.copied().unwrap_or(text.problem)
}

/// Says what was made of what was written, if that is something else. It is not read out at each letter; it describes
/// the field.
fn made_of(state: &State, setting: Setting, text: &SettingText) -> Option<String> {
    let written = state.choice.get(setting);
    let meant = setting.meant(written);
    (setting == Setting::ContactHref && !meant.is_empty() && meant != written)
        .then(|| text.made.replace("{address}", &meant))
}

/// Returns another way to choose the colour, and how well it can be read.
fn colours(
    around: &'static Around,
    state: &State,
    picker: Text,
    oninput: &Callback<InputEvent>,
) -> Html {
    let chosen = Colour::read(state.choice.get(Setting::Accent));
    let value = chosen.unwrap_or(LIGHT.accent).written();
    let grounds: &[Ground] = match state.choice.get(Setting::Theme) {
        "light" => &[LIGHT],
        "dark" => &[DARK],
        _ => &[LIGHT, DARK],
    };
    let line = |ground: &Ground| {
        let colour = chosen.unwrap_or(ground.accent);
        let (enough, verdict, ratios) = readable(&around.words.contrast, colour, ground);
        html! {
            <li>
                <strong class={(!enough).then_some("problem")}>{ verdict }</strong>
                <span class="quiet">{ format!(" {ratios}") }</span>
            </li>
        }
    };
    html! {
        <>
            <label class="picker">
                <input type="color" {value} oninput={oninput.clone()} />
                <span>{ picker }</span>
            </label>
            <ul class="contrasts">{ for grounds.iter().map(line) }</ul>
        </>
    }
}

/// Returns whether words in the colour and on it can be read on this ground, that in words, and the figures.
fn readable(words: &Contrast, colour: Colour, ground: &Ground) -> (bool, String, String) {
    let within = contrast(colour, ground.paper);
    let on = contrast(ground.accent_ink, colour);
    let enough = within >= ENOUGH && on >= ENOUGH;
    let where_ = if *ground == DARK {
        words.dark
    } else {
        words.light
    };
    let verdict = if enough { words.enough } else { words.weak };
    let ratios = words
        .ratios
        .replace("{in}", &in_words(within))
        .replace("{on}", &in_words(on));
    (enough, format!("{} {}", &*where_, &*verdict), ratios)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Words;

    #[test]
    fn a_colour_is_judged_in_words_before_the_figures() {
        let words = Words::read().unwrap().contrast;
        let told = |colour: &str, ground| readable(&words, Colour::read(colour).unwrap(), ground);
        let (enough, verdict, ratios) = told("#1f6b4f", &LIGHT);
        assert!(enough);
        assert_eq!(verdict, "Easy to read on light: yes.");
        assert!(
            ratios.contains("6.3 to 1. Of words on it: 6.4 to 1."),
            "{ratios}"
        );
        let (enough, verdict, _) = told("#1f6b4f", &DARK);
        assert!(!enough);
        assert!(
            verdict.starts_with("Easy to read on dark: no. "),
            "{verdict}"
        );
        // White can be read on the second one, too, but that on this ground cannot.
        assert!(told("#757575", &LIGHT).0);
        assert!(!told("#767676", &LIGHT).0);
    }
}
