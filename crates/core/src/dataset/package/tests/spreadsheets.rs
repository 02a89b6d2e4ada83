//! Tests: what a spreadsheet or a text editor does to a package is read as what it was, or refused in a line that says how
//! to help it.

use proptest::prelude::*;

use super::super::fixture::files;
use super::super::{Compiled, Diagnostic, Files, read, sheet, standard, with_release};
use super::{assert_problems, check};

/// The rows of a table of the fixture, which is standard CSV.
fn rows_of(files: &Files, name: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(files[name].as_slice());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// A program's way of writing a table.
#[derive(Clone, Debug)]
struct Habit {
    mark: bool,
    has_sep_line: bool,
    delimiter: char,
    end: &'static str,
    quote_all: bool,
    no_last_end: bool,
    truth: [&'static str; 2],
    empty_rows: usize,
    empty_columns: usize,
    note: bool,
    turn: usize,
    padded_header: bool,
}

fn habit() -> impl Strategy<Value = Habit> {
    let words = prop::sample::select(vec![
        ["true", "false"],
        ["TRUE", "FALSE"],
        ["True", "False"],
        ["WAHR", "FALSCH"],
        ["VRAI", "FAUX"],
        ["VERDADERO", "FALSO"],
        ["1", "0"],
    ]);
    let ends = prop::sample::select(vec!["\n", "\r\n", "\r"]);
    let delimiters = prop::sample::select(vec![',', ';', '\t']);
    (
        (any::<bool>(), any::<bool>(), delimiters, ends, any::<bool>(), any::<bool>()),
        (words, 0usize..3, 0usize..3, any::<bool>(), 0usize..30, any::<bool>()),
    )
        .prop_map(
            |(
                (mark, has_sep_line, delimiter, end, quote_all, no_last_end),
                (truth, rows, columns, note, turn, padded),
            )| {
                Habit {
                    mark,
                    has_sep_line,
                    delimiter,
                    end,
                    quote_all,
                    no_last_end,
                    truth,
                    empty_rows: rows,
                    empty_columns: columns,
                    note,
                    turn,
                    padded_header: padded,
                }
            },
        )
}

impl Habit {
    fn write(&self, mut rows: Vec<Vec<String>>) -> Vec<u8> {
        let header = rows[0].clone();
        for row in &mut rows[1..] {
            for (cell, name) in row.iter_mut().zip(&header) {
                if ["on_map", "home", "port", "stepped", "voyages"].contains(&&**name) {
                    *cell = match &**cell {
                        "true" => self.truth[0].to_owned(),
                        "false" => self.truth[1].to_owned(),
                        other => other.to_owned(),
                    };
                }
            }
        }
        for (line, row) in rows.iter_mut().enumerate() {
            let turn = self.turn % row.len();
            row.rotate_left(turn);
            if self.note {
                let words = if line == 0 { "# for us".to_owned() } else { format!("seen\ntwice, {line}") };
                row.insert(row.len() / 2, words);
            }
            row.extend(vec![String::new(); self.empty_columns]);
            if self.padded_header && line == 0 {
                row[0] = format!(" {} ", row[0]);
            }
        }
        let width = rows[0].len();
        rows.extend(vec![vec![String::new(); width]; self.empty_rows]);
        let mut text = String::new();
        if self.mark {
            text.push('\u{feff}');
        }
        if self.has_sep_line {
            text += &format!("sep={}{}", self.delimiter, self.end);
        }
        for row in &rows {
            let cells: Vec<String> = row
                .iter()
                .map(|cell| {
                    if self.quote_all || cell.contains(['"', '\n', ',', ';', '\t']) {
                        format!("\"{}\"", cell.replace('"', "\"\""))
                    } else {
                        cell.clone()
                    }
                })
                .collect();
            text += &cells.join(&self.delimiter.to_string());
            text += self.end;
        }
        if self.no_last_end {
            text.truncate(text.len() - self.end.len());
        }
        text.into_bytes()
    }
}

fn compiled(files: &Files) -> Compiled {
    read(files).unwrap_or_else(|problems| {
        panic!("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_package_that_a_spreadsheet_has_rewritten_is_the_same_package(habits in prop::collection::vec(habit(), 20)) {
        let was = files();
        let mut now = was.clone();
        let tables: Vec<&String> = was.keys().filter(|name| name.ends_with(".csv")).collect();
        for (name, habit) in tables.into_iter().zip(&habits) {
            now.insert(name.clone(), habit.write(rows_of(&was, name)));
        }
        let json = String::from_utf8(now["datapackage.json"].clone()).unwrap();
        let json = if habits[0].mark { format!("\u{feff}{json}") } else { json };
        let json = json.replace("\"path\": \"", "\"path\": \"./").replace("./http", "http").replace('\n', habits[0].end);
        now.insert("datapackage.json".into(), json.into_bytes());
        let (before, after) = (compiled(&was), compiled(&now));
        prop_assert_eq!(&before.dataset, &after.dataset);
        prop_assert_eq!(before.fingerprints, after.fingerprints);
        prop_assert_eq!(before.details, after.details);
        // What is published of it is standard, and the same whatever wrote it.
        let published = standard(&now).unwrap();
        for (name, bytes) in standard(&was).unwrap() {
            prop_assert!(name == "datapackage.json" || published[&name] == bytes, "{}", name);
            if name.ends_with(".csv") {
                prop_assert_eq!(rows_of(&published, &name), rows_of(&was, &name));
            }
        }
    }

    /// Errors of spreadsheets are refused in any cell, at its place.
    #[test]
    fn what_has_lost_something_is_refused_wherever_it_stands(
        table in any::<prop::sample::Index>(), row in any::<prop::sample::Index>(), column in any::<prop::sample::Index>(),
        trace in prop::sample::select(vec!["a\u{7}", "\u{0}b", "a\nb", "a\u{b}b", "a\tb", "\u{fffd}", "#NAME?", "#REF!", "######", "å¤§ä¼—", "????", "a\u{200b}", " a", "a\u{a0}"]),
    ) {
        let mut files = files();
        let tables: Vec<String> = files.keys().filter(|name| name.ends_with(".csv")).cloned().collect();
        let name = &tables[table.index(tables.len())];
        let mut rows = rows_of(&files, name);
        let (row, width) = (1 + row.index(rows.len() - 1), rows[0].len());
        let column = column.index(width);
        rows[row][column] = trace.to_owned();
        let name_of_column = rows[0][column].clone();
        let text = sheet::write(rows.iter().map(|row| row.iter().map(String::as_str).collect()));
        files.insert(name.clone(), text.into_bytes());
        let problems = read(&files).unwrap_err();
        let here = |problem: &&Diagnostic| problem.file == *name && problem.row == Some(row as u64 + 1) && problem.column.as_deref() == Some(&name_of_column);
        prop_assert!(problems.iter().find(here).is_some(), "{:?}", problems);
    }

    /// A figure in any notation but plain digits is refused.
    #[test]
    fn no_figure_is_read_that_is_not_written_out(
        value in 1u64..9_999_999_999, notation in 0usize..8,
    ) {
        let plain = value.to_string();
        let grouped = |sign: &str| {
            let mut out = String::new();
            for (ix, digit) in plain.chars().enumerate() {
                if ix > 0 && (plain.len() - ix).is_multiple_of(3) { out += sign; }
                out.push(digit);
            }
            if out == plain { format!("{plain}{sign}5") } else { out }
        };
        let written = match notation {
            0 => format!("{:E}", value as f64),
            1 => format!("{:.2e}", value as f64),
            2 => grouped(","),
            3 => grouped(" "),
            4 => format!("{plain},5"),
            5 => format!("+{plain}"),
            6 => format!("{plain}%"),
            _ => format!("${plain}"),
        };
        let mut files = files();
        let events = String::from_utf8(files["events.csv"].clone()).unwrap();
        let quoted = format!("\"{written}\"");
        files.insert("events.csv".into(), events.replacen("430000000", &quoted, 1).into_bytes());
        let problems = read(&files).unwrap_err();
        prop_assert!(problems.len() == 1 && problems[0].column.as_deref() == Some("value"), "{}: {:?}", written, problems);
    }
}

/// Files that cannot be read: each is one line of the report, whatever refers to it.
#[test]
fn a_file_that_is_no_text_is_reported_once_and_nothing_that_refers_to_it() {
    let utf16: Vec<u8> = "id,title\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let not_csv: [(&[u8], &str); 6] = [
        (b"PK\x03\x04\x14\x00\x06\x00xl/workbook.xml", "is an Excel workbook (.xlsx), not CSV, whatever its name says"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Excel workbook (.xls), not CSV, whatever its name says"),
        (&utf16, "is written in UTF-16, not UTF-8"),
        (b"id,title\nvw,\xb4\xf3\xd6\xda\xc6\xfb\xb3\xb5\n", "is written in GBK (Chinese Windows), not UTF-8"),
        (b"id,title\nvw,M\xfcnchen\n", "is written in an old Windows encoding (such as Windows-1252), not UTF-8"),
        (b"Export of today\n\nnothing\n", ""),
    ];
    let was = files();
    for name in was.keys() {
        for (bytes, message) in not_csv {
            let mut files = was.clone();
            files.insert(name.clone(), bytes.to_vec());
            let problems = read(&files).unwrap_err();
            let blank = |problem: &Diagnostic| problem.message == "the row is empty";
            let reported: Vec<_> = problems.iter().filter(|problem| !blank(problem)).collect();
            assert_eq!(reported.len(), 1, "{name}: {problems:?}");
            assert!(reported[0].file == *name && reported[0].message.contains(message), "{name}: {}", reported[0]);
            assert!(name == "datapackage.json" || !reported[0].help.is_empty());
        }
        let mut files = was.clone();
        files.remove(name);
        assert_eq!(read(&files).unwrap_err().len(), 1, "{name} is missing");
    }
}

#[test]
fn rows_and_quotes_that_leave_two_readings() {
    check(
        "quotes.csv",
        "at open source makes",
        "at open source, makes",
        &["quotes.csv:2: has 23 cells, the header has 22; check the commas and quotes of this row"],
    );
    check(
        "lanes.csv",
        "industry",
        "\nindustry",
        &["lanes.csv:3: the row is empty; remove it, or write what belongs here"],
    );
    check(
        "lanes.csv",
        "industry",
        ",,,\n,,,\n \nindustry",
        &["lanes.csv:3: the rows to 5 are empty; remove them, or write what belongs here"],
    );
    check(
        "lanes.csv",
        "id,title",
        "Lanes\n\nid,title",
        &[
            "lanes.csv:1: the names of the columns stand in line 3; remove what stands above them",
            "lanes.csv:2: the row is empty; remove it, or write what belongs here",
        ],
    );
    check(
        "lanes.csv",
        "id,title,title@en,glyph\n",
        "",
        &["lanes.csv:1: the names of the columns are missing; write them as `id`, `title`, `title@en`, `glyph`"],
    );
    check(
        "lanes.csv",
        "title@en,glyph",
        "Title@EN,glyph",
        &[
            "lanes.csv:1:Title@EN: the column is not in the schema; write `title@en`",
            "lanes.csv:1:title@en: the column is missing; add it to the header and to every row",
        ],
    );
    check(
        "lanes.csv",
        "MiniMax, 01.AI\"",
        "MiniMax, 01.AI",
        &["lanes.csv:8: a quote opens here and does not close; close it; a quote that belongs to the text is written \
         twice, inside quotes"],
    );
    check(
        "lanes.csv",
        "政策",
        "\"政策",
        &[
            "lanes.csv:8: text follows after a closing quote, which was opened in line 2; write a quote that belongs to \
         the text twice, and the cell between quotes",
        ],
    );
    check(
        "lanes.csv",
        "政策",
        "\"政\"策\"",
        &["lanes.csv:2: text follows after a closing quote; write a quote that belongs to the text twice, and the \
         cell between quotes"],
    );
}

#[test]
fn a_column_without_a_name_has_to_be_empty() {
    let mut with_words = files();
    let lanes = String::from_utf8(with_words["lanes.csv"].clone()).unwrap();
    let wider: Vec<String> = lanes.lines().map(|line| format!("{line},")).collect();
    with_words.insert("lanes.csv".into(), (wider.join("\n") + "seen\n").into_bytes());
    let last = lanes.lines().count();
    assert_problems(
        &with_words,
        &[&format!(
            "lanes.csv:{last}: “seen” stands in column E, which has no name; name the column in the first line (# for \
             your own), or empty it"
        )],
    );
}

#[test]
fn figures_that_a_spreadsheet_rewrote() {
    check(
        "events.csv",
        "430000000",
        "4.3E+08",
        &[
            "events.csv:4:value: “4.3E+08” is in scientific notation: a spreadsheet has shortened it; write all its digits \
         (430000000, if none were lost), and give the column the format “number” before saving",
        ],
    );
    check(
        "events.csv",
        "430000000",
        "\"430,000,000\"",
        &["events.csv:4:value: “430,000,000” is not a number; write 430000000"],
    );
    check(
        "events.csv",
        "430000000",
        "4300000000000000001",
        &["events.csv:4:value: “4300000000000000001” has more digits than a spreadsheet or a program keeps; write at \
         most 15, and put noughts for the others"],
    );
    check(
        "events.csv",
        "why-market,2,",
        "why-market,2.0,",
        &["events.csv:2:paragraph: “2.0” is not a whole number; write 2"],
    );
    check("places.csv", "116.4", "\"116,4\"", &["places.csv:2:lon: “116,4” is not a number; write 116.4"]);
}

#[test]
fn dates_that_a_spreadsheet_rewrote_are_refused_with_what_they_may_mean() {
    let forms = "is not a date";
    for (written, meant) in [
        ("11/30/2022", "write 2022-11-30"),
        ("30.11.2022", "write 2022-11-30"),
        ("2022/11/30", "write 2022-11-30"),
        ("Nov-22", "write 2022-11"),
        ("44895", "write 2022-11-30"),
        ("5/11/2022", "write 2022-05-11 or 2022-11-05, whichever is meant"),
    ] {
        let line = format!("events.csv:2:date: “{written}” {forms}; {meant}");
        check("events.csv", "2022-11-30,,industry", &format!("{written},,industry"), &[&line]);
    }
}

#[test]
fn ids_written_as_a_person_would() {
    check(
        "events.csv",
        ",tencent-cloud;mobily,",
        ",\"tencent-cloud, mobily\",",
        &["events.csv:3:companies: “tencent-cloud, mobily” is not an id of `companies`; put “;” between two ids: \
         tencent-cloud;mobily"],
    );
    check(
        "events.csv",
        ",tencent-cloud;mobily,",
        ",Tencent Cloud、mobily,",
        &["events.csv:3:companies: “Tencent Cloud、mobily” is not an id of `companies`; put “;” between two ids: \
         tencent-cloud;mobily"],
    );
    check(
        "events.csv",
        ",tencent-cloud;mobily,",
        ",Tencent Cloud,",
        &[
            "events.csv:3:companies: “Tencent Cloud” is not an id of `companies`; write tencent-cloud, the id of the row \
         with that name (companies.csv:4)",
        ],
    );
    check(
        "quotes.csv",
        "quote-open-source,",
        "Quote: open_source,",
        &["quotes.csv:2:id: “Quote: open_source” is not an id; write small letters a to z, digits and hyphens alone"],
    );
    check(
        "quotes.csv",
        "quote-open-source,",
        "Quote Open_Source,",
        &["quotes.csv:2:id: “Quote Open_Source” is not an id; write small letters a to z, digits and hyphens alone, \
         such as quote-open-source"],
    );
}

#[test]
fn the_descriptor_as_editors_save_it() {
    check(
        "datapackage.json",
        "\"languages\"",
        "“languages”",
        &[
            "datapackage.json:9: not a JSON object: key must be a string at line 9 column 3; correct the JSON; its quotes are straight: \"",
        ],
    );
}

#[test]
fn a_value_that_slipped_by_a_nought_differs_from_its_text() {
    check(
        "events.csv",
        "430000000",
        "4300000000",
        &["events.csv:4:value: 4300000000 is 430000000 in the text; write the same figure in both"],
    );
}

/// A history in a spreadsheet's form takes another release as the standard one does.
#[test]
fn a_release_is_recorded_whatever_wrote_the_history() {
    let was = files();
    let mut now = was.clone();
    let text = String::from_utf8(now["releases.csv"].clone()).unwrap();
    now.insert("releases.csv".into(), format!("\u{feff}{}", text.replace(',', ";").replace('\n', "\r\n")).into_bytes());
    for files in [&was, &now] {
        let json = String::from_utf8(was["datapackage.json"].clone()).unwrap().replace("0.1.0", "0.2.0");
        let mut files = files.clone();
        files.insert("datapackage.json".into(), json.into_bytes());
        let history = with_release(&files, &[], "2026-11-28").unwrap().unwrap();
        assert!(history.starts_with(&text) && history.contains("0.2.0,2026-11-28,"), "{history}");
    }
}
