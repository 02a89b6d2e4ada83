//! The record details, which are loaded for a reader who stays with the page. The dataset stays the same, so no picture is
//! painted again.

use chuhai_core::dataset::{Details, Run, StepIx};
use chuhai_core::text::Lang;
use yew::prelude::*;

use crate::prerender::story::StoryText;
use crate::ptr_eq_rc::PtrEqRc;

/// The record details and the state of their loading.
#[derive(Clone, PartialEq)]
pub struct LazyDetails {
    /// The details, once loaded.
    pub details: Option<PtrEqRc<Details>>,
    /// The story's text as read from the prerendered page, or from its file in the other language.
    pub story: Option<PtrEqRc<StoryText>>,
    /// True if loading has failed.
    pub missing: bool,
    /// Loads the details, unless they are there.
    pub fetch: Callback<()>,
}

impl LazyDetails {
    /// Returns true while the details may still come.
    pub fn is_pending(&self) -> bool {
        self.details.is_none() && !self.missing
    }

    /// The paragraphs of a step of the story; empty if they are not there in this language.
    pub fn paragraphs(&self, step: StepIx, lang: Lang) -> Vec<&[Run]> {
        let step = usize::from(step);
        match (&self.details, &self.story) {
            (Some(details), _) => {
                details.story.get(step).into_iter().flatten().map(|paragraph| paragraph.runs(lang)).collect()
            }
            (None, Some(story)) if story.lang == lang => {
                story.steps.get(step).into_iter().flatten().map(|runs| &**runs).collect()
            }
            _ => Vec::new(),
        }
    }
}
