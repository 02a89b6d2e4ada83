//! Links to views and records: real addresses that are followed in place.

use chuhai_core::state::{Action, State, View, to_query, update};
use yew::prelude::*;

use crate::page::Page;
use crate::prerender::fragment::fragment_link;
use crate::views::spec;

/// A link to a view.
pub struct ViewLink {
    /// The view.
    pub to: View,
    /// Its name, if `body` has no words.
    pub label: Option<String>,
    /// Its `aria-current`.
    pub current: Option<&'static str>,
    /// Its content.
    pub body: Html,
}

/// Renders a link, which keeps filter and selection.
pub fn view_link(link: ViewLink, page: &Page, state: &State) -> Html {
    let ViewLink { to, label, current, body } = link;
    let href = address(&Action::SetView(to), page, state);
    let onclick = in_place(page, Action::SetView(to));
    let class = if label.is_some() { "icon-button" } else { "tab" };
    html! {
        <a {class} {href} data-mode={spec::mode(to)} title={label.clone()} aria-label={label} aria-current={current} {onclick}>
            { body }
        </a>
    }
}

/// The address of the state after `action`. It always names the language, since the link may be opened elsewhere, with
/// another default.
pub fn address(action: &Action, page: &Page, state: &State) -> String {
    let dataset = &page.dataset;
    if page.mode.is_prerender() {
        return fragment_link(action, dataset);
    }
    format!("?{}", to_query(&update(state, action.clone(), dataset), dataset, page.lang.other()))
}

/// A click handler that does `action` in place of following the link.
pub fn in_place(page: &Page, action: Action) -> Callback<MouseEvent> {
    let act = page.act.clone();
    Callback::from(move |event: MouseEvent| {
        // With a modifier the browser opens a tab or a window.
        let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if !elsewhere {
            event.prevent_default();
            act.emit(action.clone());
        }
    })
}
