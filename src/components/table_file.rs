//! The rows of a table's CSV file: the columns of the page, and columns for programs.

use chuhai_charts::table::Table;
use chuhai_core::dataset::{Dataset, Details, Record, RecordIx};
use chuhai_core::date::{Date, Day, Edtf, Precision};
use chuhai_core::format;
use chuhai_core::text::{Lang, Phrase, phrases};

use super::record_card::article_place;

/// The columns for programs, named as in the Data Package in either language. `from` and `to` are the first and the
/// last day of `date`; `kind` is the kind within `table`, for an amount its series.
const CODES: [&str; 12] = [
    "second_date",
    "from",
    "to",
    "value",
    "unit",
    "qualifier",
    "table",
    "kind",
    "companies",
    "places",
    "regions",
    "status",
];

/// The rows of the file, a head first: the table in its `order`, with ids, EDTF dates, the columns [`CODES`], and with
/// the evidence if there are `details`.
pub fn file_rows(
    dataset: &Dataset,
    table: &Table,
    order: &[usize],
    details: Option<&Details>,
    lang: Lang,
) -> Vec<Vec<String>> {
    let said = |phrase: &Phrase| dataset.meta.said(phrase.get(lang)).into_owned();
    let mut head = vec![phrases::TABLE_FILE_ID.get(lang).to_owned()];
    head.extend(table.head.columns.iter().cloned());
    head.extend([phrases::TABLE_FILE_EDTF, phrases::TABLE_FILE_WORDS].iter().map(said));
    head.extend(CODES.map(str::to_owned));
    head.push(said(&phrases::TABLE_FILE_STATUS));
    if dataset.meta.has_article() {
        head.extend([phrases::TABLE_FILE_PLACE, phrases::TABLE_FILE_ADDRESS].iter().map(said));
    }
    if details.is_some() {
        let read = [phrases::DATA_COLUMN_TEXT, phrases::TABLE_FILE_NOTE, phrases::TABLE_FILE_CHECKS];
        head.extend(read.iter().map(said));
    }
    let mut rows = vec![head];
    for row in order.iter().filter_map(|&ix| table.rows.get(ix)) {
        let record = dataset.record(row.record);
        let evidence = &record.evidence;
        let place = article_place(dataset, row.record, lang);
        let address = if place.is_some() { dataset.meta.article_url.get(lang) } else { "" };
        let mut cells = vec![record.id.to_string()];
        cells.extend(row.cells.iter().map(|cell| cell.text.clone()));
        cells.push(edtf(record.date));
        cells.push(record.date.map(|_| format::record_date(record, lang)).unwrap_or_default());
        cells.extend(codes(dataset, record));
        cells.push(dataset.meta.said(format::status_meaning(evidence.status, lang)).into_owned());
        if dataset.meta.has_article() {
            cells.extend([place.unwrap_or_default(), address.to_owned()]);
        }
        if let Some((details, detail)) = details.and_then(|details| Some((details, details.of(row.record)?))) {
            let checks = detail.checks.iter().filter_map(|check| details.source(check.source).address());
            cells.push(detail.text.get(lang).to_owned());
            cells.push(detail.note.as_ref().map_or("", |note| note.get(lang)).to_owned());
            cells.push(checks.collect::<Vec<_>>().join(" "));
        }
        rows.push(cells);
    }
    rows
}

/// The cells of a record in the columns [`CODES`].
fn codes(dataset: &Dataset, record: &Record) -> [String; CODES.len()] {
    let ids = |records: &mut dyn Iterator<Item = RecordIx>| {
        records.map(|ix| &*dataset.record(ix).id).collect::<Vec<_>>().join(";")
    };
    let (from, to) = match record.date {
        Some(date) => (date.first_day().map(iso).unwrap_or_default(), iso(date.end_day() - 1)),
        None => Default::default(),
    };
    let quantity = record.quantity.as_ref();
    [
        edtf(record.second_date),
        from,
        to,
        quantity.map(|quantity| quantity.value.to_string()).unwrap_or_default(),
        quantity.map_or("", |quantity| quantity.unit.id()).to_owned(),
        quantity.map_or("", |quantity| quantity.qualifier.id()).to_owned(),
        record.kind.table().to_owned(),
        record.subkind.to_string(),
        ids(&mut record.companies.iter().map(|ix| dataset.companies[usize::from(*ix)].record)),
        ids(&mut record.places.iter().map(|ix| dataset.places[usize::from(*ix)].record)),
        ids(&mut record.regions.iter().map(|ix| dataset.regions[usize::from(*ix)].record)),
        record.evidence.status.id().to_owned(),
    ]
}

fn edtf(date: Option<Edtf>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// A day as an ISO 8601 date.
fn iso(day: Day) -> String {
    Date::containing(day, Precision::Day).to_string()
}
