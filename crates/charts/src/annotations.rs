//! Notes in a picture: short texts that point at something, laid out after everything else in it and around it. They
//! become marks of the Scene and part of its summary, so that every form of the picture has them.

use chuhai_core::text::{Lang, phrases};

use crate::labels::{Spot, beside, crosses, meets};
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
pub struct Note<'a> {
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
pub fn annotate<'a>(scene: &mut Scene, notes: &[Note<'a>], lang: Lang, measure: &dyn TextMeasurer) -> Vec<&'a str> {
    if notes.is_empty() {
        return Vec::new();
    }
    let picture = Rect { x: 0.0, y: 0.0, w: scene.size.width_px, h: scene.size.height_px }.grown(-EDGE_PX);
    let ground = Ground::new(scene, measure);
    let mut taken: Vec<Spot> = Vec::new();
    let mut homeless = Vec::new();
    // Leaders go under words, whose halo keeps them readable; notes over everything.
    let under = scene.marks.iter().position(|mark| matches!(mark.shape, Shape::Text(_))).unwrap_or(scene.marks.len());
    for note in notes {
        if !picture.contains(note.at) {
            homeless.push(note.text);
            continue;
        }
        let mut best: Option<(f64, Spot, Vec<String>)> = None;
        for (ix, lines) in breaks(note.text, measure).into_iter().enumerate() {
            for spot in spots(note, &lines, picture, measure) {
                let cheap = spot.cost + NARROW_COST * ix as f64;
                if best.as_ref().is_some_and(|(least, ..)| cheap >= *least) || !ground.is_free(&spot, &taken, note) {
                    continue;
                }
                let cost = cheap + ground.crossed(&spot, &taken, note);
                if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
                    best = Some((cost, spot, lines.clone()));
                }
            }
        }
        match best {
            Some((_, spot, lines)) => {
                draw(&lines, &spot, under, &mut scene.marks);
                taken.push(spot);
            }
            None => homeless.push(note.text),
        }
    }
    let texts: Vec<&str> = notes.iter().map(|note| note.text).collect();
    let list = texts.join(phrases::STORY_NOTES_JOINT.get(lang));
    scene.summary.truncate(scene.summary.trim_end().len());
    scene.summary.push_str(&phrases::STORY_NOTES.fill(lang, &[("list", &list)]));
    homeless
}

/// What is in the picture already.
#[derive(Default)]
struct Ground {
    /// Words: no note lies on them, and a leader hardly.
    words: Vec<Rect>,
    /// Marks that are items: no note lies on them, a leader rather not.
    marks: Vec<Rect>,
    /// Lines, which both avoid where they can.
    lines: Vec<Vec<Point>>,
}

impl Ground {
    fn new(scene: &Scene, measure: &dyn TextMeasurer) -> Self {
        let mut ground = Self::default();
        let low = scene.items.iter().filter(|item| !item.hit.is_empty() && item.bounds.h < 2.0 * LINE_PX);
        ground.marks.extend(low.map(|item| item.bounds));
        for mark in &scene.marks {
            match &mark.shape {
                Shape::Text(label) => ground.words.push(text_box(label, measure)),
                Shape::Glyph { centre, radius_px, .. } | Shape::Circle { centre, radius_px } => {
                    ground.marks.push(Rect { x: centre.x, y: centre.y, w: 0.0, h: 0.0 }.grown(*radius_px));
                }
                Shape::Rect(Rect { x, y, w, h }) if mark.stroke.is_some() => {
                    let (right, bottom) = (x + w, y + h);
                    ground.lines.push(vec![pt(*x, bottom), pt(*x, *y), pt(right, *y), pt(right, bottom)]);
                }
                Shape::Path(points) if mark.stroke.is_some_and(|stroke| stroke.role != ColorToken::Rule) => {
                    ground.lines.push(points.clone());
                }
                _ => {}
            }
        }
        ground
    }

    fn is_free(&self, spot: &Spot, taken: &[Spot], note: &Note<'_>) -> bool {
        let room = spot.rect.grown(1.0);
        !self.words.iter().chain(&self.marks).any(|other| other.overlaps(&room))
            && !taken.iter().any(|other| other.rect.overlaps(&room.grown(2.0)))
            && !room.contains(note.at)
    }

    /// What it costs that the note lies on lines, and that its leader crosses what is there.
    fn crossed(&self, spot: &Spot, taken: &[Spot], note: &Note<'_>) -> f64 {
        let touches = |line: &&Vec<Point>| line.windows(2).any(|pair| meets([pair[0], pair[1]], spot.rect));
        let mut cost = 6.0 * self.lines.iter().filter(touches).count() as f64;
        if let Some(leader) = spot.leader {
            let own = |rect: &&Rect| !rect.grown(2.0).contains(note.at);
            let count = |rects: &[Rect]| rects.iter().filter(own).filter(|rect| meets(leader, **rect)).count() as f64;
            let others: Vec<Rect> = taken.iter().map(|other| other.rect).collect();
            let led = taken.iter().filter_map(|other| other.leader).filter(|other| crosses(leader, *other)).count();
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
fn spots(note: &Note<'_>, lines: &[String], picture: Rect, measure: &dyn TextMeasurer) -> Vec<Spot> {
    let w = lines.iter().map(|line| measure.width_px(line, SIZE_PX, Weight::Bold)).fold(0.0, f64::max);
    let h = lines.len() as f64 * LINE_PX;
    let mut spots = beside(note.at, note.reach_px, w, h);
    spots.retain(|spot| within(spot.rect, picture));
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
            spots.push(Spot { rect, anchor, leader: Some([on(start), on(gap)]), cost: 3.0 + distance / 14.0 });
        }
    }
    spots
}

fn within(rect: Rect, picture: Rect) -> bool {
    rect.x >= picture.x
        && rect.y >= picture.y
        && rect.x + rect.w <= picture.x + picture.w
        && rect.y + rect.h <= picture.y + picture.h
}

fn draw(lines: &[String], spot: &Spot, under: usize, out: &mut Vec<Mark>) {
    if let Some(leader) = spot.leader {
        let stroke = Stroke { role: ColorToken::Ink2, width_px: 1.0, dash_px: None };
        out.insert(under, Mark { shape: Shape::Path(leader.to_vec()), fill: None, stroke: Some(stroke), item: None });
    }
    let x = match spot.anchor {
        Anchor::Start => spot.rect.x,
        Anchor::Middle => spot.rect.centre().x,
        Anchor::End => spot.rect.x + spot.rect.w,
    };
    for (ix, line) in lines.iter().enumerate() {
        let shape = Shape::Text(Label {
            text: line.clone(),
            at: pt(x, spot.rect.y + (ix as f64 + 0.5) * LINE_PX),
            size_px: SIZE_PX,
            weight: Weight::Bold,
            anchor: spot.anchor,
            halo_px: 3.5,
        });
        out.push(Mark { shape, fill: Some(ColorToken::AccentInk), stroke: None, item: None });
    }
}
