//! Resize observers.

use chuhai_charts::scene::Size;
use wasm_bindgen::prelude::*;
use web_sys::{Element, ResizeObserver, ResizeObserverEntry, window};
use yew::{Callback, NodeRef};

use super::timer::Timeout;

/// The elements whose sizes decide how much room the page takes.
const LAYOUT: [&str; 4] = ["html", "main", "main figure", "main figcaption"];

/// An observer of the sizes of elements; dropping it ends it.
pub struct SizeObserver {
    observer: Option<ResizeObserver>,
    _closure: Closure<dyn FnMut(js_sys::Array)>,
}

impl SizeObserver {
    /// Emits to `sized` the size of the content box of `node`, soon and then at every change.
    pub fn new(node: &NodeRef, sized: Callback<Size>) -> Self {
        let mut later = None;
        let changed = move |entries: js_sys::Array| {
            let Ok(entry) = entries.get(entries.length().saturating_sub(1)).dyn_into::<ResizeObserverEntry>() else {
                return;
            };
            let rect = entry.content_rect();
            let size = Size { width_px: rect.width(), height_px: rect.height() };
            // After the observer's own round: a size that changes within it is reported as a loop.
            let sized = sized.clone();
            later.replace(Timeout::new(0, move || sized.emit(size)));
        };
        Self::observe(node.cast::<Element>(), changed)
    }

    /// Calls `changed` soon, and whenever the page takes another room.
    pub fn of_layout(mut changed: impl FnMut() + 'static) -> Self {
        let document = window().and_then(|window| window.document());
        let elements = document.iter().flat_map(|document| {
            LAYOUT.into_iter().filter_map(|selector| document.query_selector(selector).ok().flatten())
        });
        Self::observe(elements, move |_| changed())
    }

    fn observe(elements: impl IntoIterator<Item = Element>, changed: impl FnMut(js_sys::Array) + 'static) -> Self {
        let closure = Closure::new(changed);
        let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            elements.into_iter().for_each(|element| observer.observe(&element));
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
