//! Actions of the reader, and the reducer.

use super::normalize::{in_order, tidy, toggle};
use super::{
    Cameras, ClaimCategory, Filter, FilterField, LaneMode, MapCamera, PageState, Period, Selection, State, Theme,
    TimeWindow, View,
};
use crate::dataset::{CompanyIx, Dataset, RecordIx, RegionIx, Status, StepIx};
use crate::text::Lang;

/// An action of the reader.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Filters by this region alone, or by none if it was the only one. Deselects the record.
    ToggleRegion(RegionIx),
    /// Filters by this company alone, or by none if it was the only one. Deselects the record.
    ToggleCompany(CompanyIx),
    /// Selects a record, or deselects it. Records of regions and companies toggle the filter as above.
    ToggleRecord(RecordIx),
    /// Adds a region to the filter, or removes it.
    ToggleRegionInFilter(RegionIx),
    /// Adds a company to the filter, or removes it.
    ToggleCompanyInFilter(CompanyIx),
    /// Adds the record's region or company to the filter, or removes it; selects or deselects other records.
    ToggleRecordInFilter(RecordIx),
    /// Adds a category to the filter, or removes it.
    ToggleKindInFilter(ClaimCategory),
    /// Adds a status to the filter, or removes it.
    ToggleStatusInFilter(Status),
    /// Filters by these statuses and no others.
    SetStatuses(Vec<Status>),
    /// Filters by these regions and no others.
    SetRegions(Vec<RegionIx>),
    /// Filters by a period; a reversed one changes nothing.
    SetPeriod(Period),
    /// Filters by a search text.
    SetText(Box<str>),
    /// Clears one field of the filter.
    ClearField(FilterField),
    /// Deselects the record; the filter stays.
    Deselect,
    /// Clears the filter and the selection.
    Clear,
    /// Goes to a step of the story.
    GoToStep(StepIx),
    /// Leaves the story with the state that this step shows.
    LeaveStory(StepIx),
    /// Switches the view.
    SetView(View),
    /// Switches the language.
    SetLang(Lang),
    /// Switches the theme.
    SetTheme(Theme),
    /// Switches the grouping of the timeline's lanes.
    SetLanes(LaneMode),
    /// Shows or hides Zheng He's voyages.
    SetVoyages(bool),
    /// Moves or zooms the map, within its bounds.
    MoveMap(MapCamera),
    /// Moves or zooms the timeline, within its bounds.
    MoveTime(TimeWindow),
}

/// The state after `action`. Pure and total: an index out of range changes nothing.
pub fn update(state: &State, action: Action, dataset: &Dataset) -> State {
    let mut next = state.clone();
    let known_region = |ix: &RegionIx| usize::from(*ix) < dataset.regions.len();
    let known_company = |ix: &CompanyIx| usize::from(*ix) < dataset.companies.len();
    // A selected record hides the filter: the first toggle only deselects it.
    let toggled =
        |current: &[u16], ix| if state.selection.record.is_none() && current == [ix] { Vec::new() } else { vec![ix] };
    match action {
        Action::ToggleRegion(ix) if known_region(&ix) => {
            next.selection.previous = next.selection.record.take();
            next.filter.regions = toggled(&state.filter.regions, ix);
        }
        Action::ToggleCompany(ix) if known_company(&ix) => {
            next.selection.previous = next.selection.record.take();
            next.filter.companies = toggled(&state.filter.companies, ix);
        }
        Action::ToggleRecord(ix) | Action::ToggleRecordInFilter(ix) => {
            let adds = matches!(action, Action::ToggleRecordInFilter(_));
            if let Some(region) = dataset.regions.iter().position(|region| region.record == ix) {
                let region = region as RegionIx;
                let action = if adds { Action::ToggleRegionInFilter(region) } else { Action::ToggleRegion(region) };
                return update(state, action, dataset);
            }
            if let Some(company) = dataset.companies.iter().position(|company| company.record == ix) {
                let company = company as CompanyIx;
                let action = if adds { Action::ToggleCompanyInFilter(company) } else { Action::ToggleCompany(company) };
                return update(state, action, dataset);
            }
            if (ix as usize) < dataset.records.len() {
                next.selection.previous = state.selection.record.filter(|selected| *selected != ix);
                next.selection.record = if state.selection.record == Some(ix) { None } else { Some(ix) };
            }
        }
        Action::ToggleRegionInFilter(ix) if known_region(&ix) => toggle(&mut next.filter.regions, ix),
        Action::ToggleCompanyInFilter(ix) if known_company(&ix) => toggle(&mut next.filter.companies, ix),
        Action::ToggleRegion(_)
        | Action::ToggleCompany(_)
        | Action::ToggleRegionInFilter(_)
        | Action::ToggleCompanyInFilter(_) => {}
        Action::ToggleKindInFilter(kind) => {
            let is_kept = |other: &ClaimCategory| state.filter.kinds.contains(other) != (*other == kind);
            next.filter.kinds = ClaimCategory::ALL.iter().copied().filter(is_kept).collect();
        }
        Action::ToggleStatusInFilter(status) => {
            let is_kept = |other: &Status| state.filter.statuses.contains(other) != (*other == status);
            next.filter.statuses = Status::ALL.into_iter().filter(is_kept).collect();
        }
        Action::SetStatuses(statuses) => {
            next.filter.statuses = Status::ALL.into_iter().filter(|status| statuses.contains(status)).collect();
        }
        Action::SetRegions(regions) => {
            next.filter.regions = in_order(regions.into_iter().filter(known_region));
        }
        Action::SetPeriod(period) if period.is_valid() => next.filter.period = period,
        Action::SetPeriod(_) => {}
        Action::SetText(text) => next.filter.text = tidy(&text),
        Action::ClearField(field) => next.filter.clear(field),
        Action::Deselect => next.selection = Selection::default(),
        Action::Clear => (next.filter, next.selection) = (Filter::default(), Selection::default()),
        Action::GoToStep(step) if usize::from(step) < dataset.story.len() => {
            next.page.view = View::Story;
            next.page.step = step;
            next.selection.record = None;
        }
        Action::LeaveStory(step) => {
            if let Some(shown) = dataset.story.get(usize::from(step)) {
                let (shown, _) = super::of_step(shown, dataset);
                let page = PageState { step, view: View::Explore, ..state.page };
                next = State { page, cameras: Cameras { lanes: state.cameras.lanes, ..shown.cameras }, ..shown };
            }
        }
        Action::GoToStep(_) => {}
        // The story has the filters of its own steps. Back leads to the present one.
        Action::SetView(View::Story) if state.page.view != View::Story => {
            next.page.view = View::Story;
            (next.filter, next.selection) = (Filter::default(), Selection::default());
        }
        Action::SetView(view) => next.page.view = view,
        Action::SetLang(lang) => next.page.lang = lang,
        Action::SetTheme(theme) => next.page.theme = theme,
        Action::SetLanes(lanes) => next.cameras.lanes = lanes,
        Action::SetVoyages(voyages) => next.cameras.voyages = voyages,
        Action::MoveMap(camera) => next.cameras.map = bounded_camera(camera, state.cameras.map),
        Action::MoveTime(window) => next.cameras.time = bounded_window(window, state.cameras.time),
    }
    next
}

/// Clamps the zoom and the centre. The picture's own bounds depend on its size, which is not in the state: the map view
/// clamps its cameras further.
fn bounded_camera(camera: MapCamera, fallback: MapCamera) -> MapCamera {
    let MapCamera { zoom, centre: (x, y) } = camera;
    if !(zoom.is_finite() && x.is_finite() && y.is_finite()) {
        return fallback;
    }
    let (from, to) = MapCamera::CENTRE;
    MapCamera { zoom: zoom.clamp(1.0, MapCamera::MAX_ZOOM), centre: (x.clamp(from, to), y.clamp(from, to)) }
}

/// Clamps a window to 0 to 1 and to the minimum span. A window pushed over an edge keeps its span.
fn bounded_window(window: TimeWindow, fallback: TimeWindow) -> TimeWindow {
    if !(window.from.is_finite() && window.to.is_finite()) {
        return fallback;
    }
    let span = (window.to - window.from).clamp(TimeWindow::MIN_SPAN, 1.0);
    let from = window.from.clamp(0.0, 1.0 - span);
    TimeWindow { from, to: (from + span).min(1.0) }
}
