//! The map's outlines, made from Natural Earth's country polygons: fetch, dissolve, cut, encode.
//!
//! What is committed (`crates/views/src/map/regions.bin`) is compared with a fresh run by the tests.

mod dissolve;
mod members;

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

/// Where the outlines are committed.
const COMMITTED: &str = "crates/views/src/map/regions.bin";
/// The countries at 1:110 million, within the npm package.
const COUNTRIES: &str = "node_modules/world-atlas/countries-110m.json";

/// Makes the outlines from the pinned source; writes them, or with `check` only compares them with the
/// committed ones. Says in one line what was done.
pub fn run(root: &Path, check: bool) -> Result<String> {
    let countries = fetch(root)?;
    let fresh = dissolve::compile(&countries)?;
    let path = root.join(COMMITTED);
    if check {
        let committed = fs::read(&path).with_context(|| format!("cannot read {COMMITTED}"))?;
        ensure!(
            committed == fresh,
            "{COMMITTED} is not what its source gives; run `cargo xtask geometry` and look at the map"
        );
        return Ok(format!("{COMMITTED} is what its source gives ({} bytes)", fresh.len()));
    }
    fs::write(&path, &fresh).with_context(|| format!("cannot write {COMMITTED}"))?;
    Ok(format!("{COMMITTED}: {} bytes", fresh.len()))
}

/// The source's text, installed once by npm from the lockfile beside this module's manifest, which
/// holds the package's hash.
fn fetch(root: &Path) -> Result<String> {
    let pinned = root.join("xtask/geometry");
    let place = root.join("target/tools/geometry");
    let countries = place.join(COUNTRIES);
    if !countries.exists() {
        fs::create_dir_all(&place)?;
        for file in ["package.json", "package-lock.json"] {
            fs::copy(pinned.join(file), place.join(file))
                .with_context(|| format!("cannot copy xtask/geometry/{file}"))?;
        }
        let npm = Command::new("npm")
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"])
            .current_dir(&place)
            .status()
            .context("npm is missing: install Node.js (Debian: apt-get install npm)")?;
        if !npm.success() {
            bail!("npm could not install world-atlas into target/tools/geometry");
        }
    }
    fs::read_to_string(&countries).with_context(|| format!("cannot read {}", countries.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outlines_stay_under_ten_kilobytes_on_the_wire() {
        let raw = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(COMMITTED)).unwrap();
        let mut wire = Vec::new();
        let params = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
        brotli::BrotliCompress(&mut raw.as_slice(), &mut wire, &params).unwrap();
        assert!(wire.len() <= 10 * 1024, "{} bytes after brotli", wire.len());
    }
}
