//! `cargo xtask geometry`: outlines of the map's regions, dissolved from Natural Earth's country polygons.
//!
//! `cargo xtask test` compares the committed outlines (`crates/charts/src/map/regions.bin`) with a fresh run.

mod dissolve;
mod members;

use std::fs;

use anyhow::{Context, Result, ensure};

use crate::{paths, setup};

/// Path of the committed outlines.
const COMMITTED: &str = "crates/charts/src/map/regions.bin";
/// Path of the countries at 1:110 million, within npm's packages.
const COUNTRIES: &str = "world-atlas/countries-110m.json";

/// Makes the outlines from the pinned source, and writes them, or with `check` compares them with the committed ones.
///
/// # Errors
/// Returns an error if the source cannot be had, or `check` finds a difference.
pub fn command(check: bool) -> Result<()> {
    let countries = setup::for_npm()?.join(COUNTRIES);
    let countries = fs::read_to_string(&countries).with_context(|| countries.display().to_string())?;
    let fresh = dissolve::compile(&countries)?;
    let path = paths::root().join(COMMITTED);
    if check {
        let committed = fs::read(&path).context(COMMITTED)?;
        ensure!(
            committed == fresh,
            "{COMMITTED} differs from what its source gives; run `cargo xtask geometry` and look at the map"
        );
        println!("{COMMITTED} is what its source gives ({} bytes)", fresh.len());
    } else {
        fs::write(&path, &fresh).context(COMMITTED)?;
        println!("{COMMITTED}: {} bytes", fresh.len());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outlines_stay_under_ten_kilobytes_on_the_wire() {
        let raw = fs::read(paths::root().join(COMMITTED)).unwrap();
        let mut wire = Vec::new();
        let params = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
        brotli::BrotliCompress(&mut raw.as_slice(), &mut wire, &params).unwrap();
        assert!(wire.len() <= 10 * 1024, "{} bytes after brotli", wire.len());
    }
}
