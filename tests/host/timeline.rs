//! The timeline: no overlaps, hit testing that agrees with the picture, windows with all events in them, and densities
//! that lose no record.

use chuhai_charts::hit::hit;
use chuhai_charts::layout::axis::{TimeAxis, TimeScale, ticks};
use chuhai_charts::measure::FixedMeasure;
use chuhai_charts::paint::svg::svg;
use chuhai_charts::scene::{Datum, HitShape, Rect, Scene, Shape, pt};
use chuhai_charts::theme::{ColorToken, Scheme};
use chuhai_charts::timeline::{PlotScale, TALL_BELOW_PX, TimelineFilter, TimelineIndex, layout};
use chuhai_core::dataset::Dataset;
use chuhai_core::dataset::package::fixture::tiny;
use chuhai_core::date::{civil_from_day, day_from_civil};
use chuhai_core::state::{Cameras, Filter, LaneMode, PageState, ResolvedFilter, Selection, State, TimeWindow};
use chuhai_core::synthetic;
use chuhai_core::text::Lang;
use proptest::prelude::*;

use super::data::dataset;
use super::exported::area;
use super::snapshots;

const WIDTHS: [f64; 7] = [288.0, 358.0, 480.0, 700.0, 760.0, 1028.0, 1440.0];
/// Zoom depths: the overview, over the break, the last months, a fortnight, a day.
const WINDOWS: [(f64, f64); 5] = [(0.0, 1.0), (0.1, 0.5), (0.6, 0.9), (0.5, 0.54), (0.7, 0.703)];

fn draw(dataset: &Dataset, state: &State, width_px: f64) -> Scene {
    let index = TimelineIndex::new(dataset, state.cameras.lanes);
    let choice = TimelineFilter::new(dataset, &index, ResolvedFilter::new(state, dataset, None));
    layout(dataset, &index, &choice, state, width_px, &FixedMeasure)
}

fn window((from, to): (f64, f64)) -> TimeWindow {
    TimeWindow { from, to }
}

/// Every language, grouping of lanes and window, with a few selections.
fn states(dataset: &Dataset) -> Vec<State> {
    let mut states = Vec::new();
    let chosen = ["event-alibaba-dc", "event-tc260", "event-talkie"].map(|id| dataset.find(id));
    for lang in Lang::ALL {
        for lanes in [LaneMode::Company, LaneMode::Kind] {
            for time in WINDOWS.map(window) {
                for selected in [None].into_iter().chain(chosen) {
                    states.push(State {
                        page: PageState { lang, ..PageState::default() },
                        cameras: Cameras { lanes, time, ..Cameras::default() },
                        selection: Selection { record: selected, ..Selection::default() },
                        ..State::default()
                    });
                }
            }
        }
    }
    states
}

/// The boxes of the texts that belong to items, with the item's row and index.
fn labels(scene: &Scene) -> Vec<(u16, u32, Rect)> {
    let boxes = scene.marks.iter().filter_map(|mark| match (&mark.shape, mark.item) {
        (Shape::Text(label), Some(item)) => Some((scene.items[item as usize].row, item, area(label))),
        _ => None,
    });
    boxes.collect()
}

#[test]
fn labels_neither_overlap_nor_leave_the_picture() {
    for dataset in [tiny(), dataset()] {
        for state in states(&dataset) {
            for width_px in WIDTHS {
                let scene = draw(&dataset, &state, width_px);
                let labels = labels(&scene);
                for (ix, (_, item, area)) in labels.iter().enumerate() {
                    let at = format!("{} at {width_px}, {:?}", scene.items[*item as usize].name, state.cameras.time);
                    assert!(area.x >= -0.01 && area.x + area.w <= width_px + 0.01, "{at} leaves: {area:?}");
                    assert!(area.y >= 0.0 && area.y + area.h <= scene.size.height_px, "{at} leaves: {area:?}");
                    for (_, other, taken) in &labels[..ix] {
                        assert!(!area.overlaps(taken), "{at} overlaps {}", scene.items[*other as usize].name);
                    }
                }
            }
        }
    }
}

#[test]
fn marks_neither_overlap_nor_stand_on_each_others_labels() {
    for dataset in [tiny(), dataset()] {
        for state in states(&dataset) {
            for width_px in WIDTHS {
                let scene = draw(&dataset, &state, width_px);
                let seen: Vec<_> = scene.items.iter().filter(|item| !item.hit.is_empty()).collect();
                for (ix, item) in seen.iter().enumerate() {
                    for other in &seen[..ix] {
                        let apart = !item.bounds.overlaps(&other.bounds);
                        assert!(apart, "{} is on {} at {width_px}, {:?}", item.name, other.name, state.cameras.time);
                    }
                }
                for (_, item, area) in labels(&scene) {
                    for (ix, other) in scene.items.iter().enumerate().filter(|(ix, _)| *ix != item as usize) {
                        let apart = other.hit.is_empty() || !area.overlaps(&other.bounds);
                        let name = &scene.items[item as usize].name;
                        assert!(apart, "{name} is on mark {ix} {} at {width_px}, {:?}", other.name, state.cameras.time);
                    }
                }
            }
        }
    }
}

#[test]
fn lanes_do_not_overlap_and_keep_their_height_at_any_zoom() {
    let dataset = dataset();
    for lanes in [LaneMode::Company, LaneMode::Kind] {
        for width_px in WIDTHS {
            let rest = State { cameras: Cameras { lanes, ..Cameras::default() }, ..State::default() };
            let height_px = draw(&dataset, &rest, width_px).size.height_px;
            for time in WINDOWS.map(window) {
                let scene =
                    draw(&dataset, &State { cameras: Cameras { time, ..rest.cameras }, ..rest.clone() }, width_px);
                assert_eq!(scene.size.height_px, height_px, "{width_px} {time:?}");
                if width_px < TALL_BELOW_PX {
                    continue;
                }
                let mut reach: Vec<(u16, f64, f64)> = Vec::new();
                for item in scene.items.iter().filter(|item| !item.hit.is_empty()) {
                    let (top, bottom) = (item.bounds.y, item.bounds.y + item.bounds.h);
                    match reach.last_mut().filter(|(row, ..)| *row == item.row) {
                        Some((_, from, to)) => (*from, *to) = (from.min(top), to.max(bottom)),
                        None => reach.push((item.row, top, bottom)),
                    }
                }
                assert!(reach.windows(2).all(|pair| pair[0].2 <= pair[1].1), "{width_px} {time:?}: {reach:?}");
            }
        }
    }
}

#[test]
fn what_is_painted_is_what_is_hit() {
    for dataset in [tiny(), dataset(), synthetic::with_events(Dataset::default(), 3_000, 5)] {
        for state in states(&dataset) {
            for width_px in WIDTHS {
                let scene = draw(&dataset, &state, width_px);
                for (ix, item) in scene.items.iter().enumerate().filter(|(_, item)| !item.hit.is_empty()) {
                    let found = hit(&scene, item.bounds.centre());
                    assert_eq!(found, Some(ix), "{} at {width_px}, {:?}", item.name, state.cameras.time);
                }
            }
        }
    }
}

#[test]
fn every_record_is_an_item_once_and_is_drawn_when_its_time_is_seen() {
    let dataset = dataset();
    let on_timeline = dataset.records.iter().filter(|record| record.lane.is_some()).count();
    for width_px in WIDTHS {
        let scene = draw(&dataset, &State::default(), width_px);
        let records: Vec<_> = scene.items.iter().filter(|item| !item.cells.is_empty()).collect();
        assert_eq!(records.len(), on_timeline);
        assert!(records.iter().all(|item| item.cells.len() == scene.table.columns.len()));
        for item in &scene.items {
            assert_eq!(scene.items.iter().filter(|other| other.id == item.id).count(), 1, "{}", item.id);
            assert!(!item.hit.is_empty(), "{} is not to be seen at the overview, {width_px} wide", item.id);
        }
    }
    // A fortnight in May 2024: its month's bars are seen, a dot in March is not.
    let index = TimelineIndex::new(&dataset, LaneMode::Company);
    let at = |month, day| index.axis().fraction(f64::from(day_from_civil(2024, month, day)));
    let time = TimeWindow { from: at(5, 3), to: at(5, 17) };
    let scene = draw(&dataset, &State { cameras: Cameras { time, ..Cameras::default() }, ..State::default() }, 1028.0);
    let seen = |id: &str| scene.items.iter().any(|item| item.id == id && !item.hit.is_empty());
    assert!(seen("event-alibaba-dc") && !seen("event-gwr") && !seen("event-capcut-launch"));
    let bar = scene.items.iter().find(|item| item.id == "event-alibaba-dc").unwrap();
    let plot = PlotScale::new(
        &dataset,
        &index,
        &State { cameras: Cameras { time, ..Cameras::default() }, ..State::default() },
        1028.0,
        &FixedMeasure,
    );
    let (left, right) = (pt(bar.bounds.x, 0.0), pt(bar.bounds.x + bar.bounds.w, 0.0));
    assert!((plot.fraction_at(left) - time.from).abs() < 1e-3 && (plot.fraction_at(right) - time.to).abs() < 1e-3);
}

#[test]
fn a_year_fills_its_year_even_where_the_year_outlasts_the_article() {
    let dataset = dataset();
    let index = TimelineIndex::new(&dataset, LaneMode::Company);
    let year_end = day_from_civil(2025, 1, 1);
    assert!(
        dataset
            .records
            .iter()
            .any(|record| { record.lane.is_some() && record.date.is_some_and(|date| date.to_string() == "2024") })
    );
    assert_eq!(index.axis().domain().1, year_end);
}

#[test]
fn a_choice_is_seen_in_rings_labels_and_emptied_marks() {
    let dataset = tiny();
    let state = State {
        selection: Selection { record: dataset.find("event-alibaba-dc"), ..Selection::default() },
        ..State::default()
    };
    let scene = draw(&dataset, &state, 700.0);
    let item = |id: &str| scene.items.iter().position(|item| item.id == id).unwrap();
    let fills = |ix: usize| scene.marks.iter().filter(move |mark| mark.item == Some(ix as u32));
    let rings = scene.marks.iter().filter(|mark| mark.stroke.is_some_and(|stroke| stroke.token == ColorToken::Accent));
    assert_eq!(rings.filter_map(|mark| mark.item).collect::<Vec<_>>(), [item("event-alibaba-dc") as u32]);
    assert!(fills(item("event-alibaba-dc")).any(|mark| mark.fill == Some(ColorToken::Alibaba)));
    assert!(fills(item("event-model-studio")).any(|mark| mark.fill == Some(ColorToken::Alibaba)));
    assert!(fills(item("event-go-saudi")).all(|mark| mark.fill != Some(ColorToken::Tencent)));
}

#[test]
fn densities_tell_how_many_records_touch_a_division() {
    let dataset = synthetic::with_events(tiny(), 20_000, 3);
    for time in WINDOWS.map(window) {
        let state = State {
            cameras: Cameras { time, ..Cameras::default() },
            page: PageState { lang: Lang::En, ..PageState::default() },
            ..State::default()
        };
        let scene = draw(&dataset, &state, 1028.0);
        // Far fewer items than records: the cost of a frame depends on its pixels.
        assert!(scene.items.len() < 1_000 && scene.marks.len() < 1_000, "{} items", scene.items.len());
        for item in &scene.items {
            if let Datum::Bin(count) = item.datum {
                assert!(
                    count > 0 && item.name.ends_with(&chuhai_core::format::number(f64::from(count))),
                    "{}",
                    item.name
                );
                assert!(matches!(item.hit.as_slice(), [HitShape::Rect(area)] if *area == item.bounds));
            }
        }
    }
    // One year of one lane, counted by hand.
    let scene = draw(
        &dataset,
        &State { page: PageState { lang: Lang::En, ..PageState::default() }, ..State::default() },
        1028.0,
    );
    let bin = scene.items.iter().find(|item| item.id == "company-01-2019-01-01").unwrap();
    let touches = dataset.records.iter().filter(|record| {
        record.lane == Some(0)
            && record.date.is_some_and(|date| {
                let start = date.first_day().unwrap();
                civil_from_day(start).0 <= 2019 && civil_from_day(date.end_day() - 1).0 >= 2019
            })
    });
    assert_eq!(bin.datum, Datum::Bin(touches.count() as u32));
}

#[test]
fn a_region_chosen_among_thousands_is_seen_in_the_densities() {
    let dataset = synthetic::with_events(tiny(), 5_000, 3);
    let rest = draw(&dataset, &State::default(), 1028.0);
    let chosen =
        draw(&dataset, &State { filter: Filter { regions: vec![0], ..Filter::default() }, ..State::default() }, 1028.0);
    let strips = |scene: &Scene| scene.marks.iter().filter(|mark| matches!(mark.shape, Shape::Polygon(_))).count();
    assert!(strips(&chosen) > strips(&rest), "{} strips, {} when a region is chosen", strips(&rest), strips(&chosen));
}

#[test]
fn an_empty_dataset_is_an_empty_picture() {
    for width_px in [288.0, 700.0] {
        let scene = draw(&Dataset::default(), &State::default(), width_px);
        assert!(scene.items.is_empty() && !scene.summary.is_empty());
    }
}

proptest! {
    #[test]
    fn the_axis_is_monotone_and_invertible(first in -20_000..30_000i32, length in 1..9_000i32, a in 0.0..1.0, b in 0.0..1.0) {
        let axis = TimeAxis::covering(first, first + length);
        prop_assert!((axis.fraction(axis.day(a)) - a).abs() < 1e-9);
        prop_assert!(a >= b || axis.day(a) < axis.day(b));
        let (from, to) = axis.domain();
        prop_assert!(from <= first && to >= first + length);
        prop_assert!(axis.fraction(f64::from(from)).abs() < 1e-12 && (axis.fraction(f64::from(to)) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_scale_goes_there_and_back(from in 0.0..0.99, span in 0.001..1.0, px in 0.0..1.0) {
        let axis = TimeAxis::covering(day_from_civil(2020, 1, 1), day_from_civil(2024, 11, 1));
        let to = f64::min(from + span, 1.0);
        let scale = TimeScale::new(axis, TimeWindow { from, to }, 100.0, 600.0);
        let px = 100.0 + 600.0 * px;
        let day = scale.day_at(px);
        // Pixels in the gap of the break all mean the moment of the break.
        let in_gap = scale.segments().len() > 1 && px >= scale.segments()[0].to_px && px <= scale.segments()[1].from_px;
        prop_assert!(in_gap || (scale.start_px(day) - px).abs() < 1e-6, "{px} is {day} is {}", scale.start_px(day));
        prop_assert!(scale.start_px(day) <= scale.start_px(day + 1.0));
        prop_assert!(scale.end_px(day) <= scale.start_px(day) + 1e-9);
    }

    #[test]
    fn divisions_follow_each_other_and_cover_the_run(from in 0.0..0.99, span in 0.0005..1.0, zh in any::<bool>()) {
        let axis = TimeAxis::covering(day_from_civil(2018, 1, 1), day_from_civil(2026, 1, 1));
        let scale = TimeScale::new(axis, TimeWindow { from, to: f64::min(from + span, 1.0) }, 0.0, 700.0);
        for segment in scale.segments() {
            let (_, cells) = ticks(segment, if zh { Lang::Zh } else { Lang::En }, &FixedMeasure);
            prop_assert!(cells.windows(2).all(|pair| pair[0].to == pair[1].from));
            prop_assert!(cells.first().is_some_and(|cell| f64::from(cell.from) <= segment.from_day));
            prop_assert!(cells.last().is_some_and(|cell| f64::from(cell.to) >= segment.to_day));
            prop_assert!(cells.len() < 400, "{} divisions", cells.len());
        }
    }
}

#[test]
fn snapshots_of_the_fixture() {
    let dataset = tiny();
    for lang in Lang::ALL {
        for (name, selected, width_px) in
            [("", None, 700.0), ("-selected", dataset.find("event-alibaba-dc"), 700.0), ("-narrow", None, 358.0)]
        {
            let state = State {
                page: PageState { lang, ..PageState::default() },
                selection: Selection { record: selected, ..Selection::default() },
                ..State::default()
            };
            let scene = draw(&dataset, &state, width_px);
            snapshots::assert(&format!("timeline-{}{name}", lang.code()), &snapshots::scene(&scene));
        }
    }
    let scene = draw(&dataset, &State::default(), 700.0);
    snapshots::assert("timeline-zh-svg", &svg(&scene, Scheme::Light, Lang::Zh, "timeline", "时间线"));
}
