//! A recording backend: it counts drawing calls, and logs them if asked. For tests and the benchmark, so that painting is
//! measured without a rasteriser.

use std::convert::Infallible;
use std::fmt::Write as _;

use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};

use super::Surface;

/// The number of drawing calls of each kind, and of points in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// `draw_path` and `draw_line`.
    pub paths: usize,
    /// `fill_polygon`.
    pub polygons: usize,
    /// `draw_rect`.
    pub rects: usize,
    /// `draw_circle`.
    pub circles: usize,
    /// `draw_text`.
    pub texts: usize,
    /// `draw_halo`.
    pub halos: usize,
    /// Points of paths and polygons.
    pub points: usize,
    /// Calls whose colour or width differs from that of the call before: style assignments on a canvas.
    pub style_changes: usize,
}

/// The recording backend.
#[derive(Debug, Default)]
pub struct RecordingBackend {
    /// The counts so far.
    pub counts: Counts,
    /// One line per call, if the log is kept.
    pub log: Option<String>,
    last_style: Option<((u8, u8, u8), u32)>,
}

impl RecordingBackend {
    /// A backend that only counts.
    pub fn counting() -> Self {
        Self::default()
    }

    /// A backend that also logs each call.
    pub fn logging() -> Self {
        Self { log: Some(String::new()), ..Self::default() }
    }

    fn style(&mut self, colour: BackendColor, width: u32) {
        let style = Some((colour.rgb, width));
        if self.last_style != style {
            self.last_style = style;
            self.counts.style_changes += 1;
        }
    }

    fn note(&mut self, write: impl FnOnce(&mut String) -> std::fmt::Result) {
        // Writing into a String cannot fail.
        if let Some(log) = &mut self.log {
            let _ = write(log);
            log.push('\n');
        }
    }

    fn points(&mut self, name: &str, points: impl IntoIterator<Item = BackendCoord>) {
        let before = self.counts.points;
        let mut shown = self.log.as_ref().map(|_| String::new());
        for (x, y) in points {
            self.counts.points += 1;
            if let Some(shown) = &mut shown {
                let _ = write!(shown, " {x},{y}");
            }
        }
        let many = self.counts.points - before;
        self.note(|log| write!(log, "{name} {many}:{}", shown.unwrap_or_default()));
    }
}

impl DrawingBackend for RecordingBackend {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (u32::MAX, u32::MAX)
    }

    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn present(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, colour: BackendColor) -> Result<(), DrawingErrorKind<Infallible>> {
        self.style(colour, 0);
        Ok(())
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
        self.style(style.color(), if fill { 0 } else { style.stroke_width() });
        self.counts.rects += 1;
        self.note(|log| write!(log, "rect {from:?} {to:?} fill={fill}"));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.style(style.color(), style.stroke_width());
        self.counts.paths += 1;
        self.points("path", path);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        ring: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.style(style.color(), 0);
        self.counts.polygons += 1;
        self.points("polygon", ring);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.style(style.color(), if fill { 0 } else { style.stroke_width() });
        self.counts.circles += 1;
        self.note(|log| write!(log, "circle {centre:?} r={radius} fill={fill}"));
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        at: BackendCoord,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.style(style.color(), 0);
        self.counts.texts += 1;
        self.note(|log| write!(log, "text {at:?} {} {} “{text}”", style.size(), style.style().as_str()));
        Ok(())
    }
}

impl Surface for RecordingBackend {
    fn draw_halo<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        at: BackendCoord,
        reach: f64,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.style(style.color(), 0);
        self.counts.halos += 1;
        self.note(|log| write!(log, "halo {at:?} {reach} “{text}”"));
        Ok(())
    }
}
