//! The meaning of keys while a view has the focus.

use chuhai_charts::hit::Navigation;
use chuhai_charts::scene::{Datum, Item};
use chuhai_core::dataset::Dataset;
use chuhai_core::date::{Date, Day, Edtf, Extent};
use chuhai_core::state::Period;

/// The meaning of a key. Enter and Space are the buttons' own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Key {
    /// Moves to another item.
    Step(Navigation),
    /// Moves a year forward (true) or back.
    Year(bool),
    /// Zooms by this factor.
    Zoom(f64),
    /// Fits the whole picture.
    Fit,
    /// Extends the period of the filter to later (true) or earlier.
    ExtendPeriod(bool),
    /// Closes the tooltip, then clears this view's choice.
    Escape,
    /// Opens the help.
    Help,
    /// Moves to the search field.
    Search,
}

/// The zoom factor of plus and minus.
pub const ZOOM_STEP: f64 = 1.5;

/// The meaning of a key by its name (`KeyboardEvent.key`). A key is foreign if it belongs to the browser or to an input
/// method; those have none.
pub fn parse_key(name: &str, is_foreign: bool, shift: bool) -> Option<Key> {
    if is_foreign {
        return None;
    }
    Some(match name {
        "ArrowRight" | "ArrowDown" if shift => Key::ExtendPeriod(true),
        "ArrowLeft" | "ArrowUp" if shift => Key::ExtendPeriod(false),
        "ArrowRight" => Key::Step(Navigation::Next),
        "ArrowLeft" => Key::Step(Navigation::Previous),
        "ArrowDown" => Key::Step(Navigation::RowDown),
        "ArrowUp" => Key::Step(Navigation::RowUp),
        "Home" => Key::Step(Navigation::First),
        "End" => Key::Step(Navigation::Last),
        "PageDown" => Key::Year(true),
        "PageUp" => Key::Year(false),
        "+" | "=" => Key::Zoom(ZOOM_STEP),
        "-" => Key::Zoom(1.0 / ZOOM_STEP),
        "0" => Key::Fit,
        "Escape" => Key::Escape,
        "?" | "？" => Key::Help,
        "/" | "／" => Key::Search,
        _ => return None,
    })
}

/// The item a year after (`forward`) or before the one at `from`: the nearest of those at least a year away, in the same
/// row if possible. None if the items have no dates.
pub fn year_apart(items: &[Item], dataset: &Dataset, from: usize, forward: bool) -> Option<usize> {
    const YEAR_DAYS: Day = 365;
    let start = |item: &Item| -> Option<Day> {
        let Datum::Record(ix) = item.datum else { return None };
        let date = dataset.record(ix).date?;
        Some(date.first_day().unwrap_or_else(|| date.end_day()))
    };
    let here = items.get(from)?;
    let today = start(here)?;
    let away = |day: Day| if forward { day - today } else { today - day };
    let far = items.iter().enumerate().filter_map(|(ix, item)| Some((ix, item, away(start(item)?))));
    far.filter(|(.., days)| *days >= YEAR_DAYS)
        .min_by_key(|(_, item, days)| (*days, item.row != here.row))
        .map(|(ix, ..)| ix)
}

/// The date of the item at `from`; if it has none, that of the nearest dated item in reading order, in the same row if
/// possible.
pub fn date_near(items: &[Item], dataset: &Dataset, from: usize) -> Option<Edtf> {
    let row = items.get(from)?.row;
    let dated = items.iter().enumerate().filter_map(|(ix, item)| {
        let Datum::Record(record) = item.datum else { return None };
        Some((item.row != row, ix.abs_diff(from), dataset.record(record).date?))
    });
    dated.min_by_key(|(elsewhere, steps, _)| (*elsewhere, *steps)).map(|(.., date)| date)
}

/// `period` extended by one step to later or earlier, like a text selection from the focused item: an end beyond the item
/// first comes back to it before the other moves away. A step is one unit of the item's precision. A period without the
/// item is replaced by the item's own date.
pub fn extend_period(period: Period, item: Edtf, later: bool) -> Period {
    let (own_from, own_to) = match item.extent {
        Extent::One(date) | Extent::Until(date) => (date, date),
        Extent::Interval(from, to) => (from, to),
    };
    let own = Period { from: Some(own_from), to: Some(own_to) };
    if period.is_open() || !period.meets(item) {
        return own;
    }
    let (from, to) = (period.from.unwrap_or(own_from), period.to.unwrap_or(own_to));
    let unit = item.precision();
    // An end that moves inwards drops the unit at that end.
    let last = Date::containing(to.end_day() - 1, unit);
    let (from, to) = match later {
        true if from.first_day() < own_from.first_day() => {
            (Date::containing(Date::containing(from.first_day(), unit).end_day(), unit), to)
        }
        true => (from, Date::containing(to.end_day(), unit)),
        false if to.end_day() > own_to.end_day() => (from, Date::containing(last.first_day() - 1, unit)),
        false => (Date::containing(from.first_day() - 1, unit), to),
    };
    Period { from: Some(from), to: Some(to) }
}
