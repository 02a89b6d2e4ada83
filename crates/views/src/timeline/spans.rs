//! Sorted columns of dated records: how many touch a window, which, and how dense they lie, each by
//! binary search. Built once for a lane; no frame reads more of it than its pixels ask for.

use chuhai_core::dataset::RecordIx;
use chuhai_core::date::Day;

/// What is known of when a record happened: some time from `start` to before `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub start: Day,
    /// The day after the last; always later than `start`.
    pub end: Day,
    /// The record.
    pub record: RecordIx,
}

/// Spans in order of their start, and what makes questions about them cheap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spans {
    sorted: Vec<Span>,
    ends: Vec<Day>,
    /// For the middle of every halving of `sorted`, the latest end within that half.
    latest: Vec<Day>,
    /// Running totals over `sorted` and `ends`: see [`Spans::mass_before`].
    started: Vec<Ramp>,
    ended: Vec<Ramp>,
}

/// Running total of slopes `1/length` and of `moment/length`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Ramp {
    slope: f64,
    moment: f64,
}

impl Spans {
    /// Sorts spans by start, then end; records of the same days keep their order.
    pub fn new(mut spans: Vec<Span>) -> Self {
        spans.sort_by_key(|span| (span.start, span.end));
        let mut by_end: Vec<(Day, Day)> = spans.iter().map(|span| (span.end, span.start)).collect();
        by_end.sort_unstable();
        let total = |ramps: &mut dyn Iterator<Item = (Day, f64)>| {
            let mut sum = Ramp::default();
            let mut running = vec![sum];
            for (day, slope) in ramps {
                sum = Ramp { slope: sum.slope + slope, moment: sum.moment + f64::from(day) * slope };
                running.push(sum);
            }
            running
        };
        let slope = |start: Day, end: Day| 1.0 / f64::from(end - start);
        let started = total(&mut spans.iter().map(|span| (span.start, slope(span.start, span.end))));
        let ended = total(&mut by_end.iter().map(|&(end, start)| (end, slope(start, end))));
        let mut latest = vec![Day::MIN; spans.len()];
        fill_latest(&spans, &mut latest, 0, spans.len());
        Self { ends: by_end.into_iter().map(|(end, _)| end).collect(), sorted: spans, latest, started, ended }
    }

    /// How many spans there are.
    pub fn len(&self) -> usize {
        self.sorted.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// All spans, by start.
    pub fn all(&self) -> &[Span] {
        &self.sorted
    }

    /// How many spans touch the days from `from` to before `to`.
    pub fn count(&self, from: Day, to: Day) -> usize {
        let started = self.sorted.partition_point(|span| span.start < to);
        let ended = self.ends.partition_point(|&end| end <= from);
        started.saturating_sub(ended)
    }

    /// The spans that touch the days from `from` to before `to`, by start. Costs their number times the
    /// depth of the halving, however many long spans lie before them.
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

    /// How many records happened before the moment `day`, where a record that may have happened any time in
    /// its span counts for the part of the span gone by: `Σ clamp((day − start) / (end − start), 0, 1)`.
    /// Differences of this are a density that spreads a date over all it may mean, and sum to the number of
    /// records. Each span is a ramp that begins at its start and is taken back at its end, so running totals
    /// of slopes and of `moment · slope` in both orders give the sum by two binary searches.
    pub fn mass_before(&self, day: f64) -> f64 {
        let started = self.started[self.sorted.partition_point(|span| f64::from(span.start) <= day)];
        let ended = self.ended[self.ends.partition_point(|&end| f64::from(end) <= day)];
        day * started.slope - started.moment - (day * ended.slope - ended.moment)
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
