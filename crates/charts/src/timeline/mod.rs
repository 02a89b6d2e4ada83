//! The timeline: date-honest marks in lanes, over years to days; densities if there are too many records.
//!
//! [`TimelineIndex`] is built once for a dataset and [`TimelineFilter`] once for a selection and filter; the cost of a
//! frame ([`layout`]) follows its pixels. Painting and hit testing are the Scene's.

mod axis_head;
mod columns;
mod density;
mod dodge;
mod horizontal;
mod index;
mod item;
mod marks;
mod rows;
mod since;
mod spans;
mod vertical;
mod vertical_axis;
mod vertical_density;
mod words;

use chuhai_core::dataset::{Dataset, RecordIx};
use chuhai_core::state::{Period, ResolvedFilter, State, TimeWindow};
use chuhai_core::text::Lang;

use index::TimelineFacts;
pub use index::{DETAIL_LIMIT, TimelineIndex};
pub use spans::{Span, Spans};

use crate::layout::axis::TimeScale;
use crate::measure::TextMeasurer;
use crate::scene::{Point, Scene, Size};

/// The width below which time runs downwards.
pub const TALL_BELOW_PX: f64 = 480.0;

/// The reader's selection and filter, resolved for the timeline. A density reads every record, so that this is made when
/// the filter changes and not when the window does.
#[derive(Clone, Debug)]
pub struct TimelineFilter {
    resolved: ResolvedFilter,
    /// The selected records of each lane; empty unless densities are drawn.
    selected: Vec<Spans>,
    /// The counts of the records that pass the filter, and the last of these; `None` without a filter.
    left: Option<(TimelineFacts, Option<RecordIx>)>,
}

impl TimelineFilter {
    /// Prepares the filter of a state for `index`, the index of `dataset`.
    pub fn new(dataset: &Dataset, index: &TimelineIndex, resolved: ResolvedFilter) -> Self {
        let lanes: &[_] = if index.is_dense() && resolved.is_active() { &index.lanes } else { &[] };
        let is_selected = |span: &&Span| resolved.highlights(span.record, dataset.record(span.record));
        let selected = lanes
            .iter()
            .map(|lane| Spans::new(lane.dated.all().iter().filter(is_selected).copied().collect()))
            .collect();
        let left = resolved.is_filtered().then(|| {
            let (mut facts, mut any) = (TimelineFacts::default(), None);
            let records = index
                .lanes
                .iter()
                .flat_map(|lane| lane.dated.all().iter().map(|span| span.record).chain(lane.undated.iter().copied()));
            for ix in records {
                let record = dataset.record(ix);
                if resolved.passes(ix, record) {
                    facts.add(record);
                    any = Some(ix);
                }
            }
            (facts, any)
        });
        Self { resolved, selected, left }
    }
}

/// The inputs of a layout.
#[derive(Clone, Copy)]
struct LayoutContext<'a> {
    dataset: &'a Dataset,
    index: &'a TimelineIndex,
    filter: &'a TimelineFilter,
    lang: Lang,
    window: TimeWindow,
    period: Period,
    width_px: f64,
    /// The height to spread the rows over, with a row for each record; none to pack them.
    spread_px: Option<f64>,
    measure: &'a dyn TextMeasurer,
}

impl LayoutContext<'_> {
    /// Returns true if the picture has a strip of what came after the article: it shows the records of the whole dataset one
    /// by one.
    fn has_since(&self) -> bool {
        let Self { dataset, index, .. } = self;
        index.is_whole && !index.is_dense() && !dataset.since.is_empty() && dataset.meta.published.is_some()
    }
}

/// Returns the picture at a width; its height is a result ([`Scene::size`]), the same at every zoom.
///
/// `index` is that of `dataset` with the lanes of `state`, and `filter` that of both. Below [`TALL_BELOW_PX`] time runs
/// downwards.
pub fn layout(
    dataset: &Dataset,
    index: &TimelineIndex,
    filter: &TimelineFilter,
    state: &State,
    width_px: f64,
    measure: &dyn TextMeasurer,
) -> Scene {
    laid_out(dataset, index, filter, state, (width_px, None), measure)
}

/// Returns the picture of a few records in `size`: if time runs across, each has a row of its own, and the rows share the
/// height.
pub fn spread(
    dataset: &Dataset,
    index: &TimelineIndex,
    filter: &TimelineFilter,
    state: &State,
    size: Size,
    measure: &dyn TextMeasurer,
) -> Scene {
    laid_out(dataset, index, filter, state, (size.width_px, Some(size.height_px)), measure)
}

fn laid_out(
    dataset: &Dataset,
    index: &TimelineIndex,
    filter: &TimelineFilter,
    state: &State,
    (width_px, spread_px): (f64, Option<f64>),
    measure: &dyn TextMeasurer,
) -> Scene {
    let ctx = LayoutContext {
        dataset,
        index,
        filter,
        lang: state.page.lang,
        window: state.cameras.time,
        period: state.filter.period,
        width_px,
        spread_px,
        measure,
    };
    let mut scene = if width_px < TALL_BELOW_PX { vertical::layout(&ctx) } else { horizontal::layout(&ctx) };
    scene.summary = words::summary(&ctx);
    scene.table = words::table_head(state.page.lang);
    scene
}

/// The scale from points of the picture to the axis, for zoom and pan.
#[derive(Clone, Debug)]
pub struct PlotScale {
    scale: TimeScale,
    down: bool,
}

impl PlotScale {
    /// The scale of the picture that [`layout`] returns for the same arguments.
    pub fn new(
        dataset: &Dataset,
        index: &TimelineIndex,
        state: &State,
        width_px: f64,
        measure: &dyn TextMeasurer,
    ) -> Self {
        let filter = TimelineFilter { resolved: ResolvedFilter::default(), selected: Vec::new(), left: None };
        let ctx = LayoutContext {
            dataset,
            index,
            filter: &filter,
            lang: state.page.lang,
            window: state.cameras.time,
            period: state.filter.period,
            width_px,
            spread_px: None,
            measure,
        };
        let down = width_px < TALL_BELOW_PX;
        Self { scale: if down { vertical::scale(&ctx) } else { columns::Columns::new(&ctx).scale }, down }
    }

    /// Returns the fraction of the axis under `point`, as in a [`TimeWindow`].
    pub fn fraction_at(&self, point: Point) -> f64 {
        self.scale.fraction_at(if self.down { point.y } else { point.x })
    }
}
