//! The tooltip of a mark. It repeats what the item's name and the panel say, and never holds the only copy.

use chuhai_charts::scene::{Point, Rect, Size, pt};
use chuhai_core::text::phrases;
use yew::prelude::*;

use crate::browser::element;
use crate::page::use_page;

/// Distance from the edges of the picture.
const EDGE_PX: f64 = 4.0;
/// Distance from the mark, small enough for a pointer to cross into the tooltip.
const GAP_PX: f64 = 6.0;

/// Properties of [`Tooltip`].
#[derive(Properties, PartialEq)]
pub struct TooltipProps {
    /// The item's name.
    pub title: AttrValue,
    /// Lines below the name.
    pub lines: Vec<AttrValue>,
    /// Box of the mark, in the picture.
    pub bounds: Rect,
    /// Size of the picture.
    pub size: Size,
    /// Called when the pointer enters the tooltip (true) or leaves it (false).
    pub on_hold: Callback<bool>,
}

/// The tooltip.
#[component]
pub fn Tooltip(props: &TooltipProps) -> Html {
    let page = use_page();
    let node = use_node_ref();
    use_effect_with((node.clone(), props.bounds, props.size, props.title.clone(), page.lang), |deps| {
        let (node, bounds, picture, ..) = deps;
        if let Some(size) = element::size(node) {
            element::move_to(node, top_left(*bounds, size, *picture));
            element::set_style(node, "visibility", "visible");
        }
    });
    html! {
        // The picture below must not hear the tooltip's events.
        <div ref={node} class="tooltip" onpointerenter={props.on_hold.reform(|_| true)}
            onpointerleave={props.on_hold.reform(|_| false)} onpointermove={|event: PointerEvent| event.stop_propagation()}
            onpointerdown={|event: PointerEvent| event.stop_propagation()}
            onclick={|event: MouseEvent| event.stop_propagation()}>
            <strong>{ &props.title }</strong>
            { for props.lines.iter().map(|line| html! { <span>{ line }</span> }) }
            <small>{ page.text(phrases::VIEW_KEYS) }</small>
        </div>
    }
}

/// The tooltip's top left corner: below the mark if there is room, else above it, else beside it; horizontally inside
/// the picture, and never over the mark.
fn top_left(mark: Rect, tip: Size, picture: Size) -> Point {
    let centre = mark.centre();
    let fit = |wanted: f64, length: f64, room: f64| wanted.min(room - length - EDGE_PX).max(EDGE_PX);
    let x = fit(centre.x - tip.width_px / 2.0, tip.width_px, picture.width_px);
    let below = mark.y + mark.h + GAP_PX;
    let above = mark.y - GAP_PX - tip.height_px;
    if below + tip.height_px + EDGE_PX <= picture.height_px {
        return pt(x, below);
    }
    if above >= EDGE_PX {
        return pt(x, above);
    }
    let y = fit(centre.y - tip.height_px / 2.0, tip.height_px, picture.height_px);
    let right = mark.x + mark.w + GAP_PX;
    if right + tip.width_px + EDGE_PX <= picture.width_px {
        return pt(right, y);
    }
    let left = mark.x - GAP_PX - tip.width_px;
    // In a picture too small for any of these the tooltip overflows below.
    if left >= EDGE_PX { pt(left, y) } else { pt(x, below) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PICTURE: Size = Size { width_px: 400.0, height_px: 300.0 };
    const TIP: Size = Size { width_px: 200.0, height_px: 100.0 };

    fn at(x: f64, y: f64) -> Rect {
        let corner = top_left(Rect { x, y, w: 10.0, h: 10.0 }, TIP, PICTURE);
        Rect { x: corner.x, y: corner.y, w: TIP.width_px, h: TIP.height_px }
    }

    #[test]
    fn it_stays_in_the_picture_and_off_its_mark() {
        for x in (0..390).step_by(10) {
            for y in (0..290).step_by(10) {
                let (x, y) = (f64::from(x), f64::from(y));
                let tip = at(x, y);
                assert!(tip.x >= 0.0 && tip.x + tip.w <= 400.0 && tip.y >= 0.0 && tip.y + tip.h <= 300.0, "{x} {y}");
                assert!(!tip.overlaps(&Rect { x, y, w: 10.0, h: 10.0 }), "{x} {y}");
            }
        }
    }

    #[test]
    fn it_prefers_to_stand_below() {
        assert_eq!(at(195.0, 50.0), Rect { x: 100.0, y: 66.0, w: 200.0, h: 100.0 });
        assert!(at(195.0, 280.0).y < 280.0);
    }
}
