//! One record with its evidence, as the panel tells it: first how it holds, then where the article says it, our
//! paraphrase, what other sources say, what we found, how the article's two versions differ.

use chuhai_core::dataset::{Dataset, Detail, Details, RecordIx, Source};
use chuhai_core::format;
use chuhai_core::state::Action;
use chuhai_core::text::{Lang, Phrase, phrases};
use yew::prelude::*;

use super::icon::{evidence_sign, record_glyph};
use crate::lazy_details::LazyDetails;
use crate::render_mode::RenderMode;

/// A button that chooses the record at `ix`, with its title after `sign`, or after its company's glyph.
pub fn record_button(
    dataset: &Dataset,
    ix: RecordIx,
    class: &'static str,
    sign: Option<Html>,
    lang: Lang,
    act: &Callback<Action>,
) -> Html {
    let record = dataset.record(ix);
    let onclick = act.reform(move |_: MouseEvent| Action::ToggleRecord(ix));
    html! {
        <button type="button" {class} {onclick}>
            { sign.unwrap_or_else(|| record_glyph(dataset, record)) }<span>{ record.title.get(lang) }</span>
        </button>
    }
}

/// A record in short, under its own heading, which chooses it.
pub fn record_card(dataset: &Dataset, late: &LazyDetails, ix: RecordIx, lang: Lang, act: &Callback<Action>) -> Html {
    html! {
        <section class="record">
            <h4>{ record_button(dataset, ix, "", None, lang, act) }</h4>
            { evidence(dataset, late, ix, lang, RenderMode::Interactive) }
        </section>
    }
}

/// A record in short, without heading, where the heading stands above it already.
pub fn evidence(dataset: &Dataset, late: &LazyDetails, ix: RecordIx, lang: Lang, mode: RenderMode) -> Html {
    let record = dataset.record(ix);
    html! {
        <>
            <p class="meta">
                if record.date.is_some() || record.lane.is_some() {
                    <span>{ format::record_date(record, lang) }</span>
                }
                // In the prerendered page the row above has it.
                if !mode.is_prerender() { { evidence_sign(record.evidence.status, &dataset.meta, lang) } }
            </p>
            { told(dataset, late, ix, false, lang) }
        </>
    }
}

/// How the record holds, with what that means.
pub fn holds(dataset: &Dataset, ix: RecordIx, lang: Lang) -> Html {
    let status = dataset.record(ix).evidence.status;
    html! { <p class="holds">{ evidence_sign(status, &dataset.meta, lang) }<span>{ dataset.meta.said(format::status_meaning(status, lang)) }</span></p> }
}

/// What is told of a record below how it holds; in `full`, with nothing folded away.
pub fn told(dataset: &Dataset, late: &LazyDetails, ix: RecordIx, full: bool, lang: Lang) -> Html {
    let second_date = dataset.record(ix).second_date;
    let details = late.details.as_deref().and_then(|details| Some((details, details.of(ix)?)));
    html! {
        <>
            if second_date.is_some() {
                <p class="note">
                    { phrases::PANEL_SECOND_DATE.fill(lang, &[("date", &format::date_words(second_date, lang))]) }
                </p>
            }
            { origin(dataset, details, ix, lang) }
            if late.is_pending() {
                <div class="awaited"></div>
            }
            if let Some((details, detail)) = details {
                { words(details, detail, full, lang) }
            }
        </>
    }
}

/// Claim, what others say, finding, and how the article's two versions differ.
fn words(details: &Details, detail: &Detail, full: bool, lang: Lang) -> Html {
    let by = detail.by.as_ref().map(|by| match &by.role {
        Some(role) => phrases::PANEL_BY_ROLE.fill(lang, &[("name", by.name.get(lang)), ("role", role.get(lang))]),
        None => by.name.get(lang).to_owned(),
    });
    html! {
        <>
            <blockquote>
                <p>{ detail.text.get(lang) }</p>
                if let Some(by) = by { <footer>{ by }</footer> }
            </blockquote>
            if !detail.checks.is_empty() {
                if full {
                    { part(phrases::PANEL_SOURCES, full, lang) }
                    { checks(details, detail, lang) }
                } else {
                    <details>
                        <summary>{ phrases::PANEL_SOURCES.get(lang) }{ format!(" ({})", detail.checks.len()) }</summary>
                        { checks(details, detail, lang) }
                    </details>
                }
            }
            if let Some(note) = &detail.note {
                <p class="note">{ phrases::PANEL_EVIDENCE.fill(lang, &[("text", note.get(lang))]) }</p>
            }
            if let Some(differ) = &detail.versions_differ {
                { part(phrases::PANEL_VERSIONS, full, lang) }
                <p class="note">{ differ.get(lang) }</p>
            }
        </>
    }
}

/// The heading of a part of a record: in full it stands below the record's name, in short below the record's own
/// heading in a list.
pub fn part(title: Phrase, full: bool, lang: Lang) -> Html {
    let tag = if full { "h4" } else { "h5" };
    html! { <@{tag} class="part">{ title.get(lang) }</@> }
}

/// Outside sources, each with its publisher, where its title does not name that, when it was published, and what it
/// says.
fn checks(details: &Details, detail: &Detail, lang: Lang) -> Html {
    html! {
        <ul class="checks">
            { for detail.checks.iter().map(|check| {
                let from = details.source(check.source);
                let publisher = Some(&*from.publisher).filter(|name| !from.title.get(lang).contains(*name));
                let published = from.published.map(|date| format::date_short(Some(date), lang));
                let both = publisher.into_iter().chain(published.as_deref()).collect::<Vec<_>>().join(" · ");
                html! {
                    <li>
                        { source(from, lang) }
                        if !both.is_empty() { <span class="publisher">{ both }</span> }
                        <p>{ check.says.get(lang) }</p>
                    </li>
                }
            }) }
        </ul>
    }
}

/// Where the article says it, and on whose word.
fn origin(dataset: &Dataset, details: Option<(&Details, &Detail)>, ix: RecordIx, lang: Lang) -> Html {
    let place = article_place(dataset, ix, lang);
    let named = details.and_then(|(details, detail)| Some(details.source(detail.named_source?)));
    html! {
        if place.is_some() || named.is_some() {
            <p class="origin">
                if let Some(place) = place { { link(dataset.meta.article_url.get(lang), place) } }
                if let Some(named) = named {
                    <span>{ dataset.meta.said(phrases::PANEL_NAMED_SOURCE.get(lang)) }{ source(named, lang) }</span>
                }
            </p>
        }
    }
}

/// Where the article says what the record at `ix` tells; none for what it does not say.
pub fn article_place(dataset: &Dataset, ix: RecordIx, lang: Lang) -> Option<String> {
    let evidence = &dataset.record(ix).evidence;
    let section = dataset.sections.get(usize::from(evidence.section?))?;
    let paragraph = evidence.paragraph?.to_string();
    Some(phrases::PANEL_ARTICLE_PLACE.fill(lang, &[("section", section.title.get(lang)), ("paragraph", &paragraph)]))
}

/// A source with the way to it, and to the copy it was read in, where that was not at its own address.
pub fn source(source: &Source, lang: Lang) -> Html {
    let title = source.title.get(lang).to_owned();
    let title = match &source.url {
        Some(url) => link(url, title),
        None => html! { <span>{ title }</span> },
    };
    html! {
        <>
            { title }
            if let Some(copy) = &source.copy {
                { " (" }{ link(copy, phrases::PANEL_READ_COPY.get(lang).to_owned()) }{ ")" }
            }
        </>
    }
}

/// A link to elsewhere; the address comes from the dataset, which admits `http:` and `https:` only.
fn link(url: &str, text: String) -> Html {
    html! { <a href={url.to_owned()} target="_blank" rel="noopener">{ text }</a> }
}
