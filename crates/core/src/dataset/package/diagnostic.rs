//! Diagnostics: place, message and help, one line each.

use std::fmt;

/// A problem that keeps a package from being compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Path of the file inside the package.
    pub file: String,
    /// Line of the file where the row begins, as an editor counts: the header is line 1.
    pub row: Option<u64>,
    /// The column's name; in `datapackage.json` the path of the property.
    pub column: Option<String>,
    /// The problem.
    pub message: String,
    /// The way to fix it.
    pub help: String,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(row) = self.row {
            write!(f, ":{row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ":{column}")?;
        }
        write!(f, ": {}; {}", self.message, self.help)
    }
}

impl std::error::Error for Diagnostic {}

/// A collection of problems; checks go on after the first.
#[derive(Debug, Default)]
pub(super) struct Problems(Vec<Diagnostic>);

impl Problems {
    /// Adds a problem of a whole file.
    pub fn file(&mut self, file: &str, message: impl Into<String>, help: impl Into<String>) {
        self.push(file, None, None, message, help);
    }

    /// Adds a problem of a line of a file.
    pub fn row(&mut self, file: &str, row: u64, message: impl Into<String>, help: impl Into<String>) {
        self.push(file, Some(row), None, message, help);
    }

    /// Adds a problem of a cell, or of a property of the descriptor.
    pub fn cell(
        &mut self,
        file: &str,
        row: Option<u64>,
        column: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(file, row, Some(column.to_owned()), message, help);
    }

    fn push(
        &mut self,
        file: &str,
        row: Option<u64>,
        column: Option<String>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.0.push(Diagnostic { file: file.to_owned(), row, column, message: message.into(), help: help.into() });
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the problems by file and line, within a line in the order of their discovery.
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        self.0.sort_by(|a, b| (&a.file, a.row).cmp(&(&b.file, b.row)));
        self.0
    }
}

/// Collects values, or all diagnostics if there are any.
pub(super) fn all<T>(results: impl Iterator<Item = Result<T, Diagnostic>>) -> Result<Vec<T>, Vec<Diagnostic>> {
    let (mut values, mut diagnostics) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(value) => values.push(value),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    if diagnostics.is_empty() { Ok(values) } else { Err(diagnostics) }
}

/// Formats names for a message: `a`, `b`, `c`.
pub(super) fn quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
