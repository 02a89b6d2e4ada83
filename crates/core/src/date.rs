//! Dates as wide as they are known: an EDTF subset and the day arithmetic behind it.
//!
//! No clock and no time zones here, and no words: how a date reads in a language is `format`'s.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Days since 1970-01-01 in the proleptic Gregorian calendar.
pub type Day = i32;

/// How much of a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Precision {
    /// `2020`
    Year,
    /// `2024-05`
    Month,
    /// `2024-03-05`
    Day,
}

/// A calendar date of some precision. `month` and `day` are 1 where they are not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    /// Year, proleptic Gregorian.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
    /// Which of the three are known.
    pub precision: Precision,
}

/// A date or interval of the EDTF subset: `2020`, `2024-05`, `2024-03-05`, `2024~`, `2023-10/2024-09`,
/// `2024-01~/2024-03~` (“early 2024”), `../2024-07` (“by July 2024”, start not known).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Edtf {
    /// The date or interval.
    pub extent: Extent,
    /// `~`: approximate. An interval is approximate at both ends or at neither.
    pub approximate: bool,
}

/// One date, or an interval whose ends are inclusive at their own precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Extent {
    /// `2024-05`
    One(Date),
    /// `2023-10/2024-09`
    Interval(Date, Date),
    /// `../2024-07`
    Until(Date),
}

/// Why a text is not a date. Display gives the fault and the help in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError {
    /// The text as it stood.
    pub text: String,
    /// What is wrong with it.
    pub fault: DateFault,
}

/// The ways in which a text can fail to be a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFault {
    /// Not written as a date of the subset.
    Syntax,
    /// A day that its month does not have; the month's length is given.
    NoSuchDay {
        /// Days of that month in that year.
        days_in_month: u8,
    },
    /// An interval that ends before it begins.
    Reversed,
    /// An interval with `~` at one end only.
    HalfApproximate,
}

impl DateError {
    /// What is wrong, with the text quoted.
    pub fn message(&self) -> String {
        let text = &self.text;
        match self.fault {
            DateFault::Syntax => format!("“{text}” is not a date"),
            DateFault::NoSuchDay { days_in_month } => {
                format!("“{text}” does not exist: that month has {days_in_month} days")
            }
            DateFault::Reversed => format!("“{text}” ends before it begins"),
            DateFault::HalfApproximate => format!("“{text}” is approximate at one end only"),
        }
    }

    /// How to help it.
    pub fn help(&self) -> &'static str {
        match self.fault {
            DateFault::Syntax => "write 2024, 2024-05, 2024-03-05, 2024~, FROM/TO or ../TO",
            DateFault::NoSuchDay { .. } => "correct the day, or leave it out if it is not known",
            DateFault::Reversed => "put the earlier date first",
            DateFault::HalfApproximate => "write ~ at both ends or at neither",
        }
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message(), self.help())
    }
}

impl std::error::Error for DateError {}

/// Day number of a civil date. `days_from_civil` of Howard Hinnant, “chrono-Compatible Low-Level Date
/// Algorithms” (2013): years run from March, so that the leap day is a year's last.
pub const fn day_from_civil(year: i32, month: u8, day: u8) -> Day {
    let (month, day) = (month as i32, day as i32);
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Year, month and day of a day number; the inverse of [`day_from_civil`] (`civil_from_days` of the same paper).
pub const fn civil_from_day(day: Day) -> (i32, u8, u8) {
    // Wide arithmetic: the ends of the range must not overflow.
    let shifted = day as i64 + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
    (year as i32, month as u8, day as u8)
}

/// Length of a month, 28 to 31. Months outside 1 to 12 have 31 days.
pub const fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl Date {
    /// A whole year.
    pub const fn from_year(year: i16) -> Self {
        Self { year, month: 1, day: 1, precision: Precision::Year }
    }

    /// A whole month, 1 to 12.
    pub const fn from_month(year: i16, month: u8) -> Self {
        Self { year, month, day: 1, precision: Precision::Month }
    }

    /// One day.
    pub const fn from_day(year: i16, month: u8, day: u8) -> Self {
        Self { year, month, day, precision: Precision::Day }
    }

    /// The date of this precision that `day` lies in; before the year 0 and after 9999 the outermost there is.
    pub fn containing(day: Day, precision: Precision) -> Self {
        let (year, month, day) = civil_from_day(day);
        let year = year.clamp(0, 9999) as i16;
        match precision {
            Precision::Year => Self::from_year(year),
            Precision::Month => Self::from_month(year, month),
            Precision::Day => Self::from_day(year, month, day),
        }
    }

    /// The first day it covers.
    pub const fn first_day(self) -> Day {
        day_from_civil(self.year as i32, self.month, self.day)
    }

    /// The day after the last it covers.
    pub const fn end_day(self) -> Day {
        match self.precision {
            Precision::Year => day_from_civil(self.year as i32 + 1, 1, 1),
            Precision::Month => self.first_day() + days_in_month(self.year as i32, self.month) as Day,
            Precision::Day => self.first_day() + 1,
        }
    }

    /// Whether its parts name a day of the calendar, with 1 where they are not known.
    /// Parsed dates always do; read ones are checked with the rest of their bundle.
    pub const fn is_valid(self) -> bool {
        let month_is_valid = self.month >= 1 && self.month <= 12;
        let day_is_valid = self.day >= 1 && self.day <= days_in_month(self.year as i32, self.month);
        let unknown_is_one = match self.precision {
            Precision::Year => self.month == 1 && self.day == 1,
            Precision::Month => self.day == 1,
            Precision::Day => true,
        };
        self.year >= 0 && self.year <= 9999 && month_is_valid && day_is_valid && unknown_is_one
    }

    /// `2024`, `2024-05` or `2024-03-05`, years always with four digits.
    fn parse(text: &str) -> Result<Self, DateFault> {
        let mut parts = text.split('-');
        let year = digits(parts.next(), 4)?;
        let Some(month) = parts.next() else { return Ok(Self::from_year(year)) };
        let month = digits(Some(month), 2)? as u8;
        if !(1..=12).contains(&month) {
            return Err(DateFault::Syntax);
        }
        let Some(day) = parts.next() else { return Ok(Self::from_month(year, month)) };
        let day = digits(Some(day), 2)? as u8;
        if parts.next().is_some() || day == 0 {
            return Err(DateFault::Syntax);
        }
        let days_in_month = days_in_month(i32::from(year), month);
        if day > days_in_month {
            return Err(DateFault::NoSuchDay { days_in_month });
        }
        Ok(Self::from_day(year, month, day))
    }
}

/// Exactly `count` (at most four) ASCII digits.
fn digits(text: Option<&str>, count: usize) -> Result<i16, DateFault> {
    let text = text.filter(|text| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit()));
    text.and_then(|text| text.parse().ok()).ok_or(DateFault::Syntax)
}

impl Edtf {
    /// The first day it covers; none where the start is not known.
    pub const fn first_day(self) -> Option<Day> {
        match self.extent {
            Extent::One(date) | Extent::Interval(date, _) => Some(date.first_day()),
            Extent::Until(_) => None,
        }
    }

    /// The day after the last it covers.
    pub const fn end_day(self) -> Day {
        self.last().end_day()
    }

    /// The first day and the day after the last; where the start is not known, those of the later end.
    pub fn days(self) -> (Day, Day) {
        (self.first_day().unwrap_or_else(|| self.last().first_day()), self.end_day())
    }

    /// The date itself, or the later end.
    pub const fn last(self) -> Date {
        match self.extent {
            Extent::One(date) | Extent::Interval(_, date) | Extent::Until(date) => date,
        }
    }

    /// How much is known: of an interval, what is known of its coarser end.
    pub fn precision(self) -> Precision {
        match self.extent {
            Extent::One(date) | Extent::Until(date) => date.precision,
            Extent::Interval(from, to) => from.precision.min(to.precision),
        }
    }

    /// Whether every date in it is of the calendar and an interval runs forwards.
    pub fn is_valid(self) -> bool {
        match self.extent {
            Extent::One(date) | Extent::Until(date) => date.is_valid(),
            Extent::Interval(from, to) => from.is_valid() && to.is_valid() && !is_reversed(from, to),
        }
    }
}

/// Whether an interval ends before it begins. Ends may overlap (`2024/2024-03`), each read at its own precision.
const fn is_reversed(from: Date, to: Date) -> bool {
    to.end_day() <= from.first_day()
}

impl From<Date> for Edtf {
    fn from(date: Date) -> Self {
        Self { extent: Extent::One(date), approximate: false }
    }
}

impl FromStr for Edtf {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        parse(text).map_err(|fault| DateError { text: text.to_owned(), fault })
    }
}

fn parse(text: &str) -> Result<Edtf, DateFault> {
    let Some((from, to)) = text.split_once('/') else {
        let (date, approximate) = parse_end(text)?;
        return Ok(Edtf { extent: Extent::One(date), approximate });
    };
    let (to, approximate) = parse_end(to)?;
    if from == ".." {
        return Ok(Edtf { extent: Extent::Until(to), approximate });
    }
    let (from, from_approximate) = parse_end(from)?;
    if from_approximate != approximate {
        return Err(DateFault::HalfApproximate);
    }
    if is_reversed(from, to) {
        return Err(DateFault::Reversed);
    }
    Ok(Edtf { extent: Extent::Interval(from, to), approximate })
}

fn parse_end(text: &str) -> Result<(Date, bool), DateFault> {
    match text.strip_suffix('~') {
        Some(date) => Ok((Date::parse(date)?, true)),
        None => Ok((Date::parse(text)?, false)),
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, month, day, precision } = self;
        match precision {
            Precision::Year => write!(f, "{year:04}"),
            Precision::Month => write!(f, "{year:04}-{month:02}"),
            Precision::Day => write!(f, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let about = if self.approximate { "~" } else { "" };
        match self.extent {
            Extent::One(date) => write!(f, "{date}{about}"),
            Extent::Interval(from, to) => write!(f, "{from}{about}/{to}{about}"),
            Extent::Until(date) => write!(f, "../{date}{about}"),
        }
    }
}

#[cfg(test)]
mod tests;
