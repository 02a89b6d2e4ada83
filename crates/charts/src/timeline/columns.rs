//! The columns of the horizontal timeline: headings, plot, and the gutter of undated records.

use chuhai_core::state::TimeWindow;
use chuhai_core::text::phrases;

use super::LayoutContext;
use crate::layout::axis::{TICK_SIZE_PX, TimeScale};
use crate::scene::Weight;

/// The start of the text of a heading, after its glyph.
pub(super) const HEADING_X: f64 = 19.0;

/// The plot between headings and gutter.
pub(super) struct Columns {
    /// Left edge of the plot.
    pub(super) from_px: f64,
    /// Right edge of the plot.
    pub(super) to_px: f64,
    /// The scale of the whole axis.
    pub(super) overview: TimeScale,
    /// The scale of the visible window.
    pub(super) scale: TimeScale,
}

impl Columns {
    pub(super) fn new(ctx: &LayoutContext<'_>) -> Self {
        let bold = |words: &str| ctx.measure.width_px(words, TICK_SIZE_PX, Weight::Bold);
        let lanes = &ctx.index.lanes;
        let indent = if lanes.iter().any(|lane| lane.key.glyph(ctx.dataset).is_some()) { HEADING_X } else { 0.0 };
        let widest = lanes.iter().map(|lane| bold(lane.key.title(ctx.dataset, ctx.lang))).fold(0.0, f64::max);
        let from_px = (indent + widest + 14.0).min(ctx.width_px * 0.4).round();
        let gutter = if ctx.index.facts.undated == 0 || ctx.index.is_dense() {
            12.0
        } else {
            ctx.measure.width_px(phrases::TIMELINE_UNDATED.get(ctx.lang), TICK_SIZE_PX, Weight::Regular) + 12.0
        };
        let to_px = (ctx.width_px - gutter).round();
        let scale = |window| TimeScale::new(ctx.index.axis, window, from_px, to_px - from_px);
        Self { from_px, to_px, overview: scale(TimeWindow::default()), scale: scale(ctx.window) }
    }
}
