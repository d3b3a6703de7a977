//! Web servers as they are found with hosts, each with the file that `cargo xtask dist` makes for it.

use std::{
    fs,
    io::{self, BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, TcpStream},
    path::{Path, PathBuf},
    time::Duration,
};

use crate::{
    folder::Folder, group::Group, program::Program, session::free_port, site::repository, until,
};

/// A web server's program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Software {
    /// nginx with its module for what was compressed in brotli.
    Nginx,
    /// Apache, with `.htaccess` alone.
    Apache,
    /// Caddy.
    Caddy,
}

impl Software {
    fn program(self) -> Program {
        let (variable, names, remedy): (_, &[_], _) = match self {
            Self::Nginx => (
                // nginx takes one called NGINX for its own.
                "NGINX_PROGRAM",
                &["nginx", "/usr/sbin/nginx"],
                "install the Debian packages `nginx` and `libnginx-mod-http-brotli-static`",
            ),
            Self::Apache => (
                "APACHE_PROGRAM",
                &["apache2", "/usr/sbin/apache2"],
                "install the Debian package `apache2-bin`",
            ),
            Self::Caddy => (
                "CADDY_PROGRAM",
                &["caddy"],
                "install the Debian package `caddy`",
            ),
        };
        Program {
            variable,
            names,
            remedy,
        }
    }
}

/// A running web server with a copy of `dist/`; it ends when this is dropped.
#[derive(Debug)]
pub struct Host {
    port: u16,
    // The order matters: the server goes before the folder that it serves.
    group: Group,
    folder: Folder,
}

impl Host {
    /// Serves what was built, on a free port of this machine.
    pub async fn start(software: Software) -> Self {
        Self::start_with(software, |_| ()).await
    }

    /// Serves what was built, after `change` has changed the copy.
    pub async fn start_with(software: Software, change: impl FnOnce(&Path)) -> Self {
        let folder = Folder::new();
        let site = folder.path().join("site");
        copy(&repository().join("dist"), &site).unwrap_or_else(|error| {
            panic!("Could not copy dist/ ({error}): run `cargo xtask dist` first.")
        });
        change(&site);
        let port = free_port();
        let program = software.program().path();
        let arguments = match software {
            Software::Nginx => nginx(&program, folder.path(), port),
            Software::Apache => apache(folder.path(), port),
            Software::Caddy => caddy(folder.path(), port),
        };
        let group = Group::start(&program, &arguments, &[], folder.path());
        let host = Self {
            port,
            group,
            folder,
        };
        until(&format!("{software:?} to answer"), async || {
            host.ask("HEAD", "/", &[])
                .map_err(|error| format!("{error}\n{}", host.group.last_words()))
        })
        .await;
        host
    }

    /// Returns the address of the site, with no slash at the end.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Returns the folder that is served.
    pub fn site(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// Returns what the server has said so far.
    pub fn last_words(&self) -> String {
        self.group.last_words()
    }

    /// Returns the ids of the server's processes.
    pub fn processes(&self) -> Vec<u32> {
        self.group.members()
    }

    /// Asks for `path` as it is, and returns the answer.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> io::Result<Answer> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n",
            self.port
        );
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        stream.write_all(format!("{head}\r\n").as_bytes())?;
        Answer::read(BufReader::new(stream))
    }
}

/// What a server has answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status: 200.
    pub status: u16,
    /// Names, in small letters, and values of the headers.
    pub headers: Vec<(String, String)>,
    /// The bytes that came.
    pub body: Vec<u8>,
}

impl Answer {
    /// Returns what the headers of this name say; several are joined as HTTP joins them.
    pub fn header(&self, name: &str) -> Option<String> {
        let of_name = self.headers.iter().filter(|(other, _)| other == name);
        let values: Vec<_> = of_name.map(|(_, value)| value.as_str()).collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    fn read(mut reader: impl BufRead) -> io::Result<Self> {
        let odd = |what: &str| io::Error::other(format!("not HTTP: {what:?}"));
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let status = line.split(' ').nth(1).and_then(|word| word.parse().ok());
        let status = status.ok_or_else(|| odd(&line))?;
        let mut headers = Vec::new();
        loop {
            line.clear();
            reader.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(':') else {
                break;
            };
            headers.push((name.to_lowercase(), value.trim().to_owned()));
        }
        let mut answer = Self {
            status,
            headers,
            body: Vec::new(),
        };
        if answer.header("transfer-encoding").as_deref() != Some("chunked") {
            reader.read_to_end(&mut answer.body)?;
            return Ok(answer);
        }
        loop {
            line.clear();
            reader.read_line(&mut line)?;
            // There is no body for HEAD, whatever the head says.
            let size = u64::from_str_radix(line.trim_end(), 16).unwrap_or(0);
            if size == 0 {
                return Ok(answer);
            }
            reader.by_ref().take(size).read_to_end(&mut answer.body)?;
            reader.read_line(&mut line)?;
        }
    }
}

/// Copies a folder, so that a server may read it that has fewer rights than we.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to)?;
        } else {
            fs::copy(&from, &to)?;
        }
    }
    Ok(())
}

/// Returns a file of the build with those lines changed that are the owner's.
fn with_own_lines(name: &str, lines: &[(&str, &str)]) -> String {
    let path = repository().join("target/hosting").join(name);
    let mut text = fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{path:?}: {error}. Run `cargo xtask dist` first."));
    for (from, to) in lines {
        assert_eq!(text.matches(from).count(), 1, "“{from}” in {path:?}");
        text = text.replace(from, to);
    }
    text
}

/// Writes a file into `folder` and returns its path as an argument.
fn written(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).unwrap_or_else(|error| panic!("Could not write {path:?}: {error}."));
    path.to_string_lossy().into_owned()
}

fn nginx(program: &Path, folder: &Path, port: u16) -> Vec<String> {
    let place = folder.display();
    let own = with_own_lines(
        "nginx.conf",
        &[
            ("listen 80;", &format!("listen 127.0.0.1:{port};")),
            ("/srv/right-track", &format!("{place}/site")),
        ],
    );
    written(folder, "right-track.conf", &own);
    // Beside the program, wherever it is installed: sbin/nginx and lib/nginx/modules/.
    let prefix = program.parent().and_then(Path::parent);
    let modules = prefix.unwrap_or(Path::new("/usr")).join("lib/nginx");
    let configuration = format!(
        "load_module {}/modules/ngx_http_brotli_static_module.so;
daemon off;
# As root it would serve as somebody who may not read this folder.
user root;
worker_processes 2;
pid {place}/nginx.pid;
events {{}}
http {{
    client_body_temp_path {place}/body;
    proxy_temp_path {place}/proxy;
    fastcgi_temp_path {place}/fastcgi;
    uwsgi_temp_path {place}/uwsgi;
    scgi_temp_path {place}/scgi;
    access_log {place}/access.log;
    # Wrong on purpose: our file must not rely on what others have set.
    types {{ text/html wasm js bin css; }}
    include {place}/right-track.conf;
}}
",
        modules.display()
    );
    let configuration = written(folder, "nginx.conf", &configuration);
    [
        "-e",
        "stderr",
        "-p",
        &place.to_string(),
        "-c",
        &configuration,
    ]
    .map(str::to_owned)
    .to_vec()
}

fn apache(folder: &Path, port: u16) -> Vec<String> {
    let place = folder.display();
    // Wrong on purpose: our file must not rely on what others have set.
    let types = written(
        folder,
        "mime.types",
        "text/html wasm js bin css webmanifest\napplication/x-gzip gz\n",
    );
    let modules = ["authz_core", "autoindex", "dir", "headers", "mime"];
    let modules = modules
        .iter()
        .chain(&["mpm_event", "negotiation", "rewrite"]);
    let modules: String = modules
        .map(|name| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"))
        .collect();
    let configuration = format!(
        "{modules}ServerRoot {place}
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {place}/apache.pid
ErrorLog /dev/stderr
User www-data
Group www-data
TypesConfig {types}
DocumentRoot {place}/site
<Directory {place}/site>
    AllowOverride All
    Options Indexes FollowSymLinks MultiViews
    Require all granted
</Directory>
"
    );
    let configuration = written(folder, "apache.conf", &configuration);
    ["-f", &configuration, "-DFOREGROUND"]
        .map(str::to_owned)
        .to_vec()
}

fn caddy(folder: &Path, port: u16) -> Vec<String> {
    let own = with_own_lines(
        "Caddyfile",
        &[
            (
                "right-track.example {",
                &format!("http://127.0.0.1:{port} {{"),
            ),
            ("/srv/right-track", &format!("{}/site", folder.display())),
        ],
    );
    let configuration = written(folder, "Caddyfile", &format!("{{\n\tadmin off\n}}\n{own}"));
    let arguments = ["run", "--adapter", "caddyfile", "--config", &configuration];
    arguments.map(str::to_owned).to_vec()
}
