//! What HTML is made from.
//!
//! `html!` writes out at each place how an element is made: in all, that would cost the visitor several KB after
//! compression. These functions do it in one place.

use std::rc::Rc;

use yew::prelude::*;
use yew::virtual_dom::{
    AttributeOrProperty, Attributes, Key, Listener, ListenerKind, VList, VTag, VText,
};

/// Returns words that are not of the content. (Yew's own conversion copies them by way of the formatter.)
pub fn words(words: impl Into<AttrValue>) -> Html {
    VText::new(words).into()
}

/// Returns a number in digits. (It has 64 bits because others that are written have: each width costs 100 bytes.)
pub fn number(number: usize) -> String {
    (number as u64).to_string()
}

/// Returns an element with `children`. Its class is one of `widget.css`, or empty for none.
pub fn element(name: &'static str, class: &'static str, children: Html) -> Html {
    described(name, &["class"], [class.into()], children).into()
}

/// Returns an element that keeps its place in the page for as long as one with this `key` is there.
pub fn keyed(name: &'static str, class: &'static str, key: &str, children: Html) -> Html {
    let mut tag = described(name, &["class"], [class.into()], children);
    tag.key = Some(Key::from(key));
    tag.into()
}

/// Returns an element with constant attributes.
pub fn marked(
    name: &'static str,
    attributes: &'static [(&'static str, AttributeOrProperty)],
    children: Html,
) -> VTag {
    made(name, Attributes::Static(attributes), children)
}

/// Returns an element with attributes of these names and values; those with an empty value are left out.
pub fn described<const N: usize>(
    name: &'static str,
    names: &'static [&'static str; N],
    values: [AttrValue; N],
    children: Html,
) -> VTag {
    described_by(name, names, values.into(), children)
}

#[inline(never)]
fn described_by(
    name: &'static str,
    keys: &'static [&'static str],
    values: Vec<AttrValue>,
    children: Html,
) -> VTag {
    let given =
        |value: AttrValue| (!value.is_empty()).then_some(AttributeOrProperty::Attribute(value));
    let values = values.into_iter().map(given).collect();
    made(name, Attributes::Dynamic { keys, values }, children)
}

fn made(name: &'static str, attributes: Attributes, children: Html) -> VTag {
    let mut tag = VTag::new(name);
    tag.attributes = attributes;
    if let Some(inside) = tag.children_mut() {
        *inside = children;
    }
    tag
}

/// What an element can listen to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// A click, or what stands for one on the keyboard.
    Click,
    /// Another choice or tick.
    Change,
}

/// Returns the element, which calls `heard` at each event of this kind.
pub fn listening(mut tag: VTag, on: On, heard: Callback<Event>) -> Html {
    tag.set_listeners(Box::new([Some(Rc::new(Heard(on, heard)))]));
    tag.into()
}

struct Heard(On, Callback<Event>);

impl Listener for Heard {
    fn kind(&self) -> ListenerKind {
        match self.0 {
            On::Click => ListenerKind::onclick,
            On::Change => ListenerKind::onchange,
        }
    }

    fn handle(&self, event: Event) {
        self.1.emit(event);
    }

    fn passive(&self) -> bool {
        false
    }
}

/// Returns the parts one after the other.
#[inline(never)]
pub fn all<const N: usize>(parts: [Html; N]) -> Html {
    listed(parts.into())
}

#[inline(never)]
fn listed(parts: Vec<Html>) -> Html {
    VList::with_children(parts, None).into()
}

/// Returns what `shown` makes of each item, one after the other.
pub fn each<T>(items: impl IntoIterator<Item = T>, mut shown: impl FnMut(T) -> Html) -> Html {
    let mut parts = Vec::new();
    for item in items {
        parts.push(shown(item));
    }
    listed(parts)
}

/// Returns what `part` makes if `there`. What is not there leaves its place empty, so that Yew does not take what
/// follows for it.
pub fn when(there: bool, part: impl FnOnce() -> Html) -> Html {
    if there { part() } else { Html::default() }
}
