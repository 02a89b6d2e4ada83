//! The panel when no record passes the filter: the conditions that clash, and the fields to clear (query relaxation).

use chuhai_core::state::{Action, FilterField};
use chuhai_core::text::{Text, phrases};
use yew::prelude::*;

use crate::page::Page;

/// The message that nothing matches `filter`, the filter in words. Each relaxation is a field, its words, and the
/// number of statements that pass without it.
pub fn no_results(page: &Page, filter: &str, relaxations: &[(FilterField, Text, usize)]) -> Html {
    let is_single = relaxations.len() <= 1;
    let is_stuck = relaxations.iter().all(|(.., count)| *count == 0);
    let button = |words: String, action: Action| {
        html! { <button type="button" class="button" onclick={page.on_click(action)}>{ words }</button> }
    };
    let relaxing = relaxations.iter().filter(|(.., count)| *count > 0 && !is_single).map(|(field, words, count)| {
        let values = [("name", words.get(page.lang)), ("n", &*count.to_string())];
        button(page.fill(phrases::NO_RESULTS_DROP, &values), Action::ClearField(*field))
    });
    html! {
        <div class="empty">
            <svg class="icon" width="86" height="26" viewBox="0 0 86 26" aria-hidden="true">
                <path d="M8 17a4 4 0 1 0 0 .1" />
                <path stroke-dasharray="4 4" d="M13 15c12 5 18-10 30-11s14 12 24 11s10-7 16-9" />
            </svg>
            <h3 class="panel-name">{ page.text(phrases::NO_RESULTS_TITLE) }</h3>
            <p>{ page.fill(phrases::NO_RESULTS_ASKED, &[("list", filter)]) }</p>
            if is_stuck && !is_single {
                <p>{ page.text(phrases::NO_RESULTS_STUCK) }</p>
            }
            <div class="empty-actions">
                { for relaxing }
                { button(page.text(phrases::NO_RESULTS_CLEAR).into(), Action::Clear) }
            </div>
        </div>
    }
}
