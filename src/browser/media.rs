//! Media queries and the density of the screen.

use chuhai_charts::theme::{Rgb, Scheme, SystemColors};
use wasm_bindgen::prelude::*;
use web_sys::{MediaQueryList, window};

/// The query of systems in dark mode.
const DARK: &str = "(prefers-color-scheme: dark)";
/// The query of readers who want more contrast.
const STRONG: &str = "(prefers-contrast: more)";
/// The query of systems that force their own colours on every page.
const FORCED: &str = "(forced-colors: active)";
/// The queries that the colours of a picture depend on.
pub const COLOURS: [&str; 3] = [DARK, STRONG, FORCED];

/// The colour scheme by the system's settings; `dark` is the reader's choice, if they have made one.
pub fn scheme(dark: Option<bool>) -> Scheme {
    if matches(FORCED)
        && let Some(system) = forced_colours()
    {
        return Scheme::Forced(system);
    }
    match (dark.unwrap_or_else(|| matches(DARK)), matches(STRONG)) {
        (false, false) => Scheme::Light,
        (true, false) => Scheme::Dark,
        (false, true) => Scheme::StrongLight,
        (true, true) => Scheme::StrongDark,
    }
}

/// The system's colours, from properties that `tokens.css` sets on the root in forced-colors mode.
fn forced_colours() -> Option<SystemColors> {
    let window = window()?;
    let style = window.get_computed_style(&window.document()?.document_element()?).ok()??;
    let colour = |property: &str| {
        let value = style.get_property_value(property).ok()?;
        let mut parts = value.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok());
        Some(Rgb(parts.next()?, parts.next()?, parts.next()?))
    };
    Some(SystemColors {
        canvas: colour("background-color")?,
        text: colour("color")?,
        gray: colour("column-rule-color")?,
        highlight: colour("outline-color")?,
    })
}

/// The query of readers who want no motion.
pub const REDUCED_MOTION: &str = "(prefers-reduced-motion: reduce)";

fn list(query: &str) -> Option<MediaQueryList> {
    window()?.match_media(query).ok()?
}

/// Returns true if `query` matches now.
pub fn matches(query: &str) -> bool {
    list(query).is_some_and(|list| list.matches())
}

/// Device pixels per logical pixel, at least 1.
pub fn pixel_ratio() -> f64 {
    window().map_or(1.0, |window| window.device_pixel_ratio()).max(1.0)
}

/// A listener on a media query; dropping it removes it. gloo's would throw in Safari before 14, where a list of media
/// queries is no `EventTarget`; the page then misses changes, and nothing else.
pub struct MediaListener {
    list: Option<MediaQueryList>,
    closure: Closure<dyn FnMut()>,
}

impl MediaListener {
    /// Calls `changed` whenever the answer to `query` changes.
    pub fn new(query: &str, changed: impl FnMut() + 'static) -> Self {
        let closure = Closure::new(changed);
        let list = list(query);
        if let Some(list) = &list {
            let _ = list.add_event_listener_with_callback("change", closure.as_ref().unchecked_ref());
        }
        Self { list, closure }
    }
}

impl Drop for MediaListener {
    fn drop(&mut self) {
        if let Some(list) = &self.list {
            let _ = list.remove_event_listener_with_callback("change", self.closure.as_ref().unchecked_ref());
        }
    }
}
