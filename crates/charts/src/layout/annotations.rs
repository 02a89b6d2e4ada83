//! Annotations: short texts with leader lines, placed after all other marks.
//!
//! They become marks of the Scene and part of its summary, so that every form of the picture has them.

use chuhai_core::text::{Lang, phrases};

use super::labels::{Candidate, adjacent_candidates, segment_hits_rect, segments_intersect};
use super::wrap::wrap_phrases;
use crate::hit::inside;
use crate::measure::{TextMeasurer, label_rect};
use crate::scene::{Anchor, Label, Mark, MarkRole, Point, Rect, Scene, Shape, Stroke, Weight, pt};
use crate::theme::ColorToken;

const SIZE_PX: f64 = 13.0;
const LINE_PX: f64 = 17.0;
/// The height reserved for each annotation below a picture that has no room inside.
pub const STRIP_PX: f64 = 24.0;
/// The margin between annotations and the edge of the picture.
const EDGE_PX: f64 = 2.0;
/// The widths that a text is wrapped to, widest first; a narrow one costs more.
const WRAP_WIDTHS_PX: [f64; 3] = [220.0, 130.0, 84.0];
const NARROW_COST: f64 = 1.5;
/// The cost of a text on an area of its own colour.
const ON_ACCENT_COST: f64 = 12.0;

/// A text and its target.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotation<'a> {
    /// The text.
    pub text: &'a str,
    /// The centre of the target.
    pub at: Point,
    /// The distance from the centre to the edge of the target.
    pub reach_px: f64,
}

/// Returns the point of the item `id` that an annotation points at, and its reach; `None` if it is not in the picture.
pub fn anchor(scene: &Scene, id: &str) -> Option<(Point, f64)> {
    let item = scene.items.iter().find(|item| item.id == id && !item.hit.is_empty())?;
    let rect = item.bounds;
    // The centre of a wide mark, the top of a high one.
    let high = rect.h > 2.0 * rect.w;
    let at = if high { pt(rect.centre().x, rect.y + rect.w / 2.0) } else { rect.centre() };
    Some((at, rect.h.min(rect.w) / 2.0))
}

/// Adds annotations to a picture, the most important first. Returns the texts of those that found no room.
pub fn annotate<'a>(
    scene: &mut Scene,
    annotations: &[Annotation<'a>],
    lang: Lang,
    measure: &dyn TextMeasurer,
) -> Vec<&'a str> {
    if annotations.is_empty() {
        return Vec::new();
    }
    let picture = scene.size.rect().grown(-EDGE_PX);
    let occupied = Occupied::new(scene, measure);
    let mut taken: Vec<Candidate> = Vec::new();
    let mut unplaced = Vec::new();
    // Leaders go under texts, whose halo keeps them readable; annotations over everything.
    let under = scene.marks.iter().position(|mark| matches!(mark.shape, Shape::Text(_))).unwrap_or(scene.marks.len());
    for annotation in annotations {
        if !picture.contains(annotation.at) {
            unplaced.push(annotation.text);
            continue;
        }
        let mut best: Option<(f64, Candidate, Vec<String>)> = None;
        for (ix, lines) in wrappings(annotation.text, measure).into_iter().enumerate() {
            for candidate in candidates(annotation, &lines, picture, measure) {
                let cheap = candidate.cost + NARROW_COST * ix as f64;
                if best.as_ref().is_some_and(|(least, ..)| cheap >= *least)
                    || !occupied.is_free(&candidate, &taken, annotation)
                {
                    continue;
                }
                let cost = cheap + occupied.crossing_cost(&candidate, &taken, annotation);
                if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
                    best = Some((cost, candidate, lines.clone()));
                }
            }
        }
        match best {
            Some((_, candidate, lines)) => {
                draw(&lines, &candidate, under, &mut scene.marks);
                taken.push(candidate);
            }
            None => unplaced.push(annotation.text),
        }
    }
    let texts: Vec<&str> = annotations.iter().map(|annotation| annotation.text).collect();
    let list = texts.join(phrases::STORY_NOTES_JOINT.get(lang));
    scene.summary.truncate(scene.summary.trim_end().len());
    scene.summary.push_str(&phrases::STORY_NOTES.fill(lang, &[("list", &list)]));
    unplaced
}

/// Geometry of the picture that annotations keep clear of.
#[derive(Default)]
struct Occupied {
    /// Boxes of texts: no annotation covers them, and leaders cross them at a high cost.
    texts: Vec<Rect>,
    /// Boxes of small marks: no annotation covers them, and leaders cross them at a cost.
    marks: Vec<Rect>,
    /// Lines, which both cross at a cost.
    lines: Vec<Vec<Point>>,
    /// Rings of areas in the accent colour, which is that of the texts.
    accent: Vec<Vec<Point>>,
}

impl Occupied {
    fn new(scene: &Scene, measure: &dyn TextMeasurer) -> Self {
        let mut occupied = Self::default();
        let low = scene.items.iter().filter(|item| !item.hit.is_empty() && item.bounds.h < 2.0 * LINE_PX);
        occupied.marks.extend(low.map(|item| item.bounds));
        for mark in &scene.marks {
            match &mark.shape {
                Shape::Text(label) => occupied.texts.push(label_rect(label, measure)),
                Shape::Glyph { centre, radius_px, .. } | Shape::Circle { centre, radius_px } => {
                    occupied.marks.push(Rect { x: centre.x, y: centre.y, w: 0.0, h: 0.0 }.grown(*radius_px));
                }
                Shape::Rect(Rect { x, y, w, h }) if mark.stroke.is_some() => {
                    let (right, bottom) = (x + w, y + h);
                    occupied.lines.push(vec![pt(*x, bottom), pt(*x, *y), pt(right, *y), pt(right, bottom)]);
                }
                Shape::Path(points) if mark.stroke.is_some() && mark.role != MarkRole::Grid => {
                    occupied.lines.push(points.clone());
                }
                Shape::Polygon(rings) if mark.fill == Some(ColorToken::AccentFill) => {
                    occupied.accent.extend(rings.iter().cloned());
                }
                Shape::Path(_) | Shape::Polygon(_) | Shape::Rect(_) | Shape::Hatch { .. } => {}
            }
        }
        occupied
    }

    /// Returns true if `candidate` covers no text, mark, other annotation or target.
    fn is_free(&self, candidate: &Candidate, taken: &[Candidate], annotation: &Annotation<'_>) -> bool {
        let room = candidate.rect.grown(1.0);
        !self.texts.iter().chain(&self.marks).any(|other| other.overlaps(&room))
            && !taken.iter().any(|other| other.rect.overlaps(&room.grown(2.0)))
            && !room.contains(annotation.at)
    }

    /// Returns the cost of lines under `candidate` and of crossings of its leader.
    fn crossing_cost(&self, candidate: &Candidate, taken: &[Candidate], annotation: &Annotation<'_>) -> f64 {
        let touches =
            |line: &&Vec<Point>| line.windows(2).any(|pair| segment_hits_rect([pair[0], pair[1]], candidate.rect));
        let rect = candidate.rect;
        let corners = [0.0, 0.5, 1.0].map(|share| [rect.y, rect.y + rect.h].map(|y| pt(rect.x + share * rect.w, y)));
        let is_on = |ring: &Vec<Point>| corners.as_flattened().iter().any(|corner| inside(ring, *corner));
        let mut cost = if self.accent.iter().any(is_on) { ON_ACCENT_COST } else { 0.0 };
        cost += 6.0 * self.lines.iter().filter(touches).count() as f64;
        if let Some(leader) = candidate.leader {
            let own = |rect: &&Rect| !rect.grown(2.0).contains(annotation.at);
            let count = |rects: &[Rect]| {
                rects.iter().filter(own).filter(|rect| segment_hits_rect(leader, **rect)).count() as f64
            };
            let others: Vec<Rect> = taken.iter().map(|other| other.rect).collect();
            let led = taken
                .iter()
                .filter_map(|other| other.leader)
                .filter(|other| segments_intersect(leader, *other))
                .count();
            cost += 5.0 * count(&self.texts) + 3.0 * count(&self.marks) + 20.0 * (count(&others) + led as f64);
        }
        cost
    }
}

/// Returns the distinct ways to wrap a text.
fn wrappings(text: &str, measure: &dyn TextMeasurer) -> Vec<Vec<String>> {
    let mut wrappings: Vec<Vec<String>> = Vec::new();
    for width_px in WRAP_WIDTHS_PX {
        let lines = wrap_phrases(text, width_px, |line| measure.width_px(line, SIZE_PX, Weight::Bold));
        if !wrappings.contains(&lines) {
            wrappings.push(lines);
        }
    }
    wrappings
}

/// Returns the candidates of an annotation: adjacent to its target, or anywhere else with a leader.
fn candidates(
    annotation: &Annotation<'_>,
    lines: &[String],
    picture: Rect,
    measure: &dyn TextMeasurer,
) -> Vec<Candidate> {
    let w = lines.iter().map(|line| measure.width_px(line, SIZE_PX, Weight::Bold)).fold(0.0, f64::max);
    let h = lines.len() as f64 * LINE_PX;
    let mut candidates = adjacent_candidates(annotation.at, annotation.reach_px, w, h);
    candidates.retain(|candidate| picture.encloses(&candidate.rect));
    let steps = |room: f64, step: f64| (0..=(room.max(0.0) / step) as usize).map(move |ix| ix as f64 * step);
    for y in steps(picture.h - h, LINE_PX / 2.0) {
        for x in steps(picture.w - w, 12.0) {
            let rect = Rect { x: picture.x + x, y: picture.y + y, w, h };
            // The leader ends at the nearest point of the text.
            let end = pt(annotation.at.x.clamp(rect.x, rect.x + w), annotation.at.y.clamp(rect.y, rect.y + h));
            let (dx, dy) = (end.x - annotation.at.x, end.y - annotation.at.y);
            let distance = end.distance(annotation.at);
            if distance < annotation.reach_px + 10.0 {
                continue;
            }
            let (start, gap) = ((annotation.reach_px + 1.0) / distance, 1.0 - 2.0 / distance);
            let on = |share: f64| pt(annotation.at.x + dx * share, annotation.at.y + dy * share);
            let anchor = if dx.abs() < 1.0 {
                Anchor::Middle
            } else if dx > 0.0 {
                Anchor::Start
            } else {
                Anchor::End
            };
            candidates.push(Candidate {
                rect,
                anchor,
                leader: Some([on(start), on(gap)]),
                cost: 3.0 + distance / 14.0,
            });
        }
    }
    candidates
}

/// Draws an annotation: its leader at index `under` of `out`, its lines on top.
fn draw(lines: &[String], candidate: &Candidate, under: usize, out: &mut Vec<Mark>) {
    if let Some(leader) = candidate.leader {
        let stroke = Stroke::solid(ColorToken::Ink2, 1.0);
        out.insert(under, Mark::line(leader, stroke).with_role(MarkRole::Leader));
    }
    let x = candidate.anchor.x_in(candidate.rect);
    for (ix, line) in lines.iter().enumerate() {
        let at = pt(x, candidate.rect.y + (ix as f64 + 0.5) * LINE_PX);
        let label = Label::new(line, at, SIZE_PX).weight(Weight::Bold).anchor(candidate.anchor).halo(3.5);
        out.push(Mark::text(label, ColorToken::AccentInk).with_role(MarkRole::Annotation));
    }
}
