//! The numbers that a person in danger calls: each is checked against a second list, kept here by hand.

use std::{
    collections::BTreeSet,
    time::{SystemTime, UNIX_EPOCH},
};

use right_track::domain::regions::{Region, Regions, Service, Way, WayKind};
use serde_json::Value;

use super::files::{json, text};

/// Each region's number for danger to life, as shown and as called.
const EMERGENCY: [(&str, Option<(&str, &str)>); 7] = [
    ("GB", Some(("999", "999"))),
    ("IE", Some(("112 or 999", "112"))),
    ("US", Some(("911", "911"))),
    ("CA", Some(("911", "911"))),
    ("AU", Some(("000", "000"))),
    ("NZ", Some(("111", "111"))),
    ("INTL", None),
];

/// Every way to reach a service that is shown. Whoever changes a number looks it up twice, and writes it twice.
const WAYS: &str = "
gb-samaritans             call  116 123
gb-shout                  text  Text SHOUT to 85258
gb-nhs111-england         call  111, then option 2
gb-nhs111-wales           call  111, then press 2
gb-nhs24-scotland         call  111
gb-breathing-space        call  0800 83 85 87
gb-lifeline-ni            call  0808 808 8000
gb-papyrus                call  0800 068 4141
gb-childline              call  0800 1111
gb-bacp                   call  01455 883300, option 2
gb-bacp                   call  07811 762256
gb-ukcp                   call  020 7014 9978
gb-ukcp                   call  020 7014 9493
gb-ncps                   web   ncps.com
ie-samaritans             call  116 123
ie-50808                  text  Text HELLO to 50808
ie-pieta                  call  1800 247 247
ie-pieta                  text  Text HELP to 51444
ie-iacp                   call  01 230 35 36
ie-iacp                   email iacpcomplaints@iacp.ie
us-988                    call  988
us-988                    text  Text 988
us-988-veterans           call  988, then press 1
us-crisis-text            text  Text HOME to 741741
ca-988                    call  9-8-8
ca-988                    text  Text 9-8-8
ca-988                    web   988.ca
ca-crpo                   email complaints@crpo.ca
ca-crpo                   call  1-844-712-1364
au-lifeline               call  13 11 14
au-lifeline               text  Text 0477 13 11 14
au-aca                    web   theaca.net.au/complaints
au-pacfa                  call  03 9046 2270
nz-1737                   call  1737
nz-1737                   text  Text 1737
nz-lifeline               call  0800 543 354
nz-lifeline               text  Text HELP to 4357
nz-suicide-crisis         call  0508 828 865
nz-hdc                    call  0800 11 22 33
nz-psychotherapists-board call  04 918 4727
nz-nzac                   email ethicssecretary@nzac.org.nz
nz-nzac                   call  04 473 3486
intl-findahelpline        web   findahelpline.com
";

/// Services that no source confirmed: they may stand in the file, to be checked one day, and are not shown.
const UNCONFIRMED: [&str; 8] = [
    "gb-calm",
    "gb-nhs-pals",
    "ie-hse",
    "ca-ccpa",
    "au-beyond-blue",
    "au-13yarn",
    "au-suicide-call-back",
    "au-ahpra-phone",
];

/// Numbers that no source confirmed or that are known to be old or misprinted, and a service that may be gone.
const NEVER_SHOWN: [&str; 11] = [
    "0800585858",
    "1800111888",
    "1300224636",
    "139276",
    "1300659467",
    "1300419495",
    "116213",
    "02070149499",
    "0394863077",
    "press3",
    "professionalboundaries",
];

#[test]
fn has_each_region_with_its_emergency_number() {
    let regions = regions();
    let found: Vec<_> = regions
        .iter()
        .map(|region| (&*region.id, region.emergency.as_ref().map(|number| (&*number.shown, &*number.to))))
        .collect();
    assert_eq!(found, EMERGENCY);
}

#[test]
fn shows_the_numbers_of_the_second_list_and_no_others() {
    let listed: Vec<_> = WAYS.trim().lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
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
            format!("{} {kind} {}", service.id, way.shown)
        })
        .collect();
    assert_eq!(found, listed);
}

#[test]
fn links_to_what_it_shows() {
    for region in regions() {
        for service in services(&region) {
            for way in &service.ways {
                assert_eq!(expected(way).as_deref(), Some(&*way.href()), "{}: “{}”", service.id, way.shown);
            }
        }
    }
}

#[test]
fn hides_what_no_source_confirmed() {
    let regions = regions();
    let hidden: BTreeSet<_> = regions.iter().flat_map(services).filter(|service| !service.verified).map(|service| &*service.id).collect();
    assert_eq!(hidden, UNCONFIRMED.into());
    for service in regions.iter().flat_map(services).filter(|service| service.verified) {
        let all = serde_json::to_string(service).unwrap().to_lowercase();
        let packed: String = all.chars().filter(|c| c.is_alphanumeric()).collect();
        for never in NEVER_SHOWN {
            assert!(!packed.contains(never), "{}: {never} is not confirmed", service.id);
        }
    }
}

#[test]
fn says_for_each_number_where_it_was_checked_and_when() {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let file = json("content/regions.json");
    let mut seen = BTreeSet::new();
    for region in file["regions"].as_array().unwrap() {
        let services = ["lines", "bodies"].iter().flat_map(|key| region[key].as_array().unwrap());
        for entry in services.chain(region["emergency"].is_object().then_some(&region["emergency"])) {
            let name = entry["id"].as_str().unwrap_or(region["id"].as_str().unwrap());
            assert!(seen.insert(name), "{name} stands there twice");
            let checked = entry["checked"].as_str().and_then(day_of);
            let checked = checked.unwrap_or_else(|| panic!("{name}: `checked` is no date: {}", entry["checked"]));
            assert!(checked * 86_400 <= now, "{name}: `checked` is in the future");
            assert!(!entry["source"].as_str().unwrap_or_default().trim().is_empty(), "{name}: no `source`");
            assert_eq!(entry["verified"].as_bool(), Some(!UNCONFIRMED.contains(&name)), "{name}: `verified`");
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
                assert!(known, "content/regions.json: `{path}.{key}` is read by nothing");
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
    Regions::read(&text("content/regions.json")).unwrap().regions
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
                loud.then(|| digits(number))?.map(|number| format!("sms:{number}?&body={word}"))
            }
            None => Some(format!("sms:{}", digits(shown.strip_prefix("Text ")?)?)),
        },
        WayKind::Email => {
            let (name, host) = shown.split_once('@')?;
            (!name.is_empty() && host.contains('.')).then(|| format!("mailto:{shown}"))
        }
        WayKind::Web => {
            let to = way.to.strip_prefix("https://")?;
            (to.trim_end_matches('/') == shown).then(|| way.to.to_string())
        }
    }
}

fn digits(number: &str) -> Option<String> {
    let formed = number.split([' ', '-']).all(|group| !group.is_empty() && group.chars().all(|c| c.is_ascii_digit()));
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    (formed && (3..=11).contains(&digits.len())).then_some(digits)
}

/// Returns the days since 1970 of a date that exists, written as `YYYY-MM-DD`.
fn day_of(date: &str) -> Option<u64> {
    let [year, month, day] = date.split('-').collect::<Vec<_>>().try_into().ok()?;
    let sized = [year, month, day].map(str::len) == [4, 2, 2];
    let (year, month, day): (u64, usize, u64) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let leap = |year: u64| year.is_multiple_of(4) && !(year.is_multiple_of(100) && !year.is_multiple_of(400));
    let lengths = [31, if leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let exists = sized && year >= 1970 && (1..=*lengths.get(month.checked_sub(1)?)?).contains(&day);
    let years: u64 = (1970..year).map(|year| 365 + u64::from(leap(year))).sum();
    exists.then(|| years + lengths.iter().take(month - 1).sum::<u64>() + day - 1)
}
