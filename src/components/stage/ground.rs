//! What pointer and keys meet on a stage: its items, which of them is hovered, focused or next in line, and where
//! choices and gestures go. Cheap to clone: handles all through.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use chuhai_charts::hit;
use chuhai_charts::scene::{Datum, Point, Rect, Scene};
use chuhai_core::dataset::Dataset;
use chuhai_core::state::{Action, Period};
use yew::prelude::*;

use super::drag::{Drag, Pull};
use crate::browser::element;
use crate::browser::timer::Timeout;
use crate::gesture::{Gesture, PointerTracker};
use crate::ptr_eq_rc::PtrEqRc;

/// The stage as it was last rendered, for whoever answers an event on it.
#[derive(Clone)]
pub(super) struct Ground {
    /// The stage's box.
    pub node: NodeRef,
    /// The list of its items.
    pub list: NodeRef,
    /// The picture.
    pub scene: PtrEqRc<Scene>,
    /// The facts behind the items.
    pub dataset: PtrEqRc<Dataset>,
    /// Where choices go.
    pub act: Callback<Action>,
    /// What zooming and panning mean here, if anything.
    pub gesture: Option<Callback<Gesture>>,
    /// What a drag that chooses does here, if anything.
    pub drag: Option<Callback<Drag>>,
    /// What lets go of all that this view chose.
    pub own: Vec<Action>,
    /// Where the time now asked about can be stretched from, if this view is one of time.
    pub period: Option<Period>,
    /// Opens the help.
    pub help: Callback<()>,
    /// The item under the pointer.
    pub hover: UseStateHandle<Option<String>>,
    /// The item whose focus the browser shows.
    pub focused: UseStateHandle<Option<String>>,
    /// The item that Tab leads to.
    pub cursor: UseStateHandle<Option<String>>,
    /// Whether the tooltip was sent away.
    pub tip_closed: UseStateHandle<bool>,
    /// The end of the grace that a tooltip has.
    pub leaving: Rc<RefCell<Option<Timeout>>>,
    /// The pointers that are down.
    pub fingers: Rc<RefCell<PointerTracker>>,
    /// The drag that chooses, if one is going on.
    pub pull: Rc<RefCell<Option<Pull>>>,
    /// The box it is drawing, where it draws one.
    pub lasso: UseStateHandle<Option<Rect>>,
    /// Whether the hint about two fingers is shown.
    pub hinted: UseStateHandle<bool>,
    /// The end of the hint.
    pub hinting: Rc<RefCell<Option<Timeout>>>,
    /// Set by a gesture that the picture must follow at once, as a finger is followed.
    pub by_hand: Rc<Cell<bool>>,
}

impl Ground {
    /// Hears one kind of event.
    pub fn hear<E: 'static>(self: &Rc<Self>, answer: fn(&Self, E)) -> Callback<E> {
        let ground = self.clone();
        Callback::from(move |event: E| answer(&ground, event))
    }

    /// A place of the window, in the picture.
    pub fn local(&self, event: &MouseEvent) -> Point {
        element::local_point(&self.node, event.client_x(), event.client_y())
    }

    /// The item that shows its tooltip: the hovered one before the focused one.
    pub fn tip(&self) -> Option<usize> {
        let tip = index_of(&self.scene, &self.hover).or_else(|| index_of(&self.scene, &self.focused));
        tip.filter(|_| !*self.tip_closed)
    }

    /// Asks for a gesture, where this picture moves.
    pub fn gesture(&self, gesture: Gesture) {
        if let Some(callback) = &self.gesture {
            callback.emit(gesture);
        }
    }

    /// A part of a gesture that is still going on under the reader's hand.
    pub fn follow(&self, gesture: Gesture) {
        self.by_hand.set(true);
        self.gesture(gesture);
    }

    /// Chooses the item at `ix`, or comes nearer where it is a density. `adding` adds a region or company to those
    /// asked about, or takes it away.
    pub fn activate(&self, ix: usize, adding: bool) {
        let item = &self.scene.items[ix];
        self.cursor.set(Some(item.id.clone()));
        match item.datum {
            Datum::Record(ix) if adding => self.act.emit(Action::ToggleRecordInFilter(ix)),
            Datum::Record(ix) => self.act.emit(Action::ToggleRecord(ix)),
            Datum::Bin(_) => self.gesture(Gesture::Zoom { factor: 4.0, at: item.bounds.centre() }),
        }
        // Where the panel comes up as a sheet, what was chosen must not end up under it.
        element::reveal_child(&self.list, ix);
    }

    /// Lets go of what this view chose; whether it had chosen anything.
    pub fn let_go(&self) -> bool {
        self.own.iter().for_each(|action| self.act.emit(action.clone()));
        !self.own.is_empty()
    }

    /// The item whose button an event came from.
    pub fn target(&self, target: Option<element::Target>) -> Option<usize> {
        let index = element::nearest_attribute(target, "data-index")?.parse().ok()?;
        (index < self.scene.items.len()).then_some(index)
    }

    /// The item a pointer means: what the Scene says lies at the point; where that is nothing, or the point is the
    /// very middle of a button, the button's own.
    pub fn pointed(&self, at: Point, target: Option<element::Target>) -> Option<usize> {
        const MIDDLE_PX: f64 = 3.0;
        let button = self.target(target);
        let in_middle = button.filter(|&ix| {
            let centre = hit::button(&self.scene.items[ix]).map(|button| button.centre());
            centre.is_some_and(|centre| (centre.x - at.x).abs() <= MIDDLE_PX && (centre.y - at.y).abs() <= MIDDLE_PX)
        });
        in_middle.or_else(|| hit::hit(&self.scene, at)).or(button)
    }

    /// An item has the focus now: the tab stop goes with it, and where the browser shows the focus, so do we.
    pub fn focus_came(&self, event: FocusEvent) {
        let Some(item) = self.target(event.target()).map(|ix| &self.scene.items[ix]) else { return };
        self.cursor.set(Some(item.id.clone()));
        self.tip_closed.set(false);
        if element::shows_focus(event.target()) {
            self.focused.set(Some(item.id.clone()));
            self.hover.set(None);
            if let (true, Datum::Record(ix)) = (item.hit.is_empty(), item.datum) {
                self.gesture(Gesture::Reveal(ix));
            }
        }
    }

    /// The focus went.
    pub fn focus_went(&self, _: FocusEvent) {
        self.focused.set(None);
    }
}

/// Where in the reading order the item `id` stands.
pub(super) fn index_of(scene: &Scene, id: &Option<String>) -> Option<usize> {
    let id = id.as_ref()?;
    scene.items.iter().position(|item| item.id == *id)
}
