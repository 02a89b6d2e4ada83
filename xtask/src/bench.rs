//! The benchmarks: criterion runs them, and writes what a frame costs into `target/bench/`.

use std::process::Command;

use anyhow::Result;

use crate::{paths, steps};

/// Runs the benchmarks of all packages; each prints its table and writes its JSON.
///
/// # Errors
/// Where a benchmark does not build or does not keep its bounds.
pub fn command() -> Result<()> {
    let out = paths::target().join("bench");
    std::fs::create_dir_all(&out)?;
    steps::step("benchmarks", || {
        steps::run(
            Command::new("cargo")
                .args(["bench", "--package", "chuhai-views", "--bench", "frame"])
                .current_dir(paths::root()),
        )
    })
}
