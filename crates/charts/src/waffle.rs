//! The waffle chart: a mark for every statement, in rows by evidence status. Unweighted: each statement counts the same.

use chuhai_core::dataset::{Dataset, RecordIx, Status};
use chuhai_core::format::{number, record_date, status_meaning, status_word};
use chuhai_core::state::{Emphasis, ResolvedFilter, State};
use chuhai_core::text::{Lang, phrases};

use crate::measure::TextMeasurer;
use crate::scene::{Cell, Datum, HitShape, Item, Label, Mark, Rect, Scene, Shape, Size, Stroke, TableHead, Weight, pt};
use crate::theme::ColorToken;

/// Distances of marks: the widest that fits is taken.
const PITCHES_PX: [f64; 6] = [22.0, 19.0, 16.0, 14.0, 12.0, 10.0];
const HEAD_PX: f64 = 24.0;
const HEAD_SIZE_PX: f64 = 13.0;
const GAP_PX: f64 = 12.0;
const LEFT_PX: f64 = 2.0;
/// Type size of heads beside their marks, their distance to the marks, and from one row of marks to the next head.
const SIDE_HEAD_SIZE_PX: f64 = 20.0;
const SIDE_HEAD_GAP_PX: f64 = 20.0;
const SIDE_ROW_GAP_PX: f64 = 9.0;
/// The first row of a picture with heads beside the marks.
const SIDE_TOP_PX: f64 = 7.0;

/// The position of the heads of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WaffleHeads {
    /// Heads above their marks, with the meaning of the status if there is room.
    #[default]
    Above,
    /// Heads to the left of their marks, each row on one line: for pictures seen from afar.
    Beside,
}

/// Returns the picture at a size. `filter` is the resolved filter of `state`. With heads beside the marks the height is a
/// result, and long rows may exceed the width.
pub fn layout(
    dataset: &Dataset,
    filter: &ResolvedFilter,
    state: &State,
    size: Size,
    heads: WaffleHeads,
    measure: &dyn TextMeasurer,
) -> Scene {
    let lang = state.page.lang;
    let rows: Vec<StatusRow> = dataset.statements().into_iter().filter(|(_, records)| !records.is_empty()).collect();
    let mut scene = Scene { size, table: table_head(lang), summary: summary(&rows, lang), ..Scene::default() };
    let waffle = Waffle { dataset, filter, lang, measure };
    match heads {
        WaffleHeads::Above => waffle.draw_below_heads(&rows, &mut scene),
        WaffleHeads::Beside => waffle.draw_beside_heads(&rows, &mut scene),
    }
    scene
}

/// The statements of one status.
type StatusRow = (Status, Vec<RecordIx>);

/// The inputs of a layout.
struct Waffle<'a> {
    dataset: &'a Dataset,
    filter: &'a ResolvedFilter,
    lang: Lang,
    measure: &'a dyn TextMeasurer,
}

impl Waffle<'_> {
    fn draw_below_heads(&self, rows: &[StatusRow], scene: &mut Scene) {
        let Size { width_px, height_px } = scene.size;
        let columns = |pitch: f64| ((width_px - LEFT_PX) / pitch).floor().max(1.0) as usize;
        let row_px = |pitch: f64, count: usize| pitch * count.div_ceil(columns(pitch)) as f64;
        let height = |pitch: f64| -> f64 {
            rows.iter().map(|(_, records)| HEAD_PX + GAP_PX + row_px(pitch, records.len())).sum()
        };
        let last = PITCHES_PX[PITCHES_PX.len() - 1];
        let pitch = PITCHES_PX.into_iter().find(|pitch| height(*pitch) <= height_px).unwrap_or(last);
        let mut y = 0.0;
        for (ix, (status, records)) in rows.iter().enumerate() {
            self.draw_head(*status, records.len(), y + HEAD_PX / 2.0, width_px, &mut scene.marks);
            y += HEAD_PX;
            self.draw_marks((*status, records), ix as u16, (LEFT_PX, y), (pitch, columns(pitch)), scene);
            y += row_px(pitch, records.len()) + GAP_PX;
        }
    }

    fn draw_beside_heads(&self, rows: &[StatusRow], scene: &mut Scene) {
        let pitch = PITCHES_PX[0];
        let text = |(status, records): &StatusRow| head_text(*status, records.len(), self.lang);
        let head_px = |row: &StatusRow| self.measure.width_px(&text(row), SIDE_HEAD_SIZE_PX, Weight::Bold);
        let left = LEFT_PX + rows.iter().map(head_px).fold(0.0, f64::max) + SIDE_HEAD_GAP_PX;
        let mut y = SIDE_TOP_PX;
        for (ix, row) in rows.iter().enumerate() {
            let (status, records) = row;
            let head = Label::new(text(row), pt(LEFT_PX, y), SIDE_HEAD_SIZE_PX).weight(Weight::Bold);
            scene.marks.push(Mark::text(head, head_token(*status)));
            self.draw_marks((*status, records), ix as u16, (left, y - pitch / 2.0), (pitch, records.len()), scene);
            scene.size.height_px = y + 0.6 * SIDE_HEAD_SIZE_PX;
            y += 2.0 * pitch + SIDE_ROW_GAP_PX;
        }
    }

    /// Draws the marks of a row in lines of `columns` from its top left corner.
    fn draw_marks(
        &self,
        (status, records): (Status, &[RecordIx]),
        row: u16,
        (left, top): (f64, f64),
        (pitch, columns): (f64, usize),
        scene: &mut Scene,
    ) {
        for (ix, record) in records.iter().enumerate() {
            let at = pt(left + ((ix % columns) as f64 + 0.5) * pitch, top + ((ix / columns) as f64 + 0.5) * pitch);
            let bounds = Rect { x: at.x, y: at.y, w: 0.0, h: 0.0 }.grown(pitch * 0.34);
            let item = item(self.dataset, self.filter, *record, bounds, row, self.lang);
            draw_mark(status, item.emphasis, bounds, scene.items.len() as u32, &mut scene.marks);
            scene.items.push(item);
        }
    }

    /// Draws the status and the count of a row, and the meaning of the status if there is room.
    fn draw_head(&self, status: Status, count: usize, y: f64, width_px: f64, out: &mut Vec<Mark>) {
        let head = head_text(status, count, self.lang);
        let after = LEFT_PX + self.measure.width_px(&head, HEAD_SIZE_PX, Weight::Bold) + 10.0;
        let label = Label::new(head, pt(LEFT_PX, y), HEAD_SIZE_PX).weight(Weight::Bold);
        out.push(Mark::text(label, head_token(status)));
        let meaning = status_meaning(status, self.lang);
        if after + self.measure.width_px(meaning, HEAD_SIZE_PX, Weight::Regular) <= width_px {
            out.push(Mark::text(Label::new(meaning, pt(after, y), HEAD_SIZE_PX), ColorToken::Ink3));
        }
    }
}

/// The status and count of a row.
fn head_text(status: Status, count: usize, lang: Lang) -> String {
    format!("{} {}", status_word(status, lang), number(count as f64))
}

fn head_token(status: Status) -> ColorToken {
    if Status::DOUBTFUL.contains(&status) { ColorToken::AccentInk } else { ColorToken::Ink }
}

/// Draws a statement: solid if outside sources agree, in accent if they disagree or set a condition, hollow if nothing was
/// found, dashed if nobody looked, faint if there is nothing to look for.
fn draw_mark(status: Status, emphasis: Option<Emphasis>, rect: Rect, item: u32, out: &mut Vec<Mark>) {
    let muted = emphasis == Some(Emphasis::Muted);
    let token = match status {
        _ if muted => ColorToken::MutedMark,
        _ if Status::DOUBTFUL.contains(&status) => ColorToken::Accent,
        Status::AsStated => ColorToken::Edge,
        Status::Confirmed
        | Status::Caveat
        | Status::Contested
        | Status::NotFound
        | Status::NotChecked
        | Status::Derived
        | Status::Context => ColorToken::Ink2,
    };
    let fill = match status {
        _ if muted => None,
        Status::Confirmed | Status::Contested => Some(token),
        Status::AsStated
        | Status::Caveat
        | Status::NotFound
        | Status::NotChecked
        | Status::Derived
        | Status::Context => Some(ColorToken::Paper),
    };
    let dash_px = (status == Status::NotChecked).then_some((2.0, 2.0));
    let outline = Mark::stroked(Shape::Rect(rect), Stroke { token, width_px: 1.5, dash_px });
    out.push(Mark { fill, ..outline }.of_item(item));
    if status == Status::Caveat && !muted {
        let half = Rect { y: rect.y + rect.h / 2.0, h: rect.h / 2.0, ..rect };
        out.push(Mark::filled(Shape::Rect(half), token).of_item(item));
    }
    if emphasis == Some(Emphasis::Selected) {
        let stroke = Stroke::solid(ColorToken::Accent, 2.0);
        out.push(Mark::stroked(Shape::Rect(rect.grown(3.0)), stroke).of_item(item));
    }
}

fn item(dataset: &Dataset, filter: &ResolvedFilter, ix: RecordIx, bounds: Rect, row: u16, lang: Lang) -> Item {
    let record = dataset.record(ix);
    let (title, status) = (record.title.get(lang), record.evidence.status);
    let word = status_word(status, lang);
    Item {
        datum: Datum::Record(ix),
        id: record.id.to_string(),
        name: phrases::STORY_WAFFLE_ITEM.fill(lang, &[("title", title), ("status", word)]),
        tip: vec![record_date(record, lang), word.into()],
        hit: vec![HitShape::Rect(bounds)],
        label: None,
        bounds,
        row,
        emphasis: filter.of(ix, record),
        passes: filter.passes(ix, record),
        cells: vec![title.into(), Cell::of_status(status, &dataset.meta, lang), status_meaning(status, lang).into()],
    }
}

fn table_head(lang: Lang) -> TableHead {
    let columns = [phrases::STORY_WAFFLE_CLAIM, phrases::MAP_COLUMN_EVIDENCE, phrases::STORY_WAFFLE_MEANING];
    TableHead {
        caption: phrases::STORY_WAFFLE.get(lang).into(),
        columns: columns.map(|phrase| phrase.get(lang).into()).into(),
        name: 0,
    }
}

fn summary(rows: &[StatusRow], lang: Lang) -> String {
    let all: usize = rows.iter().map(|(_, records)| records.len()).sum();
    let parts: Vec<String> = rows.iter().map(|(status, records)| head_text(*status, records.len(), lang)).collect();
    let list = parts.join(phrases::FORMAT_COMMA.get(lang));
    phrases::STORY_WAFFLE_SUMMARY.fill(lang, &[("n", &number(all as f64)), ("list", &list)])
}
