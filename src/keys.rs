//! Keys, as words for what they do; only while a view has the focus.

use chuhai_core::dataset::Dataset;
use chuhai_core::date::Day;
use chuhai_views::hit::Step;
use chuhai_views::scene::{Datum, Item};

/// What a key asks for. Enter and Space are the button's own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Key {
    /// To another item.
    Step(Step),
    /// A year on (true) or back.
    Year(bool),
    /// Magnify by this factor.
    Zoom(f64),
    /// Back to the whole.
    Fit,
    /// Close the tooltip, then clear the choice.
    Escape,
}

/// How far one press of plus or minus goes.
pub const ZOOM_STEP: f64 = 1.5;

/// What the key named `name` (as `KeyboardEvent.key`) means; nothing with a modifier, which is the browser's.
pub fn read(name: &str, modified: bool) -> Option<Key> {
    if modified {
        return None;
    }
    Some(match name {
        "ArrowRight" => Key::Step(Step::Next),
        "ArrowLeft" => Key::Step(Step::Previous),
        "ArrowDown" => Key::Step(Step::RowDown),
        "ArrowUp" => Key::Step(Step::RowUp),
        "Home" => Key::Step(Step::First),
        "End" => Key::Step(Step::Last),
        "PageDown" => Key::Year(true),
        "PageUp" => Key::Year(false),
        "+" | "=" => Key::Zoom(ZOOM_STEP),
        "-" => Key::Zoom(1.0 / ZOOM_STEP),
        "0" => Key::Fit,
        "Escape" => Key::Escape,
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
