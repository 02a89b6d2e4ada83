//! What components ask of the browser over time: the size of a box, the colours of the system, the density of the
//! screen. On the host they answer with their starting values.

use chuhai_core::state::Theme;
use chuhai_views::scene::Size;
use chuhai_views::theme::Scheme;
use yew::prelude::*;

use crate::browser::element;
use crate::browser::media::{self, MediaListener};
use crate::browser::resize::SizeObserver;

/// The size of `node`'s content box in whole logical pixels; none before it is known.
#[hook]
pub fn use_box_size(node: &NodeRef) -> Option<Size> {
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

/// Light or dark, as `theme` or else the system has it.
#[hook]
pub fn use_scheme(theme: Theme) -> Scheme {
    let dark = use_state_eq(|| false);
    let set = dark.setter();
    use_effect_with((), move |()| {
        set.set(media::matches(media::DARK));
        let listener = MediaListener::new(media::DARK, move || set.set(media::matches(media::DARK)));
        move || drop(listener)
    });
    match theme {
        Theme::Light => Scheme::Light,
        Theme::Dark => Scheme::Dark,
        Theme::Auto if *dark => Scheme::Dark,
        Theme::Auto => Scheme::Light,
    }
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
