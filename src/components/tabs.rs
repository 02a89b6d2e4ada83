//! The tabs in the page's head, one for each view.

use chuhai_core::state::{State, View};
use chuhai_core::text::phrases;
use yew::prelude::*;

use super::view_link::{ViewLink, view_link};
use crate::page::Page;
use crate::views::spec::{is_available, spec};

/// The tabs. On wide screens the single views have none of their own and belong to “Explore”.
pub fn tabs(page: &Page, state: &State) -> Html {
    let dataset = &page.dataset;
    let current = |to: View| match (to, state.page.view) {
        // Without a story, the dataset's description heads all its views.
        (View::Explore, View::Story) if !is_available(View::Story, dataset) => Some("page"),
        (View::Explore, view) if spec(view).chart.is_some() => Some("true"),
        (to, view) => (to == view).then_some("page"),
    };
    html! {
        <nav class="tabs" aria-label={page.text(phrases::TABS_LABEL)}>
            { for View::ALL.into_iter().filter(|view| is_available(*view, dataset)).map(|view| {
                let body = page.said(spec(view).tab).into();
                view_link(ViewLink { to: view, label: None, current: current(view), body }, page, state)
            }) }
        </nav>
    }
}
