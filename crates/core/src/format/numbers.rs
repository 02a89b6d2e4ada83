//! Numbers, money and quantities. Numbers keep all digits. Only [`money_rounded`] rounds, independent of the language, so
//! that both show the same figure.

use crate::dataset::{Qualifier, Quantity, Unit};
use crate::text::{Lang, Phrase, filled, phrases};

use super::spaced;

/// The minus sign U+2212: as wide as the digits, and no line break after it.
const MINUS: char = '−';

/// A number with its thousands grouped, the same in both languages: `78,612`, `50.07`, `−82.3`.
/// Shows the shortest decimal that reads back as `value`.
pub fn number(value: f64) -> String {
    shifted(value, 0)
}

/// Money with all digits: `24_900_000_000` dollars are `$24.9bn` / `249 亿美元`.
pub fn money(value: f64, currency: Unit, lang: Lang) -> String {
    let (phrase, digits) = match magnitude(value, lang) {
        Magnitude::Plain => (phrases::FORMAT_USD, 0),
        Magnitude::Mid(digits) => (phrases::FORMAT_USD_MID, digits),
        Magnitude::Big(digits) => (phrases::FORMAT_USD_BIG, digits),
    };
    let minus = if value < 0.0 { "−" } else { "" };
    format!("{minus}{}", filled(&in_currency(phrase, currency, lang), &[("n", &shifted(value.abs(), digits))]))
}

/// Rounded money: billions to ten millions, less to three significant figures, half away from zero: `$15.88bn` / `158.8 亿美元`.
pub fn money_rounded(value: f64, currency: Unit, lang: Lang) -> String {
    money(as_estimate(value), currency, lang)
}

/// The format of an axis whose unit is written once above it: `5` (`$bn`) / `50` (`亿美元`). The highest amount decides the
/// unit.
#[derive(Clone, Copy, Debug)]
pub struct MoneyAxis {
    phrase: Phrase,
    digits: usize,
    currency: Unit,
    lang: Lang,
}

impl MoneyAxis {
    /// The format for amounts up to `highest`.
    pub fn new(highest: f64, currency: Unit, lang: Lang) -> Self {
        let (phrase, digits) = match magnitude(highest, lang) {
            Magnitude::Plain => (phrases::FORMAT_AXIS_PLAIN, 0),
            Magnitude::Mid(digits) => (phrases::FORMAT_AXIS_MID, digits),
            Magnitude::Big(digits) => (phrases::FORMAT_AXIS_USD, digits),
        };
        Self { phrase, digits, currency, lang }
    }

    /// The unit.
    pub fn unit(&self) -> String {
        in_currency(self.phrase, self.currency, self.lang)
    }

    /// An amount in this unit.
    pub fn amount(&self, value: f64) -> String {
        shifted(value, self.digits)
    }
}

/// A phrase about dollars, with the sign and the name of another currency.
fn in_currency(phrase: Phrase, currency: Unit, lang: Lang) -> String {
    let text = phrase.get(lang);
    let [sign, zh, en] = match currency {
        Unit::Eur => ["€", "欧元", "euros"],
        Unit::Cny => ["CN¥", "元", "yuan"],
        Unit::Usd | Unit::Companies | Unit::Models | Unit::Users | Unit::Rounds | Unit::Countries | Unit::Apps => {
            return text.to_owned();
        }
        Unit::Languages | Unit::Voyages | Unit::Years | Unit::Months | Unit::Percent | Unit::Rank | Unit::Times => {
            return text.to_owned();
        }
    };
    text.replace('$', sign).replace("美元", zh).replace("dollars", en)
}

/// A quantity with its unit and qualifier in words: “more than 197 models”, “约 44 亿美元”, “millions of users”.
pub fn quantity(quantity: &Quantity, lang: Lang) -> String {
    let &Quantity { value, unit, qualifier } = quantity;
    let figure = match (unit, qualifier) {
        (Unit::Usd | Unit::Eur | Unit::Cny, Qualifier::Order) => {
            filled(&in_currency(phrases::FORMAT_ORDER_USD, unit, lang), &[("n", order(value).get(lang))])
        }
        (_, Qualifier::Order) => unit_phrase(unit, false).fill(lang, &[("n", order(value).get(lang))]),
        (Unit::Usd | Unit::Eur | Unit::Cny, _) => money(value, unit, lang),
        _ => unit_phrase(unit, value == 1.0).fill(lang, &[("n", &count(value, lang))]),
    };
    let phrase = match qualifier {
        Qualifier::Exact | Qualifier::Order => return spaced(figure, lang),
        Qualifier::About => phrases::FORMAT_ABOUT,
        Qualifier::MoreThan => phrases::FORMAT_MORE_THAN,
        Qualifier::Nearly => phrases::FORMAT_NEARLY,
        Qualifier::AtLeast => phrases::FORMAT_AT_LEAST,
        Qualifier::Derived => phrases::FORMAT_DERIVED,
    };
    spaced(phrase.fill(lang, &[("n", &figure)]), lang)
}

/// The word for the magnitude, with the number of decimal digits it replaces.
enum Magnitude {
    Plain,
    Mid(usize),
    Big(usize),
}

const fn big_digits(lang: Lang) -> usize {
    match lang {
        Lang::Zh => 8,
        Lang::En => 9,
    }
}

const fn mid_digits(lang: Lang) -> usize {
    match lang {
        Lang::Zh => 4,
        Lang::En => 6,
    }
}

fn magnitude(value: f64, lang: Lang) -> Magnitude {
    let (big, mid) = (big_digits(lang), mid_digits(lang));
    match integer_digits(value) {
        digits if digits > big => Magnitude::Big(big),
        digits if digits > mid => Magnitude::Mid(mid),
        _ => Magnitude::Plain,
    }
}

/// The number of digits before the decimal point.
fn integer_digits(value: f64) -> usize {
    format!("{}", value.abs().trunc()).len()
}

/// A count: in full below a million or if it is not a multiple of 10 000, else in millions or 万, billions or 亿.
fn count(value: f64, lang: Lang) -> String {
    if value.abs() < 1e6 || value % 1e4 != 0.0 {
        // Chinese does not group four digits.
        let few = lang == Lang::Zh && value.abs() < 1e4;
        return if few { number(value).replace(',', "") } else { number(value) };
    }
    let (phrase, digits) = match magnitude(value, lang) {
        Magnitude::Big(digits) => (phrases::FORMAT_COUNT_BIG, digits),
        Magnitude::Mid(digits) => (phrases::FORMAT_COUNT_MID, digits),
        Magnitude::Plain => return number(value),
    };
    phrase.fill(lang, &[("n", &shifted(value, digits))])
}

/// The words for an order of magnitude: 1 000 000 is “millions”.
fn order(value: f64) -> Phrase {
    match integer_digits(value) {
        ..=4 => phrases::FORMAT_ORDER_THOUSANDS,
        5 => phrases::FORMAT_ORDER_TEN_THOUSANDS,
        6 => phrases::FORMAT_ORDER_HUNDRED_THOUSANDS,
        7 => phrases::FORMAT_ORDER_MILLIONS,
        8 => phrases::FORMAT_ORDER_TEN_MILLIONS,
        9 => phrases::FORMAT_ORDER_HUNDRED_MILLIONS,
        _ => phrases::FORMAT_ORDER_BILLIONS,
    }
}

fn unit_phrase(unit: Unit, one: bool) -> Phrase {
    let (many, single) = match unit {
        Unit::Usd | Unit::Eur | Unit::Cny => (phrases::FORMAT_USD, phrases::FORMAT_USD),
        Unit::Companies => (phrases::FORMAT_COMPANIES, phrases::FORMAT_COMPANY),
        Unit::Models => (phrases::FORMAT_MODELS, phrases::FORMAT_MODEL),
        Unit::Users => (phrases::FORMAT_USERS, phrases::FORMAT_USER),
        Unit::Rounds => (phrases::FORMAT_ROUNDS, phrases::FORMAT_ROUND),
        Unit::Countries => (phrases::FORMAT_COUNTRIES, phrases::FORMAT_COUNTRY),
        Unit::Apps => (phrases::FORMAT_APPS, phrases::FORMAT_APP),
        Unit::Languages => (phrases::FORMAT_LANGUAGES, phrases::FORMAT_LANGUAGE),
        Unit::Voyages => (phrases::FORMAT_VOYAGES, phrases::FORMAT_VOYAGE),
        Unit::Years => (phrases::FORMAT_YEARS, phrases::FORMAT_ONE_YEAR),
        Unit::Months => (phrases::FORMAT_MANY_MONTHS, phrases::FORMAT_ONE_MONTH),
        Unit::Percent => (phrases::FORMAT_PERCENT, phrases::FORMAT_PERCENT),
        Unit::Rank => (phrases::FORMAT_RANK, phrases::FORMAT_RANK),
        Unit::Times => (phrases::FORMAT_TIMES, phrases::FORMAT_ONCE),
    };
    if one { single } else { many }
}

/// `value` with its decimal point moved `digits` to the left, grouped, without trailing zeros. Works on the decimal text,
/// which avoids binary rounding.
fn shifted(value: f64, digits: usize) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    // `{}` writes the shortest decimal that parses to the same value, never with an exponent. Integers are faster to
    // write, and a dragged timeline has hundreds of counts in every frame.
    let short = value.fract() == 0.0 && value.abs() < 9e15;
    let text = if short { (value.abs() as u64).to_string() } else { format!("{}", value.abs()) };
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let padded = if whole.len() > digits { whole.to_owned() } else { format!("{whole:0>width$}", width = digits + 1) };
    let (whole, moved) = padded.split_at(padded.len() - digits);
    let fraction = [moved, fraction].concat();
    let fraction = fraction.trim_end_matches('0');

    let mut out = String::with_capacity(whole.len() * 4 / 3 + fraction.len() + 2);
    if value < 0.0 {
        out.push(MINUS);
    }
    for (ix, digit) in whole.chars().enumerate() {
        if ix > 0 && (whole.len() - ix) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// Rounds a whole amount to ten millions from a billion up, to three significant figures below, half away from zero.
fn as_estimate(value: f64) -> f64 {
    let unit = 10f64.powi(integer_digits(value).saturating_sub(3).min(7) as i32);
    (value / unit).round() * unit
}
