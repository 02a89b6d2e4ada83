//! The funding chart: periods as wide as they are, nothing joined that is unlike, figures that follow from the data.

use chuhai_charts::funding::layout;
use chuhai_charts::hit::hit;
use chuhai_charts::measure::FixedMeasure;
use chuhai_charts::paint::svg::svg;
use chuhai_charts::scene::{Rect, Scene, Shape, Size};
use chuhai_charts::theme::{ColorToken, Scheme};
use chuhai_core::dataset::Dataset;
use chuhai_core::dataset::package::fixture::tiny;
use chuhai_core::state::{Emphasis, PageState, ResolvedFilter, Selection, State};
use chuhai_core::text::Lang;

use super::data::dataset;
use super::exported::texts;
use super::snapshots;

const SIZES: [(f64, f64); 6] =
    [(264.0, 260.0), (288.0, 280.0), (296.0, 352.0), (358.0, 280.0), (728.0, 360.0), (900.0, 500.0)];

fn draw(dataset: &Dataset, state: &State, (width_px, height_px): (f64, f64)) -> Scene {
    layout(dataset, &ResolvedFilter::new(state, dataset, None), state, Size { width_px, height_px }, &FixedMeasure)
}

#[test]
fn words_neither_overlap_nor_leave_the_picture() {
    for dataset in [tiny(), dataset()] {
        for size in SIZES {
            for lang in Lang::ALL {
                for selected in [None, dataset.find("event-alibaba-dc"), dataset.find("article-2024h1")] {
                    let scene = draw(
                        &dataset,
                        &State {
                            page: PageState { lang, ..PageState::default() },
                            selection: Selection { record: selected, ..Selection::default() },
                            ..State::default()
                        },
                        size,
                    );
                    let texts = texts(&scene);
                    for (ix, (text, area)) in texts.iter().enumerate() {
                        assert!(area.x >= 0.0 && area.x + area.w <= size.0 + 0.01, "{text} leaves {size:?}: {area:?}");
                        assert!(area.y >= 0.0 && area.y + area.h <= size.1, "{text} leaves {size:?}: {area:?}");
                        for (other, taken) in &texts[..ix] {
                            assert!(!area.overlaps(taken), "{text} overlaps {other} at {size:?}");
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn a_period_is_as_wide_as_it_is_and_part_of_a_year_is_hatched() {
    let dataset = dataset();
    let scene = draw(&dataset, &State::default(), (900.0, 500.0));
    let bounds = |id: &str| scene.items.iter().find(|item| item.id == id).unwrap().bounds;
    let (year, half) = (bounds("article-2021"), bounds("article-2024h1"));
    assert!((half.w / year.w - 182.0 / 365.0).abs() < 1e-6, "{} of {}", half.w, year.w);
    assert!((half.h / year.h - 4.4 / 24.9).abs() < 1e-6, "{} of {}", half.h, year.h);
    assert_eq!(bounds("cset-2021").x, year.x);
    let hatched = scene.marks.iter().filter(|mark| matches!(mark.shape, Shape::Hatch { .. }));
    let hatched: Vec<_> = hatched.map(|mark| scene.items[mark.item.unwrap() as usize].id.as_str()).collect();
    assert_eq!(hatched, ["article-2024h1"]);
}

#[test]
fn no_line_joins_the_statements_and_the_series_ends_with_its_last_year() {
    let dataset = dataset();
    let scene = draw(&dataset, &State::default(), (900.0, 500.0));
    let bounds = |id: &str| scene.items.iter().find(|item| item.id == id).unwrap().bounds;
    let series = scene.marks.iter().filter(|mark| mark.stroke.is_some_and(|stroke| stroke.token == ColorToken::Series));
    for mark in series {
        let Shape::Path(points) = &mark.shape else { panic!("the series is a line") };
        let last = bounds("cset-2024");
        assert!((points.last().unwrap().x - (last.x + last.w)).abs() < 1e-9);
        // Sharp corners: every stretch is level or upright.
        assert!(points.windows(2).all(|pair| pair[0].x == pair[1].x || pair[0].y == pair[1].y));
    }
    let (whole, half) = (bounds("article-2021"), bounds("article-2024h1"));
    let top = |rect: Rect, x: f64, y: f64| x >= rect.x && x <= rect.x + rect.w && (y - rect.y).abs() < 3.0;
    let joins = scene.marks.iter().any(|mark| match &mark.shape {
        Shape::Path(points) => {
            points.iter().any(|p| top(whole, p.x, p.y)) && points.iter().any(|p| top(half, p.x, p.y))
        }
        _ => false,
    });
    assert!(!joins);
}

#[test]
fn nothing_sets_half_a_year_against_a_whole_one() {
    for dataset in [tiny(), dataset()] {
        for lang in Lang::ALL {
            for size in SIZES {
                let scene = draw(
                    &dataset,
                    &State { page: PageState { lang, ..PageState::default() }, ..State::default() },
                    size,
                );
                let (whole, half) = (scene.items[0].bounds, scene.items[1].bounds);
                let reaches = |rect: Rect, x: f64| x > rect.x - 0.5 && x < rect.x + rect.w + 0.5;
                let between = scene.marks.iter().filter(|mark| match &mark.shape {
                    // The axes run through all years; what ends at a column is about that column.
                    Shape::Path(points) => {
                        let ends = || points.iter().map(|point| point.x);
                        ends().any(|x| reaches(whole, x)) && ends().any(|x| reaches(half, x))
                    }
                    _ => false,
                });
                let roles: Vec<ColorToken> = between.filter_map(|mark| Some(mark.stroke?.token)).collect();
                assert!(roles.iter().all(|role| *role == ColorToken::Series), "{roles:?} at {size:?}");
                assert!(texts(&scene).iter().all(|(text, _)| !text.contains('%')), "{:?}", texts(&scene));
                assert!(!scene.summary.contains('%'), "{}", scene.summary);
            }
        }
    }
}

#[test]
fn the_summary_tells_the_course_definition_and_edition_of_the_context() {
    let dataset = dataset();
    let told = |lang| {
        draw(&dataset, &State { page: PageState { lang, ..PageState::default() }, ..State::default() }, (900.0, 500.0))
            .summary
    };
    for words in ["2021 年最高，为 184.4 亿美元", "2023 年降到 92.6 亿美元", "最近的 2024 年为 138.8 亿美元"]
    {
        assert!(told(Lang::Zh).contains(words), "{words}: {}", told(Lang::Zh));
    }
    assert!(told(Lang::En).contains("down to $9.26bn in 2023, then $13.88bn in 2024"), "{}", told(Lang::En));
    for lang in Lang::ALL {
        let series = dataset.series.iter().find(|series| series.stepped).unwrap();
        for words in [&series.definition, &series.vintage, &series.price_basis] {
            assert!(told(lang).contains(words.get(lang)), "{}", told(lang));
        }
    }
    assert!(told(Lang::Zh).contains("到 2024 年中约 44 亿美元"), "{}", told(Lang::Zh));
    assert!(told(Lang::Zh).contains("我们按 2024-01 至 2024-06 画"), "{}", told(Lang::Zh));
}

#[test]
fn a_rise_is_told_as_one() {
    let mut dataset = dataset();
    for (ix, point) in dataset.funding.clone().iter().enumerate() {
        dataset.records[point.record as usize].quantity.as_mut().unwrap().value = 1e9 + ix as f64 * 1e9;
    }
    let summary = draw(
        &dataset,
        &State { page: PageState { lang: Lang::En, ..PageState::default() }, ..State::default() },
        (900.0, 500.0),
    )
    .summary;
    assert!(summary.contains("The latest value is the highest: $12bn in 2024."), "{summary}");
    assert!(!summary.contains("fell"), "{summary}");
}

#[test]
fn what_is_painted_is_what_is_hit_and_named_whole() {
    let dataset = dataset();
    for size in SIZES {
        for lang in Lang::ALL {
            let scene =
                draw(&dataset, &State { page: PageState { lang, ..PageState::default() }, ..State::default() }, size);
            assert_eq!(scene.items.len(), dataset.funding.len());
            for (ix, item) in scene.items.iter().enumerate() {
                assert_eq!(hit(&scene, item.bounds.centre()), Some(ix), "{} at {size:?}", item.name);
                assert_eq!(item.cells.len(), scene.table.columns.len());
                assert!(item.name.contains('2'), "{}", item.name);
            }
        }
    }
}

#[test]
fn a_chosen_record_marks_its_month_and_joins_the_period_around_it() {
    let dataset = dataset();
    let state = State {
        selection: Selection { record: dataset.find("event-alibaba-dc"), ..Selection::default() },
        ..State::default()
    };
    let scene = draw(&dataset, &state, (296.0, 352.0));
    let arrows: Vec<_> = scene.marks.iter().filter(|mark| mark.fill == Some(ColorToken::Accent)).collect();
    assert_eq!(arrows.len(), 1);
    let emphasis = |id: &str| scene.items.iter().find(|item| item.id == id).unwrap().emphasis;
    assert_eq!(emphasis("article-2024h1"), Some(Emphasis::Related));
    assert_eq!(emphasis("article-2021"), Some(Emphasis::Muted));
    assert!(texts(&scene).iter().any(|(text, _)| *text == "所选记录：2024-05"), "{:?}", texts(&scene));
}

#[test]
fn an_empty_dataset_is_an_empty_chart() {
    let scene = draw(&Dataset::default(), &State::default(), (296.0, 352.0));
    assert!(scene.items.is_empty());
}

#[test]
fn snapshots_of_the_fixture() {
    let dataset = tiny();
    for lang in Lang::ALL {
        for (name, selected) in [("", None), ("-selected", dataset.find("article-2024h1"))] {
            let scene = draw(
                &dataset,
                &State {
                    page: PageState { lang, ..PageState::default() },
                    selection: Selection { record: selected, ..Selection::default() },
                    ..State::default()
                },
                (296.0, 352.0),
            );
            snapshots::assert(&format!("funding-{}{name}", lang.code()), &snapshots::scene(&scene));
        }
    }
    let scene = draw(&dataset, &State::default(), (296.0, 352.0));
    snapshots::assert("funding-zh-svg", &svg(&scene, Scheme::Light, Lang::Zh, "funding", "融资"));
}
