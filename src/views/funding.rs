//! The funding view: how far funding fell.

use chuhai_core::state::{LaneMode, MapCamera, State, Theme, TimeWindow};
use chuhai_core::text::phrases;
use chuhai_views::funding;
use yew::prelude::*;

use super::{FrameProps, use_painted};
use crate::components::view::{Head, view};
use crate::hooks::use_box_size;
use crate::shared::Shared;

/// The funding chart.
#[component]
pub fn FundingView(FrameProps { frame }: &FrameProps) -> Html {
    let lang = frame.lang();
    let node = use_node_ref();
    let painted = use_painted(frame, "funding");
    let size = use_box_size(&node);
    let scene = use_memo(
        (frame.dataset.clone(), own_state(&frame.state), frame.focus.clone(), size, frame.measures.clone()),
        |(dataset, state, focus, size, measures)| {
            size.map(|size| Shared::new(funding::layout(dataset, focus, state, size, measures.of(state.lang))))
        },
    );
    let scene = (*scene).clone();
    let title = phrases::VIEW_FUNDING_TITLE.get(lang);
    let head = Head { id: "funding", title, note: phrases::VIEW_FUNDING_NOTE.get(lang), tools: Html::default() };
    let stage = frame.stage("funding", title, &node, scene.clone(), None, painted);
    view(head, lang, scene.as_deref(), stage)
}

/// What of the state the chart shows; the rest at its defaults, so that it draws nothing anew.
fn own_state(state: &State) -> State {
    State {
        theme: Theme::default(),
        lanes: LaneMode::default(),
        map: MapCamera::default(),
        time: TimeWindow::default(),
        voyages: false,
        ..state.clone()
    }
}
