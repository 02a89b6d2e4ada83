//! Trunk, wasm-bindgen and geckodriver: from `PATH` if the version fits, otherwise built into the tools directory.

use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result};

use super::wasm_target;
use crate::{paths, process};

// 0.22 needs a newer compiler than Debian's.
const TRUNK: &str = "0.21.14";
const GECKODRIVER: &str = "0.37.1";

/// Finds or builds Trunk.
///
/// # Errors
/// Returns an error if it cannot be built.
pub fn ensure_trunk() -> Result<()> {
    // Without TLS: Trunk uses it to download tools, and we hand it all of them.
    ensure("trunk", "trunk", TRUNK, "about four minutes", &["--locked", "--no-default-features"])
}

/// Finds or builds wasm-bindgen's command line tools in the version of `Cargo.lock`, since the two must be equal.
///
/// # Errors
/// Returns an error if `Cargo.lock` names no wasm-bindgen, or the tools cannot be built.
pub fn ensure_wasm_bindgen() -> Result<()> {
    let lock = fs::read_to_string(paths::root().join("Cargo.lock")).context("Cargo.lock")?;
    let version = locked_version(&lock, "wasm-bindgen").context("Cargo.lock names no wasm-bindgen")?;
    // Not --locked: the lock file it was published with names yanked crates.
    ensure("wasm-bindgen", "wasm-bindgen-cli", version, "about two minutes", &[])
}

/// Builds geckodriver and returns its path.
///
/// # Errors
/// Returns an error if it cannot be built.
pub fn build_geckodriver() -> Result<PathBuf> {
    build("geckodriver", "geckodriver", GECKODRIVER, "about two minutes", &["--locked"])?;
    Ok(built("geckodriver"))
}

/// Downloads the crates of the wasm side that are not on this machine: Trunk builds without asking for any.
///
/// # Errors
/// Returns an error if a crate cannot be had.
pub fn fetch_crates() -> Result<()> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(paths::root()).args(["fetch", "--quiet", "--locked", "--target", wasm_target::TARGET]);
    process::run(&mut cargo)?;
    process::found("crates of the wasm side");
    Ok(())
}

/// Returns the path of a program that is built here.
pub fn built(program: &str) -> PathBuf {
    paths::tools().join("bin").join(format!("{program}{}", env::consts::EXE_SUFFIX))
}

fn ensure(program: &str, package: &str, version: &str, duration: &str, flags: &[&str]) -> Result<()> {
    let fits = |path| {
        let line = process::probe(Command::new(path).arg("--version")).unwrap_or_default();
        line.split_whitespace().nth(1) == Some(version)
    };
    if fits(built(program)) || paths::which(program).is_some_and(fits) {
        process::found(format!("{program} {version}"));
        return Ok(());
    }
    build(program, package, version, duration, flags)
}

fn build(program: &str, package: &str, version: &str, duration: &str, flags: &[&str]) -> Result<()> {
    process::step(format!("building {program} {version} ({duration})"), || {
        // A directory of its own, so that an interrupted build resumes.
        let build = paths::tools().join("build");
        let mut cargo = Command::new("cargo");
        cargo
            .args(["install", "--force", &format!("{package}@{version}")])
            .args(flags)
            .arg("--root")
            .arg(paths::tools())
            .env("CARGO_TARGET_DIR", &build)
            // The tools run for seconds: their build time is what counts.
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        process::run(&mut cargo)?;
        fs::remove_dir_all(&build).context("removing the build directory")
    })
}

/// Returns the version of a package in the text of a `Cargo.lock`.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let after = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?.1;
    Some(after.split_once('"')?.0)
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[test]
    fn the_locked_version_is_the_packages_own() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.1\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "yew"), None);
    }
}
