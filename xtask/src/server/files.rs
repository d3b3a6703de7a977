//! Replies made from the files of a folder.

use std::{fs, path::Path};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::Reply;

/// Reads the file for `path` below `folder`: index.html for a folder, 404 for what is not there,
/// nothing above `folder`.
///
/// What lies in `/embed/` may be used by every other origin, as on a real host.
pub fn file(folder: &Path, path: &str) -> Reply {
    let reply = read(folder, path).unwrap_or_else(Reply::not_found);
    if path.starts_with("/embed/") {
        reply
            .with_header("Access-Control-Allow-Origin", "*")
            .with_header("Cross-Origin-Resource-Policy", "cross-origin")
    } else {
        reply
    }
}

fn read(folder: &Path, path: &str) -> Option<Reply> {
    let folder = folder.canonicalize().ok()?;
    // Canonical before the comparison, so that neither dots nor links lead out of the folder.
    let found = folder
        .join(path.trim_start_matches('/'))
        .canonicalize()
        .ok()
        .filter(|found| found.starts_with(&folder))?;
    if !found.is_dir() {
        let body = fs::read(&found).ok()?;
        return Some(Reply::new(200, content_type(&found), body));
    }
    if path.is_empty() || path.ends_with('/') {
        let page = found.join("index.html");
        let body = fs::read(&page).ok()?;
        return Some(Reply::new(200, content_type(&page), body));
    }
    // Relative, because `folder` need not be the root of the site.
    let name = path.rsplit('/').next()?;
    let location = format!("{}/", utf8_percent_encode(name, NON_ALPHANUMERIC));
    Some(Reply::new(301, "text/plain", "").with_header("Location", &location))
}

/// Returns the type of a file by its name.
pub(crate) fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("css") => "text/css; charset=utf-8",
        Some("html") => "text/html; charset=utf-8",
        Some("ico") => "image/x-icon",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("png") => "image/png",
        Some("svg") => "image/svg+xml",
        Some("txt") => "text/plain; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("webmanifest") => "application/manifest+json",
        Some("zip") => "application/zip",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        fs::create_dir_all(site.join("embed/1")).unwrap();
        fs::write(folder.path().join("secret.txt"), "secret").unwrap();
        fs::write(site.join("index.html"), "home").unwrap();
        fs::write(site.join("embed/index.html"), "embed").unwrap();
        fs::write(site.join("embed/1/a.wasm"), "wasm").unwrap();
        folder
    }

    fn ask(path: &str) -> Reply {
        file(&site().path().join("site"), path)
    }

    fn header<'a>(reply: &'a Reply, name: &str) -> Option<&'a str> {
        let mut headers = reply.headers.iter();
        headers
            .find(|(other, _)| other == name)
            .map(|(_, value)| value.as_str())
    }

    #[test]
    fn gives_the_index_of_a_folder() {
        for (path, body) in [("/", "home"), ("", "home"), ("/embed/", "embed")] {
            let reply = ask(path);
            assert_eq!(
                (reply.status, reply.body.as_slice()),
                (200, body.as_bytes())
            );
            assert_eq!(reply.content_type(), Some("text/html; charset=utf-8"));
        }
    }

    #[test]
    fn adds_the_slash_that_a_folder_lacks() {
        let reply = ask("/embed");
        assert_eq!(reply.status, 301);
        assert_eq!(header(&reply, "Location"), Some("embed/"));
    }

    #[test]
    fn reads_nothing_above_the_folder() {
        for path in [
            "/../secret.txt",
            "../secret.txt",
            "/embed/../../secret.txt",
            "//etc/passwd",
            "/..",
        ] {
            assert_eq!(ask(path).status, 404, "{path}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn follows_no_link_out_of_the_folder() {
        let folder = site();
        let link = folder.path().join("site/link.txt");
        std::os::unix::fs::symlink(folder.path().join("secret.txt"), link).unwrap();
        assert_eq!(file(&folder.path().join("site"), "/link.txt").status, 404);
    }

    #[test]
    fn misses_what_is_not_there() {
        for path in ["/no.txt", "/index.html/", "/embed/1/", "/\0", "/a\0.txt"] {
            assert_eq!(ask(path).status, 404, "{path:?}");
        }
    }

    #[test]
    fn opens_the_embed_folder_alone_to_other_origins() {
        let reply = ask("/embed/1/a.wasm");
        assert_eq!(reply.content_type(), Some("application/wasm"));
        assert_eq!(header(&reply, "Access-Control-Allow-Origin"), Some("*"));
        assert_eq!(
            header(&reply, "Cross-Origin-Resource-Policy"),
            Some("cross-origin")
        );
        assert_eq!(header(&reply, "X-Content-Type-Options"), Some("nosniff"));
        let page = ask("/");
        assert_eq!(header(&page, "Access-Control-Allow-Origin"), None);
        assert_eq!(header(&page, "Cache-Control"), Some("no-cache"));
    }
}
