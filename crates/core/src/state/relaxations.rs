//! Query relaxation: the number of claims that pass without each field of a filter that matches nothing.

use super::{Action, FilterField, ResolvedFilter, State, update};
use crate::dataset::{Dataset, RecordIx};

impl ResolvedFilter {
    /// The number of claims that pass; regions, places and companies are not counted.
    pub fn statements(&self, dataset: &Dataset) -> usize {
        let records = dataset.records.iter().enumerate();
        records.filter(|(ix, record)| record.kind.is_claim() && self.passes(*ix as RecordIx, record)).count()
    }

    /// The fields in force, each with the number of claims that pass without it. `None` if any claim passes already.
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
