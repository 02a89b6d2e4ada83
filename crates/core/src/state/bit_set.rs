//! Sets of indices with constant-time lookup.

/// A set of indices of records, regions, places or companies.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BitSet(Vec<u64>);

impl BitSet {
    /// Adds an index.
    pub fn insert(&mut self, ix: impl Into<u32>) {
        let ix = ix.into();
        let word = ix as usize / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (ix % 64);
    }

    /// Returns true if the set has the index.
    pub fn contains(&self, ix: impl Into<u32>) -> bool {
        let ix = ix.into();
        self.0.get(ix as usize / 64).is_some_and(|word| word & (1 << (ix % 64)) != 0)
    }

    /// Returns true if the set has any of the indices.
    pub(super) fn any(&self, ixs: &[u16]) -> bool {
        ixs.iter().any(|ix| self.contains(*ix))
    }
}
