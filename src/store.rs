//! The store: the dataset and its details, the reader's state, and what belongs to the choice. Core's `update` is
//! what changes it.

use std::rc::Rc;

use chuhai_core::dataset::{Dataset, Details, StepIx};
use chuhai_core::search;
use chuhai_core::state::{Action, ResolvedFilter, State, update};
use yew::Reducible;

use crate::ptr_eq_rc::PtrEqRc;

/// What the page is a picture of.
#[derive(Clone)]
pub struct Store {
    /// The facts.
    pub dataset: PtrEqRc<Dataset>,
    /// What is read beside them, once it has come.
    pub details: Option<PtrEqRc<Details>>,
    /// What the reader has chosen.
    pub state: PtrEqRc<State>,
    /// The choice, resolved.
    pub focus: PtrEqRc<ResolvedFilter>,
    /// Whether the last change belongs to a gesture that goes on.
    pub drafting: bool,
    /// Whether the last change came about by scrolling, which Back does not undo.
    pub passing: bool,
}

/// What can happen to the store.
pub enum Step {
    /// The reader did something.
    Do(Action),
    /// The reader is doing something: what follows replaces it in the history.
    Draft(Action),
    /// The reader scrolled to a step of the story.
    Pass(StepIx),
    /// Back, Forward: the state another address asks for.
    Restore(Box<State>),
    /// The details have come.
    Details(PtrEqRc<Details>),
}

impl Store {
    /// The store at the start.
    pub fn new(dataset: PtrEqRc<Dataset>, details: Option<PtrEqRc<Details>>, state: State) -> Self {
        let focus = PtrEqRc::new(resolved(&state, &dataset, details.as_deref()));
        Self { dataset, details, state: PtrEqRc::new(state), focus, drafting: false, passing: false }
    }
}

impl Reducible for Store {
    type Action = Step;

    /// The same `Rc` where nothing changed, so that nothing is drawn again; the same `focus` where the choice did
    /// not change, so that dragging does not resolve it anew.
    fn reduce(self: Rc<Self>, step: Step) -> Rc<Self> {
        let passing = matches!(step, Step::Pass(_));
        let (next, drafting) = match step {
            Step::Do(action) => (update(&self.state, action, &self.dataset), false),
            Step::Draft(action) => (update(&self.state, action, &self.dataset), true),
            Step::Pass(step) => (update(&self.state, Action::GoToStep(step), &self.dataset), false),
            Step::Restore(state) => (*state, false),
            Step::Details(details) => {
                // Words may stand in what has come; nothing else is chosen by it.
                let focus = if self.state.filter.text.is_empty() {
                    self.focus.clone()
                } else {
                    PtrEqRc::new(resolved(&self.state, &self.dataset, Some(&details)))
                };
                return Rc::new(Self { details: Some(details), focus, ..(*self).clone() });
            }
        };
        if next == *self.state {
            return if drafting == self.drafting { self } else { Rc::new(Self { drafting, ..(*self).clone() }) };
        }
        let focus = if (&next.filter, next.selection.record) == (&self.state.filter, self.state.selection.record) {
            self.focus.clone()
        } else {
            PtrEqRc::new(resolved(&next, &self.dataset, self.details.as_deref()))
        };
        Rc::new(Self { state: PtrEqRc::new(next), focus, drafting, passing, ..(*self).clone() })
    }
}

fn resolved(state: &State, dataset: &Dataset, details: Option<&Details>) -> ResolvedFilter {
    let found = (!state.filter.text.is_empty()).then(|| search::matching(&state.filter.text, dataset, details));
    ResolvedFilter::new(state, dataset, found)
}
