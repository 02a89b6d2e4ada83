//! Reads and validates a Frictionless Data Package and compiles it into a [`Dataset`] and its [`Details`].
//! Host side only; files come in as bytes, so that this crate stays free of I/O.
//!
//! The stages, each of which reports all it finds before the next one's verdict counts:
//! `descriptor` (datapackage.json and its schemas), `table` (bytes to checked cells, by `encoding`, `sheet` and `cell`), `references`
//! (ids and who points at whom), `rules` (both languages, their figures, the evidence), `releases` (the history),
//! `story` (figures of the story are in the records it cites), `compile`.
//! `spec` says which columns the compiled types are made from.

mod cell;
mod compile;
mod descriptor;
mod diagnostic;
mod encoding;
#[cfg(feature = "fixture")]
pub mod fixture;
mod numbers;
mod proposal;
mod references;
mod releases;
mod rules;
mod sheet;
mod spec;
mod story;
mod table;

use std::collections::BTreeMap;

use super::{Dataset, Details};
use descriptor::Package;
use diagnostic::Problems;
use table::InputTable;

pub use diagnostic::Diagnostic;
pub use numbers::figures_differ;
pub use releases::{Fingerprints, ReleaseError, with_release};

/// The files of a package by their path inside its folder, `datapackage.json` among them.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The name of the file that describes all others.
const DESCRIPTOR: &str = "datapackage.json";

/// Returns true for the files of a folder that are part of its package: the descriptor and the tables.
pub fn is_part(name: &str) -> bool {
    name == DESCRIPTOR || name.ends_with(".csv")
}

/// A valid package, compiled, with a summary of the checks.
#[derive(Clone, Debug, PartialEq)]
pub struct Compiled {
    /// The dataset.
    pub dataset: Dataset,
    /// The texts beside it.
    pub details: Details,
    /// Short hashes of its content.
    pub fingerprints: Fingerprints,
    /// The extent of the checks.
    pub checked: Checked,
    /// Remarks that do not make a package invalid.
    pub notices: Vec<Diagnostic>,
}

/// The extent of the checks of a package.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Tables.
    pub tables: usize,
    /// Rows of all tables, their headers not counted.
    pub rows: usize,
    /// Cells checked against the schema of their column.
    pub cells: usize,
    /// Dates and intervals.
    pub dates: usize,
    /// Ids that were resolved to their row.
    pub references: usize,
    /// Texts compared with their translation, figure by figure.
    pub text_pairs: usize,
    /// Records with evidence.
    pub records: usize,
}

/// Reads, checks and compiles a package.
///
/// # Errors
/// Returns every problem of every file at once, in the order of files and rows.
pub fn read(files: &Files) -> Result<Compiled, Vec<Diagnostic>> {
    let mut problems = Problems::default();
    let mut checked = Checked::default();
    let Some(package) = Package::read(files, &mut problems) else { return Err(problems.sorted()) };
    let tables: Tables = package
        .tables
        .iter()
        .map(|schema| InputTable::read(schema, files, &mut checked, &mut problems))
        .map(|table| (table.schema.name.as_str(), table))
        .collect();
    references::check(&package, &tables, &mut checked, &mut problems);
    rules::check_package(&package, &tables, &mut problems);
    rules::check(&tables, &mut checked, &mut problems);
    releases::check(&tables, &mut problems);
    story::check(&tables, &mut checked, &mut problems);
    if !problems.is_empty() {
        return Err(problems.sorted());
    }
    let fingerprints = releases::fingerprints(&package, &tables);
    let (dataset, details) = compile::compile(&package, &tables, &fingerprints)?;
    story::check_states(&tables, &dataset, &mut problems);
    if !problems.is_empty() {
        return Err(problems.sorted());
    }
    let notices = rules::notices(&tables);
    Ok(Compiled { dataset, details, fingerprints, checked, notices })
}

/// The files of a valid package with every table as standard CSV, whatever wrote them: UTF-8, commas, LF, and the columns
/// in the order of their schema, as programs expect that read the published package.
///
/// # Errors
/// Returns every problem of every file at once.
pub fn standard(files: &Files) -> Result<Files, Vec<Diagnostic>> {
    read(files)?;
    let mut standard = files.clone();
    let mut problems = Problems::default();
    if let Some(package) = Package::read(files, &mut problems) {
        for schema in &package.tables {
            let table = InputTable::read(schema, files, &mut Checked::default(), &mut problems);
            standard.insert(schema.path.clone(), table.standard().into_bytes());
        }
        if let Some(json) = files.get(DESCRIPTOR).and_then(|bytes| bytes.strip_prefix("\u{feff}".as_bytes())) {
            standard.insert(DESCRIPTOR.into(), json.to_vec());
        }
    }
    Ok(standard)
}

/// The tables of a package by name.
type Tables<'a> = BTreeMap<&'a str, InputTable<'a>>;

#[cfg(test)]
mod tests;
#[cfg(test)]
#[path = "tests/without.rs"]
mod without;
