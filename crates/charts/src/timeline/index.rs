//! What the timeline knows of a dataset before any frame is drawn: its axis, its lanes, their records in
//! order, and the figures its summary names. Built once for a dataset and a way of cutting lanes.

use chuhai_core::dataset::{Dataset, Record, RecordIx, Status};
use chuhai_core::date::{Day, Edtf, Extent, Precision, civil_from_day};
use chuhai_core::state::{ClaimCategory, LaneMode};
use chuhai_core::text::Lang;

use super::spans::{Span, Spans};
use crate::axis::TimeAxis;
use crate::scene::Glyph;
use crate::theme::{ColorToken, glyph_of};

/// Above this many records the timeline draws densities, and items only for what is on screen.
pub const DETAIL_LIMIT: usize = 400;

/// Everything a frame needs that does not depend on size, window or choice.
#[derive(Clone, Debug)]
pub struct TimelineIndex {
    /// The whole time axis.
    pub(super) axis: TimeAxis,
    /// How lanes are cut.
    pub(super) mode: LaneMode,
    /// The lanes that hold any record, in drawing order.
    pub(super) lanes: Vec<LaneIndex>,
    /// What the summary says.
    pub(super) facts: TimelineFacts,
}

/// One lane and its records.
#[derive(Clone, Debug)]
pub(super) struct LaneIndex {
    /// What it stands for.
    pub(super) key: LaneKey,
    /// Records with a date.
    pub(super) dated: Spans,
    /// Records without one, in the dataset's order.
    pub(super) undated: Vec<RecordIx>,
}

/// What a lane stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LaneKey {
    /// A lane of the dataset: a company, policy or industry.
    Lane(u16),
    /// A kind of claim.
    Kind(ClaimCategory),
}

/// Figures of a timeline, or of what a filter leaves of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct TimelineFacts {
    /// Records on the timeline.
    pub(super) records: usize,
    /// Those without a date.
    pub(super) undated: usize,
    /// Those whose sources disagree.
    pub(super) contested: usize,
    /// How many records lie within each year that any lies within, by year.
    years: Vec<(i32, usize)>,
    /// The same of months, by their first day.
    months: Vec<(Day, usize)>,
}

impl TimelineFacts {
    /// Counts a record.
    pub(super) fn add(&mut self, record: &Record) {
        self.records += 1;
        self.contested += usize::from(record.evidence.status == Status::Contested);
        let Some(date) = record.date else {
            self.undated += 1;
            return;
        };
        // What began before, or may have, does not lie within the year it ended in.
        let Some(start) = date.first_day() else { return };
        let (year, last) = (civil_from_day(start).0, civil_from_day(date.end_day() - 1).0);
        if year == last {
            count(&mut self.years, year);
        }
        if matches!(date.extent, Extent::One(day) if day.precision != Precision::Year) {
            let (.., day) = civil_from_day(start);
            count(&mut self.months, start - Day::from(day) + 1);
        }
    }

    /// The year with most records and how many those are; of several, the earliest.
    pub(super) fn busiest_year(&self) -> Option<(i32, usize)> {
        self.years.iter().rev().copied().max_by_key(|(_, count)| *count)
    }

    /// The month with most records, by its first day, and how many those are; of several, the earliest.
    pub(super) fn busiest_month(&self) -> Option<(Day, usize)> {
        self.months.iter().rev().copied().max_by_key(|(_, count)| *count)
    }
}

impl TimelineIndex {
    /// Reads every record that has a lane once and sorts it in.
    pub fn new(dataset: &Dataset, mode: LaneMode) -> Self {
        Self::of(dataset, mode, None)
    }

    /// The same of `named` records alone, if any are given: a story tells of some, and leaves the others out.
    pub fn of(dataset: &Dataset, mode: LaneMode, named: Option<&[RecordIx]>) -> Self {
        let keys = match mode {
            LaneMode::Company => dataset.lanes.len(),
            LaneMode::Kind => ClaimCategory::ALL.len(),
        };
        let mut dated: Vec<Vec<Span>> = vec![Vec::new(); keys];
        let mut undated: Vec<Vec<RecordIx>> = vec![Vec::new(); keys];
        let mut facts = TimelineFacts::default();
        // One pass: a million records do not fit into any cache.
        for (ix, record) in dataset.records.iter().enumerate() {
            let Some(lane) = record.lane else { continue };
            if named.is_some_and(|named| !named.contains(&(ix as RecordIx))) {
                continue;
            }
            let key = match mode {
                LaneMode::Company => usize::from(lane),
                LaneMode::Kind => ClaimCategory::of(record).unwrap_or(ClaimCategory::Other) as usize,
            };
            if key >= keys {
                continue;
            }
            let ix = ix as RecordIx;
            facts.add(record);
            let Some(date) = record.date else {
                undated[key].push(ix);
                continue;
            };
            let (start, end) = date.days();
            dated[key].push(Span { start, end, record: ix });
        }
        let (first, end) = domain(&dated, dataset);
        let lanes = dated
            .into_iter()
            .zip(undated)
            .enumerate()
            .filter(|(_, (dated, undated))| !dated.is_empty() || !undated.is_empty())
            .map(|(key, (dated, undated))| LaneIndex {
                key: match mode {
                    LaneMode::Company => LaneKey::Lane(key as u16),
                    LaneMode::Kind => LaneKey::Kind(ClaimCategory::ALL[key]),
                },
                dated: Spans::new(dated),
                undated,
            })
            .collect();
        Self { axis: TimeAxis::covering(first, end), mode, lanes, facts }
    }

    /// The whole time axis: what fractions of a time window mean.
    pub fn axis(&self) -> TimeAxis {
        self.axis
    }

    /// How lanes are cut.
    pub fn mode(&self) -> LaneMode {
        self.mode
    }

    /// How many records stand on the timeline.
    pub fn len(&self) -> usize {
        self.facts.records
    }

    /// Whether no record stands on the timeline.
    pub fn is_empty(&self) -> bool {
        self.facts.records == 0
    }

    /// Whether there are too many records to show each.
    pub(super) fn is_dense(&self) -> bool {
        self.len() > DETAIL_LIMIT
    }
}

/// From the earliest start to the latest end, the article's publication included: a record that is only said to be
/// of a year fills that year, even where the year outlasts the article.
fn domain(dated: &[Vec<Span>], dataset: &Dataset) -> (Day, Day) {
    let extents = || {
        let spans = dated.iter().flatten().map(|span| (span.start, span.end));
        spans.chain(dataset.meta.published.map(Edtf::days))
    };
    let first = extents().map(|(start, _)| start).min().unwrap_or(0);
    let end = extents().map(|(_, end)| end).max().unwrap_or(first + 1);
    (first, end)
}

/// Counts one more of `key` in a list sorted by key.
fn count<K: Ord + Copy>(counts: &mut Vec<(K, usize)>, key: K) {
    match counts.binary_search_by_key(&key, |(key, _)| *key) {
        Ok(at) => counts[at].1 += 1,
        Err(at) => counts.insert(at, (key, 1)),
    }
}

impl LaneKey {
    /// The heading of the lane.
    pub(super) fn title(self, dataset: &Dataset, lang: Lang) -> &str {
        match self {
            Self::Lane(lane) => dataset.lanes[usize::from(lane)].title.get(lang),
            Self::Kind(kind) => kind.name(lang),
        }
    }

    /// A stable id: the lane's, or the kind's.
    pub(super) fn id(self, dataset: &Dataset) -> &str {
        match self {
            Self::Lane(lane) => &dataset.lanes[usize::from(lane)].id,
            Self::Kind(kind) => kind.id(),
        }
    }

    /// Shape and colour before its heading.
    pub(super) fn glyph(self, dataset: &Dataset) -> Option<(Glyph, ColorToken)> {
        match self {
            Self::Lane(lane) => Some(glyph_of(&dataset.lanes[usize::from(lane)].glyph)),
            Self::Kind(_) => None,
        }
    }
}
