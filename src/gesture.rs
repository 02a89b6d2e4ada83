//! From fingers and mice to gestures: a mouse pans, two fingers move and zoom, one finger is the page's, which it
//! scrolls; and telling a drag from a click.

use chuhai_charts::scene::{Point, pt};

/// How far a pointer moves before it drags.
pub const DRAG_PX: f64 = 4.0;

/// A wish to see another part of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gesture {
    /// Moved the picture by so many logical pixels.
    Pan {
        /// Rightwards.
        dx_px: f64,
        /// Downwards.
        dy_px: f64,
    },
    /// Magnified around a point that stays where it is.
    Zoom {
        /// Above 1 comes nearer.
        factor: f64,
        /// The point, in the picture.
        at: Point,
    },
    /// Back to the whole.
    Fit,
    /// Bring this record into the picture.
    Reveal(u32),
}

/// What a pointer's move comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Touch {
    /// Nothing is pressed.
    Hover,
    /// Pressed, and not moved far enough to mean anything.
    Still,
    /// One finger drags: that scrolls the page.
    Scroll,
    /// Part of a gesture.
    Gesture(Vec<Gesture>),
}

/// The pointers that are down on a picture.
#[derive(Clone, Debug, Default)]
pub struct Fingers {
    down: Vec<(i32, Point)>,
    from: Point,
    touch: bool,
    dragging: bool,
    dragged: bool,
}

impl Fingers {
    /// A pointer went down: a finger (`touch`), or a mouse or pen.
    pub fn down(&mut self, id: i32, at: Point, touch: bool) {
        self.down.retain(|(known, _)| *known != id);
        self.down.push((id, at));
        if self.down.len() == 1 {
            (self.from, self.touch, self.dragging, self.dragged) = (at, touch, false, false);
        }
    }

    /// Whether one finger is down, and has been alone since it went down.
    pub fn is_lone(&self) -> bool {
        self.touch && self.down.len() == 1 && !self.dragging
    }

    /// A pointer was lifted or lost.
    pub fn up(&mut self, id: i32) {
        self.down.retain(|(known, _)| *known != id);
        if self.down.is_empty() {
            self.dragged = std::mem::take(&mut self.dragging);
        }
    }

    /// The click that follows belongs to a drag of another sort.
    pub fn swallow_click(&mut self) {
        self.dragged = true;
    }

    /// Whether the click that follows belongs to a drag; asked once.
    pub fn take_dragged(&mut self) -> bool {
        std::mem::take(&mut self.dragged)
    }

    /// A pointer moved.
    pub fn moved(&mut self, id: i32, to: Point) -> Touch {
        let Some(own) = self.down.iter().position(|(known, _)| *known == id) else { return Touch::Hover };
        let last = std::mem::replace(&mut self.down[own].1, to);
        if !self.dragging && (to.x - self.from.x).hypot(to.y - self.from.y) < DRAG_PX && self.down.len() == 1 {
            return Touch::Still;
        }
        if self.is_lone() {
            return Touch::Scroll;
        }
        self.dragging = true;
        let other = self.down.iter().enumerate().find(|(ix, _)| *ix != own).map(|(_, (_, at))| *at);
        let Some(other) = other else {
            // The finger that is left when the other was lifted is on its way up as well.
            if self.touch {
                return Touch::Still;
            }
            return Touch::Gesture(vec![Gesture::Pan { dx_px: to.x - last.x, dy_px: to.y - last.y }]);
        };
        // Of two fingers each moves the middle by half its own way.
        let spread = |at: Point| (at.x - other.x).hypot(at.y - other.y).max(1.0);
        let middle = pt((to.x + other.x) / 2.0, (to.y + other.y) / 2.0);
        Touch::Gesture(vec![
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
        let mut fingers = Fingers::default();
        assert_eq!(fingers.moved(1, pt(0.0, 0.0)), Touch::Hover);
        fingers.down(1, pt(10.0, 10.0), false);
        assert_eq!(fingers.moved(1, pt(12.0, 11.0)), Touch::Still);
        fingers.up(1);
        assert!(!fingers.take_dragged());
    }

    #[test]
    fn a_drag_pans_by_what_it_moved_and_swallows_one_click() {
        let mut fingers = Fingers::default();
        fingers.down(1, pt(10.0, 10.0), false);
        assert_eq!(fingers.moved(1, pt(30.0, 10.0)), Touch::Gesture(vec![Gesture::Pan { dx_px: 20.0, dy_px: 0.0 }]));
        assert_eq!(fingers.moved(1, pt(31.0, 12.0)), Touch::Gesture(vec![Gesture::Pan { dx_px: 1.0, dy_px: 2.0 }]));
        fingers.up(1);
        assert!(fingers.take_dragged());
        assert!(!fingers.take_dragged());
    }

    #[test]
    fn two_fingers_zoom_around_their_middle() {
        let mut fingers = Fingers::default();
        fingers.down(1, pt(0.0, 0.0), true);
        fingers.down(2, pt(100.0, 0.0), true);
        let Touch::Gesture(steps) = fingers.moved(2, pt(200.0, 0.0)) else { panic!("no gesture") };
        assert_eq!(steps[0], Gesture::Zoom { factor: 2.0, at: pt(100.0, 0.0) });
        assert_eq!(steps[1], Gesture::Pan { dx_px: 50.0, dy_px: 0.0 });
        fingers.up(1);
        fingers.up(2);
        assert!(fingers.take_dragged());
    }
    #[test]
    fn one_finger_is_the_pages_and_no_drag() {
        let mut fingers = Fingers::default();
        fingers.down(1, pt(10.0, 10.0), true);
        assert_eq!(fingers.moved(1, pt(12.0, 11.0)), Touch::Still);
        assert_eq!(fingers.moved(1, pt(30.0, 40.0)), Touch::Scroll);
        assert!(fingers.is_lone());
        fingers.up(1);
        assert!(!fingers.is_lone() && !fingers.take_dragged());
    }

    #[test]
    fn the_last_finger_of_two_moves_nothing_any_more() {
        let mut fingers = Fingers::default();
        fingers.down(1, pt(0.0, 0.0), true);
        fingers.down(2, pt(100.0, 0.0), true);
        assert!(!fingers.is_lone());
        assert!(matches!(fingers.moved(2, pt(120.0, 0.0)), Touch::Gesture(_)));
        fingers.up(1);
        assert_eq!(fingers.moved(2, pt(180.0, 60.0)), Touch::Still);
        assert!(!fingers.is_lone());
        fingers.up(2);
        assert!(fingers.take_dragged());
    }
}
