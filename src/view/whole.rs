//! The widget around the screen that is open.

use yew::prelude::*;

use crate::domain::session::Place;
use crate::domain::text::Text;
use crate::view::foot::foot;
use crate::view::screen::Screen;
use crate::view::top::top;

/// Returns the whole widget with `body` in it.
///
/// `place` is the one that is open, or none while a panel lies over it; `said` is what was said last about keeping,
/// deleting or copying; `openers` are the buttons of the two panels.
pub fn whole(
    screen: Screen<'_>,
    place: Option<Place>,
    body: Html,
    said: Text,
    openers: [&NodeRef; 2],
) -> Html {
    let content = screen.content();
    html! {
        <div
            class="widget"
            part="widget"
            role="region"
            aria-label={content.labels.widget}
            lang={content.language}
            dir={content.direction}
        >
            { top(screen, place) }
            <div class="body">{ body }</div>
            <p class="status" role="status">{ said }</p>
            { foot(screen, openers) }
        </div>
    }
}
