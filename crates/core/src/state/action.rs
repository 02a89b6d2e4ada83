//! Everything a reader can do, in the reader's words, and what it does to the state.

use super::normalize::{in_order, tidy, toggle};
use super::{
    Cameras, ClaimCategory, Filter, FilterField, LaneMode, MapCamera, PageState, Period, Selection, State, Theme,
    TimeWindow, View,
};
use crate::dataset::{CompanyIx, Dataset, RecordIx, RegionIx, Status, StepIx};
use crate::text::Lang;

/// What a reader did.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Chose a region: it alone, or none if it was the one chosen. A record that was being read makes way.
    ToggleRegion(RegionIx),
    /// Chose a company: likewise.
    ToggleCompany(CompanyIx),
    /// Chose a record, or let go of it if it was the one chosen. Records of regions and companies act as the above.
    ToggleRecord(RecordIx),
    /// Added a region to those asked about, or took it away.
    ToggleRegionInFilter(RegionIx),
    /// Added a company to those asked about, or took it away.
    ToggleCompanyInFilter(CompanyIx),
    /// Added the region or company of this record to those asked about, or took it away; other records are toggled.
    ToggleRecordInFilter(RecordIx),
    /// Added a kind to those asked about, or took it away.
    ToggleKindInFilter(ClaimCategory),
    /// Added a status to those asked about, or took it away.
    ToggleStatusInFilter(Status),
    /// Asked about these statuses and no others.
    SetStatuses(Vec<Status>),
    /// Asked about these regions and no others.
    SetRegions(Vec<RegionIx>),
    /// Asked about a stretch of time; one that runs backwards changes nothing.
    SetPeriod(Period),
    /// Asked for words.
    SetText(Box<str>),
    /// Let go of one clause of the filter.
    ClearField(FilterField),
    /// Let go of the chosen record; the filter stays.
    Deselect,
    /// Let go of everything: the filter and the chosen record.
    Clear,
    /// Went to a step of the story.
    GoToStep(StepIx),
    /// Left the story, with what its step shows.
    LeaveStory(StepIx),
    /// Went to another part of the page.
    SetView(View),
    /// Switched the language.
    SetLang(Lang),
    /// Switched the colours.
    SetTheme(Theme),
    /// Switched what lanes stand for.
    SetLanes(LaneMode),
    /// Showed or hid Zheng He's voyages.
    SetVoyages(bool),
    /// Moved or zoomed the map; kept within its bounds.
    MoveMap(MapCamera),
    /// Moved or zoomed the timeline; kept within its bounds.
    MoveTime(TimeWindow),
}

/// The state after `action`. Pure and total: an index that points nowhere changes nothing.
pub fn update(state: &State, action: Action, dataset: &Dataset) -> State {
    let mut next = state.clone();
    let known_region = |ix: &RegionIx| usize::from(*ix) < dataset.regions.len();
    let known_company = |ix: &CompanyIx| usize::from(*ix) < dataset.companies.len();
    // Under a record that is being read lies the filter: what it asks for is chosen only once the record makes way.
    let toggled =
        |asked: &[u16], ix| if state.selection.record.is_none() && asked == [ix] { Vec::new() } else { vec![ix] };
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
            // In their order and each once, without a sort of their own.
            let marked = |other: &ClaimCategory| state.filter.kinds.contains(other) != (*other == kind);
            next.filter.kinds = ClaimCategory::ALL.iter().copied().filter(marked).collect();
        }
        Action::ToggleStatusInFilter(status) => {
            let marked = |other: &Status| state.filter.statuses.contains(other) != (*other == status);
            next.filter.statuses = Status::ALL.into_iter().filter(marked).collect();
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
        // The story shows what its steps show: what was asked elsewhere stays there, and Back leads to it.
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

/// Zoom 1 to 8, and a centre near the map. How far a picture can be moved depends on its size, which
/// the state does not know: the map view keeps its cameras within the picture.
fn bounded_camera(camera: MapCamera, fallback: MapCamera) -> MapCamera {
    let MapCamera { zoom, centre: (x, y) } = camera;
    if !(zoom.is_finite() && x.is_finite() && y.is_finite()) {
        return fallback;
    }
    let (from, to) = MapCamera::CENTRE;
    MapCamera { zoom: zoom.clamp(1.0, MapCamera::MAX_ZOOM), centre: (x.clamp(from, to), y.clamp(from, to)) }
}

/// A window inside 0 to 1, no narrower than the minimum; its span is kept when it is pushed over an edge.
fn bounded_window(window: TimeWindow, fallback: TimeWindow) -> TimeWindow {
    if !(window.from.is_finite() && window.to.is_finite()) {
        return fallback;
    }
    let span = (window.to - window.from).clamp(TimeWindow::MIN_SPAN, 1.0);
    let from = window.from.clamp(0.0, 1.0 - span);
    TimeWindow { from, to: (from + span).min(1.0) }
}
