//! The funding view.

use chuhai_charts::funding;
use chuhai_core::state::{Cameras, View};
use chuhai_core::text::phrases;
use yew::prelude::*;

use super::context::{StageHandlers, StagePicture, ViewProps, use_on_painted};
use super::tools::use_brush;
use crate::components::view::{ViewParts, view};
use crate::hooks::use_chart_size;
use crate::ptr_eq_rc::PtrEqRc;

/// The funding chart.
#[component]
pub fn FundingView(ViewProps { context, chart }: &ViewProps) -> Html {
    let node = use_node_ref();
    let on_painted = use_on_painted(context, View::Funding);
    let size = context.size(use_chart_size(&node, context.is_idle, &on_painted), chart);
    let scene = use_memo(
        (
            context.page.dataset.clone(),
            context.state.for_picture(Cameras::default()),
            context.resolved.clone(),
            size,
            context.measures.clone(),
        ),
        |(dataset, state, resolved, size, measures)| {
            size.map(|size| PtrEqRc::new(funding::layout(dataset, resolved, state, size, measures.of(state.page.lang))))
        },
    );
    let scene = (*scene).clone();
    let on_drag = use_brush(context, View::Funding, scene.clone());
    let handlers = StageHandlers { on_gesture: None, on_drag, on_painted };
    let picture = StagePicture { view: View::Funding, chart, node: &node, scene: scene.clone() };
    let stage = context.stage(picture, handlers);
    let note = context.page.text(phrases::VIEW_FUNDING_NOTE).into();
    view(ViewParts { view: View::Funding, chart, note, tools: Html::default(), stage }, context, scene.as_ref())
}
