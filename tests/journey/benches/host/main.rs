//! How much a small server gives, on this machine and to this machine alone: `cargo xtask bench`.
//!
//! nginx with our file has two workers, and wrk asks it for one file after the other as fast as it can. Both share the
//! processors, so a server of its own gives more. Takes the file to write; what it holds already stays.

use std::{env, ffi::OsString, fs, path::Path, process::Command};

use journey::{Host, Software, repository};
use serde_json::{Map, Value, json};
use xtask::project::{MAJOR, VERSION};

/// How long each file is asked for.
const SECONDS: u32 = 10;
/// How many readers ask at the same time.
const CONNECTIONS: u32 = 64;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let file = env::args().nth(1).filter(|file| !file.starts_with("--"));
    let host = Host::start(Software::Nginx).await;
    println!(
        "\nnginx, {CONNECTIONS} connections, {SECONDS} s for each file, in brotli\n{:<14}{:>12}{:>12}{:>12}{:>10}{:>10}{:>8}",
        "", "requests/s", "bytes each", "MB/s", "p50 ms", "p99 ms", "errors"
    );
    let mut files = Map::new();
    for (name, path) in paths(&host.site()) {
        let seen = ask(&format!("{}/{path}", host.address()));
        println!("{name:<14}{}", row(&seen));
        assert!(seen["requests"].as_f64() > Some(0.0), "{path}: {seen}");
        assert_eq!(seen["errors"], 0, "{path}: {seen}");
        files.insert(name.to_owned(), seen);
    }
    let memory = memory(&host);
    println!("memory of all its processes, at most: {memory} KB (shared pages counted in each)");
    let Some(file) = file else { return };
    let measured = json!({
        "connections": CONNECTIONS,
        "seconds": SECONDS,
        "files": files,
        "memory in KB": memory,
    });
    let written = fs::read_to_string(&file).unwrap_or_default();
    let mut all: Map<String, Value> = serde_json::from_str(&written).unwrap_or_default();
    all.insert("nginx".to_owned(), measured);
    fs::write(&file, format!("{:#}\n", Value::from(all)))
        .unwrap_or_else(|error| panic!("Could not write {file}: {error}."));
    println!("All values are in {file}.");
}

/// Returns what a first visit asks for above all.
fn paths(site: &Path) -> [(&'static str, String); 4] {
    let version = format!("embed/{VERSION}");
    let the_file = |folder: &str, start: &str, end: &str| {
        let names = fs::read_dir(site.join(folder)).into_iter().flatten();
        let mut names = names
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned());
        let name = names.find(|name| {
            let hash = name
                .strip_prefix(start)
                .and_then(|name| name.strip_suffix(end));
            hash.is_some_and(|hash| hash.bytes().all(|digit| digit.is_ascii_hexdigit()))
        });
        let name = name.unwrap_or_else(|| panic!("no {start}…{end} in {folder}"));
        format!("{folder}/{name}")
    };
    [
        ("private page", "index.html".to_owned()),
        ("loader", format!("embed/{MAJOR}/right-track.js")),
        ("WebAssembly", the_file(&version, "right-track-", ".wasm")),
        (
            "words",
            the_file(&format!("{version}/content"), "en-GB-", ".bin"),
        ),
    ]
}

/// Lets wrk ask for `address`, and returns what it has seen.
fn ask(address: &str) -> Value {
    let program = env::var_os("WRK_PROGRAM").unwrap_or_else(|| OsString::from("wrk"));
    let output = Command::new(&program)
        .args(["--threads", "1", "--latency"])
        .args(["--connections", &CONNECTIONS.to_string()])
        .args(["--duration", &format!("{SECONDS}s")])
        .args(["--header", "Accept-Encoding: br"])
        .arg("--script")
        .arg(repository().join("tests/journey/benches/host/report.lua"))
        .arg(address)
        .output()
        .unwrap_or_else(|error| panic!("{program:?} could not be run ({error})."));
    let said = String::from_utf8_lossy(&output.stdout);
    let line = said.lines().find(|line| line.starts_with('{'));
    line.and_then(|line| serde_json::from_str(line).ok())
        .unwrap_or_else(|| panic!("wrk has ended with {} and said:\n{said}", output.status))
}

fn row(seen: &Value) -> String {
    let value = |name: &str| seen[name].as_f64().unwrap_or_default();
    let seconds = value("microseconds") / 1e6;
    format!(
        "{:>12.0}{:>12.0}{:>12.1}{:>10.2}{:>10.2}{:>8}",
        value("requests") / seconds,
        value("bytes") / value("requests"),
        value("bytes") / seconds / 1e6,
        value("p50") / 1e3,
        value("p99") / 1e3,
        value("errors")
    )
}

/// Returns the most memory that the server's processes have had, in KB.
fn memory(host: &Host) -> u64 {
    let most = |id: &u32| {
        let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
        number.unwrap_or(0)
    };
    let sum = host.processes().iter().map(most).sum();
    assert!(sum > 0, "the server has no processes");
    sum
}
