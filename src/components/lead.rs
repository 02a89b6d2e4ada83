//! The line under the header: what this is on the left, what the last choice did on the right.

use chuhai_core::dataset::{Dataset, Kind, Status};
use chuhai_core::state::Action;
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

/// The lead, whose text is `text`, and the announcement `status`, with a button to clear if anything is chosen.
pub fn lead(text: &AttrValue, status: &AttrValue, lang: Lang, chosen: bool, act: &Callback<Action>) -> Html {
    html! {
        <section id="story" class="lead" aria-labelledby="story-title">
            <h2 id="story-title" class="hidden">{ phrases::LEAD_TITLE.get(lang) }</h2>
            <p class="lead-text">{ text }</p>
            <p class="status">
                <span id="status" role="status">{ status }</span>
                if chosen {
                    <button type="button" class="link" onclick={act.reform(|_: MouseEvent| Action::Clear)}>
                        { phrases::ANNOUNCE_CLEAR.get(lang) }
                    </button>
                }
            </p>
        </section>
    }
}

/// What the dataset is, in one sentence.
pub fn lead_text(dataset: &Dataset, lang: Lang) -> String {
    let (all, contested) = statements(dataset);
    phrases::LEAD_TEXT.fill(lang, &[("n", &all.to_string()), ("contested", &contested.to_string())])
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
