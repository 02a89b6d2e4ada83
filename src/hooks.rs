//! What components ask of the browser over time: the size of a box, the colours of the system, the density of the
//! screen. On the host they answer with their starting values.

use chuhai_charts::scene::Size;
use chuhai_charts::theme::Scheme;
use chuhai_core::state::Theme;
use chuhai_core::text::Lang;
use yew::prelude::*;

use crate::browser::element;
use crate::browser::media::{self, MediaListener};
use crate::browser::resize::SizeObserver;
use crate::browser::timer::Timeout;
use crate::browser::window::WindowListener;

/// The size of `node`'s content box in whole logical pixels; none before it is known.
#[hook]
pub fn use_element_size(node: &NodeRef) -> Option<Size> {
    let size = use_state_eq(|| None::<Size>);
    let set = size.setter();
    let node = node.clone();
    use_effect_with((), move |()| {
        let sized = move |size: Size| {
            let whole = Size { width_px: size.width_px.floor(), height_px: size.height_px.floor() };
            if whole.width_px > 0.0 && whole.height_px > 0.0 {
                set.set(Some(whole));
            }
        };
        // At once, so that the first picture need not wait for the observer's first frame.
        element::size(&node).into_iter().for_each(&sized);
        let observer = SizeObserver::new(&node, sized);
        move || drop(observer)
    });
    *size
}

/// The colours of the pictures, as `theme` or else the system has them.
#[hook]
pub fn use_scheme(theme: Theme) -> Scheme {
    let scheme = use_state_eq(Scheme::default);
    let set = scheme.setter();
    use_effect_with(theme, move |theme| {
        let dark = match theme {
            Theme::Auto => None,
            chosen => Some(*chosen == Theme::Dark),
        };
        set.set(media::scheme(dark));
        let listeners = media::COLOURS.map(|query| {
            let set = set.clone();
            MediaListener::new(query, move || set.set(media::scheme(dark)))
        });
        move || drop(listeners)
    });
    *scheme
}

/// Whether the page is being printed: then it lies on paper, and its pictures are drawn as wide as that.
#[hook]
pub fn use_is_printing() -> bool {
    let is_printing = use_state_eq(|| false);
    let set = is_printing.setter();
    use_effect_with((), move |()| {
        // What renders after this is on the page before the browser looks at it to print.
        let before = WindowListener::new(&["beforeprint"], {
            let set = set.clone();
            move || set.set(true)
        });
        let after = WindowListener::new(&["afterprint"], move || set.set(false));
        move || drop((before, after))
    });
    *is_printing
}

/// Whether the media query `query` holds.
#[hook]
pub fn use_media(query: &'static str) -> bool {
    // Known from the first rendering on, so that nothing is laid out twice; the host has no media.
    let holds = use_state_eq(|| cfg!(target_arch = "wasm32") && media::matches(query));
    let set = holds.setter();
    use_effect_with((), move |()| {
        let listener = MediaListener::new(query, move || set.set(media::matches(query)));
        move || drop(listener)
    });
    *holds
}

/// Device pixels a logical pixel, followed as windows move between screens and readers zoom.
#[hook]
pub fn use_pixel_ratio() -> f64 {
    let ratio = use_state_eq(|| 1.0);
    let set = ratio.setter();
    use_effect_with(*ratio, move |ratio| {
        set.set(media::pixel_ratio());
        // A resolution query tells only of leaving this one resolution, so each new ratio listens anew.
        let query = format!("(resolution: {ratio}dppx)");
        let listener = MediaListener::new(&query, move || set.set(media::pixel_ratio()));
        move || drop(listener)
    });
    *ratio
}

/// How long a value has to stay the same until it has settled.
pub const STATUS_DEBOUNCE_MS: i32 = 400;
/// How long until the pictures have answered: two frames.
pub const AFTER_PAINT_MS: i32 = 33;

/// `value` once it has stayed the same for `calm_ms`: what need not be there in the moment of a choice does not hold
/// it up.
#[hook]
pub fn use_debounced<T: Clone + PartialEq + 'static>(value: &T, calm_ms: i32) -> T {
    let calm = use_state_eq(|| value.clone());
    let set = calm.setter();
    use_effect_with(value.clone(), move |latest| {
        let latest = latest.clone();
        let timer = Timeout::new(calm_ms, move || set.set(latest.clone()));
        move || drop(timer)
    });
    (*calm).clone()
}

/// `text` once it has stayed the same for a while, so that a run of choices is announced once; at once when the page
/// changes its language.
#[hook]
pub fn use_debounced_status(text: &AttrValue, lang: Lang) -> AttrValue {
    let (settled, of) = use_debounced(&(text.clone(), lang), STATUS_DEBOUNCE_MS);
    if of == lang { settled } else { text.clone() }
}
