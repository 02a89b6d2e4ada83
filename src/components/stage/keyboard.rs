//! Keys on a stage, while one of its items has the focus. What each key means is `keys`'.

use chuhai_charts::hit;
use chuhai_core::state::Action;
use yew::prelude::*;

use super::ground::Ground;
use crate::browser::{element, key};
use crate::gesture::Gesture;
use crate::keys::{self, Key};

impl Ground {
    /// A key went down.
    pub fn key_down(&self, event: KeyboardEvent) {
        let Some(from) = self.target(event.target()) else { return };
        let foreign = !key::is_ours(&event);
        let Some(key) = keys::parse_key(&event.key(), foreign, event.shift_key()) else { return };
        if self.answer(key, from) {
            event.prevent_default();
        }
    }

    /// Does what `key` asks for while the item at `from` has the focus; whether there was anything to do.
    fn answer(&self, key: Key, from: usize) -> bool {
        let items = &self.scene.items;
        match key {
            Key::Step(step) => self.focus(hit::navigate(items, from, step)),
            Key::Year(forward) => self.focus(keys::year_apart(items, &self.dataset, from, forward)),
            Key::Zoom(_) | Key::Fit if self.gesture.is_none() => return false,
            Key::Zoom(factor) => self.gesture(Gesture::Zoom { factor, at: items[from].bounds.centre() }),
            Key::Fit => self.gesture(Gesture::Fit),
            Key::Escape if self.tip().is_some() => self.tip_closed.set(true),
            Key::Escape => return self.let_go(),
            Key::ExtendPeriod(later) => return self.stretch(from, later),
            Key::Help => self.help.emit(()),
            Key::Search => return element::focus("search"),
        }
        true
    }

    /// Stretches the time asked about from the item at `from`.
    fn stretch(&self, from: usize, later: bool) -> bool {
        let Some(period) = self.period else { return false };
        let Some(date) = keys::date_near(&self.scene.items, &self.dataset, from) else { return false };
        self.act.emit(Action::SetPeriod(keys::extend_period(period, date, later)));
        true
    }

    fn focus(&self, to: Option<usize>) {
        if let Some(to) = to {
            element::focus_child(&self.list, to);
        }
    }
}
