//! Text fields, with respect to input methods.

use gloo_events::EventListener;
use wasm_bindgen::prelude::*;
use web_sys::{Event, HtmlInputElement, InputEvent};
use yew::NodeRef;

/// A listener on one field; dropping it removes it.
pub struct FieldListener {
    _listeners: [EventListener; 2],
}

impl FieldListener {
    /// Calls `typed` with the value of the field `node` when it has changed, but not while an input method composes it.
    pub fn new(node: &NodeRef, typed: impl Fn(String) + Clone + 'static) -> Option<Self> {
        let field = node.cast::<HtmlInputElement>()?;
        // Some browsers end a composition with an input event, some without.
        let listeners = ["input", "compositionend"].map(|name| {
            let (read, typed) = (field.clone(), typed.clone());
            EventListener::new(&field, name, move |event: &Event| {
                let is_composing = event.dyn_ref::<InputEvent>().is_some_and(InputEvent::is_composing);
                if !is_composing {
                    typed(read.value());
                }
            })
        });
        Some(Self { _listeners: listeners })
    }
}

/// Sets the value of the field `node`.
pub fn set_value(node: &NodeRef, text: &str) {
    if let Some(field) = node.cast::<HtmlInputElement>() {
        field.set_value(text);
    }
}

/// Moves the focus to the field `node`.
pub fn focus(node: &NodeRef) {
    if let Some(field) = node.cast::<HtmlInputElement>() {
        let _ = field.focus();
    }
}
