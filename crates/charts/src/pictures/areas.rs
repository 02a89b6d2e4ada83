//! Figures as squares one within the other, each in true proportion: the figures of metrics that a step cites, the largest
//! first. Each is a part of the one around it.

use chuhai_core::dataset::{Qualifier, Unit};
use chuhai_core::format::{number, quantity};
use chuhai_core::text::phrases;

use super::text::{TextBlock, Type};
use super::{EDGE_PX, Row, Space};
use crate::scene::{Cell, Mark, MarkRole, Rect, Scene, Shape, Stroke, pt};
use crate::theme::ColorToken;

const WORDS: Type = Type::bold(19.0, ColorToken::Ink);
/// The smallest type of words in one line.
const LEAST_WORDS_PX: f64 = 14.0;
/// The largest square.
const LARGEST_PX: f64 = 560.0;
const GAP_PX: f64 = 26.0;
/// The width from which the words are beside the squares.
const BESIDE_PX: f64 = 440.0;

pub(super) fn layout(input: Space<'_>) -> Scene {
    let columns = [phrases::PICTURES_WHAT, phrases::PICTURES_FIGURE];
    let mut scene = input.scene(phrases::PICTURES_AREAS, &columns);
    let figure = |ix| Some((ix, input.dataset.record(ix).quantity.as_ref()?));
    let mut records: Vec<_> = input.cited.iter().filter_map(|ix| figure(*ix)).collect();
    records.retain(|(_, figure)| figure.unit == Unit::Companies && figure.qualifier != Qualifier::Order);
    records.sort_by(|(_, a), (_, b)| b.value.total_cmp(&a.value));
    let Some(largest) = records.first().map(|(_, figure)| figure.value).filter(|value| *value > 0.0) else {
        return scene;
    };
    let is_beside = input.room_px() >= BESIDE_PX;
    let height_px = input.size.height_px - 2.0 * EDGE_PX;
    let (share, height_share) = if is_beside { (0.56, 1.0) } else { (0.75, 0.6) };
    let side_px = LARGEST_PX.min(share * input.room_px()).min(height_share * height_px);
    let (words_x, words_px) = if is_beside {
        (EDGE_PX + side_px + GAP_PX, input.room_px() - side_px - GAP_PX)
    } else {
        (EDGE_PX, input.room_px())
    };
    let mut y = if is_beside { EDGE_PX } else { EDGE_PX + side_px + 14.0 };
    // Squares share their lower left corner: the eye compares them with the axes that they have in common.
    let floor = EDGE_PX + side_px;
    let looks = [
        (ColorToken::Area, ColorToken::Edge, ColorToken::Ink),
        (ColorToken::AccentWash, ColorToken::Accent, ColorToken::Ink),
        (ColorToken::AccentFill, ColorToken::Accent, ColorToken::AccentInk),
    ];
    // In one line each, if that leaves them large enough.
    let titles = records.iter().map(|(ix, _)| input.dataset.record(*ix).title.get(input.lang));
    let fitting_px = input.sized(WORDS).size_px * words_px / input.widest_px(titles, WORDS).max(1.0);
    let is_single = fitting_px >= LEAST_WORDS_PX;
    let words_type = if is_single { Type { size_px: fitting_px.min(WORDS.size_px), ..WORDS } } else { WORDS };
    for ((ix, figure), (fill, edge, ink)) in records.into_iter().zip(looks) {
        let record = input.dataset.record(ix);
        let item = Some(scene.items.len() as u32);
        let own_px = side_px * (figure.value / largest).sqrt();
        let square = Rect { x: EDGE_PX, y: floor - own_px, w: own_px, h: own_px };
        let mark = Mark::filled(Shape::Rect(square), fill).with_stroke(Stroke::solid(edge, 1.0));
        scene.marks.push(Mark { item, ..mark });
        let value = number(figure.value);
        let title = record.title.get(input.lang);
        let words = TextBlock::new(title, words_px + 1.0, Type { token: ink, ..words_type }, input.measure);
        // Words stand beside the top of their square, below those of the larger ones.
        y = if is_beside { f64::max(y, square.y) } else { y };
        words.draw(pt(words_x, y), item, &mut scene.marks);
        if is_beside {
            let level = y + 0.5 * words_type.line_px();
            let from = pt(square.x + square.w, f64::max(level, square.y + 1.0));
            let leader = Mark::line([from, pt(words_x - 6.0, level)], Stroke::solid(ColorToken::Ink3, 1.0));
            scene.marks.push(Mark { item, ..leader.with_role(MarkRole::Leader) });
        }
        y += words.height_px() + 14.0;
        let row = Row {
            id: record.id.to_string(),
            record: ix,
            name: phrases::PICTURES_AREA_NAME
                .fill(input.lang, &[("title", title), ("figure", &quantity(figure, input.lang))]),
            tip: vec![quantity(figure, input.lang)],
            cells: vec![title.into(), Cell::keyed(value, figure.value)],
        };
        input.push_item(&mut scene, row, square);
    }
    scene.size.height_px = f64::max(y - 14.0, floor) + EDGE_PX;
    scene.summary = phrases::PICTURES_AREAS_SUMMARY.get(input.lang).to_owned();
    scene
}
