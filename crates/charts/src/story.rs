//! The pictures of the story: the view of each step, with the step's notes as annotations.

use chuhai_core::dataset::{Camera, Dataset, StoryStep, StoryView};
use chuhai_core::search;
use chuhai_core::state::{PageState, ResolvedFilter, Selection, State, of_step};

use crate::funding;
use crate::layout::annotations::{Annotation, STRIP_PX, anchor, annotate};
use crate::map::{self, MapBase, MapFilter};
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

/// A function that makes the picture of a step, if that is no map, of its state and resolved filter.
pub type ChartLayout = fn(&Dataset, &StoryStep, &ResolvedFilter, &State, LayoutOptions<'_>) -> Scene;

/// Returns the picture of a step in the language of `reader`, with the reader's selected record, and the notes that found
/// no room in it. `base_cache` keeps the map's outlines from one picture to the next. Other charts than maps are made by
/// `chart`, which is [`chart`] wherever that is linked.
pub fn layout<'a>(
    dataset: &Dataset,
    step: &'a StoryStep,
    reader: &State,
    base_cache: &mut Option<MapBase>,
    options: LayoutOptions<'_>,
    chart: ChartLayout,
) -> (Scene, Vec<&'a str>) {
    let (state, _) = of_step(step, dataset);
    let lang = reader.page.lang;
    let state = State {
        page: PageState { lang, ..state.page },
        selection: Selection { record: reader.selection.record.or(state.selection.record), ..state.selection },
        ..state
    };
    let (mut scene, ports) = picture(dataset, step, state, base_cache, options, chart);
    let annotations: Vec<Annotation<'_>> = step
        .notes
        .iter()
        .filter_map(|note| {
            let port = ports.iter().find(|(id, _)| *id == &*note.anchor).map(|(_, at)| (*at, map::STOP_PX));
            let (at, reach_px) = port.or_else(|| anchor(&scene, &note.anchor))?;
            Some(Annotation { text: note.text.get(lang), at, reach_px })
        })
        .collect();
    let unplaced = annotate(&mut scene, &annotations, lang, options.measure);
    // Unplaced as well: notes whose target lies outside the picture.
    let is_unplaced =
        |text: &&str| unplaced.contains(text) || annotations.iter().all(|annotation| annotation.text != *text);
    (scene, step.notes.iter().map(|note| note.text.get(lang)).filter(is_unplaced).collect())
}

/// Returns the picture of a step without its notes, and the ports in it that notes may point at.
fn picture<'d>(
    dataset: &'d Dataset,
    step: &StoryStep,
    mut state: State,
    base_cache: &mut Option<MapBase>,
    options: LayoutOptions<'_>,
    chart: ChartLayout,
) -> (Scene, Vec<(&'d str, Point)>) {
    let LayoutOptions { size, measure, .. } = options;
    let found = (!state.filter.text.is_empty()).then(|| search::matching(&state.filter.text, dataset, None));
    let filter = ResolvedFilter::new(&state, dataset, found);
    let mut ports = Vec::new();
    let scene = match step.view {
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
            let stops = dataset.voyage_stops.iter().filter(|_| step.voyages);
            ports.extend(stops.map(|stop| (&*stop.id, base.point(state.cameras.map, stop.lonlat))));
            map::layout(&base, dataset, &state, &MapFilter::new(dataset, filter), measure)
        }
        StoryView::Funding | StoryView::Timeline | StoryView::Waffle => chart(dataset, step, &filter, &state, options),
    };
    (scene, ports)
}

/// Returns the picture of a step that is no map; empty for one that is.
pub fn chart(
    dataset: &Dataset,
    step: &StoryStep,
    filter: &ResolvedFilter,
    state: &State,
    LayoutOptions { size, measure, heads }: LayoutOptions<'_>,
) -> Scene {
    match step.view {
        StoryView::Map => Scene::default(),
        StoryView::Funding => funding::layout(dataset, filter, state, size, measure),
        StoryView::Timeline => timeline_picture(dataset, step, state, size.width_px, measure),
        StoryView::Waffle => waffle::layout(dataset, filter, state, size, heads, measure),
    }
}

/// Returns the timeline of the records that a step names: none of them is muted, and no period is brushed.
fn timeline_picture(
    dataset: &Dataset,
    step: &StoryStep,
    state: &State,
    width_px: f64,
    measure: &dyn TextMeasurer,
) -> Scene {
    let lang = state.page.lang;
    let mut plain = State {
        page: PageState { lang, ..PageState::default() },
        selection: Selection { record: state.selection.record, ..Selection::default() },
        ..State::default()
    };
    let index = TimelineIndex::of(dataset, plain.cameras.lanes, Some(step.records(lang)));
    if let Camera::Time(period) = step.camera {
        plain.cameras.time = index.window(period);
    }
    let filter = TimelineFilter::new(dataset, &index, ResolvedFilter::new(&plain, dataset, None));
    let mut scene = timeline::layout(dataset, &index, &filter, &plain, width_px, measure);
    // Lanes lie close: annotations get a strip of their own below them.
    scene.size.height_px += STRIP_PX * step.notes.len() as f64;
    scene
}
