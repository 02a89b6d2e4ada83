//! Cells and heads of a view's table.

use chuhai_core::dataset::{Meta, Status};
use chuhai_core::date::Edtf;
use chuhai_core::format::status_word;
use chuhai_core::text::Lang;

/// The caption and column heads of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableHead {
    /// Caption.
    pub caption: String,
    /// Column heads.
    pub columns: Vec<String>,
    /// Index of the column that names its row.
    pub name: usize,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// The text; empty for no value.
    pub text: String,
    /// The sort key, if that is not the text: days, dollars, a count.
    pub key: Option<f64>,
}

impl Cell {
    /// A cell that sorts by `key`.
    pub fn keyed(text: String, key: f64) -> Self {
        Self { text, key: Some(key) }
    }

    /// A cell that sorts by the start of `date` and, among equal starts, by precision, the finest first.
    pub fn of_date(text: String, date: Option<Edtf>) -> Self {
        let key = |date: Edtf| {
            let (first, end) = date.days();
            f64::from(first) + f64::from(end - first) / 1e6
        };
        Self { text, key: date.map(key) }
    }

    /// The word for the evidence of a claim; sorts in the order of [`Status`].
    pub fn of_status(status: Status, meta: &Meta, lang: Lang) -> Self {
        Self::keyed(meta.said(status_word(status, lang)).into_owned(), f64::from(status as u8))
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { text, key: None }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}
