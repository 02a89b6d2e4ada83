//! The store: the dataset with its details, the reader's state, and the filter resolved. Core's `update` is the only
//! function that changes the state.

use std::rc::Rc;

use chuhai_core::dataset::{Dataset, Details, StepIx};
use chuhai_core::search::Search;
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
    /// The chart in which the last change was made; none if it was made elsewhere.
    pub origin: Option<View>,
    /// The search by words, once it is loaded. Without it, nothing matches.
    search: Option<Search>,
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
    /// An action of the reader, and the chart it was done in, if it was one.
    Commit(Action, Option<View>),
    /// A step of a gesture that goes on in a chart.
    Preview(Action, View),
    /// The story scrolled to a step.
    Scroll(StepIx),
    /// A state from elsewhere: the history, or a host.
    Restore(Box<State>),
    /// The record details have been loaded.
    Details(PtrEqRc<Details>),
    /// The search by words has been loaded.
    Search(Search),
}

impl Store {
    /// The store at start.
    pub fn new(
        dataset: PtrEqRc<Dataset>,
        details: Option<PtrEqRc<Details>>,
        state: State,
        search: Option<Search>,
    ) -> Self {
        let state = PtrEqRc::new(state);
        let resolved = PtrEqRc::new(ResolvedFilter::default());
        Self { dataset, details, state, resolved, history: HistoryMode::Push, origin: None, search }
            .with_filter_resolved()
    }

    /// True while a gesture goes on.
    pub fn is_gesture(&self) -> bool {
        self.history == HistoryMode::Gesture
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

    /// The same store with its filter resolved anew.
    fn with_filter_resolved(self) -> Self {
        let Self { state, dataset, details, .. } = &self;
        let matching = || self.search.map(|search| search(&state.filter.text, dataset, details.as_deref()));
        let found = (!state.filter.text.is_empty()).then(|| matching().unwrap_or_default());
        let resolved = PtrEqRc::new(ResolvedFilter::new(state, dataset, found));
        Self { resolved, ..self }
    }

    /// The same store with what a search by words depends on, and nothing else does, changed.
    fn with_search_changed(self) -> Self {
        if self.state.filter.text.is_empty() { self } else { self.with_filter_resolved() }
    }

    fn with_state(&self, state: State, history: HistoryMode) -> Self {
        let is_resolved = (&state.filter, state.selection.record) == (&self.state.filter, self.state.selection.record);
        let next = Self { state: PtrEqRc::new(state), history, ..self.clone() };
        if is_resolved { next } else { next.with_filter_resolved() }
    }
}

impl Reducible for Store {
    type Action = StoreAction;

    /// Returns the same `Rc` if nothing changed, so that nothing is rendered; keeps `resolved` unless filter or selection
    /// changed, so that moving a picture does not resolve them again.
    fn reduce(self: Rc<Self>, action: StoreAction) -> Rc<Self> {
        let update = |action| update(&self.state, action, &self.dataset);
        let (next, history, origin) = match action {
            StoreAction::Commit(action, origin) => (update(action), HistoryMode::Push, origin),
            StoreAction::Preview(action, view) => (update(action), HistoryMode::Gesture, Some(view)),
            StoreAction::Scroll(step) => (update(Action::GoToStep(step)), HistoryMode::Replace, None),
            StoreAction::Restore(state) => (*state, HistoryMode::Push, None),
            StoreAction::Details(details) => {
                return Rc::new(Self { details: Some(details), ..(*self).clone() }.with_search_changed());
            }
            StoreAction::Search(search) => {
                return Rc::new(Self { search: Some(search), ..(*self).clone() }.with_search_changed());
            }
        };
        if next != *self.state {
            Rc::new(Self { origin, ..self.with_state(next, history) })
        } else if (history == HistoryMode::Gesture) != self.is_gesture() {
            Rc::new(Self { history, ..(*self).clone() })
        } else {
            self
        }
    }
}
