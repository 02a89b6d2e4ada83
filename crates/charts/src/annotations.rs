//! Notes in a picture: short texts that point at something, laid out after everything else in it and around it. They
//! become marks of the Scene and part of its summary, so that every form of the picture has them.

use chuhai_core::text::{Lang, phrases};

use crate::labels::{Candidate, adjacent_candidates, segment_hits_rect, segments_intersect};
use crate::measure::TextMeasurer;
use crate::scene::{Anchor, HitShape, Label, Mark, Point, Rect, Scene, Shape, Stroke, Weight, pt};
use crate::theme::ColorToken;
use crate::wrap::wrap;

const SIZE_PX: f64 = 13.0;
const LINE_PX: f64 = 17.0;
/// What a note takes of the height of a picture that has no room for it otherwise.
pub const STRIP_PX: f64 = 24.0;
/// Room between a note and the edge of the picture.
const EDGE_PX: f64 = 2.0;
/// The widths a note is broken to, widest first; a narrow one costs more.
const ROOMS_PX: [f64; 3] = [220.0, 130.0, 84.0];
const NARROW_COST: f64 = 1.5;

/// A note and what it points at.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotation<'a> {
    /// The words.
    pub text: &'a str,
    /// The middle of what it points at.
    pub at: Point,
    /// How far that reaches about its middle.
    pub reach_px: f64,
}

/// The point of the item `id` that a note points at, and its reach; none where it is not in the picture. An area is
/// pointed at where it is labelled.
pub fn anchor(scene: &Scene, id: &str) -> Option<(Point, f64)> {
    let item = scene.items.iter().find(|item| item.id == id && !item.hit.is_empty())?;
    let area = item.hit.iter().any(|hit| matches!(hit, HitShape::Polygon(_)));
    let rect = item.hit.iter().rev().find_map(|hit| match hit {
        HitShape::Rect(rect) if area => Some(*rect),
        _ => None,
    });
    let rect = rect.unwrap_or(item.bounds);
    // A wide mark is pointed at in its middle, a high one near its top.
    let high = rect.h > 2.0 * rect.w;
    let at = if high { pt(rect.centre().x, rect.y + rect.w / 2.0) } else { rect.centre() };
    Some((at, rect.h.min(rect.w) / 2.0))
}

/// Adds `notes` to a picture, the most important first. Returns those that found no room.
pub fn annotate<'a>(
    scene: &mut Scene,
    notes: &[Annotation<'a>],
    lang: Lang,
    measure: &dyn TextMeasurer,
) -> Vec<&'a str> {
    if notes.is_empty() {
        return Vec::new();
    }
    let picture = Rect { x: 0.0, y: 0.0, w: scene.size.width_px, h: scene.size.height_px }.grown(-EDGE_PX);
    let occupied = Occupied::new(scene, measure);
    let mut taken: Vec<Candidate> = Vec::new();
    let mut unplaced = Vec::new();
    // Leaders go under words, whose halo keeps them readable; notes over everything.
    let under = scene.marks.iter().position(|mark| matches!(mark.shape, Shape::Text(_))).unwrap_or(scene.marks.len());
    for note in notes {
        if !picture.contains(note.at) {
            unplaced.push(note.text);
            continue;
        }
        let mut best: Option<(f64, Candidate, Vec<String>)> = None;
        for (ix, lines) in breaks(note.text, measure).into_iter().enumerate() {
            for candidate in candidates(note, &lines, picture, measure) {
                let cheap = candidate.cost + NARROW_COST * ix as f64;
                if best.as_ref().is_some_and(|(least, ..)| cheap >= *least)
                    || !occupied.is_free(&candidate, &taken, note)
                {
                    continue;
                }
                let cost = cheap + occupied.crossed(&candidate, &taken, note);
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
            None => unplaced.push(note.text),
        }
    }
    let texts: Vec<&str> = notes.iter().map(|note| note.text).collect();
    let list = texts.join(phrases::STORY_NOTES_JOINT.get(lang));
    scene.summary.truncate(scene.summary.trim_end().len());
    scene.summary.push_str(&phrases::STORY_NOTES.fill(lang, &[("list", &list)]));
    unplaced
}

/// What is in the picture already.
#[derive(Default)]
struct Occupied {
    /// Words: no note lies on them, and a leader hardly.
    words: Vec<Rect>,
    /// Marks that are items: no note lies on them, a leader rather not.
    marks: Vec<Rect>,
    /// Lines, which both avoid where they can.
    lines: Vec<Vec<Point>>,
}

impl Occupied {
    fn new(scene: &Scene, measure: &dyn TextMeasurer) -> Self {
        let mut occupied = Self::default();
        let low = scene.items.iter().filter(|item| !item.hit.is_empty() && item.bounds.h < 2.0 * LINE_PX);
        occupied.marks.extend(low.map(|item| item.bounds));
        for mark in &scene.marks {
            match &mark.shape {
                Shape::Text(label) => occupied.words.push(text_box(label, measure)),
                Shape::Glyph { centre, radius_px, .. } | Shape::Circle { centre, radius_px } => {
                    occupied.marks.push(Rect { x: centre.x, y: centre.y, w: 0.0, h: 0.0 }.grown(*radius_px));
                }
                Shape::Rect(Rect { x, y, w, h }) if mark.stroke.is_some() => {
                    let (right, bottom) = (x + w, y + h);
                    occupied.lines.push(vec![pt(*x, bottom), pt(*x, *y), pt(right, *y), pt(right, bottom)]);
                }
                Shape::Path(points) if mark.stroke.is_some_and(|stroke| stroke.token != ColorToken::Rule) => {
                    occupied.lines.push(points.clone());
                }
                _ => {}
            }
        }
        occupied
    }

    fn is_free(&self, candidate: &Candidate, taken: &[Candidate], note: &Annotation<'_>) -> bool {
        let room = candidate.rect.grown(1.0);
        !self.words.iter().chain(&self.marks).any(|other| other.overlaps(&room))
            && !taken.iter().any(|other| other.rect.overlaps(&room.grown(2.0)))
            && !room.contains(note.at)
    }

    /// What it costs that the note lies on lines, and that its leader crosses what is there.
    fn crossed(&self, candidate: &Candidate, taken: &[Candidate], note: &Annotation<'_>) -> f64 {
        let touches =
            |line: &&Vec<Point>| line.windows(2).any(|pair| segment_hits_rect([pair[0], pair[1]], candidate.rect));
        let mut cost = 6.0 * self.lines.iter().filter(touches).count() as f64;
        if let Some(leader) = candidate.leader {
            let own = |rect: &&Rect| !rect.grown(2.0).contains(note.at);
            let count = |rects: &[Rect]| {
                rects.iter().filter(own).filter(|rect| segment_hits_rect(leader, **rect)).count() as f64
            };
            let others: Vec<Rect> = taken.iter().map(|other| other.rect).collect();
            let led = taken
                .iter()
                .filter_map(|other| other.leader)
                .filter(|other| segments_intersect(leader, *other))
                .count();
            cost += 5.0 * count(&self.words) + 3.0 * count(&self.marks) + 20.0 * (count(&others) + led as f64);
        }
        cost
    }
}

/// The box that a text takes.
pub(crate) fn text_box(label: &Label, measure: &dyn TextMeasurer) -> Rect {
    let width = measure.width_px(&label.text, label.size_px, label.weight);
    let x = match label.anchor {
        Anchor::Start => label.at.x,
        Anchor::Middle => label.at.x - width / 2.0,
        Anchor::End => label.at.x - width,
    };
    Rect { x, y: label.at.y - 0.6 * label.size_px, w: width, h: 1.2 * label.size_px }
}

/// The ways to break a note, each once.
fn breaks(text: &str, measure: &dyn TextMeasurer) -> Vec<Vec<String>> {
    let mut ways: Vec<Vec<String>> = Vec::new();
    for room_px in ROOMS_PX {
        let lines = wrap(text, room_px, |line| measure.width_px(line, SIZE_PX, Weight::Bold));
        if !ways.contains(&lines) {
            ways.push(lines);
        }
    }
    ways
}

/// Where a note may stand: beside what it points at, or anywhere else with a leader.
fn candidates(note: &Annotation<'_>, lines: &[String], picture: Rect, measure: &dyn TextMeasurer) -> Vec<Candidate> {
    let w = lines.iter().map(|line| measure.width_px(line, SIZE_PX, Weight::Bold)).fold(0.0, f64::max);
    let h = lines.len() as f64 * LINE_PX;
    let mut candidates = adjacent_candidates(note.at, note.reach_px, w, h);
    candidates.retain(|candidate| within(candidate.rect, picture));
    let steps = |room: f64, step: f64| (0..=(room.max(0.0) / step) as usize).map(move |ix| ix as f64 * step);
    for y in steps(picture.h - h, LINE_PX / 2.0) {
        for x in steps(picture.w - w, 12.0) {
            let rect = Rect { x: picture.x + x, y: picture.y + y, w, h };
            // The leader ends where the text is nearest.
            let end = pt(note.at.x.clamp(rect.x, rect.x + w), note.at.y.clamp(rect.y, rect.y + h));
            let (dx, dy) = (end.x - note.at.x, end.y - note.at.y);
            let distance = dx.hypot(dy);
            if distance < note.reach_px + 10.0 {
                continue;
            }
            let (start, gap) = ((note.reach_px + 1.0) / distance, 1.0 - 2.0 / distance);
            let on = |share: f64| pt(note.at.x + dx * share, note.at.y + dy * share);
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

fn within(rect: Rect, picture: Rect) -> bool {
    rect.x >= picture.x
        && rect.y >= picture.y
        && rect.x + rect.w <= picture.x + picture.w
        && rect.y + rect.h <= picture.y + picture.h
}

fn draw(lines: &[String], candidate: &Candidate, under: usize, out: &mut Vec<Mark>) {
    if let Some(leader) = candidate.leader {
        let stroke = Stroke { token: ColorToken::Ink2, width_px: 1.0, dash_px: None };
        out.insert(under, Mark { shape: Shape::Path(leader.to_vec()), fill: None, stroke: Some(stroke), item: None });
    }
    let x = match candidate.anchor {
        Anchor::Start => candidate.rect.x,
        Anchor::Middle => candidate.rect.centre().x,
        Anchor::End => candidate.rect.x + candidate.rect.w,
    };
    for (ix, line) in lines.iter().enumerate() {
        let shape = Shape::Text(Label {
            text: line.clone(),
            at: pt(x, candidate.rect.y + (ix as f64 + 0.5) * LINE_PX),
            size_px: SIZE_PX,
            weight: Weight::Bold,
            anchor: candidate.anchor,
            halo_px: 3.5,
        });
        out.push(Mark { shape, fill: Some(ColorToken::AccentInk), stroke: None, item: None });
    }
}
