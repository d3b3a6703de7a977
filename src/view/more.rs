//! What is good to know: the explainer, what to say, and where it all comes from.

use yew::prelude::*;
use yew::virtual_dom::AttributeOrProperty::Static;

use crate::domain::content::{Part, Say, Section, Situation, Source, Sources, Text};
use crate::domain::context::Setting;
use crate::view::element::{all, each, element, marked, when};
use crate::view::heading::heading;
use crate::view::prose::{closed, items, link, list, paragraph, paragraphs, part, titled};
use crate::view::screen::Screen;

/// Returns everything there is to read, closed until it is opened. Tips follow the `setting` of the sessions.
pub fn more(screen: Screen<'_>, setting: Option<Setting>) -> Html {
    let text = &screen.content().more;
    let parts = [
        paragraph("lead", text.lead),
        each(&text.sections, |text| section(screen, text, setting)),
        say(screen, &text.say),
        sources(screen, &text.sources),
    ];
    screen.shown("more", text.heading, all(parts))
}

fn section(screen: Screen<'_>, text: &Section, setting: Option<Setting>) -> Html {
    let parts = text.parts.iter().filter(|part| suits(part, setting));
    let parts = [
        paragraph("lead", text.lead),
        each(parts, |text| part(screen.around, text)),
    ];
    closed(text.heading.into(), all(parts))
}

/// Tells whether a part is for this setting; to those who meet in more than one, or did not say, all are.
fn suits(part: &Part, setting: Option<Setting>) -> bool {
    match (Setting::from_id(&part.setting), setting) {
        (None, _) | (_, None | Some(Setting::Mixed)) => true,
        (Some(only), Some(setting)) => only == setting,
    }
}

fn say(screen: Screen<'_>, text: &Say) -> Html {
    let situation = |situation: &Situation| {
        let ways = [
            titled(text.plain, list(&situation.plain)),
            titled(text.softer, list(&situation.softer)),
            titled(text.note, paragraphs("", &situation.note)),
        ];
        let parts = [
            heading(screen.around.level(1), situation.name.into()),
            element("dl", "", all(ways)),
        ];
        element("section", "part", all(parts))
    };
    let parts = [
        paragraph("lead", text.lead),
        each(&text.situations, situation),
    ];
    closed(text.heading.into(), all(parts))
}

fn sources(screen: Screen<'_>, text: &Sources) -> Html {
    let source = |source: &Source| {
        let doi = when(!source.doi.is_empty(), || {
            let address = ["https://doi.org/", &source.doi].concat();
            all([
                Text(&" ").into(),
                link("", address.into(), "noreferrer", source.doi.into()),
            ])
        });
        let english = &[
            ("class", Static("quiet")),
            ("lang", Static("en")),
            ("dir", Static("ltr")),
        ];
        let parts = [
            paragraph("", source.says),
            marked("p", english, all([source.citation.into(), doi])).into(),
        ];
        element("li", "", all(parts))
    };
    let parts = [
        paragraphs("lead", &text.lead),
        items("sources", each(&text.list, source)),
        part(screen.around, &text.limits),
    ];
    closed(text.heading.into(), all(parts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{Around, rendered};

    #[test]
    fn tips_follow_the_setting() {
        let around = Around::default();
        let settings = around
            .screen()
            .content()
            .more
            .sections
            .iter()
            .flat_map(|section| &section.parts);
        let of = |id| {
            settings
                .clone()
                .find(|part| &*part.setting == id)
                .unwrap()
                .heading
        };
        let (online, walking) = (of("online"), of("walking"));
        let shown = |setting| rendered(more(around.screen(), setting));
        let heading = |text: &str| [">", text, "</h3>"].concat();
        assert!(shown(Some(Setting::Online)).contains(&heading(&online)));
        assert!(!shown(Some(Setting::Online)).contains(&heading(&walking)));
        for all in [None, Some(Setting::Mixed)] {
            assert!(
                shown(all).contains(&heading(&online)) && shown(all).contains(&heading(&walking))
            );
        }
    }

    #[test]
    fn each_section_and_source_is_there() {
        let around = Around::default();
        let text = &around.screen().content().more;
        let html = rendered(more(around.screen(), None));
        assert_eq!(html.matches("<details").count(), text.sections.len() + 2);
        assert_eq!(
            html.matches("https://doi.org/").count(),
            text.sources
                .list
                .iter()
                .filter(|source| !source.doi.is_empty())
                .count()
        );
    }
}
