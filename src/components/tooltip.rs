//! The tooltip of a mark. It repeats what the item's name and the panel say, and never holds the only copy.

use chuhai_charts::scene::{Point, Rect, Scene, Size, pt};
use chuhai_core::text::phrases;
use yew::prelude::*;

use crate::browser::element;
use crate::page::use_page;
use crate::ptr_eq_rc::PtrEqRc;

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
    /// The picture.
    pub scene: PtrEqRc<Scene>,
    /// Called when the pointer enters the tooltip (true) or leaves it (false).
    pub on_hold: Callback<bool>,
}

/// The tooltip.
#[component]
pub fn Tooltip(props: &TooltipProps) -> Html {
    let page = use_page();
    let node = use_node_ref();
    use_effect_with((node.clone(), props.bounds, props.scene.clone(), props.title.clone(), page.lang), |deps| {
        let (node, bounds, scene, ..) = deps;
        if let Some(size) = element::size(node) {
            let items: Vec<Point> = scene.items.iter().map(|item| item.bounds.centre()).collect();
            element::move_to(node, top_left(*bounds, size, scene.size, &items));
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

/// The tooltip's top left corner: below the mark, above it or beside it, where there is room and the fewest of `items` are
/// covered, which a pointer could not reach. Never over the mark.
fn top_left(mark: Rect, tip: Size, picture: Size, items: &[Point]) -> Point {
    let centre = mark.centre();
    let fit = |wanted: f64, length: f64, room: f64| wanted.min(room - length - EDGE_PX).max(EDGE_PX);
    let x = fit(centre.x - tip.width_px / 2.0, tip.width_px, picture.width_px);
    let y = fit(centre.y - tip.height_px / 2.0, tip.height_px, picture.height_px);
    let below = pt(x, mark.y + mark.h + GAP_PX);
    let above = pt(x, mark.y - GAP_PX - tip.height_px);
    let right = pt(mark.x + mark.w + GAP_PX, y);
    let left = pt(mark.x - GAP_PX - tip.width_px, y);
    let fits_y = |at: &Point| at.y >= EDGE_PX && at.y + tip.height_px + EDGE_PX <= picture.height_px;
    let fits_x = |at: &Point| at.x >= EDGE_PX && at.x + tip.width_px + EDGE_PX <= picture.width_px;
    let sides = [below, above].into_iter().filter(fits_y).chain([right, left].into_iter().filter(fits_x));
    let rect = |at: &Point| Rect { x: at.x, y: at.y, w: tip.width_px, h: tip.height_px };
    let covered = |at: &Point| items.iter().filter(|item| rect(at).contains(**item)).count();
    // In a picture too small for any of these the tooltip overflows below.
    sides.min_by_key(covered).unwrap_or(below)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PICTURE: Size = Size { width_px: 400.0, height_px: 300.0 };
    const TIP: Size = Size { width_px: 200.0, height_px: 100.0 };

    fn at(x: f64, y: f64, items: &[Point]) -> Rect {
        let corner = top_left(Rect { x, y, w: 10.0, h: 10.0 }, TIP, PICTURE, items);
        Rect { x: corner.x, y: corner.y, w: TIP.width_px, h: TIP.height_px }
    }

    #[test]
    fn it_stays_in_the_picture_and_off_its_mark() {
        for x in (0..390).step_by(10) {
            for y in (0..290).step_by(10) {
                let (x, y) = (f64::from(x), f64::from(y));
                let tip = at(x, y, &[pt(200.0, 150.0), pt(x + 30.0, y + 40.0)]);
                assert!(tip.x >= 0.0 && tip.x + tip.w <= 400.0 && tip.y >= 0.0 && tip.y + tip.h <= 300.0, "{x} {y}");
                assert!(!tip.overlaps(&Rect { x, y, w: 10.0, h: 10.0 }), "{x} {y}");
            }
        }
    }

    #[test]
    fn it_prefers_to_stand_below() {
        assert_eq!(at(195.0, 50.0, &[]), Rect { x: 100.0, y: 66.0, w: 200.0, h: 100.0 });
        assert!(at(195.0, 280.0, &[]).y < 280.0);
    }

    #[test]
    fn it_stands_where_it_covers_the_fewest_items() {
        let (below, above) = (pt(200.0, 180.0), pt(200.0, 90.0));
        assert!(at(195.0, 140.0, &[below]).y < 140.0);
        assert!(at(195.0, 140.0, &[below, above, above]).y > 140.0);
        let beside = at(20.0, 140.0, &[pt(30.0, 180.0), pt(30.0, 90.0)]);
        assert_eq!((beside.x, beside.y), (36.0, 95.0));
    }
}
