//! The options of the filter's fields.

use chuhai_core::dataset::{Dataset, RecordIx, Status};
use chuhai_core::state::{Action, ClaimCategory, Filter, FilterField, Period, State};

/// An option of a field.
pub struct FilterOption {
    /// The record whose glyph it has.
    pub record: Option<RecordIx>,
    /// True if the filter has it.
    pub is_chosen: bool,
    /// Adds it to the filter, or removes it.
    pub action: Action,
    /// A state that filters by it alone.
    pub alone: State,
}

impl FilterOption {
    fn new(is_chosen: bool, action: Action, alone: Filter) -> Self {
        Self { record: None, is_chosen, action, alone: State { filter: alone, ..State::default() } }
    }
}

/// The options that the dataset has for a field.
pub fn options(dataset: &Dataset, state: &State, field: FilterField) -> Vec<FilterOption> {
    let filter = &state.filter;
    match field {
        FilterField::Regions => (0..dataset.regions.len() as u16)
            .map(|ix| {
                let alone = Filter { regions: vec![ix], ..Filter::default() };
                FilterOption::new(filter.regions.contains(&ix), Action::ToggleRegionInFilter(ix), alone)
            })
            .collect(),
        FilterField::Companies => (0..dataset.companies.len() as u16)
            .map(|ix| {
                let alone = Filter { companies: vec![ix], ..Filter::default() };
                let option =
                    FilterOption::new(filter.companies.contains(&ix), Action::ToggleCompanyInFilter(ix), alone);
                FilterOption { record: Some(dataset.companies[usize::from(ix)].record), ..option }
            })
            .collect(),
        FilterField::Kinds => ClaimCategory::ALL
            .iter()
            .filter(|kind| dataset.records.iter().any(|record| ClaimCategory::of(record) == Some(**kind)))
            .map(|&kind| {
                let alone = Filter { kinds: vec![kind], ..Filter::default() };
                FilterOption::new(filter.kinds.contains(&kind), Action::ToggleKindInFilter(kind), alone)
            })
            .collect(),
        FilterField::Statuses => Status::ALL
            .into_iter()
            .map(|status| {
                let alone = Filter { statuses: vec![status], ..Filter::default() };
                FilterOption::new(filter.statuses.contains(&status), Action::ToggleStatusInFilter(status), alone)
            })
            .collect(),
        FilterField::Period => dataset
            .meta
            .published
            .into_iter()
            .flat_map(Period::offered)
            .map(|offered| period(filter, offered))
            .collect(),
        FilterField::Text => Vec::new(),
    }
}

/// A period as an option; choosing it again clears the field.
fn period(filter: &Filter, period: Period) -> FilterOption {
    let is_chosen = filter.period == period;
    let action = if is_chosen { Action::ClearField(FilterField::Period) } else { Action::SetPeriod(period) };
    FilterOption::new(is_chosen, action, Filter { period, ..Filter::default() })
}
