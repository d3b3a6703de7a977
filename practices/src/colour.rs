//! Colours, and whether one can be read on another.

/// A colour of the screen: red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

/// How strong words must stand out at least, by WCAG 2.2, 1.4.3.
pub const ENOUGH: f64 = 4.5;

/// The colours of a ground, as `styles/tokens.css` has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ground {
    /// The ground itself.
    pub paper: Colour,
    /// The usual accent.
    pub accent: Colour,
    /// The words on the accent.
    pub accent_ink: Colour,
}

/// The light ground.
pub const LIGHT: Ground = Ground {
    paper: Colour([0xff, 0xfd, 0xf9]),
    accent: Colour([0x1f, 0x6b, 0x4f]),
    accent_ink: Colour([0xff, 0xff, 0xff]),
};

/// The dark ground.
pub const DARK: Ground = Ground {
    paper: Colour([0x15, 0x1b, 0x18]),
    accent: Colour([0x7f, 0xcf, 0xaa]),
    accent_ink: Colour([0x0d, 0x1f, 0x17]),
};

impl Colour {
    /// Reads `#rgb` or `#rrggbb`.
    pub fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let digits: Vec<u8> = digits
            .chars()
            .map(|digit| digit.to_digit(16).and_then(|digit| digit.try_into().ok()))
            .collect::<Option<_>>()?;
        match digits[..] {
            [r, g, b] => Some(Self([r, g, b].map(|one| one * 17))),
            [r, r2, g, g2, b, b2] => Some(Self([r * 16 + r2, g * 16 + g2, b * 16 + b2])),
            _ => None,
        }
    }

    /// Returns the colour as `#rrggbb`.
    pub fn written(self) -> String {
        let digits = self.0.map(|one| format!("{one:02x}"));
        format!("#{}", digits.concat())
    }

    /// Returns the relative luminance, by WCAG 2.2.
    fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|one| {
            let share = f64::from(one) / 255.0;
            if share <= 0.040_45 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }
}

/// Returns how much two colours stand out from each other, from 1 to 21, by WCAG 2.2.
pub fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (one.luminance(), other.luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Returns a contrast with one digit. It is cut off, so that what is just not enough never looks as if it were.
pub fn in_words(contrast: f64) -> String {
    format!("{:.1}", (contrast * 10.0).floor() / 10.0)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn reads_two_forms_and_nothing_else() {
        assert_eq!(Colour::read("#1f6b4f"), Some(LIGHT.accent));
        assert_eq!(Colour::read("#FFF"), Some(LIGHT.accent_ink));
        assert_eq!(LIGHT.accent.written(), "#1f6b4f");
        for text in [
            "",
            "#",
            "fff",
            "#ff",
            "#ffff",
            "#fffff",
            "#ggg",
            "#fffffff",
            "red",
            "#１２３",
        ] {
            assert_eq!(Colour::read(text), None, "{text}");
        }
    }

    #[test]
    fn measures_as_wcag_does() {
        let [black, white, grey] =
            ["#000", "#fff", "#767676"].map(|text| Colour::read(text).unwrap());
        assert_eq!(in_words(contrast(black, white)), "21.0");
        assert_eq!(in_words(contrast(white, white)), "1.0");
        // The lightest grey that can be read on white.
        assert_eq!(format!("{:.2}", contrast(grey, white)), "4.54");
        assert_eq!(in_words(4.499), "4.4");
    }

    #[test]
    fn the_usual_colours_are_those_of_the_styles() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../styles/tokens.css");
        let tokens = fs::read_to_string(path).unwrap();
        let (light, dark) = tokens.split_once(".root[data-theme=\"dark\"]").unwrap();
        for (block, ground) in [(light, LIGHT), (dark, DARK)] {
            for (rule, colour) in [
                ("--paper: var(--right-track-background, ", ground.paper),
                ("--accent: var(--right-track-accent, ", ground.accent),
                ("--accent-ink: ", ground.accent_ink),
            ] {
                let (_, rest) = block.split_once(rule).unwrap();
                let end = rest.find([';', ')']).unwrap();
                assert_eq!(Colour::read(&rest[..end]), Some(colour), "{rule}");
            }
        }
    }
}
