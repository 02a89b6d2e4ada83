//! The placeholder of components whose part of the module is not there yet, or did not come.

use chuhai_core::text::phrases;
use yew::prelude::*;

use crate::page::Page;
use crate::parts::{LazyPart, PartState};

/// The placeholder while `part` is on its way. If that has not been asked for, or did not come, it has a button to fetch it.
pub fn part_placeholder(page: &Page, part: &LazyPart) -> Html {
    let button = |label| {
        let onclick = part.fetch.reform(|_: MouseEvent| ());
        html! { <button type="button" class="link" {onclick}>{ page.text(label) }</button> }
    };
    match part.state {
        PartState::Waiting => html! { <p class="part-pending">{ button(phrases::PART_FETCH) }</p> },
        PartState::Loading | PartState::Loaded => {
            html! { <p class="part-pending" aria-busy="true">{ page.text(phrases::PART_LOADING) }</p> }
        }
        PartState::Failed => html! {
            <p class="part-pending" role="alert">{ page.text(phrases::PART_FAILED) }{ button(phrases::PART_RETRY) }</p>
        },
    }
}
