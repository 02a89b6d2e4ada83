//! Everything a reader can do, in the reader's words, and what it does to the state.

use super::{LaneMode, MapCamera, State, Theme, TimeWindow};
use crate::dataset::{CompanyIx, Dataset, RecordIx, RegionIx};
use crate::text::Lang;

/// What a reader did.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Chose a region: it alone, or none if it was the one chosen.
    ToggleRegion(RegionIx),
    /// Chose a company: it alone, or none if it was the one chosen.
    ToggleCompany(CompanyIx),
    /// Chose a record, or let go of it if it was the one chosen. Records of regions and companies act as the above.
    ToggleRecord(RecordIx),
    /// Let go of every choice: regions, companies, record.
    Clear,
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
    match action {
        Action::ToggleRegion(ix) if usize::from(ix) < dataset.regions.len() => {
            next.selected = None;
            next.companies.clear();
            next.regions = if state.regions == [ix] { Vec::new() } else { vec![ix] };
        }
        Action::ToggleCompany(ix) if usize::from(ix) < dataset.companies.len() => {
            next.selected = None;
            next.regions.clear();
            next.companies = if state.companies == [ix] { Vec::new() } else { vec![ix] };
        }
        Action::ToggleRecord(ix) => {
            if let Some(region) = dataset.regions.iter().position(|region| region.record == ix) {
                return update(state, Action::ToggleRegion(region as RegionIx), dataset);
            }
            if let Some(company) = dataset.companies.iter().position(|company| company.record == ix) {
                return update(state, Action::ToggleCompany(company as CompanyIx), dataset);
            }
            if (ix as usize) < dataset.records.len() {
                next.regions.clear();
                next.companies.clear();
                next.selected = if state.selected == Some(ix) { None } else { Some(ix) };
            }
        }
        Action::ToggleRegion(_) | Action::ToggleCompany(_) => {}
        Action::Clear => {
            next.regions.clear();
            next.companies.clear();
            next.selected = None;
        }
        Action::SetLang(lang) => next.lang = lang,
        Action::SetTheme(theme) => next.theme = theme,
        Action::SetLanes(lanes) => next.lanes = lanes,
        Action::SetVoyages(voyages) => next.voyages = voyages,
        Action::MoveMap(camera) => next.map = bounded_camera(camera, state.map),
        Action::MoveTime(window) => next.time = bounded_window(window, state.time),
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
