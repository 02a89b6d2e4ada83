//! The horizontal timeline: lanes below each other, time from left to right.

use chuhai_core::dataset::{CompanyIx, Record, RecordIx, Status};
use chuhai_core::state::{Emphasis, TimeWindow};

use super::axis_head::{AXIS_Y, AxisHead, small};
use super::index::{LaneIndex, LaneKey};
use super::marks::{
    BAR_PX, DateMark, MarkStyle, Orientation, PILL_PX, SIGN_PX, disputed_sign, hairline, pill, pill_rect, plain, ring,
    text,
};
use super::rows::{RowBounds, RowRequest, RowSlot, assign, label_row};
use super::{LayoutContext, density, words};
use crate::axis::{TICK_SIZE_PX, TimeScale};
use crate::brush::Brush;
use crate::scene::{
    Anchor, Datum, Glyph, HitShape, Item, Label, Mark, Point, Rect, Scene, Shape, Size, Stroke, Weight, pt,
};
use crate::theme::ColorToken;

/// Where the first lane begins.
const HEAD_PX: f64 = AXIS_Y + 5.5;
/// From one row of a lane to the next.
pub(super) const ROW_PX: f64 = crate::hit::TARGET_PX;
/// What a lane is higher than its rows.
pub(super) const LANE_PAD_PX: f64 = 7.0;
/// From the top of a lane to the middle of its first row.
const FIRST_ROW_PX: f64 = 14.5;
const FOOT_PX: f64 = 6.0;
/// Where the words of a heading begin, after its glyph.
const HEADING_X: f64 = 19.0;
/// Height of a record's label for pointing.
const LABEL_PX: f64 = 18.0;
/// From the words of a label to its sign.
const SIGN_GAP_PX: f64 = 5.0;
/// What the disputed sign adds to a label.
pub(super) const SIGN_ROOM_PX: f64 = SIGN_GAP_PX + SIGN_PX;

/// The columns of the picture: headings, the plot, the gutter of the undated.
pub(super) struct Columns {
    pub(super) from_px: f64,
    pub(super) to_px: f64,
    /// The whole axis.
    overview: TimeScale,
    /// What is seen of it.
    pub(super) scale: TimeScale,
}

impl Columns {
    pub(super) fn new(view: &LayoutContext<'_>) -> Self {
        let bold = |words: &str| view.measure.width_px(words, TICK_SIZE_PX, Weight::Bold);
        let lanes = &view.index.lanes;
        let indent = if lanes.iter().any(|lane| lane.key.glyph(view.dataset).is_some()) { HEADING_X } else { 0.0 };
        let widest = lanes.iter().map(|lane| bold(lane.key.title(view.dataset, view.lang))).fold(0.0, f64::max);
        let from_px = (indent + widest + 14.0).min(view.width_px * 0.4).round();
        let gutter = if view.index.facts.undated == 0 || view.index.is_dense() {
            12.0
        } else {
            view.measure.width_px(
                chuhai_core::text::phrases::TIMELINE_UNDATED.get(view.lang),
                TICK_SIZE_PX,
                Weight::Regular,
            ) + 12.0
        };
        let to_px = (view.width_px - gutter).round();
        let scale = |window| TimeScale::new(view.index.axis, window, from_px, to_px - from_px);
        Self { from_px, to_px, overview: scale(TimeWindow::default()), scale: scale(view.window) }
    }
}

/// What is drawn, in layers: labels stand over all marks, the double rule over all lines.
#[derive(Default)]
pub(super) struct Layers {
    pub(super) marks: Vec<Mark>,
    pub(super) labels: Vec<Mark>,
    pub(super) items: Vec<Item>,
}

/// One lane: how high it is, and who sits where.
struct LaneLayout<'a> {
    index: &'a LaneIndex,
    /// Of each dated record.
    slots: Vec<RowSlot>,
    rows: usize,
}

pub(super) fn layout(view: &LayoutContext<'_>) -> Scene {
    let columns = Columns::new(view);
    let lanes: Vec<LaneLayout<'_>> = view.index.lanes.iter().map(|lane| pack_rows(view, &columns, lane)).collect();
    let height_px = HEAD_PX + lanes.iter().map(|lane| lane.rows as f64 * ROW_PX + LANE_PAD_PX).sum::<f64>() + FOOT_PX;
    let bottom = height_px - FOOT_PX;
    let head = AxisHead::new(&columns.scale, view.width_px, bottom, view.lang, view.measure);
    let brush = Brush {
        scale: columns.scale.clone(),
        down: false,
        extent: Rect { x: columns.from_px, y: 0.0, w: columns.to_px - columns.from_px, h: HEAD_PX },
        axis_px: AXIS_Y,
        reach_px: (AXIS_Y, bottom),
    };
    let (mut marks, mut over) = brush.band(view.period);
    head.draw(view.dataset.meta.published.map(|date| date.days().0), &mut marks);
    if columns.to_px + 13.0 < view.width_px {
        let words = chuhai_core::text::phrases::TIMELINE_UNDATED.get(view.lang);
        marks.push(small(words, view.width_px, 28.0, Anchor::End, ColorToken::Ink3));
    }

    let mut layers = Layers::default();
    let density = view.index.is_dense().then(|| density::Density::new(view, &columns, &head));
    let mut top = HEAD_PX;
    for (row, lane) in lanes.iter().enumerate() {
        let height = lane.rows as f64 * ROW_PX + LANE_PAD_PX;
        let first_item = layers.items.len();
        let heading = heading(view, lane.index, row as u16, top + FIRST_ROW_PX, columns.from_px, &mut layers);
        match &density {
            Some(density) => density.draw_lane(row, Rect { x: 0.0, y: top, w: view.width_px, h: height }, &mut layers),
            None => draw_lane(view, &columns, lane, row as u16, top, &mut layers),
        }
        heading.draw(view, &layers.items[first_item..], density.is_some(), &mut marks);
        top += height;
        marks.push(hairline(pt(0.0, top), pt(view.width_px, top), ColorToken::Rule));
    }
    marks.append(&mut layers.marks);
    head.draw_break(&mut marks);
    marks.append(&mut layers.labels);
    marks.append(&mut over);
    let plot = Rect { x: columns.from_px, y: 0.0, w: columns.to_px - columns.from_px, h: height_px };
    Scene {
        size: Size { width_px: view.width_px, height_px },
        marks,
        items: layers.items,
        plot: Some(plot),
        brush: Some(brush),
        ..Scene::default()
    }
}

/// Gives out the rows of a lane at the overview.
fn pack_rows<'a>(view: &LayoutContext<'_>, columns: &Columns, lane: &'a LaneIndex) -> LaneLayout<'a> {
    if view.index.is_dense() {
        return LaneLayout { index: lane, slots: Vec::new(), rows: 1 };
    }
    let requests: Vec<RowRequest> = lane
        .dated
        .all()
        .iter()
        .filter_map(|span| {
            let record = view.dataset.record(span.record);
            let mark = DateMark::new(record.date?, record.second_date, &columns.overview, Orientation::Across);
            Some(RowRequest { hull: mark.hull(), body: mark.body(), label_px: label_px(view, span.record) })
        })
        .collect();
    let slots = assign(&requests, room(view, columns, &columns.overview));
    let dated_rows = slots.iter().map(|seat| seat.row + 1).max().unwrap_or(0);
    LaneLayout { index: lane, slots, rows: (dated_rows + lane.undated.len()).max(1) }
}

/// Where labels may stand: from the plot's left edge to the picture's right one.
fn room(view: &LayoutContext<'_>, columns: &Columns, scale: &TimeScale) -> RowBounds {
    let gap = match scale.segments() {
        [early, late] => Some((early.to_px, late.from_px)),
        _ => None,
    };
    RowBounds { first_row_from: columns.from_px, from: HEADING_X, to: view.width_px, gap }
}

/// The length of a record's label, bold as it is when chosen, with its sign.
pub(super) fn label_px(view: &LayoutContext<'_>, ix: RecordIx) -> f64 {
    let record = view.dataset.record(ix);
    let words = view.measure.width_px(words::label(record, view.lang), TICK_SIZE_PX, Weight::Bold);
    words + if is_disputed(record) { SIGN_ROOM_PX } else { 0.0 }
}

/// Marks, labels and items of a lane, dated rows first.
fn draw_lane(
    view: &LayoutContext<'_>,
    columns: &Columns,
    lane: &LaneLayout<'_>,
    row: u16,
    top: f64,
    layers: &mut Layers,
) {
    let Columns { from_px, to_px, ref scale, .. } = *columns;
    let token = |ix| role_of(view, lane.index.key, ix);
    let (first, last) = scale.days();
    let spans = lane.index.dated.all();
    let shown = spans.iter().map(|span| {
        let record = view.dataset.record(span.record);
        let mark = DateMark::new(record.date?, record.second_date, scale, Orientation::Across);
        let (from, to) = mark.hull();
        let seen = f64::from(span.start) < last && f64::from(span.end) > first && from < to_px && to > from_px;
        seen.then_some(mark)
    });
    let shown: Vec<Option<DateMark>> = shown.collect();
    let mut label_starts = vec![None; spans.len()];
    for wanted in 0..lane.rows {
        let members: Vec<usize> =
            (0..spans.len()).filter(|&ix| lane.slots[ix].row == wanted && shown[ix].is_some()).collect();
        let requests: Vec<RowRequest> = members
            .iter()
            .filter_map(|&ix| {
                let mark = shown[ix]?;
                let cut = |(from, to): (f64, f64)| (from.max(from_px), to.min(to_px));
                Some(RowRequest {
                    hull: cut(mark.hull()),
                    body: cut(mark.body()),
                    label_px: label_px(view, spans[ix].record),
                })
            })
            .collect();
        let starts = if view.window == TimeWindow::default() {
            members.iter().map(|&ix| Some(lane.slots[ix].label_from)).collect()
        } else {
            label_row(&requests, wanted, room(view, columns, scale))
        };
        members.iter().zip(starts).for_each(|(&ix, start)| label_starts[ix] = start);
    }
    for (ix, span) in spans.iter().enumerate() {
        let y = top + FIRST_ROW_PX + lane.slots[ix].row as f64 * ROW_PX;
        let mut entry = RecordItem::new(view, span.record, token(span.record), row, layers.items.len() as u32);
        if let Some(mark) = shown[ix] {
            let (from, to) = mark.core();
            entry.mark(&mark, y, (from_px, to_px), &mut layers.marks);
            if let Some(start) = label_starts[ix] {
                if start > from && start < to {
                    // On its own bar: the bar makes way for its name.
                    let words_px = label_px(view, span.record);
                    let way = Orientation::Across.rect(start - 4.0, start + words_px + 4.0, y, BAR_PX + 4.0);
                    layers.labels.push(plain(Shape::Rect(way), Some(ColorToken::Paper), None));
                }
                entry.label(view, pt(start, y), &mut layers.labels);
            }
        }
        layers.items.push(entry.item);
    }
    let dated_rows = lane.slots.iter().map(|seat| seat.row + 1).max().unwrap_or(0);
    for (ix, &record) in lane.index.undated.iter().enumerate() {
        let y = top + FIRST_ROW_PX + (dated_rows + ix) as f64 * ROW_PX;
        let mut entry = RecordItem::new(view, record, token(record), row, layers.items.len() as u32);
        let centre = pt(view.width_px - 4.0 - PILL_PX / 2.0, y);
        entry.item.bounds = pill_rect(centre);
        entry.item.hit.push(HitShape::Rect(entry.item.bounds));
        if entry.style.selected {
            layers.marks.push(ring(entry.item.bounds, entry.ix));
        }
        layers.marks.push(pill(centre, entry.style, entry.ix));
        let start = entry.item.bounds.x - super::rows::LABEL_GAP_PX - label_px(view, record);
        entry.label(view, pt(start.max(0.0), y), &mut layers.labels);
        layers.items.push(entry.item);
    }
}

/// The colour of a record's mark: its lane's, or by kind its company's lane.
pub(super) fn role_of(view: &LayoutContext<'_>, key: LaneKey, ix: RecordIx) -> ColorToken {
    let key = match key {
        LaneKey::Lane(_) => key,
        LaneKey::Kind(_) => LaneKey::Lane(view.dataset.record(ix).lane.unwrap_or(0)),
    };
    key.glyph(view.dataset).map_or(ColorToken::Policy, |(_, token)| token)
}

/// A record's item while it is being laid out.
pub(super) struct RecordItem {
    pub(super) item: Item,
    pub(super) style: MarkStyle,
    pub(super) ix: u32,
    record: RecordIx,
}

impl RecordItem {
    pub(super) fn new(view: &LayoutContext<'_>, record: RecordIx, token: ColorToken, row: u16, ix: u32) -> Self {
        let data = view.dataset.record(record);
        let words = words::record_text(view.dataset, record, view.lang);
        let emphasis = view.choice.focus.of(record, data);
        let item = Item {
            datum: Datum::Record(record),
            id: data.id.to_string(),
            name: words.name,
            tip: words.tip,
            hit: Vec::new(),
            bounds: Rect::default(),
            row,
            emphasis,
            passes: view.choice.focus.passes(record, data),
            cells: words.cells,
        };
        Self { item, style: MarkStyle::new(emphasis, token), ix, record }
    }

    /// The mark across at height `y`, ringed if it is chosen, cut to `clip`; its core can be pointed at.
    pub(super) fn mark(&mut self, mark: &DateMark, y: f64, clip: (f64, f64), out: &mut Vec<Mark>) {
        let (from, to) = mark.core();
        self.item.bounds = Orientation::Across.rect(from.max(clip.0), to.min(clip.1), y, BAR_PX);
        if self.style.selected {
            out.push(ring(self.item.bounds, self.ix));
        }
        mark.draw(y, clip, self.style, self.ix, out);
        self.item.hit.push(HitShape::Rect(self.item.bounds));
    }

    /// The label and its sign, starting at `at`; both can be pointed at.
    pub(super) fn label(&mut self, view: &LayoutContext<'_>, at: Point, out: &mut Vec<Mark>) {
        let record = view.dataset.record(self.record);
        let weight = if self.style.selected { Weight::Bold } else { Weight::Regular };
        let words = words::label(record, view.lang);
        let label =
            Label { text: words.to_owned(), at, size_px: TICK_SIZE_PX, weight, anchor: Anchor::Start, halo_px: 3.5 };
        let mut width = view.measure.width_px(words, TICK_SIZE_PX, weight);
        out.push(text(label, self.style.label, Some(self.ix)));
        if is_disputed(record) {
            self.sign(pt(at.x + width, at.y), out);
            width += SIGN_ROOM_PX;
        }
        self.item.hit.push(HitShape::Rect(Rect { x: at.x, y: at.y - LABEL_PX / 2.0, w: width, h: LABEL_PX }));
    }

    /// The disputed sign after words that end at `end`.
    pub(super) fn sign(&self, end: Point, out: &mut Vec<Mark>) {
        disputed_sign(pt(end.x + SIGN_GAP_PX + SIGN_PX / 2.0, end.y), self.style.sign, self.ix, out);
    }
}

/// Whether sources disagree on a record.
pub(super) fn is_disputed(record: &Record) -> bool {
    record.evidence.status == Status::Contested
}

/// A lane's heading, drawn once it is known how the lane's records stand to the choice.
struct Heading<'a> {
    title: &'a str,
    glyph: Option<(Glyph, ColorToken)>,
    y: f64,
    item: Option<u32>,
    company: Option<Emphasis>,
}

/// The heading of a lane; a company's can be chosen like a record.
fn heading<'a>(
    view: &LayoutContext<'a>,
    lane: &LaneIndex,
    row: u16,
    y: f64,
    width: f64,
    layers: &mut Layers,
) -> Heading<'a> {
    let title = lane.key.title(view.dataset, view.lang);
    let mut heading = Heading { title, glyph: lane.key.glyph(view.dataset), y, item: None, company: None };
    if let Some((company, record)) = company_of(view, lane.key) {
        let id = view.dataset.record(record).id.to_string();
        let records = lane.dated.len() + lane.undated.len();
        let bounds = Rect { x: 0.0, y: y - 10.0, w: width - 6.0, h: 20.0 };
        heading.item = Some(layers.items.len() as u32);
        heading.company = view.choice.focus.of_company(company);
        layers.items.push(Item {
            datum: Datum::Record(record),
            id,
            name: words::heading_name(title, records, view.lang),
            tip: Vec::new(),
            hit: vec![HitShape::Rect(bounds)],
            bounds,
            row,
            emphasis: heading.company,
            passes: view.choice.focus.passes(record, view.dataset.record(record)),
            cells: Vec::new(),
        });
    }
    heading
}

/// The company a lane stands for, if it stands for one.
pub(super) fn company_of(view: &LayoutContext<'_>, key: LaneKey) -> Option<(CompanyIx, RecordIx)> {
    let LaneKey::Lane(lane) = key else { return None };
    let company = view.dataset.find_company(&view.dataset.lanes[usize::from(lane)].id)?;
    Some((company, view.dataset.companies[usize::from(company)].record))
}

impl Heading<'_> {
    /// Muted with the last of its marks; bold where anything of it belongs to the choice.
    fn draw(&self, view: &LayoutContext<'_>, items: &[Item], dense: bool, out: &mut Vec<Mark>) {
        let active = view.choice.focus.is_active();
        let stands = |emphasis: Option<Emphasis>| emphasis != Some(Emphasis::Muted);
        let any_stands = items.iter().any(|item| stands(item.emphasis)) || (dense && stands(self.company));
        let (lit, muted) = (active && any_stands, active && !any_stands);
        let chosen = self.company == Some(Emphasis::Selected);
        if let Some((glyph, token)) = self.glyph {
            let shape = Shape::Glyph { glyph, centre: pt(7.0, self.y), radius_px: 4.6 };
            let stroke = Stroke { token: ColorToken::MutedMark, width_px: 1.5, dash_px: None };
            out.push(Mark { shape, fill: (!muted).then_some(token), stroke: muted.then_some(stroke), item: self.item });
        }
        let label = Label {
            text: self.title.to_owned(),
            at: pt(if self.glyph.is_some() { HEADING_X } else { 0.0 }, self.y),
            size_px: TICK_SIZE_PX,
            weight: if lit { Weight::Bold } else { Weight::Regular },
            anchor: Anchor::Start,
            halo_px: 0.0,
        };
        let token = match (chosen, muted) {
            (true, _) => ColorToken::AccentInk,
            (_, true) => ColorToken::Ink3,
            _ => ColorToken::Ink2,
        };
        out.push(text(label, token, self.item));
    }
}
