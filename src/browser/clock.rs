//! The day it is.

use js_sys::Date;

/// Today, as `2026-11-27`, in UTC.
pub fn day() -> String {
    let mut day = String::from(Date::new_0().to_iso_string());
    day.truncate(10);
    day
}
