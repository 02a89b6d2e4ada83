//! The strip of what came after the article: hollow marks on a scale of their own, below the claims and apart from them.

use chuhai_core::dataset::Since;
use chuhai_core::date::{Day, civil_from_day, day_from_civil};
use chuhai_core::format::date_words;
use chuhai_core::text::phrases;

use super::LayoutContext;
use super::axis_head::small;
use super::item::Layers;
use super::marks::{DateMark, MarkStyle, Orientation, hairline, ring};
use super::rows::LABEL_GAP_PX;
use crate::hit::TARGET_PX;
use crate::layout::axis::{TICK_SIZE_PX, TimeScale};
use crate::scene::{Anchor, Datum, HitShape, Item, MarkRole, Weight, pt};
use crate::theme::ColorToken;

/// The height of the strip's own axis.
const HEAD_PX: f64 = 24.0;
/// The least distance between two marks in a row.
const CLEAR_PX: f64 = 15.0;
/// The narrowest year with a label.
const LEAST_YEAR_PX: f64 = 36.0;

/// Draws the strip between `left` and `right` from `top` down. Returns its bottom.
pub(super) fn draw(ctx: &LayoutContext<'_>, (left, right): (f64, f64), top: f64, layers: &mut Layers) -> f64 {
    let since = &ctx.dataset.since;
    let ends = since.iter().filter_map(|since| since.date).map(|date| date.days().1);
    let (Some(published), Some(end)) = (ctx.dataset.meta.published, ends.max()) else { return top };
    let scale = TimeScale::even(published.days().0, end, left, right - left);
    let mut rows_end: Vec<f64> = Vec::new();
    let marks: Vec<Option<(DateMark, usize)>> = since
        .iter()
        .map(|since| {
            let mark = DateMark::new(since.date?, None, &scale, Orientation::Across);
            let (from, to) = mark.hull();
            let place = rows_end.iter().position(|end| end + CLEAR_PX <= from).unwrap_or(rows_end.len());
            if place == rows_end.len() {
                rows_end.push(0.0);
            }
            rows_end[place] = to;
            Some((mark, place))
        })
        .collect();
    let bottom = top + HEAD_PX + rows_end.len() as f64 * TARGET_PX;
    draw_years(&scale, published.days().0, end, (top, bottom), layers);
    for (ix, since) in since.iter().enumerate() {
        let Some((mark, place)) = marks[ix] else { continue };
        let y = top + HEAD_PX + (place as f64 + 0.5) * TARGET_PX;
        let item = draw_mark(ctx, since, &mark, (y, (left, right)), layers);
        // The name is beside the mark where its row has room.
        let next = marks[ix + 1..].iter().flatten().find(|(_, other)| *other == place);
        let until = next.map_or(right, |(mark, _)| mark.hull().0 - LABEL_GAP_PX);
        let (title, from) = (since.title.get(ctx.lang), mark.hull().1 + LABEL_GAP_PX);
        let w = ctx.measure.width_px(title, TICK_SIZE_PX, Weight::Regular);
        if from + w <= until {
            let label = small(title, from, y, Anchor::Start, ColorToken::Ink3);
            layers.labels.push(label.of_item(layers.items.len() as u32));
        }
        layers.items.push(item);
    }
    bottom
}

/// Draws the years of the scale.
fn draw_years(scale: &TimeScale, first: Day, end: Day, (top, bottom): (f64, f64), layers: &mut Layers) {
    for year in civil_from_day(first).0..=civil_from_day(end - 1).0 {
        let (from, to) = (day_from_civil(year, 1, 1).max(first), day_from_civil(year + 1, 1, 1).min(end));
        let (from, to) = (scale.start_px(f64::from(from)), scale.end_px(f64::from(to)));
        let line = hairline(pt(from, top + HEAD_PX - 4.0), pt(from, bottom), ColorToken::Rule);
        layers.marks.push(line.with_role(MarkRole::Grid));
        if to - from >= LEAST_YEAR_PX {
            let middle = f64::midpoint(from, to);
            let y = top + HEAD_PX - 4.0 - TICK_SIZE_PX / 2.0;
            layers.labels.push(small(&year.to_string(), middle, y, Anchor::Middle, ColorToken::Ink3));
        }
    }
}

/// Draws a mark. Returns its item.
fn draw_mark(
    ctx: &LayoutContext<'_>,
    since: &Since,
    mark: &DateMark,
    (y, clip): (f64, (f64, f64)),
    layers: &mut Layers,
) -> Item {
    let record = ctx.dataset.record(since.record);
    let emphasis = ctx.filter.resolved.of(since.record, record);
    let ix = layers.items.len() as u32;
    // Hollow: it is no claim of the article.
    let style = MarkStyle { fill: None, ..MarkStyle::new(emphasis, ColorToken::Policy) };
    let (from, to) = mark.core();
    let bounds = mark.orientation().bar(from.max(clip.0), to.min(clip.1), y);
    if style.selected {
        layers.marks.push(ring(bounds, ix));
    }
    mark.draw(y, clip, style, ix, &mut layers.marks);
    let (date, title) = (date_words(since.date, ctx.lang), since.title.get(ctx.lang));
    Item {
        datum: Datum::Record(since.record),
        id: since.id.to_string(),
        name: phrases::TIMELINE_SINCE_ITEM.fill(ctx.lang, &[("date", &date), ("title", title)]),
        tip: vec![
            phrases::TIMELINE_SINCE_TIP.fill(ctx.lang, &[("date", &date), ("title", title)]),
            phrases::TIMELINE_SINCE_NOTE.get(ctx.lang).to_owned(),
        ],
        hit: vec![HitShape::Rect(bounds)],
        label: None,
        bounds,
        // Below all lanes.
        row: ctx.index.lanes.len() as u16,
        emphasis,
        passes: ctx.filter.resolved.passes(since.record, record),
        // The table has the article's claims.
        cells: Vec::new(),
    }
}
