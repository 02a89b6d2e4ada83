//! The funding view: how far funding fell.

use chuhai_core::text::phrases;
use yew::prelude::*;

use super::{FrameProps, use_painted};
use crate::components::view::View;

/// The funding chart.
#[component]
pub fn FundingView(FrameProps { frame }: &FrameProps) -> Html {
    let lang = frame.lang();
    let node = use_node_ref();
    let painted = use_painted(frame, "funding");
    let title = AttrValue::from(phrases::VIEW_FUNDING_TITLE.get(lang));
    let stage = frame.stage("funding", &title, &node, None, None, painted);
    html! {
        <View id="funding" {lang} {title} note={phrases::VIEW_FUNDING_NOTE.get(lang)} scene={None}>{ stage }</View>
    }
}
