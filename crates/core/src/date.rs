//! Dates as wide as they are known: an EDTF subset and the day arithmetic behind it.

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
    /// `~`: approximate.
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
