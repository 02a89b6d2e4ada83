//! `cargo xtask check-data`: a Data Package against its schema and against itself, by the rules the build uses.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use chuhai_core::dataset::package::{self, Compiled, Files};

use crate::paths;

/// Checks the package in `dir`: prints every problem, or what was looked at.
///
/// # Errors
/// Where the folder cannot be read or there is any problem.
pub fn command(dir: &Path) -> Result<()> {
    let shown = dir.strip_prefix(paths::root()).unwrap_or(dir).display();
    match package::read(&files(dir)?) {
        Ok(Compiled { dataset, checked }) => {
            println!("{shown}: no problem");
            for (count, what) in [
                (checked.tables, "tables"),
                (checked.rows, "rows"),
                (checked.cells, "cells against the type and constraints of their column"),
                (checked.dates, "dates"),
                (checked.references, "ids followed to the row they name"),
                (checked.text_pairs, "texts compared with their translation, figure by figure"),
                (checked.records, "records with evidence"),
            ] {
                println!("{count:>7} {what}");
            }
            println!("dataset {} {}", dataset.meta.version, dataset.meta.hash);
            Ok(())
        }
        Err(problems) => {
            for problem in &problems {
                println!("{shown}/{problem}");
            }
            bail!("{} problem{} in {shown}", problems.len(), if problems.len() == 1 { "" } else { "s" })
        }
    }
}

/// The files of the package in `dir`.
fn files(dir: &Path) -> Result<Files> {
    let mut files = Files::new();
    for entry in fs::read_dir(dir).with_context(|| dir.display().to_string())? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if package::is_part(&name) {
            files.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(files)
}
