//! SVG of Scenes inside the prerendered page, made at build time.
//!
//! Colours are the style sheet's custom properties, so that a picture follows the reader's scheme; an outline that several
//! pictures share is defined once.

use std::fmt::Write as _;

use chuhai_core::escape;
use chuhai_core::text::Lang;
use plotters_backend::BackendCoord;

use super::svg::{SCALE, SvgDialect, data, marks, nearest};
use crate::scene::{Scene, Size};
use crate::theme::{ColorToken, Scheme};

/// The attributes of every halo besides colour and width.
const HALO: &str = " stroke-linejoin=\"round\" paint-order=\"stroke\"";
/// Outlines with fewer points are not shared.
const SHARED_POINTS: usize = 8;
/// The grid that shared outlines are snapped to, in backend pixels: finer than a soft fill shows.
const GRID: i32 = 18;
/// The distance a simplified line may have from a dropped point, in backend pixels.
const LINE_TOLERANCE: f64 = 3.0;
/// The distance a point of a shared outline may have from its exact position, in backend pixels.
const TOLERANCE: f64 = 16.0;

/// The pictures of one page, with their shared outlines.
#[derive(Debug, Default)]
pub struct Inline {
    /// The outlines defined so far.
    outlines: Vec<Vec<BackendCoord>>,
}

impl Inline {
    /// Returns the picture of `scene` with the accessible name `label` and the class `class`.
    pub fn picture(&mut self, scene: &Scene, lang: Lang, label: &str, class: &str) -> String {
        let defined = self.outlines.len();
        let marks = marks(scene, Scheme::Light, lang, self);
        let Size { width_px, height_px } = scene.size;
        let mut out = String::with_capacity(marks.len() + 1024);
        let _ = write!(
            out,
            "<svg class=\"{class}\" viewBox=\"0 0 {} {}\" role=\"img\" direction=\"ltr\" aria-label=\"{}\">",
            nearest(width_px * SCALE),
            nearest(height_px * SCALE),
            escape::html(label)
        );
        if self.outlines.len() > defined {
            out.push_str("<defs>");
            for (ix, outline) in self.outlines.iter().enumerate().skip(defined) {
                let _ = write!(out, "<path id=\"o{ix}\" d=\"");
                // A whole number of grid steps, written as tenths of ten.
                data(&mut out, outline.iter().map(|(x, y)| (x / GRID * 10, y / GRID * 10)));
                out.push_str("z\"/>");
            }
            out.push_str("</defs>");
        }
        // The style sheet has these for all texts with a halo.
        out.push_str(&joined(&marks).replace(HALO, ""));
        out.push_str("</svg>");
        out
    }
}

/// Simplifies a line within [`LINE_TOLERANCE`] (Ramer, Douglas and Peucker).
fn simplified(line: &[BackendCoord]) -> Vec<BackendCoord> {
    let (Some(&first), Some(&last)) = (line.first(), line.last()) else { return Vec::new() };
    let (dx, dy) = (f64::from(last.0 - first.0), f64::from(last.1 - first.1));
    let length = dx.hypot(dy);
    let away = |&(x, y): &BackendCoord| {
        let (x, y) = (f64::from(x - first.0), f64::from(y - first.1));
        if length < 1.0 { x.hypot(y) } else { (x * dy - y * dx).abs() / length }
    };
    let distances = line.iter().map(away).enumerate();
    match distances.max_by(|a, b| a.1.total_cmp(&b.1)) {
        Some((at, distance)) if distance > LINE_TOLERANCE && at > 0 && at + 1 < line.len() => {
            let mut points = simplified(&line[..=at]);
            points.pop();
            points.extend(simplified(&line[at..]));
            points
        }
        _ if line.len() > 1 => vec![first, last],
        _ => vec![first],
    }
}

/// Joins elements, a line each, and consecutive lines of one style into one path.
fn joined(elements: &str) -> String {
    const OPEN: &str = "<path d=\"";
    let mut out = String::with_capacity(elements.len());
    let mut pen = "";
    for element in elements.lines() {
        let line = element.strip_prefix(OPEN).and_then(|rest| rest.split_once('"'));
        match line.filter(|(_, attributes)| attributes.contains(" fill=\"none\"")) {
            Some((data, attributes)) if attributes == pen => {
                out.truncate(out.len() - pen.len() - 1);
                let _ = write!(out, "{data}\"{pen}");
            }
            line => {
                pen = line.map_or("", |(_, attributes)| attributes);
                out.push_str(element);
            }
        }
    }
    out
}

impl SvgDialect for Inline {
    // Only browsers show a page, and its bytes are counted: no text is written twice.
    const HAS_PAINT_ORDER: bool = true;

    fn paint(&self, token: ColorToken) -> String {
        format!("var(--{})", token.css_name())
    }

    fn line(&self, line: Vec<BackendCoord>) -> Vec<BackendCoord> {
        simplified(&line)
    }

    fn ring(&mut self, ring: &[BackendCoord], fill: &str) -> Option<String> {
        if ring.len() < SHARED_POINTS {
            return None;
        }
        let known =
            self.outlines.iter().enumerate().find_map(|(ix, outline)| Some((ix, Similarity::between(outline, ring)?)));
        let (ix, similarity) = known.unwrap_or_else(|| {
            let snapped = |length: i32| (f64::from(length) / f64::from(GRID)).round() as i32 * GRID;
            self.outlines.push(ring.iter().map(|(x, y)| (snapped(*x), snapped(*y))).collect());
            (self.outlines.len() - 1, Similarity { scale: 1.0, x: 0.0, y: 0.0 })
        });
        let grid_px = f64::from(GRID) / SCALE;
        let mut place = String::new();
        if similarity.x != 0.0 || similarity.y != 0.0 {
            let _ = write!(place, "translate({} {})", nearest(similarity.x), nearest(similarity.y));
        }
        let _ = write!(place, "scale({})", (similarity.scale * grid_px * 1000.0).round() / 1000.0);
        Some(format!("<use href=\"#o{ix}\" fill=\"{fill}\" transform=\"{place}\"/>"))
    }
}

/// A similarity transform without rotation: from one drawing of an outline to another.
struct Similarity {
    scale: f64,
    x: f64,
    y: f64,
}

impl Similarity {
    /// Returns the transform from `from` to `to`, if there is one within [`TOLERANCE`].
    fn between(from: &[BackendCoord], to: &[BackendCoord]) -> Option<Self> {
        if from.len() != to.len() {
            return None;
        }
        let extent = |points: &[BackendCoord]| {
            let (low, high) = (points.iter().map(|(x, _)| x).min()?, points.iter().map(|(x, _)| x).max()?);
            let (top, bottom) = (points.iter().map(|(_, y)| y).min()?, points.iter().map(|(_, y)| y).max()?);
            Some((f64::from(*low), f64::from(*top), f64::from(high - low), f64::from(bottom - top)))
        };
        let ((from_x, from_y, from_w, from_h), (to_x, to_y, to_w, to_h)) = (extent(from)?, extent(to)?);
        if from_w + from_h < 1.0 {
            return None;
        }
        let scale = (to_w + to_h) / (from_w + from_h);
        let similarity = Self { scale, x: to_x - from_x * scale, y: to_y - from_y * scale };
        let fits =
            |length: i32, by: f64, other: i32| (f64::from(length) * scale + by - f64::from(other)).abs() <= TOLERANCE;
        from.iter()
            .zip(to)
            .all(|(a, b)| fits(a.0, similarity.x, b.0) && fits(a.1, similarity.y, b.1))
            .then_some(similarity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Mark, Shape, pt};

    fn scene(scale: f64, by: f64) -> Scene {
        let ring = |count: u32| {
            let turn = |ix: u32| f64::from(ix) / f64::from(count) * std::f64::consts::TAU;
            (0..count)
                .map(|ix| pt(by + scale * (60.0 + 50.0 * turn(ix).cos()), scale * (60.0 + 30.0 * turn(ix).sin())))
                .collect()
        };
        let mark = |rings, token| Mark::filled(Shape::Polygon(rings), token);
        Scene {
            size: Size { width_px: 400.0, height_px: 300.0 },
            marks: vec![mark(vec![ring(20), ring(4)], ColorToken::Sea), mark(vec![ring(24)], ColorToken::Land)],
            ..Scene::default()
        }
    }

    #[test]
    fn colours_are_the_style_sheets() {
        let picture = Inline::default().picture(&scene(1.0, 0.0), Lang::Zh, "图 <1>", "still");
        assert!(picture.contains("fill=\"var(--r-sea)\"") && picture.contains("fill=\"var(--land)\""), "{picture}");
        assert!(picture.contains("aria-label=\"图 &lt;1&gt;\""), "{picture}");
        assert!(!picture.contains("style="), "a strict policy blocks it");
    }

    #[test]
    fn an_outline_is_defined_once_however_large_it_is_drawn() {
        let mut page = Inline::default();
        let first = page.picture(&scene(1.0, 0.0), Lang::Zh, "", "");
        assert_eq!((first.matches("<path id=").count(), first.matches("<use").count()), (2, 2));
        let second = page.picture(&scene(0.5, 30.0), Lang::Zh, "", "");
        assert_eq!((second.matches("<path id=").count(), second.matches("<use").count()), (0, 2), "{second}");
        assert!(second.contains("scale(0.9"), "{second}");
        assert_eq!(second.matches("<path d=").count(), 1, "a short outline is not shared: {second}");
    }

    #[test]
    fn lines_in_one_pen_are_one_path() {
        let pen = " fill=\"none\" stroke=\"var(--ink)\" stroke-width=\"1\"/>";
        let (first, second) = (format!("<path d=\"M0 0l1 1\"{pen}\n"), format!("<path d=\"M5 5l1 1\"{pen}\n"));
        let filled = "<path d=\"M0 0l9 9z\" fill=\"var(--ink)\"/>\n";
        let all = [&*first, &second, filled, filled, &first].concat();
        let expected = [&format!("<path d=\"M0 0l1 1M5 5l1 1\"{pen}"), &filled.trim_end().repeat(2), first.trim_end()]
            .map(str::to_owned);
        assert_eq!(joined(&all), expected.concat());
    }

    #[test]
    fn what_is_not_the_same_outline_is_not_shared() {
        let ring: Vec<BackendCoord> = (0..10).map(|ix| (ix * 100, ix % 3 * 100)).collect();
        let other: Vec<BackendCoord> = (0..10).map(|ix| (ix * 100, ix % 4 * 100)).collect();
        assert!(Similarity::between(&ring, &other).is_none());
        assert!(Similarity::between(&ring, &ring[1..]).is_none());
        let same: Vec<BackendCoord> = ring.iter().map(|(x, y)| (x * 2 + 50, y * 2 - 7)).collect();
        let similarity = Similarity::between(&ring, &same).unwrap();
        assert!(
            (similarity.scale - 2.0).abs() < 1e-9
                && (similarity.x - 50.0).abs() < 1e-9
                && (similarity.y + 7.0).abs() < 1e-9
        );
    }
}
