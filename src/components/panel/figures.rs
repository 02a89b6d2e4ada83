//! Figures of a selected region, company or place.

use chuhai_core::dataset::{Dataset, Kind};
use chuhai_core::text::{Phrase, phrases};
use yew::prelude::*;

use crate::choice::ChosenRecords;
use crate::page::Page;

/// Values of more characters than this are set as words.
const MOST_DIGITS: usize = 6;

/// A number of things and its label.
type Figure = (String, Phrase);

/// A list of figures; empty for claims, whose title has them.
pub fn figures(page: &Page, choice: &ChosenRecords) -> Html {
    let figures = figures_of(&page.dataset, choice);
    if figures.is_empty() {
        return Html::default();
    }
    html! {
        <dl class="panel-facts">
            { for figures.into_iter().map(|(value, label)| html! {
                <div>
                    <dt>{ page.text(label) }</dt>
                    <dd class={classes!((value.chars().count() > MOST_DIGITS).then_some("words"))}>{ value }</dd>
                </div>
            }) }
        </dl>
    }
}

fn figures_of(dataset: &Dataset, choice: &ChosenRecords) -> Vec<Figure> {
    let Some(&head) = choice.heads.first() else { return Vec::new() };
    let companies = || count(choice.companies(dataset), [phrases::PANEL_FACT_COMPANY, phrases::PANEL_FACT_COMPANIES]);
    let records =
        || count(choice.direct.len() + choice.related.len(), [phrases::PANEL_FACT_RECORD, phrases::PANEL_FACT_RECORDS]);
    match dataset.record(head).kind {
        Kind::Region => vec![countries(countries_within(dataset, choice)), companies(), records()],
        Kind::Company => {
            let (places, regions) = mentioned(dataset, choice);
            vec![
                countries(places),
                count(regions, [phrases::PANEL_FACT_REGION, phrases::PANEL_FACT_REGIONS]),
                records(),
            ]
        }
        Kind::Place => vec![companies(), records()],
        Kind::Product | Kind::Event | Kind::Metric | Kind::Funding | Kind::Factor | Kind::Policy | Kind::Quote => {
            Vec::new()
        }
    }
}

/// A number of things with the label for one or for any other number.
fn count(n: usize, [one, many]: [Phrase; 2]) -> Figure {
    (n.to_string(), if n == 1 { one } else { many })
}

fn countries(n: usize) -> Figure {
    count(n, [phrases::PANEL_FACT_COUNTRY, phrases::PANEL_FACT_COUNTRIES])
}

/// The number of places in the selected regions, by the region they are assigned to or by its map shapes.
fn countries_within(dataset: &Dataset, choice: &ChosenRecords) -> usize {
    let selected = || dataset.regions.iter().filter(|region| choice.heads.contains(&region.record));
    let is_within = |ix: u16| {
        choice.heads.contains(&dataset.regions[usize::from(ix)].record)
            || selected().any(|region| region.shapes.contains(&ix))
    };
    dataset.places.iter().filter(|place| place.region.is_some_and(is_within)).count()
}

/// The numbers of countries abroad and of regions that the listed records mention.
fn mentioned(dataset: &Dataset, choice: &ChosenRecords) -> (usize, usize) {
    let mut places = vec![false; dataset.places.len()];
    let mut regions = vec![false; dataset.regions.len()];
    for record in choice.listed_records().map(|ix| dataset.record(ix)) {
        record.places.iter().for_each(|&ix| places[usize::from(ix)] = !dataset.places[usize::from(ix)].home);
        record.regions.iter().for_each(|&ix| regions[usize::from(ix)] = true);
    }
    let count = |flags: &[bool]| flags.iter().filter(|flag| **flag).count();
    (count(&places), count(&regions))
}
