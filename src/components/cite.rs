//! How the data is cited, and the data as files of the site: folded away, since few come for it.

use chuhai_core::cite::{Visit, apa, bibtex, gbt7714};
use chuhai_core::dataset::Dataset;
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

use crate::browser::clock;
use crate::shared::Shared;

/// What it needs.
#[derive(Properties, PartialEq)]
pub struct CiteProps {
    /// The facts.
    pub dataset: Shared<Dataset>,
    /// Language of the page.
    pub lang: Lang,
    /// The public address of the page, where it is known.
    pub canonical: Option<AttrValue>,
    /// The folder of the data's files, where there is one.
    pub folder: Option<AttrValue>,
}

/// The citations and the downloads.
#[component]
pub fn Cite(CiteProps { dataset, lang, canonical, folder }: &CiteProps) -> Html {
    let (meta, lang) = (&dataset.meta, *lang);
    let day = use_state_eq(|| None::<String>);
    // Whoever unfolds it reads it on that day.
    let onclick = {
        let day = day.setter();
        move |_: MouseEvent| day.set(Some(clock::day()))
    };
    let visit = Visit { url: canonical.as_deref(), day: day.as_deref() };
    let file = |name: &'static str, words| {
        let address = folder.as_deref().map(|folder| [folder, name].concat());
        html! { if let Some(address) = address { <a class="button" href={address} download="">{ words }</a> } }
    };
    html! {
        <details class="citing">
            <summary {onclick}>{ phrases::CITE_TITLE.get(lang) }</summary>
            <dl>
                { for [
                    ("GB/T 7714", gbt7714(meta, lang, visit)),
                    ("APA", apa(meta, lang, visit)),
                    ("BibTeX", bibtex(meta, lang, visit)),
                ]
                .map(|(name, text)| html! { <><dt>{ name }</dt><dd>{ text }</dd></> }) }
            </dl>
            <p>
                { file("chuhai-data.zip", phrases::CITE_ZIP.get(lang)) }
                { file("datapackage.json", phrases::CITE_DESCRIPTOR.get(lang)) }
            </p>
        </details>
    }
}

/// The folder of the data's files, which stands beside the file of the details.
pub fn folder(details_address: &str) -> AttrValue {
    let (beside, _) = details_address.split_at(details_address.rfind('/').map_or(0, |slash| slash + 1));
    [beside, "data/"].concat().into()
}
