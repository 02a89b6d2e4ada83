//! Buttons that copy a text, and the status line that says how it went.

use std::cell::RefCell;
use std::rc::Rc;

use chuhai_core::text::{Phrase, phrases};
use yew::prelude::*;

use crate::browser::clipboard;
use crate::browser::timer::Timeout;

/// Time for which the panel says that a text was copied.
const COPIED_MS: u32 = 4_000;

/// The outcome of the last copy.
#[derive(Clone)]
pub struct CopyStatus {
    outcome: UseStateHandle<Option<Phrase>>,
    timer: Rc<RefCell<Option<Timeout>>>,
}

/// Returns the outcome of the last copy, which passes after a while.
#[hook]
pub fn use_copy_status() -> CopyStatus {
    CopyStatus { outcome: use_state_eq(|| None), timer: use_mut_ref(|| None) }
}

impl CopyStatus {
    /// The outcome in words.
    pub fn phrase(&self) -> Option<Phrase> {
        *self.outcome
    }

    /// Clears the outcome.
    pub fn clear(&self) {
        self.outcome.set(None);
    }

    /// A click handler that copies `text`. If the browser refuses, the text in `field` is selected instead.
    pub fn copy(&self, text: &str, field: &NodeRef) -> Callback<MouseEvent> {
        let (status, text, field) = (self.clone(), text.to_owned(), field.clone());
        Callback::from(move |_| {
            let (status, field) = (status.clone(), field.clone());
            clipboard::write(&text, Callback::from(move |copied| status.set(copied, &field)));
        })
    }

    fn set(&self, copied: bool, field: &NodeRef) {
        if copied {
            self.outcome.set(Some(phrases::SHARE_COPIED));
            let outcome = self.outcome.setter();
            self.timer.replace(Some(Timeout::new(COPIED_MS, move || outcome.set(None))));
        } else {
            clipboard::select(field);
            self.outcome.set(Some(phrases::SHARE_REFUSED));
        }
    }
}
