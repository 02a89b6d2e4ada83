//! `cargo xtask bench`: the benchmarks. Each prints a table and writes JSON into `target/bench/`; the one of frames fails
//! beyond its bounds.

mod interaction;

use std::process::Command;

use anyhow::Result;

use crate::{paths, process};

/// Runs the benchmarks, or with `page` only the one on the built page.
///
/// # Errors
/// Returns an error if one does not build or exceeds its bounds.
pub fn command(page: bool) -> Result<()> {
    if !page {
        process::step("frames", || {
            let mut cargo = Command::new("cargo");
            process::run(
                cargo.args(["bench", "--package", "chuhai-charts", "--bench", "frame"]).current_dir(paths::root()),
            )
        })?;
    }
    interaction::run()
}
