//! Motion between two Scenes: what to paint on the way from what is on the screen to the Scene that already holds.
//!
//! Drawing only: items, names and tables are the later Scene's from the start, so neither hit testing nor the keyboard
//! is ever behind. Marks are the later Scene's too, in its colours: what was there before sets out from where it was,
//! what comes moves along with the rest, what goes is gone at once. No clock here.

use crate::scene::{Datum, Item, Mark, Point, Rect, Scene, Shape, Stroke};

/// How long a motion takes.
pub const DURATION_MS: f64 = 300.0;
/// Pictures of more marks than this change at once: a frame of theirs is too dear to be painted twenty times.
const MOST_MARKS: usize = 1500;
/// What moves less than this does not move.
const EPSILON_PX: f64 = 0.5;

/// The way from one picture to another.
#[derive(Clone, Debug)]
pub struct Transition {
    /// Where each number of each mark of the later Scene sets out from, in the order of [`visit_coords_mut`].
    from: Vec<f64>,
}

impl Transition {
    /// The way from `marks`, of the picture with `items`, to `after`; none where there is nothing to see on it.
    pub fn new(marks: &[Mark], items: &[Item], after: &Scene) -> Option<Self> {
        // A density counts the pixels it stands on: on the way it would tell of numbers that nowhere hold.
        let is_dense = |items: &[Item]| items.iter().any(|item| matches!(item.datum, Datum::Bin(_)));
        if marks.len().max(after.marks.len()) > MOST_MARKS || is_dense(items) || is_dense(&after.items) {
            return None;
        }
        let became: Vec<_> =
            items.iter().map(|item| after.items.iter().position(|other| other.id == item.id)).collect();
        let mut free = vec![true; marks.len()];
        let (mut across, mut down) = (LinearFit::default(), LinearFit::default());
        let (mut ways, mut anew) = (Vec::new(), Vec::new());
        // A name that changes sides would run over its own mark: it comes anew, and with it the sign that follows it.
        let mut renamed = None;
        for mark in &after.marks {
            let is_name = matches!(mark.shape, Shape::Text(_));
            let mut found = None;
            let follows = !is_name && mark.item.is_some() && mark.item == renamed;
            if !follows {
                let side = side(mark, &after.items);
                found = (0..marks.len()).find(|&ix| {
                    free[ix] && is_same(&marks[ix], mark, &became) && self::side(&marks[ix], items) == side
                });
            }
            if is_name {
                renamed = mark.item.filter(|_| found.is_none());
            }
            let way = found.map_or_else(Vec::new, |ix| {
                free[ix] = false;
                numbers(&marks[ix])
            });
            // Words stand beside their marks at the same distance however near the camera is.
            if !is_name {
                for ((axis, to), (_, from)) in numbers(mark).into_iter().zip(&way) {
                    match axis {
                        Coord::Across => across.add(to, *from),
                        Coord::Down => down.add(to, *from),
                        Coord::Size => {}
                    }
                }
            }
            ways.push(way);
            anew.push(follows);
        }
        let (across, down) = (across.line(), down.line());
        let everywhere = Rect { x: f64::MIN, y: f64::MIN, w: f64::INFINITY, h: f64::INFINITY };
        let mut from = Vec::new();
        let mut moves = false;
        for (ix, mark) in after.marks.iter().enumerate() {
            let is_name = matches!(mark.shape, Shape::Text(_));
            // The names of ticks stand outside the plot; cut to it, they would pile up at its edge.
            let plot = after.plot.filter(|_| !is_name || mark.item.is_some()).unwrap_or(everywhere);
            let beside = beside_mark(after, &ways, ix).filter(|_| is_name || anew[ix]);
            for (number, (axis, to)) in numbers(mark).into_iter().enumerate() {
                let start = match (ways[ix].get(number), axis, beside) {
                    (Some((_, start)), ..) => *start,
                    (None, Coord::Size, _) => to,
                    (None, Coord::Across, Some((by, _))) | (None, Coord::Down, Some((_, by))) => to + by,
                    (None, Coord::Across, None) => extrapolate(to, across, plot.x, plot.x + plot.w),
                    (None, Coord::Down, None) => extrapolate(to, down, plot.y, plot.y + plot.h),
                };
                moves |= (start - to).abs() > EPSILON_PX;
                from.push(start);
            }
        }
        moves.then_some(Self { from })
    }

    /// The marks to paint when the share `t` of the time has passed; `after` is what [`Self::new`] was given, and
    /// exactly what is returned from 1 on.
    pub fn marks(&self, after: &Scene, t: f64) -> Vec<Mark> {
        let mut marks = after.marks.clone();
        if t < 1.0 {
            // Fast at first: the answer is to be seen at once, the end to be followed.
            let left = (1.0 - t.max(0.0)).powi(3);
            let mut from = self.from.iter();
            for mark in &mut marks {
                visit_coords_mut(&mut mark.shape, &mut |_, number| {
                    if let Some(from) = from.next() {
                        *number += (from - *number) * left;
                    }
                });
            }
        }
        marks
    }
}

/// What a number of a shape measures.
#[derive(Clone, Copy)]
pub(crate) enum Coord {
    /// A place, rightwards.
    Across,
    /// A place, downwards.
    Down,
    /// A length.
    Size,
}

/// Visits the numbers of a shape that motion changes.
pub(crate) fn visit_coords_mut(shape: &mut Shape, visit: &mut dyn FnMut(Coord, &mut f64)) {
    let mut point = |at: &mut Point| {
        visit(Coord::Across, &mut at.x);
        visit(Coord::Down, &mut at.y);
    };
    match shape {
        Shape::Path(points) => points.iter_mut().for_each(point),
        Shape::Polygon(rings) => rings.iter_mut().flatten().for_each(point),
        // By its corners, as a camera moves it.
        Shape::Rect(rect) | Shape::Hatch { rect, .. } => {
            let mut near = Point { x: rect.x, y: rect.y };
            let mut far = Point { x: rect.x + rect.w, y: rect.y + rect.h };
            point(&mut near);
            point(&mut far);
            *rect = Rect { x: near.x, y: near.y, w: far.x - near.x, h: far.y - near.y };
        }
        Shape::Circle { centre: at, radius_px: size } | Shape::Glyph { centre: at, radius_px: size, .. } => {
            point(at);
            visit(Coord::Size, size);
        }
        Shape::Text(label) => {
            point(&mut label.at);
            visit(Coord::Size, &mut label.size_px);
        }
    }
}

fn numbers(mark: &Mark) -> Vec<(Coord, f64)> {
    let mut numbers = Vec::new();
    visit_coords_mut(&mut mark.shape.clone(), &mut |axis, number| numbers.push((axis, *number)));
    numbers
}

/// Whether `before` is what `after` was: of the same item, of the same make. What belongs to no item is known by its
/// words, by its outline (the ground of the map), or by not having changed; a line of a grid is just a line.
fn is_same(before: &Mark, after: &Mark, became: &[Option<usize>]) -> bool {
    let item = after.item.map(|ix| ix as usize);
    if before.item.map(|ix| became.get(ix as usize).copied().flatten()) != item.map(Some) {
        return false;
    }
    let pen = |stroke: Option<Stroke>| stroke.map(|stroke| (stroke.width_px, stroke.dash_px));
    if pen(before.stroke) != pen(after.stroke) {
        return false;
    }
    let known = item.is_some() || before.shape == after.shape;
    match (&before.shape, &after.shape) {
        (Shape::Path(a), Shape::Path(b)) => known && a.len() == b.len(),
        (Shape::Polygon(a), Shape::Polygon(b)) => a.iter().map(Vec::len).eq(b.iter().map(Vec::len)),
        (Shape::Rect(_), Shape::Rect(_))
        | (Shape::Hatch { .. }, Shape::Hatch { .. })
        | (Shape::Circle { .. }, Shape::Circle { .. }) => known,
        (Shape::Glyph { glyph: a, .. }, Shape::Glyph { glyph: b, .. }) => known && a == b,
        (Shape::Text(a), Shape::Text(b)) => a.text == b.text && a.anchor == b.anchor,
        _ => false,
    }
}

/// On which side of the middle of its item a name begins.
fn side(mark: &Mark, items: &[Item]) -> Option<bool> {
    let (Shape::Text(label), Some(item)) = (&mark.shape, mark.item) else { return None };
    Some(label.at.x > items.get(item as usize)?.bounds.centre().x)
}

/// How far from where it ends the item of mark `ix` sets out, in the middle of its own mark: its name goes with it.
fn beside_mark(after: &Scene, ways: &[Vec<(Coord, f64)>], ix: usize) -> Option<(f64, f64)> {
    let item = after.marks[ix].item?;
    let own = after.marks.iter().zip(ways).rev().find(|(mark, way)| {
        let is_body = matches!(mark.shape, Shape::Rect(_) | Shape::Circle { .. } | Shape::Glyph { .. });
        mark.item == Some(item) && is_body && !way.is_empty()
    });
    let (mark, way) = own?;
    let (mut across, mut down, mut points) = (0.0, 0.0, 0.0);
    for ((axis, to), (_, from)) in numbers(mark).into_iter().zip(way) {
        match axis {
            Coord::Across => (across, points) = (across + from - to, points + 1.0),
            Coord::Down => down += from - to,
            Coord::Size => {}
        }
    }
    Some((across / points, down / points))
}

/// Where a number set out from that moved with the `line`, kept within the plot; outside it nothing moves along.
fn extrapolate(to: f64, (slope, shift): (f64, f64), low: f64, high: f64) -> f64 {
    if to >= low && to <= high { (slope * to + shift).max(low).min(high) } else { to }
}

/// The straight line through pairs of an end and a start: how a camera moved the picture, read off what was there
/// before and after.
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

    /// Slope and shift; that of standing still where the marks have gone ways of their own, as between kinds of lanes.
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
