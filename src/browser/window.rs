//! What the window hears: a move through the history, the start and the end of printing, a key or a pointer anywhere.

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, KeyboardEvent, MessageEvent, window};
use yew::NodeRef;

use super::key;

/// A listener on events of the window; dropping it ends it.
pub struct WindowListener {
    events: &'static [&'static str],
    closure: Closure<dyn FnMut(Event)>,
}

impl WindowListener {
    /// Calls `heard` at each of `events`, such as `popstate`.
    pub fn new(events: &'static [&'static str], mut heard: impl FnMut() + 'static) -> Self {
        Self::hearing(events, move |_| heard())
    }

    /// Calls `pressed` whenever Escape goes down, wherever the focus is: what appears under a resting pointer can be
    /// sent away without moving it (WCAG 2.2, 1.4.13).
    pub fn escape(mut pressed: impl FnMut() + 'static) -> Self {
        Self::hearing(&["keydown"], move |event| {
            let escape = |event: &KeyboardEvent| key::is_ours(event) && event.key() == "Escape";
            if event.dyn_ref().is_some_and(escape) {
                pressed();
            }
        })
    }

    /// Calls `left` when a pointer goes down or the focus comes outside of what matches `inside` within `node`: what
    /// lies over the page goes when the reader turns to the page.
    pub fn outside(node: &NodeRef, inside: &'static str, mut left: impl FnMut() + 'static) -> Self {
        let node = node.clone();
        Self::hearing(&["pointerdown", "focusin"], move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let place = target.and_then(|target| target.closest(inside).ok().flatten());
            let stays = place.zip(node.cast::<Element>()).is_some_and(|(place, node)| node.contains(Some(&place)));
            if !stays {
                left();
            }
        })
    }

    /// Calls `heard` with every message that another window sends.
    pub(super) fn messages(mut heard: impl FnMut(&MessageEvent) + 'static) -> Self {
        Self::hearing(&["message"], move |event| {
            event.dyn_ref().into_iter().for_each(&mut heard);
        })
    }

    fn hearing(events: &'static [&'static str], heard: impl FnMut(Event) + 'static) -> Self {
        let closure = Closure::new(heard);
        if let Some(window) = window() {
            for event in events {
                let _ = window.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
            }
        }
        Self { events, closure }
    }
}

impl Drop for WindowListener {
    fn drop(&mut self) {
        if let Some(window) = window() {
            for event in self.events {
                let _ = window.remove_event_listener_with_callback(event, self.closure.as_ref().unchecked_ref());
            }
        }
    }
}
