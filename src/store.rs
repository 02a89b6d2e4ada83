//! The store: the dataset with its details, the reader's state, and the filter resolved. Core's `update` is the only
//! function that changes the state.

use std::rc::Rc;

use chuhai_core::dataset::{Dataset, Details, StepIx};
use chuhai_core::search;
use chuhai_core::state::{Action, ResolvedFilter, State, View, update};
use yew::Reducible;

use crate::ptr_eq_rc::PtrEqRc;
use crate::views::spec::is_available;

/// The state that the page is rendered from.
#[derive(Clone)]
pub struct Store {
    /// The dataset.
    pub dataset: PtrEqRc<Dataset>,
    /// The record details, once loaded.
    pub details: Option<PtrEqRc<Details>>,
    /// The reader's state.
    pub state: PtrEqRc<State>,
    /// Its filter and selection, resolved.
    pub resolved: PtrEqRc<ResolvedFilter>,
    /// The effect of the last change on the browser's history.
    pub history: HistoryMode,
}

/// An entry in the browser's history for a change of the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryMode {
    /// An entry of its own.
    Push,
    /// One entry for a gesture that goes on: its first change adds it, the others replace it.
    Gesture,
    /// No entry of its own: the current one is replaced, so that Back does not undo the change.
    Replace,
}

/// A change of the store.
pub enum StoreAction {
    /// An action of the reader.
    Commit(Action),
    /// A step of a gesture that goes on.
    Preview(Action),
    /// The story scrolled to a step.
    Scroll(StepIx),
    /// A state from elsewhere: the history, or a host.
    Restore(Box<State>),
    /// The record details have been loaded.
    Details(PtrEqRc<Details>),
}

impl Store {
    /// The store at start.
    pub fn new(dataset: PtrEqRc<Dataset>, details: Option<PtrEqRc<Details>>, state: State) -> Self {
        let resolved = PtrEqRc::new(resolve(&state, &dataset, details.as_deref()));
        Self { dataset, details, state: PtrEqRc::new(state), resolved, history: HistoryMode::Push }
    }

    /// True if the story is on the page.
    pub fn shows_story(&self) -> bool {
        self.state.page.view == View::Story && is_available(View::Story, &self.dataset)
    }

    /// True if the story is all that is on the page: in an embed it fills the frame.
    pub fn is_story_embed(&self) -> bool {
        self.state.page.embed && self.shows_story()
    }

    /// True if the section of `view` is on the page.
    pub fn shows(&self, view: View) -> bool {
        match view {
            View::Story => self.shows_story(),
            View::Explore | View::Map | View::Funding | View::Timeline | View::Data => {
                self.state.page.view.shows(view.id()) && !self.is_story_embed() && view.is_in(&self.dataset)
            }
        }
    }

    fn with_details(&self, details: PtrEqRc<Details>) -> Self {
        // Only a search by words depends on the details.
        let resolved = if self.state.filter.text.is_empty() {
            self.resolved.clone()
        } else {
            PtrEqRc::new(resolve(&self.state, &self.dataset, Some(&details)))
        };
        Self { details: Some(details), resolved, ..self.clone() }
    }

    fn with_state(&self, state: State, history: HistoryMode) -> Self {
        let before = (&self.state.filter, self.state.selection.record);
        let resolved = if (&state.filter, state.selection.record) == before {
            self.resolved.clone()
        } else {
            PtrEqRc::new(resolve(&state, &self.dataset, self.details.as_deref()))
        };
        Self { state: PtrEqRc::new(state), resolved, history, ..self.clone() }
    }
}

impl Reducible for Store {
    type Action = StoreAction;

    /// Returns the same `Rc` if nothing changed, so that nothing is rendered; keeps `resolved` unless filter or selection
    /// changed, so that moving a picture does not resolve them again.
    fn reduce(self: Rc<Self>, action: StoreAction) -> Rc<Self> {
        let update = |action| update(&self.state, action, &self.dataset);
        let (next, history) = match action {
            StoreAction::Commit(action) => (update(action), HistoryMode::Push),
            StoreAction::Preview(action) => (update(action), HistoryMode::Gesture),
            StoreAction::Scroll(step) => (update(Action::GoToStep(step)), HistoryMode::Replace),
            StoreAction::Restore(state) => (*state, HistoryMode::Push),
            StoreAction::Details(details) => return Rc::new(self.with_details(details)),
        };
        let is_gesture = |history| history == HistoryMode::Gesture;
        if next != *self.state {
            Rc::new(self.with_state(next, history))
        } else if is_gesture(history) != is_gesture(self.history) {
            Rc::new(Self { history, ..(*self).clone() })
        } else {
            self
        }
    }
}

fn resolve(state: &State, dataset: &Dataset, details: Option<&Details>) -> ResolvedFilter {
    let found = (!state.filter.text.is_empty()).then(|| search::matching(&state.filter.text, dataset, details));
    ResolvedFilter::new(state, dataset, found)
}
