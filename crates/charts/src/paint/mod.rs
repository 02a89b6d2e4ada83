//! The painter: the marks of a Scene on any Plotters backend.
//!
//! Backends count in whole pixels, so the painter multiplies logical pixels by [`PaintOptions::scale`]; a
//! canvas whose context is scaled by `devicePixelRatio / scale` is crisp to a fraction of a device
//! pixel. Dashes, hatches, glyph shapes and halos are made here, never in a backend and never in a
//! view. Nothing here measures text: plotters would do it with a `<span style>`, which is slow and
//! forbidden by a strict content security policy.

pub mod inline;
pub mod record;
mod stroke;
pub mod svg;

use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontStyle, RGBAColor, ShapeStyle, TextStyle};
use plotters_backend::{BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily};

use crate::scene::{Anchor, Label, Mark, Point, Rect, Shape, Stroke, Weight, pt};
use crate::theme::{ColorToken, Rgb, Scheme};
use crate::unit_circle::{CircleStep, unit_circle};

/// The painting error of a backend.
pub type PaintError<DB> = DrawingErrorKind<<DB as DrawingBackend>::ErrorType>;

/// The mapping of marks to colours, pixels and type.
#[derive(Clone, Copy, Debug)]
pub struct PaintOptions<'a> {
    /// The colour scheme.
    pub scheme: Scheme,
    /// Backend pixels per logical pixel.
    pub scale: f64,
    /// CSS font families of the page's language, see [`crate::theme::sans_stack`].
    pub family: &'a str,
}

/// A Plotters backend with halos, dashes and colour tokens.
pub trait Surface: DrawingBackend {
    /// Announces the token of the colour in the drawing calls that follow, for backends that write tokens rather than
    /// colours. Ignored by default.
    fn set_token(&mut self, _token: ColorToken) {}

    /// Draws the halo of `text`: its letters grown by `reach` backend pixels in the colour of `style`.
    ///
    /// The letters themselves are drawn over it afterwards. By default eight copies around the position;
    /// a backend that can stroke letters draws it in one call.
    fn draw_halo<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        at: BackendCoord,
        reach: f64,
    ) -> Result<(), PaintError<Self>> {
        for (x, y) in unit_circle(CircleStep::Eighth) {
            let copy = (at.0 + whole(x * reach), at.1 + whole(y * reach));
            self.draw_text(text, style, copy)?;
        }
        Ok(())
    }

    /// Draws a line in dashes of `dash` backend pixels on and off. Returns false, as by default, if the backend has no
    /// dashes; the painter then cuts the line itself.
    fn draw_dashed<S: BackendStyle>(
        &mut self,
        _line: &[BackendCoord],
        _style: &S,
        _dash: (f64, f64),
    ) -> Result<bool, PaintError<Self>> {
        Ok(false)
    }
}

/// Paints `marks` in their order.
pub fn paint<DB: Surface>(marks: &[Mark], backend: &mut DB, options: &PaintOptions<'_>) -> Result<(), PaintError<DB>> {
    let mut painter = Painter { backend, options };
    marks.iter().try_for_each(|mark| painter.mark(mark))
}

/// Rounds a length to backend pixels.
fn whole(length: f64) -> i32 {
    length.round() as i32
}

struct Painter<'a, DB> {
    backend: &'a mut DB,
    options: &'a PaintOptions<'a>,
}

impl<'a, DB: Surface> Painter<'a, DB> {
    fn mark(&mut self, mark: &Mark) -> Result<(), PaintError<DB>> {
        match &mark.shape {
            Shape::Path(points) => self.outline(mark, points, false),
            Shape::Polygon(rings) => self.rings(mark, rings),
            Shape::Rect(rect) => self.rect(mark, *rect),
            Shape::Hatch { rect, width_px, step_px } => {
                let Some(token) = mark.fill else { return Ok(()) };
                let pen = self.pen(token, *width_px);
                let lines = stroke::hatch_lines(*rect, *step_px);
                lines.into_iter().try_for_each(|line| self.path(&line, pen))
            }
            Shape::Circle { centre, radius_px } => self.circle(mark, *centre, *radius_px),
            Shape::Glyph { glyph, centre, radius_px } => match glyph.rings(*centre, *radius_px) {
                Some(rings) => self.rings(mark, &rings),
                None => self.circle(mark, *centre, *radius_px),
            },
            Shape::Text(label) => self.text(label, mark.fill.unwrap_or(ColorToken::Ink)),
        }
    }

    fn rings(&mut self, mark: &Mark, rings: &[Vec<Point>]) -> Result<(), PaintError<DB>> {
        let scale = self.options.scale;
        let picture = self.picture().grown(mark.stroke.map_or(0.0, |stroke| stroke.width_px));
        let seen = || rings.iter().filter(|ring| Rect::around(ring).overlaps(&picture));
        if let Some(token) = mark.fill {
            let style = self.colour(token);
            for ring in seen() {
                self.backend.fill_polygon(ring.iter().map(|point| at(*point, scale)), &style)?;
            }
        }
        seen().try_for_each(|ring| self.outline(mark, ring, true))
    }

    /// The visible box in logical pixels.
    fn picture(&self) -> Rect {
        let (width, height) = self.backend.get_size();
        let px = |length: u32| f64::from(length) / self.options.scale;
        Rect { x: 0.0, y: 0.0, w: px(width), h: px(height) }
    }

    fn rect(&mut self, mark: &Mark, rect: Rect) -> Result<(), PaintError<DB>> {
        let (from, to) = (self.at(pt(rect.x, rect.y)), self.at(pt(rect.x + rect.w, rect.y + rect.h)));
        if let Some(token) = mark.fill {
            let style = self.colour(token);
            self.backend.draw_rect(from, to, &style, true)?;
        }
        match mark.stroke {
            Some(Stroke { token, width_px, dash_px: None }) => {
                let pen = self.pen(token, width_px);
                self.backend.draw_rect(from, to, &pen, false)
            }
            _ => self.outline(mark, &rect.corners(), true),
        }
    }

    fn circle(&mut self, mark: &Mark, centre: Point, radius_px: f64) -> Result<(), PaintError<DB>> {
        let (middle, radius) = (self.at(centre), whole(radius_px * self.options.scale).max(0) as u32);
        if let Some(token) = mark.fill {
            let style = self.colour(token);
            self.backend.draw_circle(middle, radius, &style, true)?;
        }
        match mark.stroke {
            Some(Stroke { token, width_px, dash_px: None }) => {
                let pen = self.pen(token, width_px);
                self.backend.draw_circle(middle, radius, &pen, false)
            }
            Some(_) => {
                let round: Vec<Point> = unit_circle(CircleStep::TwentyFourth)
                    .map(|(x, y)| pt(centre.x + radius_px * x, centre.y + radius_px * y))
                    .collect();
                self.outline(mark, &round, true)
            }
            None => Ok(()),
        }
    }

    /// Strokes a mark along `points`, dashed if its stroke is.
    fn outline(&mut self, mark: &Mark, points: &[Point], closed: bool) -> Result<(), PaintError<DB>> {
        let Some(Stroke { token, width_px, dash_px }) = mark.stroke else { return Ok(()) };
        let pen = self.pen(token, width_px);
        let line = if closed { stroke::closed(points) } else { points.to_vec() };
        match dash_px {
            Some((on, off)) => {
                let scale = self.options.scale;
                let coords: Vec<BackendCoord> = line.iter().map(|point| at(*point, scale)).collect();
                if self.backend.draw_dashed(&coords, &pen, (on * scale, off * scale))? {
                    return Ok(());
                }
                stroke::dashes(&line, (on, off)).into_iter().try_for_each(|piece| self.path(&piece, pen))
            }
            None => self.path(&line, pen),
        }
    }

    fn path(&mut self, points: &[Point], pen: ShapeStyle) -> Result<(), PaintError<DB>> {
        let scale = self.options.scale;
        self.backend.draw_path(points.iter().map(|point| at(*point, scale)), &pen)
    }

    fn text(&mut self, label: &Label, token: ColorToken) -> Result<(), PaintError<DB>> {
        let place = self.at(label.at);
        if label.halo_px > 0.0 {
            let halo = self.type_style(label, ColorToken::Paper);
            self.backend.draw_halo(&label.text, &halo, place, label.halo_px * self.options.scale)?;
        }
        let letters = self.type_style(label, token);
        self.backend.draw_text(&label.text, &letters, place)
    }

    fn pen(&mut self, token: ColorToken, width_px: f64) -> ShapeStyle {
        let width = whole(width_px * self.options.scheme.line_width() * self.options.scale).max(1) as u32;
        ShapeStyle { color: self.colour(token), filled: false, stroke_width: width }
    }

    /// Returns the colour of `token`, and announces the token to the backend.
    fn colour(&mut self, token: ColorToken) -> RGBAColor {
        self.backend.set_token(token);
        let Rgb(r, g, b) = token.colour(self.options.scheme);
        RGBAColor(r, g, b, 1.0)
    }

    fn type_style(&mut self, label: &Label, token: ColorToken) -> TextStyle<'a> {
        let weight = if label.weight == Weight::Bold { FontStyle::Bold } else { FontStyle::Normal };
        let side = match label.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        TextStyle {
            font: FontDesc::new(FontFamily::Name(self.options.family), label.size_px * self.options.scale, weight),
            color: self.colour(token).to_backend_color(),
            pos: Pos::new(side, VPos::Center),
        }
    }

    fn at(&self, point: Point) -> BackendCoord {
        at(point, self.options.scale)
    }
}

/// Converts a point to backend pixels.
fn at(point: Point, scale: f64) -> BackendCoord {
    (whole(point.x * scale), whole(point.y * scale))
}
