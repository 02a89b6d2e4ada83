//! The address bar: reading the query, writing history entries.

use chuhai_core::state::parameter;
use wasm_bindgen::prelude::*;
use web_sys::{UrlSearchParams, window};

/// The decoded query parameters of the page's address, in order.
pub fn query_pairs() -> Vec<(String, String)> {
    pairs(&window().and_then(|window| window.location().search().ok()).unwrap_or_default())
}

/// The decoded parameters of a query, in order.
pub fn pairs(query: &str) -> Vec<(String, String)> {
    let Ok(params) = UrlSearchParams::new_with_str(query) else { return Vec::new() };
    let mut pairs = Vec::new();
    for entry in js_sys::try_iter(&params).ok().flatten().into_iter().flatten().flatten() {
        let entry = js_sys::Array::from(&entry);
        if let (Some(name), Some(value)) = (entry.get(0).as_string(), entry.get(1).as_string()) {
            pairs.push((name, value));
        }
    }
    pairs
}

/// What of the query has to stand in every address of the page: which other dataset is shown.
pub fn kept() -> String {
    let data = query_pairs().into_iter().find(|(name, _)| name == "data");
    data.map(|(name, value)| parameter(&name, &value)).unwrap_or_default()
}

/// The page's own address, without query and fragment.
pub fn own() -> String {
    let address = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    address.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// How a new address enters the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Write {
    /// A finished choice: Back undoes it.
    Push,
    /// A passing state, such as a colour scheme: Back skips it.
    Replace,
}

/// Writes `query` (without `?`) to the address bar, leaving path and fragment alone.
pub fn write(query: &str, how: Write) {
    let Some(window) = window() else { return };
    let location = window.location();
    let path = location.pathname().unwrap_or_default();
    let hash = location.hash().unwrap_or_default();
    let address = if query.is_empty() { format!("{path}{hash}") } else { format!("{path}?{query}{hash}") };
    let Ok(history) = window.history() else { return };
    // From `file:` and in sandboxed frames the history may be out of bounds; the page works without it.
    let _ = match how {
        Write::Push => history.push_state_with_url(&JsValue::NULL, "", Some(&address)),
        Write::Replace => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
    };
}
