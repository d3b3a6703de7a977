//! The loader, and what the build tells it.

use right_track::component::{CLASSES, MARKS};
use serde_json::{Value, json};

use super::{
    content::{Packed, Words},
    trunk::Program,
};
use crate::project::VERSION;

/// Stands in the loader's source for what the build tells it.
pub(super) const PLACEHOLDER: &str = "__RIGHT_TRACK_BUILT__";

/// What the build tells the loader.
pub(super) struct Built<'a> {
    pub(super) program: Program,
    pub(super) words: &'a Words,
    pub(super) styles: &'a str,
    /// The name of the module that the loader takes when the widget is wanted.
    pub(super) start: &'a str,
}

/// Returns the `loader` with what was built in the place of its placeholder.
pub(super) fn fill(loader: &str, built: &Built) -> Result<String, String> {
    let found = loader.matches(PLACEHOLDER).count();
    if found != 1 {
        return Err(format!(
            "embed/right-track.js must contain {PLACEHOLDER} exactly once, but contains it {found} times: correct the file."
        ));
    }
    Ok(loader.replace(PLACEHOLDER, &literal(built).to_string()))
}

fn literal(built: &Built) -> Value {
    let Built {
        program,
        words,
        styles,
        start: _,
    } = built;
    let content: Value = words
        .languages
        .iter()
        .map(|(language, file)| (language.clone(), with_integrity(file)))
        .collect();
    let classes: Vec<_> = CLASSES.split(' ').collect();
    let marks = MARKS.split(' ');
    let marks: Vec<_> = marks
        .map(|mark| mark.split_once('=').unwrap_or((mark, "")))
        .collect();
    json!({
        "version": VERSION,
        "classes": classes,
        "marks": marks,
        "start": address(built.start),
        "glue": address(&program.glue),
        "wasm": with_integrity(&program.wasm),
        "content": content,
        "regions": with_integrity(&words.regions),
        "styles": styles,
        "shells": words.shells,
        "lines": words.lines,
    })
}

/// Returns the address of a versioned file and the value by which the browser checks it.
fn with_integrity(Packed { file, integrity }: &Packed) -> Value {
    json!([address(file), integrity])
}

/// Returns the address of a versioned file, relative to the loader in either of its folders.
fn address(file: &str) -> String {
    format!("../{VERSION}/{file}")
}

#[cfg(test)]
mod tests {
    use serde_json::Map;

    use super::*;

    fn filled(loader: &str) -> Result<String, String> {
        let packed = |file: &str| Packed {
            file: file.to_owned(),
            integrity: "sha384-x".to_owned(),
        };
        let program = Program {
            glue: "right-track-1.js".to_owned(),
            wasm: packed("right-track-2.wasm"),
        };
        let words = Words {
            languages: vec![("en-GB".to_owned(), packed("content/en-GB-3.bin"))],
            regions: packed("content/regions-4.bin"),
            shells: Map::from_iter([("en-GB".to_owned(), json!({ "first": ["p", {}] }))]),
            drafts: Map::new(),
            lines: json!({ "GB": [] }),
        };
        fill(
            loader,
            &Built {
                program,
                words: &words,
                styles: "a{content:\"</script>\"}",
                start: "start-5.js",
            },
        )
    }

    #[test]
    fn puts_what_was_built_in_the_place_of_the_placeholder() {
        let (classes, marks) = told();
        let literal = [
            r#"{"version":"V","classes":"#,
            &classes,
            r#","marks":"#,
            &marks,
            r#","start":"../V/start-5.js","glue":"../V/right-track-1.js","wasm":["../V/right-track-2.wasm","#,
            r#""sha384-x"],"content":{"en-GB":["../V/content/en-GB-3.bin","sha384-x"]},"#,
            r#""regions":["../V/content/regions-4.bin","sha384-x"],"styles":"a{content:\"</script>\"}","#,
            r#""shells":{"en-GB":{"first":["p",{}]}},"lines":{"GB":[]}}"#,
        ]
        .concat()
        .replace(r#""version":"V""#, &format!(r#""version":"{VERSION}""#))
        .replace("../V/", &format!("../{VERSION}/"));
        assert_eq!(
            filled("const built = __RIGHT_TRACK_BUILT__;").unwrap(),
            format!("const built = {literal};")
        );
    }

    /// Returns what keeps session recorders out, as the loader is told.
    fn told() -> (String, String) {
        let classes: Vec<_> = CLASSES
            .split(' ')
            .map(|class| format!("{class:?}"))
            .collect();
        let marks: Vec<_> = MARKS
            .split(' ')
            .map(|mark| match mark.split_once('=') {
                Some((name, value)) => format!("[{name:?},{value:?}]"),
                None => format!("[{mark:?},\"\"]"),
            })
            .collect();
        let listed = |list: &[String]| format!("[{}]", list.join(","));
        (listed(&classes), listed(&marks))
    }

    #[test]
    fn wants_the_placeholder_exactly_once() {
        for (loader, times) in [
            ("const built = {};", "0 times"),
            ("__RIGHT_TRACK_BUILT__, __RIGHT_TRACK_BUILT__", "2 times"),
        ] {
            let sentence = filled(loader).unwrap_err();
            assert!(sentence.contains(times), "{sentence}");
        }
    }
}
