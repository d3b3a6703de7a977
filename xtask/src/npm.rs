//! Tries the npm package as other people do: packed, installed, imported on a server, typed, and bundled.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    lay_out::npm::FOLDER,
    project::{self, VERSION},
    run,
    tools::{Tools, npm},
};

/// Where the page is that Vite built from the package, below the project's folder.
pub const PAGE: &str = "target/npm/trial/dist";

/// Packs the package that `cargo xtask dist` has laid out, and tries it with what lies in `tests/npm/`.
pub fn check(tools: &Tools) -> Result<(), String> {
    let package = project::root().join(FOLDER);
    if !package.join("package.json").is_file() {
        return Err("there is no npm package yet: run `cargo xtask dist`".to_owned());
    }
    let trial = project::root().join("target/npm/trial");
    make_anew(&trial)?;
    let installed = install(&package, &trial)?;
    nothing_left_out(&package, &installed)?;
    import_on_a_server(&trial)?;
    for project in ["tsconfig.json", "tsconfig.define.json"] {
        silently(tools.command("tsc").args(["--project", project]), &trial)?;
    }
    let mut vite = tools.command("vite");
    silently(vite.args(["build", "--logLevel", "warn"]), &trial)?;
    every_file_in_the_build(&installed, &project::root().join(PAGE))
}

/// Copies the trial's files to where packages may be installed beside them.
fn make_anew(trial: &Path) -> Result<(), String> {
    let failed = |error| {
        format!(
            "could not write {} ({error}): check the free space and the folder's rights",
            trial.display()
        )
    };
    if trial.exists() {
        fs::remove_dir_all(trial).map_err(failed)?;
    }
    fs::create_dir_all(trial).map_err(failed)?;
    let source = project::root().join("tests/npm");
    for entry in fs::read_dir(source).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        fs::copy(entry.path(), trial.join(entry.file_name())).map_err(failed)?;
    }
    Ok(())
}

/// Packs the package, installs the file that comes of it, and returns where it is installed.
fn install(package: &Path, trial: &Path) -> Result<PathBuf, String> {
    run::succeed(
        npm::command()
            .args(["pack", "--silent", "--pack-destination"])
            .arg(trial)
            .current_dir(package),
    )?;
    let file = format!("./right-track-{VERSION}.tgz");
    // Offline, because it needs nothing but that file.
    run::succeed(
        npm::command()
            .args(["install", "--silent", "--offline", "--ignore-scripts"])
            .args(["--no-audit", "--no-fund", "--no-update-notifier"])
            .arg(&file)
            .current_dir(trial),
    )?;
    Ok(trial.join("node_modules/right-track"))
}

fn nothing_left_out(package: &Path, installed: &Path) -> Result<(), String> {
    let (laid_out, packed) = (files(package)?, files(installed)?);
    match laid_out.symmetric_difference(&packed).next() {
        Some(file) => Err(format!(
            "{file} is in the folder or in the packed file, but not in both: correct `files` in integrations/npm/package.json"
        )),
        None => Ok(()),
    }
}

fn import_on_a_server(trial: &Path) -> Result<(), String> {
    let one_line = ["-e", "import('right-track')"];
    silently(Command::new("node").args(one_line), trial)?;
    silently(Command::new("node").arg("server.js"), trial)
}

/// Runs `command` in `folder`, and fails unless it succeeds and says nothing.
fn silently(command: &mut Command, folder: &Path) -> Result<(), String> {
    let name = run::describe(command);
    let output = command
        .current_dir(folder)
        .output()
        .map_err(|error| format!("`{name}` could not be run ({error})"))?;
    let said = [output.stdout, output.stderr].concat();
    if output.status.success() && said.is_empty() {
        return Ok(());
    }
    Err(format!(
        "`{name}` in {} should succeed and say nothing, but ended with {} and said:\n{}",
        folder.display(),
        output.status,
        String::from_utf8_lossy(&said)
    ))
}

/// Looks for every file that the loader fetches among the files of the build, by its bytes: a bundler names it anew.
fn every_file_in_the_build(installed: &Path, build: &Path) -> Result<(), String> {
    let built: Vec<_> = files(build)?
        .iter()
        .filter_map(|file| fs::read(build.join(file)).ok())
        .collect();
    let embed = installed.join("embed").join(VERSION);
    let mut found = 0;
    for file in files(&embed)? {
        // The loader is in the bundle, and the description is for editors.
        if file == "right-track.js" || file == "custom-elements.json" {
            continue;
        }
        let bytes = fs::read(embed.join(&file)).map_err(|error| format!("{file}: {error}"))?;
        if !built.contains(&bytes) {
            return Err(format!(
                "{file} is not in the build of {}: the bundler did not follow its address in element.js, or altered it",
                build.display()
            ));
        }
        found += 1;
    }
    // Glue, WebAssembly, regions, and a language.
    if found < 4 {
        return Err(format!(
            "embed/{VERSION}/ of the package holds {found} files to fetch, too few to be a widget"
        ));
    }
    Ok(())
}

/// Returns the paths of all files below `folder`.
pub(crate) fn files(folder: &Path) -> Result<BTreeSet<String>, String> {
    let mut found = BTreeSet::new();
    let entries = fs::read_dir(folder)
        .map_err(|error| format!("could not read {} ({error})", folder.display()))?;
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            let below = files(&entry.path())?;
            found.extend(below.iter().map(|file| format!("{name}/{file}")));
        } else {
            found.insert(name);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(names: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in names {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    #[test]
    #[cfg(unix)]
    fn repeats_what_was_said_where_nothing_should_be() {
        let folder = tempfile::tempdir().unwrap();
        let run = |script| silently(Command::new("sh").args(["-c", script]), folder.path());
        assert_eq!(run("true"), Ok(()));
        for script in ["echo careful", "echo careful >&2", "echo careful; exit 1"] {
            let sentence = run(script).unwrap_err();
            assert!(sentence.contains("said:\ncareful"), "{sentence}");
        }
        assert!(run("exit 1").unwrap_err().contains("status: 1"));
    }

    #[test]
    fn names_the_file_that_was_not_packed() {
        let whole = folder(&[("index.js", ""), ("embed/1/a.js", "")]);
        assert_eq!(nothing_left_out(whole.path(), whole.path()), Ok(()));
        let part = folder(&[("index.js", "")]);
        let sentence = nothing_left_out(whole.path(), part.path()).unwrap_err();
        assert!(sentence.starts_with("embed/1/a.js is in"), "{sentence}");
    }

    #[test]
    fn names_the_file_that_the_bundler_did_not_take() {
        let names = [
            "right-track.js",
            "a.js",
            "a.wasm",
            "content/a.bin",
            "content/b.bin",
        ];
        let paths = names.map(|name| format!("embed/{VERSION}/{name}"));
        let installed = folder(&paths.each_ref().map(|path| (&**path, &**path)));
        let build = |count: usize| {
            let names: Vec<_> = (0..count)
                .map(|number| format!("assets/{number}"))
                .collect();
            let texts = names.iter().zip(&paths[1..]);
            let files: Vec<_> = texts.map(|(name, path)| (&**name, &**path)).collect();
            folder(&files)
        };
        let all = build(4);
        assert_eq!(
            every_file_in_the_build(installed.path(), all.path()),
            Ok(())
        );
        let some = build(3);
        let sentence = every_file_in_the_build(installed.path(), some.path()).unwrap_err();
        assert!(
            sentence.starts_with("content/b.bin is not in the build"),
            "{sentence}"
        );
    }
}
