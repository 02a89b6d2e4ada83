//! The records that filter and selection come to: the subjects, those that mention them, and related ones. Pure. Panel
//! and announcement are both made from it, so that they agree.

use chuhai_core::dataset::{Dataset, Kind, Record, RecordIx};
use chuhai_core::date::Date;
use chuhai_core::format;
use chuhai_core::state::{Emphasis, FilterField, Period, ResolvedFilter, State};
use chuhai_core::text::{Lang, Text, phrases};

/// The kinds of claims in panel order: events first, statements last. Within a kind, records on the timeline come before
/// those centuries away from it.
const ORDER: [Kind; 7] =
    [Kind::Event, Kind::Metric, Kind::Product, Kind::Policy, Kind::Factor, Kind::Quote, Kind::Funding];

/// The position of a record among the claims that pass the filter, in panel order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PrevNext {
    /// Its number, counted from one; none if it does not pass the filter.
    pub at: Option<usize>,
    /// The number of claims that pass.
    pub of: usize,
    /// The claim before it.
    pub previous: Option<RecordIx>,
    /// The claim after it.
    pub next: Option<RecordIx>,
}

impl PrevNext {
    /// The position of the record at `here`; none if it is not a claim.
    fn new(dataset: &Dataset, focus: &ResolvedFilter, here: RecordIx) -> Option<Self> {
        let here = sort_key(here, dataset.record(here))?;
        let mut steps = Self::default();
        let (mut before, mut passes) = (0, false);
        let (mut previous, mut next) = (None, None);
        for (ix, record) in dataset.records.iter().enumerate() {
            let ix = ix as RecordIx;
            let Some(there) = sort_key(ix, record).filter(|_| focus.passes(ix, record)) else { continue };
            steps.of += 1;
            passes |= there == here;
            if there < here {
                before += 1;
                previous = previous.max(Some(there));
            } else if there > here && next.is_none_or(|next| there < next) {
                next = Some(there);
            }
        }
        steps.at = passes.then_some(before + 1);
        [steps.previous, steps.next] = [previous, next].map(|key| key.map(|key| key as RecordIx));
        Some(steps)
    }
}

/// The sort key of a claim in panel order, with its index in the low bits; none for other records.
fn sort_key(ix: RecordIx, record: &Record) -> Option<u64> {
    let kind = ORDER.iter().position(|kind| *kind == record.kind)?;
    Some((kind as u64 * 2 + u64::from(record.lane.is_none())) << RecordIx::BITS | u64::from(ix))
}

/// The records that filter and selection come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChosenRecords {
    /// The title of the selected record, or else the filter in words.
    pub name: Text,
    /// True if a record is selected.
    pub is_record: bool,
    /// The subjects: the selected record, or the regions and companies of the filter.
    pub heads: Vec<RecordIx>,
    /// The position of the selected record, if that is a claim.
    pub steps: Option<PrevNext>,
    /// The record that was selected before, if the subjects are no claims.
    pub previous: Option<RecordIx>,
    /// The records that mention a subject.
    pub direct: Vec<RecordIx>,
    /// The records that share an announcement or a company with a subject.
    pub related: Vec<RecordIx>,
    /// The fields of a filter that no claim passes, in words, each with the number of claims that pass without it.
    pub relaxations: Option<Vec<(FilterField, Text, usize)>>,
}

impl ChosenRecords {
    /// The records of `state`; none if it neither filters nor selects.
    pub fn new(dataset: &Dataset, state: &State, focus: &ResolvedFilter) -> Option<Self> {
        if !focus.is_active() {
            return None;
        }
        let heads = heads(dataset, state);
        let (mut direct, mut related) = (Vec::new(), Vec::new());
        for (ix, record) in dataset.records.iter().enumerate() {
            let ix = ix as RecordIx;
            if heads.contains(&ix) {
                continue;
            }
            if focus.highlights(ix, record) {
                direct.push((ix, record));
            } else if focus.of(ix, record) == Some(Emphasis::Related) {
                related.push((ix, record));
            }
        }
        let (direct, related) = (in_order(&direct), in_order(&related));
        let words = |clause| {
            let words = |lang| clause_words(dataset, state, clause, lang).into();
            Text { zh: words(Lang::Zh), en: words(Lang::En) }
        };
        // A region or company alone has content of its own, even if no claim mentions it.
        let has_content = state.selection.record.is_some() || (!heads.is_empty() && state.filter.fields().count() == 1);
        let relaxations = if has_content { None } else { focus.relaxations(state, dataset) };
        let relaxations =
            relaxations.map(|fields| fields.into_iter().map(|(clause, left)| (clause, words(clause), left)).collect());
        let name = |lang: Lang| match state.selection.record {
            Some(ix) => dataset.record(ix).title.get(lang).into(),
            None => {
                let words = state.filter.fields().map(|clause| clause_words(dataset, state, clause, lang));
                words.collect::<Vec<_>>().join(if lang == Lang::Zh { "，" } else { ", " }).into()
            }
        };
        let name = Text { zh: name(Lang::Zh), en: name(Lang::En) };
        let steps = state.selection.record.and_then(|ix| PrevNext::new(dataset, focus, ix));
        let previous = state.selection.previous.filter(|_| steps.is_none() && !heads.is_empty());
        Some(Self {
            name,
            is_record: state.selection.record.is_some(),
            heads,
            steps,
            previous,
            direct,
            related,
            relaxations,
        })
    }

    /// The subjects and the records that mention them.
    pub fn listed_records(&self) -> impl Iterator<Item = RecordIx> + '_ {
        self.heads.iter().chain(&self.direct).copied()
    }

    /// The number of companies in the listed records; a unit counts as the company it is part of.
    pub fn companies(&self, dataset: &Dataset) -> usize {
        let mut listed = vec![false; dataset.companies.len()];
        let mut add = |ix: usize| listed[dataset.companies[ix].parent.map_or(ix, usize::from)] = true;
        for ix in self.listed_records() {
            dataset.record(ix).companies.iter().for_each(|&ix| add(usize::from(ix)));
        }
        (0..listed.len()).filter(|&ix| listed[ix] && is_company(dataset, ix)).count()
    }
}

/// Records in panel order.
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
    if let Some(ix) = state.selection.record {
        return vec![ix];
    }
    let regions = state.filter.regions.iter().map(|&ix| dataset.regions[usize::from(ix)].record);
    let companies = state.filter.companies.iter().map(|&ix| dataset.companies[usize::from(ix)].record);
    regions.chain(companies).collect()
}

/// A field of the filter in words.
pub fn clause_words(dataset: &Dataset, state: &State, clause: FilterField, lang: Lang) -> String {
    let title = |record: RecordIx| dataset.record(record).title.get(lang);
    match clause {
        FilterField::Regions => {
            let regions = state.filter.regions.iter().map(|&ix| title(dataset.regions[usize::from(ix)].record));
            format::list(&regions.collect::<Vec<_>>(), lang)
        }
        FilterField::Companies => {
            let companies = state.filter.companies.iter().map(|&ix| title(dataset.companies[usize::from(ix)].record));
            format::list(&companies.collect::<Vec<_>>(), lang)
        }
        FilterField::Kinds => {
            let kinds = state.filter.kinds.iter().map(|kind| dataset.meta.said(kind.name(lang)));
            format::list(&kinds.collect::<Vec<_>>(), lang)
        }
        FilterField::Statuses => {
            let words =
                state.filter.statuses.iter().map(|status| dataset.meta.said(format::status_word(*status, lang)));
            format::list(&words.collect::<Vec<_>>(), lang)
        }
        FilterField::Period => period_words(state.filter.period, lang),
        FilterField::Text => phrases::FILTER_TEXT_WORDS.fill(lang, &[("text", &state.filter.text)]),
    }
}

/// A period in words: “2023 to May 2024”, “2024 onwards”, “until May 2024”.
fn period_words(Period { from, to }: Period, lang: Lang) -> String {
    let words = |date: Date| format::date_short(Some(date.into()), lang);
    match (from, to) {
        (Some(from), Some(to)) if from == to => words(from),
        (Some(from), Some(to)) => phrases::FILTER_FROM_TO.fill(lang, &[("from", &words(from)), ("to", &words(to))]),
        (Some(from), None) => phrases::FILTER_FROM.fill(lang, &[("from", &words(from))]),
        (None, Some(to)) => phrases::FILTER_UNTIL.fill(lang, &[("to", &words(to))]),
        (None, None) => String::new(),
    }
}

/// Returns true if an actor is a company that goes abroad, rather than a unit of one, a partner, a platform or an agency.
/// Another dataset may have kinds of its own.
fn is_company(dataset: &Dataset, ix: usize) -> bool {
    const OTHERS: [&str; 8] = ["unit", "partner", "platform", "employer", "research", "media", "forum", "agency"];
    !OTHERS.contains(&&*dataset.record(dataset.companies[ix].record).subkind)
}

/// The number of events and companies in the dataset, in words to fill into a phrase.
fn totals(dataset: &Dataset) -> [(&'static str, String); 2] {
    let companies = (0..dataset.companies.len()).filter(|&ix| is_company(dataset, ix)).count();
    let number = |count: usize| format::number(count as f64);
    let events = dataset.records.iter().filter(|record| record.kind == Kind::Event).count();
    [("all_events", number(events)), ("all_companies", number(companies))]
}

/// The status of the page while nothing is chosen: the number of events and companies in one sentence.
pub fn announcement_of_all(dataset: &Dataset, lang: Lang) -> String {
    let totals = totals(dataset);
    phrases::ANNOUNCE_NOTHING.fill(lang, &totals.each_ref().map(|(name, number)| (*name, &**number)))
}

/// The status of the page: how many of the events and companies are chosen, in one sentence.
pub fn announcement(dataset: &Dataset, choice: &ChosenRecords, lang: Lang) -> String {
    let number = |count: usize| format::number(count as f64);
    let is_event = |ix: RecordIx| dataset.record(ix).kind == Kind::Event;
    let events = number(choice.listed_records().filter(|&ix| is_event(ix)).count());
    let companies = number(choice.companies(dataset));
    let totals = totals(dataset);
    let [all_events, all_companies] = totals.each_ref().map(|(name, number)| (*name, &**number));
    phrases::ANNOUNCE_CHOSEN.fill(
        lang,
        &[("name", choice.name.get(lang)), ("events", &events), ("companies", &companies), all_events, all_companies],
    )
}
