//! What a choice comes to, in records: the one it is about, those that name it, those that share something with it.
//! Pure; the panel and the announcement are both told from this, so they agree.

use chuhai_core::dataset::{Dataset, Kind, Record, RecordIx};
use chuhai_core::date::Date;
use chuhai_core::format;
use chuhai_core::state::{Emphasis, FilterField, Period, ResolvedFilter, State};
use chuhai_core::text::{Lang, Text, phrases};

/// Kinds in the order the panel lists them: what happened first, what was said last; of one kind, what the timeline
/// shows before what lies centuries off it.
const ORDER: [Kind; 7] =
    [Kind::Event, Kind::Metric, Kind::Product, Kind::Policy, Kind::Factor, Kind::Quote, Kind::Funding];

/// A record's neighbours among those that the filter leaves, in the order the panel lists them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Steps {
    /// Its number, counted from one; none where the filter leaves it out.
    pub at: Option<usize>,
    /// How many there are.
    pub of: usize,
    /// The one before it.
    pub previous: Option<RecordIx>,
    /// The one after it.
    pub next: Option<RecordIx>,
}

impl Steps {
    /// Those of the record at `here`; none where it is no claim.
    fn new(dataset: &Dataset, focus: &ResolvedFilter, here: RecordIx) -> Option<Self> {
        let here = place(here, dataset.record(here))?;
        let mut steps = Self::default();
        let (mut before, mut passes) = (0, false);
        let (mut previous, mut next) = (None, None);
        for (ix, record) in dataset.records.iter().enumerate() {
            let ix = ix as RecordIx;
            let Some(there) = place(ix, record).filter(|_| focus.passes(ix, record)) else { continue };
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
        [steps.previous, steps.next] = [previous, next].map(|place| place.map(|place| place as RecordIx));
        Some(steps)
    }
}

/// Where a record stands in the order the panel lists them, its index last; none where it is no claim. One number
/// compares in less code than three.
fn place(ix: RecordIx, record: &Record) -> Option<u64> {
    let kind = ORDER.iter().position(|kind| *kind == record.kind)?;
    Some((kind as u64 * 2 + u64::from(record.lane.is_none())) << RecordIx::BITS | u64::from(ix))
}

/// A choice, resolved into records.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choice {
    /// The name of what was chosen: the record, or else what the filter asks for.
    pub name: Text,
    /// Whether one record is chosen, rather than what a filter left.
    pub is_record: bool,
    /// What was chosen: one record, or several regions or companies of an address.
    pub heads: Vec<RecordIx>,
    /// Where the record stands among those that the filter leaves; of claims alone.
    pub steps: Option<Steps>,
    /// The record that was being read before, where what was chosen since is none.
    pub left: Option<RecordIx>,
    /// Records that name what was chosen.
    pub direct: Vec<RecordIx>,
    /// Records that share an announcement or a company with it.
    pub related: Vec<RecordIx>,
    /// Where no statement meets the filter: each clause in words, and how many meet the others.
    pub relaxations: Option<Vec<(FilterField, Text, usize)>>,
}

impl Choice {
    /// The choice of `state`; none when nothing is chosen.
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
            if focus.tells(ix, record) {
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
        // Of a region or company alone there is something to tell even where no statement names it.
        let tells = state.selection.record.is_some() || (!heads.is_empty() && state.filter.fields().count() == 1);
        let relaxations = if tells { None } else { focus.relaxations(state, dataset) };
        let relaxations =
            relaxations.map(|ways| ways.into_iter().map(|(clause, left)| (clause, words(clause), left)).collect());
        let name = |lang: Lang| match state.selection.record {
            Some(ix) => dataset.record(ix).title.get(lang).into(),
            None => {
                let words = state.filter.fields().map(|clause| clause_words(dataset, state, clause, lang));
                words.collect::<Vec<_>>().join(if lang == Lang::Zh { "，" } else { ", " }).into()
            }
        };
        let name = Text { zh: name(Lang::Zh), en: name(Lang::En) };
        let steps = state.selection.record.and_then(|ix| Steps::new(dataset, focus, ix));
        let left = state.selection.previous.filter(|_| steps.is_none() && !heads.is_empty());
        Some(Self {
            name,
            is_record: state.selection.record.is_some(),
            heads,
            steps,
            left,
            direct,
            related,
            relaxations,
        })
    }

    /// The records that the choice is about or that name it.
    pub fn told(&self) -> impl Iterator<Item = RecordIx> + '_ {
        self.heads.iter().chain(&self.direct).copied()
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
    if let Some(ix) = state.selection.record {
        return vec![ix];
    }
    let regions = state.filter.regions.iter().map(|&ix| dataset.regions[usize::from(ix)].record);
    let companies = state.filter.companies.iter().map(|&ix| dataset.companies[usize::from(ix)].record);
    regions.chain(companies).collect()
}

/// What a clause of the filter asks for, in words.
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

/// Whether an actor is a company that goes abroad, rather than a unit of one, a partner, a platform or an agency. Another
/// dataset may have kinds of its own.
fn is_company(dataset: &Dataset, ix: usize) -> bool {
    const OTHERS: [&str; 8] = ["unit", "partner", "platform", "employer", "research", "media", "forum", "agency"];
    !OTHERS.contains(&&*dataset.record(dataset.companies[ix].record).subkind)
}

/// One sentence on what the choice did in all views.
pub fn announcement(dataset: &Dataset, choice: Option<&Choice>, lang: Lang) -> String {
    let is_event = |record: &Record| record.kind == Kind::Event;
    let number = |count: usize| format::number(count as f64);
    let all_events = number(dataset.records.iter().filter(|record| is_event(record)).count());
    let all_companies = number((0..dataset.companies.len()).filter(|&ix| is_company(dataset, ix)).count());
    let totals = [("all_events", &*all_events), ("all_companies", &*all_companies)];
    let Some(choice) = choice else { return phrases::ANNOUNCE_NOTHING.fill(lang, &totals) };
    let events = number(choice.told().filter(|&ix| is_event(dataset.record(ix))).count());
    let companies = number(choice.companies(dataset));
    let [all_events, all_companies] = totals;
    phrases::ANNOUNCE_CHOSEN.fill(
        lang,
        &[("name", choice.name.get(lang)), ("events", &events), ("companies", &companies), all_events, all_companies],
    )
}
