//! From the page that stands to the page that runs: where the running one grows unseen, what it reads off the standing
//! one, and the moment in which it takes its place, with the reader's place and focus.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, Node, NodeList, window};

use super::place::{self, Place};
use crate::prerendered_story::{PrerenderedRun, PrerenderedStep};

/// What can hold the focus in both pages.
const PARTS: &str = "section[id], header, nav, main";

fn document() -> Option<Document> {
    window()?.document()
}

pub(super) fn each(list: Option<NodeList>) -> impl Iterator<Item = Element> {
    let nodes = move |list: NodeList| (0..list.length()).filter_map(move |ix| list.get(ix)?.dyn_into().ok());
    list.into_iter().flat_map(nodes)
}

/// What matches `selector` within an element, in order.
pub(super) fn all(within: &Element, selector: &str) -> impl Iterator<Item = Element> + use<> {
    each(within.query_selector_all(selector).ok())
}

/// An element for the running page beside the standing one, which it does not move: as wide as that and not seen.
pub fn arrive() -> Option<Element> {
    let standing = document()?.get_element_by_id("app")?;
    let arriving = document()?.create_element("div").ok()?;
    arriving.set_class_name("mounting");
    let _ = arriving.set_attribute("inert", "");
    standing.after_with_node_1(&arriving).ok()?;
    Some(arriving)
}

/// The story that stands in the page in the language tagged `tag`, step by step.
pub fn story(tag: &str) -> Vec<PrerenderedStep> {
    let steps =
        document().and_then(|document| document.query_selector_all(&format!(".prerendered[lang={tag}] .step")).ok());
    let run = |node: Node| -> PrerenderedRun {
        let link = node.dyn_ref::<Element>().and_then(|link| link.get_attribute("href"));
        (node.text_content().unwrap_or_default(), link.map(|link| link.trim_start_matches('#').to_owned()))
    };
    let runs = |paragraph: Element| {
        let nodes = paragraph.child_nodes();
        // What is no element and no text is a comment.
        let kept = |node: &Node| matches!(node.node_type(), Node::ELEMENT_NODE | Node::TEXT_NODE);
        (0..nodes.length()).filter_map(|ix| nodes.get(ix)).filter(kept).map(run).collect()
    };
    let step = |step: Element| {
        (step.get_attribute("data-step").unwrap_or_default(), all(&step, ".step-text").map(runs).collect())
    };
    each(steps).map(step).collect()
}

/// The tag of the language that the page stands in.
pub fn standing_lang() -> Option<String> {
    each(document()?.query_selector_all(".prerendered").ok()).find(is_shown)?.get_attribute("lang")
}

/// Hides the standing page, which is not in the language that is about to come: letters and lines follow the document's
/// language, and would jump before they go.
pub fn hide_standing() {
    if let Some(standing) = document().and_then(|document| document.get_element_by_id("app")) {
        standing.set_class_name("transitioning");
    }
}

/// Whether the reader reads the story as one article: has done so before a reload, or has gone on to the second step in
/// the standing page.
pub fn reads_on() -> bool {
    if let Some((_, whole)) = place::kept() {
        return whole;
    }
    let second =
        document().and_then(|document| document.query_selector_all(".prerendered [data-step]:nth-child(2)").ok());
    each(second).any(|step| is_shown(&step) && step.get_bounding_client_rect().top() < place::height() / 2.0)
}

/// Of several languages that stand in the document one is shown.
pub(super) fn is_shown(element: &Element) -> bool {
    element.get_bounding_client_rect().height() > 0.0
}

/// Puts the running page in the place of the standing one, in one go: the browser paints either the one or the other.
/// What the reader looks at stays where it is, and what has the focus keeps it. Returns the place that is kept so.
pub fn take_over() -> Option<Place> {
    let document = document()?;
    let (standing, arriving) = (document.get_element_by_id("app")?, document.query_selector(".mounting").ok()??);
    // After a reload the place is the running page's, where the story may be read in another way.
    let kept = place::kept().map(|(place, _)| place).or_else(|| Place::led_to(&standing));
    let place = kept.or_else(|| Place::of(&standing).map(Place::by_top));
    let focus = document.active_element().and_then(|element| way_to(&element, &standing));
    // Not by its own `remove`, which would look like somebody else's doing (`translation-guard.js`), to be kept for undoing.
    let _ = standing.parent_node().map(|parent| parent.remove_child(&standing));
    arriving.set_id("app");
    arriving.set_class_name("");
    let _ = arriving.remove_attribute("inert");
    match &place {
        Some(place) => place.bring_back(&arriving),
        // The step that the address names, where the steps scroll: unseen, there was nothing to scroll.
        None => {
            let step = arriving.query_selector("[data-reading=scroll] .step-now:not(:first-child)");
            step.ok().flatten().iter().for_each(place::bring_up);
        }
    }
    if let Some((part, selector, index)) = focus {
        let part = arriving.query_selector(&part).ok().flatten();
        let element = part.and_then(|part| all(&part, &selector).nth(index)?.dyn_into::<HtmlElement>().ok());
        if let Some(element) = element {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = element.focus_with_options(&options);
        }
    }
    place
}

/// How to find an element's counterpart: its part of the page, a selector within that, and which of those it is.
fn way_to(element: &Element, standing: &Element) -> Option<(String, String, usize)> {
    let part = element.closest(PARTS).ok()?.filter(|part| standing.contains(Some(part)))?;
    let in_part = if part.id().is_empty() { part.local_name() } else { format!("#{}", part.id()) };
    let selector = match element.get_attribute("data-lang") {
        Some(lang) => format!("[data-lang={lang}]"),
        None => {
            let class = element.class_list().item(0).map_or_else(String::new, |class| format!(".{class}"));
            [element.local_name(), class].concat()
        }
    };
    let index = all(&part, &selector).position(|other| other == *element)?;
    Some((in_part, selector, index))
}
