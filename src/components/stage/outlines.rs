//! The outlines of what is pointed at, of the focus and of the lasso: boxes over the picture, so that a moving pointer paints
//! no canvas.

use chuhai_charts::scene::{Item, Rect};
use yew::prelude::*;

use super::context::StageContext;
use crate::browser::{cites, element};

/// The distance between an item's bounds and the outline of what is pointed at, and between that and the focus ring.
const OFFSET_PX: f64 = 2.0;
/// The width of an outline, inside its box.
const LINE_PX: f64 = 2.0;

/// Properties of [`Outlines`].
#[derive(Properties, PartialEq)]
pub struct OutlinesProps {
    /// The boxes in the picture: those of [`CLASSES`], then those of what the text is pointed at.
    pub boxes: Vec<Option<Rect>>,
}

/// The classes of the outlines: what is pointed at, the focus, the lasso.
const CLASSES: [&str; 3] = [HOVER, "outline outline-focus", "outline outline-lasso"];
const HOVER: &str = "outline outline-hover";

/// The outlines.
#[component]
pub fn Outlines(props: &OutlinesProps) -> Html {
    let (node, placed) = (use_node_ref(), use_mut_ref(Vec::new));
    use_effect_with((node.clone(), props.boxes.clone()), move |(node, boxes)| {
        element::place_children(node, boxes, &placed.replace(boxes.clone()));
    });
    let classes = CLASSES.into_iter().chain(std::iter::repeat(HOVER)).take(props.boxes.len());
    html! {
        <div ref={node} class="outlines" aria-hidden="true">
            { for classes.map(|class| html! { <span {class} data-off="" /> }) }
        </div>
    }
}

/// The boxes of the outlines of a stage; the focus ring is outside of the other if both are round one item.
pub fn outlines(context: &StageContext) -> Vec<Option<Rect>> {
    let [hovered, focused] = [&context.tooltip.hover, &context.focus.visible].map(|id| context.visible_item(id));
    let is_both = hovered.is_some() && focused.map(|item| &item.id) == hovered.map(|item| &item.id);
    let around = |item: &Item, offset_px: f64| item.bounds.grown(offset_px + LINE_PX);
    let beyond_px = if is_both { OFFSET_PX + LINE_PX + 1.0 } else { OFFSET_PX };
    let own = [
        hovered.map(|item| around(item, OFFSET_PX)),
        focused.map(|item| around(item, beyond_px)),
        *context.pointers.lasso,
    ];
    let pointed = context.props.pointed.as_deref();
    let is_pointed = |item: &&Item| !item.hit.is_empty() && pointed.is_some_and(|ids| cites::has(ids, &item.id));
    let pointed = context.scene.items.iter().filter(is_pointed).map(|item| Some(around(item, OFFSET_PX)));
    own.into_iter().chain(pointed).collect()
}
