//! Frames: something done anew for each picture the screen shows, until it is done.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::window;

type Tick = RefCell<Option<Closure<dyn FnMut(f64)>>>;

/// A run of frames; dropping it ends it.
pub struct Frames {
    next: Rc<Cell<i32>>,
    _tick: Rc<Tick>,
}

impl Frames {
    /// Calls `frame` with the milliseconds that have passed, once a frame, for as long as it asks for another.
    pub fn new(mut frame: impl FnMut(f64) -> bool + 'static) -> Self {
        let start_ms = window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now());
        let next = Rc::new(Cell::new(0));
        let tick = Rc::new(Tick::default());
        let (again, own) = (next.clone(), Rc::downgrade(&tick));
        tick.replace(Some(Closure::new(move |now_ms: f64| {
            if frame((now_ms - start_ms).max(0.0))
                && let Some(tick) = own.upgrade()
            {
                ask(&again, &tick);
            }
        })));
        ask(&next, &tick);
        Self { next, _tick: tick }
    }
}

fn ask(next: &Cell<i32>, tick: &Tick) {
    if let (Some(window), Some(tick)) = (window(), &*tick.borrow()) {
        next.set(window.request_animation_frame(tick.as_ref().unchecked_ref()).unwrap_or_default());
    }
}

impl Drop for Frames {
    fn drop(&mut self) {
        if let Some(window) = window() {
            let _ = window.cancel_animation_frame(self.next.get());
        }
    }
}
