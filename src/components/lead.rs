//! The line under the header: what this is.

use chuhai_core::dataset::{Dataset, Status};
use chuhai_core::format;
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

/// What the dataset says of itself; of ours the count of the article's statements by what looking them up showed, in one
/// sentence.
pub fn lead_text(dataset: &Dataset, lang: Lang) -> String {
    if let Some(about) = &dataset.meta.about {
        return about.description.get(lang).to_owned();
    }
    let held = dataset.statements();
    let of = |wanted: &[Status]| -> String {
        let counted = held.iter().filter(|(status, _)| wanted.contains(status));
        counted.map(|(_, records)| records.len()).sum::<usize>().to_string()
    };
    phrases::LEAD_TEXT.fill(
        lang,
        &[
            ("n", &of(&Status::OF_STATEMENTS)),
            ("found", &of(&[Status::Confirmed, Status::Caveat, Status::Contested])),
            ("contested", &of(&[Status::Contested])),
            ("not_found", &of(&[Status::NotFound])),
            ("not_checked", &of(&[Status::NotChecked])),
            ("as_stated", &of(&[Status::AsStated])),
            ("read", &format::date_words(dataset.meta.last_read, lang)),
        ],
    )
}
