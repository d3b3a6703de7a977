//! The four green flags, with ticks that only the person sees.

use yew::prelude::*;

use crate::domain::content::FlagText;
use crate::domain::flag::{Flag, Ticks};
use crate::domain::session::Event;
use crate::view::buttons::named;
use crate::view::choices::tick;
use crate::view::element::{all, each, element, keyed};
use crate::view::heading::heading;
use crate::view::icon;
use crate::view::prose::{closed, items, paragraph, part, quote, titled};
use crate::view::screen::Screen;

/// Returns the green flags, with what is ticked. `before` is what the private page says of earlier ticks.
pub fn green_flags(screen: Screen<'_>, ticks: Ticks, before: Html) -> Html {
    let flags = &screen.content().flags;
    let list = each(Flag::ALL.into_iter().zip(&flags.list), |(flag, text)| {
        shown(screen, flag, text, ticks)
    });
    let parts = [
        paragraph("lead", flags.lead),
        items("flags", list),
        before,
        part(screen.around, &flags.dread),
        part(screen.around, &flags.more),
    ];
    screen.shown("green-flags", flags.heading, all(parts))
}

fn shown(screen: Screen<'_>, flag: Flag, text: &FlagText, ticks: Ticks) -> Html {
    let flags = &screen.content().flags;
    let ticked = ticks.has(flag);
    let ontick = screen.on(Event::Ticked(flag, !ticked));
    let more = [
        titled(flags.sounds_like, quote(text.sounds_like)),
        titled(flags.if_missing, paragraph("", text.if_missing)),
    ];
    let details = [
        paragraph("", text.looks_like),
        element("dl", "more", all(more)),
    ];
    let parts = [
        icon::flag(),
        heading(screen.around.level(1), text.name.into()),
        paragraph("", text.summary),
        closed(named(flags.looks_like, &text.name), all(details)),
        tick(flags.tick, text.name, ticked, ontick),
    ];
    keyed("li", "flag", flag.id(), all(parts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{Around, rendered};

    #[test]
    fn each_flag_opens_by_itself_and_has_a_tick_with_a_name_of_its_own() {
        let around = Around::default();
        let html = rendered(green_flags(
            around.screen(),
            Ticks::default(),
            Html::default(),
        ));
        assert_eq!(html.matches("<details").count(), 4);
        assert_eq!(html.matches("type=\"checkbox\"").count(), 4);
        for flag in &around.screen().content().flags.list {
            assert!(html.contains(&*flag.if_missing), "{}", flag.id.0);
            assert_eq!(html.matches(&*flag.name).count(), 3, "{}", flag.id.0);
        }
    }
}
