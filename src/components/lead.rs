//! The line under the header: what this is on the left, what the last choice did on the right.

use chuhai_core::dataset::{Dataset, Kind, Status};
use chuhai_core::state::Action;
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

use crate::shared::Shared;

/// What the lead needs.
#[derive(Properties, PartialEq)]
pub struct LeadProps {
    /// The facts.
    pub dataset: Shared<Dataset>,
    /// Language of the page.
    pub lang: Lang,
    /// What the last choice did, in one sentence.
    pub status: AttrValue,
    /// Whether there is anything to clear.
    pub chosen: bool,
    /// Where choices go.
    pub act: Callback<Action>,
}

/// The lead and the announcement.
#[component]
pub fn Lead(LeadProps { dataset, lang, status, chosen, act }: &LeadProps) -> Html {
    let lang = *lang;
    let (all, contested) = statements(dataset);
    let text = phrases::LEAD_TEXT.fill(lang, &[("n", &all.to_string()), ("contested", &contested.to_string())]);
    html! {
        <section id="story" class="lead" aria-labelledby="story-title">
            <h2 id="story-title" class="hidden">{ phrases::LEAD_TITLE.get(lang) }</h2>
            <p class="lead-text">{ text }</p>
            <p class="status">
                <span id="status" role="status">{ status }</span>
                if *chosen {
                    <button type="button" class="link" onclick={act.reform(|_: MouseEvent| Action::Clear)}>
                        { phrases::ANNOUNCE_CLEAR.get(lang) }
                    </button>
                }
            </p>
        </section>
    }
}

/// How many statements of the article the dataset holds, and how many of them are disputed. Names of regions, places
/// and companies are not statements; nor are figures the article does not give.
pub fn statements(dataset: &Dataset) -> (usize, usize) {
    let mut counts = (0, 0);
    for record in &dataset.records {
        let a_name = matches!(record.kind, Kind::Region | Kind::Place | Kind::Company);
        if !a_name && record.evidence.section.is_some() {
            counts.0 += 1;
            counts.1 += usize::from(record.evidence.status == Status::Contested);
        }
    }
    counts
}
