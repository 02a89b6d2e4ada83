//! Brands in pairs: the name at home, an arrow, the name abroad, and what the product is.

use chuhai_core::dataset::BrandPair;
use chuhai_core::text::phrases;

use super::text::{TextBlock, Type};
use super::{EDGE_PX, PictureInput, Row};
use crate::scene::{Mark, Rect, Scene, Stroke, pt};
use crate::theme::ColorToken;

const HEAD: Type = Type::regular(13.0, ColorToken::Ink3);
const BRAND: Type = Type::bold(22.0, ColorToken::Ink);
const ABROAD: Type = Type::bold(22.0, ColorToken::AccentInk);
const NOTE: Type = Type::regular(13.0, ColorToken::Ink2);
/// The length of an arrow and its distance to the names.
const ARROW_PX: f64 = 34.0;
const GAP_PX: f64 = 14.0;
const PAD_PX: f64 = 12.0;

pub(super) fn layout(input: PictureInput<'_>) -> Scene {
    let columns = [phrases::PICTURES_HOME, phrases::PICTURES_ABROAD, phrases::PICTURES_WHAT];
    let mut scene = input.scene(phrases::PICTURES_PAIRS, &columns);
    let Some(details) = input.details else { return scene };
    let home_px = widest(details.pairs.iter().map(|pair| pair.home.get(input.lang)), BRAND, input);
    let abroad_px = widest(details.pairs.iter().map(|pair| &*pair.abroad), ABROAD, input);
    let mut y = EDGE_PX;
    let heads =
        [(EDGE_PX, phrases::PICTURES_HOME), (EDGE_PX + home_px + ARROW_PX + 2.0 * GAP_PX, phrases::PICTURES_ABROAD)];
    for (x, head) in heads {
        TextBlock::new(input.said(head), f64::MAX, HEAD, input.measure).draw(pt(x, y), None, &mut scene.marks);
    }
    y += HEAD.line_px() + 4.0;
    for pair in &details.pairs {
        input.push_rule(&mut scene, y);
        y = draw(input, pair, (home_px, abroad_px), y, &mut scene);
    }
    scene.size.height_px = y + EDGE_PX;
    scene.summary = phrases::PICTURES_PAIRS_SUMMARY.get(input.lang).to_owned();
    scene
}

fn widest<'a>(texts: impl Iterator<Item = &'a str>, style: Type, input: PictureInput<'_>) -> f64 {
    texts.map(|text| style.width_px(text, input.measure)).fold(0.0, f64::max)
}

/// Draws a row from `top`; returns its bottom.
fn draw(
    input: PictureInput<'_>,
    pair: &BrandPair,
    (home_px, abroad_px): (f64, f64),
    top: f64,
    scene: &mut Scene,
) -> f64 {
    let (home, text) = (pair.home.get(input.lang), pair.text.get(input.lang));
    let item = Some(scene.items.len() as u32);
    let names_y = top + PAD_PX;
    let arrow_x = EDGE_PX + home_px + GAP_PX;
    let abroad_x = arrow_x + ARROW_PX + GAP_PX;
    for (name, x, style) in [(home, EDGE_PX, BRAND), (&*pair.abroad, abroad_x, ABROAD)] {
        TextBlock::new(name, f64::MAX, style, input.measure).draw(pt(x, names_y), item, &mut scene.marks);
    }
    let middle = names_y + BRAND.line_px() / 2.0;
    let tip = pt(arrow_x + ARROW_PX, middle);
    let barb = |dy: f64| pt(tip.x - 6.0, middle + dy);
    for points in [vec![pt(arrow_x, middle), tip], vec![barb(-5.0), tip, barb(5.0)]] {
        let line = Mark::line(points, Stroke::solid(ColorToken::Ink3, 1.5));
        scene.marks.push(Mark { item, ..line });
    }
    // The note is beside the names if there is room for it, else below them.
    let beside_x = abroad_x + abroad_px + 2.0 * GAP_PX;
    let is_beside = input.width_px - EDGE_PX - beside_x >= 220.0;
    let (x, y) = if is_beside { (beside_x, names_y + 2.0) } else { (EDGE_PX, names_y + BRAND.line_px()) };
    let note = TextBlock::new(text, input.width_px - EDGE_PX - x, NOTE, input.measure);
    note.draw(pt(x, y), item, &mut scene.marks);
    let bottom = f64::max(y + note.height_px(), names_y + BRAND.line_px()) + PAD_PX;
    let row = Row {
        id: pair.id.to_string(),
        record: pair.record,
        name: phrases::PICTURES_PAIR_NAME.fill(input.lang, &[("home", home), ("abroad", &pair.abroad)]),
        tip: vec![text.to_owned()],
        cells: vec![home.into(), (&*pair.abroad).into(), text.into()],
    };
    input.push_item(scene, row, Rect { x: 0.5, y: top + 1.0, w: input.width_px - 1.0, h: bottom - top - 2.0 });
    bottom
}
