//! The tabs in the head of the page: which part of it is shown.

use chuhai_core::dataset::Dataset;
use chuhai_core::state::{Action, State, View};
use chuhai_core::text::{Phrase, phrases};
use yew::prelude::*;

use super::view_link::view_link;

const TABS: [(View, Phrase); 6] = [
    (View::Story, phrases::TABS_STORY),
    (View::Explore, phrases::TABS_EXPLORE),
    (View::Map, phrases::TABS_MAP),
    (View::Funding, phrases::TABS_FUNDING),
    (View::Timeline, phrases::TABS_TIMELINE),
    (View::Data, phrases::TABS_DATA),
];

/// The tabs. Where there is room, the single views have none of their own and belong to “Explore”.
pub fn tabs(dataset: &Dataset, state: &State, act: &Callback<Action>) -> Html {
    let there = |view: View| if view == View::Story { !dataset.story.is_empty() } else { view.is_in(dataset) };
    html! {
        <nav class="tabs" aria-label={phrases::TABS_LABEL.get(state.page.lang)}>
            { for TABS.iter().filter(|(to, _)| there(*to)).map(|&(to, name)| {
                let current = match (to, state.page.view) {
                    // Without a story, what the dataset is stands over all its views.
                    (View::Explore, View::Story) if !there(View::Story) => Some("page"),
                    (View::Explore, View::Map | View::Funding | View::Timeline) => Some("true"),
                    (to, view) => (to == view).then_some("page"),
                };
                view_link(to, None, current, dataset.meta.said(name.get(state.page.lang)).into(), dataset, state, act)
            }) }
        </nav>
    }
}
