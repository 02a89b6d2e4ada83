//! The history of a package: fingerprints of its records, changes since each release in `releases.csv`, and the recording
//! of a release.
//!
//! A fingerprint is made of the cells as they are written, not of the compiled types, so it changes with the facts and
//! with nothing else: neither the order of rows and columns nor a new version of this program changes it. A record
//! that got another id keeps the fingerprint of the old one, and so do those that refer to it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::descriptor::Package;
use super::diagnostic::Problems;
use super::spec::{ANY_RECORD, HISTORY, OPTIONAL, record_tables};
use super::table::{InputRow, InputTable};
use super::{Compiled, Diagnostic, Files, Tables, read, standard};
use crate::dataset::{Dataset, RecordIx, Release, Renamed};
use crate::date::Edtf;

/// The file of the history, and the columns it begins with.
const FILE: &str = "releases.csv";
const HEADER: &str = "version,date,dataset,record,fingerprint,renamed_to\n";

/// Short hashes of the present content of a package.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprints {
    /// The hash of everything but version and history.
    pub dataset: String,
    /// The hash of each record, in the order of the dataset.
    pub records: Vec<String>,
}

pub(super) fn fingerprints(package: &Package, tables: &Tables) -> Fingerprints {
    let first_ids = first_ids(tables);
    let mut checks: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    let mut rows = Vec::new();
    for (name, table) in tables.iter().filter(|(name, _)| !OPTIONAL.contains(name)) {
        for row in &table.rows {
            let hash = hash_of_row(table, row, &first_ids);
            rows.push(hash);
            if *name == "checks" {
                checks.entry(table.get(row, "record")).or_default().push(hash);
            }
        }
    }
    let mut records = Vec::new();
    for table in record_tables().filter_map(|name| tables.get(name)) {
        for row in &table.rows {
            let mut parts = vec![hash_of_row(table, row, &first_ids)];
            parts.extend(checks.get(table.get(row, "id")).into_iter().flatten());
            records.push(short(hash_of_set(parts)));
        }
    }
    let Package { title, article_url, published, .. } = package;
    let published = published.map(|date| date.to_string()).unwrap_or_default();
    let texts = [&*title.zh, &title.en, &article_url.zh, &article_url.en, &published];
    rows.push(texts.iter().fold(START, |hash, text| add(hash, text)));
    // Dollars are left out: hashes of packages from before `currency` was a property stay the same.
    rows.extend(
        Some(&*package.currency)
            .filter(|currency| !matches!(*currency, "" | "usd"))
            .map(|currency| add(START, currency)),
    );
    Fingerprints { dataset: short(hash_of_set(rows)), records }
}

/// The first id of each record that has had others.
fn first_ids<'a>(tables: &'a Tables) -> BTreeMap<&'a str, &'a str> {
    let mut first_ids = BTreeMap::new();
    for (old, new) in renamings(tables) {
        first_ids.entry(new).or_insert(old);
    }
    first_ids
}

/// Old ids with the new one, in the order they were recorded.
fn renamings<'a>(tables: &'a Tables) -> impl Iterator<Item = (&'a str, &'a str)> {
    let history = tables.get(HISTORY);
    let rows = history.into_iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
    rows.map(|(table, row)| (table.get(row, "record"), table.get(row, "renamed_to"))).filter(|(_, new)| !new.is_empty())
}

/// The hash of a row's cells by column, whatever the order of columns; empty cells are left out.
fn hash_of_row(table: &InputTable, row: &InputRow, first_ids: &BTreeMap<&str, &str>) -> u64 {
    let names_records = |target: &str| target == ANY_RECORD || record_tables().any(|name| name == target);
    let is_records = names_records(&table.schema.name);
    let mut cells = vec![add(START, &table.schema.name)];
    for field in &table.schema.fields {
        let is_id = match &field.references {
            Some((target, _)) => names_records(target),
            None => is_records && field.name == "id",
        };
        let named = add(START, &field.name);
        let items = table.items(row, &field.name);
        if !items.is_empty() {
            let first =
                |id: &str| if is_id { first_ids.get(id).copied().unwrap_or(id).to_owned() } else { id.to_owned() };
            cells.push(items.into_iter().fold(named, |hash, item| add(hash, &first(item))));
        }
    }
    hash_of_set(cells)
}

fn hash_of_set(mut hashes: Vec<u64>) -> u64 {
    hashes.sort_unstable();
    hashes.iter().fold(START, |hash, other| fnv1a(hash, &other.to_le_bytes()))
}

/// The offset basis of FNV-1a, 64 bit (Fowler, Noll, Vo), which is small and stable and needs no secret.
const START: u64 = 0xcbf2_9ce4_8422_2325;

fn fnv1a(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Adds a text and its end.
fn add(hash: u64, text: &str) -> u64 {
    fnv1a(fnv1a(hash, text.as_bytes()), &[0])
}

fn short(hash: u64) -> String {
    format!("{:08x}", hash >> 32)
}

/// Ids that records had before.
pub(super) fn renamed(tables: &Tables, dataset: &Dataset) -> Vec<Renamed> {
    let now = |id: &str| dataset.find(id);
    let all: BTreeMap<&str, &str> = renamings(tables).collect();
    all.into_iter().filter_map(|(old, new)| Some(Renamed { id: old.into(), record: now(new)? })).collect()
}

/// The date on which the present content was recorded as `version`, if it was.
pub(super) fn date_of(tables: &Tables, version: &str, fingerprints: &Fingerprints) -> Option<Edtf> {
    let table = tables.get(HISTORY)?;
    let is_now =
        |row: &&InputRow| table.get(row, "version") == version && table.get(row, "dataset") == fingerprints.dataset;
    table.get(table.rows.iter().find(is_now)?, "date").parse().ok()
}

/// Changes since each release, oldest first, without releases that are the same as now.
pub(super) fn since(tables: &Tables, dataset: &Dataset, fingerprints: &Fingerprints) -> Vec<Release> {
    let Some(table) = tables.get(HISTORY) else { return Vec::new() };
    let mut releases: Vec<Release> = Vec::new();
    for rows in table.rows.chunk_by(|a, b| table.get(a, "version") == table.get(b, "version")) {
        let hash = table.get(&rows[0], "dataset");
        if hash == fingerprints.dataset || releases.iter().any(|release| *release.hash == *hash) {
            continue;
        }
        let mut release = Release { hash: hash.into(), ..Release::default() };
        let mut was_there = BTreeSet::new();
        for row in rows {
            let (id, new) = (table.get(row, "record"), table.get(row, "renamed_to"));
            match dataset.find(if new.is_empty() { id } else { new }) {
                Some(ix) => {
                    was_there.insert(ix);
                    if fingerprints.records[ix as usize] != table.get(row, "fingerprint") {
                        release.changed.push(ix);
                    }
                }
                None => release.removed.push(id.into()),
            }
        }
        release.added.extend((0..dataset.records.len() as RecordIx).filter(|ix| !was_there.contains(ix)));
        releases.push(release);
    }
    releases
}

/// Checks that each release is contiguous, has one date and one dataset, and has each record once.
pub(super) fn check(tables: &Tables, problems: &mut Problems) {
    let Some(table) = tables.get(HISTORY) else { return };
    let file = &table.schema.path;
    let known: BTreeSet<&str> = record_tables()
        .filter_map(|name| tables.get(name))
        .flat_map(|table| table.rows.iter().map(move |row| table.get(row, "id")))
        .collect();
    let mut releases: BTreeMap<&str, &InputRow> = BTreeMap::new();
    let mut before: Option<&InputRow> = None;
    let mut ids = BTreeSet::new();
    for row in &table.rows {
        let version = table.get(row, "version");
        let mut report = |column: &str, message: String, help: &str| {
            problems.cell(file, Some(row.line), column, message, help);
        };
        let same = before.is_some_and(|before| table.get(before, "version") == version);
        if !same {
            ids.clear();
            if let Some(first) = releases.get(version) {
                let message = format!("{version} begins in line {} already", first.line);
                report("version", message, "keep the rows of a release together");
            } else if let Some(earlier) = before.map(|before| table.get(before, "version"))
                && numbers(earlier) > numbers(version)
            {
                report("version", format!("{version} comes after {earlier}"), "keep the oldest release first");
            }
        }
        let first = *releases.entry(version).or_insert(row);
        for column in ["date", "dataset"] {
            if table.get(row, column) != table.get(first, column) {
                let message = format!("{version} has “{}” in line {}", table.get(first, column), first.line);
                report(column, message, "write the same in all rows of a release");
            }
        }
        let id = table.get(row, "record");
        if !ids.insert(id) {
            report("record", format!("“{id}” stands in {version} twice"), "keep one of the two rows");
        }
        if !table.get(row, "renamed_to").is_empty() && known.contains(id) {
            report("renamed_to", format!("“{id}” is still an id of `records`"), "leave it empty");
        }
        before = Some(row);
    }
}

/// A version as numbers, for comparing.
fn numbers(version: &str) -> Vec<u32> {
    version.split('.').map(|part| part.parse().unwrap_or_default()).collect()
}

/// A reason for not recording a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReleaseError {
    /// The package has problems.
    Problems(Vec<Diagnostic>),
    /// The version is recorded with another dataset: that version, its dataset and the present one.
    VersionTaken(String, String, String),
    /// An id was renamed that is still in use or never was, or into one that is not in use.
    NoRenaming(String, String),
}

/// The history of a package with its present state added under its present version, dated `today`, and with ids
/// `renamed` from one to another; `None` if it is recorded already.
///
/// # Errors
/// Fails if the package has a problem, the version is recorded with other data, or a renaming is impossible.
pub fn with_release(files: &Files, renamed: &[(String, String)], today: &str) -> Result<Option<String>, ReleaseError> {
    let mut files = files.clone();
    files.entry(FILE.into()).or_insert_with(|| HEADER.into());
    // The history is read by the line below, whatever wrote it.
    let mut files = standard(&files).map_err(ReleaseError::Problems)?;
    let history = files.get(FILE).cloned().unwrap_or_default();
    let mut history = String::from_utf8_lossy(&history).into_owned();
    let compiled = |files: &Files| read(files).map_err(ReleaseError::Problems);
    let before = history.clone();
    if !renamed.is_empty() {
        let dataset = compiled(&files)?.dataset;
        for (old, new) in renamed {
            let is_recorded = history.lines().any(|line| line.split(',').skip(3).step_by(2).any(|id| id == old));
            if dataset.find(old).is_some() || dataset.find(new).is_none() || !is_recorded {
                return Err(ReleaseError::NoRenaming(old.clone(), new.clone()));
            }
        }
        history = history.lines().map(|line| renamed_line(line, renamed)).collect();
        files.insert(FILE.into(), history.clone().into_bytes());
    }
    let Compiled { dataset, fingerprints, .. } = compiled(&files)?;
    let version = &*dataset.meta.version;
    let cells = |line: &'_ str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
    if let Some(row) = history.lines().map(cells).find(|cells| cells[0] == version) {
        let recorded = row.get(2).cloned().unwrap_or_default();
        if recorded != fingerprints.dataset {
            return Err(ReleaseError::VersionTaken(version.into(), recorded, fingerprints.dataset));
        }
        return Ok((history != before).then_some(history));
    }
    for (record, print) in dataset.records.iter().zip(&fingerprints.records) {
        let _ = writeln!(history, "{version},{today},{},{},{print},", fingerprints.dataset, record.id);
    }
    Ok(Some(history))
}

/// A line of the history, which never needs quotes, with the present id of its record.
fn renamed_line(line: &str, renamed: &[(String, String)]) -> String {
    let mut cells: Vec<&str> = line.split(',').collect();
    if let [.., record, _, now] = cells.as_mut_slice()
        && let Some((_, new)) = renamed.iter().find(|(old, _)| old == record || old == now)
    {
        *now = new;
    }
    cells.join(",") + "\n"
}

#[cfg(test)]
mod tests;
