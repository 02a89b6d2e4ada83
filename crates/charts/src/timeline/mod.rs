//! The timeline: date-honest marks in lanes, over years to days; densities where there are too many.
//!
//! [`TimelineIndex`] is built once for a dataset and [`TimelineFilter`] once for a reader's choice; a frame is
//! [`layout`], and costs what its pixels cost. Painting and hit testing are the Scene's.

mod axis_head;
mod density;
mod horizontal;
mod index;
mod marks;
mod rows;
mod spans;
mod vertical;
mod words;

use chuhai_core::dataset::{Dataset, RecordIx};
use chuhai_core::state::{Period, ResolvedFilter, State, TimeWindow};
use chuhai_core::text::Lang;

use index::TimelineFacts;
pub use index::{DETAIL_LIMIT, TimelineIndex};
pub use spans::{Span, Spans};

use crate::axis::TimeScale;
use crate::measure::TextMeasurer;
use crate::scene::{Point, Scene};

/// Narrower than this, time runs downwards.
pub const TALL_BELOW_PX: f64 = 480.0;

/// The reader's choice, resolved for the timeline. Reads every record once if there are too many to show
/// each, so it is made when the choice changes and not when the window does.
#[derive(Clone, Debug)]
pub struct TimelineFilter {
    focus: ResolvedFilter,
    /// For each lane, the records that are chosen; empty unless densities are drawn.
    chosen: Vec<Spans>,
    /// What the filter leaves, and one record of it; none without a filter.
    left: Option<(TimelineFacts, Option<RecordIx>)>,
}

impl TimelineFilter {
    /// Resolves `focus` for `index`, which was made of `dataset`.
    pub fn new(dataset: &Dataset, index: &TimelineIndex, focus: ResolvedFilter) -> Self {
        let lanes: &[_] = if index.is_dense() && focus.is_active() { &index.lanes } else { &[] };
        let is_chosen = |span: &&Span| focus.tells(span.record, dataset.record(span.record));
        let chosen =
            lanes.iter().map(|lane| Spans::new(lane.dated.all().iter().filter(is_chosen).copied().collect())).collect();
        let left = focus.is_filtered().then(|| {
            let (mut facts, mut any) = (TimelineFacts::default(), None);
            let records = index
                .lanes
                .iter()
                .flat_map(|lane| lane.dated.all().iter().map(|span| span.record).chain(lane.undated.iter().copied()));
            for ix in records {
                let record = dataset.record(ix);
                if focus.passes(ix, record) {
                    facts.add(record);
                    any = Some(ix);
                }
            }
            (facts, any)
        });
        Self { focus, chosen, left }
    }
}

/// What every part of a layout needs.
#[derive(Clone, Copy)]
struct LayoutContext<'a> {
    dataset: &'a Dataset,
    index: &'a TimelineIndex,
    choice: &'a TimelineFilter,
    lang: Lang,
    window: TimeWindow,
    period: Period,
    width_px: f64,
    measure: &'a dyn TextMeasurer,
}

/// The picture at a width; its height is a result ([`Scene::size`]), the same at every zoom.
///
/// `index` must have been made of `dataset` with the lanes of `state`, and `choice` of both. Below
/// [`TALL_BELOW_PX`] time runs downwards.
pub fn layout(
    dataset: &Dataset,
    index: &TimelineIndex,
    choice: &TimelineFilter,
    state: &State,
    width_px: f64,
    measure: &dyn TextMeasurer,
) -> Scene {
    let view = LayoutContext {
        dataset,
        index,
        choice,
        lang: state.page.lang,
        window: state.cameras.time,
        period: state.filter.period,
        width_px,
        measure,
    };
    let mut scene = if width_px < TALL_BELOW_PX { vertical::layout(&view) } else { horizontal::layout(&view) };
    scene.summary = words::summary(&view);
    scene.table = words::table_head(state.page.lang);
    scene
}

/// Where on the axis a point of the picture lies: turns the pointer into a place to zoom around, and a
/// drag into a pan.
#[derive(Clone, Debug)]
pub struct PlotScale {
    scale: TimeScale,
    down: bool,
}

impl PlotScale {
    /// Of the picture that [`layout`] makes of the same arguments.
    pub fn new(
        dataset: &Dataset,
        index: &TimelineIndex,
        state: &State,
        width_px: f64,
        measure: &dyn TextMeasurer,
    ) -> Self {
        let choice = TimelineFilter { focus: ResolvedFilter::default(), chosen: Vec::new(), left: None };
        let view = LayoutContext {
            dataset,
            index,
            choice: &choice,
            lang: state.page.lang,
            window: state.cameras.time,
            period: state.filter.period,
            width_px,
            measure,
        };
        let down = width_px < TALL_BELOW_PX;
        Self { scale: if down { vertical::scale(&view) } else { horizontal::Columns::new(&view).scale }, down }
    }

    /// The fraction of the axis under `point`, as in a [`TimeWindow`].
    pub fn fraction_at(&self, point: Point) -> f64 {
        self.scale.fraction_at(if self.down { point.y } else { point.x })
    }
}
