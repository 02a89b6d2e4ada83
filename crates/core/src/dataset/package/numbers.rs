//! The figures of a text, for comparison with those of its translation.
//!
//! Arabic figures with their magnitude (万, 亿, thousand, m, bn …) and English month names count;
//! figures that are part of a name (TC260-003, GPT-4, 01.AI) and figures in words do not.
//! All arithmetic is on decimal digits, so 1.25 亿 and 125 million are the same figure exactly.

use std::collections::BTreeSet;
use std::fmt;

/// A decimal figure without sign: `mantissa` × 10^`exponent`, the mantissa without trailing zeros.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct StatedFigure {
    mantissa: String,
    exponent: i32,
}

impl StatedFigure {
    /// `digits` is `123` or `12.5`, already without grouping commas; `power` is the magnitude's.
    fn new(digits: &str, power: i32) -> Self {
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all = format!("{whole}{fraction}");
        let trimmed = all.trim_end_matches('0');
        let exponent = power - fraction.len() as i32 + (all.len() - trimmed.len()) as i32;
        let mantissa = trimmed.trim_start_matches('0').to_owned();
        if mantissa.is_empty() { Self { mantissa, exponent: 0 } } else { Self { mantissa, exponent } }
    }
}

impl fmt::Display for StatedFigure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { mantissa, exponent } = self;
        if mantissa.is_empty() {
            return f.write_str("0");
        }
        match usize::try_from(-exponent) {
            Ok(places) if places > 0 => {
                let padded = format!("{mantissa:0>width$}", width = places + 1);
                let (whole, fraction) = padded.split_at(padded.len() - places);
                write!(f, "{whole}.{fraction}")
            }
            _ => write!(f, "{mantissa}{}", "0".repeat((*exponent).max(0) as usize)),
        }
    }
}

/// The figures of a text in either language, each once.
pub(super) fn figures(text: &str) -> BTreeSet<StatedFigure> {
    let characters: Vec<char> = text.chars().collect();
    let mut found = BTreeSet::new();
    let mut at = 0;
    while at < characters.len() {
        let start = at;
        if characters[at].is_ascii_alphabetic() {
            at = end_of_name(&characters, at);
            let word: String = characters[start..at].iter().collect();
            if let Some(month) = MONTHS.iter().position(|month| *month == word) {
                found.insert(StatedFigure::new(&(month + 1).to_string(), 0));
            }
        } else if characters[at].is_ascii_digit() {
            let digits = digits_at(&characters, &mut at);
            let suffix_start = at;
            while at < characters.len() && characters[at].is_ascii_alphabetic() {
                at += 1;
            }
            let suffix: String = characters[suffix_start..at].iter().collect();
            let part_of_name = suffix_start < at && characters.get(suffix_start - 1) == Some(&'.');
            let power = match suffix.as_str() {
                "" => magnitude_after(&characters, &mut at),
                _ if part_of_name => None,
                "k" => Some(3),
                "m" => Some(6),
                "bn" => Some(9),
                "tn" => Some(12),
                "st" | "nd" | "rd" | "th" | "s" | "x" => Some(0),
                _ => None,
            };
            match power {
                Some(power) => drop(found.insert(StatedFigure::new(&digits, power))),
                // `01.AI`, `4K`: a name, to its end.
                None => at = end_of_name(&characters, at),
            }
        } else {
            at += 1;
        }
    }
    found
}

/// Describes the figures that only one of a text and its translation has; none if they are the same.
pub fn figures_differ(zh: &str, en: &str) -> Option<String> {
    let (zh, en) = (figures(zh), figures(en));
    let only = |these: &BTreeSet<StatedFigure>, those: &BTreeSet<StatedFigure>| {
        these.difference(those).map(StatedFigure::to_string).collect::<Vec<_>>().join(", ")
    };
    match (only(&zh, &en), only(&en, &zh)) {
        (zh, en) if zh.is_empty() && en.is_empty() => None,
        (zh, en) if en.is_empty() => Some(format!("only the Chinese text has {zh}")),
        (zh, en) if zh.is_empty() => Some(format!("only the English text has {en}")),
        (zh, en) => Some(format!("the Chinese text has {zh} where the English has {en}")),
    }
}

/// The figure in `text` that has the digits of `value` and another magnitude, if none is the same: an error by a power of ten.
pub(super) fn slipped(value: &str, text: &str) -> Option<StatedFigure> {
    let value = StatedFigure::new(value.trim_start_matches('-'), 0);
    let stated = figures(text);
    // A single digit may match by chance.
    if value.mantissa.len() < 2 || stated.contains(&value) {
        return None;
    }
    stated.into_iter().find(|figure| figure.mantissa == value.mantissa)
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The end of a name that begins at or runs through `at`: letters, digits, and `.`, `-` or `_` between them.
fn end_of_name(characters: &[char], mut at: usize) -> usize {
    loop {
        while at < characters.len() && characters[at].is_ascii_alphanumeric() {
            at += 1;
        }
        let joined = matches!(characters.get(at), Some('.' | '-' | '_'))
            && characters.get(at + 1).is_some_and(char::is_ascii_alphanumeric);
        if !joined {
            return at;
        }
        at += 1;
    }
}

/// The digits at `at`, grouping commas left out, one decimal point kept. A point before a letter
/// is passed over as well, so that the caller sees `01.` with its `AI`.
fn digits_at(characters: &[char], at: &mut usize) -> String {
    let mut digits = String::new();
    let mut has_point = false;
    while let Some(&character) = characters.get(*at) {
        let next_is_digit = characters.get(*at + 1).is_some_and(char::is_ascii_digit);
        match character {
            '0'..='9' => digits.push(character),
            ',' if next_is_digit && !has_point && groups_thousands(characters, *at) => {}
            '.' if next_is_digit && !has_point => {
                digits.push('.');
                has_point = true;
            }
            '.' if characters.get(*at + 1).is_some_and(char::is_ascii_alphabetic) => {
                *at += 1;
                break;
            }
            _ => break,
        }
        *at += 1;
    }
    digits
}

/// Returns true if exactly three digits follow the comma at `at`: `1,500`, not `2023,2024`.
fn groups_thousands(characters: &[char], at: usize) -> bool {
    let digits = characters[at + 1..].iter().take_while(|character| character.is_ascii_digit()).count();
    digits == 3
}

/// The power of ten of a magnitude word after a figure, with or without a space; steps over the word.
fn magnitude_after(characters: &[char], at: &mut usize) -> Option<i32> {
    const WORDS: [(&str, i32); 11] = [
        ("万亿", 12),
        ("千万", 7),
        ("百万", 6),
        ("亿", 8),
        ("万", 4),
        ("thousand", 3),
        ("million", 6),
        ("billion", 9),
        ("trillion", 12),
        ("bn", 9),
        ("m", 6),
    ];
    let gap = usize::from(matches!(characters.get(*at), Some(' ' | '-' | '\u{a0}')));
    let rest = &characters[(*at + gap).min(characters.len())..];
    for (word, power) in WORDS {
        let length = word.chars().count();
        let is_here = rest.len() >= length && word.chars().zip(rest).all(|(a, b)| a == *b);
        let goes_on = word.is_ascii() && rest.get(length).is_some_and(char::is_ascii_alphabetic);
        if is_here && !goes_on {
            *at += gap + length;
            return Some(power);
        }
    }
    Some(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dataset::{Qualifier, Quantity, Unit};
    use crate::date::{Date, Edtf, Extent, civil_from_day};
    use crate::format;
    use crate::text::Lang;

    fn stated(text: &str) -> Vec<String> {
        figures(text).iter().map(StatedFigure::to_string).collect()
    }

    #[track_caller]
    fn same(zh: &str, en: &str) {
        assert_eq!(stated(zh), stated(en));
        assert!(!stated(zh).is_empty(), "nothing found in {zh}");
    }

    #[test]
    fn magnitudes_are_put_on_one_footing() {
        same("4.3 亿美元", "$430m");
        same("249 亿美元", "$24.9bn");
        same("约 44 亿美元", "about $4.4 billion");
        same("1.25 亿", "125 million");
        same("87.8 万家", "878,000 firms");
        same("180.4 万家", "1.804m firms");
        same("3 亿用户", "300m users");
        same("1500 家", "1,500 companies");
        same("2 万亿元", "2 trillion yuan");
        same("0.05 亿", "5 million");
        same("78,612 家", "78,612 firms");
    }

    #[test]
    fn months_and_ordinals_are_figures() {
        same("2024 年 5 月", "May 2024");
        same("2023 年 9 月 20 日", "20 September 2023");
        same("15 世纪", "the 15th century");
        same("21 世纪 20 年代 2020", "the 2020s of the 21st century, 20");
        same("82.3%，2024-03-05", "82.3% on 5 March 2024");
    }

    #[test]
    fn names_and_words_are_not() {
        assert_eq!(stated("零一万物"), stated("01.AI"));
        assert_eq!(stated("TC260-003、GPT-4、Qwen2.5、B2C、GLM-4-9B"), Vec::<String>::new());
        assert_eq!(stated("five countries, in may or march"), Vec::<String>::new());
        assert_eq!(stated("五国，一次"), Vec::<String>::new());
    }

    #[test]
    fn differences_are_seen() {
        assert_eq!(stated("197 个"), ["197"]);
        assert_eq!(stated("4.3 亿"), ["430000000"]);
        assert_eq!(stated("0.5 和 12.50"), ["12.5", "0.5"]);
        assert_ne!(stated("4.3 亿"), stated("$43m"));
        assert_ne!(stated("2024 年 5 月"), stated("2024"));
        assert_eq!(stated("2023,2024"), ["2023", "2024"]);
        assert_eq!(stated("10 models in 2024."), ["10", "2024"]);
    }

    // The page's own phrases pass the rule of the dataset's texts.
    proptest! {
        #[test]
        fn amounts_are_the_same_figure_in_both_languages(
            dollars in 0u64..2_000_000_000_000, currency in prop::sample::select(vec![Unit::Usd, Unit::Eur, Unit::Cny])
        ) {
            for write in [format::money, format::money_rounded] {
                let [zh, en] = Lang::ALL.map(|lang| write(dollars as f64, currency, lang));
                prop_assert_eq!(stated(&zh), stated(&en), "{} and {}", zh, en);
            }
        }

        #[test]
        fn counts_are_the_same_figure_in_both_languages(count in 0u32..2_000_000_000, round in any::<bool>()) {
            let value = f64::from(if round { count / 100_000 * 100_000 } else { count });
            let quantity = Quantity { value, unit: Unit::Users, qualifier: Qualifier::About };
            let [zh, en] = Lang::ALL.map(|lang| format::quantity(&quantity, lang));
            prop_assert_eq!(stated(&zh), stated(&en), "{} and {}", zh, en);
        }

        #[test]
        fn dates_are_the_same_figures_in_both_languages(
            from in 0i32..20_000, days in 0i32..2_000, precision in 0usize..3, until in any::<bool>()
        ) {
            let end = |day| {
                let (year, month, day) = civil_from_day(day);
                [Date::from_year(year as i16), Date::from_month(year as i16, month), Date::from_day(year as i16, month, day)]
            };
            let (from, to) = (end(from)[precision], end(from + days)[precision]);
            let extent = if until { Extent::Until(to) } else { Extent::Interval(from, to) };
            let date = Some(Edtf { extent, approximate: false });
            let [zh, en] = Lang::ALL.map(|lang| format::date_words(date, lang));
            prop_assert_eq!(stated(&zh), stated(&en), "{} and {}", zh, en);
        }
    }
}
