//! Texts set in lines.

use crate::layout::wrap::wrap;
use crate::measure::TextMeasurer;
use crate::scene::{Label, Mark, Point, Weight, pt};
use crate::theme::ColorToken;

/// Line height as a multiple of the type size.
const LINE_HEIGHT: f64 = 1.4;

/// The type of a text.
#[derive(Clone, Copy)]
pub(super) struct Type {
    pub size_px: f64,
    pub weight: Weight,
    pub token: ColorToken,
}

impl Type {
    pub const fn regular(size_px: f64, token: ColorToken) -> Self {
        Self { size_px, weight: Weight::Regular, token }
    }

    pub const fn bold(size_px: f64, token: ColorToken) -> Self {
        Self { size_px, weight: Weight::Bold, token }
    }

    /// The distance between two lines.
    pub fn line_px(self) -> f64 {
        self.size_px * LINE_HEIGHT
    }

    pub fn width_px(self, text: &str, measure: &dyn TextMeasurer) -> f64 {
        measure.width_px(text, self.size_px, self.weight)
    }
}

/// A text broken into lines.
pub(super) struct TextBlock {
    pub lines: Vec<String>,
    style: Type,
}

impl TextBlock {
    /// Breaks a text into lines of at most `room_px`.
    pub fn new(text: &str, room_px: f64, style: Type, measure: &dyn TextMeasurer) -> Self {
        Self { lines: wrap(text, room_px, |part| style.width_px(part, measure)), style }
    }

    pub fn height_px(&self) -> f64 {
        self.lines.len() as f64 * self.style.line_px()
    }

    /// Draws the text from its top left corner.
    pub fn draw(&self, at: Point, item: Option<u32>, out: &mut Vec<Mark>) {
        for (ix, line) in self.lines.iter().enumerate() {
            let middle = pt(at.x, at.y + (ix as f64 + 0.5) * self.style.line_px());
            let label = Label::new(line.as_str(), middle, self.style.size_px).weight(self.style.weight);
            out.push(Mark { item, ..Mark::text(label, self.style.token) });
        }
    }
}
