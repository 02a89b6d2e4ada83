//! An index of the dated records of a lane: count, list and density of those in a window.
//!
//! Built once; a frame reads no more of it than its pixels need.

use chuhai_core::dataset::RecordIx;
use chuhai_core::date::Day;

/// The time of a record: somewhen from `start` to before `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub start: Day,
    /// The day after the last; always later than `start`.
    pub end: Day,
    /// The record.
    pub record: RecordIx,
}

/// Spans in order of their start, indexed for window queries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spans {
    sorted: Vec<Span>,
    /// An implicit interval tree over `sorted`: at the middle of every halving, the latest end within that part.
    latest: Vec<Day>,
    calendar: Calendar,
}

/// Running totals at the midnight that begins each day. There are few days however many records, and between two
/// midnights every total is linear, so that a query at any moment is one look-up.
#[derive(Clone, Debug, Default, PartialEq)]
struct Calendar {
    /// The first midnight.
    first: Day,
    totals: Vec<Total>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Total {
    /// The cumulative number of records ([`Spans::mass_before`]).
    mass: f64,
    /// Spans that began on an earlier day.
    started: u32,
    /// Spans that ended by this midnight.
    ended: u32,
}

impl Spans {
    /// Sorts spans by start, then end; equal spans keep their order.
    pub fn new(mut spans: Vec<Span>) -> Self {
        spans.sort_by_key(|span| (span.start, span.end));
        let mut latest = vec![Day::MIN; spans.len()];
        fill_latest(&spans, &mut latest, 0, spans.len());
        Self { calendar: Calendar::new(&spans), sorted: spans, latest }
    }

    /// The number of spans.
    pub fn len(&self) -> usize {
        self.sorted.len()
    }

    /// Returns true if there are no spans.
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// All spans, by start.
    pub fn all(&self) -> &[Span] {
        &self.sorted
    }

    /// Counts the spans that touch the days from `from` to before `to`.
    pub fn count(&self, from: Day, to: Day) -> usize {
        self.calendar.at(to).started.saturating_sub(self.calendar.at(from).ended) as usize
    }

    /// Returns the spans that touch the days from `from` to before `to`, by start, in O(k log n) for k spans.
    pub fn touching(&self, from: Day, to: Day) -> Vec<Span> {
        let mut found = Vec::new();
        self.visit(from, to, 0, self.sorted.len(), &mut found);
        found
    }

    fn visit(&self, from: Day, to: Day, low: usize, high: usize, found: &mut Vec<Span>) {
        if low >= high {
            return;
        }
        let middle = low.midpoint(high);
        if self.latest[middle] <= from {
            return;
        }
        self.visit(from, to, low, middle, found);
        let span = self.sorted[middle];
        if span.start < to {
            if span.end > from {
                found.push(span);
            }
            self.visit(from, to, middle + 1, high, found);
        }
    }

    /// Returns the cumulative number of records before the moment `day`, each counted by the part of its span gone by:
    /// `Σ clamp((day − start) / (end − start), 0, 1)`. Its differences are a density that spreads a date over its
    /// precision, and sum to the number of records.
    pub fn mass_before(&self, day: f64) -> f64 {
        let before = day.floor() as Day;
        let (from, to) = (self.calendar.at(before), self.calendar.at(before + 1));
        from.mass + (to.mass - from.mass) * (day - f64::from(before))
    }
}

impl Calendar {
    /// The totals of `spans`, sorted by start.
    fn new(spans: &[Span]) -> Self {
        let Some(first) = spans.first().map(|span| span.start) else { return Self::default() };
        let end = spans.iter().map(|span| span.end).max().unwrap_or(first);
        // The changes on each day, then their running totals.
        let days = (end - first) as usize + 1;
        let (mut slopes, mut totals) = (vec![0.0; days], vec![Total::default(); days]);
        for span in spans {
            let (from, to) = ((span.start - first) as usize, (span.end - first) as usize);
            let slope = 1.0 / f64::from(span.end - span.start);
            slopes[from] += slope;
            slopes[to] -= slope;
            totals[from + 1].started += 1;
            totals[to].ended += 1;
        }
        let mut slope = 0.0;
        let mut total = Total::default();
        for (today, more) in totals.iter_mut().zip(slopes) {
            total = Total {
                mass: total.mass + slope,
                started: total.started + today.started,
                ended: total.ended + today.ended,
            };
            slope += more;
            *today = total;
        }
        Self { first, totals }
    }

    /// Returns the totals at the midnight that begins `day`; zero before the first, all after the last.
    fn at(&self, day: Day) -> Total {
        match usize::try_from(day - self.first) {
            Ok(at) => self.totals.get(at).or(self.totals.last()).copied().unwrap_or_default(),
            Err(_) => Total::default(),
        }
    }
}

/// Fills `latest` for the halving of `low..high` and returns its latest end.
fn fill_latest(spans: &[Span], latest: &mut [Day], low: usize, high: usize) -> Day {
    if low >= high {
        return Day::MIN;
    }
    let middle = low.midpoint(high);
    let end = spans[middle].end.max(fill_latest(spans, latest, low, middle)).max(fill_latest(
        spans,
        latest,
        middle + 1,
        high,
    ));
    latest[middle] = end;
    end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn spans() -> impl Strategy<Value = Vec<Span>> {
        let span = (-400..400, 1..500).prop_map(|(start, length)| Span { start, end: start + length, record: 0 });
        proptest::collection::vec(span, 0..60)
    }

    proptest! {
        #[test]
        fn counts_and_lists_what_touches_a_window(spans in spans(), from in -500..950, length in 1..300) {
            let to = from + length;
            let index = Spans::new(spans.clone());
            let touches = |span: &&Span| span.start < to && span.end > from;
            let mut expected: Vec<Span> = spans.iter().filter(touches).copied().collect();
            expected.sort_by_key(|span| (span.start, span.end));
            prop_assert_eq!(index.count(from, to), expected.len());
            prop_assert_eq!(index.touching(from, to), expected);
        }

        #[test]
        fn mass_is_the_sum_of_the_parts_gone_by(spans in spans(), day in -500.0_f64..950.0) {
            let gone = |span: &Span| {
                ((day - f64::from(span.start)) / f64::from(span.end - span.start)).clamp(0.0, 1.0)
            };
            let expected: f64 = spans.iter().map(gone).sum();
            let mass = Spans::new(spans).mass_before(day);
            prop_assert!((mass - expected).abs() < 1e-6, "{mass} is not {expected}");
        }

        #[test]
        fn bins_sum_to_the_number_of_records(spans in spans(), bins in 1..200usize) {
            let index = Spans::new(spans.clone());
            let edge = |ix: usize| -401.0 + 1_302.0 * ix as f64 / bins as f64;
            let sum: f64 = (0..bins).map(|ix| index.mass_before(edge(ix + 1)) - index.mass_before(edge(ix))).sum();
            prop_assert!((sum - spans.len() as f64).abs() < 1e-6, "{sum} is not {}", spans.len());
        }
    }
}
