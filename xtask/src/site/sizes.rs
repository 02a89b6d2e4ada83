//! What the page weighs, file by file, and whether it keeps its budget.

use std::collections::BTreeMap;
use std::fmt;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::{hash, html};
use crate::paths;

/// The files a browser loads until the page is ready, and those the page loads then.
#[derive(Debug)]
pub struct Sizes {
    /// In the order of the document, which comes first.
    pub files: Vec<FileSize>,
    /// What comes when the page is ready; no part of the budget.
    pub later: Vec<FileSize>,
}

/// One file's sizes in bytes.
#[derive(Debug)]
pub struct FileSize {
    /// Relative to `dist/`.
    pub name: String,
    /// As it is.
    pub raw: u64,
    /// As `.gz`.
    pub gzip: u64,
    /// As `.br`.
    pub brotli: u64,
}

/// `budget.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    /// Everything loaded until the page is ready, compressed with brotli.
    pub brotli_bytes: u64,
    /// How many files that may be.
    pub requests: u64,
    /// What each file weighed (brotli) when the budget was last looked at, by its name without the hash: where a
    /// difference comes from is told against these.
    pub files: BTreeMap<String, u64>,
}

/// Reads the sizes of what `index.html` in `dist` loads.
///
/// # Errors
/// Where a file is missing.
pub fn measure(dist: &Path) -> Result<Sizes> {
    let document = fs::read_to_string(dist.join("index.html")).context("index.html; run `cargo xtask build` first")?;
    let tags = html::tags(&document);
    let mut names = vec!["index.html".to_owned()];
    for address in tags.iter().filter_map(html::Tag::loads) {
        let name = address.value.trim_start_matches("./").to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let later = tags.iter().filter_map(html::Tag::details).map(|address| address.value.trim_start_matches("./"));
    let size = |name: &str| Ok::<_, anyhow::Error>(fs::metadata(dist.join(name)).context(name.to_owned())?.len());
    let sizes = |name: String| {
        Ok(FileSize {
            raw: size(&name)?,
            gzip: size(&format!("{name}.gz"))?,
            brotli: size(&format!("{name}.br"))?,
            name,
        })
    };
    Ok(Sizes {
        files: names.into_iter().map(sizes).collect::<Result<_>>()?,
        later: later.map(|name| sizes(name.to_owned())).collect::<Result<_>>()?,
    })
}

impl Sizes {
    /// All files' bytes together.
    pub fn total(&self, of: impl Fn(&FileSize) -> u64) -> u64 {
        self.files.iter().map(of).sum()
    }

    /// Compares with the budget.
    ///
    /// # Errors
    /// Where it is exceeded; the message holds the difference, file by file.
    pub fn check(&self, budget: &Budget) -> Result<()> {
        let brotli = self.total(|file| file.brotli);
        let requests = self.files.len() as u64;
        if brotli <= budget.brotli_bytes && requests <= budget.requests {
            println!(
                "{} of {} KB brotli, {requests} of {} files",
                kilobytes(brotli),
                kilobytes(budget.brotli_bytes),
                budget.requests
            );
            return Ok(());
        }
        let mut message = format!(
            "the page loads {} KB (brotli) in {requests} files; budget.toml allows {} KB in {}:",
            kilobytes(brotli),
            kilobytes(budget.brotli_bytes),
            budget.requests
        );
        for file in &self.files {
            let before = budget.files.get(&hash::unhashed(&file.name)).copied().unwrap_or_default();
            let difference = file.brotli.cast_signed() - before.cast_signed();
            let _ = write!(message, "\n  {:<40} {:>8} bytes ({difference:+})", file.name, file.brotli);
        }
        bail!(message);
    }
}

/// Reads `budget.toml`.
///
/// # Errors
/// Where it is missing or malformed.
pub fn budget() -> Result<Budget> {
    let text = fs::read_to_string(paths::root().join("budget.toml")).context("budget.toml")?;
    toml::from_str(&text).context("budget.toml")
}

fn kilobytes(bytes: u64) -> String {
    #[allow(clippy::cast_precision_loss, reason = "sizes of web pages are far below 2^52")]
    let kilobytes = bytes as f64 / 1000.0;
    format!("{kilobytes:.1}")
}

impl fmt::Display for Sizes {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut row = |name: &str, sizes: [String; 3]| {
            writeln!(out, "{name:<40} {:>9} {:>9} {:>9}", sizes[0], sizes[1], sizes[2])
        };
        row("KB", ["raw", "gzip", "brotli"].map(str::to_owned))?;
        for file in &self.files {
            row(&file.name, [file.raw, file.gzip, file.brotli].map(kilobytes))?;
        }
        let total = [self.total(|file| file.raw), self.total(|file| file.gzip), self.total(|file| file.brotli)];
        row("loaded until ready", total.map(kilobytes))?;
        for file in &self.later {
            row(&format!("{} (when ready)", file.name), [file.raw, file.gzip, file.brotli].map(kilobytes))?;
        }
        Ok(())
    }
}
