//! The numbers that a person in danger calls: each is checked against the second list in `numbers`.

use std::{
    collections::BTreeSet,
    time::{SystemTime, UNIX_EPOCH},
};

use right_track::domain::regions::{Region, Regions, Service, Way, WayKind};
use serde_json::Value;

use super::files::{json, text};
use super::numbers::{EMERGENCY, NEVER_SHOWN, UNCONFIRMED, WAYS};

#[test]
fn has_each_region_with_its_emergency_number() {
    let regions = regions();
    let found: Vec<_> = regions
        .iter()
        .map(|region| {
            (
                &*region.id,
                region
                    .emergency
                    .as_ref()
                    .map(|number| (&*number.shown, &*number.to)),
            )
        })
        .collect();
    assert_eq!(found, EMERGENCY);
}

#[test]
fn shows_the_numbers_of_the_second_list_and_no_others() {
    let listed: Vec<_> = WAYS
        .trim()
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    let regions = regions();
    let found: Vec<_> = regions
        .iter()
        .flat_map(services)
        .filter(|service| service.verified)
        .flat_map(|service| service.ways.iter().map(move |way| (service, way)))
        .map(|(service, way)| {
            let kind = match way.kind {
                WayKind::Call => "call",
                WayKind::Text => "text",
                WayKind::Email => "email",
                WayKind::Web => "web",
            };
            format!("{} {kind} {}", &*service.id, &*way.shown)
        })
        .collect();
    assert_eq!(found, listed);
}

#[test]
fn links_to_what_it_shows() {
    for region in regions() {
        for service in services(&region) {
            for way in &service.ways {
                assert_eq!(
                    expected(way).as_deref(),
                    Some(&*way.href()),
                    "{}: “{}”",
                    &*service.id,
                    &*way.shown
                );
            }
        }
    }
}

#[test]
fn hides_what_no_source_confirmed() {
    let regions = regions();
    let hidden: BTreeSet<_> = regions
        .iter()
        .flat_map(services)
        .filter(|service| !service.verified)
        .map(|service| &*service.id)
        .collect();
    assert_eq!(hidden, UNCONFIRMED.into());
    for service in regions
        .iter()
        .flat_map(services)
        .filter(|service| service.verified)
    {
        let all = serde_json::to_string(service).unwrap().to_lowercase();
        let packed: String = all.chars().filter(|c| c.is_alphanumeric()).collect();
        for never in NEVER_SHOWN {
            assert!(
                !packed.contains(never),
                "{}: {never} is not confirmed",
                &*service.id
            );
        }
    }
}

#[test]
fn says_for_each_number_where_it_was_checked_and_when() {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_secs();
    let file = json("content/regions.json");
    let mut seen = BTreeSet::new();
    for region in file["regions"].as_array().unwrap() {
        let services = ["lines", "bodies"]
            .iter()
            .flat_map(|key| region[key].as_array().unwrap());
        for entry in services.chain(
            region["emergency"]
                .is_object()
                .then_some(&region["emergency"]),
        ) {
            let name = entry["id"]
                .as_str()
                .unwrap_or(region["id"].as_str().unwrap());
            assert!(seen.insert(name), "{name} stands there twice");
            let checked = entry["checked"].as_str().and_then(day_of);
            let checked = checked
                .unwrap_or_else(|| panic!("{name}: `checked` is no date: {}", entry["checked"]));
            assert!(
                checked * 86_400 <= now,
                "{name}: `checked` is in the future"
            );
            assert!(
                !entry["source"]
                    .as_str()
                    .unwrap_or_default()
                    .trim()
                    .is_empty(),
                "{name}: no `source`"
            );
            assert_eq!(
                entry["verified"].as_bool(),
                Some(!UNCONFIRMED.contains(&name)),
                "{name}: `verified`"
            );
        }
    }
}

#[test]
fn has_no_key_that_nothing_reads() {
    // For those who look after the file: where a number was found, and when.
    const FOR_EDITORS: [&str; 3] = ["source", "checked", "verified"];
    let file = json("content/regions.json");
    let read = serde_json::to_value(Regions { regions: regions() }).unwrap();
    compare("", &file, &read, &FOR_EDITORS);
}

fn compare(path: &str, file: &Value, read: &Value, editors: &[&str]) {
    match file {
        Value::Object(map) => {
            for (key, value) in map {
                let known = read.get(key).is_some() || editors.contains(&&**key);
                assert!(
                    known,
                    "content/regions.json: `{path}.{key}` is read by nothing"
                );
                compare(&format!("{path}.{key}"), value, &read[key], editors);
            }
        }
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                compare(&format!("{path}.{index}"), value, &read[index], editors);
            }
        }
        _ => {}
    }
}

fn regions() -> Vec<Region> {
    Regions::read(&text("content/regions.json"))
        .unwrap()
        .regions
}

fn services(region: &Region) -> impl Iterator<Item = &Service> {
    region.lines.iter().chain(&region.bodies)
}

/// Returns the link that follows from what is shown; nothing if that has not the form in which we write it:
/// `116 123`, `111, then option 2`, `Text 1737`, `Text SHOUT to 85258`, an e-mail address, or a web address without
/// its `https://`.
fn expected(way: &Way) -> Option<String> {
    let shown = &*way.shown;
    match way.kind {
        WayKind::Call => Some(format!("tel:{}", digits(shown.split(", ").next()?)?)),
        WayKind::Text => match shown.strip_prefix("Text ")?.split_once(" to ") {
            Some((word, number)) => {
                let loud = word.chars().all(|c| c.is_ascii_uppercase());
                loud.then(|| digits(number))?
                    .map(|number| format!("sms:{number}?&body={word}"))
            }
            None => Some(format!("sms:{}", digits(shown.strip_prefix("Text ")?)?)),
        },
        WayKind::Email => {
            let (name, host) = shown.split_once('@')?;
            (!name.is_empty() && host.contains('.')).then(|| format!("mailto:{shown}"))
        }
        WayKind::Web => {
            let to = way.to.strip_prefix("https://")?;
            (to.trim_end_matches('/') == shown).then(|| (*way.to).to_owned())
        }
    }
}

fn digits(number: &str) -> Option<String> {
    let formed = number
        .split([' ', '-'])
        .all(|group| !group.is_empty() && group.chars().all(|c| c.is_ascii_digit()));
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    (formed && (3..=11).contains(&digits.len())).then_some(digits)
}

/// Returns the days since 1970 of a date that exists, written as `YYYY-MM-DD`.
fn day_of(date: &str) -> Option<u64> {
    let [year, month, day] = date.split('-').collect::<Vec<_>>().try_into().ok()?;
    let sized = [year, month, day].map(str::len) == [4, 2, 2];
    let (year, month, day): (u64, usize, u64) =
        (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let leap = |year: u64| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    let lengths = [
        31,
        if leap(year) { 29 } else { 28 },
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ];
    let exists = sized && year >= 1970 && (1..=*lengths.get(month.checked_sub(1)?)?).contains(&day);
    let years: u64 = (1970..year).map(|year| 365 + u64::from(leap(year))).sum();
    exists.then(|| years + lengths.iter().take(month - 1).sum::<u64>() + day - 1)
}
