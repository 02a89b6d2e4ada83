//! Notices: problems of the address or the browser, and what has changed since a link was made. Dismissible.

use chuhai_core::dataset::{Details, RecordIx};
use chuhai_core::format;
use chuhai_core::state::{Action, State};
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

use crate::choice::ChosenRecords;
use crate::effects::forget_link;
use crate::link_report::LinkReport;
use crate::page::{Page, use_page};
use crate::ptr_eq_rc::PtrEqRc;
use crate::stale_link::StaleLink;

/// A problem to report to the reader.
#[derive(Clone, PartialEq)]
pub enum Problem {
    /// A part of the address could not be followed.
    Address(PtrEqRc<LinkReport>),
    /// The browser could not paint a picture.
    Unpainted,
}

/// Properties of [`Notices`].
#[derive(Properties, PartialEq)]
pub struct NoticesProps {
    /// The record details, once loaded.
    pub details: Option<PtrEqRc<Details>>,
    /// The reader's state.
    pub state: PtrEqRc<State>,
    /// The language of an address without `lang`.
    pub default_lang: Lang,
    /// The records that the link shows.
    pub choice: Option<PtrEqRc<ChosenRecords>>,
    /// The hash of the dataset that the link was made with.
    pub made_with: Option<String>,
    /// The problem to tell of.
    pub problem: UseStateHandle<Option<Problem>>,
}

/// The notices, which one button dismisses, within the live region `#notice` of the page.
#[component]
pub fn Notices(props: &NoticesProps) -> Html {
    let NoticesProps { state, problem, .. } = props;
    let page = use_page();
    let made_with = use_state_eq(|| props.made_with.clone());
    // The choice is that of the link, whatever the reader chooses later: it is no dependency.
    let stale_link = use_memo((props.details.clone(), (*made_with).clone()), |(details, made_with)| {
        StaleLink::new(made_with.as_deref()?, &page.dataset, details.as_deref()?, props.choice.as_deref())
    });
    let dismiss = {
        let (problem, made_with) = (problem.clone(), made_with.clone());
        let (state, dataset, default_lang) = (state.clone(), page.dataset.clone(), props.default_lang);
        Callback::from(move |_: MouseEvent| {
            problem.set(None);
            if made_with.is_some() {
                made_with.set(None);
                forget_link(&state, &dataset, default_lang);
            }
        })
    };
    let problem = problem.as_ref().map(|problem| match problem {
        Problem::Unpainted => page.text(phrases::NOTICE_UNPAINTED).into(),
        Problem::Address(link) => link.words(&page.dataset, page.lang).into(),
    });
    let stale_link = stale_link.as_ref().as_ref().map(|stale_link| stale_link_notice(&page, stale_link));
    let notices: Vec<Html> = problem.into_iter().chain(stale_link).collect();
    html! {
        if !notices.is_empty() {
            { for notices.into_iter().map(|notice| html! { <p>{ notice }</p> }) }
            <button type="button" class="link" onclick={dismiss}>{ page.text(phrases::NOTICE_DISMISS) }</button>
        }
    }
}

/// The notice of a link made with other data: the records that have changed since, as buttons that select them.
fn stale_link_notice(page: &Page, stale: &StaleLink) -> Html {
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
