//! Rules of WordPress's plugin directory, and of its tool “Plugin Check”, as far as they can be seen in the files.
//!
//! That tool comes with WordPress alone, so what it looks for is written here anew. What it looks for in pages (that no
//! script is on a page without the widget) is seen on real sites.

use std::collections::BTreeMap;

use crate::lay_out::wordpress::{MAIN, said};

/// The plugin's name in addresses, and its text domain.
const SLUG: &str = "right-track";
/// What names of functions and constants begin with, so that they clash with nobody's.
const PREFIXES: [&str; 2] = ["right_track_", "RIGHT_TRACK_"];
/// Ends of names that are not let in.
const FORBIDDEN_FILES: &str = "7z a bat bin bpk cmd deploy dist distz dmg dms dump elc exe gz htaccess iso jar lha lrf lzh o obj phar pkg rar sh so svn tar tgz zip";
/// What makes a name of a file unfit for some systems.
const FORBIDDEN_IN_NAMES: &str = "!@#$%^&*()+=[]{};:\"'<>,?|\\`~ ";
/// What a plugin like this has no reason to do: each would need somebody to look at it, or is not let in.
const FORBIDDEN_PHP: [(&str, &str); 32] = [
    ("<?=", "short tags are not understood everywhere"),
    ("`", "it runs a program"),
    ("eval(", "it runs text"),
    ("create_function", "it runs text"),
    ("base64_decode", "it hides code"),
    ("str_rot13", "it hides code"),
    ("gzinflate", "it hides code"),
    ("@Zend;", "it hides code"),
    ("ionCube", "it hides code"),
    ("exec(", "it runs a program"),
    ("proc_open", "it runs a program"),
    ("passthru", "it runs a program"),
    ("move_uploaded_file", "WordPress has a way of its own"),
    ("file_get_contents", "WordPress has a way of its own"),
    ("file_put_contents", "WordPress has a way of its own"),
    ("readfile", "WordPress has a way of its own"),
    ("fopen", "WordPress has a way of its own"),
    ("curl_", "it asks another server"),
    ("wp_remote_", "it asks another server"),
    ("ini_set", "it changes the site's settings"),
    ("set_time_limit", "it changes the site's settings"),
    ("error_log", "it is for developing"),
    ("var_dump", "it is for developing"),
    ("print_r", "it is for developing"),
    ("goto ", "nobody can follow it"),
    ("$wpdb", "the plugin stores nothing"),
    ("update_option", "the plugin stores nothing"),
    ("$_", "the plugin takes nothing from requests"),
    ("setcookie", "the plugin stores nothing"),
    ("load_plugin_textdomain", "WordPress does so by itself"),
    (
        "site_transient_update_plugins",
        "only the directory may update",
    ),
    ("ALLOW_UNFILTERED_UPLOADS", "it lets any file in"),
];
/// What prints: the plugin gives what it renders to WordPress, escaped, and prints nothing.
const PRINTING: [&str; 5] = ["echo ", "print ", " printf(", "?>", "_e("];
/// Beginnings of names that belong to somebody else.
const TRADEMARKS: [&str; 6] = [
    "wordpress",
    "wp-",
    "gutenberg",
    "google",
    "plugin",
    "woocommerce",
];
/// What a page may be asked to load, all scripts together, in bytes.
const SCRIPTS: usize = 293_000;

/// Returns a sentence for each rule that the plugin's files break.
pub fn broken(files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut broken = Vec::new();
    for name in files.keys() {
        broken.extend(name_of_file(name));
    }
    let texts: BTreeMap<&str, String> = files
        .iter()
        .map(|(name, bytes)| (&**name, String::from_utf8_lossy(bytes).into_owned()))
        .collect();
    for (name, text) in &texts {
        if name.ends_with(".php") {
            broken.extend(
                php(text)
                    .into_iter()
                    .map(|reason| format!("{name}: {reason}")),
            );
        }
        if matches!(*name, MAIN | "block/editor.js") {
            broken.extend(
                translated(text)
                    .into_iter()
                    .map(|reason| format!("{name}: {reason}")),
            );
            if fetched_from_elsewhere(text) {
                broken.push(format!("{name}: it names an address of another site"));
            }
        }
    }
    let text = |name: &str| texts.get(name).map_or("", String::as_str);
    let readme = text("readme.txt");
    broken.extend(header(text(MAIN)));
    broken.extend(said_of_it(readme, text(MAIN)));
    broken.extend(enqueued(text(MAIN)));
    let loader = files.get("widget/embed/1/right-track.js");
    match loader.map(Vec::len) {
        None => broken.push("widget/embed/1/right-track.js is not there".to_owned()),
        Some(size) if size > SCRIPTS => {
            broken.push(format!("the script has {size} bytes, more than {SCRIPTS}"));
        }
        Some(_) => {}
    }
    broken
}

fn name_of_file(name: &str) -> Option<String> {
    let last = name.rsplit('/').next().unwrap_or(name);
    let end = last.rsplit_once('.').map_or("", |(_, end)| end);
    if last.starts_with('.') {
        Some(format!("{name} is hidden"))
    } else if FORBIDDEN_FILES.split(' ').any(|forbidden| forbidden == end) {
        Some(format!("{name} is of a kind that is not let in"))
    } else if name.contains(|c| FORBIDDEN_IN_NAMES.contains(c)) {
        Some(format!(
            "{name} has a character that some systems do not take"
        ))
    } else {
        None
    }
}

fn php(text: &str) -> Vec<String> {
    let code = without_comments(text);
    let forbidden = FORBIDDEN_PHP.iter().filter(|(word, _)| code.contains(word));
    let mut broken: Vec<_> = forbidden
        .map(|(word, reason)| format!("“{word}”: {reason}"))
        .collect();
    for word in PRINTING {
        if code.contains(word) {
            broken.push(format!(
                "“{word}”: it prints, and nothing checks that this is escaped"
            ));
        }
    }
    let guards = ["defined( 'ABSPATH' )", "defined( 'WP_UNINSTALL_PLUGIN' )"];
    let first = code.trim_start_matches("<?php").trim_start();
    if !guards
        .iter()
        .any(|guard| first.starts_with(&format!("if ( ! {guard} ) {{")))
    {
        broken.push("it does not begin by asking whether WordPress has called it".to_owned());
    }
    for (before, what) in [("function ", "function"), ("define( '", "constant")] {
        for rest in code.split(before).skip(1) {
            let name: String = rest
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            if !name.is_empty() && !PREFIXES.iter().any(|prefix| name.starts_with(prefix)) {
                broken.push(format!("the {what} {name} may clash with somebody else's"));
            }
        }
    }
    for address in ["//localhost", "//127.0.0.1", ".local/"] {
        if text.contains(address) {
            broken.push(format!("“{address}” is no address for others"));
        }
    }
    broken
}

/// Returns the code without what stands in comments, where any word may stand.
fn without_comments(php: &str) -> String {
    let mut code = String::new();
    let mut rest = php;
    while let Some((before, after)) = rest.split_once("/*") {
        code += before;
        rest = after.split_once("*/").map_or("", |(_, rest)| rest);
    }
    code += rest;
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.map(|line| format!("{line}\n")).collect()
}

/// Each text is a literal with our domain, so that translators find it.
fn translated(source: &str) -> Vec<String> {
    let calls = source.matches("__(").count();
    let texts = said(source);
    let mut broken = Vec::new();
    if calls != texts.len() {
        broken.push(format!(
            "{} of {calls} texts are not written out where they are translated",
            calls - texts.len()
        ));
    }
    for said in texts.iter().filter(|said| said.domain != SLUG) {
        broken.push(format!("“{}” has not the domain {SLUG}", said.text));
    }
    broken
}

fn fetched_from_elsewhere(source: &str) -> bool {
    let code = without_comments(source);
    code.contains("http://") || code.contains("https://")
}

/// Returns the value of a field in the plugin's header or in its readme.
fn field<'a>(text: &'a str, name: &str) -> &'a str {
    text.lines()
        .find_map(|line| {
            line.trim_start_matches(" * ")
                .strip_prefix(name)?
                .strip_prefix(':')
        })
        .map_or("", str::trim)
}

fn is_version(text: &str, parts: std::ops::RangeInclusive<usize>) -> bool {
    let numbers = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.contains(&text.split('.').count()) && text.split('.').all(numbers)
}

fn header(main: &str) -> Vec<String> {
    let mut broken = Vec::new();
    for name in [
        "Plugin Name",
        "Description",
        "Author",
        "License",
        "License URI",
    ] {
        if field(main, name).is_empty() {
            broken.push(format!("{MAIN} has no “{name}”"));
        }
    }
    for (name, parts) in [
        ("Version", 3..=3),
        ("Requires at least", 2..=3),
        ("Requires PHP", 2..=3),
    ] {
        if !is_version(field(main, name), parts) {
            broken.push(format!("“{name}” in {MAIN} is no version"));
        }
    }
    if field(main, "Text Domain") != SLUG {
        broken.push(format!("the text domain is not {SLUG}"));
    }
    if field(main, "Domain Path") != "/languages" {
        broken.push("the domain path is not that of the file for translators".to_owned());
    }
    if !field(main, "Update URI").is_empty() {
        broken.push("only the directory may update".to_owned());
    }
    let name = field(main, "Plugin Name").to_lowercase();
    if TRADEMARKS.iter().any(|mark| name.starts_with(mark)) {
        broken.push(format!("“{name}” begins with somebody else's name"));
    }
    broken
}

fn said_of_it(readme: &str, main: &str) -> Vec<String> {
    let mut broken = Vec::new();
    let name = field(main, "Plugin Name");
    if !readme.starts_with(&format!("=== {name} ===\n")) {
        broken.push(format!(
            "readme.txt does not begin with “{name}”, as the plugin does"
        ));
    }
    for (in_readme, in_header) in [
        ("Stable tag", "Version"),
        ("License", "License"),
        ("Requires at least", "Requires at least"),
        ("Requires PHP", "Requires PHP"),
    ] {
        if field(readme, in_readme) != field(main, in_header) {
            broken.push(format!(
                "“{in_readme}” in readme.txt is not “{in_header}” of the plugin"
            ));
        }
    }
    if !is_version(field(readme, "Tested up to"), 2..=2) {
        broken.push("“Tested up to” in readme.txt is no version of WordPress".to_owned());
    }
    let compatible = ["MIT", "GPL-2.0-or-later"];
    if !compatible.contains(&field(readme, "License")) {
        broken.push("the licence is not one that goes with WordPress's own".to_owned());
    }
    let tags = field(readme, "Tags")
        .split(',')
        .filter(|tag| !tag.trim().is_empty())
        .count();
    if !(1..=5).contains(&tags) {
        broken.push(format!("readme.txt has {tags} tags: one to five are taken"));
    }
    // The first line of text after the fields.
    let short = readme.split("\n\n").nth(1).unwrap_or_default();
    let length = short.chars().count();
    if !(1..=150).contains(&length) || short.starts_with('=') {
        broken.push(format!(
            "the short description in readme.txt has {length} characters: up to 150 are shown"
        ));
    }
    for section in [
        "Description",
        "Installation",
        "Frequently Asked Questions",
        "Changelog",
    ] {
        if !readme.contains(&format!("\n== {section} ==\n")) {
            broken.push(format!("readme.txt has no “{section}”"));
        }
    }
    let changes = format!("\n= {} =\n", field(main, "Version"));
    if !readme.contains(&changes) {
        broken.push("the changelog in readme.txt has nothing about this version".to_owned());
    }
    if !readme.contains("= External services =") {
        broken.push("readme.txt does not say which services it speaks to".to_owned());
    }
    broken
}

/// The script waits for nobody, and is asked for only while the widget is rendered.
fn enqueued(main: &str) -> Vec<String> {
    let code = without_comments(main);
    let mut broken = Vec::new();
    if !code.contains("'strategy'  => 'defer'") || !code.contains("'in_footer' => true") {
        broken.push("the script is not deferred in the footer".to_owned());
    }
    if code.contains("wp_enqueue_scripts") || code.matches("wp_enqueue_script(").count() != 1 {
        broken.push(
            "the script is asked for in other places than where the widget is rendered".to_owned(),
        );
    }
    if code.contains("<script src") || code.contains("<link ") {
        broken.push("a script or style is printed past WordPress".to_owned());
    }
    broken
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project;

    /// The plugin's own files, with a version, as far as rules look at them.
    fn plugin() -> BTreeMap<String, Vec<u8>> {
        let source = project::root().join("integrations/wordpress");
        let names = [
            "right-track.php",
            "uninstall.php",
            "readme.txt",
            "block/editor.js",
            "block/editor.asset.php",
            "widget/index.php",
        ];
        let mut files: BTreeMap<_, _> = names
            .map(|name| (name.to_owned(), std::fs::read(source.join(name)).unwrap()))
            .into();
        files.insert(
            "widget/embed/1/right-track.js".to_owned(),
            b"loader".to_vec(),
        );
        files
    }

    fn changed(name: &str, from: &str, to: &str) -> Vec<String> {
        let mut files = plugin();
        let text = String::from_utf8(files[name].clone()).unwrap();
        assert!(text.contains(from), "no “{from}” in {name}");
        files.insert(name.to_owned(), text.replacen(from, to, 1).into_bytes());
        broken(&files)
    }

    #[test]
    fn the_plugin_keeps_the_rules() {
        assert_eq!(broken(&plugin()), [""; 0]);
    }

    #[test]
    fn a_file_of_a_kind_that_is_not_let_in_is_named() {
        for name in [
            "widget/en.bin",
            "a.zip",
            "b/.hidden",
            "b/two words.php",
            "run.sh",
        ] {
            let mut files = plugin();
            // Fit to be a file of PHP, so that its name alone is wrong.
            files.insert(name.to_owned(), files["uninstall.php"].clone());
            let told = broken(&files);
            assert!(
                told.len() == 1 && told[0].starts_with(name),
                "{name}: {told:?}"
            );
        }
    }

    #[test]
    fn each_rule_for_code_can_be_broken() {
        for (from, to, told) in [
            (
                "if ( ! defined( 'ABSPATH' ) ) {\n\texit;\n}",
                "",
                "does not begin by asking",
            ),
            ("add_action(", "echo $a; add_action(", "“echo ”"),
            (
                "add_action(",
                "eval( $a ); eval($a); add_action(",
                "“eval(”",
            ),
            (
                "add_action(",
                "wp_remote_get( $a ); add_action(",
                "“wp_remote_”",
            ),
            ("add_action(", "$a = $_GET['a']; add_action(", "“$_”"),
            (
                "function right_track_html",
                "function html",
                "the function html",
            ),
            (
                "define( 'RIGHT_TRACK_VERSION'",
                "define( 'VERSION'",
                "the constant VERSION",
            ),
            (
                "'Open the private check-in', 'right-track'",
                "'Open the private check-in', 'other'",
                "has not the domain",
            ),
            ("'Open the private check-in'", "$text", "1 of 1 texts"),
            (
                "'strategy'  => 'defer'",
                "'strategy'  => 'async'",
                "not deferred",
            ),
            (
                "add_action( 'init'",
                "add_action( 'wp_enqueue_scripts'",
                "other places",
            ),
            (
                "plugins_url( 'widget/embed/1/right-track.js', __FILE__ )",
                "'https://cdn.example/a.js'",
                "another site",
            ),
            (
                "plugins_url( 'widget/embed/1/right-track.js', __FILE__ )",
                "'http://localhost/a.js'",
                "//localhost",
            ),
        ] {
            let sentences = changed(MAIN, from, to);
            assert!(
                sentences.iter().any(|sentence| sentence.contains(told)),
                "{told}: {sentences:?}"
            );
        }
        let sentences = changed("block/editor.js", "'Region'", "region");
        assert!(
            sentences[0].contains("texts are not written out"),
            "{sentences:?}"
        );
    }

    #[test]
    fn each_rule_for_the_header_and_the_readme_can_be_broken() {
        for (name, from, to, told) in [
            (
                MAIN,
                "Version:           0.0.0",
                "Version: one",
                "“Version” in right-track.php is no version",
            ),
            (
                MAIN,
                "Text Domain:       right-track",
                "Text Domain: other",
                "text domain",
            ),
            (MAIN, "Author:            ", "Writer: ", "no “Author”"),
            (
                MAIN,
                "License:           MIT",
                "License: Mine",
                "“License” in readme.txt",
            ),
            (
                MAIN,
                "Plugin Name:       Right Track",
                "Plugin Name: WP-Right Track",
                "somebody else's name",
            ),
            (
                "readme.txt",
                "=== Right Track ===",
                "=== Other ===",
                "begin with “Right Track”",
            ),
            (
                "readme.txt",
                "Stable tag: 0.0.0",
                "Stable tag: trunk",
                "“Stable tag”",
            ),
            (
                "readme.txt",
                "Tested up to: 7.1",
                "Tested up to: latest",
                "“Tested up to”",
            ),
            ("readme.txt", "Tags: ", "Tags: a, b, ", "7 tags"),
            (
                "readme.txt",
                "A private check-in about",
                &"long ".repeat(40),
                "short description",
            ),
            (
                "readme.txt",
                "== Installation ==",
                "== Setting up ==",
                "no “Installation”",
            ),
            (
                "readme.txt",
                "= 0.0.0 =",
                "= 0.9 =",
                "nothing about this version",
            ),
            (
                "readme.txt",
                "= External services =",
                "= Services =",
                "which services",
            ),
        ] {
            let sentences = changed(name, from, to);
            assert!(
                sentences.iter().any(|sentence| sentence.contains(told)),
                "{told}: {sentences:?}"
            );
        }
    }

    #[test]
    fn a_script_that_is_missing_or_too_large_is_named() {
        let mut files = plugin();
        files.insert(
            "widget/embed/1/right-track.js".to_owned(),
            vec![b' '; SCRIPTS + 1],
        );
        assert!(broken(&files)[0].contains("293001 bytes"));
        files.remove("widget/embed/1/right-track.js");
        assert!(broken(&files)[0].contains("is not there"));
    }
}
