//! The funding view: how far funding fell.

use chuhai_charts::funding;
use chuhai_core::state::{Cameras, FilterField};
use chuhai_core::text::phrases;
use yew::prelude::*;

use super::{Answers, FrameProps, use_brush, use_painted};
use crate::components::view::{Head, view};
use crate::hooks::use_element_size;
use crate::ptr_eq_rc::PtrEqRc;

/// The funding chart.
#[component]
pub fn FundingView(FrameProps { frame }: &FrameProps) -> Html {
    let lang = frame.lang();
    let node = use_node_ref();
    let painted = use_painted(frame, "funding");
    let size = frame.size(use_element_size(&node), 300.0);
    let scene = use_memo(
        (
            frame.dataset.clone(),
            frame.state.for_picture(Cameras::default()),
            frame.focus.clone(),
            size,
            frame.measures.clone(),
        ),
        |(dataset, state, focus, size, measures)| {
            size.map(|size| PtrEqRc::new(funding::layout(dataset, focus, state, size, measures.of(state.page.lang))))
        },
    );
    let scene = (*scene).clone();
    let on_drag = use_brush(frame, scene.clone());
    let title = funding::heading(&frame.dataset, lang);
    let head = Head { id: "funding", title, note: phrases::VIEW_FUNDING_NOTE.get(lang).into(), tools: Html::default() };
    let answers = Answers { on_gesture: None, on_drag, on_painted: painted };
    let stage = frame.stage(("funding", &[FilterField::Period]), title, &node, scene.clone(), answers);
    view(head, frame, scene.as_ref(), stage)
}
