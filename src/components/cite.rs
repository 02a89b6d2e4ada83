//! How the data is cited, and the data as files of the site: folded away, since few come for it.

use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

use crate::late::Late;

/// The citations that came with the details, and what the site's `folder` offers, where there is one.
pub fn cite(late: &Late, folder: Option<&str>, lang: Lang) -> Html {
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

/// The site's folder, in which the file of the details stands; none where the page is one file.
pub fn folder(details_address: &str) -> Option<AttrValue> {
    let end = details_address.rfind('/')?;
    Some(details_address.get(..=end)?.to_owned().into())
}
