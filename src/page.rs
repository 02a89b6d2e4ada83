//! The values that nearly every component needs, in one context and one argument.

use std::borrow::Cow;

use chuhai_core::dataset::{Dataset, Record, RecordIx};
use chuhai_core::state::Action;
use chuhai_core::text::{Lang, Phrase};
use yew::prelude::*;

use crate::ptr_eq_rc::PtrEqRc;
use crate::render_mode::RenderMode;

/// Dataset, language, render mode and dispatcher. The root component provides it as a context; components read it with
/// [`use_page`], functions without hooks take it by reference. It changes with language and mode only, so that the
/// context renders nothing anew when the reader filters or selects.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The facts.
    pub dataset: PtrEqRc<Dataset>,
    /// Language of the interface.
    pub lang: Lang,
    /// The purpose that the page is rendered for.
    pub mode: RenderMode,
    /// The dispatcher: sends an action to the store.
    pub act: Callback<Action>,
}

impl Page {
    /// An interface text in the page's language.
    pub fn text(&self, phrase: Phrase) -> &'static str {
        phrase.get(self.lang)
    }

    /// An interface text in the page's language and in terms that fit the dataset.
    pub fn said(&self, phrase: Phrase) -> Cow<'static, str> {
        self.dataset.meta.said(phrase.get(self.lang))
    }

    /// An interface text in the page's language with its placeholders filled.
    pub fn fill(&self, phrase: Phrase, values: &[(&str, &str)]) -> String {
        phrase.fill(self.lang, values)
    }

    /// The record at `ix`.
    pub fn record(&self, ix: RecordIx) -> &Record {
        self.dataset.record(ix)
    }

    /// The title of a record in the page's language.
    pub fn title(&self, ix: RecordIx) -> &str {
        self.record(ix).title.get(self.lang)
    }

    /// A click handler that dispatches `action`.
    pub fn on_click(&self, action: Action) -> Callback<MouseEvent> {
        self.act.reform(move |_| action.clone())
    }
}

/// Returns the page of the nearest provider, or an empty one that dispatches nowhere.
#[hook]
pub fn use_page() -> Page {
    use_context().unwrap_or_default()
}
