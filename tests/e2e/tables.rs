//! The same facts as text: the tables of the views and of the data view, their orders, their files, the summaries.
//! The expected values are worked out here from `data/`, without the page.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use chuhai_charts::funding;
use chuhai_charts::map::{self, MapBase};
use chuhai_charts::measure::FixedMeasure;
use chuhai_charts::scene::{Scene, Size};
use chuhai_charts::table::{Cell, Table};
use chuhai_charts::timeline::{self, TimelineIndex};
use chuhai_core::dataset::package::Compiled;
use chuhai_core::search;
use chuhai_core::state::{PageState, ResolvedFilter, State, from_query};
use chuhai_core::text::Lang;
use serde_json::json;
use xtask::browser::key;
use xtask::{check_data, paths};

use crate::filters::{opener, option};
use crate::harness::{DESKTOP, Page, Site, VIEWS, journey, probe};

/// The facts of `data/`, compiled as the site is.
pub static FACTS: LazyLock<Compiled> = LazyLock::new(|| check_data::compile(&paths::root().join("data")).unwrap());

/// Filters that leave much, little and nothing.
const FILTERS: [&str; 7] = [
    "region=sea",
    "company=minimax",
    "kind=policy~launch",
    "t=2024-05..2024-05",
    "region=western&kind=launch~metric",
    "kind=funding",
    "kind=quote&t=..1999",
];

/// The state that an address asks for, and its filter.
fn asked(query: &str, lang: Lang) -> (State, ResolvedFilter) {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let pairs: Vec<_> = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let Compiled { dataset, details, .. } = &*FACTS;
    let (state, ignored) =
        from_query(&pairs, State { page: PageState { lang, ..PageState::default() }, ..State::default() }, dataset);
    assert_eq!(ignored, [], "{query}");
    let found = (!state.filter.text.is_empty()).then(|| search::matching(&state.filter.text, dataset, Some(details)));
    let focus = ResolvedFilter::new(&state, dataset, found);
    (state, focus)
}

/// The pictures of an address, in the order of [`VIEWS`]; what they say does not depend on their size.
fn scenes(query: &str, lang: Lang) -> [Scene; 3] {
    let (state, focus) = asked(query, lang);
    let dataset = &FACTS.dataset;
    let size = Size { width_px: 1000.0, height_px: 420.0 };
    let index = TimelineIndex::new(dataset, state.cameras.lanes);
    let on_timeline = timeline::TimelineFilter::new(dataset, &index, focus.clone());
    let on_map = map::MapFilter::new(dataset, focus.clone());
    [
        map::layout(&MapBase::new(dataset, size), dataset, &state, &on_map, &FixedMeasure),
        funding::layout(dataset, &focus, &state, size, &FixedMeasure),
        timeline::layout(dataset, &index, &on_timeline, &state, size.width_px, &FixedMeasure),
    ]
}

fn open(page: &Page, query: &str, lang: Lang) {
    page.open(&format!("?{query}&lang={}", lang.code()));
}

/// Opens the table of a view.
fn unfold(page: &Page, view: &str) {
    page.click(&format!("#{view} .facts > summary"));
    page.wait_for(&format!("#{view} .facts table"));
}

/// The rows of a table as the page shows them: the record's index, then the words of each cell.
fn rows(page: &Page, section: &str) -> Vec<(u32, Vec<String>)> {
    let body = &probe("tableRows");
    serde_json::from_value(page.evaluate(body, &[json!(section)])).unwrap()
}

fn words(cells: &[Cell]) -> Vec<String> {
    cells.iter().map(|cell| cell.text.clone()).collect()
}

fn wait_for_rows(page: &Page, section: &str, n: usize) {
    let body = "return document.querySelectorAll(`#${arguments[0]} tbody tr:not(.group, .row-evidence)`).length === arguments[1]";
    page.wait(&format!("{n} rows in #{section}"), body, &[json!(section), json!(n)]);
}

fn focus_on(page: &Page, selector: &str) {
    page.evaluate("document.querySelector(arguments[0]).focus()", &[json!(selector)]);
}

fn holds_focus(page: &Page, selector: &str) {
    page.wait(selector, "return document.activeElement.matches(arguments[0])", &[json!(selector)]);
}

#[test]
fn a_view_opens_as_a_table_of_the_marks_that_pass() {
    journey(DESKTOP, |page| {
        let mut left_out = 0;
        for (query, lang) in [""].iter().chain(&FILTERS).flat_map(|query| Lang::ALL.map(|lang| (query, lang))) {
            open(page, &format!("view=explore&{query}"), lang);
            for (view, scene) in VIEWS.into_iter().zip(scenes(query, lang)) {
                unfold(page, view);
                let table = Table::of_scene(&scene);
                let expected: Vec<_> = table.rows.iter().map(|row| (row.record, words(&row.cells))).collect();
                assert_eq!(rows(page, view), expected, "#{view} {query}");
                left_out += table.all - table.rows.len();
                let head = &probe("tableHead");
                let caption = &table.head.caption;
                let shown = page.evaluate(head, &[json!(view)]);
                assert_eq!(shown, json!([caption, caption, table.head.columns]), "#{view} {query}");
                assert_eq!(page.count(&format!("#{view} tbody th[scope=row]")), expected.len());
                let count = page.text(&format!("return document.querySelector('#{view} .table-count').textContent"));
                assert!(
                    count.contains(&expected.len().to_string()) && count.contains(&table.all.to_string()),
                    "{count}"
                );
            }
        }
        assert!(left_out > 100, "the filters leave something out: {left_out}");
        // Shut until it is asked for, by the mouse or by keys.
        open(page, "view=explore", Lang::Zh);
        for view in VIEWS {
            let table = format!("#{view} .facts table");
            let seen = "return Boolean(document.querySelector(arguments[0])?.checkVisibility())";
            assert_eq!(page.evaluate(seen, &[json!(table)]), json!(false), "{view}");
            let summary = format!("#{view} .facts > summary");
            page.click(&summary);
            page.wait(&table, seen, &[json!(table)]);
            focus_on(page, &summary);
            page.press(&[key::ENTER]);
            page.wait(
                "the table to shut",
                "return !document.querySelector(arguments[0])?.checkVisibility()",
                &[json!(table)],
            );
            page.press(&[key::SPACE]);
            page.wait(&table, seen, &[json!(table)]);
        }
    });
}

/// Asserts that `shown` (indices into `cells`, the reading order) is sorted: figures by what they count, words as the
/// page's language has them, equals in the reading order, and what has nothing to compare last.
fn assert_sorted(page: &Page, lang: Lang, cells: &[Cell], shown: &[usize], down: bool, what: &str) {
    let pairs: Vec<(usize, usize)> = shown.windows(2).map(|pair| (pair[0], pair[1])).collect();
    let texts: Vec<_> = pairs.iter().map(|(a, b)| [&cells[*a].text, &cells[*b].text]).collect();
    let body = "return arguments[0].map(([a, b]) => Math.sign(a.localeCompare(b, arguments[1])))";
    let by_words: Vec<f64> = serde_json::from_value(page.evaluate(body, &[json!(texts), json!(lang.bcp47())])).unwrap();
    for ((a, b), by_words) in pairs.into_iter().zip(by_words) {
        let (before, after) = (&cells[a], &cells[b]);
        // What has something to compare by: a figure, words, nothing.
        let has = |cell: &Cell| f64::from(u8::from(cell.key.is_some()) * 2 + u8::from(!cell.text.is_empty()));
        let order = match (before.key, after.key) {
            (Some(before), Some(after)) if before == after => 0.0,
            (Some(before), Some(after)) if (before > after) != down => 1.0,
            (Some(_), Some(_)) => -1.0,
            _ if has(before) != has(after) => has(after) - has(before),
            _ if down => -by_words,
            _ => by_words,
        };
        assert!(order < 0.0 || (order == 0.0 && a < b), "{what}: {before:?} before {after:?}");
    }
}

#[test]
fn a_table_is_sorted_by_each_column_by_mouse_and_by_keys() {
    journey(DESKTOP, |page| {
        for lang in Lang::ALL {
            open(page, "view=explore", lang);
            for (view, scene) in VIEWS.into_iter().zip(scenes("", lang)) {
                page.click(&format!("#{view} .facts > summary"));
                let table = Table::of_scene(&scene);
                for column in 0..table.head.columns.len() {
                    let cells: Vec<Cell> = table.rows.iter().map(|row| row.cells[column].clone()).collect();
                    let head = format!("#{view} thead th:nth-child({}) button", column + 1);
                    for (press, aria) in
                        [(None, "ascending"), (Some(key::ENTER), "descending"), (Some(key::SPACE), "none")]
                    {
                        match press {
                            None => page.click(&head),
                            Some(key) => {
                                focus_on(page, &head);
                                page.press(&[key]);
                            }
                        }
                        let what = format!("#{view} column {column} {aria}");
                        let body = &probe("isSortedBy");
                        page.wait(&what, body, &[json!(view), json!(column), json!(aria)]);
                        let at = |record: u32| table.rows.iter().position(|row| row.record == record).unwrap();
                        let shown: Vec<usize> = rows(page, view).iter().map(|(record, _)| at(*record)).collect();
                        assert_eq!(shown.len(), table.rows.len(), "{what}");
                        match aria {
                            "none" => assert!(shown.is_sorted(), "{what}: {shown:?}"),
                            _ => assert_sorted(page, lang, &cells, &shown, aria == "descending", &what),
                        }
                        assert_eq!(
                            page.evaluate("return document.activeElement.matches(arguments[0])", &[json!(head)]),
                            json!(true)
                        );
                    }
                }
            }
        }
    });
}

/// The rows of a CSV file, its head first.
fn read_csv(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Presses the download buttons of a section and reads the file they give: the same with a byte order mark and without.
fn downloaded(page: &Page, dir: &Path, section: &str, lang: Lang, version: &str) -> Vec<Vec<String>> {
    page.allow_files(dir);
    let [plain, excel] = [(1, ""), (2, "-excel")].map(|(button, program)| {
        page.click(&format!("#{section} .table-tools button:nth-child({button})"));
        let name = format!("chuhai-{section}-{}-{version}{program}.csv", lang.code());
        String::from_utf8(page.saved(&dir.join(name))).expect("UTF-8")
    });
    assert!(!plain.starts_with('\u{feff}'), "a program takes the mark for a part of the first name");
    assert_eq!(excel.strip_prefix('\u{feff}'), Some(&*plain));
    let file = read_csv(&plain);
    let runs = |cell: &&String| cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n']);
    assert_eq!(file.iter().flatten().find(runs), None, "a spreadsheet would run it");
    file
}

#[test]
fn a_table_is_saved_as_it_stands() {
    let dir = paths::target().join("e2e/files");
    journey(DESKTOP, |page| {
        let dataset = &FACTS.dataset;
        for (query, lang) in [("", Lang::Zh), ("t=2024..2024", Lang::En)] {
            for section in ["map", "funding", "timeline", "data"] {
                let view = if section == "data" { "data" } else { "explore" };
                open(page, &format!("view={view}&{query}"), lang);
                page.wait_for_details();
                if section != "data" {
                    page.click(&format!("#{section} .facts > summary"));
                }
                // In the order it is shown in.
                page.click(&format!("#{section} thead th:nth-child(2) button"));
                page.wait_for(&format!("#{section} th[aria-sort=ascending]"));
                let shown = rows(page, section);
                let file = downloaded(page, &dir, section, lang, &dataset.meta.version);
                assert_eq!(file.len(), shown.len() + 1, "#{section} {query}");
                let columns = page.count(&format!("#{section} thead th"));
                for ((record, cells), line) in shown.iter().zip(&file[1..]) {
                    assert_eq!(line[0], *dataset.record(*record).id);
                    assert_eq!(line[1..=columns], cells[..], "#{section} {query}");
                }
            }
        }
    });
}

#[test]
fn nothing_in_a_file_is_run_by_a_spreadsheet() {
    const RISKY: &str = "=HYPERLINK(A1)";
    let site = Site::copy("formula");
    let package = paths::target().join("e2e/formula-package");
    let _ = fs::remove_dir_all(&package);
    fs::create_dir_all(&package).unwrap();
    for entry in fs::read_dir(paths::root().join("tests/fixtures/tiny")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let text = text.replace("ChatGPT 推出,Launch of ChatGPT,", &format!("{RISKY} 推出,{RISKY} out,"));
        fs::write(package.join(path.file_name().unwrap()), text).unwrap();
    }
    check_data::command(&package, Some(&site.dir.join("data/formula.bin"))).unwrap();
    site.journey(DESKTOP, |page| {
        for (section, column) in [("timeline", 2), ("data", 3)] {
            let view = if section == "data" { "data" } else { "explore" };
            open(page, &format!("view={view}&data=data/formula.bin"), Lang::En);
            if section != "data" {
                page.click(&format!("#{section} .facts > summary"));
            }
            let title = format!("{RISKY} out");
            assert!(rows(page, section).iter().any(|(_, cells)| cells.contains(&title)), "the table shows it as it is");
            let file = downloaded(page, &paths::target().join("e2e/formulas"), section, Lang::En, "0.1.0");
            assert!(file.iter().any(|line| line[column] == format!("'{title}")), "#{section}: {file:?}");
        }
    });
}

/// A dataset larger than the page lists: its file has every record, in the order of the page and under a filter.
#[test]
fn the_file_of_a_large_dataset_has_all_its_records() {
    const MORE: usize = 1_100;
    let site = Site::copy("large");
    let package = paths::target().join("e2e/large-package");
    let _ = fs::remove_dir_all(&package);
    fs::create_dir_all(&package).unwrap();
    for entry in fs::read_dir(paths::root().join("tests/fixtures/tiny")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, package.join(path.file_name().unwrap())).unwrap();
    }
    let quotes = fs::read_to_string(package.join("quotes.csv")).unwrap();
    let row = quotes.lines().nth(1).unwrap();
    let more: String = (0..MORE).map(|ix| row.replacen("quote-open-source", &format!("more-{ix}"), 1) + "\n").collect();
    fs::write(package.join("quotes.csv"), quotes.clone() + &more).unwrap();
    check_data::command(&package, Some(&site.dir.join("data/large.bin"))).unwrap();
    let dataset = check_data::compile(&package).unwrap().dataset;
    site.journey(DESKTOP, |page| {
        for (query, kinds) in [("", vec![]), ("&kind=quote", vec![("kind".to_owned(), "quote".to_owned())])] {
            let (state, _) = from_query(&kinds, State::default(), &dataset);
            let focus = ResolvedFilter::new(&state, &dataset, None);
            let expected = (0..).zip(&dataset.records).filter(|(ix, record)| focus.passes(*ix, record)).count();
            assert!(expected > MORE);
            open(page, &format!("view=data&data=data/large.bin{query}"), Lang::En);
            page.wait_for_details();
            page.click("#data thead th:nth-child(3) button");
            page.wait_for("#data th[aria-sort=ascending]");
            let file = downloaded(page, &paths::target().join("e2e/large-files"), "data", Lang::En, "0.1.0");
            assert_eq!(file.len(), expected + 1, "{query}");
            let shown = rows(page, "data");
            assert_eq!(shown.len(), 1_000, "the page lists no more");
            let ids: std::collections::BTreeSet<&String> = file[1..].iter().map(|line| &line[0]).collect();
            assert_eq!(ids.len(), expected, "each once");
        }
    });
}

#[test]
fn the_data_view_has_every_record_that_passes_each_clause() {
    let Compiled { dataset, .. } = &*FACTS;
    journey(DESKTOP, |page| {
        let searches = ["q=华为", "q=Hugging Face&kind=launch", "q=data centre"];
        let mut cut = 0;
        for query in [""].iter().chain(&FILTERS).chain(&searches) {
            for lang in Lang::ALL {
                open(page, &format!("view=data&{query}"), lang);
                // What is searched comes with the details.
                page.wait_for_details();
                let (_, focus) = asked(query, lang);
                let records = (0..).zip(dataset.records.iter());
                let mut passing: Vec<u32> =
                    records.filter(|(ix, record)| focus.passes(*ix, record)).map(|(ix, _)| ix).collect();
                wait_for_rows(page, "data", passing.len());
                let mut shown = rows(page, "data");
                shown.sort();
                passing.sort_unstable();
                assert_eq!(shown.iter().map(|(ix, _)| *ix).collect::<Vec<_>>(), passing, "{query}");
                for (ix, cells) in &shown {
                    assert_eq!(cells[2], dataset.record(*ix).title.get(lang));
                }
                cut += usize::from(passing.len() < dataset.records.len() && !passing.is_empty());
            }
        }
        assert!(cut >= 16, "most leave something: {cut}");
    });
}

/// The row of a record in the data view, and the button that opens it.
fn row(id: &str) -> String {
    format!("#data button[data-open='{}']", FACTS.dataset.find(id).unwrap())
}

#[test]
fn a_row_of_the_data_opens_to_its_evidence_and_shuts_by_keys() {
    let Compiled { dataset, details, .. } = &*FACTS;
    journey(DESKTOP, |page| {
        for lang in Lang::ALL {
            open(page, "view=data", lang);
            page.wait_for_details();
            let first = rows(page, "data")[0].0;
            let detail = details.of(first).unwrap();
            // From the last head, Tab leads into the rows.
            focus_on(page, "#data thead th:last-child button");
            page.press(&[key::TAB]);
            let button = format!("#data button[data-open='{first}']");
            holds_focus(page, &button);
            assert_eq!(page.count("#data .row-evidence"), 0);
            for (opens, shuts) in [(key::ENTER, key::ENTER), (key::SPACE, key::SPACE)] {
                page.press(&[opens]);
                page.wait_for(&format!("{button}[aria-expanded=true]"));
                let evidence = page.text(
                    "return document.querySelector('#data tr:has([aria-expanded=true]) + .row-evidence').textContent",
                );
                assert!(evidence.contains(detail.text.get(lang)), "{evidence}");
                for check in &detail.checks {
                    assert!(evidence.contains(check.says.get(lang)), "{evidence}");
                    let url = details.source(check.source).url.as_deref().unwrap_or_default();
                    assert!(url.is_empty() || page.count(&format!("#data .row-evidence a[href='{url}']")) > 0, "{url}");
                }
                page.press(&[shuts]);
                page.wait_for(&format!("{button}[aria-expanded=false]"));
                assert_eq!(page.count("#data .row-evidence"), 0);
                holds_focus(page, &button);
            }
        }
        assert!(dataset.records.len() > 100);
    });
}

#[test]
fn what_is_only_asked_about_opens_its_own_row() {
    journey(DESKTOP, |page| {
        // By its address.
        page.open("?view=data&region=sea&company=alibaba");
        for id in ["sea", "alibaba"] {
            page.wait_for(&format!("{}[aria-expanded=true]", row(id)));
        }
        assert_eq!(page.count("#data .row-evidence"), 2, "and no other");
        // By the filter, in a table that is there already.
        page.open("?view=data");
        page.wait_for(&row("sea"));
        assert_eq!(page.count("#data .row-evidence"), 0);
        for (clause, name, id) in [("region", "东南亚", "sea"), ("company", "阿里巴巴", "alibaba")] {
            page.click(&opener(clause));
            page.click(&option(page, name));
            page.wait_for(&format!("{}[aria-expanded=true]", row(id)));
            page.click("h1");
        }
        assert_eq!(page.count("#data .row-evidence"), 2);
        // Shut by its reader it stays shut, whatever else is asked.
        focus_on(page, &row("sea"));
        page.press(&[key::ENTER]);
        page.wait_for(&format!("{}[aria-expanded=false]", row("sea")));
        page.click("[data-clause=company] button[aria-label]");
        page.wait("the clause to go", "return !location.search.includes('company')", &[]);
        page.wait_for(&format!("{}[aria-expanded=false]", row("sea")));
    });
}

#[test]
fn summaries_follow_the_filter_and_the_language() {
    journey(DESKTOP, |page| {
        for query in [""].iter().chain(&FILTERS) {
            open(page, &format!("view=explore&{query}"), Lang::Zh);
            for lang in Lang::ALL {
                if lang == Lang::En {
                    page.click("[data-lang=en]");
                    page.wait_for("html[lang=en]");
                }
                for (view, scene) in VIEWS.into_iter().zip(scenes(query, lang)) {
                    let body = "return document.querySelector(`#${arguments[0]} figcaption .summary`).textContent === arguments[1]";
                    page.wait(
                        &format!("#{view} {query}: {}", scene.summary),
                        body,
                        &[json!(view), json!(scene.summary)],
                    );
                }
            }
        }
    });
}
