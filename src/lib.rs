//! The page: Yew components around the views, their state and its effects.
//!
//! Pictures come from `chuhai-charts`, data from `chuhai-core`; only [`browser`] names `web_sys`. Components render on
//! the host too, so that tests and prerendering need no browser.

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
pub mod link_report;
pub mod messages;
pub mod page;
mod parts;
pub mod prerender;
pub mod ptr_eq_rc;
pub mod render_mode;
pub mod share;
pub mod stale_link;
pub mod store;
pub mod text_measures;
pub mod views;

use chuhai_charts::theme;
use chuhai_core::dataset::{BundleError, Dataset, Details, StoryView, decode};
use chuhai_core::state::{PageState, State, View, from_query, parameter};
use chuhai_core::text::{Lang, phrases};

use crate::app::details::load_story;
use crate::app::{App, AppProps};
use crate::browser::measure::CanvasTextMeasurer;
use crate::browser::{document, host, hydrate, load, location, scroll_anchor, tasks};
use crate::link_report::{LinkReport, RefusedDataset};
use crate::parts::Part as _;
use crate::parts::pictures::PicturesPart;
use crate::parts::records::RecordsPart;
use crate::parts::story::StoryPart;
use crate::parts::views::ViewsPart;
use crate::prerender::figures::Figures;
use crate::prerender::story::StoryText;
use crate::ptr_eq_rc::PtrEqRc;
use crate::render_mode::RenderMode;
use crate::text_measures::TextMeasures;
use crate::views::spec::is_available;

/// The dataset that `build.rs` compiles from `data/`.
#[cfg(feature = "bundle")]
static BUNDLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/dataset.bin"));
/// Empty where only the components are needed: the build tooling prerenders with data of its own.
#[cfg(not(feature = "bundle"))]
static BUNDLE: &[u8] = &[];

/// Its record details. Builds without the site's last step carry them; the published site has them in a file.
#[cfg(all(debug_assertions, feature = "bundle"))]
static DETAILS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/details.bin"));

/// The decoded parameters of the address.
type QueryPairs = Vec<(String, String)>;

/// The module's own dataset, with its record details if it carries them.
struct OwnData {
    dataset: Dataset,
    details: Option<Details>,
}

/// Starts the page: reads the address, loads the dataset that it asks for, and mounts.
pub fn start() {
    document::mark("chuhai:start");
    yew::set_custom_panic_hook(Box::new(|info| document::set_failed(&info.to_string())));
    let query = location::query_pairs();
    let Some((_, asked)) = query.iter().find(|(name, _)| name == "data") else {
        return start_with_own_data(query, None);
    };
    let address = asked.clone();
    let refuse = move |query: QueryPairs, reason| start_with_own_data(query, Some(RefusedDataset { address, reason }));
    if document::is_one_file() {
        return refuse(query, phrases::NOTICE_DATA_ONE_FILE);
    }
    let asked_with = parameter("data", asked);
    let Some(address) = load::own_address(asked) else { return refuse(query, phrases::NOTICE_DATA_ELSEWHERE) };
    let done = move |bytes: Option<Vec<u8>>| match bytes
        .zip(RecordsPart::get())
        .map(|(bytes, part)| (part.decode_both)(&bytes))
    {
        None => refuse(query, phrases::NOTICE_DATA_MISSING),
        Some(Err(_)) => refuse(query, phrases::NOTICE_DATA_UNREADABLE),
        Some(Ok((mut dataset, details))) => {
            dataset.meta.asked_with = asked_with.into();
            document::forget_own();
            // The site's details file belongs to its own dataset; this one came with its details.
            let start = StartData::new(query, dataset, Some(details), None);
            mount_with_parts(StartData { details_address: None, ..start });
        }
    };
    parts::load(vec![RecordsPart::LOADER], move |_| load::load(&address, Box::new(done)));
}

/// The data that is known before the page is mounted.
struct StartData {
    dataset: PtrEqRc<Dataset>,
    details: Option<Details>,
    details_address: Option<String>,
    /// The language of an address without `lang`.
    default_lang: Lang,
    state: State,
    link: PtrEqRc<LinkReport>,
    story: Option<StoryText>,
}

impl StartData {
    fn new(query: QueryPairs, dataset: Dataset, details: Option<Details>, refused: Option<RefusedDataset>) -> Self {
        let default_lang = document::preferred_lang();
        let base = State { page: PageState { lang: default_lang, ..PageState::default() }, ..State::default() };
        let (state, ignored) = from_query(&query, base, &dataset);
        let link = PtrEqRc::new(LinkReport::new(&query, ignored, refused, &dataset));
        let details_address = document::details_address();
        let dataset = PtrEqRc::new(dataset);
        Self { dataset, details, details_address, default_lang, state, link, story: None }
    }

    /// True if the page starts with the story.
    fn shows_story(&self) -> bool {
        self.state.page.view == View::Story && is_available(View::Story, &self.dataset)
    }

    /// True if the page starts with the story and has no text for it yet.
    fn lacks_story(&self) -> bool {
        self.shows_story() && self.story.is_none() && self.details.is_none()
    }
}

/// Mounts the page with its own dataset. The story's text is read from the prerendered page, if that is in the language
/// asked for; otherwise the page waits for the file with it. Without that, the record details have it too.
fn start_with_own_data(query: QueryPairs, refused: Option<RefusedDataset>) {
    let Ok(OwnData { dataset, details }) = own_data(&query) else {
        return document::set_failed("the dataset in the module is damaged");
    };
    let mut start = StartData::new(query, dataset, details, refused);
    let lang = start.state.page.lang;
    let steps = if document::is_one_file() { Vec::new() } else { hydrate::story(lang.bcp47()) };
    start.story = StoryText::new(steps, lang, &start.dataset);
    if start.lacks_story() {
        load_story(start.dataset.clone(), lang, move |text| {
            start.story = text;
            mount_with_parts(start);
        });
    } else {
        mount_with_parts(start);
    }
}

/// Mounts the page once the parts are there that its first view needs. Without them, the prerendered page stays.
fn mount_with_parts(start: StartData) {
    let page = &start.state.page;
    let (is_story, is_data) = (start.shows_story(), page.view == View::Data);
    let step = start.dataset.story.get(usize::from(page.step));
    // A reader who has scrolled on sees more pictures than the first.
    let is_map = || step.is_some_and(|step| step.view == StoryView::Map) && !hydrate::is_past_first_step();
    let needed = [
        (StoryPart::LOADER, is_story),
        (PicturesPart::LOADER, is_story && !is_map()),
        (ViewsPart::LOADER, !is_data && !is_story),
        (RecordsPart::LOADER, is_data || start.state.is_choosing()),
    ];
    let needed = needed.into_iter().filter(|(_, is_needed)| *is_needed).map(|(loader, _)| loader).collect();
    parts::load(needed, move |has_all| {
        if has_all {
            // In a task of its own, after that of the module's start.
            tasks::in_turn(|| mount(start));
        } else {
            document::set_failed("a part did not load");
        }
    });
}

fn mount(start: StartData) {
    // Asked before the document changes, which would be laid out for the answer.
    let is_past_first_step = start.shows_story() && hydrate::is_past_first_step();
    let Some(root) = hydrate::create_hidden_mount() else {
        return document::set_failed("no element #app to take the place of");
    };
    let page = &start.state.page;
    if document::own_lang() != Some(page.lang) {
        hydrate::hide_prerendered();
    }
    // Before the first picture, whose type is the language's.
    document::describe(page.lang, start.dataset.meta.title.get(page.lang));
    document::colour(page.theme);
    scroll_anchor::take_restoration();
    let measures = TextMeasures {
        zh: Box::new(CanvasTextMeasurer::new(theme::sans_stack(Lang::Zh))),
        en: Box::new(CanvasTextMeasurer::new(theme::sans_stack(Lang::En))),
    };
    let props = AppProps {
        mode: RenderMode::Interactive,
        figures: Figures::default(),
        dataset: start.dataset,
        details: start.details.map(PtrEqRc::new),
        details_address: start.details_address.map(Into::into),
        story_text: start.story.map(PtrEqRc::new),
        is_framed: host::is_framed(),
        is_past_first_step,
        initial: start.state,
        default_lang: start.default_lang,
        link: start.link,
        measures: PtrEqRc::new(measures),
    };
    yew::Renderer::<App>::with_root_and_props(root, props).render();
}

/// Decodes the module's own dataset; in measuring builds `?n=` replaces its events by synthetic ones.
fn own_data(query: &[(String, String)]) -> Result<OwnData, BundleError> {
    let dataset = decode(BUNDLE)?;
    #[cfg(all(debug_assertions, feature = "bundle"))]
    let details = Some(chuhai_core::dataset::decode_details(DETAILS, &dataset.meta.hash)?);
    #[cfg(not(all(debug_assertions, feature = "bundle")))]
    let details = None;
    Ok(OwnData { dataset: with_synthetic_events(dataset, query), details })
}

#[cfg(not(feature = "bench"))]
fn with_synthetic_events(dataset: Dataset, _query: &[(String, String)]) -> Dataset {
    dataset
}

#[cfg(feature = "bench")]
fn with_synthetic_events(dataset: Dataset, query: &[(String, String)]) -> Dataset {
    /// Any number, the same in every run.
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
