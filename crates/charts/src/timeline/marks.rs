//! The marks of dates, as wide as their precision. Shapes are made along and across a time line, so that the
//! same code draws the horizontal and the vertical timeline.

use chuhai_core::date::{Date, Edtf, Extent, Precision};
use chuhai_core::state::Emphasis;

use crate::layout::axis::TimeScale;
use crate::scene::{Mark, Point, Rect, Shape, Stroke, pt};
use crate::theme::ColorToken;

/// Thickness of a bar if time runs across.
pub(super) const BAR_PX: f64 = 10.0;
/// Length of the tail of an open start, as in “by July”.
const TAIL_PX: f64 = 11.0;
/// Length of the pill of an undated record.
pub(super) const PILL_PX: f64 = 14.0;
/// Side of the disputed sign.
pub(super) const SIGN_PX: f64 = 13.0;
const OUTLINE_PX: f64 = 1.25;
const LINE_PX: f64 = 1.75;

/// The direction of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Orientation {
    /// Left to right.
    Across,
    /// Downwards.
    Down,
}

impl Orientation {
    /// Thickness of a bar; thinner downwards, for many side by side in a narrow picture.
    const fn bar_px(self) -> f64 {
        match self {
            Self::Across => BAR_PX,
            Self::Down => 7.0,
        }
    }

    /// Radius of a day's dot.
    const fn dot_px(self) -> f64 {
        match self {
            Self::Across => 4.6,
            Self::Down => 3.5,
        }
    }

    /// The point at a position along and across the time line.
    pub(super) fn point(self, along: f64, across: f64) -> Point {
        match self {
            Self::Across => pt(along, across),
            Self::Down => pt(across, along),
        }
    }

    /// The box of a bar at `across`.
    pub(super) fn bar(self, from: f64, to: f64, across: f64) -> Rect {
        self.rect(from, to, across, self.bar_px())
    }

    /// The box around the time line at `across`, `thick` thick.
    pub(super) fn rect(self, from: f64, to: f64, across: f64, thick: f64) -> Rect {
        match self {
            Self::Across => Rect { x: from, y: across - thick / 2.0, w: to - from, h: thick },
            Self::Down => Rect { x: across - thick / 2.0, y: from, w: thick, h: to - from },
        }
    }
}

/// A date on a scale, in pixels along the time line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct DateMark {
    orientation: Orientation,
    body: Body,
    /// The date by another source.
    second: Option<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Body {
    /// A day, by its middle.
    Dot(f64),
    /// A period.
    Bar { from: f64, to: f64, about: bool },
    /// A line from a known start to a bar; the start is a tick, or a thin bar as wide as its precision.
    Span { start: (f64, f64), from: f64, to: f64 },
    /// A bar with an open start.
    Until { from: f64, to: f64 },
}

impl DateMark {
    /// The mark of `date`, which another source may put at `second`.
    pub(super) fn new(date: Edtf, second: Option<Edtf>, scale: &TimeScale, orientation: Orientation) -> Self {
        let period = |date: Date| {
            let from = scale.start_px(f64::from(date.first_day())) + 0.5;
            let to = scale.end_px(f64::from(date.end_day())) - 0.5;
            (from, to.max(from + 2.0))
        };
        let middle = |date: Date| scale.start_px(f64::from(date.first_day()) + 0.5);
        let about = date.approximate;
        let body = match date.extent {
            Extent::One(day) if day.precision == Precision::Day && !about => Body::Dot(middle(day)),
            Extent::One(date) => {
                let (from, to) = period(date);
                Body::Bar { from, to, about }
            }
            Extent::Interval(start, end) if about => Body::Bar { from: period(start).0, to: period(end).1, about },
            Extent::Interval(start, end) => {
                let (from, to) = period(end);
                let exact = start.precision == Precision::Day;
                Body::Span { start: if exact { (middle(start), middle(start)) } else { period(start) }, from, to }
            }
            Extent::Until(date) => {
                let (from, to) = period(date);
                Body::Until { from, to }
            }
        };
        let second = second.map(Edtf::last).map(|date| {
            if date.precision == Precision::Day { middle(date) } else { f64::midpoint(period(date).0, period(date).1) }
        });
        Self { orientation, body, second }
    }

    /// The direction of time.
    pub(super) const fn orientation(&self) -> Orientation {
        self.orientation
    }

    /// First and last pixel of the date, without the second date.
    pub(super) fn reach(&self) -> (f64, f64) {
        match self.body {
            Body::Dot(at) => (at - self.orientation.dot_px(), at + self.orientation.dot_px()),
            Body::Bar { from, to, .. } => (from, to),
            Body::Span { start, to, .. } => (start.0, to),
            Body::Until { from, to } => (from - TAIL_PX, to),
        }
    }

    /// First and last pixel of the whole mark.
    pub(super) fn hull(&self) -> (f64, f64) {
        let (from, to) = self.reach();
        match self.second {
            Some(at) => (from.min(at - self.orientation.dot_px()), to.max(at + self.orientation.dot_px())),
            None => (from, to),
        }
    }

    /// First and last pixel of the hit area: the dot or the bar.
    pub(super) fn core(&self) -> (f64, f64) {
        match self.body {
            Body::Dot(at) => (at - self.orientation.dot_px(), at + self.orientation.dot_px()),
            Body::Bar { from, to, .. } | Body::Span { from, to, .. } | Body::Until { from, to } => (from, to),
        }
    }

    /// The stretch that a label may cover without hiding either end: the bar, or the line of an interval.
    pub(super) fn body(&self) -> (f64, f64) {
        match self.body {
            Body::Bar { from, to, .. } => (from, to),
            Body::Span { start, from, .. } => (start.1, from),
            Body::Dot(at) => (at, at),
            Body::Until { from, .. } => (from, from),
        }
    }

    /// Draws the mark on the time line at `across`, cut to `clip` along it.
    pub(super) fn draw(&self, across: f64, clip: (f64, f64), style: MarkStyle, item: u32, out: &mut Vec<Mark>) {
        let mut pen = Pen { orientation: self.orientation, across, clip, style, item, out };
        self.draw_second(&mut pen);
        match self.body {
            Body::Dot(at) => pen.dot(at, style.fill.unwrap_or(ColorToken::Paper), pen.outline()),
            Body::Bar { from, to, about } => pen.bar(from, to, about),
            Body::Span { start, from, to } => {
                pen.line(start.1, from, Stroke { width_px: LINE_PX, ..pen.outline() });
                if start.0 == start.1 {
                    pen.tick(start.0)
                } else {
                    pen.thin_bar(start.0, start.1)
                }
                pen.bar(from, to, false);
            }
            Body::Until { from, to } => {
                pen.line(from - TAIL_PX, from, Stroke { width_px: LINE_PX, ..pen.outline() });
                pen.bar(from, to, false);
            }
        }
    }

    /// Draws the date of the other source, and a dotted line to it. A date within the mark only adds precision and is left
    /// out.
    fn draw_second(&self, pen: &mut Pen<'_>) {
        let (from, to) = self.reach();
        let is_within = |at: &f64| !matches!(self.body, Body::Dot(_)) && *at >= from && *at <= to;
        let Some(at) = self.second.filter(|at| !is_within(at)) else { return };
        let dot_px = self.orientation.dot_px();
        let (gap_from, gap_to) = if at < from { (at + dot_px, from) } else { (to, at - dot_px) };
        pen.line(gap_from, gap_to, Stroke::dashed(pen.style.stroke, 1.0, (1.0, 3.0)));
        pen.dot(at, ColorToken::Paper, Stroke { dash_px: Some((2.2, 2.2)), ..pen.outline() });
    }
}

/// Draws the parts of one date.
struct Pen<'a> {
    orientation: Orientation,
    across: f64,
    clip: (f64, f64),
    style: MarkStyle,
    item: u32,
    out: &'a mut Vec<Mark>,
}

impl Pen<'_> {
    const fn outline(&self) -> Stroke {
        Stroke::solid(self.style.stroke, OUTLINE_PX)
    }

    fn push(&mut self, mark: Mark) {
        self.out.push(mark.of_item(self.item));
    }

    /// Cuts a stretch to the clip; `None` if nothing is left.
    fn cut(&self, from: f64, to: f64) -> Option<(f64, f64)> {
        let (from, to) = (from.max(self.clip.0), to.min(self.clip.1));
        (to > from).then_some((from, to))
    }

    fn contains(&self, at: f64) -> bool {
        at >= self.clip.0 && at <= self.clip.1
    }

    fn dot(&mut self, at: f64, fill: ColorToken, stroke: Stroke) {
        if self.contains(at) {
            let (centre, radius_px) = (self.orientation.point(at, self.across), self.orientation.dot_px());
            self.push(Mark::filled(Shape::Circle { centre, radius_px }, fill).with_stroke(stroke));
        }
    }

    fn line(&mut self, from: f64, to: f64, stroke: Stroke) {
        if let Some((from, to)) = self.cut(from, to) {
            let ends = [from, to].map(|along| self.orientation.point(along, self.across));
            self.push(Mark::line(ends, stroke));
        }
    }

    fn tick(&mut self, at: f64) {
        if self.contains(at) {
            let ends = [-4.0, 4.0].map(|by| self.orientation.point(at, self.across + by));
            self.push(Mark::line(ends, Stroke { width_px: LINE_PX, ..self.outline() }));
        }
    }

    fn thin_bar(&mut self, from: f64, to: f64) {
        if let Some((from, to)) = self.cut(from, to) {
            let rect = self.orientation.rect(from, to, self.across, 4.0);
            self.push(Mark::filled(Shape::Rect(rect), self.style.stroke));
        }
    }

    /// Draws a bar; pale and dashed for an approximate date.
    fn bar(&mut self, from: f64, to: f64, about: bool) {
        if let Some((from, to)) = self.cut(from, to) {
            let fill = if about { self.style.fill.map(|_| ColorToken::Area) } else { self.style.fill };
            let stroke = Stroke { dash_px: about.then_some((3.0, 2.0)), ..self.outline() };
            let rect = self.orientation.bar(from, to, self.across);
            self.push(Mark { fill, ..Mark::stroked(Shape::Rect(rect), stroke) });
        }
    }
}

/// The colours of a mark and its label by emphasis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct MarkStyle {
    /// Fill; `None` if muted: muted marks are hollow.
    pub(super) fill: Option<ColorToken>,
    /// Colour of outlines.
    pub(super) stroke: ColorToken,
    /// Colour of the label.
    pub(super) label: ColorToken,
    /// Colour of the disputed sign beside the label.
    pub(super) sign: ColorToken,
    /// True for a selected mark.
    pub(super) selected: bool,
}

impl MarkStyle {
    /// The style of a mark in the colour `token`.
    pub(super) fn new(emphasis: Option<Emphasis>, token: ColorToken) -> Self {
        let style =
            Self { fill: Some(token), stroke: token, label: ColorToken::Ink2, sign: ColorToken::Ink2, selected: false };
        match emphasis {
            None => style,
            Some(Emphasis::Selected) => Self { label: ColorToken::Ink, sign: ColorToken::Ink, selected: true, ..style },
            Some(Emphasis::Related) => Self { label: ColorToken::Ink, sign: ColorToken::Ink, ..style },
            Some(Emphasis::Muted) => Self {
                fill: None,
                stroke: ColorToken::MutedMark,
                label: ColorToken::Ink3,
                sign: ColorToken::Ink3,
                ..style
            },
        }
    }
}

/// The ring of a selected item, around its bounds.
pub(super) fn ring(bounds: Rect, item: u32) -> Mark {
    let outline = bounds.grown(3.5).rounded(3.0);
    Mark::stroked(Shape::Polygon(vec![outline]), Stroke::solid(ColorToken::Accent, 2.0)).of_item(item)
}

/// Returns the box of an undated record's pill.
pub(super) fn pill_rect(centre: Point) -> Rect {
    Rect { x: centre.x - PILL_PX / 2.0, y: centre.y - BAR_PX / 2.0, w: PILL_PX, h: BAR_PX }
}

/// The pill of an undated record.
pub(super) fn pill(centre: Point, style: MarkStyle, item: u32) -> Mark {
    let outline = pill_rect(centre).rounded(BAR_PX / 2.0);
    let fill = style.fill.map_or(ColorToken::Paper, |_| ColorToken::Area);
    let stroke = Stroke::dashed(style.stroke, 1.5, (2.2, 2.2));
    Mark::filled(Shape::Polygon(vec![outline]), fill).with_stroke(stroke).of_item(item)
}

/// Draws the sign of a disputed record: a not-equal sign in a box.
pub(super) fn disputed_sign(centre: Point, token: ColorToken, item: u32, out: &mut Vec<Mark>) {
    let half = SIGN_PX / 2.0;
    let stroke = Stroke::solid(token, 1.4);
    let frame = Rect { x: centre.x - half, y: centre.y - half, w: SIGN_PX, h: SIGN_PX };
    let frame = Mark::filled(Shape::Polygon(vec![frame.rounded(3.0)]), ColorToken::Paper);
    out.push(frame.with_stroke(stroke).of_item(item));
    for line in [[(-3.2, -1.6), (3.2, -1.6)], [(-3.2, 1.8), (3.2, 1.8)], [(2.2, -4.1), (-2.2, 4.2)]] {
        out.push(Mark::line(line.map(|(x, y)| pt(centre.x + x, centre.y + y)), stroke).of_item(item));
    }
}

/// A hairline.
pub(super) fn hairline(from: Point, to: Point, token: ColorToken) -> Mark {
    Mark::line([from, to], Stroke::solid(token, 1.0))
}
