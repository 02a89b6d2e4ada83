//! Two fingers on an element, kept from the browser: it would scroll or zoom the page with them. One finger stays
//! the browser's, whatever `touch-action` leaves to it.

use wasm_bindgen::prelude::*;
use web_sys::{AddEventListenerOptions, Element, TouchEvent};
use yew::NodeRef;

/// The events that have to be refused, each before the browser acts on it.
const EVENTS: [&str; 2] = ["touchstart", "touchmove"];

/// Keeps pinches on one element to the page; dropping it lets them go.
pub struct PinchGuard {
    element: Option<Element>,
    closure: Closure<dyn FnMut(TouchEvent)>,
}

impl PinchGuard {
    /// On the element at `node`, which must be mounted.
    pub fn new(node: &NodeRef) -> Self {
        let closure = Closure::new(|event: TouchEvent| {
            if event.touches().length() > 1 && event.cancelable() {
                event.prevent_default();
            }
        });
        let element = node.cast::<Element>();
        if let Some(element) = &element {
            let options = AddEventListenerOptions::new();
            options.set_passive(false);
            for name in EVENTS {
                let callback = closure.as_ref().unchecked_ref();
                let _ =
                    element.add_event_listener_with_callback_and_add_event_listener_options(name, callback, &options);
            }
        }
        Self { element, closure }
    }
}

impl Drop for PinchGuard {
    fn drop(&mut self) {
        for (element, name) in self.element.iter().flat_map(|element| EVENTS.map(|name| (element, name))) {
            let _ = element.remove_event_listener_with_callback(name, self.closure.as_ref().unchecked_ref());
        }
    }
}
