//! The line under the header: what this is.

use chuhai_core::dataset::{Dataset, Status};
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

/// The lead, whose text is `text`.
pub fn lead(text: &AttrValue, lang: Lang) -> Html {
    html! {
        <section id="story" class="lead" aria-labelledby="story-title">
            <h2 id="story-title" class="hidden">{ phrases::LEAD_TITLE.get(lang) }</h2>
            <p class="lead-text">{ text }</p>
        </section>
    }
}

/// What the dataset is, in one sentence.
pub fn lead_text(dataset: &Dataset, lang: Lang) -> String {
    let (all, contested) = statements(dataset);
    phrases::LEAD_TEXT.fill(lang, &[("n", &all.to_string()), ("contested", &contested.to_string())])
}

/// How many statements of the article the dataset holds, and how many of them are disputed.
pub fn statements(dataset: &Dataset) -> (usize, usize) {
    let mut counts = (0, 0);
    for record in &dataset.records {
        if record.is_statement() {
            counts.0 += 1;
            counts.1 += usize::from(record.evidence.status == Status::Contested);
        }
    }
    counts
}
