//! The web servers that the files for hosts are tried with, and what puts load on one.

use std::path::{Path, PathBuf};

use super::{cargo_tool, debian};
use crate::run;

/// Where the web servers are.
#[derive(Clone, Debug)]
pub struct Servers {
    /// nginx, with its module for brotli in `../lib/nginx/modules/`.
    pub nginx: PathBuf,
    /// Apache.
    pub apache: PathBuf,
    /// Caddy.
    pub caddy: PathBuf,
    /// What asks a server for as much as it can give.
    pub wrk: PathBuf,
}

/// Returns the web servers, after installing what is missing: on Debian as root; elsewhere it says what to install.
///
/// No server is started by that. Packages that would start one are unpacked beside our other tools instead.
pub fn servers() -> Result<Servers, String> {
    let unpacked = cargo_tool::cache()?.join("servers");
    let find = |need: &Need| find(need, &unpacked);
    let missing: Vec<_> = NEEDS.iter().filter(|need| find(need).is_none()).collect();
    if !missing.is_empty() {
        if !debian::can_install() {
            return Err(sentence(&missing));
        }
        let packages = |starts: bool| -> Vec<_> {
            let of_kind = missing.iter().filter(|need| need.starts == starts);
            of_kind.flat_map(|need| need.packages).copied().collect()
        };
        let (quiet, starting) = (packages(false), packages(true));
        if !quiet.is_empty() {
            debian::install(&quiet)?;
        }
        if !starting.is_empty() {
            debian::unpack(&starting, &unpacked)?;
        }
    }
    let [nginx, apache, caddy, wrk] =
        NEEDS.map(|need| find(&need).ok_or_else(|| sentence(&[&need])));
    Ok(Servers {
        nginx: nginx?,
        apache: apache?,
        caddy: caddy?,
        wrk: wrk?,
    })
}

struct Need {
    program: &'static str,
    /// Another file without which the program is no use, seen from its folder.
    beside: &'static str,
    packages: &'static [&'static str],
    /// Whether installing the packages would start a server.
    starts: bool,
}

const NEEDS: [Need; 4] = [
    Need {
        program: "nginx",
        beside: "../lib/nginx/modules/ngx_http_brotli_static_module.so",
        packages: &["nginx", "libnginx-mod-http-brotli-static"],
        starts: true,
    },
    Need {
        program: "apache2",
        beside: "",
        packages: &["apache2-bin"],
        starts: false,
    },
    Need {
        program: "caddy",
        beside: "",
        packages: &["caddy"],
        starts: true,
    },
    Need {
        program: "wrk",
        beside: "",
        packages: &["wrk"],
        starts: false,
    },
];

/// Finds a program on PATH, among those of the system, or unpacked.
fn find(need: &Need, unpacked: &Path) -> Option<PathBuf> {
    let more = [
        PathBuf::from("/usr/sbin"),
        unpacked.join("usr/sbin"),
        unpacked.join("usr/bin"),
    ];
    let folders = run::path_folders().into_iter().chain(more);
    let mut whole = folders
        .filter(|folder| folder.join(need.program).is_file() && folder.join(need.beside).exists());
    whole.next().map(|folder| folder.join(need.program))
}

fn sentence(missing: &[&Need]) -> String {
    let programs: Vec<_> = missing.iter().map(|need| need.program).collect();
    let packages: Vec<_> = missing.iter().flat_map(|need| need.packages).collect();
    let packages: Vec<_> = packages.into_iter().copied().collect();
    format!(
        "The files for hosts are tried with web servers that are not here: {}. Install them (on Debian: `apt-get install -y {}`; stop what that starts), then run the command again.",
        programs.join(", "),
        packages.join(" ")
    )
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_program_without_what_belongs_to_it_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let need = Need {
            program: "no-such-server",
            beside: "../lib/module.so",
            packages: &["server"],
            starts: true,
        };
        let program = folder.path().join("usr/sbin/no-such-server");
        fs::create_dir_all(program.parent().unwrap()).unwrap();
        fs::create_dir_all(folder.path().join("usr/lib")).unwrap();
        fs::write(&program, "").unwrap();
        assert_eq!(find(&need, folder.path()), None);
        fs::write(folder.path().join("usr/lib/module.so"), "").unwrap();
        assert_eq!(find(&need, folder.path()), Some(program));
    }

    #[test]
    fn says_exactly_what_to_install() {
        let sentence = sentence(&[&NEEDS[0], &NEEDS[1]]);
        assert!(sentence.contains("not here: nginx, apache2."), "{sentence}");
        assert!(
            sentence
                .contains("`apt-get install -y nginx libnginx-mod-http-brotli-static apache2-bin`"),
            "{sentence}"
        );
    }
}
