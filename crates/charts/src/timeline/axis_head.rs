//! The head of the horizontal timeline: ticks, what they are ticks of, the double rule where the scale
//! changes, and the day the article was published.

use chuhai_core::date::{Day, civil_from_day};
use chuhai_core::text::{Lang, phrases};

use super::marks::{hairline, plain, text};
use super::words::interval_words;
use crate::axis::{BREAK_GAP_PX, Segment, TICK_SIZE_PX, TickInterval, TickUnit, TimeScale, floor, next, ticks};
use crate::measure::TextMeasurer;
use crate::scene::{Anchor, Label, Mark, Rect, Shape, Stroke, Weight, pt};
use crate::theme::ColorToken;

/// Where the line of the axis runs.
pub(super) const AXIS_Y: f64 = 39.0;
const TICK_Y: f64 = 28.0;
const CONTEXT_Y: f64 = 9.0;

/// The head of one picture.
pub(super) struct AxisHead<'a> {
    /// Each run of the axis with its divisions.
    pub(super) runs: Vec<(Segment, TickUnit, Vec<TickInterval>)>,
    scale: &'a TimeScale,
    measure: &'a dyn TextMeasurer,
    lang: Lang,
    /// Right edge of the picture.
    right: f64,
    /// How far down lines go.
    bottom: f64,
}

impl<'a> AxisHead<'a> {
    pub(super) fn new(
        scale: &'a TimeScale,
        right: f64,
        bottom: f64,
        lang: Lang,
        measure: &'a dyn TextMeasurer,
    ) -> Self {
        let runs = scale.segments().iter().map(|segment| {
            let (unit, intervals) = ticks(segment, lang, measure);
            (*segment, unit, intervals)
        });
        Self { runs: runs.collect(), scale, measure, lang, right, bottom }
    }

    /// Ticks, their labels and grid lines.
    pub(super) fn draw(&self, published: Option<Day>, out: &mut Vec<Mark>) {
        let Self { scale, bottom, .. } = *self;
        for (segment, unit, intervals) in &self.runs {
            out.push(hairline(pt(segment.from_px, AXIS_Y), pt(segment.to_px, AXIS_Y), ColorToken::Ink3));
            for tick in intervals {
                let (from, to) = (scale.start_px(f64::from(tick.from)), scale.end_px(f64::from(tick.to)));
                let starts_here = from >= segment.from_px - 0.5;
                if starts_here {
                    out.push(hairline(pt(from, AXIS_Y - 5.0), pt(from, bottom), ColorToken::Rule));
                }
                let (from, to) = (from.max(segment.from_px), to.min(segment.to_px));
                let fits = self.width_px(&tick.label) <= to - from;
                match unit {
                    // A week is called by its Monday, so its name stands where that is.
                    TickUnit::Week if fits && starts_here => {
                        out.push(small(&tick.label, from + 4.0, TICK_Y, Anchor::Start, ColorToken::Ink3));
                    }
                    TickUnit::Week => {}
                    _ if fits => {
                        out.push(small(&tick.label, f64::midpoint(from, to), TICK_Y, Anchor::Middle, ColorToken::Ink3))
                    }
                    _ => {}
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

    /// A dotted line and its words, where the day is seen.
    fn draw_published(&self, day: Day, taken: &mut Vec<Rect>, out: &mut Vec<Mark>) {
        let Self { scale, bottom, lang, right, .. } = *self;
        let (first, last) = scale.days();
        let middle = f64::from(day) + 0.5;
        if middle < first || middle > last {
            return;
        }
        let x = scale.start_px(middle);
        let dotted = Stroke { token: ColorToken::Edge, width_px: 1.0, dash_px: Some((1.0, 3.0)) };
        out.push(plain(Shape::Path(vec![pt(x, AXIS_Y + 1.0), pt(x, bottom)]), None, Some(dotted)));
        let (_, month, date) = civil_from_day(day);
        let name = phrases::FORMAT_MONTHS_SHORT.get(lang).split('|').nth(usize::from(month) - 1).unwrap_or_default();
        let date = phrases::FORMAT_MONTH_DAY.fill(lang, &[("m", name), ("d", &date.to_string())]);
        let words = phrases::TIMELINE_PUBLISHED.fill(lang, &[("date", &date)]);
        let width = self.width_px(&words);
        let centre = x.min(right - width / 2.0);
        taken.push(Rect { x: centre - width / 2.0, y: 0.0, w: width, h: TICK_SIZE_PX }.grown(6.0));
        out.push(small(&words, centre, CONTEXT_Y, Anchor::Middle, ColorToken::Ink2));
    }

    /// What the ticks are ticks of: years over months, months over days; at the overview, the two scales.
    fn draw_context(&self, taken: &mut Vec<Rect>, out: &mut Vec<Mark>) {
        let Self { scale, lang, right, .. } = *self;
        for (ix, (segment, unit, _)) in self.runs.iter().enumerate() {
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

    /// The double rule where the scale changes, over all lines that run through it.
    pub(super) fn draw_break(&self, out: &mut Vec<Mark>) {
        let bottom = self.bottom;
        let [(early, ..), _] = self.runs.as_slice() else { return };
        let gap = Rect { x: early.to_px, y: AXIS_Y - 4.0, w: BREAK_GAP_PX, h: bottom - AXIS_Y + 4.0 };
        out.push(plain(Shape::Rect(gap), Some(ColorToken::Paper), None));
        for x in [gap.x + 2.0, gap.x + BREAK_GAP_PX - 2.0] {
            out.push(hairline(pt(x, AXIS_Y - 5.0), pt(x, bottom), ColorToken::Edge));
        }
    }
}

/// The divisions one unit up: where each comes into view, and its name.
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

/// A text of the axis.
pub(super) fn small(words: &str, x: f64, y: f64, anchor: Anchor, token: ColorToken) -> Mark {
    let label = Label {
        text: words.to_owned(),
        at: pt(x, y),
        size_px: TICK_SIZE_PX,
        weight: Weight::Regular,
        anchor,
        halo_px: 0.0,
    };
    text(label, token, None)
}
