//! The views: each makes its chart from the dataset and the state, and turns gestures into actions. [`spec`] is the
//! registry; [`section`] has a component for each entry with a chart.

pub mod context;
mod funding;
mod map;
pub mod spec;
mod timeline;
mod tools;

use chuhai_core::state::View;
use yew::prelude::*;

use self::context::ViewContext;
use self::funding::FundingView;
use self::map::MapView;
use self::spec::spec;
use self::timeline::TimelineView;

/// The section of `view`; empty for views without a chart.
pub fn section(view: View, context: ViewContext) -> Html {
    let Some(chart) = &spec(view).chart else { return Html::default() };
    match view {
        View::Map => html! { <MapView key="map" {context} {chart} /> },
        View::Funding => html! { <FundingView key="funding" {context} {chart} /> },
        View::Timeline => html! { <TimelineView key="timeline" {context} {chart} /> },
        View::Story | View::Explore | View::Data => Html::default(),
    }
}
