//! The page: Yew components around the three views, their state and its effects.
//!
//! What is drawn comes from `chuhai-charts`, what is true from `chuhai-core`; the browser is named in [`browser`]
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
pub mod lazy_details;
pub mod messages;
pub mod prerender;
pub mod prerendered_story;
pub mod ptr_eq_rc;
pub mod share;
pub mod stale_link;
pub mod store;
pub mod text_measures;
pub mod views;

use chuhai_charts::theme;
use chuhai_core::dataset::{BundleError, Dataset, Details, decode, decode_both, decode_details};
use chuhai_core::state::{IgnoredParam, PageState, State, View, from_query, parameter};
use chuhai_core::text::{Lang, phrases};

use crate::app::{App, AppProps, Link, Refused};
use crate::browser::measure::CanvasTextMeasurer;
use crate::browser::{document, hydrate, load, location, place};
use crate::prerendered_story::Told;
use crate::ptr_eq_rc::PtrEqRc;
use crate::text_measures::TextMeasures;

/// The compiled dataset, which `build.rs` makes of `data/`.
#[cfg(feature = "bundle")]
static BUNDLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/dataset.bin"));
/// None where only the components are wanted: the workshop renders data of its own with them.
#[cfg(not(feature = "bundle"))]
static BUNDLE: &[u8] = &[];

/// Its details. The published site has them in a file of their own, which the last step of its build makes; builds
/// without that step carry them.
#[cfg(all(debug_assertions, feature = "bundle"))]
static DETAILS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/details.bin"));

/// The facts the page tells, and what is read beside them if it came along.
type Facts = (Dataset, Option<Details>);

/// Starts the page: reads the address and the dataset, its own or the one the address asks for, and mounts.
pub fn start() {
    document::mark("chuhai:start");
    yew::set_custom_panic_hook(Box::new(|info| document::set_failed(&info.to_string())));
    let query = location::query_pairs();
    let Some((_, asked)) = query.iter().find(|(name, _)| name == "data") else {
        return mount_when_told(query, None);
    };
    let address = asked.clone();
    let refuse = move |query: Query, reason| mount_when_told(query, Some(Refused { address, reason }));
    if document::is_one_file() {
        return refuse(query, phrases::NOTICE_DATA_ONE_FILE);
    }
    let asked_with = parameter("data", asked);
    let Some(address) = load::own_address(asked) else { return refuse(query, phrases::NOTICE_DATA_ELSEWHERE) };
    let done = move |bytes: Option<Vec<u8>>| match bytes.map(|bytes| decode_both(&bytes)) {
        None => refuse(query, phrases::NOTICE_DATA_MISSING),
        Some(Err(_)) => refuse(query, phrases::NOTICE_DATA_UNREADABLE),
        Some(Ok((mut dataset, details))) => {
            dataset.meta.asked_with = asked_with.into();
            document::forget_own();
            // The files of the site hold its own dataset, not this one, which came with its details.
            mount(Start { details_address: None, ..Start::new(query, dataset) }, Some(details), None, None);
        }
    };
    load::load(&address, Box::new(done));
}

/// The decoded parameters of the address.
type Query = Vec<(String, String)>;

/// What the page starts with.
struct Start {
    query: Query,
    dataset: Dataset,
    /// The language of an address that names none.
    default_lang: Lang,
    state: State,
    ignored: Vec<IgnoredParam>,
    details_address: Option<String>,
}

impl Start {
    fn new(query: Query, dataset: Dataset) -> Self {
        let default_lang = document::preferred_lang();
        let (state, ignored) = from_query(
            &query,
            State { page: PageState { lang: default_lang, ..PageState::default() }, ..State::default() },
            &dataset,
        );
        let details_address = document::details_address();
        Self { query, dataset, default_lang, state, ignored, details_address }
    }
}

/// Mounts the page with its own dataset, as soon as what its story tells is here: it stands in the page, if that is in
/// the language asked for; else it comes with the details.
fn mount_when_told(query: Query, refused: Option<Refused>) {
    let (dataset, details) = match own(&query) {
        Ok(facts) => facts,
        Err(error) => {
            document::say_in_notice(phrases::NOTICE_UNREADABLE.get(document::preferred_lang()));
            return document::set_failed(&format!("the dataset in the module is damaged: {error:?}"));
        }
    };
    let start = Start::new(query, dataset);
    let lang = start.state.page.lang;
    let standing = if document::is_one_file() { Vec::new() } else { hydrate::story(lang.bcp47()) };
    let told = Told::new(standing, lang, &start.dataset);
    let tells = start.state.page.view == View::Story && !start.dataset.story.is_empty();
    match start.details_address.clone() {
        Some(address) if tells && told.is_none() && details.is_none() => {
            let done = move |bytes: Option<Vec<u8>>| {
                let details = bytes.and_then(|bytes| decode_details(&bytes, &start.dataset.meta.hash).ok());
                mount(start, details, None, refused);
            };
            load::load(&address, Box::new(done));
        }
        _ => mount(start, details, told, refused),
    }
}

fn mount(start: Start, details: Option<Details>, told: Option<Told>, refused: Option<Refused>) {
    let Start { query, dataset, default_lang, state, ignored, details_address } = start;
    let Some(root) = hydrate::arrive() else {
        return document::set_failed("no element #app to take the place of");
    };
    if document::own_lang() != Some(state.page.lang) {
        hydrate::hide_standing();
    }
    // Before the first picture: letters and lines are the language's.
    document::describe(state.page.lang, dataset.meta.title.get(state.page.lang));
    document::colour(state.page.theme);
    place::prepare();
    let link = Link::new(&query, &ignored, &dataset);
    let measures = TextMeasures {
        zh: Box::new(CanvasTextMeasurer::new(theme::sans_stack(Lang::Zh))),
        en: Box::new(CanvasTextMeasurer::new(theme::sans_stack(Lang::En))),
    };
    let props = AppProps {
        dataset: PtrEqRc::new(dataset),
        details: details.map(PtrEqRc::new),
        details_address: details_address.map(Into::into),
        told: told.map(PtrEqRc::new),
        reads_on: hydrate::reads_on(),
        initial: state,
        default_lang,
        ignored,
        link,
        refused,
        measures: PtrEqRc::new(measures),
    };
    yew::Renderer::<App>::with_root_and_props(root, props).render();
}

/// The facts the page carries; for measuring, with `?n=` synthetic events in place of the dataset's own.
fn own(query: &[(String, String)]) -> Result<Facts, BundleError> {
    let dataset = decode(BUNDLE)?;
    #[cfg(all(debug_assertions, feature = "bundle"))]
    let details = Some(chuhai_core::dataset::decode_details(DETAILS, &dataset.meta.hash)?);
    #[cfg(not(all(debug_assertions, feature = "bundle")))]
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
        Some(count) => {
            let mut dataset = chuhai_core::synthetic::with_events(dataset, count, SEED);
            dataset.meta.asked_with = parameter("n", &count.to_string()).into();
            dataset
        }
        None => dataset,
    }
}
