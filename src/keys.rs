//! Keys, as words for what they do; only while a view has the focus.

use chuhai_charts::hit::Navigation;
use chuhai_charts::scene::{Datum, Item};
use chuhai_core::dataset::Dataset;
use chuhai_core::date::{Date, Day, Edtf, Extent};
use chuhai_core::state::Period;

/// What a key asks for. Enter and Space are the button's own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Key {
    /// To another item.
    Step(Navigation),
    /// A year on (true) or back.
    Year(bool),
    /// Magnify by this factor.
    Zoom(f64),
    /// Back to the whole.
    Fit,
    /// Stretch the time asked about towards later (true) or earlier.
    Stretch(bool),
    /// Close the tooltip, then let go of what this view chose.
    Escape,
    /// How to use the page.
    Help,
    /// To the search field.
    Search,
}

/// How far one press of plus or minus goes.
pub const ZOOM_STEP: f64 = 1.5;

/// What the key named `name` (as `KeyboardEvent.key`) means, with Shift or without; nothing where it is a `foreign` one:
/// the browser's, or an input method's.
pub fn read(name: &str, foreign: bool, shift: bool) -> Option<Key> {
    if foreign {
        return None;
    }
    Some(match name {
        "ArrowRight" | "ArrowDown" if shift => Key::Stretch(true),
        "ArrowLeft" | "ArrowUp" if shift => Key::Stretch(false),
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

/// The item about a year after (or before) the one at `from`: of those at least a year off, the nearest in time, in
/// the same row where there is one. None where the items have no dates.
pub fn a_year_on(items: &[Item], dataset: &Dataset, from: usize, forward: bool) -> Option<usize> {
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

/// The date that a stretch of time from the item at `from` goes by: its own, or where it is undated that of the
/// nearest in reading order, in the same row where there is one.
pub fn date_near(items: &[Item], dataset: &Dataset, from: usize) -> Option<Edtf> {
    let row = items.get(from)?.row;
    let dated = items.iter().enumerate().filter_map(|(ix, item)| {
        let Datum::Record(record) = item.datum else { return None };
        Some((item.row != row, ix.abs_diff(from), dataset.record(record).date?))
    });
    dated.min_by_key(|(elsewhere, steps, _)| (*elsewhere, *steps)).map(|(.., date)| date)
}

/// `period` stretched by one step towards later or earlier, as a selection of text is from the item that has the
/// focus: an end beyond the item comes nearer before the other goes farther. A step is as long as the item's date is
/// precise; a period that leaves the item out, or none, begins with the item's own date.
pub fn stretched(period: Period, item: Edtf, later: bool) -> Period {
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
    // Where an end is moved inwards, what is dropped is the unit that begins or ends there.
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
