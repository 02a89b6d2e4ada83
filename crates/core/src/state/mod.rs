//! What the reader has chosen: the state, the actions that change it, and what belongs to a choice.
//!
//! Selection, hover and filter are three things. Filter clauses (regions, companies, lanes, time) say
//! what the reader asks about, the selection is the one record being read, hover is the page's own
//! passing business and is not here.

mod action;
mod address;
mod emphasis;

pub use action::{Action, update};
pub use address::{Ignored, PARAMETERS, from_query, to_query};
pub use emphasis::{Emphasis, Focus};

use crate::dataset::{CompanyIx, RecordIx, RegionIx};
use crate::text::Lang;

/// Everything the reader has chosen. Plain data; `update` is the only thing that changes it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// Language of the page.
    pub lang: Lang,
    /// Light, dark, or as the system has it.
    pub theme: Theme,
    /// Regions asked about, as on the map; sorted.
    pub regions: Vec<RegionIx>,
    /// Companies asked about; sorted.
    pub companies: Vec<CompanyIx>,
    /// The record being read.
    pub selected: Option<RecordIx>,
    /// How the timeline is cut into lanes.
    pub lanes: LaneMode,
    /// Whether Zheng He's voyages are drawn on the map.
    pub voyages: bool,
    /// What part of the map is seen.
    pub map: MapCamera,
    /// What part of the timeline is seen.
    pub time: TimeWindow,
}

/// Colours of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    Auto,
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

/// What a lane of the timeline stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LaneMode {
    /// One lane a company, with policy and industry above them.
    #[default]
    Company,
    /// One lane a kind of event.
    Kind,
}

/// What part of the map is seen, independent of its size on screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapCamera {
    /// Magnification over the map at rest, 1 to [`MapCamera::MAX_ZOOM`].
    pub zoom: f64,
    /// Centre of the view as a fraction of the width and height of the map at rest. Beyond 0 to 1 lies
    /// what is off the edge at rest: a narrow picture shows the Old World and can be moved to the New.
    pub centre: (f64, f64),
}

impl MapCamera {
    /// The greatest magnification.
    pub const MAX_ZOOM: f64 = 8.0;
    /// The least and greatest value of either part of the centre.
    pub const CENTRE: (f64, f64) = (-1.0, 2.0);
}

impl Default for MapCamera {
    fn default() -> Self {
        Self { zoom: 1.0, centre: (0.5, 0.5) }
    }
}

/// What part of the timeline is seen, as a fraction of its whole axis (which may have a break in scale).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeWindow {
    /// Left edge, 0 to 1.
    pub from: f64,
    /// Right edge, 0 to 1, at least [`TimeWindow::MIN_SPAN`] right of `from`.
    pub to: f64,
}

impl TimeWindow {
    /// The narrowest window: a few days where the axis is drawn small, less than one where it is drawn large, so
    /// zooming ends at days everywhere.
    pub const MIN_SPAN: f64 = 0.000_5;
}

impl Default for TimeWindow {
    fn default() -> Self {
        Self { from: 0.0, to: 1.0 }
    }
}

#[cfg(test)]
mod tests;
