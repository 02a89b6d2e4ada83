//! The article's two endings, word for word: the Chinese and the English side by side, one part below the other, with a bar
//! beside the parts that only one of them has.

use chuhai_core::dataset::{Details, RecordIx};
use chuhai_core::text::{Lang, phrases};

use super::text::Type;
use super::{EDGE_PX, Row, Space};
use crate::scene::{Mark, Rect, Scene, Shape, pt};
use crate::theme::ColorToken;

const HEAD: Type = Type::regular(13.0, ColorToken::Ink3);
const SHARED: Type = Type::regular(18.0, ColorToken::Ink2);
const OWN: Type = Type::bold(18.0, ColorToken::AccentInk);
/// The type size in brief: nothing can be left out.
const BRIEF_PX: f64 = 15.0;
/// The width from which the versions are side by side.
const BESIDE_PX: f64 = 420.0;
/// The distance between the two versions.
const GAP_PX: f64 = 28.0;
/// The width of a bar, and the distance of the text to it.
const BAR_PX: f64 = 3.0;
const INDENT_PX: f64 = 12.0;
const PAD_PX: f64 = 5.0;

pub(super) fn layout(input: Space<'_>) -> Scene {
    let columns = [phrases::PICTURES_ENDING_ZH, phrases::PICTURES_ENDING_EN];
    let mut scene = input.scene(phrases::PICTURES_ENDINGS, &columns);
    let Some(details) = input.details else { return scene };
    let Some(record) = details.endings.first().map(|part| part.record) else { return scene };
    let is_beside = input.width_px() >= BESIDE_PX;
    let room_px = if is_beside { (input.room_px() - GAP_PX) / 2.0 } else { input.room_px() };
    // The reader's own language comes first.
    let order = [input.lang, input.lang.other()];
    let (mut top, mut bottom) = (EDGE_PX, EDGE_PX);
    for (ix, lang) in order.into_iter().enumerate() {
        let x = if is_beside { EDGE_PX + ix as f64 * (room_px + GAP_PX) } else { EDGE_PX };
        let end = draw(input, details, lang, (x, top), room_px, &mut scene);
        bottom = f64::max(bottom, end);
        if !is_beside {
            top = end + input.pad_px(14.0);
        }
    }
    scene.size.height_px = bottom + EDGE_PX;
    push_item(input, details, record, &mut scene);
    scene.summary = phrases::PICTURES_ENDINGS_SUMMARY.get(input.lang).to_owned();
    scene
}

/// Draws the ending in `lang` from its top left corner; returns its bottom.
fn draw(input: Space<'_>, details: &Details, lang: Lang, (x, top): (f64, f64), room_px: f64, scene: &mut Scene) -> f64 {
    let head = if lang == Lang::Zh { phrases::PICTURES_ENDING_ZH } else { phrases::PICTURES_ENDING_EN };
    let head = input.block(input.said(head), room_px, HEAD);
    head.draw(pt(x, top), Some(0), &mut scene.marks);
    let mut y = top + head.height_px() + input.pad_px(6.0);
    for part in details.endings.iter().filter(|part| part.lang == lang) {
        let style = if part.differs { OWN } else { SHARED };
        let style = if input.density.is_brief { Type { size_px: BRIEF_PX, ..style } } else { style };
        let block = input.block(&part.text, room_px - INDENT_PX, style);
        if part.differs {
            let bar = Rect { x, y: y + 2.0, w: BAR_PX, h: block.height_px() - 4.0 };
            scene.marks.push(Mark::filled(Shape::Rect(bar), ColorToken::Accent).of_item(0));
        }
        block.draw(pt(x + INDENT_PX, y), Some(0), &mut scene.marks);
        y += block.height_px() + input.pad_px(PAD_PX);
    }
    y
}

/// The whole ending in a language.
fn joined(details: &Details, lang: Lang) -> String {
    let parts: Vec<&str> = details.endings.iter().filter(|part| part.lang == lang).map(|part| &*part.text).collect();
    parts.join(if lang == Lang::En { " " } else { "" })
}

fn push_item(input: Space<'_>, details: &Details, record: RecordIx, scene: &mut Scene) {
    let [zh, en] = Lang::ALL.map(|lang| joined(details, lang));
    let row = Row {
        id: input.dataset.record(record).id.to_string(),
        record,
        name: phrases::PICTURES_ENDINGS_NAME.fill(input.lang, &[("zh", &zh), ("en", &en)]),
        tip: vec![],
        cells: vec![zh.into(), en.into()],
    };
    let bounds = Rect { x: 0.5, y: 0.5, w: input.width_px() - 1.0, h: scene.size.height_px - 1.0 };
    input.push_item(scene, row, bounds);
}
