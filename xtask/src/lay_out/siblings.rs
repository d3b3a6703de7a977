//! What is served, compressed ahead: `a.js.br` and `a.js.gz` beside `a.js`.
//!
//! So a server has no work with it while somebody waits, and sends fewer bytes than one that must be quick about it.

use std::{fs, io::Write, path::Path};

use flate2::{Compression, GzBuilder};

use super::write;
use crate::{npm, size};

/// What is packed already.
const PACKED: [&str; 2] = [".png", ".zip"];
/// What the names begin with that are for servers alone: `.htaccess`, `_headers`.
const UNSERVED: [char; 2] = ['.', '_'];

/// Puts the siblings beside every file below `folder` that they make smaller.
pub(super) fn lay_out(folder: &Path) -> Result<(), String> {
    for name in npm::files(folder)? {
        let packed = PACKED.iter().any(|end| name.ends_with(end));
        if packed || name.starts_with(UNSERVED) {
            continue;
        }
        let path = folder.join(&name);
        let bytes = fs::read(&path)
            .map_err(|error| format!("Could not read {} ({error}).", path.display()))?;
        for (end, sibling) in [("br", size::brotli(&bytes)), ("gz", gzip(&bytes))] {
            if sibling.len() < bytes.len() {
                write(&folder.join(format!("{name}.{end}")), &sibling)?;
            }
        }
    }
    Ok(())
}

/// Returns the bytes in gzip, with no name and no time, so that every build makes the same.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = GzBuilder::new().write(Vec::new(), Compression::best());
    // Writing into memory does not fail.
    let _ = writer.write_all(bytes);
    writer.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn the_siblings_hold_what_the_file_holds() {
        let folder = tempfile::tempdir().unwrap();
        let text = "There is nothing here. ".repeat(50);
        write(&folder.path().join("embed/a.js"), text.as_bytes()).unwrap();
        lay_out(folder.path()).unwrap();
        let sibling = |end: &str| fs::read(folder.path().join(format!("embed/a.js.{end}")));
        let (br, gz) = (sibling("br").unwrap(), sibling("gz").unwrap());
        assert!(br.len() < text.len() && gz.len() < text.len());
        let mut read = String::new();
        brotli::Decompressor::new(&br[..], 4096)
            .read_to_string(&mut read)
            .unwrap();
        assert_eq!(read, text);
        read.clear();
        flate2::read::GzDecoder::new(&gz[..])
            .read_to_string(&mut read)
            .unwrap();
        assert_eq!(read, text);
    }

    #[test]
    fn what_is_small_packed_or_unserved_has_no_siblings() {
        let folder = tempfile::tempdir().unwrap();
        let picture = "picture".repeat(100);
        for (name, text) in [
            ("short.txt", "a"),
            ("icon.png", &picture),
            ("plugin.zip", &picture),
            ("_headers", &picture),
        ] {
            write(&folder.path().join(name), text.as_bytes()).unwrap();
        }
        lay_out(folder.path()).unwrap();
        let names: Vec<_> = npm::files(folder.path()).unwrap().into_iter().collect();
        assert_eq!(names, ["_headers", "icon.png", "plugin.zip", "short.txt"]);
    }

    #[test]
    fn gzip_knows_neither_the_time_nor_the_machine() {
        // RFC 1952: no flags, no time, and an unknown system.
        let head = gzip(b"text");
        assert_eq!(head[3], 0, "flags");
        assert_eq!(head[4..8], [0; 4], "time");
        assert_eq!(head[9], 255, "system");
    }
}
