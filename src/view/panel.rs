//! Help that lies over everything else and closes onto where the person was.

use yew::prelude::*;
use yew::virtual_dom::AttributeOrProperty::Static;

use crate::domain::content::{Part, Text, filled};
use crate::domain::regions::{Number, Region, Service};
use crate::domain::session::Event;
use crate::view::buttons::{Weight, actions, button};
use crate::view::choices::{Group, Shown, Stand, choices};
use crate::view::element::{all, each, element, keyed, marked, words};
use crate::view::heading::screen_heading;
use crate::view::prose::{link, paragraph, paragraphs, part};
use crate::view::screen::{Do, Screen};
use crate::view::services::{checked, services};

/// Returns "Need someone now?": the crisis lines of the region of this `id`.
pub fn crisis(screen: Screen<'_>, id: &str) -> Html {
    let text = &screen.content().crisis;
    let region = screen.around.regions.find(id);
    let parts = [
        emergency(screen, region),
        paragraphs("", &text.lead),
        lines(screen, region),
        paragraph("", text.safety),
        paragraph("quiet", text.not_emergency),
        region_choice(screen, id),
    ];
    panel(screen, "crisis", text.heading, all(parts))
}

/// Returns "Something feels wrong, not just off": misconduct, and who to turn to. Opening it is never stored.
pub fn wrong(screen: Screen<'_>, id: &str) -> Html {
    let content = screen.content();
    let text = &content.wrong;
    let region = screen.around.regions.find(id);
    let crisis = Part {
        heading: content.crisis.heading,
        ..Part::default()
    };
    let parts = [
        paragraphs("", &text.lead),
        emergency(screen, region),
        each(&text.parts, |text| part(screen.around, text)),
        part(screen.around, &text.bodies),
        region.map_or_else(Html::default, |region| confirmed(screen, &region.bodies)),
        part(screen.around, &crisis),
        lines(screen, region),
        region_choice(screen, id),
    ];
    panel(screen, "wrong", text.heading, all(parts))
}

/// Returns a panel.
fn panel(screen: Screen<'_>, key: &'static str, title: Text, body: Html) -> Html {
    let close = button(
        Weight::Closing,
        screen.content().labels.close,
        screen.on(Event::PanelClosed),
    );
    let parts = [
        screen_heading(screen.around.level(0), screen.focus, title.into()),
        body,
        actions([close]),
    ];
    keyed("div", "panel", key, all(parts))
}

fn lines(screen: Screen<'_>, region: Option<&Region>) -> Html {
    region.map_or_else(Html::default, |region| confirmed(screen, &region.lines))
}

/// Returns the services that a source confirmed, and when.
pub(crate) fn confirmed(screen: Screen<'_>, list: &[Service]) -> Html {
    let when_checked = checked(list).map_or_else(Html::default, |day| {
        let date = screen.around.date.emit(day.at());
        let text = filled(&screen.content().crisis.checked, &[("date", &date)]);
        element("p", "quiet", words(text))
    });
    all([services(list), when_checked])
}

fn region_choice(screen: Screen<'_>, id: &str) -> Html {
    let regions = screen.around.regions;
    let group = Group {
        name: screen.fresh("r"),
        legend: screen.content().crisis.region.into(),
        help: Text::default(),
        stand: Stand::Beside,
    };
    choices(group, &regions.regions, |region| Shown {
        label: region.name,
        chosen: *region.id == *id,
        onchoose: screen.on(Do::ChooseRegion(region.id)),
    })
}

/// Returns whom to call when life is in danger.
pub(crate) fn emergency(screen: Screen<'_>, region: Option<&Region>) -> Html {
    let text = &screen.content().crisis;
    match region.and_then(|region| region.emergency.as_ref()) {
        Some(number) => element("p", "notice", call(text.emergency.0, number)),
        None => paragraph("notice", text.emergency_elsewhere),
    }
}

/// Returns `text` with `{number}` as a link that calls it. “112 or 999” is English in every language.
fn call(text: &'static str, number: &Number) -> Html {
    let (before, rest) = text.split_once('{').unwrap_or((text, ""));
    let (_, after) = rest.split_once('}').unwrap_or_default();
    let address = ["tel:", &number.to].concat();
    let link = link("", address.into(), "", number.shown.into());
    let english = &[("lang", Static("en")), ("dir", Static("ltr"))];
    all([
        words(before),
        marked("span", english, link).into(),
        words(after),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{Around, rendered};

    fn shown(region: &str) -> [String; 2] {
        let around = Around::default();
        [
            rendered(crisis(around.screen(), region)),
            rendered(wrong(around.screen(), region)),
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
