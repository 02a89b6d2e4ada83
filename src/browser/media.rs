//! Media queries, and the density of the screen.

use wasm_bindgen::prelude::*;
use web_sys::{MediaQueryList, window};

/// The query that dark systems answer.
pub const DARK: &str = "(prefers-color-scheme: dark)";

fn list(query: &str) -> Option<MediaQueryList> {
    window()?.match_media(query).ok()?
}

/// Whether `query` holds now.
pub fn matches(query: &str) -> bool {
    list(query).is_some_and(|list| list.matches())
}

/// Device pixels a logical pixel, at least 1.
pub fn pixel_ratio() -> f64 {
    window().map_or(1.0, |window| window.device_pixel_ratio()).max(1.0)
}

/// A listener on a media query; dropping it ends it.
pub struct MediaListener {
    list: Option<MediaQueryList>,
    closure: Closure<dyn FnMut()>,
}

impl MediaListener {
    /// Calls `changed` whenever the answer to `query` changes.
    pub fn new(query: &str, changed: impl FnMut() + 'static) -> Self {
        let closure = Closure::new(changed);
        let list = list(query);
        if let Some(list) = &list {
            let _ = list.add_event_listener_with_callback("change", closure.as_ref().unchecked_ref());
        }
        Self { list, closure }
    }
}

impl Drop for MediaListener {
    fn drop(&mut self) {
        if let Some(list) = &self.list {
            let _ = list.remove_event_listener_with_callback("change", self.closure.as_ref().unchecked_ref());
        }
    }
}
