//! Lazy loading of the record details, after the page is ready. The dataset stays the same, so no picture is painted
//! again.

use chuhai_core::dataset::{Details, Run, StepIx, decode_details};
use chuhai_core::text::Lang;
use yew::prelude::*;

use crate::browser::{document, load};
use crate::prerender::story::PrerenderedStory;
use crate::ptr_eq_rc::PtrEqRc;
use crate::store::{Store, StoreAction};

/// The record details and the state of their loading.
#[derive(Clone, PartialEq)]
pub struct LazyDetails {
    /// The details, once loaded.
    pub details: Option<PtrEqRc<Details>>,
    /// The story's text, if it was read from the prerendered page.
    pub story: Option<PtrEqRc<PrerenderedStory>>,
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

/// The record details of the store's dataset, to be loaded from `address`.
#[hook]
pub fn use_details(
    store: &UseReducerHandle<Store>,
    address: Option<AttrValue>,
    story: Option<PtrEqRc<PrerenderedStory>>,
) -> LazyDetails {
    let missing = use_state_eq(|| false);
    let fetch = use_memo(store.details.is_some(), |&is_loaded| {
        let (dispatcher, missing) = (store.dispatcher(), missing.setter());
        let hash = store.dataset.meta.hash.clone();
        Callback::from(move |()| {
            if is_loaded {
                return document::set_details("ready");
            }
            document::set_details("loading");
            missing.set(false);
            let (dispatcher, missing, hash) = (dispatcher.clone(), missing.clone(), hash.clone());
            let done = move |bytes: Option<Vec<u8>>| match bytes.and_then(|bytes| decode_details(&bytes, &hash).ok()) {
                Some(details) => {
                    dispatcher.dispatch(StoreAction::Details(PtrEqRc::new(details)));
                    document::set_details("ready");
                }
                None => {
                    missing.set(true);
                    document::set_details("failed");
                }
            };
            match &address {
                Some(address) => load::load(address, Box::new(done)),
                None => done(None),
            }
        })
    });
    LazyDetails { details: store.details.clone(), story, missing: *missing, fetch: (*fetch).clone() }
}
