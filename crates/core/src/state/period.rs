//! The stretch of time a reader asks for, each end as precise as it was given.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::date::{Date, DateFault, Day, Edtf, Extent, Precision};

/// From one date to another, both included at their own precision; open where an end is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// The first date of it.
    pub from: Option<Date>,
    /// The last date of it.
    pub to: Option<Date>,
}

/// One of the two ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Where it begins.
    From,
    /// Where it ends.
    To,
}

impl Period {
    /// Whether it leaves nothing out.
    pub const fn is_open(self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// Its first day and the day after its last; the ends of all days where it is open.
    pub fn days(self) -> (Day, Day) {
        (self.from.map_or(Day::MIN, Date::first_day), self.to.map_or(Day::MAX, Date::end_day))
    }

    /// Whether the ends are the right way round.
    pub fn is_valid(self) -> bool {
        let (from, to) = self.days();
        from < to
    }

    /// Whether any of `date` lies in it. “By July 2024” counts as July: its start is not known.
    pub fn meets(self, date: Edtf) -> bool {
        let ((from, to), (first, end)) = (self.days(), date.days());
        first < to && end > from
    }

    /// The period after a reader typed `text` for one of its ends: a date becomes that end, an interval is the whole
    /// period, nothing leaves the end open. “About 2024” is read as 2024.
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

    /// Periods worth a button, seen from when the article came out: its year, the year before, the twelve months
    /// before it.
    pub fn offered(published: Edtf) -> [Self; 3] {
        let Date { year, month, precision, .. } = published.last();
        let one = |date| Self { from: Some(date), to: Some(date) };
        let (month, whole_year) = (month.max(1), precision == Precision::Year || month <= 1);
        let last = if whole_year { Date::from_month(year - 1, 12) } else { Date::from_month(year, month - 1) };
        let twelve_months = Self { from: Some(Date::from_month(year - 1, month)), to: Some(last) };
        [one(Date::from_year(year)), one(Date::from_year(year - 1)), twelve_months]
    }

    /// `FROM..TO`, either side possibly empty; none where it is written otherwise, runs backwards or is open.
    pub fn parse(text: &str) -> Option<Self> {
        let (from, to) = text.split_once("..")?;
        let period = Self { from: end(from)?, to: end(to)? };
        (period.is_valid() && !period.is_open()).then_some(period)
    }
}

/// What Chinese input methods write at full width, at half width.
fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// An empty end, or a plain date.
fn end(text: &str) -> Option<Option<Date>> {
    if text.is_empty() {
        return Some(None);
    }
    match text.parse().ok()? {
        Edtf { extent: Extent::One(date), approximate: false } => Some(Some(date)),
        _ => None,
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
