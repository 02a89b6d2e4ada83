//! Keyboard events of a stage, while one of its items has the focus. [`keys`] maps keys to commands.

use chuhai_charts::hit;
use chuhai_core::state::Action;
use yew::prelude::*;

use super::context::StageContext;
use crate::browser::{element, key};
use crate::gesture::Gesture;
use crate::keys::{self, Key};

impl StageContext {
    /// A key went down.
    pub fn key_down(&self, event: KeyboardEvent) {
        let Some(from) = self.target(event.target()) else { return };
        let foreign = !key::is_ours(&event);
        let Some(key) = keys::parse_key(&event.key(), foreign, event.shift_key()) else { return };
        if self.run(key, from) {
            event.prevent_default();
        }
    }

    /// Runs the command of `key` while the item at `from` has the focus. Returns false if there was nothing to do.
    fn run(&self, key: Key, from: usize) -> bool {
        let items = &self.scene.items;
        match key {
            Key::Step(navigation) => self.focus_item(hit::navigate(items, from, navigation)),
            Key::Year(forward) => self.focus_item(keys::year_apart(items, &self.page.dataset, from, forward)),
            Key::Zoom(_) | Key::Fit if self.props.on_gesture.is_none() => return false,
            Key::Zoom(factor) => self.gesture(Gesture::Zoom { factor, at: items[from].bounds.centre() }),
            Key::Fit => self.gesture(Gesture::Fit),
            Key::Escape if self.tip().is_some() => self.tooltip.dismissed.set(true),
            Key::Escape => return self.clear_own(),
            Key::ExtendPeriod(later) => return self.extend_period(from, later),
            Key::Help => self.props.help.emit(()),
            Key::Search => return element::focus("search"),
        }
        true
    }

    /// Extends the period of the filter from the item at `from`. Returns false where there is no time to extend.
    fn extend_period(&self, from: usize, later: bool) -> bool {
        let Some(period) = self.props.period else { return false };
        let Some(date) = keys::date_near(&self.scene.items, &self.page.dataset, from) else { return false };
        self.page.act.emit(Action::SetPeriod(keys::extend_period(period, date, later)));
        true
    }

    fn focus_item(&self, to: Option<usize>) {
        if let Some(to) = to {
            element::focus_child(&self.list, to);
        }
    }
}
