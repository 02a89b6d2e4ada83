//! What lies over the picture while a reader points or steps through it, so that moving the pointer
//! repaints nothing else.

use crate::scene::{Item, Mark, Rect, Scene, Shape, Stroke, pt};
use crate::theme::ColorToken;
use crate::unit_circle::{CircleStep, unit_circle};

/// Distance between an item's bounds and the hover outline, and between that and the focus ring.
const OFFSET_PX: f64 = 2.0;
/// Corner radius of rings.
const RADIUS_PX: f64 = 3.0;

/// The marks of the overlay: a 2 px ink outline round the hovered item, a 2 px focus ring round the
/// focused one (outside of the other where they meet), both indices into [`Scene::items`]; and the box that is being
/// drawn around what is to be chosen.
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
        let stroke = Stroke { token: ColorToken::Accent, width_px: 1.5, dash_px: Some((4.0, 3.0)) };
        marks.push(Mark { shape: Shape::Rect(lasso), fill: None, stroke: Some(stroke), item: None });
    }
    marks
}

fn ring(item: &Item, offset_px: f64, token: ColorToken) -> Mark {
    // The stroke lies on its path: half of its width goes inwards.
    let outline = rounded(item.bounds.grown(offset_px + 1.0), RADIUS_PX);
    Mark {
        shape: Shape::Polygon(vec![outline]),
        fill: None,
        stroke: Some(Stroke { token, width_px: 2.0, dash_px: None }),
        item: None,
    }
}

/// A box with round corners as a ring.
pub(crate) fn rounded(rect: Rect, radius: f64) -> Vec<crate::scene::Point> {
    let radius = radius.min(rect.w / 2.0).min(rect.h / 2.0).max(0.0);
    let corners = super::corners(rect.grown(-radius));
    let round: Vec<(f64, f64)> = unit_circle(CircleStep::Sixteenth).collect();
    let mut ring = Vec::with_capacity(20);
    for (quarter, corner) in corners.into_iter().enumerate() {
        // The top left corner begins half a turn from the right.
        for step in 0..=4 {
            let (x, y) = round[(4 * (quarter + 2) + step) % 16];
            ring.push(pt(corner.x + radius * x, corner.y + radius * y));
        }
    }
    ring
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rounded_box_reaches_its_edges_and_keeps_off_its_corners() {
        let rect = Rect { x: 10.0, y: 20.0, w: 40.0, h: 30.0 };
        let ring = rounded(rect, 3.0);
        let (left, right) = ring.iter().fold((f64::MAX, f64::MIN), |(l, r), p| (l.min(p.x), r.max(p.x)));
        let (top, bottom) = ring.iter().fold((f64::MAX, f64::MIN), |(t, b), p| (t.min(p.y), b.max(p.y)));
        assert!((left - 10.0).abs() < 1e-9 && (right - 50.0).abs() < 1e-9);
        assert!((top - 20.0).abs() < 1e-9 && (bottom - 50.0).abs() < 1e-9);
        assert!(ring.iter().all(|p| (p.x - 10.0).hypot(p.y - 20.0) > 1.2));
    }
}
