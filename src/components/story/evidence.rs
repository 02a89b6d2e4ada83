//! Evidence below a step: disputed claims with the outside sources, differences between the article's two versions,
//! and the ports of the voyages.

use chuhai_core::dataset::{Details, RecordIx, Status};
use chuhai_core::format;
use chuhai_core::state::Action;
use chuhai_core::text::phrases;
use yew::prelude::*;

use super::StoryContext;
use crate::components::icon::evidence_sign;
use crate::components::record_card;
use crate::lazy_details::LazyDetails;
use crate::page::Page;

/// The claims of each of `statuses` with the outside sources, then the differences between the article's versions, folded
/// away: they are longer than the rest of the story.
pub fn disputed_claims(story: &StoryContext, statuses: &[Status]) -> Html {
    let StoryContext { page, details, .. } = story;
    // In the prerendered page the findings are in the rows that the links lead to.
    let findings = details.details.as_deref().filter(|_| !page.mode.is_prerender());
    let entry = |ix: RecordIx, text: Html| {
        let link = story.link("disputed-name", Action::ToggleRecord(ix), html! { { page.title(ix) } });
        html! { <li class="disputed-claim">{ link }{ text }</li> }
    };
    let differing = details.details.as_deref().into_iter().flat_map(|details| {
        let records = details.records.iter().enumerate();
        records.filter_map(|(ix, detail)| Some((ix as RecordIx, detail.versions_differ.as_ref()?)))
    });
    let statements = page.dataset.statements();
    let of_status = |wanted| statements.iter().filter(move |(status, _)| *status == wanted).flat_map(|(_, ixs)| ixs);
    html! {
        <div class="disputed">
            { for statuses.iter().map(|&status| html! {
                <details>
                    <summary>{ evidence_sign(status, page) }<span>{ format::status_meaning(status, page.lang) }</span></summary>
                    <ul>
                        { for of_status(status).map(|&ix| {
                            entry(ix, findings.map_or_else(Html::default, |details| finding(page, details, ix)))
                        }) }
                    </ul>
                </details>
            }) }
            <details>
                <summary>{ page.text(phrases::STORY_VERSIONS) }</summary>
                <ul>
                    { for differing.map(|(ix, differ)| entry(ix, html! { <p>{ differ.get(page.lang) }</p> })) }
                </ul>
            </details>
        </div>
    }
}

/// The ports of the voyages by their old names, their places today, and the sources.
pub fn ports(page: &Page, details: &LazyDetails) -> Html {
    let Some(details) = details.details.as_deref() else { return Html::default() };
    let lang = page.lang;
    let ports = || page.dataset.voyage_stops.iter().zip(&details.voyage_stops).filter(|(stop, _)| stop.port);
    let mut sources: Vec<&str> = Vec::new();
    for title in ports().filter_map(|(_, origin)| Some(details.source(origin.source?).title.get(lang))) {
        if !sources.contains(&title) {
            sources.push(title);
        }
    }
    let sources = sources.join(page.text(phrases::STORY_NOTES_JOINT));
    html! {
        <details class="ports">
            <summary>{ page.text(phrases::STORY_PORTS) }</summary>
            <ul>
                { for ports().map(|(stop, origin)| html! {
                    <li><b>{ stop.title.get(lang) }</b>{ page.text(phrases::STORY_SAYS) }{ origin.modern.get(lang) }</li>
                }) }
            </ul>
            <p class="note">{ page.fill(phrases::STORY_PORTS_SOURCES, &[("list", &sources)]) }</p>
        </details>
    }
}

/// The finding about a claim, and what each outside source says.
fn finding(page: &Page, details: &Details, ix: RecordIx) -> Html {
    let Some(detail) = details.of(ix) else { return Html::default() };
    html! {
        <>
            <p>{ detail.text.get(page.lang) }</p>
            if let Some(note) = &detail.note { <p class="note">{ note.get(page.lang) }</p> }
            { for detail.checks.iter().map(|check| html! {
                <p class="note">
                    { record_card::source(page, details.source(check.source)) }
                    { page.text(phrases::STORY_SAYS) }{ check.says.get(page.lang) }
                </p>
            }) }
        </>
    }
}
