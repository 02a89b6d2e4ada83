//! Ids: unique over all tables of records, and every reference resolved.

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
                // Spaces at the ends are already reported.
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

/// The values of a column that may be referred to; none if one of its tables could not be read completely, so that a
/// damaged file is not reported again for every row that refers to it. An optional table without a file has no values.
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

/// The help for an unknown id: several ids with another separator, the title of a row, or a misspelling.
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

/// The nearest known id, at most two edits from `id`.
fn nearest<'a>(id: &str, known: &BTreeSet<&'a str>) -> Option<&'a str> {
    // By bytes: a short id of other letters than ASCII's would be near every short id.
    let bytes = |id: &str| id.as_bytes().to_vec();
    known
        .iter()
        .map(|other| (strsim::generic_levenshtein(&bytes(id), &bytes(other)), *other))
        .min()
        .filter(|(distance, _)| *distance <= 2)
        .map(|(_, id)| id)
}

/// Checks that no two tables share an id: addresses and the page's elements have only the id of a record.
fn check_record_ids(tables: &Tables, checked: &mut Checked, problems: &mut Problems) {
    let mut seen: BTreeMap<&str, (&str, u64)> = BTreeMap::new();
    for table in record_tables().filter_map(|name| tables.get(name)) {
        let file = table.schema.path.as_str();
        for row in &table.rows {
            checked.records += 1;
            let id = table.get(row, "id");
            match seen.get(id) {
                _ if id.is_empty() => {}
                // Within one table the primary key is checked already.
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

/// Checks that references within a table form no cycle.
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
