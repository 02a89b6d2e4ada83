//! One record with its evidence, as the panel tells it: claim, date in words, sign, our paraphrase, what we found,
//! who says so, where the article says it, how its two versions differ.

use chuhai_core::dataset::{Dataset, Details, RecordIx, Source};
use chuhai_core::format;
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

use super::icon::{evidence_sign, record_glyph};
use crate::late::Late;

/// A record under its own heading.
pub fn record_card(dataset: &Dataset, late: &Late, ix: RecordIx, lang: Lang) -> Html {
    let record = dataset.record(ix);
    html! {
        <section class="record">
            <h4>{ record_glyph(dataset, record) }<span>{ record.title.get(lang) }</span></h4>
            { evidence(dataset, late, ix, lang) }
        </section>
    }
}

/// A record without heading, where the heading stands above it already.
pub fn evidence(dataset: &Dataset, late: &Late, ix: RecordIx, lang: Lang) -> Html {
    let record = dataset.record(ix);
    html! {
        <>
            <p class="meta">
                if record.date.is_some() || record.lane.is_some() {
                    <span>{ format::date_words(record.date, lang) }</span>
                }
                { evidence_sign(record.evidence.status, lang) }
            </p>
            if record.second_date.is_some() {
                <p class="note">
                    { phrases::PANEL_SECOND_DATE.fill(lang, &[("date", &format::date_words(record.second_date, lang))]) }
                </p>
            }
            if late.is_awaited() {
                <div class="awaited"></div>
            }
            { words(late.details.as_deref(), ix, lang) }
            { origin(dataset, late.details.as_deref(), ix, lang) }
            { versions(late.details.as_deref(), ix, lang) }
        </>
    }
}

/// Claim, finding and what others say.
fn words(details: Option<&Details>, ix: RecordIx, lang: Lang) -> Html {
    let Some((details, detail)) = details.and_then(|details| Some((details, details.of(ix)?))) else {
        return Html::default();
    };
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
            if let Some(note) = &detail.note {
                <p class="note">{ phrases::PANEL_EVIDENCE.fill(lang, &[("text", note.get(lang))]) }</p>
            }
            if !detail.checks.is_empty() {
                <details class="checks">
                    <summary>{ phrases::PANEL_SOURCES.get(lang) }{ format!(" ({})", detail.checks.len()) }</summary>
                    <ul>
                        { for detail.checks.iter().map(|check| html! {
                            <li>
                                { source(details.source(check.source), lang) }
                                <p>{ check.says.get(lang) }</p>
                            </li>
                        }) }
                    </ul>
                </details>
            }
        </>
    }
}

/// How the article's two versions differ.
fn versions(details: Option<&Details>, ix: RecordIx, lang: Lang) -> Html {
    let differ = details.and_then(|details| details.of(ix)?.versions_differ.as_ref());
    html! {
        if let Some(differ) = differ {
            <div class="versions">
                <h5>{ phrases::PANEL_VERSIONS.get(lang) }</h5>
                <p class="note">{ differ.get(lang) }</p>
            </div>
        }
    }
}

/// Where the article says it, and on whose word.
fn origin(dataset: &Dataset, details: Option<&Details>, ix: RecordIx, lang: Lang) -> Html {
    let place = article_place(dataset, ix, lang);
    let named = details.and_then(|details| Some(details.source(details.of(ix)?.named_source?)));
    html! {
        if place.is_some() || named.is_some() {
            <p class="origin">
                if let Some(place) = place { { link(dataset.meta.article_url.get(lang), place) } }
                if let Some(named) = named {
                    <span>{ phrases::PANEL_NAMED_SOURCE.get(lang) }{ source(named, lang) }</span>
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

fn source(source: &Source, lang: Lang) -> Html {
    let title = source.title.get(lang).to_owned();
    match &source.url {
        Some(url) => link(url, title),
        None => html! { <span>{ title }</span> },
    }
}

/// A link to elsewhere; the address comes from the dataset, which admits `http:` and `https:` only.
fn link(url: &str, text: String) -> Html {
    html! { <a href={url.to_owned()} target="_blank" rel="noopener">{ text }</a> }
}
