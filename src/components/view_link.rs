//! Links to the parts of the page: they act in place, and are addresses all the same.

use chuhai_core::dataset::Dataset;
use chuhai_core::state::{Action, State, View, to_query, update};
use yew::prelude::*;

use crate::prerender;

/// A link to `to` with all that is chosen now, under the name `label` where `body` has no words. It is `current` as
/// `aria-current` has it, if at all.
pub fn view_link(
    to: View,
    label: Option<String>,
    current: Option<&'static str>,
    body: Html,
    dataset: &Dataset,
    state: &State,
    act: &Callback<Action>,
) -> Html {
    let href = address(Action::SetView(to), dataset, state);
    let onclick = in_place(act, Action::SetView(to));
    let class = if label.is_some() { "icon-button" } else { "tab" };
    html! {
        <a {class} {href} title={label.clone()} aria-label={label} aria-current={current} {onclick}>
            { body }
        </a>
    }
}

/// The address of what `action` leads to. The language is always written: who opens the link elsewhere may read another
/// by default.
pub fn address(action: Action, dataset: &Dataset, state: &State) -> String {
    if prerender::standing() {
        return prerender::place(&action, dataset);
    }
    format!("?{}", to_query(&update(state, action, dataset), dataset, state.page.lang.other()))
}

/// Does `action` where a link is followed in place.
pub fn in_place(act: &Callback<Action>, action: Action) -> Callback<MouseEvent> {
    let act = act.clone();
    Callback::from(move |event: MouseEvent| {
        // With a modifier the reader wants a tab or a window, which is the browser's to give.
        let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if !elsewhere {
            event.prevent_default();
            act.emit(action.clone());
        }
    })
}
