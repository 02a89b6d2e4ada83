//! The items of records, shared by the horizontal, the vertical and the density layout.

use chuhai_core::dataset::{CompanyIx, Record, RecordIx, Status};

use super::index::LaneKey;
use super::marks::{DateMark, MarkStyle, SIGN_PX, disputed_sign, pill, pill_rect, ring};
use super::{LayoutContext, words};
use crate::layout::axis::TICK_SIZE_PX;
use crate::scene::{Datum, HitShape, Item, Label, Mark, Point, Rect, Weight, pt};
use crate::theme::ColorToken;

/// Height of a label's hit area.
const LABEL_PX: f64 = 18.0;
/// Distance from the text of a label to its sign.
const SIGN_GAP_PX: f64 = 5.0;
/// The width that the disputed sign adds to a label.
const SIGN_ROOM_PX: f64 = SIGN_GAP_PX + SIGN_PX;

/// The picture in layers: labels are painted over all marks, the double rule over all lines.
#[derive(Default)]
pub(super) struct Layers {
    pub(super) marks: Vec<Mark>,
    pub(super) labels: Vec<Mark>,
    pub(super) items: Vec<Item>,
}

/// Returns true if sources disagree on a record.
fn is_disputed(record: &Record) -> bool {
    record.evidence.status == Status::Contested
}

/// Returns the width of a record's disputed sign; 0 if it is undisputed.
pub(super) fn sign_px(record: &Record) -> f64 {
    if is_disputed(record) { SIGN_ROOM_PX } else { 0.0 }
}

/// Returns the width of a record's label with its sign, in bold as it is when selected.
pub(super) fn label_px(ctx: &LayoutContext<'_>, ix: RecordIx) -> f64 {
    let record = ctx.dataset.record(ix);
    ctx.measure.width_px(words::label(record, ctx.lang), TICK_SIZE_PX, Weight::Bold) + sign_px(record)
}

/// Returns the colour of a record's mark: its lane's; in lanes by kind, that of its company's lane.
fn token_of(ctx: &LayoutContext<'_>, key: LaneKey, ix: RecordIx) -> ColorToken {
    let key = match key {
        LaneKey::Lane(_) => key,
        LaneKey::Kind(_) => LaneKey::Lane(ctx.dataset.record(ix).lane.unwrap_or(0)),
    };
    key.glyph(ctx.dataset).map_or(ColorToken::Policy, |(_, token)| token)
}

/// Returns the company of a lane, if it is a company's.
pub(super) fn company_of(ctx: &LayoutContext<'_>, key: LaneKey) -> Option<(CompanyIx, RecordIx)> {
    let LaneKey::Lane(lane) = key else { return None };
    let company = ctx.dataset.find_company(&ctx.dataset.lanes[usize::from(lane)].id)?;
    Some((company, ctx.dataset.companies[usize::from(company)].record))
}

/// The item of a record during layout.
pub(super) struct RecordItem {
    pub(super) item: Item,
    pub(super) style: MarkStyle,
    /// Its index in the Scene.
    pub(super) ix: u32,
    record: RecordIx,
}

impl RecordItem {
    /// The next item of `layers`, of a record in the lane `key` at `row`; without geometry yet.
    pub(super) fn new(ctx: &LayoutContext<'_>, record: RecordIx, key: LaneKey, row: u16, layers: &Layers) -> Self {
        let data = ctx.dataset.record(record);
        let text = words::record_text(ctx.dataset, record, ctx.lang);
        let emphasis = ctx.filter.resolved.of(record, data);
        let item = Item {
            datum: Datum::Record(record),
            id: data.id.to_string(),
            name: text.name,
            tip: text.tip,
            hit: Vec::new(),
            label: None,
            bounds: Rect::default(),
            row,
            emphasis,
            passes: ctx.filter.resolved.passes(record, data),
            cells: text.cells,
        };
        let style = MarkStyle::new(emphasis, token_of(ctx, key, record));
        Self { item, style, ix: layers.items.len() as u32, record }
    }

    /// Draws the date on the time line at `across`, ringed if it is selected, cut to `clip`; its core can be hit.
    pub(super) fn draw_date(&mut self, mark: &DateMark, across: f64, clip: (f64, f64), out: &mut Vec<Mark>) {
        let (from, to) = mark.core();
        self.set_bounds(mark.orientation().bar(from.max(clip.0), to.min(clip.1), across), out);
        mark.draw(across, clip, self.style, self.ix, out);
    }

    /// Draws the pill of an undated record, ringed if it is selected.
    pub(super) fn draw_pill(&mut self, centre: Point, out: &mut Vec<Mark>) {
        self.set_bounds(pill_rect(centre), out);
        out.push(pill(centre, self.style, self.ix));
    }

    fn set_bounds(&mut self, bounds: Rect, out: &mut Vec<Mark>) {
        self.item.bounds = bounds;
        self.item.hit.push(HitShape::Rect(bounds));
        if self.style.selected {
            out.push(ring(bounds, self.ix));
        }
    }

    /// Sets the hit area of the label.
    pub(super) fn set_label(&mut self, rect: Rect) {
        self.item.label = Some(rect);
        self.item.hit.push(HitShape::Rect(rect));
    }

    /// Draws the label and its sign, starting at `at`.
    pub(super) fn draw_label(&mut self, ctx: &LayoutContext<'_>, at: Point, out: &mut Vec<Mark>) {
        let words = words::label(ctx.dataset.record(self.record), ctx.lang);
        let w = self.draw_line(ctx, words, at, self.weight(), self.style.label, out);
        let w = w + self.draw_sign(ctx, pt(at.x + w, at.y), out);
        self.set_label(Rect { x: at.x, y: at.y - LABEL_PX / 2.0, w, h: LABEL_PX });
    }

    /// The weight of the title: bold if selected.
    pub(super) fn weight(&self) -> Weight {
        if self.style.selected { Weight::Bold } else { Weight::Regular }
    }

    /// Draws a line of the label. Returns its width.
    pub(super) fn draw_line(
        &self,
        ctx: &LayoutContext<'_>,
        text: &str,
        at: Point,
        weight: Weight,
        token: ColorToken,
        out: &mut Vec<Mark>,
    ) -> f64 {
        let label = Label::new(text, at, TICK_SIZE_PX).weight(weight).halo(3.5);
        out.push(Mark::text(label, token).of_item(self.ix));
        ctx.measure.width_px(text, TICK_SIZE_PX, weight)
    }

    /// Draws the sign of a disputed record after text that ends at `end`. Returns its width.
    pub(super) fn draw_sign(&self, ctx: &LayoutContext<'_>, end: Point, out: &mut Vec<Mark>) -> f64 {
        let width = sign_px(ctx.dataset.record(self.record));
        if width > 0.0 {
            disputed_sign(pt(end.x + SIGN_GAP_PX + SIGN_PX / 2.0, end.y), self.style.sign, self.ix, out);
        }
        width
    }
}
