//! The picture of a step: the view it names, without a camera, with the step's annotations.

use chuhai_charts::map::MapBase;
use chuhai_charts::scene::{Scene, Size};
use chuhai_charts::story::{self, LayoutOptions};
use chuhai_charts::waffle::WaffleHeads;
use chuhai_core::dataset::{StepIx, StoryStep, StoryView};
use chuhai_core::state::{Action, PageState, Selection, State, View};
use chuhai_core::text::phrases;
use yew::prelude::*;

use crate::browser::cites::{self, CiteListener};
use crate::browser::element;
use crate::components::export_buttons::save_picture;
use crate::components::part_placeholder::part_placeholder;
use crate::components::picture_export::Picture;
use crate::components::record_card::missing_details;
use crate::components::stage::Stage;
use crate::hooks::{use_element_size, use_max_height_px, use_turn_to_lay_out};
use crate::lazy_details::LazyDetails;
use crate::page::{Page, use_page};
use crate::parts::pictures::PicturesPart;
use crate::parts::records::RecordsPart;
use crate::parts::views::ViewsPart;
use crate::parts::{Part as _, PartState};
use crate::ptr_eq_rc::PtrEqRc;
use crate::views::context::{ViewContext, use_on_painted};
use crate::views::spec::{chart_in_story, sets_own_height};

/// The size of a picture on paper; the room of one that sets its own height.
const PAPER: Size = Size { width_px: 720.0, height_px: 320.0 };

/// Properties of [`StoryPicture`].
#[derive(Properties, PartialEq)]
pub struct StoryPictureProps {
    /// The input of the pictures.
    pub context: ViewContext,
    /// The step it belongs to.
    pub step: StepIx,
    /// The record details, from which some pictures are made.
    pub details: LazyDetails,
    /// True if the caption is folded away.
    pub short: bool,
}

/// The picture of a step, with its title and summary.
#[component]
pub fn StoryPicture(StoryPictureProps { context, step, details, short }: &StoryPictureProps) -> Html {
    let page = use_page();
    let node = use_node_ref();
    let scene = use_scene(&page, context, *step, details, &node);
    let on_painted = use_on_painted(context, View::Story);
    let Some(step) = page.dataset.story.get(usize::from(*step)) else { return Html::default() };
    let lacks_part = lacks_part(step);
    use_effect_with((lacks_part, context.parts.pictures.state), {
        let fetch = context.parts.pictures.fetch.clone();
        move |&(lacks_part, state)| {
            if lacks_part && state == PartState::Waiting {
                fetch.emit(());
            }
        }
    });
    let lacks_details = step.view.needs_details() && details.details.is_none();
    use_effect_with(lacks_details, {
        let fetch = details.fetch.clone();
        move |lacks_details| {
            if *lacks_details {
                fetch.emit(());
            }
        }
    });
    use_own_height(&node, step, scene.as_deref());
    let pointed = use_pointed(&node, &step.id);
    let on_pointed = use_callback((node.clone(), step.id.clone()), |item: Option<String>, (node, id)| {
        cites::light(node, id, item.as_deref());
    });
    let chosen: Vec<_> = context.state.selection.record.into_iter().collect();
    let own: Vec<_> = chosen.iter().map(|_| Action::Deselect).collect();
    let title = step.picture.get(page.lang);
    html! {
        <figure class={classes!("story-figure", sets_own_height(step.view).then_some("story-figure-own"))} data-view={step.view.id()}>
            <p class="story-picture-title">{ title }</p>
            if page.mode.is_prerender() {
                <div class="stage prerendered-figure">{ context.figures.html(View::Story) }</div>
                { prerendered_caption(&page, scene.as_deref()) }
            } else {
                if lacks_part {
                    { part_placeholder(&page, &context.parts.pictures) }
                } else if lacks_details {
                    if details.missing {
                        { missing_details(&page, details) }
                    } else {
                        <p class="part-pending" aria-busy="true">{ page.text(phrases::PART_LOADING) }</p>
                    }
                }
                <Stage title={title.to_owned()} scheme={context.scheme} pixel_ratio={context.pixel_ratio}
                    scene={scene.clone()} {chosen} {node} {own} period={None} help={context.help.clone()}
                    pointed={(*pointed).clone()} {on_pointed} {on_painted} />
                if let Some(scene) = scene {
                    { printed(&page, step, &scene) }
                    { caption(&page, context, step, scene, *short) }
                }
            }
        </figure>
    }
}

/// Returns true while the part that draws the step's picture is not there. A map needs none.
fn lacks_part(step: &StoryStep) -> bool {
    step.view != StoryView::Map && PicturesPart::get().is_none()
}

/// The picture of a step in the box at `node`; none before that is measured. Filter and cameras do not change it.
#[hook]
fn use_scene(
    page: &Page,
    context: &ViewContext,
    step: StepIx,
    details: &LazyDetails,
    node: &NodeRef,
) -> Option<PtrEqRc<Scene>> {
    let room = use_element_size(node);
    let max_height_px = use_max_height_px(node, room);
    let own = page.dataset.story.get(usize::from(step));
    // What takes the height that it needs does not depend on the height that its box has at the moment.
    let sets_height = own.is_some_and(|step| sets_own_height(step.view));
    let room = room.map(|room| if sets_height { Size { height_px: max_height_px, ..room } } else { room });
    let size = if page.mode.has_paper_size() { Some(PAPER) } else { room };
    let has_turn = use_turn_to_lay_out(size.is_some(), page.mode);
    let base = use_mut_ref(|| None);
    let state = State {
        page: PageState { lang: page.lang, ..PageState::default() },
        selection: Selection { record: context.state.selection.record, ..Selection::default() },
        ..State::default()
    };
    // A part that comes changes this picture only if it needs that: a search only for a step that filters by words.
    let is_complete =
        own.is_some_and(|step| !lacks_part(step) && (!step.query.contains("q=") || RecordsPart::get().is_some()));
    let needed = own.filter(|step| step.view.needs_details()).and_then(|_| details.details.clone());
    let scene = use_memo(
        (page.dataset.clone(), step, state, size, context.measures.clone(), needed, (is_complete, has_turn)),
        |(dataset, step, state, size, measures, details, _)| {
            let (step, size) = (dataset.story.get(usize::from(*step))?, (*size)?);
            if !has_turn {
                // Making the base of a map takes a task, and the first layout another.
                if step.view == StoryView::Map {
                    MapBase::of_size(size, dataset, &mut base.borrow_mut());
                }
                return None;
            }
            if lacks_part(step) || (step.view.needs_details() && details.is_none()) {
                return None;
            }
            let options = LayoutOptions {
                size,
                measure: measures.of(state.page.lang),
                heads: WaffleHeads::Above,
                details: details.as_deref(),
                search: RecordsPart::get().map(|part| part.search_by_words),
                // A map is drawn without it.
                chart: PicturesPart::get().map_or(|_, _, _, _, _| Scene::default(), |part| part.chart),
            };
            Some(PtrEqRc::new(story::layout(dataset, step, state, &mut base.borrow_mut(), options).0))
        },
    );
    (*scene).clone()
}

/// The items that the text of the step `id` is pointed at.
#[hook]
fn use_pointed(node: &NodeRef, id: &str) -> UseStateHandle<Option<String>> {
    let pointed = use_state_eq(|| None);
    use_effect_with((node.clone(), id.to_owned()), {
        let set = pointed.setter();
        move |(node, id)| {
            set.set(None);
            let listener = CiteListener::new(node, id, move |ids| set.set(ids));
            move || drop(listener)
        }
    });
    pointed
}

/// Sets the height of the box for charts that take the height they need, and makes it hold against a lower greatest height.
#[hook]
fn use_own_height(node: &NodeRef, step: &StoryStep, scene: Option<&Scene>) {
    let height_px = scene.filter(|_| sets_own_height(step.view)).map(|scene| scene.size.height_px);
    use_effect_with((node.clone(), height_px), |(node, height_px)| {
        let value = height_px.map_or_else(String::new, |height_px| format!("{height_px}px"));
        for property in ["height", "min-height"] {
            element::set_style(node, property, &value);
        }
    });
}

/// The picture as SVG, which prints sharp. Without the part that draws it, the canvas is printed.
fn printed(page: &Page, step: &StoryStep, scene: &Scene) -> Html {
    let Some(part) = ViewsPart::get().filter(|_| page.mode.is_print()) else { return Html::default() };
    (part.printed)(scene, page, &file_name(step), step.picture.get(page.lang))
}

/// The summary, folded or not; the style sheet shows one of the two.
fn prerendered_caption(page: &Page, scene: Option<&Scene>) -> Html {
    let summary = scene.map_or("", |scene| &scene.summary);
    html! {
        <figcaption>
            <p class="summary">{ summary }</p>
            <details><summary>{ page.text(phrases::STORY_CAPTION) }</summary><p class="summary">{ summary }</p></details>
        </figcaption>
    }
}

/// The summary and the export buttons, folded away where there is room for the picture only (`short`).
fn caption(page: &Page, context: &ViewContext, step: &StoryStep, scene: PtrEqRc<Scene>, short: bool) -> Html {
    let summary = html! { <p class="summary">{ &scene.summary }</p> };
    let series = chart_in_story(step.view).is_some_and(|chart| chart.credits_series);
    let title = step.picture.get(page.lang).to_owned();
    let picture = Picture { name: file_name(step), title, note: "".into(), series, scene };
    let caption = html! { <>{ summary }{ save_picture(context, picture) }</> };
    html! {
        <figcaption>
            if short {
                <details><summary>{ page.text(phrases::STORY_CAPTION) }</summary>{ caption }</details>
            } else {
                { caption }
            }
        </figcaption>
    }
}

/// The name of the picture's file.
fn file_name(step: &StoryStep) -> String {
    format!("story-{}", step.id)
}
