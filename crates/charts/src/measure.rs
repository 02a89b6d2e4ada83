//! How wide a text is: the browser measures with its canvas, the host with a fixed table.

use crate::scene::Weight;

/// Measures text set in the page's sans stack.
pub trait TextMeasurer {
    /// Width in logical pixels of `text` on one line at `size_px`.
    fn width_px(&self, text: &str, size_px: f64, weight: Weight) -> f64;
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

/// Advance of one character as a fraction of the type size: 1 for Han and full-width marks, for Latin
/// the widest of the stack's faces, rounded: what fits by this table fits on every machine.
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
