//! Hydration: the running page is mounted hidden beside the prerendered one, reads the story's text from it, and is
//! swapped in once it is painted, with the reader's scroll position and focus. Replaces Yew's own hydration, which needs
//! the module to carry every text of the document a second time.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, Node, NodeList, window};

use super::place::{self, Place};
use crate::prerender::story::{PrerenderedRun, PrerenderedStep};

/// The parts of the page in which a focused element is looked up again.
const PARTS: &str = "section[id], header, nav, main";

fn document() -> Option<Document> {
    window()?.document()
}

pub(super) fn each(list: Option<NodeList>) -> impl Iterator<Item = Element> {
    let nodes = move |list: NodeList| (0..list.length()).filter_map(move |ix| list.get(ix)?.dyn_into().ok());
    list.into_iter().flat_map(nodes)
}

/// The elements within one that match `selector`, in document order.
pub(super) fn all(within: &Element, selector: &str) -> impl Iterator<Item = Element> + use<> {
    each(within.query_selector_all(selector).ok())
}

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
    let steps =
        document().and_then(|document| document.query_selector_all(&format!(".prerendered[lang={tag}] .step")).ok());
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
        PrerenderedStep { id, paragraphs: all(&step, ".step-text").map(runs).collect() }
    };
    each(steps).map(step).collect()
}

/// The language tag of the prerendered page.
pub fn prerendered_lang() -> Option<String> {
    each(document()?.query_selector_all(".prerendered").ok()).find(is_shown)?.get_attribute("lang")
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
    if let Some((_, whole)) = place::kept() {
        return whole;
    }
    let second =
        document().and_then(|document| document.query_selector_all(".prerendered [data-step]:nth-child(2)").ok());
    each(second).any(|step| is_shown(&step) && step.get_bounding_client_rect().top() < place::height() / 2.0)
}

/// Returns true if an element is shown. Of several languages in one document one is.
pub(super) fn is_shown(element: &Element) -> bool {
    element.get_bounding_client_rect().height() > 0.0
}

/// Swaps the running page in for the prerendered one, between two paints. Scroll position and focus are kept. Returns
/// the position.
pub fn swap_in() -> Option<Place> {
    let document = document()?;
    let (prerendered, mount) = (document.get_element_by_id("app")?, document.query_selector(".mounting").ok()??);
    // After a reload the place is the running page's, where the story may be read in another way.
    let kept = place::kept().map(|(place, _)| place).or_else(|| Place::led_to(&prerendered));
    let place = kept.or_else(|| Place::of(&prerendered).map(Place::by_top));
    let focus = document.active_element().and_then(|element| focus_path(&element, &prerendered));
    // Not by its own `remove`: `translation-guard.js` would take that for a translator's doing, and record it.
    let _ = prerendered.parent_node().map(|parent| parent.remove_child(&prerendered));
    mount.set_id("app");
    mount.set_class_name("");
    let _ = mount.remove_attribute("inert");
    match &place {
        Some(place) => place.bring_back(&mount),
        // The step that the address names, where the steps scroll: while hidden, there was nothing to scroll.
        None => {
            let step = mount.query_selector("[data-reading=scroll] .step-now:not(:first-child)");
            step.ok().flatten().iter().for_each(place::bring_up);
        }
    }
    if let Some(FocusPath { part, selector, index }) = focus {
        let part = mount.query_selector(&part).ok().flatten();
        let element = part.and_then(|part| all(&part, &selector).nth(index)?.dyn_into::<HtmlElement>().ok());
        if let Some(element) = element {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = element.focus_with_options(&options);
        }
    }
    place
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
    let index = all(&part, &selector).position(|other| other == *element)?;
    Some(FocusPath { part: part_selector, selector, index })
}
