//! Sets of indices that answer “is it in?” at the cost of one look, however many there are.

/// A set of records, or of anything else that has an index.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BitSet(Vec<u64>);

impl BitSet {
    /// Puts an index in.
    pub fn insert(&mut self, ix: impl Into<u32>) {
        let ix = ix.into();
        let word = ix as usize / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (ix % 64);
    }

    /// Whether an index is in it.
    pub fn contains(&self, ix: impl Into<u32>) -> bool {
        let ix = ix.into();
        self.0.get(ix as usize / 64).is_some_and(|word| word & (1 << (ix % 64)) != 0)
    }

    /// Whether any of these is in it.
    pub(super) fn any(&self, ixs: &[u16]) -> bool {
        ixs.iter().any(|ix| self.contains(*ix))
    }
}
