//! One record with its evidence, as panel, table and story show it: status, place in the article, paraphrase, outside
//! sources, finding, and differences between the article's two versions.

use chuhai_core::dataset::{Check, Dataset, Detail, Details, RecordIx, Since, SinceOrigin, Source};
use chuhai_core::format;
use chuhai_core::state::Action;
use chuhai_core::text::{Lang, Phrase, phrases};
use yew::prelude::*;

use super::icon::{evidence_sign, record_glyph};
use crate::lazy_details::LazyDetails;
use crate::page::Page;
use crate::prerender::fragment::fragment_link;

/// A button that selects a record: `sign`, or else the glyph of its company, and its title. In the prerendered page
/// it is a link to the record's row.
pub fn record_button(page: &Page, ix: RecordIx, class: &'static str, sign: Option<Html>) -> Html {
    let record = page.record(ix);
    let glyph = || record_glyph(&page.dataset, record);
    let action = Action::ToggleRecord(ix);
    if page.mode.is_prerender() {
        let href = fragment_link(&action, &page.dataset);
        return html! { <a {class} {href}>{ glyph() }<span>{ page.title(ix) }</span></a> };
    }
    html! {
        <button type="button" {class} onclick={page.on_click(action)}>
            { sign.unwrap_or_else(glyph) }<span>{ page.title(ix) }</span>
        </button>
    }
}

/// A record in short, with a heading that selects it.
pub fn record_card(page: &Page, details: &LazyDetails, ix: RecordIx) -> Html {
    html! {
        <section class="record">
            <h4>{ record_button(page, ix, "", None) }</h4>
            { evidence(page, details, ix) }
        </section>
    }
}

/// A record in short, without a heading.
pub fn evidence(page: &Page, details: &LazyDetails, ix: RecordIx) -> Html {
    let record = page.record(ix);
    let has_date = record.date.is_some() || record.lane.is_some();
    let date = has_date.then(|| format::record_date(record, page.lang));
    // In the prerendered page the status is in the row above, and there are as few elements as will do.
    let meta = match (page.mode.is_prerender(), date) {
        (true, Some(date)) => html! { <p class="meta">{ date }</p> },
        (true, None) => Html::default(),
        (false, date) => {
            let sign = evidence_sign(record.evidence.status, page);
            html! { <p class="meta">if let Some(date) = date { <span>{ date }</span> }{ sign }</p> }
        }
    };
    html! { <>{ meta }{ record_details(page, details, ix, false) }</> }
}

/// The status of a record and its meaning.
pub fn status_line(page: &Page, ix: RecordIx) -> Html {
    let status = page.record(ix).evidence.status;
    let meaning = page.dataset.meta.said(format::status_meaning(status, page.lang));
    html! { <p class="evidence-status">{ evidence_sign(status, page) }<span>{ meaning }</span></p> }
}

/// The details of a record below its status; with `full`, nothing is folded away.
pub fn record_details(page: &Page, details: &LazyDetails, ix: RecordIx, full: bool) -> Html {
    let second_date = page.record(ix).second_date;
    let detail = details.details.as_deref().and_then(|details| Some((details, details.of(ix)?)));
    html! {
        <>
            if second_date.is_some() {
                <p class="note">
                    { page.fill(phrases::PANEL_SECOND_DATE, &[("date", &format::date_words(second_date, page.lang))]) }
                </p>
            }
            { origin(page, detail, ix) }
            if details.is_pending() {
                <div class="awaited"></div>
            }
            if let Some((details, detail)) = detail {
                { paraphrase(page, detail) }
                { outside_sources(page, details, detail, full) }
                { findings(page, detail, full) }
                { since(page, details, ix, full) }
            }
        </>
    }
}

/// The note that the details could not be loaded, with a button that tries again.
pub fn missing_details(page: &Page, details: &LazyDetails) -> Html {
    html! {
        if details.missing {
            <p class="note missing">
                { page.text(phrases::PANEL_MISSING) }
                <button type="button" class="link" onclick={details.fetch.reform(|_: MouseEvent| ())}>
                    { page.text(phrases::PANEL_RETRY) }
                </button>
            </p>
        }
    }
}

/// The claim in our words, and who made it.
fn paraphrase(page: &Page, detail: &Detail) -> Html {
    let lang = page.lang;
    let by = detail.by.as_ref().map(|by| match &by.role {
        Some(role) => page.fill(phrases::PANEL_BY_ROLE, &[("name", by.name.get(lang)), ("role", role.get(lang))]),
        None => by.name.get(lang).to_owned(),
    });
    if page.mode.is_prerender() && by.is_none() {
        return html! { <blockquote>{ detail.text.get(lang) }</blockquote> };
    }
    html! {
        <blockquote>
            <p>{ detail.text.get(lang) }</p>
            if let Some(by) = by { <footer>{ by }</footer> }
        </blockquote>
    }
}

fn outside_sources(page: &Page, details: &Details, detail: &Detail, full: bool) -> Html {
    if detail.checks.is_empty() {
        return Html::default();
    }
    html! {
        if full {
            { section_heading(page, phrases::PANEL_SOURCES, full) }
            { checks(page, details, detail) }
        } else {
            <details>
                <summary>{ page.text(phrases::PANEL_SOURCES) }{ format!(" ({})", detail.checks.len()) }</summary>
                { checks(page, details, detail) }
            </details>
        }
    }
}

/// The finding of the check, and the differences between the article's versions.
fn findings(page: &Page, detail: &Detail, full: bool) -> Html {
    html! {
        <>
            if let Some(note) = &detail.note {
                <p class="note">{ page.fill(phrases::PANEL_EVIDENCE, &[("text", note.get(page.lang))]) }</p>
            }
            if let Some(differ) = &detail.versions_differ {
                { section_heading(page, phrases::PANEL_VERSIONS, full) }
                <p class="note">{ differ.get(page.lang) }</p>
            }
        </>
    }
}

/// The events after the article on a record, each with its date and source. None of it is a statement of the article.
fn since(page: &Page, details: &Details, ix: RecordIx, full: bool) -> Html {
    let rows: Vec<_> = details.since(&page.dataset, ix).collect();
    if rows.is_empty() {
        return Html::default();
    }
    let row = |(since, origin): &(&Since, &SinceOrigin)| {
        html! {
            <li>
                <span class="publisher">{ format::date_words(since.date, page.lang) }</span>
                <p>{ origin.text.get(page.lang) }</p>
                { source(page, details.source(origin.source)) }
            </li>
        }
    };
    html! {
        <>
            { section_heading(page, phrases::PANEL_SINCE, full) }
            <ul class="checks since">{ for rows.iter().map(row) }</ul>
        </>
    }
}

/// The heading of a section of a record's details, one level below the record's own heading.
pub fn section_heading(page: &Page, title: Phrase, full: bool) -> Html {
    let tag = if full { "h4" } else { "h5" };
    html! { <@{tag} class="record-heading">{ page.text(title) }</@> }
}

/// The outside sources of a record: title, publisher unless the title names it, date, and what the source says.
fn checks(page: &Page, details: &Details, detail: &Detail) -> Html {
    let check = |check: &Check| {
        let from = details.source(check.source);
        let publisher = Some(&*from.publisher).filter(|name| !from.title.get(page.lang).contains(*name));
        let published = from.published.map(|date| format::date_short(Some(date), page.lang));
        let both = publisher.into_iter().chain(published.as_deref()).collect::<Vec<_>>().join(" · ");
        html! {
            <li>
                { source(page, from) }
                if !both.is_empty() { <span class="publisher">{ both }</span> }
                <p>{ check.says.get(page.lang) }</p>
            </li>
        }
    };
    html! { <ul class="checks">{ for detail.checks.iter().map(check) }</ul> }
}

/// The place of a record in the article, and the source the article names.
fn origin(page: &Page, detail: Option<(&Details, &Detail)>, ix: RecordIx) -> Html {
    let meta = &page.dataset.meta;
    let place = article_place(&page.dataset, ix, page.lang);
    let named = detail.and_then(|(details, detail)| Some(details.source(detail.named_source?)));
    html! {
        if place.is_some() || named.is_some() {
            <p class="origin">
                if let Some(place) = place { { link(meta.article_url.get(page.lang), place) } }
                if let Some(named) = named {
                    <span>{ page.said(phrases::PANEL_NAMED_SOURCE) }{ source(page, named) }</span>
                }
            </p>
        }
    }
}

/// The section and paragraph of the article that state a record; none for a record that is not in the article.
pub fn article_place(dataset: &Dataset, ix: RecordIx, lang: Lang) -> Option<String> {
    let evidence = &dataset.record(ix).evidence;
    let section = dataset.sections.get(usize::from(evidence.section?))?;
    let paragraph = evidence.paragraph?.to_string();
    Some(phrases::PANEL_ARTICLE_PLACE.fill(lang, &[("section", section.title.get(lang)), ("paragraph", &paragraph)]))
}

/// A source with a link to it, and one to the copy that was read where the original could not be.
pub fn source(page: &Page, source: &Source) -> Html {
    let title = source.title.get(page.lang).to_owned();
    let title = match &source.url {
        Some(url) => link(url, title),
        None => html! { <span>{ title }</span> },
    };
    html! {
        <>
            { title }
            if let Some(copy) = &source.copy {
                { " (" }{ link(copy, page.text(phrases::PANEL_READ_COPY).to_owned()) }{ ")" }
            }
        </>
    }
}

/// An external link. Its address comes from the dataset, which admits `http:` and `https:` only.
fn link(url: &str, text: String) -> Html {
    html! { <a href={url.to_owned()} target="_blank" rel="noopener">{ text }</a> }
}
