//! The isolated statements: each as wide as its period, never joined and never compared.

use chuhai_core::dataset::Dataset;
use chuhai_core::date::{civil_from_day, day_from_civil};
use chuhai_core::state::Emphasis;

use super::plot::{LINE_PX, Plot, haloed, label};
use super::{Amount, words};
use crate::layout::wrap::wrap;
use crate::scene::{Anchor, Label, Mark, Rect, Shape, Stroke, Weight, pt};
use crate::theme::ColorToken;

/// Type size of values.
const VALUE_PX: f64 = 13.0;

/// The space taken by text.
pub(super) struct Taken {
    /// The box of the names of the stepped series.
    pub names: Rect,
    /// The right end of the last label below the axis.
    pub below_px: f64,
}

/// Draws a statement: a whole year in outline; part of a year hatched at its true width, the rest of its year visibly
/// empty. Labels without room are left out, since the tooltip has them.
pub(super) fn draw(
    plot: &Plot<'_>,
    dataset: &Dataset,
    amount: &Amount<'_>,
    item: u32,
    taken: &mut Taken,
    out: &mut Vec<Mark>,
) {
    let column = plot.column(amount);
    let style = style(amount.emphasis);
    let inner =
        Rect { x: column.x + 1.0, y: column.y + 1.0, w: (column.w - 2.0).max(1.0), h: (column.h - 1.0).max(1.0) };
    let mut push = |mark: Mark| out.push(mark.of_item(item));
    if !amount.is_whole_year() {
        push(Mark::filled(Shape::Rect(inner), ColorToken::Paper));
        push(Mark::filled(Shape::Hatch { rect: inner, width_px: 2.0, step_px: 6.0 }, style.hatch));
    }
    push(Mark::stroked(Shape::Rect(inner), style.outline));
    let at = pt(column.x + column.w / 2.0, column.y - 9.0);
    let value = Label::new(plot.money.amount(amount.value), at, VALUE_PX).weight(Weight::Bold);
    push(Mark::text(value.anchor(Anchor::Middle).halo(3.5), style.value));

    let text = words::label(dataset, amount, plot.rect.w, &|text| plot.width_px(text), plot.lang);
    if amount.is_whole_year() {
        draw_label_beside(plot, inner, &text, style.label, taken, out);
    } else {
        draw_rest_of_year(plot, amount, column, out);
        draw_label_below(plot, column, text, style.label, taken, out);
    }
}

/// The colours of a statement.
struct StatementStyle {
    outline: Stroke,
    hatch: ColorToken,
    value: ColorToken,
    label: ColorToken,
}

fn style(emphasis: Option<Emphasis>) -> StatementStyle {
    let (outline, hatch, value, label) = match emphasis {
        Some(Emphasis::Selected) => {
            (Stroke::solid(ColorToken::Accent, 2.0), ColorToken::Accent, ColorToken::AccentInk, ColorToken::AccentInk)
        }
        Some(Emphasis::Muted) => {
            (Stroke::solid(ColorToken::MutedMark, 1.25), ColorToken::MutedMark, ColorToken::Ink3, ColorToken::Ink3)
        }
        Some(Emphasis::Related) | None => {
            (Stroke::solid(ColorToken::Ink, 2.0), ColorToken::Hatch, ColorToken::Ink, ColorToken::Ink2)
        }
    };
    StatementStyle { outline, hatch, value, label }
}

/// Draws a label left of a column, where the years before are low, or right of it where there is more room.
fn draw_label_beside(plot: &Plot<'_>, inner: Rect, text: &str, token: ColorToken, taken: &Taken, out: &mut Vec<Mark>) {
    let (left_px, right_px) = (inner.x - 6.0 - plot.rect.x, plot.right() - inner.x - inner.w - 6.0);
    let (x, anchor, room_px) = if plot.width_px(text) <= left_px || left_px > right_px {
        (inner.x - 6.0, Anchor::End, left_px)
    } else {
        (inner.x + inner.w + 6.0, Anchor::Start, right_px)
    };
    let lines = wrap(text, room_px, |line| plot.width_px(line));
    let w = lines.iter().map(|line| plot.width_px(line)).fold(0.0, f64::max);
    let from = if anchor == Anchor::End { x - w } else { x };
    let rect = Rect { x: from, y: inner.y - 1.0, w, h: lines.len() as f64 * LINE_PX };
    if rect.overlaps(&taken.names) {
        return;
    }
    for (ix, line) in lines.into_iter().enumerate() {
        out.push(haloed(line, pt(x, inner.y + 7.0 + ix as f64 * LINE_PX), anchor, token));
    }
}

/// Draws the dashed outline of the rest of the year of a part-year amount.
fn draw_rest_of_year(plot: &Plot<'_>, amount: &Amount<'_>, column: Rect, out: &mut Vec<Mark>) {
    let (year, ..) = civil_from_day(amount.days.0);
    let until = plot.x(day_from_civil(year + 1, 1, 1)) - 1.0;
    let rest = [pt(column.x + column.w, column.y), pt(until, column.y), pt(until, plot.floor())];
    out.push(Mark::line(rest, Stroke::dashed(ColorToken::Edge, 1.0, (2.0, 3.0))));
}

/// Draws a label below the axis, if it is clear of the one before.
fn draw_label_below(
    plot: &Plot<'_>,
    column: Rect,
    text: String,
    token: ColorToken,
    taken: &mut Taken,
    out: &mut Vec<Mark>,
) {
    let half_px = plot.width_px(&text) / 2.0;
    let middle = (column.x + column.w / 2.0).min(plot.right() - half_px);
    if middle - half_px >= taken.below_px.max(0.0) {
        taken.below_px = middle + half_px + 12.0;
        out.push(label(text, pt(middle + half_px, plot.floor() + 34.0), Anchor::End, token));
    }
}
