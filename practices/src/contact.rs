//! The contact link, as people write it: with no thought of `mailto:`, `tel:` and `https://`.

/// Why something is no address: what it looks most like, and is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The address of a web page.
    Web,
    /// An e-mail address.
    Mail,
    /// A telephone number.
    Telephone,
    /// None of them.
    Other,
}

impl Refusal {
    /// Every one of them.
    pub const ALL: [Self; 4] = [Self::Web, Self::Mail, Self::Telephone, Self::Other];

    /// Returns the key of the sentence that says what to write.
    pub fn name(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Mail => "mail",
            Self::Telephone => "telephone",
            Self::Other => "other",
        }
    }
}

/// Returns the address that the element takes for what was written: `mailto:` before an e-mail address, `tel:` before a
/// number without its spaces, `https://` before the address of a web page that says nothing else. What is such an
/// address already stays as it is.
///
/// # Errors
///
/// Says what it might have been meant for.
pub fn address(written: &str) -> Result<String, Refusal> {
    let text = written.trim();
    let after = |scheme: &str| {
        let (start, rest) = text.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then(|| rest.trim())
    };
    for scheme in ["https://", "http://"] {
        if let Some(rest) = after(scheme) {
            let whole = is_web(rest, false).then(|| format!("{scheme}{rest}"));
            return whole.ok_or(Refusal::Web);
        }
    }
    if let Some(rest) = after("mailto:") {
        let people = rest.split('?').next().unwrap_or_default();
        let whole = people.split(',').all(is_mail) && !rest.contains(is_strange);
        return whole.then(|| format!("mailto:{rest}")).ok_or(Refusal::Mail);
    }
    if let Some(rest) = after("tel:") {
        let (start, end) = rest.split_at(rest.find(';').unwrap_or(rest.len()));
        let number = number(start).filter(|_| !end.contains(is_strange));
        let whole = number.map(|number| format!("tel:{number}{end}"));
        return whole.ok_or(Refusal::Telephone);
    }
    // A web page may have this sign further back.
    let before_path = text.split('/').next().unwrap_or_default();
    if before_path.contains('@') {
        let unlike_a_link = !text.contains(['%', '?', '&', '#']);
        let whole = (is_mail(text) && unlike_a_link).then(|| format!("mailto:{text}"));
        return whole.ok_or(Refusal::Mail);
    }
    if let Some(number) = number(text) {
        return Ok(format!("tel:{number}"));
    }
    if is_web(text, true) {
        return Ok(format!("https://{text}"));
    }
    let lower = text.to_ascii_lowercase();
    Err(if lower.starts_with("www") || lower.starts_with("http") {
        Refusal::Web
    } else if text.starts_with(|c: char| c == '+' || c.is_ascii_digit()) {
        Refusal::Telephone
    } else {
        Refusal::Other
    })
}

/// Returns whether no address may contain this. JavaScript takes the last one for a space, too.
fn is_strange(c: char) -> bool {
    c.is_whitespace() || c.is_control() || c == '\u{feff}'
}

/// Returns whether this is the address of a web page without its scheme. What begins with no scheme must have a name
/// with a dot, or anything would be one.
fn is_web(text: &str, dotted: bool) -> bool {
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let (name, port) = host.split_once(':').unwrap_or((host, "0"));
    let number = !port.is_empty() && port.chars().all(|c| c.is_ascii_digit());
    number && is_name(name, dotted) && !text.contains(is_strange)
}

/// Returns whether this is the name of a computer. The last part of one with a dot is a word.
fn is_name(name: &str, dotted: bool) -> bool {
    let part = |part: &str| {
        let inner = |c: char| c.is_alphanumeric() || c == '-';
        part.starts_with(char::is_alphanumeric) && part.chars().all(inner)
    };
    let word = match name.rsplit_once('.') {
        Some((_, last)) => last.chars().count() > 1 && last.starts_with(char::is_alphabetic),
        None => false,
    };
    name.split('.').all(part) && (word || !dotted)
}

fn is_mail(text: &str) -> bool {
    let strange = |c: char| is_strange(c) || "<>\"(),:;@[\\]".contains(c);
    text.split_once('@').is_some_and(|(person, name)| {
        !person.is_empty() && !person.contains(strange) && is_name(name, true)
    })
}

/// Returns the number without what is there for the eye. The shortest have three digits, and with all that one may
/// have to dial first, none has more than twenty.
fn number(text: &str) -> Option<String> {
    // `+44 (0)20 …` is dialled with the one or with the other.
    let text = match text.starts_with('+') {
        true => text.replacen("(0)", "", 1),
        false => text.to_owned(),
    };
    let (plus, rest) = match text.strip_prefix('+') {
        Some(rest) => ("+", rest),
        None => ("", &*text),
    };
    let for_the_eye = |c: char| c.is_whitespace() || "-\u{2010}\u{2011}\u{2013}.()/".contains(c);
    let digits: String = rest.chars().filter(|&c| !for_the_eye(c)).collect();
    let whole = digits.chars().all(|c| c.is_ascii_digit()) && (3..=20).contains(&digits.len());
    whole.then(|| format!("{plus}{digits}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn makes_a_link_of_what_people_write() {
        for (written, made) in [
            ("info@practice.example", "mailto:info@practice.example"),
            (
                " Jo.Bloggs+web@b.example ",
                "mailto:Jo.Bloggs+web@b.example",
            ),
            ("www.practice.example", "https://www.practice.example"),
            (
                "practice.example/contact",
                "https://practice.example/contact",
            ),
            (
                "social.example/@practice",
                "https://social.example/@practice",
            ),
            (
                "practice.example:8443/a?b=c",
                "https://practice.example:8443/a?b=c",
            ),
            ("práctica.example", "https://práctica.example"),
            ("020 7946 0000", "tel:02079460000"),
            ("+44 (0)20 7946-0000", "tel:+442079460000"),
            ("(020) 7946 0000", "tel:02079460000"),
            ("030/23125\u{a0}000", "tel:03023125000"),
            ("111", "tel:111"),
            ("tel: 020 7946 0000", "tel:02079460000"),
            (
                "mailto: info@practice.example",
                "mailto:info@practice.example",
            ),
        ] {
            assert_eq!(address(written).as_deref(), Ok(made), "{written}");
        }
    }

    #[test]
    fn leaves_what_is_a_link_as_it_is() {
        for written in [
            "https://practice.example",
            "https://localhost:8080/contact#form",
            "http://192.0.2.1/",
            "mailto:a@practice.example,b@practice.example?subject=Hello%20there",
            "tel:+442079460000;ext=12",
        ] {
            assert_eq!(address(written).as_deref(), Ok(written));
        }
        // But for capitals, which mean the same.
        let shouted = address("HTTPS://Practice.example/A");
        assert_eq!(shouted.as_deref(), Ok("https://Practice.example/A"));
    }

    #[test]
    fn says_what_a_thing_looks_like_that_is_no_address() {
        for (written, refusal) in [
            ("https://", Refusal::Web),
            ("https:///contact", Refusal::Web),
            ("https://:8080", Refusal::Web),
            ("https://practice.example/a b", Refusal::Web),
            ("https://practice..example", Refusal::Web),
            ("http:practice.example", Refusal::Web),
            ("www.practice example", Refusal::Web),
            ("mailto:", Refusal::Mail),
            ("mailto:foo", Refusal::Mail),
            ("mailto:foo@", Refusal::Mail),
            ("mailto:a@practice.example?subject=two words", Refusal::Mail),
            ("info@practice", Refusal::Mail),
            ("@practice.example", Refusal::Mail),
            ("Jo <jo@practice.example>", Refusal::Mail),
            ("jo&co@practice.example", Refusal::Mail),
            ("tel:", Refusal::Telephone),
            ("tel:abc", Refusal::Telephone),
            ("tel:12", Refusal::Telephone),
            ("tel:020;ext=1 2", Refusal::Telephone),
            ("020 CALL ME", Refusal::Telephone),
            ("", Refusal::Other),
            ("nowhere", Refusal::Other),
            ("javascript:alert(1)", Refusal::Other),
            ("data:text/html,x", Refusal::Other),
            ("//practice.example", Refusal::Other),
            ("é", Refusal::Other),
        ] {
            assert_eq!(address(written), Err(refusal), "{written}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_the_element_takes_what_comes_of_it(
            text in prop_oneof![
                crate::fragment::tests::any_text(),
                "[ +0-9().-]{0,25}",
                "[a-z@.:/é-]{0,20}",
                "(mailto:)?[a-z&?%]{1,3}@[a-z]{1,3}\\.[a-z]{2}[?,;:/a-z]{0,3}",
            ],
        ) {
            if let Ok(made) = address(&text) {
                // The pattern of the loader: `^(https?:\/\/|mailto:|tel:)\S+$`.
                let starts = ["https://", "http://", "mailto:", "tel:"];
                let rest = starts.iter().find_map(|start| made.strip_prefix(start));
                prop_assert!(rest.is_some_and(|rest| !rest.is_empty()), "{}", made);
                prop_assert!(!made.contains(is_strange), "{}", made);
                // And a link brings back the same.
                prop_assert_eq!(address(&made), Ok(made));
            }
        }
    }
}
