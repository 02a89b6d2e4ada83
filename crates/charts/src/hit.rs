//! Hit testing and keyboard navigation: from a point, or from a key, to an item of a Scene.
//!
//! Both read the Scene that is painted, so that the hit areas are those on the screen.

use crate::scene::{HitShape, Item, Point, Rect, Scene};

/// The least width and height of a target (WCAG 2.2, 2.5.8); smaller boxes are grown to it.
pub const TARGET_PX: f64 = 24.0;

/// Returns the index of the item at `point`: among boxes the one with the nearest centre, behind all boxes the topmost
/// (last) polygon.
pub fn hit(scene: &Scene, point: Point) -> Option<usize> {
    let mut nearest: Option<(f64, usize)> = None;
    let mut behind = None;
    for (ix, item) in scene.items.iter().enumerate() {
        for shape in &item.hit {
            match shape {
                HitShape::Rect(rect) => {
                    let target = target(*rect);
                    if target.contains(point) {
                        let distance = target.centre().distance(point);
                        if nearest.is_none_or(|(least, _)| distance < least) {
                            nearest = Some((distance, ix));
                        }
                    }
                }
                HitShape::Polygon(rings) => {
                    if rings.iter().any(|ring| inside(ring, point)) {
                        behind = Some(ix);
                    }
                }
            }
        }
    }
    nearest.map(|(_, ix)| ix).or(behind)
}

/// Returns the areas that a lasso `rect` selects, in reading order: those with half their corners or their centre in it.
pub fn in_lasso<'a>(scene: &'a Scene, rect: &'a Rect) -> impl Iterator<Item = &'a Item> {
    let has_half = |ring: &Vec<Point>| 2 * ring.iter().filter(|corner| rect.contains(**corner)).count() >= ring.len();
    scene.items.iter().filter(move |item| {
        let largest = item.hit.iter().find_map(|shape| match shape {
            HitShape::Polygon(rings) => rings.iter().max_by_key(|ring| ring.len()),
            HitShape::Rect(_) => None,
        });
        largest.is_some_and(|ring| has_half(ring) || rect.contains(item.bounds.centre()))
    })
}

/// Returns `rect` grown about its centre to at least [`TARGET_PX`] each way.
pub fn target(rect: Rect) -> Rect {
    let (w, h) = (rect.w.max(TARGET_PX), rect.h.max(TARGET_PX));
    Rect { x: rect.x - (w - rect.w) / 2.0, y: rect.y - (h - rect.h) / 2.0, w, h }
}

/// Returns the box of an item's button over the picture, at least [`TARGET_PX`] each way; `None` if the item lies outside
/// the visible part. The button covers the label, if there is one, since labels keep clear of each other and marks do
/// not; of a tall box it covers the top, where boxes of one width differ.
pub fn button(item: &Item) -> Option<Rect> {
    const HEAD_PX: f64 = 36.0;
    if item.hit.is_empty() {
        return None;
    }
    let target = target(item.label.unwrap_or(item.bounds));
    let h = if target.h > target.w { target.h.min(HEAD_PX) } else { target.h };
    Some(Rect { h, ..target })
}

/// Returns true if `point` lies in the ring (even-odd rule; edges to the right and below are outside).
pub fn inside(ring: &[Point], point: Point) -> bool {
    let mut inside = false;
    let mut last = match ring.last() {
        Some(last) => *last,
        None => return false,
    };
    for &corner in ring {
        if (corner.y > point.y) != (last.y > point.y)
            && point.x < (last.x - corner.x) * (point.y - corner.y) / (last.y - corner.y) + corner.x
        {
            inside = !inside;
        }
        last = corner;
    }
    inside
}

/// A keyboard command that moves the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Navigation {
    /// The next item in reading order.
    Next,
    /// The previous item.
    Previous,
    /// The first item.
    First,
    /// The last item.
    Last,
    /// The nearest item of the row above.
    RowUp,
    /// The nearest item of the row below.
    RowDown,
}

/// Returns the index of the item that `navigation` leads to from the item at `from`. It stops at either end; without
/// rows, Up and Down are Previous and Next.
pub fn navigate(items: &[Item], from: usize, navigation: Navigation) -> Option<usize> {
    let last = items.len().checked_sub(1)?;
    let from = from.min(last);
    Some(match navigation {
        Navigation::Next => (from + 1).min(last),
        Navigation::Previous => from.saturating_sub(1),
        Navigation::First => 0,
        Navigation::Last => last,
        Navigation::RowUp | Navigation::RowDown if items.iter().all(|item| item.row == items[0].row) => {
            if navigation == Navigation::RowUp { from.saturating_sub(1) } else { (from + 1).min(last) }
        }
        Navigation::RowUp => neighbour_row(items, from, |row, here| row < here, |row, best| row > best),
        Navigation::RowDown => neighbour_row(items, from, |row, here| row > here, |row, best| row < best),
    })
}

/// Returns the item nearest to `from` in the nearest row on the wanted side.
fn neighbour_row(items: &[Item], from: usize, wanted: fn(u16, u16) -> bool, nearer: fn(u16, u16) -> bool) -> usize {
    let here = &items[from];
    let rows = items.iter().map(|item| item.row).filter(|row| wanted(*row, here.row));
    let Some(row) = rows.reduce(|best, row| if nearer(row, best) { row } else { best }) else { return from };
    // By distance in both directions, since time runs across or downwards.
    let at = here.bounds.centre();
    let distance = |item: &Item| item.bounds.centre().distance(at);
    let candidates = items.iter().enumerate().filter(|(_, item)| item.row == row);
    candidates.min_by(|a, b| distance(a.1).total_cmp(&distance(b.1))).map_or(from, |(ix, _)| ix)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Datum, Size, pt};

    fn item(id: &str, row: u16, hit: HitShape) -> Item {
        let bounds = match &hit {
            HitShape::Rect(rect) => *rect,
            HitShape::Polygon(_) => Rect::default(),
        };
        Item {
            datum: Datum::Record(0),
            id: id.into(),
            name: id.into(),
            tip: Vec::new(),
            hit: vec![hit],
            label: None,
            bounds,
            row,
            emphasis: None,
            passes: true,
            cells: Vec::new(),
        }
    }

    fn dot(id: &str, row: u16, x: f64, y: f64) -> Item {
        item(id, row, HitShape::Rect(Rect { x: x - 4.0, y: y - 4.0, w: 8.0, h: 8.0 }))
    }

    fn scene(items: Vec<Item>) -> Scene {
        Scene { size: Size { width_px: 200.0, height_px: 200.0 }, items, ..Scene::default() }
    }

    #[test]
    fn the_nearest_centre_wins_where_targets_overlap() {
        let scene = scene(vec![dot("a", 0, 50.0, 50.0), dot("b", 0, 62.0, 50.0)]);
        assert_eq!(hit(&scene, pt(55.0, 50.0)), Some(0));
        assert_eq!(hit(&scene, pt(57.0, 50.0)), Some(1));
        assert_eq!(hit(&scene, pt(39.0, 61.0)), Some(0), "small marks have a target of 24");
        assert_eq!(hit(&scene, pt(37.0, 50.0)), None);
    }

    #[test]
    fn a_button_lies_on_the_label_and_at_the_head_of_a_column() {
        let mut record = dot("a", 0, 50.0, 50.0);
        assert_eq!(button(&record), Some(Rect { x: 38.0, y: 38.0, w: 24.0, h: 24.0 }));
        let label = Rect { x: 60.0, y: 41.0, w: 80.0, h: 18.0 };
        record.hit.push(HitShape::Rect(label));
        record.label = Some(label);
        assert_eq!(button(&record), Some(Rect { x: 60.0, y: 38.0, w: 80.0, h: 24.0 }));
        let column = item("b", 0, HitShape::Rect(Rect { x: 0.0, y: 10.0, w: 30.0, h: 180.0 }));
        assert_eq!(button(&column), Some(Rect { x: 0.0, y: 10.0, w: 30.0, h: 36.0 }));
        record.hit.clear();
        assert_eq!(button(&record), None);
    }

    #[test]
    fn polygons_lie_behind_boxes_and_later_ones_on_top() {
        let square = |from: f64| {
            HitShape::Polygon(vec![vec![pt(from, from), pt(150.0, from), pt(150.0, 150.0), pt(from, 150.0)]])
        };
        let scene =
            scene(vec![item("under", 0, square(0.0)), dot("dot", 0, 100.0, 100.0), item("over", 0, square(60.0))]);
        assert_eq!(hit(&scene, pt(101.0, 99.0)), Some(1));
        assert_eq!(hit(&scene, pt(140.0, 140.0)), Some(2));
        assert_eq!(hit(&scene, pt(20.0, 20.0)), Some(0));
        assert_eq!(hit(&scene, pt(160.0, 20.0)), None);
    }

    #[test]
    fn steps_follow_reading_order_and_rows() {
        let items = [dot("a", 0, 10.0, 0.0), dot("b", 0, 90.0, 0.0), dot("c", 2, 20.0, 0.0), dot("d", 2, 80.0, 0.0)];
        assert_eq!(navigate(&items, 1, Navigation::Next), Some(2));
        assert_eq!(navigate(&items, 0, Navigation::Previous), Some(0));
        assert_eq!(navigate(&items, 1, Navigation::RowDown), Some(3));
        assert_eq!(navigate(&items, 2, Navigation::RowUp), Some(0));
        assert_eq!(navigate(&items, 3, Navigation::RowDown), Some(3));
        assert_eq!(navigate(&items, 9, Navigation::Last), Some(3));
        assert_eq!(navigate(&[], 0, Navigation::Next), None);
        assert_eq!(navigate(&items[..2], 0, Navigation::RowDown), Some(1), "without rows, Down reads on");
    }
}
