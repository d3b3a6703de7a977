//! A question with answers to choose one from, and single ticks.
//!
//! What is chosen is set by the attribute (`defaultChecked` reflects it), never by the property `checked`. For that
//! to hold, a group is keyed by its name, so that another question gets inputs of its own.

use yew::prelude::*;
use yew::virtual_dom::Key;

use crate::domain::content::Text;
use crate::view::buttons::named;
use crate::view::element::{all, described, each, element, when};

/// A group of answers to choose one from.
pub struct Group {
    /// Ties the answers together within the widget; it must tell a stranger nothing.
    pub name: AttrValue,
    /// The question, by which the group is named.
    pub legend: Html,
    /// A word of help under the question, or nothing.
    pub help: Text,
    /// How the answers stand on the screen.
    pub stand: Stand,
}

/// How answers stand on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// One below the other, the last one a little apart.
    Below,
    /// In a row.
    Beside,
}

/// One answer as it stands on the screen.
pub struct Shown {
    /// The words.
    pub label: Text,
    /// Whether it is the chosen one.
    pub chosen: bool,
    /// Is called when it is chosen.
    pub onchoose: Callback<Event>,
}

/// Returns a group of radio buttons, one for each of the answers.
pub fn choices<T>(
    group: Group,
    answers: impl IntoIterator<Item = T>,
    shown: impl Fn(T) -> Shown,
) -> Html {
    let name = group.name.clone();
    let inputs = each(answers, |answer| choice(&name, shown(answer)));
    grouped(group, inputs)
}

fn grouped(group: Group, inputs: Html) -> Html {
    let helped = !group.help.is_empty();
    let help_id: AttrValue = if helped {
        [&*group.name, "-help"].concat().into()
    } else {
        "".into()
    };
    let class = match group.stand {
        Stand::Below => "choices",
        Stand::Beside => "choices choices--row",
    };
    let help = when(helped, || {
        let values = [help_id.clone(), "lead".into()];
        described("p", &["id", "class"], values, group.help.into()).into()
    });
    let parts = [element("legend", "", group.legend), help, inputs];
    let values = [help_id.clone(), class.into()];
    let names = &["aria-describedby", "class"];
    let mut tag = described("fieldset", names, values, all(parts));
    tag.key = Some(Key::from(&*group.name));
    tag.into()
}

fn choice(name: &AttrValue, shown: Shown) -> Html {
    labelled(
        "choice",
        input("radio", name.clone(), shown.chosen, shown.onchoose),
        shown.label.into(),
    )
}

/// Returns a box to tick. `about` says what it is about to those who do not see what it stands beside.
pub fn tick(label: Text, about: Text, ticked: bool, ontick: Callback<Event>) -> Html {
    labelled(
        "tick",
        input("checkbox", "".into(), ticked, ontick),
        named(label, &about),
    )
}

fn labelled(class: &'static str, input: Html, label: Html) -> Html {
    element("label", class, all([input, element("span", "", label)]))
}

fn input(kind: &'static str, name: AttrValue, chosen: bool, onchange: Callback<Event>) -> Html {
    let name = (!name.is_empty()).then_some(name);
    html! { <input type={kind} {name} ~defaultChecked={chosen} {onchange} /> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::rendered;

    #[test]
    fn a_group_is_named_by_its_question_and_tells_nothing_by_its_values() {
        let group = Group {
            name: "q".into(),
            legend: "Is it so?".into(),
            help: Text(&""),
            stand: Stand::Below,
        };
        let html = rendered(choices(group, [Text(&"Sometimes")], |answer| Shown {
            label: answer,
            chosen: true,
            onchoose: Callback::noop(),
        }));
        assert!(html.contains("<legend>Is it so?</legend>"), "{html}");
        assert!(html.contains("<span>Sometimes</span></label>"), "{html}");
        assert!(!html.contains("value="), "{html}");
    }
}
