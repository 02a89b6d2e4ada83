//! Queries of the document.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, NodeList, window};

/// The document.
pub fn document() -> Option<Document> {
    window()?.document()
}

/// The elements within one that match `selector`, in document order.
pub fn query_all(within: &Element, selector: &str) -> impl Iterator<Item = Element> + use<> {
    elements(within.query_selector_all(selector).ok())
}

/// The elements of the document that match `selector`, in document order.
pub fn query_document(selector: &str) -> impl Iterator<Item = Element> + use<> {
    elements(document().and_then(|document| document.query_selector_all(selector).ok()))
}

fn elements(list: Option<NodeList>) -> impl Iterator<Item = Element> {
    let nodes = move |list: NodeList| (0..list.length()).filter_map(move |ix| list.get(ix)?.dyn_into().ok());
    list.into_iter().flat_map(nodes)
}

/// Returns true if an element is shown. Of several languages in one document one is.
pub fn is_shown(element: &Element) -> bool {
    element.get_bounding_client_rect().height() > 0.0
}
