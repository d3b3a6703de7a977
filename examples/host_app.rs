//! Another Yew app, which shows the widget as a component of its own.

use right_track::component::{RightTrack, Theme};
use right_track::domain::content::Content;
use right_track::domain::options::Options;
use right_track::domain::regions::Regions;
use yew::prelude::*;

/// The words and the regions. They are read once and stay for as long as the page does.
#[derive(Clone, Copy)]
struct Words {
    content: &'static Content,
    regions: &'static Regions,
}

fn words() -> Result<Words, String> {
    let content = Content::read(include_str!("../content/en-GB.json"))?;
    let regions = Regions::read(include_str!("../content/regions.json"))?;
    Ok(Words {
        content: Box::leak(Box::new(content)),
        regions: Box::leak(Box::new(regions)),
    })
}

#[component]
fn HostApp() -> Html {
    let dark = use_state(|| false);
    let words = use_memo((), |()| words());
    let ontoggle = {
        let dark = dark.clone();
        Callback::from(move |_: MouseEvent| dark.set(!*dark))
    };
    let theme = if *dark { Theme::Dark } else { Theme::Light };
    let options = Options {
        practice: "Harbour Lane".into(),
        contact_href: "mailto:hello@harbour-lane.example".into(),
        ..Options::default()
    };
    html! {
        <main>
            <h1>{ "A Yew app" }</h1>
            <button onclick={ontoggle}>{ "Light or dark" }</button>
            {
                match &*words {
                    Ok(Words { content, regions }) => html! {
                        <RightTrack content={*content} regions={*regions} {options} {theme} />
                    },
                    Err(reason) => html! { <p>{ reason }</p> },
                }
            }
        </main>
    }
}

fn main() {
    yew::Renderer::<HostApp>::new().render();
}
