//! The part with the views, their filters, and the story's charts other than maps.

use chuhai_charts::story::{self, ChartLayout};
use chuhai_core::state::View;
use yew::prelude::*;

use super::part;
use crate::components::filters::{Filters, FiltersProps};
use crate::views::context::ViewContext;
use crate::views::section;

/// The part.
pub struct ViewsPart {
    /// [`section`].
    pub section: fn(View, ViewContext) -> Html,
    /// [`Filters`].
    pub filters: fn(FiltersProps) -> Html,
    /// [`story::chart`].
    pub story_chart: ChartLayout,
}

part!(
    ViewsPart,
    views,
    &ViewsPart { section, filters: |props| html! { <Filters ..props /> }, story_chart: story::chart }
);
