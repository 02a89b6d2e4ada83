//! What does not simply hold: every such statement with what outside sources say, and where the article's two versions
//! say different things.

use chuhai_core::dataset::{Dataset, Details, RecordIx, Status};
use chuhai_core::format;
use chuhai_core::state::Action;
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

use super::link;
use crate::components::icon::evidence_sign;
use crate::components::record_card;
use crate::lazy_details::LazyDetails;
use crate::views::ViewContext;

/// The list, by how statements hold; then the differences between the versions.
pub fn doubts(frame: &ViewContext, late: &LazyDetails) -> Html {
    let (dataset, lang) = (&*frame.dataset, frame.lang());
    // Where nothing runs yet, what was found stands in the rows that the names lead to.
    let details = late.details.as_deref().filter(|_| !frame.mode.is_prerender());
    let entry = |ix: RecordIx, says: Html| {
        let title = dataset.record(ix).title.get(lang);
        html! {
            <li class="doubt">
                { link("doubt-name", Action::ToggleRecord(ix), html! { { title } }, frame) }{ says }
            </li>
        }
    };
    let differing = late.details.as_deref().into_iter().flat_map(|details| {
        let records = details.records.iter().enumerate();
        records.filter_map(|(ix, detail)| Some((ix as RecordIx, detail.versions_differ.as_ref()?)))
    });
    html! {
        <div class="doubts">
            { for [Status::Contested, Status::Caveat].into_iter().map(|status| html! {
                <section>
                    <h4>{ evidence_sign(status, &dataset.meta, lang) }<span>{ format::status_meaning(status, lang) }</span></h4>
                    <ul>
                        { for of_status(dataset, status).map(|ix| entry(ix, details.map_or_else(Html::default, |details| found(details, ix, lang)))) }
                    </ul>
                </section>
            }) }
            <section>
                <h4>{ phrases::STORY_VERSIONS.get(lang) }</h4>
                <ul>
                    { for differing.map(|(ix, differ)| entry(ix, html! { <p>{ differ.get(lang) }</p> })) }
                </ul>
            </section>
        </div>
    }
}

fn of_status(dataset: &Dataset, status: Status) -> impl Iterator<Item = RecordIx> + '_ {
    let records = dataset.records.iter().enumerate();
    records
        .filter(move |(_, record)| record.is_statement() && record.evidence.status == status)
        .map(|(ix, _)| ix as RecordIx)
}

/// The ports of the voyages by their old names, where they are today, and who says so.
pub fn ports(dataset: &Dataset, late: &LazyDetails, lang: Lang) -> Html {
    let Some(details) = late.details.as_deref() else { return Html::default() };
    let ports = || dataset.voyage_stops.iter().zip(&details.voyage_stops).filter(|(stop, _)| stop.port);
    let mut sources: Vec<&str> = Vec::new();
    for title in ports().filter_map(|(_, origin)| Some(details.source(origin.source?).title.get(lang))) {
        if !sources.contains(&title) {
            sources.push(title);
        }
    }
    html! {
        <details class="ports">
            <summary>{ phrases::STORY_PORTS.get(lang) }</summary>
            <ul>
                { for ports().map(|(stop, origin)| html! {
                    <li><b>{ stop.title.get(lang) }</b>{ phrases::STORY_SAYS.get(lang) }{ origin.modern.get(lang) }</li>
                }) }
            </ul>
            <p class="note">{ phrases::STORY_PORTS_SOURCES.fill(lang, &[("list", &sources.join(phrases::STORY_NOTES_JOINT.get(lang)))]) }</p>
        </details>
    }
}

/// What we found, and what each source says.
fn found(details: &Details, ix: RecordIx, lang: Lang) -> Html {
    let Some(detail) = details.of(ix) else { return Html::default() };
    html! {
        <>
            <p>{ detail.text.get(lang) }</p>
            if let Some(note) = &detail.note { <p class="note">{ note.get(lang) }</p> }
            { for detail.checks.iter().map(|check| {
                let source = details.source(check.source);
                html! {
                    <p class="note">
                        { record_card::source(source, lang) }{ phrases::STORY_SAYS.get(lang) }{ check.says.get(lang) }
                    </p>
                }
            }) }
        </>
    }
}
