//! The citations of a text and the picture beside it: each lights up what the other is pointed at.

use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};
use yew::NodeRef;

use super::dom::query_all;

/// The attribute of a citation: the ids of the items that it lights up, separated by spaces.
pub const IDS: &str = "data-cites";
/// The attribute of a citation that is lit.
const LIT: &str = "data-lit";

/// A listener on the citations of a step; dropping it removes it.
pub struct CiteListener {
    _listeners: Vec<EventListener>,
}

impl CiteListener {
    /// Calls `pointed` with the [`IDS`] of the citation that the pointer or the focus is on, in the step `step` of the
    /// story around `node`; with none when it leaves.
    pub fn new(node: &NodeRef, step: &str, pointed: impl Fn(Option<String>) + 'static) -> Self {
        let (pointed, citation) = (Rc::new(pointed), format!("[data-step=\"{step}\"] [{IDS}]"));
        let listen = |story: Element| {
            ["pointerover", "pointerleave", "focusin", "focusout"].map(|name| {
                let (pointed, citation) = (pointed.clone(), citation.clone());
                EventListener::new(&story, name, move |event| {
                    let comes = matches!(name, "pointerover" | "focusin");
                    pointed(ids(event, &citation).filter(|_| comes));
                })
            })
        };
        Self { _listeners: story(node).map(listen).into_iter().flatten().collect() }
    }
}

/// Lights the citations of the item `id` in the step `step` of the story around `node`, and no others.
pub fn light(node: &NodeRef, step: &str, id: Option<&str>) {
    let Some(story) = story(node) else { return };
    query_all(&story, &format!("[{LIT}]")).for_each(|citation| {
        let _ = citation.remove_attribute(LIT);
    });
    let Some(id) = id else { return };
    for citation in query_all(&story, &format!("[data-step=\"{step}\"] [{IDS}~=\"{id}\"]")) {
        let _ = citation.set_attribute(LIT, "");
    }
}

fn story(node: &NodeRef) -> Option<Element> {
    node.cast::<Element>()?.closest(".story").ok()?
}

/// The ids of the citation that an event happens in.
fn ids(event: &Event, citation: &str) -> Option<String> {
    event.target()?.dyn_ref::<Element>()?.closest(citation).ok()??.get_attribute(IDS)
}

/// Returns true if a list of ids has `id`.
pub fn has(ids: &str, id: &str) -> bool {
    ids.split(' ').any(|other| other == id)
}
