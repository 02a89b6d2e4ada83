//! The registry of views: one entry for each [`View`], with everything that the rest of the page has to know of it.
//! Names no component, so that every module may read it.

use chuhai_charts::funding;
#[cfg(not(target_arch = "wasm32"))]
use chuhai_charts::{map, measure::FixedMeasure, scene::Scene, scene::Size, timeline};
use chuhai_core::dataset::{Dataset, StoryView};
use chuhai_core::state::{FilterField, View};
#[cfg(not(target_arch = "wasm32"))]
use chuhai_core::state::{LaneMode, ResolvedFilter, State};
use chuhai_core::text::{Lang, Phrase, phrases};

/// The entry of a view.
pub struct ViewSpec {
    /// Its name in the tabs.
    pub tab: Phrase,
    /// Its name in the Share panel.
    pub share: Phrase,
    /// True if it draws on a canvas of its own: the page is ready once that has been painted.
    pub has_canvas: bool,
    /// Its chart; none for views that are text, or made of others.
    pub chart: Option<ChartSpec>,
}

/// The part of an entry that only views with a chart have.
pub struct ChartSpec {
    /// Its heading.
    pub title: fn(&Dataset, Lang) -> &'static str,
    /// The fields of the filter that are set from the chart itself, which its Escape key clears.
    pub fields: &'static [FilterField],
    /// True if the chart's downloads credit the context series.
    pub credits_series: bool,
    /// The height of the chart on paper, in px; 0 where it follows from the width.
    pub paper_height_px: f64,
    /// The height that the view asks of the frame it is embedded in.
    pub embed_height: EmbedHeight,
    /// Its figures in the prerendered page.
    #[cfg(not(target_arch = "wasm32"))]
    pub prerender: PrerenderSpec,
}

impl ChartSpec {
    /// True if the height of the chart follows from its width and the records.
    pub fn sets_own_height(&self) -> bool {
        self.paper_height_px == 0.0
    }
}

/// Entries are static, and compared by address.
impl PartialEq for ChartSpec {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// The height that a view asks of the frame it is embedded in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum EmbedHeight {
    /// The height of its content.
    Content,
    /// The height of its content, with a figure whose height is a share of its width. It fills the frame, so that its
    /// height on screen means nothing.
    Figure {
        /// Height over width.
        ratio: f64,
        /// The least height, in px.
        min_px: f64,
        /// The greatest height, in px.
        max_px: f64,
    },
}

/// The layout and the sizes of a prerendered figure, of which the style sheet shows one.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone, Copy)]
pub struct PrerenderSpec {
    /// Lays out the chart in its default state.
    pub layout: fn(&Dataset, &ResolvedFilter, &State, Size) -> Scene,
    /// The size on wide screens.
    pub wide: Size,
    /// The size on phones; none where the wide figure scrolls there.
    pub narrow: Option<Size>,
}

static STORY: ViewSpec =
    ViewSpec { tab: phrases::TABS_STORY, share: phrases::SHARE_VIEW_STORY, has_canvas: true, chart: None };

static EXPLORE: ViewSpec =
    ViewSpec { tab: phrases::TABS_EXPLORE, share: phrases::SHARE_VIEW_EXPLORE, has_canvas: false, chart: None };

static DATA: ViewSpec =
    ViewSpec { tab: phrases::TABS_DATA, share: phrases::SHARE_VIEW_DATA, has_canvas: false, chart: None };

static MAP: ViewSpec = ViewSpec {
    tab: phrases::TABS_MAP,
    share: phrases::SHARE_VIEW_MAP,
    has_canvas: true,
    chart: Some(ChartSpec {
        title: |_, lang| phrases::VIEW_MAP_TITLE.get(lang),
        fields: &[FilterField::Regions],
        credits_series: false,
        paper_height_px: 320.0,
        embed_height: EmbedHeight::Figure { ratio: 0.46, min_px: 260.0, max_px: 520.0 },
        #[cfg(not(target_arch = "wasm32"))]
        prerender: PrerenderSpec {
            layout: |dataset, filter, state, size| {
                let base = map::MapBase::new(dataset, size);
                let mut state = state.clone();
                state.cameras.map = base.clamped(state.cameras.map);
                let choice = map::MapFilter::new(dataset, filter.clone());
                map::layout(&base, dataset, &state, &choice, &FixedMeasure)
            },
            wide: Size { width_px: 1028.0, height_px: 426.0 },
            narrow: None,
        },
    }),
};

static FUNDING: ViewSpec = ViewSpec {
    tab: phrases::TABS_FUNDING,
    share: phrases::SHARE_VIEW_FUNDING,
    has_canvas: true,
    chart: Some(ChartSpec {
        title: funding::heading,
        fields: &[FilterField::Period],
        credits_series: true,
        paper_height_px: 300.0,
        embed_height: EmbedHeight::Figure { ratio: 0.5, min_px: 280.0, max_px: 420.0 },
        #[cfg(not(target_arch = "wasm32"))]
        prerender: PrerenderSpec {
            layout: |dataset, filter, state, size| funding::layout(dataset, filter, state, size, &FixedMeasure),
            wide: Size { width_px: 296.0, height_px: 420.0 },
            narrow: None,
        },
    }),
};

static TIMELINE: ViewSpec = ViewSpec {
    tab: phrases::TABS_TIMELINE,
    share: phrases::SHARE_VIEW_TIMELINE,
    has_canvas: true,
    chart: Some(ChartSpec {
        title: |_, lang| phrases::VIEW_TIMELINE_TITLE.get(lang),
        fields: &[FilterField::Companies, FilterField::Kinds, FilterField::Period],
        credits_series: false,
        paper_height_px: 0.0,
        embed_height: EmbedHeight::Content,
        #[cfg(not(target_arch = "wasm32"))]
        prerender: PrerenderSpec {
            layout: |dataset, filter, state, size| {
                let index = timeline::TimelineIndex::new(dataset, LaneMode::Company);
                let choice = timeline::TimelineFilter::new(dataset, &index, filter.clone());
                timeline::layout(dataset, &index, &choice, state, size.width_px, &FixedMeasure)
            },
            wide: Size { width_px: 700.0, height_px: 0.0 },
            narrow: None,
        },
    }),
};

/// Returns the entry of `view`.
pub const fn spec(view: View) -> &'static ViewSpec {
    match view {
        View::Story => &STORY,
        View::Explore => &EXPLORE,
        View::Map => &MAP,
        View::Funding => &FUNDING,
        View::Timeline => &TIMELINE,
        View::Data => &DATA,
    }
}

/// The chart that a step of the story shows; none for figures that only the story has.
pub fn chart_in_story(view: StoryView) -> Option<&'static ChartSpec> {
    let view = match view {
        StoryView::Map => View::Map,
        StoryView::Funding => View::Funding,
        StoryView::Timeline => View::Timeline,
        StoryView::Waffle
        | StoryView::Areas
        | StoryView::Prices
        | StoryView::Pairs
        | StoryView::Endings
        | StoryView::Findings
        | StoryView::Since => return None,
    };
    spec(view).chart.as_ref()
}

/// True if the height of a step's picture follows from its width.
pub fn sets_own_height(view: StoryView) -> bool {
    match chart_in_story(view) {
        Some(chart) => chart.sets_own_height(),
        None => view != StoryView::Waffle,
    }
}

/// The views that have a chart, with it, in page order.
pub fn charts() -> impl Iterator<Item = (View, &'static ChartSpec)> {
    View::ALL.into_iter().filter_map(|view| Some((view, spec(view).chart.as_ref()?)))
}

/// The layout of the page while `view` is shown, as `data-mode` of `main`: `single` for a chart alone, else the view's id.
pub fn mode(view: View) -> &'static str {
    if spec(view).chart.is_some() { "single" } else { view.id() }
}

/// The first section of the page while `view` is shown: that of the view, or the first chart.
pub fn first_section(view: View) -> View {
    match view {
        View::Explore => charts().next().map_or(View::Data, |(view, _)| view),
        View::Story | View::Map | View::Funding | View::Timeline | View::Data => view,
    }
}

/// True if the figure of `view` fills the frame it is embedded in.
pub fn fills_frame(view: View) -> bool {
    spec(view).chart.as_ref().is_some_and(|chart| chart.embed_height != EmbedHeight::Content)
}

/// True if the dataset has anything to show in `view`.
pub fn is_available(view: View, dataset: &Dataset) -> bool {
    match view {
        View::Story => !dataset.story.is_empty(),
        View::Explore | View::Map | View::Funding | View::Timeline | View::Data => view.is_in(dataset),
    }
}
