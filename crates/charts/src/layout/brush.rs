//! The time brush: from a drag over a picture's time axis to a period, and the band that shows it.
//!
//! A drag snaps to whole years, months or days, the finest that are wide enough to aim at where it ends; a period that
//! was typed more precisely keeps its precise end while the other one is dragged.

use chuhai_core::date::{Date, Day, Precision};
use chuhai_core::state::Period;

use super::axis::TimeScale;
use crate::scene::{Mark, Point, Rect, Shape, Stroke, pt};
use crate::theme::ColorToken;

/// The least width of a month or a day to snap to.
const AIM_PX: f64 = 6.0;
/// The distance from an end of the band within which a drag grabs its handle.
const HANDLE_PX: f64 = 9.0;

/// The brush of a picture with a time axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Brush {
    /// The scale from days to pixels along the axis.
    pub scale: TimeScale,
    /// True if time runs downwards.
    pub down: bool,
    /// The area in which a drag brushes rather than pans.
    pub extent: Rect,
    /// The position of the axis line, across it.
    pub axis_px: f64,
    /// Start and end of the band, across the axis.
    pub reach_px: (f64, f64),
}

impl Brush {
    /// The coordinate of a point along the axis.
    fn along(&self, at: Point) -> f64 {
        if self.down { at.y } else { at.x }
    }

    /// Returns the box from and to along the axis, near and far across it.
    fn rect(&self, (from, to): (f64, f64), (near, far): (f64, f64)) -> Rect {
        if self.down {
            Rect { x: near, y: from, w: far - near, h: to - from }
        } else {
            Rect { x: from, y: near, w: to - from, h: far - near }
        }
    }

    /// First and last visible pixel of the axis.
    fn ends_px(&self) -> (f64, f64) {
        let segments = self.scale.segments();
        (segments[0].from_px, segments[segments.len() - 1].to_px)
    }

    /// Returns true if a point lies on the strip of the axis, outside of the plot.
    pub fn on_axis(&self, at: Point) -> bool {
        let across = if self.down { at.x } else { at.y };
        self.extent.contains(at) && !(self.reach_px.0..=self.reach_px.1).contains(&across)
    }

    /// Returns the date at a pixel along the axis, as precise as it can be aimed at there.
    fn date_at(&self, px: f64) -> Date {
        let (first, last) = self.ends_px();
        let px = px.clamp(first, last - 0.01);
        let day = self.scale.day_at(px).floor() as Day;
        let width_px = |days: f64| self.scale.start_px(f64::from(day) + days) - self.scale.start_px(f64::from(day));
        let precision = if width_px(1.0) >= AIM_PX {
            Precision::Day
        } else if width_px(28.0) >= AIM_PX {
            Precision::Month
        } else {
            Precision::Year
        };
        Date::containing(day, precision)
    }

    /// Returns the period after a drag from `start` to `now` over the period `before`: a drag that starts at a handle
    /// moves that end, any other draws a new period.
    pub fn brushed(&self, before: Period, start: Point, now: Point) -> Period {
        let (from_px, to_px) = self.band_px(before).unwrap_or((f64::INFINITY, f64::INFINITY));
        let start_px = self.along(start);
        let grabs = |end: Option<Date>, px: f64| end.is_some() && (px - start_px).abs() <= HANDLE_PX;
        let moved = self.date_at(self.along(now));
        // The fixed end of the period: its other end, or the start of the drag.
        let fixed = if grabs(before.to, to_px) {
            before.from
        } else if grabs(before.from, from_px) {
            before.to
        } else {
            Some(self.date_at(start_px))
        };
        let (from, to) = match fixed {
            None if grabs(before.to, to_px) => (None, Some(moved)),
            None => (Some(moved), None),
            Some(fixed) if fixed.first_day() < moved.first_day() => (Some(fixed), Some(moved)),
            Some(fixed) if fixed.end_day() > moved.end_day() => (Some(moved), Some(fixed)),
            // One contains the other: the finer one counts.
            Some(fixed) if fixed.precision > moved.precision => (Some(fixed), Some(fixed)),
            Some(_) => (Some(moved), Some(moved)),
        };
        Period { from, to }
    }

    /// First and last visible pixel of a period; `None` if nothing of it is visible.
    fn band_px(&self, period: Period) -> Option<(f64, f64)> {
        let (first, last) = self.ends_px();
        let (seen_from, seen_to) = self.scale.days();
        let (from, to) = period.days();
        let (from, to) = (f64::from(from), f64::from(to));
        if period.is_open() || from >= seen_to || to <= seen_from {
            return None;
        }
        let from_px = if from <= seen_from { first } else { self.scale.start_px(from) };
        let to_px = if to >= seen_to { last } else { self.scale.end_px(to) };
        Some((from_px, to_px))
    }

    /// Returns the band of a period: its marks under the picture and those over it.
    pub fn band(&self, period: Period) -> (Vec<Mark>, Vec<Mark>) {
        let Some((from_px, to_px)) = self.band_px(period) else { return Default::default() };
        let (near, far) = self.reach_px;
        let wash = Mark::filled(Shape::Rect(self.rect((from_px, to_px), (near, far))), ColorToken::AccentWash);
        let edge = |px: f64| {
            let at = |across: f64| if self.down { pt(across, px) } else { pt(px, across) };
            Mark::line([at(near), at(far)], Stroke::dashed(ColorToken::Accent, 1.0, (2.0, 2.0)))
        };
        let line = self.rect((from_px, to_px), (self.axis_px - 1.5, self.axis_px + 1.5));
        let handle = |px: f64| {
            let handle = self.rect((px - 3.0, px + 3.0), (self.axis_px - 7.0, self.axis_px + 7.0));
            Mark::filled(Shape::Polygon(vec![handle.rounded(2.0)]), ColorToken::Accent)
        };
        let (mut under, mut over) = (vec![wash], vec![Mark::filled(Shape::Rect(line), ColorToken::Accent)]);
        for (end, px) in [(period.from, from_px), (period.to, to_px)] {
            if end.is_some() {
                under.push(edge(px));
                over.push(handle(px));
            }
        }
        (under, over)
    }
}

#[cfg(test)]
mod tests {
    use chuhai_core::date::day_from_civil;
    use chuhai_core::state::TimeWindow;
    use proptest::prelude::*;

    use super::*;
    use crate::layout::axis::TimeAxis;

    /// 2020 to October 2024 over 1,000 pixels: years before the break, months after it.
    fn brush(window: TimeWindow) -> Brush {
        let axis = TimeAxis::covering(day_from_civil(2020, 1, 1), day_from_civil(2024, 10, 4));
        Brush {
            scale: TimeScale::new(axis, window, 0.0, 1000.0),
            down: false,
            extent: Rect { x: 0.0, y: 0.0, w: 1000.0, h: 40.0 },
            axis_px: 39.0,
            reach_px: (39.0, 300.0),
        }
    }

    fn period(text: &str) -> Period {
        if text == ".." { Period::default() } else { Period::parse(text).unwrap() }
    }

    fn px(brush: &Brush, year: i32, month: u8, day: u8) -> f64 {
        brush.scale.start_px(f64::from(day_from_civil(year, month, day))) + 0.5
    }

    fn drag(brush: &Brush, before: &str, from_px: f64, to_px: f64) -> String {
        brush.brushed(period(before), pt(from_px, 5.0), pt(to_px, 90.0)).to_string()
    }

    #[test]
    fn a_drag_takes_whole_units_as_wide_as_they_are_drawn() {
        let whole = brush(TimeWindow::default());
        let at = |year, month, day| px(&whole, year, month, day);
        assert_eq!(drag(&whole, "..", at(2024, 3, 9), at(2024, 5, 20)), "2024-03..2024-05");
        assert_eq!(drag(&whole, "..", at(2024, 5, 20), at(2024, 3, 9)), "2024-03..2024-05");
        assert_eq!(drag(&whole, "..", at(2024, 5, 20), at(2024, 5, 20)), "2024-05..2024-05");
        assert_eq!(drag(&whole, "..", -50.0, 5000.0), "2020..2024-10");
        let near = brush(TimeWindow { from: 0.7, to: 0.75 });
        assert_eq!(drag(&near, "..", 0.0, 0.0).len(), "2024-05-06..2024-05-06".len(), "days, drawn wide enough");
        let axis = TimeAxis::covering(day_from_civil(1400, 1, 1), day_from_civil(1500, 1, 1)).unbroken();
        let far =
            Brush { scale: TimeScale::new(axis, TimeWindow::default(), 0.0, 1000.0), ..brush(TimeWindow::default()) };
        assert_eq!(drag(&far, "..", px(&far, 1405, 3, 1), px(&far, 1433, 3, 1)), "1405..1433");
    }

    #[test]
    fn an_end_that_was_taken_hold_of_moves_and_the_other_stays_as_exact_as_it_was() {
        let brush = brush(TimeWindow::default());
        let at = |year, month, day| px(&brush, year, month, day);
        assert_eq!(drag(&brush, "2024-03-05..2024-05", at(2024, 6, 1), at(2024, 8, 9)), "2024-03-05..2024-08");
        assert_eq!(drag(&brush, "2024-03..2024-05-06", at(2024, 3, 1), at(2024, 2, 9)), "2024-02..2024-05-06");
        assert_eq!(
            drag(&brush, "2024-03..2024-05", at(2024, 6, 1), at(2024, 1, 9)),
            "2024-01..2024-03",
            "past the other"
        );
        assert_eq!(drag(&brush, "2024-03..", at(2024, 3, 1), at(2024, 6, 9)), "2024-06..");
        assert_eq!(drag(&brush, "..2024-03", at(2024, 4, 1), at(2024, 6, 9)), "..2024-06");
        assert_eq!(drag(&brush, "2024-03-05..2024-05", at(2024, 6, 1), at(2024, 3, 20)), "2024-03-05..2024-03-05");
    }

    #[test]
    fn the_band_shows_what_is_seen_of_the_period() {
        let brush = brush(TimeWindow::default());
        assert_eq!(brush.band(Period::default()), Default::default());
        assert_eq!(brush.band(period("1405..1433")), Default::default());
        let count = |text: &str| {
            let (under, over) = brush.band(period(text));
            (under.len(), over.len())
        };
        assert_eq!((count("2024-03..2024-05"), count("2024-03..")), ((3, 3), (2, 2)));
    }

    proptest! {
        #[test]
        fn any_drag_gives_a_period_of_the_axis(
            before in proptest::sample::select(&["..", "2024..", "..2024-03", "2021..2024-03-05", "1405..1433"][..]),
            (from, to) in (-2000.0..2000.0f64, -2000.0..2000.0f64),
            (left, span) in (0.0..0.9f64, 0.001..1.0f64),
        ) {
            let brush = brush(TimeWindow { from: left, to: (left + span).min(1.0) });
            let after = brush.brushed(period(before), pt(from, 0.0), pt(to, 0.0));
            prop_assert!(after.is_valid() && !after.is_open());
            prop_assert!(after.from.is_none_or(Date::is_valid) && after.to.is_none_or(Date::is_valid));
            let _ = brush.band(after);
        }
    }
}
