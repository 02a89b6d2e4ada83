//! Lanes with more records than pixels: a strip of density for each, whose cost is the strip's length.
//!
//! A date is spread over all the days it may mean, so a year's record thinly covers its year and nothing
//! piles up on the first of January. A lane that shows few records at this zoom, none in another's way,
//! shows them as marks.

use chuhai_core::date::{Day, civil_from_day};

use super::axis_head::AxisHead;
use super::horizontal::{Columns, Layers, RecordItem, company_of, label_px, role_of};
use super::index::LaneIndex;
use super::marks::{DateMark, MarkStyle, Orientation};
use super::rows::{RowBounds, RowRequest, label_row};
use super::spans::{Span, Spans};
use super::{LayoutContext, words};
use crate::axis::{Segment, floor, next};
use crate::scene::{Datum, HitShape, Item, Mark, Point, Rect, Shape, Stroke, pt};
use crate::theme::ColorToken;

/// Width of a bin.
const BIN_PX: f64 = 4.0;
/// Height of the fullest bin of the picture.
const STRIP_PX: f64 = 18.0;
/// Up to so many records in a window a lane may show as marks.
const MARKS_IN_LANE: usize = 8;
/// Between two marks of a lane.
const CLEAR_PX: f64 = 3.0;

/// The bins of a picture and how full they are.
pub(super) struct Density<'a> {
    view: &'a LayoutContext<'a>,
    columns: &'a Columns,
    /// For each lane, marks where they fit, else a strip.
    lanes: Vec<LaneContent>,
    /// Runs of bins: where they begin and end.
    bins: Vec<Vec<BinEdge>>,
    /// Records in the fullest bin.
    fullest: f64,
    cells: Vec<BinLabel>,
}

enum LaneContent {
    Marks(Vec<(Span, DateMark)>),
    /// How full each bin is, by run.
    Strip(Vec<Vec<f64>>),
}

/// The edge between two bins.
#[derive(Clone, Copy)]
pub(super) struct BinEdge {
    pub(super) px: f64,
    day: f64,
}

/// A division of the axis and how it is called.
struct BinLabel {
    from: Day,
    to: Day,
    from_px: f64,
    to_px: f64,
    id: String,
    words: String,
}

impl<'a> Density<'a> {
    pub(super) fn new(view: &'a LayoutContext<'a>, columns: &'a Columns, head: &AxisHead<'_>) -> Self {
        let bins: Vec<Vec<BinEdge>> = head.runs.iter().map(|(segment, ..)| edges(segment)).collect();
        let lanes: Vec<LaneContent> = view
            .index
            .lanes
            .iter()
            .map(|lane| {
                marks_of(view, columns, lane).unwrap_or_else(|| LaneContent::Strip(bin_counts(&lane.dated, &bins)))
            })
            .collect();
        let strips = lanes.iter().filter_map(|lane| match lane {
            LaneContent::Strip(runs) => Some(runs.iter().flatten()),
            LaneContent::Marks(_) => None,
        });
        let fullest = strips.flatten().copied().fold(0.0, f64::max);
        let cells = cells(view, columns, head);
        Self { view, columns, lanes, bins, fullest, cells }
    }

    /// Draws the lane at `row` into `place`.
    pub(super) fn draw_lane(&self, row: usize, place: Rect, layers: &mut Layers) {
        let lane = &self.view.index.lanes[row];
        match &self.lanes[row] {
            LaneContent::Marks(marks) => self.draw_marks(lane, marks, row as u16, place, layers),
            LaneContent::Strip(runs) => {
                self.draw_strip(row, lane, runs, place, layers);
                self.add_bins(lane, row as u16, place, layers);
            }
        }
    }

    fn draw_marks(&self, lane: &LaneIndex, marks: &[(Span, DateMark)], row: u16, place: Rect, layers: &mut Layers) {
        let (from_px, to_px) = (self.columns.from_px, self.columns.to_px);
        let y = place.centre().y;
        let requests: Vec<RowRequest> = marks
            .iter()
            .map(|(span, mark)| {
                let cut = |(from, to): (f64, f64)| (from.max(from_px), to.min(to_px));
                RowRequest {
                    hull: cut(mark.reach()),
                    body: cut(mark.body()),
                    label_px: label_px(self.view, span.record),
                }
            })
            .collect();
        let room = RowBounds { first_row_from: from_px, from: from_px, to: self.view.width_px, gap: None };
        let starts = label_row(&requests, 0, room);
        for ((span, mark), start) in marks.iter().zip(starts) {
            let token = role_of(self.view, lane.key, span.record);
            let mut entry = RecordItem::new(self.view, span.record, token, row, layers.items.len() as u32);
            entry.mark(mark, y, (from_px, to_px), &mut layers.marks);
            if let Some(start) = start {
                entry.label(self.view, pt(start, y), &mut layers.labels);
            }
            layers.items.push(entry.item);
        }
    }

    /// All records of the lane, and over them the chosen ones.
    fn draw_strip(&self, row: usize, lane: &LaneIndex, runs: &[Vec<f64>], place: Rect, layers: &mut Layers) {
        let base = place.y + place.h - 3.0;
        let token = lane.key.glyph(self.view.dataset).map_or(ColorToken::Policy, |(_, token)| token);
        let focus = &self.view.choice.focus;
        let company = if focus.is_active() { company_of(self.view, lane.key) } else { None };
        let emphasis = company.and_then(|(company, _)| focus.of_company(company));
        let chosen = self.view.choice.chosen.get(row).filter(|chosen| !chosen.is_empty());
        let style = MarkStyle::new(emphasis, token);
        // Chosen records are filled, so what is under them is emptied even where it is related.
        let emptied = style.fill.is_none() || chosen.is_some();
        let (fill, stroke) = if emptied { (ColorToken::Area, ColorToken::MutedMark) } else { (token, token) };
        self.push_strip(runs, base, fill, Some(stroke), layers);
        if let Some(chosen) = chosen {
            self.push_strip(&bin_counts(chosen, &self.bins), base, token, None, layers);
        }
    }

    fn push_strip(
        &self,
        runs: &[Vec<f64>],
        base: f64,
        fill: ColorToken,
        stroke: Option<ColorToken>,
        layers: &mut Layers,
    ) {
        let rings: Vec<Vec<Point>> = runs
            .iter()
            .zip(&self.bins)
            .flat_map(|(run, edges)| outlines(run, edges, base, STRIP_PX / self.fullest))
            .collect();
        if !rings.is_empty() {
            let stroke = stroke.map(|token| Stroke { token, width_px: 0.75, dash_px: None });
            layers.marks.push(Mark { shape: Shape::Polygon(rings), fill: Some(fill), stroke, item: None });
        }
    }

    /// One item for each division of the axis that any record of the lane may fall into.
    fn add_bins(&self, lane: &LaneIndex, row: u16, place: Rect, layers: &mut Layers) {
        let title = lane.key.title(self.view.dataset, self.view.lang);
        for cell in &self.cells {
            let count = lane.dated.count(cell.from, cell.to) as u32;
            if count == 0 {
                continue;
            }
            let bounds = Rect { x: cell.from_px, y: place.y + 2.0, w: cell.to_px - cell.from_px, h: place.h - 4.0 };
            layers.items.push(Item {
                datum: Datum::Bin(count),
                id: [lane.key.id(self.view.dataset), "-", &cell.id].concat(),
                name: words::bin_name(&cell.words, title, count, self.view.lang),
                tip: Vec::new(),
                hit: vec![HitShape::Rect(bounds)],
                bounds,
                row,
                emphasis: None,
                passes: true,
                cells: Vec::new(),
            });
        }
    }
}

/// The lane's records as marks, if they are few and stand clear of each other.
fn marks_of(view: &LayoutContext<'_>, columns: &Columns, lane: &LaneIndex) -> Option<LaneContent> {
    let (first, last) = columns.scale.days();
    let (from, to) = (first.floor() as Day, last.ceil() as Day);
    if lane.dated.count(from, to) > MARKS_IN_LANE {
        return None;
    }
    let mut marks = Vec::new();
    let mut taken_to = f64::NEG_INFINITY;
    for span in lane.dated.touching(from, to) {
        let mark = DateMark::new(view.dataset.record(span.record).date?, None, &columns.scale, Orientation::Across);
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

/// The edges of a run's bins; where a day is wider than a bin, each day is one, because density does not change
/// between two midnights.
pub(super) fn edges(segment: &Segment) -> Vec<BinEdge> {
    let edge = |day: f64| BinEdge { px: segment.from_px + (day - segment.from_day) * segment.px_per_day(), day };
    let step = (BIN_PX / segment.px_per_day()).max(1.0);
    let first = if step > 1.0 { segment.from_day } else { segment.from_day.floor() };
    let count = ((segment.to_day - first) / step).ceil().max(1.0) as usize;
    let inner = (1..count).map(|ix| edge(first + ix as f64 * step));
    std::iter::once(edge(segment.from_day)).chain(inner).chain([edge(segment.to_day)]).collect()
}

/// How many records lie in each bin.
pub(super) fn bin_counts(spans: &Spans, bins: &[Vec<BinEdge>]) -> Vec<Vec<f64>> {
    bins.iter()
        .map(|edges| {
            let mut edges = edges.iter().map(|edge| spans.mass_before(edge.day));
            let mut before = edges.next().unwrap_or_default();
            edges
                .map(|mass| {
                    let more = mass - std::mem::replace(&mut before, mass);
                    // Rounding of the running totals must not leave a trace of nothing.
                    if more > 1e-9 { more } else { 0.0 }
                })
                .collect()
        })
        .collect()
}

/// The outlines of a run's bins, one for each stretch that is not empty: steps, never a curve.
pub(super) fn outlines(run: &[f64], edges: &[BinEdge], base: f64, px_per_record: f64) -> Vec<Vec<Point>> {
    let mut rings: Vec<Vec<Point>> = Vec::new();
    let mut height = 0.0;
    for (ix, mass) in run.iter().enumerate() {
        // To the quarter pixel, so that equal bins make one step; what is there is never too low to see.
        let quarters = (mass * px_per_record * 4.0 + 0.5) as u32;
        let to = if *mass > 0.0 { f64::from(quarters.max(4)) / 4.0 } else { 0.0 };
        if to != height {
            let x = edges[ix].px;
            match rings.last_mut().filter(|_| height > 0.0) {
                Some(ring) => ring.extend([pt(x, base - height), pt(x, base - to)]),
                None => {
                    let mut ring = Vec::with_capacity(2 * (run.len() - ix) + 2);
                    ring.extend([pt(x, base), pt(x, base - to)]);
                    rings.push(ring);
                }
            }
            height = to;
        }
    }
    if let Some(ring) = rings.last_mut().filter(|_| height > 0.0) {
        let x = edges[run.len()].px;
        ring.extend([pt(x, base - height), pt(x, base)]);
    }
    rings
}

/// The divisions of the axis in view, named: one unit up from its ticks, wide enough to be pointed at.
fn cells(view: &LayoutContext<'_>, columns: &Columns, head: &AxisHead<'_>) -> Vec<BinLabel> {
    let (first, last) = columns.scale.days();
    let mut cells = Vec::new();
    for (segment, unit, _) in &head.runs {
        let unit = unit.coarser();
        let mut from = floor(segment.from_day, unit);
        while f64::from(from) < segment.to_day {
            let to = next(from, unit);
            cells.push(BinLabel {
                from: from.max(first.floor() as Day),
                to: to.min(last.ceil() as Day),
                from_px: columns.scale.start_px(f64::from(from)).max(segment.from_px),
                to_px: columns.scale.end_px(f64::from(to)).min(segment.to_px),
                id: day_id(from),
                words: words::interval_words(from, unit, view.lang),
            });
            from = to;
        }
    }
    cells
}

/// The first day of a division, as part of an id.
pub(super) fn day_id(day: Day) -> String {
    let (year, month, day) = civil_from_day(day);
    format!("{year:04}-{month:02}-{day:02}")
}
