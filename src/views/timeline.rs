//! The timeline view: when it happened.

use chuhai_core::state::{Action, LaneMode};
use chuhai_core::text::{Phrase, phrases};
use yew::prelude::*;

use super::{Frame, FrameProps, use_painted};
use crate::components::view::View;

/// The timeline.
#[component]
pub fn TimelineView(FrameProps { frame }: &FrameProps) -> Html {
    let lang = frame.lang();
    let node = use_node_ref();
    let painted = use_painted(frame, "timeline");
    let title = AttrValue::from(phrases::VIEW_TIMELINE_TITLE.get(lang));
    let stage = frame.stage("timeline", &title, &node, None, None, painted);
    html! {
        <View id="timeline" {lang} {title} note={phrases::VIEW_TIMELINE_NOTE.get(lang)} tools={lanes(frame)}
            scene={None}>
            { stage }
        </View>
    }
}

/// What lanes stand for.
fn lanes(frame: &Frame) -> Html {
    let button = |to: LaneMode, name: Phrase| {
        let pressed = frame.state.lanes == to;
        let onclick = frame.act.reform(move |_: MouseEvent| Action::SetLanes(to));
        html! {
            <button type="button" aria-pressed={pressed.to_string()} {onclick}>{ name.get(frame.lang()) }</button>
        }
    };
    html! {
        <div class="switch" role="group" aria-label={phrases::VIEW_LANES.get(frame.lang())}>
            { button(LaneMode::Company, phrases::VIEW_LANES_COMPANY) }
            { button(LaneMode::Kind, phrases::VIEW_LANES_KIND) }
        </div>
    }
}
