//! How the data is cited, and the data as files of the site: folded away, since few come for it.

use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

use crate::late::Late;

/// The citations that came with the details, and what the `folder` of the data's files offers, where there is one.
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
                    { file(folder, "chuhai-data.zip", phrases::CITE_ZIP.get(lang)) }
                    { file(folder, "datapackage.json", phrases::CITE_DESCRIPTOR.get(lang)) }
                </p>
            }
        </details>
    }
}

/// The folder of the data's files, which stands beside the file of the details.
pub fn folder(details_address: &str) -> AttrValue {
    let (beside, _) = details_address.split_at(details_address.rfind('/').map_or(0, |slash| slash + 1));
    [beside, "data/"].concat().into()
}
