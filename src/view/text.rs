//! Content in HTML.

use yew::html::IntoPropValue;
use yew::prelude::*;
use yew::virtual_dom::VText;

use crate::domain::text::Text;

impl From<Text> for AttrValue {
    fn from(text: Text) -> Self {
        Self::Static(text.0)
    }
}

impl From<Text> for Html {
    fn from(text: Text) -> Self {
        // From<AttrValue> would copy it by way of the formatter.
        VText::new(AttrValue::Static(text.0)).into()
    }
}

impl IntoPropValue<Html> for Text {
    fn into_prop_value(self) -> Html {
        self.into()
    }
}

impl IntoPropValue<AttrValue> for Text {
    fn into_prop_value(self) -> AttrValue {
        self.into()
    }
}

impl IntoPropValue<Option<AttrValue>> for Text {
    fn into_prop_value(self) -> Option<AttrValue> {
        Some(self.into())
    }
}
