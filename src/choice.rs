//! What a choice comes to, in records: the one it is about, those that name it, those that share something with it.
//! Pure; the panel and the announcement are both told from this, so they agree.

use chuhai_core::dataset::{Dataset, Kind, Record, RecordIx};
use chuhai_core::format;
use chuhai_core::state::{Emphasis, Focus, State};
use chuhai_core::text::{Lang, phrases};

/// Kinds in the order the panel lists them: what happened first, what was said last; of one kind, what the timeline
/// shows before what lies centuries off it.
const ORDER: [Kind; 7] =
    [Kind::Event, Kind::Metric, Kind::Product, Kind::Policy, Kind::Factor, Kind::Quote, Kind::Funding];

/// A choice, resolved into records.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choice {
    /// What was chosen: one record, or several regions or companies of an address.
    pub heads: Vec<RecordIx>,
    /// Records that name what was chosen.
    pub direct: Vec<RecordIx>,
    /// Records that share an announcement or a company with it.
    pub related: Vec<RecordIx>,
}

impl Choice {
    /// The choice of `state`; none when nothing is chosen.
    pub fn new(dataset: &Dataset, state: &State, focus: &Focus) -> Option<Self> {
        if !focus.is_active() {
            return None;
        }
        let heads = heads(dataset, state);
        let among = |emphasis: Emphasis| {
            let told = dataset.records.iter().enumerate().map(|(ix, record)| (ix as RecordIx, record));
            let told = told.filter(|(ix, record)| focus.of(*ix, record) == Some(emphasis) && !heads.contains(ix));
            in_order(&told.collect::<Vec<_>>())
        };
        let (direct, related) = (among(Emphasis::Selected), among(Emphasis::Related));
        Some(Self { heads, direct, related })
    }

    /// The records that the choice is about or that name it.
    pub fn told(&self) -> impl Iterator<Item = RecordIx> + '_ {
        self.heads.iter().chain(&self.direct).copied()
    }

    /// The name of what was chosen.
    pub fn name(&self, dataset: &Dataset, lang: Lang) -> String {
        let names: Vec<&str> = self.heads.iter().map(|&ix| dataset.record(ix).title.get(lang)).collect();
        format::list(&names, lang)
    }

    /// How many companies take part in what is told; a unit counts as the company it is part of.
    pub fn companies(&self, dataset: &Dataset) -> usize {
        let mut told = vec![false; dataset.companies.len()];
        let mut tell = |ix: usize| told[dataset.companies[ix].parent.map_or(ix, usize::from)] = true;
        for ix in self.told() {
            dataset.record(ix).companies.iter().for_each(|&ix| tell(usize::from(ix)));
        }
        (0..told.len()).filter(|&ix| told[ix] && is_company(dataset, ix)).count()
    }
}

/// Records as the panel lists them.
fn in_order(records: &[(RecordIx, &Record)]) -> Vec<RecordIx> {
    let mut order = Vec::with_capacity(records.len());
    for kind in ORDER {
        for on_timeline in [true, false] {
            let of_kind =
                records.iter().filter(|(_, record)| record.kind == kind && record.lane.is_some() == on_timeline);
            order.extend(of_kind.map(|(ix, _)| ix));
        }
    }
    order
}

fn heads(dataset: &Dataset, state: &State) -> Vec<RecordIx> {
    if let Some(ix) = state.selected {
        return vec![ix];
    }
    let regions = state.regions.iter().map(|&ix| dataset.regions[usize::from(ix)].record);
    let companies = state.companies.iter().map(|&ix| dataset.companies[usize::from(ix)].record);
    regions.chain(companies).collect()
}

/// Whether an actor is a company that goes abroad, rather than a unit of one, a partner, a platform or an agency.
fn is_company(dataset: &Dataset, ix: usize) -> bool {
    matches!(&*dataset.record(dataset.companies[ix].record).subkind, "tech-giant" | "startup")
}

/// One sentence on what the choice did in all views.
pub fn announcement(dataset: &Dataset, choice: Option<&Choice>, lang: Lang) -> String {
    let on_timeline = |record: &Record| record.lane.is_some();
    let number = |count: usize| format::number(count as f64);
    let all_events = number(dataset.records.iter().filter(|record| on_timeline(record)).count());
    let all_companies = number((0..dataset.companies.len()).filter(|&ix| is_company(dataset, ix)).count());
    let totals = [("all_events", &*all_events), ("all_companies", &*all_companies)];
    let Some(choice) = choice else { return phrases::ANNOUNCE_NOTHING.fill(lang, &totals) };
    let events = number(choice.told().filter(|&ix| on_timeline(dataset.record(ix))).count());
    let companies = number(choice.companies(dataset));
    let name = choice.name(dataset, lang);
    let [all_events, all_companies] = totals;
    phrases::ANNOUNCE_CHOSEN
        .fill(lang, &[("name", &name), ("events", &events), ("companies", &companies), all_events, all_companies])
}
