//! Transitions: start at the earlier scene, end exactly at the later one, and show nothing that is in neither.

use std::sync::LazyLock;

use chuhai_charts::layout::transition::Transition;
use chuhai_charts::map::MapBase;
use chuhai_charts::measure::FixedMeasure;
use chuhai_charts::scene::{Mark, Point, Rect, Scene, Shape, Size};
use chuhai_charts::timeline::{TimelineFilter, TimelineIndex};
use chuhai_charts::{funding, map, timeline};
use chuhai_core::dataset::Dataset;
use chuhai_core::dataset::package::fixture::tiny;
use chuhai_core::state::{
    Cameras, Filter, LaneMode, MapCamera, PageState, ResolvedFilter, Selection, State, TimeWindow,
};
use chuhai_core::text::Lang;
use proptest::prelude::*;

use super::data::dataset;

const SIZE: Size = Size { width_px: 1028.0, height_px: 464.0 };
static DATASET: LazyLock<Dataset> = LazyLock::new(dataset);
static TINY: LazyLock<Dataset> = LazyLock::new(tiny);

fn on_map(dataset: &Dataset, state: &State) -> Scene {
    let choice = map::MapFilter::new(dataset, ResolvedFilter::new(state, dataset, None));
    map::layout(&MapBase::new(dataset, SIZE), dataset, state, &choice, &FixedMeasure)
}

fn on_timeline(dataset: &Dataset, state: &State, width_px: f64) -> Scene {
    let index = TimelineIndex::new(dataset, state.cameras.lanes);
    let choice = TimelineFilter::new(dataset, &index, ResolvedFilter::new(state, dataset, None));
    timeline::layout(dataset, &index, &choice, state, width_px, &FixedMeasure)
}

fn zoomed(zoom: f64, x: f64, y: f64) -> State {
    State { cameras: Cameras { map: MapCamera { zoom, centre: (x, y) }, ..Cameras::default() }, ..State::default() }
}

fn window(from: f64, to: f64) -> State {
    State { cameras: Cameras { time: TimeWindow { from, to }, ..Cameras::default() }, ..State::default() }
}

fn way(before: &Scene, after: &Scene) -> Transition {
    Transition::new(&before.marks, &before.items, after).expect("something to see on the way")
}

/// The points of a shape.
fn points(shape: &Shape) -> Vec<Point> {
    match shape {
        Shape::Path(points) => points.clone(),
        Shape::Polygon(rings) => rings.concat(),
        Shape::Rect(Rect { x, y, w, h }) | Shape::Hatch { rect: Rect { x, y, w, h }, .. } => {
            vec![Point { x: *x, y: *y }, Point { x: x + w, y: y + h }]
        }
        Shape::Circle { centre, .. } | Shape::Glyph { centre, .. } => vec![*centre],
        Shape::Text(label) => vec![label.at],
    }
}

/// The first mark of the item `id` whose shape satisfies `wanted`.
fn mark_of<'a>(scene: &Scene, marks: &'a [Mark], id: &str, wanted: fn(&Shape) -> bool) -> &'a Mark {
    let item = scene.items.iter().position(|item| item.id == id).map(|ix| ix as u32);
    let own = |mark: &&Mark| mark.item.is_some() && mark.item == item && wanted(&mark.shape);
    marks.iter().find(own).unwrap_or_else(|| panic!("nothing is drawn of {id}"))
}

fn assert_near(a: &[Point], b: &[Point], by_px: f64, what: &str) {
    assert_eq!(a.len(), b.len(), "{what}");
    for (a, b) in a.iter().zip(b) {
        assert!((a.x - b.x).hypot(a.y - b.y) <= by_px, "{what}: {a:?} is not {b:?}");
    }
}

#[test]
fn the_map_sets_out_from_where_it_was_and_arrives_where_it_is() {
    let (before, after) = (on_map(&DATASET, &zoomed(1.0, 0.5, 0.5)), on_map(&DATASET, &zoomed(2.0, 0.4, 0.4)));
    for (before, after) in [(&before, &after), (&after, &before)] {
        let way = way(before, after);
        assert_eq!(way.marks(after, 1.0), after.marks);
        let start = way.marks(after, 0.0);
        // The ground: land, water and regions, with all their rings, in the same order.
        let ground = |marks: &[Mark]| {
            let fills = marks.iter().filter(|mark| matches!(mark.shape, Shape::Polygon(_)));
            fills.map(|mark| points(&mark.shape)).collect::<Vec<_>>()
        };
        let (was, is) = (ground(&before.marks), ground(&start));
        assert!(was.len() >= 8);
        for (was, is) in was.iter().zip(&is) {
            assert_near(was, is, 1e-6, "the ground");
        }
        let glyph = |shape: &Shape| matches!(shape, Shape::Glyph { .. });
        let was = mark_of(before, &before.marks, "saudi-arabia", glyph);
        assert_near(
            &points(&mark_of(after, &start, "saudi-arabia", glyph).shape),
            &points(&was.shape),
            1e-6,
            "a place",
        );
    }
}

#[test]
fn what_comes_into_the_picture_comes_with_the_ground() {
    // Mexico lies off the picture near Europe and comes in as the camera backs away.
    let (near, far) = (on_map(&DATASET, &zoomed(4.0, 0.2, 0.2)), on_map(&DATASET, &zoomed(1.0, 0.5, 0.5)));
    let glyph = |shape: &Shape| matches!(shape, Shape::Glyph { .. });
    let mexico = |scene: &Scene| scene.items.iter().position(|item| item.id == "mexico").map(|ix| ix as u32);
    assert!(near.marks.iter().all(|mark| mark.item != mexico(&near) || !glyph(&mark.shape)), "it is in the picture");
    let start = way(&near, &far).marks(&far, 0.0);
    let found = points(&mark_of(&far, &start, "mexico", glyph).shape)[0];
    assert!(found.x > SIZE.width_px, "{found:?} is not where the camera would have shown it");
    // Marks of the frame, unlike those of the ground, start at their earlier position.
    let note = |marks: &[Mark]| {
        let note = marks.iter().rev().find(|mark| mark.item.is_none() && matches!(mark.shape, Shape::Text(_)));
        points(&note.expect("a note").shape)
    };
    assert_near(&note(&start), &note(&near.marks), 1e-9, "the note");
}

#[test]
fn the_way_never_leaves_the_span_between_its_ends() {
    let (before, after) =
        (on_timeline(&DATASET, &window(0.0, 1.0), 1028.0), on_timeline(&DATASET, &window(0.5, 0.9), 1028.0));
    let way = way(&before, &after);
    let frames: Vec<Vec<Mark>> = (0..=10).map(|step| way.marks(&after, f64::from(step) / 10.0)).collect();
    for (ix, mark) in after.marks.iter().enumerate() {
        let (start, end) = (points(&frames[0][ix].shape), points(&mark.shape));
        let mut left = f64::MAX;
        for frame in &frames {
            let now: f64 = points(&frame[ix].shape).iter().zip(&end).map(|(a, b)| (a.x - b.x).hypot(a.y - b.y)).sum();
            assert!(now <= left + 1e-6, "a mark turns back between {start:?} and {end:?}");
            left = now;
        }
    }
}

#[test]
fn between_windows_lines_stay_in_the_plot_and_lane_headings_stand_still() {
    let narrow = on_timeline(&DATASET, &window(0.5, 0.7), 1028.0);
    let whole = on_timeline(&DATASET, &window(0.0, 1.0), 1028.0);
    for (before, after) in [(&narrow, &whole), (&whole, &narrow)] {
        let plot = after.plot.expect("a plot");
        for frame in (0..5).map(|step| way(before, after).marks(after, f64::from(step) / 5.0)) {
            for (now, end) in frame.iter().zip(&after.marks).filter(|(mark, _)| mark.item.is_none()) {
                if matches!(now.shape, Shape::Text(_)) {
                    continue;
                }
                for (now, end) in points(&now.shape).iter().zip(points(&end.shape)) {
                    let inside = now.x >= plot.x - 1e-6 && now.x <= plot.x + plot.w + 1e-6;
                    assert!(inside || *now == end, "{now:?} on the way to {end:?} is outside the plot");
                }
            }
        }
    }
}

#[test]
fn a_name_never_runs_over_its_own_mark() {
    let (before, after) =
        (on_timeline(&DATASET, &window(0.0, 1.0), 1028.0), on_timeline(&DATASET, &window(0.2, 0.85), 1028.0));
    let middle = |mark: &Mark| points(&mark.shape)[0];
    let sides = |scene: &Scene| -> Vec<(String, bool)> {
        let named = scene.marks.iter().filter_map(|mark| match (&mark.shape, mark.item) {
            (Shape::Text(_), Some(ix)) => Some((&scene.items[ix as usize], mark)),
            _ => None,
        });
        named.map(|(item, mark)| (item.id.clone(), middle(mark).x > item.bounds.centre().x)).collect()
    };
    let (was, is) = (sides(&before), sides(&after));
    let turned = was.iter().filter(|(id, side)| is.contains(&(id.clone(), !side))).count();
    assert!(turned > 0, "no name changes sides between these windows");
    for (before, after) in [(&before, &after), (&after, &before)] {
        let way = way(before, after);
        for frame in (0..5).map(|step| way.marks(after, f64::from(step) / 5.0)) {
            for (now, end) in frame.iter().zip(&after.marks) {
                let (Shape::Text(_), Some(ix)) = (&end.shape, end.item) else { continue };
                let bar = |shape: &Shape| matches!(shape, Shape::Rect(_));
                let of = |marks: &[Mark]| {
                    let own = marks.iter().rev().find(|mark| mark.item == Some(ix) && bar(&mark.shape));
                    own.map(|mark| points(&mark.shape))
                };
                let (Some(bar_now), Some(bar_end)) = (of(&frame), of(&after.marks)) else { continue };
                let id = &after.items[ix as usize].id;
                if before.items.iter().any(|item| item.id == *id && item.hit.is_empty()) {
                    continue;
                }
                let side = |at: Point, bar: &[Point]| at.x > (bar[0].x + bar[1].x) / 2.0;
                assert_eq!(side(middle(now), &bar_now), side(middle(end), &bar_end), "{id} runs over its mark");
            }
        }
    }
}

#[test]
fn marks_change_lanes_by_their_items() {
    let lanes = |lanes| {
        on_timeline(&DATASET, &State { cameras: Cameras { lanes, ..Cameras::default() }, ..State::default() }, 1028.0)
    };
    let (company, kind) = (lanes(LaneMode::Company), lanes(LaneMode::Kind));
    let start = way(&company, &kind).marks(&kind, 0.0);
    let bar = |shape: &Shape| matches!(shape, Shape::Rect(_) | Shape::Circle { .. });
    let was = mark_of(&company, &company.marks, "event-alibaba-dc", bar);
    assert_near(
        &points(&mark_of(&kind, &start, "event-alibaba-dc", bar).shape),
        &points(&was.shape),
        1e-6,
        "an event on its way to another lane",
    );
}

#[test]
fn a_motion_can_be_taken_over_on_its_way() {
    let [first, second, third] = [1.0, 1.5, 2.0].map(|zoom| on_map(&DATASET, &zoomed(zoom, 0.4, 0.4)));
    let midway = way(&first, &second).marks(&second, 0.3);
    let next = Transition::new(&midway, &second.items, &third).expect("a way on");
    let glyph = |shape: &Shape| matches!(shape, Shape::Glyph { .. });
    let (seen, start) = (mark_of(&second, &midway, "saudi-arabia", glyph), next.marks(&third, 0.0));
    assert_near(
        &points(&mark_of(&third, &start, "saudi-arabia", glyph).shape),
        &points(&seen.shape),
        1e-6,
        "a place on its way to another camera",
    );
    assert_eq!(next.marks(&third, 1.0), third.marks);
}

#[test]
fn nothing_moves_where_nothing_moved_nor_where_pixels_count_records() {
    let scene = on_map(&DATASET, &State::default());
    assert!(Transition::new(&scene.marks, &scene.items, &scene).is_none());
    let english = on_map(
        &DATASET,
        &State {
            page: PageState { theme: chuhai_core::state::Theme::Dark, ..PageState::default() },
            ..State::default()
        },
    );
    assert!(Transition::new(&scene.marks, &scene.items, &english).is_none());
    let crowd = chuhai_core::synthetic::with_events(dataset(), 2_000, 3);
    let (all, some) = (on_timeline(&crowd, &window(0.0, 1.0), 1028.0), on_timeline(&crowd, &window(0.2, 0.8), 1028.0));
    assert!(Transition::new(&all.marks, &all.items, &some).is_none());
}

#[derive(Clone, Debug)]
struct Pick {
    lang: bool,
    view: u8,
    width_px: f64,
    zoom: f64,
    x: f64,
    y: f64,
    from: f64,
    span: f64,
    by_kind: bool,
    voyages: bool,
    record: Option<u32>,
    region: Option<u16>,
}

fn pick() -> impl Strategy<Value = Pick> {
    let camera = (1.0_f64..8.0, 0.0_f64..1.0, 0.0_f64..1.0, 0.0_f64..0.9, 0.01_f64..1.0);
    let look = (any::<bool>(), 0_u8..3, 280.0_f64..1500.0, any::<bool>(), any::<bool>());
    (camera, look, proptest::option::of(0_u32..8), proptest::option::of(0_u16..2)).prop_map(
        |((zoom, x, y, from, span), (lang, view, width_px, by_kind, voyages), record, region)| Pick {
            lang,
            view,
            width_px,
            zoom,
            x,
            y,
            from,
            span,
            by_kind,
            voyages,
            record,
            region,
        },
    )
}

fn scene(pick: &Pick) -> Scene {
    let dataset = &*TINY;
    let state = State {
        page: PageState { lang: if pick.lang { Lang::En } else { Lang::Zh }, ..PageState::default() },
        cameras: Cameras {
            map: MapCamera { zoom: pick.zoom, centre: (pick.x, pick.y) },
            time: TimeWindow { from: pick.from, to: (pick.from + pick.span).min(1.0) },
            lanes: if pick.by_kind { LaneMode::Kind } else { LaneMode::Company },
            voyages: pick.voyages,
        },
        selection: Selection {
            record: pick.record.filter(|ix| (*ix as usize) < dataset.records.len()),
            ..Selection::default()
        },
        filter: Filter {
            regions: pick.region.filter(|ix| usize::from(*ix) < dataset.regions.len()).into_iter().collect(),
            ..Filter::default()
        },
    };
    let size = Size { width_px: pick.width_px, ..SIZE };
    match pick.view {
        0 => {
            let choice = map::MapFilter::new(dataset, ResolvedFilter::new(&state, dataset, None));
            map::layout(&MapBase::new(dataset, size), dataset, &state, &choice, &FixedMeasure)
        }
        1 => on_timeline(dataset, &state, pick.width_px),
        _ => {
            let focus = ResolvedFilter::new(&state, dataset, None);
            funding::layout(dataset, &focus, &state, size, &FixedMeasure)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Any scene after any other: all coordinates are finite, and the number of marks and the last frame are those of the end.
    #[test]
    fn between_any_two_pictures(before in pick(), after in pick(), t in -0.5_f64..1.5) {
        let (before, after) = (scene(&before), scene(&after));
        if let Some(way) = Transition::new(&before.marks, &before.items, &after) {
            let now = way.marks(&after, t);
            prop_assert_eq!(now.len(), after.marks.len());
            for mark in &now {
                let finite = points(&mark.shape).iter().all(|point| point.x.is_finite() && point.y.is_finite());
                prop_assert!(finite, "{:?}", mark);
            }
            // Colours and texts are those of the end from the start.
            prop_assert!(now.iter().zip(&after.marks).all(|(a, b)| a.fill == b.fill && a.item == b.item));
            prop_assert!(t < 1.0 || now == after.marks, "the end at {}", t);
            prop_assert_eq!(way.marks(&after, 1.0), after.marks);
        }
    }
}
