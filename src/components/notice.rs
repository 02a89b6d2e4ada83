//! Notices: errors, ignored parameters and stale links; dismissible.

use chuhai_core::dataset::RecordIx;
use chuhai_core::format;
use chuhai_core::state::Action;
use chuhai_core::text::phrases;
use yew::prelude::*;

use crate::page::Page;
use crate::stale_link::StaleLink;

/// The live region of notices. It is there without notices too, so that assistive technology announces new ones.
pub fn notices(page: &Page, notices: Vec<Html>, dismiss: Callback<MouseEvent>) -> Html {
    html! {
        <div id="notice" role="alert">
            if !notices.is_empty() {
                { for notices.into_iter().map(|notice| html! { <p>{ notice }</p> }) }
                <button type="button" class="link" onclick={dismiss}>{ page.text(phrases::NOTICE_DISMISS) }</button>
            }
        </div>
    }
}

/// The notice of a link made with other data: the records that have changed since, as buttons that select them.
pub fn stale_link_notice(page: &Page, stale: &StaleLink) -> Html {
    let (named, more, removed) = match stale {
        StaleLink::Unknown(hash) => return page.fill(phrases::OUTDATED_UNKNOWN, &[("hash", hash)]).into(),
        StaleLink::Changed { records, more, removed } => (records, more, removed),
    };
    if named.is_empty() && removed.is_empty() {
        return page.text(phrases::OUTDATED_OTHER).into();
    }
    let button = |&ix: &RecordIx| {
        let onclick = page.on_click(Action::ToggleRecord(ix));
        html! { <><button type="button" class="link" {onclick}>{ page.title(ix) }</button>{ " " }</> }
    };
    let mut rest = String::new();
    if *more > 0 {
        rest += &page.fill(phrases::OUTDATED_MORE, &[("n", &more.to_string())]);
        rest += " ";
    }
    if !removed.is_empty() {
        let ids: Vec<&str> = removed.iter().map(|id| &**id).collect();
        rest += &page.fill(phrases::OUTDATED_REMOVED, &[("list", &format::list(&ids, page.lang))]);
    }
    html! { <>{ page.text(phrases::OUTDATED_CHANGED) }{ " " }{ for named.iter().map(button) }{ rest }</> }
}
