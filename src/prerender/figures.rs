//! The figures of the prerendered page, as SVG.

use chuhai_core::state::View;
use yew::prelude::*;

/// The figures by view. Empty, and without a size, in wasm.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures(#[cfg(not(target_arch = "wasm32"))] std::rc::Rc<[(View, AttrValue)]>);

#[cfg(target_arch = "wasm32")]
impl Figures {
    /// Empty: a figure is part of the prerendered page alone.
    pub fn html(&self, _view: View) -> Html {
        Html::default()
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod host {
    use chuhai_charts::measure::FixedMeasure;
    use chuhai_charts::paint::inline::{Inline, Picture};
    use chuhai_charts::scene::{Scene, Size};
    use chuhai_charts::story::{self, LayoutOptions};
    use chuhai_core::dataset::{Dataset, Details};
    use chuhai_core::state::{PageState, ResolvedFilter, State};
    use chuhai_core::text::Lang;

    use super::{Figures, Html, View};
    use crate::views::spec::{PrerenderSpec, charts};

    /// The story's first figure on wide screens and on phones.
    const STORY: [Size; 2] = [Size { width_px: 820.0, height_px: 512.0 }, Size { width_px: 358.0, height_px: 300.0 }];

    impl Figures {
        /// The figures of `dataset` in its default state.
        pub fn new(dataset: &Dataset, details: &Details, lang: Lang) -> Self {
            let state = State { page: PageState { lang, ..PageState::default() }, ..State::default() };
            let filter = ResolvedFilter::new(&state, dataset, None);
            let mut page = Inline::default();
            let mut figure = |wide: Scene, narrow: Option<Scene>, title: &str| -> Vec<Picture> {
                let class = if narrow.is_some() { "prerendered-wide" } else { "prerendered-only" };
                let scenes = [Some((wide, class)), narrow.map(|scene| (scene, "prerendered-narrow"))];
                let draw = |(scene, class): (Scene, &str)| page.draw(&scene, lang, title, class);
                scenes.into_iter().flatten().map(draw).collect()
            };
            let mut figures = Vec::new();
            if let Some(step) = dataset.story.first() {
                let options = |size| LayoutOptions::new(size, &FixedMeasure, details);
                let [wide, narrow] = STORY.map(|size| story::layout(dataset, step, &state, &mut None, options(size)).0);
                figures.push((View::Story, figure(wide, Some(narrow), step.picture.get(lang))));
            }
            for (view, chart) in charts() {
                let PrerenderSpec { layout, wide, narrow } = chart.prerender;
                let scene = |size| layout(dataset, &filter, &state, size);
                figures.push((view, figure(scene(wide), narrow.map(scene), (chart.title)(dataset, lang))));
            }
            let svg = |pictures: Vec<Picture>| pictures.iter().map(|picture| page.svg(picture)).collect::<String>();
            Self(figures.into_iter().map(|(view, pictures)| (view, svg(pictures).into())).collect())
        }

        /// The figure of `view`, if there is one.
        pub fn html(&self, view: View) -> Html {
            let figure = self.0.iter().find(|(of_view, _)| *of_view == view);
            figure.map_or_else(Html::default, |(_, svg)| Html::from_html_unchecked(svg.clone()))
        }
    }
}
