//! Hydration: the running page is mounted hidden beside the prerendered one, reads the story's text from it, and is
//! swapped in once it is painted, with the reader's scroll position and focus. Replaces Yew's own hydration, which needs
//! the module to carry every text of the document a second time.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

use super::dom::{document, is_shown, query_all, query_document};
use super::scroll::{scroll_to_top, window_height_px};
use super::scroll_anchor::{self, ScrollAnchor};
use crate::prerender::story::{PrerenderedRun, PrerenderedStep};

/// The parts of the page in which a focused element is looked up again.
const PARTS: &str = "section[id], header, nav, main";

/// Adds an element for the running page after the prerendered one: as wide as that, hidden and out of the flow.
pub fn create_hidden_mount() -> Option<Element> {
    let prerendered = document()?.get_element_by_id("app")?;
    let mount = document()?.create_element("div").ok()?;
    mount.set_class_name("mounting");
    let _ = mount.set_attribute("inert", "");
    prerendered.after_with_node_1(&mount).ok()?;
    Some(mount)
}

/// The prerendered story in the language tagged `tag`, step by step.
pub fn story(tag: &str) -> Vec<PrerenderedStep> {
    let steps = query_document(&format!(".prerendered[lang={tag}] .step"));
    let run = |node: Node| -> PrerenderedRun {
        let link = node.dyn_ref::<Element>().and_then(|link| link.get_attribute("href"));
        let record_id = link.map(|link| link.trim_start_matches('#').to_owned());
        PrerenderedRun { text: node.text_content().unwrap_or_default(), record_id }
    };
    let runs = |paragraph: Element| {
        let nodes = paragraph.child_nodes();
        // Comments are skipped.
        let kept = |node: &Node| matches!(node.node_type(), Node::ELEMENT_NODE | Node::TEXT_NODE);
        (0..nodes.length()).filter_map(|ix| nodes.get(ix)).filter(kept).map(run).collect()
    };
    let step = |step: Element| {
        let id = step.get_attribute("data-step").unwrap_or_default();
        PrerenderedStep { id, paragraphs: query_all(&step, ".step-text").map(runs).collect() }
    };
    steps.map(step).collect()
}

/// The language tag of the prerendered page.
pub fn prerendered_lang() -> Option<String> {
    query_document(".prerendered").find(is_shown)?.get_attribute("lang")
}

/// Hides the prerendered page because it is in another language than the running one: its type follows the document's
/// language, and would jump before it goes.
pub fn hide_prerendered() {
    if let Some(prerendered) = document().and_then(|document| document.get_element_by_id("app")) {
        prerendered.set_class_name("transitioning");
    }
}

/// Returns true if the reader is past the story's first step: has read it as one article before a reload, or has
/// scrolled to the second step of the prerendered page.
pub fn is_past_first_step() -> bool {
    if let Some((_, is_article)) = scroll_anchor::of_history() {
        return is_article;
    }
    let is_reached =
        |step: Element| is_shown(&step) && step.get_bounding_client_rect().top() < window_height_px() / 2.0;
    query_document(".prerendered [data-step]:nth-child(2)").any(is_reached)
}

/// Swaps the running page in for the prerendered one, between two paints. Scroll position and focus are kept. Returns
/// the position.
pub fn swap_in() -> Option<ScrollAnchor> {
    let document = document()?;
    let (prerendered, mount) = (document.get_element_by_id("app")?, document.query_selector(".mounting").ok()??);
    // After a reload the history has a position in the running page, where the story may be in another mode.
    let from_history = scroll_anchor::of_history().map(|(anchor, _)| anchor);
    let anchor = from_history
        .or_else(|| ScrollAnchor::of_target(&prerendered))
        .or_else(|| ScrollAnchor::of(&prerendered).map(ScrollAnchor::by_top));
    let focus = document.active_element().and_then(|element| focus_path(&element, &prerendered));
    // Not by its own `remove`: `translation-guard.js` would take that for a translator's doing, and record it.
    let _ = prerendered.parent_node().map(|parent| parent.remove_child(&prerendered));
    mount.set_id("app");
    mount.set_class_name("");
    let _ = mount.remove_attribute("inert");
    match &anchor {
        Some(anchor) => anchor.restore(&mount),
        // The step that the address names, where the steps scroll: while hidden, there was nothing to scroll.
        None => {
            let step = mount.query_selector("[data-reading=scroll] .step-now:not(:first-child)");
            step.ok().flatten().iter().for_each(scroll_to_top);
        }
    }
    if let Some(FocusPath { part, selector, index }) = focus {
        let part = mount.query_selector(&part).ok().flatten();
        let element = part.and_then(|part| query_all(&part, &selector).nth(index)?.dyn_into::<HtmlElement>().ok());
        if let Some(element) = element {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = element.focus_with_options(&options);
        }
    }
    anchor
}

/// The way to an element's counterpart in the other page.
struct FocusPath {
    /// The selector of its part of the page.
    part: String,
    /// A selector within that part.
    selector: String,
    /// Its index among the elements that match.
    index: usize,
}

fn focus_path(element: &Element, prerendered: &Element) -> Option<FocusPath> {
    let part = element.closest(PARTS).ok()?.filter(|part| prerendered.contains(Some(part)))?;
    let part_selector = if part.id().is_empty() { part.local_name() } else { format!("#{}", part.id()) };
    let selector = match element.get_attribute("data-lang") {
        Some(lang) => format!("[data-lang={lang}]"),
        None => {
            let class = element.class_list().item(0).map_or_else(String::new, |class| format!(".{class}"));
            [element.local_name(), class].concat()
        }
    };
    let index = query_all(&part, &selector).position(|other| other == *element)?;
    Some(FocusPath { part: part_selector, selector, index })
}
