//! The period of the filter, each end with its own precision.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::date::{Date, DateFault, Day, Edtf, Extent, Precision};

/// A period from one date to another, both inclusive at their own precision; `None` is an open end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// The first date.
    pub from: Option<Date>,
    /// The last date.
    pub to: Option<Date>,
}

/// An end of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The beginning.
    From,
    /// The end.
    To,
}

impl Period {
    /// Returns true if both ends are open.
    pub const fn is_open(self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// The first day and the day after the last; `Day::MIN` and `Day::MAX` for open ends.
    pub fn days(self) -> (Day, Day) {
        (self.from.map_or(Day::MIN, Date::first_day), self.to.map_or(Day::MAX, Date::end_day))
    }

    /// Returns true if the period ends after it begins.
    pub fn is_valid(self) -> bool {
        let (from, to) = self.days();
        from < to
    }

    /// Returns true if `date` overlaps the period. “By July 2024” counts as July: its start is not known.
    pub fn meets(self, date: Edtf) -> bool {
        let ((from, to), (first, end)) = (self.days(), date.days());
        first < to && end > from
    }

    /// The period after the reader typed `text` for one end. A date becomes that end, an interval the whole period, an
    /// empty text opens the end. “About 2024” is read as 2024.
    pub fn typed(self, end: End, text: &str) -> Result<Self, DateFault> {
        let text: String = text.trim().chars().map(half_width).collect();
        let date = |date| match end {
            End::From => Self { from: date, ..self },
            End::To => Self { to: date, ..self },
        };
        let next = if text.is_empty() {
            date(None)
        } else {
            match text.parse::<Edtf>().map_err(|error| error.fault)?.extent {
                Extent::One(one) => date(Some(one)),
                Extent::Interval(from, to) => Self { from: Some(from), to: Some(to) },
                Extent::Until(to) => Self { from: None, to: Some(to) },
            }
        };
        if next.is_valid() { Ok(next) } else { Err(DateFault::Reversed) }
    }

    /// The periods that have a button, relative to the publication of the article: its year, the year before, and the
    /// twelve months before it.
    pub fn offered(published: Edtf) -> [Self; 3] {
        let Date { year, month, precision, .. } = published.last();
        let one = |date| Self { from: Some(date), to: Some(date) };
        let (month, whole_year) = (month.max(1), precision == Precision::Year || month <= 1);
        let last = if whole_year { Date::from_month(year - 1, 12) } else { Date::from_month(year, month - 1) };
        let twelve_months = Self { from: Some(Date::from_month(year - 1, month)), to: Some(last) };
        [one(Date::from_year(year)), one(Date::from_year(year - 1)), twelve_months]
    }

    /// Parses `FROM..TO`, either side possibly empty. `None` for other syntax and for reversed or open periods.
    pub fn parse(text: &str) -> Option<Self> {
        let (from, to) = text.split_once("..")?;
        let period = Self { from: end(from)?, to: end(to)? };
        (period.is_valid() && !period.is_open()).then_some(period)
    }
}

/// The ASCII form of a full-width character, as Chinese input methods write it.
fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// Parses an end: empty for an open end, or a date that is neither approximate nor an interval.
fn end(text: &str) -> Option<Option<Date>> {
    if text.is_empty() {
        return Some(None);
    }
    match text.parse().ok()? {
        Edtf { extent: Extent::One(date), approximate: false } => Some(Some(date)),
        Edtf { extent: Extent::One(_) | Extent::Interval(..) | Extent::Until(_), .. } => None,
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(from) = self.from {
            write!(f, "{from}")?;
        }
        f.write_str("..")?;
        self.to.map_or(Ok(()), |to| write!(f, "{to}"))
    }
}
