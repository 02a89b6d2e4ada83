//! Tables: the bytes of a CSV file as cells that are checked against their column's schema, with line numbers.

use std::collections::BTreeMap;

use super::descriptor::{FieldKind, Schema};
use super::diagnostic::{Diagnostic, Problems};
use super::{Checked, Files, cell, encoding, sheet};

/// A table with its cells in the order of the schema's fields.
#[derive(Debug)]
pub(super) struct InputTable<'a> {
    pub schema: &'a Schema,
    pub rows: Vec<InputRow>,
    /// True for each field of the schema that the file has; a missing column is reported once, not for each row.
    present: Vec<bool>,
    /// True if every row of the file could be read.
    whole: bool,
}

/// One row.
#[derive(Debug)]
pub(super) struct InputRow {
    /// Line of the file where it begins; the header is line 1.
    pub line: u64,
    cells: Vec<String>,
}

impl InputTable<'_> {
    /// The cell of a column; empty where there is no such column.
    pub fn get<'r>(&self, row: &'r InputRow, column: &str) -> &'r str {
        self.schema.find(column).and_then(|ix| row.cells.get(ix)).map_or("", String::as_str)
    }

    /// The variant whose id is the word of a cell.
    ///
    /// # Errors
    /// Fails if the cell is empty, or its word is no id.
    pub fn word<T>(&self, row: &InputRow, column: &str, from_id: fn(&str) -> Option<T>) -> Result<T, Diagnostic> {
        from_id(self.get(row, column)).ok_or_else(|| self.missing(row, column))
    }

    /// The diagnostic of a cell without the value that the compiled types need.
    pub fn missing(&self, row: &InputRow, column: &str) -> Diagnostic {
        let cell = self.get(row, column);
        let (message, help) = if cell.is_empty() {
            ("is empty".to_owned(), "write its value")
        } else {
            (format!("“{cell}” means nothing"), "correct it")
        };
        Diagnostic {
            file: self.schema.path.clone(),
            row: Some(row.line),
            column: Some(column.to_owned()),
            message,
            help: help.to_owned(),
        }
    }

    /// Returns true if the file has a column of the schema.
    pub fn has(&self, column: &str) -> bool {
        self.schema.find(column).is_some_and(|ix| self.present[ix])
    }

    /// Returns true if every row of the file could be read; otherwise nothing may be reported as missing.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// Returns true if all values of a column are known.
    pub fn knows_all(&self, column: &str) -> bool {
        self.whole && self.has(column)
    }

    /// Returns true if the cell of the other language is not empty.
    fn twin_is_written(&self, row: &InputRow, column: &str) -> bool {
        let twin = match column.strip_suffix("@en") {
            Some(zh) => zh.to_owned(),
            None => format!("{column}@en"),
        };
        !self.get(row, &twin).is_empty()
    }

    /// The items of a list's cell.
    pub fn items<'r>(&self, row: &'r InputRow, column: &str) -> Vec<&'r str> {
        let kind = self.schema.find(column).map(|ix| self.schema.fields[ix].kind);
        match (kind, self.get(row, column)) {
            (_, "") | (None, _) => Vec::new(),
            (Some(FieldKind::List { delimiter }), cell) => cell.split(delimiter).collect(),
            (Some(_), cell) => vec![cell],
        }
    }
}

impl InputTable<'_> {
    /// The table as standard CSV: its columns in the order of the schema, its values in one form.
    pub fn standard(&self) -> String {
        let header = self.schema.fields.iter().map(|field| field.name.as_str()).collect();
        let rows = self.rows.iter().map(|row| row.cells.iter().map(String::as_str).collect());
        sheet::write(std::iter::once(header).chain(rows))
    }
}

impl<'a> InputTable<'a> {
    /// Reads a table; without columns and rows if its file cannot be read, which is reported.
    pub fn read(schema: &'a Schema, files: &Files, checked: &mut Checked, problems: &mut Problems) -> Self {
        let table = Self::cells(schema, files, problems).unwrap_or_else(|| Self {
            schema,
            rows: Vec::new(),
            present: vec![false; schema.fields.len()],
            whole: false,
        });
        table.check(checked, problems);
        checked.tables += 1;
        checked.rows += table.rows.len();
        table
    }

    fn cells(schema: &'a Schema, files: &Files, problems: &mut Problems) -> Option<Self> {
        let Some(bytes) = files.get(&schema.path) else {
            problems.file(&schema.path, "the file is missing", "add it, or take its resource out of datapackage.json");
            return None;
        };
        let text = match encoding::text(bytes) {
            Ok(text) => text,
            Err((line, message, help)) => {
                match line {
                    Some(line) => problems.row(&schema.path, line, message, help),
                    None => problems.file(&schema.path, message, help),
                }
                return None;
            }
        };
        let sheet = sheet::read(schema, text, problems)?;
        let present = sheet.columns.iter().map(Option::is_some).collect();
        let rows = sheet.rows.into_iter().map(|mut row| {
            let cells = schema.fields.iter().zip(&sheet.columns).map(|(field, column)| {
                let cell = column.and_then(|ix| row.cells.get_mut(ix)).map(std::mem::take);
                cell::read(field, cell.unwrap_or_default())
            });
            InputRow { line: row.line, cells: cells.collect() }
        });
        Some(Self { schema, rows: rows.collect(), present, whole: sheet.whole })
    }

    fn check(&self, checked: &mut Checked, problems: &mut Problems) {
        let file = &self.schema.path;
        for (ix, field) in self.schema.fields.iter().enumerate().filter(|(ix, _)| self.present[*ix]) {
            let is_key = self.schema.primary_key.as_deref() == Some(field.name.as_str());
            let mut seen: BTreeMap<&str, u64> = BTreeMap::new();
            for row in &self.rows {
                let cell = row.cells[ix].as_str();
                checked.cells += 1;
                if field.kind == FieldKind::Date && !cell.is_empty() {
                    checked.dates += 1;
                }
                if cell.is_empty() {
                    // A missing translation is reported by the comparison of languages.
                    if (field.required || is_key) && !self.twin_is_written(row, &field.name) {
                        problems.cell(file, Some(row.line), &field.name, "is empty", "write its value");
                    }
                    continue;
                }
                if let Err((message, help)) = cell::check(field, cell) {
                    problems.cell(file, Some(row.line), &field.name, message, help);
                }
                if (field.unique || is_key)
                    && let Some(first) = seen.insert(cell, row.line)
                {
                    let message = format!("“{cell}” stands in line {first} already");
                    problems.cell(file, Some(row.line), &field.name, message, "give each row its own");
                }
            }
        }
    }
}
