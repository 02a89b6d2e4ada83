//! Notices: problems of the address or the browser, and what has changed since a link was made.

use chuhai_core::dataset::{Dataset, Details};
use chuhai_core::state::{Action, State};
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

use crate::choice::ChosenRecords;
use crate::components::notice::{notice, outdated};
use crate::effects::forget_link;
use crate::link_report::LinkReport;
use crate::ptr_eq_rc::PtrEqRc;
use crate::stale_link::StaleLink;

/// A problem that the reader is told of.
#[derive(Clone, PartialEq)]
pub enum Problem {
    /// Something in the address could not be followed.
    Address(LinkReport),
    /// The browser could not paint a picture.
    Unpainted,
}

/// The problem that is shown, at first that of the address, if it has any.
#[hook]
pub fn use_problem(link: &LinkReport) -> UseStateHandle<Option<Problem>> {
    use_state_eq(|| link.has_problems().then(|| Problem::Address(link.clone())))
}

/// Properties of [`Notices`].
#[derive(Properties, PartialEq)]
pub struct NoticesProps {
    /// The dataset.
    pub dataset: PtrEqRc<Dataset>,
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
    /// Receives actions.
    pub act: Callback<Action>,
}

/// The notices, which one button dismisses.
#[component]
pub fn Notices(props: &NoticesProps) -> Html {
    let NoticesProps { dataset, state, problem, act, .. } = props;
    let lang = state.page.lang;
    let made_with = use_state_eq(|| props.made_with.clone());
    // The choice is that of the link, whatever the reader chooses later: it is no dependency.
    let stale_link = use_memo((props.details.clone(), (*made_with).clone()), |(details, made_with)| {
        StaleLink::new(made_with.as_deref()?, dataset, details.as_deref()?, props.choice.as_deref())
    });
    let dismiss = {
        let (problem, made_with) = (problem.clone(), made_with.clone());
        let (state, dataset, default_lang) = (state.clone(), dataset.clone(), props.default_lang);
        Callback::from(move |_: MouseEvent| {
            problem.set(None);
            if made_with.is_some() {
                made_with.set(None);
                forget_link(&state, &dataset, default_lang);
            }
        })
    };
    let problem = problem.as_ref().map(|problem| match problem {
        Problem::Unpainted => phrases::NOTICE_UNPAINTED.get(lang).into(),
        Problem::Address(link) => link.words(dataset, lang).into(),
    });
    let stale_link = stale_link.as_ref().as_ref().map(|stale_link| outdated(stale_link, dataset, lang, act));
    notice(lang, problem.into_iter().chain(stale_link).collect(), dismiss)
}
