//! Notices: what went wrong or was left out, and what has changed since a link was made; dismissible.

use chuhai_core::dataset::Dataset;
use chuhai_core::format;
use chuhai_core::state::Action;
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

use crate::stale_link::StaleLink;

/// The place of notices, with what there is to say, if anything; `dismiss` is called when the reader has read it. It
/// is always there, so that assistive technology hears of what appears in it.
pub fn notice(lang: Lang, said: Vec<Html>, dismiss: Callback<MouseEvent>) -> Html {
    html! {
        <div id="notice" role="alert">
            if !said.is_empty() {
                { for said.into_iter().map(|text| html! { <p>{ text }</p> }) }
                <button type="button" class="link" onclick={dismiss}>{ phrases::NOTICE_DISMISS.get(lang) }</button>
            }
        </div>
    }
}

/// What has changed since a link was made; the records are buttons that choose them.
pub fn outdated(outdated: &StaleLink, dataset: &Dataset, lang: Lang, act: &Callback<Action>) -> Html {
    let (named, more, removed) = match outdated {
        StaleLink::Unknown(hash) => return phrases::OUTDATED_UNKNOWN.fill(lang, &[("hash", hash)]).into(),
        StaleLink::Changed { records, more, removed } => (records, more, removed),
    };
    if named.is_empty() && removed.is_empty() {
        return phrases::OUTDATED_OTHER.get(lang).into();
    }
    let button = |&ix: &u32| {
        let onclick = act.reform(move |_: MouseEvent| Action::ToggleRecord(ix));
        let title = dataset.record(ix).title.get(lang);
        html! { <><button type="button" class="link" {onclick}>{ title }</button>{ " " }</> }
    };
    let mut rest = String::new();
    if *more > 0 {
        rest += &phrases::OUTDATED_MORE.fill(lang, &[("n", &more.to_string())]);
        rest += " ";
    }
    if !removed.is_empty() {
        let ids: Vec<&str> = removed.iter().map(|id| &**id).collect();
        rest += &phrases::OUTDATED_REMOVED.fill(lang, &[("list", &format::list(&ids, lang))]);
    }
    html! { <>{ phrases::OUTDATED_CHANGED.get(lang) }{ " " }{ for named.iter().map(button) }{ rest }</> }
}
