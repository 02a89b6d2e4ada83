//! Every record with its evidence, by kind: the whole dataset as text, as far as it passes the filter.

use chuhai_charts::export::frame::credits;
use chuhai_charts::table::{Cell, Row, Table, TableHead};
use chuhai_core::dataset::{Dataset, Kind, Record, RecordIx};
use chuhai_core::date::{Edtf, Extent, Precision};
use chuhai_core::format;
use chuhai_core::state::{Action, ResolvedFilter, View};
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

use super::cite::{cite, corrections};
use super::panel::{kind_phrase, missing};
use super::table::SortedTable;
use crate::browser::location;
use crate::lazy_details::LazyDetails;
use crate::ptr_eq_rc::PtrEqRc;
use crate::render_mode::RenderMode;

/// The kinds, in reading order.
const KINDS: [Kind; 10] = [
    Kind::Event,
    Kind::Metric,
    Kind::Funding,
    Kind::Product,
    Kind::Policy,
    Kind::Factor,
    Kind::Quote,
    Kind::Company,
    Kind::Region,
    Kind::Place,
];
/// Rows the table stops at; only synthetic datasets are larger.
const ROWS: usize = 1000;

/// What the table needs.
#[derive(Properties, PartialEq)]
pub struct DataTableProps {
    /// The facts.
    pub dataset: PtrEqRc<Dataset>,
    /// What is read beside them.
    pub late: LazyDetails,
    /// Language of the page.
    pub lang: Lang,
    /// The filter, resolved.
    pub focus: PtrEqRc<ResolvedFilter>,
    /// The records that were chosen themselves.
    pub chosen: Vec<RecordIx>,
    /// Whether this is what the reader came for; otherwise it is folded away.
    pub open: bool,
    /// The purpose that the page is rendered for.
    pub mode: RenderMode,
    /// The folder of the data's files, where there is one.
    pub folder: Option<AttrValue>,
    /// Where choices go.
    pub act: Callback<Action>,
}

/// The section with all records.
#[component]
pub fn DataTable(props: &DataTableProps) -> Html {
    let DataTableProps { dataset, late, lang, .. } = props;
    let lang = *lang;
    // The row that a reference led to while the page stood stays open.
    let led_to = use_memo((), |()| {
        let place = cfg!(target_arch = "wasm32").then(location::place)?;
        dataset.find(&place)
    });
    let unfolded = use_state_eq(|| led_to.is_some());
    let shown = props.open || *unfolded;
    let made = shown || props.mode.is_prerender();
    // Nothing is made of it before it is seen: the pictures come first.
    let table = use_memo((dataset.clone(), props.focus.clone(), lang, made), |(dataset, focus, lang, made)| {
        made.then(|| PtrEqRc::new(records(dataset, focus, *lang, ROWS)))
    });
    // A file has no end that is too far down.
    let whole = use_callback((dataset.clone(), props.focus.clone(), lang), |(), (dataset, focus, lang)| {
        records(dataset, focus, *lang, usize::MAX)
    });
    let toggle = {
        let unfolded = unfolded.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            unfolded.set(!*unfolded);
        })
    };
    let all = dataset.records.len();
    let rows = html! {
        if let Some(table) = &*table {
            { missing(late, lang) }
            <SortedTable dataset={dataset.clone()} {lang} name="data" table={table.clone()} chosen={props.chosen.clone()} led_to={*led_to}
                opens={late.clone()} mode={props.mode} {whole} act={props.act.clone()} />
            if all > ROWS {
                <p class="note">{ phrases::DATA_CAPPED.fill(lang, &[("n", &ROWS.to_string())]) }</p>
            }
        }
    };
    html! {
        <section id="data" class="data" aria-labelledby="data-title">
            <h2 id="data-title">{ phrases::DATA_TITLE.get(lang) }</h2>
            <p class="view-note">
                { phrases::DATA_LEAD.fill(lang, &[("n", &all.to_string()), ("version", &dataset.meta.version)]) }
            </p>
            // Where another dataset is from; ours is told at the head of the page, and in its files.
            if dataset.meta.about.is_some() {
                { for credits(dataset, false, "", lang).into_iter().map(|credit| html! { <p class="view-note">{ credit }</p> }) }
            }
            if props.open {
                { rows }
            } else {
                <button type="button" class="link" onclick={props.act.reform(|_: MouseEvent| Action::SetView(View::Data))}>
                    { phrases::DATA_ALONE.get(lang) }
                </button>
                <details open={shown}>
                    <summary onclick={toggle}>{ phrases::DATA_OPEN.get(lang) }</summary>
                    { rows }
                </details>
            }
            { corrections(late, lang) }
            { cite(late, props.folder.as_deref(), lang) }
        </section>
    }
}

/// The records that pass the filter, by kind, as many as `rows`.
pub fn records(dataset: &Dataset, focus: &ResolvedFilter, lang: Lang, rows: usize) -> Table {
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
    let passing = dataset.records.iter().enumerate().filter(|(ix, record)| focus.passes(*ix as RecordIx, record));
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
    // What is on the timeline has a date or lacks one; a region or a reason has none to lack.
    let (date, precision) = if record.date.is_some() || record.lane.is_some() {
        (Cell::of_date(format::date_short(record.date, lang), record.date), precision(record.date, lang))
    } else {
        (Cell::default(), Cell::default())
    };
    let companies = match record.kind {
        Kind::Company => Vec::new(),
        _ => titles(dataset, record.companies.iter().map(|ix| dataset.companies[usize::from(*ix)].record), lang),
    };
    let regions = || titles(dataset, record.regions.iter().map(|ix| dataset.regions[usize::from(*ix)].record), lang);
    let places = match record.kind {
        Kind::Region => String::new(),
        Kind::Place => format::list(&regions(), lang),
        _ if record.places.is_empty() && !record.regions.is_empty() => {
            phrases::TABLE_REGION_ONLY.fill(lang, &[("regions", &format::list(&regions(), lang))])
        }
        _ => {
            let places = record.places.iter().map(|ix| dataset.places[usize::from(*ix)].record);
            format::list(&titles(dataset, places, lang), lang)
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

/// How precise a date is, the most precise first.
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
