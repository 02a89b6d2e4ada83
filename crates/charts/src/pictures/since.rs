//! The events after the article: a column of dates along a line, the newest last. In brief, those on records that the step
//! cites.

use chuhai_core::dataset::{Since, SinceOrigin};
use chuhai_core::format::{date_short, date_words, number};
use chuhai_core::text::phrases;

use super::text::Type;
use super::{EDGE_PX, Row, Space};
use crate::scene::{Cell, Mark, MarkRole, Rect, Scene, Shape, Stroke, pt};
use crate::theme::ColorToken;

const DAY: Type = Type::regular(14.0, ColorToken::Ink3);
const TITLE: Type = Type::regular(14.0, ColorToken::Ink);
const RADIUS_PX: f64 = 4.0;
const PAD_PX: f64 = 4.0;
const GAP_PX: f64 = 14.0;
/// The least width of a column.
const COLUMN_PX: f64 = 250.0;

/// An event, and the rest of it.
type Event<'a> = (&'a Since, &'a SinceOrigin);

pub(super) fn layout(input: Space<'_>) -> Scene {
    let columns = [phrases::PICTURES_TITLE, phrases::PICTURES_DAY, phrases::PICTURES_WHAT];
    let mut scene = input.scene(phrases::PICTURES_SINCE, &columns);
    let Some(details) = input.details.filter(|details| !details.since.is_empty()) else { return scene };
    let is_listed = |(since, _): &Event<'_>| !input.density.is_brief || input.cited.contains(&since.record);
    let shown: Vec<Event<'_>> = input.dataset.since.iter().zip(&details.since).filter(is_listed).collect();
    let days: Vec<String> = shown.iter().map(|(since, _)| date_short(since.date, input.lang)).collect();
    let days_px = input.widest_px(days.iter().map(String::as_str), DAY);
    // In several columns where they have room, the earliest first.
    let count = ((input.room_px() / COLUMN_PX).floor().max(1.0) as u32).min(2);
    let column_px = (input.room_px() - f64::from(count - 1) * 24.0) / f64::from(count);
    let per_column = shown.len().div_ceil(count as usize);
    let mut bottom = EDGE_PX;
    for (ix, rows) in shown.chunks(per_column.max(1)).enumerate() {
        let left = EDGE_PX + ix as f64 * (column_px + 24.0);
        let line_x = left + days_px + GAP_PX;
        let mut y = EDGE_PX;
        let at = scene.marks.len();
        for event in rows {
            y = draw(input, *event, (left, line_x, column_px), y, &mut scene);
        }
        let line = Mark::line([pt(line_x, EDGE_PX), pt(line_x, y)], Stroke::solid(ColorToken::Rule, 2.0));
        scene.marks.insert(at, line.with_role(MarkRole::Grid));
        bottom = f64::max(bottom, y);
    }
    scene.size.height_px = bottom + EDGE_PX;
    let [n, listed] = [details.since.len(), shown.len()].map(|count| number(count as f64));
    scene.summary = if listed == n {
        phrases::PICTURES_SINCE_SUMMARY.fill(input.lang, &[("n", &n)])
    } else {
        phrases::PICTURES_SINCE_SUMMARY_BRIEF.fill(input.lang, &[("n", &n), ("listed", &listed)])
    };
    scene
}

/// Draws a row from `top`; returns its bottom.
fn draw(
    input: Space<'_>,
    (since, origin): Event<'_>,
    (left, line_x, column_px): (f64, f64, f64),
    top: f64,
    scene: &mut Scene,
) -> f64 {
    let item = Some(scene.items.len() as u32);
    let pad_px = input.pad_px(PAD_PX);
    let day = input.line(&date_short(since.date, input.lang), DAY);
    day.draw(pt(left, top + pad_px), item, &mut scene.marks);
    let (title, text) = (since.title.get(input.lang), origin.text.get(input.lang));
    let title_x = line_x + GAP_PX;
    let block = input.block(title, left + column_px - title_x, TITLE);
    block.draw(pt(title_x, top + pad_px), item, &mut scene.marks);
    let circle = Shape::Circle { centre: pt(line_x, top + pad_px + input.line_px(TITLE) / 2.0), radius_px: RADIUS_PX };
    // Hollow: none of it is the article's.
    let mark = Mark::filled(circle, ColorToken::Paper).with_stroke(Stroke::solid(ColorToken::Policy, 2.0));
    scene.marks.push(Mark { item, ..mark });
    let bottom = top + block.height_px() + 2.0 * pad_px;
    let date = date_words(since.date, input.lang);
    let row = Row {
        id: since.id.to_string(),
        record: since.record,
        name: phrases::PICTURES_SINCE_NAME.fill(input.lang, &[("title", title), ("day", &date)]),
        tip: vec![date.clone(), text.to_owned()],
        cells: vec![title.into(), Cell::of_date(date, since.date), text.into()],
    };
    input.push_item(scene, row, Rect { x: left - 4.0, y: top, w: column_px + 8.0, h: bottom - top });
    bottom
}
