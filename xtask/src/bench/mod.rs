//! The benchmarks. Each prints its own table and writes its JSON into `target/bench/`; that of a frame keeps bounds.

mod interaction;

use std::process::Command;

use anyhow::Result;

use crate::{paths, steps};

/// Runs them, or with `page` only the one on the built page.
///
/// # Errors
/// Where one does not build or breaks its bounds.
pub fn command(page: bool) -> Result<()> {
    if !page {
        steps::step("what a frame costs", || {
            let mut cargo = Command::new("cargo");
            steps::run(
                cargo.args(["bench", "--package", "chuhai-charts", "--bench", "frame"]).current_dir(paths::root()),
            )
        })?;
    }
    interaction::run()
}
