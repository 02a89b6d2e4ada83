//! Prices before and after: a row for each model by the day of its change, a hollow mark at the old price, a solid one at the
//! new, on one scale of yuan per million input tokens.

use chuhai_core::dataset::Price;
use chuhai_core::format::{date_short, date_words, number};
use chuhai_core::text::phrases;

use super::text::Type;
use super::{EDGE_PX, Row, Space};
use crate::scene::{Anchor, Cell, Label, Mark, MarkRole, Point, Rect, Scene, Shape, Stroke, Weight, pt};
use crate::theme::ColorToken;

const MODEL: Type = Type::bold(14.0, ColorToken::Ink);
const DAY: Type = Type::regular(13.0, ColorToken::Ink3);
const VALUE: Type = Type::bold(13.0, ColorToken::Ink);
const AXIS: Type = Type::regular(13.0, ColorToken::Ink3);
const RADIUS_PX: f64 = 5.0;
const PAD_PX: f64 = 4.0;
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

pub(super) fn layout(input: Space<'_>) -> Scene {
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
    let names_px = input.widest_px(prices.iter().map(|price| price.title.get(input.lang)), MODEL);
    let days: Vec<String> = prices.iter().map(|price| date_short(price.date, input.lang)).collect();
    let days_px = input.widest_px(days.iter().map(String::as_str), DAY);
    let beside_px = f64::max(names_px, days_px) + 20.0;
    let is_beside = input.room_px() - beside_px >= SCALE_PX;
    let left = EDGE_PX + if is_beside { beside_px } else { 0.0 } + RADIUS_PX;
    let highest =
        prices.iter().flat_map(|price| price.before_cny.into_iter().chain([price.after_cny])).fold(0.0, f64::max);
    // The value at the right end is written beside its mark.
    let scale = Scale {
        left,
        width_px: input.width_px() - EDGE_PX - RADIUS_PX - 28.0 - left,
        highest_cny: (highest / TICK_CNY).ceil().max(1.0) * TICK_CNY,
    };
    let title = input.block(input.said(phrases::PICTURES_PRICE_AXIS), input.room_px(), AXIS);
    title.draw(pt(EDGE_PX, EDGE_PX), None, &mut scene.marks);
    let axis_y = EDGE_PX + title.height_px() + input.line_px(AXIS);
    // Beside the scale the day is below the name, else after it: a row has two lines, or these and one for the scale.
    let lines_px = input.line_px(MODEL) + input.line_px(DAY);
    let row_px = lines_px + 2.0 * input.pad_px(PAD_PX) + if is_beside { 0.0 } else { input.line_px(VALUE) };
    let bottom = axis_y + 6.0 + row_px * prices.len() as f64;
    draw_axis(input, &scale, (axis_y, bottom), &mut scene);
    for (ix, price) in prices.iter().enumerate() {
        let top = axis_y + 6.0 + row_px * ix as f64;
        draw(input, (price, &days[ix]), &scale, (top, row_px, is_beside), &mut scene);
    }
    scene.size.height_px = bottom + EDGE_PX;
    let (first, last) = (prices.first(), prices.last());
    let words = |price: Option<&Price>| price.map_or_else(String::new, |price| date_words(price.date, input.lang));
    let n = number(prices.len() as f64);
    scene.summary = phrases::PICTURES_PRICES_SUMMARY
        .fill(input.lang, &[("n", &n), ("first", &words(first)), ("last", &words(last))]);
    scene
}

fn draw_axis(input: Space<'_>, scale: &Scale, (top, bottom): (f64, f64), scene: &mut Scene) {
    let mut tick = 0.0;
    while tick <= scale.highest_cny {
        let x = scale.x(tick);
        let line = Mark::line([pt(x, top), pt(x, bottom)], Stroke::solid(ColorToken::Rule, 1.0));
        scene.marks.push(line.with_role(MarkRole::Grid));
        let style = input.sized(AXIS);
        let label = Label::new(number(tick), pt(x, top - style.line_px() / 2.0), style.size_px).anchor(Anchor::Middle);
        scene.marks.push(Mark::text(label, AXIS.token));
        tick += TICK_CNY;
    }
}

/// Draws the row of a price, with its day in words.
fn draw(
    input: Space<'_>,
    (price, day): (&Price, &str),
    scale: &Scale,
    (top, row_px, is_beside): (f64, f64, bool),
    scene: &mut Scene,
) {
    let (title, text) = (price.title.get(input.lang), price.text.get(input.lang));
    let item = Some(scene.items.len() as u32);
    let first = top + input.pad_px(PAD_PX);
    let (name, day) = (input.line(title, MODEL), input.line(day, DAY));
    name.draw(pt(EDGE_PX, first), item, &mut scene.marks);
    let second = first + name.height_px();
    let middle = if is_beside {
        day.draw(pt(EDGE_PX, second), item, &mut scene.marks);
        second - 1.0
    } else {
        let after_px = EDGE_PX + input.sized(MODEL).width_px(title, input.measure) + 8.0;
        day.draw(pt(after_px, first + (name.height_px() - day.height_px()) / 2.0), item, &mut scene.marks);
        second + input.line_px(VALUE) / 2.0
    };
    let after_x = scale.x(price.after_cny);
    if let Some(before_cny) = price.before_cny {
        let before_x = scale.x(before_cny);
        let line = Mark::line([pt(before_x, middle), pt(after_x, middle)], Stroke::solid(ColorToken::Accent, 2.0));
        scene.marks.push(Mark { item, ..line });
        let circle = Shape::Circle { centre: pt(before_x, middle), radius_px: RADIUS_PX };
        let hollow = Mark::filled(circle, ColorToken::Paper).with_stroke(Stroke::solid(ColorToken::Accent, 1.5));
        scene.marks.push(Mark { item, ..hollow });
        let at = pt(before_x + RADIUS_PX + 4.0, middle);
        push_value(input, number(before_cny), at, Weight::Regular, item, scene);
    }
    let circle = Shape::Circle { centre: pt(after_x, middle), radius_px: RADIUS_PX };
    scene.marks.push(Mark { item, ..Mark::filled(circle, ColorToken::Accent) });
    // Below its mark, where no line runs; the scale begins there.
    let value =
        if price.after_cny == 0.0 { input.said(phrases::PICTURES_FREE).to_owned() } else { number(price.after_cny) };
    let at = pt(after_x - RADIUS_PX, middle + RADIUS_PX + input.line_px(VALUE) / 2.0);
    push_value(input, value, at, VALUE.weight, item, scene);
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
    input.push_item(scene, row, Rect { x: 0.5, y: top + 1.0, w: input.width_px() - 1.0, h: row_px - 2.0 });
}

fn push_value(input: Space<'_>, text: String, at: Point, weight: Weight, item: Option<u32>, scene: &mut Scene) {
    let label = Label::new(text, at, input.sized(VALUE).size_px).weight(weight).halo(1.5);
    scene.marks.push(Mark { item, ..Mark::text(label, VALUE.token) });
}
