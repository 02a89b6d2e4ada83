//! Pointer events of drags that choose.

use chuhai_charts::scene::Point;
use yew::prelude::*;

use super::context::StageContext;
use super::drag::{Drag, DragState};
use crate::browser::element;

impl StageContext {
    /// Starts a drag where a pointer that goes down at `at` begins one. Returns true if so; it pans nothing then.
    pub(super) fn start_drag(&self, event: &PointerEvent, at: Point) -> bool {
        let brush = self.scene.brush.as_ref();
        // A finger that moves along a vertical axis scrolls the page.
        let by_touch = event.pointer_type() == "touch";
        let on_axis = brush.is_some_and(|brush| brush.extent.contains(at) && !(by_touch && brush.down));
        let starts = self.props.on_drag.is_some() && (on_axis || event.shift_key());
        if starts {
            self.pointers.tracker.borrow_mut().take_dragged();
        }
        *self.pointers.drag.borrow_mut() =
            starts.then(|| DragState { pointer_id: event.pointer_id(), start: at, moved: false });
        starts
    }

    /// Continues the drag. Returns false if this pointer has none in progress.
    pub(super) fn continue_drag(&self, event: &PointerEvent, now: Point) -> bool {
        let mut drag = self.pointers.drag.borrow_mut();
        let Some(drag) = drag.as_mut().filter(|drag| drag.pointer_id == event.pointer_id()) else { return false };
        drag.move_to(now);
        if drag.moved {
            element::capture_pointer(&self.props.node, drag.pointer_id);
            self.tooltip.hover.set(None);
            self.emit_drag(Drag { start: drag.start, now, done: false });
        }
        true
    }

    /// Ends the drag. A press on the axis is a drag of length zero; anywhere else it is a click.
    pub(super) fn end_drag(&self, event: &PointerEvent) {
        let Some(drag) = self.pointers.drag.take() else { return };
        let pressed_axis = self.scene.brush.as_ref().is_some_and(|brush| brush.on_axis(drag.start));
        if drag.moved || pressed_axis {
            self.pointers.tracker.borrow_mut().swallow_click();
            let now = if drag.moved { self.local(event) } else { drag.start };
            self.emit_drag(Drag { start: drag.start, now, done: true });
        }
    }

    /// Abandons the drag, since the browser has taken the pointer. What it has chosen so far stays chosen.
    pub(super) fn cancel_drag(&self) {
        self.pointers.drag.take();
        self.pointers.lasso.set(None);
    }

    fn emit_drag(&self, drag: Drag) {
        self.pointers.lasso.set((!drag.done && self.scene.brush.is_none()).then(|| drag.rect()));
        if let Some(callback) = &self.props.on_drag {
            callback.emit(drag);
        }
    }
}
