//! `cargo xtask reproduce`: two builds of one commit are the same bytes.
//!
//! So anyone can check that what a site serves was made from what stands here. The two builds differ in what must not
//! matter: the folder's name, depth and times, the time zone and the language of the machine.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::{self, Command},
};

use sha2::{Digest, Sha256};

use crate::{lay_out, npm, project, run};

/// The files of a build, by their paths.
type Files = BTreeMap<String, Vec<u8>>;

/// Builds the last commit twice and compares every file.
pub fn reproduce() -> Result<(), String> {
    let commit = printed(&["rev-parse", "HEAD"])?;
    if !printed(&["status", "--porcelain"])?.is_empty() {
        println!("What is not committed is left out: this is about {commit}.");
    }
    let place = env::temp_dir().join(format!("right-track-reproduce-{}", process::id()));
    let one = build(&place.join("one"), &[])?;
    let settings = [("TZ", "Pacific/Auckland"), ("LC_ALL", "C")];
    let two = build(&place.join("deeper/another-one"), &settings)?;
    if let Some(difference) = first_difference(&one, &two) {
        return Err(format!(
            "Two builds of {commit} are not the same: {difference}. Both are in {}.",
            place.display()
        ));
    }
    fs::remove_dir_all(&place)
        .map_err(|error| format!("Could not remove {} ({error}).", place.display()))?;
    println!(
        "Two builds of {commit} are the same in every byte of {} files. SHA-256 of their list: {}",
        one.len(),
        list_hash(&one)
    );
    Ok(())
}

/// Builds the commit in a copy of its own, and returns what is served and what is published.
fn build(copy: &Path, settings: &[(&str, &str)]) -> Result<Files, String> {
    println!("── Build in {}", copy.display());
    let mut clone = Command::new("git");
    clone
        // Nothing is copied that git has already, and nothing is noted in the project's own folder.
        .args(["clone", "--quiet", "--shared"])
        .args([project::root(), copy]);
    run::succeed(&mut clone)?;
    let mut cargo = run::cargo();
    cargo
        .args(["xtask", "dist"])
        .current_dir(copy)
        // Each builds from nothing.
        .env_remove("CARGO_TARGET_DIR")
        .envs(settings.iter().copied());
    run::succeed(&mut cargo)?;
    let mut files = Files::new();
    for folder in [
        "dist",
        lay_out::npm::FOLDER,
        lay_out::hosting::FOLDER,
        lay_out::wordpress::PLACE,
    ] {
        read(copy, folder, &mut files)?;
    }
    Ok(files)
}

fn read(copy: &Path, folder: &str, files: &mut Files) -> Result<(), String> {
    let names = npm::files(&copy.join(folder))?;
    if names.is_empty() {
        return Err(format!("the build left {folder}/ empty"));
    }
    for name in names {
        let path: PathBuf = copy.join(folder).join(&name);
        let bytes = fs::read(&path)
            .map_err(|error| format!("could not read {} ({error})", path.display()))?;
        files.insert(format!("{folder}/{name}"), bytes);
    }
    Ok(())
}

/// Says where two builds first differ, if they do.
fn first_difference(one: &Files, two: &Files) -> Option<String> {
    let names = one.keys().chain(two.keys());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
        .iter()
        .find_map(|name| match (one.get(*name), two.get(*name)) {
            (Some(one), Some(two)) if one == two => None,
            (Some(one), Some(two)) => {
                let at = one
                    .iter()
                    .zip(two)
                    .take_while(|(one, two)| one == two)
                    .count();
                Some(format!(
                    "{name} has {} and {} bytes, and from byte {at} on “{}” and “{}”",
                    one.len(),
                    two.len(),
                    around(one, at),
                    around(two, at)
                ))
            }
            (Some(_), None) => Some(format!("{name} is in the first one alone")),
            _ => Some(format!("{name} is in the second one alone")),
        })
}

/// Returns the bytes at `at`, to be read by a person.
fn around(bytes: &[u8], at: usize) -> String {
    let end = bytes.len().min(at + 40);
    bytes[at..end].escape_ascii().to_string()
}

/// Returns the hash over the hashes and names of all files, in the form that `sha256sum` prints.
fn list_hash(files: &Files) -> String {
    let lines = files
        .iter()
        .map(|(name, bytes)| format!("{}  {name}\n", hash(bytes)));
    hash(lines.collect::<String>().as_bytes())
}

fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn printed(arguments: &[&str]) -> Result<String, String> {
    let mut git = Command::new("git");
    git.args(arguments).current_dir(project::root());
    run::printed(&mut git)
        .map(|text| text.trim().to_owned())
        .ok_or_else(|| {
            format!(
                "`{}` failed: this compares builds of a commit, so it needs git and the project's history.",
                run::describe(&git)
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(pairs: &[(&str, &str)]) -> Files {
        let owned = |(name, text): &(&str, &str)| (name.to_string(), text.as_bytes().to_vec());
        pairs.iter().map(owned).collect()
    }

    #[test]
    fn names_the_first_file_that_differs_and_where() {
        let one = files(&[("a", "same"), ("b", "made in /here"), ("c", "1")]);
        assert_eq!(first_difference(&one, &one), None);
        let two = files(&[("a", "same"), ("b", "made in /there"), ("c", "2")]);
        let told = first_difference(&one, &two).unwrap();
        assert_eq!(
            told,
            "b has 13 and 14 bytes, and from byte 9 on “here” and “there”"
        );
        let longer = files(&[("a", "same and more")]);
        let told = first_difference(&files(&[("a", "same")]), &longer).unwrap();
        assert!(
            told.ends_with("from byte 4 on “” and “ and more”"),
            "{told}"
        );
    }

    #[test]
    fn names_the_file_that_only_one_build_has() {
        let one = files(&[("a", ""), ("b", "")]);
        let two = files(&[("a", ""), ("c", "")]);
        let told = |one, two| first_difference(one, two).unwrap();
        assert_eq!(told(&one, &two), "b is in the first one alone");
        assert_eq!(told(&two, &one), "b is in the second one alone");
    }

    #[test]
    fn hashes_the_list_that_sha256sum_prints() {
        assert_eq!(
            list_hash(&files(&[("a", "text"), ("b", "more")])),
            "9cdeaf3b9f998dfd9e64312ca62200cf465ed00a9d37b629d7719403657b8032"
        );
    }

    #[test]
    fn hashes_names_as_well_as_bytes() {
        let one = list_hash(&files(&[("a", "text")]));
        assert_ne!(one, list_hash(&files(&[("b", "text")])));
        assert_ne!(one, list_hash(&files(&[("a", "texts")])));
        assert_eq!(one, list_hash(&files(&[("a", "text")])));
    }
}
