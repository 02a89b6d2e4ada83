//! The outlines of what is pointed at, of the focus and of the lasso: boxes over the picture, so that a moving pointer paints
//! no canvas.

use chuhai_charts::scene::{Item, Rect};
use yew::prelude::*;

use super::context::StageContext;
use crate::browser::element;

/// The distance between an item's bounds and the outline of what is pointed at, and between that and the focus ring.
const OFFSET_PX: f64 = 2.0;
/// The width of an outline, inside its box.
const LINE_PX: f64 = 2.0;

/// Properties of [`Outlines`].
#[derive(Properties, PartialEq)]
pub struct OutlinesProps {
    /// The boxes in the picture, in the order of [`CLASSES`].
    pub boxes: [Option<Rect>; 3],
}

/// The classes of the outlines: what is pointed at, the focus, the lasso.
const CLASSES: [&str; 3] = ["outline outline-hover", "outline outline-focus", "outline outline-lasso"];

/// The outlines.
#[component]
pub fn Outlines(props: &OutlinesProps) -> Html {
    let (node, placed) = (use_node_ref(), use_mut_ref(|| [None; 3]));
    use_effect_with((node.clone(), props.boxes), move |(node, boxes)| {
        element::place_children(node, boxes, &placed.replace(*boxes));
    });
    html! {
        <div ref={node} class="outlines" aria-hidden="true">
            { for CLASSES.map(|class| html! { <span {class} data-off="" /> }) }
        </div>
    }
}

/// The boxes of the outlines of a stage; the focus ring is outside of the other if both are round one item.
pub fn outlines(context: &StageContext) -> [Option<Rect>; 3] {
    let [hovered, focused] = [&context.tooltip.hover, &context.focus.visible].map(|id| context.visible_item(id));
    let is_both = hovered.is_some() && focused.map(|item| &item.id) == hovered.map(|item| &item.id);
    let around = |item: &Item, offset_px: f64| item.bounds.grown(offset_px + LINE_PX);
    let beyond_px = if is_both { OFFSET_PX + LINE_PX + 1.0 } else { OFFSET_PX };
    [hovered.map(|item| around(item, OFFSET_PX)), focused.map(|item| around(item, beyond_px)), *context.pointers.lasso]
}
