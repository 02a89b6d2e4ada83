//! One thing to do a little later.

use wasm_bindgen::prelude::*;
use web_sys::window;

/// A task that runs once, unless it is dropped first.
pub struct Timeout {
    id: Option<i32>,
    _closure: Closure<dyn FnMut()>,
}

impl Timeout {
    /// Runs `task` after `delay_ms` milliseconds.
    pub fn new(delay_ms: i32, task: impl FnMut() + 'static) -> Self {
        let closure = Closure::new(task);
        let id = window().and_then(|window| {
            let callback = closure.as_ref().unchecked_ref();
            window.set_timeout_with_callback_and_timeout_and_arguments_0(callback, delay_ms).ok()
        });
        Self { id, _closure: closure }
    }
}

impl Drop for Timeout {
    fn drop(&mut self) {
        if let (Some(window), Some(id)) = (window(), self.id) {
            window.clear_timeout_with_handle(id);
        }
    }
}
