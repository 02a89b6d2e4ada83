//! The sizes of the page's files, compared with the budget.

use std::collections::BTreeMap;
use std::fmt;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::{files, hash, html};
use crate::paths;

/// Sizes of the page's files, by the time when a browser loads them.
#[derive(Debug)]
pub struct Sizes {
    /// The prerendered documents, one per language.
    pub documents: Vec<FileSize>,
    /// Files that are loaded beside a document until the page is ready, in the order of the document.
    pub files: Vec<FileSize>,
    /// Files that are loaded once the page is ready; not in the budget.
    pub later: Vec<FileSize>,
    /// Other editions; not in the budget.
    pub editions: Vec<FileSize>,
}

/// Files that are opened or included by themselves.
const EDITIONS: [&str; 2] = [files::SINGLE_FILE, "embed.js"];

/// Sizes of one file, in bytes.
#[derive(Debug)]
pub struct FileSize {
    /// Path relative to `dist/`.
    pub name: String,
    /// Uncompressed.
    pub raw: u64,
    /// The size of the `.gz` file.
    pub gzip: u64,
    /// The size of the `.br` file.
    pub brotli: u64,
}

/// The contents of `budget.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    /// Limit of a document, compressed with brotli.
    pub document_brotli_bytes: u64,
    /// Limit of everything else that is loaded until the page is ready: module and scripts.
    pub brotli_bytes: u64,
    /// Limit of the number of files that are loaded until then, the document among them.
    pub requests: u64,
    /// Size of each file (brotli) at the last revision of the budget, by its name without the hash. Messages about an
    /// exceeded budget show the differences.
    pub files: BTreeMap<String, u64>,
}

/// Measures the files that `index.html` in `dist` names.
///
/// # Errors
/// Returns an error if a file is missing.
pub fn measure(dist: &Path) -> Result<Sizes> {
    let document = fs::read_to_string(dist.join("index.html")).context("index.html; run `cargo xtask build` first")?;
    let tags = html::tags(&document);
    let mut names = Vec::new();
    for address in tags.iter().filter_map(html::Tag::loads) {
        let name = address.trim_start_matches("./").to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let later = tags.iter().filter_map(|tag| tag.part().or_else(|| tag.meta(html::DETAILS)));
    let later: Vec<&str> = later.map(|address| address.trim_start_matches("./")).collect();
    let size = |name: &str| Ok::<_, anyhow::Error>(fs::metadata(dist.join(name)).context(name.to_owned())?.len());
    let sizes = |name: String| {
        Ok(FileSize {
            raw: size(&name)?,
            gzip: size(&format!("{name}.gz"))?,
            brotli: size(&format!("{name}.br"))?,
            name,
        })
    };
    let there = |name: &&&str| dist.join(name).is_file();
    Ok(Sizes {
        documents: files::DOCUMENTS.map(|name| sizes(name.to_owned())).into_iter().collect::<Result<_>>()?,
        editions: EDITIONS.iter().filter(there).map(|name| sizes((*name).to_owned())).collect::<Result<_>>()?,
        files: names.into_iter().map(sizes).collect::<Result<_>>()?,
        later: later.into_iter().map(|name| sizes(name.to_owned())).collect::<Result<_>>()?,
    })
}

impl Sizes {
    /// Sums a size over the files that are loaded beside a document.
    pub fn total(&self, of: impl Fn(&FileSize) -> u64) -> u64 {
        self.files.iter().map(of).sum()
    }

    /// Compares the sizes with the budget.
    ///
    /// # Errors
    /// Returns an error if the budget is exceeded, with the difference of each file.
    pub fn check(&self, budget: &Budget) -> Result<()> {
        let brotli = self.total(|file| file.brotli);
        let largest = self.documents.iter().map(|document| document.brotli).max().unwrap_or_default();
        let requests = self.files.len() as u64 + 1;
        let summary = format!(
            "a document has {} of {} KB brotli, module and scripts {} of {} KB, in {requests} of {} files",
            kilobytes(largest),
            kilobytes(budget.document_brotli_bytes),
            kilobytes(brotli),
            kilobytes(budget.brotli_bytes),
            budget.requests
        );
        let is_kept =
            largest <= budget.document_brotli_bytes && brotli <= budget.brotli_bytes && requests <= budget.requests;
        if is_kept {
            println!("{summary}");
            return Ok(());
        }
        let mut message = format!("beyond budget.toml: {summary}");
        for file in self.documents.iter().chain(&self.files) {
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
/// Returns an error if it is missing or malformed.
pub fn budget() -> Result<Budget> {
    let text = fs::read_to_string(paths::root().join("xtask/budget.toml")).context("budget.toml")?;
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
        for file in self.documents.iter().chain(&self.files) {
            row(&file.name, [file.raw, file.gzip, file.brotli].map(kilobytes))?;
        }
        let total = [self.total(|file| file.raw), self.total(|file| file.gzip), self.total(|file| file.brotli)];
        row("beside a document until ready", total.map(kilobytes))?;
        for file in &self.later {
            row(&format!("{} (when ready)", file.name), [file.raw, file.gzip, file.brotli].map(kilobytes))?;
        }
        for file in &self.editions {
            row(&format!("{} (edition)", file.name), [file.raw, file.gzip, file.brotli].map(kilobytes))?;
        }
        Ok(())
    }
}
