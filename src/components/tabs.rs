//! The tabs in the page's head, one for each view.

use chuhai_core::dataset::Dataset;
use chuhai_core::state::{Action, State, View};
use chuhai_core::text::phrases;
use yew::prelude::*;

use super::view_link::{ViewLink, view_link};
use crate::render_mode::RenderMode;
use crate::views::spec::{is_available, spec};

/// The tabs. On wide screens the single views have none of their own and belong to “Explore”.
pub fn tabs(dataset: &Dataset, state: &State, act: &Callback<Action>, mode: RenderMode) -> Html {
    let lang = state.page.lang;
    let current = |to: View| match (to, state.page.view) {
        // Without a story, the dataset's description heads all its views.
        (View::Explore, View::Story) if !is_available(View::Story, dataset) => Some("page"),
        (View::Explore, view) if spec(view).chart.is_some() => Some("true"),
        (to, view) => (to == view).then_some("page"),
    };
    html! {
        <nav class="tabs" aria-label={phrases::TABS_LABEL.get(lang)}>
            { for View::ALL.into_iter().filter(|view| is_available(*view, dataset)).map(|view| {
                let name: Html = dataset.meta.said(spec(view).tab.get(lang)).into();
                let link = ViewLink { to: view, label: None, current: current(view), body: name };
                view_link(link, dataset, state, act, mode)
            }) }
        </nav>
    }
}
