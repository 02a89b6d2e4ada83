//! What each option of a field would leave: the figures beside the options of a filter's menu.

use super::{Action, FilterField, ResolvedFilter, State, update};
use crate::dataset::{Dataset, RecordIx};

impl ResolvedFilter {
    /// How many claims pass with each of `options` alone in `field` and the other clauses of `state` as they are: a
    /// menu does not narrow itself. An option is a state that asks for that one thing. One pass over the records,
    /// whatever the options are.
    pub fn counts(&self, state: &State, field: FilterField, options: &[State], dataset: &Dataset) -> Vec<usize> {
        let others = Self::asked(&update(state, Action::ClearField(field), dataset), dataset, self.found.clone());
        let options: Vec<Self> = options.iter().map(|option| Self::asked(option, dataset, None)).collect();
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
