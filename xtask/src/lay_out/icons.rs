//! The icons under which the private page stands on a home screen, all from one picture.

use std::fmt::Display;

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree},
};

use super::{Work, write};
use crate::project;

/// The picture in `embed/`, which is served as well.
pub(super) const PICTURE: &str = "icon.svg";
/// What rounds its corners. Systems that cut icons into shapes of their own take one without.
const ROUND: &str = " rx=\"112\"";
const SIZES: [u32; 2] = [192, 512];

/// Lays out the picture and the sizes that systems want.
pub(super) fn lay_out(work: &Work) -> Result<(), String> {
    let picture = project::read(&work.project.join("embed").join(PICTURE))?;
    write(&work.staging.join(PICTURE), picture.as_bytes())?;
    let whole = without_corners(&picture)?;
    let sizes = SIZES.map(|size| (format!("icon-{size}.png"), &picture, size));
    let maskable = ("icon-maskable-512.png".to_owned(), &whole, 512);
    for (name, picture, size) in sizes.into_iter().chain([maskable]) {
        write(&work.staging.join(name), &drawn(picture, size)?)?;
    }
    Ok(())
}

fn without_corners(picture: &str) -> Result<String, String> {
    if picture.matches(ROUND).count() == 1 {
        Ok(picture.replace(ROUND, ""))
    } else {
        Err(format!(
            "embed/{PICTURE} must have `{ROUND}` once: correct it, or xtask/src/lay_out/icons.rs."
        ))
    }
}

/// Returns `picture` as a PNG of `size` × `size`.
fn drawn(picture: &str, size: u32) -> Result<Vec<u8>, String> {
    let failed = |reason: &dyn Display| format!("embed/{PICTURE} cannot be drawn: {reason}.");
    let tree = Tree::from_str(picture, &Options::default()).map_err(|error| failed(&error))?;
    let mut pixels = Pixmap::new(size, size).ok_or_else(|| failed(&"it has no size"))?;
    let [width, height] =
        [tree.size().width(), tree.size().height()].map(|side| size as f32 / side);
    resvg::render(
        &tree,
        Transform::from_scale(width, height),
        &mut pixels.as_mut(),
    );
    pixels.encode_png().map_err(|error| failed(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn real() -> String {
        project::read(&project::root().join("embed").join(PICTURE)).unwrap()
    }

    #[test]
    fn an_icon_has_its_size_and_its_corners_are_round() {
        let icon = Pixmap::decode_png(&drawn(&real(), 192).unwrap()).unwrap();
        assert_eq!((icon.width(), icon.height()), (192, 192));
        assert_eq!(icon.pixel(0, 0).unwrap().alpha(), 0);
        assert_eq!(icon.pixel(96, 96).unwrap().alpha(), 255);
    }

    #[test]
    fn what_systems_cut_is_filled_to_its_corners_and_keeps_to_the_middle() {
        let whole = without_corners(&real()).unwrap();
        let icon = Pixmap::decode_png(&drawn(&whole, 512).unwrap()).unwrap();
        let ground = icon.pixel(0, 0).unwrap();
        assert_eq!(ground.alpha(), 255);
        // No system cuts into the circle that has 80 % of the width.
        let pixels = icon.pixels().iter().enumerate();
        let drawn = pixels.filter(|(_, pixel)| **pixel != ground);
        let far = drawn.filter(|(at, _)| {
            let [x, y] = [at % 512, at / 512].map(|place| place as f32 - 255.5);
            x.hypot(y) > 512.0 * 0.4
        });
        assert_eq!(far.count(), 0);
        assert!(without_corners(&whole).unwrap_err().contains("icon.svg"));
    }
}
