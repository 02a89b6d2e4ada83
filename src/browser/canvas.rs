//! A canvas as a Plotters backend: `plotters-canvas` behind a thin wrapper that knows the screen's density, draws
//! with sub-pixel precision and never measures text through the document.

use chuhai_charts::paint::{self, PaintOptions};
use chuhai_charts::scene::{Mark, Scene, Size};
use chuhai_charts::theme::{self, Scheme};
use chuhai_core::text::Lang;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, window};
use yew::NodeRef;

/// The result of a Plotters call on a canvas.
type Drawn = Result<(), DrawingErrorKind<<CanvasBackend as DrawingBackend>::ErrorType>>;

/// Backend pixels per logical pixel: Plotters counts in whole numbers, and eighths are finer than any screen.
const SUBPIXELS: f64 = 8.0;

/// Paints `marks` on the canvas at `node`, which is resized to `size`. Returns true if it succeeded.
pub fn paint(node: &NodeRef, marks: &[Mark], size: Size, scheme: Scheme, pixel_ratio: f64, lang: Lang) -> bool {
    let canvas = node.cast::<HtmlCanvasElement>();
    canvas.is_some_and(|canvas| paint_on(canvas, marks, size, scheme, pixel_ratio, lang))
}

/// Paints a picture on a new canvas outside the document.
pub fn painted(scene: &Scene, scheme: Scheme, pixel_ratio: f64, lang: Lang) -> Option<HtmlCanvasElement> {
    let canvas = window()?.document()?.create_element("canvas").ok()?.dyn_into::<HtmlCanvasElement>().ok()?;
    paint_on(canvas.clone(), &scene.marks, scene.size, scheme, pixel_ratio, lang).then_some(canvas)
}

fn paint_on(
    canvas: HtmlCanvasElement,
    marks: &[Mark],
    size: Size,
    scheme: Scheme,
    pixel_ratio: f64,
    lang: Lang,
) -> bool {
    let Some(mut canvas) = Canvas::prepare(canvas, size, pixel_ratio) else { return false };
    let ink = PaintOptions { scheme, scale: SUBPIXELS, family: theme::sans_stack(lang) };
    paint::paint(marks, &mut canvas, &ink).is_ok()
}

/// A cleared canvas, ready for one painting.
struct Canvas {
    backend: CanvasBackend,
    context: CanvasRenderingContext2d,
    size: (u32, u32),
}

impl Canvas {
    /// Fits the canvas to `size` at `pixel_ratio` device pixels per logical pixel and clears it.
    fn prepare(canvas: HtmlCanvasElement, size: Size, pixel_ratio: f64) -> Option<Self> {
        let device = |length_px: f64| (length_px * pixel_ratio).round() as u32;
        let (width, height) = (device(size.width_px), device(size.height_px));
        let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        if (canvas.width(), canvas.height()) == (width, height) {
            let _ = context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
            context.clear_rect(0.0, 0.0, f64::from(width), f64::from(height));
        } else {
            canvas.set_width(width);
            canvas.set_height(height);
        }
        let scale = pixel_ratio / SUBPIXELS;
        let _ = context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0);
        context.set_line_join("round");
        context.set_line_cap("butt");
        let backend_px = |length_px: f64| (length_px * SUBPIXELS) as u32;
        Some(Self {
            backend: CanvasBackend::with_canvas_object(canvas)?,
            context,
            size: (backend_px(size.width_px), backend_px(size.height_px)),
        })
    }
}

impl DrawingBackend for Canvas {
    type ErrorType = <CanvasBackend as DrawingBackend>::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        self.backend.draw_pixel(point, color)
    }

    /// Draws a path: the backend's own `draw_line` moves straight lines by half a pixel of *its* grid, ours is finer.
    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.backend.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn {
        self.backend.draw_rect(from, to, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.backend.draw_path(path, style)
    }

    fn draw_circle<S: BackendStyle>(&mut self, centre: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        self.backend.draw_circle(centre, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.backend.fill_polygon(path, style)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        self.backend.draw_text(text, style, at)
    }

    /// Avoids the `<span>` that Plotters would add to the document: layouts place text by `chuhai_charts::measure` and ask
    /// nothing of the backend, so any answer does.
    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Self::ErrorType>> {
        let em = style.size();
        Ok(((em * text.chars().count() as f64) as u32, em as u32))
    }
}

impl paint::Surface for Canvas {
    /// The letters' outline in one stroke, instead of eight copies.
    fn draw_halo<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord, reach: f64) -> Drawn {
        let BackendColor { rgb: (r, g, b), .. } = style.color();
        self.context.set_stroke_style_str(&format!("rgb({r},{g},{b})"));
        self.context.set_line_width(2.0 * reach);
        self.context.set_font(&format!("{} {}px {}", style.style().as_str(), style.size(), style.family().as_str()));
        self.context.set_text_align(match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Center => "center",
            HPos::Right => "end",
        });
        self.context.set_text_baseline("middle");
        let _ = self.context.stroke_text(text, f64::from(at.0), f64::from(at.1));
        Ok(())
    }
}
