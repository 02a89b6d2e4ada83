//! The pictures of the story: what a step shows, as the view it names would, with the step's notes in it.

use chuhai_core::dataset::{Camera, Dataset, StoryStep, StoryView};
use chuhai_core::search;
use chuhai_core::state::{MapCamera, PageState, ResolvedFilter, Selection, State, TimeWindow, of_step};

use crate::annotations::{self, Annotation};
use crate::map::{self, MapBase};
use crate::measure::TextMeasurer;
use crate::scene::{Point, Scene, Size};
use crate::timeline::{self, TimelineFilter, TimelineIndex};
use crate::{funding, waffle};

/// What a picture is made with.
#[derive(Clone, Copy)]
pub struct LayoutOptions<'a> {
    /// The room there is; a timeline takes the height it needs.
    pub size: Size,
    /// How wide text is.
    pub measure: &'a dyn TextMeasurer,
}

/// The picture of a step in the language of `reader`, with the record that the reader has chosen, and the notes that
/// found no room in it. `base_cache` keeps the map's outlines from one picture to the next.
pub fn layout<'a>(
    dataset: &Dataset,
    step: &'a StoryStep,
    reader: &State,
    base_cache: &mut Option<MapBase>,
    LayoutOptions { size, measure }: LayoutOptions<'_>,
) -> (Scene, Vec<&'a str>) {
    let (state, _) = of_step(step, dataset);
    let mut state = State {
        page: PageState { lang: reader.page.lang, ..state.page },
        selection: Selection { record: reader.selection.record.or(state.selection.record), ..state.selection },
        ..state
    };
    let found = (!state.filter.text.is_empty()).then(|| search::matching(&state.filter.text, dataset, None));
    let focus = ResolvedFilter::new(&state, dataset, found);
    let mut stops: Vec<(&str, Point)> = Vec::new();
    let mut scene = match step.view {
        StoryView::Map => {
            let base = match &*base_cache {
                Some(base) => base.resized(dataset, size),
                None => MapBase::new(dataset, size),
            };
            *base_cache = Some(base.clone());
            if let Camera::Map { south_west, north_east } = step.camera {
                state.cameras.map = base.fit_bounds(south_west, north_east);
            }
            state.cameras.map = base.clamped(state.cameras.map);
            let ports = dataset.voyage_stops.iter().filter(|_| step.voyages);
            stops.extend(ports.map(|stop| (&*stop.id, base.point(state.cameras.map, stop.lonlat))));
            let choice = map::MapFilter::new(dataset, focus);
            map::layout(&base, dataset, &state, &choice, measure)
        }
        StoryView::Funding => funding::layout(dataset, &focus, &state, size, measure),
        StoryView::Timeline => {
            // What the text names is all there is: nothing of it is muted, no stretch of time is marked.
            let plain = State {
                page: PageState { lang: state.page.lang, ..PageState::default() },
                selection: Selection { record: state.selection.record, ..Selection::default() },
                ..State::default()
            };
            let focus = ResolvedFilter::new(&plain, dataset, None);
            state = plain;
            let index = TimelineIndex::of(dataset, state.cameras.lanes, Some(step.records(state.page.lang)));
            if let Camera::Time(period) = step.camera {
                state.cameras.time = index.window(period);
            }
            let choice = TimelineFilter::new(dataset, &index, focus);
            let mut scene = timeline::layout(dataset, &index, &choice, &state, size.width_px, measure);
            // Lanes lie close: notes get a strip of their own below them.
            scene.size.height_px += annotations::STRIP_PX * step.notes.len() as f64;
            scene
        }
        StoryView::Waffle => waffle::layout(dataset, &focus, &state, size, measure),
    };
    let wanted: Vec<Annotation<'_>> = step
        .notes
        .iter()
        .filter_map(|note| {
            let stop = stops.iter().find(|(id, _)| *id == &*note.anchor).map(|(_, at)| (*at, map::STOP_PX));
            let (at, reach_px) = stop.or_else(|| annotations::anchor(&scene, &note.anchor))?;
            Some(Annotation { text: note.text.get(state.page.lang), at, reach_px })
        })
        .collect();
    let mut unplaced = annotations::annotate(&mut scene, &wanted, state.page.lang, measure);
    // What is pointed at lies outside the picture.
    let texts = step.notes.iter().map(|note| note.text.get(state.page.lang));
    unplaced.extend(texts.filter(|text| wanted.iter().all(|note| note.text != *text)));
    let unplaced = step.notes.iter().map(|note| note.text.get(state.page.lang)).filter(|text| unplaced.contains(text));
    (scene, unplaced.collect())
}

impl MapBase {
    /// The camera that sees all between two corners, and no more than that takes.
    pub fn fit_bounds(&self, south_west: (f32, f32), north_east: (f32, f32)) -> MapCamera {
        let (low, high, size) = (self.rest(south_west), self.rest(north_east), self.size());
        let zoom = (size.width_px / (high.x - low.x)).min(size.height_px / (low.y - high.y));
        let centre = ((low.x + high.x) / 2.0 / size.width_px, (low.y + high.y) / 2.0 / size.height_px);
        self.clamped(MapCamera { zoom, centre })
    }
}

impl TimelineIndex {
    /// The window that shows a period.
    pub fn window(&self, period: chuhai_core::state::Period) -> TimeWindow {
        let (from, to) = period.days();
        let fraction = |day: i32, open: f64| {
            if day == i32::MIN || day == i32::MAX { open } else { self.axis().fraction(day.into()).clamp(0.0, 1.0) }
        };
        TimeWindow { from: fraction(from, 0.0), to: fraction(to, 1.0) }
    }
}
