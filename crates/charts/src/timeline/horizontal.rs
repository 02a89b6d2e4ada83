//! The horizontal timeline: lanes from top to bottom, time from left to right.

use chuhai_core::state::{Emphasis, TimeWindow};
use chuhai_core::text::phrases;

use super::axis_head::{AXIS_Y, AxisHead, small};
use super::columns::{Columns, HEADING_X};
use super::index::LaneIndex;
use super::item::{Layers, RecordItem, company_of, label_px};
use super::marks::{BAR_PX, DateMark, Orientation, PILL_PX, hairline};
use super::rows::{LABEL_GAP_PX, RowBounds, RowRequest, RowSlot, assign, label_row};
use super::{LayoutContext, density, since, words};
use crate::layout::axis::{TICK_SIZE_PX, TimeScale};
use crate::layout::brush::Brush;
use crate::scene::{
    Anchor, Datum, Glyph, HitShape, Item, Label, Mark, MarkRole, Rect, Scene, Shape, Size, Stroke, Weight, pt,
};
use crate::theme::ColorToken;

/// The top of the first lane.
const HEAD_PX: f64 = AXIS_Y + 5.5;
/// Height of a row of a lane, and the greatest of one that is spread.
const ROW_PX: f64 = crate::hit::TARGET_PX;
const SPREAD_ROW_PX: f64 = 72.0;
/// The height that a lane adds to its rows.
const LANE_PAD_PX: f64 = 7.0;
/// The distance from the top of a lane to the middle of its first row.
const FIRST_ROW_PX: f64 = 14.5;
const FOOT_PX: f64 = 6.0;

/// The rows of a lane.
struct LaneLayout<'a> {
    index: &'a LaneIndex,
    /// The slot of each dated record.
    slots: Vec<RowSlot>,
    rows: usize,
    row_px: f64,
}

impl LaneLayout<'_> {
    fn height_px(&self) -> f64 {
        self.rows as f64 * self.row_px + LANE_PAD_PX
    }

    /// The number of rows with dated records.
    fn dated_rows(&self) -> usize {
        dated_rows(&self.slots)
    }
}

fn dated_rows(slots: &[RowSlot]) -> usize {
    slots.iter().map(|slot| slot.row + 1).max().unwrap_or(0)
}

/// Returns the picture.
pub(super) fn layout(ctx: &LayoutContext<'_>) -> Scene {
    let columns = Columns::new(ctx);
    let mut lanes: Vec<LaneLayout<'_>> = ctx.index.lanes.iter().map(|lane| pack_rows(ctx, &columns, lane)).collect();
    if let Some(spread_px) = ctx.spread_px {
        let rows: usize = lanes.iter().map(|lane| lane.rows).sum();
        let room_px = spread_px - HEAD_PX - FOOT_PX - lanes.len() as f64 * LANE_PAD_PX;
        let row_px = (room_px / rows.max(1) as f64).clamp(ROW_PX, SPREAD_ROW_PX);
        lanes.iter_mut().for_each(|lane| lane.row_px = row_px);
    }
    let bottom = HEAD_PX + lanes.iter().map(LaneLayout::height_px).sum::<f64>();
    let head = AxisHead::new(&columns.scale, ctx.width_px, bottom, ctx.lang, ctx.measure);
    let brush = Brush {
        scale: columns.scale.clone(),
        down: false,
        extent: Rect { x: columns.from_px, y: 0.0, w: columns.to_px - columns.from_px, h: HEAD_PX },
        axis_px: AXIS_Y,
        reach_px: (AXIS_Y, bottom),
    };
    let (mut marks, mut over) = brush.band(ctx.period);
    head.draw(ctx.dataset.meta.published.map(|date| date.days().0), &mut marks);
    if columns.to_px + 13.0 < ctx.width_px {
        let words = phrases::TIMELINE_UNDATED.get(ctx.lang);
        marks.push(small(words, ctx.width_px, 28.0, Anchor::End, ColorToken::Ink3));
    }

    let mut layers = Layers::default();
    let density = ctx.index.is_dense().then(|| density::Density::new(ctx, &columns, &head));
    let mut top = HEAD_PX;
    for (row, lane) in lanes.iter().enumerate() {
        let height = lane.height_px();
        let first_item = layers.items.len();
        let heading = heading(ctx, lane.index, row as u16, top + FIRST_ROW_PX, columns.from_px, &mut layers);
        match &density {
            Some(density) => density.draw_lane(row, Rect { x: 0.0, y: top, w: ctx.width_px, h: height }, &mut layers),
            None => draw_lane(ctx, &columns, lane, row as u16, top, &mut layers),
        }
        heading.draw(ctx, &layers.items[first_item..], density.is_some(), &mut marks);
        top += height;
        marks.push(hairline(pt(0.0, top), pt(ctx.width_px, top), ColorToken::Rule).with_role(MarkRole::Grid));
    }
    let mut end = bottom;
    if ctx.has_since() {
        let heading = phrases::TIMELINE_SINCE.get(ctx.lang);
        let first = bottom + LANE_PAD_PX;
        marks.push(small(heading, 0.0, first + FIRST_ROW_PX, Anchor::Start, ColorToken::Ink2));
        end = since::draw(ctx, (columns.from_px, columns.to_px), first, &mut layers);
    }
    let height_px = end + FOOT_PX;
    marks.append(&mut layers.marks);
    head.draw_break(&mut marks);
    marks.append(&mut layers.labels);
    marks.append(&mut over);
    let plot = Rect { x: columns.from_px, y: 0.0, w: columns.to_px - columns.from_px, h: height_px };
    Scene {
        size: Size { width_px: ctx.width_px, height_px },
        marks,
        items: layers.items,
        plot: Some(plot),
        brush: Some(brush),
        ..Scene::default()
    }
}

/// Packs the records of a lane into rows, at the overview.
fn pack_rows<'a>(ctx: &LayoutContext<'_>, columns: &Columns, lane: &'a LaneIndex) -> LaneLayout<'a> {
    if ctx.index.is_dense() {
        return LaneLayout { index: lane, slots: Vec::new(), rows: 1, row_px: ROW_PX };
    }
    let request = |span: &super::Span| {
        let record = ctx.dataset.record(span.record);
        let mark = DateMark::new(record.date?, record.second_date, &columns.overview, Orientation::Across);
        Some(RowRequest { hull: mark.hull(), body: mark.body(), label_px: label_px(ctx, span.record) })
    };
    let requests: Vec<RowRequest> = lane.dated.all().iter().filter_map(request).collect();
    let bounds = row_bounds(ctx, columns, &columns.overview);
    let alone = |(row, request): (usize, &RowRequest)| {
        assign(std::slice::from_ref(request), bounds).into_iter().map(move |slot| RowSlot { row, ..slot })
    };
    let slots = match ctx.spread_px {
        Some(_) => requests.iter().enumerate().flat_map(alone).collect(),
        None => assign(&requests, bounds),
    };
    let rows = (dated_rows(&slots) + lane.undated.len()).max(1);
    LaneLayout { index: lane, slots, rows, row_px: ROW_PX }
}

/// Returns the bounds of labels: from the plot's left edge to the picture's right one.
fn row_bounds(ctx: &LayoutContext<'_>, columns: &Columns, scale: &TimeScale) -> RowBounds {
    let gap = match scale.segments() {
        [first, second] => Some((first.to_px, second.from_px)),
        _ => None,
    };
    RowBounds { first_row_from: columns.from_px, from: HEADING_X, to: ctx.width_px, gap }
}

/// Draws the records of a lane, the dated rows first.
fn draw_lane(
    ctx: &LayoutContext<'_>,
    columns: &Columns,
    lane: &LaneLayout<'_>,
    row: u16,
    top: f64,
    layers: &mut Layers,
) {
    let row_y = |row: usize| top + FIRST_ROW_PX + row as f64 * lane.row_px;
    let clip = (columns.from_px, columns.to_px);
    let visible = visible_marks(ctx, columns, lane.index);
    let label_starts = label_starts(ctx, columns, lane, &visible);
    for (ix, span) in lane.index.dated.all().iter().enumerate() {
        let y = row_y(lane.slots[ix].row);
        let mut item = RecordItem::new(ctx, span.record, lane.index.key, row, layers);
        if let Some(mark) = visible[ix] {
            item.draw_date(&mark, y, clip, &mut layers.marks);
            if let Some(start) = label_starts[ix] {
                let (from, to) = mark.core();
                if start > from && start < to {
                    // A label on its own bar interrupts the bar.
                    let end = start + label_px(ctx, span.record);
                    let gap = Orientation::Across.rect(start - 4.0, end + 4.0, y, BAR_PX + 4.0);
                    let halo = Mark::filled(Shape::Rect(gap), ColorToken::Paper).with_role(MarkRole::Halo);
                    layers.labels.push(halo);
                }
                item.draw_label(ctx, pt(start, y), &mut layers.labels);
            }
        }
        layers.items.push(item.item);
    }
    for (ix, &record) in lane.index.undated.iter().enumerate() {
        let y = row_y(lane.dated_rows() + ix);
        let mut item = RecordItem::new(ctx, record, lane.index.key, row, layers);
        item.draw_pill(pt(ctx.width_px - 4.0 - PILL_PX / 2.0, y), &mut layers.marks);
        let start = item.item.bounds.x - LABEL_GAP_PX - label_px(ctx, record);
        item.draw_label(ctx, pt(start.max(0.0), y), &mut layers.labels);
        layers.items.push(item.item);
    }
}

/// Returns the mark of each dated record of a lane, `None` outside of the window.
fn visible_marks(ctx: &LayoutContext<'_>, columns: &Columns, lane: &LaneIndex) -> Vec<Option<DateMark>> {
    let (first, last) = columns.scale.days();
    let mark = |span: &super::Span| {
        let record = ctx.dataset.record(span.record);
        let mark = DateMark::new(record.date?, record.second_date, &columns.scale, Orientation::Across);
        let (from, to) = mark.hull();
        let in_window = f64::from(span.start) < last && f64::from(span.end) > first;
        (in_window && from < columns.to_px && to > columns.from_px).then_some(mark)
    };
    lane.dated.all().iter().map(mark).collect()
}

/// Returns the start of the label of each dated record, `None` without a mark or without room.
fn label_starts(
    ctx: &LayoutContext<'_>,
    columns: &Columns,
    lane: &LaneLayout<'_>,
    visible: &[Option<DateMark>],
) -> Vec<Option<f64>> {
    let mut starts = vec![None; visible.len()];
    if ctx.window == TimeWindow::default() {
        for ((start, mark), slot) in starts.iter_mut().zip(visible).zip(&lane.slots) {
            *start = mark.map(|_| slot.label_from);
        }
        return starts;
    }
    let spans = lane.index.dated.all();
    let cut = |(from, to): (f64, f64)| (from.max(columns.from_px), to.min(columns.to_px));
    for row in 0..lane.rows {
        let members = || (0..spans.len()).filter(|&ix| lane.slots[ix].row == row && visible[ix].is_some());
        let request = |ix: usize| {
            let mark = visible[ix]?;
            let label_px = label_px(ctx, spans[ix].record);
            Some(RowRequest { hull: cut(mark.hull()), body: cut(mark.body()), label_px })
        };
        let requests: Vec<RowRequest> = members().filter_map(request).collect();
        let found = label_row(&requests, row, row_bounds(ctx, columns, &columns.scale));
        members().zip(found).for_each(|(ix, start)| starts[ix] = start);
    }
    starts
}

/// The heading of a lane, drawn after the lane's records, since its style depends on theirs.
struct Heading<'a> {
    title: &'a str,
    glyph: Option<(Glyph, ColorToken)>,
    y: f64,
    item: Option<u32>,
    company: Option<Emphasis>,
}

/// Prepares the heading of a lane. A company's heading is an item and can be selected like a record.
fn heading<'a>(
    ctx: &LayoutContext<'a>,
    lane: &LaneIndex,
    row: u16,
    y: f64,
    width: f64,
    layers: &mut Layers,
) -> Heading<'a> {
    let title = lane.key.title(ctx.dataset, ctx.lang);
    let mut heading = Heading { title, glyph: lane.key.glyph(ctx.dataset), y, item: None, company: None };
    if let Some((company, record)) = company_of(ctx, lane.key) {
        let id = ctx.dataset.record(record).id.to_string();
        let records = lane.dated.len() + lane.undated.len();
        let bounds = Rect { x: 0.0, y: y - 10.0, w: width - 6.0, h: 20.0 };
        heading.item = Some(layers.items.len() as u32);
        heading.company = ctx.filter.resolved.of_company(company);
        layers.items.push(Item {
            datum: Datum::Record(record),
            id,
            name: words::heading_name(title, records, ctx.lang),
            tip: Vec::new(),
            hit: vec![HitShape::Rect(bounds)],
            label: None,
            bounds,
            row,
            emphasis: heading.company,
            passes: ctx.filter.resolved.passes(record, ctx.dataset.record(record)),
            cells: Vec::new(),
        });
    }
    heading
}

impl Heading<'_> {
    /// Draws the heading: muted if all of its records are, bold if any belongs to the selection.
    fn draw(&self, ctx: &LayoutContext<'_>, items: &[Item], dense: bool, out: &mut Vec<Mark>) {
        let active = ctx.filter.resolved.is_active();
        let is_lit = |emphasis: Option<Emphasis>| emphasis != Some(Emphasis::Muted);
        let any_lit = items.iter().any(|item| is_lit(item.emphasis)) || (dense && is_lit(self.company));
        let (lit, muted) = (active && any_lit, active && !any_lit);
        let selected = self.company == Some(Emphasis::Selected);
        if let Some((glyph, token)) = self.glyph {
            let shape = Shape::Glyph { glyph, centre: pt(7.0, self.y), radius_px: 4.6 };
            let mark = if muted {
                Mark::stroked(shape, Stroke::solid(ColorToken::MutedMark, 1.5))
            } else {
                Mark::filled(shape, token)
            };
            out.push(Mark { item: self.item, ..mark });
        }
        let at = pt(if self.glyph.is_some() { HEADING_X } else { 0.0 }, self.y);
        let weight = if lit { Weight::Bold } else { Weight::Regular };
        let label = Label::new(self.title, at, TICK_SIZE_PX).weight(weight);
        let token = match (selected, muted) {
            (true, _) => ColorToken::AccentInk,
            (_, true) => ColorToken::Ink3,
            _ => ColorToken::Ink2,
        };
        out.push(Mark { item: self.item, ..Mark::text(label, token) });
    }
}
