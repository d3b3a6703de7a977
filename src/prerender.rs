//! What stands on the screen before the WebAssembly is there: plain HTML from the same views, made at build time.
//!
//! It is not hydrated (that costs 12 KB and a mismatch panics): the loader shows it, and the app replaces it. The private
//! page has, besides, what can be read and printed where there is not even a loader.

use std::rc::Rc;

use futures::executor::block_on;
use yew::{LocalServerRenderer, prelude::*};

use crate::domain::answer::Answer;
use crate::domain::content::{Content, PlainText};
use crate::domain::context::Context;
use crate::domain::day::Day;
use crate::domain::flag::Ticks;
use crate::domain::options::Options;
use crate::domain::regions::Regions;
use crate::domain::session::Place;
use crate::domain::sign::Sign;
use crate::view::element::{all, each, element};
use crate::view::green_flags::green_flags;
use crate::view::heading::heading;
use crate::view::panel::{confirmed, emergency};
use crate::view::prose::{closed, list, paragraph, paragraphs, part};
use crate::view::question::question;
use crate::view::screen::Screen;
use crate::view::surroundings::Surroundings;
use crate::view::welcome::welcome;
use crate::view::whole::whole;

/// The HTML that the loader brings in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shell {
    /// The first screen, with everything around it.
    pub first: String,
    /// The questions that follow it, but for the last one, without anything around them.
    pub steps: Vec<String>,
    /// The green flags, without anything around them.
    pub flags: String,
}

/// Renders the shell with the usual options.
pub fn shell(content: &'static Content, regions: &'static Regions) -> Shell {
    on_screen(content, regions, |screen| {
        let focus = screen.focus;
        let place = Some(Place::CheckIn);
        let first = welcome(screen, Context::default(), false);
        let openers = [focus.clone(), focus.clone()];
        let step = |sign: Sign| {
            // Names of its own: Chromium clears radio buttons of the same name that the loader has taken off the page.
            let screen = Screen {
                turn: sign.index() as u32,
                ..screen
            };
            rendered(question(screen, sign, None, false, Html::default()))
        };
        Shell {
            first: rendered(whole(screen, place, first, Html::default(), &openers)),
            // The last one has no room in the budget of bytes. Who has come so far has the app by then.
            steps: Sign::ASKED.into_iter().take(4).map(step).collect(),
            flags: rendered(green_flags(screen, Ticks::default(), Html::default())),
        }
    })
}

/// Renders what the private page holds for those who have no scripts: what this is, the questions, the help and the green
/// flags. What the loader shows as well, where the program does not come, is of the class `alone`.
pub fn plain(content: &'static Content, regions: &'static Regions, text: PlainText) -> String {
    on_screen(content, regions, |screen| {
        let first = [
            heading(2, content.welcome.heading.into()),
            element("div", "alone", paragraph("notice", text.lead)),
            paragraphs("", &content.welcome.lead),
        ];
        let flags = green_flags(screen, Ticks::default(), Html::default());
        let parts = [
            element("section", "", all(first)),
            element("section", "", questions(content, text)),
            element("section", "alone", help(screen)),
            element("section", "", wrong(screen)),
            element("section", "alone", flags),
        ];
        rendered(element("div", "plain", all(parts)))
    })
}

/// Renders what the private page says when it is asked for without a connection and what was kept of it is not whole.
pub fn broken(content: &'static Content, regions: &'static Regions, text: PlainText) -> String {
    on_screen(content, regions, |screen| {
        let parts = [paragraph("", text.broken), help(screen)];
        rendered(element("main", "", all(parts)))
    })
}

/// Returns what `made` makes on a screen with the usual options, with nobody listening.
fn on_screen<T>(
    content: &'static Content,
    regions: &'static Regions,
    made: impl FnOnce(Screen<'_>) -> T,
) -> T {
    let around = Surroundings {
        content,
        own: None,
        regions,
        options: Rc::new(Options::default()),
        // No browser is there that would write it as the language does.
        date: Callback::from(|at| Day::of(at, 0).dashed().into()),
    };
    let (focus, ondo) = (NodeRef::default(), Callback::noop());
    made(Screen {
        around: &around,
        focus: &focus,
        turn: 0,
        ondo: &ondo,
    })
}

/// Returns all questions, each with the answers to mark on paper.
fn questions(content: &Content, text: PlainText) -> Html {
    let answers: Vec<_> = Answer::ALL.map(|answer| content.answer(answer)).into();
    let asked = each(&content.signs, |sign| {
        let parts = [
            heading(3, sign.question.into()),
            paragraph("", sign.help),
            list(&answers),
        ];
        element("li", "", all(parts))
    });
    let parts = [
        heading(2, text.questions.into()),
        paragraph("", text.questions_lead),
        element("ol", "questions", asked),
    ];
    all(parts)
}

/// Returns the crisis lines of every region.
fn help(screen: Screen<'_>) -> Html {
    let text = &screen.content().crisis;
    let lines = each(&screen.around.regions.regions, |region| {
        let parts = [
            heading(3, region.name.into()),
            emergency(screen, Some(region)),
            confirmed(screen, &region.lines),
        ];
        all(parts)
    });
    let parts = [
        heading(2, text.heading.into()),
        paragraphs("", &text.lead),
        paragraph("", text.safety),
        paragraph("", text.not_emergency),
        lines,
    ];
    all(parts)
}

/// Returns what is said of misconduct, with the complaint bodies of every region.
fn wrong(screen: Screen<'_>) -> Html {
    let text = &screen.content().wrong;
    let regions = screen.around.regions.regions.iter();
    let bodies = regions.filter(|region| region.bodies.iter().any(|body| body.verified));
    let parts = [
        heading(2, text.heading.into()),
        paragraphs("", &text.lead),
        each(&text.parts, |text| part(screen.around, text)),
        part(screen.around, &text.bodies),
        each(bodies, |region| {
            closed(region.name.into(), confirmed(screen, &region.bodies))
        }),
    ];
    all(parts)
}

#[derive(Properties, PartialEq)]
struct WholeProps {
    html: Html,
}

#[component]
fn Whole(props: &WholeProps) -> Html {
    props.html.clone()
}

/// Returns `html` as text. The order of attributes is not that of the source.
pub(crate) fn rendered(html: Html) -> String {
    block_on(
        LocalServerRenderer::<Whole>::with_props(WholeProps { html })
            .hydratable(false)
            .render(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shell_asks_the_first_question_and_explains_the_flags() {
        let content = Content::read(include_str!("../content/en-GB.json")).unwrap();
        let content: &'static Content = Box::leak(Box::new(content));
        let shell = shell(
            content,
            Box::leak(Box::new(Regions {
                regions: Vec::new(),
            })),
        );
        assert!(shell.first.contains(&*content.welcome.sessions.question));
        assert!(shell.first.contains(&*content.labels.crisis));
        let last = shell.steps.last().unwrap();
        assert!(last.contains(&*content.signs[3].question));
        assert!(shell.flags.contains(&*content.flags.list[3].if_missing));
    }

    fn real() -> (&'static Content, &'static Regions, PlainText) {
        let text = include_str!("../content/en-GB.json");
        let regions = include_str!("../content/regions.json");
        let content = Box::leak(Box::new(Content::read(text).unwrap()));
        let regions = Box::leak(Box::new(Regions::read(regions).unwrap()));
        (content, regions, PlainText::read(text).unwrap())
    }

    #[test]
    fn without_scripts_there_is_every_question_with_its_answers_every_flag_and_every_line() {
        let (content, regions, text) = real();
        let html = plain(content, regions, text);
        for sign in &content.signs {
            assert!(html.contains(&*sign.question), "{}", sign.id.0);
        }
        for answer in Answer::ALL {
            let answer = format!("<li>{}</li>", &*content.answer(answer));
            assert_eq!(html.matches(&answer).count(), content.signs.len());
        }
        for flag in &content.flags.list {
            assert!(html.contains(&*flag.if_missing), "{}", flag.id.0);
        }
        for region in &regions.regions {
            for service in region.lines.iter().chain(&region.bodies) {
                for way in &service.ways {
                    let link = format!("href=\"{}\"", way.href().replace('&', "&amp;"));
                    assert!(html.contains(&link) || !service.verified, "{link}");
                }
            }
        }
        assert!(!html.contains("<button"), "nothing would press it");
    }

    #[test]
    fn what_the_loader_shows_without_the_program_stands_apart() {
        let (content, regions, text) = real();
        let html = plain(content, regions, text);
        let alone: Vec<_> = html.split("class=\"alone\"").collect();
        assert_eq!(alone.len(), 4);
        assert!(alone[1].starts_with(&format!("><p class=\"notice\">{}</p></div>", &*text.lead)));
        assert!(alone[2].starts_with(&format!("><h2>{}</h2>", &*content.crisis.heading)));
        assert!(alone[3].contains(&*content.flags.heading));
        assert!(!alone[3].contains(&*content.wrong.bodies.heading));
    }

    #[test]
    fn a_page_that_is_not_whole_says_so_and_has_the_lines() {
        let (content, regions, text) = real();
        let html = broken(content, regions, text);
        assert!(html.contains(&*text.broken));
        assert!(html.contains("href=\"tel:116123\""));
    }
}
