//! Closed outlines, dashes and hatching as open lines.

use crate::scene::{Point, Rect, pt};

/// Returns a ring as an open line that starts and ends in the middle of its first edge, so that every corner
/// is joined: backends end a line with a butt cap.
pub(super) fn closed(ring: &[Point]) -> Vec<Point> {
    let [first, second, ..] = ring else { return ring.to_vec() };
    let start = pt((first.x + second.x) / 2.0, (first.y + second.y) / 2.0);
    let mut line = Vec::with_capacity(ring.len() + 2);
    line.push(start);
    line.extend_from_slice(&ring[1..]);
    line.push(*first);
    line.push(start);
    line
}

/// Cuts `line` into dashes with `(on, off)` lengths, beginning with a whole dash.
pub(super) fn dashes(line: &[Point], (on, off): (f64, f64)) -> Vec<Vec<Point>> {
    // A dash of no length would never end.
    if !(on > 0.0 && off > 0.0) {
        return vec![line.to_vec()];
    }
    let mut pieces: Vec<Vec<Point>> = Vec::new();
    let mut drawing = true;
    let mut left = on;
    for pair in line.windows(2) {
        let (mut from, to) = (pair[0], pair[1]);
        let mut length = from.distance(to);
        if drawing && pieces.is_empty() {
            pieces.push(vec![from]);
        }
        while length > left {
            let share = left / length;
            from = pt(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share);
            length -= left;
            if drawing {
                if let Some(piece) = pieces.last_mut() {
                    piece.push(from);
                }
            } else {
                pieces.push(vec![from]);
            }
            drawing = !drawing;
            left = if drawing { on } else { off };
        }
        left -= length;
        if drawing && let Some(piece) = pieces.last_mut() {
            piece.push(to);
        }
    }
    pieces.retain(|piece| piece.len() > 1);
    pieces
}

/// Returns the lines at 45° (rising to the right) that hatch `rect`, `step` apart measured across them.
pub(super) fn hatch_lines(rect: Rect, step: f64) -> Vec<[Point; 2]> {
    let (right, bottom) = (rect.x + rect.w, rect.y + rect.h);
    if !(step > 0.0 && rect.w > 0.0 && rect.h > 0.0) {
        return Vec::new();
    }
    // Every line is x + y = sum; the sums are fixed to the plane, so that the hatching of neighbouring boxes matches.
    let stride = step * std::f64::consts::SQRT_2;
    let first = ((rect.x + rect.y) / stride).ceil() as i64;
    let last = ((right + bottom) / stride).floor() as i64;
    (first..=last)
        .map(|line| line as f64 * stride)
        .map(|sum| {
            let low = pt((sum - bottom).max(rect.x), (sum - rect.x).min(bottom));
            let high = pt((sum - rect.y).min(right), (sum - right).max(rect.y));
            [low, high]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dashed_line_covers_its_share_and_no_more() {
        let line = [pt(0.0, 0.0), pt(10.0, 0.0), pt(10.0, 14.0)];
        let pieces = dashes(&line, (7.0, 5.0));
        assert_eq!(pieces[0], [pt(0.0, 0.0), pt(7.0, 0.0)]);
        assert_eq!(pieces[1], [pt(10.0, 2.0), pt(10.0, 9.0)]);
        assert_eq!(pieces.len(), 2);
    }

    #[test]
    fn a_dash_turns_the_corner() {
        let pieces = dashes(&[pt(0.0, 0.0), pt(4.0, 0.0), pt(4.0, 4.0)], (6.0, 2.0));
        assert_eq!(pieces, [vec![pt(0.0, 0.0), pt(4.0, 0.0), pt(4.0, 2.0)]]);
    }

    #[test]
    fn hatching_stays_in_its_box() {
        let rect = Rect { x: 3.0, y: 5.0, w: 20.0, h: 41.0 };
        let lines = hatch_lines(rect, 6.0);
        assert_eq!(lines.len(), 8);
        for point in lines.into_iter().flatten() {
            assert!(rect.grown(1e-9).contains(point), "{point:?}");
        }
    }
}
