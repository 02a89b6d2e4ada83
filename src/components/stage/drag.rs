//! Drags that choose: over a time axis they brush a period, with Shift over the map they draw a lasso.

use chuhai_charts::scene::{Point, Rect};

use crate::gesture::DRAG_PX;

/// A drag that chooses, in progress or finished. The view decides what it chooses.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drag {
    /// The point at which it began.
    pub start: Point,
    /// The point it has reached.
    pub now: Point,
    /// True if the pointer was lifted.
    pub done: bool,
}

impl Drag {
    /// The box between its two ends.
    pub fn rect(&self) -> Rect {
        let (a, b) = (self.start, self.now);
        Rect { x: a.x.min(b.x), y: a.y.min(b.y), w: (a.x - b.x).abs(), h: (a.y - b.y).abs() }
    }
}

/// The pointer of a drag that chooses.
#[derive(Clone, Copy, Debug)]
pub(super) struct DragState {
    /// The pointer's id, as in Pointer Events.
    pub pointer_id: i32,
    /// The point at which it went down.
    pub start: Point,
    /// True if it has moved far enough to be no click.
    pub moved: bool,
}

impl DragState {
    /// Notes that the pointer is at `now`.
    pub fn move_to(&mut self, now: Point) {
        self.moved |= now.distance(self.start) >= DRAG_PX;
    }
}
