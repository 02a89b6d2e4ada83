//! Events of the window: history, printing, and keys or pointers anywhere.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, KeyboardEvent, MessageEvent, window};
use yew::NodeRef;

use super::key;

/// A listener on events of the window; dropping it removes it.
pub struct WindowListener {
    _listeners: Vec<EventListener>,
}

impl WindowListener {
    /// Calls `handler` at each of `events`, such as `popstate`.
    pub fn new(events: &[&'static str], mut handler: impl FnMut() + 'static) -> Self {
        Self::with_event(events, move |_| handler())
    }

    /// Calls `handler` whenever Escape goes down, wherever the focus is: content that appears on hover can be dismissed
    /// without moving the pointer (WCAG 2.2, 1.4.13).
    pub fn escape(mut handler: impl FnMut() + 'static) -> Self {
        Self::with_event(&["keydown"], move |event| {
            let is_escape = |event: &KeyboardEvent| key::is_ours(event) && event.key() == "Escape";
            if event.dyn_ref().is_some_and(is_escape) {
                handler();
            }
        })
    }

    /// Calls `handler` when a pointer goes down, or the focus moves, outside of what matches `inside` within `node`.
    pub fn outside(node: &NodeRef, inside: &'static str, mut handler: impl FnMut() + 'static) -> Self {
        let node = node.clone();
        Self::with_event(&["pointerdown", "focusin"], move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let found = target.and_then(|target| target.closest(inside).ok().flatten());
            let is_inside = found.zip(node.cast::<Element>()).is_some_and(|(found, node)| node.contains(Some(&found)));
            if !is_inside {
                handler();
            }
        })
    }

    /// Calls `handler` with every message of another window.
    pub(super) fn messages(mut handler: impl FnMut(&MessageEvent) + 'static) -> Self {
        Self::with_event(&["message"], move |event| {
            event.dyn_ref().into_iter().for_each(&mut handler);
        })
    }

    fn with_event(events: &[&'static str], handler: impl FnMut(&Event) + 'static) -> Self {
        let handler = Rc::new(RefCell::new(handler));
        let listen = |event: &&'static str| {
            let handler = handler.clone();
            let window = window()?;
            Some(EventListener::new(&window, *event, move |event| (handler.borrow_mut())(event)))
        };
        Self { _listeners: events.iter().filter_map(listen).collect() }
    }
}
