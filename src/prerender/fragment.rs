//! Links of the prerendered page.

use chuhai_core::dataset::Dataset;
use chuhai_core::state::{Action, View};

use crate::views::spec::first_section;

/// The link, within the document, to what `action` leads to in the running page: a record's row, a section or a step.
pub fn fragment_link(action: &Action, dataset: &Dataset) -> String {
    let id = match action {
        Action::ToggleRecord(ix) => &*dataset.record(*ix).id,
        Action::SetView(view) => first_section(*view).id(),
        Action::LeaveStory(_) => first_section(View::Explore).id(),
        Action::GoToStep(ix) => {
            let step = dataset.story.get(usize::from(*ix));
            return step.map_or_else(String::new, |step| format!("#step-{}", step.id));
        }
        // Controls of the running page, which the prerendered one does not show.
        Action::ToggleRegion(_)
        | Action::ToggleCompany(_)
        | Action::ToggleRegionInFilter(_)
        | Action::ToggleCompanyInFilter(_)
        | Action::ToggleRecordInFilter(_)
        | Action::ToggleKindInFilter(_)
        | Action::ToggleStatusInFilter(_)
        | Action::SetStatuses(_)
        | Action::SetRegions(_)
        | Action::SetPeriod(_)
        | Action::SetText(_)
        | Action::ClearField(_)
        | Action::Deselect
        | Action::Clear
        | Action::SetLang(_)
        | Action::SetTheme(_)
        | Action::SetLanes(_)
        | Action::SetVoyages(_)
        | Action::MoveMap(_)
        | Action::MoveTime(_) => "",
    };
    format!("#{id}")
}
