//! The funding chart, honest about periods: the article's two statements are separate marks, each as wide as the
//! time it covers, never joined; the context series is drawn as steps of its own.

mod chart;
mod plot;
mod statements;
mod words;

use chuhai_core::dataset::{Dataset, FundingPoint, Quantity, Unit};
use chuhai_core::date::{Day, Edtf};
use chuhai_core::state::{Emphasis, ResolvedFilter, State};
use chuhai_core::text::{Lang, phrases};

use crate::argsort::argsort_by_two;
use crate::measure::TextMeasurer;
use crate::scene::{Scene, Size};

/// Returns the picture at a size. `filter` is the resolved filter of `state`.
///
/// Items are the isolated statements first, then the years of the stepped series.
pub fn layout(
    dataset: &Dataset,
    filter: &ResolvedFilter,
    state: &State,
    size: Size,
    measure: &dyn TextMeasurer,
) -> Scene {
    let selected = selected_dates(dataset, filter);
    let amounts = amounts(dataset, filter, &selected);
    let mut scene = chart::layout(dataset, &amounts, &selected, state, size, measure);
    scene.summary = words::summary(dataset, &amounts, state.page.lang);
    scene.table = words::table_head(dataset, state.page.lang);
    scene
}

/// Returns the heading of the view: our own states that funding fell, that of another dataset is neutral.
pub fn heading(dataset: &Dataset, lang: Lang) -> &'static str {
    let ours = dataset.meta.about.is_none();
    if ours { phrases::VIEW_FUNDING_TITLE } else { phrases::VIEW_AMOUNTS_TITLE }.get(lang)
}

/// An amount and the days it covers.
#[derive(Clone, Copy, Debug)]
struct Amount<'a> {
    point: &'a FundingPoint,
    /// The first day and the day after the last.
    days: (Day, Day),
    /// The value in `currency`.
    value: f64,
    currency: Unit,
    /// True if it belongs to a series drawn as steps.
    stepped: bool,
    emphasis: Option<Emphasis>,
    passes: bool,
}

impl Amount<'_> {
    /// The number of months covered, rounded: 12 or more for a whole year.
    fn months(&self) -> i32 {
        (f64::from(self.days.1 - self.days.0) / 30.44).round() as i32
    }

    fn is_whole_year(&self) -> bool {
        self.months() >= 12
    }
}

/// Returns the amounts of the dataset in reading order: isolated statements, then the stepped series, each by time.
fn amounts<'a>(dataset: &'a Dataset, filter: &ResolvedFilter, selected: &[Edtf]) -> Vec<Amount<'a>> {
    let amounts = dataset.funding.iter().filter_map(|point| {
        let record = dataset.record(point.record);
        let days = point.period.days();
        // Funding is not split by region or company: it is related to a selection by time alone.
        let shares_time = selected.iter().map(|date| date.days()).any(|date| days.0 <= date.0 && date.1 <= days.1);
        let emphasis = filter.of(point.record, record);
        let emphasis = if shares_time { emphasis.map(|emphasis| emphasis.max(Emphasis::Related)) } else { emphasis };
        let stepped = dataset.series.get(usize::from(point.series)).is_some_and(|series| series.stepped);
        let passes = filter.passes(point.record, record);
        let &Quantity { value, unit: currency, .. } = record.quantity.as_ref()?;
        Some(Amount { point, days, value, currency, stepped, emphasis, passes })
    });
    let amounts: Vec<_> = amounts.collect();
    // Series are numbered by 16 bits, so that a greater offset puts the stepped ones last.
    let series = |amount: &Amount<'_>| f64::from(amount.point.series) + if amount.stepped { 1e5 } else { 0.0 };
    let order = argsort_by_two(amounts.len(), &|ix| (series(&amounts[ix]), f64::from(amounts[ix].days.0)));
    order.into_iter().map(|ix| amounts[ix]).collect()
}

/// Returns the distinct dates of selected records on the timeline, in order; no more than an axis can show.
fn selected_dates(dataset: &Dataset, filter: &ResolvedFilter) -> Vec<Edtf> {
    const MOST_DATES: usize = 24;
    let mut dates: Vec<Edtf> = Vec::new();
    if !filter.is_active() {
        return dates;
    }
    for (ix, record) in dataset.records.iter().enumerate() {
        let Some(date) = record.date.filter(|_| record.lane.is_some()) else { continue };
        if filter.of(ix as u32, record) != Some(Emphasis::Selected) {
            continue;
        }
        if let Err(at) = dates.binary_search_by_key(&date.days(), |date| date.days()) {
            dates.insert(at, date);
        }
        if dates.len() == MOST_DATES {
            break;
        }
    }
    dates
}
