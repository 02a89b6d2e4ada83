//! The state of a stage between renderings, in groups: pointers, keyboard focus, tooltip.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use chuhai_charts::scene::Rect;
use yew::prelude::*;

use super::drag::DragState;
use crate::browser::timer::Timeout;
use crate::browser::window::WindowListener;
use crate::gesture::PointerTracker;

/// Time for which a tooltip outlives the pointer's leaving its mark, so that the pointer can cross into it.
const TOOLTIP_GRACE_MS: u32 = 160;
/// Time for which the hint stays that two fingers move the picture.
const HINT_MS: u32 = 1800;

/// A timeout of which only the latest counts.
type Timer = Rc<RefCell<Option<Timeout>>>;

/// Pointers that are down, and what they draw.
#[derive(Clone)]
pub(super) struct PointerState {
    /// The pointers that pan and zoom.
    pub tracker: Rc<RefCell<PointerTracker>>,
    /// The drag that chooses, if one is in progress.
    pub drag: Rc<RefCell<Option<DragState>>>,
    /// The box that a drag draws.
    pub lasso: UseStateHandle<Option<Rect>>,
    /// True while the picture must follow a gesture without a transition.
    pub follows_pointer: Rc<Cell<bool>>,
    /// True while the hint about two fingers is shown.
    pub hint: UseStateHandle<bool>,
    hint_timer: Timer,
}

/// Returns the state of the pointers on a stage.
#[hook]
pub(super) fn use_pointers() -> PointerState {
    let follows_pointer = use_memo((), |()| Cell::new(false));
    PointerState {
        tracker: use_mut_ref(PointerTracker::default),
        drag: use_mut_ref(|| None),
        lasso: use_state_eq(|| None),
        follows_pointer,
        hint: use_state_eq(|| false),
        hint_timer: use_mut_ref(|| None),
    }
}

impl PointerState {
    /// Shows the hint about two fingers for a moment.
    pub fn show_hint(&self) {
        let hint = self.hint.clone();
        hint.set(true);
        *self.hint_timer.borrow_mut() = Some(Timeout::new(HINT_MS, move || hint.set(false)));
    }
}

/// Keyboard focus among the items, which are one tab stop (roving tabindex).
#[derive(Clone)]
pub(super) struct FocusState {
    /// The id of the item whose focus the browser shows.
    pub visible: UseStateHandle<Option<String>>,
    /// The id of the item that Tab leads to.
    pub cursor: UseStateHandle<Option<String>>,
}

/// Returns the keyboard focus of a stage.
#[hook]
pub(super) fn use_focus() -> FocusState {
    FocusState { visible: use_state_eq(|| None), cursor: use_state_eq(|| None) }
}

/// Hovering, and the tooltip that it or the focus shows.
#[derive(Clone)]
pub(super) struct TooltipState {
    /// The id of the item under the pointer.
    pub hover: UseStateHandle<Option<String>>,
    /// True if the reader has dismissed the tooltip.
    pub dismissed: UseStateHandle<bool>,
    grace: Timer,
}

/// Returns the tooltip of a stage. Escape dismisses it while an item is hovered, wherever the focus is (WCAG 2.2,
/// 1.4.13).
#[hook]
pub(super) fn use_tooltip() -> TooltipState {
    let tooltip =
        TooltipState { hover: use_state_eq(|| None), dismissed: use_state_eq(|| false), grace: use_mut_ref(|| None) };
    let is_shown = tooltip.hover.is_some() && !*tooltip.dismissed;
    use_effect_with(is_shown.then(|| tooltip.dismissed.setter()), |dismissed| {
        let listener = dismissed.clone().map(|dismissed| WindowListener::escape(move || dismissed.set(true)));
        move || drop(listener)
    });
    tooltip
}

impl TooltipState {
    /// The pointer is over the item `id`.
    pub fn enter(&self, id: &str) {
        self.grace.take();
        if self.hover.as_deref() != Some(id) {
            self.dismissed.set(false);
            self.hover.set(Some(id.to_owned()));
        }
    }

    /// The pointer is over no item: the tooltip goes after a grace period.
    pub fn leave(&self) {
        if self.hover.is_some() {
            let hover = self.hover.clone();
            *self.grace.borrow_mut() = Some(Timeout::new(TOOLTIP_GRACE_MS, move || hover.set(None)));
        }
    }

    /// Returns true if the tooltip is about to go.
    pub fn is_leaving(&self) -> bool {
        self.grace.borrow().is_some()
    }

    /// Keeps the tooltip while the pointer is in it (`inside`). Afterwards it goes like any other: the pointer may be over the
    /// next item already.
    pub fn hold(&self, inside: bool) {
        self.grace.take();
        if !inside {
            self.leave();
        }
    }
}
