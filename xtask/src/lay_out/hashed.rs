//! Names and integrity values made from the bytes of a file.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256, Sha384};

/// Returns `<stem>-<8 hexadecimal digits>.<extension>`, which changes with `bytes`.
pub(super) fn name(stem: &str, extension: &str, bytes: &[u8]) -> String {
    format!("{stem}-{}.{extension}", short(bytes))
}

/// Returns 8 hexadecimal digits, which change with `bytes`.
pub(super) fn short(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Returns the value of an `integrity` attribute for `bytes`.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// Returns such a value for a file that the loader fetches. It has two thirds of the bytes, which nothing compresses.
pub(super) fn short_integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_a_file_by_its_bytes() {
        assert_eq!(name("a", "js", b"abc"), "a-ba7816bf.js");
        assert_ne!(name("a", "js", b"abd"), "a-ba7816bf.js");
    }

    #[test]
    fn gives_the_integrity_value_that_browsers_know() {
        assert_eq!(
            integrity(b"abc"),
            "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn"
        );
        assert_eq!(
            short_integrity(b"abc"),
            "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
        );
    }
}
