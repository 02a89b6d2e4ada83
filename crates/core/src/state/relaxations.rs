//! What to do about a filter that nothing meets: how many statements pass without each of its clauses.

use super::{Action, FilterField, ResolvedFilter, State, update};
use crate::dataset::{Dataset, RecordIx};

impl ResolvedFilter {
    /// How many statements pass: what the article says, not the regions, places and companies it speaks of.
    pub fn statements(&self, dataset: &Dataset) -> usize {
        let records = dataset.records.iter().enumerate();
        records.filter(|(ix, record)| record.kind.is_claim() && self.passes(*ix as RecordIx, record)).count()
    }

    /// Where no statement passes: the clauses, and how many pass without each. None where some pass already.
    pub fn relaxations(&self, state: &State, dataset: &Dataset) -> Option<Vec<(FilterField, usize)>> {
        if !self.is_filtered() || self.statements(dataset) > 0 {
            return None;
        }
        let without = |field: FilterField| {
            let state = update(state, Action::ClearField(field), dataset);
            (field, Self::new(&state, dataset, self.found.clone()).statements(dataset))
        };
        Some(state.filter.fields().map(without).collect())
    }
}
