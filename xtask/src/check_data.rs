//! `cargo xtask check-data`: a Data Package against its schema and against itself, by the rules the build uses, and
//! compiled into one file for `?data=`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use chuhai_core::dataset::encode_both;
use chuhai_core::dataset::package::{self, Compiled, Files, with_release};

use crate::paths;

/// Checks the package in `dir`: prints every problem, or what was looked at, and compiles it into the file `out`.
///
/// # Errors
/// Where the folder cannot be read, there is any problem, or the file cannot be written.
pub fn command(dir: &Path, out: Option<&Path>) -> Result<()> {
    let shown = dir.strip_prefix(paths::root()).unwrap_or(dir).display();
    let files = files(dir)?;
    match package::read(&files) {
        Ok(Compiled { dataset, details, checked, notices, .. }) => {
            println!("{shown}: no problem");
            for notice in &notices {
                println!("note: {shown}/{notice}");
            }
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
            if with_release(&files, &[], "") != Ok(None) {
                println!("not yet recorded as a release: `cargo xtask release` does that");
            }
            if let Some(out) = out {
                fs::write(out, encode_both(&dataset, &details)).with_context(|| out.display().to_string())?;
                println!("compiled into {}", out.display());
            }
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

/// Compiles the package in `dir` for the site, whose build has found no problem in it.
///
/// # Errors
/// Where the folder cannot be read or there is any problem.
pub fn compile(dir: &Path) -> Result<Compiled> {
    package::read(&files(dir)?).map_err(|problems| anyhow!("{} problems in {}", problems.len(), dir.display()))
}

/// The files of the package in `dir`.
///
/// # Errors
/// Where the folder or one of them cannot be read.
pub fn files(dir: &Path) -> Result<Files> {
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
