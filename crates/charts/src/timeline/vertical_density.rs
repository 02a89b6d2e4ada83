//! The vertical timeline of dense datasets: one strip for all lanes together, with counts beside it.

use chuhai_core::format::number;
use chuhai_core::text::phrases;

use super::axis_head::small;
use super::density::{BinEdge, bin_counts, bin_item, day_id, edges, outlines};
use super::spans::Spans;
use super::vertical_axis::{AXIS_X, EDGE_PX, Ticks, brush, draw_axis, scale_of};
use super::{LayoutContext, words};
use crate::layout::axis::TimeScale;
use crate::scene::{Anchor, Item, Mark, Point, Rect, Scene, Shape, Size, pt};
use crate::theme::ColorToken;

/// Height of the axis.
pub(super) const AXIS_PX: f64 = 720.0;
/// Room for counts right of the strip.
const COUNTS_PX: f64 = 60.0;

/// Returns the picture.
pub(super) fn layout(ctx: &LayoutContext<'_>) -> Scene {
    let scale = scale_of(ctx, ctx.window, AXIS_PX);
    let bottom = EDGE_PX + AXIS_PX;
    let brush = brush(ctx, &scale, bottom);
    let (mut marks, mut over) = brush.band(ctx.period);
    let ticks = draw_axis(ctx, &scale, bottom, &mut marks);
    draw_strip(ctx, &ticks, &mut marks);
    let items = bin_items(ctx, &scale, &ticks, &mut marks);
    marks.append(&mut over);
    let size = Size { width_px: ctx.width_px, height_px: bottom + EDGE_PX };
    let plot = Rect { x: 0.0, y: EDGE_PX, w: ctx.width_px, h: AXIS_PX };
    Scene { size, marks, items, plot: Some(plot), brush: Some(brush), ..Scene::default() }
}

/// Draws the strip of all records, and over it that of the selected ones.
fn draw_strip(ctx: &LayoutContext<'_>, ticks: &Ticks, out: &mut Vec<Mark>) {
    let bins: Vec<Vec<BinEdge>> = ticks.iter().map(|(segment, ..)| edges(segment)).collect();
    let all = total(ctx.index.lanes.iter().map(|lane| &lane.dated), &bins);
    let fullest = all.iter().flatten().copied().fold(f64::MIN_POSITIVE, f64::max);
    let px_per_record = (ctx.width_px - AXIS_X - COUNTS_PX) / fullest;
    let mut push = |segments: &[Vec<f64>], fill: ColorToken| {
        let rings = segments.iter().zip(&bins).flat_map(|(counts, edges)| outlines(counts, edges, 0.0, px_per_record));
        // Outlines are horizontal; here they are transposed.
        let transpose = |ring: Vec<Point>| ring.into_iter().map(|point| pt(AXIS_X + 1.0 - point.y, point.x)).collect();
        out.push(Mark::filled(Shape::Polygon(rings.map(transpose).collect()), fill));
    };
    let has_selection = ctx.filter.resolved.is_active();
    push(&all, if has_selection { ColorToken::MutedMark } else { ColorToken::Policy });
    if has_selection {
        push(&total(ctx.filter.selected.iter(), &bins), ColorToken::AccentFill);
    }
}

/// Returns the number of records of all lanes in each bin.
fn total<'s>(lanes: impl Iterator<Item = &'s Spans>, bins: &[Vec<BinEdge>]) -> Vec<Vec<f64>> {
    let mut total: Vec<Vec<f64>> = bins.iter().map(|edges| vec![0.0; edges.len() - 1]).collect();
    for spans in lanes {
        for (sums, counts) in total.iter_mut().zip(bin_counts(spans, bins)) {
            sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
    }
    total
}

/// Returns an item for each tick interval with records, and draws their counts.
fn bin_items(ctx: &LayoutContext<'_>, scale: &TimeScale, ticks: &Ticks, out: &mut Vec<Mark>) -> Vec<Item> {
    let all_lanes = phrases::TIMELINE_ALL_LANES.get(ctx.lang);
    let mut items = Vec::new();
    for (segment, unit, intervals) in ticks {
        for interval in intervals {
            let count = |spans: &Spans| spans.count(interval.from, interval.to);
            let count: usize = ctx.index.lanes.iter().map(|lane| count(&lane.dated)).sum();
            if count == 0 {
                continue;
            }
            let from = scale.start_px(f64::from(interval.from)).max(segment.from_px);
            let to = scale.end_px(f64::from(interval.to)).min(segment.to_px);
            let bounds = Rect { x: AXIS_X, y: from, w: ctx.width_px - AXIS_X, h: to - from };
            let label = number(count as f64);
            out.push(small(&label, ctx.width_px, bounds.centre().y, Anchor::End, ColorToken::Ink3));
            let when = words::interval_words(interval.from, *unit, ctx.lang);
            let name = words::bin_name(&when, all_lanes, count as u32, ctx.lang);
            items.push(bin_item(count as u32, format!("all-{}", day_id(interval.from)), name, bounds, 0));
        }
    }
    items
}
