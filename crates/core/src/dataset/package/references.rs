//! Ids: each its own over all tables of records, and each that is named anywhere found.

use std::collections::{BTreeMap, BTreeSet};

use super::descriptor::{Field, FieldKind, Package};
use super::diagnostic::Problems;
use super::spec::{ANY_RECORD, TABLES, record_tables};
use super::{Checked, Tables};

pub(super) fn check(package: &Package, tables: &Tables, checked: &mut Checked, problems: &mut Problems) {
    check_record_ids(tables, checked, problems);
    for table in tables.values() {
        let file = &table.schema.path;
        for field in &table.schema.fields {
            let Some((target, column)) = &field.references else { continue };
            let Some(known) = values_of(package, tables, target, column) else { continue };
            for row in &table.rows {
                // Spaces at the ends have been told already.
                for id in table.items(row, &field.name).into_iter().map(str::trim) {
                    checked.references += 1;
                    if !known.contains(id) && !id.is_empty() {
                        let message = format!("“{id}” is not an id of `{target}`");
                        let help = help_for(id, field, &known, &titles_of(tables, target));
                        problems.cell(file, Some(row.line), &field.name, message, help);
                    }
                }
            }
        }
    }
    check_order(tables, problems);
}

/// All values of a column that may be referred to; none where one of its tables could not be read in whole, so that one
/// damaged file is not told again by every row that refers to it. A table that the package does without has none.
fn values_of<'a>(package: &Package, tables: &'a Tables, target: &str, column: &str) -> Option<BTreeSet<&'a str>> {
    let names: Vec<&str> = if target == ANY_RECORD { record_tables().collect() } else { vec![target] };
    let mut values = BTreeSet::new();
    for name in names {
        let Some(table) = tables.get(name) else {
            let is_known = TABLES.iter().any(|table| table.name == name);
            if !is_known || package.tables.iter().any(|schema| schema.name == name) {
                return None;
            }
            continue;
        };
        if !table.knows_all(column) {
            return None;
        }
        values.extend(table.rows.iter().map(|row| table.get(row, column)).filter(|value| !value.is_empty()));
    }
    Some(values)
}

/// The rows that references to `target` may mean by their title: title, id, file and line.
fn titles_of<'a>(tables: &'a Tables, target: &str) -> Vec<(&'a str, &'a str, &'a str, u64)> {
    let is_target =
        |name: &str| if target == ANY_RECORD { record_tables().any(|other| other == name) } else { name == target };
    let rows = tables
        .iter()
        .filter(|(name, _)| is_target(name))
        .flat_map(|(_, table)| table.rows.iter().map(move |row| (table, row)));
    rows.flat_map(|(table, row)| {
        let titles = ["title", "title@en", "short", "short@en"].map(|column| table.get(row, column));
        let aliases = table.items(row, "aliases");
        let names = titles.into_iter().chain(aliases).filter(|name| !name.is_empty());
        names.map(move |name| (name, table.get(row, "id"), table.schema.path.as_str(), row.line))
    })
    .collect()
}

/// How an id that is none is repaired: several ids with another sign between them, the title of a row, a slip.
fn help_for(id: &str, field: &Field, known: &BTreeSet<&str>, titles: &[(&str, &str, &str, u64)]) -> String {
    let titled = |word: &str| {
        let is_it = |name: &str| name.to_lowercase() == word.to_lowercase();
        titles.iter().find(|(name, ..)| is_it(name)).copied()
    };
    let parts: Vec<&str> =
        id.split([',', '，', '、', '；', '|', '/', '+', '&']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let meant: Option<Vec<&str>> =
        parts.iter().map(|part| known.get(part).copied().or_else(|| titled(part).map(|(_, id, ..)| id))).collect();
    if let (FieldKind::List { delimiter }, Some(ids)) = (field.kind, meant.filter(|ids| ids.len() > 1)) {
        return format!("put “{delimiter}” between two ids: {}", ids.join(&delimiter.to_string()));
    }
    if let Some((_, of_title, file, line)) = titled(id) {
        return format!("write {of_title}, the id of the row with that name ({file}:{line})");
    }
    match nearest(id, known) {
        Some(near) => format!("correct it (“{near}”?), or add a row with that id"),
        None => "correct it, or add a row with that id".to_owned(),
    }
}

/// A known id within two single-letter changes of `id`.
fn nearest<'a>(id: &str, known: &BTreeSet<&'a str>) -> Option<&'a str> {
    known
        .iter()
        .map(|other| (distance(id, other), *other))
        .min()
        .filter(|(distance, _)| *distance <= 2)
        .map(|(_, id)| id)
}

/// Levenshtein's distance, in bytes; ids are ASCII.
fn distance(a: &str, b: &str) -> usize {
    let mut before: Vec<usize> = (0..=b.len()).collect();
    for (i, byte_a) in a.bytes().enumerate() {
        let mut row = vec![i + 1];
        for (j, byte_b) in b.bytes().enumerate() {
            let changed = before[j] + usize::from(byte_a != byte_b);
            row.push(changed.min(before[j + 1] + 1).min(row[j] + 1));
        }
        before = row;
    }
    before[b.len()]
}

/// A record's id is what addresses and the page's elements carry, so two tables cannot share one.
fn check_record_ids(tables: &Tables, checked: &mut Checked, problems: &mut Problems) {
    let mut seen: BTreeMap<&str, (&str, u64)> = BTreeMap::new();
    for table in record_tables().filter_map(|name| tables.get(name)) {
        let file = table.schema.path.as_str();
        for row in &table.rows {
            checked.records += 1;
            let id = table.get(row, "id");
            match seen.get(id) {
                _ if id.is_empty() => {}
                // Within one table its primary key has told.
                Some((other, line)) if *other != file => {
                    let message = format!("“{id}” is the id of {other}:{line} already");
                    problems.cell(file, Some(row.line), "id", message, "give each record its own id");
                }
                Some(_) => {}
                None => drop(seen.insert(id, (file, row.line))),
            }
        }
    }
}

/// References within a table that must not run in a circle.
fn check_order(tables: &Tables, problems: &mut Problems) {
    if let Some(voyages) = tables.get("voyages") {
        let mut earlier = BTreeSet::new();
        for row in &voyages.rows {
            let (id, from) = (voyages.get(row, "id"), voyages.get(row, "from"));
            if !from.is_empty() && !earlier.contains(from) && voyages.rows.iter().any(|r| voyages.get(r, "id") == from)
            {
                let message = format!("“{from}” comes later than this row");
                problems.cell(&voyages.schema.path, Some(row.line), "from", message, "keep the rows in sailing order");
            }
            earlier.insert(id);
        }
    }
    for (table, column) in [("companies", "parent"), ("regions", "parts")] {
        let Some(table) = tables.get(table) else { continue };
        for row in &table.rows {
            let id = table.get(row, "id");
            let mut reached: BTreeSet<&str> = BTreeSet::new();
            let mut open = table.items(row, column);
            while let Some(next) = open.pop() {
                if reached.insert(next) {
                    let rows = table.rows.iter().filter(|row| table.get(row, "id") == next);
                    open.extend(rows.flat_map(|row| table.items(row, column)));
                }
            }
            if reached.contains(id) {
                let message = format!("leads back to “{id}” itself");
                problems.cell(&table.schema.path, Some(row.line), column, message, "take the circle apart");
            }
        }
    }
}
