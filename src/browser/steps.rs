//! Which of several children the reader is at: the one that lies across the middle of the window.

use wasm_bindgen::prelude::*;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};
use yew::NodeRef;

/// An observer of a list's children; dropping it ends it.
pub struct StepObserver {
    observer: Option<IntersectionObserver>,
    _closure: Closure<dyn FnMut(js_sys::Array)>,
}

impl StepObserver {
    /// Calls `reached` with the index of the child that comes to lie across the middle of the window.
    pub fn new(list: &NodeRef, reached: impl Fn(usize) + 'static) -> Self {
        let element = list.cast::<Element>();
        let children = element.map(|element| element.children());
        let of = children.clone();
        let closure = Closure::new(move |entries: js_sys::Array| {
            let mut entries = entries.iter().filter_map(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok());
            let Some(entry) = entries.rfind(|entry| entry.is_intersecting()) else { return };
            let Some(of) = &of else { return };
            if let Some(index) = (0..of.length()).find(|ix| of.item(*ix).as_ref() == Some(&entry.target())) {
                reached(index as usize);
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin("-50% 0px -50% 0px");
        let observer = IntersectionObserver::new_with_options(closure.as_ref().unchecked_ref(), &options).ok();
        if let (Some(observer), Some(children)) = (&observer, &children) {
            (0..children.length()).filter_map(|ix| children.item(ix)).for_each(|child| observer.observe(&child));
        }
        Self { observer, _closure: closure }
    }
}

impl Drop for StepObserver {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

/// Brings child `index` of `list` to the top of the window.
pub fn bring_up(list: &NodeRef, index: usize) {
    if let Some(child) = list.cast::<Element>().and_then(|list| list.children().item(index as u32)) {
        child.scroll_into_view();
    }
}
