//! The lead: a sentence under the header on what the page is.

use chuhai_core::dataset::{Dataset, Status};
use chuhai_core::format;
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

use crate::page::Page;

/// The lead with this text, where there is no story to follow it.
pub fn lead(page: &Page, text: &AttrValue) -> Html {
    html! {
        <section id="story" class="lead" aria-labelledby="story-title">
            <h2 id="story-title" class="hidden">{ page.text(phrases::LEAD_TITLE) }</h2>
            <p class="lead-text">{ text }</p>
        </section>
    }
}

/// The text of the lead: the dataset's own description, or for the site's own dataset what the article is about, and
/// the number of its statements by status.
pub fn lead_text(dataset: &Dataset, lang: Lang) -> String {
    if let Some(about) = &dataset.meta.about {
        return about.description.get(lang).to_owned();
    }
    let figure = |id: &str| {
        let quantity = dataset.find(id).and_then(|ix| dataset.record(ix).quantity.as_ref());
        quantity.map_or_else(String::new, |quantity| format::number(quantity.value))
    };
    let statements = dataset.statements();
    let count = |wanted: &[Status]| -> String {
        let records = statements.iter().filter(|(status, _)| wanted.contains(status));
        records.map(|(_, records)| records.len()).sum::<usize>().to_string()
    };
    phrases::LEAD_TEXT.fill(
        lang,
        &[
            ("world", &figure("metric-global-active-ai")),
            ("china", &figure("metric-china-active-ai")),
            ("abroad", &figure("metric-china-overseas-ai")),
            ("n", &count(&Status::OF_STATEMENTS)),
            ("found", &count(&[Status::Confirmed, Status::Caveat, Status::Contested])),
            ("contested", &count(&[Status::Contested])),
        ],
    )
}
