//! The list of suggestions: options in groups by kind, then the option that filters by the typed words.

use chuhai_core::search::{self, Hit, MatchedField};
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

use super::combobox::option_id;
use crate::components::icon::record_glyph;
use crate::components::kind::kind_phrase;
use crate::page::Page;

/// The listbox of `hits`, which are what `query` found. `choose` is called with the index of an option; the last one
/// is the filter by words.
pub fn list(hits: &[Hit], query: &str, active: Option<usize>, page: &Page, choose: &Callback<Option<usize>>) -> Html {
    let option = |index: usize, content: Html| {
        html! {
            <div id={option_id(index)} role="option" class="search-option" aria-selected={(active == Some(index)).to_string()}
                onclick={choose.reform(move |_: MouseEvent| Some(index))}>{ content }</div>
        }
    };
    let kind = |hit: &Hit| page.record(hit.record).kind;
    let mut index = 0;
    let groups = hits.chunk_by(|one, other| kind(one) == kind(other)).map(|group| {
        let heading = format!("search-kind-{index}");
        let options = group.iter().map(|hit| {
            index += 1;
            option(index - 1, suggestion(hit, page))
        });
        html! {
            <div role="group" aria-labelledby={heading.clone()}>
                <div id={heading} class="search-kind">{ page.said(kind_phrase(kind(&group[0]))) }</div>
                { for options }
            </div>
        }
    });
    html! {
        <div id="search-list" role="listbox" aria-label={page.text(phrases::SEARCH_LIST)}>
            { for groups.collect::<Vec<_>>() }
            <div role="group" class="search-all" aria-label={page.text(phrases::SEARCH_LABEL)}>
                { option(hits.len(), html! { <span>{ page.fill(phrases::SEARCH_FILTER, &[("text", query.trim())]) }</span> }) }
            </div>
        </div>
    }
}

/// A record's title, and beside it the name it was found by, or the title in the other language.
fn suggestion(hit: &Hit, page: &Page) -> Html {
    let record = page.record(hit.record);
    let title = page.title(hit.record);
    let by_title = hit.field == MatchedField::Title(page.lang);
    let (beside, beside_lang) = name_beside(hit, page);
    let beside_marks: &[_] = if by_title || hit.field == MatchedField::Id { &[] } else { &hit.marks };
    html! {
        <>
            { record_glyph(&page.dataset, record) }
            <span>
                { marked(title, if by_title { &hit.marks } else { &[] }) }
                if beside != title {
                    { " " }
                    <small lang={beside_lang.bcp47()}>{ marked(beside, beside_marks) }</small>
                }
                if hit.field == MatchedField::Details {
                    { " " }
                    <small class="search-mentioned">{ page.text(phrases::SEARCH_MENTIONED) }</small>
                }
            </span>
        </>
    }
}

/// The second name of a suggestion and its language.
fn name_beside<'a>(hit: &Hit, page: &'a Page) -> (&'a str, Lang) {
    let (record, other) = (page.record(hit.record), page.lang.other());
    let matched = || search::field_text(hit.field, record, &page.dataset).unwrap_or_default();
    match hit.field {
        MatchedField::Short(lang) => (matched(), lang),
        MatchedField::Alias(_) => {
            let alias = matched();
            (alias, if alias.is_ascii() { Lang::En } else { Lang::Zh })
        }
        MatchedField::Title(_) | MatchedField::Id | MatchedField::Details => (record.title.get(other), other),
    }
}

/// `text` with the byte ranges `marks` marked.
fn marked(text: &str, marks: &[(usize, usize)]) -> Html {
    let mut done = 0;
    let mut parts: Vec<Html> = Vec::new();
    for &(from, to) in marks {
        // Two words of a query may match in one place.
        let (Some(before), Some(found)) = (text.get(done..from), text.get(from..to)) else { continue };
        parts.push(before.to_owned().into());
        parts.push(html! { <mark>{ found.to_owned() }</mark> });
        done = to;
    }
    parts.push(text.get(done..).unwrap_or_default().to_owned().into());
    parts.into_iter().collect()
}
