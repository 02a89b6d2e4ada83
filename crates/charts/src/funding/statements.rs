//! The isolated statements: each as wide as its period, never joined and never set against each other.

use chuhai_core::dataset::Dataset;
use chuhai_core::date::{civil_from_day, day_from_civil};
use chuhai_core::state::Emphasis;

use super::chart::{LINE_PX, Plot, haloed, label, line};
use super::{Amount, words};
use crate::scene::{Anchor, Label, Mark, Point, Rect, Shape, Stroke, Weight, pt};
use crate::theme::ColorToken;
use crate::wrap::wrap;

const FIGURE_PX: f64 = 13.0;

/// Where words stand already.
pub(super) struct Taken {
    /// The names of the stepped series.
    pub names: Rect,
    /// Where the last statement below the axis ended.
    pub below_px: f64,
}

/// A whole year in outline; part of a year hatched at its true width, the rest of its year visibly empty.
/// Each says what it is as far as there is room; what has none is left to be pointed at.
pub(super) fn draw(
    plot: &Plot<'_>,
    dataset: &Dataset,
    amount: &Amount<'_>,
    item: u32,
    taken: &mut Taken,
    out: &mut Vec<Mark>,
) {
    let column = plot.column(amount);
    let (outline, width_px, hatch, figure, says_role) = match amount.emphasis {
        Some(Emphasis::Selected) => {
            (ColorToken::Accent, 2.0, ColorToken::Accent, ColorToken::AccentInk, ColorToken::AccentInk)
        }
        Some(Emphasis::Muted) => {
            (ColorToken::MutedMark, 1.25, ColorToken::MutedMark, ColorToken::Ink3, ColorToken::Ink3)
        }
        _ => (ColorToken::Ink, 2.0, ColorToken::Hatch, ColorToken::Ink, ColorToken::Ink2),
    };
    let inner =
        Rect { x: column.x + 1.0, y: column.y + 1.0, w: (column.w - 2.0).max(1.0), h: (column.h - 1.0).max(1.0) };
    let stroke = Some(Stroke { token: outline, width_px, dash_px: None });
    let mut push = |shape, fill, stroke| out.push(Mark { shape, fill, stroke, item: Some(item) });
    if !amount.is_whole_year() {
        push(Shape::Rect(inner), Some(ColorToken::Paper), None);
        push(Shape::Hatch { rect: inner, width_px: 2.0, step_px: 6.0 }, Some(hatch), None);
    }
    push(Shape::Rect(inner), None, stroke);
    let at = pt(column.x + column.w / 2.0, column.y - 9.0);
    push(figure_shape(plot.money.amount(amount.value), at, Anchor::Middle), Some(figure), None);

    let says = words::label(dataset, amount, plot.rect.w, &|text| plot.width_px(text), plot.lang);
    if amount.is_whole_year() {
        // Left of the column, where the years before are low; right of it where there is no room.
        let (left_px, right_px) = (inner.x - 6.0 - plot.rect.x, plot.right() - inner.x - inner.w - 6.0);
        let (x, anchor, room_px) = if plot.width_px(&says) <= left_px || left_px > right_px {
            (inner.x - 6.0, Anchor::End, left_px)
        } else {
            (inner.x + inner.w + 6.0, Anchor::Start, right_px)
        };
        let lines = wrap(&says, room_px, |line| plot.width_px(line));
        let w = lines.iter().map(|line| plot.width_px(line)).fold(0.0, f64::max);
        let from = if anchor == Anchor::End { x - w } else { x };
        let place = Rect { x: from, y: inner.y - 1.0, w, h: lines.len() as f64 * LINE_PX };
        if place.overlaps(&taken.names) {
            return;
        }
        for (ix, text) in lines.into_iter().enumerate() {
            out.push(haloed(text, pt(x, inner.y + 7.0 + ix as f64 * LINE_PX), anchor, says_role));
        }
    } else {
        let (year, ..) = civil_from_day(amount.days.0);
        let until = plot.x(day_from_civil(year + 1, 1, 1)) - 1.0;
        let rest = [pt(column.x + column.w, column.y), pt(until, column.y), pt(until, plot.floor())];
        out.push(line(&rest, ColorToken::Edge, 1.0, Some((2.0, 3.0))));
        let half_px = plot.width_px(&says) / 2.0;
        let middle = (column.x + column.w / 2.0).min(plot.right() - half_px);
        if middle - half_px >= taken.below_px.max(0.0) {
            taken.below_px = middle + half_px + 12.0;
            out.push(label(says, pt(middle + half_px, plot.floor() + 34.0), Anchor::End, says_role));
        }
    }
}

/// A figure that stands out.
fn figure_shape(text: String, at: Point, anchor: Anchor) -> Shape {
    Shape::Text(Label { text, at, size_px: FIGURE_PX, weight: Weight::Bold, anchor, halo_px: 3.5 })
}
