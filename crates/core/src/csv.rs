//! CSV output of tables for spreadsheets and programs.
//!
//! RFC 4180 with CRLF, in UTF-8. Excel needs a byte order mark to recognise UTF-8; many other programs would read the mark
//! as part of the first column's name. Spreadsheets evaluate a cell that begins with `=`, `+`, `-`, `@`, their full-width
//! forms, a tab or a line break as a formula; such cells are prefixed with an apostrophe, which marks text.

/// The beginning of a file for Excel.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The program that reads the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// A program or a spreadsheet that expects UTF-8.
    Program,
    /// Excel, which needs the byte order mark.
    Excel,
}

/// The text of a CSV file with these rows, including the header.
pub fn write(rows: &[Vec<String>], reader: Reader) -> String {
    let mut out = String::new();
    if reader == Reader::Excel {
        out.push(BYTE_ORDER_MARK);
    }
    for row in rows {
        for (ix, cell) in row.iter().enumerate() {
            if ix > 0 {
                out.push(',');
            }
            push_cell(&mut out, cell);
        }
        out.push_str("\r\n");
    }
    out
}

/// Appends a cell, quoted if it has a separator, a quote, a line break, or a space at either end.
fn push_cell(out: &mut String, cell: &str) {
    let guard = is_formula(cell);
    let quoted = cell.contains([',', '"', '\r', '\n']) || cell.starts_with(' ') || cell.ends_with(' ');
    if quoted {
        out.push('"');
    }
    if guard {
        out.push('\'');
    }
    for character in cell.chars() {
        if character == '"' {
            out.push('"');
        }
        out.push(character);
    }
    if quoted {
        out.push('"');
    }
}

/// Returns true if a spreadsheet may evaluate the cell.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Parses a CSV file by RFC 4180, the inverse of [`write`].
    fn read(text: &str) -> Vec<Vec<String>> {
        let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
        let (mut quoted, mut rest) = (false, text.chars().peekable());
        while let Some(character) = rest.next() {
            match character {
                '"' if quoted && rest.peek() == Some(&'"') => cell.extend(rest.next()),
                '"' => quoted = !quoted,
                ',' if !quoted => row.push(std::mem::take(&mut cell)),
                '\r' if !quoted => {
                    assert_eq!(rest.next(), Some('\n'), "a bare carriage return");
                    row.push(std::mem::take(&mut cell));
                    rows.push(std::mem::take(&mut row));
                }
                '\n' if !quoted => panic!("a bare line feed"),
                other => cell.push(other),
            }
        }
        assert!(!quoted && cell.is_empty() && row.is_empty(), "the last row is not closed");
        rows
    }

    #[test]
    fn what_needs_quotes_has_them_and_nothing_else() {
        let row = ["plain", "a, b", "say \"so\"", "two\nlines", " ends ", "五个国家", ""];
        let written = write(&[row.map(str::to_owned).to_vec()], Reader::Program);
        assert_eq!(written, "plain,\"a, b\",\"say \"\"so\"\"\",\"two\nlines\",\" ends \",五个国家,\r\n");
    }

    #[test]
    fn what_a_spreadsheet_might_run_is_guarded() {
        for start in ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"] {
            let cell = format!("{start}HYPERLINK(\"x\")");
            let rows = read(&write(&[vec![cell.clone()]], Reader::Program));
            assert_eq!(rows, [[format!("'{cell}")]], "{start:?}");
        }
        // Spreadsheets do not evaluate U+2212.
        assert_eq!(write(&[vec!["−82%".into(), "2024-05".into()]], Reader::Program), "−82%,2024-05\r\n");
    }

    #[test]
    fn only_the_file_for_excel_begins_with_a_mark_and_nothing_else_differs() {
        let rows = [vec!["名称".to_owned(), "=1".to_owned()], vec!["东南亚".to_owned(), "a, b".to_owned()]];
        let plain = write(&rows, Reader::Program);
        assert!(plain.starts_with("名称,'=1\r\n"), "{plain}");
        assert_eq!(write(&rows, Reader::Excel), format!("\u{feff}{plain}"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(rows in prop::collection::vec(prop::collection::vec("[a-c,\"\r\n =＋@\t-五]{0,6}", 1..5), 0..6)) {
            let guarded = |cell: &String| if is_formula(cell) { format!("'{cell}") } else { cell.clone() };
            let expected: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(guarded).collect()).collect();
            prop_assert_eq!(read(&write(&rows, Reader::Program)), expected);
        }
    }
}
