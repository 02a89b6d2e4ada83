//! Elements on the screen, or near it. In a cross-site frame browsers ignore the observer's margin: near is on the screen there.

use wasm_bindgen::prelude::*;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};
use yew::NodeRef;

use super::scroll::window_height_px;

/// The distance from the screen that counts as near, as a share of the window's height.
const SHARE: f64 = 0.5;

/// Returns true if the element is near what the window shows, by the document's present layout.
pub fn is_near(node: &NodeRef) -> bool {
    let Some(element) = node.cast::<Element>() else { return false };
    let (frame, height_px) = (element.get_bounding_client_rect(), window_height_px());
    frame.top() < (1.0 + SHARE) * height_px && frame.bottom() > -SHARE * height_px
}

/// Returns true if the element begins below what the window shows, by the document's present layout.
pub fn is_below(node: &NodeRef) -> bool {
    node.cast::<Element>().is_some_and(|element| element.get_bounding_client_rect().top() >= window_height_px())
}

/// An observer of an element's coming near; dropping it ends it.
pub struct NearObserver {
    observer: Option<IntersectionObserver>,
    _closure: Closure<dyn FnMut(js_sys::Array)>,
}

impl NearObserver {
    /// Calls `changed` with true when the element comes near what the reader sees, and with false when it no longer is.
    pub fn new(node: &NodeRef, changed: impl Fn(bool) + 'static) -> Self {
        let closure = Closure::new(move |entries: js_sys::Array| {
            if let Ok(entry) = entries.get(entries.length().saturating_sub(1)).dyn_into::<IntersectionObserverEntry>() {
                changed(entry.is_intersecting());
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(&format!("{}% 0%", 100.0 * SHARE));
        let observer = IntersectionObserver::new_with_options(closure.as_ref().unchecked_ref(), &options).ok();
        if let (Some(observer), Some(element)) = (&observer, node.cast::<Element>()) {
            observer.observe(&element);
        }
        Self { observer, _closure: closure }
    }
}

impl Drop for NearObserver {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
