//! The picture of a step: the view it names, standing still, with the step's notes in it.

use chuhai_charts::paint::svg::svg;
use chuhai_charts::scene::Size;
use chuhai_charts::story::{self, LayoutOptions};
use chuhai_charts::theme::Scheme;
use chuhai_core::dataset::StepIx;
use chuhai_core::state::{Action, PageState, Selection, State, View};
use chuhai_core::text::phrases;
use yew::prelude::*;

use crate::browser::element;
use crate::components::export_buttons::{Picture, save_picture};
use crate::components::stage::Stage;
use crate::hooks::use_element_size;
use crate::ptr_eq_rc::PtrEqRc;
use crate::views::spec::{ChartSpec, chart_in_story};
use crate::views::{Painted, ViewContext};

/// The room of a picture on paper.
const PAPER: Size = Size { width_px: 720.0, height_px: 320.0 };

/// What a picture needs.
#[derive(Properties, PartialEq)]
pub struct StoryPictureProps {
    /// What pictures are made from.
    pub frame: ViewContext,
    /// The step it belongs to.
    pub step: StepIx,
    /// Whether there is room for no more than the picture at first.
    pub short: bool,
}

/// The picture of a step, with its title and summary.
#[component]
pub fn StoryPicture(StoryPictureProps { frame, step, short }: &StoryPictureProps) -> Html {
    let node = use_node_ref();
    let lang = frame.state.page.lang;
    let room = use_element_size(&node);
    let size = if frame.mode.has_paper_size() { Some(PAPER) } else { room };
    let base = use_mut_ref(|| None);
    let reader = State {
        page: PageState { lang, ..PageState::default() },
        selection: Selection { record: frame.state.selection.record, ..Selection::default() },
        ..State::default()
    };
    let scene = use_memo(
        (frame.dataset.clone(), *step, reader, size, frame.measures.clone()),
        |(dataset, step, reader, size, measures)| {
            let (step, size) = (dataset.story.get(usize::from(*step))?, (*size)?);
            let room = LayoutOptions::new(size, measures.of(reader.page.lang));
            Some(PtrEqRc::new(story::layout(dataset, step, reader, &mut base.borrow_mut(), room).0))
        },
    );
    let scene = (*scene).clone();
    let Some(told) = frame.dataset.story.get(usize::from(*step)) else { return Html::default() };
    let chart = chart_in_story(told.view);
    let height_px =
        scene.as_ref().map(|scene| scene.size.height_px).filter(|_| chart.is_some_and(ChartSpec::sets_own_height));
    use_effect_with((node.clone(), height_px), |(node, height_px)| {
        element::set_style(node, "height", &height_px.map_or_else(String::new, |height_px| format!("{height_px}px")));
    });
    let title = told.picture.get(lang);
    let selected: Vec<_> = frame.state.selection.record.into_iter().collect();
    let own = selected.iter().map(|_| Action::Deselect).collect::<Vec<_>>();
    let painted = frame.on_painted.reform(|succeeded| Painted { view: View::Story, succeeded });
    let printed = scene.as_ref().filter(|_| frame.mode.is_print()).map(|scene| {
        let lines = svg(scene, Scheme::Print, lang, &format!("story-{}", told.id), title);
        html! { <div class="printed">{ Html::from_html_unchecked(lines.into()) }</div> }
    });
    if frame.mode.is_prerender() {
        let summary = scene.as_ref().map_or("", |scene| &scene.summary).to_owned();
        return html! {
            <figure class="story-figure" data-view={told.view.id()}>
                <p class="story-picture-title">{ title }</p>
                <div class="stage prerendered-figure">{ frame.figures.html(View::Story) }</div>
                // Folded where there is room for no more than the picture, which the style sheet knows.
                <figcaption>
                    <p class="summary">{ &summary }</p>
                    <details><summary>{ phrases::STORY_CAPTION.get(lang) }</summary><p class="summary">{ summary }</p></details>
                </figcaption>
            </figure>
        };
    }
    let caption = scene.clone().map(|scene| {
        let summary = html! { <p class="summary">{ &scene.summary }</p> };
        let (name, series) = (format!("story-{}", told.id), chart.is_some_and(|chart| chart.credits_series));
        let picture = Picture { name, title: title.to_owned(), note: "".into(), series, scene };
        html! { <>{ summary }{ save_picture(frame, picture) }</> }
    });
    html! {
        <figure class="story-figure" data-view={told.view.id()}>
            <p class="story-picture-title">{ title }</p>
            <Stage title={title.to_owned()} {lang} scheme={frame.scheme} pixel_ratio={frame.pixel_ratio}
                dataset={frame.dataset.clone()} scene={scene.clone()} chosen={selected} {node} act={frame.act.clone()} {own}
                period={None} help={frame.help.clone()} on_painted={painted} />
            { printed }
            if let Some(caption) = caption {
                <figcaption>
                    if *short {
                        <details>
                            <summary>{ phrases::STORY_CAPTION.get(lang) }</summary>
                            { caption }
                        </details>
                    } else {
                        { caption }
                    }
                </figcaption>
            }
        </figure>
    }
}
