//! The vertical timeline of narrow pictures: time downwards on one scale, leaders from marks to labels.
//!
//! Marks that share time lie side by side; labels keep the order of time and are moved apart only as far as needed
//! ([`dodge`]). The page scrolls, so that the height is what the labels need.

use chuhai_core::dataset::RecordIx;
use chuhai_core::format::date_short;
use chuhai_core::state::TimeWindow;
use chuhai_core::text::phrases;

use super::axis_head::small;
use super::dodge::dodge;
use super::index::LaneKey;
use super::item::{Layers, RecordItem, sign_px};
use super::marks::{DateMark, Orientation, PILL_PX, hairline};
use super::vertical_axis::{AXIS_X, EDGE_PX, LINE_PX, brush, draw_axis, scale_of};
use super::{LayoutContext, since, vertical_density, words};
use crate::argsort::{argsort, argsort_by_two};
use crate::layout::axis::{TICK_SIZE_PX, TimeScale};
use crate::layout::wrap::wrap;
use crate::scene::{Anchor, Mark, MarkRole, Point, Rect, Scene, Shape, Size, Stroke, Weight, pt};
use crate::theme::ColorToken;

/// Width of a column of marks.
const COLUMN_PX: f64 = 8.5;
/// The left edge of the first column.
const COLUMNS_X: f64 = AXIS_X + 6.0;
/// The distance from the last column of marks to the labels: room for the slant of the leaders.
const LEADER_PX: f64 = 24.0;
/// The distance from a label's glyph to its text.
const GLYPH_PX: f64 = 13.0;
/// The gap between two labels. With two lines it makes a target of 44 px.
const LABEL_GAP_PX: f64 = 12.0;
const LEAST_AXIS_PX: f64 = 420.0;
/// The height of the heading above undated records.
const UNDATED_HEAD_PX: f64 = 34.0;

/// The label of a record: its title, then date and lane.
struct LabelBlock {
    record: RecordIx,
    row: u16,
    key: LaneKey,
    lines: Vec<String>,
    /// The number of lines of the title.
    title_lines: usize,
}

impl LabelBlock {
    fn height_px(&self) -> f64 {
        self.lines.len() as f64 * LINE_PX + LABEL_GAP_PX
    }
}

/// The part of the layout that is independent of the window.
struct Plan {
    dated: Vec<LabelBlock>,
    undated: Vec<LabelBlock>,
    label_x: f64,
    axis_px: f64,
}

/// Returns the scale of the visible window.
pub(super) fn scale(ctx: &LayoutContext<'_>) -> TimeScale {
    let axis_px = if ctx.index.is_dense() { vertical_density::AXIS_PX } else { plan(ctx).axis_px };
    scale_of(ctx, ctx.window, axis_px)
}

/// Returns the picture.
pub(super) fn layout(ctx: &LayoutContext<'_>) -> Scene {
    if ctx.index.is_dense() { vertical_density::layout(ctx) } else { layout_marks(ctx) }
}

/// Plans columns and label heights for the whole axis: the same at every zoom.
fn plan(ctx: &LayoutContext<'_>) -> Plan {
    let mut spans: Vec<(u16, LaneKey, super::Span)> = Vec::new();
    let mut undated = Vec::new();
    for (row, lane) in ctx.index.lanes.iter().enumerate() {
        spans.extend(lane.dated.all().iter().map(|span| (row as u16, lane.key, *span)));
        undated.extend(lane.undated.iter().map(|record| (row as u16, lane.key, *record)));
    }
    // Equal spans keep the order of their lanes.
    let days = |ix: usize| (f64::from(spans[ix].2.start), f64::from(spans[ix].2.end));
    let spans: Vec<_> = argsort_by_two(spans.len(), &days).into_iter().map(|ix| spans[ix]).collect();
    // Columns are counted at the height that labels of two lines would need.
    let guess_px = (spans.len() as f64 * (2.0 * LINE_PX + LABEL_GAP_PX)).max(LEAST_AXIS_PX);
    let overview = scale_of(ctx, TimeWindow::default(), guess_px);
    let records: Vec<RecordIx> = spans.iter().map(|(.., span)| span.record).collect();
    let (_, columns) = pack_columns(ctx, &records, &overview);
    let label_x = COLUMNS_X + columns as f64 * COLUMN_PX + LEADER_PX;
    let dated: Vec<LabelBlock> =
        spans.iter().map(|(row, key, span)| label_lines(ctx, *row, *key, span.record, label_x)).collect();
    let undated = undated.into_iter().map(|(row, key, record)| label_lines(ctx, row, key, record, label_x)).collect();
    let axis_px = dated.iter().map(LabelBlock::height_px).sum::<f64>().max(LEAST_AXIS_PX);
    Plan { dated, undated, label_x, axis_px }
}

/// Packs the marks of records into columns, each into the first that is free for its length. Returns the marks with their
/// columns, and the number of columns.
fn pack_columns(
    ctx: &LayoutContext<'_>,
    records: &[RecordIx],
    scale: &TimeScale,
) -> (Vec<Option<(DateMark, usize)>>, usize) {
    let mut free_from: Vec<f64> = Vec::new();
    let slots = records.iter().map(|&ix| {
        let record = ctx.dataset.record(ix);
        let mark = DateMark::new(record.date?, record.second_date, scale, Orientation::Down);
        let (from, to) = mark.hull();
        let column = free_from.iter().position(|free| *free <= from).unwrap_or(free_from.len());
        if column == free_from.len() {
            free_from.push(0.0);
        }
        free_from[column] = to + 2.0;
        Some((mark, column))
    });
    let slots = slots.collect();
    (slots, free_from.len())
}

/// Returns the label of a record.
fn label_lines(ctx: &LayoutContext<'_>, row: u16, key: LaneKey, record: RecordIx, label_x: f64) -> LabelBlock {
    let data = ctx.dataset.record(record);
    let sign_px = sign_px(data);
    let room_px = ctx.width_px - label_x - GLYPH_PX - sign_px;
    let bold = |line: &str| ctx.measure.width_px(line, TICK_SIZE_PX, Weight::Bold);
    let mut lines = wrap(words::label(data, ctx.lang), room_px, bold);
    let title_lines = lines.len();
    // The glyph shows the lane; its name is added if it fits.
    let when = date_short(data.date, ctx.lang);
    let who = key.title(ctx.dataset, ctx.lang);
    let both = phrases::TIMELINE_WHEN_WHO.fill(ctx.lang, &[("when", &when), ("who", who)]);
    let detail = if bold(&both) <= room_px + sign_px { both } else { when };
    lines.extend(wrap(&detail, room_px + sign_px, bold));
    LabelBlock { record, row, key, lines, title_lines }
}

/// A dated record in the window.
struct VisibleRecord<'p> {
    block: &'p LabelBlock,
    mark: DateMark,
    column: usize,
    /// The y of the leader's start.
    middle: f64,
    /// The top of the label.
    label_top: f64,
}

/// Returns the records in the window, their labels dodged.
fn visible<'p>(ctx: &LayoutContext<'_>, plan: &'p Plan, scale: &TimeScale) -> Vec<VisibleRecord<'p>> {
    let (first, last) = scale.days();
    let in_window = |block: &&LabelBlock| {
        ctx.dataset.record(block.record).date.is_some_and(|date| {
            let (start, end) = date.days();
            f64::from(start) < last && f64::from(end) > first
        })
    };
    let blocks: Vec<&LabelBlock> = plan.dated.iter().filter(in_window).collect();
    let records: Vec<RecordIx> = blocks.iter().map(|block| block.record).collect();
    let clip = (EDGE_PX, EDGE_PX + plan.axis_px);
    let (slots, _) = pack_columns(ctx, &records, scale);
    let mut visible: Vec<VisibleRecord<'_>> = blocks
        .into_iter()
        .zip(slots)
        .filter_map(|(block, slot)| {
            let (mark, column) = slot?;
            let (from, to) = mark.core();
            let middle = f64::midpoint(from.clamp(clip.0, clip.1), to.clamp(clip.0, clip.1));
            Some(VisibleRecord { block, mark, column, middle, label_top: middle })
        })
        .collect();
    // Labels in the order of their marks, so that no leaders cross.
    let order = argsort(visible.len(), &|ix| visible[ix].middle);
    let starts: Vec<f64> = order.iter().map(|&ix| visible[ix].middle - LABEL_GAP_PX).collect();
    let heights: Vec<f64> = order.iter().map(|&ix| visible[ix].block.height_px()).collect();
    for (&ix, top) in order.iter().zip(dodge(&starts, &heights, clip)) {
        visible[ix].label_top = top;
    }
    visible
}

fn layout_marks(ctx: &LayoutContext<'_>) -> Scene {
    let plan = plan(ctx);
    let scale = scale_of(ctx, ctx.window, plan.axis_px);
    let bottom = EDGE_PX + plan.axis_px;
    let brush = brush(ctx, &scale, bottom);
    let (mut marks, mut over) = brush.band(ctx.period);
    draw_axis(ctx, &scale, bottom, &mut marks);
    let mut layers = Layers::default();
    let mut leaders = draw_dated(ctx, &plan, &scale, &mut layers);
    let mut end = draw_undated(ctx, &plan, bottom + EDGE_PX, &mut marks, &mut layers);
    if ctx.has_since() {
        marks.push(hairline(pt(0.0, end), pt(ctx.width_px, end), ColorToken::Rule).with_role(MarkRole::Grid));
        let heading = phrases::TIMELINE_SINCE.get(ctx.lang);
        marks.push(small(heading, 0.0, end + UNDATED_HEAD_PX / 2.0, Anchor::Start, ColorToken::Ink2));
        let sides = (EDGE_PX, ctx.width_px - EDGE_PX);
        end = since::draw(ctx, sides, end + UNDATED_HEAD_PX, &mut layers);
    }
    marks.append(&mut leaders);
    marks.append(&mut layers.marks);
    marks.append(&mut layers.labels);
    marks.append(&mut over);
    let size = Size { width_px: ctx.width_px, height_px: end + EDGE_PX };
    let plot = Rect { x: 0.0, y: EDGE_PX, w: ctx.width_px, h: plan.axis_px };
    Scene { size, marks, items: layers.items, plot: Some(plot), brush: Some(brush), ..Scene::default() }
}

/// Draws the dated records. Returns their leaders.
fn draw_dated(ctx: &LayoutContext<'_>, plan: &Plan, scale: &TimeScale, layers: &mut Layers) -> Vec<Mark> {
    let clip = (EDGE_PX, EDGE_PX + plan.axis_px);
    let mut leaders = Vec::new();
    let mut visible = visible(ctx, plan, scale).into_iter().peekable();
    for block in &plan.dated {
        let mut item = RecordItem::new(ctx, block.record, block.key, block.row, layers);
        if let Some(shown) = visible.next_if(|shown| shown.block.record == block.record) {
            let x = COLUMNS_X + (shown.column as f64 + 0.5) * COLUMN_PX;
            item.draw_date(&shown.mark, x, clip, &mut layers.marks);
            let label_y = shown.label_top + LABEL_GAP_PX / 2.0 + LINE_PX / 2.0;
            let line = leader(pt(x, shown.middle), plan.label_x - LEADER_PX, pt(plan.label_x - 3.0, label_y));
            let leader = Mark::line(line, Stroke::solid(item.style.stroke, 0.75));
            leaders.push(leader.with_role(MarkRole::Leader).of_item(item.ix));
            draw_label(ctx, block, &mut item, pt(plan.label_x, label_y), &mut layers.labels);
        }
        layers.items.push(item.item);
    }
    leaders
}

/// Draws the undated records below `y`. Returns the lower end of the last.
fn draw_undated(ctx: &LayoutContext<'_>, plan: &Plan, mut y: f64, marks: &mut Vec<Mark>, layers: &mut Layers) -> f64 {
    if !plan.undated.is_empty() {
        marks.push(hairline(pt(0.0, y), pt(ctx.width_px, y), ColorToken::Rule).with_role(MarkRole::Grid));
        let heading = phrases::TIMELINE_UNDATED.get(ctx.lang);
        marks.push(small(heading, 0.0, y + UNDATED_HEAD_PX / 2.0, Anchor::Start, ColorToken::Ink3));
        y += UNDATED_HEAD_PX;
    }
    for block in &plan.undated {
        let mut item = RecordItem::new(ctx, block.record, block.key, block.row, layers);
        let label_y = y + LABEL_GAP_PX / 2.0 + LINE_PX / 2.0;
        item.draw_pill(pt(COLUMNS_X + PILL_PX / 2.0, label_y), &mut layers.marks);
        draw_label(ctx, block, &mut item, pt(plan.label_x, label_y), &mut layers.labels);
        layers.items.push(item.item);
        y += block.height_px();
    }
    y
}

/// Returns the leader from a mark across the columns, then in one curve to its label.
fn leader(from: Point, bend_x: f64, to: Point) -> Vec<Point> {
    const STEPS: usize = 10;
    let curve = (0..=STEPS).map(|step| {
        let part = step as f64 / STEPS as f64;
        let ease = part * part * (3.0 - 2.0 * part);
        pt(bend_x + (to.x - bend_x) * part, from.y + (to.y - from.y) * ease)
    });
    std::iter::once(from).chain(curve).collect()
}

/// Draws the label of a record: the glyph of its lane, the lines, and the disputed sign after its title.
fn draw_label(ctx: &LayoutContext<'_>, block: &LabelBlock, item: &mut RecordItem, at: Point, out: &mut Vec<Mark>) {
    let lane = LaneKey::Lane(ctx.dataset.record(block.record).lane.unwrap_or(0));
    if let Some((glyph, _)) = lane.glyph(ctx.dataset) {
        let shape = Shape::Glyph { glyph, centre: pt(at.x + 4.0, at.y), radius_px: 4.2 };
        let mark = match item.style.fill {
            Some(fill) => Mark::filled(shape, fill),
            None => Mark::stroked(shape, Stroke::solid(item.style.stroke, 1.5)),
        };
        out.push(mark.of_item(item.ix));
    }
    let x = at.x + GLYPH_PX;
    let mut widest: f64 = 0.0;
    for (ix, line) in block.lines.iter().enumerate() {
        let y = at.y + ix as f64 * LINE_PX;
        let is_title = ix < block.title_lines;
        let (weight, token) =
            if is_title { (item.weight(), item.style.label) } else { (Weight::Regular, ColorToken::Ink3) };
        let mut width = item.draw_line(ctx, line, pt(x, y), weight, token, out);
        if ix + 1 == block.title_lines {
            width += item.draw_sign(ctx, pt(x + width, y), out);
        }
        widest = widest.max(width);
    }
    // The hit area reaches to its neighbours: a narrow picture is used as a list, with fingers.
    let top = at.y - (LINE_PX + LABEL_GAP_PX) / 2.0;
    let w = (ctx.width_px - at.x).max(GLYPH_PX + widest);
    item.set_label(Rect { x: at.x, y: top, w, h: block.height_px() });
}
