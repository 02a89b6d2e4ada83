//! The part with the views and their filters, and pictures for the printer.

use chuhai_charts::scene::Scene;
use chuhai_core::state::View;
use yew::prelude::*;

use super::part;
use crate::components::filters::{Filters, FiltersProps};
use crate::page::Page;
use crate::views::context::{ViewContext, printed};
use crate::views::section;

/// The part.
pub struct ViewsPart {
    /// [`section`].
    pub section: fn(View, ViewContext) -> Html,
    /// [`Filters`].
    pub filters: fn(FiltersProps) -> Html,
    /// [`printed`].
    pub printed: fn(&Scene, &Page, &str, &str) -> Html,
}

part!(ViewsPart, views, &ViewsPart { section, filters: |props| html! { <Filters ..props /> }, printed });
