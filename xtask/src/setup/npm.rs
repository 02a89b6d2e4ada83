//! The packages of `xtask/npm`, pinned; npm checks their contents against the lock file.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::apt::Apt;
use crate::{paths, process};

/// Names of the packages for messages.
pub const PACKAGES: &str = "npm packages (wasm-opt, terser, world-atlas, axe-core, Readability)";

/// Finds or installs them, and returns their `node_modules`.
///
/// # Errors
/// Returns a line that says what is missing and how to get it.
pub fn ensure(apt: &mut Apt) -> Result<PathBuf> {
    let source = paths::root().join("xtask/npm");
    let home = paths::tools().join("npm");
    let modules = home.join("node_modules");
    let expected = fs::read(source.join("package-lock.json")).context("xtask/npm/package-lock.json")?;
    // npm writes this file last.
    let is_complete = modules.join(".package-lock.json").is_file();
    if is_complete && fs::read(home.join("package-lock.json")).is_ok_and(|present| present == expected) {
        return Ok(modules);
    }
    if paths::which("npm").is_none() {
        process::step("installing Node.js and npm", || {
            apt.install(&["nodejs", "npm"]).context("wasm-opt comes from npm: install Node.js 18 or newer with npm")
        })?;
    }
    process::step(PACKAGES, || {
        fs::create_dir_all(&home)?;
        for file in ["package.json", "package-lock.json"] {
            fs::copy(source.join(file), home.join(file))?;
        }
        let mut npm = Command::new(paths::which("npm").context("npm is not on PATH")?);
        npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&home);
        process::run(&mut npm)
    })?;
    Ok(modules)
}
