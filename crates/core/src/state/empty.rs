//! What to do about a filter that nothing meets: how many statements pass without each of its clauses.

use super::{Action, Clause, Focus, State, update};
use crate::dataset::{Dataset, RecordIx};

impl Focus {
    /// How many statements pass: what the article says, not the regions, places and companies it speaks of.
    pub fn statements(&self, dataset: &Dataset) -> usize {
        let records = dataset.records.iter().enumerate();
        records.filter(|(ix, record)| record.kind.is_claim() && self.passes(*ix as RecordIx, record)).count()
    }

    /// Where no statement passes: the clauses, and how many pass without each. None where some pass already.
    pub fn ways_back(&self, state: &State, dataset: &Dataset) -> Option<Vec<(Clause, usize)>> {
        if !self.is_filtered() || self.statements(dataset) > 0 {
            return None;
        }
        let without = |clause: Clause| {
            let state = update(state, Action::Drop(clause), dataset);
            (clause, Self::new(&state, dataset, self.found.clone()).statements(dataset))
        };
        Some(state.clauses().map(without).collect())
    }
}
