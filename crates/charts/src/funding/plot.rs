//! The plot area of the funding chart: its scales, and constructors for its marks.

use chuhai_core::date::Day;
use chuhai_core::format::MoneyAxis;
use chuhai_core::text::Lang;

use super::Amount;
use crate::measure::TextMeasurer;
use crate::scene::{Anchor, Label, Mark, Point, Rect, Weight};
use crate::theme::ColorToken;

/// Type size of labels.
const SIZE_PX: f64 = 12.0;
/// Line height of labels.
pub(super) const LINE_PX: f64 = 15.0;

/// The plot area, with the scales from days and money to pixels.
pub(super) struct Plot<'a> {
    pub(super) rect: Rect,
    /// The first day and the day after the last.
    pub(super) days: (Day, Day),
    /// The amount at the top.
    pub(super) top: f64,
    /// The notation of amounts.
    pub(super) money: MoneyAxis,
    pub(super) lang: Lang,
    pub(super) measure: &'a dyn TextMeasurer,
}

impl Plot<'_> {
    /// The x of the start of a day.
    pub(super) fn x(&self, day: Day) -> f64 {
        let (from, to) = self.days;
        self.rect.x + f64::from(day - from) / f64::from(to - from) * self.rect.w
    }

    /// The y of an amount.
    pub(super) fn y(&self, amount: f64) -> f64 {
        self.floor() - amount / self.top * self.rect.h
    }

    /// The y of the time axis.
    pub(super) fn floor(&self) -> f64 {
        self.rect.y + self.rect.h
    }

    /// The right edge.
    pub(super) fn right(&self) -> f64 {
        self.rect.x + self.rect.w
    }

    /// The box of an amount: as wide as its period, as high as its value.
    pub(super) fn column(&self, amount: &Amount<'_>) -> Rect {
        let (from, to, top) = (self.x(amount.days.0), self.x(amount.days.1), self.y(amount.value));
        Rect { x: from, y: top, w: to - from, h: self.floor() - top }
    }

    /// The width of a label.
    pub(super) fn width_px(&self, text: &str) -> f64 {
        label_px(self.measure, text)
    }
}

/// Returns the width of a label.
pub(super) fn label_px(measure: &dyn TextMeasurer, text: &str) -> f64 {
    measure.width_px(text, SIZE_PX, Weight::Regular)
}

/// A label of the chart.
pub(super) fn label(text: String, at: Point, anchor: Anchor, token: ColorToken) -> Mark {
    Mark::text(Label::new(text, at, SIZE_PX).anchor(anchor), token)
}

/// A label over lines and areas.
pub(super) fn haloed(text: String, at: Point, anchor: Anchor, token: ColorToken) -> Mark {
    Mark::text(Label::new(text, at, SIZE_PX).anchor(anchor).halo(3.5), token)
}
