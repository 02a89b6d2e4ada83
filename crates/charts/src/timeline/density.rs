//! Densities of lanes with too many records: a strip for each lane, whose cost is the strip's length.
//!
//! A date is spread over all the days of its precision, so that a record of a year thinly covers its year and none
//! pile up on the first of January. A lane with few records at this zoom, clear of each other, shows them as marks.

use chuhai_core::date::{Day, civil_from_day};

use super::axis_head::AxisHead;
use super::columns::Columns;
use super::index::LaneIndex;
use super::item::{Layers, RecordItem, company_of, label_px};
use super::marks::{DateMark, MarkStyle, Orientation};
use super::rows::{RowBounds, RowRequest, label_row};
use super::spans::{Span, Spans};
use super::{LayoutContext, words};
use crate::layout::axis::{Segment, floor, next};
use crate::scene::{Datum, HitShape, Item, Mark, Point, Rect, Shape, Stroke, pt};
use crate::theme::ColorToken;

/// Width of a bin.
const BIN_PX: f64 = 4.0;
/// Height of the fullest bin of the picture.
const STRIP_PX: f64 = 18.0;
/// The most records in a window that a lane shows as marks.
const MARKS_IN_LANE: usize = 8;
/// The least distance between two marks of a lane.
const CLEAR_PX: f64 = 3.0;

/// The bins of a picture with their counts.
pub(super) struct Density<'a> {
    ctx: &'a LayoutContext<'a>,
    columns: &'a Columns,
    /// Marks in each lane in which they fit, else a strip.
    lanes: Vec<LaneContent>,
    /// The edges of the bins of each segment.
    bins: Vec<Vec<BinEdge>>,
    /// The number of records in the fullest bin.
    fullest: f64,
    labels: Vec<BinLabel>,
}

/// The content of a lane.
enum LaneContent {
    Marks(Vec<(Span, DateMark)>),
    /// The number of records in each bin, by segment.
    Strip(Vec<Vec<f64>>),
}

/// The edge between two bins.
#[derive(Clone, Copy)]
pub(super) struct BinEdge {
    pub(super) px: f64,
    day: f64,
}

/// A named interval of the axis, with an item for each lane.
struct BinLabel {
    from: Day,
    to: Day,
    from_px: f64,
    to_px: f64,
    id: String,
    words: String,
}

impl<'a> Density<'a> {
    /// Counts the records of all lanes.
    pub(super) fn new(ctx: &'a LayoutContext<'a>, columns: &'a Columns, head: &AxisHead<'_>) -> Self {
        let bins: Vec<Vec<BinEdge>> = head.segments.iter().map(|(segment, ..)| edges(segment)).collect();
        let lanes: Vec<LaneContent> = ctx
            .index
            .lanes
            .iter()
            .map(|lane| {
                marks_of(ctx, columns, lane).unwrap_or_else(|| LaneContent::Strip(bin_counts(&lane.dated, &bins)))
            })
            .collect();
        let strips = lanes.iter().filter_map(|lane| match lane {
            LaneContent::Strip(segments) => Some(segments.iter().flatten()),
            LaneContent::Marks(_) => None,
        });
        let fullest = strips.flatten().copied().fold(0.0, f64::max);
        Self { ctx, columns, lanes, bins, fullest, labels: bin_labels(ctx, columns, head) }
    }

    /// Draws the lane at `row` into a box.
    pub(super) fn draw_lane(&self, row: usize, area: Rect, layers: &mut Layers) {
        let lane = &self.ctx.index.lanes[row];
        match &self.lanes[row] {
            LaneContent::Marks(marks) => self.draw_marks(lane, marks, row as u16, area, layers),
            LaneContent::Strip(segments) => {
                self.draw_strip(row, lane, segments, area, layers);
                self.add_bins(lane, row as u16, area, layers);
            }
        }
    }

    fn draw_marks(&self, lane: &LaneIndex, marks: &[(Span, DateMark)], row: u16, area: Rect, layers: &mut Layers) {
        let (from_px, to_px) = (self.columns.from_px, self.columns.to_px);
        let y = area.centre().y;
        let requests: Vec<RowRequest> = marks
            .iter()
            .map(|(span, mark)| {
                let cut = |(from, to): (f64, f64)| (from.max(from_px), to.min(to_px));
                RowRequest {
                    hull: cut(mark.reach()),
                    body: cut(mark.body()),
                    label_px: label_px(self.ctx, span.record),
                }
            })
            .collect();
        let bounds = RowBounds { first_row_from: from_px, from: from_px, to: self.ctx.width_px, gap: None };
        let starts = label_row(&requests, 0, bounds);
        for ((span, mark), start) in marks.iter().zip(starts) {
            let mut item = RecordItem::new(self.ctx, span.record, lane.key, row, layers);
            item.draw_date(mark, y, (from_px, to_px), &mut layers.marks);
            if let Some(start) = start {
                item.draw_label(self.ctx, pt(start, y), &mut layers.labels);
            }
            layers.items.push(item.item);
        }
    }

    /// Draws the strip of all records of a lane, and over it that of the selected ones.
    fn draw_strip(&self, row: usize, lane: &LaneIndex, segments: &[Vec<f64>], area: Rect, layers: &mut Layers) {
        let base = area.y + area.h - 3.0;
        let token = lane.key.glyph(self.ctx.dataset).map_or(ColorToken::Policy, |(_, token)| token);
        let resolved = &self.ctx.filter.resolved;
        let company = if resolved.is_active() { company_of(self.ctx, lane.key) } else { None };
        let emphasis = company.and_then(|(company, _)| resolved.of_company(company));
        let selected = self.ctx.filter.selected.get(row).filter(|selected| !selected.is_empty());
        let style = MarkStyle::new(emphasis, token);
        // Selected records are filled, so that the strip below them is hollow even if it is related.
        let hollow = style.fill.is_none() || selected.is_some();
        let (fill, stroke) = if hollow { (ColorToken::Area, ColorToken::MutedMark) } else { (token, token) };
        self.push_strip(segments, base, fill, Some(stroke), layers);
        if let Some(selected) = selected {
            self.push_strip(&bin_counts(selected, &self.bins), base, token, None, layers);
        }
    }

    fn push_strip(
        &self,
        segments: &[Vec<f64>],
        base: f64,
        fill: ColorToken,
        stroke: Option<ColorToken>,
        layers: &mut Layers,
    ) {
        let rings: Vec<Vec<Point>> = segments
            .iter()
            .zip(&self.bins)
            .flat_map(|(counts, edges)| outlines(counts, edges, base, STRIP_PX / self.fullest))
            .collect();
        if !rings.is_empty() {
            let stroke = stroke.map(|token| Stroke::solid(token, 0.75));
            layers.marks.push(Mark { stroke, ..Mark::filled(Shape::Polygon(rings), fill) });
        }
    }

    /// Adds an item for each interval of the axis that any record of the lane may fall into.
    fn add_bins(&self, lane: &LaneIndex, row: u16, area: Rect, layers: &mut Layers) {
        let title = lane.key.title(self.ctx.dataset, self.ctx.lang);
        for label in &self.labels {
            let count = lane.dated.count(label.from, label.to) as u32;
            if count == 0 {
                continue;
            }
            let bounds = Rect { x: label.from_px, y: area.y + 2.0, w: label.to_px - label.from_px, h: area.h - 4.0 };
            let id = format!("{}-{}", lane.key.id(self.ctx.dataset), label.id);
            let name = words::bin_name(&label.words, title, count, self.ctx.lang);
            layers.items.push(bin_item(count, id, name, bounds, row));
        }
    }
}

/// The item of a bin of `count` records.
pub(super) fn bin_item(count: u32, id: String, name: String, bounds: Rect, row: u16) -> Item {
    Item {
        datum: Datum::Bin(count),
        id,
        name,
        tip: Vec::new(),
        hit: vec![HitShape::Rect(bounds)],
        label: None,
        bounds,
        row,
        emphasis: None,
        passes: true,
        cells: Vec::new(),
    }
}

/// Returns the records of a lane as marks, if they are few and clear of each other.
fn marks_of(ctx: &LayoutContext<'_>, columns: &Columns, lane: &LaneIndex) -> Option<LaneContent> {
    let (first, last) = columns.scale.days();
    let (from, to) = (first.floor() as Day, last.ceil() as Day);
    if lane.dated.count(from, to) > MARKS_IN_LANE {
        return None;
    }
    let mut marks = Vec::new();
    let mut taken_to = f64::NEG_INFINITY;
    for span in lane.dated.touching(from, to) {
        let mark = DateMark::new(ctx.dataset.record(span.record).date?, None, &columns.scale, Orientation::Across);
        let (from_px, to_px) = mark.reach();
        if to_px < columns.from_px || from_px > columns.to_px {
            continue;
        }
        if from_px.max(columns.from_px) < taken_to + CLEAR_PX {
            return None;
        }
        taken_to = to_px;
        marks.push((span, mark));
    }
    Some(LaneContent::Marks(marks))
}

/// Returns the edges of a segment's bins; if a day is wider than a bin, each day is one, because density is constant
/// between two midnights.
pub(super) fn edges(segment: &Segment) -> Vec<BinEdge> {
    let edge = |day: f64| BinEdge { px: segment.from_px + (day - segment.from_day) * segment.px_per_day(), day };
    let step = (BIN_PX / segment.px_per_day()).max(1.0);
    let first = if step > 1.0 { segment.from_day } else { segment.from_day.floor() };
    let count = ((segment.to_day - first) / step).ceil().max(1.0) as usize;
    let inner = (1..count).map(|ix| edge(first + ix as f64 * step));
    std::iter::once(edge(segment.from_day)).chain(inner).chain([edge(segment.to_day)]).collect()
}

/// Counts the records in each bin.
pub(super) fn bin_counts(spans: &Spans, bins: &[Vec<BinEdge>]) -> Vec<Vec<f64>> {
    bins.iter()
        .map(|edges| {
            let mut edges = edges.iter().map(|edge| spans.mass_before(edge.day));
            let mut before = edges.next().unwrap_or_default();
            edges
                .map(|count| {
                    let more = count - std::mem::replace(&mut before, count);
                    // Rounding of the running totals must not show in empty bins.
                    if more > 1e-9 { more } else { 0.0 }
                })
                .collect()
        })
        .collect()
}

/// Returns the outlines of a segment's bins, one for each stretch that is not empty: steps, never a curve.
pub(super) fn outlines(counts: &[f64], edges: &[BinEdge], base: f64, px_per_record: f64) -> Vec<Vec<Point>> {
    let mut rings: Vec<Vec<Point>> = Vec::new();
    let mut height = 0.0;
    for (ix, count) in counts.iter().enumerate() {
        // Rounded to a quarter pixel, so that equal bins make one step; at least a pixel, so that none is invisible.
        let quarters = (count * px_per_record * 4.0 + 0.5) as u32;
        let to = if *count > 0.0 { f64::from(quarters.max(4)) / 4.0 } else { 0.0 };
        if to != height {
            let x = edges[ix].px;
            match rings.last_mut().filter(|_| height > 0.0) {
                Some(ring) => ring.extend([pt(x, base - height), pt(x, base - to)]),
                None => {
                    let mut ring = Vec::with_capacity(2 * (counts.len() - ix) + 2);
                    ring.extend([pt(x, base), pt(x, base - to)]);
                    rings.push(ring);
                }
            }
            height = to;
        }
    }
    if let Some(ring) = rings.last_mut().filter(|_| height > 0.0) {
        let x = edges[counts.len()].px;
        ring.extend([pt(x, base - height), pt(x, base)]);
    }
    rings
}

/// Returns the visible intervals of the axis, one unit coarser than its ticks, so that they are wide enough to be hit.
fn bin_labels(ctx: &LayoutContext<'_>, columns: &Columns, head: &AxisHead<'_>) -> Vec<BinLabel> {
    let (first, last) = columns.scale.days();
    let mut labels = Vec::new();
    for (segment, unit, _) in &head.segments {
        let unit = unit.coarser();
        let mut from = floor(segment.from_day, unit);
        while f64::from(from) < segment.to_day {
            let to = next(from, unit);
            labels.push(BinLabel {
                from: from.max(first.floor() as Day),
                to: to.min(last.ceil() as Day),
                from_px: columns.scale.start_px(f64::from(from)).max(segment.from_px),
                to_px: columns.scale.end_px(f64::from(to)).min(segment.to_px),
                id: day_id(from),
                words: words::interval_words(from, unit, ctx.lang),
            });
            from = to;
        }
    }
    labels
}

/// Returns the first day of an interval, as part of an id.
pub(super) fn day_id(day: Day) -> String {
    let (year, month, day) = civil_from_day(day);
    format!("{year:04}-{month:02}-{day:02}")
}
