//! The benchmarks. Each prints its own table, writes its JSON into `target/bench/` and keeps its own bounds.

use std::process::Command;

use anyhow::Result;

use crate::{paths, steps};

/// Runs them.
///
/// # Errors
/// Where one does not build or breaks its bounds.
pub fn command() -> Result<()> {
    steps::step("benchmarks", || {
        let mut cargo = Command::new("cargo");
        steps::run(cargo.args(["bench", "--package", "chuhai-views", "--bench", "frame"]).current_dir(paths::root()))
    })
}
