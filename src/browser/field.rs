//! A field that is typed into: what stands in it, told when it has been typed and not while an input method is still
//! composing it.

use wasm_bindgen::prelude::*;
use web_sys::{Event, HtmlInputElement, InputEvent};
use yew::NodeRef;

/// Listens to one field; dropping it ends it.
pub struct FieldListener {
    field: HtmlInputElement,
    typed: Closure<dyn FnMut(Event)>,
}

impl FieldListener {
    /// Calls `typed` with what stands in the field `node` whenever that has changed.
    pub fn new(node: &NodeRef, typed: impl Fn(String) + 'static) -> Option<Self> {
        let field = node.cast::<HtmlInputElement>()?;
        let read = field.clone();
        let typed: Closure<dyn FnMut(Event)> = Closure::new(move |event: Event| {
            let composing = event.dyn_ref::<InputEvent>().is_some_and(InputEvent::is_composing);
            if !composing {
                typed(read.value());
            }
        });
        // Some browsers end a composition with an input event, some without.
        for name in ["input", "compositionend"] {
            let _ = field.add_event_listener_with_callback(name, typed.as_ref().unchecked_ref());
        }
        Some(Self { field, typed })
    }
}

impl Drop for FieldListener {
    fn drop(&mut self) {
        for name in ["input", "compositionend"] {
            let _ = self.field.remove_event_listener_with_callback(name, self.typed.as_ref().unchecked_ref());
        }
    }
}

/// Puts `text` into the field `node`.
pub fn set_value(node: &NodeRef, text: &str) {
    if let Some(field) = node.cast::<HtmlInputElement>() {
        field.set_value(text);
    }
}

/// Moves the keyboard focus to the field `node`.
pub fn focus(node: &NodeRef) {
    if let Some(field) = node.cast::<HtmlInputElement>() {
        let _ = field.focus();
    }
}
