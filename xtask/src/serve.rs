//! `cargo xtask serve`: shows the widget in the pages of this machine.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use crate::{
    dist, project,
    server::{Reply, Request, Server, file},
};

/// Builds, and serves until it is stopped.
pub fn serve(port: u16) -> Result<(), String> {
    let built = Arc::new(AtomicBool::new(false));
    // Before the build, as that takes long and a port in use is known at once.
    let server = Server::start(port, {
        let built = Arc::clone(&built);
        move |request| {
            if built.load(Ordering::SeqCst) {
                answer(request)
            } else {
                still_building()
            }
        }
    })?;
    dist::build()?;
    built.store(true, Ordering::SeqCst);
    let address = server.address();
    println!();
    println!("The private page:         {address}/");
    println!("The page for practices:   {address}/practices/");
    println!("A page of a practice:     {address}/sample/");
    println!("Ctrl-C stops the server.");
    server.wait();
    Ok(())
}

fn answer(request: &Request) -> Reply {
    match request.path.strip_prefix("/sample") {
        Some("") => Reply::new(301, "text/plain", "").with_header("Location", "/sample/"),
        Some(path) if path.starts_with('/') => {
            file(&project::root().join("tests/pages/sample"), path)
        }
        _ => file(&project::dist(), request.path),
    }
}

fn still_building() -> Reply {
    Reply::new(
        503,
        "text/plain; charset=utf-8",
        "The widget is still being built. This page reloads by itself.\n",
    )
    .with_header("Refresh", "2")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(path: &str) -> Reply {
        answer(&Request {
            method: "GET",
            path,
            query: "",
            headers: &[],
        })
    }

    #[test]
    fn serves_the_page_of_a_practice() {
        let reply = ask("/sample/");
        assert_eq!(reply.status, 200);
        let page = String::from_utf8(reply.body).unwrap();
        assert!(page.contains("<right-track"), "{page}");
        assert_eq!(ask("/sample").status, 301);
    }

    #[test]
    fn serves_nothing_else_of_the_project() {
        for path in [
            "/sampleindex.html",
            "/sample/../plain/",
            "/Cargo.toml",
            "/../Cargo.toml",
        ] {
            assert_eq!(ask(path).status, 404, "{path}");
        }
    }
}
