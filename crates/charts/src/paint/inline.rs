//! SVG of Scenes inside the prerendered page, made at build time.
//!
//! Colours are the style sheet's custom properties, so that a picture follows the reader's scheme; an outline that several
//! pictures share is defined once.

use std::fmt::Write as _;
use std::ops::Range;

use chuhai_core::escape;
use chuhai_core::text::Lang;
use plotters_backend::BackendCoord;

use super::svg::{SCALE, SvgDialect, data, marks, nearest};
use crate::scene::{Scene, Size};
use crate::theme::{ColorToken, Scheme};

/// The attributes of every halo besides colour and width.
const HALO: &str = " stroke-linejoin=\"round\" paint-order=\"stroke\"";
/// An attribute with the value that it has without being written.
const DEFAULT_WIDTH: &str = " stroke-width=\"1\"";
/// The start of an element with a shared outline, before the number of that.
const USE: &str = "<use href=\"#o";
/// Outlines with fewer points are not shared.
const SHARED_POINTS: usize = 8;
/// The grid that shared outlines are snapped to, in backend pixels: finer than a soft fill shows.
const GRID: i32 = 18;
/// The distance a simplified line may have from a dropped point, in backend pixels.
const LINE_TOLERANCE: f64 = 4.5;
/// The distance a simplified outline may have from a dropped point, in backend pixels.
const RING_TOLERANCE: f64 = 12.0;
/// The distance a point of a shared outline may have from its exact position, in backend pixels.
const TOLERANCE: f64 = 16.0;

/// The margin around a picture beyond which a line is cut off, in backend pixels: wider than half of any stroke.
const MARGIN: i32 = 100;

/// Lines with more points, and longer than [`CURVE_LENGTH`], are snapped to [`CURVE_GRID`], all in backend pixels: less than
/// a quarter of a pixel, which a small mark would show.
const CURVE_POINTS: usize = 8;
const CURVE_LENGTH: i32 = 600;
const CURVE_GRID: i32 = 5;

/// The pictures of one page, with their shared outlines.
#[derive(Debug, Default)]
pub struct Inline {
    /// The outlines defined so far.
    outlines: Vec<Outline>,
    /// Width and height of the current picture, in backend pixels.
    size: BackendCoord,
    /// The transforms of the outlines in the current picture: most are drawn by the same, which compresses well.
    places: Vec<Similarity>,
}

/// An outline that several marks may share.
#[derive(Debug)]
struct Outline {
    points: Vec<BackendCoord>,
    /// The number of marks with it.
    uses: usize,
}

/// A drawn picture, whose outlines may still come to be shared with others.
#[derive(Debug)]
pub struct Picture {
    /// The start tag.
    start: String,
    /// Elements, a line each.
    marks: String,
    /// The outlines that it has first.
    outlines: Range<usize>,
}

impl Inline {
    /// Draws `scene`, with the accessible name `label` and the class `class`.
    pub fn draw(&mut self, scene: &Scene, lang: Lang, label: &str, class: &str) -> Picture {
        let first = self.outlines.len();
        let Size { width_px, height_px } = scene.size;
        let (width, height) = (nearest(width_px * SCALE), nearest(height_px * SCALE));
        self.size = (width.0, height.0);
        self.places.clear();
        let start = format!(
            "<svg class=\"{class}\" viewBox=\"0 0 {width} {height}\" role=\"img\" direction=\"ltr\" aria-label=\"{}\">",
            escape::html(label)
        );
        let marks = marks(scene, Scheme::Light, lang, self);
        Picture { start, marks, outlines: first..self.outlines.len() }
    }

    /// Returns a picture as SVG, once all pictures of the page are drawn: what several marks share is defined in the first.
    pub fn svg(&self, picture: &Picture) -> String {
        let shared = picture.outlines.clone().filter(|ix| self.outlines[*ix].uses > 1);
        let defined: String = shared.map(|ix| format!("<path id=\"o{ix}\" d=\"{}\"/>", self.data(ix))).collect();
        let defined = if defined.is_empty() { defined } else { format!("<defs>{defined}</defs>") };
        let marks: String = picture.marks.lines().map(|mark| self.unshared(mark) + "\n").collect();
        // The style sheet has these attributes for all texts with a halo.
        compact(
            &[&*picture.start, &defined, &joined(&marks).replace(HALO, "").replace(DEFAULT_WIDTH, ""), "</svg>"]
                .concat(),
        )
    }

    /// Path data of an outline, in tenths of grid steps.
    fn data(&self, ix: usize) -> String {
        let points = &self.outlines[ix].points;
        let closed: Vec<BackendCoord> = points.iter().chain(points.first()).copied().collect();
        let mut ring = simplified(&closed, RING_TOLERANCE);
        ring.pop();
        let ring = if ring.len() > 3 { &ring } else { points };
        let mut out = String::new();
        data(&mut out, ring.iter().map(|(x, y)| (x / GRID * 10, y / GRID * 10)));
        out + "z"
    }

    /// A mark, with its outline in place of a reference if no other mark has it.
    fn unshared(&self, mark: &str) -> String {
        let parts = mark.strip_prefix(USE).and_then(|rest| rest.split_once('"'));
        let own = parts.and_then(|(ix, rest)| Some((ix.parse::<usize>().ok()?, rest)));
        match own.filter(|(ix, _)| self.outlines[*ix].uses == 1) {
            Some((ix, rest)) => format!("<path d=\"{}\"{rest}", self.data(ix)),
            None => mark.to_owned(),
        }
    }
}

/// Simplifies a line within a tolerance in backend pixels (Ramer, Douglas and Peucker).
fn simplified(line: &[BackendCoord], tolerance: f64) -> Vec<BackendCoord> {
    let (Some(&first), Some(&last)) = (line.first(), line.last()) else { return Vec::new() };
    let (dx, dy) = (f64::from(last.0 - first.0), f64::from(last.1 - first.1));
    let length = dx.hypot(dy);
    let away = |&(x, y): &BackendCoord| {
        let (x, y) = (f64::from(x - first.0), f64::from(y - first.1));
        if length < 1.0 { x.hypot(y) } else { (x * dy - y * dx).abs() / length }
    };
    let distances = line.iter().map(away).enumerate();
    match distances.max_by(|a, b| a.1.total_cmp(&b.1)) {
        Some((at, distance)) if distance > tolerance && at > 0 && at + 1 < line.len() => {
            let mut points = simplified(&line[..=at], tolerance);
            points.pop();
            points.extend(simplified(&line[at..], tolerance));
            points
        }
        _ if line.len() > 1 => vec![first, last],
        _ => vec![first],
    }
}

/// Cuts off the ends of a line that are outside of a picture of this size.
fn clipped(mut line: Vec<BackendCoord>, (width, height): BackendCoord) -> Vec<BackendCoord> {
    let sides = |(x, y): BackendCoord| [x < -MARGIN, x > width + MARGIN, y < -MARGIN, y > height + MARGIN];
    let is_seen = |pair: &[BackendCoord]| !sides(pair[0]).into_iter().zip(sides(pair[1])).any(|(a, b)| a && b);
    if line.len() > 1 {
        let first = line.windows(2).position(is_seen);
        let last = line.windows(2).rposition(is_seen);
        line.truncate(last.map_or(0, |ix| ix + 2));
        line.drain(..first.unwrap_or_default());
    }
    line
}

/// Leaves out the letters and spaces of path data that are implied: a second `l` after one, a space before a sign.
fn compact(svg: &str) -> String {
    const DATA: &str = " d=\"";
    let mut parts = svg.split(DATA);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (data, rest) = part.split_once('"').unwrap_or((part, ""));
        out.push_str(DATA);
        let mut is_lines = false;
        for piece in data.split_inclusive(['l', 'M', 'z']) {
            // Each piece ends with a command, and holds the numbers of the one before.
            let (numbers, command) = piece.split_at(piece.trim_end_matches(['l', 'M', 'z']).len());
            if numbers.starts_with('-') && out.ends_with(' ') {
                out.pop();
            }
            out.push_str(&numbers.replace(" -", "-"));
            if command == "l" && is_lines {
                // A space, unless a sign follows, which separates as well.
                out.push(' ');
            } else {
                out.push_str(command);
            }
            is_lines = command == "l";
        }
        out.push('"');
        out.push_str(rest);
    }
    out
}

/// A long curve, snapped to a coarser grid.
fn snapped(mut line: Vec<BackendCoord>) -> Vec<BackendCoord> {
    let extent = |of: fn(&BackendCoord) -> i32| {
        line.iter().map(of).max().unwrap_or_default() - line.iter().map(of).min().unwrap_or_default()
    };
    if line.len() > CURVE_POINTS && extent(|(x, _)| *x).max(extent(|(_, y)| *y)) > CURVE_LENGTH {
        let nearest = |length: i32| (length + CURVE_GRID / 2).div_euclid(CURVE_GRID) * CURVE_GRID;
        for point in &mut line {
            *point = (nearest(point.0), nearest(point.1));
        }
        line.dedup();
    }
    line
}

/// Joins elements, a line each, so that a picture has fewer of them: a shape and its outline become one element, and
/// consecutive paths of one style one path.
fn joined(elements: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    for element in elements.lines().filter(|element| !element.starts_with("<path d=\"\"")) {
        let outlined = out.last().and_then(|last| outlined(last, element)).map(|one| (out.len() - 1, one));
        match outlined.or_else(|| extended(&out, element)) {
            Some((ix, one)) => out[ix] = one,
            None => out.push(element.to_owned()),
        }
    }
    out.concat()
}

/// The colour of an element that is filled with it and nothing else.
fn plain_fill(element: &str) -> Option<&str> {
    let (colour, rest) = element.split_once(" fill=\"")?.1.split_once('"')?;
    let is_plain = rest == "/>" || rest.starts_with(" transform=\"") && rest.matches('=').count() == 1;
    (is_plain && colour != "none").then_some(colour)
}

/// A filled shape with the outline that follows it.
fn outlined(shape: &str, outline: &str) -> Option<String> {
    let (geometry, fill) = shape.split_at(shape.find(" fill=\"")?);
    let stroke = outline.strip_prefix(geometry)?.strip_prefix(" fill=\"none\" ")?;
    plain_fill(shape)?;
    Some(format!("{geometry}{} {stroke}", fill.trim_end_matches("/>")))
}

fn data_and_style(path: &str) -> Option<(&str, &str)> {
    path.strip_prefix("<path d=\"")?.split_once('"')
}

/// One of `elements`, by index, with the path that follows them and has the same style. Lines follow one another; of shapes
/// in one opaque colour the order does not matter.
fn extended(elements: &[String], path: &str) -> Option<(usize, String)> {
    let (data, style) = data_and_style(path)?;
    let fill = plain_fill(path);
    let (ix, earlier) = elements
        .iter()
        .enumerate()
        .rev()
        .take_while(|(_, earlier)| fill.is_some() && plain_fill(earlier) == fill)
        .chain(elements.iter().enumerate().next_back().filter(|_| style.contains(" fill=\"none\"")))
        .find_map(|(ix, earlier)| Some((ix, data_and_style(earlier).filter(|(_, other)| *other == style)?.0)))?;
    Some((ix, format!("<path d=\"{earlier}{data}\"{style}")))
}

impl SvgDialect for Inline {
    // Only browsers show a page, and its bytes are counted: no text is written twice.
    const HAS_PAINT_ORDER: bool = true;
    // Whole pixels, in fewer bytes: no reader sees half of one in a label.
    const TEXT_GRID: f64 = SCALE;

    fn paint(&self, token: ColorToken) -> String {
        format!("var(--{})", token.css_name())
    }

    fn line(&self, line: Vec<BackendCoord>) -> Vec<BackendCoord> {
        snapped(simplified(&clipped(line, self.size), LINE_TOLERANCE))
    }

    fn ring(&mut self, ring: &[BackendCoord], fill: &str) -> Option<String> {
        if ring.len() < SHARED_POINTS {
            return None;
        }
        let outlines = self.outlines.iter_mut().enumerate();
        let known = outlines.into_iter().find_map(|(ix, outline)| {
            let own = Similarity::between(&outline.points, ring)?;
            let fitting = self.places.iter().chain([&own]).find(|place| place.fits(&outline.points, ring))?;
            outline.uses += 1;
            Some((ix, *fitting))
        });
        let (ix, similarity) = known.unwrap_or_else(|| {
            let snapped = |length: i32| (f64::from(length) / f64::from(GRID)).round() as i32 * GRID;
            let points = ring.iter().map(|(x, y)| (snapped(*x), snapped(*y))).collect();
            self.outlines.push(Outline { points, uses: 1 });
            (self.outlines.len() - 1, Similarity { scale: 1.0, x: 0.0, y: 0.0 })
        });
        if !self.places.contains(&similarity) {
            self.places.push(similarity);
        }
        let grid_px = f64::from(GRID) / SCALE;
        let mut place = String::new();
        if similarity.x != 0.0 || similarity.y != 0.0 {
            let _ = write!(place, "translate({} {})", nearest(similarity.x), nearest(similarity.y));
        }
        let _ = write!(place, "scale({})", (similarity.scale * grid_px * 1000.0).round() / 1000.0);
        Some(format!("{USE}{ix}\" fill=\"{fill}\" transform=\"{place}\"/>"))
    }
}

/// A similarity transform without rotation: from one drawing of an outline to another.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Similarity {
    scale: f64,
    x: f64,
    y: f64,
}

impl Similarity {
    /// Returns the transform from the extent of `from` to that of `to`, if both have as many points.
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
        Some(Self { scale, x: to_x - from_x * scale, y: to_y - from_y * scale })
    }

    /// Returns true if it takes each point of `from` to that of `to` within [`TOLERANCE`].
    fn fits(&self, from: &[BackendCoord], to: &[BackendCoord]) -> bool {
        let fits = |length: i32, by: f64, other: i32| {
            (f64::from(length) * self.scale + by - f64::from(other)).abs() <= TOLERANCE
        };
        from.iter().zip(to).all(|(a, b)| fits(a.0, self.x, b.0) && fits(a.1, self.y, b.1))
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
        let mut page = Inline::default();
        let picture = page.draw(&scene(1.0, 0.0), Lang::Zh, "图 <1>", "still");
        let picture = page.svg(&picture);
        assert!(picture.contains("fill=\"var(--r-sea)\"") && picture.contains("fill=\"var(--land)\""), "{picture}");
        assert!(picture.contains("aria-label=\"图 &lt;1&gt;\""), "{picture}");
        assert!(!picture.contains("style="), "a strict policy blocks it");
    }

    #[test]
    fn an_outline_is_defined_once_however_large_it_is_drawn() {
        let mut page = Inline::default();
        let [first, second] = [scene(1.0, 0.0), scene(0.5, 30.0)].map(|scene| page.draw(&scene, Lang::Zh, "", ""));
        let [first, second] = [first, second].map(|picture| page.svg(&picture));
        assert_eq!((first.matches("<path id=").count(), first.matches("<use").count()), (2, 2));
        assert_eq!((second.matches("<path id=").count(), second.matches("<use").count()), (0, 2), "{second}");
        assert!(second.contains("scale(0.9"), "{second}");
        assert_eq!(second.matches("<path d=").count(), 1, "a short outline is not shared: {second}");
    }

    #[test]
    fn outlines_of_a_picture_have_the_same_transform_if_it_fits() {
        let mut page = Inline::default();
        // The second outline, moved by less than the tolerance, would have a transform of its own.
        let mut moved = scene(0.5, 30.0);
        let Shape::Polygon(rings) = &mut moved.marks[1].shape else { panic!("a polygon") };
        rings[0].iter_mut().for_each(|point| point.x += 0.5);
        let pictures = [scene(1.0, 0.0), moved].map(|scene| page.draw(&scene, Lang::Zh, "", ""));
        let svg = page.svg(&pictures[1]);
        let transforms: Vec<&str> =
            svg.split(" transform=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(transforms.len() == 2 && transforms[0] == transforms[1], "{transforms:?}");
    }

    #[test]
    fn an_outline_that_nothing_shares_is_a_path_of_its_own() {
        let mut page = Inline::default();
        let picture = page.draw(&scene(1.0, 0.0), Lang::Zh, "", "");
        let svg = page.svg(&picture);
        assert_eq!((svg.matches("<use").count(), svg.matches("<defs").count()), (0, 0), "{svg}");
        assert_eq!(svg.matches("transform=\"scale(1.8)\"").count(), 2, "{svg}");
        // Of outlines in a row, each is looked at.
        let mut row = scene(1.0, 0.0);
        row.marks.swap(0, 1);
        row.marks.push(row.marks[0].clone());
        let svg = page.draw(&row, Lang::Zh, "", "");
        let svg = page.svg(&svg);
        assert_eq!(svg.matches("<use").count(), 3, "{svg}");
        assert!(!Inline::default().draw(&row, Lang::Zh, "", "").marks.contains("/><"), "an element a line");
    }

    #[test]
    fn shapes_in_one_colour_are_joined_across_others_in_it() {
        let path = |data: &str| format!("<path d=\"{data}\" fill=\"var(--land)\"/>\n");
        let shared = format!("{USE}1\" fill=\"var(--land)\" transform=\"scale(2)\"/>\n");
        let one = "<path d=\"M0 0zM5 5z\" fill=\"var(--land)\"/>";
        assert_eq!(joined(&[&*path("M0 0z"), &shared, &path("M5 5z")].concat()), format!("{one}{}", shared.trim_end()));
        // Another colour between them may lie over the first and under the second.
        let other = shared.replace("land", "accent");
        let all = [&*path("M0 0z"), &other, &path("M5 5z")].concat();
        assert_eq!(joined(&all), all.replace('\n', ""));
    }

    #[test]
    fn long_curves_are_snapped_and_small_marks_are_not() {
        let curve: Vec<BackendCoord> = (0..20).map(|ix| (ix * 41, ix * ix)).collect();
        let line = snapped(curve.clone());
        assert!(line.iter().all(|(x, y)| x % CURVE_GRID == 0 && y % CURVE_GRID == 0), "{line:?}");
        assert!(line.iter().zip(&curve).all(|(a, b)| (a.0 - b.0).abs() <= 2 && (a.1 - b.1).abs() <= 2), "{line:?}");
        let small: Vec<BackendCoord> = curve.iter().map(|(x, y)| (x / 10, y / 10)).collect();
        assert_eq!(snapped(small.clone()), small);
    }

    #[test]
    fn paths_of_one_style_are_one_path() {
        let pen = " fill=\"none\" stroke=\"var(--ink)\" stroke-width=\"1\"/>";
        let (first, second) = (format!("<path d=\"M0 0l1 1\"{pen}\n"), format!("<path d=\"M5 5l1 1\"{pen}\n"));
        let filled = "<path d=\"M0 0l9 9z\" fill=\"var(--ink)\"/>\n";
        let all = [&*first, &second, filled, filled, &first].concat();
        let filled_once = "<path d=\"M0 0l9 9zM0 0l9 9z\" fill=\"var(--ink)\"/>";
        let expected = [&format!("<path d=\"M0 0l1 1M5 5l1 1\"{pen}"), filled_once, first.trim_end()].concat();
        assert_eq!(joined(&all), expected);
        // Where they overlap, the sum of two translucent shapes is another colour.
        let translucent = "<path d=\"M0 0l9 9z\" fill=\"var(--ink)\" fill-opacity=\"0.5\"/>\n";
        assert_eq!(joined(&translucent.repeat(2)), translucent.trim_end().repeat(2));
    }

    #[test]
    fn implied_letters_of_path_data_are_left_out() {
        let written = "<text x=\"1\">a -1l2</text><path d=\"M1 -2l3 4l-5 6l7 -8zM9 9l0.5 1l2 3\" fill=\"none\"/>";
        let expected = "<text x=\"1\">a -1l2</text><path d=\"M1-2l3 4-5 6 7-8zM9 9l0.5 1 2 3\" fill=\"none\"/>";
        assert_eq!(compact(written), expected);
    }

    #[test]
    fn a_line_ends_at_the_edge_of_the_picture() {
        let size = (1000, 500);
        let line = vec![(-900, 10), (-500, 20), (100, 100), (900, 2000), (1500, 100), (1600, 100), (1700, 9)];
        assert_eq!(clipped(line.clone(), size), line[1..5], "what returns is kept");
        assert!(clipped(vec![(1200, 10), (1300, 900)], size).is_empty());
        assert_eq!(clipped(vec![(5, 5), (9, 9)], size), [(5, 5), (9, 9)]);
    }

    #[test]
    fn a_shape_and_its_outline_are_one_element() {
        let shape = "<circle cx=\"5\" cy=\"5\" r=\"4\" fill=\"var(--paper)\"/>\n";
        let outline = "<circle cx=\"5\" cy=\"5\" r=\"4\" fill=\"none\" stroke=\"var(--ink)\" stroke-width=\"1\"/>\n";
        let one = "<circle cx=\"5\" cy=\"5\" r=\"4\" fill=\"var(--paper)\" stroke=\"var(--ink)\" stroke-width=\"1\"/>";
        assert_eq!(joined(&[shape, outline].concat()), one);
        let other = outline.replace("r=\"4\"", "r=\"6\"");
        assert_eq!(joined(&[shape, &other].concat()), [shape.trim_end(), other.trim_end()].concat());
        // The fill would cover the outline.
        assert_eq!(joined(&[outline, shape].concat()), [outline.trim_end(), shape.trim_end()].concat());
    }

    #[test]
    fn what_is_not_the_same_outline_is_not_shared() {
        let ring: Vec<BackendCoord> = (0..10).map(|ix| (ix * 100, ix % 3 * 100)).collect();
        let other: Vec<BackendCoord> = (0..10).map(|ix| (ix * 100, ix % 4 * 100)).collect();
        assert!(!Similarity::between(&ring, &other).unwrap().fits(&ring, &other));
        assert!(Similarity::between(&ring, &ring[1..]).is_none());
        let same: Vec<BackendCoord> = ring.iter().map(|(x, y)| (x * 2 + 50, y * 2 - 7)).collect();
        let similarity = Similarity::between(&ring, &same).unwrap();
        assert!(similarity.fits(&ring, &same));
        assert!(
            (similarity.scale - 2.0).abs() < 1e-9
                && (similarity.x - 50.0).abs() < 1e-9
                && (similarity.y + 7.0).abs() < 1e-9
        );
    }
}
