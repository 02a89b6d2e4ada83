//! Two-finger gestures on an element, which the browser would use for scrolling and zooming the page. `touch-action`
//! cannot say that: it would take the one-finger scrolling away as well.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, TouchEvent};
use yew::NodeRef;

/// Keeps two-finger gestures on one element from the browser; dropping it ends that.
pub struct PinchGuard {
    _listeners: Option<[EventListener; 2]>,
}

impl PinchGuard {
    /// Guards the element at `node`, which must be mounted.
    pub fn new(node: &NodeRef) -> Self {
        let listeners = node.cast::<Element>().map(|element| {
            ["touchstart", "touchmove"].map(|name| {
                let options = EventListenerOptions::enable_prevent_default();
                EventListener::new_with_options(&element, name, options, prevent_pinch)
            })
        });
        Self { _listeners: listeners }
    }
}

fn prevent_pinch(event: &Event) {
    let is_pinch = event.dyn_ref::<TouchEvent>().is_some_and(|event| event.touches().length() > 1);
    if is_pinch && event.cancelable() {
        event.prevent_default();
    }
}
