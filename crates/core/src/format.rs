//! Dates, numbers, money and evidence as each language writes them.
//!
//! Words come from `i18n/format.toml`; the arithmetic is on decimal digits, so that nothing is
//! rounded that was not asked to be. No state here: values in, text out.

mod dates;
mod numbers;
mod words;

pub use dates::{date_short, date_words, day_words, period_words, record_date};
pub use numbers::{MoneyAxis, money, money_rounded, number, quantity};
pub use words::{disputed_words, is_qualified, list, spaced, status_meaning, status_word};

#[cfg(test)]
mod tests;
