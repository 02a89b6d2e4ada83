//! Transitions between two Scenes: the marks to paint between the picture on the screen and the new Scene.
//!
//! Painting only: items, names and tables are the new Scene's from the start, so that hit testing and the keyboard are
//! never behind. Marks are the new Scene's too, in its colours: updated marks start from their old position, entering
//! marks move along with the rest, exiting marks vanish at once. No clock here.

use crate::scene::{Coord, Datum, Item, Mark, Rect, Scene, Shape, Stroke};

/// Duration of a transition.
pub const DURATION_MS: f64 = 300.0;
/// Pictures with more marks than this change at once: a frame is too expensive to be painted twenty times.
const MOST_MARKS: usize = 1500;
/// Movements below this are ignored.
const EPSILON_PX: f64 = 0.5;

/// A transition from one picture to another.
#[derive(Clone, Debug)]
pub struct Transition {
    /// The start of each coordinate of each mark of the new Scene, in the order of [`Shape::visit_coords_mut`].
    from: Vec<f64>,
}

impl Transition {
    /// Prepares the transition from `marks`, of the picture with `items`, to `after`; `None` if nothing would visibly move.
    pub fn new(marks: &[Mark], items: &[Item], after: &Scene) -> Option<Self> {
        // A density encodes counts: halfway it would show counts that are true of no picture.
        let is_dense = |items: &[Item]| items.iter().any(|item| matches!(item.datum, Datum::Bin(_)));
        if marks.len().max(after.marks.len()) > MOST_MARKS || is_dense(items) || is_dense(&after.items) {
            return None;
        }
        let starts = starts(marks, items, after);
        let (mut across, mut down) = (LinearFit::default(), LinearFit::default());
        // Labels keep their distance to their marks at any zoom.
        for (mark, start) in after.marks.iter().zip(&starts).filter(|(mark, _)| !is_label(mark)) {
            for ((coord, to), (_, from)) in mark.shape.coords().into_iter().zip(&start.coords) {
                match coord {
                    Coord::X => across.add(to, *from),
                    Coord::Y => down.add(to, *from),
                    Coord::Length => {}
                }
            }
        }
        let (across, down) = (across.line(), down.line());
        let everywhere = Rect { x: f64::MIN, y: f64::MIN, w: f64::INFINITY, h: f64::INFINITY };
        let mut from = Vec::new();
        let mut moves = false;
        for (ix, mark) in after.marks.iter().enumerate() {
            // The labels of ticks lie outside the plot; clamped to it, they would pile up at its edge.
            let plot = after.plot.filter(|_| !is_label(mark) || mark.item.is_some()).unwrap_or(everywhere);
            let body = body_offset(after, &starts, ix).filter(|_| is_label(mark) || starts[ix].follows_label);
            for (number, (coord, to)) in mark.shape.coords().into_iter().enumerate() {
                let start = match (starts[ix].coords.get(number), coord, body) {
                    (Some((_, start)), ..) => *start,
                    (None, Coord::Length, _) => to,
                    (None, Coord::X, Some((by, _))) | (None, Coord::Y, Some((_, by))) => to + by,
                    (None, Coord::X, None) => extrapolate(to, across, plot.x, plot.x + plot.w),
                    (None, Coord::Y, None) => extrapolate(to, down, plot.y, plot.y + plot.h),
                };
                moves |= (start - to).abs() > EPSILON_PX;
                from.push(start);
            }
        }
        moves.then_some(Self { from })
    }

    /// Returns the marks to paint when the share `t` of the duration has passed. `after` is the Scene that [`Self::new`]
    /// was given; from `t` = 1 on, exactly its marks are returned.
    pub fn marks(&self, after: &Scene, t: f64) -> Vec<Mark> {
        let mut marks = after.marks.clone();
        if t < 1.0 {
            // Cubic ease-out: the response is visible at once, the end easy to follow.
            let left = (1.0 - t.max(0.0)).powi(3);
            let mut from = self.from.iter();
            for mark in &mut marks {
                mark.shape.visit_coords_mut(&mut |_, number| {
                    if let Some(from) = from.next() {
                        *number += (from - *number) * left;
                    }
                });
            }
        }
        marks
    }
}

/// The start of a mark of the new Scene.
struct StartPosition {
    /// The coordinates of the old mark it is matched with; empty for an entering mark.
    coords: Vec<(Coord, f64)>,
    /// True if it enters because the label before it does.
    follows_label: bool,
}

/// Matches each mark of `after` with one of `marks`, the picture with `items`.
fn starts(marks: &[Mark], items: &[Item], after: &Scene) -> Vec<StartPosition> {
    let matched: Vec<_> = items.iter().map(|item| after.items.iter().position(|other| other.id == item.id)).collect();
    let mut free = vec![true; marks.len()];
    // A label that changes sides would run over its own mark: it enters anew, and so does the sign after it.
    let mut entering_label = None;
    let start = |mark: &Mark| {
        let follows_label = !is_label(mark) && mark.item.is_some() && mark.item == entering_label;
        let mut found = None;
        if !follows_label {
            let side = side(mark, &after.items);
            found = (0..marks.len())
                .find(|&ix| free[ix] && is_same(&marks[ix], mark, &matched) && self::side(&marks[ix], items) == side);
        }
        if is_label(mark) {
            entering_label = mark.item.filter(|_| found.is_none());
        }
        let coords = found.map_or_else(Vec::new, |ix| {
            free[ix] = false;
            marks[ix].shape.coords()
        });
        StartPosition { coords, follows_label }
    };
    after.marks.iter().map(start).collect()
}

/// Returns true if a mark is a text.
fn is_label(mark: &Mark) -> bool {
    matches!(mark.shape, Shape::Text(_))
}

/// Returns true if `before` and `after` are the same mark: of the same item and of the same kind. Marks without an item
/// are matched by their text, by their outline (the land of the map), or if they are equal; grid lines are never matched
/// otherwise.
fn is_same(before: &Mark, after: &Mark, matched: &[Option<usize>]) -> bool {
    let item = after.item.map(|ix| ix as usize);
    if before.item.map(|ix| matched.get(ix as usize).copied().flatten()) != item.map(Some) {
        return false;
    }
    let pen = |stroke: Option<Stroke>| stroke.map(|stroke| (stroke.width_px, stroke.dash_px));
    if pen(before.stroke) != pen(after.stroke) {
        return false;
    }
    let known = item.is_some() || before.shape == after.shape;
    let other = &after.shape;
    match &before.shape {
        Shape::Path(a) => known && matches!(other, Shape::Path(b) if a.len() == b.len()),
        Shape::Polygon(a) => matches!(other, Shape::Polygon(b) if a.iter().map(Vec::len).eq(b.iter().map(Vec::len))),
        Shape::Rect(_) => known && matches!(other, Shape::Rect(_)),
        Shape::Hatch { .. } => known && matches!(other, Shape::Hatch { .. }),
        Shape::Circle { .. } => known && matches!(other, Shape::Circle { .. }),
        Shape::Glyph { glyph: a, .. } => known && matches!(other, Shape::Glyph { glyph: b, .. } if a == b),
        Shape::Text(a) => matches!(other, Shape::Text(b) if a.text == b.text && a.anchor == b.anchor),
    }
}

/// Returns the side of its item's centre that a label begins on: true for right.
fn side(mark: &Mark, items: &[Item]) -> Option<bool> {
    let (Shape::Text(label), Some(item)) = (&mark.shape, mark.item) else { return None };
    Some(label.at.x > items.get(item as usize)?.bounds.centre().x)
}

/// Returns the mean offset of start from end of the body of the item of mark `ix`: its label moves by the same.
fn body_offset(after: &Scene, starts: &[StartPosition], ix: usize) -> Option<(f64, f64)> {
    let item = after.marks[ix].item?;
    let own = after.marks.iter().zip(starts).rev().find(|(mark, start)| {
        let is_body = matches!(mark.shape, Shape::Rect(_) | Shape::Circle { .. } | Shape::Glyph { .. });
        mark.item == Some(item) && is_body && !start.coords.is_empty()
    });
    let (mark, start) = own?;
    let (mut across, mut down, mut points) = (0.0, 0.0, 0.0);
    for ((coord, to), (_, from)) in mark.shape.coords().into_iter().zip(&start.coords) {
        match coord {
            Coord::X => (across, points) = (across + from - to, points + 1.0),
            Coord::Y => down += from - to,
            Coord::Length => {}
        }
    }
    Some((across / points, down / points))
}

/// Returns the start of a coordinate that moves with the linear fit, clamped to the plot; outside of the plot nothing
/// moves along.
fn extrapolate(to: f64, (slope, shift): (f64, f64), low: f64, high: f64) -> f64 {
    if to >= low && to <= high { (slope * to + shift).max(low).min(high) } else { to }
}

/// The least squares line through pairs of end and start: the camera movement, estimated from the marks of both pictures.
#[derive(Default)]
struct LinearFit {
    pairs: f64,
    to: f64,
    from: f64,
    to_to: f64,
    to_from: f64,
    from_from: f64,
}

impl LinearFit {
    fn add(&mut self, to: f64, from: f64) {
        self.pairs += 1.0;
        self.to += to;
        self.from += from;
        self.to_to += to * to;
        self.to_from += to * from;
        self.from_from += from * from;
    }

    /// Returns slope and intercept; the identity if the marks do not move together, as between kinds of lanes.
    fn line(&self) -> (f64, f64) {
        let spread = self.pairs * self.to_to - self.to * self.to;
        let spread_from = self.pairs * self.from_from - self.from * self.from;
        let along = self.pairs * self.to_from - self.to * self.from;
        if spread > 1.0 && along > 0.0 && along * along > 0.98 * spread * spread_from {
            let slope = along / spread;
            (slope, (self.from - slope * self.to) / self.pairs)
        } else {
            (1.0, 0.0)
        }
    }
}
