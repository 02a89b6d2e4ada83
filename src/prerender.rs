//! The page as it stands before it runs: the same components, rendered to text on the host for whoever has no script
//! yet, or never. What stands there can be read and followed, not pressed: what is a way to a record in the running
//! page is a link to its row here.
//!
//! In wasm [`standing`] is always false, so that none of this is in the module.

use chuhai_core::dataset::Dataset;
use chuhai_core::state::{Action, View};

use crate::views::spec::first_section;

#[cfg(not(target_arch = "wasm32"))]
pub use host::render;

/// Whether what is being rendered stands still.
#[cfg(not(target_arch = "wasm32"))]
pub fn standing() -> bool {
    host::STANDING.get()
}

/// Whether what is being rendered stands still.
#[cfg(target_arch = "wasm32")]
pub const fn standing() -> bool {
    false
}

/// Where a way leads in a page that stands still, by what it does in one that runs.
pub fn place(action: &Action, dataset: &Dataset) -> String {
    let id = match action {
        Action::ToggleRecord(ix) => &*dataset.record(*ix).id,
        Action::SetView(view) => first_section(*view).id(),
        Action::LeaveStory(_) => first_section(View::Explore).id(),
        Action::GoToStep(ix) => {
            let step = dataset.story.get(usize::from(*ix));
            return step.map_or_else(String::new, |step| format!("#step-{}", step.id));
        }
        _ => "",
    };
    format!("#{id}")
}

#[cfg(not(target_arch = "wasm32"))]
mod host {
    use std::cell::Cell;

    use chuhai_charts::measure::FixedMeasure;
    use chuhai_charts::paint::inline::Inline;
    use chuhai_charts::scene::{Scene, Size};
    use chuhai_charts::story;
    use chuhai_charts::story::LayoutOptions;
    use chuhai_core::dataset::{Dataset, Details};
    use chuhai_core::state::{PageState, ResolvedFilter, State, View};
    use chuhai_core::text::Lang;

    use crate::app::{App, AppProps, Link};
    use crate::ptr_eq_rc::PtrEqRc;
    use crate::text_measures::TextMeasures;
    use crate::views::spec::{PrerenderSpec, charts};

    thread_local! {
        /// Set while the page is rendered as it stands.
        pub static STANDING: Cell<bool> = const { Cell::new(false) };
    }

    /// The story's first figure on wide screens and on phones.
    const STORY: [Size; 2] = [Size { width_px: 820.0, height_px: 512.0 }, Size { width_px: 358.0, height_px: 300.0 }];

    /// The page in `lang` as it stands, to go into the document's `#app`.
    pub async fn render(dataset: Dataset, details: Details, lang: Lang) -> String {
        let pictures = pictures(&dataset, lang);
        let props = AppProps {
            dataset: PtrEqRc::new(dataset),
            details: Some(PtrEqRc::new(details)),
            // Relative to the document: what stands links what is published beside it.
            details_address: Some(if lang == Lang::Zh { "./" } else { "../" }.into()),
            told: None,
            reads_on: false,
            initial: State { page: PageState { lang, ..PageState::default() }, ..State::default() },
            default_lang: lang,
            ignored: Vec::new(),
            link: Link::default(),
            refused: None,
            measures: PtrEqRc::new(TextMeasures { zh: Box::new(FixedMeasure), en: Box::new(FixedMeasure) }),
        };
        STANDING.set(true);
        let html = yew::LocalServerRenderer::<App>::with_props(props).hydratable(false).render().await;
        STANDING.set(false);
        pictures.into_iter().fold(html, |html, (id, picture)| html.replace(&placeholder(id), &picture))
    }

    /// What a stage holds until its picture is put there.
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
            let scene = |size| {
                story::layout(dataset, step, &state, &mut None, LayoutOptions { size, measure: &FixedMeasure }).0
            };
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
}
