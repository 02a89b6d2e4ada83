//! The map view: where they went.

use chuhai_charts::hit;
use chuhai_charts::map::{self, MapBase, MapFilter};
use chuhai_charts::scene::{Scene, Size};
use chuhai_core::state::{Action, Cameras, FilterField};
use chuhai_core::text::phrases;
use yew::prelude::*;

use super::{Answers, Frame, FrameProps, use_painted, zoom_buttons};
use crate::components::stage::Drag;
use crate::components::view::{Head, view};
use crate::gesture::Gesture;
use crate::hooks::use_element_size;
use crate::ptr_eq_rc::PtrEqRc;

/// The map.
#[component]
pub fn MapView(FrameProps { frame }: &FrameProps) -> Html {
    let lang = frame.lang();
    let node = use_node_ref();
    let painted = use_painted(frame, "map");
    let size = frame.size(use_element_size(&node), 320.0);

    // Decoding and projecting the outlines is done once, fitting them once a size.
    let kept = use_mut_ref(|| None::<MapBase>);
    let base = use_memo((frame.dataset.clone(), size), |(dataset, size)| {
        let size = (*size)?;
        let mut kept = kept.borrow_mut();
        let base = match &*kept {
            Some(base) => base.resized(dataset, size),
            None => MapBase::new(dataset, size),
        };
        *kept = Some(base.clone());
        Some(PtrEqRc::new(base))
    });
    let base = (*base).clone();
    // What the filter leaves is counted once a choice, not with each step of a drag.
    let choice = use_memo((frame.dataset.clone(), frame.focus.clone()), |(dataset, focus)| {
        MapFilter::new(dataset, (**focus).clone())
    });
    let choice = PtrEqRc::from(choice);
    let scene = use_memo(
        (
            base.clone(),
            frame.state.for_picture(Cameras {
                map: frame.state.cameras.map,
                voyages: frame.state.cameras.voyages,
                ..Cameras::default()
            }),
            choice,
            frame.measures.clone(),
        ),
        |(base, state, choice, measures)| {
            let base = base.as_ref()?;
            Some(PtrEqRc::new(map::layout(base, &frame.dataset, state, choice, measures.of(state.page.lang))))
        },
    );

    // Several gestures may come between two renderings; each goes on from the one before.
    let camera = use_mut_ref(|| frame.state.cameras.map);
    camera.replace(frame.state.cameras.map);
    let on_gesture = {
        let (act, dataset) = (frame.act.clone(), frame.dataset.clone());
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
    let title = phrases::VIEW_MAP_TITLE.get(lang);
    let step_px = |size: Size| (size.width_px / 3.0, 0.0);
    let aside = [phrases::VIEW_WEST, phrases::VIEW_EAST];
    let tools = html! { <>{ voyages(frame) }{ zoom_buttons(lang, size, aside, step_px, &on_gesture) }</> };
    let scene = (*scene).clone();
    let on_drag = gather(frame, scene.clone());
    let head = Head { id: "map", title, note: frame.dataset.meta.said(phrases::VIEW_MAP_NOTE.get(lang)).into(), tools };
    let answers = Answers { on_gesture: Some(on_gesture), on_drag, on_painted: painted };
    let stage = frame.stage(("map", &[FilterField::Regions]), title, &node, scene.clone(), answers);
    view(head, frame, scene.as_ref(), stage)
}

/// Asking about the regions that a box is drawn around.
fn gather(frame: &Frame, scene: Option<PtrEqRc<Scene>>) -> Callback<Drag> {
    let (act, dataset) = (frame.act.clone(), frame.dataset.clone());
    Callback::from(move |drag: Drag| {
        let Some(scene) = scene.as_ref().filter(|_| drag.done) else { return };
        let rect = drag.rect();
        let regions = hit::in_lasso(scene, &rect).filter_map(|item| dataset.find_region(&item.id));
        act.emit(Action::SetRegions(regions.collect()));
    })
}

/// The overlay of Zheng He's voyages, on or off, where the dataset has them.
fn voyages(frame: &Frame) -> Html {
    if frame.dataset.voyage_stops.is_empty() {
        return Html::default();
    }
    let shown = frame.state.cameras.voyages;
    let onchange = frame.act.reform(move |_: Event| Action::SetVoyages(!shown));
    html! {
        <label class="check">
            <input type="checkbox" checked={shown} {onchange} />{ phrases::VIEW_VOYAGES.get(frame.lang()) }
        </label>
    }
}
