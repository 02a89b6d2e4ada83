//! What comes after the page is ready: the details that are read beside the pictures. The dataset stays the same when
//! they come, so nothing is painted again.

use chuhai_core::dataset::{Details, Run, StepIx, decode_details};
use chuhai_core::text::Lang;
use yew::prelude::*;

use crate::browser::{document, load};
use crate::prerendered_story::Told;
use crate::ptr_eq_rc::PtrEqRc;
use crate::store::{Step, Store};

/// The details, as far as they have come.
#[derive(Clone, PartialEq)]
pub struct LazyDetails {
    /// The details, once they are here.
    pub details: Option<PtrEqRc<Details>>,
    /// What the story tells, as far as it stood in the page.
    pub told: Option<PtrEqRc<Told>>,
    /// Whether they could not be had.
    pub missing: bool,
    /// Fetches them, unless they are here.
    pub fetch: Callback<()>,
}

impl LazyDetails {
    /// Whether they may still come.
    pub fn is_awaited(&self) -> bool {
        self.details.is_none() && !self.missing
    }

    /// The paragraphs of a step of the story, as far as they are here.
    pub fn paragraphs(&self, step: StepIx, lang: Lang) -> Vec<&[Run]> {
        let step = usize::from(step);
        match (&self.details, &self.told) {
            (Some(details), _) => {
                details.story.get(step).into_iter().flatten().map(|paragraph| paragraph.runs(lang)).collect()
            }
            (None, Some(told)) if told.lang == lang => {
                told.steps.get(step).into_iter().flatten().map(|runs| &**runs).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// The details of the store's dataset, whose file is at `address`; of the story `told` stood in the page.
#[hook]
pub fn use_details(
    store: &UseReducerHandle<Store>,
    address: Option<AttrValue>,
    told: Option<PtrEqRc<Told>>,
) -> LazyDetails {
    let missing = use_state_eq(|| false);
    let fetch = use_memo(store.details.is_some(), |&here| {
        let (dispatcher, missing) = (store.dispatcher(), missing.setter());
        let hash = store.dataset.meta.hash.clone();
        Callback::from(move |()| {
            if here {
                return document::set_details("ready");
            }
            document::set_details("loading");
            missing.set(false);
            let (dispatcher, missing, hash) = (dispatcher.clone(), missing.clone(), hash.clone());
            let done = move |bytes: Option<Vec<u8>>| match bytes.and_then(|bytes| decode_details(&bytes, &hash).ok()) {
                Some(details) => {
                    dispatcher.dispatch(Step::Details(PtrEqRc::new(details)));
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
    LazyDetails { details: store.details.clone(), told, missing: *missing, fetch: (*fetch).clone() }
}
