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
pub mod gesture;
mod hooks;
pub mod keys;
pub mod pictures;
pub mod shared;
pub mod store;
mod views;

use chuhai_core::dataset::{self, Dataset};
use chuhai_core::state::{State, from_query};
use chuhai_core::text::{Lang, phrases};
use chuhai_views::theme;

use crate::app::{App, AppProps};
use crate::browser::measure::CanvasMeasure;
use crate::browser::{address, document};
use crate::pictures::Measures;
use crate::shared::Shared;

/// The compiled dataset, which `build.rs` makes of `data/`.
static BUNDLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/dataset.bin"));

/// Starts the page: reads the dataset and the address, and mounts.
pub fn start() {
    document::mark("chuhai:start");
    yew::set_custom_panic_hook(Box::new(|info| document::set_failed(&info.to_string())));
    let lang = document::preferred_lang();
    let pairs = address::query_pairs();
    let Some(root) = document::mount_point() else {
        return document::set_failed("no element #app to mount in");
    };
    match facts(&pairs) {
        Ok(dataset) => {
            let initial = State { lang, ..State::default() };
            let (initial, ignored) = from_query(&pairs, initial, &dataset);
            let measures = Measures {
                zh: Box::new(CanvasMeasure::new(theme::sans_stack(Lang::Zh))),
                en: Box::new(CanvasMeasure::new(theme::sans_stack(Lang::En))),
            };
            let props = AppProps {
                dataset: Shared::new(dataset),
                initial,
                default_lang: lang,
                ignored,
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

/// The facts the page tells: the dataset it carries.
#[cfg(not(feature = "bench"))]
fn facts(_query: &[(String, String)]) -> Result<Dataset, dataset::BundleError> {
    dataset::decode(BUNDLE)
}

/// The facts the page tells: the dataset it carries, for measuring with `?n=` synthetic events in place of its own.
#[cfg(feature = "bench")]
fn facts(query: &[(String, String)]) -> Result<Dataset, dataset::BundleError> {
    /// Any number does, as long as every run has the same.
    const SEED: u64 = 1405;
    let dataset = dataset::decode(BUNDLE)?;
    let count = query.iter().find(|(name, _)| name == "n").and_then(|(_, value)| value.parse().ok());
    Ok(match count {
        Some(count) => chuhai_core::synthetic::with_events(dataset, count, SEED),
        None => dataset,
    })
}
