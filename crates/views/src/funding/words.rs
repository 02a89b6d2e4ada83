//! What the funding chart says: names for a listener, tooltips, table cells, the summary. No geometry.

use chuhai_core::dataset::{Dataset, FundingSeries};
use chuhai_core::date::{Edtf, Extent, Precision};
use chuhai_core::format::{date_words, disputed_words, money_usd_rounded, number, quantity, spaced, status_word};
use chuhai_core::text::{Lang, phrases};

use super::Amount;
use crate::scene::{Datum, Item, Rect};
use crate::table::{Cell, TableHead};

/// The item of one amount, without its place in the picture.
pub(super) fn item(dataset: &Dataset, amount: &Amount<'_>, lang: Lang) -> Item {
    let record = dataset.record(amount.point.record);
    let period = period_words(amount.point.period, lang);
    let value = stated(dataset, amount, lang);
    let status = status_word(record.evidence.status, lang);
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
    let tip = [definition, basis, status].into_iter().filter(|line| !line.is_empty()).map(str::to_owned).collect();
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
            Cell::keyed(value, amount.usd),
            title.into(),
            basis.into(),
            Cell::of_status(record.evidence.status, lang),
        ],
    }
}

/// The series an amount belongs to.
pub(super) fn series_of<'a>(dataset: &'a Dataset, amount: &Amount<'_>) -> Option<&'a FundingSeries> {
    dataset.series.get(usize::from(amount.point.series))
}

/// A period: “2021”, “January to June 2024”. A whole year is meant as one here, not as a date without its month.
pub(super) fn period_words(period: Edtf, lang: Lang) -> String {
    match period.extent {
        Extent::One(date) if date.precision == Precision::Year && !period.approximate => {
            phrases::FORMAT_YEAR.fill(lang, &[("y", &date.year.to_string())])
        }
        _ => date_words(Some(period), lang),
    }
}

/// The two isolated statements that invite comparison: a whole year and part of a later one.
pub(super) fn unlike_pair<'a, 'b>(amounts: &'b [Amount<'a>]) -> Option<(&'b Amount<'a>, &'b Amount<'a>)> {
    let isolated = || amounts.iter().filter(|amount| !amount.stepped);
    let whole = isolated().find(|amount| amount.is_whole_year())?;
    let part = isolated().find(|amount| !amount.is_whole_year() && amount.days.0 >= whole.days.1)?;
    Some((whole, part))
}

/// How much less the second is, in percent of the first: 82 for a fall by 82 percent.
pub(super) fn drop_percent(first: &Amount<'_>, second: &Amount<'_>) -> f64 {
    ((1.0 - second.usd / first.usd) * 100.0).round()
}

/// Caption and heads of the table.
pub(super) fn table_head(lang: Lang) -> TableHead {
    TableHead {
        caption: phrases::FUNDING_TABLE.get(lang).to_owned(),
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
        text.push_str(&phrase.fill(lang, &[("n", &n), ("all", &all)]));
    }
    let isolated: Vec<&Amount<'_>> = left.iter().filter(|amount| !amount.stepped).collect();
    if let Some((first, second)) = unlike_pair(&left) {
        text.push_str(&phrases::FUNDING_SUMMARY_ARTICLE.fill(
            lang,
            &[
                ("first", &stated(dataset, first, lang)),
                ("first_period", &period_words(first.point.period, lang)),
                ("second", &stated(dataset, second, lang)),
                ("second_period", &period_words(second.point.period, lang)),
                ("drop", &number(drop_percent(first, second))),
                ("first_months", &first.months().to_string()),
                ("second_months", &second.months().to_string()),
            ],
        ));
    } else if let [one] = isolated[..] {
        let values = [("value", &*stated(dataset, one, lang)), ("period", &*period_words(one.point.period, lang))];
        let phrase = if left.len() == 1 { phrases::FUNDING_SUMMARY_ONLY } else { phrases::FUNDING_SUMMARY_ONE };
        text.push_str(&phrase.fill(lang, &values));
    }
    let stepped = || left.iter().filter(|amount| amount.stepped);
    let peak = stepped().max_by(|a, b| a.usd.total_cmp(&b.usd));
    if let (Some(peak), Some(last)) = (peak, stepped().next_back())
        && let Some(series) = series_of(dataset, last)
    {
        let phrase = match stepped().count() {
            1 => phrases::FUNDING_SUMMARY_YEAR,
            _ if filtered && peak.point.record == last.point.record => phrases::FUNDING_SUMMARY_PEAK,
            _ if filtered => phrases::FUNDING_SUMMARY_YEARS,
            _ => phrases::FUNDING_SUMMARY_SERIES,
        };
        text.push_str(&phrase.fill(
            lang,
            &[
                ("series", series.title.get(lang)),
                ("basis", series.price_basis.get(lang)),
                ("peak", &stated(dataset, peak, lang)),
                ("peak_period", &period_words(peak.point.period, lang)),
                ("last", &stated(dataset, last, lang)),
                ("last_period", &period_words(last.point.period, lang)),
            ],
        ));
    }
    text.push_str(phrases::FUNDING_SUMMARY_NO_REGION.get(lang));
    spaced(text, lang)
}

/// The amount as the source states it, with its qualifier; an estimate of a series as estimates are read, because
/// its nine digits are not knowledge.
fn stated(dataset: &Dataset, amount: &Amount<'_>, lang: Lang) -> String {
    let stated = dataset.record(amount.point.record).quantity.as_ref();
    if amount.stepped {
        money_usd_rounded(amount.usd, lang)
    } else {
        stated.map(|value| quantity(value, lang)).unwrap_or_default()
    }
}
