//! Mouse, pen and touch events of a stage: hovering, clicking, panning, zooming.

use yew::prelude::*;

use super::context::StageContext;
use crate::browser::element;
use crate::gesture::{Gesture, PointerChange};

impl StageContext {
    /// A pointer went down.
    pub fn pointer_down(&self, event: PointerEvent) {
        let at = self.local(&event);
        if event.button() == 0 && !self.start_drag(&event, at) {
            let touch = event.pointer_type() == "touch";
            self.pointers.tracker.borrow_mut().down(event.pointer_id(), at, touch);
        }
    }

    /// A pointer was lifted.
    pub fn pointer_up(&self, event: PointerEvent) {
        self.pointers.tracker.borrow_mut().up(event.pointer_id());
        self.pointers.follows_pointer.set(false);
        self.end_drag(&event);
    }

    /// The browser has taken a pointer; with a finger it usually scrolls the page from here on.
    pub fn pointer_cancel(&self, event: PointerEvent) {
        if self.pointers.tracker.borrow().is_lone() {
            self.hint();
        }
        self.cancel_drag();
        self.pointer_up(event);
    }

    fn hint(&self) {
        if self.props.on_gesture.is_some() {
            self.pointers.show_hint();
        }
    }

    /// A pointer moved, pressed or not.
    pub fn pointer_move(&self, event: PointerEvent) {
        let at = self.local(&event);
        if self.continue_drag(&event, at) {
            return;
        }
        let moved = self.pointers.tracker.borrow_mut().moved(event.pointer_id(), at);
        match moved {
            PointerChange::Hover if event.pointer_type() == "touch" => {}
            PointerChange::Hover => match self.pointed(at, event.target()) {
                Some(ix) => self.tooltip.enter(&self.scene.items[ix].id),
                None if self.tooltip.is_leaving() => {}
                None => self.tooltip.leave(),
            },
            PointerChange::Scroll => self.hint(),
            PointerChange::Gesture(steps) if self.props.on_gesture.is_some() => {
                element::capture_pointer(&self.props.node, event.pointer_id());
                self.tooltip.hover.set(None);
                steps.into_iter().for_each(|step| self.follow(step));
            }
            PointerChange::Gesture(_) | PointerChange::BelowThreshold => {}
        }
    }

    /// The pointer left the picture.
    pub fn pointer_leave(&self, _: PointerEvent) {
        self.tooltip.leave();
    }

    /// A click by pointer, keyboard or assistive technology.
    pub fn click(&self, event: MouseEvent) {
        if event.detail() != 0 && self.pointers.tracker.borrow_mut().take_dragged() {
            return;
        }
        // Keyboards and assistive technology click without a position: only the target counts.
        let item = if event.detail() == 0 {
            self.target(event.target())
        } else {
            self.pointed(self.local(&event), event.target())
        };
        match item {
            Some(ix) => self.activate(ix, event.shift_key() || event.ctrl_key() || event.meta_key()),
            None => drop(self.clear_own()),
        }
    }

    /// The wheel turned: with the modifier that zooms pages it zooms the picture, without it scrolls the page.
    pub fn wheel(&self, event: WheelEvent) {
        if self.props.on_gesture.is_some() && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            // From a half to twice; the same distance back undoes it. (`exp2` brings a table of 2.4 KB, brotli.)
            let turn = (event.delta_y() / 240.0).clamp(-1.0, 1.0);
            let factor = (3.0 - turn) / (3.0 + turn);
            self.follow(Gesture::Zoom { factor, at: self.local(&event) });
        }
    }
}
