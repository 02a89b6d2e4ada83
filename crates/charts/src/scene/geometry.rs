//! Points, sizes and boxes in logical (CSS) pixels: origin top left, y down.

use crate::unit_circle::{CircleStep, unit_circle};

/// A point in logical pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// Distance from the left edge.
    pub x: f64,
    /// Distance from the top edge.
    pub y: f64,
}

/// Shorthand for a [`Point`].
pub const fn pt(x: f64, y: f64) -> Point {
    Point { x, y }
}

impl Point {
    /// Returns the distance to another point. `f64::hypot`, which is exact for the largest and the smallest numbers too, is a
    /// function of some hundred instructions in wasm; a square root is one.
    pub fn distance(self, other: Self) -> f64 {
        let (dx, dy) = (other.x - self.x, other.y - self.y);
        (dx * dx + dy * dy).sqrt()
    }
}

/// The size of a picture in logical pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// Width.
    pub width_px: f64,
    /// Height.
    pub height_px: f64,
}

impl Size {
    /// The box of a picture of this size.
    pub const fn rect(self) -> Rect {
        Rect { x: 0.0, y: 0.0, w: self.width_px, h: self.height_px }
    }
}

/// An axis-parallel box.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

impl Rect {
    /// The bounding box of `points`; without points, one that overlaps nothing.
    pub fn around(points: &[Point]) -> Self {
        let mut low = pt(f64::MAX, f64::MAX);
        let mut high = pt(f64::MIN, f64::MIN);
        for point in points {
            low = pt(low.x.min(point.x), low.y.min(point.y));
            high = pt(high.x.max(point.x), high.y.max(point.y));
        }
        Self { x: low.x, y: low.y, w: high.x - low.x, h: high.y - low.y }
    }

    /// Returns true if `p` lies inside or on an edge.
    pub fn contains(&self, p: Point) -> bool {
        p.x >= self.x && p.x <= self.x + self.w && p.y >= self.y && p.y <= self.y + self.h
    }

    /// Returns true if `inner` lies inside, edges included.
    pub fn encloses(&self, inner: &Self) -> bool {
        inner.x >= self.x
            && inner.y >= self.y
            && inner.x + inner.w <= self.x + self.w
            && inner.y + inner.h <= self.y + self.h
    }

    /// Returns true if the two boxes share any area.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.x + other.w
            && other.x < self.x + self.w
            && self.y < other.y + other.h
            && other.y < self.y + self.h
    }

    /// The centre of the box.
    pub fn centre(&self) -> Point {
        pt(self.x + self.w / 2.0, self.y + self.h / 2.0)
    }

    /// The box grown by `by` on every side; shrunk where `by` is negative.
    pub fn grown(&self, by: f64) -> Self {
        Self { x: self.x - by, y: self.y - by, w: self.w + 2.0 * by, h: self.h + 2.0 * by }
    }

    /// The corners, clockwise from the top left.
    pub fn corners(&self) -> [Point; 4] {
        let Self { x, y, w, h } = *self;
        [pt(x, y), pt(x + w, y), pt(x + w, y + h), pt(x, y + h)]
    }

    /// The outline with corners rounded to `radius`, as a ring.
    pub fn rounded(&self, radius: f64) -> Vec<Point> {
        let radius = radius.min(self.w / 2.0).min(self.h / 2.0).max(0.0);
        let corners = self.grown(-radius).corners();
        let round: Vec<(f64, f64)> = unit_circle(CircleStep::Sixteenth).collect();
        let mut ring = Vec::with_capacity(20);
        for (quarter, corner) in corners.into_iter().enumerate() {
            // The arc of the top left corner begins half a turn from the right.
            for step in 0..=4 {
                let (x, y) = round[(4 * (quarter + 2) + step) % 16];
                ring.push(pt(corner.x + radius * x, corner.y + radius * y));
            }
        }
        ring
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_is_the_same_both_ways() {
        let (a, b) = (pt(1.0, 2.0), pt(4.0, -2.0));
        assert_eq!((a.distance(b), b.distance(a), a.distance(a)), (5.0, 5.0, 0.0));
    }

    #[test]
    fn a_rounded_box_reaches_its_edges_and_keeps_off_its_corners() {
        let rect = Rect { x: 10.0, y: 20.0, w: 40.0, h: 30.0 };
        let ring = rect.rounded(3.0);
        let (left, right) = ring.iter().fold((f64::MAX, f64::MIN), |(l, r), p| (l.min(p.x), r.max(p.x)));
        let (top, bottom) = ring.iter().fold((f64::MAX, f64::MIN), |(t, b), p| (t.min(p.y), b.max(p.y)));
        assert!((left - 10.0).abs() < 1e-9 && (right - 50.0).abs() < 1e-9);
        assert!((top - 20.0).abs() < 1e-9 && (bottom - 50.0).abs() < 1e-9);
        assert!(ring.iter().all(|p| p.distance(pt(10.0, 20.0)) > 1.2));
    }
}
