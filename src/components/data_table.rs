//! Every record with its evidence status, by kind: the whole dataset as text.

use chuhai_core::dataset::{Dataset, Kind, Record};
use chuhai_core::format;
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

use super::icon::{evidence_sign, record_glyph};
use super::panel::kind_phrase;
use crate::shared::Shared;

/// The kinds, in reading order.
const KINDS: [Kind; 10] = [
    Kind::Event,
    Kind::Metric,
    Kind::Funding,
    Kind::Product,
    Kind::Policy,
    Kind::Factor,
    Kind::Quote,
    Kind::Company,
    Kind::Region,
    Kind::Place,
];
/// Rows the table stops at; only synthetic datasets are larger.
const ROWS: usize = 1000;

/// What the table needs.
#[derive(Properties, PartialEq)]
pub struct DataTableProps {
    /// The facts.
    pub dataset: Shared<Dataset>,
    /// Language of the page.
    pub lang: Lang,
}

/// The section with all records.
#[component]
pub fn DataTable(DataTableProps { dataset, lang }: &DataTableProps) -> Html {
    let lang = *lang;
    let all = dataset.records.len();
    let lead = phrases::DATA_LEAD.fill(lang, &[("n", &all.to_string()), ("version", &dataset.meta.version)]);
    let columns = [
        phrases::DATA_COLUMN_NAME,
        phrases::DATA_COLUMN_DATE,
        phrases::DATA_COLUMN_TEXT,
        phrases::DATA_COLUMN_EVIDENCE,
    ];
    html! {
        <section id="data" class="data" aria-labelledby="data-title">
            <h2 id="data-title">{ phrases::DATA_TITLE.get(lang) }</h2>
            <p class="view-note">{ lead }</p>
            <details>
                <summary>{ phrases::DATA_OPEN.get(lang) }</summary>
                <div class="scroll" tabindex="0" role="region" aria-label={phrases::DATA_CAPTION.get(lang)}>
                    <table class="all-records">
                        <caption>{ phrases::DATA_CAPTION.get(lang) }</caption>
                        <thead>
                            <tr>{ for columns.iter().map(|name| html! { <th scope="col">{ name.get(lang) }</th> }) }</tr>
                        </thead>
                        { for KINDS.iter().map(|kind| group(dataset, *kind, lang)) }
                    </table>
                </div>
                if all > ROWS {
                    <p class="note">{ phrases::DATA_CAPPED.fill(lang, &[("n", &ROWS.to_string())]) }</p>
                }
            </details>
        </section>
    }
}

fn group(dataset: &Dataset, kind: Kind, lang: Lang) -> Html {
    let rows: Vec<&Record> = dataset.records.iter().take(ROWS).filter(|record| record.kind == kind).collect();
    if rows.is_empty() {
        return Html::default();
    }
    let title =
        phrases::DATA_GROUP.fill(lang, &[("kind", kind_phrase(kind).get(lang)), ("n", &rows.len().to_string())]);
    html! {
        <tbody>
            <tr class="group"><th scope="rowgroup" colspan="4">{ title }</th></tr>
            { for rows.into_iter().map(|record| html! {
                <tr>
                    <th scope="row">{ record_glyph(dataset, record) }<span>{ record.title.get(lang) }</span></th>
                    <td class="date">
                        if record.date.is_some() { { format::date_short(record.date, lang) } }
                    </td>
                    <td>{ record.text.get(lang) }</td>
                    <td>{ evidence_sign(record.evidence.status, lang) }</td>
                </tr>
            }) }
        </tbody>
    }
}
