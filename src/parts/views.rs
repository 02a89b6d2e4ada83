//! The part with the views and their filters.

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
}

part!(ViewsPart, views, &ViewsPart { section, filters: |props| html! { <Filters ..props /> } });
