//! Mouse, pen and fingers on a stage: hovering, choosing, panning, zooming.

use yew::prelude::*;

use super::ground::Ground;
use crate::browser::element;
use crate::browser::timer::Timeout;
use crate::gesture::{Gesture, PointerChange};

/// How long a tooltip outlives the pointer's leaving its mark, so that the pointer can cross into it.
const TOOLTIP_GRACE_MS: i32 = 160;
/// How long the hint stays that two fingers move the picture.
const HINT_MS: i32 = 1800;

impl Ground {
    /// A pointer went down.
    pub fn pointer_down(&self, event: PointerEvent) {
        let at = self.local(&event);
        if event.button() == 0 && !self.pull_began(&event, at) {
            let touch = event.pointer_type() == "touch";
            self.fingers.borrow_mut().down(event.pointer_id(), at, touch);
        }
    }

    /// A pointer was lifted.
    pub fn pointer_up(&self, event: PointerEvent) {
        self.fingers.borrow_mut().up(event.pointer_id());
        self.by_hand.set(false);
        self.pull_ended(&event);
    }

    /// A pointer was lost: of a finger that usually means that the browser scrolls the page with it from here on.
    pub fn pointer_lost(&self, event: PointerEvent) {
        if self.fingers.borrow().is_lone() {
            self.hint();
        }
        self.pull_lost();
        self.pointer_up(event);
    }

    /// Says, for a moment, that it takes two fingers.
    fn hint(&self) {
        if self.gesture.is_some() {
            let hinted = self.hinted.clone();
            hinted.set(true);
            *self.hinting.borrow_mut() = Some(Timeout::new(HINT_MS, move || hinted.set(false)));
        }
    }

    /// A pointer moved, pressed or not.
    pub fn pointer_moved(&self, event: PointerEvent) {
        let at = self.local(&event);
        if self.pulled(&event, at) {
            return;
        }
        let moved = self.fingers.borrow_mut().moved(event.pointer_id(), at);
        match moved {
            PointerChange::Hover if event.pointer_type() != "touch" => match self.pointed(at, event.target()) {
                Some(ix) => self.hover_on(&self.scene.items[ix].id),
                None if self.leaving.borrow().is_none() => self.hover_off(),
                None => {}
            },
            PointerChange::Scroll => self.hint(),
            PointerChange::Gesture(steps) if self.gesture.is_some() => {
                element::capture_pointer(&self.node, event.pointer_id());
                self.hover.set(None);
                steps.into_iter().for_each(|step| self.follow(step));
            }
            _ => {}
        }
    }

    /// The pointer left the picture.
    pub fn pointer_left(&self, _: PointerEvent) {
        self.hover_off();
    }

    fn hover_on(&self, id: &str) {
        self.leaving.take();
        if self.hover.as_deref() != Some(id) {
            self.tip_closed.set(false);
            self.hover.set(Some(id.to_owned()));
        }
    }

    fn hover_off(&self) {
        if self.hover.is_some() {
            let hover = self.hover.clone();
            *self.leaving.borrow_mut() = Some(Timeout::new(TOOLTIP_GRACE_MS, move || hover.set(None)));
        }
    }

    /// The pointer came into the tooltip (true), which keeps it, or left it.
    pub fn hold(&self, held: bool) {
        self.leaving.take();
        if !held {
            self.hover.set(None);
        }
    }

    /// A click, of whatever made it.
    pub fn clicked(&self, event: MouseEvent) {
        if event.detail() != 0 && self.fingers.borrow_mut().take_dragged() {
            return;
        }
        // The keyboard and assistive technology click without a place: then the target alone says what is meant.
        let item = if event.detail() == 0 {
            self.target(event.target())
        } else {
            self.pointed(self.local(&event), event.target())
        };
        match item {
            Some(ix) => self.activate(ix, event.shift_key() || event.ctrl_key() || event.meta_key()),
            None => drop(self.let_go()),
        }
    }

    /// The wheel turned: it zooms with the modifier that zooms pages, and scrolls the page without.
    pub fn wheeled(&self, event: WheelEvent) {
        if self.gesture.is_some() && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            let factor = (-event.delta_y() / 240.0).clamp(-1.0, 1.0).exp2();
            self.follow(Gesture::Zoom { factor, at: self.local(&event) });
        }
    }
}
