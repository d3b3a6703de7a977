//! WordPress as Debian packages it, with the PHP and the database that run it.
//!
//! PHP and MariaDB are installed by apt, without the package that would start a service. WordPress itself is taken from
//! several of Debian's suites, whichever this machine runs: its packages are downloaded by lists of their own and
//! unpacked into the cache folder, so that the system stays as it is.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{cargo_tool::cache, debian};
use crate::run;

/// A suite of Debian, and what of it is needed to run its WordPress.
#[derive(Debug)]
pub struct Suite {
    /// Its name.
    pub name: &'static str,
    /// The folder name of a theme that is made of blocks.
    pub block_theme: &'static str,
}

/// The suites whose WordPress the plugin is tried with: the oldest that it works with, a current one, and the newest.
pub const SUITES: [Suite; 3] = [
    Suite {
        name: "bookworm",
        block_theme: "twentytwentythree",
    },
    Suite {
        name: "trixie",
        block_theme: "twentytwentyfive",
    },
    Suite {
        name: "sid",
        block_theme: "twentytwentyfive",
    },
];

/// The folder name of a theme that is made of templates in PHP. Only the oldest suite has one.
pub const CLASSIC_THEME: &str = "twentytwentyone";

/// What WordPress's own files lead to.
const LIBRARIES: [&str; 6] = [
    "libjs-cropper",
    "libjs-jquery-ui",
    "libjs-lodash",
    "libjs-underscore",
    "libphp-phpmailer",
    "php-getid3",
];

/// The program that runs PHP.
pub fn php() -> Result<PathBuf, String> {
    program("php", "php-cli", &[])
}

/// Programs that run a site.
#[derive(Debug)]
pub struct Server {
    /// Runs PHP, and serves it.
    pub php: PathBuf,
    /// The database.
    pub mariadbd: PathBuf,
    /// Makes a database's first files.
    pub mariadb_install_db: PathBuf,
}

/// Returns the programs that run a site, after installing what is missing: on Debian as root.
pub fn server() -> Result<Server, String> {
    // Without these PHP runs, but WordPress does not.
    let modules = run::printed(Command::new("php").arg("-m")).unwrap_or_default();
    let has = |module| modules.lines().any(|line| line == module);
    if !["mysqli", "mbstring", "dom"].into_iter().all(has) {
        install(
            "PHP's modules",
            &["php-cli", "php-mbstring", "php-mysql", "php-xml"],
        )?;
    }
    // Not mariadb-server, which would start a service.
    let with = ["mariadb-client-core"];
    Ok(Server {
        php: php()?,
        mariadb_install_db: program("mariadb-install-db", "mariadb-server-core", &with)?,
        mariadbd: program("mariadbd", "mariadb-server-core", &with)?,
    })
}

fn program(name: &str, package: &str, with: &[&str]) -> Result<PathBuf, String> {
    // Those of a server are not on everybody's path.
    let find = || {
        run::find(name)
            .or_else(|| Some(Path::new("/usr/sbin").join(name)).filter(|path| path.is_file()))
    };
    if let Some(path) = find() {
        return Ok(path);
    }
    install(name, &[&[package], with].concat())?;
    find().ok_or_else(|| {
        format!("{name} is not there, though {package} is installed: install it again.")
    })
}

fn install(what: &str, packages: &[&str]) -> Result<(), String> {
    if debian::can_install() {
        debian::install(packages)
    } else {
        Err(format!(
            "Trying the WordPress plugin needs {what}, which is not installed: install it (on Debian: `apt-get install -y --no-install-recommends {}`), then run the command again.",
            packages.join(" ")
        ))
    }
}

/// Returns the folder with WordPress as `suite` has it, after downloading it when it is missing. Its themes are in it.
pub fn wordpress(suite: &Suite) -> Result<PathBuf, String> {
    let place = cache()?.join(format!("wordpress-{}", suite.name));
    let whole = place.join("wordpress");
    if whole.is_dir() {
        return Ok(whole);
    }
    println!(
        "Downloading WordPress as Debian's {} has it (this happens once) …",
        suite.name
    );
    download(suite, &place).and_then(|()| unpack(&place, &whole)).map_err(|error| {
        format!(
            "WordPress of Debian's {} could not be had: {error}. This needs Debian's apt and its archive; check the network connection and the message above, then run the command again.",
            suite.name
        )
    })?;
    Ok(whole)
}

/// Downloads the packages into `place`, by lists of packages that lie there, too.
fn download(suite: &Suite, place: &Path) -> Result<(), String> {
    let failed = |error| format!("{} could not be written ({error})", place.display());
    // What an earlier try has left may be half a file.
    if place.exists() {
        fs::remove_dir_all(place).map_err(failed)?;
    }
    for folder in ["lists/partial", "cache/archives/partial", "packages"] {
        fs::create_dir_all(place.join(folder)).map_err(failed)?;
    }
    let mut suites = vec!["bookworm", suite.name];
    suites.dedup();
    let sources: String = suites
        .iter()
        .map(|suite| {
            format!("deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian {suite} main\n")
        })
        .collect();
    let at = place.display();
    let settings = format!(
        "Dir::Etc::sourcelist \"{at}/sources.list\";\nDir::Etc::sourceparts \"-\";\nDir::State::lists \"{at}/lists\";\nDir::State::status \"{at}/status\";\nDir::Cache \"{at}/cache\";\nAcquire::Languages \"none\";\nAPT::Sandbox::User \"root\";\n"
    );
    for (name, text) in [
        ("sources.list", &*sources),
        ("apt.conf", &settings),
        ("status", ""),
    ] {
        fs::write(place.join(name), text).map_err(failed)?;
    }
    let apt_get = || {
        let mut command = Command::new("apt-get");
        command.arg("-qq").arg("-c").arg(place.join("apt.conf"));
        command
    };
    run::succeed(apt_get().arg("update"))?;
    let themes = [suite.block_theme, CLASSIC_THEME].map(|theme| format!("wordpress-theme-{theme}"));
    run::succeed(
        apt_get()
            .args(["download", "wordpress"])
            .args(LIBRARIES)
            .args(themes)
            .current_dir(place.join("packages")),
    )?;
    // Much larger than what they led to.
    fs::remove_dir_all(place.join("lists")).map_err(failed)
}

/// Unpacks the packages and puts what makes up the site into `whole`, without links to anywhere else.
fn unpack(place: &Path, whole: &Path) -> Result<(), String> {
    let unpacked = place.join("unpacked");
    let packages = fs::read_dir(place.join("packages")).map_err(|error| error.to_string())?;
    for package in packages.flatten() {
        run::succeed(
            Command::new("dpkg-deb")
                .arg("-x")
                .arg(package.path())
                .arg(&unpacked),
        )?;
    }
    let site = unpacked.join("usr/share/wordpress");
    // It leads to a file of the system's own.
    let _ = fs::remove_file(site.join(".htaccess"));
    let copy = place.join("copy");
    run::succeed(Command::new("cp").args(["-rL", "--"]).args([&site, &copy]))?;
    // At the end, so that a folder of this name is a whole one.
    fs::rename(&copy, whole)
        .and_then(|()| fs::remove_dir_all(&unpacked))
        .map_err(|error| error.to_string())
}

/// Returns the version of WordPress in `folder`.
pub fn version(folder: &Path) -> Result<String, String> {
    let path = folder.join("wp-includes/version.php");
    let text = crate::project::read(&path)?;
    version_in(&text).ok_or_else(|| {
        format!(
            "{} names no version: remove {} and run the command again.",
            path.display(),
            folder.display()
        )
    })
}

fn version_in(php: &str) -> Option<String> {
    let (_, rest) = php.split_once("$wp_version = '")?;
    rest.split_once('\'').map(|(version, _)| version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_version_of_wordpress() {
        let php = "<?php\n/** @global string $wp_version */\n$wp_version = '6.8.7';\n";
        assert_eq!(version_in(php).as_deref(), Some("6.8.7"));
        assert_eq!(version_in("<?php"), None);
    }
}
