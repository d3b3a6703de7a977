//! Words for the notices of a website. They stand in `docs/privacy.md` and nowhere else.

use serde::{Deserialize, Serialize};

/// The notices of one part of the world.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notices {
    /// Where they are for.
    pub place: String,
    /// The notices.
    pub texts: Vec<Notice>,
}

/// One notice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// What it is for: `For the cookie notice:`.
    pub about: String,
    /// What is pasted, without any marks.
    pub text: String,
}

/// Returns all notices of `docs/privacy.md`: below a heading of the third level, a quotation after what it is for.
///
/// # Errors
///
/// Says what the page lacks.
pub fn read(page: &str) -> Result<Vec<Notices>, String> {
    let (_, part) = page
        .split_once("\n## Words for your notices\n")
        .ok_or("it has no part “Words for your notices”")?;
    let mut notices: Vec<Notices> = Vec::new();
    let mut about = "";
    for line in part.lines().take_while(|line| !line.starts_with("## ")) {
        if let Some(place) = line.strip_prefix("### ") {
            let place = place.to_owned();
            notices.push(Notices {
                place,
                texts: Vec::new(),
            });
        } else if let Some(text) = line.strip_prefix("> ") {
            let last = notices
                .last_mut()
                .ok_or("a notice stands before its place")?;
            last.texts.push(Notice {
                about: about.to_owned(),
                text: text.replace("**", "").replace('`', ""),
            });
        } else if !line.is_empty() {
            about = line;
        }
    }
    let empty = notices.iter().any(|one| one.texts.is_empty());
    if notices.is_empty() || empty {
        return Err("a place has no notice".to_owned());
    }
    Ok(notices)
}

/// Returns a notice as it is true of a website that takes the files from `host`.
pub fn adapted(text: &str, host: &str, framed: bool) -> String {
    let text = text.replace("HOST", host);
    if !framed {
        return text;
    }
    text.replace("this website", &format!("the website {host}"))
        .replace("what you chose", "what you chose and wrote")
}

/// Returns the place whose notices are for a region.
pub fn place_of(region: &str) -> Option<&'static str> {
    match region {
        "GB" | "IE" => Some("United Kingdom and European Union"),
        "US" => Some("United States"),
        "AU" => Some("Australia"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::choice::Setting;

    fn page() -> String {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/privacy.md");
        fs::read_to_string(path).unwrap()
    }

    #[test]
    fn takes_every_notice_of_the_privacy_page() {
        let page = page();
        let notices = read(&page).unwrap();
        let count: usize = notices.iter().map(|one| one.texts.len()).sum();
        let quoted = page.lines().filter(|line| line.starts_with("> ")).count();
        assert_eq!(count, quoted);
        for notice in notices.iter().flat_map(|one| &one.texts) {
            assert!(notice.about.starts_with("For the "), "{}", notice.about);
            assert!(notice.text.contains("right-track:journal") || notice.text.contains("[HOST"));
            assert!(!notice.text.contains(['*', '`']), "{}", notice.text);
        }
    }

    #[test]
    fn every_place_of_a_region_is_there() {
        let notices = read(&page()).unwrap();
        let regions = Setting::Region.words().iter();
        let places: Vec<_> = regions.filter_map(|region| place_of(region)).collect();
        assert_eq!(places.len(), 4);
        for place in places {
            assert!(notices.iter().any(|one| one.place == place), "{place}");
        }
    }

    #[test]
    fn a_frame_keeps_things_for_another_website_and_has_room_for_notes() {
        let page = page();
        for words in [
            "“the website [HOST]”",
            "“this website”",
            "“what you chose and wrote”",
        ] {
            assert!(
                page.contains(words),
                "the privacy page no longer says {words}"
            );
        }
        let cookie = read(&page).unwrap().remove(0).texts.remove(0).text;
        let framed = adapted(&cookie, "h.example", true);
        assert!(
            framed.contains("the time and what you chose and wrote."),
            "{framed}"
        );
        assert!(framed.contains("for the website h.example"), "{framed}");
        assert!(!framed.contains("this website"), "{framed}");
        assert_eq!(adapted(&cookie, "h.example", false), cookie);
    }

    #[test]
    fn says_what_a_page_lacks() {
        assert!(read("# Privacy\n").unwrap_err().contains("Words for your"));
        let bare = "\n## Words for your notices\n### Here\nFor the notice:\n";
        assert!(read(bare).unwrap_err().contains("no notice"));
    }
}
