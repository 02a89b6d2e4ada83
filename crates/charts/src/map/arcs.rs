//! Route arcs: quadratic curves from home to each target, with curvatures that keep them apart.

use crate::argsort::argsort;
use crate::scene::{Point, Rect, Size, pt};

/// Segments of a curve.
const STEPS: usize = 40;
/// Possible curvatures, as a share of the distance; positive to the left of the direction, negative to the right.
const CURVATURES: [f64; 8] = [0.14, 0.21, 0.28, 0.35, -0.14, -0.21, -0.28, -0.35];
/// The number of points that all curves share about home, at no cost.
const SHARED: usize = 6;
/// The distance below which curves are too near to each other.
const NEAR_PX: f64 = 9.0;

/// A curve whose curvature is chosen.
struct ChosenCurve {
    end: Point,
    line: Vec<Point>,
    /// The box of the points that are too near to the line, which spares most comparisons.
    near: Rect,
}

impl ChosenCurve {
    fn new(end: Point, line: Vec<Point>) -> Self {
        let near = Rect::around(&line).grown(NEAR_PX);
        Self { end, line, near }
    }

    /// Returns true if the line, but for its first points about home, comes too near to `point`.
    fn is_near(&self, point: Point) -> bool {
        self.near.contains(point) && self.line[4..].iter().any(|own| own.distance(point) < NEAR_PX)
    }
}

/// Returns the curve from `from` to `to` that bulges by `curvature` of the distance to the left.
pub(super) fn curve(from: Point, to: Point, curvature: f64) -> Vec<Point> {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    // A quadratic curve reaches half way to its control point.
    let control = pt((from.x + to.x) / 2.0 + dy * curvature, (from.y + to.y) / 2.0 - dx * curvature);
    (0..=STEPS)
        .map(|step| step as f64 / STEPS as f64)
        .map(|t| {
            let (a, b, c) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
            pt(a * from.x + b * control.x + c * to.x, a * from.y + b * control.y + c * to.y)
        })
        .collect()
}

/// Chooses a curvature for each target so that the curves from `home` avoid each other, other targets and the edges of the
/// picture.
pub(super) fn arc_curvatures(home: Point, targets: &[Point], size: Size) -> Vec<f64> {
    // Short routes first, since they have the least room.
    let length = |ix: usize| targets[ix].distance(home);
    let mut chosen = vec![0.0; targets.len()];
    let mut drawn: Vec<ChosenCurve> = Vec::new();
    for ix in argsort(targets.len(), &length) {
        let to = targets[ix];
        let candidates = CURVATURES.iter().map(|&curvature| {
            let line = curve(home, to, curvature);
            (cost(curvature, &line, home, to, targets, &drawn, size), curvature, line)
        });
        let cheapest = candidates.min_by(|a, b| a.0.total_cmp(&b.0));
        let (_, best, line) = cheapest.unwrap_or_else(|| (0.0, 0.0, vec![home, to]));
        chosen[ix] = best;
        drawn.push(ChosenCurve::new(to, line));
    }
    chosen
}

/// Returns the cost of a curve: its shape, its points near the edges, near other targets and near curves `drawn` before.
fn cost(
    curvature: f64,
    line: &[Point],
    home: Point,
    to: Point,
    targets: &[Point],
    drawn: &[ChosenCurve],
    size: Size,
) -> f64 {
    // Long curves look best with a northward bulge; short ones leave the room to them.
    let length = to.distance(home).max(1.0);
    let middle = line[line.len() / 2];
    let southwards = if middle.y > (home.y + to.y) / 2.0 { length / size.width_px - 0.1 } else { 0.0 };
    let steep = (curvature.abs() - 0.2).abs();
    let mut cost = 12.0 * southwards + 4.0 * steep;
    for point in line {
        if point.y < 14.0 || point.y > size.height_px - 14.0 {
            cost += 1.0;
        }
    }
    for (ix, &point) in line.iter().enumerate().skip(SHARED) {
        for target in targets.iter().filter(|target| target.distance(to) > 1.0) {
            if target.distance(point) < 14.0 {
                cost += 0.6;
            }
        }
        for other in drawn {
            // Curves to the same target meet there.
            let is_end = other.end.distance(to) < 1.0 && ix + 3 > line.len();
            if !is_end && other.is_near(point) {
                cost += 0.25;
            }
        }
    }
    cost
}

/// Returns a line without its first `start` and last `end` pixels, so that it stops short of its marks.
pub(super) fn trimmed(line: &[Point], start: f64, end: f64) -> Vec<Point> {
    let mut line = line.to_vec();
    cut(&mut line, end);
    line.reverse();
    cut(&mut line, start);
    line.reverse();
    line
}

/// Cuts `left` pixels off the end of a line.
fn cut(line: &mut Vec<Point>, mut left: f64) {
    while let [.., a, b] = line[..] {
        let length = a.distance(b);
        line.pop();
        if length > left {
            let share = 1.0 - left / length;
            line.push(pt(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share));
            return;
        }
        left -= length;
    }
    line.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_joins_its_ends_and_swells_by_its_bend() {
        let line = curve(pt(0.0, 0.0), pt(100.0, 0.0), 0.2);
        assert_eq!((line[0], line[STEPS]), (pt(0.0, 0.0), pt(100.0, 0.0)));
        assert!((line[STEPS / 2].y + 10.0).abs() < 1e-9, "{:?}", line[STEPS / 2]);
    }

    #[test]
    fn what_is_beside_a_curve_is_near_and_what_is_off_it_or_at_home_is_not() {
        let chosen = ChosenCurve::new(pt(100.0, 0.0), curve(pt(0.0, 0.0), pt(100.0, 0.0), 0.2));
        assert!(chosen.is_near(pt(50.0, -10.0 - NEAR_PX + 1.0)) && chosen.is_near(pt(100.0 + NEAR_PX - 1.0, 0.0)));
        assert!(!chosen.is_near(pt(50.0, -10.0 - NEAR_PX - 1.0)) && !chosen.is_near(pt(0.0, 0.0)));
    }

    #[test]
    fn a_line_is_cut_at_both_ends() {
        let line = [pt(0.0, 0.0), pt(10.0, 0.0), pt(20.0, 0.0)];
        assert_eq!(trimmed(&line, 3.0, 12.0), [pt(3.0, 0.0), pt(8.0, 0.0)]);
        assert!(trimmed(&line, 15.0, 15.0).is_empty());
    }
}
