//! The funding chart: honest about periods. Two statements of the article stand alone, each as wide as the
//! time it covers, never joined; the context series is drawn as steps of its own.

mod chart;
mod statements;
mod words;

use chuhai_core::dataset::{Dataset, FundingPoint, Quantity, Unit};
use chuhai_core::date::{Day, Edtf};
use chuhai_core::state::{Emphasis, ResolvedFilter, State};
use chuhai_core::text::{Lang, phrases};

use crate::argsort::argsort;
use crate::measure::TextMeasurer;
use crate::scene::{Scene, Size};

/// The picture at a size. `focus` is the choice of `state`.
///
/// Items are the isolated statements first, then the years of the stepped series.
pub fn layout(
    dataset: &Dataset,
    focus: &ResolvedFilter,
    state: &State,
    size: Size,
    measure: &dyn TextMeasurer,
) -> Scene {
    let chosen = chosen_dates(dataset, focus);
    let amounts = amounts(dataset, focus, &chosen);
    let mut scene = chart::layout(dataset, &amounts, &chosen, state, size, measure);
    scene.summary = words::summary(dataset, &amounts, state.page.lang);
    scene.table = words::table_head(dataset, state.page.lang);
    scene
}

/// Its heading. Ours tells that funding fell; of the amounts of another dataset that is not known.
pub fn heading(dataset: &Dataset, lang: Lang) -> &'static str {
    let ours = dataset.meta.about.is_none();
    if ours { phrases::VIEW_FUNDING_TITLE } else { phrases::VIEW_AMOUNTS_TITLE }.get(lang)
}

/// One amount and the days it covers.
#[derive(Clone, Copy, Debug)]
struct Amount<'a> {
    point: &'a FundingPoint,
    /// First day and the day after the last.
    days: (Day, Day),
    /// In `currency`.
    value: f64,
    currency: Unit,
    /// Whether it belongs to a series drawn as steps.
    stepped: bool,
    emphasis: Option<Emphasis>,
    passes: bool,
}

impl Amount<'_> {
    /// Months covered, rounded: 12 or more for a whole year.
    fn months(&self) -> i32 {
        (f64::from(self.days.1 - self.days.0) / 30.44).round() as i32
    }

    fn is_whole_year(&self) -> bool {
        self.months() >= 12
    }
}

/// Every amount of the dataset in reading order: isolated statements, then the stepped series.
fn amounts<'a>(dataset: &'a Dataset, focus: &ResolvedFilter, chosen: &[Edtf]) -> Vec<Amount<'a>> {
    let amounts = dataset.funding.iter().filter_map(|point| {
        let record = dataset.record(point.record);
        let days = point.period.days();
        // Funding is not split by region or company: what joins it to a choice is time alone.
        let shares_time = chosen.iter().map(|date| date.days()).any(|date| days.0 <= date.0 && date.1 <= days.1);
        let emphasis = focus.of(point.record, record);
        let emphasis = if shares_time { emphasis.map(|emphasis| emphasis.max(Emphasis::Related)) } else { emphasis };
        let stepped = dataset.series.get(usize::from(point.series)).is_some_and(|series| series.stepped);
        let passes = focus.passes(point.record, record);
        let &Quantity { value, unit: currency, .. } = record.quantity.as_ref()?;
        Some(Amount { point, days, value, currency, stepped, emphasis, passes })
    });
    let amounts: Vec<_> = amounts.collect();
    let series = |ix: usize| f64::from(amounts[ix].point.series) + if amounts[ix].stepped { 1e5 } else { 0.0 };
    let by_day = argsort(amounts.len(), &|ix| f64::from(amounts[ix].days.0));
    let by_series = argsort(amounts.len(), &|rank| series(by_day[rank]));
    by_series.into_iter().map(|rank| amounts[by_day[rank]]).collect()
}

/// The dates of chosen records on the timeline, each once, in order; enough of them to mark an axis with.
fn chosen_dates(dataset: &Dataset, focus: &ResolvedFilter) -> Vec<Edtf> {
    const ENOUGH: usize = 24;
    let mut dates: Vec<Edtf> = Vec::new();
    if !focus.is_active() {
        return dates;
    }
    for (ix, record) in dataset.records.iter().enumerate() {
        let Some(date) = record.date.filter(|_| record.lane.is_some()) else { continue };
        if focus.of(ix as u32, record) != Some(Emphasis::Selected) {
            continue;
        }
        if let Err(at) = dates.binary_search_by_key(&date.days(), |date| date.days()) {
            dates.insert(at, date);
        }
        if dates.len() == ENOUGH {
            break;
        }
    }
    dates
}
