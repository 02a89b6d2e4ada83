//! Renders the page to text, with the same components that run in the browser.

use std::cell::Cell;

use chuhai_charts::measure::FixedMeasure;
use chuhai_charts::paint::inline::Inline;
use chuhai_charts::scene::{Scene, Size};
use chuhai_charts::story::{self, Room};
use chuhai_core::dataset::{Dataset, Details};
use chuhai_core::state::{PageState, ResolvedFilter, State, View};
use chuhai_core::text::Lang;

use crate::app::{App, AppProps};
use crate::link_report::LinkReport;
use crate::ptr_eq_rc::PtrEqRc;
use crate::text_measures::TextMeasures;
use crate::views::spec::{PrerenderSpec, charts};

thread_local! {
    /// True while the page is prerendered.
    pub static STANDING: Cell<bool> = const { Cell::new(false) };
}

/// The story's first figure on wide screens and on phones.
const STORY: [Size; 2] = [Size { width_px: 820.0, height_px: 512.0 }, Size { width_px: 358.0, height_px: 300.0 }];

/// The HTML of the page in `lang`, for the document's `#app`.
pub async fn render(dataset: Dataset, details: Details, lang: Lang) -> String {
    let pictures = pictures(&dataset, lang);
    let props = AppProps {
        dataset: PtrEqRc::new(dataset),
        details: Some(PtrEqRc::new(details)),
        // Relative to the document.
        details_address: Some(if lang == Lang::Zh { "./" } else { "../" }.into()),
        prerendered_story: None,
        is_past_first_step: false,
        initial: State { page: PageState { lang, ..PageState::default() }, ..State::default() },
        default_lang: lang,
        link: LinkReport::default(),
        measures: PtrEqRc::new(TextMeasures { zh: Box::new(FixedMeasure), en: Box::new(FixedMeasure) }),
    };
    STANDING.set(true);
    let html = yew::LocalServerRenderer::<App>::with_props(props).hydratable(false).render().await;
    STANDING.set(false);
    pictures.into_iter().fold(html, |html, (id, picture)| html.replace(&placeholder(id), &picture))
}

/// The placeholder of a figure in a stage.
fn placeholder(id: &str) -> String {
    format!("<i data-picture=\"{id}\"></i>")
}

/// The figures of the page, as SVG, by the ids of their sections.
fn pictures(dataset: &Dataset, lang: Lang) -> Vec<(&'static str, String)> {
    let state = State { page: PageState { lang, ..PageState::default() }, ..State::default() };
    let filter = ResolvedFilter::new(&state, dataset, None);
    let mut page = Inline::default();
    let mut figure = |wide: Scene, narrow: Option<Scene>, title: &str| -> String {
        let class = if narrow.is_some() { "prerendered-wide" } else { "prerendered-only" };
        let scenes = [Some((wide, class)), narrow.map(|scene| (scene, "prerendered-narrow"))];
        scenes.into_iter().flatten().map(|(scene, class)| page.picture(&scene, lang, title, class)).collect()
    };
    let mut pictures = Vec::new();
    if let Some(step) = dataset.story.first() {
        let scene = |size| story::layout(dataset, step, &state, &mut None, Room { size, measure: &FixedMeasure }).0;
        let [wide, narrow] = STORY.map(scene);
        pictures.push((View::Story.id(), figure(wide, Some(narrow), step.picture.get(lang))));
    }
    for (view, chart) in charts() {
        let PrerenderSpec { layout, wide, narrow } = chart.prerender;
        let scene = |size| layout(dataset, &filter, &state, size);
        pictures.push((view.id(), figure(scene(wide), narrow.map(scene), (chart.title)(dataset, lang))));
    }
    pictures
}
