//! A Scene as an SVG document: text stays text, halos are outlines painted under the letters.
//!
//! A small Plotters backend of its own: plotters-svg shrinks type by 1.24, has no halos, no halves of
//! pixels and no title.

use std::fmt::Write as _;

use chuhai_core::text::Lang;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
    text_anchor::HPos,
};

use super::record::Never;
use super::{Ink, Surface, paint};
use crate::scene::{Scene, Size};
use crate::theme::{Rgb, Role, Scheme, sans_stack};

/// Backend pixels in a logical pixel: a tenth is finer than any screen shows.
const SCALE: f64 = 10.0;
/// From the middle of the line down to the baseline, in em: half the height of Latin capitals.
const BASELINE_EM: f64 = 0.35;

/// The picture of `scene` as an SVG document with `title`; its description is the scene's summary.
/// `id` makes the ids inside unique where several pictures stand in one page.
pub fn svg(scene: &Scene, scheme: Scheme, lang: Lang, id: &str, title: &str) -> String {
    let family = sans_stack(lang);
    let backend_px = |length_px: f64| (length_px * SCALE) as u32;
    let size = (backend_px(scene.size.width_px), backend_px(scene.size.height_px));
    let mut backend = SvgBackend { size, out: String::new(), halo: String::new() };
    let ink = Ink { scheme, scale: SCALE, family };
    // Writing into a String cannot fail.
    let _ = paint(&scene.marks, &mut backend, &ink);

    let Size { width_px, height_px } = scene.size;
    let (width_px, height_px) = (nearest(width_px * SCALE), nearest(height_px * SCALE));
    let mut out = String::with_capacity(backend.out.len() + 1024);
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width_px}\" height=\"{height_px}\" \
         viewBox=\"0 0 {width_px} {height_px}\" lang=\"{}\" direction=\"ltr\" dir=\"ltr\" role=\"img\" \
         aria-labelledby=\"{id}-svg-title {id}-svg-desc\" font-family=\"{}\">\n<title id=\"{id}-svg-title\">{}</title>\n\
         <desc id=\"{id}-svg-desc\">{}</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"{}\"/>\n",
        lang.bcp47(),
        escaped(family),
        escaped(title),
        escaped(&scene.summary),
        hex(Role::Paper.colour(scheme)),
    );
    out.push_str(&backend.out);
    out.push_str("</svg>\n");
    out
}

/// Text made safe between tags and inside quotes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(character),
        }
    }
    out
}

fn hex(Rgb(r, g, b): Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn colour(style: BackendColor) -> String {
    hex(Rgb(style.rgb.0, style.rgb.1, style.rgb.2))
}

/// A number of backend pixels in logical ones, without trailing zeros. By hand: what writes fractions in general is
/// more code than all the rest of this file, and a page carries it.
struct Px(i32);

impl std::fmt::Display for Px {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, tenth) = (self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10);
        write!(out, "{sign}{whole}")?;
        if tenth > 0 { write!(out, ".{tenth}") } else { Ok(()) }
    }
}

/// The nearest whole number of backend pixels.
fn nearest(length: f64) -> Px {
    Px(length.round() as i32)
}

struct SvgBackend {
    size: (u32, u32),
    out: String,
    /// Outline of the next text: the painter draws the halo of a text right before its letters, and
    /// one element carries both.
    halo: String,
}

impl SvgBackend {
    /// Path data: the first point absolute, the others as steps from the one before.
    fn data(&mut self, points: impl IntoIterator<Item = BackendCoord>) {
        let mut last: Option<BackendCoord> = None;
        for (x, y) in points {
            let _ = match last {
                None => write!(self.out, "M{} {}", Px(x), Px(y)),
                Some(from) if from == (x, y) => continue,
                Some(from) => write!(self.out, "l{} {}", Px(x - from.0), Px(y - from.1)),
            };
            last = Some((x, y));
        }
    }

    fn paint_attributes<S: BackendStyle>(&mut self, style: &S, fill: bool) {
        let _ = if fill {
            writeln!(self.out, " fill=\"{}\"/>", colour(style.color()))
        } else {
            let width = Px(style.stroke_width() as i32);
            writeln!(self.out, " fill=\"none\" stroke=\"{}\" stroke-width=\"{width}\"/>", colour(style.color()))
        };
    }
}

impl DrawingBackend for SvgBackend {
    type ErrorType = Never;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<Never>> {
        Ok(())
    }

    fn present(&mut self) -> Result<(), DrawingErrorKind<Never>> {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, colour: BackendColor) -> Result<(), DrawingErrorKind<Never>> {
        self.draw_rect(at, (at.0 + 1, at.1 + 1), &colour, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Never>> {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<Never>> {
        let (x, y, w, h) = (Px(from.0), Px(from.1), Px(to.0 - from.0), Px(to.1 - from.1));
        let _ = write!(self.out, "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"");
        self.paint_attributes(style, fill);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Never>> {
        self.out.push_str("<path d=\"");
        self.data(path);
        self.out.push('"');
        self.paint_attributes(style, false);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        ring: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Never>> {
        self.out.push_str("<path d=\"");
        self.data(ring);
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
    ) -> Result<(), DrawingErrorKind<Never>> {
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
    ) -> Result<(), DrawingErrorKind<Never>> {
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        let weight = if matches!(style.style(), FontStyle::Bold) { " font-weight=\"600\"" } else { "" };
        let baseline = nearest(f64::from(at.1) + BASELINE_EM * style.size());
        let halo = std::mem::take(&mut self.halo);
        let _ = writeln!(
            self.out,
            "<text x=\"{}\" y=\"{baseline}\" font-size=\"{}\"{anchor}{weight} fill=\"{}\"{halo}>{}</text>",
            Px(at.0),
            nearest(style.size()),
            colour(style.color()),
            escaped(text)
        );
        Ok(())
    }
}

impl Surface for SvgBackend {
    fn draw_halo<S: BackendTextStyle>(
        &mut self,
        _: &str,
        style: &S,
        _: BackendCoord,
        reach: f64,
    ) -> Result<(), DrawingErrorKind<Never>> {
        self.halo = format!(
            " stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\" paint-order=\"stroke\"",
            colour(style.color()),
            nearest(2.0 * reach)
        );
        Ok(())
    }
}
