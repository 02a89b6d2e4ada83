//! `cargo xtask bench`: the benchmarks. Each prints a table and writes JSON into `target/bench/`; the one of frames fails
//! beyond its bounds.

mod interaction;
mod loading;
mod loading_table;

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::build::{self, SiteOptions};
use crate::{paths, process};

/// Options of the benchmarks on the built page.
#[derive(Clone, Debug, PartialEq, clap::Args)]
pub struct PageOptions {
    /// Runs only the benchmarks of loading and interactions, on the built page in a browser.
    #[arg(long)]
    page: bool,
    /// Another built site to compare with; the page is loaded in turns with it and an empty page.
    #[arg(long, value_name = "DIR", requires = "page")]
    baseline: Option<PathBuf>,
    /// Number of loads of each site under each condition; without any, only interactions are measured.
    #[arg(long, value_name = "N", default_value_t = 5, requires = "page")]
    runs: usize,
}

/// Runs the benchmarks, or with `page` only those on the built page.
///
/// # Errors
/// Returns an error if one does not build or exceeds its bounds.
pub fn command(options: &PageOptions) -> Result<()> {
    if !options.page {
        process::step("frames", || {
            let mut cargo = Command::new("cargo");
            process::run(
                cargo.args(["bench", "--package", "chuhai-charts", "--bench", "frame"]).current_dir(paths::root()),
            )
        })?;
    }
    build::build(&SiteOptions::default(), &[])?;
    if options.page && options.runs > 0 {
        loading::run(&paths::dist(), options.baseline.as_deref(), options.runs)?;
    }
    interaction::run(&paths::dist(), options.baseline.as_deref())
}
