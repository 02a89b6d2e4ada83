//! The reader's state, the actions that change it, its form in the address, and the records that match it.
//!
//! Selection, hover and filter are three things: the filter holds conditions (regions, companies, kinds, time), the
//! selection is the one record that is open, and hover belongs to the page and is not here.

mod action;
mod bit_set;
mod claim_category;
mod counts;
mod normalize;
mod params;
mod period;
mod relaxations;
mod repair;
mod resolved_filter;
mod story;
mod url_query;

pub use action::{Action, update};
pub use bit_set::BitSet;
pub use claim_category::ClaimCategory;
pub use params::{PARAMS, Param};
pub use period::{End, Period};
pub use repair::repaired_query;
pub use resolved_filter::{Emphasis, ResolvedFilter};
pub use story::of_step;
pub use url_query::{IgnoredParam, from_query, parameter, renamed_in, to_query};

use crate::dataset::{CompanyIx, Dataset, RecordIx, RegionIx, Status, StepIx};
use crate::id_enum::id_enum;
use crate::text::Lang;

/// The choices of the reader: plain data that `update` alone changes. Each of the four values is compared and
/// passed whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// The page around the views.
    pub page: PageState,
    /// Conditions that a claim has to meet.
    pub filter: Filter,
    /// The selected record.
    pub selection: Selection,
    /// The part of each picture that is on screen.
    pub cameras: Cameras,
}

/// Language, colours and place in the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageState {
    /// Language of the page.
    pub lang: Lang,
    /// Light, dark, or as the system has it.
    pub theme: Theme,
    /// The part of the page that is shown.
    pub view: View,
    /// The current step of the story, or the one that was current when the reader left it.
    pub step: StepIx,
    /// True in the frame of another page: no page chrome.
    pub embed: bool,
}

/// Conditions that a claim has to meet, all at once; an empty or open field is no condition.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Regions, as on the map; sorted.
    pub regions: Vec<RegionIx>,
    /// Companies; sorted.
    pub companies: Vec<CompanyIx>,
    /// Categories of claims; sorted.
    pub kinds: Vec<ClaimCategory>,
    /// Results of checking; sorted.
    pub statuses: Vec<Status>,
    /// A period of time.
    pub period: Period,
    /// Words to search for; trimmed, at most [`Filter::TEXT_CHARS`] characters.
    pub text: Box<str>,
}

impl Filter {
    /// The greatest length of the search text, in characters.
    pub const TEXT_CHARS: usize = 80;

    /// The fields that are in force, in display order.
    pub fn fields(&self) -> impl Iterator<Item = FilterField> + '_ {
        FilterField::ALL.into_iter().filter(|field| match field {
            FilterField::Regions => !self.regions.is_empty(),
            FilterField::Companies => !self.companies.is_empty(),
            FilterField::Kinds => !self.kinds.is_empty(),
            FilterField::Statuses => !self.statuses.is_empty(),
            FilterField::Period => !self.period.is_open(),
            FilterField::Text => !self.text.is_empty(),
        })
    }

    /// Returns true if any field is in force.
    pub fn is_active(&self) -> bool {
        self.fields().next().is_some()
    }

    /// Clears one field.
    pub fn clear(&mut self, field: FilterField) {
        match field {
            FilterField::Regions => self.regions.clear(),
            FilterField::Companies => self.companies.clear(),
            FilterField::Kinds => self.kinds.clear(),
            FilterField::Statuses => self.statuses.clear(),
            FilterField::Period => self.period = Period::default(),
            FilterField::Text => self.text = Box::default(),
        }
    }
}

/// The selected record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The record that is open.
    pub record: Option<RecordIx>,
    /// The record that was open before the reader went on to another, or to a region or company. Transient: it is not
    /// in the address.
    pub previous: Option<RecordIx>,
}

/// The part of each picture that is on screen, and the form of the pictures.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cameras {
    /// The visible part of the map.
    pub map: MapCamera,
    /// The visible part of the timeline.
    pub time: TimeWindow,
    /// The grouping of the timeline's lanes.
    pub lanes: LaneMode,
    /// True if Zheng He's voyages are drawn on the map.
    pub voyages: bool,
}

impl State {
    /// Returns true if anything is filtered by or selected.
    pub fn is_choosing(&self) -> bool {
        self.selection.record.is_some() || self.filter.is_active()
    }

    /// The view of an address that names none: the story, or the views for a link to a choice.
    fn default_view(&self) -> View {
        if self.is_choosing() && self.page.step == 0 { View::Explore } else { View::Story }
    }

    /// The same state with default cameras: it changes with the choice, and not while a picture is moved.
    pub fn without_cameras(&self) -> Self {
        Self { cameras: Cameras::default(), ..self.clone() }
    }

    /// The part of the state that a picture with these cameras depends on; the rest has its defaults.
    pub fn for_picture(&self, cameras: Cameras) -> Self {
        let page = PageState { lang: self.page.lang, ..PageState::default() };
        Self { page, cameras, filter: self.filter.clone(), selection: self.selection }
    }
}

/// A field of the filter. A claim passes if it meets all that are in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilterField {
    /// One of the regions is mentioned, or is the place.
    Regions,
    /// One of the companies takes part.
    Companies,
    /// One of the kinds.
    Kinds,
    /// One of the statuses.
    Statuses,
    /// Falls in the period.
    Period,
    /// The words of the search text.
    Text,
}

impl FilterField {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 6] = [Self::Regions, Self::Companies, Self::Kinds, Self::Statuses, Self::Period, Self::Text];
}

id_enum! {
    /// The part of the page that is shown.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub enum View {
        /// The story, in steps.
        #[default]
        Story = "story",
        /// All three charts with filters.
        Explore = "explore",
        /// The map alone.
        Map = "map",
        /// The funding chart alone.
        Funding = "funding",
        /// The timeline alone.
        Timeline = "timeline",
        /// All records with their evidence.
        Data = "data",
    }
}

impl View {
    /// Returns true if the dataset has anything to show in it. The story is never empty: without steps it describes the
    /// dataset.
    pub fn is_in(self, dataset: &Dataset) -> bool {
        match self {
            Self::Funding => !dataset.funding.is_empty(),
            Self::Timeline => !dataset.lanes.is_empty(),
            Self::Story | Self::Explore | Self::Map | Self::Data => true,
        }
    }

    /// Returns true if the chart in the section `id` is shown.
    pub fn shows(self, picture: &str) -> bool {
        matches!(self, Self::Story | Self::Explore) || self.id() == picture
    }
}

id_enum! {
    /// Colours of the page.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub enum Theme {
        /// The system's choice.
        #[default]
        Auto = "auto",
        /// Dark ink on light paper.
        Light = "light",
        /// Light ink on dark paper.
        Dark = "dark",
    }
}

/// Grouping of the timeline's lanes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LaneMode {
    /// One lane a company, with policy and industry above them.
    #[default]
    Company,
    /// One lane a kind of event.
    Kind,
}

/// The visible part of the map, independent of its size on screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapCamera {
    /// Magnification of the whole map, 1 to [`MapCamera::MAX_ZOOM`].
    pub zoom: f64,
    /// Centre as a fraction of the width and height of the unzoomed map. Values beyond 0 to 1 are off its edges: a narrow
    /// chart shows the Old World and can be panned to the New.
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

/// The visible part of the timeline, as fractions of its whole axis (which may have a break in scale).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeWindow {
    /// Left edge, 0 to 1.
    pub from: f64,
    /// Right edge, 0 to 1, at least [`TimeWindow::MIN_SPAN`] right of `from`.
    pub to: f64,
}

impl TimeWindow {
    /// The narrowest window: a few days on a narrow chart, less than one on a wide chart, so zooming ends at days.
    pub const MIN_SPAN: f64 = 0.000_5;
}

impl Default for TimeWindow {
    fn default() -> Self {
        Self { from: 0.0, to: 1.0 }
    }
}

#[cfg(test)]
mod tests;
