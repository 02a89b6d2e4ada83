//! Where labels go: each takes the cheapest of its spots that is still free, the most important first.
//!
//! Nothing here knows what a label says. A view offers spots (boxes with a cost, perhaps with a leader
//! line) and gets back which spot each label took, or that none was free.

use crate::argsort::ordered;
use crate::scene::{Anchor, Point, Rect, pt};
use crate::unit_circle::{Step, turn};

/// Room kept between labels.
const GAP_PX: f64 = 2.0;
/// What crossing a soft line costs, in the unit of [`Spot::cost`].
const CROSSING_COST: f64 = 3.0;

/// A place a label could take.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// The box of its text.
    pub rect: Rect,
    /// How its lines are set within the box.
    pub anchor: Anchor,
    /// The line from its mark to its text, if it stands apart.
    pub leader: Option<[Point; 2]>,
    /// How bad it is; 0 is best.
    pub cost: f64,
}

/// What is there already.
#[derive(Clone, Debug, Default)]
pub struct Obstacles {
    /// No label may overlap these: marks, other texts.
    pub boxes: Vec<Rect>,
    /// Labels keep off these lines where they can.
    pub lines: Vec<Vec<Point>>,
}

/// Which of its spots each label takes. `wishes` come most important first; boxes of spots have to lie
/// within `frame`. `ground` is what else counts against a spot of a wish (by its index): never negative.
pub fn place(
    wishes: &[Vec<Spot>],
    frame: Rect,
    obstacles: &Obstacles,
    ground: impl Fn(usize, &Spot) -> f64,
) -> Vec<Option<usize>> {
    let mut taken: Vec<Spot> = Vec::new();
    wishes
        .iter()
        .enumerate()
        .map(|(wish, spots)| {
            // Cheapest first, so that the dear questions (what lies under a spot, what it crosses) are
            // seldom asked.
            let mut best: Option<(f64, usize)> = None;
            for ix in ordered(spots.len(), &|ix| spots[ix].cost) {
                let spot = &spots[ix];
                if best.is_some_and(|(cost, _)| spot.cost >= cost) {
                    break;
                }
                if !free(spot, frame, obstacles, &taken) {
                    continue;
                }
                let crossed = crossings(spot.rect, &obstacles.lines) as f64;
                let led_across = spot.leader.map_or(0, |leader| crossed_by(leader, &obstacles.lines)) as f64;
                let cost = spot.cost + ground(wish, spot) + CROSSING_COST * (crossed + 0.5 * led_across);
                if best.is_none_or(|(least, _)| cost < least) {
                    best = Some((cost, ix));
                }
            }
            let (_, ix) = best?;
            taken.push(spots[ix]);
            Some(ix)
        })
        .collect()
}

fn free(spot: &Spot, frame: Rect, obstacles: &Obstacles, taken: &[Spot]) -> bool {
    let rect = spot.rect;
    let within = rect.x >= frame.x
        && rect.y >= frame.y
        && rect.x + rect.w <= frame.x + frame.w
        && rect.y + rect.h <= frame.y + frame.h;
    let room = rect.grown(GAP_PX);
    within
        && !obstacles
            .boxes
            .iter()
            .any(|other| other.overlaps(&rect) || spot.leader.is_some_and(|line| meets(line, *other)))
        && !taken.iter().any(|other| {
            other.rect.overlaps(&room)
                || spot.leader.is_some_and(|line| meets(line, other.rect))
                || other.leader.is_some_and(|line| meets(line, room))
                || matches!((spot.leader, other.leader), (Some(a), Some(b)) if crosses(a, b))
        })
}

/// How many lines run through a box.
fn crossings(rect: Rect, lines: &[Vec<Point>]) -> usize {
    lines.iter().filter(|line| line.windows(2).any(|pair| meets([pair[0], pair[1]], rect))).count()
}

/// How many lines a segment crosses.
fn crossed_by(segment: [Point; 2], lines: &[Vec<Point>]) -> usize {
    lines.iter().filter(|line| line.windows(2).any(|pair| crosses(segment, [pair[0], pair[1]]))).count()
}

/// Whether a segment touches a box.
pub fn meets([a, b]: [Point; 2], rect: Rect) -> bool {
    let (left, right, top, bottom) = (rect.x, rect.x + rect.w, rect.y, rect.y + rect.h);
    if a.x.max(b.x) < left || a.x.min(b.x) > right || a.y.max(b.y) < top || a.y.min(b.y) > bottom {
        return false;
    }
    // Neither all to one side of the line: then the line passes through the box.
    let side = |x: f64, y: f64| (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
    let sides = [side(left, top), side(right, top), side(right, bottom), side(left, bottom)];
    !(sides.iter().all(|s| *s > 0.0) || sides.iter().all(|s| *s < 0.0))
}

/// Whether two segments cross.
pub fn crosses(a: [Point; 2], b: [Point; 2]) -> bool {
    let turn = |p: Point, q: Point, r: Point| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    turn(a[0], a[1], b[0]) * turn(a[0], a[1], b[1]) < 0.0 && turn(b[0], b[1], a[0]) * turn(b[0], b[1], a[1]) < 0.0
}

/// Spots for a text of `width` by `height` right beside a mark that reaches `reach` about `at`: right
/// of it best, then left, below, above, then the corners.
pub fn beside(at: Point, reach: f64, width: f64, height: f64) -> Vec<Spot> {
    let gap = reach + 4.0;
    let (w, h) = (width, height);
    let spot = |x: f64, y: f64, anchor, cost| Spot { rect: Rect { x, y, w, h }, anchor, leader: None, cost };
    let slant = reach * 0.7 + 2.0;
    vec![
        spot(at.x + gap, at.y - h / 2.0, Anchor::Start, 0.0),
        spot(at.x - gap - w, at.y - h / 2.0, Anchor::End, 0.3),
        spot(at.x - w / 2.0, at.y + gap - 1.0, Anchor::Middle, 0.5),
        spot(at.x - w / 2.0, at.y - gap + 1.0 - h, Anchor::Middle, 0.7),
        spot(at.x + slant, at.y + slant - 1.0, Anchor::Start, 0.8),
        spot(at.x - slant - w, at.y + slant - 1.0, Anchor::End, 0.9),
        spot(at.x + slant, at.y - slant + 1.0 - h, Anchor::Start, 1.0),
        spot(at.x - slant - w, at.y - slant + 1.0 - h, Anchor::End, 1.1),
    ]
}

/// Spots for the same text further off, tied to its mark by a leader: the farther the dearer.
pub fn with_leaders(at: Point, reach: f64, width: f64, height: f64, farthest: f64) -> Vec<Spot> {
    let mut spots = Vec::new();
    let mut distance = reach + 20.0;
    while distance <= farthest {
        for (cos, sin) in turn(Step::TwentyFourth) {
            // Texts stand beside the end of their leader, not over it.
            if cos.abs() < 0.3 {
                continue;
            }
            let end = pt(at.x + cos * distance, at.y + sin * distance);
            let (x, anchor) = if cos > 0.0 { (end.x + 3.0, Anchor::Start) } else { (end.x - 3.0 - width, Anchor::End) };
            let start = pt(at.x + cos * (reach + 1.0), at.y + sin * (reach + 1.0));
            spots.push(Spot {
                rect: Rect { x, y: end.y - height / 2.0, w: width, h: height },
                anchor,
                leader: Some([start, end]),
                cost: 3.0 + distance / 18.0,
            });
        }
        distance += 12.0;
    }
    spots
}

/// Spots for a text over an area, around the point where it is best put.
pub fn around(at: Point, width: f64, height: f64, farthest: f64) -> Vec<Spot> {
    let mut spots = Vec::new();
    let (across, down) = (width / 3.0, height / 2.0);
    let steps = |step: f64| (farthest / step).ceil() as i32;
    for row in -steps(down)..=steps(down) {
        for column in -steps(across)..=steps(across) {
            let (dx, dy) = (f64::from(column) * across, f64::from(row) * down);
            let distance = dx.hypot(dy);
            if distance <= farthest {
                let rect = Rect { x: at.x + dx - width / 2.0, y: at.y + dy - height / 2.0, w: width, h: height };
                spots.push(Spot { rect, anchor: Anchor::Middle, leader: None, cost: distance / 25.0 });
            }
        }
    }
    spots
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FRAME: Rect = Rect { x: 0.0, y: 0.0, w: 200.0, h: 100.0 };

    #[test]
    fn the_more_important_label_keeps_the_better_spot() {
        let at = pt(100.0, 50.0);
        let wishes = [beside(at, 5.0, 40.0, 14.0), beside(at, 5.0, 40.0, 14.0)];
        assert_eq!(place(&wishes, FRAME, &Obstacles::default(), |_, _| 0.0), [Some(0), Some(1)]);
    }

    #[test]
    fn a_label_leaves_the_frame_and_the_marks_alone() {
        let near_the_edge = pt(180.0, 50.0);
        let wishes = [beside(near_the_edge, 5.0, 40.0, 14.0)];
        assert_eq!(place(&wishes, FRAME, &Obstacles::default(), |_, _| 0.0), [Some(1)]);
        let blocked = Obstacles { boxes: vec![FRAME], lines: Vec::new() };
        assert_eq!(place(&wishes, FRAME, &blocked, |_, _| 0.0), [None]);
    }

    #[test]
    fn a_line_is_avoided_but_not_at_any_price() {
        let line = vec![pt(120.0, 0.0), pt(120.0, 100.0)];
        let obstacles = Obstacles { boxes: Vec::new(), lines: vec![line] };
        let at = pt(100.0, 50.0);
        assert_eq!(place(&[beside(at, 5.0, 40.0, 14.0)], FRAME, &obstacles, |_, _| 0.0), [Some(1)]);
        let only_one = vec![beside(at, 5.0, 40.0, 14.0)[0]];
        assert_eq!(place(&[only_one], FRAME, &obstacles, |_, _| 0.0), [Some(0)]);
    }

    #[test]
    fn the_ground_under_a_spot_counts() {
        let wishes = [beside(pt(100.0, 50.0), 5.0, 40.0, 14.0)];
        let no_right = |_: usize, spot: &Spot| if spot.rect.x > 100.0 { 9.0 } else { 0.0 };
        assert_eq!(place(&wishes, FRAME, &Obstacles::default(), no_right), [Some(1)]);
    }

    #[test]
    fn a_segment_meets_a_box_only_where_it_does() {
        let rect = Rect { x: 10.0, y: 10.0, w: 10.0, h: 10.0 };
        assert!(meets([pt(0.0, 0.0), pt(30.0, 30.0)], rect));
        assert!(meets([pt(12.0, 12.0), pt(13.0, 13.0)], rect));
        assert!(!meets([pt(0.0, 12.0), pt(12.0, 40.0)], rect));
        assert!(!meets([pt(0.0, 0.0), pt(9.0, 9.0)], rect));
    }

    #[test]
    fn leaders_do_not_cross() {
        let a = Spot {
            rect: Rect { x: 60.0, y: 0.0, w: 20.0, h: 10.0 },
            anchor: Anchor::Start,
            leader: Some([pt(0.0, 60.0), pt(60.0, 5.0)]),
            cost: 0.0,
        };
        let b = Spot {
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
            let wishes: Vec<Vec<Spot>> = marks
                .iter()
                .map(|(x, y, w)| {
                    let at = pt(*x, *y);
                    [beside(at, 4.0, *w, 14.0), with_leaders(at, 4.0, *w, 14.0, 60.0)].concat()
                })
                .collect();
            let obstacles = Obstacles { boxes: boxes.clone(), lines: Vec::new() };
            let found = place(&wishes, FRAME, &obstacles, |_, _| 0.0);
            let placed: Vec<Spot> =
                found.iter().zip(&wishes).filter_map(|(ix, spots)| ix.map(|ix| spots[ix])).collect();
            for (ix, spot) in placed.iter().enumerate() {
                prop_assert!(FRAME.contains(pt(spot.rect.x, spot.rect.y)));
                prop_assert!(FRAME.contains(pt(spot.rect.x + spot.rect.w, spot.rect.y + spot.rect.h)));
                prop_assert!(!boxes.iter().any(|mark| mark.overlaps(&spot.rect)));
                for other in &placed[..ix] {
                    prop_assert!(!spot.rect.overlaps(&other.rect));
                    prop_assert!(spot.leader.is_none_or(|leader| !meets(leader, other.rect)));
                    prop_assert!(other.leader.is_none_or(|leader| !meets(leader, spot.rect)));
                }
            }
        }
    }
}
