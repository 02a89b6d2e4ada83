//! Greedy label placement: each label takes the cheapest of its free candidates, the most important label first.
//!
//! Independent of the text of labels. A view offers candidates (boxes with a cost, some with a leader line) and gets back
//! the index of the candidate that each label took, or `None`.

use crate::argsort::argsort;
use crate::scene::{Anchor, Point, Rect, pt};
use crate::unit_circle::{CircleStep, unit_circle};

/// The least distance between labels.
const GAP_PX: f64 = 2.0;
/// The cost of crossing a line, in the unit of [`Candidate::cost`].
const CROSSING_COST: f64 = 3.0;

/// A possible position of a label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// The box of its text.
    pub rect: Rect,
    /// The alignment of its lines within the box.
    pub anchor: Anchor,
    /// The leader from its mark to its text, if the text lies apart.
    pub leader: Option<[Point; 2]>,
    /// Cost; 0 is best.
    pub cost: f64,
}

/// Geometry that labels keep clear of.
#[derive(Clone, Debug, Default)]
pub struct Obstacles {
    /// Boxes that no label may overlap: marks, other texts.
    pub boxes: Vec<Rect>,
    /// Lines that labels avoid at a cost.
    pub lines: Vec<Vec<Point>>,
}

/// Returns the index of the candidate that each label takes. `requests` come most important first; boxes of candidates
/// have to lie within `frame`. `background_cost` is the further cost, never negative, of a candidate of the request with
/// that index.
pub fn place(
    requests: &[Vec<Candidate>],
    frame: Rect,
    obstacles: &Obstacles,
    background_cost: impl Fn(usize, &Candidate) -> f64,
) -> Vec<Option<usize>> {
    let lines: Vec<BoundedLine> = obstacles.lines.iter().map(|line| BoundedLine::new(line)).collect();
    let mut taken: Vec<Candidate> = Vec::new();
    requests
        .iter()
        .enumerate()
        .map(|(request, candidates)| {
            // Cheapest first, so that the expensive costs (background, crossings) are seldom computed.
            let mut best: Option<(f64, usize)> = None;
            for ix in argsort(candidates.len(), &|ix| candidates[ix].cost) {
                let candidate = &candidates[ix];
                if best.is_some_and(|(cost, _)| candidate.cost >= cost) {
                    break;
                }
                if !is_free(candidate, frame, obstacles, &taken) {
                    continue;
                }
                let cost = candidate.cost + background_cost(request, candidate);
                if best.is_some_and(|(least, _)| cost >= least) {
                    continue;
                }
                let crossed = lines.iter().filter(|line| line.crosses_box(candidate.rect)).count() as f64;
                let led_across =
                    candidate.leader.map_or(0, |leader| lines.iter().filter(|line| line.crosses(leader)).count())
                        as f64;
                let cost = cost + CROSSING_COST * (crossed + 0.5 * led_across);
                if best.is_none_or(|(least, _)| cost < least) {
                    best = Some((cost, ix));
                }
            }
            let (_, ix) = best?;
            taken.push(candidates[ix]);
            Some(ix)
        })
        .collect()
}

/// Returns true if `candidate` lies within `frame` and clear of obstacles and of the `taken` ones.
fn is_free(candidate: &Candidate, frame: Rect, obstacles: &Obstacles, taken: &[Candidate]) -> bool {
    let rect = candidate.rect;
    let room = rect.grown(GAP_PX);
    frame.encloses(&rect)
        && !obstacles
            .boxes
            .iter()
            .any(|other| other.overlaps(&rect) || candidate.leader.is_some_and(|line| segment_hits_rect(line, *other)))
        && !taken.iter().any(|other| {
            other.rect.overlaps(&room)
                || candidate.leader.is_some_and(|line| segment_hits_rect(line, other.rect))
                || other.leader.is_some_and(|line| segment_hits_rect(line, room))
                || matches!((candidate.leader, other.leader), (Some(a), Some(b)) if segments_intersect(a, b))
        })
}

/// A line and the box around it, which spares most comparisons of its segments.
struct BoundedLine<'a> {
    points: &'a [Point],
    bounds: Rect,
}

impl<'a> BoundedLine<'a> {
    fn new(points: &'a [Point]) -> Self {
        Self { points, bounds: Rect::around(points) }
    }

    fn any_segment(&self, near: Rect, is_met: impl Fn([Point; 2]) -> bool) -> bool {
        self.bounds.grown(1.0).overlaps(&near) && self.points.windows(2).any(|pair| is_met([pair[0], pair[1]]))
    }

    /// Returns true if the line runs through a box.
    fn crosses_box(&self, rect: Rect) -> bool {
        self.any_segment(rect, |segment| segment_hits_rect(segment, rect))
    }

    /// Returns true if the line crosses a segment.
    fn crosses(&self, segment: [Point; 2]) -> bool {
        self.any_segment(Rect::around(&segment), |own| segments_intersect(segment, own))
    }
}

/// Returns true if a segment touches a box.
pub fn segment_hits_rect([a, b]: [Point; 2], rect: Rect) -> bool {
    let (left, right, top, bottom) = (rect.x, rect.x + rect.w, rect.y, rect.y + rect.h);
    let is_beside = |a: f64, b: f64, low: f64, high: f64| (a < low && b < low) || (a > high && b > high);
    if is_beside(a.x, b.x, left, right) || is_beside(a.y, b.y, top, bottom) {
        return false;
    }
    // The line passes through the box unless all corners lie to one side of it.
    let side = |x: f64, y: f64| (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
    let sides = [side(left, top), side(right, top), side(right, bottom), side(left, bottom)];
    !(sides.iter().all(|s| *s > 0.0) || sides.iter().all(|s| *s < 0.0))
}

/// Returns true if two segments cross.
pub fn segments_intersect(a: [Point; 2], b: [Point; 2]) -> bool {
    let orientation = |p: Point, q: Point, r: Point| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    orientation(a[0], a[1], b[0]) * orientation(a[0], a[1], b[1]) < 0.0
        && orientation(b[0], b[1], a[0]) * orientation(b[0], b[1], a[1]) < 0.0
}

/// Returns the candidates for a text of `width` by `height` adjacent to a mark that reaches `reach` about `at`: right of
/// it best, then left, below, above, then the corners.
pub fn adjacent_candidates(at: Point, reach: f64, width: f64, height: f64) -> Vec<Candidate> {
    let gap = reach + 4.0;
    let (w, h) = (width, height);
    let candidate = |x: f64, y: f64, anchor, cost| Candidate { rect: Rect { x, y, w, h }, anchor, leader: None, cost };
    let diagonal = reach * 0.7 + 2.0;
    vec![
        candidate(at.x + gap, at.y - h / 2.0, Anchor::Start, 0.0),
        candidate(at.x - gap - w, at.y - h / 2.0, Anchor::End, 0.3),
        candidate(at.x - w / 2.0, at.y + gap - 1.0, Anchor::Middle, 0.5),
        candidate(at.x - w / 2.0, at.y - gap + 1.0 - h, Anchor::Middle, 0.7),
        candidate(at.x + diagonal, at.y + diagonal - 1.0, Anchor::Start, 0.8),
        candidate(at.x - diagonal - w, at.y + diagonal - 1.0, Anchor::End, 0.9),
        candidate(at.x + diagonal, at.y - diagonal + 1.0 - h, Anchor::Start, 1.0),
        candidate(at.x - diagonal - w, at.y - diagonal + 1.0 - h, Anchor::End, 1.1),
    ]
}

/// Returns candidates for the same text further off, with a leader; the cost grows with the distance.
pub fn leader_candidates(at: Point, reach: f64, width: f64, height: f64, farthest: f64) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let mut distance = reach + 20.0;
    while distance <= farthest {
        for (cos, sin) in unit_circle(CircleStep::TwentyFourth) {
            // Texts lie beside the end of their leader, not over it.
            if cos.abs() < 0.3 {
                continue;
            }
            let end = pt(at.x + cos * distance, at.y + sin * distance);
            let (x, anchor) = if cos > 0.0 { (end.x + 3.0, Anchor::Start) } else { (end.x - 3.0 - width, Anchor::End) };
            let start = pt(at.x + cos * (reach + 1.0), at.y + sin * (reach + 1.0));
            candidates.push(Candidate {
                rect: Rect { x, y: end.y - height / 2.0, w: width, h: height },
                anchor,
                leader: Some([start, end]),
                cost: 3.0 + distance / 18.0,
            });
        }
        distance += 12.0;
    }
    candidates
}

/// Returns candidates for a text over an area, in a grid around its label point.
pub fn ring_candidates(at: Point, width: f64, height: f64, farthest: f64) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let (across, down) = (width / 3.0, height / 2.0);
    let steps = |step: f64| (farthest / step).ceil() as i32;
    for row in -steps(down)..=steps(down) {
        for column in -steps(across)..=steps(across) {
            let (dx, dy) = (f64::from(column) * across, f64::from(row) * down);
            let distance = pt(dx, dy).distance(Point::default());
            if distance <= farthest {
                let rect = Rect { x: at.x + dx - width / 2.0, y: at.y + dy - height / 2.0, w: width, h: height };
                candidates.push(Candidate { rect, anchor: Anchor::Middle, leader: None, cost: distance / 25.0 });
            }
        }
    }
    candidates
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FRAME: Rect = Rect { x: 0.0, y: 0.0, w: 200.0, h: 100.0 };

    #[test]
    fn the_more_important_label_keeps_the_better_candidate() {
        let at = pt(100.0, 50.0);
        let requests = [adjacent_candidates(at, 5.0, 40.0, 14.0), adjacent_candidates(at, 5.0, 40.0, 14.0)];
        assert_eq!(place(&requests, FRAME, &Obstacles::default(), |_, _| 0.0), [Some(0), Some(1)]);
    }

    #[test]
    fn a_label_leaves_the_frame_and_the_marks_alone() {
        let near_the_edge = pt(180.0, 50.0);
        let requests = [adjacent_candidates(near_the_edge, 5.0, 40.0, 14.0)];
        assert_eq!(place(&requests, FRAME, &Obstacles::default(), |_, _| 0.0), [Some(1)]);
        let blocked = Obstacles { boxes: vec![FRAME], lines: Vec::new() };
        assert_eq!(place(&requests, FRAME, &blocked, |_, _| 0.0), [None]);
    }

    #[test]
    fn a_line_is_avoided_but_not_at_any_price() {
        let line = vec![pt(120.0, 0.0), pt(120.0, 100.0)];
        let obstacles = Obstacles { boxes: Vec::new(), lines: vec![line] };
        let at = pt(100.0, 50.0);
        assert_eq!(place(&[adjacent_candidates(at, 5.0, 40.0, 14.0)], FRAME, &obstacles, |_, _| 0.0), [Some(1)]);
        let only_one = vec![adjacent_candidates(at, 5.0, 40.0, 14.0)[0]];
        assert_eq!(place(&[only_one], FRAME, &obstacles, |_, _| 0.0), [Some(0)]);
    }

    #[test]
    fn the_ground_under_a_candidate_counts() {
        let requests = [adjacent_candidates(pt(100.0, 50.0), 5.0, 40.0, 14.0)];
        let no_right = |_: usize, candidate: &Candidate| if candidate.rect.x > 100.0 { 9.0 } else { 0.0 };
        assert_eq!(place(&requests, FRAME, &Obstacles::default(), no_right), [Some(1)]);
    }

    #[test]
    fn a_segment_meets_a_box_only_where_it_does() {
        let rect = Rect { x: 10.0, y: 10.0, w: 10.0, h: 10.0 };
        assert!(segment_hits_rect([pt(0.0, 0.0), pt(30.0, 30.0)], rect));
        assert!(segment_hits_rect([pt(12.0, 12.0), pt(13.0, 13.0)], rect));
        assert!(!segment_hits_rect([pt(0.0, 12.0), pt(12.0, 40.0)], rect));
        assert!(!segment_hits_rect([pt(0.0, 0.0), pt(9.0, 9.0)], rect));
    }

    #[test]
    fn leaders_do_not_cross() {
        let a = Candidate {
            rect: Rect { x: 60.0, y: 0.0, w: 20.0, h: 10.0 },
            anchor: Anchor::Start,
            leader: Some([pt(0.0, 60.0), pt(60.0, 5.0)]),
            cost: 0.0,
        };
        let b = Candidate {
            rect: Rect { x: 60.0, y: 60.0, w: 20.0, h: 10.0 },
            anchor: Anchor::Start,
            leader: Some([pt(0.0, 5.0), pt(60.0, 65.0)]),
            cost: 0.0,
        };
        assert_eq!(place(&[vec![a], vec![b]], FRAME, &Obstacles::default(), |_, _| 0.0), [Some(0), None]);
    }

    proptest! {
        #[test]
        fn placed_labels_never_collide(
            marks in proptest::collection::vec((0.0_f64..200.0, 0.0_f64..100.0, 5.0_f64..60.0), 1..12),
        ) {
            let boxes: Vec<Rect> =
                marks.iter().map(|(x, y, _)| Rect { x: x - 3.0, y: y - 3.0, w: 6.0, h: 6.0 }).collect();
            let requests: Vec<Vec<Candidate>> = marks
                .iter()
                .map(|(x, y, w)| {
                    let at = pt(*x, *y);
                    [adjacent_candidates(at, 4.0, *w, 14.0), leader_candidates(at, 4.0, *w, 14.0, 60.0)].concat()
                })
                .collect();
            let obstacles = Obstacles { boxes: boxes.clone(), lines: Vec::new() };
            let found = place(&requests, FRAME, &obstacles, |_, _| 0.0);
            let placed: Vec<Candidate> =
                found.iter().zip(&requests).filter_map(|(ix, candidates)| ix.map(|ix| candidates[ix])).collect();
            for (ix, candidate) in placed.iter().enumerate() {
                prop_assert!(FRAME.contains(pt(candidate.rect.x, candidate.rect.y)));
                prop_assert!(FRAME.contains(pt(candidate.rect.x + candidate.rect.w, candidate.rect.y + candidate.rect.h)));
                prop_assert!(!boxes.iter().any(|mark| mark.overlaps(&candidate.rect)));
                for other in &placed[..ix] {
                    prop_assert!(!candidate.rect.overlaps(&other.rect));
                    prop_assert!(candidate.leader.is_none_or(|leader| !segment_hits_rect(leader, other.rect)));
                    prop_assert!(other.leader.is_none_or(|leader| !segment_hits_rect(leader, candidate.rect)));
                }
            }
        }
    }
}
