//! The pictures of the story: the view of each step, with the step's notes as annotations.

use chuhai_core::dataset::{Camera, Dataset, Details, StoryStep, StoryView};
use chuhai_core::search::{Search, matching};
use chuhai_core::state::{PageState, ResolvedFilter, Selection, State, of_step};

use crate::funding;
use crate::layout::annotations::{Annotation, STRIP_PX, anchor, annotate};
use crate::map::{self, MapBase, MapFilter};
use crate::measure::TextMeasurer;
use crate::pictures::{self, PictureInput};
use crate::scene::{Point, Scene, Size};
use crate::timeline::{self, TimelineFilter, TimelineIndex};
use crate::waffle::{self, WaffleHeads};

/// The options of a story picture.
#[derive(Clone, Copy)]
pub struct LayoutOptions<'a> {
    /// The available size. A timeline and the pictures of rows take the height that they need, and fit themselves into a
    /// finite one where they can.
    pub size: Size,
    /// The text measurer.
    pub measure: &'a dyn TextMeasurer,
    /// The position of the heads of a waffle chart.
    pub heads: WaffleHeads,
    /// The record details, from which some pictures are made. Without them those are empty.
    pub details: Option<&'a Details>,
    /// The search by words, for steps that filter by them. Without it, nothing matches.
    pub search: Option<Search>,
    /// The layout of the pictures that are no map: [`chart`] wherever that is linked.
    pub chart: ChartLayout,
}

impl<'a> LayoutOptions<'a> {
    /// The options of a picture on the page, with all code linked.
    pub fn new(size: Size, measure: &'a dyn TextMeasurer, details: &'a Details) -> Self {
        Self { size, measure, heads: WaffleHeads::Above, details: Some(details), search: Some(matching), chart }
    }
}

/// A function that makes the picture of a step, if that is no map, of its state and resolved filter.
pub type ChartLayout = fn(&Dataset, &StoryStep, &ResolvedFilter, &State, LayoutOptions<'_>) -> Scene;

/// Returns the picture of a step in the language of `reader`, with the reader's selected record, and the notes that found
/// no room in it. `base_cache` keeps the map's outlines from one picture to the next.
pub fn layout<'a>(
    dataset: &Dataset,
    step: &'a StoryStep,
    reader: &State,
    base_cache: &mut Option<MapBase>,
    options: LayoutOptions<'_>,
) -> (Scene, Vec<&'a str>) {
    let (state, _) = of_step(step, dataset);
    let lang = reader.page.lang;
    let state = State {
        page: PageState { lang, ..state.page },
        selection: Selection { record: reader.selection.record.or(state.selection.record), ..state.selection },
        ..state
    };
    let (mut scene, ports) = picture(dataset, step, state, base_cache, options);
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
) -> (Scene, Vec<(&'d str, Point)>) {
    let LayoutOptions { size, measure, search, .. } = options;
    let matching = || search.map(|search| search(&state.filter.text, dataset, None));
    let found = (!state.filter.text.is_empty()).then(|| matching().unwrap_or_default());
    let filter = ResolvedFilter::new(&state, dataset, found);
    if step.view != StoryView::Map {
        return ((options.chart)(dataset, step, &filter, &state, options), Vec::new());
    }
    let base = MapBase::of_size(size, dataset, base_cache);
    if let Camera::Map { south_west, north_east } = step.camera {
        state.cameras.map = base.fit_bounds(south_west, north_east);
    }
    state.cameras.map = base.clamped(state.cameras.map);
    let stops = dataset.voyage_stops.iter().filter(|_| step.voyages);
    let ports = stops.map(|stop| (&*stop.id, base.point(state.cameras.map, stop.lonlat))).collect();
    (map::layout(base, dataset, &state, &MapFilter::new(dataset, filter), measure), ports)
}

/// Returns the picture of a step that is no map; empty for one that is.
pub fn chart(
    dataset: &Dataset,
    step: &StoryStep,
    filter: &ResolvedFilter,
    state: &State,
    LayoutOptions { size, measure, heads, details, .. }: LayoutOptions<'_>,
) -> Scene {
    match step.view {
        StoryView::Map => Scene::default(),
        StoryView::Funding => funding::layout(dataset, filter, state, size, measure),
        StoryView::Timeline => timeline_picture(dataset, step, state, size, measure),
        StoryView::Waffle => waffle::layout(dataset, filter, state, size, heads, measure),
        StoryView::Areas
        | StoryView::Prices
        | StoryView::Pairs
        | StoryView::Endings
        | StoryView::Findings
        | StoryView::Since => {
            let input = PictureInput {
                dataset,
                details,
                filter,
                lang: state.page.lang,
                size,
                cited: step.records(state.page.lang),
                measure,
            };
            pictures::layout(step.view, input)
        }
    }
}

/// Returns the timeline of the records that a step names: none of them is muted, and no period is brushed.
fn timeline_picture(
    dataset: &Dataset,
    step: &StoryStep,
    state: &State,
    size: Size,
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
    // Annotations get a strip of their own below the lanes.
    let strips_px = STRIP_PX * step.notes.len() as f64;
    let mut scene = if size.height_px.is_finite() {
        let room = Size { height_px: size.height_px - strips_px, ..size };
        timeline::spread(dataset, &index, &filter, &plain, room, measure)
    } else {
        timeline::layout(dataset, &index, &filter, &plain, size.width_px, measure)
    };
    scene.size.height_px += strips_px;
    scene
}
