//! The overlay of hover, focus and lasso, apart from the picture, so that a moving pointer repaints nothing else.

use crate::scene::{Item, Mark, Rect, Scene, Shape, Stroke};
use crate::theme::ColorToken;

/// The distance between an item's bounds and the hover outline, and between that and the focus ring.
const OFFSET_PX: f64 = 2.0;
/// Corner radius of rings.
const RADIUS_PX: f64 = 3.0;

/// Returns the marks of the overlay: a 2 px ink outline round the hovered item, a 2 px focus ring round the
/// focused one (outside of the other if both are one), both indices into [`Scene::items`]; and the lasso that is being
/// drawn.
pub fn overlay_marks(scene: &Scene, hover: Option<usize>, focus: Option<usize>, lasso: Option<Rect>) -> Vec<Mark> {
    let item = |ix: Option<usize>| ix.and_then(|ix| scene.items.get(ix)).filter(|item| !item.hit.is_empty());
    let mut marks = Vec::new();
    if let Some(hovered) = item(hover) {
        marks.push(ring(hovered, OFFSET_PX, ColorToken::Ink));
    }
    if let Some(focused) = item(focus) {
        let beyond = if hover == focus { 2.0 * OFFSET_PX + 1.0 } else { OFFSET_PX };
        marks.push(ring(focused, beyond, ColorToken::Focus));
    }
    if let Some(lasso) = lasso {
        let stroke = Stroke::dashed(ColorToken::Accent, 1.5, (4.0, 3.0));
        marks.push(Mark::stroked(Shape::Rect(lasso), stroke));
    }
    marks
}

/// A ring around an item at a distance.
fn ring(item: &Item, offset_px: f64, token: ColorToken) -> Mark {
    // The stroke lies on its path: half of its width goes inwards.
    let outline = item.bounds.grown(offset_px + 1.0).rounded(RADIUS_PX);
    Mark::stroked(Shape::Polygon(vec![outline]), Stroke::solid(token, 2.0))
}
