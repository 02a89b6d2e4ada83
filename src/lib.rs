//! The page: Yew components around the three views, their state and its effects.
//!
//! What is drawn comes from `chuhai-views`, what is true from `chuhai-core`; the browser is named in [`browser`]
//! alone. Components render on the host too, so that tests and prerendering need no browser.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod app;
pub mod browser;
pub mod choice;
pub mod components;
mod effects;
mod embedding;
pub mod gesture;
mod hooks;
pub mod keys;
pub mod late;
pub mod messages;
pub mod outdated;
pub mod pictures;
pub mod share;
pub mod shared;
pub mod store;
mod views;

use chuhai_core::dataset::{BundleError, Dataset, Details, decode, decode_both};
use chuhai_core::state::{State, from_query};
use chuhai_core::text::{Lang, phrases};
use chuhai_views::theme;

use crate::app::{App, AppProps, Link, Refused};
use crate::browser::measure::CanvasMeasure;
use crate::browser::{address, document, load};
use crate::pictures::Measures;
use crate::shared::Shared;

/// The compiled dataset, which `build.rs` makes of `data/`.
static BUNDLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/dataset.bin"));

/// Its details. The published site has them in a file of their own, which the last step of its build makes; builds
/// without that step carry them.
#[cfg(debug_assertions)]
static DETAILS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/details.bin"));

/// The facts the page tells, and what is read beside them if it came along.
type Facts = (Dataset, Option<Details>);

/// Starts the page: reads the address and the dataset, its own or the one the address asks for, and mounts.
pub fn start() {
    document::mark("chuhai:start");
    yew::set_custom_panic_hook(Box::new(|info| document::set_failed(&info.to_string())));
    let query = address::query_pairs();
    let Some((_, asked)) = query.iter().find(|(name, _)| name == "data") else {
        return mount(&query, own(&query), None);
    };
    let address = asked.clone();
    let refuse = move |query: &[(String, String)], reason| {
        mount(query, own(query), Some(Refused { address, reason }));
    };
    let Some(address) = load::own_address(asked) else { return refuse(&query, phrases::NOTICE_DATA_ELSEWHERE) };
    let done = move |bytes: Option<Vec<u8>>| match bytes.map(|bytes| decode_both(&bytes)) {
        None => refuse(&query, phrases::NOTICE_DATA_MISSING),
        Some(Err(_)) => refuse(&query, phrases::NOTICE_DATA_UNREADABLE),
        Some(Ok((dataset, details))) => mount(&query, Ok((dataset, Some(details))), None),
    };
    load::load(&address, Box::new(done));
}

fn mount(query: &[(String, String)], facts: Result<Facts, BundleError>, refused: Option<Refused>) {
    let lang = document::preferred_lang();
    let Some(root) = document::mount_point() else {
        return document::set_failed("no element #app to mount in");
    };
    match facts {
        Ok((dataset, details)) => {
            let initial = State { lang, ..State::default() };
            let (initial, ignored) = from_query(query, initial, &dataset);
            // Before the first picture: letters and lines are the language's.
            document::describe(initial.lang, initial.theme, phrases::PAGE_TITLE.get(initial.lang));
            let link = Link::new(query, &ignored, &dataset);
            let measures = Measures {
                zh: Box::new(CanvasMeasure::new(theme::sans_stack(Lang::Zh))),
                en: Box::new(CanvasMeasure::new(theme::sans_stack(Lang::En))),
            };
            let props = AppProps {
                dataset: Shared::new(dataset),
                details: details.map(Shared::new),
                details_address: document::details_address().map(Into::into),
                initial,
                default_lang: lang,
                ignored,
                link,
                refused,
                measures: Shared::new(measures),
            };
            yew::Renderer::<App>::with_root_and_props(root, props).render();
        }
        Err(error) => {
            document::say_in_notice(phrases::NOTICE_UNREADABLE.get(lang));
            document::set_failed(&format!("the dataset in the module is damaged: {error:?}"));
        }
    }
}

/// The facts the page carries; for measuring, with `?n=` synthetic events in place of the dataset's own.
fn own(query: &[(String, String)]) -> Result<Facts, BundleError> {
    let dataset = decode(BUNDLE)?;
    #[cfg(debug_assertions)]
    let details = Some(chuhai_core::dataset::decode_details(DETAILS, &dataset.meta.hash)?);
    #[cfg(not(debug_assertions))]
    let details = None;
    Ok((with_synthetic_events(dataset, query), details))
}

#[cfg(not(feature = "bench"))]
fn with_synthetic_events(dataset: Dataset, _query: &[(String, String)]) -> Dataset {
    dataset
}

#[cfg(feature = "bench")]
fn with_synthetic_events(dataset: Dataset, query: &[(String, String)]) -> Dataset {
    /// Any number does, as long as every run has the same.
    const SEED: u64 = 1405;
    let count = query.iter().find(|(name, _)| name == "n").and_then(|(_, value)| value.parse().ok());
    match count {
        Some(count) => chuhai_core::synthetic::with_events(dataset, count, SEED),
        None => dataset,
    }
}
