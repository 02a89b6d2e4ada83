//! The head of the horizontal timeline: ticks, their context, the double rule at the break in scale, and the publication
//! date of the article.

use chuhai_core::date::{Day, civil_from_day};
use chuhai_core::text::{Lang, phrases};

use super::marks::hairline;
use super::words::interval_words;
use crate::layout::axis::{BREAK_GAP_PX, Segment, TICK_SIZE_PX, TickInterval, TickUnit, TimeScale, floor, next, ticks};
use crate::measure::TextMeasurer;
use crate::scene::{Anchor, Label, Mark, MarkRole, Rect, Shape, Stroke, Weight, pt};
use crate::theme::ColorToken;

/// The y of the axis line.
pub(super) const AXIS_Y: f64 = 39.0;
const TICK_Y: f64 = 28.0;
const CONTEXT_Y: f64 = 9.0;

/// The head of the timeline.
pub(super) struct AxisHead<'a> {
    /// The segments of the axis with their ticks.
    pub(super) segments: Vec<(Segment, TickUnit, Vec<TickInterval>)>,
    scale: &'a TimeScale,
    measure: &'a dyn TextMeasurer,
    lang: Lang,
    /// Right edge of the picture.
    right: f64,
    /// Bottom of the grid lines.
    bottom: f64,
}

impl<'a> AxisHead<'a> {
    /// The head for a scale, in a picture with these edges.
    pub(super) fn new(
        scale: &'a TimeScale,
        right: f64,
        bottom: f64,
        lang: Lang,
        measure: &'a dyn TextMeasurer,
    ) -> Self {
        let segments = scale.segments().iter().map(|segment| {
            let (unit, intervals) = ticks(segment, lang, measure);
            (*segment, unit, intervals)
        });
        Self { segments: segments.collect(), scale, measure, lang, right, bottom }
    }

    /// Draws ticks, their labels and grid lines, the context and the publication date.
    pub(super) fn draw(&self, published: Option<Day>, out: &mut Vec<Mark>) {
        let Self { scale, bottom, .. } = *self;
        for (segment, unit, intervals) in &self.segments {
            out.push(hairline(pt(segment.from_px, AXIS_Y), pt(segment.to_px, AXIS_Y), ColorToken::Ink3));
            for tick in intervals {
                let (from, to) = (scale.start_px(f64::from(tick.from)), scale.end_px(f64::from(tick.to)));
                let starts_here = from >= segment.from_px - 0.5;
                if starts_here {
                    let line = hairline(pt(from, AXIS_Y - 5.0), pt(from, bottom), ColorToken::Rule);
                    out.push(line.with_role(MarkRole::Grid));
                }
                let (from, to) = (from.max(segment.from_px), to.min(segment.to_px));
                let fits = self.width_px(&tick.label) <= to - from;
                // The label of a week is its Monday, so that it is aligned to the tick.
                let is_week = *unit == TickUnit::Week;
                if fits && (starts_here || !is_week) {
                    let (x, anchor) =
                        if is_week { (from + 4.0, Anchor::Start) } else { (f64::midpoint(from, to), Anchor::Middle) };
                    out.push(small(&tick.label, x, TICK_Y, anchor, ColorToken::Ink3));
                }
            }
        }
        let mut taken = Vec::new();
        if let Some(day) = published {
            self.draw_published(day, &mut taken, out);
        }
        self.draw_context(&mut taken, out);
    }

    fn width_px(&self, words: &str) -> f64 {
        self.measure.width_px(words, TICK_SIZE_PX, Weight::Regular)
    }

    /// Draws the publication date as a dotted line with a label, if the day is visible.
    fn draw_published(&self, day: Day, taken: &mut Vec<Rect>, out: &mut Vec<Mark>) {
        let Self { scale, bottom, lang, right, .. } = *self;
        let (first, last) = scale.days();
        let middle = f64::from(day) + 0.5;
        if middle < first || middle > last {
            return;
        }
        let x = scale.start_px(middle);
        let dotted = Stroke::dashed(ColorToken::Edge, 1.0, (1.0, 3.0));
        out.push(Mark::line([pt(x, AXIS_Y + 1.0), pt(x, bottom)], dotted));
        let (_, month, date) = civil_from_day(day);
        let name = phrases::FORMAT_MONTHS_SHORT.get(lang).split('|').nth(usize::from(month) - 1).unwrap_or_default();
        let date = phrases::FORMAT_MONTH_DAY.fill(lang, &[("m", name), ("d", &date.to_string())]);
        let words = phrases::TIMELINE_PUBLISHED.fill(lang, &[("date", &date)]);
        let width = self.width_px(&words);
        let centre = x.min(right - width / 2.0);
        taken.push(Rect { x: centre - width / 2.0, y: 0.0, w: width, h: TICK_SIZE_PX }.grown(6.0));
        out.push(small(&words, centre, CONTEXT_Y, Anchor::Middle, ColorToken::Ink2));
    }

    /// Draws the context of the ticks: years over months, months over days; at the overview, the two scales.
    fn draw_context(&self, taken: &mut Vec<Rect>, out: &mut Vec<Mark>) {
        let Self { scale, lang, right, .. } = *self;
        for (ix, (segment, unit, _)) in self.segments.iter().enumerate() {
            let parents: Vec<(f64, String)> = match unit {
                TickUnit::Years(_) => vec![(segment.from_px, phrases::TIMELINE_BY_YEAR.get(lang).to_owned())],
                TickUnit::Month if ix > 0 => {
                    let (year, ..) = civil_from_day(segment.from_day as Day);
                    vec![(segment.from_px, phrases::TIMELINE_BY_MONTH.fill(lang, &[("year", &year.to_string())]))]
                }
                TickUnit::Month | TickUnit::Quarter => parents(segment, TickUnit::Years(1), scale, lang),
                TickUnit::Week | TickUnit::Day => parents(segment, TickUnit::Month, scale, lang),
            };
            for (at, (x, words)) in parents.iter().enumerate() {
                let width = self.width_px(words);
                let until = parents.get(at + 1).map_or(right, |(x, _)| x - 8.0);
                let place = Rect { x: *x, y: 0.0, w: width, h: TICK_SIZE_PX };
                if x + width <= until && !taken.iter().any(|other| other.overlaps(&place)) {
                    out.push(small(words, *x, CONTEXT_Y, Anchor::Start, ColorToken::Ink3));
                    taken.push(place.grown(6.0));
                }
            }
        }
    }

    /// Draws the double rule at the break in scale, over all lines that cross it.
    pub(super) fn draw_break(&self, out: &mut Vec<Mark>) {
        let bottom = self.bottom;
        let [(early, ..), _] = self.segments.as_slice() else { return };
        let gap = Rect { x: early.to_px, y: AXIS_Y - 4.0, w: BREAK_GAP_PX, h: bottom - AXIS_Y + 4.0 };
        out.push(Mark::filled(Shape::Rect(gap), ColorToken::Paper).with_role(MarkRole::Halo));
        for x in [gap.x + 2.0, gap.x + BREAK_GAP_PX - 2.0] {
            out.push(hairline(pt(x, AXIS_Y - 5.0), pt(x, bottom), ColorToken::Edge));
        }
    }
}

/// Returns the intervals of a coarser unit: the visible start and the name of each.
fn parents(segment: &Segment, unit: TickUnit, scale: &TimeScale, lang: Lang) -> Vec<(f64, String)> {
    let mut from = floor(segment.from_day, unit);
    let mut found = Vec::new();
    while f64::from(from) < segment.to_day {
        let words = interval_words(from, unit, lang);
        found.push((scale.start_px(f64::from(from)).max(segment.from_px), words));
        from = next(from, unit);
    }
    found
}

/// A label of the axis.
pub(super) fn small(words: &str, x: f64, y: f64, anchor: Anchor, token: ColorToken) -> Mark {
    Mark::text(Label::new(words, pt(x, y), TICK_SIZE_PX).anchor(anchor), token)
}
