//! The timeline's index of a dataset: its axis, its lanes, their records in order, and the counts of the summary.
//!
//! Built once for a dataset and a lane mode.

use chuhai_core::dataset::{Dataset, Record, RecordIx, Status};
use chuhai_core::date::{Day, Edtf, Extent, Precision, civil_from_day};
use chuhai_core::state::{ClaimCategory, LaneMode, Period, TimeWindow};
use chuhai_core::text::Lang;

use super::spans::{Span, Spans};
use crate::layout::axis::TimeAxis;
use crate::scene::{Glyph, glyph_of};
use crate::theme::ColorToken;

/// The number of records above which the timeline draws densities, with items for bins.
pub const DETAIL_LIMIT: usize = 400;

/// The part of a timeline that is independent of size, window, selection and filter.
#[derive(Clone, Debug)]
pub struct TimelineIndex {
    /// The whole time axis.
    pub(super) axis: TimeAxis,
    /// The lane mode.
    pub(super) mode: LaneMode,
    /// The lanes that hold any record, in drawing order.
    pub(super) lanes: Vec<LaneIndex>,
    /// The counts of the summary.
    pub(super) facts: TimelineFacts,
    /// True if it is of all records that have a lane.
    pub(super) is_whole: bool,
}

/// One lane and its records.
#[derive(Clone, Debug)]
pub(super) struct LaneIndex {
    /// The subject of the lane.
    pub(super) key: LaneKey,
    /// Records with a date.
    pub(super) dated: Spans,
    /// Records without one, in the dataset's order.
    pub(super) undated: Vec<RecordIx>,
}

/// The subject of a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LaneKey {
    /// A lane of the dataset: a company, policy or industry.
    Lane(u16),
    /// A kind of claim.
    Kind(ClaimCategory),
}

/// The counts of a timeline, or of its records that pass a filter.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct TimelineFacts {
    /// Records on the timeline.
    pub(super) records: usize,
    /// Records without a date.
    pub(super) undated: usize,
    /// Records whose sources disagree.
    pub(super) contested: usize,
    /// The number of records within each year, by year.
    years: Vec<(i32, usize)>,
    /// The number of records within each month, by its first day.
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
        // A record with an earlier or unknown start does not lie within the year of its end.
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

    /// Returns the year with most records and their number; of several, the earliest.
    pub(super) fn busiest_year(&self) -> Option<(i32, usize)> {
        self.years.iter().rev().copied().max_by_key(|(_, count)| *count)
    }

    /// Returns the month with most records, by its first day, and their number; of several, the earliest.
    pub(super) fn busiest_month(&self) -> Option<(Day, usize)> {
        self.months.iter().rev().copied().max_by_key(|(_, count)| *count)
    }
}

impl TimelineIndex {
    /// Indexes the records that have a lane.
    pub fn new(dataset: &Dataset, mode: LaneMode) -> Self {
        Self::of(dataset, mode, None)
    }

    /// Indexes only the records in `named`, if it is given, as for a step of the story.
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
        Self { axis: TimeAxis::covering(first, end), mode, lanes, facts, is_whole: named.is_none() }
    }

    /// The whole time axis, of which a time window is a fraction.
    pub fn axis(&self) -> TimeAxis {
        self.axis
    }

    /// Returns the time window that shows a period.
    pub(crate) fn window(&self, period: Period) -> TimeWindow {
        let (from, to) = period.days();
        let fraction = |day: Day, open: f64| {
            if day == Day::MIN || day == Day::MAX { open } else { self.axis.fraction(day.into()).clamp(0.0, 1.0) }
        };
        TimeWindow { from: fraction(from, 0.0), to: fraction(to, 1.0) }
    }

    /// The lane mode.
    pub fn mode(&self) -> LaneMode {
        self.mode
    }

    /// The number of records on the timeline.
    pub fn len(&self) -> usize {
        self.facts.records
    }

    /// Returns true if there is no record on the timeline.
    pub fn is_empty(&self) -> bool {
        self.facts.records == 0
    }

    /// Returns true if there are too many records to show each.
    pub(super) fn is_dense(&self) -> bool {
        self.len() > DETAIL_LIMIT
    }
}

/// Returns the earliest start and the latest end, the article's publication included. A record dated by its year alone
/// fills that year, even beyond the publication.
fn domain(dated: &[Vec<Span>], dataset: &Dataset) -> (Day, Day) {
    let extents = || {
        let spans = dated.iter().flatten().map(|span| (span.start, span.end));
        spans.chain(dataset.meta.published.map(Edtf::days))
    };
    let first = extents().map(|(start, _)| start).min().unwrap_or(0);
    let end = extents().map(|(_, end)| end).max().unwrap_or(first + 1);
    (first, end)
}

/// Increments the count of `key` in a list sorted by key.
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

    /// The stable id of the lane or kind.
    pub(super) fn id(self, dataset: &Dataset) -> &str {
        match self {
            Self::Lane(lane) => &dataset.lanes[usize::from(lane)].id,
            Self::Kind(kind) => kind.id(),
        }
    }

    /// Shape and colour of its heading, if it has any.
    pub(super) fn glyph(self, dataset: &Dataset) -> Option<(Glyph, ColorToken)> {
        match self {
            Self::Lane(lane) => Some(glyph_of(&dataset.lanes[usize::from(lane)].glyph)),
            Self::Kind(_) => None,
        }
    }
}
