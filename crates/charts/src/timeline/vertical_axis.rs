//! The axis of the vertical timeline: scale, brush, ticks and publication date.

use chuhai_core::state::TimeWindow;

use super::axis_head::small;
use super::marks::hairline;
use super::{LayoutContext, words};
use crate::layout::axis::{Segment, TICK_SIZE_PX, TickInterval, TickUnit, TimeScale, ticks};
use crate::layout::brush::Brush;
use crate::measure::TextMeasurer;
use crate::scene::{Anchor, Mark, MarkRole, Rect, Stroke, Weight, pt};
use crate::theme::ColorToken;

/// The margin between the ends of the axis and the edges of the picture.
pub(super) const EDGE_PX: f64 = 12.0;
/// The x of the axis, right of its tick labels.
pub(super) const AXIS_X: f64 = 34.0;
/// Line height.
pub(super) const LINE_PX: f64 = 16.0;

/// The segments of an axis with their ticks.
pub(super) type Ticks = Vec<(Segment, TickUnit, Vec<TickInterval>)>;

/// Returns the unbroken scale of a window, downwards.
pub(super) fn scale_of(ctx: &LayoutContext<'_>, window: TimeWindow, axis_px: f64) -> TimeScale {
    // The window is a fraction of the horizontal axis with its break: converted by its days.
    let axis = ctx.index.axis;
    let unbroken = axis.unbroken();
    let days =
        TimeWindow { from: unbroken.fraction(axis.day(window.from)), to: unbroken.fraction(axis.day(window.to)) };
    TimeScale::new(unbroken, days, EDGE_PX, axis_px)
}

/// Returns the brush along the axis, over its tick labels.
pub(super) fn brush(ctx: &LayoutContext<'_>, scale: &TimeScale, bottom: f64) -> Brush {
    Brush {
        scale: scale.clone(),
        down: true,
        extent: Rect { x: 0.0, y: EDGE_PX, w: AXIS_X, h: bottom - EDGE_PX },
        axis_px: AXIS_X,
        reach_px: (AXIS_X, ctx.width_px),
    }
}

/// Draws ticks and their labels left of the axis, and the publication date of the article. Returns the ticks.
pub(super) fn draw_axis(ctx: &LayoutContext<'_>, scale: &TimeScale, bottom: f64, out: &mut Vec<Mark>) -> Ticks {
    let mut segments = Vec::new();
    for segment in scale.segments() {
        let (unit, intervals) = ticks(segment, ctx.lang, &LineHeightMeasure);
        for tick in &intervals {
            let from = scale.start_px(f64::from(tick.from));
            if from < segment.from_px - 0.5 {
                continue;
            }
            let line = hairline(pt(AXIS_X - 5.0, from), pt(ctx.width_px, from), ColorToken::Rule);
            out.push(line.with_role(MarkRole::Grid));
            let end = scale.end_px(f64::from(tick.to)).min(segment.to_px);
            let words = words::tick_words(tick, unit, ctx.lang);
            let fits = ctx.measure.width_px(&words, TICK_SIZE_PX, Weight::Regular) <= AXIS_X - 6.0;
            if fits && end - from >= LINE_PX {
                out.push(small(&words, AXIS_X - 6.0, from + 9.0, Anchor::End, ColorToken::Ink3));
            }
        }
        segments.push((*segment, unit, intervals));
    }
    out.push(hairline(pt(AXIS_X, EDGE_PX), pt(AXIS_X, bottom), ColorToken::Ink3));
    if let Some(published) = ctx.dataset.meta.published {
        let y = scale.start_px(f64::from(published.days().0) + 0.5);
        if y >= EDGE_PX && y <= bottom {
            let dotted = Stroke::dashed(ColorToken::Edge, 1.0, (1.0, 3.0));
            out.push(Mark::line([pt(AXIS_X, y), pt(ctx.width_px, y)], dotted));
        }
    }
    segments
}

/// Measures labels along a vertical axis: each by the height of its line.
struct LineHeightMeasure;

impl TextMeasurer for LineHeightMeasure {
    fn width_px(&self, _: &str, _: f64, _: Weight) -> f64 {
        3.0 * LINE_PX
    }
}
