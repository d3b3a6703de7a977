//! The request as it arrives on the wire.

use std::{
    io::{BufRead, BufReader, Read},
    net::TcpStream,
    time::Duration,
};

use percent_encoding::percent_decode_str;

use super::Request;

const LONGEST_WAIT: Duration = Duration::from_secs(20);
const LARGEST_HEAD: u64 = 64 * 1024;

/// A whole request, owned.
pub(super) struct Message {
    method: String,
    path: String,
    query: String,
    headers: Vec<(String, String)>,
}

impl Message {
    /// Reads one request; nothing when it is not HTTP, too large, or never comes.
    pub(super) fn read(stream: &mut TcpStream) -> Option<Self> {
        stream.set_read_timeout(Some(LONGEST_WAIT)).ok()?;
        let mut reader = BufReader::new(stream);
        let message = Self::parse(&mut reader.by_ref().take(LARGEST_HEAD))?;
        // Closing with unread bytes would reset the connection before the reply has arrived.
        let body = message.body_length().min(LARGEST_HEAD * 16);
        std::io::copy(&mut reader.take(body), &mut std::io::sink()).ok()?;
        Some(message)
    }

    fn parse(reader: &mut impl BufRead) -> Option<Self> {
        let mut lines = reader.lines();
        let first = lines.next()?.ok()?;
        let mut words = first.split(' ');
        let method = words.next()?.to_owned();
        let target = words.next()?;
        words
            .next()
            .filter(|version| version.starts_with("HTTP/1."))?;
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let path = percent_decode_str(path).decode_utf8_lossy().into_owned();
        let query = query.to_owned();
        let mut headers = Vec::new();
        loop {
            let line = lines.next()?.ok()?;
            if line.is_empty() {
                break;
            }
            let (name, value) = line.split_once(':')?;
            headers.push((name.to_owned(), value.trim().to_owned()));
        }
        Some(Self {
            method,
            path,
            query,
            headers,
        })
    }

    pub(super) fn request(&self) -> Request<'_> {
        Request {
            method: &self.method,
            path: &self.path,
            query: &self.query,
            headers: &self.headers,
        }
    }

    /// Tells whether the reply may carry a body.
    pub(super) fn wants_body(&self) -> bool {
        self.method != "HEAD"
    }

    fn body_length(&self) -> u64 {
        self.headers
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case("Content-Length"))
            .and_then(|(_, value)| value.parse().ok())
            .unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_the_head_into_its_parts() {
        let mut wire =
            "GET /a%2Fb%20%C3%A9?x=%20 HTTP/1.1\r\nHost: h:1\r\nAccept:*/*\r\n\r\nbody".as_bytes();
        let message = Message::parse(&mut wire).unwrap();
        let request = message.request();
        assert_eq!((request.method, request.path), ("GET", "/a/b é"));
        assert_eq!(request.query, "x=%20");
        let headers = [("Host", "h:1"), ("Accept", "*/*")];
        assert_eq!(
            request.headers,
            headers.map(|(name, value)| (name.to_owned(), value.to_owned()))
        );
    }

    #[test]
    fn refuses_what_is_not_a_whole_request() {
        for wire in [
            "",
            "\x16\x03\x01\r\n\r\n",
            "GET /\r\n\r\n",
            "GET / FTP/1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: h",
            "GET / HTTP/1.1\r\nnonsense\r\n\r\n",
        ] {
            assert!(Message::parse(&mut wire.as_bytes()).is_none(), "{wire:?}");
        }
    }
}
