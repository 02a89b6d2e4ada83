//! The views: each makes its chart from the dataset and the state, and turns gestures into actions. [`spec`] is the
//! registry; [`linked::LinkedView`] has a component for each entry with a chart.

pub mod context;
mod funding;
mod linked;
mod map;
pub mod spec;
mod timeline;
mod tools;

use chuhai_core::state::View;
use yew::prelude::*;

use self::context::ViewContext;
use self::linked::LinkedView;
use self::spec::spec;

/// The section of `view`; empty for views without a chart.
pub fn section(view: View, context: ViewContext) -> Html {
    let Some(chart) = &spec(view).chart else { return Html::default() };
    html! { <LinkedView key={view.id()} {view} {chart} {context} /> }
}
