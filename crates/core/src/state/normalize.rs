//! Normal forms of what a filter holds: sorted indices without duplicates, and search texts without invisible characters.

use super::Filter;

/// Adds an index to a sorted list, or removes it.
pub(super) fn toggle(sorted: &mut Vec<u16>, ix: u16) {
    match sorted.binary_search(&ix) {
        Ok(at) => drop(sorted.remove(at)),
        Err(at) => sorted.insert(at, ix),
    }
}

/// Indices sorted and each once.
pub(super) fn in_order(ixs: impl Iterator<Item = u16>) -> Vec<u16> {
    let mut ordered = Vec::new();
    for ix in ixs {
        if let Err(at) = ordered.binary_search(&ix) {
            ordered.insert(at, ix);
        }
    }
    ordered
}

/// A search text without control characters and without space at either end, cut to [`Filter::TEXT_CHARS`].
pub(super) fn tidy(text: &str) -> Box<str> {
    let is_seen = |c: &char| !c.is_control() && *c != char::REPLACEMENT_CHARACTER;
    let seen: String = text.trim().chars().filter(is_seen).take(Filter::TEXT_CHARS).collect();
    seen.trim().into()
}
