//! How a date looks: as wide as it is known. Shapes are made along a time line and across it, so that the
//! same code draws the horizontal and the vertical timeline.

use chuhai_core::date::{Date, Edtf, Extent, Precision};
use chuhai_core::state::Emphasis;

use crate::axis::TimeScale;
use crate::paint::rounded;
use crate::scene::{Label, Mark, Point, Rect, Shape, Stroke, pt};
use crate::theme::ColorToken;

/// Thickness of a bar where time runs across.
pub(super) const BAR_PX: f64 = 10.0;
/// Length of the tail of “by July”, whose start is not known.
const TAIL_PX: f64 = 11.0;
/// Length of the pill of an undated record.
pub(super) const PILL_PX: f64 = 14.0;
/// Side of the box of the disputed sign.
pub(super) const SIGN_PX: f64 = 13.0;
const OUTLINE_PX: f64 = 1.25;
const LINE_PX: f64 = 1.75;

/// Which way time runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Orientation {
    /// Left to right.
    Across,
    /// Downwards.
    Down,
}

impl Orientation {
    /// Thickness of a bar. Downwards many stand side by side in a narrow picture.
    pub(super) const fn bar_px(self) -> f64 {
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

    pub(super) fn point(self, along: f64, across: f64) -> Point {
        match self {
            Self::Across => pt(along, across),
            Self::Down => pt(across, along),
        }
    }

    /// A box around the line at `across`, `thick` thick.
    pub(super) fn rect(self, from: f64, to: f64, across: f64, thick: f64) -> Rect {
        match self {
            Self::Across => Rect { x: from, y: across - thick / 2.0, w: to - from, h: thick },
            Self::Down => Rect { x: across - thick / 2.0, y: from, w: thick, h: to - from },
        }
    }
}

/// A date on a scale: what is drawn along the time line, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct DateMark {
    run: Orientation,
    body: Body,
    /// Where another source puts it.
    second: Option<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Body {
    /// A day: its middle.
    Dot(f64),
    /// A period.
    Bar { from: f64, to: f64, about: bool },
    /// From a known start to a bar; the start is a tick, or a thin bar as wide as it is known.
    Span { start: (f64, f64), from: f64, to: f64 },
    /// A bar whose start is not known.
    Until { from: f64, to: f64 },
}

impl DateMark {
    pub(super) fn new(date: Edtf, second: Option<Edtf>, scale: &TimeScale, run: Orientation) -> Self {
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
        Self { run, body, second }
    }
    /// First and last pixel of the date itself, without the second date.
    pub(super) fn reach(&self) -> (f64, f64) {
        match self.body {
            Body::Dot(at) => (at - self.run.dot_px(), at + self.run.dot_px()),
            Body::Bar { from, to, .. } => (from, to),
            Body::Span { start, to, .. } => (start.0, to),
            Body::Until { from, to } => (from - TAIL_PX, to),
        }
    }

    /// First and last pixel of all that is drawn.
    pub(super) fn hull(&self) -> (f64, f64) {
        let (from, to) = self.reach();
        match self.second {
            Some(at) => (from.min(at - self.run.dot_px()), to.max(at + self.run.dot_px())),
            None => (from, to),
        }
    }

    /// Where the date is best pointed at: the dot, the middle of the bar.
    pub(super) fn core(&self) -> (f64, f64) {
        match self.body {
            Body::Dot(at) => (at - self.run.dot_px(), at + self.run.dot_px()),
            Body::Bar { from, to, .. } | Body::Span { from, to, .. } | Body::Until { from, to } => (from, to),
        }
    }

    /// The stretch a label may stand on without hiding either end: the bar, or the line of an interval.
    pub(super) fn body(&self) -> (f64, f64) {
        match self.body {
            Body::Bar { from, to, .. } => (from, to),
            Body::Span { start, from, .. } => (start.1, from),
            Body::Dot(at) => (at, at),
            Body::Until { from, .. } => (from, from),
        }
    }

    /// Draws it on the line at `across`, cut to `clip` along the time line.
    pub(super) fn draw(&self, across: f64, clip: (f64, f64), style: MarkStyle, item: u32, out: &mut Vec<Mark>) {
        let (run, dot_px) = (self.run, self.run.dot_px());
        let mut push = |shape, fill, stroke| out.push(Mark { shape, fill, stroke, item: Some(item) });
        let cut = |from: f64, to: f64| {
            let (from, to) = (from.max(clip.0), to.min(clip.1));
            (to > from).then_some((from, to))
        };
        let inside = |at: f64| at >= clip.0 && at <= clip.1;
        let outline = Stroke { token: style.stroke, width_px: OUTLINE_PX, dash_px: None };
        let line = Stroke { width_px: LINE_PX, ..outline };
        let (from, to) = self.reach();
        // Within the date itself, the other source only knows it better: no second place to show.
        let is_within = |at: &f64| !matches!(self.body, Body::Dot(_)) && *at >= from && *at <= to;
        if let Some(at) = self.second.filter(|at| !is_within(at)) {
            let gap = if at < from { cut(at + dot_px, from) } else { cut(to, at - dot_px) };
            if let Some((from, to)) = gap {
                let path = Shape::Path(vec![run.point(from, across), run.point(to, across)]);
                push(path, None, Some(Stroke { token: style.stroke, width_px: 1.0, dash_px: Some((1.0, 3.0)) }));
            }
            if inside(at) {
                let dot = Shape::Circle { centre: run.point(at, across), radius_px: dot_px };
                push(dot, Some(ColorToken::Paper), Some(Stroke { dash_px: Some((2.2, 2.2)), ..outline }));
            }
        }
        let mut draw_line = |from: f64, to: f64| {
            if let Some((from, to)) = cut(from, to) {
                push(Shape::Path(vec![run.point(from, across), run.point(to, across)]), None, Some(line));
            }
        };
        match self.body {
            Body::Span { start, from, .. } => draw_line(start.1, from),
            Body::Until { from, .. } => draw_line(from - TAIL_PX, from),
            Body::Dot(_) | Body::Bar { .. } => {}
        }
        match self.body {
            Body::Dot(at) if inside(at) => {
                let dot = Shape::Circle { centre: run.point(at, across), radius_px: dot_px };
                push(dot, Some(style.fill.unwrap_or(ColorToken::Paper)), Some(outline));
            }
            Body::Dot(_) => {}
            Body::Span { start, .. } if start.0 == start.1 => {
                if inside(start.0) {
                    let tick = [run.point(start.0, across - 4.0), run.point(start.0, across + 4.0)];
                    push(Shape::Path(tick.to_vec()), None, Some(line));
                }
            }
            Body::Span { start, .. } => {
                if let Some((from, to)) = cut(start.0, start.1) {
                    push(Shape::Rect(run.rect(from, to, across, 4.0)), Some(style.stroke), None);
                }
            }
            Body::Bar { .. } | Body::Until { .. } => {}
        }
        if let Body::Bar { from, to, .. } | Body::Span { from, to, .. } | Body::Until { from, to } = self.body
            && let Some((from, to)) = cut(from, to)
        {
            let about = matches!(self.body, Body::Bar { about: true, .. });
            let fill = if about { style.fill.map(|_| ColorToken::Area) } else { style.fill };
            let stroke = Stroke { dash_px: about.then_some((3.0, 2.0)), ..outline };
            push(Shape::Rect(run.rect(from, to, across, run.bar_px())), fill, Some(stroke));
        }
    }
}

/// Colours of a mark and its label in one state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct MarkStyle {
    /// Filled with; none when muted: muted means emptied.
    pub(super) fill: Option<ColorToken>,
    pub(super) stroke: ColorToken,
    pub(super) label: ColorToken,
    /// The disputed sign beside the label.
    pub(super) sign: ColorToken,
    pub(super) selected: bool,
}

impl MarkStyle {
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

/// The ring of what is chosen, around `bounds`.
pub(super) fn ring(bounds: Rect, item: u32) -> Mark {
    Mark {
        shape: Shape::Polygon(vec![rounded(bounds.grown(3.5), 3.0)]),
        fill: None,
        stroke: Some(Stroke { token: ColorToken::Accent, width_px: 2.0, dash_px: None }),
        item: Some(item),
    }
}

/// The box of an undated record's pill, centred at `centre`.
pub(super) fn pill_rect(centre: Point) -> Rect {
    Rect { x: centre.x - PILL_PX / 2.0, y: centre.y - BAR_PX / 2.0, w: PILL_PX, h: BAR_PX }
}

/// The pill of an undated record.
pub(super) fn pill(centre: Point, style: MarkStyle, item: u32) -> Mark {
    Mark {
        shape: Shape::Polygon(vec![rounded(pill_rect(centre), BAR_PX / 2.0)]),
        fill: Some(style.fill.map_or(ColorToken::Paper, |_| ColorToken::Area)),
        stroke: Some(Stroke { token: style.stroke, width_px: 1.5, dash_px: Some((2.2, 2.2)) }),
        item: Some(item),
    }
}

/// The not-equal sign of a disputed record in its box, centred at `centre`.
pub(super) fn disputed_sign(centre: Point, token: ColorToken, item: u32, out: &mut Vec<Mark>) {
    let half = SIGN_PX / 2.0;
    let stroke = Some(Stroke { token, width_px: 1.4, dash_px: None });
    let mut push = |shape, fill| out.push(Mark { shape, fill, stroke, item: Some(item) });
    let frame = Rect { x: centre.x - half, y: centre.y - half, w: SIGN_PX, h: SIGN_PX };
    push(Shape::Polygon(vec![rounded(frame, 3.0)]), Some(ColorToken::Paper));
    for (from, to) in [((-3.2, -1.6), (3.2, -1.6)), ((-3.2, 1.8), (3.2, 1.8)), ((2.2, -4.1), (-2.2, 4.2))] {
        let path = [from, to].map(|(x, y)| pt(centre.x + x, centre.y + y));
        push(Shape::Path(path.to_vec()), None);
    }
}

/// A mark without an item: a line, a rule, a text.
pub(super) fn plain(shape: Shape, fill: Option<ColorToken>, stroke: Option<Stroke>) -> Mark {
    Mark { shape, fill, stroke, item: None }
}

/// A hairline.
pub(super) fn hairline(from: Point, to: Point, token: ColorToken) -> Mark {
    plain(Shape::Path(vec![from, to]), None, Some(Stroke { token, width_px: 1.0, dash_px: None }))
}

/// A text in `token`.
pub(super) fn text(label: Label, token: ColorToken, item: Option<u32>) -> Mark {
    Mark { shape: Shape::Text(label), fill: Some(token), stroke: None, item }
}
