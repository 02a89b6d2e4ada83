//! The Escape key, wherever the focus is: what appears under a resting pointer can be sent away without moving it
//! (WCAG 2.2, 1.4.13).

use wasm_bindgen::prelude::*;
use web_sys::{KeyboardEvent, window};

/// A listener for Escape on the whole page; dropping it ends it.
pub struct EscapeListener(Closure<dyn FnMut(KeyboardEvent)>);

impl EscapeListener {
    /// Calls `pressed` whenever Escape goes down.
    pub fn new(mut pressed: impl FnMut() + 'static) -> Self {
        let closure = Closure::new(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                pressed();
            }
        });
        if let Some(window) = window() {
            let _ = window.add_event_listener_with_callback("keydown", closure.as_ref().unchecked_ref());
        }
        Self(closure)
    }
}

impl Drop for EscapeListener {
    fn drop(&mut self) {
        if let Some(window) = window() {
            let _ = window.remove_event_listener_with_callback("keydown", self.0.as_ref().unchecked_ref());
        }
    }
}
