//! A CSV file: from bytes to cells that keep to their column's schema, each with its line.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};

use super::descriptor::{Field, FieldKind, Schema};
use super::problem::{Problems, quoted};
use super::spec::NEEDED;
use super::{Checked, Files};
use crate::date::{DateError, Edtf};

/// A table whose cells stand in the order of the schema's fields.
#[derive(Debug)]
pub(super) struct Table<'a> {
    pub schema: &'a Schema,
    pub rows: Vec<Row>,
    /// For each field of the schema whether the file has it; a missing column is told once, not in each row.
    present: Vec<bool>,
}

/// One row.
#[derive(Debug)]
pub(super) struct Row {
    /// Line of the file where it begins; the header is line 1.
    pub line: u64,
    cells: Vec<String>,
}

impl Table<'_> {
    /// The cell of a column; empty where there is no such column.
    pub fn get<'r>(&self, row: &'r Row, column: &str) -> &'r str {
        self.schema.find(column).and_then(|ix| row.cells.get(ix)).map_or("", String::as_str)
    }

    /// Whether the file has a column of the schema.
    pub fn has(&self, column: &str) -> bool {
        self.schema.find(column).is_some_and(|ix| self.present[ix])
    }

    /// Whether the same text stands there in the other language.
    fn twin_is_written(&self, row: &Row, column: &str) -> bool {
        let twin = match column.strip_suffix("@en") {
            Some(zh) => zh.to_owned(),
            None => format!("{column}@en"),
        };
        !self.get(row, &twin).is_empty()
    }

    /// The items of a list's cell.
    pub fn items<'r>(&self, row: &'r Row, column: &str) -> Vec<&'r str> {
        let kind = self.schema.find(column).map(|ix| self.schema.fields[ix].kind);
        match (kind, self.get(row, column)) {
            (_, "") | (None, _) => Vec::new(),
            (Some(FieldKind::List { delimiter }), cell) => cell.split(delimiter).collect(),
            (Some(_), cell) => vec![cell],
        }
    }
}

impl<'a> Table<'a> {
    /// Reads a table; none where its file cannot be read as one.
    pub fn read(schema: &'a Schema, files: &Files, checked: &mut Checked, problems: &mut Problems) -> Option<Self> {
        let Some(bytes) = files.get(&schema.path) else {
            problems.file(&schema.path, "the file is missing", "add it, or take its resource out of datapackage.json");
            return None;
        };
        let text = read_text(&schema.path, bytes, problems)?;
        let table = read_rows(schema, text, problems)?;
        table.check(checked, problems);
        checked.tables += 1;
        checked.rows += table.rows.len();
        Some(table)
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
                    // A missing translation is told as such, where languages are compared.
                    if (field.required || is_key) && !self.twin_is_written(row, &field.name) {
                        problems.cell(file, Some(row.line), &field.name, "is empty", "write its value");
                    }
                    continue;
                }
                if let Err((message, mend)) = check_cell(field, cell) {
                    problems.cell(file, Some(row.line), &field.name, message, mend);
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

/// The bytes as text, with what a spreadsheet may have done to them named.
fn read_text<'b>(file: &str, bytes: &'b [u8], problems: &mut Problems) -> Option<&'b str> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let line = 1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() as u64;
            problems.row(file, line, "the text is not UTF-8", "save the file as UTF-8");
            return None;
        }
    };
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => {
            problems.row(file, 1, "begins with a byte order mark", "save the file as UTF-8 without BOM");
            rest
        }
        None => text,
    };
    if let Some(line) = text.split('\n').position(|line| line.ends_with('\r')) {
        problems.row(file, line as u64 + 1, "the line ends with CR LF", "save the file with LF line ends");
    }
    Some(text)
}

fn read_rows<'a>(schema: &'a Schema, text: &str, problems: &mut Problems) -> Option<Table<'a>> {
    let file = &schema.path;
    let mut records =
        ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes()).into_records();
    let header = match records.next() {
        Some(Ok(header)) => header,
        _ => {
            problems.file(file, "the table is empty", "write the header and at least one row");
            return None;
        }
    };
    let columns = read_header(schema, &header, problems);
    let mut rows = Vec::new();
    let mut has_rows = false;
    // The text is UTF-8 and rows may be ragged, so no record can fail to be read.
    for record in records.flatten() {
        has_rows = true;
        let line = record.position().map_or(0, |position| position.line());
        if record.len() != header.len() {
            let message = format!("has {} cells, the header has {}", record.len(), header.len());
            problems.row(file, line, message, "check the commas and quotes of this row");
            continue;
        }
        let cells = columns.iter().map(|ix| ix.and_then(|ix| record.get(ix)).unwrap_or_default().to_owned()).collect();
        rows.push(Row { line, cells });
    }
    if !has_rows && NEEDED.contains(&schema.name.as_str()) {
        problems.file(file, "the table has no rows", "write at least one");
    }
    Some(Table { schema, rows, present: columns.iter().map(Option::is_some).collect() })
}

/// For each field of the schema the index of its column in the file.
fn read_header(schema: &Schema, header: &StringRecord, problems: &mut Problems) -> Vec<Option<usize>> {
    let file = &schema.path;
    let mut clean = true;
    for (ix, name) in header.iter().enumerate() {
        if header.iter().take(ix).any(|earlier| earlier == name) {
            problems.cell(file, Some(1), name, "the column stands here twice", "remove one of the two");
            clean = false;
        } else if schema.find(name).is_none() {
            let mend = format!("remove it, or describe it in datapackage.json under `{}`", schema.name);
            problems.cell(file, Some(1), name, "the column is not in the schema", mend);
            clean = false;
        }
    }
    let columns: Vec<_> = schema.fields.iter().map(|field| header.iter().position(|name| name == field.name)).collect();
    for (field, _) in schema.fields.iter().zip(&columns).filter(|(_, column)| column.is_none()) {
        problems.cell(file, Some(1), &field.name, "the column is missing", "add it to the header and to every row");
        clean = false;
    }
    if clean && !columns.iter().flatten().is_sorted() {
        let mend = format!("write them as {}", quoted(schema.fields.iter().map(|field| field.name.as_str())));
        problems.row(file, 1, "the columns are in another order than in the schema", mend);
    }
    columns
}

/// Whether a cell that is not empty is what its column holds: the message and the mend if not.
fn check_cell(field: &Field, cell: &str) -> Result<(), (String, String)> {
    let fault = |message: String, mend: &str| Err((message, mend.to_owned()));
    if cell.trim() != cell {
        return fault("has spaces at its ends".into(), "remove them");
    }
    match field.kind {
        FieldKind::Text => {}
        FieldKind::Date => cell.parse::<Edtf>().map(drop).map_err(|e: DateError| (e.message(), e.mend().to_owned()))?,
        FieldKind::Boolean => {
            if !matches!(cell, "true" | "false") {
                return fault(format!("“{cell}” is neither true nor false"), "write true or false");
            }
        }
        FieldKind::Integer => {
            if cell.parse::<i64>().is_err() {
                return fault(format!("“{cell}” is not a whole number"), "write digits alone, such as 12");
            }
            check_range(field, cell)?;
        }
        FieldKind::Number => {
            if cell.parse::<f64>().is_ok_and(|value| !value.is_finite()) {
                return fault(format!("“{cell}” is not a finite number"), "write its digits, or leave the cell empty");
            }
            if cell.parse::<f64>().is_err() {
                return fault(format!("“{cell}” is not a number"), "write digits alone, such as 430000000 or 50.07");
            }
            check_range(field, cell)?;
        }
        FieldKind::List { delimiter } => {
            let items: Vec<&str> = cell.split(delimiter).collect();
            if items.iter().any(|item| item.is_empty() || item.trim() != *item) {
                return fault(
                    format!("“{cell}” has an empty item or a space beside a “{delimiter}”"),
                    "put nothing but the delimiter between two items",
                );
            }
            if let Some((_, twice)) = items.iter().enumerate().find(|(ix, item)| items[..*ix].contains(item)) {
                return fault(format!("“{twice}” stands in the list twice"), "keep one of them");
            }
        }
    }
    let words = match field.kind {
        FieldKind::List { delimiter } => cell.split(delimiter).collect(),
        _ => vec![cell],
    };
    for word in words {
        if !field.allowed.is_empty() && !field.allowed.iter().any(|allowed| allowed == word) {
            let mend = format!("write one of {}", quoted(field.allowed.iter().map(String::as_str)));
            return Err((format!("“{word}” is not one of the words for this column"), mend));
        }
        if let Some(pattern) = &field.pattern
            && !pattern.is_match(word)
        {
            return fault(
                format!("“{word}” is not written as this column is"),
                &format!("keep to the pattern {pattern}"),
            );
        }
    }
    Ok(())
}

fn check_range(field: &Field, cell: &str) -> Result<(), (String, String)> {
    let value: f64 = cell.parse().unwrap_or_default();
    match (field.minimum, field.maximum) {
        (Some(minimum), _) if value < minimum => {
            Err((format!("{cell} is less than {minimum}"), format!("write {minimum} or more")))
        }
        (_, Some(maximum)) if value > maximum => {
            Err((format!("{cell} is more than {maximum}"), format!("write {maximum} or less")))
        }
        _ => Ok(()),
    }
}
