//! Citations, downloads and corrections of the data, folded away below the table.

use chuhai_core::format;
use chuhai_core::text::phrases;
use yew::prelude::*;

use crate::lazy_details::LazyDetails;
use crate::page::Page;

/// The forms of citation, and the files in the site's `folder`, if there is one.
pub fn citations(page: &Page, details: &LazyDetails, folder: Option<&str>) -> Html {
    let forms = details.details.as_deref().map_or("", |details| details.citations.get(page.lang));
    let file = |folder: &str, name: &str, words: &'static str| {
        html! { <a class="button" href={format!("{folder}{name}")} download="">{ words }</a> }
    };
    html! {
        <details class="citing">
            <summary>{ page.text(phrases::CITE_TITLE) }</summary>
            <dl>
                { for forms.split("\n\n").filter_map(|form| form.split_once('\n')).map(|(name, text)| {
                    html! { <><dt>{ name }</dt><dd>{ text }</dd></> }
                }) }
            </dl>
            if let Some(folder) = folder {
                <p>
                    { file(folder, "data/chuhai-data.zip", page.text(phrases::CITE_ZIP)) }
                    { file(folder, "data/datapackage.json", page.text(phrases::CITE_DESCRIPTOR)) }
                    { file(folder, "chuhai.html", page.text(phrases::CITE_ONE_FILE)) }
                </p>
            }
        </details>
    }
}

/// The corrections, newest first, and a link for reporting an error.
pub fn corrections(page: &Page, details: &LazyDetails) -> Html {
    let Some(details) = details.details.as_deref() else { return Html::default() };
    html! {
        <>
            if !details.corrections.is_empty() {
                <details class="corrections">
                    <summary>{ page.text(phrases::DATA_CORRECTIONS) }</summary>
                    <ul>
                        { for details.corrections.iter().map(|correction| {
                            let date = format::date_words(correction.date, page.lang);
                            let text = correction.text.get(page.lang);
                            let values = [("date", &*date), ("version", &correction.version), ("text", text)];
                            html! { <li>{ page.fill(phrases::DATA_CORRECTION, &values) }</li> }
                        }) }
                    </ul>
                </details>
            }
            if let Some(report) = &details.report {
                <p><a class="report" href={report.to_string()} target="_blank" rel="noopener">{ page.text(phrases::DATA_REPORT) }</a></p>
            }
        </>
    }
}

/// The site's folder, which has the file of the details; none in the single-file edition.
pub fn folder(details_address: &str) -> Option<AttrValue> {
    let end = details_address.rfind('/')?;
    Some(details_address.get(..=end)?.to_owned().into())
}
