//! The address bar and the history.

use chuhai_core::state::repaired_query;
use web_sys::{UrlSearchParams, window};

/// Returns true if the page is opened from disk. Its state is in the fragment then, since browsers do not let a page change
/// path and query of a `file:` address.
fn is_file() -> bool {
    window().is_some_and(|window| window.location().protocol().is_ok_and(|protocol| protocol == "file:"))
}

/// The part of the address with the state, without the sign before it.
fn state_part() -> String {
    let part = || {
        let location = window()?.location();
        let hash = location.hash().ok()?;
        if is_file() && hash.contains('=') {
            return Some(hash.get(1..)?.to_owned());
        }
        let query = location.search().ok()?.get(1..)?.to_owned();
        // An `&` that was escaped as `&#38;` has the sign in it that a fragment begins with.
        let cut = query.ends_with('&') && hash.starts_with("#38;");
        Some(if cut { query + hash.get(4..)? } else { query })
    };
    part().unwrap_or_default()
}

/// Returns true if the fragment is a link target such as `#map`, on a page whose state is in the fragment.
pub fn is_place() -> bool {
    let hash = window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    is_file() && hash.len() > 1 && !hash.contains('=')
}

/// The link target in the fragment. In the single-file edition the ids of the second language have a prefix.
pub fn place() -> String {
    let hash = window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.trim_start_matches('#').trim_start_matches("en-").to_owned()
}

/// The decoded query parameters of the page's address, in order.
pub fn query_pairs() -> Vec<(String, String)> {
    pairs(&state_part())
}

/// The decoded parameters of a query, in order, as they were meant.
pub fn pairs(query: &str) -> Vec<(String, String)> {
    let Ok(params) = UrlSearchParams::new_with_str(query) else { return Vec::new() };
    let mut pairs = Vec::new();
    for entry in js_sys::try_iter(&params).ok().flatten().into_iter().flatten().flatten() {
        let entry = js_sys::Array::from(&entry);
        if let (Some(name), Some(value)) = (entry.get(0).as_string(), entry.get(1).as_string()) {
            pairs.push((name, value));
        }
    }
    repaired_query(&pairs)
}

/// The page's own address, without query and fragment.
pub fn own() -> String {
    let address = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    address.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// The method of writing a history entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Write {
    /// A new entry: Back undoes the change.
    Push,
    /// The same entry: Back skips the change.
    Replace,
}

/// Writes `query` (without `?`) to the address bar, leaving path and fragment alone.
pub fn write(query: &str, how: Write) {
    let Some(window) = window() else { return };
    let location = window.location();
    let path = location.pathname().unwrap_or_default();
    let hash = location.hash().unwrap_or_default();
    let address = match (is_file(), query.is_empty()) {
        (true, _) => ["#", query].concat(),
        (false, true) => [path, hash].concat(),
        (false, false) => [&path, "?", query, &hash].concat(),
    };
    let Ok(history) = window.history() else { return };
    // The entry's scroll position (`scroll_anchor`) stays.
    let place = history.state().unwrap_or_default();
    // On `file:` and in sandboxed frames the history may throw; the page works without it.
    let _ = match how {
        Write::Push => history.push_state_with_url(&place, "", Some(&address)),
        Write::Replace => history.replace_state_with_url(&place, "", Some(&address)),
    };
}
