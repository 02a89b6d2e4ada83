//! Animation frames.

use std::cell::RefCell;
use std::mem;
use std::rc::Rc;

use gloo_render::{AnimationFrame, request_animation_frame};
use wasm_bindgen::prelude::*;
use web_sys::window;

use super::timer::Timeout;

/// The frame that is requested next.
type Next = RefCell<Option<AnimationFrame>>;

/// A run of animation frames; dropping it ends it.
pub struct Frames {
    _next: Rc<Next>,
}

impl Frames {
    /// Calls `frame` once a frame with the milliseconds since now, until it returns false.
    pub fn new(frame: impl FnMut(f64) -> bool + 'static) -> Self {
        let start_ms = window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now());
        let next = Rc::default();
        request(&next, start_ms, frame);
        Self { _next: next }
    }
}

fn request(next: &Rc<Next>, start_ms: f64, mut frame: impl FnMut(f64) -> bool + 'static) {
    let own = Rc::downgrade(next);
    let handle = request_animation_frame(move |now_ms| {
        if frame((now_ms - start_ms).max(0.0))
            && let Some(next) = own.upgrade()
        {
            request(&next, start_ms, frame);
        }
    });
    next.replace(Some(handle));
}

/// Calls `work` in the next frame, which may be long in coming.
pub fn at_next_frame(work: impl FnOnce() + 'static) {
    if let Some(window) = window() {
        let work = Closure::once_into_js(move |_now_ms: f64| work());
        let _ = window.request_animation_frame(work.unchecked_ref());
    }
}

/// Work after the next frames, for what the reader need not see in them; dropping it calls it off.
pub struct AfterFrames {
    _frames: Frames,
    _timeout: Rc<RefCell<Option<Timeout>>>,
}

impl AfterFrames {
    /// Calls `work` in the first task after two frames. A task between the two would hold up the first: the browser may show
    /// what changed in it with the second.
    pub fn new(work: impl FnOnce() + 'static) -> Self {
        let timeout = Rc::<RefCell<Option<Timeout>>>::default();
        let (mut work, mut is_first, own) = (Some(work), true, timeout.clone());
        let frames = Frames::new(move |_| {
            let goes_on = mem::take(&mut is_first);
            if !goes_on {
                own.replace(work.take().map(|work| Timeout::new(0, work)));
            }
            goes_on
        });
        Self { _frames: frames, _timeout: timeout }
    }
}
