//! Rules beyond the schema: both languages with the same figures, quantities with units, and evidence for every record.

use std::collections::BTreeSet;

use super::descriptor::Package;
use super::diagnostic::{Diagnostic, Problems, quoted};
use super::numbers::{figures_differ, slipped};
use super::spec::{CURRENCIES, record_tables};
use super::table::{InputRow, InputTable};
use super::{Checked, DESCRIPTOR, Tables};
use crate::dataset::SHAPES;

/// The widest `short` title, a Han character counted as two.
const SHORT_WIDTH: usize = 28;

pub(super) fn check(tables: &Tables, checked: &mut Checked, problems: &mut Problems) {
    for table in tables.values() {
        check_languages(table, checked, problems);
        for row in &table.rows {
            check_short(table, row, problems);
            check_quantity(table, row, problems);
            check_url(table, row, problems);
        }
    }
    let checks = tables.get("checks");
    let is_checked: BTreeSet<&str> =
        checks.iter().flat_map(|checks| checks.rows.iter().map(|row| checks.get(row, "record"))).collect();
    for table in record_tables().filter_map(|name| tables.get(name)) {
        for row in &table.rows {
            let is_checked =
                is_checked.contains(table.get(row, "id")) || checks.is_some_and(|checks| !checks.is_whole());
            check_evidence(table, row, is_checked, problems);
        }
    }
    check_repeats(tables, problems);
    if let Some(places) = tables.get("places") {
        check_home(places, problems);
    }
    if let Some(regions) = tables.get("regions") {
        check_regions(regions, problems);
    }
}

/// Checks that the descriptor has the properties that the tables need.
pub(super) fn check_package(package: &Package, tables: &Tables, problems: &mut Problems) {
    let has_rows = |name| tables.get(name).is_some_and(|table| !table.rows.is_empty());
    if has_rows("funding") && package.currency.is_empty() {
        let message = "is missing, and the package has amounts of money";
        let help = format!("write one of {}", quoted(CURRENCIES.iter().copied()));
        problems.cell(DESCRIPTOR, None, "currency", message, help);
    }
    if has_rows("sections") && package.article_url.zh.is_empty() {
        let message = "is missing, and the package has sections of an article";
        problems.cell(DESCRIPTOR, None, "article", message, "say which article, or leave the sections out");
    }
}

/// Returns remarks: regions without a shape are listed beside the map, which is no problem.
pub(super) fn notices(tables: &Tables) -> Vec<Diagnostic> {
    let mut notices = Problems::default();
    if let Some(regions) = tables.get("regions") {
        for row in &regions.rows {
            let id = regions.get(row, "id");
            if regions.get(row, "on_map") == "true" && !SHAPES.contains(&id) {
                let message = format!("the map has no shape for “{id}” and says so");
                let help = format!("shapes are {}", quoted(SHAPES));
                notices.cell(&regions.schema.path, Some(row.line), "on_map", message, help);
            }
        }
    }
    notices.sorted()
}

/// Checks that a text has both languages or neither, with the same figures in both.
fn check_languages(table: &InputTable, checked: &mut Checked, problems: &mut Problems) {
    let file = &table.schema.path;
    for field in &table.schema.fields {
        let Some(column) = field.name.strip_suffix("@en") else { continue };
        if !table.has(column) || !table.has(&field.name) {
            continue;
        }
        for row in &table.rows {
            let (zh, en) = (table.get(row, column), table.get(row, &field.name));
            match (zh.is_empty(), en.is_empty()) {
                (true, true) => continue,
                (false, true) => {
                    let help = format!("write in English what `{column}` says");
                    problems.cell(file, Some(row.line), &field.name, "the English text is missing", help);
                }
                (true, false) => {
                    let help = format!("write in Chinese what `{}` says", field.name);
                    problems.cell(file, Some(row.line), column, "the Chinese text is missing", help);
                }
                // A difference between the versions of the article may be one of figures.
                (false, false) if column == "versions_differ" => {}
                (false, false) => {
                    checked.text_pairs += 1;
                    if let Some(message) = figures_differ(zh, en) {
                        let help = "write the same figures in both languages";
                        problems.cell(file, Some(row.line), &field.name, message, help);
                    }
                }
            }
        }
    }
}

/// The width of a text in columns; a Han character has two.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(|character| 1 + usize::from(character > '\u{2e7f}')).sum()
}

fn check_short(table: &InputTable, row: &InputRow, problems: &mut Problems) {
    for column in ["short", "short@en"] {
        let width = width(table.get(row, column));
        if width > SHORT_WIDTH {
            let message = format!("is {width} wide, a Chinese character counted as 2");
            let help = format!("shorten it to {SHORT_WIDTH}, so that it fits beside its mark");
            problems.cell(&table.schema.path, Some(row.line), column, message, help);
        }
    }
}

/// Checks that a value has its unit and a qualifier its value.
fn check_quantity(table: &InputTable, row: &InputRow, problems: &mut Problems) {
    let has = |column| !table.get(row, column).is_empty();
    let mut report = |column, message: &str, help: &str| {
        problems.cell(&table.schema.path, Some(row.line), column, message, help);
    };
    let value = table.get(row, "value");
    // Differences between the languages are already reported.
    let slip = |column: &str| {
        slipped(value, table.get(row, &format!("{column}@en"))).and_then(|_| slipped(value, table.get(row, column)))
    };
    if let Some(figure) = slip("title").or_else(|| slip("text")) {
        report("value", &format!("{value} is {figure} in the text"), "write the same figure in both");
    }
    if table.schema.find("unit").is_some() {
        if has("value") && !has("unit") {
            report("unit", "the value has no unit", "write its unit, or take the value out");
        }
        if has("unit") && !has("value") {
            report(
                "value",
                "the unit has no value",
                "write the value; for “millions” write 1000000 and the qualifier order",
            );
        }
    }
    // Where the schema does not say so itself.
    let has_minimum = table.schema.find("value").is_some_and(|ix| table.schema.fields[ix].minimum.is_some());
    if table.schema.name == "funding" && !has_minimum && table.get(row, "value").starts_with('-') {
        report("value", "an amount of funding is less than nothing", "write what was raised, 0 or more");
    }
    if has("qualifier") && !has("value") {
        report("qualifier", "there is no value to qualify", "write the value, or take the qualifier out");
    }
}

fn check_url(table: &InputTable, row: &InputRow, problems: &mut Problems) {
    for column in ["url", "copy"] {
        let url = table.get(row, column);
        let has_scheme = url.starts_with("https://") || url.starts_with("http://");
        if !url.is_empty() && (!has_scheme || url.contains([' ', '"', '<', '>'])) {
            let message = format!("“{url}” is not a web address");
            let help = "begin it with https:// and leave no spaces";
            problems.cell(&table.schema.path, Some(row.line), column, message, help);
        }
    }
}

/// Checks that a fact has evidence, and that the evidence supports its status.
fn check_evidence(table: &InputTable, row: &InputRow, is_checked: bool, problems: &mut Problems) {
    let has = |column| !table.get(row, column).is_empty();
    let mut report = |column, message: &str, help: &str| {
        problems.cell(&table.schema.path, Some(row.line), column, message, help);
    };
    match (has("section"), has("paragraph")) {
        (true, false) => report("paragraph", "the section is given but not the paragraph", "count it from 1"),
        (false, true) => report("section", "the paragraph is given but not the section", "write the section's id"),
        _ => {}
    }
    let status = table.get(row, "status");
    match status {
        "derived" if has("named_source") => {
            report("named_source", "what is derived by us has no source that the article names", "leave it empty");
        }
        "confirmed" if !is_checked => {
            let help = "add the source that confirms it to checks.csv, or choose another status";
            report("status", "nothing in checks.csv confirms this record", help);
        }
        "not-found" if !is_checked && !has("note") => {
            let help = "write a note on what was looked for, or choose not-checked where nothing was";
            report("status", "nothing says what was looked for and not found", help);
        }
        "context" if has("section") => {
            report("section", "what the article says is no context beside it", "leave it empty, or change the status");
        }
        "caveat" | "contested" if !is_checked && !has("note") => {
            let help = "write a note, or add to checks.csv what other sources say";
            report("status", &format!("the status {status} is not explained"), help);
        }
        _ => {}
    }
    // The source of a funding point is its series'.
    let has_evidence = has("section")
        || has("named_source")
        || has("series")
        || is_checked
        || status == "derived"
        || status.is_empty();
    if !has_evidence {
        let help = "write where the article says it, name its source, or add a row to checks.csv";
        report("section", "the record has no evidence", help);
    }
}

/// Checks that a repetition refers to a record that is counted, and has the same status.
fn check_repeats(tables: &Tables, problems: &mut Problems) {
    let records = || record_tables().filter_map(|name| tables.get(name));
    let rows = || records().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
    for (table, row) in rows().filter(|(table, row)| !table.get(row, "repeats").is_empty()) {
        let (id, counted_id) = (table.get(row, "id"), table.get(row, "repeats"));
        let mut report = |column, message: String, help: &str| {
            problems.cell(&table.schema.path, Some(row.line), column, message, help);
        };
        let Some((other, first)) = rows().find(|(table, row)| table.get(row, "id") == counted_id) else { continue };
        if id == counted_id || !other.get(first, "repeats").is_empty() {
            let help = "name the record whose statement is counted, or leave it empty";
            report("repeats", format!("“{counted_id}” is not counted itself"), help);
        } else if table.get(row, "status") != other.get(first, "status") {
            let message =
                format!("“{counted_id}”, which tells the same, has the status {}", other.get(first, "status"));
            report("status", message, "give both the same status, or leave `repeats` empty");
        }
    }
}

/// Checks that there is exactly one home, where the arcs begin.
fn check_home(places: &InputTable, problems: &mut Problems) {
    let homes: Vec<&InputRow> = places.rows.iter().filter(|row| places.get(row, "home") == "true").collect();
    match homes.as_slice() {
        [_] => {}
        [] if places.rows.is_empty() || !places.is_whole() => {}
        [] => problems.file(&places.schema.path, "no place is home", "write true in the column `home` of one row"),
        [first, others @ ..] => {
            for other in others {
                let message = format!("home is in line {} already", first.line);
                problems.cell(&places.schema.path, Some(other.line), "home", message, "write false");
            }
        }
    }
}

/// Checks that a region with a shape has no parts, and that label positions are complete.
fn check_regions(regions: &InputTable, problems: &mut Problems) {
    for row in &regions.rows {
        let is_grouping = !regions.get(row, "parts").is_empty();
        if regions.get(row, "on_map") == "true" && is_grouping {
            let help = "write false in `on_map`, or take the parts out";
            problems.cell(&regions.schema.path, Some(row.line), "parts", "a region with a shape has parts", help);
        }
        for column in ["lon", "lat"] {
            let other = if column == "lon" { "lat" } else { "lon" };
            if regions.get(row, column).is_empty() && !regions.get(row, other).is_empty() {
                let message = format!("`{other}` is given but not `{column}`");
                problems.cell(&regions.schema.path, Some(row.line), column, message, "write both or neither");
            }
        }
    }
}
