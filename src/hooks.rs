//! Hooks that follow the browser over time: sizes, media queries, printing, and debounced values. On the host they return
//! their initial values.

use chuhai_charts::scene::Size;
use chuhai_charts::theme::Scheme;
use chuhai_core::state::Theme;
use chuhai_core::text::Lang;
use yew::prelude::*;

use crate::browser::element;
use crate::browser::media::{self, MediaListener};
use crate::browser::near;
use crate::browser::resize::SizeObserver;
use crate::browser::tasks;
use crate::browser::timer::Timeout;
use crate::browser::window::WindowListener;
use crate::render_mode::RenderMode;

/// The browser's answer before the first rendering, so that nothing is rendered twice; `otherwise` on the host.
fn at_first<T>(asked: impl FnOnce() -> T, otherwise: T) -> T {
    if cfg!(target_arch = "wasm32") { asked() } else { otherwise }
}

/// Returns true from the task on after the rendering in which `is_due` was true first: in between the browser has answered
/// the reader. Returns true at once on the host.
#[hook]
pub fn use_next_task(is_due: bool) -> bool {
    let has_come = use_state_eq(|| at_first(|| false, true));
    let set = has_come.setter();
    use_effect_with(is_due, move |&is_due| {
        if is_due {
            tasks::in_turn(move || set.set(true));
        }
    });
    *has_come
}

/// Returns true once the picture of a chart may be laid out: on screen as by [`use_next_task`], on paper at once.
#[hook]
pub fn use_turn_to_lay_out(is_due: bool, mode: RenderMode) -> bool {
    use_next_task(is_due) || mode.has_paper_size()
}

/// The size of `node`'s content box in whole logical pixels; none before it is measured. It is measured at once, without
/// waiting for the observer's first frame.
#[hook]
pub fn use_element_size(node: &NodeRef) -> Option<Size> {
    let (size, sized) = use_whole_size();
    let node = node.clone();
    use_effect_with((), move |()| {
        element::size(&node).into_iter().for_each(|size| sized.emit(size));
        let observer = SizeObserver::new(&node, sized);
        move || drop(observer)
    });
    size
}

/// The size of a chart's box `node`, as by [`use_element_size`], but measured in turn, so that each chart is laid out in
/// a task of its own. One below the screen waits until the page `is_idle`, and tells `on_painted` that the page need not wait
/// for it.
#[hook]
pub fn use_chart_size(node: &NodeRef, is_idle: bool, on_painted: &Callback<bool>) -> Option<Size> {
    let (size, sized) = use_whole_size();
    let observer = use_mut_ref(|| None);
    let (node, on_painted) = (node.clone(), on_painted.clone());
    use_effect_with(is_idle, move |&is_idle| {
        if observer.borrow().is_some() {
            return;
        }
        if !is_idle && near::is_below(&node) {
            return on_painted.emit(true);
        }
        observer.replace(Some(SizeObserver::new(&node, sized.clone())));
        tasks::in_turn(move || element::size(&node).into_iter().for_each(|size| sized.emit(size)));
    });
    size
}

/// A size in whole logical pixels, none at first, and what receives it.
#[hook]
fn use_whole_size() -> (Option<Size>, Callback<Size>) {
    let size = use_state_eq(|| None::<Size>);
    let set = size.setter();
    let sized = Callback::from(move |size: Size| {
        let whole = Size { width_px: size.width_px.floor(), height_px: size.height_px.floor() };
        if whole.width_px > 0.0 && whole.height_px > 0.0 {
            set.set(Some(whole));
        }
    });
    (*size, sized)
}

/// The greatest height that the style sheet allows `node` while it has `size`, in logical pixels; infinite without one.
#[hook]
pub fn use_max_height_px(node: &NodeRef, size: Option<Size>) -> f64 {
    let max_px = use_state_eq(|| f64::INFINITY);
    let (set, node) = (max_px.setter(), node.clone());
    use_effect_with(size, move |_| {
        let measure = move || set.set(element::max_height_px(&node).unwrap_or(f64::INFINITY));
        measure();
        // A length may depend on the window, while the element keeps its size.
        let listener = WindowListener::new(&["resize"], measure);
        move || drop(listener)
    });
    *max_px
}

/// The colour scheme of the pictures, by `theme` and the system.
#[hook]
pub fn use_scheme(theme: Theme) -> Scheme {
    let is_dark = |theme| match theme {
        Theme::Auto => None,
        Theme::Light => Some(false),
        Theme::Dark => Some(true),
    };
    let scheme = use_state_eq(|| at_first(|| media::scheme(is_dark(theme)), Scheme::default()));
    let set = scheme.setter();
    use_effect_with(theme, move |&theme| {
        let dark = is_dark(theme);
        set.set(media::scheme(dark));
        let listeners = media::COLOURS.map(|query| {
            let set = set.clone();
            MediaListener::new(query, move || set.set(media::scheme(dark)))
        });
        move || drop(listeners)
    });
    *scheme
}

/// Returns true while the page is being printed.
#[hook]
pub fn use_is_printing() -> bool {
    let is_printing = use_state_eq(|| false);
    let set = is_printing.setter();
    use_effect_with((), move |()| {
        // The render that follows is done before the browser lays the page out for printing.
        let before = WindowListener::new(&["beforeprint"], {
            let set = set.clone();
            move || set.set(true)
        });
        let after = WindowListener::new(&["afterprint"], move || set.set(false));
        move || drop((before, after))
    });
    *is_printing
}

/// Returns true if the media query `query` matches.
#[hook]
pub fn use_media(query: &'static str) -> bool {
    let matches = use_state_eq(|| at_first(|| media::matches(query), false));
    let set = matches.setter();
    use_effect_with((), move |()| {
        let listener = MediaListener::new(query, move || set.set(media::matches(query)));
        move || drop(listener)
    });
    *matches
}

/// Device pixels per logical pixel. Follows windows between screens, and zooming.
#[hook]
pub fn use_pixel_ratio() -> f64 {
    let ratio = use_state_eq(|| at_first(media::pixel_ratio, 1.0));
    let set = ratio.setter();
    use_effect_with(*ratio, move |ratio| {
        set.set(media::pixel_ratio());
        // A resolution query fires only when this one resolution is left, so each ratio needs a new listener.
        let query = format!("(resolution: {ratio}dppx)");
        let listener = MediaListener::new(&query, move || set.set(media::pixel_ratio()));
        move || drop(listener)
    });
    *ratio
}

/// The delay after which the status is announced, in ms.
pub const STATUS_DEBOUNCE_MS: u32 = 400;
/// The delay after which the pictures have been painted, in ms: four frames, as a slow device takes two for each.
pub const AFTER_PAINT_MS: u32 = 66;

/// The delay after which a gesture is taken to rest, in ms.
pub const AFTER_GESTURE_MS: u32 = 150;

/// Returns `value` once it has been unchanged for `delay_ms` (a debounce).
#[hook]
pub fn use_debounced<T: Clone + PartialEq + 'static>(value: &T, delay_ms: u32) -> T {
    let debounced = use_state_eq(|| value.clone());
    let set = debounced.setter();
    use_effect_with(value.clone(), move |latest| {
        let latest = latest.clone();
        let timer = Timeout::new(delay_ms, move || set.set(latest.clone()));
        move || drop(timer)
    });
    (*debounced).clone()
}

/// Returns `text` debounced, so that a run of changes is announced once; at once if the page changes its language.
#[hook]
pub fn use_debounced_status(text: &AttrValue, lang: Lang) -> AttrValue {
    let (debounced, its_lang) = use_debounced(&(text.clone(), lang), STATUS_DEBOUNCE_MS);
    if its_lang == lang { debounced } else { text.clone() }
}
