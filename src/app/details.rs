//! Loading of the story's text, and of the record details with the part of the module that decodes them.

use chuhai_core::dataset::{Dataset, Details};
use chuhai_core::text::Lang;
use yew::prelude::*;

use crate::browser::{document, load};
use crate::lazy_details::LazyDetails;
use crate::parts::records::RecordsPart;
use crate::parts::{self, Part as _};
use crate::prerender::story::{StoryText, from_lines};
use crate::ptr_eq_rc::PtrEqRc;
use crate::store::{Store, StoreAction};

/// Loads the details at `address` of the dataset with this hash; `done` receives them, or none on any failure.
fn load_details(address: &str, hash: Box<str>, done: impl FnOnce(Option<Details>) + 'static) {
    let decode = move |bytes: Option<Vec<u8>>| {
        parts::load(vec![RecordsPart::LOADER], move |_| {
            let decoded = bytes.zip(RecordsPart::get());
            done(decoded.and_then(|(bytes, part)| (part.decode_details)(&bytes, &hash).ok()));
        });
    };
    load::load(address, Box::new(decode));
}

/// Loads the story's text in `lang`, if the document has an address of it; `done` receives it, or none on any failure.
pub fn load_story(dataset: PtrEqRc<Dataset>, lang: Lang, done: impl FnOnce(Option<StoryText>) + 'static) {
    let Some(address) = document::story_address(lang) else { return done(None) };
    let read = move |bytes: Option<Vec<u8>>| {
        let lines = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
        done(lines.and_then(|lines| StoryText::new(from_lines(&lines), lang, &dataset)));
    };
    load::load(&address, Box::new(read));
}

/// The record details of the store's dataset, to be loaded from `address`.
#[hook]
pub fn use_details(
    store: &UseReducerHandle<Store>,
    address: Option<AttrValue>,
    story: Option<PtrEqRc<StoryText>>,
) -> LazyDetails {
    let missing = use_state_eq(|| false);
    let is_loading = use_mut_ref(|| false);
    let fetch = use_memo(store.details.is_some(), |&is_loaded| {
        let (dispatcher, missing) = (store.dispatcher(), missing.setter());
        let hash = store.dataset.meta.hash.clone();
        Callback::from(move |()| {
            if is_loaded {
                return document::set_details("ready");
            }
            if is_loading.replace(true) {
                return;
            }
            document::set_details("loading");
            missing.set(false);
            let (dispatcher, missing, is_loading) = (dispatcher.clone(), missing.clone(), is_loading.clone());
            let done = move |details: Option<Details>| {
                is_loading.replace(false);
                match details {
                    Some(details) => {
                        dispatcher.dispatch(StoreAction::Details(PtrEqRc::new(details)));
                        document::set_details("ready");
                    }
                    None => {
                        missing.set(true);
                        document::set_details("failed");
                    }
                }
            };
            match &address {
                Some(address) => load_details(address, hash.clone(), done),
                None => done(None),
            }
        })
    });
    LazyDetails { details: store.details.clone(), story, missing: *missing, fetch: (*fetch).clone() }
}
