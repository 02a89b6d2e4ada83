//! The pictures of the story: the view of each step, with the step's notes as annotations.

use chuhai_core::dataset::{Camera, Dataset, StoryStep, StoryView};
use chuhai_core::search;
use chuhai_core::state::{PageState, ResolvedFilter, Selection, State, of_step};

use crate::annotations::{Annotation, STRIP_PX, anchor, annotate};
use crate::funding;
use crate::map::{self, MapBase};
use crate::measure::TextMeasurer;
use crate::scene::{Point, Scene, Size};
use crate::timeline::{self, TimelineFilter, TimelineIndex};
use crate::waffle::{self, WaffleHeads};

/// The options of a story picture.
#[derive(Clone, Copy)]
pub struct LayoutOptions<'a> {
    /// The available size; a timeline takes the height it needs.
    pub size: Size,
    /// The text measurer.
    pub measure: &'a dyn TextMeasurer,
    /// The position of the heads of a waffle chart.
    pub heads: WaffleHeads,
}

impl<'a> LayoutOptions<'a> {
    /// The options of a picture on the page.
    pub fn new(size: Size, measure: &'a dyn TextMeasurer) -> Self {
        Self { size, measure, heads: WaffleHeads::Above }
    }
}

/// Returns the picture of a step in the language of `reader`, with the reader's selected record, and the notes that found
/// no room in it. `base_cache` keeps the map's outlines from one picture to the next.
pub fn layout<'a>(
    dataset: &Dataset,
    step: &'a StoryStep,
    reader: &State,
    base_cache: &mut Option<MapBase>,
    LayoutOptions { size, measure, heads }: LayoutOptions<'_>,
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
            // The picture has the named records alone: none is muted, no period is brushed.
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
            // Lanes lie close: annotations get a strip of their own below them.
            scene.size.height_px += STRIP_PX * step.notes.len() as f64;
            scene
        }
        StoryView::Waffle => waffle::layout(dataset, &focus, &state, size, heads, measure),
    };
    let annotations: Vec<Annotation<'_>> = step
        .notes
        .iter()
        .filter_map(|note| {
            let stop = stops.iter().find(|(id, _)| *id == &*note.anchor).map(|(_, at)| (*at, map::STOP_PX));
            let (at, reach_px) = stop.or_else(|| anchor(&scene, &note.anchor))?;
            Some(Annotation { text: note.text.get(state.page.lang), at, reach_px })
        })
        .collect();
    let mut unplaced = annotate(&mut scene, &annotations, state.page.lang, measure);
    // Notes whose target lies outside the picture.
    let texts = step.notes.iter().map(|note| note.text.get(state.page.lang));
    unplaced.extend(texts.filter(|text| annotations.iter().all(|note| note.text != *text)));
    let unplaced = step.notes.iter().map(|note| note.text.get(state.page.lang)).filter(|text| unplaced.contains(text));
    (scene, unplaced.collect())
}
