//! The time axis: days to fractions of the axis, fractions to pixels, and ticks.
//!
//! The axis may have one break in scale: the years before it are drawn small, the last year large.
//! A [`TimeWindow`] is a window in fractions of the axis, so that a zoom is the same at every width and in
//! every language. Today's date plays no part: the domain comes from the dataset.

use chuhai_core::date::{Day, civil_from_day, day_from_civil};
use chuhai_core::state::TimeWindow;
use chuhai_core::text::{Lang, phrases};

use crate::measure::TextMeasurer;
use crate::scene::Weight;

/// The share of the axis for the years before the break.
const EARLY_SHARE: f64 = 0.29;
/// The gap at the break, for its double rule.
pub const BREAK_GAP_PX: f64 = 10.0;
/// Type size of tick labels.
pub const TICK_SIZE_PX: f64 = 12.0;

/// The whole axis: a monotone piecewise linear map from days to `0..=1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeAxis {
    from: Day,
    break_at: Option<Day>,
    to: Day,
}

impl TimeAxis {
    /// An axis that covers the days from `first` to before `end`: from the start of the first year to the end of
    /// the last month, with a break before the last year if at least three years lie before it.
    pub fn covering(first: Day, end: Day) -> Self {
        let (first_year, ..) = civil_from_day(first);
        let (last_year, last_month, _) = civil_from_day(end.max(first + 1) - 1);
        let (next_year, next_month) = if last_month == 12 { (last_year + 1, 1) } else { (last_year, last_month + 1) };
        Self {
            from: day_from_civil(first_year, 1, 1),
            break_at: (last_year - first_year >= 3).then(|| day_from_civil(last_year, 1, 1)),
            to: day_from_civil(next_year, next_month, 1),
        }
    }

    /// Returns the axis of the same days without a break.
    pub fn unbroken(self) -> Self {
        Self { break_at: None, ..self }
    }

    /// The day at which the scale changes, if it does.
    pub fn break_at(&self) -> Option<Day> {
        self.break_at
    }

    /// The first day and the day after the last.
    pub fn domain(&self) -> (Day, Day) {
        (self.from, self.to)
    }

    /// Returns the fraction of the axis at a moment (in days, with fractions); beyond its ends the outer scales go on.
    pub fn fraction(&self, day: f64) -> f64 {
        let (from, to) = (f64::from(self.from), f64::from(self.to));
        match self.break_at.map(f64::from) {
            Some(at) if day < at => EARLY_SHARE * (day - from) / (at - from),
            Some(at) => EARLY_SHARE + (1.0 - EARLY_SHARE) * (day - at) / (to - at),
            None => (day - from) / (to - from),
        }
    }

    /// Returns the moment at a fraction of the axis: the inverse of [`fraction`](Self::fraction).
    pub fn day(&self, fraction: f64) -> f64 {
        let (from, to) = (f64::from(self.from), f64::from(self.to));
        match self.break_at.map(f64::from) {
            Some(at) if fraction < EARLY_SHARE => from + fraction / EARLY_SHARE * (at - from),
            Some(at) => at + (fraction - EARLY_SHARE) / (1.0 - EARLY_SHARE) * (to - at),
            None => from + fraction * (to - from),
        }
    }
}

/// A stretch of days drawn at one scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    /// The first moment, in days.
    pub from_day: f64,
    /// The last moment, in days.
    pub to_day: f64,
    /// The pixel of `from_day`.
    pub from_px: f64,
    /// The pixel of `to_day`.
    pub to_px: f64,
}

impl Segment {
    /// Pixels per day.
    pub fn px_per_day(&self) -> f64 {
        (self.to_px - self.from_px) / (self.to_day - self.from_day)
    }

    /// Returns the pixel of a moment.
    fn px(&self, day: f64) -> f64 {
        self.from_px + (day - self.from_day) * self.px_per_day()
    }
}

/// The scale of the visible window of an axis, from days to pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeScale {
    axis: TimeAxis,
    /// One segment, or two with the break between them.
    segments: Vec<Segment>,
}

impl TimeScale {
    /// The scale of `window` of `axis` over `length_px` pixels from `from_px`.
    pub fn new(axis: TimeAxis, window: TimeWindow, from_px: f64, length_px: f64) -> Self {
        let (first, last) = (axis.day(window.from), axis.day(window.to));
        let whole = |from_day, to_day, from_px, to_px| Segment { from_day, to_day, from_px, to_px };
        let segments = match axis.break_at.map(f64::from) {
            Some(at) if first < at && at < last && length_px > 2.0 * BREAK_GAP_PX => {
                let share = (EARLY_SHARE - window.from) / (window.to - window.from);
                let early_px = (length_px - BREAK_GAP_PX) * share;
                vec![
                    whole(first, at, from_px, from_px + early_px),
                    whole(at, last, from_px + early_px + BREAK_GAP_PX, from_px + length_px),
                ]
            }
            _ => vec![whole(first, last, from_px, from_px + length_px)],
        };
        Self { axis, segments }
    }

    /// The unbroken scale of the days from `first` to before `end` over `length_px` pixels from `from_px`.
    pub fn even(first: Day, end: Day, from_px: f64, length_px: f64) -> Self {
        let axis = TimeAxis { from: first, break_at: None, to: end };
        Self::new(axis, TimeWindow::default(), from_px, length_px)
    }

    /// The segments of one scale each, in order.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The first and last visible moment, in days.
    pub fn days(&self) -> (f64, f64) {
        let last = self.segments.len() - 1;
        (self.segments[0].from_day, self.segments[last].to_day)
    }

    /// Returns the pixel of the start of a period that begins with `day`.
    pub fn start_px(&self, day: f64) -> f64 {
        let after_break = self.segments.len() > 1 && day >= self.segments[1].from_day;
        self.segments[usize::from(after_break)].px(day)
    }

    /// Returns the pixel of the end of a period that ends before `day`: at the break, before its gap.
    pub fn end_px(&self, day: f64) -> f64 {
        let after_break = self.segments.len() > 1 && day > self.segments[1].from_day;
        self.segments[usize::from(after_break)].px(day)
    }

    /// Returns the moment at a pixel; in the gap, the break.
    pub fn day_at(&self, px: f64) -> f64 {
        let last = self.segments.len() - 1;
        let segment = if last > 0 && px >= self.segments[0].to_px { self.segments[1] } else { self.segments[0] };
        let day = segment.from_day + (px - segment.from_px) / segment.px_per_day();
        if last > 0 && px >= self.segments[0].to_px { day.max(segment.from_day) } else { day }
    }

    /// Returns the fraction of the whole axis at a pixel, as in a [`TimeWindow`].
    pub fn fraction_at(&self, px: f64) -> f64 {
        self.axis.fraction(self.day_at(px))
    }
}

/// The unit of the ticks of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TickUnit {
    /// A number of years.
    Years(u16),
    /// Calendar quarters.
    Quarter,
    /// Calendar months.
    Month,
    /// Weeks from Monday.
    Week,
    /// Days.
    Day,
}

impl TickUnit {
    /// Returns the next coarser unit; years stay years.
    pub fn coarser(self) -> Self {
        match self {
            Self::Years(_) => self,
            Self::Quarter => Self::Years(1),
            Self::Month => Self::Quarter,
            Self::Week => Self::Month,
            Self::Day => Self::Week,
        }
    }
}

/// The interval from one tick to the next, with its label.
#[derive(Clone, Debug, PartialEq)]
pub struct TickInterval {
    /// First day.
    pub from: Day,
    /// The day after the last.
    pub to: Day,
    /// Its label, short enough for its width.
    pub label: String,
}

/// Returns the ticks of a segment, as fine as their labels allow. Intervals may exceed the segment at both ends.
pub fn ticks(segment: &Segment, lang: Lang, measure: &dyn TextMeasurer) -> (TickUnit, Vec<TickInterval>) {
    let px_per_day = segment.px_per_day();
    let fits =
        |sample: &str, days: f64| measure.width_px(sample, TICK_SIZE_PX, Weight::Regular) + 2.0 <= days * px_per_day;
    let months: Vec<&str> = phrases::FORMAT_MONTHS_SHORT.get(lang).split('|').collect();
    let initials: Vec<&str> = phrases::TIMELINE_MONTHS_NARROW.get(lang).split('|').collect();
    let (unit, months) = if fits("130", 1.0) {
        (TickUnit::Day, months)
    } else if fits(&week_label(30, 12, lang), 7.0) {
        (TickUnit::Week, months)
    } else if months.iter().all(|month| fits(month, 30.4)) {
        (TickUnit::Month, months)
    } else if initials.iter().all(|month| fits(month, 28.0)) {
        (TickUnit::Month, initials)
    } else if fits(&quarter_label(4, lang), 90.0) {
        (TickUnit::Quarter, months)
    } else {
        let step = [1, 2, 5, 10, 20, 50, 100].into_iter().find(|step| fits("2020", f64::from(*step) * 365.0));
        (TickUnit::Years(step.unwrap_or(500)), months)
    };
    let label = |day: Day| {
        let (year, month, date) = civil_from_day(day);
        match unit {
            TickUnit::Years(_) => year.to_string(),
            TickUnit::Quarter => quarter_label((month - 1) / 3 + 1, lang),
            TickUnit::Month => months.get(usize::from(month) - 1).copied().unwrap_or_default().to_owned(),
            TickUnit::Week => week_label(date, month, lang),
            TickUnit::Day => date.to_string(),
        }
    };
    let mut intervals = Vec::new();
    let mut from = floor(segment.from_day, unit);
    while f64::from(from) < segment.to_day {
        let to = next(from, unit);
        intervals.push(TickInterval { from, to, label: label(from) });
        from = to;
    }
    (unit, intervals)
}

/// The label of a quarter: “Q2”, “2 季度”.
fn quarter_label(quarter: u8, lang: Lang) -> String {
    phrases::TIMELINE_QUARTER.fill(lang, &[("n", &quarter.to_string())])
}

/// The label of a week: its Monday.
fn week_label(day: u8, month: u8, lang: Lang) -> String {
    let name = phrases::FORMAT_MONTHS_SHORT.get(lang).split('|').nth(usize::from(month) - 1).unwrap_or_default();
    phrases::TIMELINE_WEEK.fill(lang, &[("d", &day.to_string()), ("m", name)])
}

/// Returns the first day of the interval that `day` lies in.
pub fn floor(day: f64, unit: TickUnit) -> Day {
    let day = day.floor() as Day;
    let (year, month, _) = civil_from_day(day);
    match unit {
        TickUnit::Years(step) => day_from_civil(year.div_euclid(i32::from(step)) * i32::from(step), 1, 1),
        TickUnit::Quarter => day_from_civil(year, (month - 1) / 3 * 3 + 1, 1),
        TickUnit::Month => day_from_civil(year, month, 1),
        // 1970-01-01, day 0, was a Thursday.
        TickUnit::Week => day - (day + 3).rem_euclid(7),
        TickUnit::Day => day,
    }
}

/// Returns the first day of the interval after the one that begins with `from`.
pub fn next(from: Day, unit: TickUnit) -> Day {
    let (year, month, _) = civil_from_day(from);
    let months_on = |by: u8| {
        let month = month + by;
        if month > 12 { day_from_civil(year + 1, month - 12, 1) } else { day_from_civil(year, month, 1) }
    };
    match unit {
        TickUnit::Years(step) => day_from_civil(year + i32::from(step), 1, 1),
        TickUnit::Quarter => months_on(3),
        TickUnit::Month => months_on(1),
        TickUnit::Week => from + 7,
        TickUnit::Day => from + 1,
    }
}
