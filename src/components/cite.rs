//! How the data is cited, the data as files of the site, what was put right and where to report an error: folded away,
//! since few come for it.

use chuhai_core::format;
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

use crate::lazy_details::LazyDetails;

/// The citations that came with the details, and what the site's `folder` offers, where there is one.
pub fn cite(late: &LazyDetails, folder: Option<&str>, lang: Lang) -> Html {
    let citations = late.details.as_deref().map_or("", |details| details.citations.get(lang));
    let file = |folder: &str, name: &str, words: &'static str| {
        html! { <a class="button" href={[folder, name].concat()} download="">{ words }</a> }
    };
    html! {
        <details class="citing">
            <summary>{ phrases::CITE_TITLE.get(lang) }</summary>
            <dl>
                { for citations.split("\n\n").filter_map(|form| form.split_once('\n')).map(|(name, text)| {
                    html! { <><dt>{ name }</dt><dd>{ text }</dd></> }
                }) }
            </dl>
            if let Some(folder) = folder {
                <p>
                    { file(folder, "data/chuhai-data.zip", phrases::CITE_ZIP.get(lang)) }
                    { file(folder, "data/datapackage.json", phrases::CITE_DESCRIPTOR.get(lang)) }
                    { file(folder, "chuhai.html", phrases::CITE_ONE_FILE.get(lang)) }
                </p>
            }
        </details>
    }
}

/// What was put right, newest first, and where an error can be reported.
pub fn corrections(late: &LazyDetails, lang: Lang) -> Html {
    let Some(details) = late.details.as_deref() else { return Html::default() };
    html! {
        <>
            if !details.corrections.is_empty() {
                <details class="corrections">
                    <summary>{ phrases::DATA_CORRECTIONS.get(lang) }</summary>
                    <ul>
                        { for details.corrections.iter().map(|correction| {
                            let date = format::date_words(correction.date, lang);
                            let values = [("date", &*date), ("version", &correction.version), ("text", correction.text.get(lang))];
                            html! { <li>{ phrases::DATA_CORRECTION.fill(lang, &values) }</li> }
                        }) }
                    </ul>
                </details>
            }
            if let Some(report) = &details.report {
                <p><a class="report" href={report.to_string()} target="_blank" rel="noopener">{ phrases::DATA_REPORT.get(lang) }</a></p>
            }
        </>
    }
}

/// The site's folder, in which the file of the details stands; none where the page is one file.
pub fn folder(details_address: &str) -> Option<AttrValue> {
    let end = details_address.rfind('/')?;
    Some(details_address.get(..=end)?.to_owned().into())
}
