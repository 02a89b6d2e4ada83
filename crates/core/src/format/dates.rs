//! Dates in words, which state their missing precision, and short dates for dense places.

use crate::dataset::{Kind, Record};
use crate::date::{Date, Day, Edtf, Extent, Precision, civil_from_day};
use crate::text::{Lang, Phrase, phrases};

/// A date in words, with its missing precision: “May 2024, day not given”, “about January to March 2024”, “by July
/// 2024”. `None` is “undated”.
pub fn date_words(date: Option<Edtf>, lang: Lang) -> String {
    let Some(date) = date else { return phrases::FORMAT_UNDATED.get(lang).to_owned() };
    let words = extent_words(date, lang, Style::Long);
    let missing = match (date.extent, date.approximate) {
        (Extent::One(Date { precision: Precision::Year, .. }), false) => phrases::FORMAT_MONTH_NOT_GIVEN,
        (Extent::One(Date { precision: Precision::Month, .. }), false) => phrases::FORMAT_DAY_NOT_GIVEN,
        (Extent::One(_) | Extent::Interval(..) | Extent::Until(_), _) => return words,
    };
    missing.fill(lang, &[("date", &words)])
}

/// A period in words: “2021”, “January to June 2024”. A year or a month is a whole period here, not an imprecise date.
pub fn period_words(period: Edtf, lang: Lang) -> String {
    extent_words(period, lang, Style::Long)
}

/// The date of a record in words. For an amount, the period it covers, in the record's own words (“by the middle of 2024”)
/// if it has any; otherwise the date, marked if it is not the article's.
pub fn record_date(record: &Record, lang: Lang) -> String {
    match record.date {
        Some(period) if record.kind == Kind::Funding => {
            record.short.as_ref().map_or_else(|| period_words(period, lang), |worded| worded.get(lang).to_owned())
        }
        Some(date) if record.dated_elsewhere => {
            phrases::FORMAT_DATE_ELSEWHERE.fill(lang, &[("date", &period_words(date, lang))])
        }
        date => date_words(date, lang),
    }
}

/// A date for axes, tables and other dense places: `2024-03-05` / `5 Mar 2024`. `None` is “undated”.
pub fn date_short(date: Option<Edtf>, lang: Lang) -> String {
    match date {
        Some(date) => extent_words(date, lang, Style::Short),
        None => phrases::FORMAT_UNDATED.get(lang).to_owned(),
    }
}

/// One day in words: `2024 年 3 月 5 日` / `5 March 2024`.
pub fn day_words(day: Day, lang: Lang) -> String {
    let (year, month, day) = civil_from_day(day);
    let year = year.clamp(i16::MIN.into(), i16::MAX.into()) as i16;
    end_words(Date::from_day(year, month, day), lang, Style::Long, Part::All)
}

#[derive(Clone, Copy, PartialEq)]
enum Style {
    Long,
    Short,
}

/// The parts of a date to write at one end of an interval; the other end has the rest.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    All,
    NoYear,
    DayOnly,
}

fn extent_words(date: Edtf, lang: Lang, style: Style) -> String {
    let (words, about) = match date.extent {
        Extent::One(date) => (end_words(date, lang, style, Part::All), phrases::FORMAT_DATE_ABOUT),
        Extent::Interval(from, to) => (interval_words(from, to, lang, style), phrases::FORMAT_DATE_ABOUT),
        Extent::Until(to) => {
            let words = end_words(to, lang, style, Part::All);
            let phrase = if date.approximate { phrases::FORMAT_DATE_UNTIL_ABOUT } else { phrases::FORMAT_DATE_UNTIL };
            return phrase.fill(lang, &[("date", &words)]);
        }
    };
    if date.approximate { about.fill(lang, &[("date", &words)]) } else { words }
}

fn interval_words(from: Date, to: Date, lang: Lang, style: Style) -> String {
    let shared = if from.precision != to.precision || from.precision == Precision::Year || from.year != to.year {
        Part::All
    } else if from.precision == Precision::Day && from.month == to.month {
        Part::DayOnly
    } else {
        Part::NoYear
    };
    // Parts that both ends share are written once: with the first end in Chinese, with the last in English.
    let (from_part, to_part) = match lang {
        Lang::Zh => (Part::All, shared),
        Lang::En => (shared, Part::All),
    };
    let phrase = match style {
        Style::Long => phrases::FORMAT_INTERVAL,
        Style::Short => phrases::FORMAT_INTERVAL_SHORT,
    };
    let from = end_words(from, lang, style, from_part);
    phrase.fill(lang, &[("from", &from), ("to", &end_words(to, lang, style, to_part))])
}

fn end_words(date: Date, lang: Lang, style: Style, part: Part) -> String {
    if lang == Lang::Zh && style == Style::Short {
        return date.to_string();
    }
    let months: Phrase = match style {
        Style::Long => phrases::FORMAT_MONTHS,
        Style::Short => phrases::FORMAT_MONTHS_SHORT,
    };
    let month = months.get(lang).split('|').nth(usize::from(date.month.max(1)) - 1).unwrap_or_default();
    let phrase = match (date.precision, part) {
        (Precision::Year, _) => phrases::FORMAT_YEAR,
        (Precision::Month, Part::All) => phrases::FORMAT_YEAR_MONTH,
        (Precision::Month, Part::NoYear | Part::DayOnly) => phrases::FORMAT_MONTH,
        (Precision::Day, Part::All) => phrases::FORMAT_YEAR_MONTH_DAY,
        (Precision::Day, Part::NoYear) => phrases::FORMAT_MONTH_DAY,
        (Precision::Day, Part::DayOnly) => phrases::FORMAT_DAY,
    };
    phrase.fill(lang, &[("y", &date.year.to_string()), ("m", month), ("d", &date.day.to_string())])
}
