//! Readers of a Scene, shared by several tests.

use chuhai_charts::measure::{FixedMeasure, TextMeasurer};
use chuhai_charts::scene::{Anchor, Label, Rect, Scene, Shape};

/// The bounding box of a text.
pub fn area(label: &Label) -> Rect {
    let w = FixedMeasure.width_px(&label.text, label.size_px, label.weight);
    let x = match label.anchor {
        Anchor::Start => label.at.x,
        Anchor::Middle => label.at.x - w / 2.0,
        Anchor::End => label.at.x - w,
    };
    Rect { x, y: label.at.y - label.size_px / 2.0, w, h: label.size_px }
}

/// All texts with their bounding boxes.
pub fn texts(scene: &Scene) -> Vec<(&str, Rect)> {
    let boxes = scene.marks.iter().filter_map(|mark| match &mark.shape {
        Shape::Text(label) => Some((label.text.as_str(), area(label))),
        _ => None,
    });
    boxes.collect()
}
