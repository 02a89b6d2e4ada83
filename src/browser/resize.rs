//! The size of a box, whenever it changes.

use std::rc::Rc;

use chuhai_charts::scene::Size;
use wasm_bindgen::prelude::*;
use web_sys::{Element, ResizeObserver, ResizeObserverEntry};
use yew::NodeRef;

use super::timer::Timeout;

/// An observer of one element's content box; dropping it ends it.
pub struct SizeObserver {
    observer: Option<ResizeObserver>,
    _closure: Closure<dyn FnMut(js_sys::Array)>,
}

impl SizeObserver {
    /// Calls `sized` with the size of `node` once soon and then at every change.
    pub fn new(node: &NodeRef, sized: impl Fn(Size) + 'static) -> Self {
        let sized = Rc::new(sized);
        let mut later = None;
        let closure = Closure::new(move |entries: js_sys::Array| {
            let Ok(entry) = entries.get(entries.length().saturating_sub(1)).dyn_into::<ResizeObserverEntry>() else {
                return;
            };
            let frame = entry.content_rect();
            let size = Size { width_px: frame.width(), height_px: frame.height() };
            // Not in the observer's own round: what gets another size by this would be reported as a loop.
            let sized = sized.clone();
            later.replace(Timeout::new(0, move || sized(size)));
        });
        let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok();
        if let (Some(observer), Some(element)) = (&observer, node.cast::<Element>()) {
            observer.observe(&element);
        }
        Self { observer, _closure: closure }
    }
}

impl Drop for SizeObserver {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
