//! One browser with a fresh profile, and its page.

use std::{
    io::{Read, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::Path,
    process,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::Value;

use crate::{Engine, Site, Widget, display::Display, folder::Folder, group::Group, until};

/// Where the widget keeps what it keeps.
pub const KEY: &str = "right-track:journal";

/// The colours that a person asks of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// How the browser stands before the first page.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// The page's width in CSS pixels.
    pub width: u32,
    /// The page's height in CSS pixels.
    pub height: u32,
    /// The colours that the person prefers.
    pub scheme: Scheme,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            width: 1024,
            height: 768,
            scheme: Scheme::Light,
        }
    }
}

/// A browser, which ends together with its driver when this is dropped.
#[derive(Debug)]
pub struct Session {
    engine: Engine,
    client: Client,
    // The order matters: the programs go before the folder that they write to.
    _driver: Group,
    _display: Option<Display>,
    folder: Folder,
}

impl Session {
    /// Opens a browser with the usual settings.
    pub async fn open(engine: Engine) -> Self {
        Self::open_with(engine, Settings::default()).await
    }

    /// Opens a browser with `settings`.
    pub async fn open_with(engine: Engine, settings: Settings) -> Self {
        let folder = Folder::new();
        let mut environment = engine.environment(settings);
        let display = match engine {
            Engine::WebKit => Some(Display::start(&folder).await),
            Engine::Chromium | Engine::Firefox => None,
        };
        if let Some(display) = &display {
            environment.push(("DISPLAY", display.name().to_owned()));
        }
        let port = free_port();
        let driver = Group::start(
            &engine.driver().path(),
            &engine.driver_arguments(port),
            &environment,
            folder.path(),
        );
        until(
            &format!("the driver of {engine:?} to be ready"),
            async || status(port).map_err(|seen| format!("{seen}\n{}", driver.last_words())),
        )
        .await;
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(engine.capabilities(settings))
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .unwrap_or_else(|error| {
                panic!("{engine:?} did not start: {error}\n{}", driver.last_words())
            });
        let session = Self {
            engine,
            client,
            _driver: driver,
            _display: display,
            folder,
        };
        session.resize(settings.width, settings.height).await;
        if engine == Engine::Chromium {
            session.prefer(settings.scheme).await;
        }
        session
    }

    /// Opens the private page of `site`, with `text` as what is kept there.
    pub async fn open_private_page(engine: Engine, site: &Site, text: Option<&str>) -> Self {
        let session = Self::open(engine).await;
        if let Some(text) = text {
            session.visit(&site.page("/pages/host-alone/")).await;
            session.store(KEY, text).await;
        }
        session.visit(&site.page("/")).await;
        session.widget(0).ready().await;
        session
    }

    /// Returns the engine.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Returns the WebDriver client, for what this harness has no word for.
    pub fn client(&self) -> &Client {
        &self.client
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Goes to `address` and waits until the page has loaded.
    pub async fn visit(&self, address: &str) {
        self.client
            .goto(address)
            .await
            .unwrap_or_else(|error| panic!("Could not visit {address}: {error}."));
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.client
            .refresh()
            .await
            .unwrap_or_else(|error| panic!("Could not load the page again: {error}."));
    }

    /// Returns what `script` returns; it finds `arguments` where a function does.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client
            .execute(script, arguments)
            .await
            .unwrap_or_else(|error| panic!("The script failed: {error}.\n{script}"))
    }

    /// Waits until the page has been painted, as people do before they act on what they see.
    ///
    /// WebKit's driver is quick enough to act on a screen whose heading is yet to get the focus and come into sight, and
    /// Firefox scrolls some time after the focus has moved. Chromium does neither.
    pub(crate) async fn painted(&self) {
        if self.engine == Engine::Chromium {
            return;
        }
        let paint = "const [done] = arguments;
            if (document.hidden) done();
            else requestAnimationFrame(() => requestAnimationFrame(done));";
        let painted = self.client.execute_async(paint, Vec::new()).await;
        painted.unwrap_or_else(|error| panic!("The page was not painted: {error}."));
    }

    /// Returns the keys in localStorage, in order.
    pub async fn storage(&self) -> Vec<String> {
        let keys = self
            .run("return Object.keys(localStorage).sort();", Vec::new())
            .await;
        serde_json::from_value(keys).unwrap_or_else(|error| panic!("These are no keys: {error}."))
    }

    /// Returns the `index`th widget of the page.
    pub fn widget(&self, index: usize) -> Widget<'_> {
        Widget::new(self, index)
    }

    /// Looks into the `index`th frame of the page from now on.
    pub async fn enter_frame(&self, index: u16) {
        self.client
            .enter_frame(index)
            .await
            .unwrap_or_else(|error| panic!("Could not enter frame {index}: {error}."));
    }

    /// Gives the page `width` and `height`.
    pub async fn resize(&self, width: u32, height: u32) {
        if self.engine == Engine::Chromium {
            self.emulate_screen(width, height).await;
            return;
        }
        // The window is larger than the page by what the browser draws around it.
        let around = self
            .run(
                "return [outerWidth - innerWidth, outerHeight - innerHeight];",
                Vec::new(),
            )
            .await;
        let around = |side: usize| around[side].as_u64().unwrap_or(0) as u32;
        let (outer_width, outer_height) = (width + around(0), height + around(1));
        self.client
            .set_window_size(outer_width, outer_height)
            .await
            .unwrap_or_else(|error| panic!("Could not size the window: {error}."));
        until(&format!("the page to be {width} × {height}"), async || {
            let size = self
                .run("return [innerWidth, innerHeight];", Vec::new())
                .await;
            let wanted = serde_json::json!([width, height]);
            if size == wanted { Ok(()) } else { Err(size) }
        })
        .await;
    }
}

/// Returns a port for a driver or server, each time another one: below those that systems hand out by themselves, as one of
/// these may go to somebody else before the driver has taken it.
pub(crate) fn free_port() -> u16 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    loop {
        // Another run of the tests begins elsewhere.
        let turn = process::id() * 251 + NEXT.fetch_add(1, Ordering::Relaxed);
        let port = 20_000 + (turn % 12_000) as u16;
        if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return port;
        }
    }
}

fn status(port: u16) -> Result<(), String> {
    let ask = || {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        write!(
            stream,
            "GET /status HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
        )?;
        let mut start = [0; 12];
        stream.read_exact(&mut start)?;
        std::io::Result::Ok(String::from_utf8_lossy(&start).into_owned())
    };
    match ask() {
        Ok(line) if line.ends_with("200") => Ok(()),
        Ok(line) => Err(line),
        Err(error) => Err(error.to_string()),
    }
}
