//! What the loader shows before the program is there, and when it never comes.
//!
//! The loader may not set HTML (pages can forbid it), so the HTML is turned into a tree that it builds node by node:
//! a text is a string, an element is a list of its name, its attributes and its children.

use html5gum::{Token, Tokenizer};
use right_track::{
    domain::{
        content::{Content, Failures},
        regions::{Region, Regions},
    },
    prerender,
};
use serde_json::{Map, Value, json};

/// Elements that have no end tag in HTML.
const VOID: [&str; 2] = ["input", "br"];

/// Returns what the loader says in one language: `first`, `flags` and `again` are trees, as are all of `steps`, and
/// `failures` sentences by their code.
pub(super) fn of(
    content: &'static Content,
    regions: &'static Regions,
    failures: &Failures,
) -> Result<Value, String> {
    let shell = prerender::shell(content, regions);
    let draft = match &*content.draft {
        "" => json!([]),
        draft => json!([["p", { "class": "quiet" }, draft]]),
    };
    // The crisis lines and what stands with them are English in every language.
    let lines = match content.language.starts_with("en") {
        true => json!({}),
        false => json!({ "lang": "en", "dir": "ltr" }),
    };
    Ok(json!({
        "first": tree(&shell.first)?,
        "steps": shell.steps.iter().map(|step| tree(step)).collect::<Result<Value, _>>()?,
        "flags": tree(&shell.flags)?,
        "again": ["div", { "class": "actions" }, ["button", { "class": "button", "part": "button", "type": "button" }, failures.again]],
        "crisis": content.crisis.heading.0,
        "failures": failures,
        "draft": draft,
        "region": content.region.0,
        "lines": lines,
    }))
}

/// Returns whom to call when life is in danger, in `english`, and the crisis lines of each region, as the trees of a
/// list's items, for as long as the program is not there.
pub(super) fn lines(regions: &Regions, english: &Content) -> Value {
    let of_region = |region: &Region| {
        let verified = region.lines.iter().filter(|line| line.verified);
        let items = verified.map(|line| {
            let mut item = vec![json!("li"), json!({}), json!(format!("{}: ", line.name.0))];
            item.extend(line.ways.iter().map(|way| {
                let href = way.href();
                let mut attributes = json!({ "href": href });
                // No other link tells anybody where the person comes from.
                if href.starts_with("http") {
                    attributes["rel"] = "noreferrer".into();
                }
                json!(["a", attributes, way.shown.0])
            }));
            Value::from(item)
        });
        let danger = match &region.emergency {
            Some(number) => {
                let sentence = english.crisis.emergency.0;
                let (before, after) = sentence.split_once("{number}").unwrap_or((sentence, ""));
                let href = format!("tel:{}", number.to.0);
                json!(["li", {}, before, ["a", { "href": href }, number.shown.0], after])
            }
            None => json!(["li", {}, english.crisis.emergency_elsewhere.0]),
        };
        std::iter::once(danger).chain(items).collect::<Value>()
    };
    let regions = regions.regions.iter();
    regions
        .map(|region| (region.id.to_string(), of_region(region)))
        .collect::<Map<_, _>>()
        .into()
}

/// Turns well-formed HTML with one root into a tree.
fn tree(html: &str) -> Result<Value, String> {
    let mut open: Vec<Vec<Value>> = vec![Vec::new()];
    let unbalanced = || "the first screen is not well-formed HTML".to_owned();
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let attributes: Map<_, _> = tag
                    .attributes
                    .iter()
                    .map(|(name, value)| {
                        (
                            String::from_utf8_lossy(name).into_owned(),
                            json!(String::from_utf8_lossy(value)),
                        )
                    })
                    .collect();
                let element = vec![json!(name), Value::Object(attributes)];
                if tag.self_closing || VOID.contains(&name.as_str()) {
                    open.last_mut().ok_or_else(unbalanced)?.push(element.into());
                } else {
                    open.push(element);
                }
            }
            Token::EndTag(_) => {
                let element = open.pop().ok_or_else(unbalanced)?;
                open.last_mut().ok_or_else(unbalanced)?.push(element.into());
            }
            Token::String(text) => {
                let text = json!(String::from_utf8_lossy(&text));
                open.last_mut().ok_or_else(unbalanced)?.push(text);
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    match (open.pop(), open.is_empty()) {
        (Some(mut roots), true) if roots.len() == 1 => roots.pop().ok_or_else(unbalanced),
        _ => Err(unbalanced()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_a_tree_with_its_texts_unescaped() {
        let html = r#"<div class="a"><label><input type="radio" name="q"><span>One &amp; two</span></label></div>"#;
        assert_eq!(
            tree(html).unwrap().to_string(),
            r#"["div",{"class":"a"},["label",{},["input",{"name":"q","type":"radio"}],["span",{},"One & two"]]]"#
        );
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        for html in ["<p>", "</p>", "<p></p><p></p>", ""] {
            assert!(tree(html).is_err(), "{html}");
        }
    }
}
