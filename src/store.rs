//! The store: the dataset, the reader's state, and what belongs to the choice. Core's `update` is what changes it.

use std::rc::Rc;

use chuhai_core::dataset::Dataset;
use chuhai_core::state::{Action, Focus, State, update};
use yew::Reducible;

use crate::shared::Shared;

/// What the page is a picture of.
#[derive(Clone)]
pub struct Store {
    /// The facts.
    pub dataset: Shared<Dataset>,
    /// What the reader has chosen.
    pub state: Shared<State>,
    /// The choice, resolved.
    pub focus: Shared<Focus>,
}

/// What can happen to the store.
pub enum Step {
    /// The reader did something.
    Do(Action),
    /// Back, Forward: the state another address asks for.
    Restore(Box<State>),
}

impl Store {
    /// The store at the start.
    pub fn new(dataset: Shared<Dataset>, state: State) -> Self {
        let focus = Shared::new(Focus::new(&state, &dataset));
        Self { dataset, state: Shared::new(state), focus }
    }
}

impl Reducible for Store {
    type Action = Step;

    /// The same `Rc` where nothing changed, so that nothing is drawn again; the same `focus` where the choice did
    /// not change, so that dragging does not resolve it anew.
    fn reduce(self: Rc<Self>, step: Step) -> Rc<Self> {
        let next = match step {
            Step::Do(action) => update(&self.state, action, &self.dataset),
            Step::Restore(state) => *state,
        };
        if next == *self.state {
            return self;
        }
        let same_choice = next.regions == self.state.regions
            && next.companies == self.state.companies
            && next.selected == self.state.selected;
        let focus = if same_choice { self.focus.clone() } else { Shared::new(Focus::new(&next, &self.dataset)) };
        Rc::new(Self { dataset: self.dataset.clone(), state: Shared::new(next), focus })
    }
}
