//! Gestures from pointer events: a mouse pans, two fingers pan and zoom, one finger scrolls the page. Distinguishes drags
//! from clicks.

use chuhai_charts::scene::{Point, pt};

/// The distance that a pointer moves before it drags, in px.
pub const DRAG_PX: f64 = 4.0;

/// A change of the camera.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gesture {
    /// Moves the picture.
    Pan {
        /// The distance to the right, in logical px.
        dx_px: f64,
        /// Downwards, in logical px.
        dy_px: f64,
    },
    /// Zooms about a fixed point.
    Zoom {
        /// The factor; above 1 zooms in.
        factor: f64,
        /// The point, in the picture.
        at: Point,
    },
    /// Fits the whole picture.
    Fit,
    /// Brings a record into view.
    Reveal(u32),
}

/// The meaning of a pointer's move.
#[derive(Clone, Debug, PartialEq)]
pub enum PointerChange {
    /// No pointer is down.
    Hover,
    /// The pointer is down and has not moved far enough to drag.
    BelowThreshold,
    /// One finger drags, which scrolls the page.
    Scroll,
    /// A step of a gesture.
    Gesture(Vec<Gesture>),
}

/// Tracks the pointers that are down on a picture.
#[derive(Clone, Debug, Default)]
pub struct PointerTracker {
    down: Vec<(i32, Point)>,
    start: Point,
    is_touch: bool,
    dragging: bool,
    dragged: bool,
}

impl PointerTracker {
    /// Adds a pointer: a finger (`is_touch`), a mouse or a pen.
    pub fn down(&mut self, id: i32, at: Point, is_touch: bool) {
        self.down.retain(|(known, _)| *known != id);
        self.down.push((id, at));
        if self.down.len() == 1 {
            (self.start, self.is_touch, self.dragging, self.dragged) = (at, is_touch, false, false);
        }
    }

    /// Returns true if one finger is down and has been alone since it went down.
    pub fn is_lone(&self) -> bool {
        self.is_touch && self.down.len() == 1 && !self.dragging
    }

    /// Removes a pointer that was lifted or lost.
    pub fn up(&mut self, id: i32) {
        self.down.retain(|(known, _)| *known != id);
        if self.down.is_empty() {
            self.dragged = std::mem::take(&mut self.dragging);
        }
    }

    /// Ignores the click that follows: it belongs to a drag of another kind.
    pub fn swallow_click(&mut self) {
        self.dragged = true;
    }

    /// Returns true, once, if the click that follows belongs to a drag.
    pub fn take_dragged(&mut self) -> bool {
        std::mem::take(&mut self.dragged)
    }

    /// Moves a pointer.
    pub fn moved(&mut self, id: i32, to: Point) -> PointerChange {
        let Some(own) = self.down.iter().position(|(known, _)| *known == id) else { return PointerChange::Hover };
        let last = std::mem::replace(&mut self.down[own].1, to);
        if !self.dragging && to.distance(self.start) < DRAG_PX && self.down.len() == 1 {
            return PointerChange::BelowThreshold;
        }
        if self.is_lone() {
            return PointerChange::Scroll;
        }
        self.dragging = true;
        let other = self.down.iter().enumerate().find(|(ix, _)| *ix != own).map(|(_, (_, at))| *at);
        let Some(other) = other else {
            // The last finger of two is being lifted as well.
            if self.is_touch {
                return PointerChange::BelowThreshold;
            }
            return PointerChange::Gesture(vec![Gesture::Pan { dx_px: to.x - last.x, dy_px: to.y - last.y }]);
        };
        // Each of two fingers moves their middle by half its own way.
        let spread = |at: Point| at.distance(other).max(1.0);
        let middle = pt((to.x + other.x) / 2.0, (to.y + other.y) / 2.0);
        PointerChange::Gesture(vec![
            Gesture::Zoom { factor: spread(to) / spread(last), at: middle },
            Gesture::Pan { dx_px: (to.x - last.x) / 2.0, dy_px: (to.y - last.y) / 2.0 },
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_move_is_still_a_click() {
        let mut pointers = PointerTracker::default();
        assert_eq!(pointers.moved(1, pt(0.0, 0.0)), PointerChange::Hover);
        pointers.down(1, pt(10.0, 10.0), false);
        assert_eq!(pointers.moved(1, pt(12.0, 11.0)), PointerChange::BelowThreshold);
        pointers.up(1);
        assert!(!pointers.take_dragged());
    }

    #[test]
    fn a_drag_pans_by_what_it_moved_and_swallows_one_click() {
        let mut pointers = PointerTracker::default();
        pointers.down(1, pt(10.0, 10.0), false);
        assert_eq!(
            pointers.moved(1, pt(30.0, 10.0)),
            PointerChange::Gesture(vec![Gesture::Pan { dx_px: 20.0, dy_px: 0.0 }])
        );
        assert_eq!(
            pointers.moved(1, pt(31.0, 12.0)),
            PointerChange::Gesture(vec![Gesture::Pan { dx_px: 1.0, dy_px: 2.0 }])
        );
        pointers.up(1);
        assert!(pointers.take_dragged());
        assert!(!pointers.take_dragged());
    }

    #[test]
    fn two_fingers_zoom_around_their_middle() {
        let mut pointers = PointerTracker::default();
        pointers.down(1, pt(0.0, 0.0), true);
        pointers.down(2, pt(100.0, 0.0), true);
        let PointerChange::Gesture(steps) = pointers.moved(2, pt(200.0, 0.0)) else { panic!("no gesture") };
        assert_eq!(steps[0], Gesture::Zoom { factor: 2.0, at: pt(100.0, 0.0) });
        assert_eq!(steps[1], Gesture::Pan { dx_px: 50.0, dy_px: 0.0 });
        pointers.up(1);
        pointers.up(2);
        assert!(pointers.take_dragged());
    }
    #[test]
    fn one_finger_is_the_pages_and_no_drag() {
        let mut pointers = PointerTracker::default();
        pointers.down(1, pt(10.0, 10.0), true);
        assert_eq!(pointers.moved(1, pt(12.0, 11.0)), PointerChange::BelowThreshold);
        assert_eq!(pointers.moved(1, pt(30.0, 40.0)), PointerChange::Scroll);
        assert!(pointers.is_lone());
        pointers.up(1);
        assert!(!pointers.is_lone() && !pointers.take_dragged());
    }

    #[test]
    fn the_last_finger_of_two_moves_nothing_any_more() {
        let mut pointers = PointerTracker::default();
        pointers.down(1, pt(0.0, 0.0), true);
        pointers.down(2, pt(100.0, 0.0), true);
        assert!(!pointers.is_lone());
        assert!(matches!(pointers.moved(2, pt(120.0, 0.0)), PointerChange::Gesture(_)));
        pointers.up(1);
        assert_eq!(pointers.moved(2, pt(180.0, 60.0)), PointerChange::BelowThreshold);
        assert!(!pointers.is_lone());
        pointers.up(2);
        assert!(pointers.take_dragged());
    }
}
