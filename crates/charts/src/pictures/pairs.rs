//! Brands in pairs: the name at home, an arrow, the name abroad, and what the product is. Below them, what a person says of
//! it, and the open models that the step names.

use chuhai_core::dataset::{BrandPair, Details, Kind, RecordIx};
use chuhai_core::text::phrases;

use super::text::Type;
use super::{EDGE_PX, Row, Space};
use crate::scene::{Mark, Rect, Scene, Shape, Stroke, pt};
use crate::theme::ColorToken;

const HEAD: Type = Type::regular(13.0, ColorToken::Ink3);
const BRAND: Type = Type::bold(22.0, ColorToken::Ink);
const ABROAD: Type = Type::bold(22.0, ColorToken::AccentInk);
const NOTE: Type = Type::regular(13.0, ColorToken::Ink2);
const QUOTE: Type = Type::regular(15.0, ColorToken::Ink);
const MODEL: Type = Type::bold(15.0, ColorToken::Ink);
/// The length of an arrow and its distance to the names.
const ARROW_PX: f64 = 34.0;
const GAP_PX: f64 = 14.0;
const PAD_PX: f64 = 12.0;
/// The least width of a note beside the names.
const LEAST_NOTE_PX: f64 = 220.0;
/// The width of the bar beside a quotation, and the distance of the text to it.
const BAR_PX: f64 = 3.0;
const INDENT_PX: f64 = 12.0;
/// The height of a row of models, which fingers can hit.
const MODEL_ROW_PX: f64 = 26.0;

pub(super) fn layout(input: Space<'_>) -> Scene {
    let columns = [phrases::PICTURES_HOME, phrases::PICTURES_ABROAD, phrases::PICTURES_WHAT];
    let mut scene = input.scene(phrases::PICTURES_PAIRS, &columns);
    let Some(details) = input.details else { return scene };
    let home_px = input.widest_px(details.pairs.iter().map(|pair| pair.home.get(input.lang)), BRAND);
    let abroad_px = input.widest_px(details.pairs.iter().map(|pair| &*pair.abroad), ABROAD);
    let arrow_x = EDGE_PX + home_px + GAP_PX;
    let abroad_x = arrow_x + ARROW_PX + GAP_PX;
    let columns = Columns { arrow_x, abroad_x, note_x: abroad_x + abroad_px + 2.0 * GAP_PX };
    let mut y = EDGE_PX;
    for (x, head) in [(EDGE_PX, phrases::PICTURES_HOME), (abroad_x, phrases::PICTURES_ABROAD)] {
        input.line(input.said(head), HEAD).draw(pt(x, y), None, &mut scene.marks);
    }
    y += input.line_px(HEAD) + 4.0;
    for pair in &details.pairs {
        input.push_rule(&mut scene, y);
        y = draw(input, pair, &columns, y, &mut scene);
    }
    let cited = |kind: Kind| input.cited.iter().copied().filter(move |ix| input.dataset.record(*ix).kind == kind);
    for quote in cited(Kind::Quote) {
        input.push_rule(&mut scene, y);
        y = draw_quote(input, details, quote, y, &mut scene);
    }
    let models: Vec<RecordIx> =
        cited(Kind::Product).filter(|ix| &*input.dataset.record(*ix).subkind == "model").collect();
    if !models.is_empty() {
        input.push_rule(&mut scene, y);
        y = draw_models(input, details, &models, y, &mut scene);
    }
    scene.size.height_px = y + EDGE_PX;
    scene.summary = phrases::PICTURES_PAIRS_SUMMARY.get(input.lang).to_owned();
    scene
}

/// The left edges of the columns after the first.
struct Columns {
    arrow_x: f64,
    abroad_x: f64,
    note_x: f64,
}

/// Draws a row from `top`; returns its bottom.
fn draw(input: Space<'_>, pair: &BrandPair, columns: &Columns, top: f64, scene: &mut Scene) -> f64 {
    let (home, text) = (pair.home.get(input.lang), pair.text.get(input.lang));
    let item = Some(scene.items.len() as u32);
    let pad_px = input.pad_px(PAD_PX);
    let names_y = top + pad_px;
    for (name, x, style) in [(home, EDGE_PX, BRAND), (&*pair.abroad, columns.abroad_x, ABROAD)] {
        input.line(name, style).draw(pt(x, names_y), item, &mut scene.marks);
    }
    let names_bottom = names_y + input.line_px(BRAND);
    let middle = (names_y + names_bottom) / 2.0;
    let tip = pt(columns.arrow_x + ARROW_PX, middle);
    let barb = |dy: f64| pt(tip.x - 6.0, middle + dy);
    for points in [vec![pt(columns.arrow_x, middle), tip], vec![barb(-5.0), tip, barb(5.0)]] {
        let line = Mark::line(points, Stroke::solid(ColorToken::Ink3, 1.5));
        scene.marks.push(Mark { item, ..line });
    }
    let mut bottom = names_bottom;
    if !input.density.is_brief {
        // The note is beside the names if there is room for it, else below them.
        let is_beside = input.width_px() - EDGE_PX - columns.note_x >= LEAST_NOTE_PX;
        let (x, y) = if is_beside { (columns.note_x, names_y + 2.0) } else { (EDGE_PX, names_bottom) };
        let note = input.block(text, input.width_px() - EDGE_PX - x, NOTE);
        note.draw(pt(x, y), item, &mut scene.marks);
        bottom = bottom.max(y + note.height_px());
    }
    bottom += pad_px;
    let row = Row {
        id: pair.id.to_string(),
        record: pair.record,
        name: phrases::PICTURES_PAIR_NAME.fill(input.lang, &[("home", home), ("abroad", &pair.abroad)]),
        tip: vec![text.to_owned()],
        cells: vec![home.into(), (&*pair.abroad).into(), text.into()],
    };
    input.push_item(scene, row, Rect { x: 0.5, y: top + 1.0, w: input.width_px() - 1.0, h: bottom - top - 2.0 });
    bottom
}

/// Draws what a person said of brands, with a bar beside it, from `top`; returns its bottom.
fn draw_quote(input: Space<'_>, details: &Details, record: RecordIx, top: f64, scene: &mut Scene) -> f64 {
    let item = Some(scene.items.len() as u32);
    let pad_px = input.pad_px(PAD_PX);
    let title = input.dataset.record(record).title.get(input.lang);
    let text = details.of(record).map_or("", |detail| detail.text.get(input.lang));
    let words = if input.density.is_brief { title } else { text };
    let block = input.block(words, input.room_px() - INDENT_PX, QUOTE);
    let bar = Rect { x: EDGE_PX, y: top + pad_px + 2.0, w: BAR_PX, h: block.height_px() - 4.0 };
    scene.marks.push(Mark { item, ..Mark::filled(Shape::Rect(bar), ColorToken::Edge) });
    block.draw(pt(EDGE_PX + INDENT_PX, top + pad_px), item, &mut scene.marks);
    let bottom = top + block.height_px() + 2.0 * pad_px;
    let place = Rect { x: 0.5, y: top + 1.0, w: input.width_px() - 1.0, h: bottom - top - 2.0 };
    push_record(input, (record, title, text), place, scene);
    bottom
}

/// Draws the open models that the step names, one after the other, from `top`; returns the bottom.
fn draw_models(input: Space<'_>, details: &Details, models: &[RecordIx], top: f64, scene: &mut Scene) -> f64 {
    let head = input.block(input.said(phrases::PICTURES_OPEN_MODELS), input.room_px(), HEAD);
    let mut y = top + input.pad_px(PAD_PX).min(PAD_PX);
    head.draw(pt(EDGE_PX, y), None, &mut scene.marks);
    y += head.height_px() + 2.0;
    let (mut x, right) = (EDGE_PX, input.width_px() - EDGE_PX);
    for &model in models {
        let title = input.dataset.record(model).title.get(input.lang);
        let width_px = input.sized(MODEL).width_px(title, input.measure);
        if x + width_px > right && x > EDGE_PX {
            (x, y) = (EDGE_PX, y + MODEL_ROW_PX);
        }
        let item = Some(scene.items.len() as u32);
        let line = input.line(title, MODEL);
        line.draw(pt(x, y + (MODEL_ROW_PX - line.height_px()) / 2.0), item, &mut scene.marks);
        let text = details.of(model).map_or("", |detail| detail.text.get(input.lang));
        push_record(input, (model, title, text), Rect { x: x - 4.0, y, w: width_px + 8.0, h: MODEL_ROW_PX }, scene);
        x += width_px + 2.0 * GAP_PX;
    }
    y + MODEL_ROW_PX
}

/// Adds the item of a record that is no pair.
fn push_record(input: Space<'_>, (record, title, text): (RecordIx, &str, &str), place: Rect, scene: &mut Scene) {
    let row = Row {
        id: input.dataset.record(record).id.to_string(),
        record,
        name: title.to_owned(),
        tip: vec![text.to_owned()],
        cells: vec![title.into(), "".into(), text.into()],
    };
    input.push_item(scene, row, place);
}
