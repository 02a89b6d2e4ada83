//! Checks of the real dataset beyond its schema: it covers the article, and derived figures follow from their sources.

use std::collections::BTreeSet;
use std::fs;

use chuhai_charts::map::geometry::{Layer, WEST_DEG, layers};
use chuhai_charts::map::projection::{lonlat_from_plane, plane_from_lonlat};
use chuhai_charts::scene::Point;
use chuhai_core::dataset::package::{self, Compiled, Files};
use chuhai_core::dataset::{Dataset, Details, Kind, Qualifier, Record, Status, Unit};

use crate::tree::{read, root};

/// The dataset of `data/`.
pub fn dataset() -> Dataset {
    compiled().dataset
}

/// The record details of `data/`.
pub fn details() -> Details {
    compiled().details
}

/// The package in `data/`, compiled from its files.
pub fn compiled() -> Compiled {
    match package::read(&files()) {
        Ok(compiled) => compiled,
        Err(problems) => panic!("{}", problems.iter().map(|problem| format!("{problem}\n")).collect::<String>()),
    }
}

fn files() -> Files {
    let folder = fs::read_dir(root().join("data")).into_iter().flatten().flatten();
    folder
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| package::is_part(name))
        .map(|name| (name.clone(), read(&format!("data/{name}")).into_bytes()))
        .collect()
}

/// The record with this id.
fn record<'a>(dataset: &'a Dataset, id: &str) -> &'a Record {
    let ix = dataset.find(id).unwrap_or_else(|| panic!("there is no record {id}"));
    dataset.record(ix)
}

/// The figure of the record with this id.
fn value(dataset: &Dataset, id: &str) -> f64 {
    record(dataset, id).quantity.as_ref().unwrap_or_else(|| panic!("{id} has no figure")).value
}

#[test]
fn every_fact_of_the_article_is_carried_by_a_record() {
    let dataset = dataset();
    let dictionary = read("data/README.md");
    let table = read("tests/fixtures/article_facts.csv");
    let mut facts = BTreeSet::new();
    for line in table.lines().skip(1) {
        let [fact, carrier, reason] = line.splitn(3, ',').collect::<Vec<_>>()[..] else { panic!("{line}") };
        assert!(facts.insert(fact.to_owned()), "{fact} stands twice");
        record(&dataset, carrier);
        // The dictionary explains names without a record.
        if !reason.is_empty() {
            let row = format!("| `{fact}` | `{carrier}` | {reason} |");
            assert!(dictionary.contains(&row), "data/README.md lacks the row {row}");
        }
    }
    assert_eq!(facts.len(), 133);
}

/// The yearly estimates as in Our World in Data's build of late 2025, in constant 2021 US dollars.
const CSET_USD: [(i16, f64); 10] = [
    (2015, 1_694_298_488.0),
    (2016, 5_675_526_858.0),
    (2017, 4_786_635_642.0),
    (2018, 9_041_793_693.0),
    (2019, 6_612_695_342.0),
    (2020, 14_048_380_522.0),
    (2021, 18_443_000_000.0),
    (2022, 13_100_594_773.0),
    (2023, 9_260_230_196.0),
    (2024, 13_876_362_142.0),
];

#[test]
fn the_context_series_is_exact_and_complete() {
    let dataset = dataset();
    let cset = dataset.series.iter().position(|series| &*series.id == "cset").expect("the series is there");
    let points: Vec<_> = dataset.funding.iter().filter(|point| usize::from(point.series) == cset).collect();
    assert_eq!(points.len(), CSET_USD.len());
    for (point, (year, amount_usd)) in points.iter().zip(CSET_USD) {
        assert_eq!(point.period.to_string(), year.to_string());
        let quantity = dataset.record(point.record).quantity.as_ref().expect("a point has its amount");
        assert_eq!((quantity.value, quantity.unit), (amount_usd, Unit::Usd));
    }
}

#[test]
fn derived_figures_follow_from_the_others() {
    let dataset = dataset();
    let percent = |part: &str, whole: &str| 100.0 * value(&dataset, part) / value(&dataset, whole);
    let expected = [
        ("metric-china-share", percent("metric-china-active-ai", "metric-global-active-ai"), 0.005),
        ("metric-overseas-share", percent("metric-china-overseas-ai", "metric-china-active-ai"), 0.005),
    ];
    for (id, exact, half_a_last_digit) in expected {
        let stated = value(&dataset, id);
        assert!((stated - exact).abs() <= half_a_last_digit, "{id}: {stated}, but it comes to {exact}");
    }
    let derived = |record: &&Record| record.quantity.as_ref().is_some_and(|q| q.qualifier == Qualifier::Derived);
    assert_eq!(dataset.records.iter().filter(derived).count(), expected.len(), "a derived figure is not checked here");
}

#[test]
fn counts_equal_what_they_count() {
    let dataset = dataset();
    assert_eq!(value(&dataset, "event-alibaba-dc"), record(&dataset, "event-alibaba-dc").places.len() as f64);
    // The six, and two that were formerly counted among them.
    assert_eq!(value(&dataset, "metric-big-six") + 2.0, record(&dataset, "metric-big-six").companies.len() as f64);
}

#[test]
fn every_mark_on_the_timeline_has_a_short_title() {
    let dataset = dataset();
    for record in dataset.records.iter().filter(|record| record.lane.is_some() && record.kind != Kind::Company) {
        assert!(record.short.is_some(), "{} has none", record.id);
    }
}

#[test]
fn a_record_in_a_place_is_found_through_the_region_of_the_map() {
    let dataset = dataset();
    for record in &dataset.records {
        for place in &record.places {
            if let Some(region) = dataset.places[usize::from(*place)].region {
                assert!(record.regions.contains(&region), "{}: its region is missing", record.id);
            }
        }
    }
}

#[test]
fn every_source_is_used() {
    let Compiled { dataset, details, .. } = compiled();
    let mut used: BTreeSet<usize> = BTreeSet::new();
    for record in &details.records {
        used.extend(record.named_source.map(usize::from));
        used.extend(record.checks.iter().map(|check| usize::from(check.source)));
    }
    used.extend(details.series.iter().filter_map(|series| series.source).map(usize::from));
    used.extend(details.voyage_stops.iter().filter_map(|stop| stop.source).map(usize::from));
    used.extend(details.prices.iter().map(|price| usize::from(price.source)));
    used.extend(details.pairs.iter().map(|pair| usize::from(pair.source)));
    used.extend(details.findings.iter().flat_map(|finding| &finding.sources).map(|source| usize::from(*source)));
    used.extend(details.since.iter().map(|since| usize::from(since.source)));
    let article = [&dataset.meta.article_url.zh, &dataset.meta.article_url.en];
    for (ix, source) in details.sources.iter().enumerate() {
        let is_article = source.url.as_ref().is_some_and(|url| article.contains(&url));
        assert!(is_article || used.contains(&ix), "nothing refers to the source {}", source.id);
    }
}

/// Returns true if the map has land at this position.
fn is_land(land: &Layer, (lon, lat): (f64, f64)) -> bool {
    let x = if lon < WEST_DEG { lon + 360.0 } else { lon };
    let crossings = land.rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
    let crossed = |((ax, ay), (bx, by)): &(&(f64, f64), &(f64, f64))| {
        (*ay > lat) != (*by > lat) && x < ax + (lat - ay) / (by - ay) * (bx - ax)
    };
    crossings.filter(crossed).count() % 2 == 1
}

#[test]
fn the_voyages_stay_at_sea() {
    // Nanjing, Liujiagang and Palembang lie on rivers.
    const INLAND: [&str; 3] = ["nanjing", "liujiagang", "palembang"];
    // The outlines are simplified: close to a port the shore may lie a little further out.
    const SHORE_DEG: f64 = 0.6;
    let dataset = dataset();
    let layers = layers();
    let land = layers.iter().find(|layer| layer.id == "land").expect("the map has land");
    assert!(is_land(land, (104.0, 35.8)) && !is_land(land, (65.0, 15.0)), "the test sees no land");
    for stop in &dataset.voyage_stops {
        let Some(from) = dataset.voyage_stops.iter().find(|other| Some(&other.id) == stop.from.as_ref()) else {
            continue;
        };
        if [from, stop].iter().any(|end| INLAND.contains(&&*end.id)) {
            continue;
        }
        let ends = [from, stop].map(|end| (f64::from(end.lonlat.0), f64::from(end.lonlat.1)));
        let [a, b] = ends.map(|(lon, lat)| plane_from_lonlat(lon, lat));
        for step in 0..=100 {
            let t = f64::from(step) / 100.0;
            let point = Point { x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) };
            let (lon, lat) = lonlat_from_plane(point).expect("a leg lies on the map");
            let is_near_port = ends.iter().any(|end| (end.0 - lon).hypot(end.1 - lat) < SHORE_DEG);
            assert!(is_near_port || !is_land(land, (lon, lat)), "{} to {} at {lon:.1}, {lat:.1}", from.id, stop.id);
        }
    }
}

#[test]
fn what_the_data_says_is_recorded_as_a_release() {
    let recorded = package::with_release(&files(), &[], "");
    let help = "raise `version` in data/datapackage.json if it is recorded with other data, then `cargo xtask release`";
    assert_eq!(recorded, Ok(None), "{help}");
}

/// The cells of a table.
fn cells(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(character) = chars.next() {
        match character {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    rows
}

/// A table whose first row has nothing in `column`.
fn with_a_gap(text: &str, column: &str) -> String {
    let mut rows = cells(text);
    let ix = rows[0].iter().position(|name| name == column).unwrap_or_else(|| panic!("no column {column}"));
    rows[1][ix].clear();
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n").collect()
}

#[test]
fn what_the_story_shows_beside_the_article_needs_a_source_and_both_languages() {
    let gaps = [
        ("prices", ["source", "text@en", "title@en", "after", "date"].as_slice()),
        ("pairs", &["source", "text@en", "home@en", "abroad"]),
        ("endings", &["text", "lang", "record"]),
        ("findings", &["sources", "said@en", "found@en", "sureness@en", "records"]),
        ("since", &["source", "text@en", "title@en", "date", "record"]),
    ];
    for (table, columns) in gaps {
        let path = format!("{table}.csv");
        for column in columns {
            let mut files = files();
            let text = String::from_utf8(files[&path].clone()).expect("text");
            files.insert(path.clone(), with_a_gap(&text, column).into_bytes());
            let problems = package::read(&files).expect_err("a gap");
            let is_named =
                |problem: &package::Diagnostic| problem.to_string().starts_with(&format!("{path}:2:{column}: "));
            assert!(problems.iter().any(is_named), "{path} without {column}: {problems:?}");
        }
    }
}

#[test]
fn the_findings_are_the_statements_that_outside_sources_contradict() {
    let Compiled { dataset, details, .. } = compiled();
    let contradicted: BTreeSet<&str> = dataset
        .records
        .iter()
        .filter(|record| record.evidence.status == Status::Contested && record.repeats.is_none())
        .map(|record| &*record.id)
        .collect();
    let found: BTreeSet<&str> =
        details.findings.iter().map(|finding| &*dataset.record(finding.records[0]).id).collect();
    assert_eq!(found, contradicted);
}

#[test]
fn what_came_after_is_later_than_the_article_and_in_order() {
    let Compiled { dataset, .. } = compiled();
    let first = |since: &chuhai_core::dataset::Since| since.date.expect("a date").days();
    let published = dataset.meta.published.expect("a date").days().0;
    for since in &dataset.since {
        assert!(first(since).1 >= published, "{} is earlier than the article", since.id);
    }
    assert!(dataset.since.windows(2).all(|pair| first(&pair[0]).0 <= first(&pair[1]).0));
}
