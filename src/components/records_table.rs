//! The table of all records with their evidence, by kind, as far as they pass the filter.

use std::rc::Rc;

use chuhai_charts::export::frame::credits;
use chuhai_charts::table::{Cell, Row, Table, TableHead};
use chuhai_core::dataset::{Dataset, Kind, Record, RecordIx};
use chuhai_core::date::{Edtf, Extent, Precision};
use chuhai_core::format;
use chuhai_core::state::{Action, ResolvedFilter, View};
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

use super::cite::{citations, corrections};
use super::kind::{KINDS, kind_phrase};
use super::record_card::missing_details;
use super::table::SortedTable;
use crate::browser::location;
use crate::lazy_details::LazyDetails;
use crate::page::{Page, use_page};
use crate::ptr_eq_rc::PtrEqRc;

/// The greatest number of rows on the page; only synthetic datasets have more records.
const MOST_ROWS: usize = 1000;

/// Properties of [`RecordsTable`].
#[derive(Properties, PartialEq)]
pub struct RecordsTableProps {
    /// The record details.
    pub details: LazyDetails,
    /// The filter, resolved.
    pub resolved: PtrEqRc<ResolvedFilter>,
    /// The selected records.
    pub chosen: Vec<RecordIx>,
    /// True if the table is the view; otherwise it is folded away.
    pub open: bool,
    /// The site's folder with the files of the data, if there is one.
    pub folder: Option<AttrValue>,
}

/// The section with the table of all records.
#[component]
pub fn RecordsTable(props: &RecordsTableProps) -> Html {
    let page = use_page();
    let target = use_target(&page);
    let unfolded = use_state_eq(|| target.is_some());
    let shown = props.open || *unfolded;
    let table = use_table(&page, &props.resolved, shown || page.mode.is_prerender());
    let whole = use_callback((page.clone(), props.resolved.clone()), |(), (page, resolved)| {
        records(&page.dataset, resolved, page.lang, usize::MAX)
    });
    let rows = (*table).clone().map(|table| rows(&page, props, table, target, whole)).unwrap_or_default();
    let toggle = Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        unfolded.set(!*unfolded);
    });
    html! {
        <section id="data" class="data" aria-labelledby="data-title">
            { heading(&page) }
            if props.open {
                { rows }
            } else {
                <button type="button" class="link" onclick={page.on_click(Action::SetView(View::Data))}>
                    { page.text(phrases::DATA_ALONE) }
                </button>
                <details open={shown}>
                    <summary onclick={toggle}>{ page.text(phrases::DATA_OPEN) }</summary>
                    { rows }
                </details>
            }
            { corrections(&page, &props.details) }
            { citations(&page, &props.details, props.folder.as_deref()) }
        </section>
    }
}

/// The record that the address's fragment led to when the page started.
#[hook]
fn use_target(page: &Page) -> Option<RecordIx> {
    let target = use_memo((), |()| {
        let fragment = cfg!(target_arch = "wasm32").then(location::place)?;
        page.dataset.find(&fragment)
    });
    *target
}

/// The rows on the page; none before they are shown for the first time, since the pictures come first.
#[hook]
fn use_table(page: &Page, resolved: &PtrEqRc<ResolvedFilter>, is_needed: bool) -> Rc<Option<PtrEqRc<Table>>> {
    use_memo((page.dataset.clone(), page.lang, resolved.clone(), is_needed), |(dataset, lang, resolved, is_needed)| {
        is_needed.then(|| PtrEqRc::new(records(dataset, resolved, *lang, MOST_ROWS)))
    })
}

/// Title, version and, for a dataset other than the site's own, credits.
fn heading(page: &Page) -> Html {
    let Page { dataset, lang, .. } = page;
    let n = dataset.records.len().to_string();
    let credits = if dataset.meta.about.is_some() { credits(dataset, false, "", *lang) } else { Vec::new() };
    html! {
        <>
            <h2 id="data-title">{ page.text(phrases::DATA_TITLE) }</h2>
            <p class="view-note">{ page.fill(phrases::DATA_LEAD, &[("n", &n), ("version", &dataset.meta.version)]) }</p>
            { for credits.into_iter().map(|credit| html! { <p class="view-note">{ credit }</p> }) }
        </>
    }
}

fn rows(
    page: &Page,
    props: &RecordsTableProps,
    table: PtrEqRc<Table>,
    target: Option<RecordIx>,
    whole: Callback<(), Table>,
) -> Html {
    html! {
        <>
            { missing_details(page, &props.details) }
            <SortedTable name="data" {table} chosen={props.chosen.clone()} {target} row_details={props.details.clone()}
                {whole} />
            if page.dataset.records.len() > MOST_ROWS {
                <p class="note">{ page.fill(phrases::DATA_CAPPED, &[("n", &MOST_ROWS.to_string())]) }</p>
            }
        </>
    }
}

/// The table of the records that pass the filter, by kind, with at most `rows` rows.
pub fn records(dataset: &Dataset, resolved: &ResolvedFilter, lang: Lang, rows: usize) -> Table {
    let columns = [
        phrases::DATA_COLUMN_DATE,
        phrases::DATA_COLUMN_PRECISION,
        phrases::DATA_COLUMN_NAME,
        phrases::DATA_COLUMN_COMPANY,
        phrases::DATA_COLUMN_PLACE,
        phrases::DATA_COLUMN_EVIDENCE,
    ];
    let columns = columns.iter().map(|phrase| phrase.get(lang).to_owned()).collect();
    let caption = dataset.meta.said(phrases::DATA_CAPTION.get(lang)).into_owned();
    let head = TableHead { caption, columns, name: 2 };
    let mut table = Table { head, all: dataset.records.len(), ..Table::default() };
    let passing = dataset.records.iter().enumerate().filter(|(ix, record)| resolved.passes(*ix as RecordIx, record));
    let passing: Vec<(usize, &Record)> = passing.take(rows).collect();
    for kind in KINDS {
        let before = table.rows.len();
        let group = table.groups.len();
        for &(ix, record) in passing.iter().filter(|(_, record)| record.kind == kind) {
            table.rows.push(Row { record: ix as RecordIx, group, cells: cells(dataset, record, lang) });
        }
        let n = table.rows.len() - before;
        if n > 0 {
            let kind = dataset.meta.said(kind_phrase(kind).get(lang));
            let values = [("kind", &*kind), ("n", &*n.to_string())];
            table.groups.push(phrases::DATA_GROUP.fill(lang, &values));
        }
    }
    table
}

fn cells(dataset: &Dataset, record: &Record, lang: Lang) -> Vec<Cell> {
    // A record on the timeline has a date or lacks one; regions and factors are timeless.
    let (date, precision) = if record.date.is_some() || record.lane.is_some() {
        (Cell::of_date(format::date_short(record.date, lang), record.date), precision(record.date, lang))
    } else {
        (Cell::default(), Cell::default())
    };
    // The company of a company's own record is in its title.
    let companies = if record.kind == Kind::Company { &[][..] } else { &record.companies };
    let companies = titles(dataset, companies.iter().map(|ix| dataset.companies[usize::from(*ix)].record), lang);
    let regions = || titles(dataset, record.regions.iter().map(|ix| dataset.regions[usize::from(*ix)].record), lang);
    let places = match record.kind {
        Kind::Region => String::new(),
        Kind::Place => format::list(&regions(), lang),
        Kind::Company
        | Kind::Product
        | Kind::Event
        | Kind::Metric
        | Kind::Funding
        | Kind::Factor
        | Kind::Policy
        | Kind::Quote => {
            if record.places.is_empty() && !record.regions.is_empty() {
                phrases::TABLE_REGION_ONLY.fill(lang, &[("regions", &format::list(&regions(), lang))])
            } else {
                let places = record.places.iter().map(|ix| dataset.places[usize::from(*ix)].record);
                format::list(&titles(dataset, places, lang), lang)
            }
        }
    };
    vec![
        date,
        precision,
        record.title.get(lang).into(),
        Cell::from(format::list(&companies, lang)),
        Cell::from(places),
        Cell::of_status(record.evidence.status, &dataset.meta, lang),
    ]
}

fn titles(dataset: &Dataset, records: impl Iterator<Item = RecordIx>, lang: Lang) -> Vec<&str> {
    records.map(|ix| dataset.record(ix).title.get(lang)).collect()
}

/// The precision of a date; sorted, the most precise come first.
fn precision(date: Option<Edtf>, lang: Lang) -> Cell {
    let (phrase, key) = match date.map(|date| (date.approximate, date.extent)) {
        Some((false, Extent::One(date))) => match date.precision {
            Precision::Day => (phrases::TABLE_PRECISION_DAY, 0.0),
            Precision::Month => (phrases::TABLE_PRECISION_MONTH, 1.0),
            Precision::Year => (phrases::TABLE_PRECISION_YEAR, 2.0),
        },
        Some((true, _)) => (phrases::TABLE_PRECISION_ABOUT, 3.0),
        Some((_, Extent::Interval(..))) => (phrases::TABLE_PRECISION_SPAN, 4.0),
        Some((_, Extent::Until(_))) => (phrases::TABLE_PRECISION_UNTIL, 5.0),
        None => (phrases::TABLE_PRECISION_NONE, 6.0),
    };
    Cell::keyed(phrase.get(lang).to_owned(), key)
}
