//! Another dataset in our page: no text about our own dataset, in the page, its pictures, its files and its citations, in
//! either language.

use chuhai::components::help::Help;
use chuhai::components::records_table;
use chuhai::components::share::{SharePanel, SharePanelProps};
use chuhai::components::table_file::file_rows;
use chuhai::prerender;
use chuhai::ptr_eq_rc::PtrEqRc;
use chuhai::share::{EmbedKind, ShareOptions, SiteUrls, snippet};
use chuhai_charts::export::frame::{FrameText, compose, credits};
use chuhai_charts::funding;
use chuhai_charts::measure::FixedMeasure;
use chuhai_charts::paint::svg::svg;
use chuhai_charts::scene::{Scene, Shape, Size};
use chuhai_charts::table::Table;
use chuhai_charts::theme::{ColorToken, Scheme};
use chuhai_core::csv;
use chuhai_core::dataset::package::{Compiled, fixture};
use chuhai_core::dataset::{Dataset, RecordIx};
use chuhai_core::state::{IgnoredParam, PageState, ResolvedFilter, State, View, from_query};
use chuhai_core::text::Lang;

use crate::exported::texts;
use crate::page::{count, escaped, page_of, render_app_of, render_in};
use crate::tables::scenes;

/// Names of our dataset, and words that occur only in it.
const OURS: [&str; 28] = [
    "中国",
    "China",
    "Chinese AI",
    "出海",
    "Chuhai",
    "chuhai",
    "Setting sail",
    "Hugging Face",
    "huggingface",
    "AdinaY",
    "CSET",
    "Our World in Data",
    "郑和",
    "Zheng",
    "$",
    "美元",
    "dollar",
    "rticle",
    "原文",
    "文章",
    "CC BY",
    "腾讯",
    "Tencent",
    "融资",
    "unding",
    "Story",
    "−",
    "NaN",
];
const QUERIES: [&[(&str, &str)]; 9] = [
    &[],
    &[("view", "explore")],
    &[("view", "map")],
    &[("view", "funding")],
    &[("view", "timeline")],
    &[("view", "data")],
    &[("region", "isles")],
    &[("company", "fjordauto")],
    &[("sel", "plant-lanmark"), ("t", "2020..2023")],
];

/// The dataset as a page that was opened with it has it.
fn other() -> Compiled {
    let mut other = fixture::other();
    other.dataset.meta.asked_with = "data=ev.bin".into();
    other
}

fn page(query: &[(&str, &str)], lang: Lang) -> String {
    let Compiled { dataset, details, .. } = other();
    render_app_of(dataset, Some(details), None, query, lang)
}

fn prerendered(lang: Lang) -> String {
    let Compiled { dataset, details, .. } = other();
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let local = tokio::task::LocalSet::new();
    local.block_on(&runtime, prerender::render(dataset, details, lang))
}

/// The texts of markup, and the attributes with texts.
fn words(markup: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in markup.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        words.push(text.to_owned());
        for name in ["aria-label", "title", "alt", "placeholder"] {
            let value = tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split_once('"'));
            words.extend(value.map(|(value, _)| value.to_owned()));
        }
    }
    words.retain(|text| !text.trim().is_empty());
    words
}

#[track_caller]
fn says_nothing_of_ours(said: &[String], of: &str) {
    for text in said {
        for word in OURS {
            assert!(!text.contains(word), "{of} says {word}: {text}");
        }
    }
}

#[test]
fn the_page_says_nothing_of_ours() {
    for lang in Lang::ALL {
        for query in QUERIES {
            let page = page(query, lang);
            let said = words(&page);
            assert!(said.len() > 40, "{query:?}: {said:?}");
            says_nothing_of_ours(&said, &format!("{query:?}"));
            for gone in ["class=\"seal\"", "huggingface", "creativecommons"] {
                assert_eq!(count(&page, gone), 0, "{gone} at {query:?}");
            }
        }
    }
}

#[test]
fn the_page_says_what_the_dataset_says_of_itself() {
    let about = other().dataset.meta.about.unwrap();
    for lang in Lang::ALL {
        let page = page(&[], lang);
        let title = other().dataset.meta.title;
        assert_eq!(count(&page, &format!("<h1>{}</h1>", title.get(lang))), 1);
        assert_eq!(count(&page, &format!("<p class=\"lead-text\">{}</p>", about.description.get(lang))), 1);
        assert_eq!(count(&page, "<a href=\"https://norvania.example/cars\""), 1);
        let data = page.split("<section id=\"data\"").nth(1).expect("the data section");
        for credit in about.sources.iter().chain(&about.licences) {
            assert!(data.contains(credit.get(lang)), "{} in {data}", credit.get(lang));
        }
    }
    // On the host only the prerendered page has pictures, and with them their summaries.
    for lang in Lang::ALL {
        let page = prerendered(lang);
        let home = match lang {
            Lang::Zh => "从诺瓦尼亚出发的 2 家公司",
            Lang::En => "2 companies went from Norvania",
        };
        assert!(page.contains(home), "{page}");
        let shapeless = match lang {
            Lang::Zh => "没有南方群岛的轮廓",
            Lang::En => "no shape for Southern Isles",
        };
        assert!(page.contains(shapeless), "{page}");
    }
}

#[test]
fn what_it_does_not_have_is_not_there() {
    let page = page(&[], Lang::En);
    assert_eq!(count(&page, "type=\"checkbox\""), 0, "no voyages");
    assert_eq!(count(&page, "class=\"tab\""), 5, "no story: {page}");
    assert_eq!(count(&page, ">Explore</a>"), 1);
    assert_eq!(count(&page, "aria-current=\"page\""), 1);
    assert_eq!(count(&page, "class=\"held\""), 0, "no statements");
    let mut bare = other().dataset;
    bare.funding.clear();
    bare.lanes.clear();
    for record in &mut bare.records {
        record.lane = None;
    }
    for company in &mut bare.companies {
        company.lane = None;
    }
    let page = render_app_of(bare.clone(), None, None, &[], Lang::En);
    assert_eq!(count(&page, "class=\"tab\""), 3, "explore, map, table: {page}");
    for (id, there) in [("map", 1), ("funding", 0), ("timeline", 0), ("data", 1)] {
        assert_eq!(count(&page, &format!("<section id=\"{id}\"")), there, "{id}");
    }
    let asked = [("view".to_owned(), "funding".to_owned())];
    let (state, ignored) = from_query(&asked, State::default(), &bare);
    assert_eq!(state.page.view, View::Story);
    assert_eq!(ignored, [IgnoredParam { name: "view".into(), value: "funding".into() }]);
    assert_eq!(from_query(&asked, State::default(), &other().dataset).1, []);
}

#[test]
fn every_link_of_the_page_keeps_what_it_is_of() {
    for lang in Lang::ALL {
        for query in QUERIES.into_iter().chain([&[("embed", "1"), ("view", "map")][..]]) {
            let page = page(query, lang);
            let links: Vec<&str> =
                page.split("href=\"?").skip(1).map(|rest| rest.split('"').next().unwrap_or_default()).collect();
            assert!(!links.is_empty(), "{query:?}");
            for link in links {
                assert!(link.split("&amp;").any(|part| part == "data=ev.bin"), "{link} at {query:?}");
            }
        }
        let dataset = other().dataset;
        let state = State { page: PageState { lang, view: View::Map, ..PageState::default() }, ..State::default() };
        let own = "https://example.org/en/";
        let urls = SiteUrls { page: own.into(), site: Some("https://example.org/".into()) };
        for kind in [EmbedKind::Frame, EmbedKind::Element] {
            let markup =
                snippet(&urls, &state, &ShareOptions { kind, ..ShareOptions::new(&state, Lang::Zh) }, &dataset);
            let addresses = markup.matches(own).count();
            assert_eq!((addresses, markup.matches("data=ev.bin").count()), (2, 2), "{markup}");
            assert!(markup.contains(&format!(">{}</a>", dataset.meta.title.get(lang))), "{markup}");
        }
    }
}

#[test]
fn dialogs_say_nothing_of_ours() {
    for lang in Lang::ALL {
        let dataset = PtrEqRc::new(other().dataset);
        let help = render_in::<Help>(page_of(dataset.clone(), lang), ());
        says_nothing_of_ours(&words(&help), "the help");
        let share = render_in::<SharePanel>(
            page_of(dataset, lang),
            SharePanelProps {
                state: PtrEqRc::new(State { page: PageState { lang, ..PageState::default() }, ..State::default() }),
                default_lang: Lang::Zh,
                urls: SiteUrls { page: "https://example.org/".into(), site: None },
            },
        );
        assert_eq!(count(&share, "<option"), 0, "no steps to begin with");
        says_nothing_of_ours(&words(&share), "the share panel");
    }
}

#[test]
fn its_pictures_say_nothing_of_ours_under_any_filter() {
    let dataset = other().dataset;
    for lang in Lang::ALL {
        let queries: [&[(&str, &str)]; 6] = [
            &[],
            &[("region", "europe")],
            &[("company", "recycler")],
            &[("t", "2021..2022")],
            &[("kind", "funding")],
            &[("q", "nowhere")],
        ];
        for query in queries {
            let pairs: Vec<_> = query.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
            let (state, ignored) = from_query(
                &pairs,
                State { page: PageState { lang, ..PageState::default() }, ..State::default() },
                &dataset,
            );
            assert_eq!(ignored, []);
            for scene in scenes(&dataset, &state) {
                let mut said: Vec<String> = texts(&scene).into_iter().map(|(text, _)| text.to_owned()).collect();
                said.push(scene.summary.clone());
                said.push(scene.table.caption.clone());
                said.extend(scene.table.columns.iter().cloned());
                for item in &scene.items {
                    said.push(item.name.clone());
                    said.extend(item.tip.iter().cloned());
                }
                says_nothing_of_ours(&said, &format!("{query:?}"));
            }
        }
    }
}

/// The rows less the package's own name for the table of a record, which is the same in every dataset.
fn without_tables(mut rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let at = rows[0].iter().position(|name| name == "table").expect("the column");
    for row in &mut rows {
        row.remove(at);
    }
    rows
}

#[test]
fn its_files_say_nothing_of_ours() {
    let Compiled { dataset, details, .. } = other();
    for lang in Lang::ALL {
        let state = State { page: PageState { lang, ..PageState::default() }, ..State::default() };
        for scene in scenes(&dataset, &state) {
            let credits = credits(&dataset, true, "https://example.org/?data=ev.bin", lang);
            assert_eq!(credits.len(), 4, "{credits:?}");
            assert!(credits[2].ends_with("example.org/?data=ev.bin"), "{credits:?}");
            assert!(credits[3].contains("opendatacommons.org"), "{credits:?}");
            let words = FrameText { title: "", note: "", credits };
            let poster = compose(&scene, &words, &FixedMeasure);
            let saved = svg(&poster, Scheme::Light, lang, "x", dataset.meta.title.get(lang));
            let said: Vec<String> = texts(&poster).into_iter().map(|(text, _)| text.to_owned()).collect();
            says_nothing_of_ours(&said, "a picture");
            assert!(!saved.contains("huggingface"), "{saved}");
            let table = Table::of_scene(&scene);
            let order: Vec<usize> = (0..table.rows.len()).collect();
            let rows = without_tables(file_rows(&dataset, &table, &order, None, lang));
            says_nothing_of_ours(&[csv::write(&rows, csv::Reader::Program)], "a table");
        }
        let focus = ResolvedFilter::new(&state, &dataset, None);
        let table = records_table::records(&dataset, &focus, lang, usize::MAX);
        let order: Vec<usize> = (0..table.rows.len()).collect();
        let rows = without_tables(file_rows(&dataset, &table, &order, Some(&details), lang));
        assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{rows:?}");
        says_nothing_of_ours(&[csv::write(&rows, csv::Reader::Excel)], "the table of all");
        says_nothing_of_ours(&[details.citations.get(lang).to_owned()], "a citation");
    }
    assert_eq!(dataset.meta.file_name(), "norvania-cars");
}

#[test]
fn it_can_be_prerendered() {
    for lang in Lang::ALL {
        let page = prerendered(lang);
        says_nothing_of_ours(&words(&page), "the prerendered page");
        assert_eq!(count(&page, "data-picture"), 0);
    }
}

fn chart(dataset: &Dataset, lang: Lang, (width_px, height_px): (f64, f64)) -> Scene {
    let state = State { page: PageState { lang, ..PageState::default() }, ..State::default() };
    let focus = ResolvedFilter::new(&state, dataset, None);
    funding::layout(dataset, &focus, &state, Size { width_px, height_px }, &FixedMeasure)
}

/// The dataset with all its amounts changed.
fn with_amounts(change: impl Fn(f64) -> f64) -> Dataset {
    let mut dataset = other().dataset;
    let records: Vec<RecordIx> = dataset.funding.iter().map(|point| point.record).collect();
    for ix in records {
        if let Some(quantity) = &mut dataset.records[ix as usize].quantity {
            quantity.value = change(quantity.value);
        }
    }
    dataset
}

#[test]
fn each_stepped_series_is_drawn_alone_and_stops_where_it_has_a_gap() {
    let dataset = other().dataset;
    let scene = chart(&dataset, Lang::En, (700.0, 400.0));
    let rings: Vec<&Vec<_>> = scene
        .marks
        .iter()
        .filter(|mark| mark.fill == Some(ColorToken::Area))
        .filter_map(|mark| match &mark.shape {
            Shape::Polygon(rings) => rings.first(),
            _ => None,
        })
        .collect();
    // Five years of one, two and two of the other, which has none for 2022.
    assert_eq!(rings.iter().map(|ring| ring.len()).collect::<Vec<_>>(), [12, 6, 6]);
    for ring in &rings {
        for edge in ring.windows(2) {
            assert!(edge[0].x == edge[1].x || edge[0].y == edge[1].y, "a diagonal: {edge:?}");
        }
    }
    let lines = |dash: bool| {
        let strokes =
            scene.marks.iter().filter_map(|mark| mark.stroke.filter(|stroke| stroke.token == ColorToken::Series));
        strokes.filter(|stroke| stroke.dash_px.is_some() == dash).count()
    };
    assert_eq!((lines(false), lines(true)), (2, 3), "with a sample of each beside its name");
    let said: Vec<&str> = texts(&scene).into_iter().map(|(text, _)| text).collect();
    for name in ["Exports by the registry", "Landed value by the ports", "Pledge for a plant: 2024"] {
        assert!(said.join(" ").contains(name), "{name} in {said:?}");
    }
}

#[test]
fn a_rise_is_called_a_rise_and_a_fall_a_fall_and_equal_equal() {
    let summary = |dataset: &Dataset, lang| chart(dataset, lang, (700.0, 400.0)).summary;
    let said = summary(&other().dataset, Lang::En);
    assert!(said.contains("€4.1m in 2019, €19.7m in 2023, a rise of 380.5%; the highest is €19.7m in 2023"), "{said}");
    assert!(said.contains("€3m in 2020, €0 in 2024, a fall of 100%; the highest is €15m in 2023"), "{said}");
    assert!(said.contains("Pledge for a plant (Current euros): about €21.5m for 2024."), "{said}");
    let said = summary(&other().dataset, Lang::Zh);
    assert!(said.contains("2019 年为 410 万欧元，2023 年为 1,970 万欧元，上升 380.5%；"), "{said}");
    assert!(said.contains("下降 100%；"), "{said}");
    let said = summary(&with_amounts(|_| 7e6), Lang::En);
    assert_eq!(said.matches(", unchanged;").count(), 2, "{said}");
    // From nothing there is no so and so many percent.
    let said = summary(&with_amounts(|value| if value < 5e6 { 0.0 } else { value }), Lang::En);
    assert!(said.contains("€0 in 2019, €19.7m in 2023; the highest"), "{said}");
}

#[test]
fn the_axis_fits_its_amounts() {
    let unit = |factor: f64, lang| {
        let scene = chart(&with_amounts(|value| value * factor), lang, (700.0, 400.0));
        let column = scene.items.iter().find(|item| item.id == "pledge-2024").unwrap().bounds;
        let room = scene.size.height_px - 34.0 - 60.0;
        assert!(column.h > 0.6 * room && column.h < room, "{factor}: {} of {room}", column.h);
        for (text, area) in texts(&scene) {
            assert!(area.x >= 0.0 && area.x + area.w <= 700.01, "{factor}: {text} leaves the picture: {area:?}");
        }
        let mut texts = texts(&scene).into_iter().map(|(text, _)| text);
        texts.find(|text| text.contains('€') || text.contains("欧元")).unwrap().to_owned()
    };
    let cases = [
        (1e-6, "€", "欧元"),
        (1e-3, "€", "万欧元"),
        (1.0, "€m", "万欧元"),
        (1e3, "€bn", "亿欧元"),
        (1e6, "€bn", "亿欧元"),
    ];
    for (factor, en, zh) in cases {
        assert_eq!((&*unit(factor, Lang::En), &*unit(factor, Lang::Zh)), (en, zh), "{factor}");
    }
    // Nothing at all is drawn as nothing.
    let scene = chart(&with_amounts(|_| 0.0), Lang::En, (700.0, 400.0));
    assert!(scene.items.iter().all(|item| item.bounds.h == 0.0));
    assert!(texts(&scene).iter().all(|(text, _)| !text.contains("NaN") && !text.contains("inf")));
}

#[test]
fn its_chart_has_every_word_in_its_place() {
    for lang in Lang::ALL {
        for size in [(296.0, 352.0), (358.0, 280.0), (728.0, 360.0), (900.0, 500.0)] {
            let scene = chart(&other().dataset, lang, size);
            let texts = texts(&scene);
            for (ix, (text, area)) in texts.iter().enumerate() {
                assert!(area.x >= 0.0 && area.x + area.w <= size.0 + 0.01, "{text} leaves {size:?}: {area:?}");
                assert!(area.y >= 0.0 && area.y + area.h <= size.1, "{text} leaves {size:?}: {area:?}");
                for (other, taken) in &texts[..ix] {
                    assert!(!area.overlaps(taken), "{text} overlaps {other} at {size:?} in {lang:?}");
                }
            }
        }
    }
}

#[test]
fn names_of_its_own_are_escaped_as_ours_are() {
    let mut dataset = other().dataset;
    dataset.meta.title.en = "A <b>bold</b> & long title".into();
    let page = render_app_of(dataset.clone(), None, None, &[], Lang::En);
    assert!(page.contains(&format!("<h1>{}</h1>", escaped(&dataset.meta.title.en))), "{page}");
}
