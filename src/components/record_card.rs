//! One record with its evidence, as the panel tells it: claim, date in words, sign, our paraphrase, what we found,
//! who says so, where the article says it, how its two versions differ.

use chuhai_core::dataset::{Dataset, Record, Source};
use chuhai_core::format;
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

use super::icon::{evidence_sign, record_glyph};

/// A record under its own heading.
pub fn record_card(dataset: &Dataset, record: &Record, lang: Lang) -> Html {
    html! {
        <section class="record">
            <h4>{ record_glyph(dataset, record) }<span>{ record.title.get(lang) }</span></h4>
            { evidence(dataset, record, lang) }
        </section>
    }
}

/// A record without heading, where the heading stands above it already.
pub fn evidence(dataset: &Dataset, record: &Record, lang: Lang) -> Html {
    let evidence = &record.evidence;
    let by = record.by.as_ref().map(|by| match &by.role {
        Some(role) => phrases::PANEL_BY_ROLE.fill(lang, &[("name", by.name.get(lang)), ("role", role.get(lang))]),
        None => by.name.get(lang).to_owned(),
    });
    html! {
        <>
            <p class="meta">
                if record.date.is_some() || record.lane.is_some() {
                    <span>{ format::date_words(record.date, lang) }</span>
                }
                { evidence_sign(evidence.status, lang) }
            </p>
            if record.second_date.is_some() {
                <p class="note">
                    { phrases::PANEL_SECOND_DATE.fill(lang, &[("date", &format::date_words(record.second_date, lang))]) }
                </p>
            }
            <blockquote>
                <p>{ record.text.get(lang) }</p>
                if let Some(by) = by { <footer>{ by }</footer> }
            </blockquote>
            if let Some(note) = &evidence.note {
                <p class="note">{ phrases::PANEL_EVIDENCE.fill(lang, &[("text", note.get(lang))]) }</p>
            }
            if !evidence.checks.is_empty() {
                <details class="checks">
                    <summary>{ phrases::PANEL_SOURCES.get(lang) }{ format!(" ({})", evidence.checks.len()) }</summary>
                    <ul>
                        { for evidence.checks.iter().map(|check| html! {
                            <li>
                                { source(&dataset.sources[usize::from(check.source)], lang) }
                                <p>{ check.says.get(lang) }</p>
                            </li>
                        }) }
                    </ul>
                </details>
            }
            { origin(dataset, record, lang) }
            if let Some(differ) = &evidence.versions_differ {
                <div class="versions">
                    <h5>{ phrases::PANEL_VERSIONS.get(lang) }</h5>
                    <p class="note">{ differ.get(lang) }</p>
                </div>
            }
        </>
    }
}

/// Where the article says it, and on whose word.
fn origin(dataset: &Dataset, record: &Record, lang: Lang) -> Html {
    let evidence = &record.evidence;
    let section = evidence.section.and_then(|ix| dataset.sections.get(usize::from(ix)));
    let named = evidence.named_source.map(|ix| &dataset.sources[usize::from(ix)]);
    html! {
        if section.is_some() || named.is_some() {
            <p class="origin">
                if let (Some(section), Some(paragraph)) = (section, evidence.paragraph) {
                    { link(
                        dataset.meta.article_url.get(lang),
                        phrases::PANEL_ARTICLE_PLACE.fill(
                            lang,
                            &[("section", section.title.get(lang)), ("paragraph", &paragraph.to_string())],
                        ),
                    ) }
                }
                if let Some(named) = named {
                    <span>{ phrases::PANEL_NAMED_SOURCE.get(lang) }{ source(named, lang) }</span>
                }
            </p>
        }
    }
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
