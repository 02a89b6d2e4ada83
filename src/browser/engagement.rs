//! Engagement: a reader who stays with the page, as opposed to one who looks at it and leaves.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::frames::at_next_frame;
use super::idle::when_idle;
use super::timer::Timeout;
use super::window::WindowListener;

/// The time after which a reader who does nothing counts as one who stays: they may be reading, or listening.
pub const STAY_MS: u32 = 5_000;
/// The events of a reader who does anything at all.
const ACTS: [&str; 6] = ["pointermove", "pointerdown", "scroll", "keydown", "click", "focusin"];

/// Calls `work` when the browser is idle after the reader has acted on the page, or after [`STAY_MS`] once the page is in
/// view: frames are drawn neither in a background tab nor far from the window in another page.
pub fn when_engaged(work: impl FnOnce() + 'static) {
    let listener = Rc::new(RefCell::new(None));
    let engage = {
        let (work, listener) = (Rc::new(Cell::new(Some(work))), listener.clone());
        move || {
            let Some(work) = work.take() else { return };
            let listener = listener.clone();
            when_idle(move || {
                listener.take();
                work();
            });
        }
    };
    listener.replace(Some(WindowListener::new(&ACTS, engage.clone())));
    Timeout::new(STAY_MS, || at_next_frame(engage)).forget();
}
