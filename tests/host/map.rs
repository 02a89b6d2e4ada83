//! The map of the fixture and of the real dataset: its content, and labels without overlaps.

use chuhai_charts::hit::{hit, in_lasso};
use chuhai_charts::map::{MapBase, MapFilter, layout};
use chuhai_charts::measure::FixedMeasure;
use chuhai_charts::paint::svg::svg;
use chuhai_charts::scene::{HitShape, Rect, Scene, Shape, Size, pt};
use chuhai_charts::theme::{ColorToken, Scheme};
use chuhai_core::dataset::package::fixture::tiny;
use chuhai_core::dataset::{Dataset, Status};
use chuhai_core::state::{Cameras, Filter, MapCamera, PageState, ResolvedFilter, Selection, State};
use chuhai_core::text::Lang;

use super::data::dataset;
use super::exported::texts;
use super::snapshots;

const SIZES: [(f64, f64); 5] = [(1028.0, 464.0), (1028.0, 428.0), (760.0, 420.0), (390.0, 300.0), (320.0, 260.0)];

fn size((width_px, height_px): (f64, f64)) -> Size {
    Size { width_px, height_px }
}

fn draw(dataset: &Dataset, base: &MapBase, state: &State) -> Scene {
    let choice = MapFilter::new(dataset, ResolvedFilter::new(state, dataset, None));
    layout(base, dataset, state, &choice, &FixedMeasure)
}

/// States: the default, each region, each company abroad, each place, some records, and the voyages.
fn choices(dataset: &Dataset, lang: Lang) -> Vec<(String, State)> {
    let plain = State { page: PageState { lang, ..PageState::default() }, ..State::default() };
    let mut choices = vec![
        ("nothing".to_owned(), plain.clone()),
        ("voyages".to_owned(), State { cameras: Cameras { voyages: true, ..plain.cameras }, ..plain.clone() }),
    ];
    for (ix, region) in dataset.regions.iter().enumerate() {
        let state =
            State { filter: Filter { regions: vec![ix as u16], ..plain.clone().filter.clone() }, ..plain.clone() };
        choices.push((dataset.record(region.record).id.to_string(), state));
    }
    for (ix, company) in dataset.companies.iter().enumerate().filter(|(_, company)| company.lane.is_some()) {
        let state =
            State { filter: Filter { companies: vec![ix as u16], ..plain.clone().filter.clone() }, ..plain.clone() };
        choices.push((dataset.record(company.record).id.to_string(), state));
    }
    for place in &dataset.places {
        let state = State { selection: Selection { record: Some(place.record), ..plain.selection }, ..plain.clone() };
        choices.push((dataset.record(place.record).id.to_string(), state));
    }
    choices
}

#[test]
fn a_crowd_of_companies_is_no_crowd_of_marks() {
    let dataset = chuhai_core::synthetic::with_events(dataset(), 2_000, 3);
    let base = MapBase::new(&dataset, size(SIZES[0]));
    let scene = draw(&dataset, &base, &State::default());
    let marks = scene.marks.iter().filter(|mark| matches!(mark.shape, Shape::Glyph { .. })).count();
    let targets = dataset.regions.iter().filter(|region| region.on_map).count() + dataset.places.len();
    assert!(marks > targets / 2 && marks <= 4 * targets, "{marks} marks for {targets} targets");
}

#[test]
fn names_neither_overlap_nor_leave_the_picture() {
    let dataset = dataset();
    for wh in SIZES {
        let base = MapBase::new(&dataset, size(wh));
        let picture = Rect { x: 0.0, y: 0.0, w: wh.0, h: wh.1 };
        for lang in Lang::ALL {
            for (name, state) in choices(&dataset, lang) {
                for zoom in [1.0, 3.0] {
                    let state = State {
                        cameras: Cameras {
                            map: base.zoomed(state.cameras.map, zoom, pt(wh.0 * 0.6, wh.1 * 0.5)),
                            ..state.cameras
                        },
                        ..state.clone()
                    };
                    let scene = draw(&dataset, &base, &state);
                    let texts = texts(&scene);
                    for (ix, (text, area)) in texts.iter().enumerate() {
                        let at = format!("{text} at {wh:?} {lang:?} {name} × {zoom}");
                        assert!(picture.contains(pt(area.x, area.y)), "{at} leaves");
                        assert!(picture.contains(pt(area.x + area.w, area.y + area.h)), "{at} leaves");
                        for (other, taken) in &texts[..ix] {
                            assert!(!area.overlaps(taken), "{at} overlaps {other}");
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn the_important_names_are_always_there() {
    let dataset = dataset();
    for wh in SIZES {
        let base = MapBase::new(&dataset, size(wh));
        for lang in Lang::ALL {
            for (name, state) in choices(&dataset, lang) {
                let scene = draw(&dataset, &base, &state);
                let texts = texts(&scene);
                let mut wanted: Vec<&str> = Vec::new();
                for place in
                    dataset.places.iter().filter(|place| place.home || state.selection.record == Some(place.record))
                {
                    wanted.push(dataset.record(place.record).title.get(lang));
                }
                for region in
                    state.filter.regions.iter().map(|ix| &dataset.regions[usize::from(*ix)]).filter(|r| r.on_map)
                {
                    wanted.push(dataset.record(region.record).title.get(lang));
                }
                // Places beyond the edge of a cropped picture share one label at the edge.
                let all: String = texts.iter().map(|(text, _)| *text).collect::<Vec<_>>().join(" ");
                let off_the_edge = ["拉美", "Latin America"];
                for name in wanted.into_iter().filter(|name| wh.0 > 600.0 || !off_the_edge.contains(name)) {
                    assert!(all.contains(name), "{name} is not in {all} at {wh:?}");
                }
                assert!(scene.items.len() >= dataset.places.len(), "{name}");
            }
        }
    }
}

#[test]
fn a_choice_is_seen_in_fills_and_items() {
    let dataset = tiny();
    let base = MapBase::new(&dataset, size(SIZES[0]));
    let region = dataset.find_region("sea").unwrap();
    let plain = draw(&dataset, &base, &State::default());
    let chosen = draw(
        &dataset,
        &base,
        &State { filter: Filter { regions: vec![region], ..Filter::default() }, ..State::default() },
    );
    let filled = |scene: &Scene, role: ColorToken| {
        scene.marks.iter().filter(|mark| mark.fill == Some(role) && matches!(mark.shape, Shape::Polygon(_))).count()
    };
    assert_eq!((filled(&plain, ColorToken::AccentFill), filled(&plain, ColorToken::Sea)), (0, 1));
    assert_eq!((filled(&chosen, ColorToken::AccentFill), filled(&chosen, ColorToken::Sea)), (1, 0));
    assert!(plain.items.iter().all(|item| item.emphasis.is_none()));
    let sea = chosen.items.iter().find(|item| item.id == "sea").unwrap();
    assert_eq!(sea.emphasis.map(|emphasis| emphasis.as_str()), Some("selected"));
}

#[test]
fn what_is_painted_is_what_is_hit() {
    let dataset = dataset();
    for wh in SIZES {
        let base = MapBase::new(&dataset, size(wh));
        for lang in Lang::ALL {
            let scene =
                draw(&dataset, &base, &State { page: PageState { lang, ..PageState::default() }, ..State::default() });
            for (ix, item) in scene.items.iter().enumerate() {
                for shape in &item.hit {
                    if let HitShape::Rect(area) = shape {
                        assert_eq!(hit(&scene, area.centre()), Some(ix), "{} at {wh:?} {lang:?}", item.id);
                    }
                }
            }
        }
    }
}

#[test]
fn a_name_says_how_the_record_holds_where_that_is_not_as_the_article_has_it() {
    let dataset = dataset();
    let base = MapBase::new(&dataset, size(SIZES[0]));
    let mut derived = 0;
    for (lang, evidence) in [(Lang::Zh, "；核对结果：我们算出或归类"), (Lang::En, "; fact-check: ours")] {
        for item in
            draw(&dataset, &base, &State { page: PageState { lang, ..PageState::default() }, ..State::default() }).items
        {
            let status = dataset.record(dataset.find(&item.id).unwrap()).evidence.status;
            derived += usize::from(status == Status::Derived);
            assert_eq!(item.name.ends_with(evidence), status == Status::Derived, "{}", item.name);
        }
    }
    assert!(derived > 0);
}

#[test]
fn no_line_runs_along_the_edge_of_a_region() {
    let dataset = dataset();
    let base = MapBase::new(&dataset, size(SIZES[0]));
    for (_, state) in choices(&dataset, Lang::Zh) {
        let scene = draw(&dataset, &base, &state);
        for mark in &scene.marks {
            if matches!(mark.shape, Shape::Polygon(_)) {
                assert_eq!(mark.stroke, None);
            }
        }
    }
}

#[test]
fn cameras_stay_on_the_map_and_zoom_about_the_pointer() {
    let dataset = tiny();
    let wide = MapBase::new(&dataset, size(SIZES[0]));
    let at = pt(300.0, 200.0);
    let near = wide.zoomed(MapCamera::default(), 2.0, at);
    assert_eq!(near.zoom, 2.0);
    let scene = |camera| {
        draw(&dataset, &wide, &State { cameras: Cameras { map: camera, ..Cameras::default() }, ..State::default() })
    };
    assert_ne!(scene(near).marks, scene(MapCamera::default()).marks);
    assert_eq!(wide.zoomed(near, 0.5, at), MapCamera::default(), "and back");
    assert_eq!(wide.panned(MapCamera::default(), 500.0, -90.0), MapCamera::default(), "at rest a wide map is whole");
    let narrow = MapBase::new(&dataset, size(SIZES[3]));
    let moved = narrow.panned(MapCamera::default(), -100_000.0, 0.0);
    assert!(moved.centre.0 > 1.0, "a cropped map can be moved to the New World: {moved:?}");
    let names = texts(&draw(
        &dataset,
        &narrow,
        &State { cameras: Cameras { map: moved, ..Cameras::default() }, ..State::default() },
    ))
    .len();
    assert!(names > 0);
}

#[test]
fn a_place_off_the_edge_is_brought_into_the_picture() {
    let dataset = dataset();
    let base = MapBase::new(&dataset, size(SIZES[3]));
    let mexico = dataset.find("mexico").unwrap();
    let visible = |camera| {
        let scene = draw(
            &dataset,
            &base,
            &State { cameras: Cameras { map: camera, ..Cameras::default() }, ..State::default() },
        );
        scene.items.iter().any(|item| item.id == "mexico" && !item.hit.is_empty())
    };
    let rest = MapCamera::default();
    assert!(!visible(rest));
    assert!(visible(base.panned_to(&dataset, mexico, rest)));
    let china = dataset.find("china").unwrap();
    assert_eq!(base.panned_to(&dataset, china, rest), rest, "what is seen stays where it is");
}

#[test]
fn any_size_and_any_camera_give_a_map() {
    let dataset = dataset();
    for wh in [(0.0, 0.0), (1.0, 1.0), (50.0, 900.0), (4000.0, 30.0), (2560.0, 1400.0), (f64::NAN, 10.0)] {
        let base = MapBase::new(&dataset, size(wh));
        for centre in [(-1.0, -1.0), (0.5, 0.5), (2.0, 2.0)] {
            for zoom in [1.0, 8.0] {
                let state = State {
                    cameras: Cameras { map: MapCamera { zoom, centre }, voyages: true, ..Cameras::default() },
                    ..State::default()
                };
                let scene = draw(&dataset, &base, &state);
                assert!(scene.items.iter().all(|item| item.bounds.x.is_finite() && item.bounds.y.is_finite()));
                let camera = base.zoomed(base.panned(state.cameras.map, 33.0, -9.0), 1.3, pt(5.0, 5.0));
                assert_eq!(base.clamped(camera), camera);
            }
        }
    }
}

#[test]
fn resizing_gives_what_a_fresh_map_gives() {
    let dataset = tiny();
    let fresh = MapBase::new(&dataset, size(SIZES[2]));
    let mut kept = Some(MapBase::new(&dataset, size(SIZES[0])));
    let resized = MapBase::of_size(size(SIZES[2]), &dataset, &mut kept);
    let state = State::default();
    assert_eq!(draw(&dataset, &fresh, &state), draw(&dataset, resized, &state));
}

#[test]
fn events_of_a_region_are_those_that_choosing_it_selects() {
    use chuhai_core::format::number;
    use chuhai_core::state::Emphasis;
    let dataset = dataset();
    let base = MapBase::new(&dataset, size(SIZES[0]));
    let scene = draw(&dataset, &base, &State::default());
    for (ix, region) in dataset.regions.iter().enumerate().filter(|(_, region)| region.on_map) {
        let state = State { filter: Filter { regions: vec![ix as u16], ..Filter::default() }, ..State::default() };
        let focus = ResolvedFilter::new(&state, &dataset, None);
        let records = dataset.records.iter().enumerate().filter(|(_, record)| record.lane.is_some());
        let selected = records.filter(|(ix, record)| focus.of(*ix as u32, record) == Some(Emphasis::Selected)).count();
        let id = &dataset.record(region.record).id;
        let item = scene.items.iter().find(|item| item.id == **id).unwrap();
        assert_eq!(item.cells[1].text, number(selected as f64), "{id}");
    }
}

#[test]
fn scenes_and_pictures_of_the_fixture() {
    let dataset = tiny();
    let base = MapBase::new(&dataset, size(SIZES[0]));
    let narrow = MapBase::new(&dataset, size(SIZES[3]));
    let sea = dataset.find_region("sea").unwrap();
    for lang in Lang::ALL {
        let plain = State { page: PageState { lang, ..PageState::default() }, ..State::default() };
        let chosen = State {
            filter: Filter { regions: vec![sea], ..plain.clone().filter.clone() },
            cameras: Cameras { voyages: true, ..plain.cameras },
            ..plain.clone()
        };
        let code = lang.code();
        snapshots::assert(&format!("map-{code}"), &snapshots::scene(&draw(&dataset, &base, &plain)));
        snapshots::assert(&format!("map-{code}-selected"), &snapshots::scene(&draw(&dataset, &base, &chosen)));
        snapshots::assert(&format!("map-{code}-narrow"), &snapshots::scene(&draw(&dataset, &narrow, &plain)));
    }
    let picture = svg(&draw(&dataset, &narrow, &State::default()), Scheme::Dark, Lang::Zh, "map", "去了哪里");
    snapshots::assert("map-zh-narrow-svg", &picture);
}

#[test]
fn a_box_gathers_the_regions_it_holds_and_no_others() {
    let dataset = dataset();
    let scene = draw(&dataset, &MapBase::new(&dataset, size(SIZES[0])), &State::default());
    let ids = |rect: Rect| -> Vec<String> { in_lasso(&scene, &rect).map(|item| item.id.clone()).collect() };
    let whole = Rect { x: 0.0, y: 0.0, w: scene.size.width_px, h: scene.size.height_px };
    let regions: Vec<String> = scene
        .items
        .iter()
        .filter(|item| item.hit.iter().any(|shape| matches!(shape, HitShape::Polygon(_))))
        .map(|item| item.id.clone())
        .collect();
    assert!(regions.len() >= 7);
    assert_eq!(ids(whole), regions);
    let sea = scene.items.iter().find(|item| item.id == "sea").unwrap();
    assert_eq!(ids(sea.bounds.grown(3.0)), ["sea"]);
    assert!(ids(Rect { x: 2.0, y: scene.size.height_px - 4.0, w: 2.0, h: 2.0 }).is_empty());
}
