//! What the funding chart says: names for a listener, tooltips, table cells, the summary. No geometry.

use chuhai_core::dataset::{Dataset, FundingSeries};
use chuhai_core::format::{
    date_short, disputed_words, money_rounded, number, period_words, quantity, record_date, spaced, status_word,
};
use chuhai_core::text::{Lang, phrases};

use super::Amount;
use crate::scene::{Datum, Item, Rect};
use crate::table::{Cell, TableHead};

/// The item of one amount, without its place in the picture.
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

/// The series an amount belongs to.
pub(super) fn series_of<'a>(dataset: &'a Dataset, amount: &Amount<'_>) -> Option<&'a FundingSeries> {
    dataset.series.get(usize::from(amount.point.series))
}

/// The time an amount is for.
fn period(dataset: &Dataset, amount: &Amount<'_>, lang: Lang) -> String {
    record_date(dataset.record(amount.point.record), lang)
}

/// The words at the column of an isolated amount: whose it is and for when, and where the record words its time otherwise
/// than it is drawn also that, if there is room for so much.
pub(super) fn label(
    dataset: &Dataset,
    amount: &Amount<'_>,
    room_px: f64,
    width_px: &dyn Fn(&str) -> f64,
    lang: Lang,
) -> String {
    let series = series_of(dataset, amount).map_or("", |series| series.title.get(lang));
    let says =
        |period: &str| spaced(phrases::FUNDING_STATED.fill(lang, &[("series", series), ("period", period)]), lang);
    let worded = period(dataset, amount, lang);
    let drawn = date_short(Some(amount.point.period), lang);
    let full = says(&phrases::FUNDING_DRAWN_AS.fill(lang, &[("period", &worded), ("drawn", &drawn)]));
    let is_worded = dataset.record(amount.point.record).short.is_some();
    if is_worded && !amount.is_whole_year() && width_px(&full) <= room_px { full } else { says(&worded) }
}

/// The two isolated statements that invite comparison: a whole year and part of a later one.
pub(super) fn unlike_pair<'a, 'b>(amounts: &'b [Amount<'a>]) -> Option<(&'b Amount<'a>, &'b Amount<'a>)> {
    let isolated = || amounts.iter().filter(|amount| !amount.stepped);
    let whole = isolated().find(|amount| amount.is_whole_year())?;
    let part = isolated().find(|amount| !amount.is_whole_year() && amount.days.0 >= whole.days.1)?;
    Some((whole, part))
}

/// Caption and heads of the table.
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

/// What the picture shows, what stands out, and what a reader must mind; under a filter, of what that leaves.
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
        text.push_str(&plain(dataset, &left, lang));
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
    for ix in 0..dataset.series.len() {
        let of_series = left.iter().filter(|amount| amount.stepped && usize::from(amount.point.series) == ix);
        text.push_str(&series_words(dataset, &of_series.collect::<Vec<_>>(), lang));
    }
    text.push_str(phrases::FUNDING_SUMMARY_NO_REGION.get(lang));
    spaced(text, lang)
}

/// The course of a stepped series: its peak, how far it fell after that, where it stands; how it is defined, and which
/// edition that is. Nothing for no amounts.
fn series_words(dataset: &Dataset, amounts: &[&Amount<'_>], lang: Lang) -> String {
    let later = |a: &&&Amount<'_>, b: &&&Amount<'_>| a.value.total_cmp(&b.value);
    let Some(peak_at) = (0..amounts.len()).max_by(|a, b| amounts[*a].value.total_cmp(&amounts[*b].value)) else {
        return String::new();
    };
    let (peak, last) = (amounts[peak_at], amounts[amounts.len() - 1]);
    let low = amounts[peak_at..].iter().min_by(later).copied().unwrap_or(last);
    let Some(series) = series_of(dataset, last) else { return String::new() };
    let course = match amounts.len() {
        1 => phrases::FUNDING_COURSE_ONE,
        _ if peak.point.record == last.point.record => phrases::FUNDING_COURSE_PEAK,
        _ if low.point.record == last.point.record => phrases::FUNDING_COURSE_FALL,
        _ => phrases::FUNDING_COURSE_REBOUND,
    };
    let course = course.fill(
        lang,
        &[
            ("peak", &stated(dataset, peak, lang)),
            ("peak_period", &period(dataset, peak, lang)),
            ("low", &stated(dataset, low, lang)),
            ("low_period", &period(dataset, low, lang)),
            ("last", &stated(dataset, last, lang)),
            ("last_period", &period(dataset, last, lang)),
        ],
    );
    phrases::FUNDING_SUMMARY_SERIES.fill(
        lang,
        &[
            ("series", series.title.get(lang)),
            ("course", &course),
            ("definition", series.definition.get(lang)),
            ("basis", series.price_basis.get(lang)),
            ("vintage", series.vintage.get(lang)),
        ],
    )
}

/// What is said of amounts of which nothing is known but the data: each series by its name, an isolated amount as it
/// is, a stepped series by its ends and its highest.
fn plain(dataset: &Dataset, amounts: &[Amount<'_>], lang: Lang) -> String {
    let mut text = String::new();
    for of_series in amounts.chunk_by(|a, b| a.stepped && b.stepped && a.point.series == b.point.series) {
        let (first, last) = (&of_series[0], &of_series[of_series.len() - 1]);
        let Some(series) = series_of(dataset, first) else { continue };
        let Some(peak) = of_series.iter().max_by(|a, b| a.value.total_cmp(&b.value)) else { continue };
        let phrase = if of_series.len() == 1 { phrases::FUNDING_PLAIN_ONE } else { phrases::FUNDING_PLAIN_SERIES };
        text.push_str(&phrase.fill(
            lang,
            &[
                ("series", series.title.get(lang)),
                ("basis", series.price_basis.get(lang)),
                ("first", &stated(dataset, first, lang)),
                ("first_period", &period_words(first.point.period, lang)),
                ("last", &stated(dataset, last, lang)),
                ("last_period", &period_words(last.point.period, lang)),
                ("change", &change(first, last, lang)),
                ("peak", &stated(dataset, peak, lang)),
                ("peak_period", &period_words(peak.point.period, lang)),
            ],
        ));
    }
    text
}

/// A rise, a fall or neither, from one amount to another; nothing where they do not compare: the periods are unlike, or
/// it began with nothing.
fn change(first: &Amount<'_>, last: &Amount<'_>, lang: Lang) -> String {
    if first.months() != last.months() || first.value <= 0.0 {
        return String::new();
    }
    // To one decimal; what is smaller is no news.
    let percent = (last.value / first.value * 1000.0 - 1000.0).round() / 10.0;
    let phrase = match percent {
        _ if last.value == first.value => phrases::FUNDING_EQUAL,
        0.0 => return String::new(),
        percent if percent > 0.0 => phrases::FUNDING_RISE,
        _ => phrases::FUNDING_FALL,
    };
    phrase.fill(lang, &[("n", &number(percent.abs()))])
}

/// The amount as the source states it, with its qualifier; an estimate of a series as estimates are read, because
/// its nine digits are not knowledge.
fn stated(dataset: &Dataset, amount: &Amount<'_>, lang: Lang) -> String {
    let stated = dataset.record(amount.point.record).quantity.as_ref();
    if amount.stepped {
        money_rounded(amount.value, amount.currency, lang)
    } else {
        stated.map(|value| quantity(value, lang)).unwrap_or_default()
    }
}
