//! A web server for this machine alone, for `cargo xtask serve` and for the journeys.
//!
//! It closes every connection after one reply, so that nothing is left hanging when it stops:
//! the journeys take a server away to see what the widget does then.

mod files;
mod message;
mod reply;

use std::{
    io::{self, Write},
    net::{Ipv4Addr, Shutdown, TcpListener, TcpStream},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
};

pub(crate) use files::content_type;
pub use files::file;
use message::Message;
pub use reply::Reply;

/// What a browser asks for.
#[derive(Debug)]
pub struct Request<'a> {
    /// The method in capitals: `GET`.
    pub method: &'a str,
    /// The path, percent-decoded and without the query.
    pub path: &'a str,
    /// What follows the question mark, as it was sent; empty without one.
    pub query: &'a str,
    /// Names and values of the headers, as they were sent.
    pub headers: &'a [(String, String)],
}

/// A running server on 127.0.0.1, which stops when it is dropped.
#[derive(Debug)]
pub struct Server {
    port: u16,
    stopped: Arc<AtomicBool>,
    listener: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts a server that replies with `answer`; port 0 takes any free one.
    ///
    /// Each request has a thread of its own, so `answer` may take its time.
    pub fn start(
        port: u16,
        answer: impl Fn(&Request) -> Reply + Send + Sync + 'static,
    ) -> Result<Self, String> {
        let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .map_err(|error| not_bound(port, &error))?;
        let address = socket
            .local_addr()
            .map_err(|error| not_bound(port, &error))?;
        let stopped = Arc::new(AtomicBool::new(false));
        let listener = thread::spawn({
            let stopped = Arc::clone(&stopped);
            let answer = Arc::new(answer);
            move || {
                for stream in socket.incoming() {
                    if stopped.load(Ordering::SeqCst) {
                        break;
                    }
                    let answer = Arc::clone(&answer);
                    // A connection that broke off before it was taken needs no reply.
                    if let Ok(stream) = stream {
                        thread::spawn(move || respond(stream, answer.as_ref()));
                    }
                }
            }
        });
        Ok(Self {
            port: address.port(),
            stopped,
            listener: Some(listener),
        })
    }

    /// Returns the port that the server listens on.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Returns the address of the root: `http://127.0.0.1:PORT`, with no slash at the end.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Keeps serving until the process is ended.
    pub fn wait(mut self) {
        if let Some(listener) = self.listener.take() {
            let _ = listener.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        // A connection wakes the listener, so that it sees the flag and gives the port back.
        if TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok()
            && let Some(listener) = self.listener.take()
        {
            let _ = listener.join();
        }
    }
}

fn not_bound(port: u16, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AddrInUse => format!(
            "Port {port} is in use by another program: stop that program, or choose another port with `--port`."
        ),
        io::ErrorKind::PermissionDenied => format!(
            "Port {port} needs more rights than this user has: choose one above 1023 with `--port`."
        ),
        _ => {
            format!("Could not listen on port {port} ({error}): choose another port with `--port`.")
        }
    }
}

fn respond(mut stream: TcpStream, answer: &impl Fn(&Request) -> Reply) {
    // Browsers also open connections ahead of need and then send nothing.
    let Some(message) = Message::read(&mut stream) else {
        return;
    };
    let reply =
        catch_unwind(AssertUnwindSafe(|| answer(&message.request()))).unwrap_or_else(|_| {
            Reply::new(500, "text/plain; charset=utf-8", "The handler panicked.\n")
        });
    // A browser that has gone away needs no reply.
    let _ = stream
        .write_all(&reply.to_bytes(message.wants_body()))
        .and_then(|()| stream.shutdown(Shutdown::Write));
}

#[cfg(test)]
mod tests {
    use std::{io::Read, time::Duration};

    use super::*;

    fn ask(port: u16, head: &str) -> String {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
        let timeout = Some(Duration::from_secs(30));
        stream.set_read_timeout(timeout).unwrap();
        write!(stream, "{head}\r\nHost: here\r\n\r\n").unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn hands_over_the_request_and_sends_the_reply() {
        let server = Server::start(0, |request| {
            let text = format!("{} {} {}", request.method, request.path, request.query);
            Reply::new(201, "text/plain", text).with_header("X-Test", "yes")
        })
        .unwrap();
        let reply = ask(server.port(), "POST /a%20b?c=%20d HTTP/1.1");
        assert!(reply.starts_with("HTTP/1.1 201 Created\r\n"), "{reply}");
        assert!(reply.contains("\r\nX-Test: yes\r\n"), "{reply}");
        assert!(reply.contains("\r\nContent-Length: 16\r\n"), "{reply}");
        assert!(reply.ends_with("\r\n\r\nPOST /a b c=%20d"), "{reply}");
    }

    #[test]
    fn sends_no_body_when_only_the_head_is_asked_for() {
        let server = Server::start(0, |_| Reply::new(200, "text/plain", "body")).unwrap();
        let reply = ask(server.port(), "HEAD / HTTP/1.1");
        assert!(reply.ends_with("\r\n\r\n"), "{reply}");
        assert!(reply.contains("Content-Length: 4\r\n"), "{reply}");
    }

    #[test]
    fn says_which_port_is_in_use() {
        let first = Server::start(0, |_| Reply::not_found()).unwrap();
        let Err(sentence) = Server::start(first.port(), |_| Reply::not_found()) else {
            panic!("two servers share port {}", first.port());
        };
        assert!(sentence.contains(&first.port().to_string()), "{sentence}");
        assert!(sentence.contains("in use by another program"), "{sentence}");
    }

    #[test]
    fn answers_others_while_one_answer_is_slow() {
        let (go_on, wait) = std::sync::mpsc::channel::<()>();
        let wait = std::sync::Mutex::new(wait);
        let server = Server::start(0, move |request| {
            if request.path == "/slow" {
                let _ = wait.lock().unwrap().recv_timeout(Duration::from_secs(20));
            }
            Reply::new(200, "text/plain", request.path)
        })
        .unwrap();
        let port = server.port();
        let slow = thread::spawn(move || ask(port, "GET /slow HTTP/1.1"));
        for _ in 0..20 {
            assert!(ask(port, "GET /quick HTTP/1.1").ends_with("/quick"));
        }
        assert!(!slow.is_finished());
        go_on.send(()).unwrap();
        assert!(slow.join().unwrap().ends_with("/slow"));
    }

    #[test]
    fn survives_a_handler_that_panics() {
        let server = Server::start(0, |request| match request.path {
            "/fine" => Reply::new(200, "text/plain", "fine"),
            other => panic!("no answer for {other}"),
        })
        .unwrap();
        assert!(ask(server.port(), "GET / HTTP/1.1").starts_with("HTTP/1.1 500 "));
        assert!(ask(server.port(), "GET /fine HTTP/1.1").ends_with("fine"));
    }

    #[test]
    fn gives_its_port_back_when_dropped() {
        let server = Server::start(0, |_| Reply::not_found()).unwrap();
        let port = server.port();
        ask(port, "GET / HTTP/1.1");
        drop(server);
        let again = Server::start(port, |_| Reply::not_found()).unwrap();
        assert_eq!(again.port(), port);
    }
}
