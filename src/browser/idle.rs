//! Work for which the browser finds time, and readers who pay for each byte.

use wasm_bindgen::prelude::*;
use web_sys::{IdleRequestOptions, window};

use super::timer::Timeout;

/// The longest time that work waits for: the host of an embedded page may leave no idle time at all.
const LIMIT_MS: u32 = 3_000;

/// Calls `work` once nothing else is to be done: when the browser has time, or where it cannot tell, in the next task.
pub fn when_idle(work: impl FnOnce() + 'static) {
    let Some(window) = window() else { return };
    if js_sys::Reflect::has(&window, &"requestIdleCallback".into()).unwrap_or_default() {
        let options = IdleRequestOptions::new();
        options.set_timeout(LIMIT_MS);
        let work = Closure::once_into_js(work);
        let _ = window.request_idle_callback_with_options(work.unchecked_ref(), &options);
    } else {
        Timeout::new(0, work).forget();
    }
}

/// Returns true if the reader asks sites to save data. `boot.js` asks the same for the service worker.
pub fn saves_data() -> bool {
    let connection = window().and_then(|window| js_sys::Reflect::get(&window.navigator(), &"connection".into()).ok());
    let saves = connection.and_then(|connection| js_sys::Reflect::get(&connection, &"saveData".into()).ok());
    saves.is_some_and(|saves| saves.is_truthy())
}
