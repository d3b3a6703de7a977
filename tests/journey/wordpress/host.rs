//! A host: a database, and sites by PHP's own server. All of it ends, and is removed, with this program.

use std::{
    fs,
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::Command,
};

use journey::{Folder, Group, until};
use serde_json::Value;
use xtask::{run, tools::wordpress::Server};

/// A database that listens on a file alone.
pub struct Database {
    _program: Group,
    socket: PathBuf,
}

impl Database {
    /// Starts an empty database in `folder`.
    pub async fn start(server: &Server, folder: &Path) -> Self {
        let data = folder.join("data");
        let socket = folder.join("database.sock");
        let at = |option: &str, path: &Path| format!("--{option}={}", path.display());
        let mut common = vec!["--no-defaults".to_owned(), at("datadir", &data)];
        if run::printed(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0") {
            common.push("--user=root".to_owned()); // it asks for being told so
        }
        let mut install = Command::new(&server.mariadb_install_db);
        install
            .args(&common)
            .args(["--auth-root-authentication-method=normal", "--skip-test-db"]);
        assert!(
            run::printed(&mut install).is_some(),
            "The database could not be made: run `{}` to see why.",
            run::describe(&install)
        );
        common.extend([
            at("socket", &socket),
            at("pid-file", &folder.join("database.pid")),
            "--skip-networking".to_owned(),
            // Nobody else can reach it.
            "--skip-grant-tables".to_owned(),
            // What is lost when the power fails is of no use to anybody.
            "--innodb-flush-log-at-trx-commit=0".to_owned(),
            "--skip-innodb-doublewrite".to_owned(),
        ]);
        let program = Group::start(&server.mariadbd, &common, &[], folder);
        until(
            "the database to be there",
            async || match std::os::unix::net::UnixStream::connect(&socket) {
                Ok(_) => Ok(()),
                Err(_) => Err(program.last_words()),
            },
        )
        .await;
        Self {
            _program: program,
            socket,
        }
    }
}

/// A site with WordPress, in a folder of its own.
pub struct Site {
    _program: Group,
    // After the program that writes to it.
    folder: Folder,
    address: String,
    php: PathBuf,
    environment: Vec<(&'static str, String)>,
}

impl Site {
    /// Installs the WordPress of the folder `wordpress` and serves it.
    pub async fn start(server: &Server, database: &Database, wordpress: &Path) -> Self {
        let folder = Folder::new();
        let pages = folder.path().join("site");
        run::succeed(Command::new("cp").arg("-r").args([wordpress, &pages]))
            .unwrap_or_else(|error| panic!("The site could not be copied: {error}."));
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("wordpress");
        copy(&here.join("wp-config.php"), &pages.join("wp-config.php"));
        let port = free_port();
        let address = format!("http://127.0.0.1:{port}");
        let complaints = folder.path().join("complaints.log");
        let environment = vec![
            ("JOURNEY_ADDRESS", address.clone()),
            ("JOURNEY_DATABASE", format!("site_{port}")),
            ("JOURNEY_SOCKET", database.socket.display().to_string()),
            ("JOURNEY_COMPLAINTS", complaints.display().to_string()),
            // A page asks for many files at once.
            ("PHP_CLI_SERVER_WORKERS", "4".to_owned()),
        ];
        let arguments = [
            "-S".to_owned(),
            format!("127.0.0.1:{port}"),
            "-t".to_owned(),
            pages.display().to_string(),
            here.join("router.php").display().to_string(),
        ];
        let program = Group::start(&server.php, &arguments, &environment, folder.path());
        let site = Self {
            _program: program,
            folder,
            address,
            php: server.php.clone(),
            environment,
        };
        site.manage("install", "");
        until("the site to be served", async || {
            TcpStream::connect((Ipv4Addr::LOCALHOST, port))
                .map(drop)
                .map_err(|error| error.to_string())
        })
        .await;
        site
    }

    /// Returns the address of `path`, which begins with a slash.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// Does what only a host can do: see `manage.php`. Returns what it printed.
    pub fn manage(&self, what: &str, value: &str) -> String {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("wordpress/manage.php");
        let mut php = Command::new(&self.php);
        php.arg(script)
            .args([what, value])
            .envs(self.environment.iter().cloned())
            .current_dir(self.folder.path().join("site"));
        let output = php
            .output()
            .unwrap_or_else(|error| panic!("PHP could not be run: {error}."));
        assert!(
            output.status.success(),
            "`{what}` failed: {}",
            self.complaints().join("\n")
        );
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Returns the names of all that plugins could leave behind.
    pub fn inventory(&self) -> Vec<String> {
        let names: Value = serde_json::from_str(&self.manage("inventory", ""))
            .unwrap_or_else(|error| panic!("The inventory cannot be read: {error}."));
        serde_json::from_value(names).unwrap_or_default()
    }

    /// Returns what PHP and WordPress have complained of, but for what a newer PHP says of an older WordPress.
    pub fn complaints(&self) -> Vec<String> {
        let log = self.folder.path().join("complaints.log");
        let text = fs::read_to_string(log).unwrap_or_default();
        let lines = text
            .lines()
            .filter(|line| !line.contains("PHP Deprecated: "));
        lines.map(str::to_owned).collect()
    }
}

fn copy(from: &Path, to: &Path) {
    fs::copy(from, to)
        .unwrap_or_else(|error| panic!("{} could not be written: {error}.", to.display()));
}

/// Returns a port that was free a moment ago.
fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|socket| socket.local_addr())
        .map(|address| address.port())
        .unwrap_or_else(|error| panic!("There is no free port: {error}."))
}
