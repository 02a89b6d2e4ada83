//! The map view.

use chuhai_charts::hit;
use chuhai_charts::map::{self, MapBase, MapFilter};
use chuhai_charts::scene::{Scene, Size};
use chuhai_core::state::{Action, Cameras, View};
use chuhai_core::text::phrases;
use yew::prelude::*;

use super::context::{StageHandlers, StagePicture, ViewContext, ViewProps, use_on_painted};
use super::tools::zoom_buttons;
use crate::components::stage::Drag;
use crate::components::view::{ViewParts, view};
use crate::gesture::Gesture;
use crate::hooks::{use_chart_size, use_turn_to_lay_out};
use crate::ptr_eq_rc::PtrEqRc;

/// The map.
#[component]
pub fn MapView(ViewProps { context, chart }: &ViewProps) -> Html {
    let node = use_node_ref();
    let on_painted = use_on_painted(context, View::Map);
    let size = context.size(use_chart_size(&node, context.is_idle, &on_painted), chart);

    // The outlines are decoded and projected once, fitted once per size.
    let kept = use_mut_ref(|| None::<MapBase>);
    let base = use_memo((context.page.dataset.clone(), size), |(dataset, size)| {
        Some(PtrEqRc::new(MapBase::of_size((*size)?, dataset, &mut kept.borrow_mut()).clone()))
    });
    // Making the base takes a task, and the first layout another.
    let has_turn = use_turn_to_lay_out(base.is_some(), context.page.mode);
    let base = if has_turn { (*base).clone() } else { None };
    // Counts follow the filter, not each step of a drag.
    let choice = use_memo((context.page.dataset.clone(), context.resolved.clone()), |(dataset, resolved)| {
        MapFilter::new(dataset, (**resolved).clone())
    });
    let choice = PtrEqRc::from(choice);
    let scene = use_memo(
        (
            base.clone(),
            context.state.for_picture(Cameras {
                map: context.state.cameras.map,
                voyages: context.state.cameras.voyages,
                ..Cameras::default()
            }),
            choice,
            context.measures.clone(),
        ),
        |(base, state, choice, measures)| {
            let base = base.as_ref()?;
            Some(PtrEqRc::new(map::layout(base, &context.page.dataset, state, choice, measures.of(state.page.lang))))
        },
    );

    // Several gestures may come between two renderings; each continues the one before.
    let camera = use_mut_ref(|| context.state.cameras.map);
    camera.replace(context.state.cameras.map);
    let on_gesture = {
        let (act, dataset) = (context.page.act.clone(), context.page.dataset.clone());
        Callback::from(move |gesture: Gesture| {
            let Some(base) = &base else { return };
            let now = *camera.borrow();
            let next = match gesture {
                Gesture::Pan { dx_px, dy_px } => base.panned(now, dx_px, dy_px),
                Gesture::Zoom { factor, at } => base.zoomed(now, factor, at),
                Gesture::Fit => base.clamped(Default::default()),
                Gesture::Reveal(record) => base.panned_to(&dataset, record, now),
            };
            camera.replace(next);
            act.emit(Action::MoveMap(next));
        })
    };
    let step_px = |size: Size| (size.width_px / 3.0, 0.0);
    let aside = [phrases::VIEW_WEST, phrases::VIEW_EAST];
    let zoom = zoom_buttons(context.page.lang, size, aside, step_px, &on_gesture);
    let tools = html! { <>{ voyages_check(context) }{ zoom }</> };
    let scene = (*scene).clone();
    let on_drag = lasso(context, scene.clone());
    let handlers = StageHandlers { on_gesture: Some(on_gesture), on_drag, on_painted };
    let stage = context.stage(StagePicture { view: View::Map, chart, node: &node, scene: scene.clone() }, handlers);
    let note = context.page.said(phrases::VIEW_MAP_NOTE).into();
    view(ViewParts { view: View::Map, chart, note, tools, stage }, context, scene.as_ref())
}

/// A drag handler that filters by the regions inside a box.
fn lasso(context: &ViewContext, scene: Option<PtrEqRc<Scene>>) -> Callback<Drag> {
    let (act, dataset) = (context.page.act.clone(), context.page.dataset.clone());
    Callback::from(move |drag: Drag| {
        let Some(scene) = scene.as_ref().filter(|_| drag.done) else { return };
        let rect = drag.rect();
        let regions = hit::in_lasso(scene, &rect).filter_map(|item| dataset.find_region(&item.id));
        act.emit(Action::SetRegions(regions.collect()));
    })
}

/// The checkbox for the overlay of Zheng He's voyages; empty if the dataset has none.
fn voyages_check(context: &ViewContext) -> Html {
    if context.page.dataset.voyage_stops.is_empty() {
        return Html::default();
    }
    let shown = context.state.cameras.voyages;
    let onchange = context.page.act.reform(move |_: Event| Action::SetVoyages(!shown));
    html! {
        <label class="check">
            <input type="checkbox" checked={shown} {onchange} />{ context.page.text(phrases::VIEW_VOYAGES) }
        </label>
    }
}
