//! Sorting, once for the whole crate: every generic sort is kilobytes of wasm, and few things here are
//! sorted that are long.

/// Indices 0 to `count` by `key`, smallest first; equal keys keep their order.
pub(crate) fn argsort(count: usize, key: &dyn Fn(usize) -> f64) -> Vec<usize> {
    let mut keyed: Vec<(f64, usize)> = (0..count).map(|ix| (key(ix), ix)).collect();
    // No two are equal, so an unstable sort gives one result.
    keyed.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    keyed.into_iter().map(|(_, ix)| ix).collect()
}

#[cfg(test)]
mod tests {
    use super::argsort;

    #[test]
    fn equal_keys_keep_their_order() {
        let keys = [3.0, 1.0, 3.0, -0.5, 1.0];
        assert_eq!(argsort(keys.len(), &|ix| keys[ix]), [3, 1, 4, 0, 2]);
    }
}
