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
    /// Files with parts of the module, with the names of the parts that need each.
    pub parts: Vec<(FileSize, Vec<String>)>,
    /// The record details, which are loaded for a reader who stays.
    pub details: FileSize,
    /// The story's text in the language that the document is not in.
    pub story_text: FileSize,
    /// Other editions; not in the budget.
    pub editions: Vec<FileSize>,
}

/// Parts of the module that come to a reader who does nothing, where the page starts with the story, and with a view.
const UNASKED: [&[&str]; 2] = [&["story", "pictures", "views"], &["views", "records"]];

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
    /// Limit of everything else that is loaded until the story is ready: module, scripts, style sheet.
    pub story_brotli_bytes: u64,
    /// Limit of the same for a view.
    pub views_brotli_bytes: u64,
    /// Limit of a first visit: a document, and everything that the page loads until the reader acts.
    pub visit_brotli_bytes: u64,
    /// Limit of a document, and everything that the page may load.
    pub all_brotli_bytes: u64,
    /// Limit of the number of files that are loaded until the story or a view is ready, the document among them.
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
    let named = |tag: &html::Tag, name| tag.meta(name).map(|address| address.trim_start_matches("./").to_owned());
    let parts = tags.iter().filter_map(|tag| Some((named(tag, html::PART)?, tag.get("data-needed-by")?)));
    let only = |name| tags.iter().find_map(|tag| named(tag, name)).with_context(|| format!("index.html has no {name}"));
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
        parts: parts
            .map(|(name, needed_by)| Ok((sizes(name)?, needed_by.split(' ').map(str::to_owned).collect())))
            .collect::<Result<_>>()?,
        details: sizes(only(html::DETAILS)?)?,
        story_text: sizes(only(html::STORY)?)?,
    })
}

impl Sizes {
    /// Returns the files that are loaded beside a document until `parts` of the module are there.
    fn files_until<'a>(&'a self, parts: &'a [&str]) -> impl Iterator<Item = &'a FileSize> {
        let is_needed =
            |(_, needed_by): &&(FileSize, Vec<String>)| needed_by.iter().any(|part| parts.contains(&&**part));
        self.files.iter().chain(self.parts.iter().filter(is_needed).map(|(file, _)| file))
    }

    /// Returns the files that are loaded beside a document until the reader acts, where the page starts with the story, and
    /// with a view.
    pub fn files_of_visits(&self) -> [Vec<&FileSize>; 2] {
        UNASKED.map(|parts| self.files_until(parts).collect())
    }

    /// Returns all files that may be loaded beside a document.
    fn all_files(&self) -> impl Iterator<Item = &FileSize> {
        self.files.iter().chain(self.parts.iter().map(|(file, _)| file)).chain([&self.details, &self.story_text])
    }

    /// Compares the sizes with the budget.
    ///
    /// # Errors
    /// Returns an error if the budget is exceeded, with the difference of each file.
    pub fn check(&self, budget: &Budget) -> Result<()> {
        let document = self.documents.iter().map(|file| file.brotli).max().unwrap_or_default();
        let until = |part| self.files_until(&[part]).map(|file| file.brotli).sum::<u64>();
        let with_document = |files: Vec<&FileSize>| document + files.iter().map(|file| file.brotli).sum::<u64>();
        let visit = self.files_of_visits().map(with_document).into_iter().max().unwrap_or_default();
        let requests = ["story", "views"].map(|part| self.files_until(&[part]).count()).into_iter().max();
        let requests = requests.unwrap_or_default() as u64 + 1;
        let rows = [
            ("a document", document, budget.document_brotli_bytes),
            ("until the story is ready", until("story"), budget.story_brotli_bytes),
            ("until a view is ready", until("views"), budget.views_brotli_bytes),
            ("a visit until the reader acts", visit, budget.visit_brotli_bytes),
            ("all", with_document(self.all_files().collect()), budget.all_brotli_bytes),
        ];
        let summary =
            rows.map(|(name, bytes, limit)| format!("{name} {} of {} KB", kilobytes(bytes), kilobytes(limit)));
        let summary = format!("{}, in {requests} of {} files (brotli)", summary.join(", "), budget.requests);
        if requests <= budget.requests && rows.iter().all(|(_, bytes, limit)| bytes <= limit) {
            println!("{summary}");
            return Ok(());
        }
        let mut message = format!("beyond budget.toml: {summary}");
        for file in self.documents.iter().chain(self.all_files()) {
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
        for file in self.documents.iter().chain(self.all_files()) {
            row(&file.name, [file.raw, file.gzip, file.brotli].map(kilobytes))?;
        }
        let mut total = |name: &str, files: Vec<&FileSize>| {
            let sum = |of: fn(&FileSize) -> u64| kilobytes(files.iter().map(|file| of(file)).sum());
            row(name, [sum(|file| file.raw), sum(|file| file.gzip), sum(|file| file.brotli)])
        };
        total("beside a document until the story is ready", self.files_until(&["story"]).collect())?;
        total("beside a document until a view is ready", self.files_until(&["views"]).collect())?;
        let [from_story, from_view] = self.files_of_visits();
        total("from the story, until the reader acts", from_story)?;
        total("from a view, until the reader acts", from_view)?;
        total("all beside a document", self.all_files().collect())?;
        for file in &self.editions {
            row(&format!("{} (edition)", file.name), [file.raw, file.gzip, file.brotli].map(kilobytes))?;
        }
        Ok(())
    }
}
