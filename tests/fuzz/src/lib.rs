//! What must hold whatever is stored, brought back or merged.
//!
//! `cargo xtask fuzz` tries each with inputs that libFuzzer makes; the tests below try the seeds alone.

pub mod file;
pub mod merging;
pub mod saved;

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use right_track::domain::{file as form, saved as stored};

    use super::*;

    type Check = fn(&[u8]);

    #[test]
    fn no_seed_does_harm() {
        let targets: [(&str, Check); 5] = [
            ("../fixtures/saved", saved::check),
            ("../fixtures/saved", file::check),
            ("seeds/saved", saved::check),
            ("seeds/file", file::check),
            ("seeds/merging", merging::check),
        ];
        for (folder, check) in targets {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                println!("{}", path.display());
                check(&fs::read(path).unwrap());
            }
        }
    }

    #[test]
    fn a_seed_is_the_file_of_what_a_fixture_stores() {
        let journal = stored::read(include_str!("../../fixtures/saved/2.txt")).unwrap();
        let seed = include_str!("../seeds/file/2.json");
        let text = form::written(&journal, "What you kept", |at| format!("day {at}"));
        assert_eq!(seed, text);
        assert!(form::read(seed).is_ok());
    }

    #[test]
    fn any_pair_of_bytes_can_be_merged() {
        for pair in 0..=u16::MAX {
            merging::check(&pair.to_be_bytes());
        }
    }
}
