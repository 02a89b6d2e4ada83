//! Text measurement: the browser measures with its canvas, the host with a fixed table.

use crate::scene::{Anchor, Label, Rect, Weight};

/// Measures text set in the page's sans stack.
pub trait TextMeasurer {
    /// Returns the width in logical pixels of `text` on one line at `size_px`.
    fn width_px(&self, text: &str, size_px: f64, weight: Weight) -> f64;
}

/// Returns the box that a label takes, its line 1.2 times as high as its type size.
pub(crate) fn label_rect(label: &Label, measure: &dyn TextMeasurer) -> Rect {
    let width = measure.width_px(&label.text, label.size_px, label.weight);
    let x = match label.anchor {
        Anchor::Start => label.at.x,
        Anchor::Middle => label.at.x - width / 2.0,
        Anchor::End => label.at.x - width,
    };
    Rect { x, y: label.at.y - 0.6 * label.size_px, w: width, h: 1.2 * label.size_px }
}

/// A fixed table of advances (em fractions): the same on every machine, for tests, prerendering and cards.
#[derive(Clone, Copy, Debug, Default)]
pub struct FixedMeasure;

impl TextMeasurer for FixedMeasure {
    fn width_px(&self, text: &str, size_px: f64, weight: Weight) -> f64 {
        let em: f64 = text.chars().map(advance_em).sum();
        em * size_px * if weight == Weight::Bold { 1.06 } else { 1.0 }
    }
}

/// The advance of one character as a fraction of the type size: 1 for Han and full-width marks; for Latin
/// the widest of the stack's faces, rounded up, so that text that fits by this table fits on every machine.
fn advance_em(character: char) -> f64 {
    match character {
        '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '“' | '”' | '…' => 1.0,
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'I' | '·' => 0.31,
        'f' | 't' | 'r' | ' ' | '(' | ')' | '-' | '/' => 0.39,
        'm' | 'w' | 'M' | 'W' | '%' | '—' => 0.95,
        'A'..='Z' | '−' | '+' | '=' | '–' => 0.69,
        _ => 0.61,
    }
}
