//! A CSV file as spreadsheets and editors write it: from text to rows of cells, each with its line.
//!
//! Accepts commas, semicolons or tabs between cells, a `sep=` line, any line ends, empty rows at the end, empty columns,
//! columns in any order, and columns whose name begins with `#`, which are comments. Refuses ambiguous files: blank rows
//! between others, unclosed quotes, rows of another length. The crate `csv` accepts the first two silently, hence this
//! parser.

use super::descriptor::Schema;
use super::diagnostic::{Problems, quoted};
use super::spec::NEEDED;

/// A row of cells and the line where it begins, as an editor counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub line: u64,
    pub cells: Vec<String>,
}

impl Line {
    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// The rows of a table, in the columns that its schema knows.
#[derive(Debug)]
pub(super) struct Sheet {
    /// Index of each field of the schema in the cells of a row.
    pub columns: Vec<Option<usize>>,
    pub rows: Vec<Line>,
    /// True if every row could be read.
    pub whole: bool,
}

/// Reads the text of the file of a table; none where it is no table.
pub(super) fn read(schema: &Schema, text: &str, problems: &mut Problems) -> Option<Sheet> {
    let file = &schema.path;
    let (delimiter, mut lines) = match split(schema, text) {
        Ok(lines) => lines,
        Err((line, message, help)) => {
            problems.row(file, line, message, help);
            return None;
        }
    };
    while lines.last().is_some_and(Line::is_blank) {
        lines.pop();
    }
    for blanks in lines.chunk_by(|a, b| a.is_blank() == b.is_blank()).filter(|lines| lines[0].is_blank()) {
        let (first, last) = (blanks[0].line, blanks[blanks.len() - 1].line);
        let (message, them) = match last {
            _ if first == last => ("the row is empty".to_owned(), "it"),
            last => (format!("the rows to {last} are empty"), "them"),
        };
        problems.row(file, first, message, format!("remove {them}, or write what belongs here"));
    }
    lines.retain(|line| !line.is_blank());
    if lines.is_empty() {
        problems.file(file, "the table is empty", "write the header and at least one row");
        return None;
    }
    if let Some(at) = lines.iter().take(10).position(|line| knows(schema, &line.cells) > 0) {
        if at > 0 {
            let message = format!("the names of the columns stand in line {}", lines[at].line);
            problems.row(file, lines[0].line, message, "remove what stands above them");
            return None;
        }
    } else {
        let help = format!("write them as {}", quoted(schema.fields.iter().map(|field| field.name.as_str())));
        problems.row(file, lines[0].line, "the names of the columns are missing", help);
        return None;
    }
    let header = lines.remove(0);
    if lines.is_empty() && NEEDED.contains(&schema.name.as_str()) {
        problems.file(file, "the table has no rows", "write at least one");
    }
    let width = header.cells.len();
    let count = lines.len();
    let rows: Vec<Line> = lines
        .into_iter()
        .filter(|row| {
            let cells = row.cells.len();
            if cells != width {
                let cell = if cells == 1 { "cell" } else { "cells" };
                let message = format!("has {cells} {cell}, the header has {width}");
                let help = format!("check the {} and quotes of this row", delimiter_name(delimiter));
                problems.row(file, row.line, message, help);
            }
            cells == width
        })
        .collect();
    let columns = read_header(schema, &header, &rows, problems);
    Some(Sheet { columns, whole: rows.len() == count, rows })
}

/// The number of columns of the schema among these cells.
fn knows(schema: &Schema, cells: &[String]) -> usize {
    cells.iter().filter(|cell| schema.find(cell.trim()).is_some()).count()
}

/// The index of the column in the file, by field of the schema.
fn read_header(schema: &Schema, header: &Line, rows: &[Line], problems: &mut Problems) -> Vec<Option<usize>> {
    let file = &schema.path;
    let names: Vec<&str> = header.cells.iter().map(|name| name.trim()).collect();
    for (ix, &name) in names.iter().enumerate() {
        if name.is_empty() {
            if let Some(row) = rows.iter().find(|row| !row.cells[ix].trim().is_empty()) {
                let message = format!("“{}” stands in column {}, which has no name", row.cells[ix].trim(), letter(ix));
                problems.row(
                    file,
                    row.line,
                    message,
                    "name the column in the first line (# for your own), or empty it",
                );
            }
        } else if name.starts_with('#') {
        } else if names[..ix].contains(&name) {
            problems.cell(file, Some(header.line), name, "the column stands here twice", "remove one of the two");
        } else if schema.find(name).is_none() {
            let lower = name.to_lowercase();
            let help = match schema.fields.iter().find(|field| field.name.to_lowercase() == lower) {
                Some(field) => format!("write `{}`", field.name),
                None => format!(
                    "remove it, let its name begin with #, or describe it in datapackage.json under `{}`",
                    schema.name
                ),
            };
            problems.cell(file, Some(header.line), name, "the column is not in the schema", help);
        }
    }
    let columns: Vec<_> = schema.fields.iter().map(|field| names.iter().position(|name| *name == field.name)).collect();
    for (field, _) in schema.fields.iter().zip(&columns).filter(|(_, column)| column.is_none()) {
        let help = "add it to the header and to every row";
        problems.cell(file, Some(header.line), &field.name, "the column is missing", help);
    }
    columns
}

/// A column's letter, as spreadsheets name it.
fn letter(ix: usize) -> String {
    let last = char::from(b'A' + (ix % 26) as u8);
    if ix < 26 { last.to_string() } else { letter(ix / 26 - 1) + &last.to_string() }
}

fn delimiter_name(delimiter: char) -> &'static str {
    match delimiter {
        ';' => "semicolons",
        '\t' => "tabs",
        '|' => "bars",
        _ => "commas",
    }
}

/// A fault of the grammar: its line, the message and the help.
type SheetFault = (u64, String, String);

/// The delimiter of a text, from its `sep=` line or its header, and its rows.
fn split(schema: &Schema, text: &str) -> Result<(char, Vec<Line>), SheetFault> {
    let (first, rest) = text.split_once(['\n', '\r']).unwrap_or((text, ""));
    let declared =
        first.trim_matches('"').strip_prefix("sep=").or_else(|| first.trim_matches('"').strip_prefix("SEP="));
    // Excel writes the line with as many delimiters after it as the table has columns.
    if let Some(delimiter) =
        declared.and_then(|declared| declared.chars().next()).filter(|c| [',', ';', '\t', '|'].contains(c))
    {
        let rest = if text.as_bytes().get(first.len()) == Some(&b'\r') {
            rest.strip_prefix('\n').unwrap_or(rest)
        } else {
            rest
        };
        return Ok((delimiter, parse(rest, delimiter, 2)?));
    }
    let known = |delimiter: char| {
        let header = parse(text.split(['\n', '\r']).find(|line| !line.trim().is_empty()).unwrap_or(""), delimiter, 1);
        header.ok().and_then(|lines| Some(knows(schema, &lines.first()?.cells))).unwrap_or_default()
    };
    // The first of several best; a comma if no column is known by any.
    let delimiter = [',', ';', '\t'].into_iter().rev().max_by_key(|delimiter| known(*delimiter)).unwrap_or(',');
    Ok((delimiter, parse(text, delimiter, 1)?))
}

/// Parses RFC 4180 with any line ends and that delimiter. A quote inside a cell that does not begin with one is an
/// ordinary character, as it is to spreadsheets.
fn parse(text: &str, delimiter: char, first_line: u64) -> Result<Vec<Line>, SheetFault> {
    let mut rows = Vec::new();
    let mut row = Line { line: first_line, cells: Vec::new() };
    let mut line = first_line;
    let mut rest = text.chars().peekable();
    while rest.peek().is_some() {
        let mut cell = String::new();
        if rest.next_if_eq(&'"').is_some() {
            let opened = line;
            loop {
                match rest.next() {
                    Some('"') if rest.next_if_eq(&'"').is_none() => break,
                    Some('\r') => {
                        rest.next_if_eq(&'\n');
                        line += 1;
                        cell.push('\n');
                    }
                    Some(character) => {
                        line += u64::from(character == '\n');
                        cell.push(character);
                    }
                    None => {
                        let help = "close it; a quote that belongs to the text is written twice, inside quotes";
                        return Err((opened, "a quote opens here and does not close".into(), help.into()));
                    }
                }
            }
            if rest.peek().is_some_and(|next| ![delimiter, '\r', '\n'].contains(next)) {
                let message = if opened == line {
                    "text follows after a closing quote".to_owned()
                } else {
                    format!("text follows after a closing quote, which was opened in line {opened}")
                };
                let help = "write a quote that belongs to the text twice, and the cell between quotes";
                return Err((line, message, help.into()));
            }
        } else {
            while let Some(character) = rest.next_if(|next| ![delimiter, '\r', '\n'].contains(next)) {
                cell.push(character);
            }
        }
        row.cells.push(cell);
        match rest.next() {
            Some(end) if end == delimiter => {
                if rest.peek().is_none() {
                    row.cells.push(String::new());
                }
                continue;
            }
            Some('\r') => drop(rest.next_if_eq(&'\n')),
            _ => {}
        }
        line += 1;
        rows.push(std::mem::replace(&mut row, Line { line, cells: Vec::new() }));
    }
    if !row.cells.is_empty() {
        rows.push(row);
    }
    Ok(rows)
}

/// Rows as standard CSV: UTF-8, commas, quotes only where they are needed, each row closed by LF.
pub(super) fn write<'a>(rows: impl IntoIterator<Item = Vec<&'a str>>) -> String {
    let mut out = String::new();
    for row in rows {
        // A row of one empty cell would read as a blank line.
        let blank = row.iter().all(|cell| cell.is_empty()) && row.len() == 1;
        for (ix, cell) in row.iter().enumerate() {
            if ix > 0 {
                out.push(',');
            }
            if blank || cell.contains([',', '"', '\n', '\r']) {
                out.push('"');
                out.push_str(&cell.replace('"', "\"\""));
                out.push('"');
            } else {
                out.push_str(cell);
            }
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cells(text: &str, delimiter: char) -> Vec<Vec<String>> {
        parse(text, delimiter, 1).unwrap().into_iter().map(|line| line.cells).collect()
    }

    #[test]
    fn lines_are_counted_as_an_editor_does_whatever_ends_them() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "\"c", "d\",e", "", "f,g", ""].join(end);
            let lines: Vec<u64> = parse(&text, ',', 1).unwrap().iter().map(|line| line.line).collect();
            assert_eq!(lines, [1, 2, 4, 5], "{end:?}");
        }
    }

    #[test]
    fn an_unclosed_quote_is_reported_where_it_opens() {
        assert_eq!(parse("a,b\nc,\"d\ne,f\n", ',', 1).unwrap_err().0, 2);
        assert_eq!(parse("a,b\nc,\"d\ne,\"f\ng,h\n", ',', 1).unwrap_err().0, 3);
        assert_eq!(cells("a \"b\" c,5\"\n", ','), [["a \"b\" c", "5\""]]);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(rows in prop::collection::vec(prop::collection::vec("[a-c,\"; \t五]{0,6}", 1..5), 0..6)) {
            let written = write(rows.iter().map(|row| row.iter().map(String::as_str).collect()));
            prop_assert_eq!(cells(&written, ','), rows);
        }

        /// Comparison with the crate `csv`.
        #[test]
        fn the_grammar_is_everybodys(rows in prop::collection::vec(prop::collection::vec("[a-c,\"; 五]{0,6}", 2..5), 0..6), delimiter in prop::sample::select(vec![b',', b';', b'\t']), crlf in any::<bool>()) {
            let end = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
            let mut writer = csv::WriterBuilder::new().delimiter(delimiter).terminator(end).flexible(true).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            prop_assert_eq!(cells(&text, char::from(delimiter)), rows);
        }
    }
}
