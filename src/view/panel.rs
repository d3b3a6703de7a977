//! Help that lies over everything else and closes onto where the person was.

use yew::prelude::*;

use crate::domain::content::{Part, Text, filled};
use crate::domain::regions::{Number, Region};
use crate::domain::session::Event;
use crate::view::buttons::{Weight, actions, button};
use crate::view::choices::{Shown, Stand, choices, meaning};
use crate::view::heading::screen_heading;
use crate::view::prose::{paragraph, paragraphs, part};
use crate::view::screen::Screen;
use crate::view::services::{checked, services};

/// The region whose help is shown, and the way to another one.
#[derive(Clone, Copy)]
pub struct RegionState<'a> {
    /// The id of the region.
    pub region: &'a str,
    /// Takes the id of another region.
    pub onregion: &'a Callback<Text>,
}

/// Returns "Need someone now?": the crisis lines of the region.
pub fn crisis(screen: Screen<'_>, state: RegionState<'_>) -> Html {
    let text = &screen.content().crisis;
    let region = screen.around.regions.find(state.region);
    panel(
        screen,
        "crisis",
        text.heading,
        html! {
            <>
                { emergency(screen, region) }
                { paragraphs("", &text.lead) }
                { lines(screen, region) }
                { paragraph("", text.safety) }
                { paragraph("quiet", text.not_emergency) }
                { region_choice(screen, state) }
            </>
        },
    )
}

/// Returns "Something feels wrong, not just off": misconduct, and who to turn to. Opening it is never stored.
pub fn wrong(screen: Screen<'_>, state: RegionState<'_>) -> Html {
    let content = screen.content();
    let text = &content.wrong;
    let region = screen.around.regions.find(state.region);
    let crisis = Part {
        heading: content.crisis.heading,
        ..Part::default()
    };
    panel(
        screen,
        "wrong",
        text.heading,
        html! {
            <>
                { paragraphs("", &text.lead) }
                { emergency(screen, region) }
                { for text.parts.iter().map(|text| part(screen.around, text)) }
                { part(screen.around, &text.bodies) }
                if let Some(region) = region {
                    { services(&region.bodies) }
                    { when_checked(screen, checked(&region.bodies)) }
                }
                { part(screen.around, &crisis) }
                { lines(screen, region) }
                { region_choice(screen, state) }
            </>
        },
    )
}

/// Returns a panel; Escape closes it, too.
fn panel(screen: Screen<'_>, key: &'static str, title: Text, children: Html) -> Html {
    let onkeydown = meaning(screen.onevent, |event: KeyboardEvent| {
        (event.key() == "Escape").then_some(Event::PanelClosed)
    });
    html! {
        <div class="panel" {key} {onkeydown}>
            { screen_heading(screen.around.level(0), screen.focus, title.into()) }
            { children }
            { actions(html! { <>
                { button(Weight::Main, screen.content().labels.close, screen.on(Event::PanelClosed)) }
            </> }) }
        </div>
    }
}

fn lines(screen: Screen<'_>, region: Option<&Region>) -> Html {
    region.map_or_else(Html::default, |region| {
        html! { <>{ services(&region.lines) }{ when_checked(screen, checked(&region.lines)) }</> }
    })
}

fn when_checked(screen: Screen<'_>, date: &str) -> Html {
    if date.is_empty() {
        return Html::default();
    }
    html! { <p class="quiet">{ filled(&screen.content().crisis.checked, &[("date", date)]) }</p> }
}

fn region_choice(screen: Screen<'_>, state: RegionState<'_>) -> Html {
    let regions = screen.around.regions;
    let shown = regions
        .regions
        .iter()
        .map(|region| Shown {
            label: region.name,
            chosen: &*region.id == state.region,
        })
        .collect();
    let onchoose = meaning(state.onregion, move |at: usize| {
        Some(regions.regions.get(at)?.id)
    });
    let legend = screen.content().crisis.region.into();
    choices("r", legend, Text::default(), Stand::Beside, shown, onchoose)
}

/// Returns whom to call when life is in danger.
fn emergency(screen: Screen<'_>, region: Option<&Region>) -> Html {
    let text = &screen.content().crisis;
    match region.and_then(|region| region.emergency.as_ref()) {
        Some(number) => html! { <p class="notice">{ call(&text.emergency, number) }</p> },
        None => paragraph("notice", text.emergency_elsewhere),
    }
}

/// Returns `text` with `{number}` as a link that calls it.
fn call(text: &str, number: &Number) -> Html {
    let (before, rest) = text.split_once('{').unwrap_or((text, ""));
    let (_, after) = rest.split_once('}').unwrap_or_default();
    html! {
        <>
            { before.to_owned() }
            <a href={["tel:", &number.to].concat()}>{ number.shown }</a>
            { after.to_owned() }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{Around, rendered};

    fn shown(region: &str) -> [String; 2] {
        let around = Around::default();
        let onregion = Callback::noop();
        let state = RegionState {
            region,
            onregion: &onregion,
        };
        [
            rendered(crisis(around.screen(), state)),
            rendered(wrong(around.screen(), state)),
        ]
    }

    #[test]
    fn the_lines_of_the_region_can_be_called_with_one_tap_from_both_panels() {
        for html in shown("GB") {
            assert!(html.contains("href=\"tel:116123\""), "{html}");
            assert!(html.contains("href=\"tel:999\""), "{html}");
        }
        for html in shown("US") {
            assert!(html.contains("href=\"tel:988\""), "{html}");
        }
        assert!(shown("GB")[0].contains("href=\"tel:999\""));
    }

    #[test]
    fn an_unknown_region_gets_the_help_for_everywhere_else() {
        assert!(shown("XX")[0].contains("findahelpline.com"));
        for html in shown("INTL") {
            let elsewhere = Around::default()
                .screen()
                .content()
                .crisis
                .emergency_elsewhere;
            assert!(html.contains(&*elsewhere), "{html}");
        }
    }

    #[test]
    fn what_no_source_confirmed_is_not_shown() {
        let around = Around::default();
        for region in &around.screen().around.regions.regions {
            let html = shown(&region.id).concat();
            let all = region.lines.iter().chain(&region.bodies);
            for way in all
                .filter(|service| !service.verified)
                .flat_map(|service| &service.ways)
            {
                assert!(!html.contains(&*way.shown), "{}", way.shown.0);
            }
        }
    }
}
