//! Text widths from the browser's canvas, cached because labels repeat from frame to frame.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use chuhai_charts::measure::{FixedMeasure, TextMeasurer};
use chuhai_charts::scene::Weight;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, window};

/// The type size of measurements; other sizes are scaled, since advances are linear in it.
const MEASURED_PX: f64 = 100.0;
/// The greatest number of cached texts, after which the cache is cleared.
const MOST_CACHED: usize = 4096;

/// A text measurer on a canvas outside the document.
pub struct CanvasTextMeasurer {
    context: Option<CanvasRenderingContext2d>,
    family: String,
    /// The weight of the type that the canvas is set to; setting it costs more than measuring.
    weight: Cell<Option<Weight>>,
    widths: RefCell<HashMap<(Box<str>, Weight), f64>>,
}

impl CanvasTextMeasurer {
    /// A measurer of text set in `family` (a CSS font-family list).
    pub fn new(family: &str) -> Self {
        let context = || {
            let canvas = window()?.document()?.create_element("canvas").ok()?;
            canvas.dyn_into::<HtmlCanvasElement>().ok()?.get_context("2d").ok()??.dyn_into().ok()
        };
        Self { context: context(), family: family.to_owned(), weight: Cell::new(None), widths: RefCell::default() }
    }
}

impl TextMeasurer for CanvasTextMeasurer {
    fn width_px(&self, text: &str, size_px: f64, weight: Weight) -> f64 {
        let Some(context) = &self.context else { return FixedMeasure.width_px(text, size_px, weight) };
        let mut widths = self.widths.borrow_mut();
        let key = (Box::from(text), weight);
        if let Some(width) = widths.get(&key) {
            return width * size_px / MEASURED_PX;
        }
        if widths.len() >= MOST_CACHED {
            widths.clear();
        }
        if self.weight.replace(Some(weight)) != Some(weight) {
            let css_weight = if weight == Weight::Bold { "bold" } else { "normal" };
            context.set_font(&format!("{css_weight} {MEASURED_PX}px {}", self.family));
        }
        let width = context.measure_text(text).map_or(0.0, |metrics| metrics.width());
        widths.insert(key, width);
        width * size_px / MEASURED_PX
    }
}
