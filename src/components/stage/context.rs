//! The stage as its event handlers see it: items, state and where actions and gestures go.

use std::rc::Rc;

use chuhai_charts::hit;
use chuhai_charts::scene::{Datum, Item, Point, Scene};
use chuhai_core::state::Action;
use yew::prelude::*;

use super::StageProps;
use super::state::{FocusState, PointerState, TooltipState};
use crate::browser::element;
use crate::gesture::Gesture;
use crate::page::Page;
use crate::ptr_eq_rc::PtrEqRc;

/// A stage as it was last rendered.
pub(super) struct StageContext {
    /// Dataset, language and dispatcher.
    pub page: Page,
    /// The stage's properties.
    pub props: StageProps,
    /// The picture.
    pub scene: PtrEqRc<Scene>,
    /// The list of the items' buttons.
    pub list: NodeRef,
    /// The pointers that are down.
    pub pointers: PointerState,
    /// The keyboard focus.
    pub focus: FocusState,
    /// Hovering and the tooltip.
    pub tooltip: TooltipState,
}

impl StageContext {
    /// A callback for one kind of event.
    pub fn on<E: 'static>(self: &Rc<Self>, handler: fn(&Self, E)) -> Callback<E> {
        let context = self.clone();
        Callback::from(move |event: E| handler(&context, event))
    }

    /// The position of a mouse event in the picture.
    pub fn local(&self, event: &MouseEvent) -> Point {
        element::local_point(&self.props.node, event.client_x(), event.client_y())
    }

    /// The item whose tooltip is shown: the hovered one before the focused one.
    pub fn tip(&self) -> Option<&Item> {
        let tip = index_of(&self.scene, &self.tooltip.hover).or_else(|| index_of(&self.scene, &self.focus.visible));
        tip.filter(|_| !*self.tooltip.dismissed).map(|ix| &self.scene.items[ix])
    }

    /// The item with this id, if the picture shows it.
    pub fn visible_item(&self, id: &Option<String>) -> Option<&Item> {
        index_of(&self.scene, id).map(|ix| &self.scene.items[ix]).filter(|item| !item.hit.is_empty())
    }

    /// The index of the item that Tab leads to: the last one that had the focus, else the first selected one.
    pub fn cursor(&self) -> usize {
        let selected = || self.scene.items.iter().position(|item| is_selected(item, &self.props));
        index_of(&self.scene, &self.focus.cursor).or_else(selected).unwrap_or(0)
    }

    /// Emits a gesture, where the picture has a camera.
    pub fn gesture(&self, gesture: Gesture) {
        if let Some(callback) = &self.props.on_gesture {
            callback.emit(gesture);
        }
    }

    /// Emits a step of a gesture in progress, which the picture follows without a transition.
    pub fn follow(&self, gesture: Gesture) {
        self.pointers.follows_pointer.set(true);
        self.gesture(gesture);
    }

    /// Selects the item at `ix`, or zooms in where it is a density bin. With `extend` its region or company is added
    /// to the filter, or removed from it.
    pub fn activate(&self, ix: usize, extend: bool) {
        let item = &self.scene.items[ix];
        self.focus.cursor.set(Some(item.id.clone()));
        match item.datum {
            Datum::Record(ix) if extend => self.page.act.emit(Action::ToggleRecordInFilter(ix)),
            Datum::Record(ix) => self.page.act.emit(Action::ToggleRecord(ix)),
            Datum::Bin(_) => self.gesture(Gesture::Zoom { factor: 4.0, at: item.bounds.centre() }),
        }
        // On small screens the panel opens as a sheet, which must not cover the selected item.
        element::reveal_child(&self.list, ix);
    }

    /// Clears this view's filter fields and selection. Returns false if there were none.
    pub fn clear_own(&self) -> bool {
        self.props.own.iter().for_each(|action| self.page.act.emit(action.clone()));
        !self.props.own.is_empty()
    }

    /// The index of the item whose button is an event's target.
    pub fn target(&self, target: Option<element::Target>) -> Option<usize> {
        let index = element::nearest_attribute(target, "data-index")?.parse().ok()?;
        (index < self.scene.items.len()).then_some(index)
    }

    /// The index of the item that a pointer at `at` means: the one the Scene hits, unless there is none or the point
    /// is at the centre of a button; then the button's.
    pub fn pointed(&self, at: Point, target: Option<element::Target>) -> Option<usize> {
        const CENTRE_PX: f64 = 3.0;
        let button = self.target(target);
        let at_centre = button.filter(|&ix| {
            let centre = hit::button(&self.scene.items[ix]).map(|button| button.centre());
            centre.is_some_and(|centre| (centre.x - at.x).abs() <= CENTRE_PX && (centre.y - at.y).abs() <= CENTRE_PX)
        });
        at_centre.or_else(|| hit::hit(&self.scene, at)).or(button)
    }

    /// An item has received the focus: it becomes the tab stop. If the browser shows the focus, so does the picture.
    pub fn focus_in(&self, event: FocusEvent) {
        let Some(item) = self.target(event.target()).map(|ix| &self.scene.items[ix]) else { return };
        self.focus.cursor.set(Some(item.id.clone()));
        self.tooltip.dismissed.set(false);
        if element::shows_focus(event.target()) {
            self.focus.visible.set(Some(item.id.clone()));
            self.tooltip.hover.set(None);
            if let (true, Datum::Record(ix)) = (item.hit.is_empty(), item.datum) {
                self.gesture(Gesture::Reveal(ix));
            }
        }
    }

    /// The focus has left an item.
    pub fn focus_out(&self, _: FocusEvent) {
        self.focus.visible.set(None);
    }

    /// The pointer has entered the tooltip (true) or left it.
    pub fn hold_tooltip(&self, inside: bool) {
        self.tooltip.hold(inside);
    }
}

/// The index, in reading order, of the item with this id.
pub(super) fn index_of(scene: &Scene, id: &Option<String>) -> Option<usize> {
    let id = id.as_ref()?;
    scene.items.iter().position(|item| item.id == *id)
}

/// Returns true if the item's record is selected.
pub(super) fn is_selected(item: &Item, props: &StageProps) -> bool {
    matches!(item.datum, Datum::Record(ix) if props.chosen.contains(&ix))
}
