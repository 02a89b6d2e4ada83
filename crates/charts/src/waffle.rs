//! The tally: every statement a mark, sorted by how it holds. Nothing is weighed: a mark is a statement, not its worth.

use chuhai_core::dataset::{Dataset, RecordIx, Status};
use chuhai_core::format::{number, record_date, status_meaning, status_word};
use chuhai_core::state::{Emphasis, ResolvedFilter, State};
use chuhai_core::text::{Lang, phrases};

use crate::measure::TextMeasurer;
use crate::scene::{Anchor, Datum, HitShape, Item, Label, Mark, Rect, Scene, Shape, Size, Stroke, Weight, pt};
use crate::table::{Cell, TableHead};
use crate::theme::ColorToken;

/// Distance of marks: the widest that fits is taken.
pub(crate) const PITCHES_PX: [f64; 6] = [22.0, 19.0, 16.0, 14.0, 12.0, 10.0];
pub(crate) const HEAD_PX: f64 = 24.0;
const GAP_PX: f64 = 12.0;
const LEFT_PX: f64 = 2.0;

/// The picture at a size. `focus` is the choice of `state`.
pub fn layout(
    dataset: &Dataset,
    focus: &ResolvedFilter,
    state: &State,
    size: Size,
    measure: &dyn TextMeasurer,
) -> Scene {
    let lang = state.page.lang;
    let rows: Vec<(Status, Vec<RecordIx>)> =
        dataset.statements().into_iter().filter(|(_, records)| !records.is_empty()).collect();
    let columns = |pitch: f64| ((size.width_px - LEFT_PX) / pitch).floor().max(1.0) as usize;
    let height = |pitch: f64| -> f64 {
        rows.iter().map(|(_, records)| HEAD_PX + GAP_PX + pitch * records.len().div_ceil(columns(pitch)) as f64).sum()
    };
    let last = PITCHES_PX[PITCHES_PX.len() - 1];
    let pitch = PITCHES_PX.into_iter().find(|pitch| height(*pitch) <= size.height_px).unwrap_or(last);
    let mut scene = Scene { size, table: table_head(lang), summary: summary(&rows, lang), ..Scene::default() };
    let mut y = 0.0;
    for (row, (status, records)) in rows.iter().enumerate() {
        heading(*status, records.len(), (y, size.width_px), lang, measure, &mut scene.marks);
        y += HEAD_PX;
        let columns = columns(pitch);
        for (ix, record) in records.iter().enumerate() {
            let at = pt(LEFT_PX + ((ix % columns) as f64 + 0.5) * pitch, y + ((ix / columns) as f64 + 0.5) * pitch);
            let bounds = Rect { x: at.x, y: at.y, w: 0.0, h: 0.0 }.grown(pitch * 0.34);
            let item = item(dataset, focus, *record, bounds, row as u16, lang);
            mark(*status, item.emphasis, bounds, scene.items.len() as u32, &mut scene.marks);
            scene.items.push(item);
        }
        y += pitch * records.len().div_ceil(columns) as f64 + GAP_PX;
    }
    scene
}

/// The row's word and count, and as far as there is room what the word means.
fn heading(
    status: Status,
    count: usize,
    (y, width_px): (f64, f64),
    lang: Lang,
    measure: &dyn TextMeasurer,
    out: &mut Vec<Mark>,
) {
    let text = |text: String, x: f64, weight, token| Mark {
        shape: Shape::Text(Label {
            text,
            at: pt(x, y + HEAD_PX / 2.0),
            size_px: 13.0,
            weight,
            anchor: Anchor::Start,
            halo_px: 0.0,
        }),
        fill: Some(token),
        stroke: None,
        item: None,
    };
    let words = format!("{} {}", status_word(status, lang), number(count as f64));
    let after = LEFT_PX + measure.width_px(&words, 13.0, Weight::Bold) + 10.0;
    let token = if Status::DOUBTFUL.contains(&status) { ColorToken::AccentInk } else { ColorToken::Ink };
    out.push(text(words, LEFT_PX, Weight::Bold, token));
    let meaning = status_meaning(status, lang);
    if after + measure.width_px(meaning, 13.0, Weight::Regular) <= width_px {
        out.push(text(meaning.into(), after, Weight::Regular, ColorToken::Ink3));
    }
}

/// Solid where outside sources agree, in accent where they say otherwise or set a condition, hollow where nothing was
/// found, dashed where nobody looked, faint where there is nothing to look for.
fn mark(status: Status, emphasis: Option<Emphasis>, rect: Rect, item: u32, out: &mut Vec<Mark>) {
    let doubtful = Status::DOUBTFUL.contains(&status);
    let muted = emphasis == Some(Emphasis::Muted);
    let token = match (muted, doubtful) {
        (true, _) => ColorToken::MutedMark,
        (_, true) => ColorToken::Accent,
        _ if status == Status::AsStated => ColorToken::Edge,
        _ => ColorToken::Ink2,
    };
    let fill = match status {
        _ if muted => None,
        Status::Confirmed | Status::Contested => Some(token),
        _ => Some(ColorToken::Paper),
    };
    let dash_px = (status == Status::NotChecked).then_some((2.0, 2.0));
    let stroke = Some(Stroke { token, width_px: 1.5, dash_px });
    out.push(Mark { shape: Shape::Rect(rect), fill, stroke, item: Some(item) });
    if status == Status::Caveat && !muted {
        let half = Rect { y: rect.y + rect.h / 2.0, h: rect.h / 2.0, ..rect };
        out.push(Mark { shape: Shape::Rect(half), fill: Some(token), stroke: None, item: Some(item) });
    }
    if emphasis == Some(Emphasis::Selected) {
        let stroke = Some(Stroke { token: ColorToken::Accent, width_px: 2.0, dash_px: None });
        out.push(Mark { shape: Shape::Rect(rect.grown(3.0)), fill: None, stroke, item: Some(item) });
    }
}

fn item(dataset: &Dataset, focus: &ResolvedFilter, ix: RecordIx, bounds: Rect, row: u16, lang: Lang) -> Item {
    let record = dataset.record(ix);
    let (title, status) = (record.title.get(lang), record.evidence.status);
    let word = status_word(status, lang);
    Item {
        datum: Datum::Record(ix),
        id: record.id.to_string(),
        name: phrases::STORY_TALLY_ITEM.fill(lang, &[("title", title), ("status", word)]),
        tip: vec![record_date(record, lang), word.into()],
        hit: vec![HitShape::Rect(bounds)],
        bounds,
        row,
        emphasis: focus.of(ix, record),
        passes: focus.passes(ix, record),
        cells: vec![title.into(), Cell::of_status(status, &dataset.meta, lang), status_meaning(status, lang).into()],
    }
}

fn table_head(lang: Lang) -> TableHead {
    let columns = [phrases::STORY_TALLY_CLAIM, phrases::MAP_COLUMN_EVIDENCE, phrases::STORY_TALLY_MEANING];
    TableHead {
        caption: phrases::STORY_TALLY.get(lang).into(),
        columns: columns.map(|phrase| phrase.get(lang).into()).into(),
        name: 0,
    }
}

fn summary(rows: &[(Status, Vec<RecordIx>)], lang: Lang) -> String {
    let all: usize = rows.iter().map(|(_, records)| records.len()).sum();
    let parts: Vec<String> = rows
        .iter()
        .map(|(status, records)| format!("{} {}", status_word(*status, lang), number(records.len() as f64)))
        .collect();
    let list = parts.join(phrases::FORMAT_COMMA.get(lang));
    phrases::STORY_TALLY_SUMMARY.fill(lang, &[("n", &number(all as f64)), ("list", &list)])
}
