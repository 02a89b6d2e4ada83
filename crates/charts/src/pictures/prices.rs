//! Prices before and after: a row for each model by the day of its change, a hollow mark at the old price, a solid one at the
//! new, on one scale of yuan per million input tokens.

use chuhai_core::dataset::Price;
use chuhai_core::format::{date_short, date_words, number};
use chuhai_core::text::phrases;

use super::text::{TextBlock, Type};
use super::{EDGE_PX, PictureInput, Row};
use crate::scene::{Anchor, Cell, Label, Mark, MarkRole, Rect, Scene, Shape, Stroke, Weight, pt};
use crate::theme::ColorToken;

const MODEL: Type = Type::bold(14.0, ColorToken::Ink);
const DAY: Type = Type::regular(13.0, ColorToken::Ink3);
const VALUE: Type = Type::bold(13.0, ColorToken::Ink);
const AXIS: Type = Type::regular(13.0, ColorToken::Ink3);
const RADIUS_PX: f64 = 5.0;
const ROW_PX: f64 = 46.0;
/// The least room for the scale beside the names.
const SCALE_PX: f64 = 260.0;
/// The distance between two ticks of the scale, in yuan.
const TICK_CNY: f64 = 5.0;

/// The scale of yuan on the picture.
struct Scale {
    left: f64,
    width_px: f64,
    highest_cny: f64,
}

impl Scale {
    fn x(&self, cny: f64) -> f64 {
        self.left + self.width_px * cny / self.highest_cny
    }
}

pub(super) fn layout(input: PictureInput<'_>) -> Scene {
    let columns = [
        phrases::PICTURES_MODEL,
        phrases::PICTURES_DAY,
        phrases::PICTURES_BEFORE,
        phrases::PICTURES_AFTER,
        phrases::PICTURES_WHAT,
    ];
    let mut scene = input.scene(phrases::PICTURES_PRICES, &columns);
    let Some(details) = input.details.filter(|details| !details.prices.is_empty()) else { return scene };
    let prices = &details.prices;
    let names_px =
        prices.iter().map(|price| MODEL.width_px(price.title.get(input.lang), input.measure)).fold(0.0, f64::max);
    let days_px = prices.iter().map(|price| DAY.width_px(&day(price, input), input.measure)).fold(0.0, f64::max);
    let beside_px = f64::max(names_px, days_px) + 20.0;
    let is_beside = input.room_px() - beside_px >= SCALE_PX;
    let left = EDGE_PX + if is_beside { beside_px } else { 0.0 } + RADIUS_PX;
    let highest =
        prices.iter().flat_map(|price| price.before_cny.into_iter().chain([price.after_cny])).fold(0.0, f64::max);
    // The value at the right end is written beside its mark.
    let scale = Scale {
        left,
        width_px: input.width_px - EDGE_PX - RADIUS_PX - 28.0 - left,
        highest_cny: (highest / TICK_CNY).ceil().max(1.0) * TICK_CNY,
    };
    let title = TextBlock::new(input.said(phrases::PICTURES_PRICE_AXIS), input.room_px(), AXIS, input.measure);
    title.draw(pt(EDGE_PX, EDGE_PX), None, &mut scene.marks);
    let axis_y = EDGE_PX + title.height_px() + AXIS.line_px();
    let row_px = if is_beside { ROW_PX } else { ROW_PX + MODEL.line_px() };
    let bottom = axis_y + 6.0 + row_px * prices.len() as f64;
    draw_axis(&scale, (axis_y, bottom), &mut scene);
    for (ix, price) in prices.iter().enumerate() {
        let top = axis_y + 6.0 + row_px * ix as f64;
        draw(input, price, &scale, (top, row_px, is_beside), &mut scene);
    }
    scene.size.height_px = bottom + EDGE_PX;
    let (first, last) = (prices.first(), prices.last());
    let words = |price: Option<&Price>| price.map_or_else(String::new, |price| date_words(price.date, input.lang));
    let n = number(prices.len() as f64);
    scene.summary = phrases::PICTURES_PRICES_SUMMARY
        .fill(input.lang, &[("n", &n), ("first", &words(first)), ("last", &words(last))]);
    scene
}

fn draw_axis(scale: &Scale, (top, bottom): (f64, f64), scene: &mut Scene) {
    let mut tick = 0.0;
    while tick <= scale.highest_cny {
        let x = scale.x(tick);
        let line = Mark::line([pt(x, top), pt(x, bottom)], Stroke::solid(ColorToken::Rule, 1.0));
        scene.marks.push(line.with_role(MarkRole::Grid));
        let label = Label::new(number(tick), pt(x, top - AXIS.line_px() / 2.0), AXIS.size_px).anchor(Anchor::Middle);
        scene.marks.push(Mark::text(label, AXIS.token));
        tick += TICK_CNY;
    }
}

/// The day of a change; of an inferred one, about when.
fn day(price: &Price, input: PictureInput<'_>) -> String {
    date_short(price.date, input.lang)
}

fn draw(
    input: PictureInput<'_>,
    price: &Price,
    scale: &Scale,
    (top, row_px, is_beside): (f64, f64, bool),
    scene: &mut Scene,
) {
    let (title, text, day) = (price.title.get(input.lang), price.text.get(input.lang), day(price, input));
    let item = Some(scene.items.len() as u32);
    let single = |words: &str, style: Type| TextBlock::new(words, f64::MAX, style, input.measure);
    let middle = if is_beside {
        single(title, MODEL).draw(pt(EDGE_PX, top + 4.0), item, &mut scene.marks);
        single(&day, DAY).draw(pt(EDGE_PX, top + 4.0 + MODEL.line_px()), item, &mut scene.marks);
        top + ROW_PX / 2.0
    } else {
        let name = single(title, MODEL);
        name.draw(pt(EDGE_PX, top + 4.0), item, &mut scene.marks);
        let after_px = EDGE_PX + MODEL.width_px(title, input.measure) + 8.0;
        single(&day, DAY).draw(pt(after_px, top + 5.0), item, &mut scene.marks);
        top + MODEL.line_px() + ROW_PX / 2.0
    };
    let after_x = scale.x(price.after_cny);
    if let Some(before_cny) = price.before_cny {
        let before_x = scale.x(before_cny);
        let line = Mark::line([pt(before_x, middle), pt(after_x, middle)], Stroke::solid(ColorToken::Accent, 2.0));
        scene.marks.push(Mark { item, ..line });
        let circle = Shape::Circle { centre: pt(before_x, middle), radius_px: RADIUS_PX };
        let hollow = Mark::filled(circle, ColorToken::Paper).with_stroke(Stroke::solid(ColorToken::Accent, 1.5));
        scene.marks.push(Mark { item, ..hollow });
        push_value(
            number(before_cny),
            (before_x + RADIUS_PX + 4.0, middle, Anchor::Start),
            Weight::Regular,
            item,
            scene,
        );
    }
    let circle = Shape::Circle { centre: pt(after_x, middle), radius_px: RADIUS_PX };
    scene.marks.push(Mark { item, ..Mark::filled(circle, ColorToken::Accent) });
    // Below its mark, where no line runs; the scale begins there.
    let value =
        if price.after_cny == 0.0 { input.said(phrases::PICTURES_FREE).to_owned() } else { number(price.after_cny) };
    push_value(value, (after_x - RADIUS_PX, middle + 15.0, Anchor::Start), VALUE.weight, item, scene);
    let before = price.before_cny.map_or_else(|| input.said(phrases::PICTURES_NO_PRICE).to_owned(), number);
    let row = Row {
        id: price.id.to_string(),
        record: price.record,
        name: phrases::PICTURES_PRICE_NAME.fill(
            input.lang,
            &[
                ("title", title),
                ("day", &date_words(price.date, input.lang)),
                ("before", &before),
                ("after", &number(price.after_cny)),
            ],
        ),
        tip: vec![text.to_owned()],
        cells: vec![
            title.into(),
            Cell::of_date(date_words(price.date, input.lang), price.date),
            Cell { text: before, key: price.before_cny },
            Cell::keyed(number(price.after_cny), price.after_cny),
            text.into(),
        ],
    };
    input.push_item(scene, row, Rect { x: 0.5, y: top + 1.0, w: input.width_px - 1.0, h: row_px - 2.0 });
}

fn push_value(text: String, (x, y, anchor): (f64, f64, Anchor), weight: Weight, item: Option<u32>, scene: &mut Scene) {
    let label = Label::new(text, pt(x, y), VALUE.size_px).weight(weight).anchor(anchor).halo(1.5);
    scene.marks.push(Mark { item, ..Mark::text(label, VALUE.token) });
}
