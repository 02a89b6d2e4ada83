//! Localised formats of dates, numbers, money and evidence.
//!
//! Words come from `i18n/format.toml`. Pure functions; the arithmetic is on decimal digits, which avoids unwanted rounding.

mod dates;
mod numbers;
mod words;

pub use dates::{date_short, date_words, day_words, period_words, record_date};
pub use numbers::{MoneyAxis, money, money_rounded, number, quantity};
pub use words::{disputed_words, is_qualified, list, spaced, status_meaning, status_word};

#[cfg(test)]
mod tests;
