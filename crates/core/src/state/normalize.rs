//! Normal forms of a filter's values: sorted indices without duplicates, and search texts without invisible characters.

use super::Filter;

/// Adds an index to a sorted list, or removes it.
pub(super) fn toggle(sorted: &mut Vec<u16>, ix: u16) {
    match sorted.binary_search(&ix) {
        Ok(at) => drop(sorted.remove(at)),
        Err(at) => sorted.insert(at, ix),
    }
}

/// The indices sorted, without duplicates. Insertion keeps a second instance of the sort out of the module.
pub(super) fn in_order(ixs: impl Iterator<Item = u16>) -> Vec<u16> {
    let mut ordered = Vec::new();
    for ix in ixs {
        if let Err(at) = ordered.binary_search(&ix) {
            ordered.insert(at, ix);
        }
    }
    ordered
}

/// A search text without control and replacement characters, trimmed, at most [`Filter::TEXT_CHARS`] long.
pub(super) fn tidy(text: &str) -> Box<str> {
    let is_printable = |c: &char| !c.is_control() && *c != char::REPLACEMENT_CHARACTER;
    let text: String = text.trim().chars().filter(is_printable).take(Filter::TEXT_CHARS).collect();
    text.trim().into()
}
