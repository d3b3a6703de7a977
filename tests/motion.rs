//! Nothing moves by itself: there is nothing to switch off for people whom motion makes ill.

use std::{fs, path::Path};

/// What makes things move, in styles and in scripts.
const MOVING: [&str; 6] = [
    "animation",
    "transition",
    "@keyframes",
    "scroll-behavior",
    "smooth",
    ".animate(",
];

#[test]
fn no_style_and_no_script_moves_anything() {
    for folder in ["styles", "embed", "src/view", "src/embed"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for file in fs::read_dir(&folder).unwrap() {
            let path = file.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            for word in MOVING {
                assert!(
                    !text.contains(word),
                    "{} has `{word}`: let nothing move, or only where `prefers-reduced-motion` is `no-preference`",
                    path.display()
                );
            }
        }
    }
}
