//! Numbers of claims beside the options of a filter's menu.

use super::{Action, FilterField, ResolvedFilter, State, update};
use crate::dataset::{Dataset, RecordIx};

impl ResolvedFilter {
    /// The number of claims that pass with each of `options` alone in `field` and the other fields of `state` unchanged: a
    /// menu does not narrow itself. An option is a state that filters by one value. One pass over the records.
    pub fn counts(&self, state: &State, field: FilterField, options: &[State], dataset: &Dataset) -> Vec<usize> {
        let others = Self::from_fields(&update(state, Action::ClearField(field), dataset), dataset, self.found.clone());
        let options: Vec<Self> = options.iter().map(|option| Self::from_fields(option, dataset, None)).collect();
        let mut counts = vec![0; options.len()];
        for (ix, record) in dataset.records.iter().enumerate() {
            let ix = ix as RecordIx;
            if record.kind.is_claim() && others.claim_passes(ix, record) {
                for (count, option) in counts.iter_mut().zip(&options) {
                    *count += usize::from(option.claim_passes(ix, record));
                }
            }
        }
        counts
    }
}
