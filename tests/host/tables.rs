//! The tables of the views: exactly the marks that pass the filter, in the page's language, and their files.

use chuhai::components::records_table::{self, RecordsTable, RecordsTableProps};
use chuhai::components::table_file::file_rows;
use chuhai::components::view_table::{ViewTable, ViewTableProps};
use chuhai::page::Page;
use chuhai::ptr_eq_rc::PtrEqRc;
use chuhai::render_mode::RenderMode;
use chuhai_charts::funding;
use chuhai_charts::map::{self, MapBase};
use chuhai_charts::measure::FixedMeasure;
use chuhai_charts::scene::{Scene, Size};
use chuhai_charts::table::Table;
use chuhai_charts::timeline::{self, TimelineIndex};
use chuhai_core::dataset::{Dataset, Kind, package::fixture};
use chuhai_core::state::{PageState, ResolvedFilter, State, from_query};
use chuhai_core::text::{Lang, Phrase, phrases};
use chuhai_core::{csv, format};

use crate::page::{come, count, escaped, not_come, page_of, render_in};

const FILTERS: [&[(&str, &str)]; 6] = [
    &[],
    &[("region", "sea")],
    &[("company", "huawei")],
    &[("t", "2024-05..2024-05")],
    &[("kind", "funding")],
    &[("kind", "quote"), ("t", "..1999")],
];

fn state_of(query: &[(&str, &str)], lang: Lang, dataset: &Dataset) -> State {
    let pairs: Vec<_> = query.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
    let (state, ignored) =
        from_query(&pairs, State { page: PageState { lang, ..PageState::default() }, ..State::default() }, dataset);
    assert_eq!(ignored, []);
    state
}

pub fn scenes(dataset: &Dataset, state: &State) -> [Scene; 3] {
    let focus = ResolvedFilter::new(state, dataset, None);
    let size = Size { width_px: 1028.0, height_px: 426.0 };
    let index = TimelineIndex::new(dataset, state.cameras.lanes);
    let choice = timeline::TimelineFilter::new(dataset, &index, focus.clone());
    let on_map = map::MapFilter::new(dataset, focus.clone());
    [
        map::layout(&MapBase::new(dataset, size), dataset, state, &on_map, &FixedMeasure),
        funding::layout(dataset, &focus, state, size, &FixedMeasure),
        timeline::layout(dataset, &index, &choice, state, 700.0, &FixedMeasure),
    ]
}

#[test]
fn a_table_has_a_row_for_each_mark_that_passes_and_says_of_how_many() {
    let dataset = PtrEqRc::new(fixture::tiny());
    let mut cut = 0;
    for (query, lang) in FILTERS.iter().flat_map(|query| Lang::ALL.map(|lang| (query, lang))) {
        let state = state_of(query, lang, &dataset);
        for scene in scenes(&dataset, &state) {
            let listed: Vec<_> = scene.items.iter().filter(|item| !item.cells.is_empty()).collect();
            let passing: Vec<_> = listed.iter().filter(|item| item.passes).collect();
            let columns = scene.table.columns.clone();
            let caption = escaped(&scene.table.caption);
            let page = Page { mode: RenderMode::Print, ..page_of(dataset.clone(), lang) };
            let table = render_in::<ViewTable>(
                page,
                ViewTableProps {
                    name: "view",
                    scene: PtrEqRc::new(scene.clone()),
                    chosen: passing.first().and_then(|item| dataset.find(&item.id)).into_iter().collect(),
                },
            );
            assert_eq!(count(&table, "<tr"), passing.len() + 1, "{query:?}");
            for item in &passing {
                let ix = dataset.find(&item.id).expect("a record");
                assert_eq!(count(&table, &format!("data-row=\"{ix}\"")), 1, "{}", item.id);
            }
            assert_eq!(count(&table, "<th scope=\"row\">"), passing.len());
            assert_eq!(count(&table, "<th scope=\"col\" aria-sort=\"none\">"), columns.len());
            assert!(table.contains(&format!("<caption>{caption}</caption>")));
            let chosen = usize::from(!passing.is_empty());
            assert_eq!((count(&table, "row-selected"), count(&table, "aria-pressed=\"true\"")), (chosen, chosen));
            let (n, all) = (passing.len().to_string(), listed.len().to_string());
            let words = if n == all { phrases::TABLE_COUNT } else { phrases::TABLE_COUNT_OF };
            assert!(table.contains(&words.fill(lang, &[("n", &n), ("all", &all)])), "{n} of {all}");
            assert_eq!(table.contains(phrases::TABLE_EMPTY.get(lang)), passing.is_empty());
            cut += usize::from(n != all);
        }
    }
    assert!(cut > 8, "the filters leave something out of most tables");
}

#[test]
fn a_summary_counts_what_passes_and_finds_only_in_that() {
    let dataset = fixture::tiny();
    let title = |scene: &Scene, lang| {
        let only = scene.items.iter().find(|item| item.passes && !item.cells.is_empty()).expect("one passes");
        dataset.record(dataset.find(&only.id).expect("a record")).title.get(lang).to_owned()
    };
    let mut seen = [0; 3];
    for (query, lang) in FILTERS.iter().flat_map(|query| Lang::ALL.map(|lang| (query, lang))) {
        let state = state_of(query, lang, &dataset);
        let focus = ResolvedFilter::new(&state, &dataset, None);
        let [map, funding, timeline] = scenes(&dataset, &state);
        let row_count = |scene: &Scene| Table::of_scene(scene).rows.len();
        let all = dataset.records.iter().filter(|record| record.lane.is_some()).count().to_string();
        let (events, amounts) = (row_count(&timeline), row_count(&funding));
        let amounts_all = dataset.funding.len().to_string();
        if !focus.is_filtered() {
            let before = phrases::TIMELINE_SUMMARY_LEFT.get(lang).split('{').next().expect("a beginning");
            assert!([&map, &funding, &timeline].iter().all(|scene| !scene.summary.starts_with(before)));
            continue;
        }
        let n = events.to_string();
        let values = [("n", &*n), ("all", &*all)];
        let (on_map, on_timeline) = match events {
            0 => (phrases::MAP_NONE_LEFT, phrases::TIMELINE_SUMMARY_NONE),
            _ => (phrases::MAP_LEFT, phrases::TIMELINE_SUMMARY_LEFT),
        };
        assert!(timeline.summary.starts_with(on_timeline.fill(lang, &values).trim_end()), "{}", timeline.summary);
        let on_map = on_map.fill(lang, &values);
        assert!(map.summary.starts_with(on_map.split('{').next().expect("a beginning")), "{}", map.summary);
        if events == 1 {
            let only = title(&timeline, lang);
            assert!(timeline.summary.contains(&only) && map.summary.contains(&only), "{only}");
        }
        let n = amounts.to_string();
        if amounts < dataset.funding.len() {
            let phrase = if amounts == 0 { phrases::FUNDING_SUMMARY_NONE } else { phrases::FUNDING_SUMMARY_LEFT };
            let words = phrase.fill(lang, &[("n", &n), ("all", &amounts_all)]);
            assert!(funding.summary.starts_with(&words), "{}", funding.summary);
        }
        // A whole year and half a year are never set against each other.
        assert!(!funding.summary.contains('%'), "{}", funding.summary);
        for (ix, n) in [events, amounts, usize::from(events == 1)].into_iter().enumerate() {
            seen[ix] += usize::from(n == 0);
        }
        assert!(![&map, &funding, &timeline].iter().any(|scene| scene.summary.contains(['{', '}'])));
        assert!(![&map, &funding, &timeline].iter().any(|scene| scene.summary.contains("  ")));
    }
    assert!(seen.iter().all(|n| *n > 0), "the filters reach nothing, something and a single event: {seen:?}");
}

#[test]
fn the_table_of_the_map_counts_what_passes() {
    let dataset = crate::data::dataset();
    let filters =
        [&[("company", "minimax")], &[("kind", "policy")], &[("t", "2024-05..2024-05")], &[("region", "sea")]];
    let mut fewer = 0;
    let everything = Table::of_scene(&scenes(&dataset, &State::default())[0]);
    for query in filters {
        let state = state_of(query, Lang::En, &dataset);
        let focus = ResolvedFilter::new(&state, &dataset, None);
        let table = Table::of_scene(&scenes(&dataset, &state)[0]);
        for row in &table.rows {
            let place = dataset.record(row.record);
            let names = |ix: usize| match dataset.records[ix].lane {
                Some(_) if place.kind == Kind::Region => dataset.records[ix].regions.contains(&place.regions[0]),
                Some(_) => dataset.records[ix].places.contains(&place.places[0]),
                None => false,
            };
            let passing = (0..dataset.records.len()).filter(|ix| focus.passes(*ix as u32, &dataset.records[*ix]));
            let mentioning = passing.filter(|ix| names(*ix)).count();
            assert_eq!(row.cells[1].key, Some(mentioning as f64), "{query:?} {}", place.id);
            let all = everything.rows.iter().find(|other| other.record == row.record).expect("without the filter too");
            fewer += usize::from(row.cells[1] != all.cells[1] && row.cells[2] != all.cells[2]);
        }
    }
    assert!(fewer > 0, "some row tells of fewer events and companies");
    // Claims about “Western markets” have routes to North America and Europe, and count for both.
    let state = state_of(&[("company", "minimax")], Lang::En, &dataset);
    let table = Table::of_scene(&scenes(&dataset, &state)[0]);
    let named: Vec<&str> = table.rows.iter().map(|row| &*dataset.record(row.record).id).collect();
    assert_eq!(named, ["china", "europe", "namerica"]);
    assert!(table.rows[1..].iter().all(|row| row.cells[2].text == "MiniMax and 01.AI"), "{:?}", table.rows);
}

#[test]
fn a_summary_says_what_is_worth_saying_of_what_is_left() {
    let dataset = crate::data::dataset();
    let begins = |phrase: Phrase, lang| phrase.get(lang).split('{').next().expect("a beginning");
    for lang in Lang::ALL {
        let summaries = |query| scenes(&dataset, &state_of(query, lang, &dataset)).map(|scene| scene.summary);
        let [map, ..] = summaries(&[("region", "western")]);
        assert!(map.contains("01") || map.contains("零一万物"), "who went there: {map}");
        assert!(map.contains(begins(phrases::MAP_WHO, lang)), "{map}");
        let [map, _, timeline] = summaries(&[("company", "alibaba")]);
        assert!(!map.contains(begins(phrases::MAP_WHO, lang)), "{map}");
        assert!(timeline.contains(begins(phrases::TIMELINE_SUMMARY_ALL_WITHIN, lang)), "{timeline}");
        let [_, funding, _] = summaries(&[("kind", "funding"), ("status", "not-found")]);
        assert!(funding.contains(begins(phrases::FUNDING_SUMMARY_ONLY, lang)), "{funding}");
        let [map, funding, timeline] = summaries(&[("kind", "quote")]);
        assert!(map.contains(phrases::MAP_NOTE.get(lang)), "the caveat holds of an empty map too: {map}");
        assert!(funding.contains(phrases::FUNDING_SUMMARY_NO_REGION.get(lang).trim_end()), "{funding}");
        assert!(timeline.starts_with(begins(phrases::TIMELINE_SUMMARY_NONE, lang)), "{timeline}");
    }
}

#[test]
fn a_file_has_the_rows_of_its_table_in_its_order_and_leads_back_to_the_source() {
    let dataset = fixture::tiny();
    for lang in Lang::ALL {
        let state = state_of(&[("t", "2024..2024")], lang, &dataset);
        for scene in scenes(&dataset, &state) {
            let table = Table::of_scene(&scene);
            let order: Vec<usize> = (0..table.rows.len()).rev().collect();
            let rows = file_rows(&dataset, &table, &order, None, lang);
            let columns = table.head.columns.len();
            assert_eq!(rows.len(), table.rows.len() + 1);
            assert_eq!(rows[0][0], phrases::TABLE_FILE_ID.get(lang));
            assert_eq!(rows[0][1..=columns], table.head.columns);
            assert!(rows.iter().all(|row| row.len() == rows[0].len()));
            for (cells, row) in rows[1..].iter().zip(table.rows.iter().rev()) {
                let record = dataset.record(row.record);
                assert_eq!(cells[0], *record.id);
                assert_eq!(cells[1 + row.cells.len()].parse().ok(), record.date, "the date is written to be read");
                assert!(cells.contains(&format::status_meaning(record.evidence.status, lang).to_owned()));
                let said = record.evidence.section.is_some();
                assert_eq!(cells.last().map(String::as_str) == Some(dataset.meta.article_url.get(lang)), said);
            }
            let file = csv::write(&rows, csv::Reader::Excel);
            assert!(file.starts_with('\u{feff}') && count(&file, "\r\n") == rows.len());
        }
    }
}

/// The data section under a filter, with or without the details.
pub fn render_data(query: &[(&str, &str)], lang: Lang, details: bool, open: bool) -> (String, Table) {
    let dataset = fixture::tiny();
    let state = state_of(query, lang, &dataset);
    let focus = ResolvedFilter::new(&state, &dataset, None);
    let table = records_table::records(&dataset, &focus, lang, usize::MAX);
    let props = RecordsTableProps {
        details: if details { come() } else { not_come(false) },
        resolved: PtrEqRc::new(focus),
        chosen: state.selection.record.into_iter().collect(),
        open,
        folder: Some("./".into()),
    };
    (render_in::<RecordsTable>(page_of(PtrEqRc::new(dataset), lang), props), table)
}

#[test]
fn the_data_table_has_a_row_for_every_record_that_passes() {
    let dataset = fixture::tiny();
    for (query, lang) in FILTERS.iter().flat_map(|query| Lang::ALL.map(|lang| (query, lang))) {
        let focus = ResolvedFilter::new(&state_of(query, lang, &dataset), &dataset, None);
        let passing =
            dataset.records.iter().enumerate().filter(|(ix, record)| focus.passes(*ix as u32, record)).count();
        for details in [true, false] {
            let (section, table) = render_data(query, lang, details, true);
            assert_eq!(count(&section, "<th scope=\"row\">"), passing, "{query:?}");
            assert_eq!(count(&section, "aria-expanded=\"false\""), passing);
            assert_eq!(count(&section, "scope=\"rowgroup\""), table.groups.len());
            assert!(table.rows.iter().all(|row| row.cells.len() == table.head.columns.len()));
        }
    }
    let (all, _) = render_data(&[], Lang::En, true, true);
    for record in &dataset.records {
        assert!(all.contains(&escaped(record.title.get(Lang::En))), "{}", record.id);
    }
}

#[test]
fn a_chosen_record_stands_open_with_its_evidence() {
    let dataset = fixture::tiny();
    let ix = dataset.find("event-tc260").expect("in the fixture");
    let details = fixture::tiny_details();
    let detail = details.of(ix).expect("its details");
    for lang in Lang::ALL {
        let (section, _) = render_data(&[("sel", "event-tc260")], lang, true, true);
        assert_eq!((count(&section, "aria-expanded=\"true\""), count(&section, "row-evidence")), (1, 1));
        assert!(section.contains(&escaped(detail.text.get(lang))));
        assert!(detail.checks.iter().all(|check| section.contains(&escaped(check.says.get(lang)))));
        assert!(section.contains(&format!("data-row=\"{ix}\" aria-pressed=\"true\"")));
        let (early, _) = render_data(&[("sel", "event-tc260")], lang, false, true);
        assert!(early.contains("row-evidence") && !early.contains(&escaped(detail.text.get(lang))));
    }
}

#[test]
fn among_the_views_the_data_is_folded_away_and_costs_nothing() {
    let (section, _) = render_data(&[], Lang::En, true, false);
    assert!(!section.contains("<table") && section.contains(phrases::DATA_ALONE.get(Lang::En)));
}

#[test]
fn the_file_of_the_data_has_the_evidence_in_it() {
    let (dataset, details) = (fixture::tiny(), fixture::tiny_details());
    for lang in Lang::ALL {
        let table = records_table::records(&dataset, &ResolvedFilter::default(), lang, usize::MAX);
        let order: Vec<usize> = (0..table.rows.len()).collect();
        let rows = file_rows(&dataset, &table, &order, Some(&details), lang);
        assert_eq!(rows.len(), dataset.records.len() + 1);
        assert!(rows.iter().all(|row| row.len() == rows[0].len()));
        for (cells, row) in rows[1..].iter().zip(&table.rows) {
            let detail = details.of(row.record).expect("its details");
            assert!(cells.contains(&detail.text.get(lang).to_owned()));
            let addresses = cells.last().expect("a cell");
            assert!(
                detail
                    .checks
                    .iter()
                    .filter_map(|check| details.source(check.source).address())
                    .all(|url| addresses.contains(url))
            );
        }
    }
}

/// Machine-readable values equal those of the record, in both languages, under the same names.
#[test]
fn a_file_has_figures_dates_and_ids_that_a_program_can_read() {
    let dataset = crate::data::dataset();
    let mut figures = 0;
    let mut files = Vec::new();
    for lang in Lang::ALL {
        let state = State { page: PageState { lang, ..PageState::default() }, ..State::default() };
        let tables = scenes(&dataset, &state).map(|scene| Table::of_scene(&scene));
        let all = records_table::records(&dataset, &ResolvedFilter::default(), lang, usize::MAX);
        let mut codes = Vec::new();
        for table in tables.iter().chain([&all]) {
            let order: Vec<usize> = (0..table.rows.len()).collect();
            let rows = file_rows(&dataset, table, &order, None, lang);
            let column = |name: &str| rows[0].iter().position(|head| head == name).unwrap_or_else(|| panic!("{name}"));
            for (cells, row) in rows[1..].iter().zip(&table.rows) {
                let record = dataset.record(row.record);
                let cell = |name: &str| &*cells[column(name)];
                match &record.quantity {
                    Some(quantity) => {
                        figures += 1;
                        assert_eq!(cell("value").parse(), Ok(quantity.value), "{}", record.id);
                        assert!(cell("value").bytes().all(|byte| byte.is_ascii_digit() || b".-".contains(&byte)));
                        assert_eq!((cell("unit"), cell("qualifier")), (quantity.unit.id(), quantity.qualifier.id()));
                    }
                    None => assert!(["value", "unit", "qualifier"].iter().all(|name| cell(name).is_empty())),
                }
                let day = |text: &str| text.parse::<chuhai_core::date::Edtf>().expect("a day").days().0;
                match record.date {
                    Some(date) => {
                        assert_eq!(day(cell("to")) + 1, date.end_day());
                        let from = Some(cell("from")).filter(|from| !from.is_empty()).map(day);
                        assert_eq!(from, date.first_day());
                    }
                    None => assert!(cell("from").is_empty() && cell("to").is_empty()),
                }
                assert_eq!(cell("second_date").parse().ok(), record.second_date);
                assert_eq!((cell("table"), cell("kind")), (record.kind.table(), &*record.subkind));
                assert_eq!(cell("status"), record.evidence.status.id());
                let ids: Vec<&str> = cell("companies").split(';').filter(|id| !id.is_empty()).collect();
                assert_eq!(ids.len(), record.companies.len());
                assert!(ids.iter().all(|id| dataset.find_company(id).is_some()), "{ids:?}");
            }
            let first = column("second_date");
            codes.push(rows.iter().map(|row| row[first..=column("status")].to_vec()).collect::<Vec<_>>());
        }
        files.push(codes);
    }
    assert!(figures > 100, "{figures}");
    assert_eq!(files[0], files[1], "the language changes words alone");
}

#[test]
fn a_page_may_stop_where_its_file_does_not() {
    let dataset = chuhai_core::synthetic::with_events(fixture::tiny(), 3_000, 1);
    let passing = |rows| records_table::records(&dataset, &ResolvedFilter::default(), Lang::En, rows);
    let (shown, whole) = (passing(1_000), passing(usize::MAX));
    assert_eq!((shown.rows.len(), whole.rows.len()), (1_000, dataset.records.len()));
    assert!(whole.groups.len() >= shown.groups.len());
}
