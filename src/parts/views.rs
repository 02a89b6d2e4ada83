//! The part with the views and their filters, and pictures for the printer.

use chuhai_charts::paint::svg::svg;
use chuhai_charts::scene::Scene;
use chuhai_charts::theme::Scheme;
use chuhai_core::state::View;
use chuhai_core::text::Lang;
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
    /// [`svg`].
    pub svg: fn(&Scene, Scheme, Lang, &str, &str) -> String,
}

part!(ViewsPart, views, &ViewsPart { section, filters: |props| html! { <Filters ..props /> }, svg });
