//! SVG documents of Scenes: text stays text, halos are outlines painted under the letters.
//!
//! A saved picture is opened in any program, so it keeps to what all of them support: basic shapes and text with
//! presentation attributes, colours as hexadecimal numbers, lengths as numbers, font families that programs other than
//! browsers may have (`tests/host/export_frame.rs` has the list). A halo is an element of its own below its text: many
//! programs ignore `paint-order` and would paint it over the letters.
//!
//! A Plotters backend of our own: plotters-svg shrinks type by 1.24 and has no halos, no fractions of pixels and no
//! title. Colours and outlines are written in an [`SvgDialect`]: a standalone picture contains its colours, one inside a
//! page ([`super::inline`]) leaves them to the page's style sheet.

use std::convert::Infallible;
use std::fmt::Write as _;

use chuhai_core::escape;
use chuhai_core::text::Lang;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
    text_anchor::HPos,
};

use super::{PaintOptions, Surface, paint};
use crate::scene::{Scene, Size};
use crate::theme::{ColorToken, Rgb, Scheme, sans_stack};

/// Backend pixels per logical pixel: a tenth is finer than any screen shows.
pub(super) const SCALE: f64 = 10.0;
/// The distance from the middle of a line to its baseline, in em: half the height of Latin capitals.
const BASELINE_EM: f64 = 0.35;

/// The notation of colours and outlines, which depends on the place of the SVG.
pub(super) trait SvgDialect {
    /// True if every reader of the dialect supports `paint-order`, as browsers do.
    const HAS_PAINT_ORDER: bool;

    /// The grid that texts are placed on, in backend pixels.
    const TEXT_GRID: f64;

    /// Returns the paint of a token, as an attribute value.
    fn paint(&self, token: ColorToken) -> String;

    /// Simplifies a line.
    fn line(&self, line: Vec<BackendCoord>) -> Vec<BackendCoord>;

    /// Returns an element for the ring filled with `fill`, if there is a shorter one than a path of its points.
    fn ring(&mut self, ring: &[BackendCoord], fill: &str) -> Option<String>;
}

/// The dialect of a document of its own: colours by value, outlines by their points.
struct Standalone {
    scheme: Scheme,
}

impl SvgDialect for Standalone {
    const HAS_PAINT_ORDER: bool = false;
    const TEXT_GRID: f64 = 1.0;

    fn paint(&self, token: ColorToken) -> String {
        hex(token.colour(self.scheme))
    }

    fn line(&self, line: Vec<BackendCoord>) -> Vec<BackendCoord> {
        line
    }

    fn ring(&mut self, _: &[BackendCoord], _: &str) -> Option<String> {
        None
    }
}

/// Returns the picture of `scene` as an SVG document with `title`; its description is the scene's summary.
/// `id` makes the ids inside unique if several pictures are in one page.
pub fn svg(scene: &Scene, scheme: Scheme, lang: Lang, id: &str, title: &str) -> String {
    // Some programs use the first family alone: it has to have the letters, and not to be a generic name of browsers.
    let stack = sans_stack(lang).trim_start_matches("system-ui, -apple-system, ");
    let family = if lang == Lang::Zh { format!("\"Noto Sans CJK SC\", {stack}") } else { stack.to_owned() };
    let marks = marks(scene, scheme, lang, &mut Standalone { scheme });
    let Size { width_px, height_px } = scene.size;
    let (width_px, height_px) = (nearest(width_px * SCALE), nearest(height_px * SCALE));
    let mut out = String::with_capacity(marks.len() + 1024);
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width_px}\" height=\"{height_px}\" \
         viewBox=\"0 0 {width_px} {height_px}\" xml:lang=\"{0}\" lang=\"{0}\" direction=\"ltr\" dir=\"ltr\" role=\"img\" \
         aria-labelledby=\"{id}-svg-title {id}-svg-desc\" font-family=\"{1}\" \
         stroke=\"none\">\n<title id=\"{id}-svg-title\">{2}</title>\n\
         <desc id=\"{id}-svg-desc\">{3}</desc>\n<rect width=\"{width_px}\" height=\"{height_px}\" fill=\"{4}\"/>\n",
        lang.bcp47(),
        escape::html(&family),
        escape::html(title),
        escape::html(&scene.summary),
        hex(ColorToken::Paper.colour(scheme)),
    );
    out.push_str(&marks);
    out.push_str("</svg>\n");
    out
}

/// Returns the marks of `scene` as SVG elements, a line each.
pub(super) fn marks(scene: &Scene, scheme: Scheme, lang: Lang, dialect: &mut impl SvgDialect) -> String {
    let backend_px = |length_px: f64| (length_px * SCALE) as u32;
    let size = (backend_px(scene.size.width_px), backend_px(scene.size.height_px));
    let mut backend = SvgBackend { size, out: String::new(), halo: String::new(), token: ColorToken::Ink, dialect };
    let options = PaintOptions { scheme, scale: SCALE, family: sans_stack(lang) };
    // Writing into a String cannot fail.
    let _ = paint(&scene.marks, &mut backend, &options);
    backend.out
}

/// A colour as a hexadecimal number.
fn hex(Rgb(r, g, b): Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// A number of backend pixels, written in logical ones without trailing zeros. The general formatting of floats would add
/// 8 KB (gzip, measured) to the module.
pub(super) struct Px(pub i32);

impl std::fmt::Display for Px {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, tenth) = (self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10);
        write!(out, "{sign}{whole}")?;
        if tenth > 0 { write!(out, ".{tenth}") } else { Ok(()) }
    }
}

/// The nearest whole number of backend pixels.
pub(super) fn nearest(length: f64) -> Px {
    Px(length.round() as i32)
}

struct SvgBackend<'a, S> {
    size: (u32, u32),
    out: String,
    /// Attributes of the halo of the next text: the painter draws a halo right before its letters, and
    /// one element has both if [`SvgDialect::HAS_PAINT_ORDER`].
    halo: String,
    /// The token of the current colour.
    token: ColorToken,
    dialect: &'a mut S,
}

/// Appends path data: the first point absolute, the others relative.
pub(super) fn data(out: &mut String, points: impl IntoIterator<Item = BackendCoord>) {
    let mut last: Option<BackendCoord> = None;
    for (x, y) in points {
        let _ = match last {
            None => write!(out, "M{} {}", Px(x), Px(y)),
            Some(from) if from == (x, y) => continue,
            Some(from) => write!(out, "l{} {}", Px(x - from.0), Px(y - from.1)),
        };
        last = Some((x, y));
    }
}

impl<S: SvgDialect> SvgBackend<'_, S> {
    fn current_paint(&self) -> String {
        self.dialect.paint(self.token)
    }

    fn paint_attributes(&mut self, style: &impl BackendStyle, fill: bool) {
        let _ = if fill {
            writeln!(self.out, " fill=\"{}\"/>", self.current_paint())
        } else {
            let width = Px(style.stroke_width() as i32);
            writeln!(self.out, " fill=\"none\" stroke=\"{}\" stroke-width=\"{width}\"/>", self.current_paint())
        };
    }
}

impl<P: SvgDialect> DrawingBackend for SvgBackend<'_, P> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn present(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, colour: BackendColor) -> Result<(), DrawingErrorKind<Infallible>> {
        self.draw_rect(at, (at.0 + 1, at.1 + 1), &colour, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let (x, y, w, h) = (Px(from.0), Px(from.1), Px(to.0 - from.0), Px(to.1 - from.1));
        let _ = write!(self.out, "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"");
        self.paint_attributes(style, fill);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let line = self.dialect.line(path.into_iter().collect());
        self.out.push_str("<path d=\"");
        data(&mut self.out, line);
        self.out.push('"');
        self.paint_attributes(style, false);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        ring: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let ring: Vec<BackendCoord> = ring.into_iter().collect();
        let fill = self.current_paint();
        if let Some(element) = self.dialect.ring(&ring, &fill) {
            self.out.push_str(&element);
            self.out.push('\n');
            return Ok(());
        }
        self.out.push_str("<path d=\"");
        data(&mut self.out, ring);
        self.out.push_str("z\"");
        self.paint_attributes(style, true);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let (x, y, r) = (Px(centre.0), Px(centre.1), Px(radius as i32));
        let _ = write!(self.out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"");
        self.paint_attributes(style, fill);
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        at: BackendCoord,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        let weight = if matches!(style.style(), FontStyle::Bold) { " font-weight=\"600\"" } else { "" };
        let on_grid = |length: f64| nearest((length / P::TEXT_GRID).round() * P::TEXT_GRID);
        let (x, baseline) = (on_grid(at.0.into()), on_grid(f64::from(at.1) + BASELINE_EM * style.size()));
        let halo = std::mem::take(&mut self.halo);
        let _ = writeln!(
            self.out,
            "<text x=\"{x}\" y=\"{baseline}\" font-size=\"{}\"{anchor}{weight} fill=\"{}\"{halo}>{}</text>",
            nearest(style.size()),
            self.current_paint(),
            escape::html(text)
        );
        Ok(())
    }
}

impl<P: SvgDialect> Surface for SvgBackend<'_, P> {
    fn set_token(&mut self, token: ColorToken) {
        self.token = token;
    }

    fn draw_halo<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        at: BackendCoord,
        reach: f64,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.halo = format!(
            " stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\"",
            self.current_paint(),
            nearest(2.0 * reach)
        );
        if P::HAS_PAINT_ORDER {
            self.halo.push_str(" paint-order=\"stroke\"");
            return Ok(());
        }
        self.draw_text(text, style, at)
    }

    fn draw_dashed<S: BackendStyle>(
        &mut self,
        line: &[BackendCoord],
        style: &S,
        (on, off): (f64, f64),
    ) -> Result<bool, DrawingErrorKind<Infallible>> {
        let line = self.dialect.line(line.to_vec());
        self.out.push_str("<path d=\"");
        data(&mut self.out, line);
        let _ = write!(self.out, "\" stroke-dasharray=\"{} {}\"", nearest(on), nearest(off));
        self.paint_attributes(style, false);
        Ok(true)
    }
}
