//! The text of the funding chart: accessible names, tooltips, table cells, the summary. No geometry.

use chuhai_core::dataset::{Dataset, FundingSeries};
use chuhai_core::format::{
    date_short, disputed_words, money_rounded, number, period_words, quantity, record_date, spaced, status_word,
};
use chuhai_core::text::{Lang, Phrase, phrases};

use super::Amount;
use crate::scene::{Cell, Datum, Item, Rect, TableHead};

/// Returns the item of an amount, without its geometry.
pub(super) fn item(dataset: &Dataset, amount: &Amount<'_>, lang: Lang) -> Item {
    let record = dataset.record(amount.point.record);
    let period = period(dataset, amount, lang);
    let value = stated(dataset, amount, lang);
    let status = dataset.meta.said(status_word(record.evidence.status, lang));
    let disputed = disputed_words(record.evidence.status, lang);
    let series = series_of(dataset, amount);
    let (title, basis) = series.map_or(("", ""), |series| (series.title.get(lang), series.price_basis.get(lang)));
    let phrase = if amount.is_whole_year() { phrases::FUNDING_ITEM } else { phrases::FUNDING_ITEM_PART };
    let months = amount.months().to_string();
    let name = phrase.fill(
        lang,
        &[("period", &period), ("n", &months), ("value", &value), ("series", title), ("disputed", &disputed)],
    );
    let definition = series.map_or("", |series| series.definition.get(lang));
    let tip = [definition, basis, &*status].into_iter().filter(|line| !line.is_empty()).map(str::to_owned).collect();
    Item {
        datum: Datum::Record(amount.point.record),
        id: record.id.to_string(),
        name,
        tip,
        hit: Vec::new(),
        label: None,
        bounds: Rect::default(),
        row: u16::from(amount.stepped),
        emphasis: amount.emphasis,
        passes: amount.passes,
        cells: vec![
            Cell::of_date(period, Some(amount.point.period)),
            Cell::keyed(value, amount.value),
            title.into(),
            basis.into(),
            Cell::of_status(record.evidence.status, &dataset.meta, lang),
        ],
    }
}

/// Returns the series an amount belongs to.
pub(super) fn series_of<'a>(dataset: &'a Dataset, amount: &Amount<'_>) -> Option<&'a FundingSeries> {
    dataset.series.get(usize::from(amount.point.series))
}

/// Returns the period of an amount in words.
fn period(dataset: &Dataset, amount: &Amount<'_>, lang: Lang) -> String {
    record_date(dataset.record(amount.point.record), lang)
}

/// Returns the label of an isolated amount: its series and period, and, if the record words the period differently from
/// the one drawn and there is room, the drawn one, too.
pub(super) fn label(
    dataset: &Dataset,
    amount: &Amount<'_>,
    room_px: f64,
    width_px: &dyn Fn(&str) -> f64,
    lang: Lang,
) -> String {
    let series = series_of(dataset, amount).map_or("", |series| series.title.get(lang));
    let label =
        |period: &str| spaced(phrases::FUNDING_STATED.fill(lang, &[("series", series), ("period", period)]), lang);
    let period_in_words = period(dataset, amount, lang);
    let drawn = date_short(Some(amount.point.period), lang);
    let full = label(&phrases::FUNDING_DRAWN_AS.fill(lang, &[("period", &period_in_words), ("drawn", &drawn)]));
    let has_own_words = dataset.record(amount.point.record).short.is_some();
    if has_own_words && !amount.is_whole_year() && width_px(&full) <= room_px { full } else { label(&period_in_words) }
}

/// Returns the two isolated statements that invite comparison: a whole year and part of a later one.
pub(super) fn unlike_pair<'a, 'b>(amounts: &'b [Amount<'a>]) -> Option<(&'b Amount<'a>, &'b Amount<'a>)> {
    let isolated = || amounts.iter().filter(|amount| !amount.stepped);
    let whole = isolated().find(|amount| amount.is_whole_year())?;
    let part = isolated().find(|amount| !amount.is_whole_year() && amount.days.0 >= whole.days.1)?;
    Some((whole, part))
}

/// Returns the caption and heads of the table.
pub(super) fn table_head(dataset: &Dataset, lang: Lang) -> TableHead {
    let ours = dataset.meta.about.is_none();
    TableHead {
        caption: if ours { phrases::FUNDING_TABLE } else { phrases::FUNDING_TABLE_PLAIN }.get(lang).to_owned(),
        name: 0,
        columns: [
            phrases::FUNDING_COLUMN_PERIOD,
            phrases::FUNDING_COLUMN_AMOUNT,
            phrases::FUNDING_COLUMN_SERIES,
            phrases::FUNDING_COLUMN_BASIS,
            phrases::FUNDING_COLUMN_EVIDENCE,
        ]
        .map(|phrase| phrase.get(lang).to_owned())
        .to_vec(),
    }
}

/// Returns the summary: content, main finding and caveats of the amounts that pass the filter.
pub(super) fn summary(dataset: &Dataset, amounts: &[Amount<'_>], lang: Lang) -> String {
    let left: Vec<Amount<'_>> = amounts.iter().filter(|amount| amount.passes).copied().collect();
    let filtered = left.len() < amounts.len();
    let mut text = String::new();
    if filtered {
        let phrase = if left.is_empty() { phrases::FUNDING_SUMMARY_NONE } else { phrases::FUNDING_SUMMARY_LEFT };
        let (n, all) = (number(left.len() as f64), number(amounts.len() as f64));
        text.push_str(&dataset.meta.fill(phrase, lang, &[("n", &n), ("all", &all)]));
    }
    if dataset.meta.about.is_some() {
        let courses = by_series(&left).filter_map(|of_series| Course::new(dataset, of_series));
        text.extend(courses.map(|course| course.plain_summary(dataset, lang)));
        text.push_str(&dataset.meta.said(phrases::FUNDING_SUMMARY_NO_REGION.get(lang)));
        return spaced(text, lang);
    }
    let isolated: Vec<&Amount<'_>> = left.iter().filter(|amount| !amount.stepped).collect();
    if let Some((first, second)) = unlike_pair(&left) {
        text.push_str(&phrases::FUNDING_SUMMARY_ARTICLE.fill(
            lang,
            &[
                ("first", &stated(dataset, first, lang)),
                ("first_period", &period(dataset, first, lang)),
                ("second", &stated(dataset, second, lang)),
                ("second_period", &period(dataset, second, lang)),
                ("drawn", &date_short(Some(second.point.period), lang)),
                ("first_months", &first.months().to_string()),
                ("second_months", &second.months().to_string()),
            ],
        ));
    } else if let [one] = isolated[..] {
        let values = [("value", &*stated(dataset, one, lang)), ("period", &*period(dataset, one, lang))];
        let phrase = if left.len() == 1 { phrases::FUNDING_SUMMARY_ONLY } else { phrases::FUNDING_SUMMARY_ONE };
        text.push_str(&phrase.fill(lang, &values));
    }
    for of_series in by_series(&left).filter(|of_series| of_series[0].stepped) {
        text.extend(Course::new(dataset, of_series).map(|course| course.summary(dataset, lang)));
    }
    text.push_str(phrases::FUNDING_SUMMARY_NO_REGION.get(lang));
    spaced(text, lang)
}

/// Splits amounts in reading order into isolated ones and whole stepped series.
fn by_series<'b, 'a>(amounts: &'b [Amount<'a>]) -> impl Iterator<Item = &'b [Amount<'a>]> {
    amounts.chunk_by(|a, b| a.stepped && b.stepped && a.point.series == b.point.series)
}

/// The course of a series over time.
struct Course<'a> {
    series: &'a FundingSeries,
    first: &'a Amount<'a>,
    last: &'a Amount<'a>,
    peak: &'a Amount<'a>,
    /// The lowest amount from the peak on.
    low: &'a Amount<'a>,
    count: usize,
}

impl<'a> Course<'a> {
    /// The course of `amounts` in order of time; `None` without amounts.
    fn new(dataset: &'a Dataset, amounts: &'a [Amount<'a>]) -> Option<Self> {
        let by_value = |a: &&Amount<'_>, b: &&Amount<'_>| a.value.total_cmp(&b.value);
        let (first, last) = (amounts.first()?, amounts.last()?);
        let peak = amounts.iter().max_by(by_value)?;
        let low = amounts.iter().skip_while(|amount| !std::ptr::eq(*amount, peak)).min_by(by_value)?;
        Some(Self { series: series_of(dataset, last)?, first, last, peak, low, count: amounts.len() })
    }

    /// The summary of a series of our own dataset: its peak, the fall since then, the last amount, its definition and
    /// vintage.
    fn summary(&self, dataset: &Dataset, lang: Lang) -> String {
        let is_last = |amount: &Amount<'_>| amount.point.record == self.last.point.record;
        let course = match self.count {
            1 => phrases::FUNDING_COURSE_ONE,
            _ if is_last(self.peak) => phrases::FUNDING_COURSE_PEAK,
            _ if is_last(self.low) => phrases::FUNDING_COURSE_FALL,
            _ => phrases::FUNDING_COURSE_REBOUND,
        };
        let course = self.fill(course, dataset, &|amount| period(dataset, amount, lang), lang);
        phrases::FUNDING_SUMMARY_SERIES.fill(
            lang,
            &[
                ("series", self.series.title.get(lang)),
                ("course", &course),
                ("definition", self.series.definition.get(lang)),
                ("basis", self.series.price_basis.get(lang)),
                ("vintage", self.series.vintage.get(lang)),
            ],
        )
    }

    /// The summary of a series of another dataset, of which nothing but the data is known: both ends and the peak.
    fn plain_summary(&self, dataset: &Dataset, lang: Lang) -> String {
        let phrase = if self.count == 1 { phrases::FUNDING_PLAIN_ONE } else { phrases::FUNDING_PLAIN_SERIES };
        self.fill(phrase, dataset, &|amount| period_words(amount.point.period, lang), lang)
    }

    /// Fills a phrase with the series and its amounts, their periods in words by `period`.
    fn fill(&self, phrase: Phrase, dataset: &Dataset, period: &dyn Fn(&Amount<'_>) -> String, lang: Lang) -> String {
        phrase.fill(
            lang,
            &[
                ("series", self.series.title.get(lang)),
                ("basis", self.series.price_basis.get(lang)),
                ("first", &stated(dataset, self.first, lang)),
                ("first_period", &period(self.first)),
                ("last", &stated(dataset, self.last, lang)),
                ("last_period", &period(self.last)),
                ("peak", &stated(dataset, self.peak, lang)),
                ("peak_period", &period(self.peak)),
                ("low", &stated(dataset, self.low, lang)),
                ("low_period", &period(self.low)),
                ("change", &change(self.first, self.last, lang)),
            ],
        )
    }
}

/// Returns the change from one amount to another in words; empty if they do not compare, because the periods differ in
/// length or the first amount is 0.
fn change(first: &Amount<'_>, last: &Amount<'_>, lang: Lang) -> String {
    if first.months() != last.months() || first.value <= 0.0 {
        return String::new();
    }
    // To one decimal; smaller changes are left out.
    let percent = (last.value / first.value * 1000.0 - 1000.0).round() / 10.0;
    let phrase = match percent {
        _ if last.value == first.value => phrases::FUNDING_EQUAL,
        0.0 => return String::new(),
        percent if percent > 0.0 => phrases::FUNDING_RISE,
        _ => phrases::FUNDING_FALL,
    };
    phrase.fill(lang, &[("n", &number(percent.abs()))])
}

/// Returns an amount as its source states it, with its qualifier; an estimate of a series rounded, since its nine digits
/// are false precision.
fn stated(dataset: &Dataset, amount: &Amount<'_>, lang: Lang) -> String {
    let stated = dataset.record(amount.point.record).quantity.as_ref();
    if amount.stepped {
        money_rounded(amount.value, amount.currency, lang)
    } else {
        stated.map(|value| quantity(value, lang)).unwrap_or_default()
    }
}
