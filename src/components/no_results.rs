//! What the panel says where nothing meets the filter: which conditions clash, and the ways back.

use chuhai_core::state::{Action, FilterField};
use chuhai_core::text::{Lang, Text, phrases};
use yew::prelude::*;

/// Nothing is left of what `asked` asks for; `ways` says how many statements each clause keeps away.
pub fn empty(asked: &str, ways: &[(FilterField, Text, usize)], lang: Lang, act: &Callback<Action>) -> Html {
    let one_is_enough = ways.iter().any(|(.., left)| *left > 0);
    let button = |words: String, action: Action| {
        let onclick = act.reform(move |_: MouseEvent| action.clone());
        html! { <button type="button" class="button" {onclick}>{ words }</button> }
    };
    html! {
        <div class="empty">
            <svg class="icon" width="86" height="26" viewBox="0 0 86 26" aria-hidden="true">
                <path d="M8 17a4 4 0 1 0 0 .1" />
                <path stroke-dasharray="4 4" d="M13 15c12 5 18-10 30-11s14 12 24 11s10-7 16-9" />
            </svg>
            <h3 class="panel-name">{ phrases::NO_RESULTS_TITLE.get(lang) }</h3>
            <p>{ phrases::NO_RESULTS_ASKED.fill(lang, &[("list", asked)]) }</p>
            if !one_is_enough && ways.len() > 1 {
                <p>{ phrases::NO_RESULTS_STUCK.get(lang) }</p>
            }
            <div class="empty-ways">
                { for ways.iter().filter(|(.., left)| *left > 0 && ways.len() > 1).map(|(clause, words, left)| {
                    let told = [("name", words.get(lang)), ("n", &*left.to_string())];
                    button(phrases::NO_RESULTS_DROP.fill(lang, &told), Action::ClearField(*clause))
                }) }
                { button(phrases::NO_RESULTS_CLEAR.get(lang).into(), Action::Clear) }
            </div>
        </div>
    }
}
