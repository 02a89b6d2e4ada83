//! The page as it stands before it runs: the same components, rendered to text on the host for whoever has no script
//! yet, or never. What stands there can be read and followed, not pressed: what is a way to a record in the running
//! page is a link to its row here.
//!
//! In wasm [`standing`] is always false, so that none of this is in the module.

use chuhai_core::dataset::Dataset;
use chuhai_core::state::{Action, View};

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
        Action::SetView(View::Explore) | Action::LeaveStory(_) => View::Map.id(),
        Action::SetView(view) => view.id(),
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
    use chuhai_charts::story::LayoutOptions;
    use chuhai_charts::{funding, map, story, timeline};
    use chuhai_core::dataset::{Dataset, Details};
    use chuhai_core::state::{Cameras, LaneMode, PageState, ResolvedFilter, State};
    use chuhai_core::text::{Lang, phrases};

    use crate::app::{App, AppProps, Link};
    use crate::ptr_eq_rc::PtrEqRc;
    use crate::text_measures::TextMeasures;

    thread_local! {
        /// Set while the page is rendered as it stands.
        pub static STANDING: Cell<bool> = const { Cell::new(false) };
    }

    /// Pictures as wide screens have them, and as phones do; the style sheet shows one of the two. What a phone has
    /// far down the page scrolls there as it is.
    const WIDE: [Size; 4] = [size(820.0, 512.0), size(1028.0, 426.0), size(296.0, 420.0), size(700.0, 0.0)];
    const NARROW: [Option<Size>; 4] = [Some(size(358.0, 300.0)), None, None, None];

    const fn size(width_px: f64, height_px: f64) -> Size {
        Size { width_px, height_px }
    }

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

    /// The pictures of the page by the ids of their sections.
    fn pictures(dataset: &Dataset, lang: Lang) -> Vec<(&'static str, String)> {
        let state = State { page: PageState { lang, ..PageState::default() }, ..State::default() };
        let focus = ResolvedFilter::new(&state, dataset, None);
        let mut page = Inline::default();
        let of_story = |size: Size| -> Option<Scene> {
            let room = LayoutOptions::new(size, &FixedMeasure);
            Some(story::layout(dataset, dataset.story.first()?, &state, &mut None, room).0)
        };
        let of_map = |size: Size| {
            let base = map::MapBase::new(dataset, size);
            let camera = base.clamped(state.cameras.map);
            let choice = map::MapFilter::new(dataset, focus.clone());
            Some(map::layout(
                &base,
                dataset,
                &State { cameras: Cameras { map: camera, ..state.cameras }, ..state.clone() },
                &choice,
                &FixedMeasure,
            ))
        };
        let of_funding = |size: Size| Some(funding::layout(dataset, &focus, &state, size, &FixedMeasure));
        let of_timeline = |size: Size| {
            let index = timeline::TimelineIndex::new(dataset, LaneMode::Company);
            let choice = timeline::TimelineFilter::new(dataset, &index, focus.clone());
            Some(timeline::layout(dataset, &index, &choice, &state, size.width_px, &FixedMeasure))
        };
        type Layout<'a> = &'a dyn Fn(Size) -> Option<Scene>;
        let title = dataset.story.first().map_or("", |step| step.picture.get(lang));
        let views: [(&str, &str, Layout); 4] = [
            ("story", title, &of_story),
            ("map", phrases::VIEW_MAP_TITLE.get(lang), &of_map),
            ("funding", funding::heading(dataset, lang), &of_funding),
            ("timeline", phrases::VIEW_TIMELINE_TITLE.get(lang), &of_timeline),
        ];
        let mut pictures = Vec::new();
        for (ix, (id, title, layout)) in views.into_iter().enumerate() {
            let narrow = NARROW[ix].and_then(|size| Some((layout(size)?, "still-narrow")));
            let class = if narrow.is_some() { "still-wide" } else { "still-only" };
            let wide = layout(WIDE[ix]).map(|scene| (scene, class));
            let drawn = wide.into_iter().chain(narrow).map(|(scene, class)| page.picture(&scene, lang, title, class));
            pictures.push((id, drawn.collect()));
        }
        pictures
    }
}
