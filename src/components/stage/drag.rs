//! Drags that choose: over a time axis they brush a period, with Shift over the map they gather what they touch.
//! What comes of one is the view's to say.

use chuhai_charts::scene::{Point, Rect};
use yew::prelude::*;

use super::ground::Ground;
use crate::browser::element;
use crate::gesture::DRAG_PX;

/// A drag that chooses, on its way or done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drag {
    /// Where it began.
    pub start: Point,
    /// Where it is.
    pub now: Point,
    /// Whether the pointer was lifted.
    pub done: bool,
}

impl Drag {
    /// What lies between its ends.
    pub fn rect(&self) -> Rect {
        let (a, b) = (self.start, self.now);
        Rect { x: a.x.min(b.x), y: a.y.min(b.y), w: (a.x - b.x).abs(), h: (a.y - b.y).abs() }
    }
}

/// The pointer of a drag that chooses.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pull {
    pointer: i32,
    start: Point,
    moved: bool,
}

impl Ground {
    /// Whether a pointer that goes down here begins a drag that chooses; if it does, it pans nothing.
    pub(super) fn pull_began(&self, event: &PointerEvent, at: Point) -> bool {
        let brush = self.scene.brush.as_ref();
        // A finger that moves along a page's own direction scrolls the page.
        let by_touch = event.pointer_type() == "touch";
        let on_axis = brush.is_some_and(|brush| brush.extent.contains(at) && !(by_touch && brush.down));
        let begins = self.drag.is_some() && (on_axis || event.shift_key());
        if begins {
            self.fingers.borrow_mut().take_dragged();
        }
        *self.pull.borrow_mut() = begins.then(|| Pull { pointer: event.pointer_id(), start: at, moved: false });
        begins
    }

    /// Goes on with the drag; false where there is none.
    pub(super) fn pulled(&self, event: &PointerEvent, now: Point) -> bool {
        let mut pull = self.pull.borrow_mut();
        let Some(pull) = pull.as_mut().filter(|pull| pull.pointer == event.pointer_id()) else { return false };
        pull.moved |= (now.x - pull.start.x).hypot(now.y - pull.start.y) >= DRAG_PX;
        if pull.moved {
            element::capture_pointer(&self.node, pull.pointer);
            self.hover.set(None);
            self.drag_to(Drag { start: pull.start, now, done: false });
        }
        true
    }

    /// Ends the drag. A mere press on the axis is a drag of no length; elsewhere it is a click and nothing of ours.
    pub(super) fn pull_ended(&self, event: &PointerEvent) {
        let Some(pull) = self.pull.take() else { return };
        let now = self.local(event);
        let pressed_axis = self.scene.brush.as_ref().is_some_and(|brush| brush.on_axis(pull.start));
        if pull.moved || pressed_axis {
            self.fingers.borrow_mut().swallow_click();
            self.drag_to(Drag { start: pull.start, now: if pull.moved { now } else { pull.start }, done: true });
        }
    }

    /// The browser took the pointer away: what was drawn so far stands.
    pub(super) fn pull_lost(&self) {
        self.pull.take();
        self.lasso.set(None);
    }

    fn drag_to(&self, drag: Drag) {
        self.lasso.set((!drag.done && self.scene.brush.is_none()).then(|| drag.rect()));
        if let Some(callback) = &self.drag {
            callback.emit(drag);
        }
    }
}
